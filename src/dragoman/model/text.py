"""Places in a text."""

from collections.abc import Iterator

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """A stretch of a text: code-point offsets, half-open, so that `text[start:end]` is what it names."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words the span covers in `text`."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> "Span":
        """The same stretch, counted from a point `by` code points earlier."""
        return Span(self.start + by, self.end + by)


def occurrences(text: str, words: str) -> Iterator[Span]:
    """Where `words` stand in `text`, in order, without overlaps. Nothing for no words.

    >>> [s.start for s in occurrences("aXbX", "X")]
    [1, 3]
    """
    at = text.find(words) if words else -1
    while at >= 0:
        yield Span(at, at + len(words))
        at = text.find(words, at + len(words))
