"""An HTML page to the pieces of its article: trafilatura finds the body, the page's own metadata the rest."""

import logging
import re
from itertools import islice

import trafilatura
from lxml import html

from dragoman.articles import (
    attachments,
    captions,
    chronology,
    dateline,
    furnishings,
    headlines,
    links,
    newsrooms,
    outlets,
)
from dragoman.articles.assemble import Draft, Piece
from dragoman.articles.dump import EDGE, bare, ends_sentence, has_letters, width
from dragoman.articles.metadata import Metadata, metadata
from dragoman.articles.render import parse, strip_tags, to_text
from dragoman.articles.stamp import is_stamp_line, on_wall_clock
from dragoman.articles.text import MOST_LINES, OPENING_WITHIN, open_with, read_text
from dragoman.model.article import PartKind, Teaser
from dragoman.model.page import Page

#: Below this much text trafilatura has probably missed the article.
_TOO_LITTLE = 120
_MOST_LINKS = 2000
#: A line at the foot of a page that is no paragraph is no longer than this.
_FOOT = 60
#: A `<title>` that stands nowhere on the page and shares less of its words with the body is a slogan.
_SPEAKS_OF = 0.25
#: A shorter one that stands nowhere on the page is a brand.
_SHORT_TITLE = 16

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def read_html(page: Page) -> Draft:
    """What an HTML page says. Offsets into the page are not kept: markup breaks them."""
    tree = parse(page.text)
    if tree is None:
        return _without_offsets(read_text(strip_tags(page.text), page.url))
    about = metadata(tree)
    dump = _rendered(tree, page.text)
    seen = _without_offsets(read_text(dump, page.url or about.url, links.pictured(tree)))
    seen.related = _with_links(seen.related, links.advertised(tree), tree)
    _name(about, seen, dump)
    paragraphs = _body(page.text)
    draft = seen
    enough = min(_TOO_LITTLE, 0.3 * sum(width(p.text) for p in seen.pieces))
    if sum(width(p) for p in paragraphs) >= enough and not _run_together(paragraphs, seen):
        draft = _from_paragraphs(paragraphs, about, seen)
    _add(draft, about, seen)
    words = [p.text for p in draft.pieces if p.kind != "caption"]
    draft.attachments = attachments.joined(attachments.linked(tree, words, page.url or about.url), seen.attachments)
    return draft


def _name(about: Metadata, seen: Draft, dump: str) -> None:
    """Settles title and outlet from what the page says of itself and what stands on it.

    A `<title>` names the site too, or the site alone, or a slogan: the part of it that stands on the page is the
    headline, the rest the outlet where nothing else names one.
    """
    lines = {bare(line) for line in dump.split("\n") if line}
    title = None
    for given in about.titles:
        headline, site = headlines.on_page(given, lines)
        about.outlet = about.outlet or (site if site and not seen.outlet else None)
        outlet = about.outlet or seen.outlet
        headline = headlines.clean_title(headline, outlet)
        if title is None and not outlets.is_site_name(headline, outlet):
            title = headline
    read = next((p.text for p in seen.pieces if p.kind == "title"), None)
    prose = "\n".join(p.text for p in seen.pieces if p.kind == "body")[:6000]
    if title and read and bare(title) not in lines:
        brand = width(title) < _SHORT_TITLE <= width(read)
        if brand or headlines.overlap(title, prose) < _SPEAKS_OF <= headlines.overlap(read, prose):
            title = read
    about.titles = (title,) if title else ()
    if title and seen.title is None and not any(p.kind == "title" for p in seen.pieces):
        seen.title = title


def _with_links(read: list[Teaser], linked: list[Teaser], tree: html.HtmlElement) -> list[Teaser]:
    """The teasers read off the text and those that are links, each once.

    Where the page has lists of links, what is read off the text is a teaser if it is a link too, or has a date.
    """
    names = [bare(t.title) for t in linked]
    links_of_page = {bare("".join(a.itertext())) for a in islice(tree.iter("a"), _MOST_LINKS)}
    kept = [t for t in read if not any(n in bare(t.title) for n in names) and (t.date or bare(t.title) in links_of_page)]
    if not names:
        return read
    dated = {bare(t.title): t.date for t in read}
    return kept + [t if t.date else Teaser(title=t.title, date=dated.get(n)) for n, t in zip(names, linked, strict=True)]


def _body(source: str) -> list[str]:
    """The paragraphs trafilatura finds; none where it fails on the page."""
    try:
        found = trafilatura.extract(source, fast=True, include_comments=False, include_tables=False, output_format="txt")
    except Exception:
        found = None
    return [p for p in (found or "").split("\n") if p.strip(EDGE) and has_letters(p)][:MOST_LINES]


def _rendered(tree: html.HtmlElement, source: str) -> str:
    """The page as text; markup nested deeper than the parser follows is stripped instead."""
    text = to_text(tree)
    return text if has_letters(text) else strip_tags(source)


def _from_paragraphs(paragraphs: list[str], about: Metadata, seen: Draft) -> Draft:
    """Pieces from trafilatura's paragraphs, with the same eye for captions, wire openings and signatures as for dumps."""
    outlet = about.outlet or seen.outlet
    title = about.titles[0] if about.titles else seen.title or next((p.text for p in seen.pieces if p.kind == "title"), None)
    known_captions = {bare(p.text) for p in seen.pieces if p.kind == "caption"}
    draft = Draft(title=title, outlet=outlet)
    kinds: list[tuple[PartKind, str]] = []
    told = chronology.entries([p.strip(EDGE) for p in paragraphs])
    for n, paragraph in enumerate(paragraphs):
        text = paragraph.strip(EDGE)
        if n in told:
            kinds.append(("body", text))
            continue
        if title and bare(text) == bare(title):
            continue
        if who := dateline.signature(text):
            draft.byline = draft.byline or who
        if who is not None or is_stamp_line(text) or _is_korean_furniture(text):
            continue
        kinds.append((_kind(text, known_captions), text))
    kinds = _without_strays(_without_foot(kinds, seen))
    bodies = [i for i, (kind, _) in enumerate(kinds) if kind == "body"]
    for i, (kind, text) in enumerate(kinds):
        if i in bodies[:OPENING_WITHIN] and draft.dateline is None and (length := open_with(text, draft)):
            text = text[length:]
        if bodies and i == bodies[-1]:
            length, who = dateline.closing(text)
            text = text[:length] or text
            draft.byline = draft.byline or who
        draft.pieces.append(Piece(kind=kind, text=text))
    draft.pieces = _with_captions(draft.pieces, seen.pieces)
    if title:
        draft.pieces.insert(0, Piece(kind="title", text=title))
    return draft


def _without_foot(kinds: list[tuple[PartKind, str]], seen: Draft) -> list[tuple[PartKind, str]]:
    """Without the short lines at the end (headlines of other articles, advertisements) that the page as text has not in its body."""
    read = {bare(p.text) for p in seen.pieces if p.kind == "body"}
    kept = list(kinds)
    if any(bare(text) in read for _, text in kept):
        while kept and kept[-1][0] in ("body", "subtitle") and width(kept[-1][1]) <= _FOOT and not any(bare(kept[-1][1]) in r for r in read):
            kept.pop()
    return kept


def _without_strays(kinds: list[tuple[PartKind, str]]) -> list[tuple[PartKind, str]]:
    """Without short lines above the body that do not speak of it, and without any below it."""
    bodies = [i for i, (kind, _) in enumerate(kinds) if kind == "body"]
    if not bodies:
        return kinds
    while len(bodies) > 3 and _is_unstopped(kinds[bodies[-1]][1]) and all(kinds[i][1].rstrip("\"'”’)").endswith((".", "!", "?")) for i in bodies[-4:-1]):
        del kinds[bodies.pop()]
    prose = "\n".join(text for kind, text in kinds if kind == "body")[:6000]
    return [
        (kind, text)
        for i, (kind, text) in enumerate(kinds)
        if kind != "subtitle" or bodies[0] < i < bodies[-1] or (i < bodies[0] and width(text) >= 20 and headlines.overlap(text, prose) >= 0.55)
    ]


def _run_together(paragraphs: list[str], seen: Draft) -> bool:
    """Whether all of the page's article came as one paragraph, headline and captions in it, as trafilatura gives short pages."""
    if len(paragraphs) != 1:
        return False
    lump = bare(paragraphs[0])
    return sum(bare(p.text) in lump for p in seen.pieces if p.kind == "body") >= 2


def _is_unstopped(text: str) -> bool:
    """Whether a text is a short sentence without its full stop, as sites speak below an article whose sentences have theirs."""
    return width(text) <= 60 and text.endswith(newsrooms.words("stop"))


def _with_captions(pieces: list[Piece], seen: list[Piece]) -> list[Piece]:
    """The captions that stand on the page between title and end of the body, put back where they stood."""
    have = {bare(p.text) for p in pieces}
    after: dict[str, list[Piece]] = {}
    last = ""
    for piece in seen:
        if piece.kind == "caption" and bare(piece.text) not in have:
            after.setdefault(last, []).append(piece)
        elif piece.kind == "body" and bare(piece.text) in have:
            last = bare(piece.text)
    merged = list(after.get("", ()))
    for piece in pieces:
        merged += [piece, *after.pop(bare(piece.text), ())]
    return merged


def _kind(text: str, known_captions: set[str]) -> PartKind:
    if captions.is_caption(text) or bare(text) in known_captions:
        return "caption"
    if width(text) <= 110 and not ends_sentence(text) and not re.match(r"[-•·*|]|\d{1,2}[.)]", text):
        return "subtitle"
    return "body"


def _is_korean_furniture(text: str) -> bool:
    return furnishings.is_furniture(text) or furnishings.is_related_heading(text)


def _add(draft: Draft, about: Metadata, seen: Draft) -> None:
    """What the page says about itself, and what stands on it, beside what the body told."""
    draft.published = on_wall_clock(about.published, seen.published) or seen.published
    draft.modified = on_wall_clock(about.modified, seen.modified) or seen.modified
    draft.url = about.url
    draft.outlet = _outlet(about) or draft.outlet or seen.outlet
    draft.related = seen.related
    if draft is not seen:
        draft.agency, draft.dateline = draft.agency or seen.agency, draft.dateline or seen.dateline
    author = dateline.names(about.author) if about.author and re.search("[가-힣]", about.author) else None
    draft.byline = draft.byline or author or _plain_name(about.author, draft.outlet) or seen.byline


def _outlet(about: Metadata) -> str | None:
    if about.outlet:
        return about.outlet
    known = outlets.at_address(about.url) if about.url else None
    return known.name if known else None


def _plain_name(author: str | None, outlet: str | None) -> str | None:
    if not author or len(author) > 80 or (outlet and bare(author) == bare(outlet)) or outlets.named(author):
        return None
    return author


def _without_offsets(draft: Draft) -> Draft:
    draft.pieces = [Piece(kind=p.kind, text=p.text) for p in draft.pieces]
    return draft
