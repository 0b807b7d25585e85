"""Fits the weights of confidence anew on pages with gold, and writes src/dragoman/coding/confidence.yaml.

usage: python scripts/fit_confidence.py [GOLD.jsonl PAGES]... [--precision P] [--check]

Without arguments the sample pages are used. Pages that the gold marks blind are never read.

Method: every event given on these pages is a case, right if gold has it (`dragoman.evaluation.outcomes`); its grounds
(`dragoman.coding.confidence`) are the variables of a logistic regression. Where there is little evidence a ridge keeps each
weight near `EXPECTED`, what one would judge without counting: a headline is less sure than a sentence, an act told three
times is surer. How strong the ridge is, is chosen by leaving out each page in turn and taking the strength with the least
log loss on the pages left out. Newton's method, no random numbers: the same pages give the same file. The base is not held
back, so that mean confidence equals the share right.

The rules were written on the pages they are fitted on, so that the share right is too high for other pages. `--precision P`
moves the base until mean confidence on them is P: a share right that was measured with pages nobody had looked at. Of such
pages this one number is used and no single event.

`--check` writes nothing and ends with status 1 where the file differs from what a fit gives.
"""

import argparse
import math
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from dragoman import evaluation, reading
from dragoman.cli.evaluate import load_gold
from dragoman.coding.confidence import Weights, confidence

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "src" / "dragoman" / "samples"
TABLE = ROOT / "src" / "dragoman" / "coding" / "confidence.yaml"
STRENGTHS = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
#: Log odds that each ground is expected to add before any event is counted; the others are expected to add nothing.
EXPECTED = {
    "form-headline": -0.8, "form-noun": -0.4, "form-copula": -0.4, "part-headline": -0.4, "part-caption": -0.4,
    "actor-lent": -0.3, "actor-speaker": -0.2, "actor-referred": -0.2, "actor-home": -0.2, "actor-elsewhere": -0.4,
    "recipient-lent": -0.3, "recipient-referred": -0.2, "recipient-home": -0.2, "recipient-elsewhere": -0.2, "recipient-none": -0.2, "recipient-understood": -0.4,
    "told-twice": 0.5, "told-often": 1.0, "status-planned": -0.3, "status-possible": -0.6, "status-denied": -0.3,
    "voiced": -0.2, "quoted": -0.2, "negated": -0.4, "adnominal": -0.2, "chained": 0.0, "asks-nothing": 0.0, "form-light": 0.0,
}  # fmt: skip

#: page, grounds, whether right
Case = tuple[str, tuple[str, ...], bool]


def cases(gold: str, pages: str) -> list[Case]:
    """The events given on the pages of a gold file that are not blind."""
    out: list[Case] = []
    for page in load_gold(gold):
        if not page.blind:
            told = reading.explain(str(Path(pages) / page.page))
            right = [r for _, r in evaluation.outcomes([page], {page.page: told.reading})]
            out += [(page.page, g, r) for g, r in zip(told.grounds, right, strict=True)]
    return out


def fit(known: Sequence[Case], strength: float) -> Weights:
    """Logistic regression by Newton's method with a ridge toward `EXPECTED`; half a case of each kind keeps the base finite."""
    names = tuple(EXPECTED)
    rows = [[1.0, *(float(n in grounds) for n in names)] for _, grounds, _ in known]
    goals = [1.0 if right else 0.0 for *_, right in known]
    size = len(names) + 1
    expected = [0.0, *EXPECTED.values()]
    weights = list(expected)
    for _ in range(50):
        gradient, curve = [0.0] * size, [[0.0] * size for _ in range(size)]
        for goal, (row, certain) in _with_half_cases(rows, goals):
            p = _share(sum(w * x for w, x in zip(weights, row, strict=True)))
            held = [i for i, x in enumerate(row) if x]
            for i in held:
                gradient[i] += certain * (goal - p)
                for k in held:
                    curve[i][k] += certain * p * (1 - p)
        for i in range(1, size):
            gradient[i] -= strength * (weights[i] - expected[i])
            curve[i][i] += strength
        step = solve(curve, gradient)
        weights = [w + s for w, s in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-9:
            break
    return Weights(base=weights[0], weights=dict(zip(names, weights[1:], strict=True)))


def _with_half_cases(rows: Sequence[list[float]], goals: Sequence[float]) -> list[tuple[float, tuple[list[float], float]]]:
    bare = [1.0] + [0.0] * (len(rows[0]) - 1)
    return [*((g, (r, 1.0)) for g, r in zip(goals, rows, strict=True)), (1.0, (bare, 0.5)), (0.0, (bare, 0.5))]


def solve(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """The solution of a system of linear equations, by elimination with pivots."""
    rows = [[*row, r] for row, r in zip(matrix, right, strict=True)]
    size = len(rows)
    for i in range(size):
        pivot = max(range(i, size), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(i + 1, size):
            factor = rows[k][i] / rows[i][i]
            rows[k] = [a - factor * b for a, b in zip(rows[k], rows[i], strict=True)]
    out = [0.0] * size
    for i in reversed(range(size)):
        out[i] = (rows[i][size] - sum(rows[i][k] * out[k] for k in range(i + 1, size))) / rows[i][i]
    return out


def loss_left_out(known: Sequence[Case], strength: float) -> float:
    """The mean log loss on each page, fitted on the others."""
    total = 0.0
    for page in sorted({p for p, *_ in known}):
        weights = fit([c for c in known if c[0] != page], strength)
        for _, grounds, right in (c for c in known if c[0] == page):
            p = _share(weights.base + sum(weights.weights.get(g, 0.0) for g in grounds))
            total -= math.log(max(1e-6, p if right else 1 - p))
    return total / len(known)


def moved(weights: Weights, known: Sequence[Case], precision: float) -> Weights:
    """The weights with their base moved until mean confidence on `known` is `precision` (by halving)."""
    low, high = -10.0, 10.0
    for _ in range(60):
        base = (low + high) / 2
        mean = sum(_share(base + sum(weights.weights.get(g, 0.0) for g in grounds)) for _, grounds, _ in known) / len(known)
        low, high = (low, base) if mean > precision else (base, high)
    return Weights(base=base, weights=weights.weights)


def _share(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def written(weights: Weights, known: Sequence[Case], strength: float, precision: float | None) -> str:
    """The text of the table."""
    of = Counter(g for _, grounds, _ in known for g in grounds)
    moved_to = f" The base is moved to a mean of {precision}." if precision is not None else ""
    lines = [
        "# What confidence is made of: log odds without any ground, and what each ground (confidence.py) adds to them.",
        "#",
        f"# Source: scripts/fit_confidence.py (`make confidence`) on {len({p for p, *_ in known})} pages with gold: {len(known)} events, "
        f"{sum(r for *_, r in known)} of them right; ridge {strength:g}.{moved_to}",
        "# The number behind a weight is how many of these events have the ground. Licence: the project's.",
        "",
        f"base: {weights.base:.3f}",
        "weights:",
        *(f"  {name}: {weight:.3f}  # {of[name]}" for name, weight in sorted(weights.weights.items())),
    ]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Fits, writes and prints a summary. Gives the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("sets", nargs="*", metavar="GOLD.jsonl PAGES")
    parser.add_argument("--precision", type=float)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    if len(options.sets) % 2:
        parser.error("each GOLD.jsonl needs its folder of PAGES")
    pairs = list(zip(options.sets[::2], options.sets[1::2], strict=True)) or [(str(SAMPLES / "gold.jsonl"), str(SAMPLES))]
    known = [case for gold, pages in pairs for case in cases(gold, pages)]
    losses = {strength: loss_left_out(known, strength) for strength in STRENGTHS}
    strength = min(losses, key=lambda s: (losses[s], -s))
    weights = fit(known, strength)
    if options.precision is not None:
        weights = moved(weights, known, options.precision)
    rounded = Weights(base=round(weights.base, 3), weights={n: round(w, 3) for n, w in weights.weights.items()})
    table = evaluation.calibration([(confidence(grounds, rounded), right) for _, grounds, right in known])
    print(f"{len(known)} events, {sum(r for *_, r in known)} right; ridge {strength:g}, log loss on pages left out {losses[strength]:.3f}; "
          f"calibration error {table.error:.3f}")  # fmt: skip
    text = written(rounded, known, strength, options.precision)
    if options.check:
        return int(TABLE.read_text("utf-8") != text)
    TABLE.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
