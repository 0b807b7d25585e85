"""Chronologies (일지, 연표) in and below an article: lines running that each open with a day, month or year, the later ones below."""

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from dragoman.articles import newsrooms

_YEAR, _MONTH, _DAY = (newsrooms.either(field) for field in ("year_sign", "month_sign", "day_sign"))
#: How an entry opens: 2022.2.24, '22.2.24, 2015.7, 7.22, 7/22, 2022-02-24, 2016년 7월 3일, 7월 22일, 7.18~20, also with a sign or the
#: edge of a box before it, and a day of the week or a sign (=, :) behind.
_OPENING = re.compile(
    rf"[^\w(\[「“\"'’‘]{{0,4}}(?:(?:(?P<year>[12]\d{{3}})|['’‘](?P<short>\d\d))\s?(?:[./-]|{_YEAR})\s?)?"
    rf"(?:(?P<month>\d{{1,2}})(?:\s?(?:[./-]|(?P<named>{_MONTH}))(?:\s?(?P<day>\d{{1,2}})(?!\d)(?:\s?[~∼〜～–-]\s?(?:\d{{1,2}}\s?(?:[./]|{_MONTH})\s?)?(?P<last>\d{{1,2}})(?!\d))?\s?(?:{_DAY}|\.)?)?)?)?"
    rf"(?:\s?\((?:{newsrooms.either('weekday')})\))?(?=[^\w%])\s*(?:[=:：|│,–—-]\s*)?"
)
#: A line that names the year of the entries below: ■ 2022년, <2022>.
_YEAR_ALONE = re.compile(rf"[^\w]{{0,4}}(?P<year>(?:19|20)\d\d)\s?(?:{_YEAR})?[^\w]{{0,4}}")
#: Fewer entries are no chronology.
_LEAST = 3
#: An entry tells something, and is no page of text, in code points.
_SHORTEST, _LONGEST = 8, 160
#: From a month like the first to one like the second the year has turned, where no entry says so.
_LATE, _EARLY = 10, 3


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a chronology: its day (0 for what it does not tell; year 0 where none does), and how long the words of its day are.

    `last` is the last day of several, else that day again.
    """

    year: int
    month: int
    day: int
    last: int
    opening: int

    @property
    def order(self) -> tuple[int, int, int]:
        """What comes later is larger."""
        return self.year, self.month, self.day


def entries(lines: Sequence[str]) -> dict[int, Entry]:
    """Which of `lines` (without outer blanks) are entries of a chronology, by their index.

    Days go on and never back: lists of other articles begin with the newest, and have days close to each other.
    """
    return _entries(tuple(lines))


@lru_cache(maxsize=4)
def _entries(lines: tuple[str, ...]) -> dict[int, Entry]:
    found: dict[int, Entry] = {}
    run: dict[int, Entry] = {}
    year = 0
    for index, line in enumerate([*lines, ""]):
        above = next(reversed(run.values()), None)
        if heading := _YEAR_ALONE.fullmatch(line):
            year = int(heading["year"])
            if above is None or above.year <= year:
                continue
        entry = _opened(line, year or (above.year if above else 0), above)
        if entry is not None and (above is None or entry.order >= above.order):
            run[index] = entry
            year = entry.year
            continue
        _keep(run, found)
        run = {}
        year = 0
        if entry is not None and (entry := _opened(line, 0, None)) is not None:
            run, year = {index: entry}, entry.year
    return found


def _keep(run: dict[int, Entry], found: dict[int, Entry]) -> None:
    days = [entry.order for entry in run.values()]
    if len(run) >= _LEAST and days[0] < days[-1]:
        found.update(run)


def _opened(line: str, year: int, above: Entry | None) -> Entry | None:
    """The day a line opens with, in `year` where it tells none; None for a line that opens with no day."""
    match = _OPENING.match(line) if _SHORTEST <= len(line) <= _LONGEST else None
    if match is None or match.end() >= len(line):
        return None
    told = int(match["year"] or 0) or (2000 + int(match["short"]) if match["short"] else 0)
    month, day = int(match["month"] or 0), int(match["day"] or 0)
    if month > 12 or day > 31 or not (told or day or (year and match["named"])):
        return None
    if not told and not month:
        return None
    if not told and year and above is not None and above.year == year and above.month >= _LATE and month <= _EARLY:
        year += 1
    return Entry(year=told or year, month=month, day=day, last=int(match["last"] or day), opening=match.end())
