"""What holds for every page: twins, languages, security, caching, errors that help."""

import csv
import io
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dragoman.record import Record
from dragoman.web import language, statics
from dragoman.web.app import create_app
from dragoman.web.language import chosen


def test_every_answer_is_guarded(client: TestClient) -> None:
    for path in ("/", "/index.json", "/nowhere-at-all/x/y", statics.address("style.css")):
        headers = client.get(path).headers
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"


def test_pages_have_no_inline_script_style_or_foreign_address(client: TestClient, record: Record) -> None:
    for path in ("/", f"/events/{record.events(limit=1)[0].id}"):
        page = client.get(path).text
        assert not re.search(r"<script(?![^>]*\bsrc=)", page)
        assert not re.search(r"\sstyle=|<style|\son\w+=", page)
        assert not re.search(r"""(?:src|href|action)=["'](?:https?:)?//""", page)


def test_twins_hold_the_same_events(client: TestClient, record: Record) -> None:
    event = record.events(limit=1)[0]
    whole = client.get(f"/events/{event.id}.json").json()
    assert whole["event"]["id"] == event.id
    lines = client.get(f"/events/{event.id}.jsonl").text.splitlines()
    assert len(lines) == 1
    table = client.get(f"/events/{event.id}.csv")
    assert table.text.startswith("\ufeff"), "Excel knows UTF-8 by this mark"
    assert next(csv.DictReader(io.StringIO(table.text.removeprefix("\ufeff"))))["id"] == event.id


def test_who_has_a_page_is_told_so(client: TestClient) -> None:
    first = client.get("/")
    again = client.get("/", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/", headers={"if-none-match": first.headers["etag"], "accept-language": "ko"}).status_code == 200


@pytest.mark.parametrize(
    ("query", "cookies", "accepted", "language"),
    [
        ({}, {}, None, "en"),
        ({}, {}, "ko", "ko"),
        ({}, {}, "fr, ko-KR;q=0.8, en;q=0.9", "en"),
        ({}, {}, "en;q=0, ko;q=0.1", "ko"),
        ({}, {"lang": "ko"}, "en", "ko"),
        ({"lang": "en"}, {"lang": "ko"}, "ko", "en"),
        ({"lang": "xx"}, {"lang": "yy"}, "ko;q=x, en", "en"),
    ],
)
def test_the_language_is_chosen(query: dict[str, str], cookies: dict[str, str], accepted: str | None, language: str) -> None:
    assert chosen(query, cookies, accepted) == language


def test_a_chosen_language_is_remembered(record_path: str) -> None:
    with TestClient(create_app(record_path), headers={"accept-language": "en"}) as reader:
        assert '<html lang="ko">' in reader.get("/?lang=ko").text
        assert '<html lang="ko">' in reader.get("/").text
        assert '<html lang="en">' in reader.get("/?lang=en").text


def test_every_message_is_in_korean() -> None:
    """The catalogue has what the templates and modules say; `python scripts/translations.py` adds what is missing."""
    import importlib.util

    path = Path(__file__).parents[2] / "scripts" / "translations.py"
    spec = importlib.util.spec_from_file_location("translations", path)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    catalogue = script.renewed(script.WEB / "translations" / "ko" / "LC_MESSAGES" / "messages.po")
    assert script.untranslated(catalogue) == []


def test_problems_are_pages_for_people_and_documents_for_programs(client: TestClient) -> None:
    page = client.get("/events/nothing")
    assert page.status_code == 404
    assert "text/html" in page.headers["content-type"]
    assert language.say("en", "What you can do") in page.text
    document = client.get("/events/nothing.json")
    assert document.headers["content-type"] == "application/problem+json"
    assert document.json()["status"] == 404
    assert "/tmp" not in document.text, "where the record lies is nobody's business"


def test_static_files_are_kept_for_good_and_found_under_no_other_name(client: TestClient) -> None:
    answer = client.get(statics.address("style.css"))
    assert "immutable" in answer.headers["cache-control"]
    assert client.get("/static/style.css").status_code == 404
    assert client.get("/static/..%2fapp.py").status_code == 404
