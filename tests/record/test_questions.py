"""Questions: who, with whom, when, what, in which order, and what is understood."""

from collections.abc import Callable

import pytest
from invented_pages import Keep, act, page

from dragoman.record import BadQuestion, Record

Open = Callable[[], Record]
PAGES = [
    page(act("러시아는 미국을 비난했다", "RUS", "USA", when="2023-02-10", confidence=0.6), url="https://a.example/1"),
    page(act("미국은 러시아를 제재했다", "USA", "RUS", type="SANCTION", when="2023-02"), url="https://a.example/2", outlet="다른일보"),
    page(act("미국과 한국은 북한에 항의했다", "USA KOR", "PRK", type="REJECT", when="2023-03-05"), url="https://a.example/3"),
    page(act("다섯 나라가 만났다", "KAZ UZB KGZ TJK TKM", type="CONSULT", mode="multilateral", when="2023-03-05"), url="https://a.example/4"),
    page(act("러시아는 카자흐스탄을 방문할 예정이다", "RUS", "KAZ", type="CONSULT", mode="visit", when="2023-04-01", status="planned"), url="https://a.example/5"),
    page(act("카자흐스탄은 때를 말하지 않고 도왔다", "KAZ", "UKR", type="AID", when=None), url="https://a.example/6", published=None),
    page(act("러시아 당국은 시민을 잡아갔다", "RUS", "RUS", type="COERCE", when="2023"), url="https://a.example/7"),
]


@pytest.fixture
def kept(keep: Keep, record: Open) -> Record:
    keep(*PAGES)
    return record()


def told(found: object) -> list[str]:
    return [e.reports[0].quote[:6] for e in found]  # type: ignore[attr-defined]


ASKED = {
    "everything, in order of days, the undated last": ({}, ["러시아 당국", "미국은 러시", "러시아는 미", "다섯 나라가", "미국과 한국", "러시아는 카", "카자흐스탄은"]),
    "who acts": ({"actor": "RUS"}, ["러시아 당국", "러시아는 미", "러시아는 카"]),
    "who acts, with another": ({"actor": "USA", "with_": "KOR"}, ["미국과 한국"]),
    "who acts, with whom it is done to": ({"actor": "USA", "with_": "RUS"}, ["미국은 러시"]),
    "who takes part": ({"party": "KAZ"}, ["다섯 나라가", "러시아는 카", "카자흐스탄은"]),
    "who takes part, with": ({"with_": "PRK"}, ["미국과 한국"]),
    "three conditions on parties": ({"actor": "USA", "party": "KOR", "with_": "PRK"}, ["미국과 한국"]),
    "type": ({"type": "sanction"}, ["미국은 러시"]),
    "types": ({"type": ("AID", "REJECT")}, ["미국과 한국", "카자흐스탄은"]),
    "quad class": ({"quad": 4}, ["러시아 당국", "미국은 러시"]),
    "status": ({"status": "planned"}, ["러시아는 카"]),
    "a month overlaps its second half": ({"since": "2023-02-15", "until": "2023-02-28"}, ["러시아 당국", "미국은 러시"]),
    "until a month": ({"until": "2023-02"}, ["러시아 당국", "미국은 러시", "러시아는 미"]),
    "since a year": ({"since": "2024"}, []),
    "how sure": ({"min_confidence": 0.8, "actor": "RUS", "type": "ACCUSE"}, []),
    "an outlet by a part of its name": ({"source": "다른"}, ["미국은 러시"]),
    "an address": ({"source": "a.example/3"}, ["미국과 한국"]),
}


@pytest.mark.parametrize("name", ASKED)
def test_events(name: str, kept: Record) -> None:
    question, expected = ASKED[name]
    found = told(kept.events(**question))  # type: ignore[arg-type]
    assert sorted(found) == sorted(expected)
    if name.startswith("everything"):
        assert found[0] == expected[0]
        assert found[-1] == expected[-1]


def test_a_timeline_leaves_out_who_only_stand_side_by_side(kept: Record) -> None:
    assert told(kept.timeline("USA", "KOR")) == []
    assert told(kept.timeline("KOR", "PRK")) == ["미국과 한국"]
    assert told(kept.timeline("UZB", "KAZ")) == ["다섯 나라가"]
    assert told(kept.timeline("RUS", "USA")) == told(kept.timeline("미국", "Russia")) == ["미국은 러시", "러시아는 미"]
    assert told(kept.timeline("RUS", "RUS")) == ["러시아 당국"]


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_a_list_taken_in_parts_is_the_whole_list(limit: int, kept: Record) -> None:
    whole, parts, after = [e.id for e in kept.events()], [], None
    while True:
        found = kept.events(limit=limit, after=after)
        parts += [e.id for e in found]
        after = found.after
        if after is None:
            break
    assert parts == whole
    assert [e.id for e in kept.all_events()] == whole


WRONG = {
    "a month that no year has": ({"since": "2023-13-01"}, "2023-13-01: there is no such day"),
    "a day in words": ({"until": "yesterday"}, "not a day"),
    "an end before the beginning": ({"since": "2023-03", "until": "2023-02"}, "ends before it begins"),
    "no such type": ({"type": "GREET"}, "no event type"),
    "no such status": ({"status": "over"}, "no status"),
    "no such quad class": ({"quad": 5}, "no quad class"),
    "nobody": ({"actor": "Ruritania"}, "no party of this code or name"),
    "almost somebody": ({"actor": "Kazakstan"}, "did you mean KAZ"),
    "no place in a list": ({"after": "x"}, "not a place in a list"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_understood_is_said_in_one_line(name: str, kept: Record) -> None:
    question, why = WRONG[name]
    with pytest.raises(BadQuestion, match=why) as error:
        kept.events(**question)  # type: ignore[arg-type]
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("written", ["KAZ", "kaz", "KZ", "kz", "카자흐스탄", "카자흐", "Kazakhstan", "kazakhstan", " KAZ "])
def test_a_party_is_understood_by_code_and_name(written: str, kept: Record) -> None:
    assert kept.meant(written).code == "KAZ"
    assert kept.meant(written).exact == (written.strip().upper() == "KAZ")


@pytest.mark.parametrize(("written", "code"), [("NA", "NAM"), ("Namibia", "NAM"), ("EU", "EU"), ("나토", "NATO"), ("NO", "NOR"), ("GB", "GBR"), ("XK", "XKX")])
def test_codes_of_two_letters_and_of_organisations(written: str, code: str, kept: Record) -> None:
    assert kept.meant(written).code == code


def test_flat_tables(kept: Record) -> None:
    dyads = kept.dyads().to_pylist()
    mutual = [d for d in dyads if d["mutual"]]
    assert len(mutual) == 20
    assert {(d["actor"], d["recipient"]) for d in dyads if not d["mutual"]} == {
        ("RUS", "USA"), ("USA", "RUS"), ("USA", "PRK"), ("KOR", "PRK"), ("RUS", "KAZ"), ("KAZ", "UKR"), ("RUS", "RUS"),
    }  # fmt: skip
    month = next(d for d in dyads if d["type"] == "SANCTION")
    assert (month["start"], month["end"], month["quad"], month["score"], month["reports"], month["sources"]) == ("2023-02", "2023-02", 4, -6.0, 1, 1)
    assert kept.coverage().to_pylist() == [{"day": "2024-05-11", "articles": 6, "stories": 6}]
    assert {(m["code"], m["articles"]) for m in kept.mentions().to_pylist()} >= {("RUS", 4), ("USA", 3), ("KAZ", 2)}
    assert kept.event_stories().num_rows == 7


def test_answers_go_into_data_frames(kept: Record) -> None:
    frame = kept.events(actor="USA").to_pandas()
    assert list(frame["recipients"]) == ["RUS", "PRK"]
    assert kept.events(actor="PRK").to_arrow().column_names == kept.events().to_arrow().column_names
    assert kept.quotes().to_arrow().num_rows == 0


def test_quotes_are_found_by_speaker_and_by_whom_they_are_about(keep: Keep, record: Open) -> None:
    keep(
        page(said=[("KAZ", "우리는 러시아와 가깝다")], url="https://a.example/1"),
        page(said=[("KAZ", "우리는 러시아와 가깝다")], url="https://a.example/2", outlet="다른일보", title="다른 제목"),
        page(said=[("RUS", "카자흐스탄은 이웃이다")], url="https://a.example/3", published="2024-05-12"),
    )
    now = record()
    assert [q.statement.text for q in now.quotes(speaker="KAZ")] == ["우리는 러시아와 가깝다"] * 2
    assert [q.page.outlet for q in now.quotes(speaker="카자흐스탄")] == [q.page.outlet for q in now.quotes(speaker="KAZ 대변")]
    assert [q.statement.speaker.code for q in now.quotes(since="2024-05-12")] == ["RUS"]
    assert len(now.quotes(speaker="아무도 아닌 사람")) == 0
    assert len(now.quotes(limit=1)) == 1


def test_words_that_ten_outlets_print_of_one_text_are_given_once(keep: Keep, record: Open) -> None:
    words = "우리는 모든 이웃과 가깝게 지내며 누구와도 다투지 않고 앞으로도 그렇게 할 것이며 이 길에서 벗어나지 않을 것이다 라고 그는 거듭 힘주어 말했다"
    keep(*[page(said=[("KAZ", words)], url=f"https://a.example/{n}", outlet=f"견본{n}") for n in range(10)])
    (quote,) = record().quotes()
    assert quote.copies == 10


def test_positions_say_where_they_changed(keep: Keep, record: Open) -> None:
    keep(
        page(stands=[("KAZ", "opposes", "UN")], published="2024-05-01", url="https://a.example/1"),
        page(stands=[("KAZ", "opposes", "UN")], published="2024-05-02", url="https://a.example/2"),
        page(stands=[("KAZ", "supports", "UN")], published="2024-05-03", url="https://a.example/3"),
        page(stands=[("KAZ", "supports", "NATO"), ("RUS", "opposes", "UN")], published="2024-05-02", url="https://a.example/4"),
    )
    now = record()
    assert [(s.position.object.code, s.position.stance, s.before) for s in now.positions("KAZ")] == [
        ("NATO", "supports", None), ("UN", "opposes", None), ("UN", "opposes", None), ("UN", "supports", "opposes"),
    ]  # fmt: skip
    assert [s.before for s in now.positions("KAZ", about="UN", since="2024-05-03")] == ["opposes"]
    assert [s.position.holder.code for s in now.positions(stance="opposes", about="UN")] == ["KAZ", "KAZ", "RUS"]


def test_the_newest_first_and_the_undated_last(kept: Record) -> None:
    every = told(kept.events(newest=True))
    assert every[-1] == "카자흐스탄은"
    assert sorted(every) == sorted(told(kept.events()))
    assert every[:2] == ["러시아는 카", "미국과 한국"] or every[:2] == ["러시아는 카", "다섯 나라가"]


def test_the_newest_go_on_where_they_stopped(kept: Record) -> None:
    seen: list[str] = []
    after = None
    while True:
        some = kept.events(newest=True, limit=2, after=after)
        seen += told(some)
        after = some.after
        if after is None:
            break
    assert seen == told(kept.events(newest=True))


def test_directions_of_a_pair(kept: Record) -> None:
    assert told(kept.timeline("USA", "RUS", direction="to")) == ["미국은 러시"]
    assert told(kept.timeline("USA", "RUS", direction="from")) == ["러시아는 미"]
    assert told(kept.timeline("KAZ", "UZB", direction="mutual")) == ["다섯 나라가"]
    with pytest.raises(BadQuestion, match="direction"):
        kept.timeline("USA", "RUS", direction="sideways")


def test_whole_figures(kept: Record) -> None:
    totals = kept.totals()
    assert (totals.articles, totals.events) == (7, 7)
    assert {a.code: a.events for a in kept.activity("2023-03-01", "2023-04-30")} == {
        "KAZ": 1, "KGZ": 1, "KOR": 1, "PRK": 1, "TJK": 1, "TKM": 1, "USA": 1, "UZB": 1,
    }  # fmt: skip
    moved = [(m.a, m.b, m.events, m.before) for m in kept.motion("2023-01-01", "2023-03-01", "2023-03-31", 99)]
    assert ("KOR", "PRK", 1, 0) in moved
    assert ("KOR", "USA", 1, 0) not in moved, "side by side is not toward one another"


def test_flat_tables_of_a_pair_are_part_of_the_whole(kept: Record) -> None:
    def rows(table: object) -> set[tuple[object, ...]]:
        return {(r["event"], r["actor"], r["recipient"], r["mutual"]) for r in table.to_pylist()}  # type: ignore[attr-defined]

    every = rows(kept.dyads())
    assert rows(kept.dyads("USA")) == {r for r in every if "USA" in r[1:3]}
    assert rows(kept.dyads("USA", "RUS")) == {r for r in every if {"USA", "RUS"} == set(r[1:3])}
    assert set(kept.mentions("USA").column("code").to_pylist()) <= {"USA"}
    events = {r[0] for r in rows(kept.dyads("KAZ"))}
    assert set(kept.event_stories("KAZ").column("event").to_pylist()) == events
