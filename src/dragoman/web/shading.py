"""How states are shaded by their activity: five steps with bounds that are said beside the map."""

from collections.abc import Mapping

import msgspec

from dragoman.record.answers import Activity
from dragoman.web.geography import world

STEPS = 5


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One shade: acts from `least` to `most`, and how many states have as many."""

    step: int
    least: int
    most: int
    states: int


class Shaded(msgspec.Struct, frozen=True, kw_only=True):
    """A map: the step of each state that is on it (1 palest, 5 darkest), and the steps that occur."""

    steps: tuple[Step, ...]
    of: Mapping[str, int]


def shaded(activity: list[Activity]) -> Shaded:
    """States in steps of about doubling numbers, so that a few busy ones do not make all others look alike."""
    on_map = {a.code: a.events for a in activity if a.code in world().shapes or a.code in world().signs}
    if not on_map:
        return Shaded(steps=(), of={})
    bounds = _bounds(max(on_map.values()))
    of = {code: next(n for n, bound in enumerate(bounds, 1) if events <= bound) for code, events in on_map.items()}
    steps = []
    for number in range(1, len(bounds) + 1):
        inside = [on_map[code] for code, step in of.items() if step == number]
        if inside:
            steps.append(Step(step=number, least=min(inside), most=max(inside), states=len(inside)))
    return Shaded(steps=tuple(steps), of=of)


def _bounds(most: int) -> list[int]:
    """The upper bounds of the steps: a geometric series that ends at the largest number."""
    return sorted({max(1, round(most ** (step / STEPS))) for step in range(1, STEPS)} | {most})[-STEPS:]
