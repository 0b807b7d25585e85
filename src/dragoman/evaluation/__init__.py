"""Readings measured against gold: precision, recall and F1 of events, and how often the rest is right.

The gold format is a JSON object a page (`GoldPage`). What counts as the same event:

- the type is the same, and the parties fit: a directed act needs a common actor and a common recipient; a mutual act
  (AGREE, CONSULT, COOPERATE), or one whose recipients are not told on both sides, needs parties of Jaccard >= 1/2;
- each gold event is paired with at most one event of the reading, the closest pairs first (parties, then time, then status);
- a gold event with `must: false` counts neither when left out nor when given.

Beside the scores there is which types are taken for which (`confusion`), whether confidence means something
(`calibration`), and what a run lost and gained against the last accepted one (`changes`).

Everything here is a pure function of its arguments; nothing reads a file.
"""

from dragoman.evaluation.accepted import Change, Changes, Given, Run, changes, run_of
from dragoman.evaluation.calibration import Bin, Calibration, calibration, outcomes
from dragoman.evaluation.confusion import confusion
from dragoman.evaluation.gold import GoldEvent, GoldMeasure, GoldPage, GoldPosition, GoldStatement, GoldTie
from dragoman.evaluation.matching import closeness, match
from dragoman.evaluation.scores import Counts, Rate, Scores
from dragoman.evaluation.scoring import evaluate

__all__ = [
    "Bin", "Calibration", "Change", "Changes", "Counts", "Given", "GoldEvent", "GoldMeasure", "GoldPage", "GoldPosition", "GoldStatement",
    "GoldTie", "Rate", "Run", "Scores", "calibration", "changes", "closeness", "confusion", "evaluate", "match", "outcomes", "run_of",
]  # fmt: skip
