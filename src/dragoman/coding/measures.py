"""Measures: amounts of money and counts of people, with the parties they lie between."""

from collections.abc import Iterator, Sequence

from dragoman.coding.stances import stances
from dragoman.model.language import Amount, Analysis, Argument, Clause
from dragoman.model.reading import Measure
from dragoman.model.text import Span

_MAX_PARTIES = 2


def measures(analysis: Analysis, language: str) -> Iterator[Measure]:
    """The amounts of an article that stand with a party."""
    for amount in analysis.amounts:
        clauses = [c for c in analysis.clauses if c.sentence == amount.sentence and c.form in ("verb", "copula")]
        around = [c for c in clauses if any(a.start <= amount.start < max(a.end, amount.end) or (a.whole >= 0 and a.whole <= amount.start < a.end) for a in c.arguments)]
        closest = [c for c in around if any(_holds(a, amount) for a in c.arguments)]
        around = sorted(closest or around, key=lambda c: c.end - c.start)[:1]
        chosen = around or [c for c in clauses if c.start <= amount.start < c.end]
        codes, clause = _between(amount, chosen)
        if clause is None or not codes:
            continue
        sentence = next(s for s in analysis.sentences if s.id == amount.sentence)
        yield Measure(
            kind=_kind(amount, clause, language), value=amount.value, unit=amount.unit, between=codes, when=clause.when,
            bound=amount.bound, evidence=Span(sentence.start, sentence.end), start=amount.start, end=amount.end, voices=clause.voices,
        )  # fmt: skip


def _between(amount: Amount, clauses: Sequence[Clause]) -> tuple[tuple[str, ...], Clause | None]:
    """The parties of the clause the amount stands in: those of its own phrase first, then agent, goal and partner."""
    best: tuple[tuple[str, ...], Clause | None] = ((), None)
    for clause in clauses:
        codes: list[str] = []
        arguments = sorted(clause.arguments, key=lambda a: (not _holds(a, amount), a.shared is not None, a.role not in ("agent", "goal", "partner")))
        for argument in arguments:
            for party in (*argument.parties, *argument.within):
                if party.code not in codes and party.sector != "MED":
                    codes.append(party.code)
        if len(codes) > len(best[0]) or best[1] is None:
            best = (tuple(codes[:_MAX_PARTIES]), clause)
    return best


def _holds(argument: Argument, amount: Amount) -> bool:
    return argument.start <= amount.start and amount.end <= argument.end


def _kind(amount: Amount, clause: Clause, language: str) -> str:
    words = [clause.predicate, *(w for a in clause.arguments for w in a.words)]
    for kind, nouns in stances(language).kinds.items():
        money = kind in ("trade", "investment", "aid")
        if money == (amount.unit != "people") and any(w == n or w.endswith(n) for w in words for n in nouns):
            return kind
    return "people" if amount.unit == "people" else "money"
