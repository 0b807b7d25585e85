"""Open records, lent to one request at a time: a connection of SQLite is for one thread at a time."""

import queue
from collections.abc import Iterator
from contextlib import contextmanager

from dragoman.record import Record, RecordError, open_record

#: Connections that are kept for the next request.
_KEPT = 32


class Pool:
    """Records of one file. `lent` opens one where none is free."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._free: queue.LifoQueue[Record] = queue.LifoQueue(_KEPT)

    @contextmanager
    def lent(self) -> Iterator[Record]:
        """A record for as long as the block lasts. Raises `RecordError` where the file cannot be read."""
        try:
            record = self._free.get_nowait()
        except queue.Empty:
            record = open_record(self.path)
        try:
            yield record
        except RecordError:
            record.close()
            raise
        except BaseException:
            self._back(record)
            raise
        self._back(record)

    def _back(self, record: Record) -> None:
        try:
            self._free.put_nowait(record)
        except queue.Full:
            record.close()

    def close(self) -> None:
        """Closes what is free."""
        while not self._free.empty():
            self._free.get_nowait().close()
