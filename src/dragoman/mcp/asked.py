"""The questions of the tools. An agent sees them as JSON schemas made from these records; what does not fit is answered with what would."""

from typing import Annotated, Literal

import msgspec

from dragoman.model.language import Status
from dragoman.model.reading import EventType, Stance
from dragoman.relations.balance import Weight
from dragoman.relations.periods import By

#: Items of one answer at most, and where no number was asked for; code points of an excerpt at most.
MOST, USUAL, LONGEST = 25, 10, 4000
#: Characters of an argument at most.
_WORDS, _ID = 400, 100


def _told(text: str) -> msgspec.Meta:
    return msgspec.Meta(description=text)


def _words(text: str, most: int = _WORDS) -> msgspec.Meta:
    return msgspec.Meta(description=text, max_length=most)


def _number(text: str, least: float, most: float | None = None) -> msgspec.Meta:
    return msgspec.Meta(description=text, ge=least, le=most)


Party = Annotated[str, _words("A party: a code (KAZ, NATO) or a name in any language (Kazakhstan, 카자흐스탄). find_parties gives codes.")]
Day = Annotated[str, _words("A day, month or year: 2023-02-28, 2023-02 or 2023. Both ends are included.", 40)]
Cursor = Annotated[str, _words("`next` of the answer before, with all other arguments as they were; leave it out for the first page.", 2000)]
Limit = Annotated[int, _number(f"How many items at most. An answer has a bounded size and may hold fewer; `next` then goes on. 1 to {MOST}.", 1, MOST)]
Confidence = Annotated[float, _number("Leaves out events below this confidence, 0 to 1.", 0, 1)]
Source = Annotated[str, _words("Only what an outlet, agency, address or file tells whose name has this in it.")]
Types = Annotated[EventType | list[EventType], _told("PLOVER event type: one, or a list.")]
Quads = Annotated[
    Literal[1, 2, 3, 4] | list[Literal[1, 2, 3, 4]],
    _told("1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict: one, or a list."),
]
Newest = Annotated[bool, _told("The newest first; events without a date come last either way.")]
Statuses = Annotated[Status | list[Status], _told("happened, planned, possible or denied: one, or a list.")]


class Question(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all questions have."""

    limit: Limit = USUAL
    cursor: Cursor | None = None


class FindParties(Question, frozen=True, kw_only=True):
    """Which states, organisations and people are meant by some words."""

    words: Annotated[str, _words("A code, a name or the beginning of one, in any language: 카자흐, Tokayev, CSTO.")]


class Timeline(Question, frozen=True, kw_only=True):
    """What passed between two parties."""

    one: Party
    other: Party
    type: Types = []
    quad: Quads = []
    status: Statuses = []
    since: Day | None = None
    until: Day | None = None
    min_confidence: Confidence = 0.0
    source: Source | None = None
    newest: Newest = False


class Events(Question, frozen=True, kw_only=True, rename={"with_": "with"}):
    """Events by who acts, with whom, kind, status and time; or one event in full by its id."""

    id: Annotated[str, _words("The id of one event: gives all its reports. No other condition goes with it.", _ID)] | None = None
    actor: Annotated[Party, _told("Who acts.")] | None = None
    with_: Annotated[Party, _told("Who takes part besides, on any side.")] | None = None
    party: Annotated[Party, _told("Who takes part, on any side.")] | None = None
    type: Types = []
    quad: Quads = []
    status: Statuses = []
    since: Day | None = None
    until: Day | None = None
    min_confidence: Confidence = 0.0
    source: Source | None = None
    newest: Newest = False


class Quotes(Question, frozen=True, kw_only=True):
    """Who said what."""

    speaker: Annotated[str, _words("A party (code or name), or a part of a person's name: KAZ, 토카예프.")] | None = None
    about: Annotated[Party, _told("A party that is named in the words, or spoken to.")] | None = None
    since: Day | None = None
    until: Day | None = None
    source: Source | None = None


class Positions(Question, frozen=True, kw_only=True):
    """Where a party stands, and where that changed."""

    holder: Party
    about: Annotated[Party, _told("A party that the position is about.")] | None = None
    stance: Stance | None = None
    since: Day | None = None
    until: Day | None = None
    source: Source | None = None


class Balance(Question, frozen=True, kw_only=True):
    """How a state divides its dealings among its partners."""

    state: Party
    toward: Annotated[list[Party], _words("Poles, such as USA, RUS, CHN: how evenly the state deals with them becomes one number.", 12)] = []
    by: Annotated[By, _told("The periods.")] = "year"
    since: Day | None = None
    until: Day | None = None
    weight: Annotated[Weight, _told("What an act counts: 1 (acts), or the size of its score.")] = "acts"
    own: Annotated[bool, _told("Only acts in which the state itself acts, alone or with the partner.")] = False
    status: Statuses = "happened"
    min_confidence: Confidence = 0.0


class ArticleExcerpt(Question, frozen=True, kw_only=True):
    """A piece of an article by its id, or pieces of all articles that have some words."""

    article: Annotated[str, _words("The id of an article, as answers give it in `source`. Either this or `words`.", _ID)] | None = None
    start: Annotated[int, _number("Where the piece begins, a code point of the article's text; `start` of a quote leads there.", 0)] = 0
    length: Annotated[int, _number(f"How long it is, in code points, 1 to {LONGEST}.", 1, LONGEST)] = 1200
    words: Annotated[str, _words('Words to look for, in any form; words in "…" as they follow each other. The newest pages first.')] | None = None
