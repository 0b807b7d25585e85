"""Readings into the record: one writer, in small batches, each of which is kept whole or not at all."""

import sqlite3
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from types import TracebackType

import msgspec

from dragoman.model.errors import DragomanError
from dragoman.model.kept import Correction
from dragoman.model.reading import Reading
from dragoman.record import acts, articles, corrections, edition, file, history, threads, versions
from dragoman.record.errors import NotThere

#: Readings that are kept in one transaction, and seconds after which those that wait are kept whatever their number.
BATCH, SECONDS = 32, 1.0


_COUNTED = (("article", "articles"), ("story", "stories"), ("event", "events"))


class _Waiting(msgspec.Struct, frozen=True):
    reading: Reading
    terms: tuple[str, ...]
    sha256: str | None


class Keeper:
    """Keeps readings in the record at `path`, which is made if there is none. A context manager.

    Pages are read before the file is locked, so that other writers wait for milliseconds; a process killed at any moment leaves a
    record as it was after some batch, and adding the same inputs again ends with the record an undisturbed run gives. Leaving
    the context keeps what waits. Raises `RecordError`.
    """

    def __init__(self, path: str, *, patience: float = file.PATIENCE, batch: int = BATCH) -> None:
        self.path = path
        self._reader = edition.reader()
        self._batch = batch
        self._connection = file.connect(path, write=True, patience=patience)
        self._waiting: list[_Waiting] = []
        self._since = time.monotonic()

    def __enter__(self) -> "Keeper":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if not isinstance(error, DragomanError | sqlite3.Error):
                self.flush()
        finally:
            self._connection.close()

    def knows(self, source: str, sha256: str) -> bool:
        """Whether a file with these bytes was kept, as this edition of the reader reads it."""
        return versions.read_before(self._connection, source, sha256, self._reader)

    def keep(self, reading: Reading, terms: Sequence[str] = (), sha256: str | None = None) -> None:
        """Keeps a reading, at the latest when the batch is full or a second has gone by.

        `terms` are the words that search knows it by (`reading.read_with_terms`), `sha256` that of the file it was read from,
        None for what is no file.
        """
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append(_Waiting(reading, tuple(terms), sha256))
        if len(self._waiting) >= self._batch or time.monotonic() - self._since > SECONDS:
            self.flush()

    def flush(self) -> None:
        """Keeps what waits, in one transaction."""
        if not self._waiting:
            return
        with file.transaction(self._connection, self.path):
            self._write(self._waiting, now())
        self._waiting = []

    def summary(self) -> str:
        """What the record holds now, in a few words."""
        counts = [self._connection.execute(q).fetchone()[0] for q in ("SELECT count(*) FROM articles WHERE live", "SELECT count(*) FROM stories", "SELECT count(*) FROM events")]
        return ", ".join(f"{n:,} {one if n == 1 else many}" for n, (one, many) in zip(counts, _COUNTED, strict=True))

    def correct(self, correction: Correction) -> bool:
        """Appends a correction and applies it. Gives whether it is new; its event is told by any id it ever had.

        Raises `NotThere` for an id that the record does not know, `BadQuestion` for what cannot be applied.
        """
        with file.transaction(self._connection, self.path):
            return self._correct(correction)

    def import_corrections(self, made: Sequence[Correction]) -> int:
        """Appends corrections, all or none; those that are there already count for nothing. Gives how many are new."""
        with file.transaction(self._connection, self.path):
            return sum(self._correct(correction) for correction in made)

    def _correct(self, correction: Correction) -> bool:
        if not history.is_known(self._connection, correction.event):
            raise NotThere(f"{correction.event}: no event of this id in {self.path}")
        target = history.resolve(self._connection, correction.event)
        found = acts.current(self._connection, target) if target is not None else None
        corrections.check(correction, found)
        if correction.evidence is None and found is not None and found.reports:
            correction = msgspec.structs.replace(correction, evidence=found.reports[0].quote)
        is_new = corrections.add(self._connection, correction)
        if is_new and target is not None:
            acts.refresh(self._connection, target, now())
        return is_new

    def _write(self, batch: Sequence[_Waiting], at: str) -> None:
        connection = self._connection
        touched: set[int] = set()
        turned: set[str] = set()
        for one in batch:
            put = articles.put(connection, one.reading, one.terms, self._reader)
            if put.new:
                threads.compare(connection, put.number, one.reading.text)
            if put.changed:
                touched.add(put.number)
            turned |= versions.register(connection, one.reading, at)
            if one.sha256 is not None:
                versions.note(connection, one.reading.source, one.sha256, self._reader, one.reading.id)
        turned |= {row["id"] for n in touched for row in connection.execute("SELECT id FROM articles WHERE number = ?", (n,))}
        for article in sorted(turned):
            is_live = versions.is_live(connection, article)
            number = connection.execute("SELECT number FROM articles WHERE id = ?", (article,)).fetchone()["number"]
            connection.execute("UPDATE articles SET live = ? WHERE number = ?", (is_live, number))
            connection.execute("UPDATE reports SET live = (told AND ?) WHERE article = ?", (is_live, number))
            touched.add(number)
        acts.regroup(connection, touched | threads.arrange(connection, touched), at)


def now(*, fine: bool = False) -> str:
    """The time, UTC, to the second, or to the microsecond, by which corrections are told apart."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ" if fine else "%Y-%m-%dT%H:%M:%SZ")



