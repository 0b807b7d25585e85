"""How evenly something is divided: one number, its interval, and when it is not given. docs/relations.md explains the choice.

The number is the normalised complement of the Herfindahl–Hirschman index of concentration over K categories,

    E = K / (K - 1) * (1 - sum of the squared shares)

also known as the index of qualitative variation, and as the variance analogue of Wilcox ("Indices of Qualitative Variation
and Political Measurement", Western Political Quarterly 26, 1973). 1: all shares are equal. 0: one category has everything.
"""

from collections.abc import Sequence
from typing import Literal

import msgspec
import numpy as np
import numpy.typing as npt

#: Below these the number is not given. docs/relations.md shows what the interval is worth at twenty acts.
LEAST_ACTS = 20
LEAST_STORIES = 10
LEAST_POLES = 2
#: Resamples of the bootstrap, the share of them in the interval, and the seed: the same stories give the same interval.
DRAWS = 2000
LEVEL = 0.95
SEED = 1945
#: Resamples made at a time, to bound memory.
_BATCH = 100
#: Decimals that are given: fewer than what differs between machines, more than what means anything.
_DECIMALS = 4

Amounts = npt.NDArray[np.float64]


#: Of what there are too few for a value.
Lacking = Literal["poles", "acts", "stories"]


class Evenness(msgspec.Struct, frozen=True, kw_only=True):
    """How evenly a state's cooperation is divided among poles.

    `value` is from 0 (all with one pole) to 1 (the same with each); `low` and `high` are its 95 % bootstrap interval over
    stories. All three are None where there is too little to count: `lacking` says of what there are fewer than the minimum.
    `acts` are the cooperative acts with any of the poles, `stories` the stories they are drawn with.
    """

    value: float | None
    low: float | None
    high: float | None
    acts: int
    stories: int
    lacking: Lacking | None


def evenness(amounts: Sequence[float]) -> float | None:
    """How evenly `amounts` (two or more, none negative) are divided, 0 to 1; None where all are zero.

    Raises `ValueError` for fewer than two amounts, a negative one, or one that is no number.
    """
    given = np.asarray(amounts, dtype=np.float64)
    if given.ndim != 1 or len(given) < 2:
        raise ValueError("evenness needs two or more amounts")
    if not np.isfinite(given).all() or (given < 0).any():
        raise ValueError("amounts are numbers from zero on")
    return float(_evenness(given[np.newaxis, :])[0]) if given.any() else None


def interval(stories: Amounts) -> tuple[float, float]:
    """The 95 % interval of the evenness of the column sums of `stories`, one row a story, one column a category.

    Stories are drawn with replacement, as many as there are; no row may be all zero. Resamples are less even than what they
    are drawn from, just as a record is less even than what it samples; the percentiles are therefore moved by twice that
    bias, and cut to 0 and 1. The interval always holds the evenness of the stories themselves. It does not depend on the
    order of the rows.

    Where one category has everything, so has it in every resample. The upper end is then that of the most even division
    of a rest so small that no story of it need be seen: the exact binomial limit (Clopper and Pearson, Biometrika 26, 1934).
    """
    # Stories alike are drawn together, which is the same and takes no time; rounded, since sums differ in their last bits.
    kinds, counts = np.unique(np.round(stories, 9), axis=0, return_counts=True)
    number, categories = int(counts.sum()), stories.shape[1]
    if int((stories.sum(axis=0) > 0).sum()) == 1:
        rest = 1 - ((1 - LEVEL) / 2) ** (1 / number)
        most_even = max(1 / categories, 1 - rest)
        return 0.0, evenness([most_even, *[(1 - most_even) / (categories - 1)] * (categories - 1)]) or 0.0
    # RandomState and not Generator: its stream is frozen for good, so that an interval does not change with numpy.
    random = np.random.RandomState(SEED)
    batches = [random.multinomial(number, counts / number, size=_BATCH) @ kinds for _ in range(DRAWS // _BATCH)]
    drawn = _evenness(np.concatenate(batches))
    here = float(_evenness(stories.sum(axis=0)[np.newaxis, :])[0])
    shift = 2 * (here - float(drawn.mean()))
    low, high = (float(q) + shift for q in np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2]))
    return max(0.0, min(low, here)), min(1.0, max(high, here))


def measured(stories: Amounts, acts: int) -> Evenness:
    """The evenness over `stories` (as for `interval`) that tell `acts` acts, if these are enough to give it."""
    number = len(stories)
    lacking = _lacking(acts, number, stories.shape[1])
    if lacking is not None:
        return Evenness(value=None, low=None, high=None, acts=acts, stories=number, lacking=lacking)
    value = evenness([float(amount) for amount in stories.sum(axis=0)])
    low, high = interval(stories)
    return Evenness(
        value=None if value is None else round(value, _DECIMALS), low=round(low, _DECIMALS), high=round(high, _DECIMALS),
        acts=acts, stories=number, lacking=None,
    )  # fmt: skip


def _lacking(acts: int, stories: int, poles: int) -> Lacking | None:
    if poles < LEAST_POLES:
        return "poles"
    if acts < LEAST_ACTS:
        return "acts"
    return "stories" if stories < LEAST_STORIES else None


def _evenness(amounts: Amounts) -> Amounts:
    """Of each row; no row may be all zero."""
    shares = amounts / amounts.max(axis=1, keepdims=True)  # first by the largest: sums of huge amounts do not overflow
    shares = shares / shares.sum(axis=1, keepdims=True)
    categories = amounts.shape[1]
    even: Amounts = np.clip(categories / (categories - 1) * (1 - (shares**2).sum(axis=1)), 0.0, 1.0)
    return even
