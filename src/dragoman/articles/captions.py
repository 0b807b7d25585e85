"""Which lines are captions of pictures: they end in a credit, or open with the sign of one."""

import re
from functools import cache, lru_cache

from dragoman.articles import furnishings, newsrooms, outlets
from dragoman.articles.dateline import is_photo_source, signature
from dragoman.articles.dump import Line, ends_sentence, sentence_stops, width
from dragoman.articles.stamp import stamps

#: Captions are short texts; a paragraph longer than this is none, whatever it ends in.
LONGEST = 700

#: The most sentences of a caption that a sign alone makes one.
_MOST_SENTENCES = 3

#: `글=이름 기자 / 사진=가람사진부` ends as captions do, and is none.
_LONGEST_SIGNATURE = 80

_SIGN = re.compile(r"[▲△▼▽◀◁▶▷]\s*")
#: `▲ 첫 합동훈련 = …`: a paragraph of a digest under its own heading.
_DIGEST = re.compile(r"[▲△▶]\s*[^=.]{2,30}\s=\s\S")
_PHOTO = newsrooms.either("photo")
_PICTURE = newsrooms.either("picture")
_CALLED = re.compile(rf"[\[(<【]\s?(?:{_PHOTO})\s?\d+\s?(?:/\s?\d+)?\s?[\])>】]\s?|\[\s?(?:{_PHOTO})\s?\]\s?|\[?\s?(?:{_PHOTO})\s?(?:{newsrooms.either('about_picture')})\s?[\]:：=]\s?")
_OF_THE_PICTURE = newsrooms.pattern("of_picture")
_LABEL = re.compile(rf"(?:\[?\s*(?:{_PICTURE})\s*(?:\d+\s*)?(?:{newsrooms.either('about_picture')})?\s*[=:：\]]|(?:Photo|Image|Picture|Caption|File photo|Pictured|Фото|На фото)\s*[:：]|\((?:Photo|Image|Credit|Source)\b)", re.IGNORECASE)
#: `[사진 2/5]`: only the number of a picture.
_NUMBERED = re.compile(rf"[\[(<【]?\s?(?:{_PICTURE})?\s?\d+\s?(?:/\s?\d+)?\s?[\])>】]?")
_GALLERY = re.compile(rf"[\[<(【]\s*(?:{_PICTURE})")
_CIRCLED = re.compile(r"[①-⑳]\s*\S")
_COPYRIGHT = re.compile(rf"{newsrooms.expression('rights')}|{newsrooms.expression('copyright')}", re.IGNORECASE)
_STOP = rf"(?<=[.!?{''.join(newsrooms.words('clause_end'))}])"
_END = r"[\s.)\]】〉>]*$"
_DATED = re.compile(r"(?:19|20)\d\d\.\s?\d{1,2}\.\s?\d{1,2}\.?\s*(?:/|\S+@\S+$|[ⓒ©])")
#: A credit of a few words after a closed sentence and a slash: `… 있다. /견본통신 화면`.
_SLASHED = re.compile(rf"""[.!?]["'”’)\]]*\s*/\s*(?!.*(?:{newsrooms.either('role')})$)(?P<credit>[^\s/.,!?]{{2,16}}(?:\s[^\s/.,!?]{{1,12}}){{0,2}})$""")
_SIDES = re.compile(rf"\({newsrooms.expression('sides')}[^()]{{0,20}}\)")
_PLACE = newsrooms.pattern("whereabouts")
_DAY = re.compile(rf"(?<!\d){newsrooms.expression('one_day')}")
_WIRE = re.compile(r"[(\[【]\s*(?P<inside>[^()\[\]【】]{2,40}=[^()\[\]【】]{2,20})\s*[)\]】]\s*=?\s*")


@cache
def _credits() -> tuple[re.Pattern[str], ...]:
    """What a caption ends in."""
    agency = outlets.agency_names()
    words = furnishings.pattern("caption").pattern
    supplied = newsrooms.either("supplied")
    name = r"[^\s.,!?|/\[\]()]{1,20}"
    return (
        re.compile(rf"\S.{{6,}}[ⓒ©]\s*(?:{name}\s*){{1,5}}{_END}"),
        re.compile(rf"\S.{{4,}}/\s*(?:(?:{_PHOTO})\s*[=:：]?\s*)?(?:{agency})(?:[\s=·/]+(?:{agency}|{supplied}))*{_END}"),
        re.compile(rf"\S.{{4,}}/\s*(?:{_PHOTO})\s*[=:：]?\s*(?:{name}\s*){{1,4}}{_END}"),
        re.compile(rf"\S.{{6,}}{_STOP}\s*\(?(?:{_PHOTO})\s*[=:：]\s*(?:{name}\s*){{1,4}}{_END}"),
        re.compile(rf"\S.{{4,}}/\s*(?:{name}\s){{0,3}}(?:{words}){_END}", re.IGNORECASE),
        re.compile(rf"\S.{{4,}}[\[(<〈【][^\[\](){{}}<>〈〉【】]{{0,60}}(?:(?:{agency})|{words}|{newsrooms.expression('not_resold')})[^\[\]()]{{0,40}}[\])>〉】]\.?\s*(?:\d{{4}}\.[\d.\s]*)?(?:\S+@\S+)?{_END}", re.IGNORECASE),
        re.compile(rf"\S.{{6,}}{_STOP}\s+(?:(?:{_PHOTO})\s*[=:：]?\s*)?(?:(?:{agency})(?:[\s=·/]*(?:{agency}|{supplied}))*|(?:{name}\s?){{0,2}}(?:{supplied}|{newsrooms.expression('credited')})){_END}"),
        re.compile(rf"\S.{{10,}}(?:\((?:AP|AFP|EPA|Reuters|Getty|Photo|Image|Credit|Courtesy|File)\b[^()]{{0,80}}\)|[/—|]\s*(?:AP|AFP|EPA|REUTERS|Reuters|Getty Images|Bloomberg|Xinhua|TASS|ТАСС|РИА Новости)|(?:Photo(?:graph)?|Image|Credit)s?\s*(?:by|:|courtesy)\s*[^.]{{2,60}}){_END}"),
    )  # fmt: skip


def is_caption(text: str, asked: bool = False) -> bool:
    """Whether a line (bullet kept) is the caption of a picture.

    It ends in a credit (`/AP 연합뉴스`, `[… 제공]`, `© AFP=뉴스1`), carries a picture's sign, or opens as wires open captions.
    Where the line before has `asked`, the sign is that of an answer (`―…인가. ▲ …`).
    """
    return 8 <= len(text) <= LONGEST and not _NUMBERED.fullmatch(text) and _is_caption(text, asked)


@lru_cache(maxsize=8192)
def _is_caption(text: str, asked: bool) -> bool:
    if width(text) < 16 or _COPYRIGHT.search(text):
        return False
    if _DIGEST.match(text) or (len(text) <= _LONGEST_SIGNATURE and (signature(text) is not None or (any(s.minute for s in stamps(text)) and not ends_sentence(text)))):
        return False
    if not asked and _SIGN.match(text) and (text.rstrip().endswith(newsrooms.words("scenery")) or any(p.match(text) for p in _credits())):
        # under a picture stand a few sentences, in a digest of news paragraphs with the same sign
        return sentence_stops(text) <= _MOST_SENTENCES and not re.search(r"[▲△▼▽]", text[1:])
    if _OF_THE_PICTURE.search(text) and sentence_stops(text) <= 2:
        return True
    if _LABEL.match(text) and len(text) < 400:
        return True
    wire = _WIRE.match(text)
    if wire and is_photo_source(wire.group("inside")) and not re.match(rf"[가-힣·\s]{{2,12}}(?:{newsrooms.either('role')})", text[wire.end() :]):
        return True
    if _DATED.search(text[-80:]) and sentence_stops(text) <= 4:
        return True
    if _SIDES.search(text) and shows_scene(text):
        return True
    if sentence_stops(text) <= 3 and _SLASHED.search(text):
        return True
    return any(p.match(text) for p in _credits())


def label(text: str) -> int:
    """The length of the words that only call a line a caption (`사진 설명: …`); 0 without them."""
    match = _CALLED.match(text)
    return match.end() if match else 0


def is_caption_line(line: Line) -> bool:
    """Whether a line is a caption: by the page's markup or by its words."""
    return line.pictured or is_caption(line.text, line.asked)


def shows_scene(text: str, apart: bool = False) -> bool:
    """Whether a first or last paragraph without a credit tells what a picture shows: `두 장관이 3일 서울에서 악수하고 있다.`

    It is one short sentence that ends in what can be seen and names the day and the place, or who stands where;
    `apart` (it is set apart from the body by the page's layout) does instead of these.
    """
    if not 30 <= width(text) <= 300 or sentence_stops(text) > 1 or not _scene().search(text):
        return False
    return apart or _SIDES.search(text) is not None or (_DAY.search(text) is not None and _PLACE.search(text) is not None)


@cache
def _scene() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{furnishings.pattern('scene').pattern}){newsrooms.expression('showing')}|{newsrooms.expression('scene_seen')})\.?$")


def may_head(text: str) -> bool:
    """Whether a line may be the headline of the picture whose caption stands right below."""
    return 8 <= width(text) <= 110 and not ends_sentence(text)


def is_gallery(title: str) -> bool:
    """Whether a headline says that its article shows pictures: `[포토] …`."""
    return _GALLERY.match(title) is not None


def is_numbered(text: str) -> bool:
    """Whether a line opens with a circled number, as the captions of a gallery do."""
    return _CIRCLED.match(text) is not None and sentence_stops(text) <= _MOST_SENTENCES
