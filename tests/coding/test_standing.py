"""Marked-up sentences and the positions, ties and measures they tell (the labels are explained on top of each table)."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from markup import Case, Mark, article, cases

from dragoman import coding
from dragoman.coding.coder import Coded
from dragoman.languages.ko.reader import analyse
from dragoman.model.reading import Measure, Position, Tie

HERE = Path(__file__).parent


@cache
def coded(case: Case) -> Coded:
    """What a case tells, in a Korean paper of 1 March 2023."""
    page = article(case)
    return coding.code(analyse(page, coding.vocabulary("ko"), "KOR"), "ko", page.text, page.published, "case")


def position_fits(mark: Mark, told: Position) -> bool:
    holder, stance, *more = mark.label.split()
    code = next((w.removeprefix("code:") for w in more if w.startswith("code:")), None)
    return (
        mark.overlaps(told.object.start, told.object.end)
        and (told.holder.code, told.stance) == (holder, stance)
        and (code is None or told.object.code == code)
        and told.status == ("planned" if "planned" in more else "happened")
    )


def tie_fits(mark: Mark, told: Tie) -> bool:
    kind, other = mark.label.split()
    return mark.overlaps(told.holder.start, told.holder.end) and (told.kind, told.object.code) == (
        kind,
        other,
    )


def measure_fits(mark: Mark, told: Measure) -> bool:
    kind, value, unit, between, bound, *more = mark.label.split()
    on = next((w.removeprefix("on:") for w in more), None)
    return (
        mark.fits(told.start, told.end)
        and (told.kind, told.value, told.unit, told.bound) == (kind, float(value), unit, bound)
        and set(told.between) == set(between.split("+"))
        and (on is None or told.when.start == on)
    )


def check(case: Case, unmet: Sequence[Mark], unmarked: Sequence[object]) -> None:
    wrong = [f"not told: [{m.words}|{m.label}]" for m in unmet] + [f"told besides: {one}" for one in unmarked]
    assert not wrong, "\n".join([case.why, case.text, *wrong])


@pytest.mark.parametrize("case", cases(HERE / "positions.txt"))
def test_positions(case: Case) -> None:
    told = coded(case).positions
    unmet = [m for m in case.marks if not any(position_fits(m, p) for p in told)]
    check(case, unmet, [p for p in told if not any(position_fits(m, p) for m in case.marks)])
    for position in told:
        assert position.object.text == case.text[position.object.start : position.object.end]


@pytest.mark.parametrize("case", cases(HERE / "ties.txt"))
def test_ties(case: Case) -> None:
    told = coded(case).ties
    unmet = [m for m in case.marks if not any(tie_fits(m, t) for t in told)]
    check(case, unmet, [t for t in told if not any(tie_fits(m, t) for m in case.marks)])


@pytest.mark.parametrize("case", cases(HERE / "measures.txt"))
def test_measures(case: Case) -> None:
    told = coded(case).measures
    unmet = [m for m in case.marks if not any(measure_fits(m, t) for t in told)]
    check(case, unmet, [t for t in told if not any(measure_fits(m, t) for m in case.marks)])
    for measure in told:
        assert measure.evidence.start <= measure.start < measure.end <= measure.evidence.end
