"""Pieces of a page to an `Article`: the text is put together here, and nowhere else."""

import msgspec

from dragoman.articles import dateline, outlets
from dragoman.articles.dump import bare
from dragoman.articles.headlines import clean_title
from dragoman.articles.language import language_of
from dragoman.articles.stamp import Stamp, machine_stamp, on_wall_clock
from dragoman.model.article import Article, Attachment, Part, PartKind, Teaser
from dragoman.model.page import Given, Page


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the article: its words, and where they stand in the decoded page (None where markup broke that)."""

    kind: PartKind
    text: str
    page: tuple[int, int] | None = None


class Draft(msgspec.Struct, kw_only=True):
    """All that has been found of an article, before it is put together."""

    pieces: list[Piece] = []
    related: list[Teaser] = []
    attachments: list[Attachment] = []
    published: Stamp | None = None
    modified: Stamp | None = None
    outlet: str | None = None
    agency: str | None = None
    byline: str | None = None
    dateline: str | None = None
    url: str | None = None
    title: str | None = None


def assemble(page: Page, draft: Draft) -> Article:
    """The article: pieces joined by blank lines, no-break spaces as blanks (one for one, so that offsets hold)."""
    if page.given is not None:
        _believe(page.given, draft)
    parts: list[Part] = []
    text: list[str] = []
    at = 0
    for piece in draft.pieces:
        words = piece.text.replace("\xa0", " ")
        if not words.strip():
            continue
        at += 2 if text else 0
        parts.append(Part(kind=piece.kind, start=at, end=at + len(words), page=piece.page))
        text.append(words)
        at += len(words)
    known = outlets.named(draft.outlet) if draft.outlet else None
    zone = outlets.zone_of(known)
    titles = [text[i] for i, p in enumerate(parts) if p.kind == "title"]
    prose = "\n".join(t for t, p in zip(text, parts, strict=True) if p.kind == "body") or "\n".join(text)
    return Article(
        source=page.source,
        url=page.url or draft.url,
        encoding=page.encoding,
        language=language_of(prose),
        outlet=draft.outlet,
        outlet_country=known.country if known else None,
        agency=draft.agency,
        byline=draft.byline,
        dateline=draft.dateline,
        title=titles[0] if titles else draft.title,
        published=draft.published.iso(zone) if draft.published else None,
        modified=draft.modified.iso(zone) if draft.modified else None,
        text="\n\n".join(text),
        parts=tuple(parts),
        related=tuple(draft.related),
        attachments=tuple(draft.attachments),
    )


def _believe(given: Given, draft: Draft) -> None:
    """What a container says of its page stands above what the page shows; a date that cannot be read is none."""
    draft.outlet = given.outlet or draft.outlet
    draft.published = on_wall_clock(machine_stamp(given.published), draft.published) or draft.published
    if given.byline:
        draft.byline = dateline.names(given.byline) or given.byline
    if given.title and (title := clean_title(given.title, draft.outlet)):
        draft.title, draft.pieces = title, _entitled(draft.pieces, title)


def _entitled(pieces: list[Piece], title: str) -> list[Piece]:
    """The pieces under a title: the one that was found if that is it, else the title in place of one of almost the same words, else above all.

    What had been taken for the title and is not stays as a subtitle.
    """
    same = bare(title)
    kept = list(pieces)
    for n, piece in enumerate(pieces):
        words = bare(piece.text)
        if piece.kind == "title" or (piece.kind in ("body", "subtitle") and words == same):
            if words == same:
                kept[n] = Piece(kind="title", text=piece.text, page=piece.page)
                return kept
            if words in same or (same in words and len(words) < 1.5 * len(same)):
                kept[n] = Piece(kind="title", text=title)
                return kept
            kept[n] = Piece(kind="subtitle", text=piece.text, page=piece.page)
            break
    return [Piece(kind="title", text=title), *kept]
