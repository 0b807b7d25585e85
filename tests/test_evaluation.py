"""The scorer: small cases whose figures anyone can count on their fingers."""

import msgspec
import pytest

from dragoman.evaluation import (
    GoldEvent,
    GoldMeasure,
    GoldPage,
    GoldPosition,
    GoldStatement,
    GoldTie,
    Rate,
    calibration,
    changes,
    confusion,
    evaluate,
    match,
    outcomes,
    run_of,
)
from dragoman.model.article import Part, Teaser
from dragoman.model.language import Voice
from dragoman.model.parties import Party
from dragoman.model.reading import Event, Measure, Position, PositionObject, Reading, Statement, Tie, Trigger
from dragoman.model.text import Span
from dragoman.model.when import When, Where


def party(code: str) -> Party:
    return Party(code=code, entity=f"state:{code}", name=code, label=code, start=0, end=0)


def event(
    type_: str,
    actors: str,
    recipients: str = "",
    start: str | None = None,
    status: str = "happened",
    mode: str | None = None,
    country: str | None = None,
    voices: tuple[str, ...] = (),
) -> Event:
    raw: dict[str, object] = {
        "id": "", "type": type_, "mode": mode, "contexts": [], "quad": 1, "score": 0.0, "cameo": None,
        "actors": [], "recipients": [], "when": {}, "where": None, "status": status, "voices": [],
        "trigger": {"start": 0, "end": 0, "text": ""}, "evidence": {"start": 0, "end": 0}, "mentions": [],
        "quantities": [], "rule": "ko/test", "confidence": 1.0,
    }  # fmt: skip
    return msgspec.structs.replace(
        msgspec.convert(raw, Event),
        actors=tuple(party(c) for c in actors.split()),
        recipients=tuple(party(c) for c in recipients.split()),
        when=When(start=start, end=start),
        where=Where(name="", label="", country=country) if country else None,
        voices=tuple(Voice(name=v, label=v, kind="outlet", verb="", start=0, end=0) for v in voices),
        trigger=Trigger(start=0, end=0, text=""),
    )


def gold(type_: str, actors: str, recipients: str = "", **more: object) -> GoldEvent:
    return GoldEvent(type=type_, actors=tuple(actors.split()), recipients=tuple(recipients.split()), **more)  # type: ignore[arg-type]


def reading(*events: Event, **fields: object) -> Reading:
    empty = Reading(
        id="", source="a.txt", url=None, language="ko", encoding="utf-8", outlet=None, agency=None, byline=None, dateline=None,
        title=None, published=None, modified=None, text="", parts=(), related=(), events=events,
    )  # fmt: skip
    return msgspec.structs.replace(empty, **fields)


@pytest.mark.parametrize(
    ("wanted", "given", "fits"),
    [
        (gold("AID", "KOR", "UKR"), event("AID", "KOR", "UKR"), True),
        (
            gold("AID", "KOR", "UKR"),
            event("AID", "UKR", "KOR"),
            False,
        ),  # the direction of a directed act matters
        (
            gold("AID", "KOR", "UKR"),
            event("AID", "KOR JPN", "UKR POL"),
            True,
        ),  # a common actor and a common recipient do
        (gold("AID", "KOR", "UKR"), event("COOPERATE", "KOR UKR"), False),  # the type must be the same
        (gold("CONSULT", "KOR UKR"), event("CONSULT", "UKR", "KOR"), True),  # a mutual act has no direction
        (
            gold("CONSULT", "KOR UKR USA JPN"),
            event("CONSULT", "KOR"),
            False,
        ),  # but at least half of the parties in common
        (gold("CONSULT", "KOR UKR"), event("CONSULT", "KOR"), True),
        (
            gold("AID", "KOR"),
            event("AID", "KOR", "UKR"),
            True,
        ),  # recipients not told on one side: all parties are compared
        (gold("AID", "KOR:CVL", "UKR"), event("AID", "KOR", "UKR"), True),  # a sector is not a difference
        (gold("PROTEST", ""), event("PROTEST", ""), True),  # nobody is named on either side
        (gold("PROTEST", ""), event("PROTEST", "KOR"), False),
    ],
)
def test_what_counts_as_the_same_event(wanted: GoldEvent, given: Event, fits: bool) -> None:
    assert match([wanted], [given]) == ([(0, 0)] if fits else [])


def test_the_closest_pair_is_taken_first() -> None:
    visits = [event("CONSULT", "KOR", "KAZ", "2024-06-12"), event("CONSULT", "KOR", "KAZ", "2024-07-01")]
    wanted = [
        gold("CONSULT", "KOR", "KAZ", start="2024-07-01"),
        gold("CONSULT", "KOR", "KAZ", start="2024-06-12"),
    ]
    assert sorted(match(wanted, visits)) == [(0, 1), (1, 0)]


def test_precision_and_recall_and_what_is_optional() -> None:
    page = GoldPage(page="a.txt", events=(
        gold("AID", "KOR", "UKR"), gold("ACCUSE", "USA", "RUS"), gold("SUPPORT", "KAZ", "USA", must=False), gold("REQUEST", "UKR", must=False),
    ))  # fmt: skip
    given = reading(event("AID", "KOR", "UKR"), event("AID", "KOR", "UKR"), event("SUPPORT", "KAZ", "USA"))
    scores = evaluate([page], {"a.txt": given})
    assert (scores.events.tp, scores.events.fp, scores.events.fn, scores.events.optional) == (1, 1, 1, 1)
    assert [scores.events.precision, scores.events.recall, scores.events.f1] == pytest.approx([0.5, 0.5, 0.5])
    assert (scores.types["AID"].fp, scores.types["ACCUSE"].fn) == (1, 1)


def test_details_are_of_matched_events_that_must_be_there() -> None:
    page = GoldPage(page="a.txt", events=(
        gold("CONSULT", "USA", "KAZ", start="2023-02-28", status="happened", mode="visit", place="KAZ", voices=("자꼰지",)),
        gold("AID", "KOR", "UKR", must=False, start="2023"),
    ))  # fmt: skip
    told = event(
        "CONSULT",
        "USA",
        "KAZ",
        "2023-02-28",
        status="planned",
        mode="visit",
        country="UZB",
        voices=("카자흐스탄 일간 자꼰지",),
    )
    details = evaluate([page], {"a.txt": reading(told, event("AID", "KOR", "UKR"))}).details
    assert details == {
        "time": Rate(1, 1), "status": Rate(0, 1), "place": Rate(0, 1), "mode": Rate(1, 1), "voice": Rate(1, 1),
    }  # fmt: skip


def test_a_page_without_a_reading_counts_as_empty() -> None:
    scores = evaluate([GoldPage(page="a.txt", title="제목", events=(gold("AID", "KOR", "UKR"),))], {})
    assert (scores.pages, scores.missing, scores.events.fn) == (1, 1, 1)
    assert scores.article["title"] == Rate(0, 1)


def test_statements_are_found_by_how_they_begin() -> None:
    page = GoldPage(page="a.txt", statements=(
        GoldStatement(head="양국\xa0관계를 지난 30년", speaker="USA", kind="direct"), GoldStatement(head="다른 말을 했다", speaker="KAZ"),
    ))  # fmt: skip
    said = Statement(
        speaker=party("USA"), addressees=(), kind="reported", verb="말하다", text="양국 관계를 지난 30년 간 이룬", start=0, end=0,
        when=When(), voices=(),
    )  # fmt: skip
    found = evaluate([page], {"a.txt": reading(statements=(said,))}).statements
    assert found == {"found": Rate(1, 2), "speaker": Rate(1, 2), "kind": Rate(0, 1)}


def test_positions_measures_and_ties() -> None:
    page = GoldPage(
        page="a.txt",
        positions=(
            GoldPosition(holder="KAZ", stance="abstains_or_opposes", object="러시아를 비판하는 유엔 결의안"),
        ),
        measures=(
            GoldMeasure(kind="trade", value=24.5e9, unit="USD", between=("KAZ", "RUS"), bound="about"),
        ),
        ties=(
            GoldTie(kind="treaty", holder="KAZ", object="RUS"),
            GoldTie(kind="member", holder="KAZ", object="CSTO"),
        ),
    )
    place = PositionObject(code=None, text="유엔 결의안 러시아를 비판하는", start=0, end=0)
    none = Span(0, 0)
    given = reading(
        positions=(Position(holder=party("KAZ"), stance="abstains", object=place, when=When(), evidence=none, statement=None),),
        measures=(Measure(kind="trade", value=24.5e9, unit="USD", between=("RUS", "KAZ"), when=When(), bound="exact", evidence=none, start=0, end=0),),
        ties=(
            Tie(kind="treaty", holder=party("RUS"), object=party("KAZ"), when=When(), evidence=none),  # holds both ways
            Tie(kind="member", holder=party("CSTO"), object=party("KAZ"), when=When(), evidence=none),  # does not
        ),
    )  # fmt: skip
    scores = evaluate([page], {"a.txt": given})
    assert scores.positions == {"found": Rate(1, 1)}
    assert scores.measures == {
        "found": Rate(1, 1),
        "between": Rate(1, 1),
        "bound": Rate(0, 1),
        "kind": Rate(1, 1),
    }
    assert scores.ties == {"found": Rate(1, 2)}


def test_the_article_layer() -> None:
    text = "제목\n\n사진 설명이다.\n\n첫 문장.\n\n마지막 문장."
    spans = (("title", 0, 2), ("caption", 4, 12), ("body", 14, 19), ("body", 21, 28))
    parts = tuple(Part(kind=kind, start=start, end=end) for kind, start, end in spans)  # type: ignore[arg-type]
    given = reading(
        title="제목",
        published="2023-03-01T09:41+09:00",
        text=text,
        parts=parts,
        related=(Teaser(title="다른 기사"),),
    )
    page = GoldPage(
        page="a.txt", title="제목", published="2023-03-01T09:41", outlet=None, byline="한가람", body_starts="첫 문장",
        body_ends="마지막 문장.", captions=("사진 설명",), related=1,
    )  # fmt: skip
    right = {name: rate.share for name, rate in evaluate([page], {"a.txt": given}).article.items()}
    assert right == {
        "title": 1, "published": 1, "outlet": 1, "byline": 0, "body_starts": 1, "body_ends": 1, "captions": 1,
        "captions_alone": 1, "related": 1,
    }  # fmt: skip
    assert "agency" not in right, "what gold does not annotate is not measured"


# -- beside the scores -------------------------------------------------------------------------------------------------


def test_types_taken_for_others_are_counted_where_the_parties_fit() -> None:
    page = GoldPage(page="a.txt", events=(
        gold("ACCUSE", "USA", "RUS"), gold("SUPPORT", "KAZ", "USA", must=False), gold("AID", "KOR", "UKR"), gold("REQUEST", "UKR", "KOR"),
    ))  # fmt: skip
    given = reading(
        event("THREATEN", "USA", "RUS"), event("AGREE", "KAZ USA"), event("AID", "KOR", "UKR"), event("COERCE", "CHN", "JPN"), event("AGREE", "USA RUS"),
    )  # fmt: skip
    # a pair of the right type is none, and each event is in one pair at most
    assert confusion([page], {"a.txt": given}) == {("ACCUSE", "THREATEN"): 1, ("SUPPORT", "AGREE"): 1}
    assert confusion([page], {}) == {}


def test_confidence_is_compared_with_the_share_that_is_right() -> None:
    page = GoldPage(page="a.txt", events=(gold("AID", "KOR", "UKR"), gold("SUPPORT", "KAZ", "USA", must=False)))
    given = reading(*(
        msgspec.structs.replace(e, confidence=c)
        for e, c in ((event("AID", "KOR", "UKR"), 0.92), (event("SUPPORT", "KAZ", "USA"), 0.9), (event("ACCUSE", "USA", "RUS"), 0.62))
    ))  # fmt: skip
    cases = outcomes([page], {"a.txt": given})
    assert cases == [(0.92, True), (0.9, True), (0.62, False)]  # what need not be given is right too
    table = calibration(cases)
    assert [(b.low, b.n, b.right) for b in table.bins] == [(0.6, 1, 0), (0.9, 2, 2)]
    assert table.error == pytest.approx((0.62 + 2 * 0.09) / 3)
    assert calibration([]).bins == ()


def test_a_run_is_compared_event_by_event_but_not_on_blind_pages() -> None:
    pages = [GoldPage(page="a.txt", events=(gold("AID", "KOR", "UKR"),)), GoldPage(page="b.txt", blind=True, events=(gold("AID", "KOR", "UKR"),))]
    aid, request = event("AID", "KOR", "UKR"), event("REQUEST", "UKR", "KOR")
    before = run_of(pages, {"a.txt": reading(request), "b.txt": reading(request)})
    now = run_of(pages, {"a.txt": reading(aid), "b.txt": reading(aid)})
    told = [(c.page, c.lost, c.event.type, c.event.right) for c in changes(before, now).events]
    assert told == [("a.txt", True, "REQUEST", False), ("a.txt", False, "AID", True)]
    assert list(before.pages) == ["a.txt"]
    assert (before.blind.fp, now.blind.tp) == (1, 1)
    assert changes(now, now).events == ()
