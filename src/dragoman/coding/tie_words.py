"""Ties told by the words between names: `상임이사국인 중국과 러시아`, `미국의 동맹 한국`, `브뤼셀에 본부를 둔 나토`.

What two names are to each other mostly stands in the few words between them, in whatever clause they are. So a sentence
is read with a sign in the place of every name, and the patterns of `stances.yaml` are looked for in that.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import msgspec

from dragoman.coding.stance_tables import TiePattern, stances
from dragoman.model.language import Analysis, Clause, Sentence
from dragoman.model.parties import Party
from dragoman.names import lexicon
from dragoman.names.lexicon import Organisation

#: Where the signs for states, for organisations and for towns begin: areas of Unicode that no text uses.
_STATE, _BODY, _TOWN, _AREA = 0xE000, 0xE800, 0xF000, 0x800
_SIGN = {"state": "[\ue000-\ue7ff]", "body": "[\ue800-\uefff]", "town": "[\uf000-\uf7ff]", "land": "[\ue000-\ue7ff\uf000-\uf7ff]", "any": "[\ue000-\uf7ff]"}

#: How far behind a treaty it says that it is still to be made.
_AFTER = 8

#: Marks that are read over, and remarks in brackets that are.
_MARKS, _REMARK = "'\"‘’“”「」『』", re.compile(r"\([^()\n]{1,40}\)")


class Signed(msgspec.Struct, frozen=True):
    """A sentence with signs for names: `text`, the parties behind every sign, and where each letter stood in the article."""

    text: str
    parties: dict[str, tuple[Party, ...]]
    places: tuple[int, ...]


class TieWords(msgspec.Struct, frozen=True):
    """A tie as words tell it; `end` is where these words end in the article."""

    pattern: TiePattern
    holder: Party
    other: Party
    end: int


def told(sentence: Sentence, clauses: Sequence[Clause], analysis: Analysis, text: str, language: str) -> Iterator[TieWords]:
    """The ties that the words of a sentence tell by themselves."""
    said = text[sentence.start : sentence.end]
    rows = [row for row in stances(language).tie_patterns if any(word in said for word in row.words)]
    if not rows:
        return
    table, signed = stances(language), sign(sentence, clauses, analysis, text, language)
    denied = re.compile(table.denied)
    for row in rows:
        for match in _compiled(row.text, table.close, table.listed).finditer(signed.text):
            if denied.match(signed.text, match.end()):
                continue
            end = signed.places[match.end() - 1] + 1
            for holder, other in _told_by(match, signed, sentence, clauses, analysis) if row.teller else _pairs(row, match, signed, table.joined):
                if _fits(row, holder, other):
                    yield TieWords(row, holder, other, end)


def sign(sentence: Sentence, clauses: Sequence[Clause], analysis: Analysis, text: str, language: str) -> Signed:
    """A sentence with a sign for every name in it, marks and remarks in brackets left out."""
    named: dict[tuple[int, int], dict[str, Party]] = {}
    for entity in analysis.entities:
        for start, end in entity.mentions:
            if entity.code is not None and sentence.start <= start and end <= sentence.end:
                party = Party(code=entity.code, entity=entity.id, name=entity.name, label=entity.label, sector=entity.sector, start=start, end=end)
                named.setdefault((start, end), {})[party.code] = party
    for party in (p for c in clauses for a in c.arguments for p in (*a.parties, *a.within)):
        if sentence.start <= party.start and party.end <= sentence.end:
            named.setdefault((party.start, party.end), {})[party.code] = party
    for place in (p for c in clauses for a in c.arguments for p in a.places):
        if place.where.country is not None and sentence.start <= place.start and (place.start, place.end) not in named:
            party = Party(code=place.where.country, entity=f"state:{place.where.country}", name=place.where.name, label=place.where.label, start=place.start, end=place.end)
            named[place.start, place.end] = {"town" if place.where.precision != "country" else party.code: party}
    army = stances(language).army
    _add_short(named, sentence, analysis, text, language)
    letters: list[str] = []
    places: list[int] = []
    parties: dict[str, tuple[Party, ...]] = {}
    at = sentence.start
    for (start, end), some in sorted(named.items(), key=lambda one: (one[0][0], -one[0][1])):
        if start < at:
            continue
        _copy(text, at, start, letters, places)
        first = next(iter(some.values()))
        area = _TOWN if "town" in some else _BODY if first.entity.startswith("organisation:") else _STATE
        letters.append(chr(area + len(parties) % _AREA))
        places.append(end - 1)
        parties[letters[-1]] = tuple(some.values())
        if text[end - 1] == army and end - start > 1:
            letters.append(army)
            places.append(end - 1)
        remark = _REMARK.match(text, end, sentence.end)
        at = remark.end() if remark else end
    _copy(text, at, sentence.end, letters, places)
    return Signed("".join(letters), parties, tuple(places))


def _add_short(named: dict[tuple[int, int], dict[str, Party]], sentence: Sentence, analysis: Analysis, text: str, language: str) -> None:
    """What the reader takes for no name: a state where something is from (이란산), and two in one word (북러) outside every clause."""
    table = stances(language)
    for entity in analysis.entities:
        for name in {text[start:end] for start, end in entity.mentions} if entity.kind == "state" and entity.code else ():
            at = text.find(name + table.origin, sentence.start, sentence.end)
            if table.origin and at >= 0 and (at, at + len(name)) not in named:
                named[at, at + len(name)] = {entity.code or "": Party(code=entity.code or "", entity=entity.id, name=entity.name, label=entity.label, start=at, end=at + len(name))}
    if table.shorts:
        letter = "([" + "".join(table.shorts) + "])"
        for match in re.finditer(rf"(?<!\w){letter}[·ㆍ]?{letter}(?= ?(?:{'|'.join(table.alliances | table.standing_treaties)}))", text[sentence.start : sentence.end]):
            for group in (1, 2):
                start, end = sentence.start + match.start(group), sentence.start + match.end(group)
                state = next((s for s in lexicon.load().states if s.code == table.shorts[match[group]]), None)
                if state is not None and not any(a <= start < b for a, b in named):
                    named[start, end] = {state.code: Party(code=state.code, entity=f"state:{state.code}", name=state.name, label=state.label, start=start, end=end)}


def _copy(text: str, start: int, end: int, letters: list[str], places: list[int]) -> None:
    remarks = {k for m in _REMARK.finditer(text, start, end) for k in range(m.start(), m.end())}
    for k in range(start, end):
        if text[k] not in _MARKS and k not in remarks:
            letters.append(" " if text[k] in "\n\u00a0" else text[k])
            places.append(k)


@cache
def _compiled(pattern: str, close: str, listed: str) -> re.Pattern[str]:
    for name in ("holder", "other"):
        for kind, letters in _SIGN.items():
            many = f"(?P<{name}>{letters}(?:{listed}{letters}){{0,12}})"
            pattern = pattern.replace(f"{{{name}s:{kind}}}", many).replace(f"{{{name}:{kind}}}", f"(?P<{name}>{letters})")
    for name, means in (("gap", "[^\ue000-\uf7ff.,!?]"), ("sign", "[\ue000-\uf7ff]"), ("one", _SIGN["state"]), ("body", _SIGN["body"]), ("close", f"(?:{close})")):
        pattern = pattern.replace(f"{{{name}}}", means)
    return re.compile(pattern)


def _pairs(row: TiePattern, match: re.Match[str], signed: Signed, joined: tuple[str, ...]) -> Iterator[tuple[Party, Party]]:
    groups = match.groupdict()
    if row.both:
        for some in (signed.parties[letter] for letter in groups["holder"]):
            yield from pairwise(some[:2])
        return
    holders = _listed(groups["holder"], signed, joined if row.behind and not row.only else ())
    others = _of(row.object, *_meant(row, match, signed)) if row.object else _listed(groups["other"], signed, ())
    for holder in holders:
        for other in others:
            if holder.code != other.code:
                yield holder, other


def _told_by(match: re.Match[str], signed: Signed, sentence: Sentence, clauses: Sequence[Clause], analysis: Analysis) -> Iterator[tuple[Party, Party]]:
    """Who speaks of its own treaty (`미국과의 상호방위조약`): whoever says so, else the first who does something in the sentence."""
    at = signed.places[match.start()]
    said = [s.speaker for s in analysis.speeches if s.start <= at < s.end and s.speaker is not None]
    done = [p for c in clauses for a in c.arguments_in("agent") if a.shared is None for p in a.parties]
    for other in (p for letter in match["other"] for p in signed.parties.get(letter, ())):
        holder = next((p for p in (*said, *done) if p.code != other.code and any(s.code == p.code for s in lexicon.load().states)), None)
        if holder is not None:
            yield holder, other


def _listed(words: str, signed: Signed, joined: tuple[str, ...]) -> list[Party]:
    """Everybody in a list. Of two joined by 와 behind a noun (`회원국인 독일과 러시아`) only the first need be meant."""
    signs = [k for k, letter in enumerate(words) if letter in signed.parties]
    if len(signs) == 2 and words[signs[0] + 1 : signs[1]].strip() in joined:
        signs = signs[:1]
    return [p for k in signs for p in signed.parties[words[k]]]


def _meant(row: TiePattern, match: re.Match[str], signed: Signed) -> tuple[int, int]:
    """Where the word stands by which a body is meant that nothing names (상임이사국)."""
    word = next((w for w in row.words if w in match[0]), match[0])
    at = match.start() + match[0].index(word)
    return signed.places[at], signed.places[at + len(word) - 1] + 1


def _of(code: str, start: int, end: int) -> list[Party]:
    found = next((o for o in lexicon.load().organisations if o.code == code), None)
    return [Party(code=code, entity=f"organisation:{code}", name=found.name, label=found.label, start=start, end=end)] if found else []


def _fits(row: TiePattern, holder: Party, other: Party) -> bool:
    """Whether a state may be what the words say: on the roster of the organisation, if it has one, or of those the row allows."""
    if row.only:
        return holder.code in row.only
    body = next((o for o in lexicon.load().organisations if o.code == other.code), None)
    if body is not None and row.bodies and body.kind not in row.bodies:
        return False
    if row.known and (body is None or not body.members):
        return False
    return not (row.roster and body is not None and body.members and holder.code not in body.members)


def treaties(sentence: Sentence, clauses: Sequence[Clause], analysis: Analysis, text: str, language: str) -> Iterator[tuple[Party, Party]]:
    """`북러 조약`: a treaty of two, named as such, stands between these, unless it is still to be made."""
    table = stances(language)
    two = _treaties_of_two()
    named = {(e.id, start, end) for e in analysis.entities if e.id in two for start, end in e.mentions if sentence.start <= start and end <= sentence.end}
    named |= {(p.entity, p.start, p.end) for c in clauses for a in c.arguments for p in (*a.parties, *a.within) if p.entity in two}
    for entity, start, end in sorted(named, key=lambda one: one[1:]):
        body = two[entity]
        if not body.name.endswith(table.treaties):
            continue
        if text[end : end + _AFTER].lstrip(table.trailing).startswith(tuple(table.unmade)):
            continue
        states = [s for code in body.members for s in lexicon.load().states if s.code == code]
        yield from pairwise([Party(code=s.code, entity=f"state:{s.code}", name=s.name, label=s.label, start=start, end=end) for s in states])


@cache
def _treaties_of_two() -> dict[str, Organisation]:
    """Treaties between two states, by the id of what names them."""
    return {f"organisation:{o.code}": o for o in lexicon.load().organisations if o.kind == "treaty" and len(o.members) == 2}
