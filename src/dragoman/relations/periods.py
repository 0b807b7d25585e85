"""Days, months, quarters and years: in which of them an act counts, in SQL as `model.periods` has it, and what lies within limits."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import get_args

from dragoman.model.errors import one_line
from dragoman.model.periods import LETTERS, SHORT, By, key, placed
from dragoman.relations.tables import RelationsError

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


def key_sql(column: str, by: By) -> str:
    """SQL that does what `key` does."""
    letters = LETTERS[by]
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
    return f"""CASE WHEN "end" IS NULL OR "end" = "start" OR ({ended}) = ({began}) OR {days} < {SHORT} THEN {began} END"""


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


def between(found: Iterable[str], by: By) -> Iterator[str]:
    """All periods from the first to the last of some months, quarters or years."""
    some = sorted(found)
    if some:
        first, last = (date(int(p[:4]), int(p[6]) * 3 - 2, 1).isoformat() if "Q" in p else p for p in (some[0], some[-1]))
        yield from every(first, last, by)


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


__all__ = ["By", "between", "checked", "checked_limits", "days_within_sql", "every", "key", "key_sql", "placed", "placed_sql", "within", "within_sql"]
