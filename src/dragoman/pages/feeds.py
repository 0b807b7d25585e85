"""RSS and Atom feeds and sitemaps: what they tell of articles, as entries. Neither files nor the network are known here."""

import io
import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Literal

import feedparser
import msgspec
from lxml import etree

from dragoman.model.errors import UnreadableInput

#: The largest feed, in bytes: feeds with whole articles are below 2 MB.
FEED_LIMIT = 5_000_000
#: More tags than any feed has; they are what takes time where they are not closed.
_MOST_TAGS = 200_000
#: The largest sitemap, in bytes, as the protocol has it (sitemaps.org).
SITEMAP_LIMIT = 52_428_800
#: A description of so many characters without tags is the article; news sites cut summaries at 300 or before.
_WHOLE = 600

_PROLOG = re.compile(rb"(?:\xef\xbb\xbf|\xfe\xff|\xff\xfe)?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>\s*)*", re.DOTALL | re.IGNORECASE)
_ROOTS = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?(rss|feed|rdf|urlset|sitemapindex)(?=[\s>/])", re.IGNORECASE)
_CUT = re.compile(r"(?:…|\.\.\.|\[[^\]]{0,12}\])\s*$")
_ADDRESS = re.compile(r"https?://[^\s/?#@:]", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,1000}>")


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What a feed or sitemap says of one article. `content` is HTML or text.

    `whole` says that `content` is the article, not a summary of it; a sitemap has no content. `published` and `modified` are ISO 8601,
    with the offset that the feed gives.
    """

    url: str | None = None
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    outlet: str | None = None
    byline: str | None = None
    content: str = ""
    whole: bool = False


class Nested(msgspec.Struct, frozen=True, kw_only=True):
    """A sitemap that a sitemap index names."""

    url: str
    modified: str | None = None


def kind(head: bytes) -> Literal["feed", "sitemap"] | None:
    """Whether bytes that begin with `head` are a feed or a sitemap, told from the first element."""
    plain = head.replace(b"\x00", b"")
    prolog = _PROLOG.match(plain)
    root = _ROOTS.match(plain, prolog.end() if prolog else 0)
    if root is None:
        return None
    return "sitemap" if root.group(1).lower() in (b"urlset", b"sitemapindex") else "feed"


def entries(data: bytes, source: str) -> Iterator[Entry]:
    """The entries of an RSS or Atom feed, in its order; broken XML gives those that can be told.

    Entities that the feed defines are not expanded, nothing is fetched. Raises `UnreadableInput` where `data` is no feed or
    larger than `FEED_LIMIT`.
    """
    if len(data) > FEED_LIMIT:
        raise UnreadableInput(source, f"too large for a feed: the limit is {FEED_LIMIT // 1_000_000} MB")
    if data.count(b"<") + data.count(b"&lt;") > _MOST_TAGS:
        raise UnreadableInput(source, f"too many tags for a feed: the limit is {_MOST_TAGS}")
    try:
        feed: Any = feedparser.parse(io.BytesIO(data))
    except Exception as error:  # what a parser of broken feeds fails on is the feed's fault
        raise UnreadableInput(source, f"a feed that cannot be read: {type(error).__name__}") from None
    if not feed.get("version") and not feed.entries:
        raise UnreadableInput(source, "not a feed: neither RSS nor Atom")
    outlet = _words(feed.feed.get("title"))
    for item in feed.entries:
        content, whole = _content(item)
        yield Entry(
            url=address(item.get("link") or item.get("id")),
            title=_words(item.get("title")),
            published=_time(item, "published") or _time(item, "created"),
            modified=_time(item, "updated"),
            outlet=_words((item.get("source") or {}).get("title")) or outlet,
            byline=_words(item.get("author")),
            content=content,
            whole=whole,
        )


def sitemap(data: bytes, source: str) -> Iterator[Entry | Nested]:
    """The addresses of a sitemap, or the sitemaps that an index names, in order; those without an address on the web are left out.

    Entities and document types are not followed. Raises `UnreadableInput` where `data` is no sitemap or larger than `SITEMAP_LIMIT`;
    a sitemap that breaks off gives what stands before.
    """
    if len(data) > SITEMAP_LIMIT:
        raise UnreadableInput(source, f"too large for a sitemap: the limit is {SITEMAP_LIMIT // 1_000_000} MB")
    if kind(data[:65_536]) != "sitemap":
        raise UnreadableInput(source, "not a sitemap")
    walk = etree.iterparse(
        io.BytesIO(data), events=("end",), recover=True, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    said: dict[str, str] = {}
    try:
        for _, node in walk:
            name = etree.QName(node).localname.lower()
            if name in ("url", "sitemap"):
                yield from _listed(name, said)
                said = {}
            elif node.text and len(node) == 0:
                said.setdefault(name, node.text[:2000])
            if name not in ("news", "publication"):
                node.clear()
                while node.getprevious() is not None:
                    del node.getparent()[0]
    except (etree.XMLSyntaxError, ValueError):
        return


def address(value: object) -> str | None:
    """An address on the web as a container gives it, None where it is none."""
    if not isinstance(value, str) or len(value) > 2000:
        return None
    value = value.strip()
    if not value.isprintable():
        value = "".join(c for c in value if c.isprintable())
    return value if _ADDRESS.match(value) else None


def _listed(name: str, said: dict[str, str]) -> Iterator[Entry | Nested]:
    url = address(said.get("loc"))
    if url is None:
        return
    if name == "sitemap":
        yield Nested(url=url, modified=_iso(said.get("lastmod")))
    else:
        yield Entry(
            url=url, title=_words(said.get("title")), published=_iso(said.get("publication_date")), modified=_iso(said.get("lastmod")), outlet=_words(said.get("name"))
        )


def _content(item: Any) -> tuple[str, bool]:
    """The words of an entry, and whether they are the article."""
    given = [c.get("value") or "" for c in item.get("content") or ()]
    if given and (longest := max(given, key=len)).strip():
        return longest, not _CUT.search(_plain(longest))
    summary = str(item.get("summary") or "")
    plain = _plain(summary)
    return summary, len(plain) >= _WHOLE and not _CUT.search(plain)


def _plain(content: str) -> str:
    return " ".join(_TAG.sub(" ", content).split())


def _time(item: Any, name: str) -> str | None:
    """A time of an entry: as the feed writes it where that can be read, since it keeps the offset; else as the parser took it, in UTC."""
    if f"{name}_parsed" not in item or not item[f"{name}_parsed"]:
        return None
    if as_written := _iso(item.get(name)):
        return as_written
    try:
        return datetime.fromtimestamp(timegm(item[f"{name}_parsed"]), UTC).isoformat(timespec="minutes")
    except (ValueError, TypeError, OverflowError, OSError):
        return None


def _iso(value: object) -> str | None:
    """A date as ISO 8601 or e-mail (RFC 822) write it, in ISO 8601 to the minute; a day alone stays one."""
    if not isinstance(value, str) or not 4 < len(value) < 60:
        return None
    value = value.strip()
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            when = read(value)
            return when.date().isoformat() if len(value) <= 10 else when.isoformat(timespec="minutes")
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _words(value: object) -> str | None:
    text = " ".join(_plain(value).split()) if isinstance(value, str) else ""
    return text[:400] or None
