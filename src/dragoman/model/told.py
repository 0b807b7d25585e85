"""What a record keeps beside its acts: articles, stories, and what articles say. One record each, so that millions can be streamed."""

import msgspec

from dragoman.model.parties import Entity
from dragoman.model.reading import Measure, Position, Statement, Tie


class KeptArticle(msgspec.Struct, frozen=True, kw_only=True):
    """An article without its text. `story` is the id of its story, `origin` who its text comes from: an agency, else the outlet."""

    id: str
    story: str | None
    origin: str | None
    source: str
    url: str | None
    language: str | None
    outlet: str | None
    agency: str | None
    title: str | None
    published: str | None
    modified: str | None
    entities: tuple[Entity, ...] = ()


class KeptStory(msgspec.Struct, frozen=True, kw_only=True):
    """The same text in one or many outlets. `id` is the article first published; `first` and `last` are its first and last publication."""

    id: str
    origin: str | None
    articles: int
    first: str | None
    last: str | None
    title: str | None


class KeptStatement(msgspec.Struct, frozen=True, kw_only=True):
    """A statement of an article; `number` counts those of the article from 0."""

    article: str
    number: int
    published: str | None
    statement: Statement


class KeptPosition(msgspec.Struct, frozen=True, kw_only=True):
    """A position told by an article; `quote` is the article's text at its evidence."""

    article: str
    number: int
    published: str | None
    quote: str
    position: Position


class KeptMeasure(msgspec.Struct, frozen=True, kw_only=True):
    """An amount told by an article; `quote` is the article's text at its evidence."""

    article: str
    number: int
    published: str | None
    quote: str
    measure: Measure


class KeptTie(msgspec.Struct, frozen=True, kw_only=True):
    """A standing relation told by an article; `quote` is the article's text at its evidence."""

    article: str
    number: int
    published: str | None
    quote: str
    tie: Tie


class Tally(msgspec.Struct, frozen=True):
    """How many acts passed between a party (a) and an `other` (b) in a period; with anybody where `other` is None, each act once.

    `period` is None for acts whose days are not known well enough. All but the last three count what happened; `score` is the sum of
    its scores. The three by direction are 0 where `other` is None.
    """

    other: str | None
    period: str | None
    a_to_b: int
    b_to_a: int
    mutual: int
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    planned: int
    possible: int
    denied: int
    score: float

    @property
    def events(self) -> int:
        """How many happened."""
        return self.verbal_cooperation + self.material_cooperation + self.verbal_conflict + self.material_conflict
