"""When a page says that it was published and changed: the dates around a dump's body."""

from dragoman.articles import furnishings, newsrooms
from dragoman.articles.dump import Line, width
from dragoman.articles.stamp import Stamp, is_stamp_line, stamps


def published_and_modified(lines: list[Line], title: Line | None, first: int, last: int, dropped: frozenset[int]) -> tuple[Stamp | None, Stamp | None]:
    """The page's own dates: labelled ones first, then one between title and body, then one right above the title.

    A labelled date is also taken from after the body (its end is at index `last`) if none stands before it.
    """
    published: list[tuple[int, Stamp]] = []
    modified: list[Stamp] = []
    at = title.index if title else -1
    label = None
    for line in lines:
        if line.index in dropped or first <= line.index < last:
            label = None
            continue
        found = stamps(line.text) if len(line.text) <= 300 else ()
        for n, stamp in enumerate(found):
            named = stamp.label or (label if n == 0 else None)
            if named == "modified":
                if at < line.index < last + 15:
                    modified.append(stamp)
            elif rank := _rank(line, named is not None, stamp, at, first, last):
                published.append((rank, stamp))
        label = _only_label(line.text) if not found else None
    published.sort(key=lambda p: -p[0])
    # a page that only tells when it was changed last is dated by that
    return (published[0][1] if published else modified[0] if modified else None), (modified[0] if modified else None)


def _rank(line: Line, labelled: bool, stamp: Stamp, title: int, first: int, last: int) -> int:
    """How good a date's place is; 0 where it is not the article's."""
    near = 100 - min(90, abs(line.index - title))
    timed = 5 if stamp.minute else 0
    before = line.index < first
    if labelled:
        return (400 if before and line.index > title else 300 if before else 200 if line.index < last + 15 else 0) and 400 - 100 * (not before) + near + timed
    if before and title < line.index and (is_stamp_line(line.text) or width(line.text) < 90):
        return 200 + near + timed
    if before and title - 2 <= line.index < title and is_stamp_line(line.text):
        return 100 + near
    return 0


def _only_label(text: str) -> str | None:
    bare = text.strip(" :：|·•")
    if len(bare) > 16:
        return None
    for field, name in (("modified", "modified"), ("stamp", "published")):
        if furnishings.pattern(field).fullmatch(bare):
            return name
    return None


def without_dates(text: str) -> str:
    """A line without the days printed in it, their labels and how often a report has been told (`종합2보`)."""
    for stamp in reversed(stamps(text)):
        text = text[: stamp.start] + " " + text[stamp.end :]
    return " ".join(part for part in (p.strip() for p in text.split("|")) if part and newsrooms.pattern("edition").fullmatch(part) is None)
