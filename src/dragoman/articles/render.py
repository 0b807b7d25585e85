"""HTML as the plain text that a reader would copy from the screen."""

import re
from html import unescape

from lxml import etree, html

_HIDDEN = frozenset(("script", "style", "noscript", "template", "head", "svg", "iframe", "object", "textarea", "select", "math", "canvas", "audio", "video", "datalist"))
_BLOCKS = frozenset(
    ["address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"]
)
_SPACED = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "table", "figure", "pre"])
_BLANKS = re.compile(r"[^\S\n\xa0]+")
_BREAKS = re.compile(r" *[\x01\x02\x03][ \x01\x02\x03]*")
_EMPTY_ITEMS = re.compile(r"•[ \x01\x02\x03]*(?=[\x01\x02])")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_COMMENTS = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
_SCRIPTS = re.compile(r"<(script|style|noscript|template|svg)\b.*?(?:</\1\s*>|$)", re.DOTALL | re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]{0,5000}>")
_UNPRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def parse(source: str) -> html.HtmlElement | None:
    """The tree of an HTML source, however broken; None where there is no element in it."""
    cleaned = _UNPRINTED.sub(" ", source)
    cleaned = re.sub(r"^\s*<\?xml[^>]*\?>", "", cleaned)
    try:
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        tree = html.document_fromstring(cleaned.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return tree


def to_text(tree: html.HtmlElement) -> str:
    """The visible text of `tree`: a block a line, list items led by `• `, blank lines around paragraphs."""
    out: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, node in walk:
        if not isinstance(node.tag, str):
            continue
        break_ = "" if node.tag not in _BLOCKS else "\x02" if node.tag in _SPACED else "\x01"
        if event == "start":
            if is_hidden(node):
                walk.skip_subtree()
                continue
            out.append(break_ + {"li": "• ", "br": "\x03"}.get(node.tag, "") + _inline(node.text))
        else:
            if not is_hidden(node):
                out.append(break_ or ("\t" if node.tag in ("td", "th") else ""))
            out.append(_inline(node.tail))
    text = _BLANKS.sub(" ", "".join(out))
    text = _EMPTY_ITEMS.sub("\x01", text)
    return _BREAKS.sub(_line_breaks, text).strip()


def _line_breaks(run: re.Match[str]) -> str:
    """Neighbouring breaks are one: as many lines as the widest asks for; each `br` is a line of its own."""
    found = run.group()
    return "\n" * min(2, max(1, found.count("\x03"), 2 if "\x02" in found else 1))


def _inline(text: str | None) -> str:
    return text.replace("\n", " ").replace("\r", " ") if text else ""


def strip_tags(source: str) -> str:
    """A rougher `to_text` for sources that no parser takes: tags become line breaks."""
    plain = _SCRIPTS.sub("\n", _COMMENTS.sub("\n", source))
    plain = re.sub(r"\n\s*\n+", "\n\n", _ANY_TAG.sub("\n", plain))
    return unescape(plain).strip()


def is_hidden(node: html.HtmlElement) -> bool:
    """Whether an element is not shown, with all that is in it."""
    return node.tag in _HIDDEN or node.get("hidden") is not None or bool(_HIDDEN_STYLE.search(node.get("style", "")))
