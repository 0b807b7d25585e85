"""Readings into the record: one writer, in small batches, each of which is kept whole or not at all."""

import sqlite3
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import TypeVar

import msgspec

from dragoman.model.errors import DragomanError
from dragoman.model.kept import Correction
from dragoman.model.reading import Reading
from dragoman.record import acts, articles, corrections, edition, file, history, ledger, threads, versions
from dragoman.record.errors import NotThere, RecordError
from dragoman.record.ledger import Entry

#: Readings that are kept in one transaction at most, and seconds after which those that wait are kept whatever their number.
BATCH, SECONDS = 256, 1.0
#: Readings wait so many times as long as the last batch took: where a batch costs much, since it joins acts that thousands tell, the
#: cost is shared by more of them.
_PATIENCE = 10

T = TypeVar("T")
_COUNTED = (("article", "articles"), ("story", "stories"), ("event", "events"))


class _Waiting(msgspec.Struct, frozen=True):
    reading: Reading
    terms: tuple[str, ...]
    mark: str | None


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
        self._noted: list[Entry] = []
        #: Readings in batches that are finished, and those that could not be kept, each with the reason.
        self.kept = 0
        self.refused: list[tuple[Reading, Exception]] = []
        self._since = time.monotonic()
        self._took = 0.0

    def __enter__(self) -> "Keeper":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if not isinstance(error, DragomanError | sqlite3.Error):
                self.flush()
        finally:
            self._connection.close()

    def knows(self, source: str, mark: str, *, silent: bool = False) -> bool:
        """Whether an input that is still the same (see `ledger.Entry`) was kept, as this edition of the reader reads it, or was `silent`."""
        return ledger.knows(self._connection, source, mark, self._reader, silent)

    def inside(self, container: str) -> int:
        """How many pages of a container were kept."""
        return ledger.inside(self._connection, container)

    def keep(self, reading: Reading, terms: Sequence[str] = (), mark: str | None = None) -> None:
        """Keeps a reading, at the latest with the one that fills the batch or comes after its time.

        `terms` are the words that search knows it by (`reading.read_with_terms`), `mark` the SHA-256 of what it was read from,
        None for what cannot be handed in again, which is not written into the ledger.
        """
        self._wait(self._waiting, _Waiting(reading, tuple(terms), mark))

    def note(self, entry: Entry) -> None:
        """Writes into the ledger what became of an input that was not kept, or that all before it of a container are done."""
        self._wait(self._noted, entry)

    def _wait(self, line: list[T], one: T) -> None:
        if not self._waiting and not self._noted:
            self._since = time.monotonic()
        line.append(one)
        if len(self._waiting) + len(self._noted) >= self._batch or time.monotonic() - self._since > max(SECONDS, _PATIENCE * self._took):
            self.flush()

    def flush(self) -> None:
        """Keeps what waits, in one transaction; where one of them cannot be kept, each of the others in its own (`refused`)."""
        batch, self._waiting = self._waiting, []
        noted, self._noted = self._noted, []
        began = time.monotonic()
        try:
            self._keep(batch, noted)
        except (RecordError, sqlite3.Error):
            raise
        except Exception:
            for one in batch:
                try:
                    self._keep([one], [])
                except (RecordError, sqlite3.Error):
                    raise
                except Exception as error:
                    self.refused.append((one.reading, error))
                    if one.mark is not None:
                        noted.insert(0, Entry(source=one.reading.source, mark=one.mark, state="failed", why=type(error).__name__))
            self._keep([], noted)
        self._took = time.monotonic() - began

    def _keep(self, batch: Sequence[_Waiting], noted: Sequence[Entry]) -> None:
        if batch or noted:
            with file.transaction(self._connection, self.path):
                if batch:
                    self._write(batch, now())
                for entry in noted:
                    ledger.note(self._connection, entry, self._reader)
            self.kept += len(batch)

    def summary(self) -> str:
        """What the record holds now, in a few words."""
        return ", ".join(f"{n:,} {one if n == 1 else many}" for n, (one, many) in zip(self.counts().values(), _COUNTED, strict=True))

    def counts(self) -> dict[str, int]:
        """How many live articles, stories and events the record holds now."""
        questions = ("SELECT count(*) FROM articles WHERE live", "SELECT count(*) FROM stories", "SELECT count(*) FROM events")
        return {many: self._connection.execute(q).fetchone()[0] for q, (_, many) in zip(questions, _COUNTED, strict=True)}

    def ledger(self) -> Mapping[str, int]:
        """How many inputs there are of each state (`ledger.State`)."""
        return ledger.counts(self._connection)

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
            if one.mark is not None:
                ledger.note(connection, Entry(source=one.reading.source, mark=one.mark, state="kept", article=one.reading.id), self._reader)
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
