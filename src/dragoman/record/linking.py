"""Links in the file: what became of plans, kept up to date as events come, change and go (`links`)."""

import sqlite3
from collections.abc import Container, Iterable, Sequence

import msgspec

from dragoman.model.kept import KeptEvent, Link
from dragoman.record import links, reports
from dragoman.record.event_rows import decode
from dragoman.record.telling import sides


def relink(connection: sqlite3.Connection, before: Container[str], gone: Iterable[str], now: Sequence[KeptEvent]) -> set[str]:
    """Works the links anew that events may have which came or changed (`now`, as read, with their reports) or are gone.

    `before` are those of them that were in the file. Gives the ids of the events that are in the file and whose links changed.
    """
    keys: set[str] = set()
    for event in (*gone, *(e.id for e in now if e.id in before)):
        keys |= {row["key"] for row in connection.execute("SELECT key FROM link_keys WHERE event = ?", (event,))}
        connection.execute("DELETE FROM link_keys WHERE event = ?", (event,))
    fresh = [(key, e.id) for e in now for key in links.link_keys(e)]
    connection.executemany("INSERT INTO link_keys (key, event) VALUES (?, ?)", fresh)
    keys |= {key for key, _ in fresh}
    known = {e.id: e for e in now}
    changed: set[str] = set()
    for event in gone:
        changed |= _replace(connection, event, ())
    plans = _plans(connection, keys, known)
    for plan in plans:
        changed |= _replace(connection, plan.id, links.outcomes(plan, _near(connection, plan, known)))
    # what was a plan until now, or has no days any more, has no outcome
    for event in {e.id for e in now if e.id in before} - {p.id for p in plans}:
        changed |= _replace(connection, event, ())
    marks = ",".join("?" * len(changed))
    return {row["id"] for row in connection.execute(f"SELECT id FROM events WHERE id IN ({marks})", sorted(changed))} if changed else set()


def _plans(connection: sqlite3.Connection, keys: Iterable[str], known: dict[str, KeptEvent]) -> list[KeptEvent]:
    """The plans that hold one of some keys, with their reports."""
    ids: set[str] = set()
    for key in keys:
        ids |= {row["event"] for row in connection.execute("SELECT event FROM link_keys WHERE key = ?", (key,))}
    found = [known[i] if i in known else _as_read(connection, i) for i in sorted(ids)]
    return [_with_reports(connection, e, known) for e in found if links.is_plan(e)]


def _near(connection: sqlite3.Connection, plan: KeptEvent, known: dict[str, KeptEvent]) -> list[KeptEvent]:
    """The acts that share a key with a plan and whose sides leave room for being what became of it, with their reports."""
    marks_of = links.link_keys(plan)
    marks = ",".join("?" * len(marks_of))
    rows = connection.execute(f"SELECT DISTINCT event FROM link_keys WHERE key IN ({marks}) AND event <> ?", (*marks_of, plan.id))
    found = [known[i] if i in known else _as_read(connection, i) for i in sorted(row["event"] for row in rows)]
    return [_with_reports(connection, e, known) for e in found if not links.is_plan(e) and _fit(plan, e)]


def _fit(plan: KeptEvent, act: KeptEvent) -> bool:
    """Whether those who act, or all together, are the same in both, or more in one: whatever ties acts asks for it."""
    (ours, to), (theirs, against) = (sides(e.type, e.mode, e.actors, e.recipients) for e in (plan, act))
    return _nested(ours, theirs) or _nested(ours | to, theirs | against)


def _nested(a: frozenset[str], b: frozenset[str]) -> bool:
    return not a.isdisjoint(b) and (a <= b or b <= a)


def _as_read(connection: sqlite3.Connection, event: str) -> KeptEvent:
    row = connection.execute("SELECT coalesce(read, data) AS data FROM events WHERE id = ?", (event,)).fetchone()
    return decode(row["data"])


def _with_reports(connection: sqlite3.Connection, event: KeptEvent, known: dict[str, KeptEvent]) -> KeptEvent:
    if event.reports:
        return event
    known[event.id] = msgspec.structs.replace(event, reports=reports.of_events(connection, [event.id])[event.id])
    return known[event.id]


def _replace(connection: sqlite3.Connection, plan: str, outcomes: Sequence[Link]) -> set[str]:
    """Writes the outcomes of a plan. Gives the ids of the events whose links changed by it."""
    before = {(r["kind"], r["event"], r["reason"]) for r in connection.execute("SELECT kind, event, reason FROM links WHERE plan = ?", (plan,))}
    after = {(link.kind, link.event, link.reason) for link in outcomes}
    if before == after:
        return set()
    connection.execute("DELETE FROM links WHERE plan = ?", (plan,))
    connection.executemany("INSERT INTO links (plan, kind, event, reason) VALUES (?, ?, ?, ?)", [(plan, *row) for row in sorted(after)])
    return {plan} | {event for _, event, _ in before ^ after}
