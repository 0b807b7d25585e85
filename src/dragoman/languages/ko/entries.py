"""The entries of a chronology (`▲7.22 러, 협정 종료 통보`): they are read as headlines are, and each has a day of its own."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import msgspec

from dragoman import dates
from dragoman.articles import chronology
from dragoman.model.article import Part
from dragoman.model.language import Clause
from dragoman.model.text import Span
from dragoman.model.when import When

#: Full sentences are read as those of prose are.
_PROSE = re.compile(r"다[.!?]*$")


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry: the words of its day, what it tells, and the day (`first` where one day is told, for what counts from it).

    `ahead` is whether that is after publication: what it tells is planned.
    """

    opening: Span
    told: Span
    when: When
    first: date | None = None
    ahead: bool = False


def entries(text: str, parts: Sequence[Part], anchor: date | None) -> tuple[Entry, ...]:
    """The entries of the chronologies in an article, in order; asked for the same again right away, they are not looked up twice."""
    return _entries(text, tuple(Span(p.start, p.end) if p.kind == "body" else Span(p.start, p.start) for p in parts), anchor)


@lru_cache(maxsize=2)
def _entries(text: str, spans: tuple[Span, ...], anchor: date | None) -> tuple[Entry, ...]:
    found: list[Entry] = []
    for index, entry in chronology.entries([span.of(text) for span in spans]).items():
        opening = Span(spans[index].start, spans[index].start + entry.opening)
        when = _when(entry, anchor)
        if when is None or when.start is None:
            continue
        found.append(
            Entry(
                opening=opening,
                told=Span(opening.end, spans[index].end),
                when=msgspec.structs.replace(when, text=opening.of(text).strip()),
                first=date.fromisoformat(when.start) if when.precision == "day" and when.start == when.end else None,
                ahead=anchor is not None and when.start > anchor.isoformat(),
            )
        )
    return tuple(found)


def _when(entry: chronology.Entry, anchor: date | None) -> When | None:
    """The day of an entry, as if the text had told it in full; where no entry tells a year, it is the one closer to publication."""
    words = f"{entry.year}년" if entry.year else ""
    words += f" {entry.month}월" if entry.month else ""
    words += f" {entry.day}일" if entry.day else ""
    words += f"∼{entry.last}일" if entry.last > entry.day else ""
    time = next(iter(dates.find(words.strip(), "ko", anchor)), None)
    return time.reading("present") if time is not None else None


def entry_at(found: Sequence[Entry], offset: int) -> Entry | None:
    """The entry that tells what stands at a place."""
    index = bisect_right(found, offset, key=lambda e: e.told.start) - 1
    return found[index] if index >= 0 and offset < found[index].told.end else None


def ends_as_prose(text: str) -> bool:
    """Whether an entry is a full sentence."""
    return _PROSE.search(text) is not None


def on_its_day(clause: Clause, entry: Entry) -> Clause:
    """A clause of an entry: it was on the entry's day, where it has no day of its own."""
    if entry.ahead and clause.status == "happened":
        clause = msgspec.structs.replace(clause, status="planned", rules=(*clause.rules, "ko/entry-ahead"))
    if clause.when.start is not None or clause.when.end is not None:
        return msgspec.structs.replace(clause, day=entry.when)
    return msgspec.structs.replace(clause, when=entry.when, day=entry.when, rules=(*clause.rules, "ko/entry"))
