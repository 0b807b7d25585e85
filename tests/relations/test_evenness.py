"""The number for evenness: its closed forms, what does not change it, and what its interval is worth."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.relations.evenness import LEAST_ACTS, LEAST_STORIES, evenness, interval, measured

_AMOUNTS = st.lists(st.floats(0, 1e6), min_size=2, max_size=8).filter(lambda amounts: sum(amounts) > 1e-3)


@pytest.mark.parametrize(
    ("amounts", "value"),
    [
        ([1, 0, 0], 0.0),  # everything with one
        ([7, 7, 7], 1.0),
        ([1, 1, 0], 0.75),  # even between two of three
        ([2, 1, 1], 0.9375),
        ([4, 1, 1], 0.75),
        ([8, 1, 1], 0.51),
        ([3, 1], 0.75),
        ([4, 1], 0.64),  # of two: four times the product of the shares
        ([9, 1], 0.36),
        ([1, 1, 1, 1, 0], 0.9375),
    ],
)
def test_closed_forms(amounts: list[float], value: float) -> None:
    assert evenness(amounts) == pytest.approx(value, abs=1e-12)


def test_it_is_the_chance_that_two_acts_are_with_different_poles_beside_that_of_an_even_division() -> None:
    amounts, random = np.array([5, 3, 2]), np.random.RandomState(7)
    first, second = (random.choice(3, 200_000, p=amounts / 10) for _ in range(2))
    assert (first != second).mean() / (2 / 3) == pytest.approx(evenness(amounts.tolist()), abs=0.01)


@given(_AMOUNTS, st.randoms(use_true_random=False))
def test_the_order_of_poles_changes_nothing(amounts: list[float], random: object) -> None:
    shuffled = list(amounts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert evenness(shuffled) == pytest.approx(evenness(amounts), abs=1e-9)


@given(_AMOUNTS, st.floats(1e-3, 1e3))
def test_the_scale_of_amounts_changes_nothing(amounts: list[float], scale: float) -> None:
    assert evenness([amount * scale for amount in amounts]) == pytest.approx(evenness(amounts), abs=1e-6)


@given(_AMOUNTS)
def test_it_is_from_0_to_1(amounts: list[float]) -> None:
    value = evenness(amounts)
    assert value is not None
    assert 0 <= value <= 1


@given(_AMOUNTS, st.floats(0.01, 0.5))
def test_moving_from_who_has_most_to_who_has_least_makes_it_more_even(amounts: list[float], part: float) -> None:
    most, least = amounts.index(max(amounts)), amounts.index(min(amounts))
    before = evenness(amounts)
    moved = (amounts[most] - amounts[least]) * part
    amounts[most] -= moved
    amounts[least] += moved
    after = evenness(amounts)
    assert before is not None
    assert after is not None
    assert after >= before - 1e-9


def test_amounts_that_cannot_be_divided() -> None:
    assert evenness([0, 0]) is None
    for wrong in ([1.0], [1.0, -1.0], [1.0, float("nan")], [1.0, float("inf")]):
        with pytest.raises(ValueError, match="amounts"):
            evenness(wrong)


# -- the interval ---------------------------------------------------------------------------------------------------------


def invented(shares: tuple[float, ...], acts: int, seed: int) -> np.ndarray:
    """A record of `acts` acts with poles drawn by `shares`, told by stories of one to four, alike more often than by chance."""
    random = np.random.RandomState(seed)
    rows: list[np.ndarray] = []
    while acts:
        size = min(acts, 1 + random.poisson(0.5))
        pole = random.choice(len(shares), p=shares)
        poles = [pole if one == 0 or random.rand() < 0.3 else random.choice(len(shares), p=shares) for one in range(size)]
        rows.append(np.bincount(poles, minlength=len(shares)).astype(float))
        acts -= size
    return np.array(rows)


@pytest.mark.parametrize("shares", [(1 / 3, 1 / 3, 1 / 3), (0.5, 0.3, 0.2), (0.6, 0.3, 0.1), (0.5, 0.5), (0.8, 0.2)])
def test_the_interval_holds_the_truth_about_as_often_as_it_says(shares: tuple[float, ...]) -> None:
    truth = evenness(shares)
    intervals = [interval(invented(shares, 50, seed)) for seed in range(200)]
    held = sum(low <= truth <= high for low, high in intervals) / len(intervals)  # type: ignore[operator]
    assert held >= 0.88


def test_more_stories_make_it_narrower() -> None:
    widths = [np.ptp(interval(invented((0.6, 0.3, 0.1), acts, 3))) for acts in (30, 120, 480)]
    assert widths[0] > widths[1] > widths[2]


def test_acts_told_together_make_it_wider() -> None:
    alone = np.repeat(np.eye(2), 40, axis=0)
    together = np.repeat(np.eye(2) * 4, 10, axis=0)
    assert np.ptp(interval(together)) > 1.5 * np.ptp(interval(alone))


@given(st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3).filter(any), min_size=10, max_size=40), st.randoms(use_true_random=False))
def test_it_holds_the_value_and_does_not_depend_on_the_order_of_stories(stories: list[list[int]], random: object) -> None:
    amounts = np.array(stories, dtype=float)
    low, high = interval(amounts)
    value = evenness(amounts.sum(axis=0).tolist())
    assert value is not None
    assert 0 <= low <= value + 1e-12
    assert value - 1e-12 <= high <= 1
    random.shuffle(stories)  # type: ignore[attr-defined]
    assert interval(np.array(stories, dtype=float)) == (low, high)


def test_everything_with_one_pole_is_not_sure_to_be_so() -> None:
    few, many = (interval(np.tile([0.0, 1.0, 0.0], (number, 1))) for number in (10, 1000))
    rest = 1 - 0.025 ** (1 / 10)  # with a tenth story of another pole, ten would miss it once in forty times
    assert few == (0.0, pytest.approx(evenness([1 - rest, rest / 2, rest / 2])))
    assert 0.0 < many[1] < 0.02


# -- whether it is given --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stories", "acts", "lacking"),
    [
        (LEAST_STORIES, LEAST_ACTS, None),
        (LEAST_STORIES, LEAST_ACTS - 1, "acts"),
        (LEAST_STORIES - 1, LEAST_ACTS, "stories"),
        (0, 0, "acts"),
    ],
)
def test_it_is_given_from_a_minimum_on(stories: int, acts: int, lacking: str | None) -> None:
    amounts = np.tile([1.0, 1.0], (stories, 1)) if stories else np.zeros((0, 2))
    found = measured(amounts, acts)
    assert (found.acts, found.stories, found.lacking) == (acts, stories, lacking)
    assert (found.value is None) is (found.low is None) is (found.high is None) is (lacking is not None)
