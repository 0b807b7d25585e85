"""What became of plans: the act that carried one out, and the act that called it off.

A plan and its happening stay two acts, since a plan that failed is news of its own, and are tied by links. Each plan is looked at by
itself: what is decided depends on the plan and on the acts that share a key with it, on nothing else.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Literal

import msgspec
import yaml

from dragoman.model.kept import KeptEvent, Link, LinkKind
from dragoman.record import weights
from dragoman.record.likeness import share_person
from dragoman.record.telling import letter_pairs, persons, sides
from dragoman.record.windows import covered

#: A plan for no more days than these may be carried out somewhat earlier or later.
_FEW = 3
#: Days a bucket of keys holds, and the longest plan (in days) that is looked at: `this century` ties to nothing.
_BUCKET, _WIDEST = 32, 400
#: What a reason is made of, with commas between.
_SAME_TYPE, _SAME_PARTIES, _FITTING_PARTIES = "the same type", "the same parties", "parties that fit"
_NEAR, _WITHIN, _CALLED_OFF = "on the planned day or near it", "within {} days of the plan", "called off in the words of the plan"
PHRASES = (_SAME_TYPE, _SAME_PARTIES, _FITTING_PARTIES, _NEAR, _WITHIN, _CALLED_OFF)
_REVERSE: dict[LinkKind, LinkKind] = {"happened_as": "planned_as", "cancelled_by": "cancels"}
Days = tuple[int, int]


class CallingOff(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How plans of a type are called off."""

    planned: str
    type: str
    rules: frozenset[str]
    sides: Literal["same", "any"]
    mode: str | None = None


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of act."""

    type: str
    mode: str | None = None


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table of `links.yaml`."""

    early: int
    open: int
    undated: int
    singular: tuple[Kind, ...]
    cancelled_by: tuple[CallingOff, ...]


@cache
def table() -> Table:
    """The table that ships with the package."""
    text = (resources.files("dragoman.record") / "links.yaml").read_text("utf-8")
    return msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader), Table)


def links(events: Iterable[KeptEvent]) -> dict[str, tuple[Link, ...]]:
    """The links of all acts that have any, by id, in both directions; sorted. A function of the set of acts."""
    ordered = sorted(events, key=lambda e: e.id)
    holders: dict[str, list[KeptEvent]] = defaultdict(list)
    for event in ordered:
        for key in link_keys(event):
            holders[key].append(event)
    found: dict[str, set[tuple[LinkKind, str, str]]] = defaultdict(set)
    for plan in ordered:
        near = {e.id: e for key in (link_keys(plan) if is_plan(plan) else ()) for e in holders[key]}
        for link in outcomes(plan, near.values()):
            found[plan.id].add((link.kind, link.event, link.reason))
            found[link.event].add((_REVERSE[link.kind], plan.id, link.reason))
    return {i: tuple(Link(kind=k, event=e, reason=r) for k, e, r in sorted(rows)) for i, rows in sorted(found.items())}


def outcomes(plan: KeptEvent, near: Iterable[KeptEvent]) -> tuple[Link, ...]:
    """What became of a plan, judged among acts that share a key with it: at most one that carried it out and one that called it off.

    Empty for acts that are no plans.
    """
    days = _planned_days(plan)
    if days is None:
        return ()
    others = [e for e in near if e.id != plan.id]
    carried_out = _best("happened_as", plan, days, others) if _dated(plan) or Kind(plan.type, plan.mode) in table().singular else ()
    return (*carried_out, *_best("cancelled_by", plan, days, others))


def is_plan(event: KeptEvent) -> bool:
    """Whether an act is told as planned or possible."""
    return event.status in ("planned", "possible")


def link_keys(event: KeptEvent) -> tuple[str, ...]:
    """Keys of which a plan and what became of it share at least one: type of the plan, a party, a stretch of days.

    When an act comes, changes or goes, `outcomes` of the plans that share a key with it have to be looked at anew, and no others.
    """
    days = _told_from(event, _planned_days(event)) if is_plan(event) else _act_days(event)
    if days is None:
        return ()
    planned = {event.type, *(row.planned for row in table().cancelled_by if row.type == event.type and not is_plan(event))}
    actors, recipients = sides(event.type, event.mode, event.actors, event.recipients)
    buckets = range(days[0] // _BUCKET, days[1] // _BUCKET + 1)
    return tuple(f"{type_}|{code}|{n}" for type_ in sorted(planned) for code in sorted(actors | recipients) for n in buckets)


# -- when ----------------------------------------------------------------------------------------------------------------


def _planned_days(plan: KeptEvent) -> Days | None:
    """The days a plan is for, with what its kind may be off; None for what is no plan, and where nothing tells or too much."""
    if not is_plan(plan):
        return None
    if _dated(plan):
        first, last = covered(str(plan.when.start), str(plan.when.end))
        # a day is missed by a day or two; a week or a month that was named leaves room enough
        spare = weights.tolerance(plan.type, plan.mode).days if last - first <= _FEW else 0
        return (first - spare, last + spare) if last - first <= _WIDEST else None
    if plan.first_seen is None or plan.status != "planned":
        return None
    first = covered(plan.first_seen, plan.first_seen)[0]
    return first, first + table().open


def _dated(plan: KeptEvent) -> bool:
    return plan.when.start is not None and plan.when.end is not None and plan.when.basis == "text"


def _told_from(plan: KeptEvent, days: Days | None) -> Days | None:
    """From when to when an act can be one that became of a plan: a calling off comes as soon as the plan is told."""
    if days is None or plan.first_seen is None:
        return days
    first = covered(plan.first_seen, plan.first_seen)[0] - table().early
    return (min(days[0], first), days[1]) if days[1] - first <= _WIDEST else days


def _act_days(event: KeptEvent) -> Days | None:
    if event.when.start is not None and event.when.end is not None and event.when.basis == "text":
        days = covered(event.when.start, event.when.end)
        return days if days[1] - days[0] <= _BUCKET else None
    if event.first_seen is None:
        return None
    day = covered(event.first_seen, event.first_seen)[0]
    return day - table().undated, day


def _apart(a: Days, b: Days) -> int:
    return max(0, a[0] - b[1], b[0] - a[1])


# -- which act -----------------------------------------------------------------------------------------------------------


def _best(kind: LinkKind, plan: KeptEvent, days: Days, others: Sequence[KeptEvent]) -> Iterator[Link]:
    """The act that fits best: nearest to the planned day, then told by most, then of the smallest id."""
    middle = _middle(days)
    fitting = []
    for other in others:
        fits = _carries_out(plan, days, other) if kind == "happened_as" else _calls_off(plan, days, other)
        when = _act_days(other)
        if fits is not None and when is not None:
            off = abs(_middle(when) - middle) if kind == "happened_as" else 0
            fitting.append((off, -other.sources, other.id, fits))
    if fitting:
        _, _, best, reason = min(fitting)
        yield Link(kind=kind, event=best, reason=reason)


def _middle(days: Days) -> int:
    return (days[0] + days[1]) // 2


def _carries_out(plan: KeptEvent, days: Days, act: KeptEvent) -> str | None:
    """What a plan and an act that carries it out share; None if it does not."""
    when = _act_days(act)
    if act.status != "happened" or act.type != plan.type or when is None or act.when.start is None or _apart(days, when):
        return None
    if plan.type in weights.table().verbal or {r.article for r in plan.reports} <= {r.article for r in act.reports}:
        # words are not carried out, and an article that tells both tells them as two
        return None
    if not _modes_fit(plan, act) or not _after(plan, when) or not _one_cast(plan, act):
        return None
    ours, theirs = _sides(plan), _sides(act)
    if not _within(ours[0], theirs[0]) or (ours[1] and theirs[1] and not _within(ours[1], theirs[1])):
        return None
    if ours[0] != theirs[0] and not ours[1] and min(len(ours[0]), len(theirs[0])) == 2:
        # two of several on the side
        return None
    if bool(ours[1]) != bool(theirs[1]) and plan.mode == "visit":
        return None
    return ", ".join([_SAME_TYPE, _SAME_PARTIES if ours == theirs else _FITTING_PARTIES, _days_said(plan)])


def _calls_off(plan: KeptEvent, days: Days, act: KeptEvent) -> str | None:
    """What a plan and an act that calls it off share; None if it does not. It must name the plan by one of the plan's own words."""
    row = next((r for r in table().cancelled_by if r.planned == plan.type and r.type == act.type and r.mode in (None, act.mode)), None)
    when, room = _act_days(act), _told_from(plan, days)
    if row is None or act.status != "happened" or when is None or room is None or _apart(room, when) or not _after(plan, when):
        return None
    if not any(r.event.rule.partition("/")[2] in row.rules for r in act.reports) or not _one_cast(plan, act):
        return None
    if not _sides_fit(row, plan, act) or _words(plan).isdisjoint(letter_pairs(" ".join(r.quote for r in act.reports))):
        return None
    return f"{_SAME_PARTIES}, {_CALLED_OFF}"


def _sides_fit(row: CallingOff, plan: KeptEvent, act: KeptEvent) -> bool:
    (ours, to), (theirs, against) = _sides(plan), _sides(act)
    if row.sides == "same":
        return _within(ours, theirs) and (not to or not against or _within(to, against))
    everybody, callers = ours | to, theirs | against
    return _within(everybody, callers) and len(everybody & callers) >= min(2, len(everybody))


def _sides(event: KeptEvent) -> tuple[frozenset[str], frozenset[str]]:
    return sides(event.type, event.mode, event.actors, event.recipients)


def _within(a: frozenset[str], b: frozenset[str]) -> bool:
    return not a.isdisjoint(b) and (a <= b or b <= a)


def _modes_fit(plan: KeptEvent, act: KeptEvent) -> bool:
    """A planned visit is not carried out by a call; elsewhere a plan may be vaguer than what came of it."""
    return plan.mode == act.mode or (None in (plan.mode, act.mode) and "visit" not in (plan.mode, act.mode) and "phone" not in (plan.mode, act.mode))


def _after(plan: KeptEvent, when: Days) -> bool:
    """Whether an act is not over before its plan was first told."""
    return plan.first_seen is None or when[1] >= covered(plan.first_seen, plan.first_seen)[0] - table().early


def _one_cast(plan: KeptEvent, act: KeptEvent) -> bool:
    """Whether no party is acted for by other persons: the visit of a minister is not that of the president."""
    ours, theirs = _cast(plan), _cast(act)
    return all(share_person(ours[code], theirs[code]) for code in ours.keys() & theirs.keys())


def _cast(event: KeptEvent) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for report in event.reports:
        for code, who in persons((*report.event.actors, *report.event.recipients)).items():
            found[code] |= who
    return found


def _words(plan: KeptEvent) -> frozenset[str]:
    return letter_pairs(" ".join(r.event.trigger.text for r in plan.reports))


def _days_said(plan: KeptEvent) -> str:
    return _NEAR if _dated(plan) else _WITHIN.format(table().open)
