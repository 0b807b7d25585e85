"""Who may change the record through the reading room: names with tokens, of which only digests are kept."""

import hashlib
import hmac
import secrets
import sqlite3

import msgspec

from dragoman.model.errors import one_line
from dragoman.record import file
from dragoman.record.errors import BadQuestion, NotThere
from dragoman.record.keeping import now

#: Bytes of a token. So many random ones cannot be guessed: a plain digest is enough to keep them by.
_BYTES = 32
#: By which people and scanners of secrets know what it is.
_PREFIX = "dragoman-"
_LONGEST = 100


class Reviewer(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who may review: `added` is UTC, ISO 8601; `digest` the SHA-256 of the token."""

    name: str
    digest: str
    added: str


def add(path: str, name: str) -> str:
    """Lets somebody review in the record at `path`, and gives the token: it is told this once and never again.

    Raises `BadQuestion` for a name that is empty, too long or taken.
    """
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST or not name.isprintable():
        raise BadQuestion(f"{one_line(name[:40]) or 'nothing'}: a name has 1 to {_LONGEST} printable characters")
    token = _PREFIX + secrets.token_urlsafe(_BYTES)
    connection = file.connect(path, write=True)
    try:
        with file.transaction(connection, path):
            if connection.execute("SELECT 1 FROM reviewers WHERE name = ?", (name,)).fetchone() is not None:
                raise BadQuestion(f"{name}: there is a reviewer of this name; remove that one first to give a new token")
            connection.execute("INSERT INTO reviewers (name, digest, added) VALUES (?, ?, ?)", (name, digest(token), now()))
    finally:
        connection.close()
    return token


def remove(path: str, name: str) -> None:
    """Takes somebody's token away; what they said stays under their name. Raises `NotThere`."""
    connection = file.connect(path, write=True)
    try:
        with file.transaction(connection, path):
            if connection.execute("DELETE FROM reviewers WHERE name = ?", (name,)).rowcount == 0:
                raise NotThere(f"{one_line(name)}: no reviewer of this name; `dragoman reviewer list` tells who there is")
    finally:
        connection.close()


def listed(connection: sqlite3.Connection) -> list[Reviewer]:
    """All reviewers by name."""
    return [Reviewer(name=r["name"], digest=r["digest"], added=r["added"]) for r in connection.execute("SELECT * FROM reviewers ORDER BY name")]


def of_token(connection: sqlite3.Connection, token: str) -> Reviewer | None:
    """Whose token this is. Takes as long for a wrong one as for a right one."""
    given, found = digest(token.strip()), None
    for one in listed(connection):
        if hmac.compare_digest(one.digest, given):
            found = one
    return found


def digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
