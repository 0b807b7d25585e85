"""Days, months, quarters and years: in which of them an act counts.

Keys of periods sort as text: `2023-02-28`, `2023-02`, `2023-Q1`, `2023`.
"""

from datetime import date
from typing import Literal

By = Literal["day", "month", "quarter", "year"]

#: How much of an ISO day must be known for the period to be known.
LETTERS: dict[By, int] = {"day": 10, "month": 7, "quarter": 7, "year": 4}
#: Days that an act may last and still be counted where it began.
SHORT = 4


def key(iso: str | None, by: By) -> str | None:
    """The period that an ISO prefix lies in; None where it does not say as much (`2023` lies in no one month)."""
    if iso is None or len(iso) < LETTERS[by]:
        return None
    if by == "quarter":
        return f"{iso[:4]}-Q{(int(iso[5:7]) + 2) // 3}"
    return iso[: LETTERS[by]]


def placed(start: str | None, end: str | None, by: By) -> str | None:
    """The period in which an act with these days counts, None where none is known.

    An act counts in the period that holds all its days. One of at most four days that runs over the end of a period (a
    visit from 30 June to 2 July) counts where it began, and so does what goes on with no end given. Longer stretches are
    mostly a way to say that the day is not known (next week, in the first half of the year): they are in no one period.

    >>> placed("2022-06-30", "2022-07-02", "month"), placed("2022-06-28", "2022-07-04", "month")
    ('2022-06', None)
    """
    began = key(start, by)
    if end is None or end == start or (began is not None and key(end, by) == began):
        return began
    try:
        days = (date.fromisoformat(end) - date.fromisoformat(start or "")).days if len(end) == 10 else SHORT
    except ValueError:
        return None
    return began if days < SHORT else None


def finest(start: str | None, end: str | None) -> str:
    """The month in which an act with these days counts, else its quarter, else its year; empty where none is known.

    Where it counts in a month it counts in the quarter and the year of that month, so that sums by month tell those as well.

    >>> finest("2022-06-30", "2022-07-02"), finest("2022-06-28", "2022-07-04"), finest(None, "2022")
    ('2022-06', '2022', '')
    """
    return placed(start, end, "month") or placed(start, end, "quarter") or placed(start, end, "year") or ""
