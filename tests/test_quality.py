"""Quality gates: what the samples are read to, layer by layer, against the floors of `floors.json`.

A floor goes up when the reader gets better. It goes down only with a reason in the change log. The held-out pages are not read
here: `make heldout` measures them.
"""

import json
from pathlib import Path

import pytest

import dragoman
from dragoman.cli.evaluate import flat, load_gold
from dragoman.evaluation import evaluate

HERE = Path(__file__).parent
SAMPLES = Path(dragoman.__file__).parent / "samples"
FLOORS: dict[str, float] = {
    k: v for k, v in json.loads((HERE / "floors.json").read_text("utf-8")).items() if not k.startswith("_")
}


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    """Every figure by its dotted name (`events.f1`, `details.status`)."""
    gold = load_gold(str(SAMPLES / "gold.jsonl"))
    scores = flat(evaluate(gold, {g.page: dragoman.read(str(SAMPLES / g.page)) for g in gold}))
    found: dict[str, float] = {}
    for group, cells in scores.items():
        if isinstance(cells, dict):
            for name, cell in cells.items():
                found[f"{group}.{name}"] = (
                    cell["share"] if isinstance(cell, dict) and "share" in cell else cell
                )
    return found


@pytest.mark.parametrize(("name", "floor"), FLOORS.items(), ids=FLOORS.keys())
def test_figures_stay_above_their_floors(name: str, floor: float, figures: dict[str, float]) -> None:
    assert figures[name] >= floor, f"{name} is {figures[name]:.4f}, the floor is {floor}"


def test_every_layer_has_a_floor() -> None:
    layers = {name.partition(".")[0] for name in FLOORS}
    assert layers >= {
        "article",
        "parties",
        "events",
        "details",
        "statements",
        "positions",
        "measures",
        "ties",
    }
    assert {"details.time", "details.status", "details.voice", "details.place", "details.mode"} <= set(FLOORS)
