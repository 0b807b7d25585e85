"""A pair: what passed between two parties, by period and one by one, both directions told apart."""

from collections.abc import Sequence
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter
from starlette.responses import Response

from dragoman.model.kept import KeptEvent
from dragoman.record import BadQuestion, Record
from dragoman.relations import Act, By, Passed, passed, passed_in
from dragoman.relations.passing import Direction
from dragoman.relations.periods import checked
from dragoman.web import charting
from dragoman.web.asking import Asked, Asking
from dragoman.web.listing import Filtered, Filters
from dragoman.web.parties import Named, named
from dragoman.web.periods import Cell, Stretch, stretches
from dragoman.web.phrasing import party_address
from dragoman.web.twins import twinned

router = APIRouter()
#: Acts that are counted while the reader waits.
_FEW = 5000


class PairPage(msgspec.Struct, frozen=True, kw_only=True):
    """A pair. `periods` counts all of its acts in the time asked for (docs/relations.md), None while they are being counted; `events` are those the filters let pass, and
    `after` is where their list goes on.
    """

    a: Named
    b: Named
    filters: Filters
    periods: tuple[Passed, ...] | None
    events: tuple[KeptEvent, ...]
    after: str | None


@twinned(router, "/{one}/{other}", view=PairPage, summary="What passed between two parties")
def pair(asking: Asking, one: str, other: str, filters: Filtered) -> Response:
    """The page of a pair. CSV and JSON Lines hold the events."""
    a, b = both(asking, one, other)
    if (a.code, b.code) != (one, other):
        return _moved(asking, party_address(a.code, b.code))
    events = asking.record.timeline(
        a.code, b.code, type=filters.type, quad=filters.quad, status=filters.status, direction=filters.direction, voice=filters.voice,
        source=filters.source, since=filters.since, until=filters.until, newest=filters.order == "new", limit=asking.settings.rows, after=filters.after,
    )  # fmt: skip
    periods = periods_of(asking, a.code, b.code, filters)
    view = PairPage(a=a, b=b, filters=filters, periods=periods, events=tuple(events), after=events.after)
    shown: Sequence[Stretch] = stretches(periods or ())
    return asking.show("pair.html", view, view.events, stretches=shown, numbers=_numbers, chart=chart_address(a, b, filters))


def _numbers(one: Passed) -> tuple[Cell, ...]:
    """A row of the table of periods; of the undated no articles are told."""
    return (
        "" if one.articles is None else one.articles, one.events, one.a_to_b, one.b_to_a, one.mutual, one.verbal_cooperation, one.material_cooperation,
        one.verbal_conflict, one.material_conflict, one.planned,
    )  # fmt: skip


@router.get("/{one}/{other}/chart.json", summary="The chart of a pair as a Vega-Lite specification")
def pair_chart(asking: Asking, one: str, other: str, filters: Filtered) -> Response:
    """What passed by period, cooperation above the line and conflict below it, gaps of coverage as gaps."""
    a, b = both(asking, one, other)
    spec = charting.pair(periods_of(asking, a.code, b.code, filters) or (), asking.language)
    return Response(msgspec.json.encode(spec), media_type="application/vnd.vegalite+json")


def both(asking: Asked, one: str, other: str) -> tuple[Named, Named]:
    """The two parties of an address. Raises `BadQuestion`."""
    a, b = named(asking, one), named(asking, other)
    if a.code == b.code:
        raise BadQuestion(f"{a.code}: a pair is two parties")
    return a, b


def _moved(asking: Asked, address: str) -> Response:
    ending = "" if asking.form == "html" else f".{asking.form}"
    query = asking.request.url.query
    return asking.elsewhere(address + ending + (f"?{query}" if query else ""), 301)


def periods_of(asking: Asked, a: str, b: str, filters: Filters, *, wait: bool = False) -> tuple[Passed, ...] | None:
    """What passed between two parties in each period; None for a page that would have to `wait` for the acts of some time or of days."""
    record, by = asking.record, filters.by
    if is_kept(filters):
        return tuple(passed_in(record.tallies(a, (b,), by=checked(by)), published(asking, checked(by)), checked(by)))
    acts = asking.glimpsed(("acts", a, b), lambda record: _acts(record, a, b), few=wait or record.are_few(a, b, most=_FEW))
    return None if acts is None else tuple(passed(acts, record.published(by="day"), by=by, since=filters.since, until=filters.until))


def published(asking: Asked, by: By) -> dict[str, int]:
    """Pages by period, counted once for all pairs and parties as long as the record stays as it is."""
    return asking.counted(("published", by), lambda record: record.published(by=by))


def is_kept(filters: Filters) -> bool:
    """Whether the record keeps the sums that are asked for: of all of the time, by nothing finer than months."""
    return filters.since is None and filters.until is None and checked(filters.by) != "day"


def _acts(record: Record, a: str, b: str) -> list[Act]:
    """The acts between two parties, seen from the first."""
    names = ("actor", "mutual", "start", "end", "quad", "status")
    table = record.dyads(a, b)
    columns = [table.column(name).to_pylist() for name in names]
    acts: list[Act] = []
    for actor, mutual, start, end, quad, status in zip(*columns, strict=True):
        if mutual and actor != a:  # told a second time, the other way round
            continue
        direction: Direction = "mutual" if mutual else "to" if actor == a else "from"
        acts.append(Act(start, end, quad, status, direction))
    return acts


def chart_address(a: Named, b: Named, filters: Filters) -> str:
    """The address of the chart of the same time."""
    query = {k: v for k, v in (("by", filters.by), ("since", filters.since), ("until", filters.until)) if v is not None}
    return f"{party_address(a.code, b.code)}/chart.json?{urlencode(query)}"
