"""The words that mark what surrounds an article: the data of `furniture/*.yaml`, compiled.

A page in one language carries furniture in others (Share, Copyright), so every language's words are tried on every
line that has letters of its script.
"""

import re
from functools import cache, lru_cache
from importlib import resources

import msgspec
import yaml

from dragoman.articles import newsrooms

#: Lines longer than this are never furniture by a phrase in them: they are prose that happens to hold the words.
LONGEST = 250
#: So many words, each of them furniture, make a row of buttons; parts set apart by wide blanks or bars do with fewer.
_BUTTONS = 4
#: Formats of the files that pages offer, by the ending of their names; pictures and films are part of a page.
_FORMAT = re.compile(r"\.(hwpx?|hwt|pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|csv|zip|7z|epub)(?![\w.])", re.IGNORECASE)
_ENDS_IN = re.compile(_FORMAT.pattern + r"\s*$", re.IGNORECASE)
#: Names of files are no longer than this.
_LONGEST_NAME = 160
_SIZE = re.compile(rf"[\d,.]+\s*(?:[KMG]i?B|[KMG](?=\s*[)\]])|{newsrooms.expression('byte')})", re.IGNORECASE)
#: An address in a sentence: that is cited, not offered.
_SPEAKS_OF = re.compile(r"(?!^)https?://")
_BETWEEN = re.compile(r"[\s,;|/·ㆍ:：•▶☞)\]】>(\[]+")
_APART = re.compile(r"\s{2,}|\t|\s*[|·]\s*")


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of furniture words; fields as explained on top of `ko.yaml`."""

    script: str
    line: tuple[str, ...]
    contains: tuple[str, ...]
    comments: tuple[str, ...]
    boilerplate: tuple[str, ...]
    end: tuple[str, ...]
    related: tuple[str, ...]
    caption: tuple[str, ...]
    advertisement: tuple[str, ...]
    teaser: tuple[str, ...]
    attachment: tuple[str, ...]
    button: tuple[str, ...]
    scene: tuple[str, ...]
    stamp: tuple[str, ...]
    modified: tuple[str, ...]
    question: tuple[str, ...]
    function: tuple[str, ...]


def is_furniture(line: str) -> bool:
    """Whether a line (bullet and blanks taken off) is furniture by its words."""
    return len(line) <= LONGEST and _is_furniture(line)


@lru_cache(maxsize=8192)
def _is_furniture(line: str) -> bool:
    tries = [by for by in _compiled() if by.script.search(line)]
    return any(by.line.fullmatch(line) or by.contains.search(line) for by in tries) or is_advertisement(line) or _is_row(line, tries) or bool(attached(line))


def _is_row(line: str, tries: list["_Compiled"]) -> bool:
    """Whether a line is a row of buttons (`공유  댓글  인쇄`, `좋아요 12 댓글 4 스크랩 프린트`): each part of it is furniture."""
    for parts, enough in ((_APART.split(line), 2), (line.split(), _BUTTONS)):
        named = [p for p in parts if p and not p.isdigit()]
        if enough <= len(named) <= 40 and all(any(by.line.fullmatch(p) for by in tries) for p in named):
            return True
    return False


#: Who is heard next, as television prints it on a line by itself: `[이름/직함]`.
_SPEAKER = re.compile(r"[\[<【](?P<who>[^\[\]<>【】\n/]{2,30}\s*/\s*[^\[\]<>【】\n]{1,40})[\]>】]")


def speaker_line(line: str) -> re.Match[str] | None:
    """A line that only says who is heard next: `who` is the name and the role. It is no heading."""
    return _SPEAKER.fullmatch(line)


def is_end(line: str) -> bool:
    """Whether a line is a heading after which no article follows."""
    return len(line) <= 100 and (pattern("end").fullmatch(line) is not None or is_comments_heading(line))


def is_comments_heading(line: str) -> bool:
    """Whether a line is the heading of readers' comments."""
    return len(line) <= 100 and pattern("comments").fullmatch(line) is not None


def is_related_heading(line: str) -> bool:
    """Whether a line is a heading over headlines of other articles."""
    return len(line) <= 60 and pattern("related").fullmatch(line) is not None


def is_advertisement(line: str) -> bool:
    """Whether a line says that it is paid for: `[광고] …`, `AD …`."""
    return pattern("advertisement").match(line[:30]) is not None


def format_of(name: str) -> str | None:
    """The format of a file by its name, lower case and without the dot; None for what is no file that pages offer."""
    match = _ENDS_IN.search(name[-40:])
    return match[1].lower() if match else None


def attached(line: str) -> tuple[str, ...]:
    """The files named on a line that does nothing else: `첨부파일: 공동성명.hwp (245 KB) 다운로드`; none where it says more."""
    ends = list(_FORMAT.finditer(line)) if len(line) <= LONGEST and "." in line else []
    if not ends or _after_name(line[ends[-1].end() :]):
        return ()
    starts = [0, *(match.end() for match in ends[:-1])]
    names = tuple((_after_name if start else _after_label)(line[start : match.end()]) for start, match in zip(starts, ends, strict=True))
    return names if all(len(n) <= _LONGEST_NAME and not _FORMAT.match(n) and not _SPEAKS_OF.search(n) for n in names) else ()


def _after_label(text: str) -> str:
    """The name of a file without the label of its line; a label that runs on into other letters is part of the name."""
    label = pattern("attachment").match(text.lstrip("[(【<"))
    if label is None:
        return text
    rest = text.lstrip("[(【<")[label.end() :]
    gap = _BETWEEN.match(rest)
    return rest[gap.end() :] if gap else text


def _after_name(text: str) -> str:
    """What is left of a text behind the name of a file without its size and buttons."""
    while text:
        match = _BETWEEN.match(text) or _SIZE.match(text) or pattern("button").match(text)
        if match is None or not match.end():
            return text
        text = text[match.end() :]
    return text


def is_question(line: str) -> bool:
    """Whether a line asks as printed interviews do: `―회담은 언제 열리나.`, `Q. 왜 지금인가?`; without a mark before it it is prose."""
    return pattern("question").fullmatch(line) is not None


def after_teaser_label(line: str) -> int:
    """How long the label is with which a line says that its rest is another article's headline (`다음 기사 …`); 0 without one."""
    match = pattern("teaser").match(line[:60])
    return match.end() if match else 0


def is_boilerplate(text: str) -> bool:
    """Whether a paragraph is the site speaking (cookies, newsletters, rules for comments), not the article."""
    return _is_boilerplate(text[:1500])


@lru_cache(maxsize=8192)
def _is_boilerplate(text: str) -> bool:
    return any(by.boilerplate.search(text) for by in _compiled() if by.script.search(text))


class _Compiled(msgspec.Struct, frozen=True):
    """The expressions of one language that are tried on every line, where its script is found in it."""

    script: re.Pattern[str]
    line: re.Pattern[str]
    contains: re.Pattern[str]
    boilerplate: re.Pattern[str]


@cache
def _compiled() -> tuple[_Compiled, ...]:
    return tuple(_Compiled(re.compile(w.script, re.IGNORECASE), _either(w.line), _either(w.contains), _either(w.boilerplate)) for w in _all())


def _either(expressions: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{e})" for e in expressions), re.IGNORECASE)


@cache
def pattern(field: str) -> re.Pattern[str]:
    """All expressions of one field, of every language, as one."""
    return _either(tuple(p for words in _all() for p in getattr(words, field)))


@cache
def function_words() -> frozenset[str]:
    """Frequent words of running text, lower case."""
    return frozenset(w.lower() for words in _all() for w in words.function)


@cache
def _all() -> tuple[Words, ...]:
    folder = resources.files("dragoman.articles") / "furniture"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    return tuple(msgspec.convert(yaml.load(f.read_text("utf-8"), Loader=yaml.CSafeLoader), Words) for f in files)
