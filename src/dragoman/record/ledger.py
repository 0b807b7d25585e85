"""The ledger of inputs: what was handed in, what it was then, and what became of it.

`kept` is what an article was made of, `failed` what could not be read, `skipped` what was given up since it ended or held up its reader;
both are tried again when they are handed in again. `silent` is what told nothing, where such pages were to be left out. A container (an archive, a crawl) is `whole` when no page of it failed.
"""

import os
import sqlite3
from collections.abc import Mapping
from typing import Literal

import msgspec

from dragoman.record.packing import clean

State = Literal["kept", "failed", "skipped", "silent", "whole"]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the input `source`. `mark` tells whether it is still the same: SHA-256 of its bytes, or of a container what
    `container_mark` gives; empty where it could not be had."""

    source: str
    mark: str
    state: State
    article: str | None = None
    why: str | None = None


def path(source: str) -> str:
    """The absolute path of an input as the file keeps it."""
    return clean(os.path.abspath(source))


def container_mark(size: int, changed: int, columns: Mapping[str, str] | None = None) -> str:
    """The mark of a container, from its bytes, its time of change in nanoseconds and the columns it is read by: looking through one for a
    checksum would be reading it."""
    named = "".join(f", {what} in {column}" for what, column in sorted((columns or {}).items()))
    return f"{size} bytes, changed at {changed} ns{named}"


def inside(connection: sqlite3.Connection, container: str) -> int:
    """How many pages of a container were kept."""
    source = path(container)
    return int(connection.execute("SELECT count(*) FROM ledger WHERE state = 'kept' AND source > ? AND source < ?", (f"{source}#", f"{source}$")).fetchone()[0])


def knows(connection: sqlite3.Connection, source: str, mark: str, reader: str, silent: bool = False) -> bool:
    """Whether an input that was the same was read by this edition of the reader, and kept or, where that will do, found `silent`."""
    row = connection.execute("SELECT mark, reader, state FROM ledger WHERE source = ?", (path(source),)).fetchone()
    return row is not None and (row["mark"], row["reader"]) == (mark, reader) and row["state"] in ("kept", "whole", *(["silent"] if silent else []))


def note(connection: sqlite3.Connection, entry: Entry, reader: str) -> None:
    """Writes down what became of an input, in the place of what was known of it. A container of which pages failed does not become whole.

    What was kept of an input that now fails stays in the record, and the ledger says that it failed.
    """
    source = path(entry.source)
    if entry.state == "whole" and _undone(connection, source):
        connection.execute("DELETE FROM ledger WHERE source = ?", (source,))
        return
    connection.execute(
        "INSERT OR REPLACE INTO ledger (source, mark, reader, state, article, why) VALUES (?, ?, ?, ?, ?, ?)",
        (source, entry.mark, reader, entry.state, entry.article, entry.why),
    )


def counts(connection: sqlite3.Connection) -> Mapping[str, int]:
    """How many inputs there are of each state."""
    return dict(connection.execute("SELECT state, count(*) FROM ledger GROUP BY state ORDER BY state").fetchall())


def _undone(connection: sqlite3.Connection, container: str) -> bool:
    """Whether a page of a container failed or was skipped; `$` is the character behind `#`."""
    found = connection.execute(
        "SELECT 1 FROM ledger WHERE state IN ('failed', 'skipped') AND source > ? AND source < ? LIMIT 1", (f"{container}#", f"{container}$")
    )
    return found.fetchone() is not None
