"""Finds Korean time expressions: one function a rule, tried in the order of `RULES` wherever `ko_patterns.START` stops."""

from collections.abc import Callable, Iterator
from datetime import date

import msgspec

from dragoman.dates import calendar
from dragoman.dates import ko_patterns as patterns
from dragoman.dates import ko_words as words
from dragoman.dates.calendar import Stretch
from dragoman.dates.expression import TimeExpression
from dragoman.dates.ko_build import with_days, without_days
from dragoman.dates.ko_date import Reading, is_news, mark_of, read_date, tight
from dragoman.dates.spoken import Spoken
from dragoman.model.text import Span

Rule = Callable[[str, int, Spoken], TimeExpression | None]
_SET = 16  # how far back, in code points, stands what a day is counted from
_MARGIN = 300  # how far back, in code points, 이날 may point to a day told in passing


def find_korean(text: str, anchor: date | None, previous: date | None) -> Iterator[TimeExpression]:
    """The expressions of a Korean text, from left to right; none overlaps another."""
    spoken = Spoken(anchor, previous)
    place = 0
    while start := patterns.START.search(text, place):
        at = start.start()
        place = at + 1
        if skipped := patterns.NO_DATE.match(text, at):
            place = skipped.end()
            continue
        for rule in RULES:
            expression = rule(text, at, spoken)
            if expression is not None:
                place = max(place, expression.span.end)
                yield expression
                break


def _frequency(text: str, at: int, spoken: Spoken) -> TimeExpression | None:
    match = patterns.FREQUENCY.match(text, at)
    if match is None:
        return None
    if match["month"] and match["day"]:
        spoken.yearly = (int(match["month"]), int(match["day"]), match.end())
    return without_days(text, at, match.end(), "ko/frequency", "frequency", spoken)


def _anniversary(text: str, at: int, spoken: Spoken) -> TimeExpression | None:
    match = patterns.ANNIVERSARY.match(text, at)
    return without_days(text, at, match.end(), "ko/anniversary", "anniversary", spoken) if match else None


def _duration(text: str, at: int, spoken: Spoken) -> TimeExpression | None:
    match = patterns.DURATION.match(text, at) or patterns.STRETCH.match(text, at)
    return without_days(text, at, match.end(), "ko/duration", "duration", spoken) if match else None


def _recently(text: str, at: int, spoken: Spoken) -> TimeExpression | None:
    match = patterns.RECENTLY.match(text, at)
    return without_days(text, at, match.end(), "ko/recently", "duration", spoken) if match else None


def _ago(text: str, at: int, spoken: Spoken) -> TimeExpression | None:
    match = patterns.AGO.match(text, at)
    if match is None or (match["unit"] == "일" and patterns.FORMER.match(text, match.end())):
        return None
    unit = words.UNITS[match["unit"] or match["smallunit"] or "일"]
    if match["ago"] in ("앞서", "앞선") and unit != "day":
        return None  # 석 달 앞서: ahead of a plan
    count = (
        int(match["count"] or 0)
        or words.DAY_COUNTS.get(match["word"] or "")
        or words.SMALL_NUMBERS[match["small"] or "한"]
    )
    by = -count if match["ago"] else count
    rule = "ko/ago" if match["ago"] else "ko/later"
    if match["thatday"] and unit == "year":
        day = calendar.same_day_of(spoken.now, by)
        return with_days(
            text, at, match.end(), Reading(calendar.of_day(day), None, rule, True), spoken, tail=True
        )
    end = match.end("ago") if match["ago"] else match.end("later")
    if dated := _dated(text, at, end, spoken):  # 회담 하루 전인 25일: the talks were on the 26th
        known = dated.when is not None and dated.when.precision == "day" and unit == "day" and dated.day is not None
        return msgspec.structs.replace(dated, base=calendar.shifted(date.fromisoformat(dated.when.start), -by)) if known and dated.when and dated.when.start else dated
    if patterns.FROM_SET_DAY.search(text[max(0, at - _SET) : at]):  # 투표 날 하루 전에
        return without_days(text, at, end, "ko/from-set-day", "duration", spoken)
    # 30일 발표했다. 하루 앞서 만났다: before the day named last, be it the story's or not
    last = spoken.last_day if match["ago"] in ("앞서", "앞선") else None
    told, published = (_moved(base, by, unit) for base in (last or spoken.now, spoken.anchor))
    reading = Reading(told, published if published != told else None, rule, True)
    return with_days(text, at, end, reading, spoken, tail=False)


def _counted(text: str, at: int, spoken: Spoken) -> TimeExpression | None:
    """발사한 지 하루 만인 25일: the date, and the day of what it is counted from."""
    match = patterns.FROM_DATE.match(text, at)
    found = _dated(text, at, match.end(), spoken) if match else None
    if match is None or found is None or found.when is None or found.when.start is None:
        return None
    if found.when.precision != "day" or found.when.start != found.when.end:
        return found
    count = int(match["count"] or 0) or words.DAY_COUNTS[match["word"] or "하루"]
    base = calendar.shifted(date.fromisoformat(found.when.start), -count)
    return msgspec.structs.replace(found, base=base)


def _dated(text: str, at: int, end: int, spoken: Spoken) -> TimeExpression | None:
    """전날인 28일, 하루 전인 25일: the date that follows says which day is meant."""
    link = patterns.BEFORE_DATE.match(text, end)
    found = _date(text, link.end(), spoken) if link else None
    if found is None or found.when is None:
        return None
    words_read = text[at : found.span.end]
    whens = [w and msgspec.structs.replace(w, text=words_read) for w in (found.when, found.alternative, found.closer)]
    return msgspec.structs.replace(found, span=Span(at, found.span.end), when=whens[0], alternative=whens[1], closer=whens[2])


def _moved(base: date | None, by: int, unit: str) -> Stretch | None:
    if base is None:
        return None
    if unit == "year":
        return calendar.of_years(base.year + by, base.year + by)
    if unit == "month":
        year, month = calendar.months_on(base.year, base.month, by)
        return calendar.of_months(year, month, month)
    if unit == "week":
        week = calendar.week_of(base, by)
        return calendar.of_days(*week) if week else None
    return calendar.of_day(calendar.shifted(base, by))


def _numeric(text: str, at: int, spoken: Spoken) -> TimeExpression | None:
    match = patterns.NUMERIC.match(text, at)
    day = calendar.make(int(match["year"]), int(match["month"]), int(match["day"])) if match else None
    if match is None or day is None:
        return None
    reading = Reading(calendar.of_day(day), None, "ko/numeric-date", not is_news(day, spoken.anchor))
    return with_days(text, at, match.end(), reading, spoken, tail=True)


def _years(text: str, at: int, spoken: Spoken) -> TimeExpression | None:
    if decade := patterns.DECADE.match(text, at):
        first = int(decade["year"] or 0) or 1900 + int(decade["short"])
        reading = Reading(calendar.of_years(first, first + 9), None, "ko/decade")
        return with_days(text, at, decade.end(), reading, spoken, tail=False)
    match = patterns.YEARS.match(text, at)
    if match is None:
        return None
    first = int(match["first"])
    last = int(match["last"]) + (first // 100 * 100 if len(match["last"]) == 2 else 0)
    years = calendar.of_years(first, last)
    return (
        with_days(text, at, match.end(), Reading(years, None, "ko/years"), spoken, tail=False)
        if years
        else None
    )


def _week(text: str, at: int, spoken: Spoken) -> TimeExpression | None:
    match = patterns.WEEK.match(text, at)
    if match is None:
        weekend = patterns.WEEKEND.match(text, at)
        if weekend is None:
            return None
        by = {"지난": -1, "이번": 0}.get(weekend["week"], 1)
        by = 0 if weekend["week"] == "오는" else by
        return _part_of_week(text, at, weekend.end(), by, (5, 6), spoken)
    by = words.WEEK_WORDS[tight(match["week"])]
    if match["day"]:
        day = words.WEEKDAYS.index(match["day"])
        return _part_of_week(text, at, match.end(), by, (day, day), spoken)
    return _part_of_week(
        text, at, match.end(), by, words.WEEK_PARTS.get(match["weekpart"] or "", (0, 6)), spoken
    )


def _part_of_week(
    text: str, at: int, end: int, by: int, part: tuple[int, int], spoken: Spoken
) -> TimeExpression:
    week = calendar.week_of(spoken.anchor, by)
    days = (
        calendar.of_days(calendar.shifted(week[0], part[0]), calendar.shifted(week[0], part[1]))
        if week
        else None
    )
    rule = "ko/weekday-of-week" if part[0] == part[1] else "ko/week"
    ahead = None
    if (
        days and by == 0 and spoken.anchor and spoken.anchor.weekday() == 6
    ):  # many papers begin the week on Sunday
        ahead = calendar.of_days(calendar.shifted(days.first, 7), calendar.shifted(days.last, 7))
    return with_days(text, at, end, Reading(days, ahead, rule, True), spoken, tail=True)


def _weekday(text: str, at: int, spoken: Spoken) -> TimeExpression | None:
    match = patterns.WEEKDAY.match(text, at)
    if match is None:
        return None
    anchor, day = spoken.anchor, words.WEEKDAYS.index(match["day"])
    reading = Reading(None, None, "ko/weekday")
    if anchor is not None:
        behind: date | None = calendar.weekday_before(anchor, day)
        ahead: date | None = calendar.weekday_after(anchor, day)
        number = int(match["date"] or 0)
        if number:  # 금요일(3일): the day of the month that falls on that weekday
            near = [
                found
                for found in (calendar.day_before(anchor, number), calendar.day_after(anchor, number))
                if found
            ]
            fits = [found for found in near if found.weekday() == day]
            behind, ahead = (
                (fits[0], fits[1] if len(fits) == 2 and fits[1] != fits[0] else None)
                if fits
                else (behind, ahead)
            )
        elif match["mark"] == "이번":
            week = calendar.week_of(anchor, 0)
            behind, ahead = (calendar.shifted(week[0], day) if week else None), None
        elif mark_of(match["mark"]) == "past":
            yesterday = calendar.shifted(anchor, -1)
            behind, ahead = (calendar.weekday_before(yesterday, day) if yesterday else None), None
        elif mark_of(match["mark"]) == "ahead":
            behind, ahead = ahead, None
        elif behind == anchor:
            ahead = None
        reading = Reading(calendar.of_day(behind), calendar.of_day(ahead), "ko/weekday", bool(match["mark"]))
    return with_days(text, at, match.end(), reading, spoken, tail=True)


def _so_far(text: str, at: int, spoken: Spoken) -> TimeExpression | None:
    match = patterns.SO_FAR.match(text, at)
    if match is None:
        return None
    months = calendar.of_months(spoken.anchor.year, 1, int(match["month"])) if spoken.anchor else None
    reading = Reading(months if months and int(match["month"]) <= 12 else None, None, "ko/year-so-far")
    return with_days(text, at, match.end(), reading, spoken, tail=False)


def _date(text: str, at: int, spoken: Spoken) -> TimeExpression | None:
    match = patterns.DATE.match(text, at)
    if match is None or match.end() == at:
        return None
    named = (
        match["year4"]
        or match["year2"]
        or match["year2m"]
        or match["yearword"]
        or match["month"]
        or match["monthword"]
    )
    if not named and not match["mark"] and patterns.COUNT_BEFORE.search(text[max(0, at - 5) : at]):
        return None
    bare = not named and not match["mark"]
    listed = spoken.listed  # 5월 10일과 11일: the second day is of the month of the first
    follows = (
        listed is not None
        and bare
        and at - listed[0] <= 3
        and text[listed[0] : at].strip() in ("과", "와", "및", ",")
    )
    reading = read_date(match, spoken, listed[1] if follows and listed else None)
    if reading is None:
        return None
    if not named and match["mark"] and match["part"]:
        if match["part"] in ("초", "말", "중반"):
            return None
        reading = _season(reading, spoken, match["mark"], match["part"])
    end = at + len(match[0].rstrip())
    if match["yearword"] and not (match["month"] or match["monthword"] or match["part"]):
        reading = _yearly(text, at, reading, spoken)
    return with_days(text, at, end, reading, spoken, tail=bool(match["days"] or match["month"]))


def _yearly(text: str, at: int, reading: Reading, spoken: Spoken) -> Reading:
    """매년 7월 27일 기념해 왔으며 올해도: that day of this year."""
    if spoken.yearly is None or reading.stretch is None:
        return reading
    month, day, end = spoken.yearly
    on = calendar.make(reading.stretch.first.year, month, day)
    if on is None or patterns.SENTENCE_END.search(text, end, at):
        return reading
    return reading._replace(stretch=calendar.of_day(on), passing=True)


def _season(reading: Reading, spoken: Spoken, mark: str, part: str) -> Reading:
    """지난 3분기, 오는 가을: the nearest behind or ahead."""
    if reading.stretch is None or spoken.anchor is None:
        return reading
    by = 0
    if mark_of(mark) == "past" and reading.stretch.first > spoken.anchor:
        by = -1
    elif mark_of(mark) == "ahead" and reading.stretch.last < spoken.anchor:
        by = 1
    return reading._replace(stretch=calendar.of_months(spoken.anchor.year + by, *words.YEAR_PARTS[part]))


def _year_end(text: str, at: int, spoken: Spoken) -> TimeExpression | None:
    match = patterns.YEAR_END.match(text, at)
    if match is None:
        return None
    year = spoken.anchor.year if spoken.anchor else None
    stretch = (
        calendar.of_months(year, *words.YEAR_PARTS.get(match["word"], (1, 12))) if year is not None else None
    )
    if year is not None:
        stretch = calendar.of_years(year, year) if stretch is None or match["word"] == "연내" else stretch._replace(unit="year")
    return with_days(
        text, at, match.end("word"), Reading(stretch, None, "ko/part-of-year"), spoken, tail=False
    )


def _now_day(text: str, at: int, spoken: Spoken) -> TimeExpression | None:
    match = patterns.NOW_DAY.match(text, at)
    if match is None or patterns.FIGURATIVE_BEFORE.search(text[max(0, at - 2) : at]):
        return None
    by, rule = words.NOW_DAYS[match["word"]]
    published, told = calendar.shifted(spoken.anchor, by), calendar.shifted(spoken.current, by)
    if (
        match["date"]
        and published is not None
        and spoken.anchor is not None
        and published.day != int(match["date"])
    ):
        near = (
            calendar.day_before(spoken.anchor, int(match["date"])),
            calendar.day_after(spoken.anchor, int(match["date"])),
        )
        anchor = spoken.anchor
        published = min(
            (day for day in near if day), key=lambda day: abs((day - anchor).days), default=published
        )
        told = None
    first = published or told
    other = told if told != first else None
    reading = Reading(calendar.of_day(first), calendar.of_day(other), f"ko/{rule}", True)
    return with_days(text, at, match.end(), reading, spoken, tail=True)


def _spoken_day(text: str, at: int, spoken: Spoken) -> TimeExpression | None:
    match = patterns.SPOKEN_DAY.match(text, at)
    if match is None or (match["word"] == "당일" and not patterns.BEFORE_THAT_DAY.search(text[max(0, at - 3) : at])):
        return None  # 사건 당일: the day of an act, not one spoken of
    if dated := _dated(text, at, match.end(), spoken):
        return dated
    if patterns.FROM_SET_DAY.search(text[max(0, at - _SET) : at]):  # 선거 바로 전날
        return without_days(text, at, match.end(), "ko/from-set-day", "duration", spoken)
    by, rule = words.SPOKEN_DAYS[tight(match["word"])]
    base, other, passing = _base(text, at, rule, spoken)
    day, alternative = calendar.shifted(base, by), calendar.shifted(other, by)
    reading = Reading(
        calendar.of_day(day),
        calendar.of_day(alternative) if alternative != day else None,
        f"ko/{rule}",
        passing,
    )
    return with_days(text, at, match.end(), reading, spoken, tail=True)


def _base(text: str, at: int, rule: str, spoken: Spoken) -> tuple[date | None, date | None, bool]:
    """The day that a word such as 이날 counts from, the next best one, and whether it is told in passing."""
    other = spoken.anchor if spoken.current is None else None
    if rule == "previous-day":
        near = spoken.scene_end is not None and at - spoken.scene_end <= _MARGIN
        between = text[spoken.scene_end : at] if near else ""
        reported = patterns.REPORT.search(between) and not patterns.SENTENCE_END.search(between)
        return spoken.current, other, not reported
    if rule == "following-day":
        return spoken.last_day, spoken.anchor if spoken.last_day is None else None, False
    if rule == "same-day":
        ahead = spoken.anchor is not None and spoken.last_day is not None and spoken.last_day > spoken.anchor
        return spoken.current if ahead else spoken.last_day, None, False
    if spoken.aside is not None and rule == "that-day" and _is_scene(text, at, spoken.aside[0]):
        return spoken.aside[1], spoken.scene, False
    if rule == "that-day" and spoken.scene_end is not None and spoken.lead is not None and "\n" in text[spoken.scene_end : at]:
        # a paragraph that looked back is over: its day is not the one the story tells of
        return spoken.lead, spoken.scene, False
    return spoken.current, other, False


def _is_scene(text: str, at: int, end: int) -> bool:
    """Whether a day told in passing, whose words ended at `end`, is the scene of what stands at `at`."""
    if at - end > _MARGIN:
        return False
    between = text[end:at]
    if "\n" in between:
        return False
    stop = patterns.SENTENCE_END.search(between)
    if stop is None:
        return False
    before = text[max(0, end - _MARGIN) : end]
    begin = max(
        (found.end() for found in patterns.SENTENCE_END.finditer(before)), default=before.rfind("\n") + 1
    )
    return not patterns.LOOKING_BACK.search(before[begin:] + between[: stop.start()])


def _then(text: str, at: int, spoken: Spoken) -> TimeExpression | None:
    match = patterns.THEN.match(text, at)
    if match is None or not patterns.BEFORE_THEN.search(text[max(0, at - 4) : at]):
        return None
    return with_days(
        text, at, match.end(), Reading(spoken.last, None, "ko/then", True), spoken, tail=False, keep=False
    )


RULES: tuple[Rule, ...] = (
    _frequency, _anniversary, _counted, _ago, _duration, _numeric, _years, _week, _weekday, _year_end, _so_far, _date, _now_day, _spoken_day,
    _recently, _then,
)  # fmt: skip
