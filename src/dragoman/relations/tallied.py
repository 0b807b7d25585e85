"""What passed between two parties, and a state's balance, from sums by pair and period that somebody keeps (`model.told.Tally`).

A page has to be there at once, also where a million acts are behind it. The figures are those of `pairs` and `balance`: a test holds
that they are the same.
"""

from collections.abc import Iterable, Mapping

from dragoman.model.told import Tally
from dragoman.relations import periods
from dragoman.relations.balance import Balance, Dealings, Sums, balanced
from dragoman.relations.evenness import Evenness
from dragoman.relations.passing import Counts, Passed, filled
from dragoman.relations.periods import By


def passed_in(tallies: Iterable[Tally], pages: Mapping[str, int], by: By) -> list[Passed]:
    """What passed between two parties: a row for every period from the first to the last with a page; last that of the undated, if any.

    `pages` are those published in each period.
    """
    counts: dict[str | None, Counts] = {}
    for tally in tallies:
        if tally.other is not None:
            # what is 0 is left out: where there is no page of the period it is not known
            counts[tally.period] = {name: number for name in _COLUMNS if (number := getattr(tally, name))}
    return filled(counts, pages, list(periods.between(pages, by)))


def balance_in(
    whole: Iterable[Tally], parts: Iterable[Tally] | None, pages: Mapping[str, int], naming: Mapping[str, int], state: str, toward: Iterable[str],
    evenness: Mapping[str | None, Evenness] | None, by: By,
) -> Balance:  # fmt: skip
    """The balance of a state by acts that happened, both sides, of all of the time that the record has.

    `whole` are the tallies of all of the time, `parts` those by period, with anybody and with those partners that slices are to name (None:
    there are to be no slices); `pages`, and those `naming` the state, are by period; `evenness` is as `division.divided` gives it, None leaves it out. Shares of a
    slice are among the partners it names. Raises `RelationsError` for a state among its own poles.
    """
    dealings: dict[str | None, list[Dealings]] = {}
    acts: dict[str | None, int] = {None: 0}
    for tally in whole:
        if tally.other is None:
            acts[None] = tally.events
        elif tally.events:
            dealings.setdefault(None, []).append(_dealings(tally))
    for tally in parts or ():
        if tally.period is None or not tally.events:
            continue
        if tally.other is None:
            acts[tally.period] = tally.events
        else:
            dealings.setdefault(tally.period, []).append(_dealings(tally))
    for some in dealings.values():
        some.sort(key=lambda d: (-d.acts, d.partner))
    counted: dict[str | None, tuple[int, int]] = {period: (number, naming.get(period, 0)) for period, number in pages.items()}
    counted[None] = (sum(pages.values()), sum(naming.values()))
    spans = list(periods.between(pages, by)) if parts is not None else []
    return balanced(state, toward, by, "acts", "both", ("happened",), Sums(dealings, acts, counted, evenness), spans)


def _dealings(tally: Tally) -> Dealings:
    words, deeds, against, strikes = tally.verbal_cooperation, tally.material_cooperation, tally.verbal_conflict, tally.material_conflict
    cooperation, conflict = float(words + deeds), float(against + strikes)
    return Dealings(tally.other or "", tally.events, words, deeds, against, strikes, cooperation, conflict, tally.score / tally.events)


_COLUMNS = (
    "events", "a_to_b", "b_to_a", "mutual", "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict", "planned",
    "possible", "denied",
)  # fmt: skip
