"""The front page, parties and pairs: what they show is what the record says, and the address holds what was asked."""

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dragoman.record import Keeper, Record
from dragoman.relations import Tables, balance, pairs
from dragoman.web.app import create_app
from dragoman.web.memory import Memory


def busiest(record: Record) -> tuple[str, str]:
    """The pair with most acts."""
    counted: dict[tuple[str, str], int] = {}
    for event in record.all_events():
        codes = sorted({p.code for p in (*event.actors, *event.recipients)})
        for place, a in enumerate(codes):
            for b in codes[place + 1 :]:
                counted[a, b] = counted.get((a, b), 0) + 1
    return max(counted, key=lambda pair: counted[pair])


def test_the_front_page_counts_what_the_record_holds(client: TestClient, record: Record) -> None:
    view = client.get("/index.json").json()
    assert view["totals"]["articles"] == len(list(record.articles()))
    assert view["totals"]["events"] == len(list(record.all_events()))
    assert {a["code"]: a["events"] for a in view["activity"]} == {a.code: a.events for a in record.activity(view["map_since"], view["until"])}
    days = [e["when"]["start"] for e in view["events"]]
    assert days == sorted(days, reverse=True)
    assert all(day <= view["until"] for day in days)


def test_the_map_and_its_table_say_the_same(client: TestClient) -> None:
    page = client.get("/").text
    shown = dict(re.findall(r"<title>([^<:]+): ([\d,]+)</title>", page))
    listed = dict(re.findall(r'<th scope="row"><a class="party"[^>]*>([^<]+)</a></th><td class="num">([\d,]+)</td>', page))
    assert shown
    assert shown.items() <= listed.items()


def test_a_pair_counts_as_relations_do(client: TestClient, record: Record) -> None:
    a, b = busiest(record)
    shown = client.get(f"/{a}/{b}.json?by=year").json()["periods"]
    counted = pairs(Tables.of(record), a, b, by="year").to_pylist()
    names = list(shown[0])
    assert shown == [{name: row[name] for name in names} for row in counted]


def test_the_two_sides_of_a_pair_mirror_each_other(client: TestClient, record: Record) -> None:
    a, b = busiest(record)
    here, there = client.get(f"/{a}/{b}.json").json(), client.get(f"/{b}/{a}.json").json()
    assert [(p["a_to_b"], p["b_to_a"]) for p in here["periods"]] == [(p["b_to_a"], p["a_to_b"]) for p in there["periods"]]
    assert [e["id"] for e in here["events"]] == [e["id"] for e in there["events"]]


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("quad=3&quad=4", lambda e: e["quad"] in (3, 4)),
        ("type=CONSULT,AGREE", lambda e: e["type"] in ("CONSULT", "AGREE")),
        ("status=planned", lambda e: e["status"] == "planned"),
        ("direction=mutual", lambda e: not e["recipients"]),
    ],
)  # fmt: skip
def test_filters_let_pass_what_they_name(client: TestClient, record: Record, query: str, holds: "object") -> None:
    a, b = busiest(record)
    every = {e["id"]: e for e in client.get(f"/{a}/{b}.json").json()["events"]}
    some = client.get(f"/{a}/{b}.json?{query}").json()["events"]
    assert all(holds(e) for e in some)  # type: ignore[operator]
    assert {e["id"] for e in some} <= set(every)


def test_directions_divide_a_pair(client: TestClient, record: Record) -> None:
    a, b = busiest(record)
    found = {way: {e["id"] for e in client.get(f"/{a}/{b}.json?direction={way}").json()["events"]} for way in ("to", "from", "mutual")}
    every = {e["id"] for e in client.get(f"/{a}/{b}.json").json()["events"]}
    assert found["to"] | found["from"] | found["mutual"] == every
    assert sum(map(len, found.values())) == len(every)


def test_a_list_goes_on_where_it_stopped(record_path: str, record: Record) -> None:
    from dragoman.web.app import create_app
    from dragoman.web.settings import Settings

    code = busiest(record)[0]
    with TestClient(create_app(record_path, settings=Settings(rows=3))) as reader:
        seen: list[str] = []
        after = None
        while True:
            view = reader.get(f"/{code}.json", params={"after": after} if after else {}).json()
            seen += [e["id"] for e in view["events"]]
            after = view["after"]
            if after is None:
                break
    assert seen == [e.id for e in record.events(party=code, newest=True)]


def test_a_party_shows_the_balance_of_relations(client: TestClient, record: Record) -> None:
    a, _ = busiest(record)
    poles = [p for p in ("USA", "CHN", "RUS") if p != a]
    shown = client.get(f"/{a}.json?by=year").json()["balance"]
    counted = balance(Tables.of(record), a, poles, by="year")
    assert [p["code"] for p in shown["whole"]["partners"]] == [p.code for p in counted.whole.partners]
    assert shown["whole"]["evenness"]["value"] == (counted.whole.evenness.value if counted.whole.evenness else None)


def test_names_and_small_letters_lead_to_the_code(client: TestClient) -> None:
    assert client.get("/kaz").headers["location"] == "/KAZ"
    assert client.get("/카자흐스탄/러시아.csv?quad=1").headers["location"] == "/KAZ/RUS.csv?quad=1"


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("카자흐스탄", "/KAZ"), ("kz", "/KAZ"), ("카자흐스탄 러시아", "/KAZ/RUS"), ("KAZ RUS", "/KAZ/RUS"), ("South Korea Japan", "/KOR/JPN"),
        ("한국-일본", "/KOR/JPN"), ("푸틴", "/people/vladimir-putin"), ("Kassym-Jomart Tokayev", "/people/kassym-jomart-tokayev"),
        ("정상회담 공동성명", "/search?q=%EC%A0%95%EC%83%81%ED%9A%8C%EB%8B%B4+%EA%B3%B5%EB%8F%99%EC%84%B1%EB%AA%85"), ("  ", "/"),
    ],
)  # fmt: skip
def test_one_field_finds_states_people_pairs_and_words(client: TestClient, words: str, place: str) -> None:
    answer = client.get("/find", params={"q": words})
    assert (answer.status_code, answer.headers["location"]) == (303, place)


@pytest.mark.parametrize(
    "path", ["/XQZ", "/KAZ/XQZ", "/KAZ/KAZ", "/KAZ?since=2023-13", "/KAZ/RUS?quad=5", "/KAZ/RUS?after=nonsense", "/KAZ?by=week", "/KAZ?toward=KAZ",
             "/KAZ/RUS?order=up", "/KAZ/RUS?type=LOVE", "/KAZ/RUS?since=2024&until=2023"],
)  # fmt: skip
def test_what_cannot_be_understood_gets_a_page_that_helps(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (404, 422)
    assert "What you can do" in answer.text
    stem, _, query = path.partition("?")
    document = client.get(f"{stem}.json?{query}")
    assert document.status_code == answer.status_code
    assert document.headers["content-type"] == "application/problem+json"


def test_a_chart_stands_beside_a_table_and_asks_for_nothing_elsewhere(client: TestClient, record: Record) -> None:
    a, b = busiest(record)
    for path in (f"/{a}", f"/{a}/{b}"):
        page = client.get(path).text
        address = re.search(r'data-chart="([^"]+)"', page)
        assert address is not None
        assert page.count("<table") >= 1
        spec = client.get(address[1].replace("&amp;", "&"))
        assert spec.headers["content-type"] == "application/vnd.vegalite+json"
        assert '"url"' not in spec.text


def test_gaps_of_coverage_are_gaps(client: TestClient, record: Record) -> None:
    a, b = busiest(record)
    periods = client.get(f"/{a}/{b}.json").json()["periods"]
    gap = next(p for p in periods if p["covered"] is False and not p["planned"] and p["events"] is None)
    assert gap["a_to_b"] is None
    page = client.get(f"/{a}/{b}").text
    assert "gap-row" in page
    assert "no articles in the record" in page


def test_definitions_are_one_click_away(client: TestClient) -> None:
    assert 'href="/definitions#evenness"' in client.get("/KAZ").text
    assert 'id="evenness"' in client.get("/definitions").text


def test_the_front_page_of_an_empty_record_and_of_one_still_counted(tmp_path: Path, record_path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Keeper(str(tmp_path / "empty.db")):
        pass
    with TestClient(create_app(str(tmp_path / "empty.db"))) as reader:
        assert reader.get("/").status_code == 200
    monkeypatch.setattr(Memory, "glance", lambda *_, **__: None)
    with TestClient(create_app(record_path)) as reader:
        page = reader.get("/")
        assert page.status_code == 200
        assert 'http-equiv="refresh"' in page.text
