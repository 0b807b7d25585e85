"""Flat tables of the record for those who count: Apache Arrow, made a column at a time."""

import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow

#: Rows that are taken from the file at a time: with many more of them alive, Python looks for garbage for longer than it works.
_CHUNK = 2_000
_DYADS = {
    "event": "string", "actor": "string", "recipient": "string", "mutual": "bool_", "type": "string", "mode": "string", "quad": "int8",
    "status": "string", "score": "float64", "start": "string", "end": "string", "precision": "string", "reports": "int32", "sources": "int32",
    "confidence": "float64", "verdict": "string",
}  # fmt: skip

_OF_EVENT = tuple(name for name in _DYADS if name not in ("actor", "recipient", "mutual"))
_EVENTS = (
    "SELECT actors, recipients, id, type, mode, quad, status, score, start_date, end_date, precision, reports, sources, confidence, verdict"
    " FROM events INDEXED BY events_by_day WHERE verdict IS NOT 'rejected' ORDER BY sort_day, id"
)


def dyads(connection: sqlite3.Connection, party: str | None = None, other: str | None = None) -> "pyarrow.Table":
    """Who acts toward whom, rejected events left out; ordered by day, event, actor and recipient. All, of a party, or of a pair."""
    if party is None:
        return _all_dyads(connection)
    rest = (
        "p.relation = 'mutual', e.type, e.mode, e.quad, e.status, e.score, e.start_date, e.end_date, e.precision, e.reports, e.sources, e.confidence,"
        " e.verdict FROM pairs p JOIN events e ON e.number = p.event WHERE e.verdict IS NOT 'rejected'"
    )
    where, values = _of(party, other)
    both = (
        f"SELECT e.id, p.code AS actor, p.other AS recipient, {rest} AND {where} AND p.relation IN ('to', 'mutual')"
        f" UNION ALL SELECT e.id, p.other, p.code, {rest} AND {where} AND p.relation IN ('from', 'mutual')"
    )
    return _table(connection, both, _DYADS, [*values, *values])


def _all_dyads(connection: sqlite3.Connection) -> "pyarrow.Table":
    """Who acts toward whom in all events."""
    import pyarrow

    schema = pyarrow.schema([(name, getattr(pyarrow, kind)()) for name, kind in _DYADS.items()])
    cursor = connection.cursor()
    cursor.row_factory = None
    cursor.execute(_EVENTS)
    batches = []
    while rows := cursor.fetchmany(_CHUNK):
        actors, recipients, *columns = zip(*rows, strict=True)
        of: list[int] = []
        sides: dict[str, list[object]] = {"actor": [], "recipient": [], "mutual": []}
        for number, (some, others) in enumerate(zip(actors, recipients, strict=True)):
            acting, acted_on, mutual = _pairs(some, others)
            sides["actor"] += acting
            sides["recipient"] += acted_on
            sides["mutual"] += mutual
            of += [number] * len(acting)
        told = dict(zip(_OF_EVENT, columns, strict=True))
        where = pyarrow.array(of, pyarrow.int32())
        arrays = [
            pyarrow.array(sides[field.name], field.type) if field.name in sides else pyarrow.array(told[field.name], field.type).take(where)
            for field in schema
        ]
        batches.append(pyarrow.RecordBatch.from_arrays(arrays, schema=schema))
    return pyarrow.Table.from_batches(batches, schema=schema).combine_chunks()


@lru_cache(maxsize=100_000)
def _pairs(actors: str, recipients: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[bool, ...]]:
    """Who acts toward whom in an event, and whether both act; sorted. The same as the relations `to` and `mutual` of `event_rows.pairs`."""
    some = actors.split(",")
    others = recipients.split(",") if recipients else some
    found = [(a, b) for a in some for b in others if recipients or a != b]
    return tuple(a for a, _ in found), tuple(b for _, b in found), (not recipients,) * len(found)


def _of(party: str, other: str | None) -> tuple[str, list[str]]:
    """The condition on `pairs p` for those of a party, or of a pair, and its parameters."""
    return ("p.code = ?", [party]) if other is None else ("p.code = ? AND p.other = ?", [party, other])


def coverage(connection: sqlite3.Connection) -> "pyarrow.Table":
    """Live articles and their stories by day of publication."""
    return _table(
        connection,
        "SELECT day, count(*), count(DISTINCT story) FROM articles WHERE live AND day IS NOT NULL GROUP BY day ORDER BY day",
        {"day": "string", "articles": "int32", "stories": "int32"},
    )


def mentions(connection: sqlite3.Connection, codes: Sequence[str] = ()) -> "pyarrow.Table":
    """Live articles by day of publication and party they name; of all parties, or of some."""
    among = f"WHERE code IN ({','.join('?' * len(codes))})" if codes else ""
    return _table(
        connection, f"SELECT day, code, articles FROM naming {among} ORDER BY day, code", {"day": "string", "code": "string", "articles": "int32"}, codes
    )


def event_stories(connection: sqlite3.Connection, party: str | None = None, other: str | None = None) -> "pyarrow.Table":
    """Events, the stories of their reports and where each comes from (agency or outlet, else the story); rejected events left out."""
    where, values = _of(party, other) if party is not None else ("1", [])
    among = f" AND e.number IN (SELECT p.event FROM pairs p WHERE {where})" if party is not None else ""
    return _table(
        connection,
        "SELECT DISTINCT r.event, a.story, coalesce(a.origin, a.story) FROM reports r JOIN articles a ON a.number = r.article JOIN events e ON e.id = r.event"
        f" WHERE r.live AND e.verdict IS NOT 'rejected'{among} ORDER BY r.event, a.story",
        {"event": "string", "story": "string", "source": "string"},
        values,
    )


def cooperation(connection: sqlite3.Connection, party: str, others: Sequence[str]) -> list[tuple[str, str, str | None, str | None, str | None]]:
    """Cooperative acts that happened between a party and others, as (other, event, first day, last day, story), one for each story that tells the act."""
    cursor = connection.cursor()
    cursor.row_factory = None
    return cursor.execute(
        "SELECT DISTINCT p.other, e.id, e.start_date, e.end_date, a.story FROM pairs p CROSS JOIN events e ON e.number = p.event"
        " LEFT JOIN reports r ON r.event = e.id AND r.live LEFT JOIN articles a ON a.number = r.article"
        f" WHERE p.code = ? AND p.other IN ({','.join('?' * len(others))}) AND p.relation <> 'beside' AND e.quad <= 2 AND e.status = 'happened'"
        " AND e.verdict IS NOT 'rejected'",
        (party, *others),
    ).fetchall()


def _table(connection: sqlite3.Connection, query: str, columns: dict[str, str], values: Sequence[str] = ()) -> "pyarrow.Table":
    import pyarrow

    schema = pyarrow.schema([(name, getattr(pyarrow, kind)()) for name, kind in columns.items()])
    cursor = connection.cursor()
    cursor.row_factory = None
    cursor.execute(query, list(values))
    batches = []
    while rows := cursor.fetchmany(_CHUNK):
        cells = zip(*rows, strict=True)
        arrays = [
            pyarrow.array([bool(c) for c in column] if field.type == pyarrow.bool_() else column, field.type)
            for field, column in zip(schema, cells, strict=True)
        ]
        batches.append(pyarrow.RecordBatch.from_arrays(arrays, schema=schema))
    return pyarrow.Table.from_batches(batches, schema=schema)
