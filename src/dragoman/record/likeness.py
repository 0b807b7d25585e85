"""How much speaks for two reports telling one act: features with weights, in a table (`merging.yaml`).

Features know no language: they compare codes, ids, days, places, numbers, and words by their pairs of letters. A pair has no
likeness at all (score None) where something rules out that the two are one act; the reason says what.
"""

from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt

import msgspec

from dragoman.model.when import Where
from dragoman.record.telling import Told, letter_pairs
from dragoman.record.weights import table

#: Places closer than this (km) are one place.
_NEAR = 25.0
#: Shares of common letter pairs from which words are nearly the same, and from which many are.
_ALIKE, _SHARED, _APART = 0.75, 0.5, 0.25
#: Letter pairs that a sentence must have for being told in the same words to mean anything.
_ENOUGH = 12
#: Features of words and numbers, of which all others are independent.
_WORDED = frozenset({"same-telling", "words-alike", "words-shared", "words-apart", "same-trigger", "same-number", "other-number"})


class Likeness(msgspec.Struct, frozen=True):
    """What two reports have in common: a score in hundredths, None where they cannot be one act, and the features that hold."""

    score: int | None
    features: tuple[str, ...]


def alike_by(one: Told) -> tuple[int, tuple[str, ...]]:
    """What speaks for two reports of one profile being one act, whatever their words and numbers: the score and the features."""
    found = likeness(one, one)
    held = tuple(f for f in found.features if f not in _WORDED)
    return (sum(table().features[f].weight for f in held), held) if found.score is not None else (-1000, ())


def share_person(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether one person is in both sets of ids: the same id or, for people whom the lexicon lacks, nearly the same name.

    Their ids are the names that articles give them, and papers spell those in their own ways or shorten them.
    """
    return not ours.isdisjoint(theirs) or any(
        overlap(_name_pairs(x), _name_pairs(y)) > _SHARED for x in ours if not x.isascii() for y in theirs if not y.isascii()
    )


def _name_pairs(entity: str) -> frozenset[str]:
    return letter_pairs(entity.partition(":")[2])


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


# -- what rules it out ---------------------------------------------------------------------------------------------------


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
    ours, theirs = a.places, b.places
    if ours and theirs:
        yield "same-place" if ours & theirs else "other-city-recurring"
    elif left.where is not None and right.where is not None:
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
        if a.actors != b.actors and min(len(a.actors), len(b.actors)) == 2:
            yield "two-of-several"
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
    both = {c: share_person(a.people[c], b.people[c]) for c in a.people.keys() & b.people.keys()}
    if any(both.values()):
        yield "same-persons"
    if not all(both.values()):
        yield "other-persons"
    elif any(not _titles_fit(a.titles[c], b.titles[c]) for c in (a.titles.keys() & b.titles.keys()) - both.keys()):
        yield "other-titles"


def _titles_fit(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two titles can be one office: they end alike, as 외무장관 and 장관 do."""
    return any(x[-2:] == y[-2:] for x in left for y in right)


def _of_days(a: Told, b: Told) -> Iterator[str]:
    if a.window is None or b.window is None or a.days is None or b.days is None:
        yield "same-time"
    elif a.firm and b.firm and a.recurs and abs(a.window.days - b.window.days) > 1:
        # attacks of several days are not that of one of them
        yield "day-among-days"
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
    ours, theirs = a.words, b.words
    share = overlap(ours, theirs)
    if a.report.event.trigger.text == b.report.event.trigger.text:
        yield "same-trigger"
    if share >= _ALIKE and min(len(ours), len(theirs)) >= _ENOUGH and a.report.story == b.report.story:
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
