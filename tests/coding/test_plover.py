"""The PLOVER table: all sixteen types, their quad classes and scores."""

import re
from typing import get_args

import pytest

from dragoman.coding.plover import TypeRow, score, types
from dragoman.model.reading import EventType


def test_every_type_of_the_contract_is_in_the_table() -> None:
    assert set(types()) == set(get_args(EventType))


def test_agreements_are_mutual_and_attacks_are_not() -> None:
    assert {name for name, row in types().items() if row.mutual} == {"AGREE", "CONSULT", "COOPERATE"}


@pytest.mark.parametrize(
    ("quad", "names"),
    [
        (1, "AGREE CONSULT SUPPORT CONCEDE"),
        (2, "COOPERATE AID RETREAT"),
        (3, "REQUEST ACCUSE REJECT THREATEN"),
        (4, "PROTEST SANCTION MOBILIZE COERCE ASSAULT"),
    ],
)
def test_quad_classes(quad: int, names: str) -> None:
    assert {name for name, row in types().items() if row.quad == quad} == set(names.split())


@pytest.mark.parametrize(("name", "row"), types().items(), ids=lambda v: v if isinstance(v, str) else "")
def test_scores_agree_with_quad_classes(name: str, row: TypeRow) -> None:
    for value in (row.score, *row.modes.values()):
        assert -10 <= value <= 10
        assert value > 0 if row.quad in (1, 2) else value <= 0.5
    assert re.fullmatch(r"\d{2,4}", row.cameo), name


@pytest.mark.parametrize(
    ("type_", "mode", "value"),
    [("CONSULT", "visit", 4), ("CONSULT", None, 2.5), ("ASSAULT", "aerial", -9.5), ("AID", None, 10)],
)
def test_a_mode_replaces_the_score_of_its_type(type_: str, mode: str | None, value: float) -> None:
    assert score(type_, mode) == value


@pytest.mark.parametrize(("type_", "mode"), [("CONSULT", "demo"), ("VISIT", None)])
def test_what_plover_lacks_is_an_error(type_: str, mode: str | None) -> None:
    with pytest.raises(KeyError):
        score(type_, mode)


@pytest.mark.parametrize("name", types())
def test_codes_of_modes_are_of_modes(name: str) -> None:
    row = types()[name]
    assert set(row.mode_cameo) <= set(row.modes)
    assert all(code.isdigit() for code in row.mode_cameo.values())
