"""What people write beside an event or an article: appended under their name, never overwritten."""

import hashlib
import sqlite3
from collections.abc import Sequence
from typing import Literal

import msgspec

from dragoman.record import articles, file, history
from dragoman.record.errors import BadQuestion, NotThere
from dragoman.record.keeping import now

Kind = Literal["event", "article"]
#: Longest note, in code points.
LONGEST = 4_000


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A note: on which event or article (`about` is the id it had then), by whom, when (UTC, ISO 8601), and its words."""

    id: str
    kind: Kind
    about: str
    by: str
    at: str
    words: str


def add(path: str, kind: Kind, about: str, by: str, words: str) -> Note:
    """Appends a note to the record at `path`. Raises `BadQuestion` for one without words or too long, `NotThere` for an unknown id."""
    words = words.replace("\r\n", "\n").strip()
    if not words or not by.strip():
        raise BadQuestion("a note needs words and the name of who writes it")
    if len(words) > LONGEST:
        raise BadQuestion(f"a note has {LONGEST} characters at most; this one has {len(words)}")
    at = now(fine=True)
    identity = hashlib.sha256(msgspec.json.encode((kind, about, by, at, words))).hexdigest()[:16]
    note = Note(id=identity, kind=kind, about=about, by=by.strip(), at=at, words=words)
    connection = file.connect(path, write=True)
    try:
        with file.transaction(connection, path):
            if not _is_there(connection, kind, about):
                raise NotThere(f"{about}: no {kind} of this id")
            connection.execute(
                "INSERT INTO notes (id, kind, about, author, at, words) VALUES (?, ?, ?, ?, ?, ?)", (note.id, kind, about, note.by, at, words)
            )
    finally:
        connection.close()
    return note


def of(connection: sqlite3.Connection, kind: Kind, ids: Sequence[str]) -> list[Note]:
    """The notes on an event or article in order; `ids` are all it is or was known by (of an event those of its reports)."""
    marks = ",".join("?" * len(ids))
    rows = connection.execute(f"SELECT * FROM notes WHERE kind = ? AND about IN ({marks}) ORDER BY number", (kind, *ids))
    return [Note(id=r["id"], kind=r["kind"], about=r["about"], by=r["author"], at=r["at"], words=r["words"]) for r in rows]


def _is_there(connection: sqlite3.Connection, kind: Kind, about: str) -> bool:
    return history.is_known(connection, about) if kind == "event" else articles.find(connection, about) is not None
