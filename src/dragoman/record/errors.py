"""What can be wrong with a record or with what is asked of it: one line each, naming the file and what to do."""

import sqlite3

from dragoman.model.errors import DragomanError, one_line


class RecordError(DragomanError):
    """Something about a record file: `path` is the file as it was named, `why` one line."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{one_line(path)}: {why}")
        self.path = path
        self.why = why


class NoRecord(RecordError):
    """There is no file, or it is a folder, or one that is not a record at all."""


class NewerRecord(RecordError):
    """The record was written by a later version of Dragoman."""


class DamagedRecord(RecordError):
    """The file is a record, and something in it is broken."""


class BusyRecord(RecordError):
    """Another process is writing and did not finish in time."""


class UnwritableRecord(RecordError):
    """The record cannot be written: read-only, a full disk, no permission. What was in it is still there."""


class NotThere(DragomanError):
    """An id that the record does not know."""


class BadQuestion(DragomanError):
    """A day, code, field or value that cannot be understood."""


def of_sqlite(path: str, error: sqlite3.Error) -> RecordError:
    """SQLite's own error as one of ours, in words that say what to do."""
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    match code:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return BusyRecord(path, "another process is writing to this record and did not finish in time; try again when it is done")
        case sqlite3.SQLITE_FULL:
            return UnwritableRecord(path, "the disk is full; what was kept before is safe, free some space and run the same again")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return UnwritableRecord(path, "the record may only be read; change the permissions of the file and its folder, or work on a copy")
        case sqlite3.SQLITE_CANTOPEN:
            return UnwritableRecord(path, "cannot be opened; look at the permissions of the file and its folder")
        case sqlite3.SQLITE_IOERR:
            return UnwritableRecord(path, f"cannot be read or written ({error}); what was kept before is safe")
        case sqlite3.SQLITE_NOTADB:
            return NoRecord(path, "not a record of Dragoman")
        case _:
            return DamagedRecord(path, f"damaged ({error}); keep the file, and recover what can be had with `sqlite3 FILE .recover`")
