"""A report made ready to be compared: its parties, days and numbers at once, its words and places when somebody asks."""

import re
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from dragoman.coding.plover import types
from dragoman.model.kept import Report
from dragoman.model.parties import Party
from dragoman.names.mentioned import places_named
from dragoman.record.weights import table, tolerance
from dragoman.record.windows import Window, published_day, window

#: Modes of CONSULT that one report may leave out.
_VAGUE_MODES = frozenset({None, "multilateral"})
#: Modes of mutual types in which one side comes to the other: who does is part of the act.
_DIRECTED = frozenset({"visit"})


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
    placed: bool
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
    def words(self) -> frozenset[str]:
        """What the sentence has in common with others: its pairs of letters."""
        return letter_pairs(self.report.quote)

    @property
    def places(self) -> frozenset[str]:
        """Where an act can have been, for kinds that are done in many places of a state: the cities its sentence names, and its own."""
        if not self.placed:
            return frozenset()
        where = self.report.event.where
        own = {where.label} if where is not None and where.precision != "country" else set()
        return places_named(self.report.quote) | own

    @property
    def profile(self) -> tuple[object, ...]:
        """All that is compared but words and numbers."""
        event = self.report.event
        people = tuple(sorted((code, tuple(sorted(who))) for code, who in self.people.items()))
        titles = tuple(sorted((code, tuple(sorted(who))) for code, who in self.titles.items()))
        times = (self.window, event.when.start, event.when.end, None if self.firm else self.published)
        return (self.kind, self.status, self.mode, times, self.actors, self.recipients, people, titles, event.where, self.places)

    @property
    def telling(self) -> tuple[object, ...]:
        """All that is compared: two reports of one telling are alike to any third one."""
        return (self.profile, self.report.event.trigger.text, self.words, self.numbers, self.report.story)


def told(report: Report) -> Told:
    """A report made ready to be compared. What was made ready lately is kept: a store asks for one report several times."""
    known = _recent.get(id(report))
    if known is not None and known.report is report:
        return known
    if len(_recent) >= _MOST_RECENT:
        _recent.clear()
    ready = _recent[id(report)] = _told(report)
    return ready


_WORD = re.compile(r"[^\W_]+")
#: By the identity of the report, which the value keeps alive.
_recent: dict[int, Told] = {}
_MOST_RECENT = 10_000


def _told(report: Report) -> Told:
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
        persons(parties), {c: frozenset(t) for c, t in titles.items()}, row.recurs and row.mode is None and row.type not in table().verbal,
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


@lru_cache(maxsize=20_000)
def letter_pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring letters and digits of each word: what words have in common whatever their endings."""
    return frozenset([w[i : i + 2] for w in _WORD.findall(text.casefold()) for i in range(len(w) - 1)])


def _is_mutual(type_: str, mode: str | None) -> bool:
    return types()[type_].mutual and mode not in _DIRECTED


def _group_of_modes(type_: str, mode: str | None) -> str:
    """A visit, a call and a meeting are acts of their own; in other types one report may be vaguer than the other."""
    return "" if type_ != "CONSULT" or mode in _VAGUE_MODES else str(mode)
