"""People with their words, quotes, and what search finds."""

from collections import OrderedDict

import pytest
from fastapi.testclient import TestClient

from dragoman import reading
from dragoman.record import Record, finding, search, speakers
from dragoman.record.finding import Found, Narrowed
from dragoman.record.speakers import Spoken


def test_all_quotes_come_once_however_they_are_paged(record: Record) -> None:
    with record.snapshot() as connection:
        whole, _ = speakers.said(connection, Spoken(), 10_000)
        some, after = [], None
        while True:
            part, after = speakers.said(connection, Spoken(), 3, after)
            some += part
            if after is None:
                break
    assert some == whole
    assert len(whole) == len(record.quotes())
    days = [q.statement.when.start or q.page.published or "" for q in whole]
    assert days[0] >= days[len(days) // 2]


def test_a_person_of_the_lexicon_has_offices_and_words(client: TestClient, record: Record) -> None:
    with record.snapshot() as connection:
        found, _ = speakers.people(connection, None, 50, None)
    known = next(p for p in found if client.get(f"/people/{p.entity.removeprefix('person:')}.json").json()["known"])
    page = client.get(f"/people/{known.entity.removeprefix('person:')}.json").json()
    assert page["offices"]
    assert sum(p["statements"] for p in page["parties"]) >= len(page["quotes"]) > 0
    assert all(q["statement"]["speaker"]["entity"] == known.entity for q in page["quotes"])


def test_words_are_narrowed_by_topic_addressee_and_kind(client: TestClient, record: Record) -> None:
    about = next(q for q in record.quotes() if q.statement.addressees)
    code = about.statement.addressees[0].code
    for question in (f"about={code}", f"to={code}"):
        rows = client.get(f"/quotes.json?{question}").json()["quotes"]
        assert rows
    assert all(code in [a["code"] for a in q["statement"]["addressees"]] for q in rows)
    assert {q["statement"]["kind"] for q in client.get("/quotes.json?kind=direct").json()["quotes"]} == {"direct"}
    assert client.get("/quotes.json?kind=sung").status_code == 422
    assert client.get("/quotes.json?after=nonsense").status_code == 422
    assert client.get("/quotes.json?since=2023-99").status_code == 422


def test_nobody_of_a_name_is_a_page_that_helps(client: TestClient) -> None:
    answer = client.get("/people/nobody-at-all")
    assert answer.status_code == 404
    assert "What you can do" in answer.text


def test_search_marks_what_it_found_and_counts(client: TestClient, record: Record) -> None:
    page = client.get("/search.json", params={"q": "대통령"}).json()
    assert page["counts"]["articles"] == len(record.search("대통령", limit=None))
    hit = page["articles"][0]
    assert [hit["snippet"][a:b] for a, b in hit["places"]].count("대통령") >= 1
    assert "<mark>대통령</mark>" in client.get("/search", params={"q": "대통령"}).text


@pytest.mark.parametrize("kind", ["quotes", "events"])
def test_quotes_and_acts_that_are_found_hold_the_words(client: TestClient, kind: str) -> None:
    page = client.get("/search.json", params={"q": "대통령", "kind": kind}).json()
    assert 0 < len(page[kind]) <= page["counts"][kind]
    for one in page[kind]:
        words = one["words"] if kind == "events" else one["quote"]["statement"]["text"]
        assert "대통령" in words
        assert [words[a:b] for a, b in one["places"]]


def test_found_things_are_paged_without_gaps(record: Record) -> None:
    sought = search.sought("대통령", reading.terms)
    with record.snapshot() as connection:
        found = Found(connection, sought, Narrowed())
        whole, _ = found.hits(1000, None)
        some, after = [], None
        while True:
            part, after = found.hits(2, after)
            some += part
            if after is None:
                break
    assert some == whole


def test_the_list_of_articles_goes_on_behind_what_is_counted(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [hit["page"]["article"] for hit in client.get("/search.json", params={"q": "대통령"}).json()["articles"]]
    monkeypatch.setattr(finding, "CAP", 3)
    monkeypatch.setattr(client.app.state.memory, "_kept", OrderedDict())  # type: ignore[attr-defined]
    found, after = [], ""
    while after is not None:
        page = client.get("/search.json", params={"q": "대통령", "after": after}).json()
        assert page["capped"]
        assert page["counts"]["articles"] == 3
        found += [hit["page"]["article"] for hit in page["articles"]]
        after = page["after"]
    assert found[: len(whole)] == whole
    assert len(found) == len(set(found)) > 3
    assert client.get("/search.json", params={"q": "대통령", "after": f"{10**30}|0"}).status_code == 200


def test_facets_narrow(client: TestClient) -> None:
    page = client.get("/search.json", params={"q": "대통령"}).json()
    for name, facet in (("party", page["parties"][-1]), ("outlet", page["outlets"][-1]), ("since", page["years"][-1])):
        asked = {"q": "대통령", name: facet["value"], **({"until": facet["value"]} if name == "since" else {})}
        assert client.get("/search.json", params=asked).json()["counts"]["articles"] == facet["articles"]


@pytest.mark.parametrize("words", ["대통령", "\"대통령 특사\"", "방문했다 NATO", "Путин", "100%"])
def test_what_sql_leaves_out_does_not_answer(record: Record, words: str) -> None:
    sought = search.sought(words, reading.terms)
    where, values = search.near(sought, "quote")
    with record.snapshot() as connection:
        every = {row[0] for row in connection.execute("SELECT quote FROM reports")}
        some = {row[0] for row in connection.execute(f"SELECT quote FROM reports WHERE {where}", values)}
    assert {quote for quote in every if search.holder(sought)(quote)} <= some


def test_inflected_words_are_found_and_odd_questions_answered(client: TestClient) -> None:
    sought = search.sought("방문했다", reading.terms)
    assert search.holder(sought)("푸틴 대통령이 북한을 방문한 것은")
    assert not search.holder(sought)("푸틴 대통령이 떠났다")
    assert client.get("/search.json", params={"q": "\"' OR NEAR( *"}).status_code == 200
    assert client.get("/search.json", params={"q": "!!!"}).status_code == 422
    assert client.get("/search", params={"q": "없는낱말이다정말로"}).status_code == 200
    assert client.get("/search.json", params={"q": "x", "kind": "songs"}).status_code == 422
    assert client.get("/search").status_code == 200
