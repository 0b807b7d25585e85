"""What readers do, in a browser: the way from the front page to the sentence, in both languages, and for all abilities."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from kinds_of_pages import PAGES
from starlette.routing import Match

from dragoman.web.pages import ROUTERS

#: Kinds of impact that axe-core calls serious.
_SERIOUS = ("serious", "critical")


def test_every_page_is_visited() -> None:
    """Every address of the room that answers with a page for people is among those that the tests below open: a new one has to be added there."""
    visited = {route_of(urlsplit(address.format(event=1, article=1, version=1, speaker=1)).path) for address in PAGES.values()}
    assert {path for path, methods in pages() if "GET" in methods} - visited == set()


def pages() -> list[tuple[str, set[str]]]:
    """Patterns and methods of all routes that are no data twins, feeds, charts or citations."""
    return [(r.path, r.methods) for router in ROUTERS for r in router.routes if not re.search(r"\.(json|jsonl|csv|atom|\{ending\})$", r.path)]  # type: ignore[attr-defined]


def route_of(path: str) -> str:
    """The pattern of the route that answers a path."""
    scope = {"type": "http", "method": "GET", "path": path, "headers": []}
    return next(r.path for router in ROUTERS for r in router.routes if r.matches(scope)[0] is Match.FULL)  # type: ignore[attr-defined]


def test_from_the_front_page_to_the_sentence_in_four_clicks(tab: Any) -> None:
    """Front page, pair, event, sentence: each by a link that can be seen."""
    tab.go("/")
    assert tab.page.locator("html").get_attribute("lang") == tab.language
    clicks = 0
    pairs = tab.page.locator("main a").filter(visible=True)
    hrefs = pairs.evaluate_all("all => all.map(a => a.getAttribute('href'))")
    pair = next(h for h in hrefs if re.fullmatch(r"/[A-Z0-9_]+/[A-Z0-9_]+", h or ""))
    tab.page.locator(f'main a[href="{pair}"]').first.click()
    clicks += 1
    tab.page.wait_for_url(f"**{pair}")
    tab.page.locator('main a[href^="/events/"]').filter(visible=True).first.click()
    clicks += 1
    tab.page.wait_for_url("**/events/*")
    words = tab.page.locator("main blockquote.words").first
    assert words.get_attribute("lang") == "ko"
    tab.page.locator('main .report a[href*="/articles/"]').filter(visible=True).first.click()
    clicks += 1
    tab.page.wait_for_url("**/articles/*")
    anchor = tab.page.url.partition("#")[2]
    assert anchor, "the link leads to the sentence, not to the top of the article"
    assert clicks <= 4
    # what was quoted stands in the article, in sight
    target = tab.page.locator(f'[id="{anchor}"]')
    box = target.evaluate("e => { const b = (e.parentElement || e).getBoundingClientRect(); return [b.top, b.bottom, innerHeight]; }")
    assert box[1] > 0
    assert box[0] < box[2]


@pytest.mark.parametrize("kind", PAGES)
def test_every_kind_of_page_is_for_everybody(tab: Any, axe: str, addresses: dict[str, str], kind: str) -> None:
    """axe-core finds nothing serious (WCAG 2.1 A and AA): in Korean by day, in English by night."""
    tab.page.emulate_media(color_scheme="light" if tab.language == "ko" else "dark")
    answer = tab.go(addresses[kind])
    if kind == "problem":
        tab.complaints.clear()  # the browser notes the 404 that was asked for
    assert answer.status == (404 if kind == "problem" else 200)
    assert tab.page.locator("h1").count() == 1
    assert serious(tab, axe) == []


def test_the_desk_is_for_everybody(tab: Any, axe: str, kept: tuple[str, str]) -> None:
    tab.go("/review")
    tab.page.locator("#token").fill(kept[1])
    with tab.page.expect_navigation():
        tab.page.keyboard.press("Enter")
    tab.page.locator("[data-key=a]").wait_for()
    assert serious(tab, axe) == []


def serious(tab: Any, axe: str) -> list[str]:
    """What axe-core finds on the page that is open."""
    tab.page.evaluate(axe)
    results = tab.page.evaluate("() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations']})")
    return [f"{v['id']}: {v['nodes'][0]['target']}" for v in results["violations"] if v["impact"] in _SERIOUS]


def test_nothing_is_wider_than_a_telephone(browser: Any, room: str, addresses: dict[str, str]) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, locale="ko-KR")
    page = context.new_page()
    wide = []
    for kind, address in addresses.items():
        page.goto(room + address)
        if page.evaluate("document.documentElement.scrollWidth") > 391:
            wide.append(kind)
    context.close()
    assert wide == []


def test_reading_needs_no_scripts(browser: Any, room: str, addresses: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(room + "/KAZ/RUS")
    assert page.locator("table.data").first.is_visible()
    page.goto(room + addresses["article"])
    assert page.locator("main").inner_text().strip()
    context.close()


def test_a_chart_is_drawn_beside_its_table(tab: Any) -> None:
    tab.go("/KAZ/RUS")
    tab.page.locator(".chart-room canvas, .chart-room svg").first.wait_for(timeout=20_000)
    assert tab.page.locator("table.data").count() >= 1
