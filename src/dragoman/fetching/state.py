"""What a watcher remembers between its runs: a small file beside the record.

Which articles feeds have told of and what became of each, what servers said their feeds and pages were at last, and the robots.txt
files of sites. A page is settled here after it is kept in the record, so that a watcher that is killed fetches at most one page twice.
"""

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType

import msgspec

from dragoman.fetching.fetcher import Known
from dragoman.fetching.robots import Rules
from dragoman.model.errors import DragomanError, one_line
from dragoman.model.page import Given

#: `drgw` in ASCII.
_APPLICATION_ID = 0x64726777
_VERSION = 1
#: How often an article is tried that cannot be had for reasons that may pass; seconds before the second try, doubled with each.
TRIES, _REST = 5, 300.0
#: Seconds in which an article that was fetched is not fetched again, whatever its feed says of changes.
_FRESH = 3600.0

_TABLES = """
CREATE TABLE feeds (url TEXT PRIMARY KEY, etag TEXT, modified TEXT, stamp TEXT, read REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
  url TEXT PRIMARY KEY, stamp TEXT, given TEXT NOT NULL, etag TEXT, modified TEXT, told REAL NOT NULL, due REAL NOT NULL, tries INTEGER NOT NULL DEFAULT 0,
  outcome TEXT, settled REAL
);
CREATE INDEX waiting ON articles (told DESC, due) WHERE outcome IS NULL;
CREATE TABLE robots (origin TEXT PRIMARY KEY, text TEXT, until REAL NOT NULL) WITHOUT ROWID;
"""


class StateError(DragomanError):
    """The file cannot be used; one line that says why, and what to do."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """An article that a feed tells of. `stamp` is when the feed says it was changed last."""

    url: str
    given: Given
    stamp: str | None = None


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """An article that is still to be fetched, with what is known of it."""

    url: str
    given: Given
    known: Known


class State:
    """The file at `path`, made if there is none. A context manager; one process has it at a time. Raises `StateError`."""

    def __init__(self, path: str) -> None:
        self.path = path
        try:
            self._connection = sqlite3.connect(path, timeout=0, isolation_level=None)
            self._connection.row_factory = sqlite3.Row
            self._open()
        except sqlite3.Error as error:
            raise self._error(error) from None

    def _open(self) -> None:
        ask = self._connection.execute
        ask("PRAGMA locking_mode = EXCLUSIVE")
        ask("BEGIN EXCLUSIVE")
        (application,), (version,) = ask("PRAGMA application_id").fetchone(), ask("PRAGMA user_version").fetchone()
        (tables,) = ask("SELECT count(*) FROM sqlite_master").fetchone()
        if tables and (application, version) != (_APPLICATION_ID, _VERSION):
            raise StateError(f"{one_line(self.path)}: not what this version of `dragoman watch` remembers by; move it away")
        if not tables:
            for statement in (s for s in _TABLES.split(";") if s.strip()):
                ask(statement)
            ask(f"PRAGMA application_id = {_APPLICATION_ID}")
            ask(f"PRAGMA user_version = {_VERSION}")
        ask("COMMIT")

    def __enter__(self) -> "State":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._connection.close()

    # -- feeds -------------------------------------------------------------------------------------------------------------

    def feed(self, url: str) -> tuple[Known, str | None, float]:
        """What is known of a feed or sitemap: what its server said, the stamp it was read under, when it was read; 0 for never."""
        row = self._ask("SELECT etag, modified, stamp, read FROM feeds WHERE url = ?", url).fetchone()
        return (Known(row["etag"], row["modified"]), row["stamp"], row["read"]) if row else (Known(), None, 0.0)

    def note(self, url: str, known: Known, told: Iterable[Told], *, stamp: str | None = None, now: float | None = None) -> int:
        """A feed was read: what its server said of it, and its articles, all at once. Gives how many of them are new.

        An article whose stamp has changed since it was fetched is to be fetched again.
        """
        at = time.time() if now is None else now
        new = 0
        with self._whole():
            for one in told:
                given = msgspec.json.encode(one.given).decode()
                new += self._ask(
                    "INSERT INTO articles (url, stamp, given, told, due) VALUES (?, ?, ?, ?, 0) ON CONFLICT DO NOTHING", one.url, one.stamp, given, at
                ).rowcount
                self._ask(
                    "UPDATE articles SET stamp = ?, given = ?, told = ?, due = 0, tries = 0, outcome = NULL"
                    " WHERE url = ? AND outcome = 'kept' AND stamp != ? AND settled < ?",
                    one.stamp, given, at, one.url, one.stamp, at - _FRESH,
                )  # fmt: skip
            self._ask("INSERT OR REPLACE INTO feeds VALUES (?, ?, ?, ?, ?)", url, known.etag, known.modified, stamp, at)
        return new

    # -- articles ----------------------------------------------------------------------------------------------------------

    def waiting(self, most: int, now: float | None = None) -> list[Waiting]:
        """Articles to be fetched now: those told of last come first."""
        rows = self._ask(
            "SELECT url, given, etag, modified FROM articles WHERE outcome IS NULL AND due <= ? ORDER BY told DESC, rowid LIMIT ?",
            time.time() if now is None else now, most,
        )  # fmt: skip
        return [Waiting(url=r["url"], given=msgspec.json.decode(r["given"], type=Given), known=Known(r["etag"], r["modified"])) for r in rows]

    def count(self) -> int:
        """How many articles are still to be fetched, now or later."""
        return int(self._ask("SELECT count(*) FROM articles WHERE outcome IS NULL").fetchone()[0])

    def settle(self, url: str, outcome: str, known: Known | None = None, now: float | None = None) -> None:
        """Nothing more is to be done about an article: it was kept, or it was not for a reason that stays."""
        at, said = time.time() if now is None else now, known or Known()
        self._ask(
            "UPDATE articles SET outcome = ?, settled = ?, etag = coalesce(?, etag), modified = coalesce(?, modified) WHERE url = ?",
            outcome, at, said.etag, said.modified, url,
        )  # fmt: skip

    def again(self, url: str, reason: str, after: float | None = None, now: float | None = None) -> None:
        """An article could not be had and may be had later; after `TRIES` times it is given up for `reason`."""
        at = time.time() if now is None else now
        (tries,) = self._ask("SELECT tries FROM articles WHERE url = ?", url).fetchone()
        if tries + 1 >= TRIES:
            self.settle(url, reason, now=at)
        else:
            due = at + max(after or 0.0, _REST * 2**tries)
            self._ask("UPDATE articles SET tries = tries + 1, due = ? WHERE url = ?", due, url)

    # -- robots.txt --------------------------------------------------------------------------------------------------------

    def rules(self, now: float | None = None) -> dict[str, Rules]:
        """The robots.txt files that still hold, by origin."""
        rows = self._ask("SELECT * FROM robots WHERE until > ?", time.time() if now is None else now)
        return {row["origin"]: Rules(row["text"], row["until"]) for row in rows}

    def keep_rules(self, rules: Mapping[str, Rules]) -> None:
        """Keeps the robots.txt files of sites."""
        with self._whole():
            for origin, known in rules.items():
                self._ask("INSERT OR REPLACE INTO robots VALUES (?, ?, ?)", origin, known.text, known.until)

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """All of what is done inside, or nothing of it."""
        self._ask("BEGIN")
        try:
            yield
            self._ask("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._ask("ROLLBACK")
            raise

    def _ask(self, question: str, *values: object) -> sqlite3.Cursor:
        try:
            return self._connection.execute(question, values)
        except sqlite3.Error as error:
            raise self._error(error) from error

    def _error(self, error: sqlite3.Error) -> StateError:
        name = one_line(self.path)
        match (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF:
            case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
                return StateError(f"{name}: another `dragoman watch` is at work on this record; end it first")
            case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
                return StateError(f"{name}: not what `dragoman watch` remembers by; move it away and start again, nothing of the record is lost")
            case _:
                return StateError(f"{name}: cannot be used ({error}); look at its permissions, and at the space that is left")


def path_beside(record: str) -> str:
    """The file that belongs to a record: `caspian.db` has `caspian.watch.db`."""
    stem, suffix = os.path.splitext(record)
    return f"{stem}.watch{suffix or '.db'}"
