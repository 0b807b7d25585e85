"""A record of sample pages, and one of pages that mean harm."""

import pytest
from mcp_asking import PAGES, SAMPLES, Ask, Call, answer_at, call_at, evil

from dragoman.reading import read_with_terms
from dragoman.record import Keeper


@pytest.fixture(scope="session")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("record") / "kept.db")
    with Keeper(path) as keeper:
        for page in PAGES:
            keeper.keep(*read_with_terms(str(SAMPLES / page)))
    return path


@pytest.fixture(scope="session")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A record in which everything a page can say holds `EVIL`, and one article is a megabyte without a blank."""
    path = str(tmp_path_factory.mktemp("record") / "evil.db")
    with Keeper(path) as keeper:
        for number, page in enumerate(PAGES):
            reading, terms = read_with_terms(str(SAMPLES / page))
            keeper.keep(evil(reading, "가" * 1_000_000 if number == 0 else ""), terms)
    return path


@pytest.fixture
def ask(sampled: str) -> Ask:
    return lambda name, **arguments: answer_at(sampled, name, **arguments)


@pytest.fixture
def call(sampled: str) -> Call:
    return lambda name, **arguments: call_at(sampled, name, arguments)
