"""Whether a sentence of a text may tell an act: it has the words of one, and names as many sides as that act needs.

Nothing is parsed and no morpheme looked at, so that it takes a small part of the time of reading. What tells no act by this test may
still pass on words; where acts are looked for in a crawl of everything, that is nothing to stop for.
"""

import html
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby

import ahocorasick_rs

from dragoman.languages.ko.gate import NO_PARTY, PARTIES, UNSTEADY, stems_of
from dragoman.languages.ko.mentions import JOINTS, served, short_forms, short_states
from dragoman.model.language import Sign
from dragoman.names.lexicon import Entry, Institution, Organisation, Person, State
from dragoman.names.linker import is_hangul, linker

NO_ACT = "no sentence has the words of an act and the parties to it"
#: What ends a sentence, or a line.
_BORDER = re.compile(r"[\n.!?]")
_TAG = re.compile(r"<[^<>]*>")
#: Tags that stand within a sentence.
_INLINE = re.compile(r"</?(?:a|abbr|b|big|em|font|i|mark|s|small|span|strong|u)(?:\s[^<>]*)?>", re.IGNORECASE)
#: What a noun of action goes on with where it is a word of its own: a light verb, a particle, another word.
_GOES_ON = tuple(unicodedata.normalize("NFD", c) for c in "하했해되됐돼받을를이가은는도의에으로와과및등차시후중전")
#: What a noun of one syllable stands between.
_BEFORE_ONE, _AFTER_ONE = " 0123456789", "이가은는을를에의도과와, "
#: What stands for a name while words of acts are looked for: 인도네시아 holds no 인도.
_NAME = "#"


class _Signs:
    """The signs of acts, ready to be looked for in a sentence, all of them at once."""

    def __init__(self, signs: Sequence[Sign]) -> None:
        places: dict[str, int] = {}

        def placed(stems: Iterable[str]) -> frozenset[int]:
            return frozenset(places.setdefault(stem, len(places)) for stem in stems)

        #: By the place of a head: whether it is a verb, and the signs it is one of: the sides each needs, and the words it asks for.
        self._heads: dict[int, tuple[bool, list[tuple[int, list[frozenset[int]]]]]] = {}
        for sign in signs:
            asked = [placed(s for word in words for s in _forms(word)) for words in sign.asked]
            for word in sign.heads:
                verb = word.endswith("다")
                for place in placed(tuple(stems_of(word)) or ([_beginning(word)] if verb and sign.asked else [])):
                    self._heads.setdefault(place, (verb, []))[1].append((sign.sides, asked))
        self._automaton = ahocorasick_rs.AhoCorasick(list(places), implementation=ahocorasick_rs.Implementation.ContiguousNFA)

    def tell(self, sentence: str, sides: int) -> bool:
        """Whether a sentence that names so many sides has the words of an act that needs no more of them than these, or only one."""
        text = f" {' '.join(unicodedata.normalize('NFD', sentence).split())} "
        hits = self._automaton.find_matches_as_indexes(text, overlapping=True)
        found = {place for place, _, _ in hits}
        most = max(sides, 1)
        for place, _, end in hits:
            if place in self._heads:
                verb, signs = self._heads[place]
                if verb or not "\u1100" <= text[end] <= "\u11ff" or text.startswith(_GOES_ON, end):
                    for needed, asked in signs:
                        if needed <= most and not any(map(found.isdisjoint, asked)):
                            return True
        return False


def _forms(word: str) -> Iterable[str]:
    """What a word that is asked for looks like: a verb begins a word, a noun of one syllable stands alone or behind a number."""
    if word.endswith("다"):
        return tuple(stems_of(word)) or (_beginning(word),)
    plain = unicodedata.normalize("NFD", word)
    return [plain] if len(word) > 1 else [f"{before}{plain}{unicodedata.normalize('NFD', c)}" for before in _BEFORE_ONE for c in _AFTER_ONE]


def _beginning(word: str) -> str:
    """What the forms of a verb of one syllable begin with."""
    return " " + unicodedata.normalize("NFD", word.removesuffix("다")).rstrip(UNSTEADY)


@lru_cache(maxsize=2)
def _ready(signs: tuple[Sign, ...]) -> _Signs:
    return _Signs(signs)


def plain(text: str) -> str:
    """A page's text or markup without tags, and without the lines that have nothing but ASCII: scripts, styles, addresses."""
    if "&#" in text:
        text = html.unescape(text)
    if "<" not in text:
        return text
    return "\n".join(piece for piece in _TAG.split(_INLINE.sub("", text)) if not piece.isascii())


def nothing_told(text: str, signs: tuple[Sign, ...]) -> str | None:
    """Why no sentence of a text, or of a page's markup, tells an act, in words; None where one may.

    A sentence may where it has the words of an act and names as many sides as that act needs.
    """
    text = plain(text)
    ready, names = _ready(signs), _rough(text)
    if not any(party for *_, party in names):
        return NO_PARTY
    borders = [m.start() for m in _BORDER.finditer(text)]
    for sentence, some in groupby(names, lambda name: bisect_left(borders, name[0])):
        here = list(some)
        if not any(party for *_, party in here):
            continue
        start = borders[sentence - 1] + 1 if sentence else 0
        end = borders[sentence] if sentence < len(borders) else len(text)
        sides = frozenset[str]().union(*(codes for _, _, codes, party in here if party))
        if ready.tell(_without(text, start, end, here), len(sides)):
            return None
    return NO_ACT


#: A name in a text: its place, the sides it may be, whether it makes a party.
_Found = tuple[int, int, frozenset[str], bool]


def _without(text: str, start: int, end: int, names: Sequence[_Found]) -> str:
    """A stretch of a text, its names replaced."""
    out = []
    for s, e, _, _ in names:
        if s >= start:
            out.append(text[start:s])
            start = max(start, min(e, end))
    return _NAME.join([*out, text[start:end]])


def _rough(text: str) -> list[_Found]:
    """All that may name somebody, more than does: of conditions on neighbours only the beginning of a word is looked at."""
    automaton, rows = _names()
    found: list[_Found] = [(m.start(), m.end(), code, True) for m, code in _single_shorts(text)]
    for index, start, end in automaton.find_matches_as_indexes(text):
        sides, party, inside = rows[index]
        if inside or not start or not is_hangul(text[start - 1]) or _joins_names(text[start - 1]):
            found.append((start, end, sides, party))
    found.sort()
    return found


@cache
def _names() -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[frozenset[str], bool, bool]]]:
    """All forms of names, with the sides each may be, whether it makes a party, and whether it stands inside words as well."""
    rows: dict[str, tuple[frozenset[str], bool, bool]] = {form: (sides, True, False) for form, sides in _short_words().items()}
    for form, entries in linker("ko").entries():
        if len(form) == 1 and is_hangul(form):  # in every text, and hardly ever a name
            continue
        kinds = {kind for kind, _ in entries}
        sides = frozenset(code for kind, entry in entries if kind in PARTIES and (code := _side_of(entry)) is not None)
        rows[form] = (sides, not kinds.isdisjoint(PARTIES), "institution" in kinds)
    automaton = ahocorasick_rs.AhoCorasick(
        list(rows), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest, implementation=ahocorasick_rs.Implementation.ContiguousNFA
    )
    return automaton, list(rows.values())


def _joins_names(char: str) -> bool:
    """Whether a syllable may stand before a name as part of the same word (주카자흐스탄, 반러시아)."""
    return char in short_forms().prefixes


@cache
def _short_words() -> dict[str, frozenset[str]]:
    """Words that name states by short forms (한미일, 대북, 주한미군, 美), and the codes of those states."""
    shorts, codes = short_forms(), {form: state.code for form, state in short_states().items()}
    words = {run: frozenset(codes[c] for c in run if c in codes) for run in shorts.compounds}
    words |= {word: frozenset([codes[word[1]]]) for word in shorts.prefixed}
    words |= {word: frozenset([code]) for some in (shorts.forces, shorts.peoples) for word, code in some.items() if code}
    return words | {form: frozenset([code]) for form, code in codes.items() if not is_hangul(form)}


def _single_shorts(text: str) -> Iterator[tuple[re.Match[str], frozenset[str]]]:
    """Short forms of one syllable that stand beside a mark or alone, where they may name a state."""
    states = short_states()
    for match in _single_pattern().finditer(text):
        yield match, frozenset([states[match.group()].code])


@cache
def _single_pattern() -> re.Pattern[str]:
    shorts = "".join(c for c in short_states() if is_hangul(c))
    before = "|".join(map(re.escape, short_forms().before))
    # the syllable first: it is what can be looked for fast
    return re.compile(f"[{shorts}](?:(?<!\\w.)(?=[,{JOINTS}]| (?:{before}))|(?<=[{JOINTS}].))")


def _side_of(entry: Entry) -> str | None:
    """The code of the party that an entry names or, for a person, served first; None where it depends or there is none."""
    if isinstance(entry, State | Organisation):
        return entry.code
    if isinstance(entry, Person):
        return served(entry, None)
    return entry.state if isinstance(entry, Institution) else None
