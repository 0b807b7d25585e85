"""Records for tests, in files of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from invented_pages import Keep

from dragoman.model.reading import Reading
from dragoman.reading import terms
from dragoman.record import Keeper, Record, open_record


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "kept.db")


@pytest.fixture
def keep(path: str) -> Keep:
    """Keeps readings in the record, each in a transaction of its own unless told otherwise."""

    def kept(*readings: Reading, batch: int = 1, into: str = path) -> None:
        with Keeper(into, batch=batch) as keeper:
            for reading in readings:
                keeper.keep(reading, terms(reading.text))

    return kept


@pytest.fixture
def record(path: str, keep: Keep) -> Iterator[Callable[[], Record]]:
    """Opens the record anew."""
    opened: list[Record] = []

    def open_() -> Record:
        opened.append(open_record(path))
        return opened[-1]

    yield open_
    for one in opened:
        one.close()
