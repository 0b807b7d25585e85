"""Files that a page offers with its article: named on lines of their own, or linked in the article and right under it."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from lxml import html

from dragoman.articles import furnishings
from dragoman.articles.dump import Line, bare
from dragoman.articles.render import is_hidden
from dragoman.model.article import Attachment

#: No page offers more files than this with one article; what looks so is a list of something else.
_MOST = 50
_LONGEST_NAME = 200
_LONGEST_ADDRESS = 2000
#: Letters and digits (no blanks, no signs) after the last paragraph within which a link is right under the article.
_UNDER = 400
#: So many letters of a paragraph find it in the page.
_PROBE = 30
#: What stands in these belongs to the site.
_OF_THE_SITE = frozenset({"nav", "footer", "aside"})
_ADDRESS = re.compile(r"https?://\S+")


def on_lines(lines: Iterable[Line]) -> list[Attachment]:
    """The files that lines of a dump name: `첨부파일: 공동성명.hwp (245 KB)`; lines that say anything else name none."""
    found: list[Attachment] = []
    for line in lines:
        for name in furnishings.attached(line.words):
            address = _ADDRESS.search(name)
            found.append(_attachment(_file_of(address.group()) or name, address.group()) if address else _attachment(name, None))
    return _once(found)


def linked(tree: html.HtmlElement, paragraphs: list[str], base: str | None) -> list[Attachment]:
    """The files that links lead to, from the first of the article's `paragraphs` (its title among them) to right under the last.

    `base` is the page's address, by which relative ones are made whole; without it (or a `<base>`) they are left out.
    """
    given = next((n.get("href") for n in tree.iter("base") if n.get("href")), None)
    base = given or base
    links: list[tuple[int, Attachment]] = []
    letters: list[str] = []
    at = 0
    for node, text in _walk(tree):
        if node is not None and (one := _linked(node, base)):
            links.append((at, one))
        word = bare(text)
        letters.append(word)
        at += len(word)
    places = _places("".join(letters), paragraphs) if links else None
    return _once(one for at, one in links if places and places[0] <= at <= places[1] + _UNDER)


def joined(links: list[Attachment], named: list[Attachment]) -> list[Attachment]:
    """Files linked, and those that stand on the page by name alone (their links are scripts)."""
    names = {bare(one.name) for one in links}
    return (links + [one for one in named if bare(one.name) not in names])[:_MOST]


def _walk(tree: html.HtmlElement) -> Iterator[tuple[html.HtmlElement | None, str]]:
    """The visible text of a page in order; a link comes with the text it opens with, all other text with None."""
    waiting: list[tuple[html.HtmlElement, bool]] = [(tree, False)]
    while waiting:
        node, done = waiting.pop()
        if done:
            yield None, node.tail or ""
            continue
        waiting.append((node, True))
        if isinstance(node.tag, str) and not is_hidden(node) and node.tag not in _OF_THE_SITE:
            yield (node if node.tag == "a" else None), node.text or ""
            waiting += [(child, False) for child in reversed(node)]


def _places(letters: str, paragraphs: list[str]) -> tuple[int, int] | None:
    """From where to where an article stands among a page's letters; None where it cannot be found there."""
    words = [w for w in map(bare, paragraphs) if w]
    begin = next((at for w in words if (at := letters.find(w[:_PROBE])) >= 0), None)
    if begin is None:
        return None
    return begin, next((at + _PROBE for w in reversed(words) if (at := letters.find(w[-_PROBE:], begin)) >= 0), begin)


def _linked(link: html.HtmlElement, base: str | None) -> Attachment | None:
    """The file that a link leads to; None where it leads to a page."""
    address = _whole(link.get("href") or "", base)
    if address is None:
        return None
    text = " ".join("".join(link.itertext()).split())
    named = next((n for n in (link.get("download") or "", *furnishings.attached(text)[:1], text) if furnishings.format_of(n)), None)
    there = _file_of(address)
    if named is None and there is None:
        return None
    return _attachment(named or text or there or "", address, there)


def _whole(address: str, base: str | None) -> str | None:
    """The address of a link as it leads there from the page; None for scripts, mail, and relative ones of a page whose place is not known."""
    try:
        whole = urljoin(base or "", address.strip())
        return whole if urlsplit(whole).scheme in ("http", "https") and len(whole) <= _LONGEST_ADDRESS else None
    except ValueError:
        return None


def _file_of(address: str) -> str | None:
    """The name of the file at an address, by its path or what is asked there; None where none is told."""
    try:
        parts = urlsplit(address)
        names = [unquote(parts.path).rpartition("/")[2], *(value.rpartition("/")[2] for _, value in parse_qsl(parts.query))]
    except ValueError:
        return None
    return next((n for n in names if furnishings.format_of(n)), None)


def _attachment(name: str, url: str | None, file: str | None = None) -> Attachment:
    told = furnishings.format_of(name) or furnishings.format_of(file or "") or ""
    return Attachment(name=name[:_LONGEST_NAME], format=told, url=url)


def _once(some: Iterable[Attachment]) -> list[Attachment]:
    """Each file once: by its address, without one by its name."""
    return list({one.url or one.name: one for one in some}.values())[:_MOST]
