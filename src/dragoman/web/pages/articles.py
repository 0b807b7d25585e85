"""An article: its own words with what it tells marked in them, and what the page was that it came from."""

from typing import Any

import msgspec
from fastapi import APIRouter
from starlette.responses import Response

from dragoman.exports import citations, plain
from dragoman.model.errors import one_line
from dragoman.model.reading import Reading
from dragoman.record import around, notes, versions
from dragoman.record.answers import Page
from dragoman.record.errors import NotThere
from dragoman.record.notes import Note
from dragoman.record.versions import Version
from dragoman.web import citing, comparing, marking
from dragoman.web.asking import Asking
from dragoman.web.comparing import Change
from dragoman.web.marking import Item
from dragoman.web.telling import Telling
from dragoman.web.twins import twinned

router = APIRouter()


class ArticlePage(msgspec.Struct, frozen=True, kw_only=True):
    """An article. `items` number what it tells in the order of its text; `acts` has the event of the record for the id of each telling.

    `copies` are other articles with the same text, `versions` those of the same page, `notes` what reviewers wrote.
    """

    article: Reading
    items: tuple[Item, ...]
    acts: dict[str, str]
    copies: tuple[Page, ...]
    versions: tuple[Version, ...]
    notes: tuple[Note, ...]


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """What changed from one version of a page to another."""

    older: Page
    newer: Page
    changes: tuple[Change, ...]


class ItemRow(msgspec.Struct, frozen=True, kw_only=True):
    """Something an article tells, as a line of data: its kind, its place in the text, its words, and the whole of it."""

    number: int
    kind: str
    start: int
    end: int
    words: str
    told: Any


@twinned(router, "/articles/{identity}", view=ArticlePage, summary="One article with everything it tells")
def article(asking: Asking, identity: str) -> Response:
    """The page of an article, also of an older version of a page."""
    reading = asking.record.article(identity)
    with asking.record.snapshot() as connection:
        page = ArticlePage(
            article=reading, items=marking.items(reading), acts=around.acts(connection, identity), copies=tuple(around.copies(connection, identity)),
            versions=_distinct(versions.beside(connection, identity)), notes=tuple(notes.of(connection, "article", (identity,))),
        )  # fmt: skip
    lines = [
        ItemRow(number=i.number, kind=i.kind, start=i.focus.start, end=i.focus.end, words=i.focus.of(reading.text), told=marking.told(reading, i))
        for i in page.items
    ]
    if asking.form != "html":
        return asking.show("", page, lines)
    return asking.show(
        "article.html", page, told=[(i, marking.told(reading, i)) for i in page.items], blocks=marking.blocks(reading, page.items),
        tell=Telling(asking.language, reading.published), earlier=_earlier(page), current=_current(page), kinds=_kinds(page),
        named=sorted((e for e in reading.entities if e.mentions and e.kind != "outlet"), key=lambda e: -len(e.mentions)),
        anchors=_anchors(page), reviewer=asking.reviewer(), address=plain.address(reading.url),
        files=[(file, plain.address(file.url)) for file in reading.attachments],
        cites=citing.all_forms(asking, citations.of_article(reading), f"/articles/{identity}"),
    )  # fmt: skip


@twinned(router, "/articles/{identity}/changes", view=Comparison, forms=("json", "jsonl"), summary="What changed since another version of a page")
def changes(asking: Asking, identity: str, since: str | None = None) -> Response:
    """What changed from the version `since` (default: the one before) to this one."""
    newer = asking.record.article(identity)
    with asking.record.snapshot() as connection:
        beside = _distinct(versions.beside(connection, identity))
    others = [v.article for v in beside]
    before = others[: others.index(identity)] if identity in others else []
    if since is not None and since not in others:
        raise NotThere(f"{one_line(since)}: no version of this page")
    older_id = since or (before[-1] if before else None)
    if older_id is None:
        raise NotThere(f"{identity}: no other version of this page")
    older = asking.record.article(older_id)
    found = Comparison(older=_page(older), newer=_page(newer), changes=comparing.compare(older, newer))
    return asking.show("changes.html", found, found.changes, older=older, newer=newer)


def _distinct(some: list[Version]) -> tuple[Version, ...]:
    """Each article once, where a page was found at several addresses."""
    return tuple({v.article: v for v in some}.values())


def _anchors(page: ArticlePage) -> dict[int, str]:
    """Names of places in the text by which other pages lead to them: those of tellings and of quotes."""
    found: dict[int, str] = {}
    for item in page.items:
        if item.kind == "event":
            found[item.number] = f"act-{page.article.events[item.nth].id}"
        elif item.kind == "statement":
            found[item.number] = f"said-{item.span.start}"
    return found


def _earlier(page: ArticlePage) -> str | None:
    """The version before this one."""
    ids = [v.article for v in page.versions]
    place = ids.index(page.article.id) if page.article.id in ids else 0
    return ids[place - 1] if place > 0 else None


def _current(page: ArticlePage) -> str | None:
    """The version that stands today, where this is not it."""
    now = [v.article for v in page.versions if v.current]
    return now[0] if now and page.article.id not in now else None


def _kinds(page: ArticlePage) -> list[tuple[str, int]]:
    """How many items there are of each kind."""
    return [(kind, sum(i.kind == kind for i in page.items)) for kind in marking.KINDS if any(i.kind == kind for i in page.items)]


def _page(reading: Reading) -> Page:
    return Page(
        article=reading.id, story=reading.id, source=reading.source, outlet=reading.outlet, agency=reading.agency, url=reading.url,
        title=reading.title, published=reading.published,
    )  # fmt: skip


