"""A pool of processes: results in the order of the inputs, memory bounded, processes that crash or hang replaced.

A thread of this process tends each worker: it hands over a batch, takes the answers one by one, and so knows at every moment which input
the worker is at. No lock or queue is shared between processes, so that one that is killed leaves none of them held.
"""

import os
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType
from typing import Any, Generic, TypeVar

import msgspec

from dragoman.model.page import Input
from dragoman.scale.errors import ScaleError
from dragoman.scale.worker import Gone, Worker, said

R = TypeVar("R")
T = TypeVar("T")

#: Seconds that one page may take, unless told otherwise. The largest page that is read takes about one.
LIMIT = 300.0
#: An input is handed out so often; when its worker crashed or hung each time, it is given up.
TRIES = 2
#: What is on its way at most: inputs a worker, and bytes of inputs altogether.
_WINDOW, _BYTES = 64, 64_000_000
#: A batch that is handed over at once: small pages together, so that they wait for nobody.
_BATCH, _BATCH_BYTES = 8, 256_000
#: Workers that end before they are ready, one after the other, until the pool gives up.
_STARTS = 4
#: Seconds between the first of them and the second; twice as long each time.
_PAUSE = 0.25


class Lost(msgspec.Struct, frozen=True):
    """What there is instead of a result: `why` in a few words. `crashed` tells a worker that ended or hung from an error that was raised."""

    why: str
    crashed: bool


class _Slot(msgspec.Struct):
    item: Any
    size: int = 0
    tries: int = 0
    done: bool = False
    result: Any = None


class Pool(Generic[R]):
    """`jobs` processes that call `work`, which must be found by its name. With one job the work is done in this process, without protection
    from crashes, unless it is to be `apart`. A context manager: leaving it ends all processes at once.

    `warm` is a module that processes are made of (see `Worker`), `limit` the seconds that one input may take.
    """

    def __init__(self, work: Callable[[Input], R], jobs: int, *, warm: str | None = None, limit: float = LIMIT, apart: bool = False) -> None:
        self._work, self.jobs, self._warm, self._limit = work, jobs, warm, limit
        self._alone = jobs == 1 and not apart
        self._tasks: queue.SimpleQueue[list[_Slot] | None] = queue.SimpleQueue()
        self._turn = threading.Condition()
        self._workers: set[Worker] = set()
        self._tenders: list[threading.Thread] = []
        self._idle = 0
        self._broken: str | None = None
        self._stopped = False
        #: Workers that crashed or hung and were replaced, and the largest resident memory of each there was, in bytes.
        self.replaced = 0
        self.peaks: list[int] = []

    def __enter__(self) -> "Pool[R]":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with self._turn:
            self._stopped = True
            workers = list(self._workers)
        for _ in self._tenders:
            self._tasks.put(None)
        for worker in workers:
            worker.kill()
        for tender in self._tenders:
            tender.join()

    def each(self, items: Iterable[Input | T]) -> Iterator[tuple[Input, R | Lost] | tuple[T, None]]:
        """Each item with its result, in order. What is no `Input` passes by in its place, with None.

        `items` are asked for no faster than results are taken. Raises `ScaleError` where no worker can be started.
        """
        return self._in_this_process(items) if self._alone else self._spread(items)

    def _in_this_process(self, items: Iterable[Input | T]) -> Iterator[tuple[Input, R | Lost] | tuple[T, None]]:
        for item in items:
            if not isinstance(item, Input):
                yield item, None
                continue
            result: R | Lost
            try:
                result = self._work(item)
            except Exception as error:
                result = Lost(said(error), False)
            yield item, result

    def _spread(self, items: Iterable[Input | T]) -> Iterator[tuple[Input, R | Lost] | tuple[T, None]]:
        waiting: deque[_Slot] = deque()
        batch: list[_Slot] = []
        size = 0
        self._begin()
        for item in items:
            slot = _Slot(item, len(item.data or b"") if isinstance(item, Input) else 0, done=not isinstance(item, Input))
            waiting.append(slot)
            size += slot.size
            if not slot.done:
                batch.append(slot)
            full = len(waiting) >= self.jobs * _WINDOW or size >= _BYTES
            if batch and (full or self._idle or len(batch) == _BATCH or sum(s.size for s in batch) >= _BATCH_BYTES):
                self._tasks.put(batch)
                batch = []
            while waiting and (waiting[0].done or len(waiting) >= self.jobs * _WINDOW or size >= _BYTES):
                size -= waiting[0].size
                yield self._taken(waiting.popleft())
        if batch:
            self._tasks.put(batch)
        while waiting:
            yield self._taken(waiting.popleft())

    def _taken(self, slot: _Slot) -> Any:
        with self._turn:
            while not slot.done and self._broken is None:
                self._turn.wait(0.5)  # Windows hears Ctrl-C only between waits
        if not slot.done:
            raise ScaleError(f"the processes that read cannot be started: one {self._broken}; try with fewer (--jobs 1 reads in one process)")
        return slot.item, slot.result

    def _begin(self) -> None:
        while len(self._tenders) < self.jobs:
            self._count(1)
            self._tenders.append(threading.Thread(target=self._tend, daemon=True))
            self._tenders[-1].start()

    # -- in the threads that tend workers -----------------------------------------------------------------------------------

    def _tend(self) -> None:
        worker: Worker | None = None
        try:
            while (batch := self._tasks.get()) is not None and not self._stopped:
                self._count(-1)
                left: Sequence[_Slot] = batch
                while left and not self._stopped:
                    worker = worker or self._start()
                    left, alive = self._through(worker, left)
                    if not alive:
                        self._end(worker)
                        worker = None
                self._count(1)
        except Gone as error:
            with self._turn:
                self._broken = str(error)
                self._turn.notify_all()
        finally:
            if worker is not None:
                self._end(worker)

    def _through(self, worker: Worker, batch: Sequence[_Slot]) -> tuple[Sequence[_Slot], bool]:
        """Works a batch through. Gives what is left of it, and whether the worker is still there."""
        nth, peak = 0, 0
        try:
            worker.ask([slot.item for slot in batch])
            for slot in batch:
                answer = worker.answer()
                nth, peak = nth + 1, answer.peak
                self._settle(slot, answer.result if answer.raised is None else Lost(answer.raised, False))
        except Gone as error:
            slot = batch[nth]
            slot.tries += 1
            self.replaced += 1
            if slot.tries == TRIES:
                self._settle(slot, Lost(f"{error}, {TRIES} times", True))
                nth += 1
            return batch[nth:], False
        finally:
            worker.peak = max(worker.peak, peak)
        return (), True

    def _count(self, idle: int) -> None:
        with self._turn:
            self._idle += idle

    def _settle(self, slot: _Slot, result: Any) -> None:
        with self._turn:
            slot.result, slot.done = result, True
            self._turn.notify_all()

    def _start(self) -> Worker:
        for attempt in range(_STARTS):
            try:
                worker = Worker(self._work, self._warm, self._limit)
                break
            except Gone:
                if attempt == _STARTS - 1 or self._stopped:
                    raise
                # a fork server that was killed is not known to be gone at once
                time.sleep(_PAUSE * 2**attempt)
        with self._turn:
            self._workers.add(worker)
            if self._stopped:
                worker.kill()
        return worker

    def _end(self, worker: Worker) -> None:
        worker.leave()
        with self._turn:
            self._workers.discard(worker)
            self.peaks.append(worker.peak)


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
