"""Lists: filters in the address, pages by cursor, the same as data, and wrong questions that are helped along."""

import csv
import io
from itertools import pairwise

import pytest
from fastapi.testclient import TestClient

from dragoman.record import Record

LISTS = {"events": "events", "positions": "positions", "articles": "articles", "sources": "sources"}


def walk(client: TestClient, address: str, key: str, limit: int) -> list[dict]:
    """All items of a list, page by page along its `next`."""
    found: list[dict] = []
    seen: set[str] = set()
    at: str | None = f"{address}{'&' if '?' in address else '?'}limit={limit}"
    while at is not None:
        assert at not in seen, "the list runs in a circle"
        seen.add(at)
        page = client.get(at).json()
        assert 0 < len(page[key]) <= limit or not found
        assert (page["after"] is None) == (page["next"] is None)
        found += page[key]
        at = page["next"]
    return found


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_the_same_however_it_is_cut(client: TestClient, name: str) -> None:
    whole = client.get(f"/{name}.json?limit=1000").json()
    assert whole["next"] is None
    assert len(whole[LISTS[name]]) > 3
    assert walk(client, f"/{name}.json", LISTS[name], 3) == whole[LISTS[name]]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_a_page_and_a_table_as_well(client: TestClient, name: str) -> None:
    page = client.get(f"/{name}?limit=2")
    assert page.status_code == 200
    assert f'href="/{name}?limit=2&amp;after=' in page.text
    number = len(client.get(f"/{name}.json?limit=7").json()[LISTS[name]])
    table = client.get(f"/{name}.csv?limit=7")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert len(list(csv.reader(io.StringIO(table.text.removeprefix("\ufeff"))))) == number + 1
    assert len(client.get(f"/{name}.jsonl?limit=7").text.splitlines()) == number


def test_events_come_newest_first_and_undated_last(client: TestClient) -> None:
    starts = [e["when"]["start"] or e["when"]["end"] for e in client.get("/events.json?limit=1000").json()["events"]]
    dated = [s for s in starts if s]
    assert starts[: len(dated)] == dated
    assert all(a[:4] >= b[:4] for a, b in pairwise(dated))


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("party=카자흐스탄", lambda e: "KAZ" in codes(e)),
        ("party=KAZ&with=RUS", lambda e: {"KAZ", "RUS"} <= codes(e)),
        ("actor=RUS", lambda e: "RUS" in {p["code"] for p in e["actors"]}),
        ("type=CONSULT&type=ACCUSE", lambda e: e["type"] in ("CONSULT", "ACCUSE")),
        ("quad=3", lambda e: e["quad"] == 3),
        ("status=happened", lambda e: e["status"] == "happened"),
        ("min_confidence=0.7", lambda e: e["confidence"] >= 0.7),
        ("party=&type=&quad=&since=&min_confidence=", lambda e: True),
    ],
)
def test_events_are_filtered_by_their_address(client: TestClient, query: str, holds) -> None:
    every = client.get("/events.json?limit=1000").json()["events"]
    found = client.get(f"/events.json?limit=1000&{query}").json()["events"]
    assert found
    assert [e["id"] for e in found] == [e["id"] for e in every if holds(e)]


def codes(event: dict) -> set[str]:
    return {p["code"] for p in event["actors"] + event["recipients"]}


def test_articles_name_a_party_or_are_from_a_source(client: TestClient, record: Record) -> None:
    outlet = next(a.outlet for a in record.articles() if a.outlet)
    named = client.get("/articles.json", params={"source": outlet, "limit": 1000}).json()["articles"]
    assert named
    assert all(outlet in (a["outlet"] or "") for a in named)
    with_party = {a["article"] for a in client.get("/articles.json?party=KAZ&limit=1000").json()["articles"]}
    assert with_party == {a.id for a in record.articles() if any(e.code == "KAZ" for e in a.entities)}


def test_sources_count_all_articles(client: TestClient, record: Record) -> None:
    counted = client.get("/sources.json?limit=1000").json()["sources"]
    assert sum(s["articles"] for s in counted) == len(list(record.articles()))
    assert [s["articles"] for s in counted] == sorted((s["articles"] for s in counted), reverse=True)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/events?party=Kazakstan", "did you mean KAZ"),
        ("/events?since=2023-02-30", "no such day"),
        ("/events?since=2023&until=2022", "ends before it begins"),
        ("/events?type=MEETING", "CONSULT"),
        ("/events?status=maybe", "planned"),
        ("/events?quad=9", "quad"),
        ("/events?after=yesterday", "not a place in a list"),
        ("/events?limit=0", "limit"),
        ("/events?min_confidence=much", "min_confidence"),
        ("/articles?after=-1", "not a place in a list"),
        ("/sources?after=99", "not a place in a list"),
        ("/positions?after=99", "begin at its beginning"),
        ("/positions?stance=likes", "stance"),
    ],
)
def test_wrong_questions_are_helped_along(client: TestClient, address: str, says: str) -> None:
    page = client.get(address)
    assert page.status_code in (404, 422)
    assert says in page.text
    assert "What you can do" in page.text
    path, _, query = address.partition("?")
    document = client.get(f"{path}.json?{query}")
    assert document.status_code == page.status_code
    assert document.headers["content-type"] == "application/problem+json"
    assert says in document.json()["detail"]
    assert document.json()["status"] == page.status_code
