"""Times as days that can be compared: ISO 8601 prefixes (`2022-06`) stand for all the days they cover."""

import re
from calendar import monthrange
from datetime import date

from dragoman.model.when import When
from dragoman.record.errors import BadQuestion

#: What stands for an end that is open, and where lists put what has no time: last.
OPEN_START, OPEN_END = "0000-00-00", "9999-99-99"
UNDATED = "9999-99-99"

_PREFIX = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def first_day(prefix: str) -> str:
    """The first day that an ISO prefix covers.

    >>> first_day("2022-06"), first_day("1992"), first_day("2022-08-19T06:05+09:00")
    ('2022-06-01', '1992-01-01', '2022-08-19')
    """
    return (prefix[:10] + "-01-01"[len(prefix[:10]) - 4 :])[:10]


def last_day(prefix: str) -> str:
    """The last day that an ISO prefix covers.

    >>> last_day("2024-02"), last_day("1992")
    ('2024-02-29', '1992-12-31')
    """
    prefix = prefix[:10]
    if len(prefix) == 4:
        return f"{prefix}-12-31"
    if len(prefix) == 7:
        return f"{prefix}-{monthrange(int(prefix[:4]), int(prefix[5:]))[1]:02}"
    return prefix


def covered(when: When) -> tuple[str, str] | None:
    """First and last day of a time, `OPEN_START` or `OPEN_END` for an open end; None where nothing is told."""
    if when.start is None and when.end is None:
        return None
    return (first_day(when.start) if when.start else OPEN_START, last_day(when.end) if when.end else OPEN_END)


def sort_day(when: When) -> str:
    """The day by which lists are ordered: the first that is known, `UNDATED` where none is."""
    known = when.start or when.end
    return first_day(known) if known else UNDATED


def asked(text: str, what: str = "day") -> str:
    """A day, month or year that somebody typed, as it is. Raises `BadQuestion` for what no calendar has.

    >>> asked("2023-02")
    '2023-02'
    """
    match = _PREFIX.fullmatch(text.strip())
    if match is None:
        raise BadQuestion(f"{text}: not a {what}; write it as 2023-02-28, 2023-02 or 2023")
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    try:
        date(year, month, day)
    except ValueError:
        raise BadQuestion(f"{text}: there is no such {what}; write it as 2023-02-28, 2023-02 or 2023") from None
    return text.strip()
