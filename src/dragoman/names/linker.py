"""Finds the names of the lexicon in a text and tells who is meant, or why that cannot be told."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Literal

import ahocorasick_rs
import msgspec

from dragoman.model.text import Span
from dragoman.names.lexicon import (
    Entry,
    Form,
    Forms,
    Institution,
    Lexicon,
    Office,
    Organisation,
    Outlet,
    Person,
    Place,
    State,
    forms,
    load,
)

Kind = Literal["state", "organisation", "person", "outlet", "institution", "place", "office"]
Strength = Literal["strong", "weak", "family"]

# Which reading of a form wins where several entries share it and nothing else tells them apart.
_PRECEDENCE: dict[Kind, int] = {
    "person": 0, "state": 1, "organisation": 2, "institution": 3, "outlet": 4, "office": 5, "place": 6,
}  # fmt: skip


# What stands between the members of a list of states: a weak form in one is a state too (니카라과, 말리).
_LIST_SIGNS = frozenset({", ", "·", "ㆍ", "‧", "와 ", "과 ", " 및 "})


#: How far from a form its conditions on neighbours look, and how far an office behind it reaches, in code points.
_NEIGHBOUR, _REACH = 12, 16


class Name(msgspec.Struct, frozen=True, kw_only=True):
    """A name found: its place (code points), the entry it means, and how sure the form alone makes it."""

    span: Span
    kind: Kind
    entry: Entry
    strength: Strength
    others: tuple[Entry, ...] = ()


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """A form of the lexicon that was left unresolved, and why."""

    span: Span
    entry: Entry
    why: str


class _Row(msgspec.Struct, frozen=True):
    form: Form
    kind: Kind
    entry: Entry
    strength: Strength


class Linker:
    """Longest-match lookup of every form of one language.

    >>> [n.entry.label for n in linker("en").find("Kazakhstan joined the CSTO.")[0]]
    ['Kazakhstan', 'Collective Security Treaty Organization']
    """

    def __init__(self, lexicon: Lexicon, language: str) -> None:
        self.language = language
        rows: dict[str, list[_Row]] = {}

        def add(entry: Entry, kind: Kind, names: Forms, strength: Strength) -> None:
            for form in forms(names, language):
                rows.setdefault(form.form, []).append(_Row(form, kind, entry, strength))

        groups: tuple[tuple[Kind, tuple[Entry, ...]], ...] = (
            ("state", lexicon.states),
            ("organisation", lexicon.organisations),
            ("institution", lexicon.institutions),
            ("office", lexicon.offices),
            ("person", lexicon.people),
            ("place", lexicon.places),
            ("outlet", lexicon.outlets),
        )
        for kind, entries in groups:
            for entry in entries:
                add(entry, kind, entry.strong, "strong")
                add(entry, kind, entry.weak, "weak")
                if isinstance(entry, Person):
                    add(entry, kind, entry.family, "family")
        self._forms = list(rows)
        self._rows = [tuple(rows[f]) for f in self._forms]
        # forms that may stand inside a word, and of them the strong ones
        self._inner = {k for k, some in enumerate(self._rows) if any(r.kind in ("office", "institution") for r in some)}
        self._titles = {k for k, some in enumerate(self._rows) if any(r.kind in ("office", "institution") and r.strength == "strong" for r in some)}
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._forms, implementation=ahocorasick_rs.Implementation.ContiguousNFA
        )

    def entries(self) -> Iterator[tuple[str, tuple[tuple[Kind, Entry], ...]]]:
        """Every form, and what it may mean."""
        return ((form, tuple((row.kind, row.entry) for row in rows)) for form, rows in zip(self._forms, self._rows, strict=True))

    def find(self, text: str) -> tuple[tuple[Name, ...], tuple[Doubt, ...]]:
        """Names in `text`, in order and not overlapping, and the doubtful forms that were passed over.

        A form begins where no letter of its own script stands before it (or where another name ends), and in a script
        that puts spaces between words it also ends there; in Korean a particle may follow. The longest form wins.
        """
        hits = [(s, e, i) for i, s, e in self._automaton.find_matches_as_indexes(text, overlapping=True)]
        hits.sort(key=lambda h: (h[0], -h[1]))
        titles: dict[int, list[int]] = {}
        for start, end, index in hits:
            if index in self._titles:
                titles.setdefault(start, []).append(end)
        strong_labels = {
            (row.kind, row.entry.label)
            for start, end, index in hits
            for row in self._rows[index]
            if row.strength == "strong" and self._stands(text, start, end, row, True)
        }
        names: list[Name] = []
        doubts: list[Doubt] = []
        free = 0
        for start, end, index in hits:
            if start < free or (start and not (start == free and free > 0) and index not in self._inner and same_script(text[start - 1], text[start])):
                # inside another name, or in the middle of a word
                continue
            listed = bool(names) and names[-1].kind == "state" and text[names[-1].span.end : start] in _LIST_SIGNS
            found = self._choose(text, start, end, self._rows[index], strong_labels, titles, free, doubts, listed)
            if found:
                names.append(found)
                free = end
        taken = {i for n in names for i in range(n.span.start, n.span.end)}
        doubts = [d for d in doubts if taken.isdisjoint(range(d.span.start, d.span.end))]
        return tuple(names), tuple(doubts)

    def _choose(
        self,
        text: str,
        start: int,
        end: int,
        rows: tuple[_Row, ...],
        strong_labels: set[tuple[Kind, str]],
        titles: Mapping[int, Sequence[int]],
        free: int,
        doubts: list[Doubt],
        listed: bool,
    ) -> Name | None:
        held: list[_Row] = []
        for row in rows:
            if not self._stands(text, start, end, row, start == free and free > 0):
                continue
            why = None if listed and row.kind == "state" and row.strength == "weak" else self._doubt(text, end, row, strong_labels, titles)
            if why is None:
                held.append(row)
            elif row.strength == "weak":
                doubts.append(Doubt(span=Span(start, end), entry=row.entry, why=why))
        if not held:
            return None
        held.sort(key=lambda r: (r.strength != "strong", _PRECEDENCE[r.kind]))
        best = held[0]
        return Name(
            span=Span(start, end),
            kind=best.kind,
            entry=best.entry,
            strength=best.strength,
            others=tuple(r.entry for r in held[1:] if r.kind == best.kind and r.entry is not best.entry),
        )

    def _stands(self, text: str, start: int, end: int, row: _Row, after_name: bool) -> bool:
        """Whether the form is a word (or the beginning of one) here, and its own conditions on neighbours hold."""
        first, last = text[start], text[end - 1]
        if start and not after_name:
            inside = row.kind in ("office", "institution") and is_hangul(first)  # 중국외교부, but INDIA is no DIA
            if not inside and same_script(text[start - 1], first):
                return False
            if row.kind == "office" and row.form.form.startswith("부") and is_hangul(text[start - 1]):
                # 북부사령관 is no 부사령관
                return False
            if row.kind == "office" and len(row.form.form) == 2 and _one_syllable(text[max(0, start - 2) : start]):
                # 반대표 is no 대표; 보훈장관 is a 장관
                return False
        if row.form.unless_before and text.startswith(row.form.unless_before, end, end + _NEIGHBOUR):
            return False
        if row.form.unless_after and text.endswith(row.form.unless_after, max(0, start - _NEIGHBOUR), start):
            return False
        return is_hangul(last) or end == len(text) or not same_script(last, text[end])

    def _doubt(self, text: str, end: int, row: _Row, strong_labels: set[tuple[Kind, str]], titles: Mapping[int, Sequence[int]]) -> str | None:
        """Why the form does not mean its entry here; None if it does."""
        if row.kind in ("state", "organisation") and row.strength == "weak" and row.form.needs and _office_follows(text, end, titles):
            return None
        if row.form.needs and not any(word in text for word in row.form.needs):
            return row.form.why or f"{row.form.form} may be another word and nothing speaks for {row.entry.label}"
        if row.strength == "family" and len(row.form.form) == 1:
            if (row.kind, row.entry.label) in strong_labels and is_cjk(row.form.form):
                return None
            return None if _office_follows(text, end, titles, attached=3) else f"{row.form.form} is no name by itself"
        if row.strength == "strong" or row.form.needs:
            return None
        if (row.kind, row.entry.label) in strong_labels or _office_follows(text, end, titles):
            return None
        return row.form.why or f"{row.form.form} alone does not tell {row.entry.label}"

def _office_follows(text: str, end: int, titles: Mapping[int, Sequence[int]], attached: int = 2) -> bool:
    """Whether an office or institution follows; one without a space between has at least `attached` syllables.

    So 윤대통령 is Yoon, and 반대표 (a vote against) is no Representative Ban. `titles` are the places of their strong forms:
    where each begins, and the ends.
    """
    gap = 1 if text[end : end + 1] in (" ", "\u00a0") else 0
    return any(stop <= end + _REACH and (gap or stop - end >= attached) for stop in titles.get(end + gap, ()))


def _one_syllable(before: str) -> bool:
    """Whether exactly one Hangul syllable of the same word stands before a place."""
    return bool(before) and is_hangul(before[-1]) and not (len(before) > 1 and is_hangul(before[-2]))


def is_hangul(char: str) -> bool:
    """Whether a character is a Hangul syllable."""
    return "가" <= char <= "힣"


def same_script(left: str, right: str) -> bool:
    """Whether two neighbouring characters could belong to one word: both Hangul, or both other letters or digits."""
    if is_hangul(left) or is_hangul(right):
        return is_hangul(left) and is_hangul(right)
    return left.isalnum() and right.isalnum() and (left.isascii() == right.isascii() or not is_cjk(right))


def is_cjk(char: str) -> bool:
    """Whether a character is a Chinese one."""
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf"


@cache
def linker(language: str) -> Linker:
    """The linker of a language over the lexicon that ships with the package."""
    return Linker(load(), language)


def entity_id(kind: Kind, entry: Entry) -> str:
    """The id of a lexicon entry, the same in every article (`state:KAZ`, `person:antony-blinken`)."""
    if isinstance(entry, State | Organisation):
        return f"{kind}:{entry.code}"
    if isinstance(entry, Person | Institution | Place | Outlet | Office):
        return f"{kind}:{entry.id}"
    raise TypeError(f"no id for {kind}")
