"""What an HTML page says about itself: JSON-LD, OpenGraph and other `meta`, `<time>`, `<title>`."""

import json
import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

import msgspec
from lxml import html

from dragoman.articles.stamp import Stamp, machine_stamp

_ARTICLE_TYPES = re.compile(r"Article|Posting|Report", re.IGNORECASE)
_TITLES = ("og:title", "twitter:title", "dc.title", "title")
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "date_published", "dc.date.issued", "dcterms.created", "pubdate", "publishdate", "publish-date",
    "article:published", "article.published", "sailthru.date", "parsely-pub-date", "dd:published_time", "regdate", "date", "dc.date",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "lastmod", "dcterms.modified", "article:modified")
_OUTLETS = ("og:site_name", "article:publisher", "dc.publisher", "twitter:site", "application-name", "publisher")
_AUTHORS = ("author", "article:author", "dd:author", "dc.creator", "byl", "parsely-author", "og:article:author")
_LONGEST = 400


class Metadata(msgspec.Struct, kw_only=True):
    """What was found; None where the page does not say. `titles` are all it gives, the likeliest first."""

    titles: tuple[str, ...] = ()
    published: Stamp | None = None
    modified: Stamp | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    description: str | None = None


def metadata(tree: html.HtmlElement) -> Metadata:
    """The metadata of a page: JSON-LD first, then `meta`, then `<time>` and `itemprop`, then `<title>`."""
    metas = _metas(tree)
    news = next(_news(tree), {})
    found = Metadata(
        titles=tuple(dict.fromkeys(t for t in (_text(news.get("headline")), _first(metas, _TITLES[:3]), _heading(tree), _node_text(tree.find(".//title"))) if t)),
        published=machine_stamp(news.get("datePublished")) or _first_stamp(metas, _PUBLISHED) or _time(tree, "datePublished"),
        modified=machine_stamp(news.get("dateModified")) or _first_stamp(metas, _MODIFIED) or _time(tree, "dateModified"),
        outlet=_name(news.get("publisher")) or _first(metas, _OUTLETS),
        author=_name(news.get("author")) or _first(metas, _AUTHORS),
        url=_url(tree, metas),
        description=_first(metas, ("og:description", "description")),
    )
    if found.outlet and re.match(r"https?:|@|www\.", found.outlet):
        found.outlet = None
    if found.author and re.match(r"https?:|@|www\.", found.author):
        found.author = None
    return found


def _metas(tree: html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").strip().lower()
        content = (node.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _news(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that describe an article."""
    for node in tree.iter("script"):
        if "ld+json" not in (node.get("type") or "").lower() or not node.text or len(node.text) > 500_000:
            continue
        try:
            data = json.loads(re.sub(r"[\x00-\x1f]+", " ", re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", node.text)))
        except (ValueError, RecursionError):
            continue
        waiting = [data]
        for _ in range(500):
            if not waiting:
                break
            item = waiting.pop(0)
            if isinstance(item, list):
                waiting.extend(item)
            elif isinstance(item, dict):
                if _ARTICLE_TYPES.search(str(item.get("@type", ""))):
                    yield item
                waiting.extend(v for k, v in item.items() if k in ("@graph", "mainEntity", "itemListElement", "mainEntityOfPage") and isinstance(v, list | dict))


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((t for n in names if (t := _text(metas.get(n)))), None)


def _first_stamp(metas: dict[str, str], names: tuple[str, ...]) -> Stamp | None:
    return next((s for n in names if (s := machine_stamp(metas.get(n)))), None)


def _time(tree: html.HtmlElement, itemprop: str) -> Stamp | None:
    """A `<time>` or `itemprop`; without `itemprop`, `<time>` counts only where the page has one date of publication in it."""
    for node in tree.xpath(f"//*[@itemprop='{itemprop}']"):
        if stamp := machine_stamp(node.get("content") or node.get("datetime") or _node_text(node)):
            return stamp
    if itemprop != "datePublished":
        return None
    times = [n for n in tree.iter("time") if n.get("pubdate") is not None] or list(tree.xpath("//article//header//time | //article//time")) or [n for n in tree.iter("time") if not _in_card(n)]
    found = [s for n in times if (s := machine_stamp(n.get("datetime")) or machine_stamp(_node_text(n)))]
    return found[0] if found and len({s.day for s in found[:3]}) <= 2 else None


def _in_card(node: html.HtmlElement) -> bool:
    """Whether a `<time>` stands in the card of another article: beside a lesser heading or in a link."""
    around = [a for a in islice(node.iterancestors(), 2) if a.tag in ("div", "li", "article", "section", "a")]
    return any(a.tag == "a" for a in around) or any(sum(1 for _ in islice(a.iter(), 12)) < 12 and a.find(".//h1") is None and next(a.iter("h3", "h4", "h5"), None) is not None for a in around)


def _heading(tree: html.HtmlElement) -> str | None:
    headings = [t for n in tree.iter("h1") if (t := _node_text(n)) and len(t) > 5]
    return headings[0] if len(headings) == 1 else None


def _url(tree: html.HtmlElement, metas: dict[str, str]) -> str | None:
    canonical = next((n.get("href") for n in tree.iter("link") if (n.get("rel") or "").lower() == "canonical"), None)
    url = next((u for u in (canonical, metas.get("og:url")) if u and re.match(r"https?://[^\s/]", u)), None)
    try:
        return url if url and urlsplit(url).hostname and len(url) < 2000 else None
    except ValueError:
        return None


def _name(value: object) -> str | None:
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(n for v in value[:6] if (n := _name(v)))) or None
    if isinstance(value, dict):
        return _text(value.get("name"))
    return _text(value)


def _text(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, str):
        return None
    text = " ".join(unescape(value).split())
    return text if 0 < len(text) <= _LONGEST else None


def _node_text(node: html.HtmlElement | None) -> str | None:
    return None if node is None else _text(" ".join(node.itertext()))
