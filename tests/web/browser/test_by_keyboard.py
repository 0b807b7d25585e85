"""What a browser does with pages of articles and with the reviewers' desk: keys alone, no errors, nothing from elsewhere."""

import re
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn

from dragoman import open_record
from dragoman.record import reviewers
from dragoman.web.app import create_app
from dragoman.web.pages import ROUTERS


@pytest.fixture(scope="module")
def path(record_path: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    copy = str(tmp_path_factory.mktemp("browser") / "kept.db")
    with sqlite3.connect(record_path) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    return copy


@pytest.fixture(scope="module")
def address(path: str) -> Iterator[str]:
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(path), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """A page that fails its test if it says an error or asks anybody else for anything."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB", base_url=address)
    found = context.new_page()
    wrong: list[str] = []
    found.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None)
    found.on("pageerror", lambda e: wrong.append(str(e)))
    found.on("request", lambda r: wrong.append(r.url) if not r.url.startswith((address, "data:")) else None)
    yield found
    context.close()
    assert wrong == []


def test_keys_lead_through_the_words_of_an_article(page: Any, path: str) -> None:
    with open_record(path) as record:
        article = next(a for a in record.articles() if len(a.events) + len(a.statements) > 3)
    page.goto(f"/articles/{article.id}")
    assert page.locator(".item.on").count() == 0
    page.keyboard.press("n")
    assert page.locator(".item.on").get_attribute("data-number") == "1"
    page.keyboard.press("n")
    assert page.locator(".item.on").get_attribute("data-number") == "2"
    assert page.evaluate("document.activeElement.id") == "at-2", "what reads the page aloud is there too"
    page.keyboard.press("p")
    assert page.locator(".item.on").get_attribute("data-number") == "1"
    page.keyboard.press("Escape")
    assert page.locator(".item.on").count() == 0
    page.get_by_role("button", name="Switch keys off").click()
    page.keyboard.press("n")
    assert page.locator(".item.on").count() == 0
    page.reload()
    page.keyboard.press("n")
    assert page.locator(".item.on").count() == 0, "it is remembered"


def test_an_act_leads_to_the_sentence_that_tells_it(page: Any, path: str) -> None:
    with open_record(path) as record:
        event = record.events(limit=1)[0]
    page.goto(f"/events/{event.id}")
    page.locator(".report .origin a").first.click()
    page.wait_for_selector(".s.on")
    shown = "".join(page.locator(".s.on").all_inner_texts())
    assert event.reports[0].event.trigger.text in shown


def test_text_size_is_kept(page: Any, path: str) -> None:
    with open_record(path) as record:
        article = next(iter(record.articles()))
    page.goto(f"/articles/{article.id}")
    size = "getComputedStyle(document.querySelector('.paper .body')).fontSize"
    before = float(page.evaluate(size).removesuffix("px"))
    page.get_by_role("button", name="Larger text").click()
    page.reload()
    assert float(page.evaluate(size).removesuffix("px")) > before


def test_the_desk_by_keyboard_alone(page: Any, path: str) -> None:
    token = reviewers.add(path, "K. Board")
    posted: set[str] = set()
    page.on("request", lambda r: posted.add(urlsplit(r.url).path) if r.method == "POST" else None)
    page.goto("/review")
    page.locator("#token").focus()
    page.keyboard.type(token)
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-key=a]")

    def shown() -> str:
        found = re.search(r"/events/(\w+)", page.locator("a", has_text="The whole page of this act").get_attribute("href"))
        assert found is not None
        return found[1]

    first = shown()
    with page.expect_navigation():
        page.keyboard.press("a")
    assert "Confirmed." in page.locator(".done").inner_text()
    second = shown()
    assert second != first
    with page.expect_navigation():
        page.keyboard.press("u")
    assert shown() == first
    page.keyboard.press("f")
    page.keyboard.type("status")
    page.keyboard.press("Tab")
    page.keyboard.type("denied")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    with open_record(path) as record:
        assert (record.event(first).status, record.event(first).verdict) == ("denied", "changed")
    with page.expect_navigation():
        page.keyboard.press("s")
    third = shown()
    with page.expect_navigation():
        page.keyboard.press("r")
    page.keyboard.press("m")
    page.keyboard.type("arsu")
    assert page.locator("#note-words").input_value() == "arsu", "keys are letters where somebody writes"
    with open_record(path) as record:
        assert record.event(third).verdict == "rejected"
        assert [c.by for c in record.corrections()] == ["K. Board"] * 4
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "arsu" in page.locator("#notes").inner_text()
    page.goto("/review")
    page.get_by_role("button", name="Sign out").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("#token").count() == 1
    assert posted == {r.path for router in ROUTERS for r in router.routes if "POST" in r.methods}, "whatever takes a change was given one"  # type: ignore[attr-defined]
