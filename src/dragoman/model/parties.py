"""Who is meant: mentions in a text, the entities behind them, and parties to an act."""

from typing import Literal

import msgspec

from dragoman.model.text import Span

EntityKind = Literal["state", "organisation", "person", "institution", "outlet", "place"]


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody or something that an article names, with every place it does so.

    `id` is `kind:key`, the same in every article for entries of the lexicon; people whom only the article introduces
    are kept under the name it gives them. `code` is the party code they act for, None where nothing tells it.
    """

    id: str
    kind: EntityKind
    name: str
    label: str
    code: str | None = None
    title: str | None = None
    sector: str | None = None
    mentions: tuple[tuple[int, int], ...] = ()


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """One side of an act, a speaker or a holder: who (`code`), through whom (`entity`, `name`, `title`), and the words.

    `code` is ISO 3166-1 alpha-3 or an organisation's short name; `sector` a PLOVER sector; `start`/`end` are code-point
    offsets of the words in the article's text. `via` says how a reference (양국, 그는) was understood, None for a name.
    """

    code: str
    entity: str
    name: str
    label: str
    title: str | None = None
    sector: str | None = None
    start: int
    end: int
    via: str | None = None

    @property
    def referred_by(self) -> str | None:
        """The rule by which a reference was understood, without its language (`both-sides`); None for a name."""
        return self.via.partition("/")[2] if self.via is not None else None

    @property
    def span(self) -> Span:
        """The words that name the party."""
        return Span(self.start, self.end)


class Unresolved(msgspec.Struct, frozen=True, kw_only=True):
    """What was seen and could not be told: the words, where, and why."""

    what: Literal["party", "place", "time", "language", "speaker", "reference", "text"]
    text: str
    start: int
    end: int
    why: str
