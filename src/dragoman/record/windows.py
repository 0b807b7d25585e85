"""When an act can have been: its days as an interval, from what its report says and when that was published."""

from calendar import monthrange
from datetime import date, timedelta

import msgspec

from dragoman.model.kept import Report

#: A stretch of more days than these is no time of one act, even if its report gives both ends.
_LONGEST = 10


class Window(msgspec.Struct, frozen=True):
    """The days an act can have fallen on, inclusive. `firm` where the report itself gives the day or few days.

    A window that is not firm is what a month, a long stretch, the day of publication or a denial leaves open.
    """

    first: date
    last: date
    firm: bool

    def apart(self, other: "Window") -> int:
        """The days between two windows: 0 where they share one."""
        return max(0, (self.first - other.last).days, (other.first - self.last).days)

    @property
    def days(self) -> int:
        """How many days the window holds."""
        return (self.last - self.first).days + 1


def _first_day(prefix: str) -> date:
    """The first day of an ISO 8601 prefix (`2022-06` is 1 June)."""
    parts = [int(p) for p in prefix[:10].split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def _last_day(prefix: str) -> date:
    """The last day of an ISO 8601 prefix (`2022-06` is 30 June)."""
    parts = [int(p) for p in prefix[:10].split("-")]
    if len(parts) > 2:
        return date(*parts[:3])
    month = parts[1] if len(parts) > 1 else 12
    return date(parts[0], month, monthrange(parts[0], month)[1])


def published_day(report: Report) -> date | None:
    """The day a report was published, where its article says so."""
    return _first_day(report.published) if report.published else None


def window(report: Report, back: int, ahead: int) -> Window | None:
    """The days that the act of a report can have fallen on; None where nothing tells.

    `back` is how many days before its publication an act without a day can have been, `ahead` how many days after it a
    planned one. The day of a denial is that of the words, not of what is denied: it only ends the window.
    """
    when, published = report.event.when, published_day(report)
    if when.start is not None and when.end is not None and report.event.status != "denied" and when.basis == "text":
        first, last = _in_order(_first_day(when.start), _last_day(when.end))
        return Window(first, last, len(when.start) >= 10 and len(when.end) >= 10 and (last - first).days < _LONGEST)
    told = _first_day(when.start) if when.start is not None and len(when.start) >= 10 else None
    anchor = told or published
    if anchor is None or ((when.start is None) != (when.end is None)):
        return None
    if report.event.status in ("planned", "possible"):
        return Window(anchor, _shifted(anchor, ahead), False)
    return Window(_shifted(anchor, -back), anchor, False)


def covered(start: str, end: str) -> tuple[int, int]:
    """The first and the last day of two ISO prefixes as proleptic ordinals."""
    first, last = _in_order(_first_day(start), _last_day(end))
    return first.toordinal(), last.toordinal()


def _in_order(first: date, last: date) -> tuple[date, date]:
    return (first, last) if first <= last else (last, first)


def _shifted(day: date, by: int) -> date:
    """A day moved, at the ends of the calendar where it would fall off."""
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return date.min if by < 0 else date.max
