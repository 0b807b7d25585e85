"""Who publishes: the outlet's name as the page has it, by its address, beside the date, in the path of pages, in a copyright line."""

import re
from collections import Counter

from dragoman.articles import dateline, furnishings, newsrooms, outlets
from dragoman.articles.dump import Line
from dragoman.articles.stamp import is_stamp_line, stamps

_CRUMBS = re.compile(r"(?P<name>[^>›»〉<|]{2,20}?)\s*[>›»〉]\s*\S")
_ONLY_SIGN = re.compile(r"(?:copyrights?\s*)?[ⓒ©]\s*(?:\d{4}\s*)?(?P<name>[^\d\W][^,.|/()<>\[\]]{1,24})", re.IGNORECASE)
#: `ⓒ 다나루. 이 글의 …`: the name of one word behind the sign, then what the site has to say.
_SIGN_FIRST = re.compile(r"(?:copyrights?\s*)?[ⓒ©]\s*(?:\d{4}\s*)?(?P<name>[^\d\W][^\s,.|/()<>\[\]=]{1,13})\s*[.,|·]\s*\S", re.IGNORECASE)
_LOGO = re.compile(rf"(?P<name>.{{2,20}}?)\s*{newsrooms.expression('logo')}", re.IGNORECASE)
_COPYRIGHT = re.compile(
    rf"(?:{newsrooms.expression('claim')}?\s*[(（]?[ⓒ©Ⓒ]\s*[)）]?|{newsrooms.expression('claim')}\s*(?:\(c\)|[:：])?)\s*(?:(?:copyrights?|by|\(c\)|ⓒ)\s*)?(?:\d{{4}}\s*(?:[-~]\s*\d{{4}})?\s*)?"
    rf"(?P<name>[^\s,.|/()<>\[\]-][^,.|/()<>\[\]]{{1,24}}?)(?:\s*[,.|/()<>\[\]-]|\s+{newsrooms.expression('claim_goes_on')}|\s*&|$)",
    re.IGNORECASE,
)
#: `나루일보 무단전재 금지`, `나루일보 뉴스레터 구독하기`: whose words may not be copied, whose letters may be had.
_RESERVED = re.compile(rf"(?P<name>[^\s,.|/()<>\[\]ⓒ©]{{3,14}})(?:{newsrooms.either('of')})?[\s,.]*{newsrooms.expression('reserved')}(?:\s*{newsrooms.expression('forbidden')})?")
_SUBSCRIBED = re.compile(rf"(?P<name>[^\s,.|/()<>\[\]ⓒ©]{{3,14}}?)(?:{newsrooms.either('particle')})?\s+(?:.{{0,12}}\s)?{newsrooms.expression('offered')}")
#: `새빛신문 | 서울시 …`, `이 기사는 나루일보의 …`, `나루일보 주요뉴스`: a site that speaks of itself below an article.
_OF_ITSELF = re.compile(rf"[\[<]?{newsrooms.expression('this_article')}?(?P<name>[^\s,.|/()<>\[\]ⓒ©=:]{{3,14}}?)(?:\s*[|·\]]|(?:{newsrooms.either('particle')})\s|\s+(?:{newsrooms.pattern('own_words').pattern})|$)")
#: How far above or below a date the outlet's name stands alone on a line.
_BESIDE = 2
#: A longer word in a line full of other words is several run together.
_LONGEST_NAME = 8
_LONGEST_LINE = 120
#: Parts of the line that holds the date; the name of an outlet that nothing else tells is no longer than this.
_PARTS = re.compile(r"\s*[|ㅣ]\s*|\s{2,}")
_LONGEST_PART = 12
#: So many lines below the body are the foot in which a site speaks of itself.
_FOOT = 25


def outlet_of(lines: list[Line], first: int, last: int, url: str | None) -> str | None:
    """The outlet's name as the page has it: from its address, a masthead with the date, a logo, a copyright line, the path of pages, its foot."""
    if url and (known := outlets.at_address(url)):
        return known.name
    outside = [line for line in lines if not first <= line.index < last]
    for find in (_masthead, _logo, _copyright, _known_line, _reserved):
        for line in outside:
            if len(line.text) <= 200 and (name := find(line.words)):
                return _head_of_page(lines[:first], name) if find is _copyright and outlets.is_agency(name) else outlets.without_section(name)
    above = lines[:first]
    if name := _alone(above) or _crumbs(lines[: min(4, first)]) or _with_section(above) or _beside_date(above):
        return name
    for sign in (_ONLY_SIGN.fullmatch, _SIGN_FIRST.match):
        signs = (sign(line.words) for line in lines[last:])
        if name := next((match.group("name").strip() for match in signs if match and not outlets.is_agency(match.group("name").strip())), None):
            return outlets.without_section(name)
    invited = (_SUBSCRIBED.match(line.words) for line in lines[last:] if len(line.text) <= 60)
    name = next((match.group("name") for match in invited if match and outlets.is_own_name(match.group("name"))), None)
    spoken = next((found[0] for line in lines[max(first, last - 2) : last + 2] if (found := dateline.speaks_for(line.words)) and found[0]), None)
    name = name or (spoken if spoken and outlets.is_own_name(spoken) else None)
    name = name or next((part.strip() for line in above[:3] for part in _PARTS.split(line.words) if outlets.is_periodical(part.strip())), None)
    name = name or _signed_for(lines[last : last + 6])
    return name or _of_itself(lines[last : last + _FOOT]) or _blog(above[:4]) or _only_part(above)


def _head_of_page(above: list[Line], agency: str) -> str:
    """The outlet whose name stands above the body of a page that carries `agency`'s copyright; `agency` where none does."""
    name = _alone(above) or _crumbs(above[:2])
    return name if name and not outlets.is_agency(name) else agency


def _crumbs(top: list[Line]) -> str | None:
    """The outlet in the path of pages on top: `나루일보 > 국제`."""
    for line in top:
        match = _CRUMBS.match(line.words)
        if match and (outlets.is_own_name(name := match.group("name").strip("ⒾⓘΙ ")) or _is_top(line.words, name)):
            return name
    return None


def _is_top(path: str, name: str) -> bool:
    """Whether a path of pages begins with an outlet that nothing else tells: what comes next is a section, and it is none."""
    parts = [part.strip() for part in re.split(r"[>›»〉]", path)]
    known = outlets.is_section(name) or outlets.is_portal(name) or name in newsrooms.words("home") or name in outlets.place_names() or furnishings.is_furniture(name)
    return len(parts) > 1 and 3 <= len(name) <= _LONGEST_NAME and " " not in name and not known and outlets.is_section(parts[1])


def _alone(above: list[Line]) -> str | None:
    """The outlet's name on a line of its own: on top of the page, or beside the line with the date."""
    dates = [line.index for line in above if is_stamp_line(line.text)]
    for line in above:
        name = outlets.without_section(line.words)
        near = line.index < 2 or any(abs(line.index - at) <= _BESIDE for at in dates)
        if near and not line.bullet and outlets.is_own_name(name) and (line.index == 0 or not furnishings.is_furniture(line.words)):
            return name
    return None


def _with_section(above: list[Line]) -> str | None:
    """The outlet before its page, section or desk, and nothing else: `나루일보 31면 [특파원 칼럼]`, `나루일보 오피니언 | 2024-03-05 (수)`."""
    return next((name for line in above if not line.bullet and (name := outlet_and_section(line.words))), None)


def outlet_and_section(text: str) -> str | None:
    """The outlet that a line names with a date, a page, sections or buttons and nothing else."""
    name, _, rest = _without_dates(text).strip(" │┃|").partition(" ")
    if len(text) > 80 or len(name) > _LONGEST_NAME or not outlets.is_own_name(name):
        return None
    rest = newsrooms.pattern("page").sub(" ", re.sub(r"[\[【<(（][^\[\]【】<>()（）]{1,16}[\])】>）]", " ", rest))
    return name if all(outlets.is_section(word) or furnishings.is_furniture(word) for word in re.split(r"[\s|/·,—–-]+", rest) if word) else None


def _beside_date(above: list[Line]) -> str | None:
    """The outlet named in the line that holds the date or the reporters' names: `나루일보 | 입력 2024-01-13 09:12`, `[나루일보 홍길동 기자]`."""
    for line in above:
        if len(line.text) <= _LONGEST_LINE and (stamps(line.text) or dateline.signature(line.words)):
            for part in _PARTS.split(_without_dates(line.words)):
                if outlets.is_own_name(part) or outlets.is_periodical(part.strip()):
                    return part.strip()
            for word in re.split(r"[\s|·/\[\]()<>=]+", line.words):
                if outlets.is_own_name(word) and len(word) <= _LONGEST_NAME:
                    return word
    return None


def _only_part(above: list[Line]) -> str | None:
    """What is left in a line of a date and a byline between bars, where it is one part of no more than two words."""
    for line in above:
        if len(line.text) > _LONGEST_LINE or "|" not in line.text or not stamps(line.text):
            continue
        left = [part.strip() for part in _PARTS.split(_without_dates(line.words)) if re.search(r"[^\W\d_]", part)]
        left = [part for part in left if not _is_other_part(part)]
        if len(left) == 1 and 3 <= len(left[0]) <= _LONGEST_PART and len(left[0].split()) <= 2:
            return left[0]
    return None


def _is_other_part(part: str) -> bool:
    """Whether a part of such a line is known for something else: names, labels, pages, sections, buttons."""
    label = any(furnishings.pattern(field).fullmatch(part) for field in ("stamp", "modified"))
    known = furnishings.is_furniture(part) or newsrooms.pattern("page").fullmatch(part) or newsrooms.pattern("rubric").fullmatch(part)
    who = dateline.signature(part) is not None or dateline.names(part) or dateline.alone(part) or dateline.desk(part)
    return label or bool(known) or bool(who) or any(outlets.is_section(word) for word in part.split()) or any(word in outlets.place_names() for word in part.split())


def _without_dates(text: str) -> str:
    for stamp in reversed(stamps(text)):
        text = text[: stamp.start] + " | " + text[stamp.end :]
    return text


def _of_itself(foot: list[Line]) -> str | None:
    """The outlet that speaks of itself below the article; the name that does so most often, then first."""
    found = Counter[str]()
    for line in foot:
        match = _OF_ITSELF.match(line.words) if len(line.text) <= 120 and not line.bullet else None
        if match and outlets.is_own_name(match.group("name")) and not outlets.is_agency(match.group("name")):
            found[match.group("name")] += 1
    return found.most_common(1)[0][0] if found else None


def _signed_for(foot: list[Line]) -> str | None:
    """The outlet in a reporter's signature below: `아스완=홍길동 나루일보 특파원`."""
    signed = (line.words for line in foot if len(line.text) <= _LONGEST_LINE and dateline.signature(line.words))
    return next((word for words in signed for word in re.split(r"[\s=/|()\[\]]+", words) if outlets.is_own_name(word) and len(word) <= _LONGEST_NAME and not outlets.is_agency(word)), None)


def _blog(top: list[Line]) -> str | None:
    """The name of one person's site on top of the page."""
    return next((line.words for line in top if outlets.is_blog(line.words)), None)


def outlet_by_mail(lines: list[Line]) -> str | None:
    """The outlet to which the mail addresses at the ends of lines belong (reporters sign with them)."""
    for line in reversed(lines):
        for mail in dateline.mails(line.text[-80:]) if len(line.text) <= 200 or "@" in line.text[-80:] else []:
            if known := outlets.at_address(mail):
                return known.name
    return None


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
    claimed = newsrooms.pattern("forbidden").search(text) and re.search(r"[ⓒ©Ⓒ]|\(c\)", text, re.IGNORECASE)
    if not claimed and not outlets.is_own_name(match.group("name").strip()):
        return None
    name = re.sub(rf"\s*{newsrooms.expression('company')}\.?$", "", match.group("name")).strip(" '\"‘’“”")
    return name if re.search(r"[^\W\d_]{2}", name) and not re.match(rf"(?:all|copyright|the contents|{newsrooms.expression('claim_goes_on')})", name, re.IGNORECASE) else None


def _reserved(text: str) -> str | None:
    match = _RESERVED.match(text)
    if match is None or furnishings.is_furniture(match.group("name")) or outlets.is_section(match.group("name")):
        return None
    return match.group("name") if outlets.is_own_name(match.group("name")) or match.end() == len(text.rstrip(" .]>)")) else None


def _known_line(text: str) -> str | None:
    return text if len(text) <= 24 and outlets.named(text) else None
