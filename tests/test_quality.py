"""Quality gates: what the samples are read to, layer by layer, against the floors of `floors.json`.

The pages the rules are developed on and the blind ones have floors of their own. A floor goes up when the reader gets better.
It goes down only with a reason in the change log. Of blind pages nothing is shown here but the figures.
"""

import json
from functools import cache
from pathlib import Path

import pytest

import dragoman
from dragoman.cli.evaluate import halves, load_gold
from dragoman.cli.figures import of_half
from dragoman.evaluation import calibration, outcomes
from dragoman.model.reading import Reading

SAMPLES = Path(dragoman.__file__).parent / "samples"
HALVES = ("developed", "blind")
FLOORS: dict[str, dict[str, float]] = {
    name: dict(floors) for name, floors in json.loads((Path(__file__).parent / "floors.json").read_text("utf-8")).items() if name in HALVES
}
GOLD = load_gold(str(SAMPLES / "gold.jsonl"))


@cache
def readings() -> dict[str, Reading]:
    """All sample pages, read."""
    return {g.page: dragoman.read(str(SAMPLES / g.page)) for g in GOLD}


@cache
def figures() -> dict[str, dict[str, float]]:
    """Every figure by half and by its dotted name (`events.f1`, `details.status`); halves without pages are left out."""
    found: dict[str, dict[str, float]] = {}
    for half in halves(GOLD, readings()):
        for group, cells in of_half(half).items():
            for name, cell in cells.items() if isinstance(cells, dict) else ():
                value = cell.get("share") if isinstance(cell, dict) else cell
                if isinstance(value, int | float):
                    found.setdefault(half.name, {})[f"{group}.{name}"] = value
    return found


@pytest.mark.parametrize(("half", "name", "floor"), [(half, name, floor) for half, floors in FLOORS.items() for name, floor in floors.items()])
def test_figures_stay_above_their_floors(half: str, name: str, floor: float) -> None:
    found = figures()[half][name]
    assert found >= floor, f"{half} {name} is {found:.4f}, the floor is {floor}"


def test_confidence_says_how_often_events_are_right() -> None:
    """On all samples the expected calibration error stays small: `make confidence` fits it anew when rules have changed."""
    assert calibration(outcomes(GOLD, readings())).error <= 0.06


@pytest.mark.parametrize("half", HALVES)
def test_every_layer_has_a_floor(half: str) -> None:
    if not any(g.blind == (half == "blind") for g in GOLD) or not FLOORS[half]:
        pytest.skip(f"no {half} pages, or not scored yet")
    layers = {name.partition(".")[0] for name in FLOORS[half]}
    assert layers >= {"article", "parties", "events", "details", "statements", "positions", "measures", "ties"}
    assert {"details.time", "details.status", "details.voice", "details.place", "details.mode"} <= set(FLOORS[half])


def test_floors_are_of_pages_that_exist() -> None:
    assert set(FLOORS) == set(HALVES)
    assert FLOORS["developed"]
    assert not FLOORS["blind"] or any(g.blind for g in GOLD)
