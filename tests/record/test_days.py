"""Times as stretches of whole days."""

import pytest

from dragoman.model.when import When
from dragoman.record import days
from dragoman.record.errors import BadQuestion

COVERED = {
    "a day": (When(start="2023-02-28", end="2023-02-28"), ("2023-02-28", "2023-02-28"), "2023-02-28"),
    "a month": (When(start="2024-02", end="2024-02"), ("2024-02-01", "2024-02-29"), "2024-02-01"),
    "a year": (When(start="1992", end="1992"), ("1992-01-01", "1992-12-31"), "1992-01-01"),
    "a moment": (When(start="2022-08-19T06:05+09:00", end="2022-08-19T06:05+09:00"), ("2022-08-19", "2022-08-19"), "2022-08-19"),
    "since a year": (When(start="1991"), ("1991-01-01", days.OPEN_END), "1991-01-01"),
    "until a month": (When(end="2024-04"), (days.OPEN_START, "2024-04-30"), "2024-04-01"),
    "no time": (When(), None, days.UNDATED),
}


@pytest.mark.parametrize("name", COVERED)
def test_what_a_time_covers(name: str) -> None:
    when, covered, sort_day = COVERED[name]
    assert days.covered(when) == covered
    assert days.sort_day(when) == sort_day


@pytest.mark.parametrize("text", ["2023", "2023-02", "2023-02-28", "2024-02-29", " 2023-02 "])
def test_days_that_can_be_asked_for(text: str) -> None:
    assert days.asked(text) == text.strip()


@pytest.mark.parametrize("text", ["2023-13-01", "2023-02-29", "2023-00", "0000", "23-02-01", "2023-2-1", "2023-02-28T10:00", "28 Feb 2023", "", "２０２３"])
def test_days_that_cannot(text: str) -> None:
    with pytest.raises(BadQuestion):
        days.asked(text)
