"""The headline: which line above a body it is, and what of a line or of a browser's title is the name of the site."""

import re
from collections import Counter
from itertools import pairwise
from operator import add

from dragoman.articles import dateline, furnishings, newsrooms, outlets, publisher
from dragoman.articles.dump import Line, bare, ends_sentence, width
from dragoman.articles.stamp import is_stamp_line, stamps

#: How many lines above the body a title is looked for in.
_REACH = 40
#: A shorter line counts less by as much: words of a menu stand in the body and on the page more than once, too.
_HEADLINE = 32
#: What a line loses that is the name of a column: it is the headline only where nothing else may be.
_OF_RUBRIC = 3.0
_LONGEST_RUBRIC = 50
#: Headline and subtitles stand within so many lines; a headline is no shorter than this, and shares so much with the body.
_TOGETHER = 12
_SHORTEST = 20
_SPEAKS_OF, _SPEAKS_A_LITTLE = 0.3, 0.2
_ABOUT_AS_WIDE, _HALF_AS_WIDE = 0.8, 0.6
_STATES = re.compile(rf"(?:{newsrooms.either('plain')})[.]?[\"'”’]?$|[.]$")
_HANGUL = re.compile("[가-힣]")
#: Signs that headlines have and menus, slogans and paths of pages have not.
_SIGNS = re.compile(r"[…,“”\"‘’'?!]|\.\.\.")
_SUFFIX = re.compile(r"\s*(?:[|<\-–—:»·]|::)\s*[^|<\-–—:»]{1,40}$")
_PREFIX = re.compile(r"(?P<name>[^|<>\-–—:»·]{2,30}?)\s*(?:\s[|<\-–—»>·:]\s|::|\|)\s*")
_PARTS = re.compile(r"\s+[|<>\-–—:»·]+\s+|\s*(?:::|\|)\s*")


def title_line(lines: list[Line], first: int, body: str, dropped: frozenset[int], outlet: str | None = None) -> Line | None:
    """The headline among the lines before the body, which starts at index `first`; None where none looks like one.

    In favour: the line stands more than once on the page, shares words with the body, is near a date, is near the
    body, opens the page. Against: furniture, bullets, the end of a sentence. The name of a site, `outlet`'s or one
    that is built as an outlet's, is none; the name of a column is one only where nothing else is.
    """
    counted = Counter(bare(line.words) for line in lines[: first + 1])
    grams = _grams(body[:6000])
    top, best = 1.0, None
    for line in lines[max(0, first - _REACH) : first] + lines[: max(0, min(5, first - _REACH))]:
        text = line.words
        if line.index in dropped or not _may_be_title(text) or outlets.is_site_name(text, outlet):
            continue
        own = _grams(text)
        long = min(1.0, width(text) / _HEADLINE)
        score = long * 4.0 * len(own & grams) / max(1, len(own))
        score += long * 1.5 * min(2, counted[bare(text)] - 1)
        score += 1.0 if any(_is_dated(n.text) for n in lines[line.index + 1 : line.index + 5]) else 0.0
        score -= _OF_RUBRIC if is_rubric(text) else 0.0
        score += 0.8 if line.index < 2 else 0.0
        score -= 1.0 if line.bullet else 0.0
        score -= 1.2 if _STATES.search(text) and ends_sentence(text) and width(text) > 50 else 0.0
        score -= 0.02 * (first - line.index)
        score += min(width(text), 50) / 100
        if score > top + (0.35 if best else 0.0):
            top, best = score, line
    return _topmost(lines, best, grams, dropped, outlet) if best else None


def is_rubric(text: str) -> bool:
    """Whether a line is the name of a column, a section or a kind of article, as it stands above a headline: `특파원 리포트 | 아스타나`."""
    return width(text) <= _LONGEST_RUBRIC and newsrooms.pattern("rubric").fullmatch(text) is not None


def _topmost(lines: list[Line], found: Line, grams: set[str], dropped: frozenset[int], outlet: str | None) -> Line:
    """The first of the headline and subtitles that `found` is one of: on Korean pages the headline stands on top, with dates and names between."""
    top = found
    if not _HANGUL.search(found.text):
        return found
    for line in reversed(lines[max(0, found.index - _TOGETHER) : found.index]):
        text = line.words
        under = lines[line.index - 1].words if line.index else ""
        if line.index in dropped or line.bullet or top.index - line.index > _TOGETHER // 2:
            break
        if not _may_be_title(text) or outlets.is_site_name(text, outlet) or is_rubric(text) or bare(found.words) in bare(text) or _is_dated(text):
            continue
        own = _grams(text)
        opens = is_rubric(under) or _is_dated(under)
        if width(text) < _SHORTEST or len(own & grams) < (_SPEAKS_A_LITTLE if opens else _SPEAKS_OF) * len(own) or not (opens or _SIGNS.search(text)):
            break
        if width(text) < (_HALF_AS_WIDE if opens else _ABOUT_AS_WIDE) * width(found.words):
            break  # a kicker
        top = line
    return top


def _is_dated(text: str) -> bool:
    """Whether a line holds the article's day: little else, or a label or a time and no sentence."""
    return is_stamp_line(text) or (len(text) <= 120 and any(s.label or s.minute for s in stamps(text)) and not ends_sentence(text))


def clean_title(text: str, outlet: str | None) -> str:
    """A title without the frame of a table, a signature, and the site's name at its end or its start (`제목 - 매체`, `제목 < 정치 < 기사본문 - 매체`, `매체 :: 제목`)."""
    text = text.strip(" |\xa0")
    if label := newsrooms.pattern("titled").match(text):
        text = text[label.end() :]
    length, who = dateline.closing(text)
    text = text[:length].rstrip(" /|·") if who and length >= 8 else text
    if (match := _PREFIX.match(text)) and outlets.is_site_name(match.group("name").strip(), outlet) and match.end() < len(text):
        text = text[match.end() :]
    while match := _SUFFIX.search(text):
        tail = match.group().strip(" |<-–—:»·\xa0")
        known = outlets.named(tail) is not None or outlets.is_own_name(tail) or (outlet is not None and bare(tail) == bare(outlet)) or bool(re.search(r"\.(?:com|co\.kr|net|kr|org)$", tail))
        if not known and not ("<" in match.group() and len(tail) <= 12):
            break
        text = text[: match.start()]
    return text.strip()


def headline_and_site(lines: list[Line], title: Line) -> tuple[str, str | None]:
    """The headline in the `title` line and the site's name beside it there, or in the browser's title on top of the page."""
    headline, site = on_page(title.words, {bare(line.words) for line in lines if line is not title})
    tops = (line.words for line in lines[:3] if line.index < title.index and len(line.words) <= 300)
    return headline, site or next((name for top in tops if (name := on_page(top, {bare(headline)})[1])), None)


def on_page(title: str, lines: set[str]) -> tuple[str, str | None]:
    """A `<title>` split into the headline that stands on the page too and the site's name beside it.

    `lines` holds the page's lines, bare. The title comes back whole, without a name, where no part of it is one of them.
    """
    parts = [(0, 0), *((m.start(), m.end()) for m in _PARTS.finditer(title)), (len(title), len(title))]
    runs = [(parts[i][1], parts[j][0]) for i in range(len(parts) - 1) for j in range(i + 1, len(parts))]
    for start, end in sorted(runs, key=lambda r: r[0] - r[1]):
        headline = title[start:end]
        if width(headline) < 16 or bare(headline) not in lines:
            continue
        rest = [title[a:b].strip() for (_, a), (b, _) in pairwise(parts) if (b <= start or a >= end) and b > a]
        if any(width(r) > 30 for r in rest):
            break
        site = outlets.without_section(rest[-1] if end < len(title) else rest[0]) if rest else None
        return headline, site
    return title, None


def _may_be_title(text: str) -> bool:
    return (
        10 <= width(text) <= 260
        and not furnishings.is_furniture(text)
        and not furnishings.is_end(text)
        and not furnishings.is_related_heading(text)
        and not is_stamp_line(text)
        and dateline.signature(text) is None
        and dateline.columnist(text) is None
        and publisher.outlet_and_section(text) is None
    )


def _grams(text: str) -> set[str]:
    """Words of Latin and Cyrillic letters, pairs of characters of Hangul and Chinese."""
    grams = set(re.findall(r"[a-zа-яё']{3,}|\d+", text.lower()))
    for run in re.findall(r"[가-힣\u4e00-\u9fff]+", text):
        grams.update(map(add, run, run[1:]))
    return grams


def overlap(text: str, body: str) -> float:
    """The share of `text`'s words (or pairs of Hangul) that occur in `body`."""
    own = _grams(text)
    return len(own & _grams(body)) / max(1, len(own))
