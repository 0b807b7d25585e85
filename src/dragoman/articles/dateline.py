"""Wire openings, bylines and reporters' signatures: `(알마티=연합뉴스) 이름 통신원 = `, `이름 기자 name@paper.kr`, `SEOUL (AP) — `."""

import re
from functools import lru_cache

import msgspec

from dragoman.articles import furnishings, newsrooms, outlets

_WORDS = newsrooms.either
_ROLE = rf"(?:(?:{_WORDS('rank')})\s*)?(?:{_WORDS('role')})"
_NAME = r"[가-힣]{2,4}"
_FOREIGN_NAME = r"[A-Z][A-Za-z.'’-]{1,20}(?: [A-Z][A-Za-z.'’-]{1,20}){1,2}"
#: `글·사진`: what is said before a name of who did what.
_LABEL = rf"(?:{_WORDS('writes')}|{_WORDS('pictures')})"
_LABEL_ROW = rf"{_LABEL}(?:[·ㆍ]{_LABEL})*"
_NAMES = rf"{_NAME}(?:\s*[·ㆍ,]\s*{_NAME}){{0,4}}"
_PEOPLE = rf"{_NAME}(?:\s*[·ㆍ∙,]\s*{_NAME}|\s{_NAME}(?=\s*(?:[가-힣]{{2,4}}\s*)?{_ROLE})){{0,3}}\s*(?:\([^()]{{1,20}}\)\s*)?{_ROLE}"
_CREW = rf"{_PEOPLE}(?:\s*[·ㆍ,/]?\s*{_PEOPLE}){{0,3}}"
_MAIL = r"[\w.+-]{1,40}@[\w-]+(?:\.[\w-]+)+"

_OPEN, _CLOSE = r"[(\[【〔<〈]", r"[)\]】〕>〉]"
_BRACKET = re.compile(rf"{_OPEN}\s*(?P<inside>[^()\[\]【】〔〕<>〈〉\n]{{2,60}}?)\s*{_CLOSE}\s*(?:(?P<people>{_CREW})\s*)?(?P<equals>[=＝]\s*)?")
_BARE = re.compile(rf"(?:(?P<place>[가-힣A-Za-z.·]{{2,12}})\s*[=＝]\s*|(?P<outlet>[가-힣A-Za-z\d]{{2,12}})\s+)?(?P<people>{_CREW})\s*(?:{_MAIL}\s*)?[=＝]\s*")
_LATIN = re.compile(
    r"(?P<place>[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){0,3}(?:, [A-Z][A-Za-z.'’ ]{1,25}){0,2})"
    r"(?:,? (?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}|\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*))?"
    r"\.?\s*(?:\((?P<agency>[A-Z][\w .&-]{1,24})\)\s*[-–—]{1,2}\s+|/(?P<agency2>[A-Z][\w .&-]{1,24})/\.?\s*(?:[-–—]{1,2}\s+)?|(?P<dash>[-–—]{1,2}\s+))"
)
_CYRILLIC = re.compile(
    r"(?P<place>[А-ЯЁ][А-ЯЁа-яё-]{2,25})(?:[,.] \d{1,2} [а-я]{3,9}\.?)?(?:[.,]?\s*[-–—/]\s*|\.\s+)(?P<agency>ТАСС|РИА Новости|Интерфакс|КАЗИНФОРМ|Казинформ|Kazinform|Sputnik|Sputnik [А-Я][а-я]+|[А-ЯЁ]{3,12})\s*(?:/\.?|\.|[-–—])\s*(?:[-–—]\s+)?"
)
_SIGNING = re.compile(rf"{_MAIL}|(?:[가-힣A-Za-z]{{2,8}}\s*[/=]\s*)?(?<![가-힣]){_PEOPLE}|{newsrooms.expression('signing')}|\b(?:{_WORDS('pictures')}|{_WORDS('writes')})\b|[\s=:：·ㆍ/|,()\[\]<>【】ⓒ]+")
_PLACE_NAME_MAIL = re.compile(rf"[가-힣A-Za-z.]{{2,8}}\s*-\s*(?P<name>{_NAME})\s+{_MAIL}")
_TAIL = re.compile(rf"(?:(?<!\s)\s*[/|<(\[]?\s*(?:[가-힣]{{2,8}}\s*=\s*)?{_CREW}\s*[)\]>]?\s*)?(?:{_MAIL}|{_WORDS('ends')})(?:(?:\s*[·ㆍ,/])?\s*(?:{_PEOPLE}|{_MAIL}|{_WORDS('ends')}))*\s*$")
_TAIL_CREW = re.compile(rf"(?<=[.!?”\"'’)\]])\s*[/|(\[=]?\s*(?:[가-힣]{{2,8}}\s*=\s*)?(?P<people>{_CREW})\s*[)\]]?\s*$")
_PLACES = r"[가-힣]{2,10}(?:\s?[·ㆍ,]\s?[가-힣]{2,10}){0,2}"
#: `타슈켄트=이름 기자`, `(타슈켄트) 이름 기자`, `탈라스(키르기스스탄)=이름 통신원`, `도쿄/이름 특파원`.
_SIGNED_FROM = re.compile(rf"(?:[\[(]?\s*(?P<place>{_PLACES})\s*(?P<country>\([^()]{{2,12}}\)\s*)?[=＝/|]|[\[(]\s*(?P<alone>[가-힣]{{2,8}})\s*[\])])\s*(?P<people>{_PEOPLE})\s*[\])]?")
_SIGNED_IN = re.compile(rf"(?P<people>{_PEOPLE})\s*\(\s*(?P<place>{_PLACES})\s*\)")
_SIGNED_AFTER = re.compile(rf"(?P<place>[가-힣]{{2,8}})\s(?P<people>{_NAME}\s(?:{_WORDS('posted')}))")
_POSTED = re.compile(rf"(?:{_WORDS('posted')})$")
_BY = re.compile(r"(?:[Bb]y|BY|Written by|Story by)[:\s]+(?P<who>[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]*){1,3}(?:(?:,| and| &) [A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]*){1,3})*)(?P<rest>.{0,80})")
_LABELLED = re.compile(rf"(?:(?:{_WORDS('role')})\s*[:：]|(?!(?:{_WORDS('role')})\s)(?:{_WORDS('writes')})(?:[·ㆍ]{_LABEL})*\s*(?:[:：=·|]|\s))\s*(?P<name>{_NAMES})(?P<role>\s*{_ROLE})?\s*(?:{_MAIL})?")
_ONE = re.compile(rf"(?<![가-힣])(?P<names>{_NAME}(?:\s*[·ㆍ∙,\s]\s*{_NAME}){{0,4}})\s*(?:\([^()]{{1,20}}\)\s*)?{_ROLE}")
_FOREIGN = re.compile(rf"(?P<name>{_FOREIGN_NAME})\s*{_ROLE}")
_LABELS_BEHIND = re.compile(rf"(?<==)\s*{_LABEL_ROW}\s+(?=[가-힣])")
_BESIDE_NAMES = re.compile(rf"(?:{newsrooms.expression('wires_beside')}|\s*\((?:{_WORDS('desk')})(?:{_WORDS('desk_end')})\))$")
_FOLLOWED = re.compile(rf"(?P<kept>.*(?:{_WORDS('role')})){newsrooms.expression('follows')}$")
_BY_FIRST = re.compile(r"^[Bb]y[.:]?\s+(?=[가-힣])")
#: Labels before the place: `글·사진 아스타나=홍길동 특파원`.
_LABELS_FIRST = re.compile(rf"^{_LABEL_ROW}\s+(?=[가-힣]{{2,10}}\s*[=(])")
#: `온누리방송 홍길동 (gildong@…)`, `홍길동 gildong@…`: a name and an address without a role.
_NAME_MAIL = re.compile(rf"(?:(?P<outlet>[^\s()]{{2,12}})\s+)?(?P<name>[가-힣]{{3}})\s*[(/|]?\s*{_MAIL}\)?")
_DESK_STEM = rf"(?:{_WORDS('desk')})(?:{_WORDS('desk_end')})"
#: `홍길동 / 국제부 기자`, `홍길동 국제부장`.
_WITH_POST = re.compile(rf"(?P<name>[가-힣]{{3}})\s*(?:[/,|·]\s*(?:{_DESK_STEM}\s*)?{_ROLE}|\s{_DESK_STEM}\s?(?:{_WORDS('chief')}))")
#: Without one of these a line is no byline.
_SIGN_OF_NAMES = re.compile(rf"@|\b(?:[Bb]y|BY)\b|{_WORDS('role')}|{_WORDS('writes')}|{_WORDS('pictures')}|{_DESK_STEM}")
_APART = re.compile(r"\s+[·|/]\s+|\s{2,}")
_OF_REPORTER = re.compile(rf"(?P<who>.{{2,40}}{_ROLE})(?:{newsrooms.pattern('of_reporter').pattern})")
#: One name with a role and nothing else: then it may be a pen name (`글길 기자`), unless it is a word for a kind of reporter.
_SOLE = re.compile(rf"\W*(?:[가-힣]{{2,8}}\s*=\s*)?(?P<name>{_NAME})\s*{_ROLE}\s*(?:{_MAIL})?\W*")
_KINDS = frozenset(newsrooms.words("kind") + newsrooms.words("rank"))
_LABELS = frozenset(newsrooms.words("writes") + newsrooms.words("pictures"))
_DESK_NAME = rf"(?:{_WORDS('desk')})\S?(?:{_WORDS('desk_end')})"
_PICTURES_FIRST = re.compile(rf"\s*(?:{_WORDS('drawn')})(?![·ㆍ])")
_COMPILED = re.compile(rf"(?P<outlet>[^\s=:]{{2,12}}\s+)?(?:(?P<together>(?:{_WORDS('desk')})(?:{_WORDS('compiled')}))|(?P<desk>{_DESK_NAME})\s*(?:{_WORDS('compiled')}))")
_COMPILED_BY = re.compile(rf"(?:{_WORDS('compiled')}|{_WORDS('writes')})\s*[=:：]\s*(?P<desk>{_DESK_NAME})")
#: `[홍길동의 …]`, `[홍길동 칼럼]`, `[홍길동 기자의 …]`: a column that bears its writer's name.
_COLUMN = re.compile(rf"[\[【<〈《]\s*(?P<name>{_NAME}?)(?:(?:{_WORDS('of')})\s|\s?{_ROLE}(?:{_WORDS('of')})?\s|\s?(?:{_WORDS('column')}))")
_COLUMN_OF = re.compile(rf"(?P<name>{_NAME}?)\s?{_ROLE}(?:{_WORDS('of')})\s")
#: `/ 사진=가람사진부`, `사진 성춘향 기자` behind who wrote: who took the pictures.
_PICTURED = re.compile(rf"(?<=\S)\s*[/|,\s]\s*(?:{_WORDS('pictures')})(?:[·ㆍ](?:{_WORDS('pictures')}))*(?:\s*[=:：]\s*|\s+)[가-힣]{{2,8}}(?:\s*[·ㆍ,]\s*{_NAME}){{0,3}}(?:\s*{_ROLE})?(?:\s+{_MAIL})?\s*$")
#: `홍길동 한국대 교수·국제정치학`: how columns are signed below.
_COLUMNIST = re.compile(rf"(?P<name>{_NAME})\s+(?:[^\s.,]{{1,16}}\s+){{0,2}}[^\s.,]{{2,16}}\s?(?:{_WORDS('scholar')})(?:[·ㆍ,]\s*[^\s.]{{2,14}}){{0,2}}")
#: `기자 홍길동·성춘향  승인 2024.…`: the role before the names, beside the date.
_ROLE_FIRST = re.compile(rf"(?:^|[\s|]){newsrooms.expression('role_before')}\s+(?P<names>{_NAME}(?:\s*[·ㆍ,]\s*{_NAME}){{0,3}})(?=\s{{2,}}|\s*\||\s+{newsrooms.expression('stamped')}|$)")
_FAMILY = frozenset("".join(newsrooms.words("family")))
_DOUBLE_FAMILY = newsrooms.words("family2")
_DESK = re.compile(rf"(?:{_WORDS('desk')})\S?(?:{_WORDS('desk_end')})?$")
_JOB = re.compile(r"(?<!\s)\s*,?\s*(?:the )?(?:staff|senior|chief|ap|associated|correspondent|reporter|editor|writer|special|bureau|political|diplomatic|contributing|foreign)\b.*$", re.IGNORECASE)

_END = re.compile(rf"\s*(?:{_WORDS('ends')})$")
#: After a reporter's name without `=`: the sentence itself, not a word that makes the reporter a part of it.
_PROSE_AFTER = re.compile(rf"\s+(?!(?:{newsrooms.pattern('not_signed').pattern})(?:\s|{_WORDS('particle')}))\S")


#: How far into a paragraph a wire opening, and from its end a signature, is looked for.
_REACH = 160


class Opening(msgspec.Struct, frozen=True):
    """What stands before the first sentence. `length` code points are to be split off, 0 where nothing is."""

    length: int = 0
    dateline: str | None = None
    agency: str | None = None
    outlet: str | None = None
    byline: str | None = None


def opening(text: str) -> Opening:
    """The wire opening of a first paragraph: place, agency or outlet, reporter."""
    text = text[:_REACH]
    if text[:1] in ("[", "(") and (match := _SIGNED_FROM.match(text)) and match["country"] and signed_from(match.group()):
        outlet = next((word for word in match["people"].split() if outlets.looks_like_outlet(word)), None)
        return Opening(match.end(), match["place"], None, outlet, names(match["people"]))
    return _korean_bracket(text) or _korean_bare(text) or _foreign(text) or Opening()


def _plain(line: str) -> str:
    """A byline without what stands around names: `By`, labels behind the place, the wires, a desk in brackets, a button."""
    for pattern in (_BY_FIRST, _LABELS_BEHIND, _BESIDE_NAMES):
        line = pattern.sub("", line)
    if followed := _FOLLOWED.match(line):
        line = followed["kept"]
    words = line.split()
    if len(words) > 2 and re.fullmatch(_ROLE, words[-1]) and outlets.looks_like_outlet(words[-2]):
        line = " ".join([*words[:-2], words[-1]])
    return line


@lru_cache(maxsize=4096)
def signature(line: str) -> str | None:
    """The names of a line that is a byline or a reporter's mail address and nothing else; `""` where it has only an address."""
    if len(line) > _REACH:
        return None
    if _SIGN_OF_NAMES.search(line) is None:
        return None
    line = _plain(line)
    if match := _PLACE_NAME_MAIL.fullmatch(line):
        return match.group("name")
    if (match := _NAME_MAIL.fullmatch(line)) and _is_name(match.group("name")) and (not match["outlet"] or outlets.looks_like_outlet(match["outlet"])):
        return match.group("name")
    if match := _WITH_POST.fullmatch(line):
        return match.group("name") if _is_name(match.group("name")) else None
    if match := _OF_REPORTER.fullmatch(line):
        return signature(match.group("who"))
    if (written := _PICTURED.sub("", line)) != line and (who := signature(written)):
        return who
    if match := _LABELLED.fullmatch(line):
        return _listed(match)
    parts = [part for part in _APART.split(line) if not (furnishings.is_furniture(part) or part in outlets.place_names() or _PICTURES_FIRST.match(part))]
    if len(parts) < len(_APART.split(line)) and len(parts) == 1 and (who := signature(parts[0])):
        return who
    if len(parts) > 1 and all(found := [_LABELLED.fullmatch(part) for part in parts]):
        return ", ".join(who for match in found if match and (who := _listed(match))) or None
    if (match := _SIGNED_FROM.fullmatch(line) or _SIGNED_IN.fullmatch(line)) and signed_from(line) and (who := names(match.group("people")) or _sole(match.group("people"))):
        return who
    if _is_signing(line):
        return "" if _PICTURES_FIRST.match(line) else names(line) or _sole(line) or ""
    if len(line) <= 100 and (match := _BY.fullmatch(line)) and not re.search(r"[.!?]\s", match.group("rest")):
        return _JOB.sub("", match.group("who"))
    return None


def _listed(labelled: re.Match[str]) -> str | None:
    """The names behind a label; without a role they have to be names by themselves."""
    some = re.split(r"\s*[·ㆍ,]\s*", labelled["name"])
    return ", ".join(some) if labelled["role"] or all(_is_name(name) for name in some) else None


def signed_from(line: str) -> str | None:
    """The place a reporter signs from on a line above the body: `타슈켄트=이름 기자`, `이름 특파원 (탈라스)`, also behind a bar; None where there is none.

    A place that is not known counts where the reporter is one who is posted abroad.
    """
    for part in re.split(r"\s[|·]\s|(?<=\])\s|\s{2,}", line) if len(line) <= _REACH else ():
        part = _LABELS_FIRST.sub("", _plain(part))
        if match := _SIGNED_AFTER.fullmatch(part) or _SIGNED_FROM.match(part) or _SIGNED_IN.fullmatch(part.strip()):
            place = match.group("place") or match.groupdict().get("alone") or ""
            known = all(word in outlets.place_names() for word in re.split(r"\s?[·ㆍ,]\s?", place))
            posted = match.re is not _SIGNED_AFTER and _POSTED.search(match.group("people")) and not (outlets.looks_like_outlet(place) or _DESK.match(place) or place in _LABELS)
            if known or posted:
                return place
        if part in outlets.place_names() and signature(line):
            return part
    return None


def desk(line: str) -> str | None:
    """The desk that has put a report together, where nobody is named: `국제부 종합`, `가람일보 국제부 종합`, `외신종합`, `정리=국제부`."""
    words = line.strip(" /|[]()")
    if len(words) > 40:
        return None
    if by := _COMPILED_BY.fullmatch(words):
        return by["desk"]
    match = _COMPILED.fullmatch(words)
    if match is None or (match["outlet"] and not outlets.looks_like_outlet(match["outlet"].strip())):
        return None
    return match["together"] or match["desk"]


def title_author(title: str) -> str | None:
    """Whose column it is by the headline: `[홍길동의 유라시아 산책] …`, `[홍길동 칼럼] …`; a name of three syllables, for others are words too."""
    match = _COLUMN.match(title) or _COLUMN_OF.match(title)
    return match["name"] if match and len(match["name"]) == 3 and _is_name(match["name"]) else None


def alone(line: str) -> str | None:
    """A name that is all there is on a line, of three syllables or four."""
    word = line.strip()
    return word if 3 <= len(word) <= 4 and _is_name(word) and not outlets.is_section(word) and not furnishings.is_furniture(word) else None


def speaks_for(line: str) -> tuple[str | None, str] | None:
    """The outlet and the reporter of a broadcast's last sentence: `한들방송 뉴스 홍길동입니다.`"""
    match = newsrooms.pattern("speaks_for").fullmatch(line) if len(line) <= 40 else None
    return (match["outlet"], match["name"]) if match and _is_name(match["name"]) else None


def is_only_role(line: str) -> bool:
    """Whether a line tells what its writer is, and not who: `논설위원`."""
    return re.fullmatch(_ROLE, line.strip(" /|[]()")) is not None


def columnist(line: str) -> str | None:
    """The name with which a column is signed below: `홍길동 한국대 교수·국제정치학`; None where a line is no such signature."""
    match = _COLUMNIST.fullmatch(line) if len(line) <= 50 else None
    return match.group("name") if match and _is_name(match.group("name")) else None


def beside_date(line: str) -> str | None:
    """The reporters named in a line that holds the date: `입력 2024.05.03 15:21 | 홍길동 기자`, `기자 홍길동  승인 2024.…`."""
    if match := _ROLE_FIRST.search(line):
        return ", ".join(re.split(r"\s*[·ㆍ,]\s*", match.group("names")))
    if found := names(_PICTURED.sub("", line)):
        return found
    for part in re.split(r"\s*[|/]\s*", line):
        if (match := _LABELLED.fullmatch(part.strip())) and (who := _listed(match)):
            return who
        if "|" in line and (who := alone(part)):
            return who
    parts = (re.split(rf"\d[\d.:/\s-]*(?:{_WORDS('am')}|{_WORDS('pm')})?[\d.:\s]*", part) for part in re.split(r"\s*\|\s*", line))
    return next((who for part in parts for words in part if (who := _sole(_without_outlet(words.strip())))), None)


def _without_outlet(words: str) -> str:
    """A byline without the outlet and the desk before the name: `나루일보 국제부 글길 기자`."""
    kept = words.split()
    while len(kept) > 2 and (outlets.looks_like_outlet(kept[0]) or _DESK.match(kept[0])):
        kept = kept[1:]
    return " ".join(kept)


def _sole(line: str) -> str | None:
    """The name where it is one, with a role, and all there is."""
    match = _SOLE.fullmatch(line)
    word = match.group("name") if match else ""
    known = word in _KINDS or _DESK.match(word) or re.fullmatch(_ROLE, word) or word in outlets.place_names() or outlets.named(word)
    return word if word and not known and not outlets.looks_like_outlet(word) and not furnishings.is_furniture(word) else None


def _is_signing(line: str) -> bool:
    """Whether names with a reporter's role, mail addresses and signs are all there is, but for an outlet or a desk."""
    if not ("@" in line and re.search(_MAIL, line)) and not re.search(_ROLE, line):
        return False
    rest = _SIGNING.sub(" ", line).split()
    return len(rest) <= 1 and all(len(w) <= 8 and (_DESK.match(w) or outlets.looks_like_outlet(w) or w in outlets.place_names()) for w in rest)


def closing(text: str) -> tuple[int, str | None]:
    """Where a last paragraph ends without the reporter's signature at its end, and the names in that signature."""
    begin = max(0, len(text) - _REACH)
    signed = text.find("@", begin) >= 0 or any(text.find(end, begin) >= 0 for end in newsrooms.words("ends"))  # no _TAIL is without
    for pattern in (_TAIL, _TAIL_CREW) if signed else (_TAIL_CREW,):
        match = pattern.search(text, begin)
        if match and match.start() > 0:
            return len(text[: match.start()].rstrip()), names(match.group())
    return len(text), None


def without_end(text: str) -> str:
    """A text without the sign at its end that the article is over: `… 감사합니다. <끝>`."""
    return _END.sub("", text)


def mails(text: str) -> list[str]:
    """The mail addresses in `text`."""
    return re.findall(_MAIL, text)


def names(text: str) -> str | None:
    """The reporters named in `text`, separated by `, `; None where there are none."""
    found: list[str] = []
    for match in _ONE.finditer(text):
        for name in re.split(r"\s*[·ㆍ∙,\s]\s*", match.group("names")):
            if _is_name(name) and name not in found:
                found.append(name)
    if not found:
        found = [match.group("name") for match in _FOREIGN.finditer(text)]
    return ", ".join(found) or None


def _is_name(word: str) -> bool:
    """Whether a word of Hangul may be a reporter's name: a family name first, no outlet, place or desk."""
    if not ((2 <= len(word) <= 3 and word[0] in _FAMILY) or (len(word) in (3, 4) and word.startswith(_DOUBLE_FAMILY))):
        return False
    return not (word in _KINDS or word in _LABELS or _DESK.match(word) or re.fullmatch(_ROLE, word) or word in outlets.place_names() or outlets.named(word))


def _korean_bracket(text: str) -> Opening | None:
    match = _BRACKET.match(text)
    if not match or not re.search("[가-힣]", match.group("inside")):
        return None
    inside, people = match.group("inside").replace("＝", "="), match.group("people")
    crew = names(inside) if re.search(rf"{_ROLE}\s*(?:=|$)", inside) else None
    left, equals, right = (part.strip() for part in inside.partition("="))
    if not equals and not crew:
        sure = outlets.looks_like_outlet(inside) and len(inside) <= 12 and match.group().strip()[0] in "[【"
        return Opening(match.end(), None, None, inside, names(people) if people else None) if sure else None
    if not crew and not people and is_photo_source(inside):
        return None
    outlet = next((w for w in re.split(r"[\s=|ㅣ]+", right + " " + left) if outlets.looks_like_outlet(w)), None)
    if outlet is None and re.search(r"[|ㅣ]", left):
        outlet = re.split(r"[|ㅣ]", left)[0].strip()
    if outlet is None and equals and not crew:
        outlet = right
    if outlet is None and crew and not re.search(rf"{_ROLE}$", left):
        outlet = next((w for w in (right or left).split() if re.match(r"[가-힣A-Za-z]{2}", w) and not _DESK.match(w) and w not in crew.split(", ") and not re.fullmatch(_ROLE, w) and w not in outlets.place_names()), None)
    place = right if re.search(rf"{_ROLE}$", left) else left if equals else ""
    place = " ".join(w for w in re.split(r"[\s|ㅣ]+", place) if w and w != outlet)
    signed = people is None or match.group("equals") or (equals and names(people) and _PROSE_AFTER.match(text, match.end("people")))
    return _opened(match.end() if signed else match.start("people"), place, outlet or "", names(people) if people and signed else crew)


def is_photo_source(inside: str) -> bool:
    """Whether `제다 AFP=연합뉴스` names an agency before the sign too, as wires do over pictures."""
    return bool(re.search(rf"\s(?:{outlets.agency_names()}|{_WORDS('state_wire')}|[가-힣]{{2,6}}(?:{_WORDS('agency_end')}))\s*=", inside))


def _opened(length: int, place: str, source: str, byline: str | None) -> Opening:
    place = re.sub(rf"\s+(?:{outlets.agency_names()}|{_WORDS('state_wire')})(?:[·/].*)?$", "", place.strip())
    source = source.strip()
    agency = next((s for s in re.split(r"[/·]", source) if s and outlets.is_agency(s.strip())), None)
    return Opening(length, place or None, agency.strip() if agency else None, source or None, byline)


def _korean_bare(text: str) -> Opening | None:
    match = _BARE.match(text)
    if not match:
        return None
    outlet = match.group("outlet")
    if outlet and not outlets.looks_like_outlet(outlet):
        outlet = None
    return Opening(match.end(), match.group("place"), None, outlet, names(match.group("people")))


def _foreign(text: str) -> Opening | None:
    if match := _CYRILLIC.match(text):
        return Opening(match.end(), match.group("place"), match.group("agency"), None, None)
    match = _LATIN.match(text)
    if not match:
        return None
    place, agency = match.group("place").strip("., "), match.group("agency") or match.group("agency2")
    if not agency and not place.split(",")[0].isupper():
        return None
    return Opening(match.end(), place, agency, None, None)
