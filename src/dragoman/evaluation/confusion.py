"""Which types are taken for which: events with the right parties and the wrong type."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dragoman.evaluation.gold import GoldEvent, GoldPage
from dragoman.evaluation.matching import match, parties_fit
from dragoman.model.reading import Event, Reading


def confusion(gold: Iterable[GoldPage], readings: Mapping[str, Reading]) -> Counter[tuple[str, str]]:
    """How often a gold type was given as another: (gold type, given type) → number, over all pages.

    Only events that found no partner of their own type are looked at, each at most once; gold events with `must` and the
    best shared parties come first.
    """
    found: Counter[tuple[str, str]] = Counter()
    for page in gold:
        reading = readings.get(page.page)
        if reading is not None:
            found.update(_confused(page.events, reading.events))
    return found


def _confused(gold: Sequence[GoldEvent], given: Sequence[Event]) -> list[tuple[str, str]]:
    pairs = match(gold, given)
    right, used = {i for i, _ in pairs}, {k for _, k in pairs}
    close: list[tuple[bool, float, int, int]] = []
    for i, wanted in enumerate(gold):
        for k, event in enumerate(given):
            shared = parties_fit(wanted, event) if i not in right and k not in used and wanted.type != event.type else None
            if shared:
                close.append((not wanted.must, -shared, i, k))
    out: list[tuple[str, str]] = []
    for _, _, i, k in sorted(close):
        if i not in right and k not in used:
            right.add(i)
            used.add(k)
            out.append((gold[i].type, str(given[k].type)))
    return out
