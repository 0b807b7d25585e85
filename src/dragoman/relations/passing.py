"""What passed between two parties in each period, counted from their acts at hand: the figures of `pairs` that a page shows.

A page has to be there at once, and the acts of one pair are few: they are counted here without a database. A test holds that the
counts are those of `pairs`.
"""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Literal, NamedTuple

import msgspec

from dragoman.model.language import Status
from dragoman.relations import periods
from dragoman.relations.periods import By
from dragoman.relations.tables import RelationsError

Direction = Literal["to", "from", "mutual"]
#: Numbers of acts by column of `Passed`.
Counts = dict[str, int]
#: Periods that are shown at most.
_MOST = 4000


class Act(NamedTuple):
    """An act between two parties: its days (ISO prefixes), quad class, status, and what the first party is to the second in it."""

    start: str | None
    end: str | None
    quad: int
    status: Status
    direction: Direction


class Passed(msgspec.Struct, frozen=True, kw_only=True):
    """One period of a pair; the columns are those of `pairs`. `period` is None for acts whose days are not known well enough.

    A count of none is None where the record has no page of the period.
    """

    period: str | None
    covered: bool | None
    articles: int | None
    events: int | None
    a_to_b: int | None
    b_to_a: int | None
    mutual: int | None
    verbal_cooperation: int | None
    material_cooperation: int | None
    verbal_conflict: int | None
    material_conflict: int | None
    planned: int | None
    possible: int | None
    denied: int | None


_DIRECTIONS = {"to": "a_to_b", "from": "b_to_a", "mutual": "mutual"}
_QUADS = {1: "verbal_cooperation", 2: "material_cooperation", 3: "verbal_conflict", 4: "material_conflict"}
_COUNTS = ("events", *_DIRECTIONS.values(), *_QUADS.values(), "planned", "possible", "denied")


def passed(acts: Iterable[Act], coverage: Mapping[str, int], *, by: str = "month", since: str | None = None, until: str | None = None) -> list[Passed]:
    """A row for every period of the record (or of `since` to `until`), also where nothing passed; last the row of the undated, if any.

    `coverage` are the pages published each day. Raises `RelationsError` for a period or date that is none, and for too many periods.
    """
    unit = periods.checked(by)
    periods.checked_limits(since, until)
    counts: dict[str | None, Counts] = {}
    for act in acts:
        if not periods.within(act.start, act.end, since, until):
            continue
        cell = counts.setdefault(periods.placed(act.start, act.end, unit), {})
        names = ("events", _DIRECTIONS[act.direction], _QUADS[act.quad]) if act.status == "happened" else (act.status,)
        for name in names:
            cell[name] = cell.get(name, 0) + 1
    return filled(counts, _pages(coverage, unit, since, until), _every(coverage, unit, since, until))


def filled(counts: Mapping[str | None, Counts], pages: Mapping[str, int], every: Iterable[str]) -> list[Passed]:
    """A row for each period that is counted and for `every` other one, in order; `pages` are those published in each period."""
    order = sorted({*counts, *every}, key=lambda period: (period is None, period or ""))
    return [_row(period, counts.get(period, {}), pages.get(period, 0) if period is not None else None) for period in order]


def _row(period: str | None, counts: Counts, articles: int | None) -> Passed:
    none = 0 if articles is None or articles else None
    covered = None if articles is None else articles > 0
    return Passed(period=period, covered=covered, articles=articles, **{name: counts.get(name, none) for name in _COUNTS})


def _pages(coverage: Mapping[str, int], unit: By, since: str | None, until: str | None) -> dict[str, int]:
    pages: dict[str, int] = {}
    for day, articles in coverage.items():
        period = periods.key(day, unit)
        if period is not None and periods.within(day, day, since, until):
            pages[period] = pages.get(period, 0) + articles
    return pages


def _every(coverage: Mapping[str, int], unit: By, since: str | None, until: str | None) -> list[str]:
    """Every period from the first to the last day with a page, or to the limits that were asked for."""
    days = [day for day in coverage if periods.within(day, day, since, until)]
    first = since or min(days, default=None) or until
    last = until or max(days, default=None) or since
    found = list(islice(periods.every(first, last, unit), _MOST + 1)) if first and last else []
    if len(found) > _MOST:
        raise RelationsError(f"{first} to {last}: more than {_MOST:,} periods; ask for longer ones, or for less time")
    return found
