"""Wire openings, bylines and reporters' signatures: `(알마티=연합뉴스) 이름 통신원 = `, `이름 기자 name@paper.kr`, `SEOUL (AP) — `."""

import re

import msgspec

from dragoman.articles import outlets

_ROLE = r"(?:(?:선임|수석|인턴|수습|객원|전문|외교|정치|경제|군사|국제|사회|의학|문화|탐사|영상|사진|시민|대학생|북한|외교안보|통일외교)\s*)?(?:기자|특파원|통신원|논설위원|편집위원|해설위원|대기자|주재원|리포터|앵커|PD|피디|에디터|칼럼니스트|선임에디터)"
_NAME = r"[가-힣]{2,4}"
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
_SIGNING = re.compile(rf"{_MAIL}|(?:[가-힣A-Za-z]{{2,8}}\s*[/=]\s*)?(?<![가-힣]){_PEOPLE}|기자명|기사\s*작성|\b(?:사진|글|그래픽|영상|편집|정리|취재|제작)\b|[\s=:：·ㆍ/|,()\[\]<>【】ⓒ]+")
_PLACE_NAME_MAIL = re.compile(rf"[가-힣A-Za-z.]{{2,8}}\s*-\s*(?P<name>{_NAME})\s+{_MAIL}")
_TAIL = re.compile(rf"(?:(?<!\s)\s*[/|<(\[]?\s*(?:[가-힣]{{2,8}}\s*=\s*)?{_CREW}\s*[)\]>]?\s*)?(?:{_MAIL}|\(끝\)|<끝>)(?:\s*(?:{_CREW}|{_MAIL}|\(끝\)))*\s*$")
_TAIL_CREW = re.compile(rf"(?<=[.!?”\"'’)\]])\s*[/|(\[=]?\s*(?:[가-힣]{{2,8}}\s*=\s*)?(?P<people>{_CREW})\s*[)\]]?\s*$")
_SIGNED_FROM = re.compile(rf"(?:[\[(]?\s*(?P<place>[가-힣]{{2,8}})\s*[=＝]|[\[(]\s*(?P<alone>[가-힣]{{2,8}})\s*[\])])\s*{_PEOPLE}")
_BY = re.compile(r"(?:[Bb]y|BY|Written by|Story by)[:\s]+(?P<who>[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]*){1,3}(?:(?:,| and| &) [A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]*){1,3})*)(?P<rest>.{0,80})")
_LABELLED = re.compile(rf"(?:기자명\s*[:：]?|기자\s*[:：]|글\s*(?:[:：=·]|\s)|작성자\s*[:：]?|취재\s*(?:[:：=]|\s))\s*(?P<name>{_NAME})(?:\s*{_ROLE})?\s*(?:{_MAIL})?")
_ONE = re.compile(rf"(?<![가-힣])(?P<names>{_NAME}(?:\s*[·ㆍ∙,\s]\s*{_NAME}){{0,4}})\s*(?:\([^()]{{1,20}}\)\s*)?{_ROLE}")
#: One name with a role and nothing else: then it may be a pen name (`글길 기자`), unless it is a word for a kind of reporter.
_SOLE = re.compile(rf"\W*(?:[가-힣]{{2,8}}\s*=\s*)?(?P<name>{_NAME})\s*{_ROLE}\s*(?:{_MAIL})?\W*")
_KINDS = frozenset([
    "본지", "담당", "현지", "동료", "주재", "온라인", "디지털", "취재", "외신", "방송", "뉴스", "여성", "선배", "후배", "일선", "신문",
    "언론", "인턴", "수습", "객원", "전문", "시민", "사진", "영상", "출입", "해당", "모든", "우리", "한국", "미국", "일본", "중국",
])  # fmt: skip
#: `홍길동 한국대 교수·국제정치학`: how columns are signed below.
_COLUMNIST = re.compile(rf"(?P<name>{_NAME})\s+(?:[^\s.,]{{1,16}}\s+){{0,2}}[^\s.,]{{2,16}}\s?(?:교수|연구위원|연구원|변호사|소장|원장|이사장|논설위원|작가|대사|칼럼니스트|평론가|시인)(?:[·ㆍ,]\s*[^\s.]{{2,14}}){{0,2}}")
#: `기자 홍길동·성춘향  승인 2024.…`: the role before the names, beside the date.
_ROLE_FIRST = re.compile(rf"(?:^|[\s|])기자(?:명)?\s+(?P<names>{_NAME}(?:\s*[·ㆍ,]\s*{_NAME}){{0,3}})(?=\s{{2,}}|\s*\||\s+(?:승인|입력|등록|기사)|$)")
#: Family names of Korea (census of 2015, the names of more than 5,000 bearers), and those of two syllables.
_FAMILY = frozenset("김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노로하곽성차주우구나라민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예경봉사부가복태목형피두감음빈동온호범좌팽승간상시갈단견당화창")
_DOUBLE_FAMILY = ("남궁", "황보", "제갈", "사공", "선우", "독고", "서문", "동방")
_DESK = re.compile(r"(?:정치|경제|사회|국제|문화|외교|산업|전국|체육|편집|사진|통일|정당|증권|금융|기획|탐사|디지털|온라인|지방|취재|외신|세계|국방)\S?(?:부|팀|국|실|과)?$")
_JOB = re.compile(r"(?<!\s)\s*,?\s*(?:the )?(?:staff|senior|chief|ap|associated|correspondent|reporter|editor|writer|special|bureau|political|diplomatic|contributing|foreign)\b.*$", re.IGNORECASE)

#: After a reporter's name without `=`: the sentence itself, not a word that makes the reporter a part of it.
_PROSE_AFTER = re.compile(r"\s+(?!(?:출신|협회|회견|간담회|등|및|측|폭행|사칭|지망|생활|시험|체포|피살|구속)(?:\s|[은는이가을를의과와]))\S")


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
    return _korean_bracket(text) or _korean_bare(text) or _foreign(text) or Opening()


def signature(line: str) -> str | None:
    """The names of a line that is a byline or a reporter's mail address and nothing else; `""` where it has only an address."""
    if len(line) > _REACH:
        return None
    if match := _PLACE_NAME_MAIL.fullmatch(line):
        return match.group("name")
    if match := _LABELLED.fullmatch(line):
        return match.group("name")
    if _is_signing(line):
        return "" if re.match(r"\s*(?:사진|그래픽|영상)", line) else names(line) or _sole(line) or ""
    if len(line) <= 100 and (match := _BY.fullmatch(line)) and not re.search(r"[.!?]\s", match.group("rest")):
        return _JOB.sub("", match.group("who"))
    return None


def signed_from(line: str) -> str | None:
    """The place a reporter signs from on a line above the body: `타슈켄트=이름 기자`, `(타슈켄트) 이름 기자`, also behind a bar; None where there is none."""
    for part in re.split(r"\s[|·]\s", line) if len(line) <= _REACH else ():
        match = _SIGNED_FROM.match(part)
        place = (match.group("place") or match.group("alone")) if match else None
        if place in outlets.place_names():
            return place
    return None


def columnist(line: str) -> str | None:
    """The name with which a column is signed below: `홍길동 한국대 교수·국제정치학`; None where a line is no such signature."""
    match = _COLUMNIST.fullmatch(line) if len(line) <= 50 else None
    return match.group("name") if match and _is_name(match.group("name")) else None


def beside_date(line: str) -> str | None:
    """The reporters named in a line that holds the date: `입력 2024.05.03 15:21 | 홍길동 기자`, `기자 홍길동  승인 2024.…`."""
    if match := _ROLE_FIRST.search(line):
        return ", ".join(re.split(r"\s*[·ㆍ,]\s*", match.group("names")))
    if found := names(line):
        return found
    parts = (re.split(r"\d[\d.:/\s-]*(?:오전|오후)?[\d.:\s]*", part) for part in re.split(r"\s*\|\s*", line))
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
    return word if word and not known and not outlets.looks_like_outlet(word) else None


def _is_signing(line: str) -> bool:
    """Whether names with a reporter's role, mail addresses and signs are all there is, but for an outlet or a desk."""
    if not ("@" in line and re.search(_MAIL, line)) and not re.search(_ROLE, line):
        return False
    rest = _SIGNING.sub(" ", line).split()
    return len(rest) <= 1 and all(len(w) <= 8 and (_DESK.match(w) or outlets.looks_like_outlet(w) or w in outlets.place_names()) for w in rest)


def closing(text: str) -> tuple[int, str | None]:
    """Where a last paragraph ends without the reporter's signature at its end, and the names in that signature."""
    begin = max(0, len(text) - _REACH)
    signed = text.find("@", begin) >= 0 or text.find("끝", begin) >= 0  # no _TAIL is without
    for pattern in (_TAIL, _TAIL_CREW) if signed else (_TAIL_CREW,):
        match = pattern.search(text, begin)
        if match and match.start() > 0:
            return len(text[: match.start()].rstrip()), names(match.group())
    return len(text), None


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
    return ", ".join(found) or None


def _is_name(word: str) -> bool:
    """Whether a word of Hangul may be a reporter's name: a family name first, no outlet, place or desk."""
    if not ((2 <= len(word) <= 3 and word[0] in _FAMILY) or (len(word) in (3, 4) and word.startswith(_DOUBLE_FAMILY))):
        return False
    return not (_DESK.match(word) or re.fullmatch(_ROLE, word) or word in outlets.place_names() or outlets.named(word))


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
    return bool(re.search(rf"\s(?:{outlets.agency_names()}|노동신문|조선중앙통신|[가-힣]{{2,6}}통신)\s*=", inside))


def _opened(length: int, place: str, source: str, byline: str | None) -> Opening:
    place = re.sub(rf"\s+(?:{outlets.agency_names()}|노동신문|조선중앙통신)(?:[·/].*)?$", "", place.strip())
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
