"""The contract: what a reading of an article is. The JSON schema is made from these records."""

from typing import Literal

import msgspec

from dragoman.model.article import Attachment, Part, Teaser
from dragoman.model.language import Status, Voice
from dragoman.model.parties import Entity, Party, Unresolved
from dragoman.model.text import Span
from dragoman.model.when import When, Where

SCHEMA = "dragoman/1"

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Stance = Literal[
    "recognises", "does_not_recognise", "supports", "opposes", "abstains", "neutral", "joins", "leaves"
]
TieKind = Literal[
    "member", "chair", "host", "ally", "treaty", "trade_partner", "participant", "office", "partner"
]
Bound = Literal["exact", "about", "at_least", "at_most"]


class Trigger(msgspec.Struct, frozen=True, kw_only=True):
    """The word that tells an event: `text` is the article's text at `start:end`."""

    start: int
    end: int
    text: str


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """A number told with an event. `unit` is an ISO 4217 code or `people`."""

    value: float
    unit: str
    bound: Bound
    start: int
    end: int


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """Who did what to whom, when, where, on whose word (PLOVER type and mode, with status and voices added)."""

    id: str
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    quad: Literal[1, 2, 3, 4]
    score: float
    cameo: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    when: When
    where: Where | None
    status: Status
    voices: tuple[Voice, ...]


class Event(Act, frozen=True, kw_only=True):
    """One act between the same parties at the same time, as one article tells it."""

    trigger: Trigger
    evidence: Span
    mentions: tuple[Span, ...]
    quantities: tuple[Quantity, ...]
    rule: str
    confidence: float


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """Direct or reported speech of a named or clearly described speaker."""

    speaker: Party
    addressees: tuple[Party, ...]
    kind: Literal["direct", "reported"]
    verb: str
    text: str
    start: int
    end: int
    when: When
    voices: tuple[Voice, ...]


class PositionObject(msgspec.Struct, frozen=True, kw_only=True):
    """What a position is about: a party's code where it is one, and the words."""

    code: str | None
    text: str
    start: int
    end: int


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """Where a party stands on something. `statement` is the index of the statement it rests on, if any."""

    holder: Party
    stance: Stance
    object: PositionObject
    when: When
    evidence: Span
    statement: int | None
    status: Status = "happened"
    voices: tuple[Voice, ...] = ()
    rule: str = ""


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """An amount of money or people between parties. `unit` is an ISO 4217 code or `people`."""

    kind: str
    value: float
    unit: str
    between: tuple[str, ...]
    when: When
    bound: Bound
    evidence: Span
    start: int
    end: int
    voices: tuple[Voice, ...] = ()


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """A standing relation: membership, alliance, treaty, trade."""

    kind: TieKind
    holder: Party
    object: Party
    when: When
    evidence: Span
    rule: str = ""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What one article says. All offsets are code points in `text`, half-open."""

    schema: str = SCHEMA
    id: str
    source: str
    url: str | None
    language: str | None
    encoding: str
    outlet: str | None
    agency: str | None
    byline: str | None
    dateline: str | None
    title: str | None
    published: str | None
    modified: str | None
    text: str
    parts: tuple[Part, ...]
    related: tuple[Teaser, ...]
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    positions: tuple[Position, ...] = ()
    measures: tuple[Measure, ...] = ()
    ties: tuple[Tie, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    attachments: tuple[Attachment, ...] = ()
