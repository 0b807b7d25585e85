"""Feeds of lists: what came in last, as Atom and JSON Feed, with the filters of the list."""

import feedparser
import pytest
from fastapi.testclient import TestClient

from dragoman.record import Record

FEEDS = ("/events", "/quotes", "/positions", "/articles", "/KAZ", "/KAZ/RUS", "/events?type=CONSULT", "/search?q=카자흐스탄")
#: Filters, and the same in the data of the page that the feed is of: as many items.
NARROWED = (("/KAZ", "type=CONSULT&status=planned", "events"), ("/search", "q=카자흐스탄&party=RUS", "articles"), ("/positions", "holder=KAZ", "positions"))


def at(address: str, ending: str) -> str:
    path, mark, query = address.partition("?")
    return f"{path}{ending}{mark}{query}"


@pytest.mark.parametrize("address", FEEDS)
def test_both_forms_hold_the_same_items(client: TestClient, address: str) -> None:
    atom = client.get(at(address, ".atom"))
    assert atom.headers["content-type"].startswith("application/atom+xml")
    read = feedparser.parse(atom.content)
    assert not read.bozo
    other = client.get(at(address, ".feed.json"))
    assert other.headers["content-type"] == "application/feed+json"
    items = other.json()["items"]
    assert items
    assert [e.id for e in read.entries] == [i["id"] for i in items]
    assert len({i["id"] for i in items}) == len(items)
    for item in items:
        assert item["url"].startswith("http://testserver/")


@pytest.mark.parametrize(("path", "query", "name"), NARROWED)
def test_a_feed_has_the_filters_of_its_page(client: TestClient, path: str, query: str, name: str) -> None:
    whole = client.get(f"{path}.json?{query}").json()[name]
    items = client.get(f"{path}.feed.json?{query}&limit=1000").json()["items"]
    assert 0 < len(items) == len(whole) < len(client.get(f"{path}.feed.json?{query.partition('&')[0] if path == '/search' else ''}&limit=1000").json()["items"])


def test_a_feed_points_to_its_list_and_the_list_to_its_feed(client: TestClient) -> None:
    feed = client.get("/events.feed.json?type=CONSULT").json()
    assert feed["home_page_url"] == "http://testserver/events?type=CONSULT"
    assert feed["feed_url"] == "http://testserver/events.feed.json?type=CONSULT"
    page = client.get("/events?type=CONSULT").text
    assert '<link rel="alternate" type="application/atom+xml" title="Events" href="/events.atom?type=CONSULT">' in page


def test_what_came_in_last_comes_first(client: TestClient, record: Record) -> None:
    with record.snapshot() as connection:
        numbers = {r["id"]: r["number"] for r in connection.execute("SELECT id, number FROM events")}
    given = [i["_dragoman"]["event"] for i in client.get("/events.feed.json?limit=1000").json()["items"]]
    assert given == sorted(numbers, key=lambda e: -numbers[e])


def test_words_said_are_given_once(client: TestClient, record: Record) -> None:
    given = [i["_dragoman"] for i in client.get("/quotes.feed.json?limit=1000").json()["items"]]
    assert sorted((i["article"], i["copies"]) for i in given) == sorted((q.page.article, q.copies) for q in record.quotes())
    speaker = record.quotes()[0].statement.speaker.code
    of_one = client.get(f"/quotes.feed.json?limit=1000&speaker={speaker}").json()["items"]
    assert {i["_dragoman"]["speaker"] for i in of_one} == {speaker}


def test_filters_hold_in_feeds(client: TestClient) -> None:
    items = client.get("/KAZ/RUS.feed.json?quad=1").json()["items"]
    assert items
    listed = {e["id"] for e in client.get("/events.json?party=KAZ&with=RUS&quad=1&limit=1000").json()["events"]}
    assert {i["_dragoman"]["event"] for i in items} <= listed


def test_a_feed_that_did_not_change_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/events.atom")
    assert client.get("/events.atom", headers={"if-none-match": first.headers["etag"]}).status_code == 304


def test_titles_are_in_the_language_asked_for(client: TestClient) -> None:
    one, other = (client.get("/events.feed.json?limit=1", headers={"accept-language": tongue}).json() for tongue in ("en", "ko"))
    assert (one["language"], other["language"]) == ("en", "ko")
    assert one["items"][0]["id"] == other["items"][0]["id"]
    assert one["items"][0]["title"] != other["items"][0]["title"]


@pytest.mark.parametrize("address", ["/XXX.atom", "/KAZ/XXX.feed.json", "/events.atom?since=tomorrow"])
def test_wrong_feeds_are_problem_documents(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code in (404, 422)
    assert answer.headers["content-type"] == "application/problem+json"
