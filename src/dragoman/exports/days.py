"""Days for formats that know nothing else."""

from datetime import UTC, datetime

from dragoman.model.when import When


def first_known(when: When) -> str | None:
    """The first day that is told, ISO 8601: the first of the month or year where only that is told, None where nothing is.

    >>> first_known(When(start="2022-06"))
    '2022-06-01'
    """
    known = when.start or when.end
    return (known[:10] + "-01-01"[len(known[:10]) - 4 :])[:10] if known else None


def last_told(when: When) -> str | None:
    """The last day where it is told to the day and is not the first; None otherwise."""
    return when.end if when.end and len(when.end) == 10 and when.end != when.start else None


def is_rounded(when: When) -> bool:
    """Whether `first_known` had to choose a day: only a month or year is told."""
    known = when.start or when.end
    return known is not None and len(known) < 10


def utc_stamp(published: str) -> str | None:
    """A time of publication as YYYYMMDDHHMMSS in UTC; midnight of its day where only the day or no offset is known.

    >>> utc_stamp("2023-03-01T09:41+09:00"), utc_stamp("2023-03-01")
    ('20230301004100', '20230301000000')
    """
    try:
        time = datetime.fromisoformat(published)
    except ValueError:
        return None
    if time.tzinfo is None:
        return time.strftime("%Y%m%d000000")
    return time.astimezone(UTC).strftime("%Y%m%d%H%M%S")
