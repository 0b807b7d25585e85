"""Time expressions of a text, resolved to calendar days: phrase and day of publication in, `When` out."""

from datetime import date

from dragoman.dates.expression import Kind, TimeExpression
from dragoman.dates.ko import find_korean

__all__ = ["Kind", "TimeExpression", "find"]


def find(
    text: str, language: str, anchor: date | None, previous: date | None = None
) -> tuple[TimeExpression, ...]:
    """The time expressions of `text`, sorted by place, none overlapping another.

    `language` is an ISO 639-1 code; a language without rules gives none. `anchor` is the day of publication where the
    outlet is (None: unknown; then only dates with a year, and what counts from them, are resolved). `previous` is the day
    spoken of before this text (the `day` of the last expression of the text before it). Spans count code points of `text`.
    """
    if language != "ko":
        return ()
    return tuple(find_korean(text, anchor, previous))
