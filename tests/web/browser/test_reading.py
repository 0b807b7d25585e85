"""What readers do, in a browser: the way from the front page to the sentence, in both languages, and for all abilities."""

import re
from typing import Any

import pytest

from dragoman.record import Record

#: Kinds of impact that axe-core calls serious.
_SERIOUS = ("serious", "critical")


@pytest.fixture(scope="module")
def addresses(record: Record) -> dict[str, str]:
    """A page of every kind."""
    event = max(record.events(), key=lambda e: (len(e.reports), e.id))
    speaker = next(q.statement.speaker.entity for q in record.quotes() if q.statement.speaker.entity.startswith("person:"))
    return {
        "front": "/", "state": "/KAZ", "pair": "/KAZ/RUS", "event": f"/events/{event.id}", "article": f"/articles/{event.reports[0].article}",
        "people": "/people", "person": f"/people/{speaker.partition(':')[2]}", "quotes": "/quotes", "search": "/search?q=카자흐스탄", "search_events": "/search?q=카자흐스탄&kind=events",
        "events": "/events", "positions": "/positions", "articles": "/articles", "sources": "/sources", "definitions": "/definitions",
        "interface": "/api", "review": "/review", "embed": "/embed/KAZ/RUS", "problem": "/events/nothing",
    }  # fmt: skip


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


def test_every_kind_of_page_is_for_everybody(tab: Any, axe: str, addresses: dict[str, str]) -> None:
    """axe-core finds nothing serious (WCAG 2.1 A and AA): in Korean by day, in English by night."""
    tab.page.emulate_media(color_scheme="light" if tab.language == "ko" else "dark")
    found: dict[str, list[str]] = {}
    for kind, address in addresses.items():
        tab.go(address)
        if kind == "problem":
            tab.complaints.clear()  # the browser notes the 404 that was asked for
        assert tab.page.locator("h1").count() == 1, kind
        tab.page.evaluate(axe)
        results = tab.page.evaluate("() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})")
        serious = [f"{v['id']}: {v['nodes'][0]['target']}" for v in results["violations"] if v["impact"] in _SERIOUS]
        if serious:
            found[kind] = serious
    assert found == {}


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
