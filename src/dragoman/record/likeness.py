"""How much speaks for two reports telling one act: features with weights, in a table (`merging.yaml`).

Features know no language: they compare codes, ids, days, places, numbers, and words by their pairs of letters. A pair has no
likeness at all (`REFUSED`) where something rules out that the two are one act; the reason says what.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from math import asin, cos, radians, sin, sqrt

import msgspec
import yaml

from dragoman.coding.plover import types
from dragoman.model.kept import Report
from dragoman.model.parties import Party
from dragoman.model.when import Where
from dragoman.record.windows import Window, published_day, window

#: Places closer than this (km) are one place.
_NEAR = 25.0
#: Shares of common letter pairs from which words are nearly the same, and from which many are.
_ALIKE, _SHARED, _APART = 0.75, 0.5, 0.25
#: Letter pairs that a sentence must have for being told in the same words to mean anything.
_ENOUGH = 12
#: Modes of CONSULT that one report may leave out.
_VAGUE_MODES = frozenset({None, "multilateral"})
#: Modes of mutual types in which one side comes to the other: who does is part of the act.
_DIRECTED = frozenset({"visit"})


class Tolerance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far apart the days of one act of a kind may be told (`days`), and what each day apart costs."""

    type: str
    days: int
    cost: int
    mode: str | None = None
    recurs: bool = False


class Feature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The weight of a feature in hundredths, and how a reason says it."""

    weight: int
    says: str


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table of `merging.yaml`."""

    join: int
    attach: int
    margin: int
    back: int
    ahead: int
    denied_back: int
    widest: int
    tolerance: tuple[Tolerance, ...]
    verbal: frozenset[str]
    features: dict[str, Feature]


class Likeness(msgspec.Struct, frozen=True):
    """What two reports have in common: a score in hundredths, None where they cannot be one act, and the features that hold."""

    score: int | None
    features: tuple[str, ...]


class Told(msgspec.Struct, frozen=True):
    """A report with what is compared, worked out once.

    A mutual act has all its parties as actors here, whichever of them its report makes the one who acts; a visit keeps its direction.
    """

    report: Report
    kind: tuple[str, str, bool]
    status: str
    mode: str | None
    window: Window | None
    days: tuple[int, int] | None
    spare: int
    cost: int
    recurs: bool
    published: int | None
    actors: frozenset[str]
    recipients: frozenset[str]
    people: dict[str, frozenset[str]]
    titles: dict[str, frozenset[str]]
    words: frozenset[str]
    numbers: frozenset[tuple[str, float]]

    @property
    def mutual(self) -> bool:
        """Whether all parties are actors."""
        return self.kind[2]

    @property
    def firm(self) -> bool:
        """Whether the report itself tells the day."""
        return self.window is not None and self.window.firm

    @property
    def telling(self) -> tuple[object, ...]:
        """All that is compared: two reports of the same telling are alike to any third one."""
        event = self.report.event
        people = tuple(sorted((code, tuple(sorted(who))) for code, who in self.people.items()))
        titles = tuple(sorted((code, tuple(sorted(who))) for code, who in self.titles.items()))
        return (
            self.kind, self.status, self.mode, self.window, event.when.start, event.when.end, self.published, self.actors, self.recipients,
            people, titles, event.where, event.trigger.text, self.words, self.numbers, self.report.story,
        )  # fmt: skip


@cache
def table() -> Table:
    """The features and weights that ship with the package."""
    text = (resources.files("dragoman.record") / "merging.yaml").read_text("utf-8")
    return msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader), Table)


def tolerance(type_: str, mode: str | None) -> Tolerance:
    """The row of the table that holds for a kind of act. Raises KeyError for a type that the table lacks."""
    for row in table().tolerance:
        if row.type == type_ and row.mode in (None, mode):
            return row
    raise KeyError(type_)


def told(report: Report) -> Told:
    """A report made ready to be compared."""
    event = report.event
    back = table().denied_back if event.status == "denied" else table().back
    parties = (*event.actors, *event.recipients)
    titles: dict[str, set[str]] = {}
    for party in parties:
        if party.title:
            titles.setdefault(party.code, set()).add(party.title)
    actors, recipients = sides(event.type, event.mode, event.actors, event.recipients)
    days, published = window(report, back, table().ahead), published_day(report)
    kind = (event.type, _group_of_modes(event.type, event.mode), _is_mutual(event.type, event.mode))
    row = tolerance(kind[0], kind[1] or None)
    narrow = days is not None and days.days <= table().widest
    return Told(
        report, kind, event.status, event.mode, days,
        (days.first.toordinal(), days.last.toordinal()) if narrow and days is not None else None,
        row.days, row.cost, row.recurs, published.toordinal() if published else None, actors, recipients,
        persons(parties), {c: frozenset(t) for c, t in titles.items()}, letter_pairs(report.quote),
        frozenset((q.unit, q.value) for q in event.quantities),
    )  # fmt: skip


def sides(type_: str, mode: str | None, actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The codes of who acts and of whom it is done to. In a mutual act all act; in a visit the one who comes does."""
    doers, others = frozenset(p.code for p in actors), frozenset(p.code for p in recipients)
    return (doers | others, frozenset()) if _is_mutual(type_, mode) else (doers, others)


def persons(parties: Iterable[Party]) -> dict[str, frozenset[str]]:
    """The ids of the persons who act for each party, by its code; parties without are left out."""
    found: dict[str, frozenset[str]] = {}
    for party in parties:
        if party.entity.startswith("person:"):
            found[party.code] = found.get(party.code, frozenset()) | {party.entity}
    return found


def _is_mutual(type_: str, mode: str | None) -> bool:
    return types()[type_].mutual and mode not in _DIRECTED


def likeness(a: Told, b: Told) -> Likeness:
    """Whether two reports of different articles can tell one act, and how much speaks for it. Symmetric."""
    refused = _refusal(a, b)
    if refused is not None:
        return Likeness(None, (refused,))
    rows = table().features
    held = tuple(_features(a, b))
    score = sum(rows[name].weight for name in held)
    if a.window is not None and b.window is not None and a.firm and b.firm:
        score -= a.cost * a.window.apart(b.window)
    return Likeness(score, held)


def one_place(a: Where, b: Where) -> bool:
    """Whether two places are one: of one name, or closer than 25 km."""
    return (a.country == b.country and (a.name == b.name or a.label == b.label)) or _distance(a, b) < _NEAR


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the smaller set that the larger one holds, 0 where one is empty."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def letter_pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring letters and digits of each word: what words have in common whatever their endings."""
    words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    return frozenset(w[i : i + 2] for w in words for i in range(len(w) - 1))


# -- what rules it out ---------------------------------------------------------------------------------------------------


def _group_of_modes(type_: str, mode: str | None) -> str:
    """A visit, a call and a meeting are acts of their own; in other types one report may be vaguer than the other."""
    return "" if type_ != "CONSULT" or mode in _VAGUE_MODES else str(mode)


def _refusal(a: Told, b: Told) -> str | None:
    """Why two reports cannot tell one act, None where they can. The cheapest questions come first."""
    if a.kind != b.kind:
        return "of another type or mode"
    if not _days_fit(a, b):
        return "other days"
    if a.status != b.status and not _statuses_fit(a.status, b.status):
        return " and ".join(sorted((a.status, b.status)))
    if not _parties_fit(a, b):
        return "other parties"
    return None


def _statuses_fit(left: str, right: str) -> bool:
    return {left, right} in ({"planned", "possible"}, {"happened", "denied"})


def _parties_fit(a: Told, b: Told) -> bool:
    if not _within(a.actors, b.actors):
        return False
    return not a.recipients or not b.recipients or _within(a.recipients, b.recipients)


def _within(a: frozenset[str], b: frozenset[str]) -> bool:
    return not a.isdisjoint(b) and (a <= b or b <= a)


def _days_fit(a: Told, b: Told) -> bool:
    left, right = a.days, b.days
    if left is None or right is None:
        return left is right and _same_time(a, b)
    spare = a.spare if a.firm and b.firm else 0
    return left[0] - right[1] <= spare and right[0] - left[1] <= spare


def _same_time(a: Told, b: Told) -> bool:
    left, right = a.report.event.when, b.report.event.when
    return (left.start, left.end) == (right.start, right.end) and (left.start or left.end) is not None


# -- what speaks for and against it --------------------------------------------------------------------------------------


def _features(a: Told, b: Told) -> Iterator[str]:
    yield from _of_parties(a, b)
    yield from _of_people(a, b)
    left, right = a.report.event, b.report.event
    if left.mode == right.mode:
        if left.mode is not None:
            yield "same-mode"
    elif left.mode is not None and right.mode is not None:
        yield "other-mode"
    yield from _of_days(a, b)
    if left.where is not None and right.where is not None:
        yield from _of_places(left.where, right.where, a.recurs)
    yield from _of_words(a, b)
    yield from _of_numbers(a, b)
    if a.recurs:
        yield "recurring"
    if left.status != right.status and "denied" in (left.status, right.status):
        yield "denied"


def _of_parties(a: Told, b: Told) -> Iterator[str]:
    if a.mutual:
        yield "same-parties" if a.actors == b.actors else "some-parties"
        return
    yield "same-actors" if a.actors == b.actors else "some-actors"
    if a.actors != b.actors and a.report.event.type in table().verbal:
        yield "speaks-alone"
    if not a.recipients or not b.recipients:
        if a.recipients or b.recipients:
            yield "recipient-untold"
    else:
        yield "same-recipients" if a.recipients == b.recipients else "some-recipients"


def _of_people(a: Told, b: Told) -> Iterator[str]:
    """Persons who act for the same party: the same, or others; where no persons are named, their titles."""
    both = a.people.keys() & b.people.keys()
    if any(a.people[c] & b.people[c] for c in both):
        yield "same-persons"
    if any(not a.people[c] & b.people[c] for c in both):
        yield "other-persons"
    elif any(not _titles_fit(a.titles[c], b.titles[c]) for c in (a.titles.keys() & b.titles.keys()) - both):
        yield "other-titles"


def _titles_fit(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two titles can be one office: they end alike, as 외무장관 and 장관 do."""
    return any(x[-2:] == y[-2:] for x in left for y in right)


def _of_days(a: Told, b: Told) -> Iterator[str]:
    if a.window is None or b.window is None or a.days is None or b.days is None:
        yield "same-time"
    elif a.firm and b.firm:
        yield "same-day" if a.window.apart(b.window) == 0 else "days-apart"
    else:
        yield "days-fit"
        if a.published is not None and b.published is not None and abs(a.published - b.published) <= 1:
            yield "published-together"


def _of_places(a: Where, b: Where, recurs: bool) -> Iterator[str]:
    if one_place(a, b):
        yield "same-place"
    elif a.country != b.country:
        yield "other-country"
    elif "country" in (a.precision, b.precision) or "region" in (a.precision, b.precision):
        yield "place-within"
    else:
        yield "other-city-recurring" if recurs else "other-city"


def _distance(a: Where, b: Where) -> float:
    """Kilometres between two places of known degrees (haversine on a sphere of 6,371 km), else infinity."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return float("inf")
    y1, x1, y2, x2 = (radians(v) for v in (a.latitude, a.longitude, b.latitude, b.longitude))
    h = sin((y2 - y1) / 2) ** 2 + cos(y1) * cos(y2) * sin((x2 - x1) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(h)))


def _of_words(a: Told, b: Told) -> Iterator[str]:
    share = overlap(a.words, b.words)
    if a.report.event.trigger.text == b.report.event.trigger.text:
        yield "same-trigger"
    if share >= _ALIKE and len(a.words) >= _ENOUGH and len(b.words) >= _ENOUGH and a.report.story == b.report.story:
        yield "same-telling"
    elif share >= _ALIKE:
        yield "words-alike"
    elif share >= _SHARED:
        yield "words-shared"
    elif share < _APART:
        yield "words-apart"


def _of_numbers(a: Told, b: Told) -> Iterator[str]:
    if not a.numbers or not b.numbers:
        return
    if a.numbers & b.numbers:
        yield "same-number"
    elif {unit for unit, _ in a.numbers} & {unit for unit, _ in b.numbers}:
        yield "other-number"
