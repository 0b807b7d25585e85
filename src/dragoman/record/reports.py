"""Reports in the file: one article's telling of an act, as the record's other parts see it."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from dragoman.model.kept import Report
from dragoman.model.reading import Event
from dragoman.record import stories

_SELECT = (
    "SELECT r.number, r.id, r.live, r.event, r.component, r.place, r.quote, r.data, a.id AS article, a.story, a.origin, a.outlet, a.agency, a.url, a.title,"
    " a.published FROM reports r JOIN articles a ON a.number = r.article"
)
#: Parameters that a statement may have.
_MOST = 500


class Filed(msgspec.Struct, frozen=True):
    """A report and its row: `component` are those that may be one act, `event` the id of the event it belongs to."""

    number: int
    live: bool
    component: int | None
    event: str | None
    place: int | None
    report: Report


def where(connection: sqlite3.Connection, condition: str, *values: object) -> Iterator[Filed]:
    """The reports that a condition on `r` (reports) and `a` (articles) picks, in the order of adding unless it says otherwise."""
    for row in connection.execute(f"{_SELECT} WHERE {condition}", values):
        yield _filed(row)


def among(connection: sqlite3.Connection, column: str, values: Iterable[object], also: str = "") -> Iterator[Filed]:
    """The reports whose `column` has one of many values."""
    wanted = list(values)
    for start in range(0, len(wanted), _MOST):
        some = wanted[start : start + _MOST]
        yield from where(connection, f"{column} IN ({','.join('?' * len(some))}) {also}", *some)


def of_events(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, tuple[Report, ...]]:
    """The live reports of events by the ids of the events, the best report first."""
    found: dict[str, list[Report]] = {event: [] for event in ids}
    for start in range(0, len(ids), _MOST):
        some = ids[start : start + _MOST]
        marks = ",".join("?" * len(some))
        for row in connection.execute(f"{_SELECT} WHERE r.live AND r.event IN ({marks}) ORDER BY r.event, r.place", some):
            found[row["event"]].append(_report(row))
    return {event: tuple(reports) for event, reports in found.items()}


def _filed(row: sqlite3.Row) -> Filed:
    return Filed(row["number"], bool(row["live"]), row["component"], row["event"], row["place"], _report(row))


def _report(row: sqlite3.Row) -> Report:
    event = msgspec.json.decode(row["data"], type=Event)
    story = row["story"] or row["article"]
    if event.id != row["id"]:
        event = msgspec.structs.replace(event, id=row["id"])
    return Report(
        article=row["article"], story=story, source=stories.source(story, row["origin"], event), outlet=row["outlet"], agency=row["agency"],
        url=row["url"], title=row["title"], published=row["published"], event=event, quote=row["quote"],
    )  # fmt: skip
