"""A text dump of a news page to the pieces of its article."""

import re

import msgspec

from dragoman.articles import (
    attachments,
    body,
    captions,
    dateline,
    furnishings,
    header,
    headlines,
    outlets,
    publisher,
    teasers,
)
from dragoman.articles.assemble import Draft, Piece
from dragoman.articles.dump import Line, bare, ends_sentence, has_letters, lines, width
from dragoman.articles.stamp import is_stamp_line, stamps
from dragoman.model.article import PartKind

#: The wire opening stands in one of the first paragraphs: a lead or two may come before it.
OPENING_WITHIN = 3
#: Lines of a page that are looked at; a news page has a few hundred. What is longer is a list, or was made to be long.
MOST_LINES = 4000
#: No page advertises more other articles than this; what looks so is a list of something else.
_MOST_TEASERS = 200
#: A subtitle in brackets behind a reporter's: `[부제]`, `[[코너]부제]`.
_WRAPPED = re.compile(r"\[(?:\[[^\[\]]{1,20}\]\s*)?(?P<words>[^\[\]]+)\]")
#: So many lines below the body are its foot.
_FOOT = 20
#: A name by itself stands this close to the date.
_BESIDE = 2
#: A picture's headline shares this much of its words with captions and body; a row of buttons does not.
_SPEAKS_OF = 0.3


def read_text(text: str, url: str | None = None, pictured: frozenset[str] = frozenset()) -> Draft:
    """What a text dump says: title, captions, body, teasers, date, outlet, byline. Offsets are into `text`.

    `pictured` holds the lines, bare, that the page's markup calls captions.
    """
    all_lines = [line for line in lines(text) if has_letters(line.text)][:MOST_LINES]
    all_lines = [msgspec.structs.replace(line, index=n, pictured=bare(line.text) in pictured) for n, line in enumerate(all_lines)]
    if not all_lines:
        return Draft()
    ads = teasers.advertised(all_lines)
    first, last = body.stretch(all_lines, ads.lines)
    prose = "\n".join(line.text for line in all_lines[first:last])
    outlet = publisher.outlet_of(all_lines, first, last, url)
    title = headlines.title_line(all_lines, first, prose, ads.lines, outlet)
    if title is None and (title := _title_in_body(all_lines, first, last)):
        first += 1
    below = teasers.pointed(all_lines[last : last + _FOOT], ads.lines)
    draft = Draft(related=[teaser for _, teaser in sorted([*ads.teasers, *below], key=lambda one: one[0])][:_MOST_TEASERS])
    around = all_lines[title.index if title else max(0, first - _FOOT) : last + _FOOT]
    draft.attachments = attachments.on_lines(line for line in around if line.index not in ads.lines)
    draft.published, draft.modified = header.published_and_modified(all_lines, title, first, last, ads.lines)
    headline, site = headlines.headline_and_site(all_lines, title) if title else (None, None)
    draft.outlet = outlet or site
    kinds = _kinds(all_lines, title, first, last, ads.lines)
    draft.pieces = _pieces(all_lines, kinds, draft, headline)
    _sign(all_lines, kinds, draft, title, first, last, ads.lines)
    draft.outlet = draft.outlet or publisher.outlet_by_mail(all_lines)
    return draft


def _title_in_body(all_lines: list[Line], first: int, last: int) -> Line | None:
    """The first line of the body where that is the headline: it stands above a date, or is repeated, or ends in no full stop."""
    line = all_lines[first]
    if last - first < 2 or width(line.text) > 200 or line.text.endswith("."):
        return None
    after = all_lines[first + 1]
    if is_stamp_line(after.text) or after.text == line.text or (first == 0 and not ends_sentence(line.text)):
        return line
    return None


def _kinds(all_lines: list[Line], title: Line | None, first: int, last: int, dropped: frozenset[int]) -> dict[int, PartKind]:
    """What each line of the article is, by its index; lines left out are furniture."""
    kinds: dict[int, PartKind] = {}
    if title:
        kinds[title.index] = "title"
    same = bare(title.text) if title else None
    seen: set[str] = set()
    for line in all_lines[title.index + 1 if title else first : first]:
        if line.index in dropped or bare(line.text) == same or line.text in seen:
            continue
        seen.add(line.text)
        if captions.is_caption_line(line):
            kinds[line.index] = "caption"
        elif not _is_furniture(line) and _is_subtitle(line, all_lines, first, last):
            kinds[line.index] = "subtitle"
    kinds.update(body.kinds(all_lines, first, last, dropped, same, seen))
    if title and captions.is_gallery(title.words):
        kinds.update({i: "caption" for i, kind in kinds.items() if kind == "body" and captions.is_numbered(all_lines[i].text)})
    for index in _scenes(all_lines, kinds):
        kinds[index] = "caption"
    prose = "\n".join(all_lines[i].text for i, kind in sorted(kinds.items()) if kind in ("body", "caption"))[:6000]
    for index in [i for i, kind in kinds.items() if kind == "caption" and i > 0]:
        if _heads_picture(all_lines, index, kinds, dropped, prose) and bare(all_lines[index - 1].text) != same:
            kinds[index - 1] = "caption"
    return kinds


def _scenes(all_lines: list[Line], kinds: dict[int, PartKind]) -> list[int]:
    """The first and the last paragraph of the body where they tell what a picture without a credit shows.

    The last one only where it is set apart: it stands close to its neighbour while the body's paragraphs do not.
    """
    bodies = sorted(i for i, kind in kinds.items() if kind == "body")
    if len(bodies) < 4:
        return []
    gaps = [all_lines[i].gap for i in bodies[1:-1]]
    close = gaps.count(True) >= 0.7 * len(gaps)
    found = [bodies[0]] if captions.shows_scene(all_lines[bodies[0]].text, close and not all_lines[bodies[1]].gap) else []
    if close and not all_lines[bodies[-1]].gap and captions.shows_scene(all_lines[bodies[-1]].text, True):
        found.append(bodies[-1])
    return found


def _heads_picture(all_lines: list[Line], index: int, kinds: dict[int, PartKind], dropped: frozenset[int], prose: str) -> bool:
    """Whether the line above caption `index` is the picture's headline: right above it, of the same matter, no subtitle among subtitles."""
    above = all_lines[index - 1]
    if above.index in dropped or above.bullet or all_lines[index].gap or kinds.get(above.index) not in (None, "subtitle"):
        return False
    return kinds.get(index - 2) != "subtitle" and not _is_furniture(above) and captions.may_head(above.text) and headlines.overlap(above.text, prose) >= _SPEAKS_OF


def _is_furniture(line: Line) -> bool:
    return (
        furnishings.is_furniture(line.words)
        or furnishings.is_end(line.words)
        or furnishings.is_related_heading(line.words)
        or is_stamp_line(line.text)
        or dateline.signature(line.words) is not None
    )


def _is_subtitle(line: Line, all_lines: list[Line], first: int, last: int) -> bool:
    """A line between title and body that speaks of what the body speaks of."""
    if not 20 <= width(line.words) <= 300 or first - line.index > 12:
        return False
    words = line.text[dateline.opening(line.text).length :] or line.words
    return headlines.overlap(words, "\n".join(n.text for n in all_lines[first:last])[:6000]) >= 0.55


def _pieces(all_lines: list[Line], kinds: dict[int, PartKind], draft: Draft, headline: str | None) -> list[Piece]:
    """The lines kept, in page order, without wire opening, reporters' signatures and the site's name beside the `headline`."""
    bodies = sorted(i for i, kind in kinds.items() if kind == "body")
    pieces: list[Piece] = []
    opened = False
    for index in sorted(kinds):
        line, kind = all_lines[index], kinds[index]
        start, end = line.start, line.end
        if kind == "title":
            cleaned = headlines.clean_title(headline or line.text, draft.outlet)
            start += line.text.find(cleaned)
            end = start + len(cleaned)
        elif kind == "subtitle" and not opened and (not bodies or index < bodies[0]) and (length := open_with(line.text, draft)):
            # [머니투데이 이름 기자] [부제]
            start += length
            if wrapped := _WRAPPED.fullmatch(line.text[length:]):
                start, end = start + wrapped.start("words"), start + wrapped.end("words")
        elif index in bodies[:OPENING_WITHIN] and not opened and (length := open_with(line.text, draft)):
            start, opened = start + length, True
        elif kind == "caption":
            start += captions.label(line.text)
        if bodies and index == bodies[-1]:
            length, who = dateline.closing(all_lines[index].text)
            end = max(start, line.start + length)
            draft.byline = draft.byline or who
        if end > start:
            pieces.append(Piece(kind=kind, text=line.text[start - line.start : end - line.start], page=(start, end)))
    return pieces


def open_with(text: str, draft: Draft) -> int:
    """Splits the wire opening off the first paragraph: notes what it tells, and gives its length."""
    found = dateline.opening(text)
    if not found.length:
        return 0
    draft.dateline, draft.byline, draft.agency = found.dateline, found.byline or draft.byline, found.agency
    draft.outlet = _better(draft.outlet, found)
    rest = text[found.length :]
    return len(text) - len(rest.lstrip(" \xa0\t")) if rest.strip() else 0


def _better(outlet: str | None, found: dateline.Opening) -> str | None:
    """The outlet, where the opening names one that the page does not, or names it as the lexicon knows it."""
    if found.outlet is None or (outlet and not (found.outlet in outlet and outlets.named(found.outlet) and not outlets.named(outlet))):
        return outlet
    return found.outlet if found.agency is None or outlets.named(found.outlet) else outlet


def _sign(all_lines: list[Line], kinds: dict[int, PartKind], draft: Draft, title: Line | None, first: int, last: int, dropped: frozenset[int]) -> None:
    """The byline and dateline from a line of its own: above the body, then at its end."""
    above = all_lines[title.index + 1 if title else max(0, first - 6) : first]
    for line in [*above, *all_lines[first : last + 6], *all_lines[max(0, (title.index if title else 0) - 2) : title.index if title else 0]]:
        if line.index in kinds or line.index in dropped:
            continue
        draft.dateline = draft.dateline or dateline.signed_from(line.words)
        wire = dateline.opening(line.text) if draft.dateline is None and line.index < first else dateline.Opening()
        rest = header.without_dates(line.text[wire.length :]).strip(" |·")
        if wire.length and (not rest or dateline.signature(rest) is not None):
            draft.dateline, draft.agency = wire.dateline, draft.agency or wire.agency
            draft.byline = draft.byline or wire.byline or dateline.signature(rest) or None
        if draft.byline:
            continue
        dated = len(line.text) <= 120 and bool(stamps(line.text)) and line.index < first
        if who := dateline.signature(line.words) or (dateline.beside_date(line.words) if dated else None):
            draft.byline = who
    draft.byline = draft.byline or _signed_else(all_lines, kinds, title, first, last)


def _signed_else(all_lines: list[Line], kinds: dict[int, PartKind], title: Line | None, first: int, last: int) -> str | None:
    """Who wrote where no line with a role or an address says so: a scholar below, a name by itself beside the date, a column's name, a last sentence, a desk."""
    above = [line for line in all_lines[title.index + 1 if title else max(0, first - 6) : first] if line.index not in kinds]
    below = [line for line in all_lines[max(first, last - 1) : last + 3] if line.index not in kinds]
    for line in [*below, *above]:
        if who := dateline.columnist(line.words):
            return who
    dates = [line.index for line in above if stamps(line.text)]
    for line in above:
        if any(abs(line.index - at) <= _BESIDE for at in dates) and not line.bullet and (who := dateline.alone(line.words)):
            return who
    if title and any(dateline.is_only_role(line.words) for line in [*above, *below]) and (who := dateline.title_author(title.words)):
        return who
    over = all_lines[max(0, title.index - _BESIDE) : title.index] if title else []
    if who := next((who for line in over if headlines.is_rubric(line.words) or dateline.names(line.words) if (who := dateline.title_author(line.words))), None):
        return who
    spoken = [found for line in all_lines[max(first, last - 1) : last + 2] if (found := dateline.speaks_for(line.words))]
    return next((name for _, name in spoken), None) or next((who for line in [*above, *below] if (who := dateline.desk(line.words))), None)
