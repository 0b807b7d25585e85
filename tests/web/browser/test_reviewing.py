"""Review by keyboard alone: sign in, accept, undo, reject, set a field, skip; and the keys switched off."""

from typing import Any

from dragoman.record import open_record


def test_review_by_keyboard_only(tab: Any, kept: tuple[str, str]) -> None:
    path, token = kept
    page = tab.page
    tab.go("/review")
    tab_to(page, "#token")
    page.keyboard.type(token)
    press(page, "Enter")
    assert page.locator("[data-key=a]").is_visible()
    before = len(corrections(path))
    first = case(page)
    press(page, "a")
    assert [c.verdict for c in corrections(path)[before:]] == ["accept"]
    assert corrections(path)[-1].by == "R. Tester"
    assert case(page) != first
    press(page, "u")
    assert [c.verdict for c in corrections(path)[before:]] == ["accept", "undo"]
    press(page, "r")
    assert corrections(path)[-1].verdict == "reject"
    press(page, "u")
    assert corrections(path)[-1].verdict == "undo"
    shown = case(page)
    press(page, "s")
    assert case(page) != shown
    page.keyboard.press("f")
    assert page.evaluate("document.activeElement.id") == "field"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "value"
    number = len(corrections(path))
    page.keyboard.type("a")  # a letter in a field is a letter
    assert len(corrections(path)) == number
    page.keyboard.press("Escape")
    tab_to(page, "[data-keys]")
    page.keyboard.press("Enter")  # the keys are switched off
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    assert len(corrections(path)) == number


def press(page: Any, key: str) -> None:
    """Presses a key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def tab_to(page: Any, selector: str) -> None:
    """Goes on with the Tab key until something has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached by Tab")


def case(page: Any) -> str:
    """Which event is on the desk."""
    return str(page.locator("input[name=event]").first.get_attribute("value"))


def corrections(path: str) -> list[Any]:
    with open_record(path) as record:
        return list(record.corrections())
