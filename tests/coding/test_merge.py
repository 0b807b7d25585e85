"""One act told several times is one event: which days fit, which tellings are of one act, which stands for all."""

import pytest
from markup import article, read_case

from dragoman import coding
from dragoman.coding.merge import days_fit
from dragoman.languages.ko.reader import analyse
from dragoman.model.reading import Event
from dragoman.model.when import When

NOTHING = When()


def when(words: str) -> When:
    """`2023-02-28`, `2023-07-10/2023-07-15`, `1991/` or `` (unknown)."""
    start, _, end = words.partition("/")
    return When(
        start=start or None,
        end=(end or None) if "/" in words else start or None,
        basis="text" if words else "none",
    )


@pytest.mark.parametrize(
    ("left", "right", "tolerance", "fit"),
    [
        ("2023-02-28", "2023-02-28", 0, True),
        ("2023-02-28", "2023-03-01", 0, False),
        # a month or a year holds its days
        ("2023-02-28", "2023-02", 0, True),
        ("2023", "2023-02-28", 0, True),
        ("2023-02-28", "2023-03", 0, False),
        ("2022", "2023-02-28", 0, False),
        # periods overlap or not
        ("2023-07-10/2023-07-15", "2023-07-13", 0, True),
        ("2023-07-10/2023-07-15", "2023-07-16", 0, False),
        ("2023-07-10/2023-07-12", "2023-07-12/2023-07-14", 0, True),
        # the days of a visit may lie some days apart
        ("2023-07-10", "2023-07-13", 4, True),
        ("2023-07-10", "2023-07-15", 4, False),
        ("2023-07-10", "2023-07-11", 0, False),
        # an unknown time fits any
        ("", "", 0, True),
        ("", "2023-02-28", 0, True),
    ],
)
def test_days_fit(left: str, right: str, tolerance: int, fit: bool) -> None:
    assert days_fit(when(left), when(right), tolerance) is fit
    assert days_fit(when(right), when(left), tolerance) is fit


def events(line: str) -> list[Event]:
    page = article(read_case(line))
    return list(
        coding.code(
            analyse(page, coding.vocabulary("ko"), "KOR"), "ko", page.text, page.published, "case"
        ).events
    )


def told(line: str) -> list[tuple[str, str | None, str]]:
    return [(e.type, e.mode, e.when.start or "") for e in events(line)]


VISIT = "블링컨 미국 국무장관은 28일 카자흐스탄을 방문했다."


@pytest.mark.parametrize(
    ("why", "line", "count"),
    [
        ("headline and body", f"제목: 블링컨, 카자흐스탄 방문⏎{VISIT}", 1),
        ("caption and body", f"사진: 블링컨 미국 국무장관이 28일 카자흐스탄을 방문했다.⏎{VISIT}", 1),
        ("twice in the body", f"{VISIT} 블링컨 장관은 카자흐스탄을 방문했다.", 1),
        ("two days of one visit", f"{VISIT} 블링컨 장관은 27일 카자흐스탄을 방문했다.", 1),
        ("two visits a year apart", f"{VISIT} 블링컨 장관은 지난해 2월 카자흐스탄을 방문했다.", 2),
        ("two states visited", f"{VISIT} 블링컨 장관은 1일 우즈베키스탄을 방문했다.", 2),
        ("two visitors", f"{VISIT} 왕이 중국 외교부장은 28일 카자흐스탄을 방문했다.", 2),
        ("a visit made and one planned", f"{VISIT} 블링컨 장관은 5월 카자흐스탄을 방문할 예정이다.", 2),
    ],
)
def test_tellings_of_a_visit(why: str, line: str, count: int) -> None:
    found = [e for e in events(line) if e.mode == "visit"]
    assert len(found) == count, (why, told(line))


@pytest.mark.parametrize(
    ("why", "line", "count"),
    [
        (
            "the order of the parties is nothing",
            "푸틴 러시아 대통령은 28일 시진핑 중국 국가주석과 만났다. 시진핑 주석은 28일 푸틴 대통령과 만났다.",
            1,
        ),
        ("one more party", "한국과 미국 정상은 28일 만났다. 한미일 정상은 28일 만났다.", 1),
        (
            "other parties",
            "푸틴 러시아 대통령은 28일 시진핑 중국 국가주석과 만났다. 푸틴 대통령은 28일 토카예프 카자흐스탄 대통령과 만났다.",
            2,
        ),
        (
            "other days",
            "푸틴 러시아 대통령은 27일 시진핑 중국 국가주석과 만났다. 푸틴 대통령은 28일 시진핑 주석과 만났다.",
            2,
        ),
        (
            "a call is no meeting",
            "푸틴 러시아 대통령은 28일 시진핑 중국 국가주석과 만났다. 푸틴 대통령은 28일 시진핑 주석과 통화했다.",
            2,
        ),
    ],
)
def test_tellings_of_a_meeting(why: str, line: str, count: int) -> None:
    found = [e for e in events(line) if e.type == "CONSULT"]
    assert len(found) == count, (why, told(line))


def test_the_dated_telling_of_the_body_stands_and_the_others_are_kept_as_mentions() -> None:
    line = f"제목: 블링컨, 카자흐스탄 방문⏎{VISIT}⏎블링컨 장관은 카자흐스탄을 방문했다."
    text = read_case(line).text
    (event,) = [e for e in events(line) if e.mode == "visit"]
    assert event.when.start == "2023-02-28"
    assert event.evidence.of(text) == VISIT
    assert {m.of(text) for m in event.mentions} == {
        "블링컨, 카자흐스탄 방문",
        "블링컨 장관은 카자흐스탄을 방문했다.",
    }
    assert event.trigger.text == text[event.trigger.start : event.trigger.end]


def test_what_one_telling_leaves_open_another_fills() -> None:
    (event,) = [e for e in events(f"{VISIT} 블링컨 장관은 아스타나를 방문했다.") if e.mode == "visit"]
    assert event.where is not None
    assert event.where.label == "Astana"


def test_events_have_ids_of_their_own_and_the_same_each_time() -> None:
    line = "러시아는 미국을 비난했다. 중국은 미국을 비난했다. 러시아는 일본을 비난했다."
    ids = [e.id for e in events(line)]
    assert len(ids) == len(set(ids)) == 3
    assert ids == [e.id for e in events(line)]
