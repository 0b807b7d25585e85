"""Turns what a Korean rule read into a time expression: what stands around it (zone, weekday, hour, 부터, 까지), the readings."""

import re
from collections.abc import Callable
from datetime import date
from typing import Literal

from dragoman.dates import calendar
from dragoman.dates import ko_patterns as patterns
from dragoman.dates import ko_words as words
from dragoman.dates.calendar import Stretch
from dragoman.dates.expression import Kind, TimeExpression
from dragoman.dates.ko_date import Reading, read_date
from dragoman.dates.spoken import Spoken
from dragoman.model.text import Span

Side = Literal["both", "since", "until"]
_KINDS: dict[Side, Kind] = {"both": "point", "since": "since", "until": "until"}


def without_days(text: str, at: int, end: int, rule: str, kind: Kind, spoken: Spoken) -> TimeExpression:
    """An expression that names no days: a duration, a frequency, 최근."""
    return TimeExpression(span=Span(at, end), rule=rule, when=None, kind=kind, day=spoken.current)


def with_days(
    text: str, at: int, end: int, reading: Reading, spoken: Spoken, *, tail: bool, keep: bool = True
) -> TimeExpression:
    """The expression from `at`, whose core ends at `end`, with what may follow it.

    `tail`: a zone, a weekday or an hour may follow; `keep`: what it names is remembered in `spoken`.
    """
    timed = False
    joined = False
    if tail:
        end, timed, reading = _with_tail(text, end, reading, spoken.anchor)
        joined_end, reading = _with_length(text, end, reading)
        if joined_end == end:
            joined_end, reading = _with_second(text, end, reading, spoken)
        joined, end = joined_end != end, joined_end
    side: Side = "both"
    suffix = None if timed or joined else patterns.SUFFIX.match(text, end)
    if suffix:
        side, end = ("since" if suffix["since"] else "until"), suffix.end()
    return _expression(text, at, end, reading, spoken, side, keep and side != "until")


def _expression(
    text: str, at: int, end: int, reading: Reading, spoken: Spoken, side: Side, keep: bool
) -> TimeExpression:
    quoted = text[at:end]
    behind, ahead = reading.stretch, reading.ahead
    closer = _closer(behind, ahead, spoken.anchor)
    if keep and closer is not None:
        spoken.name(closer, end, passing=reading.passing, aside=reading.rule not in COUNTED)
        spoken.listed = (end, closer) if ahead is None and closer.unit == "day" else None
    when = behind.when(quoted, side) if behind else None
    alternative = ahead.when(quoted, side) if ahead else None
    return TimeExpression(
        span=Span(at, end), rule=reading.rule, when=when, kind=_KINDS[side], alternative=alternative,
        closer=(alternative if closer is ahead else when) if ahead and behind and _open(reading) else None, day=spoken.current,
    )  # fmt: skip


def _open(reading: Reading) -> bool:
    """Whether the two readings are a past and a coming one (not two days to count from)."""
    return reading.rule not in COUNTED


# Rules whose alternative counts from another day, rather than lying ahead.
COUNTED = frozenset(
    {
        "ko/ago",
        "ko/later",
        *(f"ko/{rule}" for _, rule in (*words.NOW_DAYS.values(), *words.SPOKEN_DAYS.values())),
    }
)


def _closer(behind: Stretch | None, ahead: Stretch | None, anchor: date | None) -> Stretch | None:
    if behind is None or ahead is None or anchor is None or ahead.first <= anchor:
        return behind
    return ahead if (ahead.first - anchor).days < (anchor - behind.last).days else behind


def _with_tail(text: str, end: int, reading: Reading, anchor: date | None) -> tuple[int, bool, Reading]:
    """Takes in a weekday, an hour and a zone; the weekday decides between two readings where it fits one of them.

    A day told in local time may be the morrow of the page's day: it is nearer than the same day a month ago.
    """
    match = patterns.TAIL.match(text, end)
    if match is None or match.end() == end:
        return end, False, reading
    if match["weekday"] and reading.stretch and reading.ahead:
        weekday = words.WEEKDAYS.index(match["weekday"])
        fits = [stretch for stretch in (reading.stretch, reading.ahead) if stretch.first.weekday() == weekday]
        if len(fits) == 1:
            reading = reading._replace(stretch=fits[0], ahead=None)
    if reading.stretch and reading.ahead and anchor is not None and patterns.LOCAL.search(match[0]) and reading.ahead.first == calendar.shifted(anchor, 1):
        reading = reading._replace(stretch=reading.ahead, ahead=None)
    local = patterns.LOCAL_DAY.search(match[0])
    if local:
        reading = _both(reading, lambda stretch: _local(stretch, int(local[1])))
    return match.end(), bool(match["time"]), reading


def _local(stretch: Stretch | None, number: int) -> Stretch | None:
    """The day before or after `stretch` that has this number; `stretch` itself if neither has."""
    if stretch is None or stretch.unit != "day":
        return stretch
    near = (calendar.shifted(stretch.first, by) for by in (-1, 0, 1))
    return next((Stretch(day, day, "day") for day in near if day is not None and day.day == number), stretch)


def _with_length(text: str, end: int, reading: Reading) -> tuple[int, Reading]:
    """19일부터 사흘간, 19일부터 2박 3일: three days from the 19th on."""
    match = patterns.LASTING.match(text, end)
    if match is None:
        return end, reading
    days = words.DAY_COUNTS[match["word"]] if match["word"] else int(match["count"] or match["stay"])

    def lasting(stretch: Stretch | None) -> Stretch | None:
        return calendar.of_days(stretch.first, calendar.shifted(stretch.first, days - 1)) if stretch else None

    return match.end(), _both(reading, lasting)


def _with_second(text: str, end: int, reading: Reading, spoken: Spoken) -> tuple[int, Reading]:
    """7월 31일~8월 2일, 19일부터 21일까지: the second date of a range."""
    join = patterns.JOIN.match(text, end)
    second = patterns.DATE.match(text, join.end()) if join else None
    if join is None or second is None or not second[0] or read_date(second, spoken) is None:
        return end, reading
    last = join.end() + len(second[0].rstrip())
    close = patterns.TAIL.match(text, last)
    last = close.end() if close else last
    if join["words"]:
        if not text.startswith("까지", last):
            return end, reading
        last += 2

    found: re.Match[str] = second

    def to_second(stretch: Stretch | None) -> Stretch | None:
        after = read_date(found, spoken, stretch) if stretch else None
        if stretch is None or after is None or after.stretch is None or after.stretch.last < stretch.first:
            return None
        return Stretch(
            stretch.first, after.stretch.last, max(stretch.unit, after.stretch.unit, key=_FINENESS.index)
        )

    whole = _both(reading, to_second)
    if reading.stretch is not None and whole.stretch is None:
        return end, reading
    return last, whole._replace(rule="ko/range")


_FINENESS = ("year", "month", "day")


def _both(reading: Reading, change: Callable[[Stretch | None], Stretch | None]) -> Reading:
    return reading._replace(stretch=change(reading.stretch), ahead=change(reading.ahead))
