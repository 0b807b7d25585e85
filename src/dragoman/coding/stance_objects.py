"""What a position is about: parties, the words of a phrase, or the resolution that was voted on."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dragoman.coding.stance_tables import PositionRow, stances
from dragoman.model.language import Analysis, Argument, Clause
from dragoman.model.parties import Party
from dragoman.model.reading import PositionObject
from dragoman.names import lexicon

#: From this length on (code points) a phrase for a resolution says what it is about.
_DESCRIBED = 10
#: A particle and blanks stand between an object and the quotation mark.
_QUOTED_BEHIND = 4
#: How many sentences back something is named that words point to.
_NEAR = 2
#: How far a goal stands behind what it is at most (비핵화라는 공동의 목표), and how far before its verb an object in marks begins.
_THAT_IS, _LONG = 10, 60
#: How far before a verb the words end that say why (…이라며 강하게 반대했다).
_SAID_BEFORE = 10
#: Words that only point are no more than this.
_POINTING = 3


def objects(row: PositionRow, clause: Clause, text: str, language: str, holder: Party) -> Iterator[PositionObject]:
    """What the position is about: parties, or the words of the phrase."""
    table = stances(language)
    for role in row.object:
        for argument in clause.arguments_in(role):
            principle = any(w in text[max(argument.whole, 0) if argument.whole >= 0 else argument.start : argument.end] for w in table.principles)
            also, deed = argument.lent_by == "also", argument.lent_by == "bare-object" and argument.head in table.deeds
            own = argument.shared is None or also or deed or (row.gap and argument.lent_by == "gap-object") or ("agent" in row.object and argument.lent_by == "topic-as-object")
            if not own and role == "patient" and not argument.parties and not row.entity:
                continue
            if argument.shared is not None and role == "patient" and argument.head in table.deeds and not deed:
                continue
            if role == "place" and row.vote and not ends(argument, table.votes):
                continue
            if (row.words and not ends_in(argument, row.words)) or (row.said and argument.head.endswith(table.claims)) or (role == "agent" and argument.parties):
                continue
            # what a state has in hand itself (정부의 노력) is no matter between states
            if not principle and not row.gap and not row.entity and not argument.parties and argument.within and {p.code for p in argument.within} == {holder.code} and not row.organisation:
                continue
            parties = () if principle else argument.parties or (argument.within if "patient" in row.when_role else ())
            if role == "modifier":
                # 우크라이나의 나토 가입 반대: only the last of the words before the noun is what is opposed
                parties = tuple(p for p in parties if p.end == argument.end)
            if row.organisation:
                whole = ends_in(argument, (*table.bodies, *table.ties.get("member", ())))
                inside = tuple(p for p in argument.within if whole or p.end == argument.end)
                parties = tuple(p for p in (*parties, *inside) if p.entity.startswith("organisation:"))
            if row.entity:
                named = parties if ends(argument, table.things) and not ends(argument, table.governments) else ()
                parties = tuple(p for p in parties if is_entity(p.code)) or named
                if not parties and ends(argument, table.governments):
                    parties = tuple(p for p in argument.within if is_entity(p.code))
                if not parties and not ends(argument, table.things) and "as" not in row.when_role:
                    continue
            if parties:
                for party in parties:
                    if party.code != holder.code:
                        yield PositionObject(code=party.code, text=text[party.start : party.end], start=party.start, end=party.end)
                return
            if row.organisation and not ends_in(argument, table.pacts):
                continue
            start = argument.whole if argument.whole >= 0 else argument.start
            about = next((a for a in clause.arguments_in("about") if a.end <= start and start - a.end < 12), None)
            if about is not None and role == "patient":
                start = about.start
            start = _with_mark(text, start, argument.end)
            # 북한을 핵보유국으로: as what goes with whom
            end = next((a.end for a in clause.arguments_in("as") if row.entity and "as" in row.when_role and 0 <= a.start - argument.end < 3), argument.end)
            yield PositionObject(code=None, text=text[start:end], start=start, end=end)
            if not also:
                return


def before_quote(row: PositionRow, clause: Clause, analysis: Analysis, text: str) -> list[PositionObject]:
    """`평화 유지군의 노력을 “굳게 지지한다”며`: the object stands right before the words that are quoted."""
    sentence = analysis.sentences[clause.sentence]
    if not clause.quoted or "patient" not in row.object or row.words or row.entity:
        return []
    outside = [a for c in analysis.clauses if not c.quoted for a in c.arguments_in("patient")]
    found = next((a for a in outside if 0 <= sentence.start - a.end <= _QUOTED_BEHIND and a.marker and text.startswith(a.marker, a.end)), None)
    if found is None:
        return []
    start = found.whole if found.whole >= 0 else found.start
    return [PositionObject(code=None, text=text[start : found.end], start=start, end=found.end)]


def in_quotes(row: PositionRow, clause: Clause, text: str, language: str) -> list[PositionObject]:
    """`‘담대한 구상’을 지지한다`: words in marks before the verb that were read as no phrase."""
    if clause.form != "verb" or row.words or row.entity or row.organisation or row.vote or not {"patient", "goal"} & set(row.object):
        return []
    found = re.compile(stances(language).marked).search(text, max(clause.trigger.start - _LONG, 0), clause.trigger.start)
    return [PositionObject(code=None, text=text[found.start() : found.end("words") + 1], start=found.start(), end=found.end("words") + 1)] if found else []


def named_as(thing: PositionObject, analysis: Analysis, clause: Clause, text: str, language: str) -> PositionObject:
    """`북한의 비핵화라는 목표`: a goal with what it is."""
    for other in analysis.clauses:
        if other.sentence == clause.sentence and other.form == "copula":
            for argument in other.arguments_in("attribute"):
                start = argument.whole if argument.whole >= 0 else argument.start
                if thing.code is None and 0 < thing.start - argument.end <= _THAT_IS and text[argument.end : thing.start].rstrip().endswith(stances(language).so_called):
                    return PositionObject(code=None, text=text[start : thing.end], start=start, end=thing.end)
    return thing


def spoken_of(row: PositionRow, clause: Clause, analysis: Analysis, text: str, language: str) -> list[PositionObject]:
    """`추가 제재는 막다른 길이라며 반대했다`: what somebody says a thing is while opposing it."""
    if clause.form != "verb" or row.stance != "opposes" or row.vote or row.negated or not {"patient", "goal"} & set(row.object):
        return []
    policies = row.words or stances(language).policies
    said = next((s for s in reversed(analysis.speeches) if s.end <= clause.trigger.start and clause.trigger.start - s.end <= _SAID_BEFORE), None)
    if said is None or any(a.shared is None for a in (*clause.arguments_in("patient"), *clause.arguments_in("goal"))):
        return []
    inside = [a for c in analysis.clauses if said.start <= c.start and c.trigger.end <= said.end for a in c.arguments_in("agent") if a.shared is None]
    for argument in sorted(inside, key=lambda a: a.start)[:1]:
        if not argument.parties and ends_in(argument, policies):
            start = argument.whole if argument.whole >= 0 else argument.start
            return [PositionObject(code=None, text=text[start : argument.end], start=start, end=argument.end)]
    return []


def failed(clause: Clause, analysis: Analysis, text: str, language: str) -> list[PositionObject]:
    """`제재안은 중국의 반대로 무산됐다`: what failed because of a noun of standing is what it was about."""
    if clause.form != "noun" or clause.host not in stances(language).failing:
        return []
    for outer in analysis.clauses:
        if outer.sentence == clause.sentence and outer.predicate == clause.host and not outer.negated:
            for argument in (*outer.arguments_in("patient"), *outer.arguments_in("agent")):
                if not argument.parties and argument.end <= clause.trigger.start:
                    start = argument.whole if argument.whole >= 0 else argument.start
                    return [PositionObject(code=None, text=text[start : argument.end], start=start, end=argument.end)]
    return []


def pointed_at(thing: PositionObject, analysis: Analysis, clause: Clause, text: str, language: str) -> PositionObject:
    """What words that only point mean: `이 규정` is the rule named before (`해경 규정`); the words themselves where nothing is."""
    if thing.code is not None or not _points(thing, language):
        return thing
    noun = thing.text.split()[-1]
    for earlier in reversed(analysis.clauses[: clause.id]):
        for argument in earlier.arguments:
            start = argument.whole if argument.whole >= 0 else argument.start
            named = argument.end <= thing.start and argument.head == noun and argument.end - start > len(noun)
            if named and clause.sentence - earlier.sentence <= _NEAR and not text[start : argument.end].startswith(stances(language).pointing):
                return PositionObject(code=None, text=text[start : argument.end], start=start, end=argument.end)
    return thing


def _points(thing: PositionObject, language: str) -> bool:
    """Whether an object is a noun with a word that points (이러한 도발), not a clause that begins with one (이를 구실로 …하는 데)."""
    return thing.text.startswith(stances(language).pointing) and len(thing.text.split()) <= _POINTING


def nowhere(thing: PositionObject, language: str) -> bool:
    """Whether an object is a matter of domestic politics (탄핵, 특검), or words that only point (이러한 도발)."""
    table = stances(language)
    return thing.code is None and (thing.text.endswith(table.domestic) or _points(thing, language))


def _with_mark(text: str, start: int, end: int) -> int:
    """`'하나의 중국' 원칙`: a phrase that begins inside quotation marks begins at the mark."""
    before = text[start - 1 : start]
    return start - 1 if before and before in "'\"‘“「『" and any(c in "'\"’”」』" for c in text[start:end]) else start


def is_entity(code: str) -> bool:
    found = next((o for o in lexicon.load().organisations if o.code == code), None)
    return (found is not None and found.kind == "entity") or code in ("TWN", "PSE", "XKX", "ESH")


def ends(argument: Argument, words: Sequence[str]) -> bool:
    return any(w == x or (len(x) > 1 and w.endswith(x)) for w in (argument.head, *argument.words) for x in words)


def ends_in(argument: Argument, words: Sequence[str]) -> bool:
    """Whether the head of a phrase is one of these nouns, by itself or as the end of a compound."""
    return argument.head.endswith(tuple(words)) or any((left + right).endswith(tuple(words)) and argument.head == right for left, right in pairwise(argument.words))


def describes(thing: PositionObject) -> bool:
    return thing.end - thing.start >= _DESCRIBED


def resolution(analysis: Analysis, clause: Clause, text: str, language: str) -> list[PositionObject]:
    """The resolution that has been spoken of before a vote: where it was first described (…을 요구하는 결의), if it was.

    A headline describes it in short; what the body says of it goes first. Laws of parliaments (법안) are none where another is named.
    """
    table = stances(language)
    found = [
        (analysis.sentences[earlier.sentence].part == "title", argument.whole if argument.whole >= 0 else argument.start, argument.end)
        for earlier in analysis.clauses[: clause.id]
        for argument in earlier.arguments
        if (argument.head.endswith(table.resolutions) or (argument.head in table.numbers and ends(argument, table.resolutions))) and argument.shared is None
    ]
    found = [f for f in found if not text[f[1] : f[2]].endswith(table.domestic)] or found
    if not found:
        return []
    described = sorted((f for f in found if f[2] - f[1] >= _DESCRIBED), key=lambda f: f[0])
    _, start, end = described[0] if described else found[-1]
    return [PositionObject(code=None, text=text[start:end], start=start, end=end)]
