"""What a text has spoken of so far: the day of the scene, and the last day, month and year that were named."""

from datetime import date

from dragoman.dates.calendar import Stretch

RECENT = 31  # days before publication: what is older is told as history


class Spoken:
    """The memory of one reading, from left to right.

    `scene` is the day the article is telling of (이날, 전날 count from it); `last_day` the last day named at all, be it behind
    or ahead (이튿날, 다음 날 count from it). A day told in passing (지난 12일, 지난달 4일) moves only `last_day`.
    """

    def __init__(self, anchor: date | None, previous: date | None) -> None:
        self.anchor = anchor
        self.scene = previous
        self.last_day = previous
        self.scene_end: int | None = None  # where in this text the words of the scene ended
        self.listed: tuple[int, Stretch] | None = None  # a definite day: where its words ended, and the day
        self.written: tuple[int, int, int] | None = None  # 2019년 7월: year, month, where its words ended
        self.lead: date | None = None  # the latest day of a scene so far that is not ahead
        self.yearly: tuple[int, int, int] | None = None  # 매년 7월 27일: month, day, where its words ended
        self.aside: tuple[int, date] | None = None  # a day told in passing: where it ended, and the day
        self.month: tuple[int, int] | None = (previous.year, previous.month) if previous else None
        self.year: int | None = previous.year if previous else None
        self.last: Stretch | None = Stretch(previous, previous, "day") if previous else None

    @property
    def current(self) -> date | None:
        """The day spoken of: the scene, else the last day named, unless that lies ahead."""
        ahead = self.anchor is not None and self.last_day is not None and self.last_day > self.anchor
        return self.scene or (None if ahead else self.last_day)

    @property
    def now(self) -> date | None:
        """The day that words count from where they name no other: the scene, else the day of publication."""
        return self.scene or self.anchor or self.last_day

    def name(self, stretch: Stretch, end: int, *, passing: bool, aside: bool) -> None:
        """Notes a stretch that the text names; `end` is where its words end.

        `passing`: it is told in passing; `aside`: what follows may tell of it nevertheless (the words name it by number).
        """
        self.last = stretch
        self.year = stretch.first.year
        if stretch.unit == "year":
            return
        self.month = (stretch.first.year, stretch.first.month)
        if stretch.unit == "month":
            return
        self.last_day = stretch.last
        ahead = self.anchor is not None and stretch.last > self.anchor
        if ahead or stretch.first != stretch.last:
            return
        if not passing:
            self.scene, self.scene_end, self.aside = stretch.last, end, None
            # 20일 매체에 따르면 전날 만났다: a day counted from another is that of the story
            self.lead = max(self.lead or stretch.last, stretch.last) if aside else stretch.last
        elif aside and (self.anchor is None or (self.anchor - stretch.last).days <= RECENT):
            self.aside = (end, stretch.last)
