"""Ids for ever: where an id is found today, what is left of it where it is gone, and the log of changes."""

import sqlite3
from collections.abc import Sequence

import msgspec

from dragoman.model.kept import Change
from dragoman.model.reading import Event
from dragoman.record import versions
from dragoman.record.answers import Tombstone

#: What is new stands before what points to it.
_ORDER = {"added": 0, "changed": 1, "corrected": 2, "merged": 3, "withdrawn": 4}


def resolve(connection: sqlite3.Connection, event: str) -> str | None:
    """The id of the event under which an act is found today that was once known by `event`; None where nothing tells it any more.

    Every id an event ever had is that of a report. Where the report stands, its event is the answer; where its page was changed or
    is read otherwise now, the event of the report that took its place: of the same type and parties, the most alike.
    """
    row = connection.execute("SELECT r.*, a.id AS page FROM reports r JOIN articles a ON a.number = r.article WHERE r.id = ?", (event,)).fetchone()
    if row is None:
        return None
    if row["live"]:
        return str(row["event"])
    was = msgspec.json.decode(row["data"], type=Event)
    for article in (row["page"], *versions.successors(connection, row["page"])):
        found = connection.execute(
            "SELECT r.* FROM reports r JOIN articles a ON a.number = r.article WHERE a.id = ? AND r.live AND r.type = ?", (article, row["type"])
        ).fetchall()
        alike = [r for r in found if _sides(msgspec.json.decode(r["data"], type=Event)) == _sides(was)]
        if alike:
            return str(min(alike, key=lambda r: _unlike(r, row, was))["event"])
    return None


def is_known(connection: sqlite3.Connection, event: str) -> bool:
    """Whether an id was ever given."""
    return connection.execute("SELECT 1 FROM reports WHERE id = ?", (event,)).fetchone() is not None


def list_changes(connection: sqlite3.Connection, after: int, day: str | None, limit: int | None) -> list[Change]:
    """The log from behind a number, or from the first change of a day (UTC), in order."""
    rows = connection.execute(
        "SELECT number, at, kind, event, into_id FROM changes WHERE number > ? AND at >= ? ORDER BY number LIMIT ?",
        (after, day or "", -1 if limit is None else limit),
    )
    return [Change(number=r["number"], at=r["at"], kind=r["kind"], event=r["event"], into=r["into_id"]) for r in rows]


def of_event(connection: sqlite3.Connection, event: str) -> list[Change]:
    """The log of one event, in order."""
    rows = connection.execute("SELECT number, at, kind, event, into_id FROM changes WHERE event = ? ORDER BY number", (event,))
    return [Change(number=r["number"], at=r["at"], kind=r["kind"], event=r["event"], into=r["into_id"]) for r in rows]


class Log:
    """Changes of one transaction, at most one an event."""

    def __init__(self, connection: sqlite3.Connection, at: str) -> None:
        self._connection, self._at = connection, at
        self._found: dict[str, tuple[str, str | None]] = {}

    def add(self, kind: str, event: str, into: str | None = None) -> None:
        """Notes a change; what was noted of the event before stands."""
        self._found.setdefault(event, (kind, into))

    def write(self) -> None:
        """Writes the changes down: first what is new, then what points to it; else by id."""
        ordered: Sequence[tuple[str, tuple[str, str | None]]] = sorted(self._found.items(), key=lambda c: (_ORDER[c[1][0]], c[0]))
        rows = [(self._at, kind, event, into) for event, (kind, into) in ordered]
        self._connection.executemany("INSERT INTO changes (at, kind, event, into_id) VALUES (?, ?, ?, ?)", rows)


def _sides(event: Event) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(p.code for p in event.actors), frozenset(p.code for p in event.recipients)


def _unlike(row: sqlite3.Row, gone: sqlite3.Row, was: Event) -> tuple[object, ...]:
    """How far a report is from one that is gone; the smallest took its place."""
    now = msgspec.json.decode(row["data"], type=Event)
    same = (row["quote"] == gone["quote"], now.status == was.status, now.mode == was.mode, (now.when.start, now.when.end) == (was.when.start, was.when.end))
    return (-sum(same), now.trigger.text != was.trigger.text, abs(row["nth"] - gone["nth"]), row["id"])


def tombstone(connection: sqlite3.Connection, identity: str) -> Tombstone:
    """What is left of an event that was withdrawn."""
    row = connection.execute("SELECT r.data, r.quote, a.id FROM reports r JOIN articles a ON a.number = r.article WHERE r.id = ?", (identity,)).fetchone()
    gone = connection.execute("SELECT at FROM changes WHERE event = ? AND kind = 'withdrawn' ORDER BY number DESC", (identity,)).fetchone()
    was = msgspec.json.decode(row["data"], type=Event)
    return Tombstone(
        id=identity, type=was.type, actors=tuple(dict.fromkeys(p.code for p in was.actors)), recipients=tuple(dict.fromkeys(p.code for p in was.recipients)),
        start=was.when.start, end=was.when.end, quote=row["quote"], article=row["id"], withdrawn=gone["at"] if gone is not None else None,
    )  # fmt: skip
