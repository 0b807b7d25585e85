"""The file of a record: opened, recognised, and brought to the newest schema.

A record is an SQLite database in WAL mode: readers never wait for the writer and see the last finished batch. Its `application_id`
tells it from other databases and its `user_version` is the number of its schema. `schema/NNNN.sql` leads from the schema before to
number NNNN.
"""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from urllib.parse import quote

from dragoman.model.periods import finest
from dragoman.record.errors import (
    DamagedRecord,
    NewerRecord,
    NoRecord,
    RecordError,
    UnwritableRecord,
    of_sqlite,
)

#: `drag` in ASCII; `file(1)` and Datasette show it.
APPLICATION_ID = 0x64726167
#: Seconds that a writer waits for another one.
PATIENCE = 30.0

#: Memory that a writer keeps pages of the file in, in KiB: indexes of a large record are written all over.
_CACHE = 65_536
_MAGIC = b"SQLite format 3\x00"


@cache
def migrations() -> tuple[str, ...]:
    """The steps from schema to schema: the first makes schema 1 out of nothing."""
    folder = resources.files("dragoman.record") / "schema"
    names = sorted(f.name for f in folder.iterdir() if re.fullmatch(r"\d{4}\.sql", f.name))
    return tuple((folder / name).read_text("utf-8") for name in names)


def connect(path: str, *, write: bool = False, patience: float = PATIENCE) -> sqlite3.Connection:
    """Opens the record at `path`, made if `write` asks for it and there is none, and brought to the newest schema.

    `patience` is how many seconds to wait for another writer. Raises a `RecordError` that says what is wrong with the file.
    """
    is_new = _look(path, write)
    try:
        return _write(path, patience) if write else _read(path, is_new, patience)
    except sqlite3.Error as error:
        raise of_sqlite(path, error) from error


@contextmanager
def transaction(connection: sqlite3.Connection, path: str) -> Iterator[None]:
    """All of what is done inside, or nothing of it. Raises a `RecordError` where SQLite cannot go on."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    except sqlite3.Error as error:
        raise of_sqlite(path, error) from error


def _look(path: str, write: bool) -> bool:
    """Whether the file is still to be made. Raises `NoRecord` for what cannot be a record."""
    if os.path.isdir(path):
        raise NoRecord(path, "a folder; name the file of the record")
    try:
        with open(path, "rb") as file:
            head = file.read(len(_MAGIC))
    except FileNotFoundError:
        if not write:
            raise NoRecord(path, "there is no record here yet; `dragoman add PAGES` makes one") from None
        folder = os.path.dirname(path) or "."
        if not os.path.isdir(folder):
            raise UnwritableRecord(path, "the folder does not exist; make it first") from None
        return True
    except (OSError, ValueError) as error:
        raise UnwritableRecord(path, f"cannot be opened: {getattr(error, 'strerror', None) or error}") from None
    if head and head != _MAGIC:
        raise NoRecord(path, "not a record of Dragoman: it is a file of another kind")
    return not head


def _write(path: str, patience: float) -> sqlite3.Connection:
    if os.path.exists(path) and not os.access(path, os.W_OK):
        raise UnwritableRecord(path, "the record may only be read; change the permissions of the file and its folder, or work on a copy")
    connection = _opened(f"file:{quote(os.path.abspath(path))}", patience)
    try:
        _recognise(connection, path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        _migrate(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _read(path: str, is_new: bool, patience: float) -> sqlite3.Connection:
    """A connection that cannot write. In a folder that may not be written, a record that nobody writes to is taken as it is."""
    if is_new:
        raise NoRecord(path, "the file is empty; `dragoman add PAGES` makes a record")
    address = f"file:{quote(os.path.abspath(path))}?mode=ro"
    connection = _opened(address, patience)
    try:
        connection.execute("SELECT 1 FROM sqlite_master")
    except sqlite3.OperationalError as error:
        connection.close()
        if (error.sqlite_errorcode & 0xFF) not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY) or os.path.exists(path + "-wal"):
            raise
        connection = _opened(address + "&immutable=1", patience)
    try:
        version = _recognise(connection, path)
    except BaseException:
        connection.close()
        raise
    if version == len(migrations()):
        return connection
    connection.close()
    _write(path, patience).close()
    return _read(path, False, patience)


def _opened(address: str, patience: float) -> sqlite3.Connection:
    connection = sqlite3.connect(address, uri=True, timeout=patience, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    return connection


def _recognise(connection: sqlite3.Connection, path: str) -> int:
    """The number of the record's schema, 0 for an empty file. Raises `NoRecord`, `NewerRecord`."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != APPLICATION_ID and (tables or version):
        raise NoRecord(path, "not a record of Dragoman: it is the database of another program")
    if version > len(migrations()):
        raise NewerRecord(path, f"written by a later version of Dragoman (schema {version}, this version knows {len(migrations())}); install that one")
    return int(version)


def _migrate(connection: sqlite3.Connection, path: str) -> None:
    """Each step in a transaction of its own, so that a process killed on the way leaves a whole record of some schema."""
    connection.create_function("finest", 2, finest, deterministic=True)  # of which schema 4 makes its sums
    while True:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == len(migrations()):
            return
        with transaction(connection, path):
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version < len(migrations()):
                for statement in statements(migrations()[version]):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {version + 1}")


def statements(script: str) -> Iterator[str]:
    """The statements of a script, one at a time: `executescript` would commit in between."""
    begun = ""
    for line in script.splitlines(keepends=True):
        begun += line
        if sqlite3.complete_statement(begun):
            yield begun
            begun = ""


def check(connection: sqlite3.Connection, path: str) -> None:
    """Looks the whole file over. Raises `DamagedRecord` with the first thing that is wrong."""
    try:
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        raise of_sqlite(path, error) from error
    if found != "ok":
        raise DamagedRecord(path, f"damaged ({found}); keep the file, and recover what can be had with `sqlite3 FILE .recover`")


__all__ = ["APPLICATION_ID", "RecordError", "check", "connect", "migrations", "statements", "transaction"]
