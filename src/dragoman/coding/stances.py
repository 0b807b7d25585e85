"""Positions: where parties stand on something."""

from collections.abc import Iterator, Sequence

import msgspec

from dragoman.coding.stance_objects import (
    before_quote,
    describes,
    ends,
    failed,
    in_quotes,
    named_as,
    nowhere,
    objects,
    pointed_at,
    resolution,
    spoken_of,
)
from dragoman.coding.stance_tables import PositionRow, Stances, stances, standing, vocabulary
from dragoman.model.language import Analysis, Argument, Clause
from dragoman.model.parties import Party
from dragoman.model.reading import Position, PositionObject, Statement
from dragoman.model.text import Span
from dragoman.model.when import When

__all__ = ["Stances", "positions", "speaks", "stances", "vocabulary"]

#: For how many sentences a day told of is that of what is told next.
_FRESH = 2

#: Sectors whose word is not their state's.
_PRIVATE = frozenset({"MED", "CVL", "EDU", "BUS", "OPP", "UNK"})

#: States whose ruling party speaks for them (ISO 3166-1 alpha-3); elsewhere a party's stand is domestic politics.
_ONE_PARTY = frozenset({"CHN", "CUB", "LAO", "PRK", "VNM"})


def positions(analysis: Analysis, language: str, text: str, statements: Sequence[Statement], silent: frozenset[int] = frozenset()) -> Iterator[Position]:
    """The positions that an article tells, each once; none in the sentences `silent` (ids).

    A stance told again gives the first telling the time it lacks, and votes on one thing are of one day.
    """
    found: dict[tuple[str, str, str], Position] = {}
    votes: dict[str, When] = {}
    last: tuple[int, PositionObject] | None = None
    for clause in analysis.clauses:
        if clause.sentence in silent or clause.predicate not in standing(language) or _asked(clause, analysis, text) or _disowned(clause, analysis, language):
            continue
        if text[clause.trigger.start : clause.end].endswith(stances(language).neither):
            continue
        for row in stances(language).positions:
            told = _holds(row, clause, language) and _beside(row, clause, analysis)
            held = list(_held(row, clause, analysis, text, language, last)) if told else []
            if row.vote and held:
                last = clause.sentence, held[0][1]
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


def _holds(row: PositionRow, clause: Clause, language: str) -> bool:
    """Whether a clause meets the conditions of a row, but for its holder and object."""
    forms = ("verb", "copula") if row.verbs else ("verb", "copula", "light", "noun", "headline")
    if clause.predicate not in row.predicates or clause.form not in forms or not _told(row, clause, language):
        return False
    return all(any(ends(a, words) for a in clause.arguments_in(role)) for role, words in row.when_role.items())


def _beside(row: PositionRow, clause: Clause, analysis: Analysis) -> bool:
    """Whether a row's other predicates stand in the same sentence or the one before, where it asks for any: a vote is told of."""
    near = (clause.sentence, clause.sentence - 1)
    return not row.beside or any(c.predicate in row.beside and c.sentence in near and c.id != clause.id for c in analysis.clauses)


def _when(row: PositionRow, clause: Clause) -> When:
    """When a stance was taken: the time of its clause; a vote or a recognition told without one was on the day told of."""
    if clause.when.start is not None or clause.when.end is not None or clause.day is None:
        return clause.when
    acted = (row.vote or row.entity or row.demanded) and clause.status == "happened" and not clause.quoted and clause.day_age <= _FRESH
    return clause.day if acted and (clause.past or row.demanded) else clause.when


def _told(row: PositionRow, clause: Clause, language: str) -> bool:
    """Whether a clause is told the way a row asks for: negated or not, as a fact or a plan, said by somebody who stands by it."""
    never = clause.told_as("never-did") is not None and bool(row.negated) and row.entity
    if (clause.negated != bool(row.negated) and not never) or (row.adverbs and not set(row.adverbs) & set(clause.adverbs)):
        return False
    if row.demanded:
        return clause.told_as("command", "must") is not None or (clause.negated and clause.quoted and clause.status != "denied")
    # …하는 것이 아니다 says what one does not say; …하는 것은 says nothing of who does
    if clause.told_as("is-not", "nominalised") is not None or (clause.told_as("never-did") is not None and not never):
        return False
    if row.past and not clause.past:
        return False
    if row.settled and clause.status != "planned" and clause.past:
        return False
    if row.said and (clause.past or not (clause.quoted or clause.reported or clause.voices)):
        return False
    # 용납할 수 없다: what cannot be, by whoever says so
    refused = row.cannot and clause.negated and clause.told_as("cannot") is not None
    # …에 대한 지지를 강조했다: what is affirmed is no mere call
    affirmed = clause.form == "noun" and clause.host in stances(language).affirming
    return refused or never or affirmed or clause.status in ("happened", "planned")


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
            if argument.role == "patient" and outer.predicate in stances(language).dropping:
                return True
            if argument.role == "agent" and argument.head in stances(language).nominal and clause.trigger.start < argument.start and not clause.past:
                return True
    return False


def _held(row: PositionRow, clause: Clause, analysis: Analysis, text: str, language: str, last: tuple[int, PositionObject] | None) -> Iterator[tuple[Party, PositionObject]]:
    """Every holder with every object of one clause. A vote without an object is on the resolution spoken of, or on what was last voted on (`last`)."""
    for holder in _holders(row, clause, analysis, language, text):
        if row.near and not any(w in text[clause.start : clause.trigger.end + 4] for w in row.near):
            return
        if row.only and holder.code not in row.only:
            # who cannot do it has not: a reference has been misunderstood
            return
        things = list(objects(row, clause, text, language, holder))
        drafts = row.gap and any(thing.text.endswith(stances(language).drafts) for thing in things)
        if drafts or ((row.vote or (row.gap and things)) and not any(describes(thing) for thing in things)):
            things = resolution(analysis, clause, text, language) or things
        if not things and row.vote and last is not None and clause.sentence - last[0] <= 1:
            things = [last[1]]
        if not things:
            things = before_quote(row, clause, analysis, text) or failed(clause, analysis, text, language) or in_quotes(row, clause, text, language) or spoken_of(row, clause, analysis, text, language)
        if row.verbs:
            # …을 인정하지 않는다는 원칙을 재확인했다: what is affirmed is a stance of its own
            things = [t for t in things if not any(t.start <= c.trigger.start < t.end and c.form == "verb" and c.id != clause.id and c.predicate in standing(language) for c in analysis.clauses)]
        things = [named_as(thing, analysis, clause, text, language) for thing in things]
        if row.whose:
            # …의 합의를 환영했다; a bare 합의 says nothing of what
            things = [t for t in things if t.code is not None or " " in t.text.strip()]
        if row.holding:
            things = [t for t in things if any(w in t.text for w in row.holding)]
        things = [pointed_at(thing, analysis, clause, text, language) for thing in things]
        yield from ((holder, thing) for thing in things if not nowhere(thing, language))


def _holders(row: PositionRow, clause: Clause, analysis: Analysis, language: str, text: str) -> tuple[Party, ...]:
    if row.demanded:
        return _demanders(clause, analysis, language)
    if row.agreed:
        # 비핵화가 필요하다는 데 뜻을 모았다
        over = [*_over(clause, analysis), *(c for c in analysis.clauses if clause.id in c.content)]
        agreeing = [c for c in over if c.predicate in stances(language).agreeing and c.status in ("happened", "planned") and not c.negated]
        return next((found for c in agreeing if (found := _all(c.arguments_in("agent")))), ())
    if any(a.lent_by == "gap-object" and a.head in stances(language).countries for a in clause.arguments):
        # 결의에 찬성한 나라들: they are the holders, whoever they are
        return ()
    if row.vote and clause.form != "verb" and text.startswith(stances(language).objective, clause.trigger.end):
        # 러시아는 반대표를, 중국은 기권표를 던졌다: who stands before it
        return _subject_before(clause, analysis, text, language)
    for role in row.holder:
        if role == "speaker":
            # …을 지지한다는 입장에는 변함이 없다: inside words of one's own
            inside = any(clause.id in c.content and c.quoted and c.predicate not in stances(language).steady for c in analysis.clauses)
            if clause.quoted and clause.speaker is not None and not inside and _heard(clause.speaker, language) and not _does(row, clause):
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
    if "agent" in row.object and not clause.quoted and not any(a.parties for a in clause.arguments_in("agent")):
        # …하는 방안은 받아들일 수 없다고 대변인이 말했다: whose words these are
        for outer in analysis.clauses:
            if clause.id in outer.content and outer.status == "happened" and not outer.negated and (found := _all(outer.arguments_in("agent"))):
                return found
    return _affirmers(clause, analysis, language)


def _subject_before(clause: Clause, analysis: Analysis, text: str, language: str) -> tuple[Party, ...]:
    """The last one named as a subject in the sentence before a noun."""
    first = analysis.sentences[clause.sentence].start
    named = [(end, start, e) for e in analysis.entities for start, end in e.mentions if first <= start and end <= clause.trigger.start and text[end] in stances(language).subjective]
    if not named:
        return ()
    end, start, entity = max(named, key=lambda one: one[:2])
    return (Party(code=entity.code, entity=entity.id, name=entity.name, label=entity.label, sector=entity.sector, start=start, end=end),) if entity.code else ()


def _does(row: PositionRow, clause: Clause) -> bool:
    """Whether a clause names who does it. `확장은 받아들일 수 없다`: a thing as topic is what the speaker will not have."""
    agents = clause.arguments_in("agent")
    topic = "agent" in row.object and not clause.arguments_in("patient")
    return any(a.parties or (not topic and a.shared is None) for a in agents)


def _demanders(clause: Clause, analysis: Analysis, language: str) -> tuple[Party, ...]:
    """Who demands what a clause tells."""
    for outer in analysis.clauses:
        if clause.id in outer.content and outer.predicate in stances(language).demanding and outer.status == "happened" and not outer.negated:
            return _all(outer.arguments_in("agent"))
    # “…을 강행하지 말라”고 촉구했다: whoever says so
    demands = any(clause.voices and o.predicate in stances(language).demanding and o.status == "happened" and abs(o.sentence - clause.sentence) <= 1 for o in analysis.clauses)
    return (clause.speaker,) if demands and clause.quoted and clause.speaker is not None and _heard(clause.speaker, language) else ()


def _all(arguments: Sequence[Argument]) -> tuple[Party, ...]:
    """Everybody in the first of the phrases that names somebody who speaks for a state, and those told to be with them (중국과 함께)."""
    # 총회는 결의를 채택했는데 벨라루스만 반대했다: who stands in the clause itself goes before a topic that reaches on
    own = [a for a in arguments if a.shared is None or a.lent_by == "also"]
    first = next((p for a in (*own, *arguments) if (p := _speaking(a))), ())
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


def _heard(party: Party, language: str) -> bool:
    """Whether what somebody says aloud is its state's word: as for `speaks`, and of unnamed officials of an office (외교부 당국자)."""
    official = party.sector == "UNK" and party.entity.startswith("state:") and party.title in stances(language).officials
    return speaks(party) or (official and party.name != party.title)


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


def _statement(clause: Clause, statements: Sequence[Statement]) -> int | None:
    return next((i for i, s in enumerate(statements) if s.start <= clause.trigger.start < s.end), None)
