"""Words of pages made fit for a line of a file: nothing in them breaks the line, and nothing hides or turns other words around."""

import unicodedata

#: What says only how letters beside it are drawn, and belongs to words: joiners, soft hyphens.
_KEPT = "\u00ad\u200c\u200d"
#: Controls and signs without a shape (the bidirectional ones among them), private use, lone surrogates, what Unicode has not given out.
_DROPPED = ("Cc", "Cf", "Cs", "Co", "Cn")


def on_one_line(text: str) -> str:
    """The words with one blank where there was any white space, and without control, bidirectional and unassigned characters.

    >>> on_one_line("a\\r\\nER  - \\u202eb")
    'a ER - b'
    """
    return " ".join("".join(map(_harmless, text)).split())


def in_paragraphs(text: str) -> str:
    """The same for words of several paragraphs, whose line breaks stay."""
    return "\n".join(on_one_line(line) for line in text.splitlines()).strip()


def address(url: str | None) -> str | None:
    """A web address as every program takes it, what is not ASCII or has a meaning in TeX percent-encoded; None for any other text.

    >>> address("https://example.com/한국?q={a}"), address("javascript:alert(1)")
    ('https://example.com/%ED%95%9C%EA%B5%AD?q=%7Ba%7D', None)
    """
    if url is None or not url.lower().startswith(("http://", "https://")):
        return None
    return "".join(c if c in _OF_ADDRESSES else "".join(f"%{byte:02X}" for byte in c.encode("utf-8", "replace")) for c in url.strip())


_OF_ADDRESSES = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%")


def _harmless(c: str) -> str:
    if c.isspace() or c in _KEPT:
        return c
    return "" if unicodedata.category(c) in _DROPPED else c
