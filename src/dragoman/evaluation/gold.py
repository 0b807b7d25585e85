"""The gold format: a JSON object a page, what a careful reader would record of it."""

from typing import Any

import msgspec


class GoldEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event a careful reader would record. `start` and `end` are ISO prefixes, parties are codes (`KOR:CVL` with sector)."""

    type: str
    mode: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    place: str | None = None
    status: str = "happened"
    voices: tuple[str, ...] = ()
    must: bool = True
    trigger: str | None = None


class GoldStatement(msgspec.Struct, frozen=True, kw_only=True):
    """Words said: `head` is how they begin, `speaker` the party's code, None where no party speaks."""

    head: str
    speaker: str | None = None
    name: str | None = None
    kind: str | None = None


class GoldPosition(msgspec.Struct, frozen=True, kw_only=True):
    """A stance; `object` is a party's code or the words. `abstains_or_opposes` accepts either."""

    holder: str
    stance: str
    object: str
    start: str | None = None


class GoldMeasure(msgspec.Struct, frozen=True, kw_only=True):
    """An amount of money (ISO 4217 `unit`) or people."""

    value: float
    unit: str
    kind: str | None = None
    between: tuple[str, ...] = ()
    bound: str | None = None


class GoldTie(msgspec.Struct, frozen=True, kw_only=True):
    """A standing relation; `object` is a party's code or a name."""

    kind: str
    holder: str
    object: str


class GoldPage(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says. An article field that a gold file does not annotate is UNSET and not measured; null means none is there.

    `blind` marks a page that no rule or word list may be written by looking at: figures are kept apart, single events never shown.
    """

    page: str
    blind: bool = False
    title: str | msgspec.UnsetType | None = msgspec.UNSET
    published: str | msgspec.UnsetType | None = msgspec.UNSET
    outlet: str | msgspec.UnsetType | None = msgspec.UNSET
    agency: str | msgspec.UnsetType | None = msgspec.UNSET
    byline: str | msgspec.UnsetType | None = msgspec.UNSET
    dateline: str | msgspec.UnsetType | None = msgspec.UNSET
    body_starts: str | None = None
    body_ends: str | None = None
    captions: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    related: int | tuple[Any, ...] | msgspec.UnsetType = msgspec.UNSET
    events: tuple[GoldEvent, ...] = ()
    statements: tuple[GoldStatement, ...] = ()
    positions: tuple[GoldPosition, ...] = ()
    measures: tuple[GoldMeasure, ...] = ()
    ties: tuple[GoldTie, ...] = ()
