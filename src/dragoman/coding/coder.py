"""The order in which an analysis is coded."""

import hashlib
from collections.abc import Sequence
from datetime import date
from functools import cache

import msgspec

from dragoman.coding import frames, stances, topics
from dragoman.coding.confidence import confidence, grounds
from dragoman.coding.events import Candidate, Coder
from dragoman.coding.frames import Frame
from dragoman.coding.measures import measures
from dragoman.coding.merge import merge
from dragoman.coding.plover import score, types
from dragoman.coding.scenes import finest, settle
from dragoman.coding.ties import ties
from dragoman.model.language import Analysis, Clause, Sign, Voice
from dragoman.model.parties import Party
from dragoman.model.reading import Event, Measure, Position, Quantity, Statement, Tie, Trigger
from dragoman.model.text import Span
from dragoman.model.trace import FrameNote


class Coded(msgspec.Struct, frozen=True, kw_only=True):
    """What coding makes of an analysis. `grounds` are what the confidence of each event rests on, in the order of `events`."""

    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    positions: tuple[Position, ...]
    measures: tuple[Measure, ...]
    ties: tuple[Tie, ...]
    notes: tuple[FrameNote, ...]
    grounds: tuple[tuple[str, ...], ...]


#: Code points of a predicate in dictionary form that is too short to tell anything by itself.
_SHORT = 2


def vocabulary(language: str) -> frozenset[str]:
    """The predicates that coding has a use for in a language."""
    return frames.vocabulary(language) | stances.vocabulary(language)


@cache
def signs(language: str) -> frozenset[str]:
    """The words without which nothing can be coded, in dictionary form: predicates, and nouns of ties, treaties and amounts.

    Short predicates (싣다, 쏘다) are in every text, so the words that their frames ask for beside them are there as well (힘, 미사일).
    """
    table = stances.stances(language)
    nouns = {noun for some in (*table.ties.values(), *table.kinds.values(), table.treaties) for noun in some}
    short = [f for f in frames.frames(language) if any(len(p) <= _SHORT for p in f.predicates)]
    asked = {word for f in short for role, words in f.when_role.items() if role != "any" for word in words}
    return vocabulary(language) | nouns | asked


@cache
def acts(language: str) -> tuple[Sign, ...]:
    """What a sentence must have for an event to be coded of it, frame by frame; an act that one side does alone needs that one.

    What is done as somebody else did it before (뒤를 따르다) makes no event where nobody did.
    """
    return tuple(
        Sign(heads=f.predicates, asked=(*f.when_role.values(), *([f.hosts] if f.hosts else [])), sides=1 if f.optional and not f.mutual else 2)
        for f in frames.frames(language)
        if not f.as_before
    )


def code(analysis: Analysis, language: str, text: str, published: str | None, reading: str) -> Coded:
    """Codes an analysis. `published` is an ISO prefix or None; `reading` is the reading's id, which event ids build on."""
    silent = topics.elsewhere(analysis.sentences, text, language)
    coder = Coder(analysis, language, _day(published), silent)
    groups = merge(settle(coder.candidates(), coder.setting))
    statements = tuple(_statements(analysis, text))
    events = tuple(_event(g, analysis, language, text, reading) for g in groups)
    positions = tuple(stances.positions(analysis, language, text, statements, silent))
    return Coded(
        events=events,
        statements=statements,
        positions=positions,
        measures=tuple(measures(analysis, language, events, silent)),
        ties=tuple(ties(analysis, language, text, silent, events, positions)),
        notes=tuple(coder.notes),
        grounds=tuple(grounds(g) for g in groups),
    )


def _statements(analysis: Analysis, text: str) -> list[Statement]:
    out: list[Statement] = []
    for speech in analysis.speeches:
        if speech.speaker is None or speech.end - speech.start < (2 if speech.kind == "direct" else 4):
            continue
        out.append(
            Statement(
                speaker=speech.speaker, addressees=speech.addressees, kind=speech.kind, verb=speech.verb, text=text[speech.start : speech.end],
                start=speech.start, end=speech.end, when=speech.when, voices=speech.voices,
            )
        )
    return out


def _event(group: Sequence[Candidate], analysis: Analysis, language: str, text: str, reading: str) -> Event:
    """One event of the tellings of one act: the first telling stands for it, the others fill what it leaves open."""
    first = group[0]
    clause = first.clause
    row = types()[first.type]
    when = finest(c.when for c in group)
    where = first.where or next((c.where for c in group if c.where is not None), None)
    if where is None or where.precision == "country":
        where = next((c.where for c in group if c.where is not None and c.where.precision != "country"), where)
    mode = first.mode or next((c.mode for c in group if c.mode is not None), None)
    actors = max((c.actors for c in group), key=len) if row.mutual and not first.recipients else first.actors
    trigger = Trigger(start=clause.trigger.start, end=clause.trigger.end, text=text[clause.trigger.start : clause.trigger.end])
    key = "|".join(
        [reading, first.type, "+".join(sorted(p.code for p in actors)), "+".join(sorted(p.code for p in first.recipients)), first.status, str(trigger.start)]
    )
    return Event(
        id=hashlib.sha256(key.encode()).hexdigest()[:16], type=first.type, mode=mode, contexts=first.frame.contexts, quad=row.quad,  # type: ignore[arg-type]
        score=score(first.type, mode), cameo=_cameo(first.frame, mode), actors=actors, recipients=first.recipients, when=when, where=where,
        status=first.status, voices=_voices(group), trigger=trigger, evidence=_evidence(clause, analysis),
        mentions=tuple(_evidence(c.clause, analysis) for c in group[1:]), quantities=_quantities(clause, analysis),
        rule=f"{language}/{first.frame.name}", confidence=confidence(grounds(group)),
    )  # fmt: skip


def _cameo(frame: Frame, mode: str | None) -> str:
    """The CAMEO code of an act: the frame's own, or that of the mode which the words of the act gave it."""
    row = types()[frame.type]
    own = frame.cameo or row.cameo
    return own if mode is None or mode == frame.mode else row.mode_cameo.get(mode, own)


def _voices(group: Sequence[Candidate]) -> tuple[Voice, ...]:
    """On whose word the act is told. Who alone acts by speaking is not a voice for it, nor is anybody if the article itself tells it."""
    first = group[0]
    actors = {p.code for p in first.actors}
    if first.frame.verbal:
        return tuple(v for v in first.clause.voices if actors != {v.code} or v.kind in ("outlet", "agency") or _tells_of_another(v, first.actors))
    return first.clause.voices


def _tells_of_another(voice: Voice, actors: Sequence[Party]) -> bool:
    """`총리가 사의를 표했다고 총리실이 전했다`: who speaks for a state may tell what another one of it said."""
    named = [p for p in actors if p.entity.startswith(("person:", "institution:")) and p.via is None]
    return len(named) == len(actors) and all(voice.name != p.name and voice.label != p.label for p in named)


def _evidence(clause: Clause, analysis: Analysis) -> Span:
    sentence = analysis.sentences[clause.sentence]
    return Span(sentence.start, sentence.end)


def _quantities(clause: Clause, analysis: Analysis) -> tuple[Quantity, ...]:
    inside = [a for a in analysis.amounts if a.sentence == clause.sentence and clause.start <= a.start and a.end <= clause.end]
    return tuple(Quantity(value=a.value, unit=a.unit, bound=a.bound, start=a.start, end=a.end) for a in inside)


def _day(stamp: str | None) -> date | None:
    try:
        return date.fromisoformat(stamp[:10]) if stamp else None
    except ValueError:
        return None
