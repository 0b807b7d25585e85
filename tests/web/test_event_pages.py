"""The page of an event: every report with its words, why it was coded so, its history, citations."""

import html
import re

from fastapi.testclient import TestClient

from dragoman.coding.frames import by_name
from dragoman.record import Record
from dragoman.record.links import PHRASES
from dragoman.record.weights import table
from dragoman.web import marking, phrasing
from dragoman.web.reasoning import reason


def test_every_report_has_its_words_and_leads_to_its_sentence(client: TestClient, record: Record) -> None:
    for event in record.events(limit=8):
        page = client.get(f"/events/{event.id}").text
        for report in event.reports:
            target = f"/articles/{report.article}#act-{report.event.id}"
            assert f'href="{target}"' in page
            assert f'id="act-{report.event.id}"' in client.get(f"/articles/{report.article}").text
            assert html.escape(report.event.trigger.text) in page


def test_evidence_is_cut_and_not_changed(record: Record) -> None:
    for event in record.events():
        for report in event.reports:
            some = marking.evidence(report)
            assert len("".join(s.text for s in some)) == len(report.quote)
            told = "".join(s.text for s in some if "trigger" in s.focus)
            assert told == report.event.trigger.text


def test_why_it_was_coded_is_told(client: TestClient, record: Record) -> None:
    event = next(e for e in record.events() if e.recipients)
    why = reason(event, record.article(event.reports[0].article))
    assert why.rule == event.reports[0].event.rule
    assert {t.side for t in why.taken} == {"actor", "recipient"}
    page = client.get(f"/events/{event.id}").text
    assert why.rule in page
    assert all(p in page for p in why.predicates[:3])


def test_citations_and_permalink(client: TestClient, record: Record) -> None:
    event = record.events(limit=1)[0]
    page = client.get(f"/events/{event.id}", headers={"host": "room.example"}).text
    assert f"http://room.example/events/{event.id}" in page
    for form in ("@misc{", "TY  - NEWS", "검색일", "accessed"):
        assert form in html.unescape(page)
    assert client.get(f"/events/{event.id}/citation.ris").text.startswith("TY  - NEWS")


def test_pages_hold_no_script_or_style_of_their_own(client: TestClient, record: Record) -> None:
    event = record.events(limit=1)[0]
    for path in (f"/events/{event.id}", f"/articles/{event.reports[0].article}", "/review", "/people", "/quotes", "/search?q=러시아"):
        page = client.get(path).text
        assert not re.search(r"<script(?![^>]*\bsrc=)", page), path
        assert not re.search(r"\sstyle=|<style|\son\w+=", page), path


def test_reasons_are_told_in_both_languages() -> None:
    """Every phrase that a reason can be made of has its Korean; what holds for some of the pairs alone keeps their numbers."""
    phrases = [row.says for row in table().features.values()]
    assert all(phrasing.reason(phrase, "ko") != phrase for phrase in phrases)
    text = "the same day, nearly the same words (2 of 3 pairs)"
    assert phrasing.reason(text, "en") == text
    assert phrasing.reason(text, "ko") == "같은 날, 거의 같은 글 (3쌍 가운데 2쌍)"


def test_why_a_plan_is_tied_to_an_act_is_told_in_both_languages() -> None:
    assert [p for p in PHRASES if phrasing.reason(p, "ko") == p] == []
    assert phrasing.reason("the same type, within 30 days of the plan", "ko") == "같은 유형, 계획을 알린 뒤 30일 안"
    assert phrasing.reason("the same type, within 30 days of the plan", "en") == "the same type, within 30 days of the plan"


def test_every_context_has_a_name() -> None:
    assert {context for frame in by_name("ko").values() for context in frame.contexts} <= set(phrasing.CONTEXTS)
