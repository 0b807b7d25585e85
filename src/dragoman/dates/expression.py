"""What the room gives: one time expression of a text."""

from datetime import date
from typing import Literal

import msgspec

from dragoman.model.text import Span
from dragoman.model.when import When

Kind = Literal["point", "duration", "since", "until", "frequency", "anniversary"]


class TimeExpression(msgspec.Struct, frozen=True, kw_only=True):
    """Words that tell a time.

    `span` counts code points of the text given. `rule` names the rule that read it. `when` is the reading; None where
    the words name no days (a duration, 최근) or where what they stand on is unknown (a day without a day of publication).

    A bare day or month (`28일`, `7월`) has two readings: `when` is the one that is past, `alternative` the one ahead, and
    `closer` whichever of the two lies nearer to the day of publication; `reading` chooses by tense. Words such as 오늘
    and 사흘 전 can count from the day of publication or from the day spoken of: there too `alternative` holds the other.

    `base` is the day that words such as 회담 하루 전인 25일 count from (the 26th).

    `day` is the day spoken of once this expression has been read: hand it on as `previous` for the text that follows.
    """

    span: Span
    rule: str
    when: When | None
    kind: Kind
    alternative: When | None = None
    closer: When | None = None
    day: date | None = None
    base: date | None = None

    def reading(self, tense: Literal["past", "present", "future"]) -> When | None:
        """The reading that suits the tense of the clause: the past one, the closer one, or the one ahead."""
        if self.closer is None or tense == "past":
            return self.when
        return self.closer if tense == "present" else self.alternative or self.when
