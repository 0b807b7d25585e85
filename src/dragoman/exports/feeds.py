"""Feeds that readers of news subscribe to: Atom (RFC 4287) and JSON Feed 1.1, of events, of words said, or of anything else.

What is new in a list of the record becomes a `Feed` of `Item`s here, and a feed becomes bytes. All text is plain text: nothing a page
says is ever markup.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import msgspec
from lxml import etree

from dragoman.exports.plain import address, in_paragraphs, on_one_line
from dragoman.model.kept import KeptEvent, Report
from dragoman.record.answers import Page, Quote, Stand

#: Media types of the two forms.
ATOM, JSON = "application/atom+xml", "application/feed+json"
#: Who gives out the ids (RFC 4151). An event has the same id on every machine, and so does its item; a name under `.invalid` is nobody's.
AUTHORITY = "dragoman.invalid,2026"

_ATOM = "http://www.w3.org/2005/Atom"
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?")


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One entry. `id` is a URI that never changes, `url` where this record shows it, `article` the page at its outlet.

    `updated` and `published` are RFC 3339 (`moment` makes them); `authors` are who tells it; `text` may have line breaks; `tags`
    are words to sort by; `facts` go into JSON Feed as `_dragoman`.
    """

    id: str
    title: str
    text: str
    updated: str
    published: str | None = None
    url: str | None = None
    article: str | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str | None = None
    facts: dict[str, Any] = {}


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """A list with its name. `id` is a URI that never changes (`tag` makes one), `url` the feed's own address, `home` the page it is of.

    `updated` is RFC 3339: the newest of its items, or for a feed without any the time it was made.
    """

    id: str
    title: str
    updated: str
    items: tuple[Item, ...]
    url: str | None = None
    home: str | None = None
    language: str | None = None
    author: str = "Dragoman"
    version: str | None = None


def feed(id_: str, title: str, items: Iterable[Item], now: datetime, **other: Any) -> Feed:
    """A feed as new as its newest item; `now` (with its zone) is for one without items. `other` are the other fields of `Feed`."""
    some = tuple(items)
    newest = max((item.updated for item in some), key=_instant, default=now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    return Feed(id=id_, title=title, updated=newest, items=some, **other)


def tag(kind: str, key: str) -> str:
    """The URI of something that has an id of its own, the same in every record (RFC 4151).

    >>> tag("event", "9e6afeae90bd8599")
    'tag:dragoman.invalid,2026:event/9e6afeae90bd8599'
    """
    safe = "".join(c if c.isascii() and (c.isalnum() or c in "-._~/") else "".join(f"%{b:02X}" for b in c.encode("utf-8", "replace")) for c in key)
    return f"tag:{AUTHORITY}:{kind}/{safe}"


def moment(iso: str | None) -> str | None:
    """A day or time of a page as RFC 3339; None where it is none. A day alone is its first moment, a time without offset is taken as UTC.

    >>> moment("2023-03-01T09:41+09:00"), moment("2022-08-21")
    ('2023-03-01T09:41:00+09:00', '2022-08-21T00:00:00Z')
    """
    match = _MOMENT.fullmatch(iso or "")
    if match is None:
        return None
    day, clock, seconds, offset = match.groups()
    told = f"{day}T{clock or '00:00'}:{seconds or '00'}{offset or 'Z'}"
    try:
        datetime.fromisoformat(told)
    except ValueError:
        return None
    return told


# -- what the record holds --------------------------------------------------------------------------------------------------


def of_event(event: KeptEvent, sentence: str, *, seen: str, url: str | None = None, updated: str | None = None) -> Item:
    """An event as an item. `sentence` tells it in the language of the feed; below it stand the words of its reports.

    `updated` is the last change of the event where it is known, else its last report or correction; `seen` (RFC 3339) stands for what
    has no date at all.
    """
    best = event.reports[0]
    told = [moment(r.published) for r in event.reports]
    said = [moment(c.at) for c in event.corrections]
    dated = [t for t in told if t is not None]
    newest = max([*dated, *(t for t in said if t is not None)], key=_instant, default=seen)
    facts = {
        "event": event.id, "type": event.type, "mode": event.mode, "status": event.status, "confidence": event.confidence,
        "start": event.when.start, "end": event.when.end, "sources": event.sources, "reports": len(event.reports), "verdict": event.verdict,
    }  # fmt: skip
    return Item(
        id=tag("event", event.id), title=sentence, text="\n\n".join([sentence, *map(_report, event.reports)]), url=url, article=best.url,
        updated=updated or newest, published=min(dated, key=_instant, default=None), facts=facts,
        authors=tuple(dict.fromkeys(name for r in event.reports if (name := r.outlet or r.agency))),
        tags=tuple(dict.fromkeys([event.type, event.status, *(p.code for p in (*event.actors, *event.recipients))])),
    )  # fmt: skip


def of_quote(quote: Quote, sentence: str, *, seen: str, url: str | None = None) -> Item:
    """Words said as an item. `sentence` says who said them; `seen` (RFC 3339) stands for a page without a date."""
    page, said = quote.page, quote.statement
    published = moment(page.published)
    return Item(
        id=tag("statement", f"{page.article}/{said.start}-{said.end}"), title=sentence, text=f"{sentence}\n\n“{said.text}”\n— {_from(page)}",
        url=url, article=page.url, updated=published or seen, published=published,
        authors=(name,) if (name := page.outlet or page.agency) else (), tags=tuple(dict.fromkeys([said.speaker.code, *(a.code for a in said.addressees)])),
        facts={"article": page.article, "kind": said.kind, "speaker": said.speaker.code, "copies": quote.copies},
    )  # fmt: skip


def of_stand(stand: Stand, sentence: str, *, seen: str, url: str | None = None) -> Item:
    """A position as an item. `sentence` says who holds it, on what; `seen` (RFC 3339) stands for a page without a date."""
    page, held = stand.page, stand.position
    published = moment(page.published)
    about = held.object.code or held.object.text
    return Item(
        id=tag("position", f"{page.article}/{held.evidence.start}-{held.evidence.end}/{held.stance}/{held.holder.code}/{about}"), title=sentence,
        text=f"{sentence}\n\n“{on_one_line(stand.quote)}”\n— {_from(page)}", url=url, article=page.url, updated=published or seen, published=published,
        authors=(name,) if (name := page.outlet or page.agency) else (), tags=(held.stance, held.holder.code),
        facts={"article": page.article, "stance": held.stance, "holder": held.holder.code, "about": about, "before": stand.before},
    )  # fmt: skip


def _report(report: Report) -> str:
    return f"“{on_one_line(report.quote)}”\n— {_from(report)}"


def _from(page: Report | Page) -> str:
    """Outlet, title, day and address, on one line."""
    told = (page.outlet or page.agency, page.title, (page.published or "")[:10], address(page.url))
    return ", ".join(on_one_line(t) for t in told if t) or page.article


# -- the two forms ----------------------------------------------------------------------------------------------------------


def atom(found: Feed) -> bytes:
    """The feed as Atom, UTF-8."""
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    if found.language:
        root.set("{http://www.w3.org/XML/1998/namespace}lang", found.language)
    _text(root, "id", found.id)
    _text(root, "title", on_one_line(found.title))
    _text(root, "updated", found.updated)
    _link(root, "self", found.url, ATOM)
    _link(root, "alternate", found.home)
    _text(etree.SubElement(root, f"{{{_ATOM}}}author"), "name", on_one_line(found.author))
    generator = _text(root, "generator", "Dragoman")
    if found.version:
        generator.set("version", found.version)
    for item in found.items:
        _entry(root, item)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)  # type: ignore[no-any-return]


def json(found: Feed) -> bytes:
    """The feed as JSON Feed 1.1."""
    top = {
        "version": "https://jsonfeed.org/version/1.1", "title": on_one_line(found.title), "home_page_url": address(found.home),
        "feed_url": address(found.url), "language": found.language, "authors": [{"name": on_one_line(found.author)}],
    }  # fmt: skip
    items = [
        _known({
            "id": item.id, "url": address(item.url), "external_url": address(item.article), "title": on_one_line(item.title),
            "content_text": in_paragraphs(item.text), "date_published": item.published, "date_modified": item.updated,
            "authors": [{"name": on_one_line(name)} for name in item.authors] or None, "tags": [on_one_line(word) for word in item.tags] or None,
            "language": item.language, "_dragoman": item.facts or None,
        })
        for item in found.items
    ]  # fmt: skip
    return msgspec.json.encode({**_known(top), "items": items})


def _entry(root: Any, item: Item) -> None:
    entry = etree.SubElement(root, f"{{{_ATOM}}}entry")
    if item.language:
        entry.set("{http://www.w3.org/XML/1998/namespace}lang", item.language)
    _text(entry, "id", item.id)
    _text(entry, "title", on_one_line(item.title)).set("type", "text")
    _text(entry, "updated", item.updated)
    if item.published:
        _text(entry, "published", item.published)
    for name in item.authors:
        _text(etree.SubElement(entry, f"{{{_ATOM}}}author"), "name", on_one_line(name))
    _link(entry, "alternate", item.url or item.article)
    if item.url:
        _link(entry, "related", item.article)
    for word in item.tags:
        etree.SubElement(entry, f"{{{_ATOM}}}category").set("term", on_one_line(word))
    _text(entry, "content", in_paragraphs(item.text)).set("type", "text")


def _text(parent: Any, name: str, words: str) -> Any:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}")
    element.text = words
    return element


def _link(parent: Any, relation: str, url: str | None, kind: str | None = None) -> None:
    """A link; nothing for an address that is none, such as a script."""
    safe = address(url)
    if safe is None:
        return
    link = etree.SubElement(parent, f"{{{_ATOM}}}link")
    link.set("rel", relation)
    link.set("href", safe)
    if kind:
        link.set("type", kind)


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _instant(told: str) -> datetime:
    return datetime.fromisoformat(told)
