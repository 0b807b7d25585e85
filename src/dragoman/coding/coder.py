"""The order in which an analysis is coded."""

import hashlib
from collections.abc import Sequence
from datetime import date

import msgspec

from dragoman.coding import frames, stances
from dragoman.coding.events import Candidate, Coder
from dragoman.coding.measures import measures
from dragoman.coding.merge import merge
from dragoman.coding.plover import score, types
from dragoman.model.language import Analysis, Clause, Voice
from dragoman.model.reading import Event, Measure, Position, Quantity, Statement, Tie, Trigger
from dragoman.model.text import Span
from dragoman.model.trace import FrameNote


class Coded(msgspec.Struct, frozen=True, kw_only=True):
    """What coding makes of an analysis."""

    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    positions: tuple[Position, ...]
    measures: tuple[Measure, ...]
    ties: tuple[Tie, ...]
    notes: tuple[FrameNote, ...]


def vocabulary(language: str) -> frozenset[str]:
    """The predicates that coding has a use for in a language."""
    return frames.vocabulary(language) | stances.vocabulary(language)


def code(analysis: Analysis, language: str, text: str, published: str | None, reading: str) -> Coded:
    """Codes an analysis. `published` is an ISO prefix or None; `reading` is the reading's id, which event ids build on."""
    coder = Coder(analysis, language, _day(published))
    statements = tuple(_statements(analysis, text))
    return Coded(
        events=tuple(_placed([_event(g, analysis, language, text, reading) for g in merge(coder.candidates())])),
        statements=statements,
        positions=tuple(stances.positions(analysis, language, text, statements)),
        measures=tuple(measures(analysis, language)),
        ties=tuple(stances.ties(analysis, language)),
        notes=tuple(coder.notes),
    )


def _statements(analysis: Analysis, text: str) -> list[Statement]:
    out: list[Statement] = []
    for speech in analysis.speeches:
        if speech.speaker is None or speech.end - speech.start < 4:
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
    when = next((c.when for c in group if c.when.start is not None), first.when)
    where = first.where
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
        score=score(first.type, mode), cameo=first.frame.cameo or row.cameo, actors=actors, recipients=first.recipients, when=when, where=where,
        status=first.status, voices=_voices(group), trigger=trigger, evidence=_evidence(clause, analysis),
        mentions=tuple(_evidence(c.clause, analysis) for c in group[1:]), quantities=_quantities(clause, analysis),
        rule=f"{language}/{first.frame.name}", confidence=min(0.99, round(first.confidence + 0.03 * (len(group) - 1), 2)),
    )  # fmt: skip


def _placed(events: Sequence[Event]) -> list[Event]:
    """An act by speaking, an agreement or a meeting takes the place of the meeting or visit of the same parties on the same day."""
    scenes = [e for e in events if e.type == "CONSULT" and e.where is not None and e.when.start is not None and e.status == "happened"]
    out: list[Event] = []
    for event in events:
        if event.where is None and event.when.start is not None and event.quad in (1, 3) and event.status == "happened":
            codes = {p.code for p in event.actors}
            scene = next((s for s in scenes if s.when.start == event.when.start and codes & {p.code for p in (*s.actors, *s.recipients)}), None)
            if scene is not None:
                event = msgspec.structs.replace(event, where=scene.where)
        out.append(event)
    return out


def _voices(group: Sequence[Candidate]) -> tuple[Voice, ...]:
    """On whose word the act is told. Whoever acts by speaking is not a voice for it, nor is anybody if the article itself tells it."""
    first = group[0]
    actors = {p.code for p in first.actors}
    if first.frame.verbal:
        return tuple(v for v in first.clause.voices if v.code not in actors or v.kind in ("outlet", "agency"))
    return first.clause.voices


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
