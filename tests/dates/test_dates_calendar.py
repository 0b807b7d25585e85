"""Calendar arithmetic: leap years, ends of months and years, the ends of the calendar itself."""

from datetime import date

import pytest

from dragoman.dates import calendar


@pytest.mark.parametrize(
    ("anchor", "day", "before", "after"),
    [
        (date(2023, 3, 1), 28, date(2023, 2, 28), date(2023, 3, 28)),
        (date(2023, 3, 1), 1, date(2023, 3, 1), date(2023, 3, 1)),
        (date(2024, 3, 1), 29, date(2024, 2, 29), date(2024, 3, 29)),
        (date(2023, 1, 1), 31, date(2022, 12, 31), date(2023, 1, 31)),
        (date(2023, 2, 1), 30, date(2023, 1, 30), date(2023, 3, 30)),
        (date(1, 1, 1), 2, None, date(1, 1, 2)),
        (date(9999, 12, 31), 30, date(9999, 12, 30), None),
        (date(2023, 1, 1), 32, None, None),
    ],
)
def test_nearest_day_of_a_month(anchor: date, day: int, before: date | None, after: date | None) -> None:
    assert (calendar.day_before(anchor, day), calendar.day_after(anchor, day)) == (before, after)


def test_nearest_day_of_a_year_waits_for_a_leap_year() -> None:
    assert calendar.month_day_before(date(2023, 3, 1), 2, 29) == date(2020, 2, 29)
    assert calendar.month_day_after(date(2021, 3, 1), 2, 29) == date(2024, 2, 29)
    assert calendar.month_day_before(date(1904, 2, 28), 2, 29) == date(1896, 2, 29)
    assert calendar.month_day_before(date(2023, 3, 1), 2, 30) is None


def test_weeks_begin_on_monday() -> None:
    assert calendar.week_of(date(2023, 7, 23), 0) == (date(2023, 7, 17), date(2023, 7, 23))
    assert calendar.week_of(date(2023, 1, 2), -1) == (date(2022, 12, 26), date(2023, 1, 1))
    assert calendar.week_of(date(9999, 12, 31), 1) is None


def test_weekdays_before_and_after() -> None:
    wednesday = date(2023, 7, 19)
    assert calendar.weekday_before(wednesday, 2) == wednesday
    assert calendar.weekday_before(wednesday, 4) == date(2023, 7, 14)
    assert calendar.weekday_after(wednesday, 2) == date(2023, 7, 26)
    assert calendar.weekday_after(wednesday, 4) == date(2023, 7, 21)


def test_months_on_crosses_years() -> None:
    assert calendar.months_on(2023, 1, -1) == (2022, 12)
    assert calendar.months_on(2023, 12, 1) == (2024, 1)
    assert calendar.month_length(2024, 2) == 29


def test_a_stretch_is_told_as_finely_as_its_words() -> None:
    months = calendar.of_months(2023, 12, 14)
    assert months is not None
    when = months.when("겨울")
    assert (when.start, when.end, when.precision) == ("2023-12", "2024-02", "period")
    year = calendar.of_years(1991, 1991)
    assert year is not None
    assert (year.when("1991년").precision, year.when("x", "since").end, year.when("x", "until").start) == (
        "year",
        None,
        None,
    )
    assert calendar.of_days(date(2023, 3, 2), date(2023, 3, 1)) is None


def test_the_same_day_of_another_year() -> None:
    assert calendar.same_day_of(date(2024, 2, 29), -1) == date(2023, 2, 28)
    assert calendar.same_day_of(date(1, 1, 1), -1) is None
