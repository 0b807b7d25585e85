"""Why something was not fetched."""

from typing import Literal

from dragoman.model.errors import UnreadableInput

#: `address`: no address that may be asked; `robots`: the site's robots.txt forbids it; `status`: the server refused; `kind`: no page;
#: `size`, `time`: more, or longer, than a page takes; `network`: no answer, or a broken one; `later`: the site asks to come back later.
Reason = Literal["address", "robots", "status", "kind", "size", "time", "network", "later"]


class Unfetched(UnreadableInput):
    """An address that gave nothing to read: `source` is the address as given, `why` one line, `reason` its kind.

    `passing` says whether another try later may end otherwise; `after` is after how many seconds the site asks to be tried again.
    """

    def __init__(self, source: str, why: str, reason: Reason, *, passing: bool = False, after: float | None = None) -> None:
        super().__init__(source, why)
        self.reason: Reason = reason
        self.passing = passing
        self.after = after


class Stopped(Exception):
    """The user asked to end, while something was being waited for or fetched."""
