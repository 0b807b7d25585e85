"""What an HTML page's markup tells beside its text: captions of figures, links under `관련 기사`."""

import copy
import re
from itertools import islice

from lxml import html

from dragoman.articles import furnishings, newsrooms
from dragoman.articles.dump import EDGE, bare, width
from dragoman.articles.render import to_text
from dragoman.articles.stamp import parse_stamp
from dragoman.model.article import Teaser

_CAPTION_CLASS = re.compile(r"(?:^|[\s_-])(?:fig)?caption(?:$|[\s_-])|(?:img|image|photo|pic)[_-]?(?:txt|text|desc|caption|info|cap)(?:$|[\s_-])", re.IGNORECASE)
#: Lists that their class calls other articles.
_RELATED_CLASS = re.compile(r"(?:^|[\s_-])(?:rel(?:ated?|news|list)?|series|recommend(?:ed)?)(?:$|[\s_-])", re.IGNORECASE)
_LONGEST_CAPTION = 700
#: An element with so many elements in it is no caption.
_LARGEST = 60
#: A heading is looked for in elements with no more text than this of their own, and its links this many levels above it.
_LONGEST_HEADING = 60
_LEVELS = 3
#: Links make at least this share of a list's text.
_LINKED = 0.5
_MOST = 200
_SHORTEST = 10
_HEADINGS_LOOKED_AT = 100
#: Headings of these kinds say so too: by themselves the words are a button's.
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_MORE = newsrooms.pattern("more")


def pictured(tree: html.HtmlElement) -> frozenset[str]:
    """The lines, bare, of `figcaption` and of elements whose class calls them a caption."""
    found: set[str] = set()
    named = (n for n in tree.iter("figcaption", "p", "div", "span", "em", "dd", "td") if n.tag == "figcaption" or _CAPTION_CLASS.search(n.get("class") or ""))
    for node in islice(named, _MOST):
        if sum(1 for _ in islice(node.iter(), _LARGEST)) == _LARGEST:
            continue
        text = _visible(node)
        if len(text) <= _LONGEST_CAPTION:
            found.update(bare(line) for line in text.split("\n") if width(line.strip(EDGE)) >= 16)
    return frozenset(found)


def advertised(tree: html.HtmlElement) -> list[Teaser]:
    """The links that stand below a heading such as `관련 뉴스` in a list of links, in page order."""
    found: dict[str, Teaser] = {}
    looked_at = 0
    for node in tree.iter("h1", "h2", "h3", "h4", "h5", "h6", "strong", "b", "p", "div", "span", "dt", "em", "a"):
        text = " ".join((node.text or "").split()) if len(node) == 0 else ""
        heads = furnishings.is_related_heading(text) or (node.tag in _HEADINGS and _MORE.fullmatch(text) is not None)
        if not 3 <= len(text) <= _LONGEST_HEADING or not heads:
            continue
        looked_at += 1
        for teaser in _below(node):
            found.setdefault(bare(teaser.title), teaser)
        if len(found) >= _MOST or looked_at >= _HEADINGS_LOOKED_AT:
            break
    for node in islice((n for n in tree.iter("ul", "ol") if _RELATED_CLASS.search(n.get("class") or "")), _HEADINGS_LOOKED_AT):
        for item in islice(node.iter("li"), _MOST):
            text = " ".join("".join(item.itertext()).split())
            if _is_headline(text):
                found.setdefault(bare(text), Teaser(title=text, date=None))
    return list(found.values())[:_MOST]


def _below(heading: html.HtmlElement) -> list[Teaser]:
    """The links after a heading, within the nearest element around it that has any."""
    node = heading
    for _ in range(_LEVELS):
        parent = node.getparent()
        if parent is None or parent.tag in ("body", "html", "article", "main"):
            return []
        links = list(islice((link for sibling in node.itersiblings() if isinstance(sibling.tag, str) for link in sibling.iter("a")), _MOST))
        texts = [" ".join("".join(link.itertext()).split()) for link in links]
        if any(_is_headline(t) for t in texts):
            whole = sum(len("".join(s.itertext())) for s in node.itersiblings() if isinstance(s.tag, str))
            return _teasers(links, texts) if sum(map(len, texts)) >= _LINKED * whole else []
        node = parent
    return []


def _teasers(links: list[html.HtmlElement], texts: list[str]) -> list[Teaser]:
    """Headlines among links, each with the date that its list item shows."""
    found: list[Teaser] = []
    several = sum(map(_is_headline, texts)) > 1
    for link, text in zip(links, texts, strict=True):
        # a short one is a headline among others
        if not (_is_headline(text) or (several and width(text) >= _SHORTEST and not furnishings.is_furniture(text))):
            continue
        around = link.getparent()
        shown = "".join(around.itertext())[:300] if around is not None and around.tag in ("li", "dd", "dt", "td") else text[:300]
        stamp = parse_stamp(shown)
        found.append(Teaser(title=text, date=stamp.day if stamp else None))
    return found


def _is_headline(text: str) -> bool:
    return 16 <= width(text) <= 300 and not furnishings.is_furniture(text) and not furnishings.is_related_heading(text)


def _visible(node: html.HtmlElement) -> str:
    """The text of one element, without what follows it."""
    own = copy.copy(node)
    own.tail = None
    return to_text(own)
