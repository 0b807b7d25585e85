"""What counts as the same: events, positions, measures, ties, party codes and words."""

from collections.abc import Collection, Iterable, Sequence

from dragoman.coding.plover import types
from dragoman.evaluation.gold import GoldEvent, GoldMeasure, GoldPosition, GoldTie
from dragoman.model.parties import Party
from dragoman.model.reading import Event, Measure, Position, Tie


def match(gold: Sequence[GoldEvent], given: Sequence[Event], by_quad: bool = False) -> list[tuple[int, int]]:
    """Which gold event (by index) is which given one: one to one, the closest first, those with `must` first among equals."""
    scored = [
        (-closeness(g, e, by_quad), not g.must, i, k) for i, g in enumerate(gold) for k, e in enumerate(given)
    ]
    taken_gold: set[int] = set()
    taken: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for score, _, i, k in sorted(scored):
        if score < 0 and i not in taken_gold and k not in taken:
            taken_gold.add(i)
            taken.add(k)
            pairs.append((i, k))
    return pairs


def closeness(gold: GoldEvent, given: Event, by_quad: bool = False) -> float:
    """How well two events fit: 0 not at all; else 1 + Jaccard of the parties, with up to 1 more for time and 0.3 for status."""
    table = types()
    same = table[gold.type].quad == table[given.type].quad if by_quad else gold.type == given.type
    if not same:
        return 0
    shared = parties_fit(gold, given)
    if shared is None:
        return 0
    if not (gold.actors or gold.recipients):
        return 0.5
    return 1 + shared + _time_bonus(gold.start, given.when.start) + (0.3 if gold.status == given.status else 0)


def parties_fit(gold: GoldEvent, given: Event) -> float | None:
    """The Jaccard index of the parties of two events where they fit, whatever the types: None where they do not.

    Whether the parties have a direction is told by the type of the gold event. Two events without parties fit (index 0).
    """
    actors, recipients = bases(gold.actors), bases(gold.recipients)
    their_actors, their_recipients = party_bases(given.actors), party_bases(given.recipients)
    ours, theirs = actors | recipients, their_actors | their_recipients
    if not ours or not theirs:
        return 0 if ours == theirs else None
    jaccard = len(ours & theirs) / len(ours | theirs)
    if types()[gold.type].mutual:
        fits = jaccard >= 0.5
    elif recipients and their_recipients:
        fits = bool(actors & their_actors) and bool(recipients & their_recipients)
    else:
        fits = jaccard >= 0.5 and (not actors or not their_actors or bool(actors & their_actors))
    return jaccard if fits else None


def _time_bonus(gold: str | None, given: str | None) -> float:
    if not gold or not given:
        return 0
    return 0.5 * (gold[:7] == given[:7]) + 0.5 * (gold == given)


def same_position(gold: GoldPosition, given: Position) -> bool:
    """The same holder and stance, and an object that is the same party or shares most of its words (by pairs of letters)."""
    if base(given.holder.code) != base(gold.holder) or given.stance not in gold.stance.split("_or_"):
        return False
    return given.object.code == gold.object or _alike(gold.object, given.object.text)


def same_measure(gold: GoldMeasure, given: Measure) -> bool:
    """The same number of the same unit."""
    return given.unit == gold.unit and abs(given.value - gold.value) <= 1e-9 * abs(gold.value)


#: Ties that hold both ways.
_MUTUAL_TIES = frozenset({"ally", "treaty", "trade_partner", "partner"})


def same_tie(gold: GoldTie, given: Tie) -> bool:
    """The same kind between the same two; which of them is the holder matters only for ties that run one way."""
    if given.kind != gold.kind:
        return False
    forward = _is(given.holder, gold.holder) and _is(given.object, gold.object)
    backward = _is(given.holder, gold.object) and _is(given.object, gold.holder)
    return forward or (backward and gold.kind in _MUTUAL_TIES)


def _is(party: Party, wanted: str) -> bool:
    return wanted in (party.name, party.label) or base(party.code) == base(wanted)


def _alike(one: str, other: str) -> bool:
    pairs, theirs = _letter_pairs(one), _letter_pairs(other)
    return bool(pairs and theirs) and len(pairs & theirs) / min(len(pairs), len(theirs)) >= 0.5


def _letter_pairs(text: str) -> set[str]:
    letters = "".join(c for c in text.casefold() if c.isalnum())
    return {letters[i : i + 2] for i in range(len(letters) - 1)}


def flat(text: str | None) -> str:
    """`text` on one line with single ordinary blanks (no-break spaces count as blanks)."""
    return " ".join((text or "").split())


def base(code: str | None) -> str:
    """A party code without its sector: `KOR:CVL` is `KOR`."""
    return (code or "").partition(":")[0]


def bases(codes: Collection[str]) -> set[str]:
    """Party codes without their sectors, empty ones left out."""
    return {base(c) for c in codes if c}


def party_bases(parties: Iterable[Party]) -> set[str]:
    """The codes of parties, without sectors."""
    return {base(p.code) for p in parties if p.code}
