"""Does confidence mean something: of the events given with confidence c, about c should be right."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from dragoman.evaluation.gold import GoldPage
from dragoman.evaluation.matching import match
from dragoman.model.reading import Reading

#: Lower ends of the bins. They are narrower where most events are.
_BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)


class Bin(msgspec.Struct, frozen=True, kw_only=True):
    """Events whose confidence is at least `low` and below the next bin: how many, their mean confidence, how many are right."""

    low: float
    n: int
    mean: float
    right: int

    @property
    def share(self) -> float:
        """The share that is right."""
        return self.right / self.n


class Calibration(msgspec.Struct, frozen=True, kw_only=True):
    """The bins that hold events, and the expected calibration error.

    The error is the mean distance between confidence and share right over the bins, weighed by their events (ECE: Naeini,
    Cooper and Hauskrecht 2015).
    """

    bins: tuple[Bin, ...]
    error: float


def outcomes(gold: Iterable[GoldPage], readings: Mapping[str, Reading]) -> list[tuple[float, bool]]:
    """Each given event's confidence, and whether it is right: matched to any gold event of its page, with `must` or without."""
    out: list[tuple[float, bool]] = []
    for page in gold:
        reading = readings.get(page.page)
        if reading is None:
            continue
        right = {k for _, k in match(page.events, reading.events)}
        out += [(event.confidence, k in right) for k, event in enumerate(reading.events)]
    return out


def calibration(given: Sequence[tuple[float, bool]]) -> Calibration:
    """The table of (confidence, right) pairs."""
    bins: list[Bin] = []
    for low, high in zip(_BINS, (*_BINS[1:], 2.0), strict=True):
        inside = [(c, right) for c, right in given if low <= c < high]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            bins.append(Bin(low=low, n=len(inside), mean=mean, right=sum(right for _, right in inside)))
    error = sum(b.n * abs(b.mean - b.share) for b in bins) / max(1, len(given))
    return Calibration(bins=tuple(bins), error=error)
