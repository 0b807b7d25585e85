"""The times of an article: found once for the whole of it, so that what counts from another day finds that day."""

from collections.abc import Sequence
from datetime import date

import msgspec

from dragoman import dates
from dragoman.dates import TimeExpression
from dragoman.model.text import Span
from dragoman.model.when import When

#: Stands for each character of words that are quoted: no time, no end of a sentence.
_BLANK = "_"
#: A day this long before publication, or longer, is not the day that an article tells of.
_NEWS = 10


class Timeline:
    """The time expressions of an article, and the day its story has come to.

    `quotes` are the words that people say in it (code points in `text`); `anchor` is the day of publication.
    """

    def __init__(self, text: str, anchor: date | None, quotes: Sequence[Span]) -> None:
        self.text = text
        self.anchor = anchor
        self.times = dates.find(_blanked(text, quotes), "ko", anchor)
        self.day: When | None = None
        self.sentence = 0

    def within(self, span: Span, quoted: bool) -> list[TimeExpression]:
        """The times of a sentence, their places counted from its start; those of a quote count from the day it was said on."""
        if quoted:
            before = next((t.day for t in reversed(self.times) if t.span.end <= span.start and t.day is not None), None)
            return list(dates.find(span.of(self.text), "ko", self.anchor, before))
        return [msgspec.structs.replace(t, span=t.span.shifted(-span.start)) for t in self.times if span.covers(t.span)]

    def from_day(self, span: Span, day: date | None) -> list[TimeExpression]:
        """The times of a sentence that counts from a day of its own, their places counted from its start."""
        return list(dates.find(span.of(self.text), "ko", day or self.anchor, day))

    def tell(self, times: Sequence[TimeExpression], sentence: int) -> None:
        """Goes on to the day that a sentence (the `sentence`-th read) tells of, if it names one of the last days."""
        for time in times:
            if time.kind != "point" or time.when is None or time.when.precision != "day" or time.day is None or time.when.start != time.day.isoformat():
                continue
            if self.anchor is None or -1 <= (self.anchor - time.day).days <= _NEWS:
                self.day, self.sentence = time.when, sentence


def _blanked(text: str, quotes: Sequence[Span]) -> str:
    """The text with the words that are quoted blanked out: what they name is not where the story stands."""
    out: list[str] = []
    at = 0
    for quote in sorted(quotes):
        if quote.start >= at:
            out += [text[at : quote.start], _BLANK * (quote.end - quote.start)]
            at = quote.end
    return "".join([*out, text[at:]])
