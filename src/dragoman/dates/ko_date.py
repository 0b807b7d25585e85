"""Reads a composed Korean date: mark, year, month, days, part (지난해 8월 28일, 내달 초, 10∼15일)."""

import re
from datetime import date
from typing import Literal, NamedTuple

from dragoman.dates import calendar
from dragoman.dates import ko_patterns as patterns
from dragoman.dates import ko_words as words
from dragoman.dates.calendar import Stretch
from dragoman.dates.spoken import Spoken

# A bare day ahead in the next month, or a bare month of the next year, is meant only when it is near.
_DAYS_INTO_NEXT_MONTH = 10
_DAYS_INTO_NEXT_YEAR = 62
_DAYS_OF_NEWS = 2
_NUMBERS = re.compile(r"\d{1,2}")
_SPACE = re.compile(r"[ \t\u00a0\u3000]")
Mark = Literal["past", "ahead"]


class Reading(NamedTuple):
    """A stretch behind, the one ahead where the words leave both open, the rule, and whether it is told in passing."""

    stretch: Stretch | None
    ahead: Stretch | None
    rule: str
    passing: bool = False


def is_news(day: date | None, anchor: date | None) -> bool:
    """Whether a day named with its month can be the one that the article tells of: those of the last days are."""
    return anchor is None or (day is not None and 0 <= (anchor - day).days <= _DAYS_OF_NEWS)


def tight(words_found: str) -> str:
    """The words without their spaces: how the tables have them."""
    return _SPACE.sub("", words_found)


_IMPOSSIBLE = Reading(
    None, None, "ko/impossible-date"
)  # 2월 30일: read whole, so that 30일 is not found in it


def mark_of(found: str | None) -> Mark | None:
    """Whether the words before a day say that it is behind or ahead."""
    if not found:
        return None
    return "past" if found in words.PAST_MARKS else "ahead"


def read_date(match: re.Match[str], spoken: Spoken, after: Stretch | None = None) -> Reading | None:
    """Resolves a match of `ko_patterns.DATE`; None if it names nothing or no day or month of any year.

    `after` is the first date of a range: the second takes from it what it leaves out.
    """
    days = [int(number) for number in _NUMBERS.findall(match["days"] or "")]
    month = int(match["month"]) if match["month"] else None
    first_month = int(match["month1"]) if match["month1"] else None
    if any(not 1 <= day <= 31 for day in days) or any(
        not 1 <= m <= 12 for m in (month, first_month) if m is not None
    ):
        return None
    mark = mark_of(match["mark"])
    year, year_rule = _year(match, spoken)
    if year_rule == "year" and year is not None and month is not None:
        spoken.written = (year, month, match.end())
    if year_rule is None and month is not None and mark is None and (written := _in_written_year(match, spoken, month)):
        year, year_rule = written, "year"
    if year_rule is not None:
        return _with_year(match, spoken, year, year_rule, month, first_month, days)
    if match["monthword"]:
        return _with_month_word(match, spoken, days)
    if month is not None:
        return _with_month(match, spoken, mark, month, first_month, days, after)
    if days:
        return _with_days(spoken, mark, days, after)
    if match["part"] in words.YEAR_PARTS:
        base = spoken.anchor.year if spoken.anchor else None
        return Reading(_part_of_year(base, match["part"]), None, "ko/part-of-year")
    return None


def _in_written_year(match: re.Match[str], spoken: Spoken, month: int) -> int | None:
    """`2019년 7월 규제했고, 8월에는 제외했다`: a later month of one sentence is of the past year written before it."""
    if spoken.written is None or spoken.anchor is None:
        return None
    year, named, end = spoken.written
    same = patterns.SENTENCE_END.search(match.string, end, match.start()) is None and "\n" not in match.string[end : match.start()]
    return year if year < spoken.anchor.year and named <= month and same else None


def _year(match: re.Match[str], spoken: Spoken) -> tuple[int | None, str | None]:
    """The year and the rule that read it; (None, rule) if what it stands on is unknown, (None, None) if none is named."""
    if match["year4"]:
        return int(match["year4"]), "year"
    short = match["year2"] or match["year2m"]
    if short:
        return (2000 if int(short) < 45 else 1900) + int(short), "year"
    if match["yearword"]:
        word = tight(match["yearword"])
        if word in words.SPOKEN_YEARS:
            return (None if spoken.year is None else spoken.year + words.SPOKEN_YEARS[word]), "spoken-year"
        by, rule = words.YEAR_WORDS[word]
        return (spoken.anchor.year + by if spoken.anchor else None), rule
    return None, None


def _with_year(
    match: re.Match[str],
    spoken: Spoken,
    year: int | None,
    rule: str,
    month: int | None,
    first_month: int | None,
    days: list[int],
) -> Reading | None:
    if match["monthword"]:
        found = _month_word(match, spoken)
        base = found[0] or (spoken.anchor.year, spoken.anchor.month) if spoken.anchor else found[0]
        month = base[1] if base else None
    named = "full-date" if rule == "year" else f"{rule}-day"
    if month is None:
        if days:
            return None
        part = match["part"]
        if part:
            return Reading(_part_of_year(year, part), None, f"ko/{rule}-part")
        return Reading(None if year is None else calendar.of_years(year, year), None, f"ko/{rule}")
    if not days:
        rule = f"ko/{rule}-month"
        if year is None:
            return Reading(None, None, rule)
        if match["part"]:
            return Reading(_part_of_month((year, month), match["part"]), None, rule + "-part")
        return Reading(calendar.of_months(year, first_month or month, month), None, rule)
    if year is None:
        return Reading(None, None, f"ko/{named}")
    first = calendar.make(year, month, days[0])
    if first is None:
        return _IMPOSSIBLE
    return Reading(_to_last(first, days), None, f"ko/{named}", not is_news(first, spoken.anchor))


def _month_word(match: re.Match[str], spoken: Spoken) -> tuple[tuple[int, int] | None, str]:
    word = tight(match["monthword"])
    if word in words.SPOKEN_MONTHS:
        return spoken.month, "same-month"
    by, rule = words.MONTH_WORDS[word]
    return (calendar.months_on(spoken.anchor.year, spoken.anchor.month, by) if spoken.anchor else None), rule


def _with_month_word(match: re.Match[str], spoken: Spoken, days: list[int]) -> Reading | None:
    month, rule = _month_word(match, spoken)
    if days:
        if month is None:
            return Reading(None, None, f"ko/{rule}-day")
        first = calendar.make(*month, days[0])
        return (
            _IMPOSSIBLE
            if first is None
            else Reading(_to_last(first, days), None, f"ko/{rule}-day", passing=True)
        )
    if match["part"]:
        return Reading(_part_of_month(month, match["part"]), None, f"ko/{rule}-part")
    return Reading(None if month is None else calendar.of_months(*month, month[1]), None, f"ko/{rule}")


def _with_month(
    match: re.Match[str],
    spoken: Spoken,
    mark: Mark | None,
    month: int,
    first_month: int | None,
    days: list[int],
    after: Stretch | None,
) -> Reading | None:
    day = days[0] if days else 1
    if calendar.make(2000, month, day) is None:
        return _IMPOSSIBLE
    part = match["part"]
    rule = "ko/month-day" if days else "ko/month-part" if part else "ko/month"
    anchor = after.first if after else spoken.anchor
    if anchor is None:
        return Reading(None, None, rule)
    if not days:  # compare months, not days: in August, 8월 is this month both ways
        anchor = anchor.replace(day=1)
    behind = calendar.month_day_before(anchor, first_month or month, day)
    ahead = calendar.month_day_after(anchor, first_month or month, day)

    def whole(first: date | None) -> Stretch | None:
        if first is None:
            return None
        if days:
            return _to_last(first, days)
        if part:
            return _part_of_month((first.year, first.month), part)
        last = month if month >= first.month else month + 12
        return calendar.of_months(first.year, first.month, last)

    if after or mark == "ahead":
        return Reading(whole(ahead), None, rule)
    if mark == "past" or ahead is None or ahead == behind:
        return Reading(
            whole(behind), None, rule, passing=mark == "past" or not is_news(behind, spoken.anchor)
        )
    near = ahead.year == anchor.year or (ahead - anchor).days <= _DAYS_INTO_NEXT_YEAR
    return Reading(
        whole(behind), whole(ahead) if near else None, rule, passing=not is_news(behind, spoken.anchor)
    )


def _with_days(spoken: Spoken, mark: Mark | None, days: list[int], after: Stretch | None) -> Reading | None:
    rule = "ko/days-of-month" if len(days) > 1 else "ko/day-of-month"
    anchor = after.first if after else spoken.anchor
    if anchor is None:
        return Reading(None, None, rule)
    behind, ahead = calendar.day_before(anchor, days[0]), calendar.day_after(anchor, days[0])
    if after or mark == "ahead":
        return Reading(_to_last(ahead, days), None, rule)
    if mark == "past" or ahead is None or ahead == behind:
        return Reading(_to_last(behind, days), None, rule, passing=mark == "past")
    near = ahead.month == anchor.month or (ahead - anchor).days <= _DAYS_INTO_NEXT_MONTH
    return Reading(_to_last(behind, days), _to_last(ahead, days) if near else None, rule)


def _to_last(first: date | None, days: list[int]) -> Stretch | None:
    """From `first` to the last of the days listed, in the next month where the number is smaller."""
    if first is None:
        return None
    last = calendar.day_after(first, days[-1])
    return calendar.of_days(first, last)


def _part_of_year(year: int | None, part: str) -> Stretch | None:
    """A quarter, a half or a season tells its months; the beginning and the end of a year tell no more than the year."""
    if year is None:
        return None
    months = calendar.of_months(year, *words.YEAR_PARTS.get(part, (1, 12)))
    return months._replace(unit="year") if months is not None and part in words.VAGUE_PARTS else months


def _part_of_month(month: tuple[int, int] | None, part: str) -> Stretch | None:
    """이달 초, 6월 하순: which days is not told, so that no more than the month is given."""
    if month is None or not 1 <= month[0] <= 9999:
        return None
    first, last = words.MONTH_PARTS.get(part, (1, 0))
    last = last or calendar.month_length(*month)
    days = calendar.of_days(calendar.make(*month, first), calendar.make(*month, last))
    return days._replace(unit="month") if days is not None else None
