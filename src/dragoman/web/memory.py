"""Figures that take long to count, kept until the record changes.

What is quickly counted is counted anew as soon as the record changes. What takes longer is shown as it was, and counted anew behind
the reader's back; the first time, a page that cannot wait is told that it is not there yet. While pages are being added, nothing is
counted more often than it is worth.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor, TimeoutError
from typing import Any, Generic, TypeVar

import msgspec

from dragoman.record import Record
from dragoman.web.pool import Pool

T = TypeVar("T")
#: Seconds: counting that takes less is done while the reader waits, whenever the record has changed.
_QUICK = 0.005
#: Seconds that a page waits for figures that were never counted before; and where the last of their kind took longer than that, or others come first.
_PATIENCE, _NO_PATIENCE = 1.5, 0.03
#: What was counted is not counted again for this many times as long as it took, and not for so many seconds.
_REST, _LEAST = 20.0, 10.0
_KEPT = 2048


class Counted(msgspec.Struct, Generic[T]):
    """A figure, the edition of the record that it is of, when it was counted (monotonic seconds) and how long that took."""

    value: T
    edition: tuple[int, int]
    at: float
    took: float


class Memory:
    """What was counted of one record. Safe for threads."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, Counted[Any]] = OrderedDict()
        self._counting: dict[Hashable, Future[Any]] = {}
        self._took: dict[Hashable, float] = {}
        # one at a time: readers share the processors with it
        self._workers = ThreadPoolExecutor(1, "counting")

    def get(self, record: Record, key: Hashable, count: Callable[[Record], T]) -> T:
        """What `count` gives for the record as it is, or was when it was last counted. Who asks first counts."""
        known = self._known(record, key, count)
        return known.value if known is not None else self._keep(record, key, count)

    def glance(self, record: Record, key: Hashable, count: Callable[[Record], T]) -> T | None:
        """The same for a page: None where it was never counted and takes more than a moment."""
        known = self._known(record, key, count)
        if known is not None:
            return known.value
        with self._lock:
            is_hopeless = self._took.get(_kind(key), 0.0) > _PATIENCE or any(other != key for other in self._counting)
        try:
            found: T = self._begin(key, count).result(_NO_PATIENCE if is_hopeless else _PATIENCE)
        except TimeoutError:
            return None
        return found

    def is_current(self, record: Record, key: Hashable) -> bool:
        """Whether what is kept is of the record as it is."""
        edition = record.edition()
        with self._lock:
            known = self._kept.get(key)
            return known is not None and known.edition == edition

    def close(self) -> None:
        """Lets no more be counted."""
        self._workers.shutdown(wait=False, cancel_futures=True)

    def _known(self, record: Record, key: Hashable, count: Callable[[Record], T]) -> Counted[T] | None:
        """What is kept and good enough; where it is old and long to count, somebody is sent to count it anew."""
        edition = record.edition()
        with self._lock:
            known: Counted[T] | None = self._kept.get(key)
            if known is None:
                return None
            self._kept.move_to_end(key)
        if known.edition == edition:
            return known
        if known.took <= _QUICK:
            return None
        if time.monotonic() - known.at > max(known.took * _REST, _LEAST):
            self._begin(key, count)
        return known

    def _begin(self, key: Hashable, count: Callable[[Record], T]) -> "Future[T]":
        with self._lock:
            if key not in self._counting:
                self._counting[key] = self._workers.submit(self._count, key, count)
            return self._counting[key]

    def _count(self, key: Hashable, count: Callable[[Record], T]) -> T:
        try:
            with self._pool.lent() as record:
                return self._keep(record, key, count)
        finally:
            with self._lock:
                self._counting.pop(key, None)

    def _keep(self, record: Record, key: Hashable, count: Callable[[Record], T]) -> T:
        start = time.monotonic()
        with record.snapshot():
            edition = record.edition()
            value = count(record)
        end = time.monotonic()
        with self._lock:
            self._took[_kind(key)] = end - start
            self._kept[key] = Counted(value, edition, end, end - start)
            self._kept.move_to_end(key)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return value


def _kind(key: Hashable) -> Hashable:
    """What kind of figure a key is of: what takes long for one state takes long for another."""
    return key[0] if isinstance(key, tuple) and key else key
