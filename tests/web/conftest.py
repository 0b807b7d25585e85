"""A record of the samples and a reader of its pages, made once."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import dragoman
from dragoman.reading import read_with_terms
from dragoman.record import Keeper, Record
from dragoman.web.app import create_app

SAMPLES = Path(dragoman.__file__).parent / "samples"
#: Enough of the samples for every kind of page to have something on it.
SOME = [*sorted(SAMPLES.glob("s0*.*")), *sorted(SAMPLES.glob("s1[0-9].*"))]


@pytest.fixture(scope="session")
def record_path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A record of some samples; not to be written to."""
    path = str(tmp_path_factory.mktemp("web") / "kept.db")
    with Keeper(path) as keeper:
        for page in SOME:
            if page.suffix in (".txt", ".html"):
                keeper.keep(*read_with_terms(str(page)))
    return path


@pytest.fixture(scope="session")
def record(record_path: str) -> Iterator[Record]:
    with dragoman.open_record(record_path) as found:
        yield found


@pytest.fixture(scope="session")
def client(record_path: str) -> Iterator[TestClient]:
    """A reader without cookies who accepts English."""
    with TestClient(create_app(record_path), follow_redirects=False, headers={"accept-language": "en"}) as reader:
        yield reader


#: Chromium asks nobody anything, and draws without a graphics card.
_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def chromium() -> str | None:
    """Where the machine's Chromium is."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The one browser of all tests; those that ask for it say so and are skipped where there is none."""
    path = chromium()
    if path is None:
        pytest.skip("no Chromium on this machine: Debian's `chromium` or $CHROMIUM would be driven")
    sync_api = pytest.importorskip("playwright.sync_api", reason="the package playwright is not installed")
    with sync_api.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=path, args=_FLAGS)
        yield opened
        opened.close()
