"""What an article tells, marked in its own words: numbered items, and the text in stretches that know which items they belong to.

Nothing is changed in the words but signs that cannot be printed (and could turn the direction of what follows), which are blanks.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from dragoman.model.article import Part, PartKind
from dragoman.model.kept import Report
from dragoman.model.reading import Event, Measure, Position, Reading, Statement, Tie
from dragoman.model.text import Span
from dragoman.wording.quoting import quoted

Kind = Literal["event", "statement", "position", "measure", "tie", "trigger", "actor", "recipient", "voice"]
KINDS: tuple[Kind, ...] = ("event", "statement", "position", "measure", "tie")
Told = Event | Statement | Position | Measure | Tie


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """Something an article tells. `number` counts in the order of the text from 1; `span` are its words, `focus` those it hangs on."""

    number: int
    kind: Kind
    nth: int
    span: Span
    focus: Span


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """Words that belong to the same items. `focus` are the kinds that hang on them, `ends` the items whose mark comes behind them.

    `entity` is the id of whoever the words name.
    """

    text: str
    items: tuple[int, ...] = ()
    kinds: tuple[Kind, ...] = ()
    focus: tuple[Kind, ...] = ()
    ends: tuple[int, ...] = ()
    entity: str | None = None


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A part of an article in stretches."""

    kind: PartKind
    stretches: tuple[Stretch, ...]


def items(reading: Reading) -> tuple[Item, ...]:
    """All that an article tells, in the order of its text."""
    found: list[tuple[Kind, int, Span, Span]] = []
    for nth, event in enumerate(reading.events):
        found.append(("event", nth, event.evidence, Span(event.trigger.start, event.trigger.end)))
    for nth, said in enumerate(reading.statements):
        found.append(("statement", nth, Span(said.start, said.end), Span(said.start, said.end)))
    for nth, held in enumerate(reading.positions):
        found.append(("position", nth, held.evidence, Span(held.object.start, held.object.end)))
    for nth, told in enumerate(reading.measures):
        found.append(("measure", nth, told.evidence, Span(told.start, told.end)))
    for nth, tie in enumerate(reading.ties):
        found.append(("tie", nth, tie.evidence, tie.object.span))
    found.sort(key=lambda i: (i[3].start, KINDS.index(i[0]), i[1]))
    return tuple(Item(number=n, kind=kind, nth=nth, span=span, focus=focus) for n, (kind, nth, span, focus) in enumerate(found, 1))


def told(reading: Reading, item: Item) -> Told:
    """What an item stands for."""
    match item.kind:
        case "event":
            return reading.events[item.nth]
        case "statement":
            return reading.statements[item.nth]
        case "position":
            return reading.positions[item.nth]
        case "measure":
            return reading.measures[item.nth]
        case "tie":
            return reading.ties[item.nth]
        case _:
            raise ValueError(f"{item.kind!r} is no kind of item")


def blocks(reading: Reading, found: Sequence[Item]) -> tuple[Block, ...]:
    """The parts of an article in order; where a reading has none, the whole text is one."""
    parts = reading.parts or (Part(kind="body", start=0, end=len(reading.text)),)
    shown = quoted(reading.text)
    named = sorted((start, end, entity.id) for entity in reading.entities for start, end in entity.mentions)
    return tuple(Block(kind=part.kind, stretches=tuple(_stretches(shown, part, found, named))) for part in parts)


def evidence(report: Report) -> tuple[Stretch, ...]:
    """The words of a report in stretches: what tells the act, who acts, on whom, and on whose word (`focus`, as far as they stand there)."""
    event, start = report.event, report.event.evidence.start
    shown = quoted(report.quote)
    places: list[tuple[int, int, Kind]] = [(event.trigger.start, event.trigger.end, "trigger")]
    places += [(p.start, p.end, "actor") for p in event.actors]
    places += [(p.start, p.end, "recipient") for p in event.recipients]
    places += [(v.start, v.end, "voice") for v in event.voices]
    inside = [(a - start, b - start, kind) for a, b, kind in places if start <= a < b <= start + len(shown)]
    cuts = sorted({0, len(shown), *(a for a, _, _ in inside), *(b for _, b, _ in inside)})
    return tuple(
        Stretch(text=shown[a:b], focus=tuple(dict.fromkeys(kind for s, e, kind in inside if s <= a and b <= e))) for a, b in pairwise(cuts)
    )


def _stretches(text: str, part: Part, found: Sequence[Item], named: Sequence[tuple[int, int, str]]) -> Iterable[Stretch]:
    here = [i for i in found if (i.span.start < part.end and part.start < i.span.end) or part.start <= i.focus.start < part.end]
    names = [(s, e, who) for s, e, who in named if part.start <= s < e <= part.end]
    cuts = {part.start, part.end}
    for item in here:
        cuts |= {item.span.start, item.span.end, item.focus.start, item.focus.end}
    for start, end, _ in names:
        cuts |= {start, end}
    ordered = sorted(c for c in cuts if part.start <= c <= part.end)
    coming, name = list(reversed(names)), (0, 0, "")
    for start, end in pairwise(ordered):
        while coming and coming[-1][0] <= start:
            name = max(name, coming.pop(), key=lambda n: n[1])
        over = [i for i in here if i.span.start <= start and end <= i.span.end]
        focus = [i for i in here if i.focus.start <= start and end <= i.focus.end]
        yield Stretch(
            text=text[start:end], items=tuple(i.number for i in over), kinds=_kinds(over), focus=_kinds(focus),
            ends=tuple(i.number for i in here if max(i.focus.end, i.focus.start + 1) == end),
            entity=name[2] if name[0] <= start and end <= name[1] else None,
        )  # fmt: skip


def _kinds(some: Iterable[Item]) -> tuple[Kind, ...]:
    got = {i.kind for i in some}
    return tuple(k for k in KINDS if k in got)
