"""How evenly a state's cooperation is divided among poles, period by period, from the acts themselves and the stories that tell them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from dragoman.relations.evenness import Evenness, measured


class Shared(NamedTuple):
    """A cooperative act with a pole: the period it counts in (None where none is known), and what it weighs."""

    period: str | None
    event: str
    pole: str
    weight: float


class _Telling(NamedTuple):
    event: str
    story: str
    pole: str
    weight: float


def divided(acts: Sequence[Shared], told: Iterable[tuple[str, str]], poles: Sequence[str]) -> dict[str | None, Evenness]:
    """The evenness of each period in which there is an act, and under None that of all of the time; for two or more poles or fewer.

    `told` are (event, story) of these acts, others are passed over. An act is drawn with that of its stories that tells most of these
    acts (of several, with the first by id), so that acts which are told together are drawn together; an act without a story is drawn
    by itself.
    """
    tellings: dict[str | None, list[_Telling]] = {None: []}
    chosen = _chosen({act.event for act in acts}, told)
    for act in acts:
        story = chosen.get(act.event)
        telling = _Telling(act.event, f"act {act.event}" if story is None else f"story {story}", act.pole, act.weight)
        tellings[None].append(telling)
        if act.period is not None:
            tellings.setdefault(act.period, []).append(telling)
    return {period: _measured(some, poles) for period, some in tellings.items()}


@cache
def nothing(poles: int) -> Evenness:
    """The evenness among so many poles where there is no act."""
    return measured(np.zeros((0, poles)), 0)


def _chosen(events: set[str], told: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The story that each event is drawn with."""
    pairs = {(event, story) for event, story in told if event in events}
    sizes = Counter(story for _, story in pairs)
    found: dict[str, str] = {}
    for event, story in pairs:
        now = found.get(event)
        if now is None or (-sizes[story], story) < (-sizes[now], now):
            found[event] = story
    return found


def _measured(tellings: Sequence[_Telling], poles: Sequence[str]) -> Evenness:
    place = {pole: number for number, pole in enumerate(poles)}
    stories = {story: number for number, story in enumerate(sorted({one.story for one in tellings}))}
    amounts = np.zeros((len(stories), len(poles)))
    for one in tellings:
        amounts[stories[one.story], place[one.pole]] += one.weight
    return measured(amounts[amounts.any(axis=1)], len({one.event for one in tellings}))
