"""Figures are counted once, and again when the record changes: at once what is quick, behind the reader's back what is not."""

import shutil
import time
from pathlib import Path

import pytest

from dragoman.record import Record
from dragoman.web import memory as module
from dragoman.web.memory import Memory
from dragoman.web.pool import Pool


class Counter:
    """Counts how often it was asked to count."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.times, self.seconds = 0, seconds

    def __call__(self, record: Record) -> int:
        time.sleep(self.seconds)
        self.times += 1
        return self.times


@pytest.fixture
def pool(record_path: str, tmp_path: Path) -> Pool:
    return Pool(shutil.copy(record_path, tmp_path / "kept.db"))


def change(record: Record) -> None:
    record.correct(record.events(limit=1)[0].id, "accept", by="A. Reader")


def test_nothing_is_counted_twice_for_the_same_record(pool: Pool) -> None:
    memory, counter = Memory(pool), Counter()
    with pool.lent() as record:
        assert [memory.get(record, "k", counter) for _ in range(3)] == [1, 1, 1]
    memory.close()


def test_what_is_quick_is_always_of_the_record_as_it_is(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_QUICK", 5.0)
    memory, counter = Memory(pool), Counter()
    with pool.lent() as record:
        memory.get(record, "k", counter)
        change(record)
        assert memory.get(record, "k", counter) == 2
    memory.close()


def test_what_is_slow_is_shown_as_it_was_and_counted_anew(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_QUICK", 0.01)
    monkeypatch.setattr(module, "_REST", 0.0)
    monkeypatch.setattr(module, "_LEAST", 0.0)
    memory, counter = Memory(pool), Counter(0.05)
    with pool.lent() as record:
        memory.get(record, "k", counter)
        change(record)
        assert memory.get(record, "k", counter) == 1, "nobody waits for what is known"
        until = time.monotonic() + 10
        while memory.get(record, "k", counter) != 2 and time.monotonic() < until:
            time.sleep(0.02)
        assert counter.times == 2
    memory.close()


def test_a_page_does_not_wait_long(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.01)
    memory, counter = Memory(pool), Counter(0.3)
    with pool.lent() as record:
        assert memory.glance(record, "k", counter) is None
        until = time.monotonic() + 10
        while memory.glance(record, "k", counter) is None and time.monotonic() < until:
            time.sleep(0.02)
        assert counter.times == 1, "one is sent to count, however many ask"
    memory.close()


def test_an_error_is_told_to_who_asks_and_not_kept(pool: Pool) -> None:
    memory = Memory(pool)

    def fail(record: Record) -> int:
        raise ValueError("no")

    with pool.lent() as record:
        with pytest.raises(ValueError, match="no"):
            memory.glance(record, "k", fail)
        assert memory.get(record, "k", Counter()) == 1
    memory.close()
