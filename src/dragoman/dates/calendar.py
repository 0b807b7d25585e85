"""Calendar arithmetic: stretches of days, the nearest such day or month, weeks that begin on Monday.

Nothing here knows a language. Every function that could leave the years 1–9999 gives None instead of raising.
"""

import calendar as _calendar
from datetime import date, timedelta
from typing import Literal, NamedTuple

from dragoman.model.when import When

Unit = Literal["day", "month", "year"]
_LENGTH: dict[Unit, int] = {"day": 10, "month": 7, "year": 4}


class Stretch(NamedTuple):
    """Whole days from `first` to `last`, both inside; `unit` is how finely the words told them."""

    first: date
    last: date
    unit: Unit

    def when(self, text: str, side: Literal["both", "since", "until"] = "both") -> When:
        """The stretch as a `When` that quotes `text`; `since` leaves the end open, `until` the start."""
        start, end = iso(self.first, self.unit), iso(self.last, self.unit)
        if side == "since":
            return When(start=start, precision=self.unit, text=text, basis="text")
        if side == "until":
            return When(end=end, precision=self.unit, text=text, basis="text")
        precision: Literal["day", "month", "year", "period"] = self.unit if start == end else "period"
        return When(start=start, end=end, precision=precision, text=text, basis="text")


def iso(day: date, unit: Unit) -> str:
    """The ISO 8601 prefix of `day` down to `unit`."""
    return day.isoformat()[: _LENGTH[unit]]


def make(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shifted(day: date | None, days: int) -> date | None:
    """`day` moved by `days`."""
    try:
        return None if day is None else day + timedelta(days=days)
    except OverflowError:
        return None


def same_day_of(day: date | None, years: int) -> date | None:
    """The same month and day `years` later; 29 February becomes 28 where there is none."""
    if day is None:
        return None
    return make(day.year + years, day.month, day.day) or make(day.year + years, day.month, 28)


def of_day(day: date | None) -> Stretch | None:
    """One day."""
    return None if day is None else Stretch(day, day, "day")


def of_days(first: date | None, last: date | None) -> Stretch | None:
    """From one day to another, None where either is missing or they are the wrong way round."""
    return None if first is None or last is None or last < first else Stretch(first, last, "day")


def of_months(year: int, first: int, last: int) -> Stretch | None:
    """From month `first` to month `last` of one year; `last` may run past 12 into the next."""
    year_of_last, last = year + (last - 1) // 12, (last - 1) % 12 + 1
    start = make(year, first, 1)
    if start is None or make(year_of_last, last, 1) is None:
        return None
    return Stretch(start, date(year_of_last, last, month_length(year_of_last, last)), "month")


def of_years(first: int, last: int) -> Stretch | None:
    """From one year to another."""
    start, end = make(first, 1, 1), make(last, 12, 31)
    return None if start is None or end is None or end < start else Stretch(start, end, "year")


def month_length(year: int, month: int) -> int:
    """How many days the month has."""
    return _calendar.monthrange(year, month)[1]


def months_on(year: int, month: int, by: int) -> tuple[int, int]:
    """The year and month `by` months later."""
    number = year * 12 + month - 1 + by
    return number // 12, number % 12 + 1


def day_before(anchor: date, day: int) -> date | None:
    """The nearest `day` of a month that is not after `anchor`, skipping months that are too short."""
    return _nearest_day(anchor, day, -1)


def day_after(anchor: date, day: int) -> date | None:
    """The nearest `day` of a month that is not before `anchor`, skipping months that are too short."""
    return _nearest_day(anchor, day, 1)


def _nearest_day(anchor: date, day: int, step: int) -> date | None:
    for by in range(4):
        found = make(*months_on(anchor.year, anchor.month, by * step), day)
        if found is not None and (found - anchor).days * step >= 0:
            return found
    return None


def month_day_before(anchor: date, month: int, day: int) -> date | None:
    """The nearest such day of the year that is not after `anchor` (29 February: up to eight years back)."""
    years = (make(anchor.year - by, month, day) for by in range(9))
    return next((found for found in years if found is not None and found <= anchor), None)


def month_day_after(anchor: date, month: int, day: int) -> date | None:
    """The nearest such day of the year that is not before `anchor`."""
    years = (make(anchor.year + by, month, day) for by in range(9))
    return next((found for found in years if found is not None and found >= anchor), None)


def week_of(anchor: date | None, by: int) -> tuple[date, date] | None:
    """Monday and Sunday of the week `by` weeks after the one of `anchor`."""
    monday = None if anchor is None else shifted(anchor, 7 * by - anchor.weekday())
    sunday = shifted(monday, 6)
    return None if monday is None or sunday is None else (monday, sunday)


def weekday_before(anchor: date, weekday: int) -> date | None:
    """The nearest such weekday (0 Monday … 6 Sunday) that is not after `anchor`."""
    return shifted(anchor, -((anchor.weekday() - weekday) % 7))


def weekday_after(anchor: date, weekday: int) -> date | None:
    """The nearest such weekday after `anchor`."""
    return shifted(anchor, (weekday - anchor.weekday() - 1) % 7 + 1)
