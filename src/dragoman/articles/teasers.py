"""Other articles that a page advertises: runs of headlines (or first words) with dates, and lists under `관련 기사`."""

import re
from itertools import takewhile

import msgspec

from dragoman.articles import furnishings, newsrooms
from dragoman.articles.body import is_prose
from dragoman.articles.dump import Line, ends_sentence, is_cut, width
from dragoman.articles.stamp import parse_stamp, stamps
from dragoman.model.article import Teaser

#: What stands between a heading and its headlines on one line, and between these.
_ROW = re.compile(r"\s*([\]|▷▶])\s*")
_SIGNS = re.compile(r"\s*[|▷▶]\s*|\s[·/]\s")
#: A headline in a list is no narrower than this; one with its rank may be.
_HEADLINE, _SHORT = 16, 12
_ONLY_DATE = 4
#: Fewer headlines under a heading such as `최신 기사` above an article are no list: the heading is a menu's.
_MENU = 3
_SURE = newsrooms.pattern("surely_related")
_LEGAL = re.compile(rf"[ⓒ©]|{newsrooms.expression('rights')}", re.IGNORECASE)
_RANK = re.compile(rf"(?P<place>\d{{1,2}})\s*(?:[.)]|{newsrooms.either('rank_sign')})?\s+(?=\S)")
_NUMBER = re.compile(r"(?:^|\s)\d{1,2}[.)]\s+")
#: Signs before a headline that is a link, and what a site asks its readers to do.
_ARROWS = ("▶", "▷", "☞", "►")
_INVITES = re.compile(rf"{newsrooms.expression('invites')}|@")
_LABELS = re.compile(r"[\W\d_]+")


class Advertised(msgspec.Struct, frozen=True):
    """The teasers found, and the indexes of the lines that hold them (headings and dates included)."""

    teasers: tuple[tuple[int, Teaser], ...]
    lines: frozenset[int]


def advertised(lines: list[Line]) -> Advertised:
    """The teasers among `lines`."""
    found: dict[int, Teaser] = {}
    more: list[tuple[int, Teaser]] = []
    taken: set[int] = set()
    for run in (_dated_below(lines), _dated_within(lines), _labelled(lines), _in_a_row(lines)):
        for owned, teaser in run:
            if not owned:
                more.append((max(found), teaser))
            elif taken.isdisjoint(owned):
                found[owned[0]] = teaser
                taken.update(owned)
    for heading, below in _listed(lines, taken):
        taken.add(heading)
        for line in below:
            taken.add(line.index)
            if width(line.words) >= (_SHORT if _RANK.match(line.words) else _HEADLINE):
                stamp = parse_stamp(line.words[:300])
                found.setdefault(line.index, Teaser(title=line.words[_rank(below, line) :], date=stamp.day if stamp else None))
    return Advertised(tuple(sorted([*found.items(), *more], key=lambda one: one[0])), frozenset(taken))


def _dated_below(lines: list[Line]) -> list[tuple[tuple[int, ...], Teaser]]:
    """Three or more times running: a line or two, then a line that is a date."""
    dates = [i for i, line in enumerate(lines) if _is_date(line.words)]
    runs: list[list[tuple[tuple[int, ...], Teaser]]] = [[]]
    for before, at in zip([-1, *dates], dates, strict=False):
        owned = tuple(range(max(before + 1, at - 3 if before >= 0 and runs[-1] else at - 1), at))
        fresh = not runs[-1] or before < 0 or at - before > 4 or _timed(lines[before]) != _timed(lines[at])
        if fresh:
            runs.append([])
            owned = tuple(range(max(0, before + 1, at - 1), at))
        text = " ".join(lines[i].words for i in owned)
        stamp = parse_stamp(lines[at].words)
        if not owned or stamp is None or not _is_teaser(text, lines[owned[0]]):
            runs.append([])
            continue
        runs[-1].append(((*owned, at), Teaser(title=lines[owned[0]].words, date=stamp.day)))
    return [pair for run in runs if len(run) >= 3 for pair in run]


def _dated_within(lines: list[Line]) -> list[tuple[tuple[int, ...], Teaser]]:
    """Three or more lines running that each end or begin with a date and hold a headline besides."""
    run: list[tuple[tuple[int, ...], Teaser]] = []
    kept: list[tuple[tuple[int, ...], Teaser]] = []
    for line in lines:
        teaser = _with_date(line)
        if teaser:
            run.append(((line.index,), teaser))
            continue
        kept += run if len(run) >= 3 else []
        run = []
    return kept + (run if len(run) >= 3 else [])


def _with_date(line: Line) -> Teaser | None:
    found = stamps(line.words) if len(line.words) < 300 and not line.entry else ()
    if len(found) != 1 or found[0].label:
        return None
    stamp = found[0]
    title = (line.words[: stamp.start] if stamp.end >= len(line.words) - 3 else line.words[stamp.end :] if stamp.start <= 3 else "").strip(" \xa0[]()|·-")
    return Teaser(title=title, date=stamp.day) if width(title) >= 12 and not ends_sentence(title) else None


def _listed(lines: list[Line], taken: set[int]) -> list[tuple[int, list[Line]]]:
    """A heading such as `관련 기사` and the headlines below it, up to the next line of prose."""
    found: list[tuple[int, list[Line]]] = []
    for line in lines:
        if line.index in taken or not furnishings.is_related_heading(line.words):
            continue
        below: list[Line] = []
        for after in lines[line.index + 1 : line.index + 31]:
            if after.words.isdigit() or furnishings.is_advertisement(after.words):
                continue
            if furnishings.is_comments_heading(after.words) or (is_prose(after.words) and not (after.bullet and is_cut(after.words))) or after.index in taken or _closes(after, below):
                break
            below.append(after)
        if not any(is_prose(n.words) for n in lines[: line.index]) and not _SURE.search(line.words):
            below = _above_article(below)
        if below and width(below[0].words) >= 12:
            found.append((line.index, below))
    return found


def _above_article(below: list[Line]) -> list[Line]:
    """The list under a heading above the article, where menus have such words too: three headlines or more, the article's own left out."""
    dated = next((n for n, line in enumerate(below) if (stamp := parse_stamp(line.words[:300])) and (stamp.label or stamp.minute)), None)
    kept = below if dated is None else below[: max(0, dated - 1)]
    if kept and kept[0].bullet:
        kept = list(takewhile(lambda line: line.bullet, kept))
    return kept if sum(width(line.words) >= 16 for line in kept) >= _MENU else []


def _labelled(lines: list[Line]) -> list[tuple[tuple[int, ...], Teaser]]:
    """Lines that say themselves that they are another article's headline: `다음 기사 …`."""
    found: list[tuple[tuple[int, ...], Teaser]] = []
    for line in lines:
        if (length := furnishings.after_teaser_label(line.words)) and 16 <= width(title := line.words[length:].strip()) <= 160 and not title.endswith("."):
            stamp = parse_stamp(title[:300])
            found.append(((line.index,), Teaser(title=title, date=stamp.day if stamp else None)))
    return found


def _in_a_row(lines: list[Line]) -> list[tuple[tuple[int, ...], Teaser]]:
    """`많이 본 뉴스 | 1. …  2. …  3. …`, `[많이 본 기사] 1. …`: a heading and its headlines on one line; all of them are owned by that line."""
    found: list[tuple[tuple[int, ...], Teaser]] = []
    for line in lines:
        heading, bar, rest = _ROW.split(line.words.lstrip("[【<"), maxsplit=1) if _ROW.search(line.words) else (line.words, "", "")
        if bar and len(line.words) <= 300 and furnishings.is_related_heading(heading.strip()):
            titles = [t.strip() for t in (_NUMBER if _NUMBER.search(rest) else _SIGNS).split(rest) if width(t.strip()) >= 8]
            found += [((line.index,) if n == 0 else (), Teaser(title=t, date=None)) for n, t in enumerate(titles)] if len(titles) > 1 else []
    return found


def pointed(lines: list[Line], taken: frozenset[int]) -> list[tuple[int, Teaser]]:
    """The lines below an article that point to others: `☞ [연재] …`, `▶ …`; not those that ask readers to do something."""
    found: list[tuple[int, Teaser]] = []
    for line in lines:
        headline = 16 <= width(line.words) <= 120 and not ends_sentence(line.words) and not furnishings.is_furniture(line.words) and not _INVITES.search(line.words)
        if line.index not in taken and line.text.startswith(_ARROWS) and line.bullet and headline and not furnishings.is_related_heading(line.words):
            found.append((line.index, Teaser(title=line.words, date=None)))
    return found


def _rank(below: list[Line], line: Line) -> int:
    """How many characters of a headline are its rank (`1. …`, `2. …` down the list)."""
    places = [_RANK.match(n.words) for n in below]
    if len(below) < 2 or any(m is None or int(m.group("place")) != n for n, m in enumerate(places, start=1)):
        return 0
    match = _RANK.match(line.words)
    return match.end() if match else 0


def _closes(line: Line, below: list[Line]) -> bool:
    """Whether a line under a heading is no headline: a short sentence of the body after at least one headline, a widened gap."""
    if furnishings.is_related_heading(line.words) or _LEGAL.search(line.words):
        return True
    if not below:
        return False
    if below[-1].bullet and not line.bullet and line.words.rstrip(".").endswith(newsrooms.words("polite")):
        return True
    if furnishings.is_furniture(line.words) and not parse_stamp(line.words[:300]):
        return True
    return ends_sentence(line.words) and line.words.endswith(".") and width(line.words) > 24 and not line.bullet


def _is_date(text: str) -> bool:
    if len(text) > 40 or not (stamp := parse_stamp(text)) or stamp.label:
        return False
    rest = text[: stamp.start] + text[stamp.end :]
    return len(_LABELS.sub("", rest)) <= _ONLY_DATE


def _timed(line: Line) -> bool:
    stamp = parse_stamp(line.words)
    return stamp is not None and stamp.minute is not None


def _is_teaser(text: str, first: Line) -> bool:
    """A headline, a bulleted or a cut-off text; not whole paragraphs as a live blog has them between its times."""
    if first.bullet or is_cut(text):
        return width(text) >= 8
    return 8 <= width(text) <= 240 and not ends_sentence(text)
