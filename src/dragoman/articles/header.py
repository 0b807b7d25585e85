"""What stands around a dump's body: its title, date of publication, outlet, bylines."""

import re
from collections import Counter
from itertools import pairwise
from operator import add

from dragoman.articles import dateline, furnishings, outlets
from dragoman.articles.dump import Line, bare, ends_sentence, width
from dragoman.articles.stamp import Stamp, is_stamp_line, stamps

#: How many lines above the body a title is looked for in.
_REACH = 40
#: A shorter line counts less by as much: words of a menu stand in the body and on the page more than once, too.
_HEADLINE = 32
_SUFFIX = re.compile(r"\s*(?:[|<\-–—:»·]|::)\s*[^|<\-–—:»]{1,40}$")
_PREFIX = re.compile(r"(?P<name>[^|<>\-–—:»·]{2,30}?)\s*(?:\s[|<\-–—»>·:]\s|::|\|)\s*")
_PARTS = re.compile(r"\s+[|<>\-–—:»·]+\s+|\s*(?:::|\|)\s*")
_CRUMBS = re.compile(r"(?P<name>[^>›»<|]{2,20}?)\s*[>›»]\s*\S")
_ONLY_SIGN = re.compile(r"(?:copyrights?\s*)?[ⓒ©]\s*(?:\d{4}\s*)?(?P<name>[^\d\W][^,.|/()<>\[\]]{1,24})", re.IGNORECASE)
_LOGO = re.compile(r"(?P<name>.{2,20}?)\s*(?:로고|logo|Logo)")
_COPYRIGHT = re.compile(
    r"(?:(?:저작권자|copyrights?|copyright\s*by)?\s*[(（]?[ⓒ©Ⓒ]\s*[)）]?|저작권자\s*(?:\(c\)|[:：])?)\s*(?:(?:copyrights?|by|\(c\)|ⓒ)\s*)?(?:\d{4}\s*(?:[-~]\s*\d{4})?\s*)?(?P<name>[^\s,.|/()<>\[\]-][^,.|/()<>\[\]]{1,24}?)(?:\s*[,.|/()<>\[\]-]|\s+(?:무단|all\b|재배포|기사|모든)|\s*&|$)",
    re.IGNORECASE,
)
#: `나루일보 무단전재 금지`, `나루일보 뉴스레터 구독하기`: whose words may not be copied, whose letters may be had.
_RESERVED = re.compile(r"(?P<name>[^\s,.|/()<>\[\]ⓒ©]{3,14})(?:의)?[\s,.]*(?:무단\s*(?:전재|복제|배포|사용)|모든\s*권리)")
_SUBSCRIBED = re.compile(r"(?P<name>[^\s,.|/()<>\[\]ⓒ©]{3,14}?)(?:의|를|을)?\s+(?:.{0,12}\s)?(?:뉴스레터|구독|앱\b|채널|뉴스를)")
#: How far above or below a date the outlet's name stands alone on a line.
_BESIDE = 2
#: A longer word in a line full of other words is several run together.
_LONGEST_NAME = 8
_OUTLET_WORDS = re.compile(r"[^\s|·,()\[\]/]{2,20}")


def title_line(lines: list[Line], first: int, body: str, dropped: frozenset[int], outlet: str | None = None) -> Line | None:
    """The headline among the lines before the body, which starts at index `first`; None where none looks like one.

    In favour: the line stands more than once on the page, shares words with the body, is near a date, is near the
    body, opens the page. Against: furniture, bullets, the end of a sentence. The name of a site, `outlet`'s or one
    that is built as an outlet's, is none.
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
        score += 1.0 if any(is_stamp_line(n.text) for n in lines[line.index + 1 : line.index + 5]) else 0.0
        score += 0.8 if line.index < 2 else 0.0
        score -= 1.0 if line.bullet else 0.0
        score -= 1.2 if re.search(r"다[.]?[\"'”’]?$|[.]$", text) and ends_sentence(text) and width(text) > 50 else 0.0
        score -= 0.02 * (first - line.index)
        score += min(width(text), 50) / 100
        if score > top + (0.35 if best else 0.0):
            top, best = score, line
    return best


def clean_title(text: str, outlet: str | None) -> str:
    """A title without the site's name at its end or its start (`제목 - 매체`, `제목 < 정치 < 기사본문 - 매체`, `매체 :: 제목`)."""
    if (match := _PREFIX.match(text)) and outlets.is_site_name(match.group("name").strip(), outlet) and match.end() < len(text):
        text = text[match.end() :]
    while match := _SUFFIX.search(text):
        tail = match.group().strip(" |<-–—:»·\xa0")
        known = outlets.named(tail) is not None or (outlet is not None and bare(tail) == bare(outlet)) or bool(re.search(r"\.(?:com|co\.kr|net|kr|org)$", tail))
        if not known and not ("<" in match.group() and len(tail) <= 12):
            break
        text = text[: match.start()]
    return text.strip()


def published_and_modified(lines: list[Line], title: Line | None, first: int, last: int, dropped: frozenset[int]) -> tuple[Stamp | None, Stamp | None]:
    """The page's own dates: labelled ones first, then one between title and body, then one right above the title.

    A labelled date is also taken from after the body (its end is at index `last`) if none stands before it.
    """
    published: list[tuple[int, Stamp]] = []
    modified: list[Stamp] = []
    at = title.index if title else -1
    label = None
    for line in lines:
        if line.index in dropped or first <= line.index < last:
            label = None
            continue
        found = stamps(line.text) if len(line.text) <= 300 else ()
        for n, stamp in enumerate(found):
            named = stamp.label or (label if n == 0 else None)
            if named == "modified":
                if at < line.index < last + 15:
                    modified.append(stamp)
            elif rank := _rank(line, named is not None, stamp, at, first, last):
                published.append((rank, stamp))
        label = _only_label(line.text) if not found else None
    published.sort(key=lambda p: -p[0])
    # a page that only tells when it was changed last is dated by that
    return (published[0][1] if published else modified[0] if modified else None), (modified[0] if modified else None)


def outlet_of(lines: list[Line], first: int, last: int, url: str | None) -> str | None:
    """The outlet's name as the page has it: from its address, a masthead with the date, a logo, a copyright line, reporters' mail."""
    if url and (known := outlets.at_address(url)):
        return known.name
    outside = [line for line in lines if not first <= line.index < last]
    for find in (_masthead, _logo, _copyright, _known_line, _reserved):
        for line in outside:
            if len(line.text) <= 200 and (name := find(line.words)):
                return _head_of_page(lines[:first], name) if find is _copyright and outlets.is_agency(name) else outlets.without_section(name)
    if name := _alone(lines[:first]) or _crumbs(lines[: min(2, first)]) or _beside_date(lines[:first]):
        return name
    signs = (_ONLY_SIGN.fullmatch(line.words) for line in lines[last:])
    if name := next((match.group("name").strip() for match in signs if match), None):
        return outlets.without_section(name)
    invited = (_SUBSCRIBED.match(line.words) for line in lines[last:] if len(line.text) <= 60)
    return next((match.group("name") for match in invited if match and outlets.is_own_name(match.group("name"))), None)


def _head_of_page(above: list[Line], agency: str) -> str:
    """The outlet whose name stands above the body of a page that carries `agency`'s copyright; `agency` where none does."""
    name = _alone(above) or _crumbs(above[:2])
    return name if name and not outlets.is_agency(name) else agency


def _crumbs(top: list[Line]) -> str | None:
    """The outlet in the path of pages on top: `나루일보 > 국제`."""
    for line in top:
        if (match := _CRUMBS.match(line.words)) and outlets.is_site_name(match.group("name")) and not outlets.is_portal(match.group("name")):
            return match.group("name")
    return None


def _alone(above: list[Line]) -> str | None:
    """The outlet's name on a line of its own: on top of the page, or beside the line with the date."""
    dates = [line.index for line in above if is_stamp_line(line.text)]
    for line in above:
        name = outlets.without_section(line.words)
        near = line.index < 2 or any(abs(line.index - at) <= _BESIDE for at in dates)
        if near and not line.bullet and outlets.is_own_name(name) and (line.index == 0 or not furnishings.is_furniture(line.words)):
            return name
    return None


def _beside_date(above: list[Line]) -> str | None:
    """The outlet named in the line that holds the date or the reporters' names: `나루일보 | 입력 2024-01-13 09:12`, `[나루일보 홍길동 기자]`."""
    for line in above:
        if len(line.text) <= 120 and (stamps(line.text) or dateline.signature(line.words)):
            for word in re.split(r"[\s|·/\[\]()<>]+", line.words):
                if outlets.is_own_name(word) and len(word) <= _LONGEST_NAME:
                    return word
    return None


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


def outlet_by_mail(lines: list[Line]) -> str | None:
    """The outlet to which the mail addresses at the ends of lines belong (reporters sign with them)."""
    for line in reversed(lines):
        for mail in dateline.mails(line.text[-80:]) if len(line.text) <= 200 or "@" in line.text[-80:] else []:
            if known := outlets.at_address(mail):
                return known.name
    return None


def _rank(line: Line, labelled: bool, stamp: Stamp, title: int, first: int, last: int) -> int:
    """How good a date's place is; 0 where it is not the article's."""
    near = 100 - min(90, abs(line.index - title))
    timed = 5 if stamp.minute else 0
    before = line.index < first
    if labelled:
        return (400 if before and line.index > title else 300 if before else 200 if line.index < last + 15 else 0) and 400 - 100 * (not before) + near + timed
    if before and title < line.index and (is_stamp_line(line.text) or width(line.text) < 90):
        return 200 + near + timed
    if before and title - 2 <= line.index < title and is_stamp_line(line.text):
        return 100 + near
    return 0


def _only_label(text: str) -> str | None:
    bare = text.strip(" :：|·•")
    if len(bare) > 16:
        return None
    for field, name in (("modified", "modified"), ("stamp", "published")):
        if furnishings.pattern(field).fullmatch(bare):
            return name
    return None


def _may_be_title(text: str) -> bool:
    return (
        10 <= width(text) <= 260
        and not furnishings.is_furniture(text)
        and not furnishings.is_end(text)
        and not furnishings.is_related_heading(text)
        and not is_stamp_line(text)
        and dateline.signature(text) is None
    )


def _masthead(text: str) -> str | None:
    """`매체이름(NAME) 2022년8월21일 06시05분`: the words before the line's date."""
    found = stamps(text)
    if not found or found[0].label or not found[0].minute:
        return None
    before = re.sub(r"\([^()]*\)\s*$", "", text[: found[0].start].strip(" |·-:[]")).strip(" |·-:[]")
    return before if 2 <= len(before) <= 20 and outlets.looks_like_outlet(before) and dateline.signature(before) is None else None


def _logo(text: str) -> str | None:
    match = _LOGO.fullmatch(text)
    return match.group("name").strip() if match else None


def _copyright(text: str) -> str | None:
    match = _COPYRIGHT.search(text)
    if not match:
        return None
    claimed = re.search(r"무단|금지|reserved|copyright|저작권", text, re.IGNORECASE) and re.search(r"[ⓒ©Ⓒ]|\(c\)", text, re.IGNORECASE)
    if not claimed and not outlets.is_own_name(match.group("name").strip()):
        return None
    name = re.sub(r"\s*(?:Co|Inc|Corp|LLC|Ltd|주식회사|\(주\)|㈜)\.?$", "", match.group("name")).strip(" '\"‘’“”")
    return name if re.search(r"[^\W\d_]{2}", name) and not re.match(r"(?:all|copyright|the contents|무단)", name, re.IGNORECASE) else None


def _reserved(text: str) -> str | None:
    match = _RESERVED.match(text)
    return match.group("name") if match and outlets.is_own_name(match.group("name")) else None


def _known_line(text: str) -> str | None:
    return text if len(text) <= 24 and outlets.named(text) else None


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
