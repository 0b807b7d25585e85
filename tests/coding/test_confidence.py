"""Confidence follows from named grounds; the weights are what the script fits."""

import importlib.util
import math
from pathlib import Path
from types import ModuleType

import pytest

import dragoman
from dragoman import reading
from dragoman.coding import confidence as module
from dragoman.coding.confidence import Weights, confidence, table

SCRIPT = Path(__file__).parents[2] / "scripts" / "fit_confidence.py"
SAMPLES = Path(dragoman.__file__).parent / "samples"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fit_confidence", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def test_weights_add_up_to_log_odds() -> None:
    weights = Weights(base=1.0, weights={"form-noun": -1.0, "told-twice": 0.5})
    assert confidence((), weights) == round(1 / (1 + math.exp(-1)), 2)
    assert confidence(("form-noun",), weights) == 0.5
    assert confidence(("form-noun", "told-twice", "unknown"), weights) == round(1 / (1 + math.exp(-0.5)), 2)
    assert confidence((), Weights(base=99.0, weights={})) == 0.99
    assert confidence((), Weights(base=-99.0, weights={})) == 0.01


def test_every_ground_is_documented_and_has_a_weight(script: ModuleType) -> None:
    assert set(table().weights) == set(script.EXPECTED)
    assert all(f"`{name}`" in (module.__doc__ or "") for name in script.EXPECTED)


def test_the_confidence_of_an_event_is_what_its_grounds_say() -> None:
    told = reading.explain(str(SAMPLES / "s01.txt"))
    assert len(told.grounds) == len(told.reading.events) > 0
    assert [e.confidence for e in told.reading.events] == [confidence(g) for g in told.grounds]
    planned = {g for e, g in zip(told.reading.events, told.grounds, strict=True) if e.status == "planned"}
    assert planned
    assert all("status-planned" in g for g in planned)


def test_linear_equations(script: ModuleType) -> None:
    assert script.solve([[0.0, 2.0], [3.0, 1.0]], [4.0, 5.0]) == pytest.approx([1.0, 2.0])


def test_a_fit_finds_what_makes_events_wrong(script: ModuleType) -> None:
    known = [(f"{i % 7}", ("form-noun",), i % 2 == 0) for i in range(200)] + [(f"{i % 7}", (), i % 10 != 0) for i in range(200)]
    weights = script.fit(known, 1.0)
    assert 1 / (1 + math.exp(-weights.base)) == pytest.approx(0.9, abs=0.02)
    assert 1 / (1 + math.exp(-weights.base - weights.weights["form-noun"])) == pytest.approx(0.5, abs=0.03)
    assert weights.weights["voiced"] == pytest.approx(script.EXPECTED["voiced"])  # nothing speaks for or against it
    lower = script.moved(weights, known, 0.6)
    mean = sum(1 / (1 + math.exp(-lower.base - sum(lower.weights[g] for g in grounds))) for _, grounds, _ in known) / len(known)
    assert mean == pytest.approx(0.6, abs=1e-6)
    assert script.fit(known, 1.0) == weights
