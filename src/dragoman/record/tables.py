"""Flat tables of the record for those who count: Apache Arrow, made a column at a time."""

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow

#: Rows that are taken from the file at a time.
_CHUNK = 50_000
_DYADS = {
    "event": "string", "actor": "string", "recipient": "string", "mutual": "bool_", "type": "string", "mode": "string", "quad": "int8",
    "status": "string", "score": "float64", "start": "string", "end": "string", "precision": "string", "reports": "int32", "sources": "int32",
    "confidence": "float64", "verdict": "string",
}  # fmt: skip


def dyads(connection: sqlite3.Connection, party: str | None = None, other: str | None = None) -> "pyarrow.Table":
    """Who acts toward whom, rejected events left out; ordered by day, event, actor and recipient. All, of a party, or of a pair."""
    rest = (
        "p.relation = 'mutual', e.type, e.mode, e.quad, e.status, e.score, e.start_date, e.end_date, e.precision, e.reports, e.sources, e.confidence,"
        " e.verdict FROM pairs p JOIN events e ON e.number = p.event WHERE e.verdict IS NOT 'rejected'"
    )
    if party is None:
        return _table(connection, f"SELECT e.id, p.code, p.other, {rest} AND p.relation IN ('to', 'mutual') ORDER BY e.sort_day, e.id, p.code, p.other", _DYADS)
    where, values = _of(party, other)
    both = (
        f"SELECT e.id, p.code AS actor, p.other AS recipient, {rest} AND {where} AND p.relation IN ('to', 'mutual')"
        f" UNION ALL SELECT e.id, p.other, p.code, {rest} AND {where} AND p.relation IN ('from', 'mutual')"
    )
    return _table(connection, both, _DYADS, [*values, *values])


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
    among = f" AND m.code IN ({','.join('?' * len(codes))})" if codes else ""
    return _table(
        connection,
        f"SELECT a.day, m.code, count(*) FROM mentions m JOIN articles a ON a.number = m.article WHERE a.live AND a.day IS NOT NULL{among}"
        " GROUP BY a.day, m.code ORDER BY a.day, m.code",
        {"day": "string", "code": "string", "articles": "int32"},
        codes,
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
