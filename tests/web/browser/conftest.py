"""A reading room that listens, a page of every kind in it, and tabs that note whatever they must not do."""

import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
import pytest
import uvicorn
from kinds_of_pages import PAGES, VERSION

from dragoman import open_record
from dragoman.model.article import Attachment
from dragoman.record import Keeper, reviewers
from dragoman.web.app import create_app
from dragoman.web.settings import Settings


@pytest.fixture(scope="session")
def kept(record_path: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A record that may be written to, with a page of which there are two versions and files; and the token of a reviewer."""
    path = str(tmp_path_factory.mktemp("room") / "kept.db")
    shutil.copy(record_path, path)
    with open_record(path) as record:
        before = max(record.articles(), key=lambda a: (len(a.events), a.id))
    files = (Attachment(name="공동성명.hwp", format="hwp", url="https://paper.example/1.hwp"), Attachment(name="질의응답.pdf", format="pdf"))
    later = msgspec.structs.replace(
        before, id=VERSION, modified="2031-01-01T09:00+09:00", text=before.text.replace("다.", "다!", 1), attachments=files,
        events=tuple(msgspec.structs.replace(e, id=f"{n:016}") for n, e in enumerate(before.events)),
    )  # fmt: skip
    with Keeper(path) as keeper:
        keeper.keep(later, ())
    return path, reviewers.add(path, "R. Tester")


@pytest.fixture(scope="session")
def addresses(kept: tuple[str, str]) -> dict[str, str]:
    """The addresses of `PAGES` in the record that is served."""
    with open_record(kept[0]) as record:
        event = max(record.events(), key=lambda e: (len(e.reports), e.id))
        speaker = next(q.statement.speaker.entity for q in record.quotes() if q.statement.speaker.entity.startswith("person:"))
    ids = {"event": event.id, "article": event.reports[0].article, "version": VERSION, "speaker": speaker.partition(":")[2]}
    return {kind: address.format(**ids) for kind, address in PAGES.items()}


@pytest.fixture(scope="session")
def room(kept: tuple[str, str], browser: Any) -> Iterator[str]:
    """The address of a reading room. Its lists are short: axe looks at every word of a page."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(kept[0], settings=Settings(rows=8)), log_level="error", lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


class Watched:
    """A tab. `strayed` are requests to other hosts, `complaints` what the console says is wrong: both stay empty."""

    def __init__(self, browser: Any, room: str, language: str, **options: Any) -> None:
        self.room, self.strayed, self.complaints = room, list[str](), list[str]()
        self.context = browser.new_context(locale={"ko": "ko-KR", "en": "en-GB"}[language], **options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        host = urlsplit(room).netloc
        self.page.on("request", lambda r: None if urlsplit(r.url).netloc == host or r.url.startswith(("data:", "blob:")) else self.strayed.append(r.url))
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))

    def go(self, path: str) -> Any:
        """Opens a page of the room."""
        return self.page.goto(self.room + path, wait_until="load")


@pytest.fixture(params=["ko", "en"])
def tab(request: pytest.FixtureRequest, browser: Any, room: str) -> Iterator[Watched]:
    """A tab of a reader of Korean, and one of a reader of English."""
    watched = Watched(browser, room, request.param, viewport={"width": 1280, "height": 900})
    watched.language = request.param  # type: ignore[attr-defined]
    yield watched
    watched.context.close()
    assert watched.strayed == []
    assert watched.complaints == []


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core, as axe-playwright-python ships it (MPL-2.0)."""
    package = pytest.importorskip("axe_playwright_python", reason="the package axe-playwright-python is not installed")
    return (Path(package.__file__).parent / "axe.min.js").read_text("utf-8")
