"""Printed interviews: lines that ask, and lines that hold words of whoever was asked, though no quotation marks or no verb say so."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from dragoman.articles import furnishings
from dragoman.languages.ko.allegiance import speaker_sectors
from dragoman.languages.ko.sayings import speech_words
from dragoman.model.article import Part
from dragoman.model.text import Span

_LINE = re.compile(r"[^\s][^\n]*")
#: A bullet that a list of questions and answers leaves before each of them.
_BULLET = re.compile(r"[-–•·*]\s+(?=[^\s])")
#: What asks by itself; other signs stand before headings too.
_ASKS = re.compile(r"Q\b|문[.:]")
_MARKS = " \u00a0\"“”‘’'"
_QUOTED = re.compile(r"[“\"‘']")
#: So many lines that ask, with a dash before them, make an interview, in which each line with that dash asks; the long one stands before nothing else.
_ENOUGH = {"―": 1, "—": 2, "–": 2, "-": 2}


class Interview(msgspec.Struct, frozen=True):
    """The questions of an article; the `answers` that have no quotation marks, without their marks; the lines of quotes that answer (`quoted`).

    `lettered` says that letters mark the questions (`Q.`), as they mark those that a paper asks itself. `inserts` are words that a broadcast
    shows with who says them, by the place of that (`[조현/외교부 장관 : …]`).
    """

    questions: tuple[Span, ...] = ()
    answers: tuple[Span, ...] = ()
    quoted: tuple[Span, ...] = ()
    lettered: bool = False
    inserts: tuple[tuple[Span, Span], ...] = ()

    def label(self, words: Span) -> Span | None:
        """Where it stands who says the words of an insert."""
        return next((label for said, label in self.inserts if said.covers(words)), None)

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
    return Interview(tuple(questions), tuple(answers), tuple(quoted), by_letters, tuple(_inserts(text, lines)))


def _inserts(text: str, lines: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """Words shown with who says them: in one line with a colon, or in the line behind a name and a role in brackets."""
    for k, line in enumerate(lines):
        words = line.of(text)
        one = _insert().fullmatch(words)
        if one is not None and ("/" in one["who"] or one["sign"] or one["who"].endswith(tuple(speaker_sectors()))):
            yield _unmarked(text, line, one.span("said")), Span(line.start + one.start("who"), line.start + one.end("who"))
            continue
        label = furnishings.speaker_line(words)
        after = lines[k + 1] if k + 1 < len(lines) else None
        if label is not None and after is not None and _QUOTED.match(after.of(text)):
            yield _unmarked(text, after, (0, after.end - after.start)), Span(line.start + label.start("who"), line.start + label.end("who"))


def _unmarked(text: str, line: Span, said: tuple[int, int]) -> Span:
    """Words without the quotation marks around them."""
    start, end = line.start + said[0], line.start + said[1]
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return Span(start, end)


@cache
def _insert() -> re.Pattern[str]:
    signs = "|".join(speech_words().inserts)
    return re.compile(rf"(?:(?P<sign>[<\[(](?:{signs})[>\])])\s*(?=[^:：]+[:：])|[\[<【](?=.*[\]>】]$))(?P<who>[^:：\]>\n]{{2,50}}?)\s*[:：]\s*(?P<said>.{{4,}}?)[\]>】]?")


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
