"""Days, months, quarters and years: in which of them an act counts, in SQL and in Python.

Keys of periods sort as text: `2023-02-28`, `2023-02`, `2023-Q1`, `2023`.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, get_args

from dragoman.model.errors import one_line
from dragoman.relations.tables import RelationsError

By = Literal["day", "month", "quarter", "year"]

#: How much of an ISO day must be known for the period to be known.
_LETTERS: dict[By, int] = {"day": 10, "month": 7, "quarter": 7, "year": 4}
#: Days that an act may last and still be counted where it began.
_SHORT = 4
_PREFIX = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)


def checked(by: str) -> By:
    """`by` as one of the four; raises `RelationsError` for any other word."""
    for known in get_args(By):
        if by == known:
            return known  # type: ignore[no-any-return]
    raise RelationsError(f"{one_line(by)}: not a period; take one of {', '.join(get_args(By))}")


def checked_limits(since: str | None, until: str | None) -> None:
    """Raises `RelationsError` where one is no ISO 8601 day, month or year, or where they hold no day."""
    for text in (since, until):
        if text is not None and not _is_date(text):
            raise RelationsError(f"{one_line(text)}: no such date; write 2023-02-28, 2023-02 or 2023")
    if since is not None and until is not None and until[: len(since)] < since[: len(until)]:
        raise RelationsError(f"{until}: before {since}; nothing lies between")


def _is_date(text: str) -> bool:
    if not _PREFIX.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "0001-01-01"[len(text) :])
    except ValueError:
        return False
    return True


def key(iso: str | None, by: By) -> str | None:
    """The period that an ISO prefix lies in; None where it does not say as much (`2023` lies in no one month)."""
    if iso is None or len(iso) < _LETTERS[by]:
        return None
    if by == "quarter":
        return f"{iso[:4]}-Q{(int(iso[5:7]) + 2) // 3}"
    return iso[: _LETTERS[by]]


def key_sql(column: str, by: By) -> str:
    """SQL that does what `key` does."""
    letters = _LETTERS[by]
    inside = f"substr({column}, 1, {letters})"
    if by == "quarter":
        inside = f"substr({column}, 1, 4) || '-Q' || ((CAST(substr({column}, 6, 2) AS INTEGER) + 2) // 3)"
    return f"CASE WHEN length({column}) >= {letters} THEN {inside} END"


def placed_sql(by: By) -> str:
    """SQL for the period in which an act with `start` and `end` counts; null where none is known.

    An act counts in the period that holds all its days. One of at most four days that runs over the end of a period (a
    visit from 30 June to 2 July) counts where it began, and so does what goes on with no end given. Longer stretches are
    mostly a way to say that the day is not known (next week, in the first half of the year): they are in no one period.
    """
    began, ended = key_sql('"start"', by), key_sql('"end"', by)
    days = """date_diff('day', TRY_CAST("start" AS DATE), TRY_CAST("end" AS DATE))"""
    return f"""CASE WHEN "end" IS NULL OR "end" = "start" OR ({ended}) = ({began}) OR {days} < {_SHORT} THEN {began} END"""


def placed(start: str | None, end: str | None, by: By) -> str | None:
    """The period in which an act with these days counts, as `placed_sql` has it.

    >>> placed("2022-06-30", "2022-07-02", "month"), placed("2022-06-28", "2022-07-04", "month")
    ('2022-06', None)
    """
    began = key(start, by)
    if end is None or end == start or (began is not None and key(end, by) == began):
        return began
    try:
        days = (date.fromisoformat(end) - date.fromisoformat(start or "")).days if len(end) == 10 else _SHORT
    except ValueError:
        return None
    return began if days < _SHORT else None


def within(start: str | None, end: str | None, since: str | None, until: str | None) -> bool:
    """Whether days overlap `since` to `until`, as `within_sql` has it."""
    if since is not None and not (start is not None if end is None else end[: len(since)] >= since[: len(end)]):
        return False
    return until is None or (end is not None if start is None else start[: len(until)] <= until[: len(start)])


def within_sql(since: str | None, until: str | None) -> str:
    """SQL that holds for acts whose days overlap `since` to `until`, ISO prefixes as `checked_limits` lets them pass, inclusive.

    Prefixes are compared as far as both go, so that 2023-02 overlaps what is asked since 2023-02-15. An act without any date
    is within no limits that are asked for.
    """
    conditions = []
    if since is not None:
        conditions.append(
            f"""coalesce(substr("end", 1, {len(since)}) >= substr('{since}', 1, length("end")), "start" IS NOT NULL)"""
        )
    if until is not None:
        conditions.append(
            f"""coalesce(substr("start", 1, {len(until)}) <= substr('{until}', 1, length("start")), "end" IS NOT NULL)"""
        )
    return " AND ".join(conditions) or "true"


def days_within_sql(since: str | None, until: str | None) -> str:
    """The same for a column `day`."""
    conditions = ["day IS NOT NULL"]
    if since is not None:
        conditions.append(f"substr(day, 1, {len(since)}) >= '{since}'")
    if until is not None:
        conditions.append(f"substr(day, 1, {len(until)}) <= '{until}'")
    return " AND ".join(conditions)


def every(first: str, last: str, by: By) -> Iterator[str]:
    """All periods from the one that `first` lies in (its beginning) to that of `last` (its end), ISO prefixes."""
    end = key(_last_day(last), by)
    day = date.fromisoformat(first + "0001-01-01"[len(first) :])
    here = key(day.isoformat(), by)
    while end is not None and here is not None and here <= end:
        yield here
        try:
            day = _next(day, by)
        except (OverflowError, ValueError):  # the year 9999 has no next one
            return
        here = key(day.isoformat(), by)


def _next(day: date, by: By) -> date:
    match by:
        case "day":
            return day + timedelta(days=1)
        case "month":
            return date(day.year + day.month // 12, day.month % 12 + 1, 1)
        case "quarter":
            month = (day.month - 1) // 3 * 3 + 4
            return date(day.year + month // 12, month % 12, 1)
        case "year":
            return date(day.year + 1, 1, 1)


def _last_day(iso: str) -> str:
    """The last day of an ISO prefix; later than any real one where only a month is given, which sorts the same."""
    return iso + "9999-12-31"[len(iso) :]
