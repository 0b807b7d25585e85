"""Names in Korean text: those of the lexicon, one-syllable headline forms, and people whom the article introduces."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Literal

import msgspec

from dragoman.languages.ko.entries import entries
from dragoman.languages.ko.grammar import load_yaml
from dragoman.model.article import Part
from dragoman.model.text import Span, occurrences
from dragoman.names.lexicon import (
    Entry,
    Form,
    Institution,
    Office,
    Organisation,
    Outlet,
    Person,
    Place,
    State,
    Tenure,
    forms,
    load,
)
from dragoman.names.linker import Doubt, Kind, Name, entity_id, is_cjk, is_hangul, linker

#: No name of a state is longer, in code points.
_LONGEST_NAME = 16
#: Signs that join short forms of states (한·미, 러-카자흐).
JOINTS = "·‧ㆍ∙・–/-"

Prefix = Literal["about", "leaning", "at", "visit", "former"]


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A name in the text. `code` is the party code it stands for, None for offices, generic institutions and places.

    `prefix` tells what a syllable before it makes of it (대러: about, 친러: leaning, 주한: at, 방한: visit).
    """

    span: Span
    kind: Kind
    entity: str
    name: str
    label: str
    code: str | None
    sector: str | None = None
    entry: Entry | None = None
    others: tuple[Entry, ...] = ()
    prefix: Prefix | None = None
    rule: str = "ko/name"
    title: str | None = None


class _Shorts(msgspec.Struct, frozen=True):
    compounds: tuple[str, ...]
    not_compounds: tuple[str, ...]
    before: tuple[str, ...]
    prefixes: dict[str, Prefix]
    prefixed: tuple[str, ...]
    spaced: tuple[str, ...]
    not_behind: tuple[str, ...]
    needs_after: dict[str, tuple[str, ...]]
    forces: dict[str, str | None]
    peoples: dict[str, str]
    copula_before: tuple[str, ...]


@cache
def short_forms() -> _Shorts:
    """Short forms of states in words, and where they hold."""
    return load_yaml("shorts.yaml", _Shorts)


@cache
def state_runs() -> frozenset[str]:
    """Runs of short forms of states without a mark (한중일), which look like names of people."""
    return frozenset(short_forms().compounds)


@cache
def short_states() -> dict[str, State]:
    """States by their short forms of one character."""
    return {f.form: s for s in load().states for f in forms(s.short, "ko")}


@cache
def _short_pattern() -> re.Pattern[str]:
    """Short forms of states in Hangul, beside a mark that may join them to another name."""
    shorts = "".join(c for c in short_states() if is_hangul(c))
    return re.compile(f"[{shorts}](?=[{JOINTS}])|(?<=[{JOINTS}])[{shorts}]")


@cache
def _states() -> dict[str, State]:
    return {s.code: s for s in load().states}


def names_in(text: str, parts: Sequence[Part], day: date | None) -> tuple[tuple[Mention, ...], tuple[Doubt, ...]]:
    """What `find` gives for an article's text; asked for the same again right away, it is not looked up twice."""
    headlines = [Span(p.start, p.end) for p in parts if p.kind in ("title", "subtitle")]
    return _find_once(text, tuple(sorted([*headlines, *(entry.told for entry in entries(text, parts, day))])), day)


def find(text: str, headlines: tuple[Span, ...] = (), day: date | None = None) -> tuple[tuple[Mention, ...], tuple[Doubt, ...]]:
    """All names in `text`, sorted and not overlapping, and the doubtful ones with the reason.

    `headlines` are the stretches in which bare one-syllable forms hold (`러, 우크라 전력망 공격`); `day` is the day of
    publication, which tells namesakes apart by the office they held.
    """
    names, doubts = linker("ko").find(text)
    full = {entity_id(n.kind, n.entry) for n in names if n.kind == "person" and n.strength == "strong" and not n.others}
    mentions: list[Mention] = []
    for right in (_right_person(n, names, full, day) for n in names):
        mention = _of_name(right, text, day) if right is not None else None
        # 덴마크인도: the people of 덴마크 take the first syllable of what reads like 인도
        if mention is not None and not (mentions and mention.span.start < mentions[-1].span.end):
            mentions.append(_behind_prefix(mention, text))
    taken = {i for m in mentions for i in range(m.span.start, m.span.end)}
    for rule in (_prefixed_names, _forces, _hanja, _joined, _runs, _prefixed_shorts, _posted, _before_office, _headline):
        known = len(mentions)
        for mention in rule(text, mentions, headlines):
            if not _condition_holds(text, mention):
                continue
            if taken.isdisjoint(range(mention.span.start, mention.span.end)):
                mentions.append(mention)
                taken.update(range(mention.span.start, mention.span.end))
        if len(mentions) > known:
            mentions.sort(key=_place)
    return tuple(mentions), tuple(d for d in doubts if taken.isdisjoint(range(d.span.start, d.span.end)))


def _place(mention: Mention) -> tuple[int, int]:
    return mention.span.start, mention.span.end


_find_once = lru_cache(maxsize=1)(find)


@cache
def _short_forms() -> dict[str, Form]:
    return {f.form: f for s in load().states for f in forms(s.short, "ko")}


def _condition_holds(text: str, mention: Mention) -> bool:
    """Whether a short form's own conditions on its neighbours hold (일 not after a digit, 중 not after 방문)."""
    form = _short_forms().get(mention.span.of(text))
    if form is None:
        return True
    after, before = text[mention.span.end : mention.span.end + 12], text[max(0, mention.span.start - 12) : mention.span.start]
    return not (form.unless_before and after.startswith(form.unless_before)) and not (
        form.unless_after and before.endswith(form.unless_after)
    )


def state_mention(span: Span, code: str, rule: str, prefix: Prefix | None = None, sector: str | None = None) -> Mention:
    """A mention of a state by other words than its name."""
    state = _states()[code]
    return Mention(
        span=span, kind="state", entity=f"state:{code}", name=state.name, label=state.label, code=code,
        entry=state, prefix=prefix, rule=rule, sector=sector,
    )  # fmt: skip


def _right_person(name: Name, names: tuple[Name, ...], full: set[str], day: date | None) -> Name | None:
    """Which of several people a form means: one named in full in the article, else the holder of the office that follows.

    A family name of one syllable that neither settles is nobody (the article may introduce its own 김 대표).
    """
    if name.kind != "person" or (not name.others and name.strength != "family"):
        return name
    people = [p for p in (name.entry, *name.others) if isinstance(p, Person)]
    for person in people:
        if entity_id("person", person) in full:
            return msgspec.structs.replace(name, entry=person, others=())
    office = next((n for n in names if n.kind == "office" and 0 <= n.span.start - name.span.end <= 8), None)
    stamp = day.isoformat() if day is not None else None
    if office is not None and isinstance(office.entry, Office):
        short = name.span.end - name.span.start == 1
        terms = [(p, t) for p in people for t in p.offices if t.office == office.entry.id or (not short and _told_as(t, office.entry))]
        # who holds it; else, where the name is more than 김, who held it before (클린턴 전 대통령)
        for told in ([t for t in terms if _held(t[1], stamp)], [] if short or office.entry.id == "minister" else terms):
            if len(holders := {p.id: p for p, _ in told}) == 1:
                return msgspec.structs.replace(name, entry=next(iter(holders.values())), others=())
    in_office = [p for p in people if any(_held(t, stamp) for t in p.offices)]
    if name.span.end - name.span.start > 1 and in_office:
        return msgspec.structs.replace(name, entry=in_office[0], others=())
    if name.span.end - name.span.start > 1 and len(people) == 1:
        return name
    return None


#: What former holders held; and whatever a minister is minister of.
_FORMER = {"former-president": "president", "former-prime-minister": "prime-minister"}


def _told_as(tenure: Tenure, office: Office) -> bool:
    """Whether another title may be said of a tenure: 장관 of a 국방장관, 전 대통령 of a 대통령."""
    held = tenure.office
    return held == _FORMER.get(office.id) or (office.id == "minister" and held.endswith(("-minister", "secretary-of-state")))


def served(person: Person, day: date | None) -> str | None:
    """Whom a person served on a day (the EU, not the state of birth); the state where the offices do not tell."""
    served = {o.of for o in person.offices}
    if len(served) > 1:
        stamp = day.isoformat() if day is not None else None
        then = [o.of for o in person.offices if stamp is not None and (o.since or "") <= stamp and _held(o, stamp)]
        return then[-1] if then else person.state
    return person.offices[-1].of if served else person.state


def _held(tenure: Tenure, stamp: str | None) -> bool:
    """Whether an office was held on a day (ISO date, None: any)."""
    if stamp is None:
        return True
    since, until = tenure.since, tenure.until
    return (since is None or since[: len(stamp)] <= stamp[: len(since)]) and (until is None or stamp[: len(until)] <= until)


def _of_name(name: Name, text: str, day: date | None = None) -> Mention:
    entry = name.entry
    code: str | None = None
    sector: str | None = None
    if isinstance(entry, State | Organisation):
        code = entry.code
        sector = entry.sector if isinstance(entry, Organisation) else None
    elif isinstance(entry, Person):
        code = served(entry, day)
    elif isinstance(entry, Institution):
        code, sector = entry.state, entry.sector
    elif isinstance(entry, Outlet):
        code, sector = entry.country, "MED"
    elif isinstance(entry, Office):
        sector = entry.sector
    elif isinstance(entry, Place):
        code = None
    span = name.span
    if isinstance(entry, State) and _people_pattern().match(text, span.end):
        span, sector = Span(span.start, span.end + 1), "CVL"
    return Mention(
        span=span, kind=name.kind, entity=entity_id(name.kind, entry), name=entry.name, label=entry.label,
        code=code, sector=sector, entry=entry, others=name.others,
    )  # fmt: skip


@cache
def _people_pattern() -> re.Pattern[str]:
    """`이스라엘인 인질`, `러시아인들`: 인 behind the name of a state is its people, not the copula (러시아인 만큼)."""
    copula = "|".join(map(re.escape, short_forms().copula_before))
    return re.compile(f"인(?:들|이|은|을|과|의|에게|도|에|으로|,|·| (?!(?:{copula}))[가-힣0-9])")


def _bounded(text: str, start: int) -> bool:
    return start == 0 or not (is_hangul(text[start - 1]) or text[start - 1].isalnum())


def _prefixed_names(text: str, mentions: list[Mention], _: tuple[Span, ...]) -> Iterator[Mention]:
    """대러시아 제재, 친서방, 주카자흐스탄 대사, 방우크라이나: a full name behind a prefix."""
    shorts = short_forms()
    pattern = _prefix_pattern()
    for match in pattern.finditer(text):
        start = match.start(2)
        if _bounded(text, match.start()):
            names, _doubts = linker("ko").find(match.group(2))
            if names and names[0].span.start == 0 and names[0].kind in ("state", "organisation"):
                mention = _of_name(names[0], text)
                span = Span(match.start(), start + names[0].span.end)
                yield msgspec.structs.replace(mention, span=span, prefix=shorts.prefixes[match.group(1)], rule="ko/prefixed-name")


def _behind_prefix(mention: Mention, text: str) -> Mention:
    """`반 프랑스 시위`, `대 이란 제재`: a name behind a prefix that stands apart; behind a number it counts something."""
    shorts, start = short_forms(), mention.span.start - 2
    apart = start >= 0 and text[start + 1] == " " and text[start] in shorts.spaced and _bounded(text, start)
    if not apart or mention.kind not in ("state", "organisation") or mention.prefix is not None:
        return mention
    before = text[max(0, start - 2) : start].rstrip()
    if before.endswith(shorts.not_behind) or before[-1:].isdigit():
        return mention
    return msgspec.structs.replace(mention, span=Span(start, mention.span.end), prefix=shorts.prefixes[text[start]], rule="ko/prefixed-name")


@cache
def _prefix_pattern() -> re.Pattern[str]:
    names = [f.form for group in (load().states, load().organisations) for e in group for f in forms(e.strong, "ko")]
    names = sorted((n for n in names if len(n) > 1 and n != "한국"), key=len, reverse=True)
    return re.compile(f"([{''.join(short_forms().prefixes)}])({'|'.join(map(re.escape, names))})")


def _forces(text: str, mentions: list[Mention], _: tuple[Span, ...]) -> Iterator[Mention]:
    shorts = short_forms()
    for words, rule, sector in ((shorts.forces, "ko/force", "MIL"), (shorts.peoples, "ko/people", "CVL")):
        for word, code in words.items():
            if code:
                for found in occurrences(text, word):
                    if _bounded(text, found.start):
                        yield state_mention(found, code, rule, sector=sector)


def _hanja(text: str, mentions: list[Mention], _: tuple[Span, ...]) -> Iterator[Mention]:
    """美, 韓美日, 대中: hanja forms, one or several, not inside another hanja word."""
    states = short_states()
    for match in re.finditer(r"[\u4e00-\u9fff]+", text):
        run = match.group()
        prefix: Prefix | None = None
        if run[0] in short_forms().prefixes and len(run) == 2:
            prefix, run, first = short_forms().prefixes[run[0]], run[1:], match.start() + 1
        else:
            first = match.start()
        if not all(c in states for c in run):
            continue
        before = text[first - 1] if first else ""
        if first and text[first - 1] == "(":
            continue
        if before in short_forms().prefixes and _bounded(text, first - 1):
            prefix = short_forms().prefixes[before]
            yield state_mention(Span(first - 1, first + 1), states[run[0]].code, "ko/hanja", prefix)
            continue
        if before and is_hangul(before):
            continue
        for i, c in enumerate(run):
            yield state_mention(Span(first + i, first + i + 1), states[c].code, "ko/hanja", prefix)


def _joined(text: str, mentions: list[Mention], _: tuple[Span, ...]) -> Iterator[Mention]:
    """한·미·일, 러-카자흐, 한·아세안: short forms joined by a mark to each other or to a full name."""
    states = short_states()
    starts = {m.span.start for m in mentions if m.kind in ("state", "organisation")}
    ends = {m.span.end for m in mentions if m.kind in ("state", "organisation")}
    marks = JOINTS
    for match in _short_pattern().finditer(text):
        i, c = match.start(), match.group()
        left, right = text[i - 1 : i], text[i + 1 : i + 2]
        joined_right = right != "" and right in marks and (
            i + 2 in starts
            or (text[i + 2 : i + 3] in states and not (text[i + 3 : i + 4] and is_hangul(text[i + 3]) and text[i + 3] not in "이가은는을를의와과도간에로군"))
        )
        joined_left = left != "" and left in marks and (
            i - 1 in ends or (text[i - 2 : i - 1] in states and _bounded(text, i - 2))
        )
        starts_word = _bounded(text, i) and (left == "" or left not in marks or joined_left)
        ends_word = right == "" or not is_hangul(right) or right in "이가은는을를의와과도간에로" or joined_left
        if (joined_right and starts_word) or (joined_left and ends_word):
            yield state_mention(Span(i, i + 1), states[c].code, "ko/joined")


def _runs(text: str, mentions: list[Mention], _: tuple[Span, ...]) -> Iterator[Mention]:
    """한미일, 북러: runs of short forms without a mark."""
    shorts, states = short_forms(), short_states()
    runs = "|".join(sorted(shorts.compounds, key=len, reverse=True))
    for match in re.finditer(f"(?<![가-힣])(?:{runs})", text):
        rest = text[match.start() : match.start() + 12]
        if rest.startswith(shorts.not_compounds) or not _needs_after(text, match):
            continue
        special = {"남": "KOR", "우": "UKR", "조": "PRK"}
        for i, c in enumerate(match.group()):
            code = special.get(c) or states[c].code
            yield state_mention(Span(match.start() + i, match.start() + i + 1), code, "ko/run")


def _prefixed_shorts(text: str, mentions: list[Mention], _: tuple[Span, ...]) -> Iterator[Mention]:
    """대북, 친러, 방미, 주한."""
    shorts, states = short_forms(), short_states()
    for match in re.finditer(f"(?<![가-힣])(?:{'|'.join(shorts.prefixed)})", text):
        if _needs_after(text, match):
            prefix = shorts.prefixes[match.group()[0]]
            yield state_mention(Span(*match.span()), states[match.group()[1]].code, "ko/prefixed-short", prefix)


def _posted(text: str, mentions: list[Mention], _: tuple[Span, ...]) -> Iterator[Mention]:
    """주한러시아대사, 주유엔한국대사: the state whose mission is at another, written on to it."""
    for post in [m for m in mentions if m.prefix == "at"]:
        end = post.span.end
        names, _doubts = linker("ko").find(text[end : end + _LONGEST_NAME])
        if names and names[0].span.start == 0 and names[0].kind == "state":
            mention = _of_name(names[0], text)
            yield msgspec.structs.replace(mention, span=names[0].span.shifted(end), rule="ko/posted")


def _needs_after(text: str, match: re.Match[str]) -> bool:
    needs = short_forms().needs_after.get(match.group())
    return needs is None or text[match.end() : match.end() + 8].lstrip().startswith(needs)


def _before_office(text: str, mentions: list[Mention], _: tuple[Span, ...]) -> Iterator[Mention]:
    """미 국무장관, 러 외무부, 미 하원: a short form before an office, an institution or a person."""
    states = short_states()
    starts = {m.span.start for m in mentions if m.kind in ("office", "institution", "person")}
    before = short_forms().before
    for match in re.finditer(f"(?<![가-힣\\w])([{''.join(c for c in states if is_hangul(c))}])[ \u00a0]", text):
        word = re.compile(r"[가-힣]*").match(text, match.end())
        inside = word is not None and any(s in starts for s in range(match.end(), word.end()))
        if inside or text.startswith(before, match.end()):
            yield state_mention(Span(*match.span(1)), states[match.group(1)].code, "ko/before-office")


def _headline(text: str, mentions: list[Mention], headlines: tuple[Span, ...]) -> Iterator[Mention]:
    """러, 우크라 전력망 공격: in a headline, standing alone before a comma."""
    states = short_states()
    shorts = "".join(c for c in states if is_hangul(c))
    for span in headlines:
        for match in re.finditer(f"(?<![가-힣\\w])([{shorts}])(?=,| [“\"])", span.of(text)):
            start = span.start + match.start(1)
            yield state_mention(Span(start, start + 1), states[match.group(1)].code, "ko/headline")


def overlay(mentions: Iterable[Mention], found: Iterable[Mention]) -> tuple[Mention, ...]:
    """`mentions` with `found` laid over them: where they overlap the new ones stand."""
    new = tuple(found)
    taken = {i for n in new for i in range(n.span.start, n.span.end)}
    kept = [m for m in mentions if taken.isdisjoint(range(m.span.start, m.span.end))]
    return tuple(sorted([*kept, *new], key=_place))


__all__ = ["Mention", "Prefix", "find", "is_cjk", "overlay", "state_mention"]
