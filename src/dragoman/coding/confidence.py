"""How sure an event is: a logistic model over named grounds, which follow from how and where the text tells the act.

The weights are in `confidence.yaml` and are fitted on pages with gold (scripts/fit_confidence.py); a ground that has no
weight there counts nothing. Confidence is the share of events told on such grounds that turned out right.

Grounds (each holds or does not; a plain verb in the body with a subject and an object of its own has none):

- `form-light`, `form-noun`, `form-headline`, `form-copula`: how the predicate stands; a verb is the ground state;
- `part-headline`, `part-caption`: where the telling that stands for the event is; the body is the ground state;
- `actor-lent`, `recipient-lent`: the phrase is borrowed from another clause (a shared subject or topic);
- `actor-speaker`: in a quote, the speaker does it; `actor-referred`, `recipient-referred`: 양국, 그는, an office alone;
- `actor-home`, `recipient-home`: the state is the outlet's (우리 정부, a ministry without a state);
- `actor-elsewhere`, `recipient-elsewhere`: taken from inside another phrase, a place, a quote, what is reported;
- `recipient-understood`: not named in the clause, known from the acts told before; `recipient-none`: a directed act to nobody;
- `told-twice`, `told-often`: the article tells the act at least two, three times;
- `status-planned`, `status-possible`, `status-denied`; `voiced`: told on somebody's word; `quoted`: inside a quote;
- `negated`, `adnominal`, `chained`: how the clause stands; `asks-nothing`: the frame has no condition beyond its parties.
"""

import math
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

import msgspec
import yaml

from dragoman.coding.events import Candidate
from dragoman.coding.plover import types
from dragoman.model.language import Clause
from dragoman.model.parties import Party

#: How a recipient was found whom the clause does not name (`Counterparts.understood`).
_UNDERSTOOD = tuple(f"recipient: {how}=" for how in ("deed", "also", "answer", "goes-on", "rival", "counterpart", "reaction", "holder", "menaces"))
#: The rules by which a party is the state of the outlet.
_HOME = frozenset({"our-home", "home-institution"})
#: A confidence is never 0 or 1.
_LEAST, _MOST = 0.01, 0.99


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table of `confidence.yaml`: the log odds without any ground, and what each ground adds."""

    base: float
    weights: dict[str, float]


@cache
def table() -> Weights:
    """The weights that ship with the package."""
    text = (resources.files("dragoman.coding") / "confidence.yaml").read_text("utf-8")
    return msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader), Weights)


def confidence(grounds: Sequence[str], weights: Weights | None = None) -> float:
    """The confidence of an event told on these grounds: between 0.01 and 0.99, to two places."""
    used = weights or table()
    odds = used.base + sum(used.weights.get(g, 0.0) for g in grounds)
    value = 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
    return round(min(_MOST, max(_LEAST, value)), 2)


def grounds(group: Sequence[Candidate]) -> tuple[str, ...]:
    """The grounds on which an event rests: of the telling that stands for it, and how often it is told."""
    return tuple(_grounds(group[0], len(group)))


def _grounds(told: Candidate, times: int) -> Iterator[str]:
    clause = told.clause
    if clause.form != "verb":
        yield f"form-{clause.form}"
    if told.part != "body":
        yield "part-caption" if told.part == "caption" else "part-headline"
    yield from _of_party("actor", told.actors, clause)
    if any(s.startswith(_UNDERSTOOD) for s in told.sources):
        yield "recipient-understood"
    elif told.recipients:
        yield from _of_party("recipient", told.recipients, clause)
    elif not types()[told.type].mutual:
        yield "recipient-none"
    if times > 1:
        yield "told-twice" if times == 2 else "told-often"
    if told.status != "happened":
        yield f"status-{told.status}"
    marks = {
        "voiced": bool(clause.voices), "quoted": clause.quoted, "negated": clause.negated,
        "adnominal": clause.told_as("adnominal") is not None, "chained": clause.told_as("chained") is not None,
        "asks-nothing": told.frame.conditions == 0,
    }  # fmt: skip
    yield from (name for name, holds in marks.items() if holds)


def _of_party(side: str, parties: Sequence[Party], clause: Clause) -> Iterator[str]:
    """Where the parties of a side come from: their first party's phrase, and how a reference was understood."""
    first = parties[0]
    if any(p.referred_by in _HOME for p in parties):
        yield f"{side}-home"
    elif any(p.via is not None for p in parties):
        yield f"{side}-referred"
    holders = [a for a in clause.arguments if any(p.start == first.start and p.code == first.code for p in a.parties)]
    if clause.speaker is not None and first.start == clause.speaker.start and side == "actor":
        yield "actor-speaker"
    elif not holders:
        yield f"{side}-elsewhere"
    elif all(a.shared is not None for a in holders):
        yield f"{side}-lent"
