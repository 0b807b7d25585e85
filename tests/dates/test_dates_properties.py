"""Holds for any text and any day: spans inside the text, in order, apart; real dates; the same answer twice; in linear time."""

import re
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.dates import find

ISO = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
PIECES = re.split(
    " ",
    "28일 31일 29일 0일 99일 2월 13월 7월 2022년 9999년 1899년 '22년 지난 오는 다가오는 올 올해 작년 내년 그해 지난달 내달 이달 같은 다음 이번 주 "
    "주말 초 말 중순 상반기 3분기 전날 이날 이튿날 어제 오늘 내일 모레 사흘 하루 전 뒤 후 부터 까지 이후 이래 ~ ∼ - · , . ( ) 금요일 (금) "
    "(현지시간) (3일) 오전 밤 10시 30분께 만에 간 동안 째 매년 주년 최근 당시 10 2023-03-01 2023. 3. 1. 따르면 인 에 은 의",
)
texts = st.one_of(
    st.text(max_size=80), st.lists(st.sampled_from([*PIECES, " ", "\u00a0", "\n"]), max_size=25).map("".join)
)
days = st.none() | st.dates()


@settings(max_examples=400, deadline=None)
@given(text=texts, anchor=days, previous=days)
def test_any_text_and_any_day(text: str, anchor: date | None, previous: date | None) -> None:
    found = find(text, "ko", anchor, previous)
    assert found == find(text, "ko", anchor, previous)
    place = 0
    for one in found:
        assert place <= one.span.start < one.span.end <= len(text)
        place = one.span.end
        assert one.span.of(text) == one.span.of(text).strip()
        assert one.closer is None or one.closer in (one.when, one.alternative)
        for when in (one.when, one.alternative):
            if when is None:
                continue
            assert when.text == one.span.of(text)
            assert when.start is not None or when.end is not None
            assert all(ISO.fullmatch(day) for day in (when.start, when.end) if day is not None)
            assert when.start is None or when.end is None or when.start <= when.end
            assert (one.kind, when.start is None, when.end is None) in (
                ("point", False, False), ("since", False, True), ("until", True, False),
            )  # fmt: skip


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1·",
        "1일",
        "1일~",
        "지난",
        "지난 ",
        " ",
        "10시",
        "(",
        "28일(",
        "28일(현지",
        "28일(가 가 ",
        "2022년",
        "올 ",
        "1월~",
        "이날",
        "전날",
        "이날.",
        "지난 3일",
        "1,",
        "'22",
    ],
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    """100,000 code points of the worst we could think of; a pattern that backtracks would need minutes."""
    text = "28일, 지난 27일" + piece * (100_000 // len(piece))
    begin = time.process_time()
    find(text, "ko", date(2023, 3, 1))
    assert time.process_time() - begin < 8


def test_ordinary_text_is_read_fast() -> None:
    """A floor far below what it does (about a megabyte a second), so that a slow machine does not fail it."""
    text = (
        "대통령은 28일(현지시간) 아스타나에서 열린 회담에서 양국 관계를 강화하기로 했다고 밝혔다. 이날 회담은 지난해 8월 이후 처음이다.\n"
        * 1500
    )
    begin = time.process_time()
    assert len(find(text, "ko", date(2023, 3, 1))) == 4500
    assert len(text.encode()) / (time.process_time() - begin) > 50_000
