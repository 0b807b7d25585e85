"""What a reader may ask of a list of events, as it stands in the address: types, quad classes, status, voice, source, time, order."""

from typing import Annotated, Literal

import msgspec
from fastapi import Depends, Query

from dragoman.model.errors import one_line
from dragoman.record import BadQuestion

Many = Annotated[list[str], Query(max_length=20)]
One = Annotated[str, Query(max_length=200)]


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """Conditions on events, and how their list is cut; `after` is where it goes on, `by` the periods of what is counted beside it."""

    type: tuple[str, ...] = ()
    quad: tuple[int, ...] = ()
    status: tuple[str, ...] = ()
    direction: str | None = None
    voice: str | None = None
    source: str | None = None
    since: str | None = None
    until: str | None = None
    order: Literal["new", "old"] = "new"
    by: str = "month"
    after: str | None = None

    @property
    def chosen(self) -> bool:
        """Whether anything is left out."""
        return bool(self.type or self.quad or self.status or self.direction or self.voice or self.source or self.since or self.until)


def _filters(
    type: Many = [], quad: Many = [], status: Many = [], direction: One = "", voice: One = "", source: One = "",  # noqa: B006
    since: One = "", until: One = "", order: One = "", by: One = "", after: One = "",
) -> Filters:  # fmt: skip
    """The filters of an address; what a form left empty is not asked. Raises `BadQuestion` for what cannot be."""
    return Filters(
        type=_some(type), quad=tuple(_quad(q) for q in _some(quad)), status=_some(status), direction=direction or None, voice=voice.strip() or None,
        source=source.strip() or None, since=since.strip() or None, until=until.strip() or None, order=_order(order), by=by or "month",
        after=after or None,
    )  # fmt: skip


def _some(given: list[str]) -> tuple[str, ...]:
    """Values, each of which may be several with commas between."""
    return tuple(dict.fromkeys(w.strip() for one in given for w in one.split(",") if w.strip()))


def _quad(text: str) -> int:
    if text not in ("1", "2", "3", "4"):
        raise BadQuestion(f"{one_line(text)}: no quad class; these are: 1, 2, 3, 4")
    return int(text)


def _order(text: str) -> Literal["new", "old"]:
    match text:
        case "" | "new":
            return "new"
        case "old":
            return "old"
        case _:
            raise BadQuestion(f"{one_line(text)}: no order; these are: new, old")


Filtered = Annotated[Filters, Depends(_filters)]
