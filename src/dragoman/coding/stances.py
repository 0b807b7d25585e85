"""Positions: where parties stand on something, and the tables that positions, ties and measures share."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Literal

import msgspec
import yaml

from dragoman.model.language import Analysis, Argument, Clause, Role
from dragoman.model.parties import Party
from dragoman.model.reading import Position, PositionObject, Stance, Statement, TieKind
from dragoman.model.text import Span
from dragoman.model.when import When
from dragoman.names import lexicon

# From this length on (code points) a phrase for a resolution says what it is about.
_DESCRIBED = 10

#: For how many sentences a day told of is that of what is told next.
_FRESH = 2

#: Sectors whose word is not their state's.
_PRIVATE = frozenset({"MED", "CVL", "EDU", "BUS", "OPP", "UNK"})

#: States whose ruling party speaks for them (ISO 3166-1 alpha-3); elsewhere a party's stand is domestic politics.
_ONE_PARTY = frozenset({"CHN", "CUB", "LAO", "PRK", "VNM"})


class PositionRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row of `positions`; the fields are explained on top of the file."""

    name: str
    predicates: tuple[str, ...]
    stance: Stance
    holder: tuple[Role | Literal["speaker"], ...]
    object: tuple[Role, ...]
    negated: bool | None = None
    cannot: bool = False
    said: bool = False
    demanded: bool = False
    entity: bool = False
    organisation: bool = False
    vote: bool = False
    words: tuple[str, ...] = ()
    adverbs: tuple[str, ...] = ()
    when_role: dict[Role, tuple[str, ...]] = {}


class Stances(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The tables of one language."""

    positions: tuple[PositionRow, ...] = ()
    things: tuple[str, ...] = ()
    governments: tuple[str, ...] = ()
    domestic: tuple[str, ...] = ()
    pointing: tuple[str, ...] = ()
    neither: tuple[str, ...] = ()
    nominal: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    becoming: tuple[str, ...] = ()
    demanding: tuple[str, ...] = ()
    affirming: tuple[str, ...] = ()
    upholding: tuple[str, ...] = ()
    votes: tuple[str, ...] = ()
    pacts: tuple[str, ...] = ()
    ties: dict[TieKind, tuple[str, ...]] = {}
    initiatives: frozenset[str] = frozenset()
    belonging: frozenset[str] = frozenset()
    taking_part: frozenset[str] = frozenset()
    made_up: frozenset[str] = frozenset()
    bodies: tuple[str, ...] = ()
    among: frozenset[str] = frozenset()
    such_as: frozenset[str] = frozenset()
    receiving: tuple[str, ...] = ()
    scaling: tuple[str, ...] = ()
    handing_on: frozenset[str] = frozenset()
    passing_on: frozenset[str] = frozenset()
    taking_on: frozenset[str] = frozenset()
    admitting: frozenset[str] = frozenset()
    resolutions: tuple[str, ...] = ()
    concluding: frozenset[str] = frozenset()
    treaties: tuple[str, ...] = ()
    alliances: frozenset[str] = frozenset()
    standing_treaties: frozenset[str] = frozenset()
    unmade: frozenset[str] = frozenset()
    not_standing: frozenset[str] = frozenset()
    kinds: dict[str, tuple[str, ...]] = {}
    money: tuple[str, ...] = ()
    prices: tuple[str, ...] = ()


@cache
def stances(language: str) -> Stances:
    """The tables of a language; empty for one without any."""
    text = (resources.files("dragoman.coding") / "stances.yaml").read_text("utf-8")
    return msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader).get(language, {}), Stances)


@cache
def vocabulary(language: str) -> frozenset[str]:
    """The predicates the tables know, and the nouns for what passes between states (수출액)."""
    table = stances(language)
    passing = [noun for kind in table.money[:2] for noun in table.kinds.get(kind, ())]
    return frozenset(p for row in table.positions for p in row.predicates) | frozenset([*table.initiatives, *table.belonging, *table.admitting, *passing])


def positions(analysis: Analysis, language: str, text: str, statements: Sequence[Statement], silent: frozenset[int] = frozenset()) -> Iterator[Position]:
    """The positions that an article tells, each once; none in the sentences `silent` (ids).

    A stance told again gives the first telling the time it lacks, and votes on one thing are of one day.
    """
    found: dict[tuple[str, str, str], Position] = {}
    votes: dict[str, When] = {}
    for clause in analysis.clauses:
        if clause.sentence in silent or clause.predicate not in vocabulary(language) or _asked(clause, analysis, text) or _disowned(clause, analysis, language):
            continue
        if text[clause.trigger.start : clause.end].endswith(stances(language).neither):
            continue
        for row in stances(language).positions:
            held = list(_held(row, clause, analysis, text, language)) if _holds(row, clause) else []
            when = _when(row, clause)
            for holder, thing in held:
                key = (holder.code, row.stance, thing.code or thing.text)
                if row.vote and when.start is not None:
                    votes.setdefault(thing.text, when)
                if key in found:
                    known = found[key]
                    found[key] = known if known.when.start is not None else msgspec.structs.replace(known, when=when)
                    continue
                found[key] = Position(
                    holder=holder, stance=row.stance, object=thing, when=when, evidence=Span(clause.start, clause.end),
                    statement=_statement(clause, statements), status="planned" if clause.status == "planned" else "happened",
                    voices=tuple(v for v in clause.voices if v.code != holder.code), rule=f"{language}/{row.name}",
                )  # fmt: skip
            if held:
                break
    voting = {f"{language}/{row.name}" for row in stances(language).positions if row.vote}
    for position in found.values():
        cast = position.rule in voting and position.when.start is None
        yield msgspec.structs.replace(position, when=votes.get(position.object.text, position.when)) if cast else position


def _holds(row: PositionRow, clause: Clause) -> bool:
    """Whether a clause meets the conditions of a row, but for its holder and object."""
    if clause.predicate not in row.predicates or not _told(row, clause):
        return False
    return all(any(_ends(a, words) for a in clause.arguments_in(role)) for role, words in row.when_role.items())


def _when(row: PositionRow, clause: Clause) -> When:
    """When a stance was taken: the time of its clause; a vote or a recognition told without one was on the day told of."""
    if clause.when.start is not None or clause.when.end is not None or clause.day is None:
        return clause.when
    acted = (row.vote or row.entity or row.demanded) and clause.status == "happened" and not clause.quoted and clause.day_age <= _FRESH
    return clause.day if acted and (clause.past or row.demanded) else clause.when


def _told(row: PositionRow, clause: Clause) -> bool:
    """Whether a clause is told the way a row asks for: negated or not, as a fact or a plan, said by somebody who stands by it."""
    if clause.negated != bool(row.negated) or (row.adverbs and not set(row.adverbs) & set(clause.adverbs)):
        return False
    if row.demanded:
        return clause.told_as("command") is not None
    # …하는 것이 아니다 says what one does not say; …하는 것은 says nothing of who does
    if clause.told_as("is-not", "nominalised", "never-did") is not None:
        return False
    if row.said and (clause.past or not (clause.quoted or clause.reported or clause.voices)):
        return False
    # 용납할 수 없다: what cannot be, by whoever says so
    refused = row.cannot and clause.negated and clause.told_as("cannot") is not None
    return refused or clause.status in ("happened", "planned")


def _asked(clause: Clause, analysis: Analysis, text: str) -> bool:
    """Whether the sentence of a clause is a question: who asks stands nowhere."""
    sentence = analysis.sentences[clause.sentence]
    return text[sentence.end - 2 : sentence.end].rstrip("\"'”’").endswith("?")


def _disowned(clause: Clause, analysis: Analysis, language: str) -> bool:
    """Whether a stance is named without being taken: `…에 찬성한다는 의미가 아니다`, `…을 인정하는 것은 …`."""
    for outer in analysis.clauses:
        if outer.sentence != clause.sentence or outer.id == clause.id:
            continue
        for argument in outer.arguments:
            first = argument.whole if argument.whole >= 0 else argument.start
            if argument.shared is not None or not first <= clause.trigger.start < argument.end:
                continue
            if outer.form == "copula" and outer.negated:
                return True
            if argument.role == "agent" and argument.head in stances(language).nominal and clause.trigger.start < argument.start and not clause.past:
                return True
    return False


def _held(row: PositionRow, clause: Clause, analysis: Analysis, text: str, language: str) -> Iterator[tuple[Party, PositionObject]]:
    """Every holder with every object of one clause. A vote without an object is on the resolution spoken of."""
    for holder in _holders(row, clause, analysis, language):
        things = list(_objects(row, clause, text, language, holder))
        if row.vote and not any(_describes(thing) for thing in things):
            things = _resolution(analysis, clause, text, language) or things
        yield from ((holder, thing) for thing in things if not _nowhere(thing, language))


def _describes(thing: PositionObject) -> bool:
    return thing.end - thing.start >= _DESCRIBED


def _resolution(analysis: Analysis, clause: Clause, text: str, language: str) -> list[PositionObject]:
    """The resolution that has been spoken of before a vote, where it was first described (…을 요구하는 결의), if it was.

    A headline describes it in short; what the body says of it goes first.
    """
    words = stances(language).resolutions
    found = [
        (analysis.sentences[earlier.sentence].part == "title", argument.whole if argument.whole >= 0 else argument.start, argument.end)
        for earlier in analysis.clauses[: clause.id]
        for argument in earlier.arguments
        if argument.head.endswith(words) and argument.shared is None
    ]
    described = sorted((f for f in found if f[2] - f[1] >= _DESCRIBED), key=lambda f: f[0])
    if not found:
        return []
    _, start, end = described[0] if described else found[-1]
    return [PositionObject(code=None, text=text[start:end], start=start, end=end)]


def _holders(row: PositionRow, clause: Clause, analysis: Analysis, language: str) -> tuple[Party, ...]:
    if row.demanded:
        return _demanders(clause, analysis, language)
    if any(a.lent_by == "gap-object" and a.head in stances(language).countries for a in clause.arguments):
        # 결의에 찬성한 나라들: they are the holders, whoever they are
        return ()
    for role in row.holder:
        if role == "speaker":
            inside = any(clause.id in c.content and c.quoted for c in analysis.clauses)
            if clause.quoted and clause.speaker is not None and not inside and speaks(clause.speaker) and not _does(row, clause):
                return (clause.speaker,)
            continue
        arguments = clause.arguments_in(role)
        for argument in arguments:
            if argument.lent_by == "gap-subject" and argument.head.endswith(stances(language).resolutions):
                return _upholders(clause, argument, analysis, language)
            if argument.lent_by == "gap-subject" and argument.head in stances(language).countries:
                return _becoming(clause, argument, analysis, language)
        if found := _all(arguments):
            return found
    return _affirmers(clause, analysis, language)


def _does(row: PositionRow, clause: Clause) -> bool:
    """Whether a clause names who does it. `확장은 받아들일 수 없다`: a thing as topic is what the speaker will not have."""
    agents = clause.arguments_in("agent")
    topic = "agent" in row.object and not clause.arguments_in("patient")
    return any(a.parties or not topic for a in agents)


def _demanders(clause: Clause, analysis: Analysis, language: str) -> tuple[Party, ...]:
    """Who demands what a clause tells."""
    for outer in analysis.clauses:
        if clause.id in outer.content and outer.predicate in stances(language).demanding and outer.status == "happened" and not outer.negated:
            return _all(outer.arguments_in("agent"))
    return ()


def _all(arguments: Sequence[Argument]) -> tuple[Party, ...]:
    """Everybody in the first of the phrases that names somebody who speaks for a state, and those told to be with them (중국과 함께)."""
    first = next((p for a in arguments if (p := _speaking(a))), ())
    beside = [p for a in arguments if a.lent_by == "together" for p in _speaking(a)]
    return tuple({p.code: p for p in (*first, *beside)}.values())


def _becoming(clause: Clause, argument: Argument, analysis: Analysis, language: str) -> tuple[Party, ...]:
    """`A는 …에 참여하는 나라가 된다`: what such a state does, A does."""
    for outer in analysis.clauses:
        if outer.sentence == clause.sentence and outer.predicate in stances(language).becoming and any(a.start == argument.start for a in outer.arguments):
            return _all([a for a in outer.arguments_in("agent") if a.start != argument.start])
    return ()


def _speaking(argument: Argument) -> tuple[Party, ...]:
    """The parties of a phrase whose word is their state's."""
    return tuple(p for p in argument.parties if speaks(p))


def speaks(party: Party) -> bool:
    """Whether the word of a party is its state's or organisation's: not that of media, firms, citizens, or politicians out of office."""
    return party.sector not in _PRIVATE and (party.sector != "PTY" or party.code in _ONE_PARTY)


def _affirmers(clause: Clause, analysis: Analysis, language: str) -> tuple[Party, ...]:
    """`…에 대한 지지를 재확인했다`: who affirms a noun of standing holds it."""
    if clause.form == "verb" or clause.host not in stances(language).affirming or clause.arguments_in("agent"):
        return ()
    for outer in _over(clause, analysis):
        if outer.predicate == clause.host and not outer.negated and outer.status in ("happened", "planned"):
            for argument in outer.arguments_in("agent"):
                if parties := _speaking(argument):
                    return parties
            if outer.quoted and outer.speaker is not None and not outer.arguments_in("agent"):
                return (outer.speaker,)
    return ()


def _upholders(clause: Clause, argument: Argument, analysis: Analysis, language: str) -> tuple[Party, ...]:
    """`…을 인정하지 않는 결의를 존중한다`: what a resolution says is the position of those who stand by it."""
    for outer in _over(clause, analysis):
        upheld = (*outer.arguments_in("patient"), *outer.arguments_in("goal")) if outer.predicate in stances(language).upholding else ()
        told = not outer.negated and outer.status in ("happened", "planned")
        if told and any(a.start <= argument.start and argument.end <= a.end for a in upheld):
            return next((p for a in outer.arguments_in("agent") if (p := _speaking(a))), ())
    return ()


def _over(clause: Clause, analysis: Analysis) -> Iterator[Clause]:
    """The verbs of the same sentence that have a clause in one of their own phrases."""
    for outer in analysis.clauses:
        verb = outer.sentence == clause.sentence and outer.form == "verb" and outer.id != clause.id
        if verb and any((a.whole if a.whole >= 0 else a.start) <= clause.trigger.start < a.end for a in outer.arguments):
            yield outer


def _objects(row: PositionRow, clause: Clause, text: str, language: str, holder: Party) -> Iterator[PositionObject]:
    """What the position is about: parties, or the words of the phrase."""
    table = stances(language)
    for role in row.object:
        for argument in clause.arguments_in(role):
            if argument.shared is not None and role == "patient" and not argument.parties and not row.entity:
                continue
            if role == "place" and row.vote and not _ends(argument, table.votes):
                continue
            if (row.words and not _ends_in(argument, row.words)) or (role == "agent" and argument.parties):
                continue
            # what a state has in hand itself (정부의 노력) is no matter between states
            if not row.entity and not argument.parties and argument.within and {p.code for p in argument.within} == {holder.code} and not row.organisation:
                continue
            parties = argument.parties or (argument.within if "patient" in row.when_role else ())
            if role == "modifier":
                # 우크라이나의 나토 가입 반대: only the last of the words before the noun is what is opposed
                parties = tuple(p for p in parties if p.end == argument.end)
            if row.organisation:
                whole = _ends_in(argument, (*table.bodies, *table.ties.get("member", ())))
                inside = tuple(p for p in argument.within if whole or p.end == argument.end)
                parties = tuple(p for p in (*parties, *inside) if p.entity.startswith("organisation:"))
            if row.entity:
                parties = tuple(p for p in parties if _entity(p.code))
                if not parties and _ends(argument, table.governments):
                    parties = tuple(p for p in argument.within if _entity(p.code))
                if not parties and not _ends(argument, table.things) and "as" not in row.when_role:
                    continue
            if parties:
                for party in parties:
                    if party.code != holder.code:
                        yield PositionObject(code=party.code, text=text[party.start : party.end], start=party.start, end=party.end)
                return
            if row.organisation and not _ends_in(argument, table.pacts):
                continue
            start = argument.whole if argument.whole >= 0 else argument.start
            about = next((a for a in clause.arguments_in("about") if a.end <= start and start - a.end < 12), None)
            if about is not None and role == "patient":
                start = about.start
            start = _with_mark(text, start, argument.end)
            # 북한을 핵보유국으로: as what goes with whom
            end = next((a.end for a in clause.arguments_in("as") if "as" in row.when_role and 0 <= a.start - argument.end < 3), argument.end)
            yield PositionObject(code=None, text=text[start:end], start=start, end=end)
            return


def _nowhere(thing: PositionObject, language: str) -> bool:
    """Whether an object is a matter of domestic politics (탄핵, 특검), or words that only point (이러한 도발)."""
    table = stances(language)
    return thing.code is None and (thing.text.endswith(table.domestic) or thing.text.startswith(table.pointing))


def _with_mark(text: str, start: int, end: int) -> int:
    """`'하나의 중국' 원칙`: a phrase that begins inside quotation marks begins at the mark."""
    before = text[start - 1 : start]
    return start - 1 if before and before in "'\"‘“「『" and any(c in "'\"’”」』" for c in text[start:end]) else start


def _entity(code: str) -> bool:
    found = next((o for o in lexicon.load().organisations if o.code == code), None)
    return (found is not None and found.kind == "entity") or code in ("TWN", "PSE", "XKX", "ESH")


def _statement(clause: Clause, statements: Sequence[Statement]) -> int | None:
    return next((i for i, s in enumerate(statements) if s.start <= clause.trigger.start < s.end), None)


def _ends(argument: Argument, words: Sequence[str]) -> bool:
    return any(w == x or (len(x) > 1 and w.endswith(x)) for w in (argument.head, *argument.words) for x in words)


def _ends_in(argument: Argument, words: Sequence[str]) -> bool:
    """Whether the head of a phrase is one of these nouns, by itself or as the end of a compound."""
    return argument.head.endswith(tuple(words)) or any((left + right).endswith(tuple(words)) and argument.head == right for left, right in pairwise(argument.words))
