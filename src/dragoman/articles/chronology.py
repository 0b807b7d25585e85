"""Chronologies (일지, 연표) in and below an article: lines running that each open with a day, month or year, the later ones below."""

import re

#: How an entry opens: 2022.2.24, 2015.7, 7.22, 2016년 7월 3일, 7월 22일, also with a sign or the edge of a box before it.
_OPENING = re.compile(
    r"[^\w(\[「“\"']{0,4}(?:(?P<year>[12]\d{3})\s?[.년]\s?)?(?:(?P<month>\d{1,2})(?:\s?[.월](?:\s?(?P<day>\d{1,2})\s?일?)?)?)?[^\w%]"
)
#: Fewer entries are no chronology.
_LEAST = 3
#: An entry tells something, and is no page of text, in code points.
_SHORTEST, _LONGEST = 8, 160


def entries(lines: list[str]) -> frozenset[int]:
    """Which of `lines` (without outer blanks) are entries of a chronology, as indexes.

    Days go on and never back: lists of other articles begin with the newest, and have days close to each other.
    """
    found: set[int] = set()
    run: list[int] = []
    days: list[tuple[int, int, int]] = []
    for index, line in enumerate([*lines, ""]):
        day = _opened(line, days[-1][0] if days else 0)
        if day is not None and (not days or day >= days[-1]):
            run.append(index)
            days.append(day)
            continue
        if len(run) >= _LEAST and days[0] < days[-1]:
            found.update(run)
        run, days = ([index], [day]) if day is not None else ([], [])
    return frozenset(found)


def _opened(line: str, year: int) -> tuple[int, int, int] | None:
    """The day a line opens with, in the year before where it tells none; None for a line that opens with no day."""
    match = _OPENING.match(line) if _SHORTEST <= len(line) <= _LONGEST else None
    if match is None or (match["year"] is None and (match["month"] is None or match["day"] is None)):
        return None
    month, day = int(match["month"] or 0), int(match["day"] or 0)
    return (int(match["year"] or year), month, day) if month <= 12 and day <= 31 else None
