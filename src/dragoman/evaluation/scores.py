"""The figures that come out, and the sums they are made of."""

from collections import Counter

import msgspec


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """Hits, false alarms and misses; `optional` are hits on what need not be given."""

    tp: int = 0
    fp: int = 0
    fn: int = 0
    optional: int = 0

    @property
    def precision(self) -> float:
        """Share of what was given that is right; 0 where nothing was given."""
        return self.tp / max(1, self.tp + self.fp)

    @property
    def recall(self) -> float:
        """Share of what should be given that was."""
        return self.tp / max(1, self.tp + self.fn)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


class Rate(msgspec.Struct, frozen=True):
    """`right` of `of`."""

    right: int
    of: int

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None where there is nothing to measure."""
        return self.right / self.of if self.of else None


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """All figures. `events` and `types` by type and parties, `quad` by quad class and parties; `missing` pages had no reading.

    `details` are of matched events with `must`: time (start), end, status, place, mode, voice (any gold voice named).
    `statements` has found, speaker (found and attributed), kind; `positions`, `measures` and `ties` have found and, for
    measures, between and bound of those found. `article` has a rate for each field of the article layer.
    """

    pages: int
    missing: int
    events: Counts
    types: dict[str, Counts]
    quad: Counts
    parties: Counts
    details: dict[str, Rate]
    statements: dict[str, Rate]
    positions: dict[str, Rate]
    measures: dict[str, Rate]
    ties: dict[str, Rate]
    article: dict[str, Rate]


class Tally:
    """Running sums of counts and rates."""

    def __init__(self) -> None:
        self.counts: dict[tuple[str, str], Counter[str]] = {}
        self._rates: dict[str, dict[str, list[int]]] = {}

    def add(self, what: str, group: str, name: str = "") -> None:
        self.counts.setdefault((group, name), Counter())[what] += 1

    def rate(self, group: str, name: str, right: bool) -> None:
        cell = self._rates.setdefault(group, {}).setdefault(name, [0, 0])
        cell[0] += right
        cell[1] += 1

    def count(self, group: str, name: str = "") -> Counts:
        return Counts(**self.counts.get((group, name), Counter()))

    def rates(self, group: str) -> dict[str, Rate]:
        return {name: Rate(right, of) for name, (right, of) in self._rates.get(group, {}).items()}
