"""Printed interviews: lines that ask, and lines that hold words of whoever was asked, though no quotation marks or no verb say so."""

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from dragoman.articles import furnishings
from dragoman.languages.ko.sayings import speech_words
from dragoman.model.article import Part
from dragoman.model.text import Span

_LINE = re.compile(r"[^\s][^\n]*")
#: A bullet that a list of questions and answers leaves before each of them.
_BULLET = re.compile(r"[-–•·*]\s+(?=[^\s])")
#: What asks by itself; other signs stand before headings too.
_ASKS = re.compile(r"Q\b|문[.:]")
#: Who is heard, on a line above the words.
_NAMED_ABOVE = re.compile(r"\[[^\[\]\n/]{2,30}\s?/\s?[^\[\]\n]{2,40}\]")
_LONGEST_NAME = 80
_QUOTED = re.compile(r"[“\"‘']")
#: So many lines that ask, with a dash before them, make an interview, in which each line with that dash asks; the long one stands before nothing else.
_ENOUGH = {"―": 1, "—": 2, "–": 2, "-": 2}


class Interview(msgspec.Struct, frozen=True):
    """The questions of an article; the `answers` that have no quotation marks, without their marks; the lines of quotes that answer (`quoted`).

    `lettered` says that letters mark the questions (`Q.`), as they mark those that a paper asks itself.
    """

    questions: tuple[Span, ...] = ()
    answers: tuple[Span, ...] = ()
    quoted: tuple[Span, ...] = ()
    lettered: bool = False

    def asks(self, span: Span) -> bool:
        """Whether a sentence is (part of) a question."""
        return any(q.covers(span) for q in self.questions)


def interview(text: str, parts: Sequence[Part]) -> Interview:
    """The questions and answers in an article, in order.

    A line with a mark of answers right behind a question is one (`―…인가. ▲ …`), and so is one of quotes. Letters (`Q. … A. …`) mark the
    questions that a paper asks itself too, so they count only where the article says that somebody was interviewed.
    """
    w = speech_words()
    announced = any(word in text for word in w.interviews - w.explainers)
    lines = [line for part in parts if part.kind == "body" for line in _lines(text, Span(part.start, part.end))]
    dashes = [_dash(line.of(text)) for line in lines]
    asking = [furnishings.is_question(line.of(text)) for line in lines]
    dashed = {d for d in dashes if d and sum(a and b == d for a, b in zip(asking, dashes, strict=True)) >= _ENOUGH[d]}
    questions: list[Span] = []
    answers: list[Span] = []
    quoted: list[Span] = []
    asked = by_letters = False
    for line, dash, question in zip(lines, dashes, asking, strict=True):
        words = line.of(text)
        bullet = _BULLET.match(words)
        own = words[bullet.end() :] if bullet else words
        if asked and _QUOTED.match(own):
            quoted.append(line)
            asked = False
            continue
        mark = _marks().match(words) if asked else None
        if mark is not None and (announced or mark.group("lettered") is None) and mark.end() < len(words):
            answers.append(Span(line.start + mark.end(), line.end))
            asked = False
            continue
        sign = _asks().match(words)
        lettered = sign is not None and sign["named"] is None
        heading = not dash and sign is None and not _ASKS.match(words)
        asked = (question and (announced or not heading)) or dash in dashed or sign is not None
        by_letters = by_letters or (asked and (lettered or _ASKS.match(words) is not None))
        if asked and (announced or not lettered):
            questions.append(line)
    return Interview(tuple(questions), tuple(answers), tuple(quoted), by_letters)


def speaker_line(text: str, end: int) -> bool:
    """Whether the last line before `end` is what television prints over the words of somebody: `[이름/직함]`."""
    before = text[max(0, end - _LONGEST_NAME) : end].rstrip()
    return _NAMED_ABOVE.fullmatch(before[before.rfind("\n") + 1 :]) is not None


def _dash(words: str) -> str:
    """The dash that a line begins with, behind a bullet or not."""
    bullet = _BULLET.match(words)
    own = words[bullet.end() :] if bullet else words
    return own[0] if own[0] in _ENOUGH else ""


def _lines(text: str, span: Span) -> list[Span]:
    """The lines of a stretch that are not empty, without the blanks around them."""
    return [
        Span(m.start(), m.start() + len(m.group().rstrip()))
        for m in _LINE.finditer(text, span.start, span.end)
    ]


@cache
def _marks() -> re.Pattern[str]:
    w = speech_words()
    signs, letters = ("|".join(map(re.escape, marks)) for marks in (w.answer_marks, w.lettered_answer_marks))
    return re.compile(rf"(?:(?:{signs})|(?P<lettered>{letters}))\s*")


@cache
def _asks() -> re.Pattern[str]:
    w = speech_words()
    named, letters = (
        "|".join(map(re.escape, marks)) for marks in (w.question_marks, w.lettered_question_marks)
    )
    return re.compile(rf"(?:(?P<named>{named})|(?:{letters}))\s*")
