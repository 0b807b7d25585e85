"""Acts joined over invented pages: the figures of both halves against the floors of `gold/floors.json`.

Of the blind half nothing is shown here but the figures. A floor goes down only with a reason in the change log.
"""

import json
from functools import cache
from pathlib import Path

import msgspec
import pytest
import yaml

import dragoman
from dragoman.evaluation.merging import Case, MergingScores, evaluate_merging, page_of, plain

GOLD = Path(__file__).parent / "gold"
FLOORS: dict[str, dict[str, float]] = json.loads((GOLD / "floors.json").read_text("utf-8"))


@cache
def cases(half: str) -> list[Case]:
    """The cases of a half; every scalar is read as text first, since YAML takes a label such as `off` for a truth value."""
    return msgspec.convert(yaml.load((GOLD / f"{half}.yaml").read_text("utf-8"), Loader=yaml.CBaseLoader), list[Case], strict=False)


@cache
def scores(half: str) -> MergingScores:
    return evaluate_merging(cases(half), dragoman.read)


def figures(found: MergingScores) -> dict[str, float]:
    counted = {name: getattr(found, name) for name in ("pairs", "b3", "story_pairs", "story_b3", "contradictions", "links")}
    every = {f"{name}.{figure}": getattr(c, figure) for name, c in counted.items() for figure in ("precision", "recall", "f1")}
    return every | {"read": found.read.share or 0.0}


@pytest.mark.parametrize(("half", "name"), [(half, name) for half, floors in FLOORS.items() if not half.startswith("_") for name in floors])
def test_figures_stay_above_their_floors(half: str, name: str) -> None:
    found = figures(scores(half))[name]
    wrong = "\n".join(scores(half).wrong) if half == "developed" else "(blind: not shown)"
    assert found >= FLOORS[half][name], f"{half} {name} is {found:.4f}, the floor is {FLOORS[half][name]}\n{wrong}"


def test_the_developed_half_is_large_enough_and_says_why() -> None:
    assert len(cases("developed")) >= 16
    assert all(c.why and not c.blind for c in cases("developed"))
    assert all(c.blind for c in cases("blind"))


def test_marks_are_cut_out_of_the_page() -> None:
    case = cases("developed")[0]
    page = page_of(case, next(iter(case.pages)))
    assert "|" not in page.text
    assert plain("[갔다|visit].") == "갔다."


def test_the_documents_give_the_figures_of_a_run() -> None:
    text = (GOLD.parents[2] / "docs" / "acts.md").read_text("utf-8")
    found = {half: figures(scores(half)) for half in ("developed", "blind")}
    for row, names in {
        "pairs of tellings: precision, recall": ("pairs.precision", "pairs.recall"),
        "B-cubed F1": ("b3.f1",),
        "stories, pairs F1": ("story_pairs.f1",),
        "contradictions F1": ("contradictions.f1",),
        "links F1": ("links.f1",),
    }.items():
        cells = [", ".join(f"{found[half][name]:.2f}" for name in names) for half in found]
        assert f"| {row} | {' | '.join(cells)} |" in text
