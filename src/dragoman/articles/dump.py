"""A text dump as lines, and what each line looks like."""

import re
import unicodedata
from functools import lru_cache

import msgspec

from dragoman.articles import chronology, furnishings, newsrooms

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
#: Blank or invisible at the edges of a line.
EDGE = " \t\xa0\u200b\u200c\u200d\u2060\ufeff\u3000\u2002\u2003\u2009\x1c\x1d\x1e\x1f\u1680\u2000\u2001\u2004\u2005\u2006\u2007\u2008\u200a\u202f\u205f"
_BULLET = re.compile(r"(?:[•·ㆍ∙▪▸‣◦●○■□▶▷►◀☞✔√※*]|[-–—](?=\s))[\s\xa0]*")
#: The last character of a sentence, and quotation marks or brackets closed after it.
_SENTENCE_END = re.compile(rf"""(?:[.!?。！？…]|{newsrooms.either('final')})["'”’»)\]」』】>]*$""")
_STOP = re.compile(rf"""[.!?。！？]["'”’»)\]」』】]*(?=\s|$)|(?:{newsrooms.either('stop')})\.""")
_ELLIPSIS = re.compile(r"(?:\.\.\.|…|⋯)[\"'”’)\]]*$")
_WORD = re.compile(r"\w+")
_NO_WORD = re.compile(r"[\W_]+")
#: So many lines are remembered with their width and letters: several steps ask for those of each line of a page.
_REMEMBERED = 512
_WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]")


class Line(msgspec.Struct, frozen=True):
    """A line that is not blank. `start` and `end` are its page offsets without outer blanks; `text` lies between them.

    `gap` is whether a blank line stands before it; `bullet` the length of a bullet at its start, 0 where there is none;
    `pictured` whether the page's markup calls the line a caption; `asked` whether the line before asks as interviews do;
    `entry` whether it is one of a chronology.
    """

    index: int
    start: int
    end: int
    text: str
    gap: bool = False
    bullet: int = 0
    pictured: bool = False
    asked: bool = False
    entry: bool = False

    @property
    def words(self) -> str:
        """The line without its bullet."""
        return self.text[self.bullet :]


def lines(page: str) -> list[Line]:
    """The lines of `page` that have something in them."""
    found: list[Line] = []
    last_end = 0
    for match in _LINE.finditer(page):
        raw = match.group()
        text = raw.strip(EDGE)
        if not text:
            continue
        start = match.start() + len(raw) - len(raw.lstrip(EDGE))
        between = page[last_end : match.start()]
        gap = between.replace("\r\n", "\n").count("\n") > 1 if found else False
        bullet = _BULLET.match(text)
        asked = bool(found) and furnishings.is_question(found[-1].text)
        found.append(Line(len(found), start, start + len(text), text, gap, bullet.end() if bullet else 0, asked=asked))
        last_end = match.end()
    for index in chronology.entries([line.text for line in found]):
        found[index] = msgspec.structs.replace(found[index], entry=True)
    return found


@lru_cache(maxsize=_REMEMBERED)
def width(text: str) -> int:
    """How long a text is to a reader: Hangul, kana and Chinese characters count twice."""
    return len(text) + len(_WIDE.findall(text))


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does (an ellipsis does not count: cut-off teasers end so)."""
    return bool(_SENTENCE_END.search(text[-12:])) and not is_cut(text)


def is_cut(text: str) -> bool:
    """Whether a text ends in an ellipsis."""
    return bool(_ELLIPSIS.search(text[-8:]))


def sentence_stops(text: str) -> int:
    """How many sentences seem to end in `text`."""
    return len(_STOP.findall(text))


def function_share(text: str) -> float:
    """The share of words that are function words or, in Korean, end in 다/요; high in prose, low in lists of links."""
    words = _WORD.findall(text.lower())
    known = furnishings.function_words()
    return sum(1 for w in words if w in known) / max(1, len(words))


@lru_cache(maxsize=_REMEMBERED)
def bare(text: str) -> str:
    """Letters and digits only, lower case: what two printings of one headline have in common."""
    return _NO_WORD.sub("", text).lower()


def has_letters(text: str) -> bool:
    """Whether there is a letter or digit in `text`."""
    return any(unicodedata.category(c)[0] in "LN" for c in text)
