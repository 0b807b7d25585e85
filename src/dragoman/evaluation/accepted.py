"""The run that was accepted last, and what a new one lost and gained against it.

Of pages to develop on, every event is kept by page, type, parties and trigger. Of blind pages only counts are kept and
compared, so that nobody learns from the differences what those pages say.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from dragoman.evaluation.gold import GoldPage
from dragoman.evaluation.matching import match
from dragoman.evaluation.scores import Counts
from dragoman.evaluation.scoring import evaluate
from dragoman.model.reading import Reading


class Given(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """An event of a run: which, and whether gold has it (as one that must be given, or may be)."""

    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    trigger: str
    right: bool


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of a run: events of the pages to develop on, by page, and the counts of all events of the blind ones."""

    pages: dict[str, tuple[Given, ...]]
    blind: Counts


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """An event that one run has and the other has not. `lost` was in the accepted run, otherwise it is new."""

    page: str
    lost: bool
    event: Given


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """Differences to the accepted run: single events of pages to develop on, and the blind counts before."""

    events: tuple[Change, ...]
    blind_before: Counts


def run_of(gold: Sequence[GoldPage], readings: Mapping[str, Reading]) -> Run:
    """What is kept of a run over `gold`."""
    pages: dict[str, tuple[Given, ...]] = {}
    for page in gold:
        if not page.blind:
            pages[page.page] = _given(page, readings.get(page.page))
    return Run(pages=pages, blind=evaluate([p for p in gold if p.blind], readings).events)


def changes(accepted: Run, now: Run) -> Changes:
    """What `now` lost and gained against `accepted`; pages that only one of them has are left out."""
    out: list[Change] = []
    for page in sorted(accepted.pages.keys() & now.pages.keys()):
        before, after = Counter(accepted.pages[page]), Counter(now.pages[page])
        out += [Change(page=page, lost=True, event=e) for e in sorted((before - after).elements())]
        out += [Change(page=page, lost=False, event=e) for e in sorted((after - before).elements())]
    return Changes(events=tuple(out), blind_before=accepted.blind)


def _given(page: GoldPage, reading: Reading | None) -> tuple[Given, ...]:
    if reading is None:
        return ()
    right = {k for _, k in match(page.events, reading.events)}
    return tuple(
        Given(
            type=e.type, actors=tuple(p.code for p in e.actors), recipients=tuple(p.code for p in e.recipients),
            trigger=e.trigger.text, right=k in right,
        )
        for k, e in enumerate(reading.events)
    )  # fmt: skip
