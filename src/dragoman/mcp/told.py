"""The answers of the tools. `quote`, `source`, `date` and `confidence` stand in every one; strings in ⟦ ⟧ are words of pages."""

from typing import Annotated, Literal

import msgspec

from dragoman.mcp.marking import NOTICE
from dragoman.model.kept import LinkKind
from dragoman.model.language import Status
from dragoman.model.reading import EventType, Stance
from dragoman.relations import Evenness


def _told(text: str) -> msgspec.Meta:
    return msgspec.Meta(description=text)


Words = Annotated[str, _told("Words of a page, between ⟦ and ⟧.")]
Rated = Annotated[float | None, _told("0 to 1: how often events like this are right, by pages checked by hand. null: not rated (quotes, positions, excerpts).")]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all answers' parts."""


class Source(Told, frozen=True, kw_only=True):
    """Who tells it. `article` is an id for article_excerpt; `published` is ISO 8601, as the outlet gives it."""

    article: str
    outlet: Words | None
    agency: Words | None
    title: Words | None
    published: str | None
    url: str | None


class Date(Told, frozen=True, kw_only=True):
    """ISO 8601 days, months or years, inclusive; one of them null where the time is open. `basis`: the words, the day of publication, or nothing."""

    start: str | None
    end: str | None
    basis: Literal["text", "publication", "none"]


class Party(Told, frozen=True, kw_only=True):
    """A party by code, and through whom it acts: the name as the page writes it, in English, and the office, where a person or body is named."""

    code: str
    called: Annotated[str | None, _told("What the code stands for, in English.")]
    name: Words | None
    label: Words | None
    office: Words | None


class Evidence(Told, frozen=True, kw_only=True):
    """The words something rests on. `start` and `end` are code points in the article's text."""

    quote: Words
    start: int
    end: int
    source: Source
    date: Date
    confidence: Rated


class Claim(Told, frozen=True, kw_only=True):
    """What some articles say of a field in which reports differ."""

    value: Words
    articles: int


class Contradiction(Told, frozen=True, kw_only=True):
    """A field (when, where, status, quantity) in which reports of the same event differ, the best attested claim first."""

    field: str
    claims: list[Claim]


class Link(Told, frozen=True, kw_only=True):
    """What became of a plan, or what it was before."""

    kind: LinkKind
    event: str


class Event(Told, frozen=True, kw_only=True):
    """An event. `quote` and `source` are of the report that tells it best; `other_reports` are more of them where one event was asked for."""

    id: str
    type: EventType
    mode: str | None
    quad: int
    score: float
    status: Annotated[Status, _told("Only `happened` took place; `planned`, `possible` and `denied` are what pages say of it.")]
    actors: list[Party]
    recipients: list[Party]
    parties_left_out: int
    date: Date
    where: Annotated[str | None, _told("Place and country, in English.")]
    on_word_of: Annotated[list[Words], _told("Whose word the report rests on, the nearest first; empty: the outlet's own.")]
    quote: Words
    start: int
    end: int
    source: Source
    confidence: Rated
    reports: Annotated[int, _told("How many articles tell it.")]
    sources: Annotated[int, _told("How many of them are independent of each other.")]
    contradictions: list[Contradiction]
    links: list[Link]
    verdict: Annotated[Literal["accepted", "rejected", "changed"] | None, _told("What people said of it who checked it.")]
    other_reports: list[Evidence]


class Quote(Told, frozen=True, kw_only=True):
    """Words said. `copies` is how many articles with the same text have them."""

    speaker: Party
    addressees: list[Party]
    kind: Literal["direct", "reported"]
    quote: Words
    start: int
    end: int
    source: Source
    date: Date
    confidence: Rated
    copies: int


class Before(Told, frozen=True, kw_only=True):
    """What the party was last told to hold on the same thing, where that was something else."""

    stance: Stance
    evidence: Evidence


class Position(Told, frozen=True, kw_only=True):
    """Where a party stands on something (`about`, with its code where it is a party)."""

    holder: Party
    stance: Stance
    about: Words
    about_code: str | None
    status: Status
    quote: Words
    start: int
    end: int
    source: Source
    date: Date
    confidence: Rated
    copies: int
    before: Before | None


class Office(Told, frozen=True, kw_only=True):
    """An office held, in English, and of whom (a code)."""

    office: str
    of: str
    since: str | None
    until: str | None


class FoundParty(Told, frozen=True, kw_only=True):
    """A state or organisation (`code`), or a person, whose `code` is the state acted for. `evidence` is the latest event of it, or the first words of a person."""

    kind: Literal["state", "organisation", "person"]
    code: str
    label: str
    name: str
    offices: list[Office]
    event: Annotated[str | None, _told("The event that `evidence` tells; null for a person, whose evidence is a quote.")]
    evidence: Evidence | None


class Dealings(Told, frozen=True, kw_only=True):
    """What passed with one partner. Null: nothing is known, the record has no page of the period. Shares are of all the state's dealings."""

    partner: str
    acts: int | None
    verbal_cooperation: int | None
    material_cooperation: int | None
    verbal_conflict: int | None
    material_conflict: int | None
    cooperation: float | None
    conflict: float | None
    cooperation_share: float | None
    conflict_share: float | None
    mean_score: float | None


class Period(Told, frozen=True, kw_only=True):
    """A period, or all of the time asked for (`whole`). `covered`: whether the record has any page of it; without, no count means anything."""

    period: str
    covered: bool
    articles: int
    articles_of_state: int
    acts: int
    partners: list[Dealings]
    partners_left_out: int
    evenness: Annotated[Evenness | None, _told("0: all cooperation with one pole, 1: the same with each; low and high are its 95 % interval. null without poles.")]


class ForInstance(Told, frozen=True, kw_only=True):
    """The first act that is counted for a partner; timeline gives all."""

    partner: str
    event: str
    evidence: Evidence


class Excerpt(Told, frozen=True, kw_only=True):
    """A piece of an article. `length` is that of the whole text in code points; `events` are ids of events that the article tells (five at most)."""

    quote: Words
    start: int | None
    end: int | None
    length: int | None
    byline: Words | None
    source: Source
    date: Date
    confidence: Rated
    events: list[str]


# -- whole answers --------------------------------------------------------------------------------------------------------


class Answer(Told, frozen=True, kw_only=True):
    """What all answers have. `next` is the cursor of the following page, null on the last; `hint` says what else to try."""

    notice: Annotated[str, _told("How words of pages are marked.")] = NOTICE
    next: str | None = None
    hint: str | None = None


class Parties(Answer, frozen=True, kw_only=True):
    """Answer of find_parties, the best match first."""

    parties: list[FoundParty]


class EventList(Answer, frozen=True, kw_only=True):
    """Answer of events and timeline, in the order of days; events without a date come last."""

    events: list[Event]


class QuoteList(Answer, frozen=True, kw_only=True):
    """Answer of quotes, in the order of days."""

    quotes: list[Quote]


class PositionList(Answer, frozen=True, kw_only=True):
    """Answer of positions, by what they are about, then by days."""

    positions: list[Position]


class BalanceSheet(Answer, frozen=True, kw_only=True):
    """Answer of balance. `whole` and `instances` are on the first page only; `undated` acts are in the whole and in no period."""

    state: str
    toward: list[str]
    by: str
    weight: str
    whole: Period | None
    undated: int
    instances: list[ForInstance]
    periods: list[Period]


class Excerpts(Answer, frozen=True, kw_only=True):
    """Answer of article_excerpt."""

    excerpts: list[Excerpt]
