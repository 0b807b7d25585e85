"""Printed interviews: paragraphs that hold an answer are words of whoever was asked, though no quotation marks say so."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dragoman.articles import furnishings
from dragoman.languages.ko.attribution import speech_words
from dragoman.model.article import Part
from dragoman.model.text import Span

_LINE = re.compile(r"[^\s][^\n]*")


def answers(text: str, parts: Sequence[Part]) -> Iterator[Span]:
    """The answers of the interviews in an article, in order, without their marks.

    A line with a mark of answers right behind a question is one (`―…인가. ▲ …`). Letters (`Q. … A. …`) mark the questions that
    a paper asks itself too, so they count only where the article says that somebody was interviewed.
    """
    w = speech_words()
    announced = any(word in text for word in w.interviews)
    asked = False
    for part in parts:
        if part.kind != "body":
            continue
        for line in _lines(text, Span(part.start, part.end)):
            words = line.of(text)
            mark = _marks().match(words) if asked else None
            if mark is not None and (announced or mark.group("lettered") is None) and mark.end() < len(words):
                yield Span(line.start + mark.end(), line.end)
            asked = furnishings.is_question(words)


def _lines(text: str, span: Span) -> Iterator[Span]:
    """The lines of a stretch that are not empty, without the blanks around them."""
    for match in _LINE.finditer(text, span.start, span.end):
        yield Span(match.start(), match.start() + len(match.group().rstrip()))


@cache
def _marks() -> re.Pattern[str]:
    w = speech_words()
    signs, letters = ("|".join(map(re.escape, marks)) for marks in (w.answer_marks, w.lettered_answer_marks))
    return re.compile(rf"(?:(?:{signs})|(?P<lettered>{letters}))\s*")
