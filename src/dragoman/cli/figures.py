"""The figures of `dragoman evaluate`: as plain numbers for programs, as tables for people."""

from collections import Counter
from collections.abc import Iterable

import msgspec
from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dragoman.evaluation import Calibration, Changes, Counts, Given, Rate, Run, Scores

_RATES = ("details", "statements", "positions", "measures", "ties", "article")
_GROUPS = {
    "details": "right on matched events",
    "statements": "statements",
    "positions": "positions",
    "measures": "measures",
    "ties": "ties",
    "article": "the article",
}
_HEADINGS = {"developed": "Pages the rules were developed on", "blind": "Blind pages"}
#: How many confused pairs of types are shown.
_SHOWN_PAIRS = 12


class Half(msgspec.Struct, frozen=True, kw_only=True):
    """All figures of the pages to develop on, or of the blind ones."""

    name: str
    scores: Scores
    confusion: Counter[tuple[str, str]]
    calibration: Calibration


# -- for programs -----------------------------------------------------------------------------------------------------


def flat(scores: Scores) -> dict[str, object]:
    """The scores as plain numbers: precision, recall, F1 and counts; share and number for each rate."""
    counted = {name: _counts(getattr(scores, name)) for name in ("events", "quad", "parties")}
    types = {name: _counts(counts) for name, counts in scores.types.items()}
    rates = {name: {k: _rate(r) for k, r in getattr(scores, name).items()} for name in _RATES}
    return {"pages": scores.pages, "missing": scores.missing, **counted, "types": types, **rates}


def of_half(half: Half) -> dict[str, object]:
    """All figures of a half as plain numbers."""
    confused = [{"gold": g, "given": e, "n": n} for (g, e), n in _by_number(half.confusion)]
    return flat(half.scores) | {"confusion": confused, "calibration": of_calibration(half.calibration)}


def of_calibration(calibration: Calibration) -> dict[str, object]:
    """The table of confidence against the share right as plain numbers."""
    bins = [{"low": b.low, "n": b.n, "mean": round(b.mean, 4), "right": b.right, "share": round(b.share, 4)} for b in calibration.bins]
    return {"bins": bins, "error": round(calibration.error, 4)}


def of_changes(changes: Changes, now: Run) -> dict[str, object]:
    """The difference to the accepted run: single events of pages to develop on, counts before and now of the blind ones."""
    rows = [{"page": c.page, "change": "lost" if c.lost else "gained", **msgspec.to_builtins(c.event)} for c in changes.events]
    return {"events": rows, "blind": {"before": _counts(changes.blind_before), "now": _counts(now.blind)}}


def _counts(counts: Counts) -> dict[str, float]:
    figures = {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1}
    return {k: round(v, 4) for k, v in figures.items()} | {
        "tp": counts.tp, "fp": counts.fp, "fn": counts.fn, "optional": counts.optional,
    }  # fmt: skip


def _rate(rate: Rate) -> dict[str, float | None]:
    return {"share": None if rate.share is None else round(rate.share, 4), "right": rate.right, "of": rate.of}


def _by_number(confused: Counter[tuple[str, str]]) -> list[tuple[tuple[str, str], int]]:
    return sorted(confused.items(), key=lambda item: (-item[1], item[0]))


# -- for people -------------------------------------------------------------------------------------------------------


def show(half: Half, out: Console, *, heading: bool) -> None:
    """Prints the tables of a half, under its name where there are two."""
    if heading:
        out.print(Rule(Text(_HEADINGS[half.name], "bold green"), align="left", style="green"))
    scores = half.scores
    missing = f", {scores.missing} without a reading" if scores.missing else ""
    out.print(Text(f"{scores.pages} pages{missing}", "bold"))
    out.print()
    _show_counts(scores, out)
    for group in _RATES:
        rates: dict[str, Rate] = getattr(scores, group)
        if rates:
            out.print()
            out.print(Text(_GROUPS[group], "bold"))
            out.print(_rate_rows(rates))
    _show_confusion(half.confusion, out)
    _show_calibration(half.calibration, out)
    out.print()


def show_changes(changes: Changes, now: Run, out: Console) -> None:
    """Prints what was lost and gained against the accepted run; of blind pages the counts before and now."""
    out.print(Rule(Text("Against the accepted run", "bold green"), align="left", style="green"))
    if not changes.events:
        out.print("the same events on the pages to develop on")
    table = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(5):
        table.add_column(overflow="fold")
    for change in changes.events:
        event = change.event
        table.add_row(
            change.page, "lost" if change.lost else "gained", "right" if event.right else "wrong", _who(event), event.trigger,
            style="bold" if change.lost is event.right else "",
        )  # fmt: skip
    out.print(table)
    before, after = changes.blind_before, now.blind
    if before != after:
        out.print(
            f"blind pages: right {before.tp} → {after.tp}, wrong {before.fp} → {after.fp}, missed {before.fn} → {after.fn}, "
            f"optional {before.optional} → {after.optional}"
        )
    out.print()


def _who(event: Given) -> str:
    to = f" → {' '.join(event.recipients)}" if event.recipients else ""
    return f"{event.type} {' '.join(event.actors)}{to}"


def _show_counts(scores: Scores, out: Console) -> None:
    table = _grid(7)
    _head(table, "", "precision", "recall", "F1", "right", "wrong", "missed", "optional")
    rows = [("events", scores.events), ("by quad class", scores.quad), ("parties", scores.parties)]
    for name, counts in rows:
        table.add_row(name, *_figures(counts), style="bold" if name == "events" else "")
    table.add_row()
    for name, counts in scores.types.items():
        table.add_row(f"  {name}", *_figures(counts))
    out.print(table)


def _rate_rows(rates: dict[str, Rate]) -> Table:
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(min_width=16)
    rows.add_column(justify="right", min_width=6)
    rows.add_column(style="bright_black", justify="right")
    for name, rate in rates.items():
        share = f"{rate.share:.3f}" if rate.share is not None else "—"
        rows.add_row(f"  {name.replace('_', ' ')}", share, f"{rate.right} of {rate.of}")
    return rows


def _show_confusion(confused: Counter[tuple[str, str]], out: Console) -> None:
    pairs = _by_number(confused)
    if not pairs:
        return
    out.print()
    out.print(Text("types taken for others (the parties right, the type wrong)", "bold"))
    table = _grid(1)
    for (gold, given), number in pairs[:_SHOWN_PAIRS]:
        table.add_row(f"  {gold} given as {given}", str(number))
    if len(pairs) > _SHOWN_PAIRS:
        table.add_row(f"  {len(pairs) - _SHOWN_PAIRS} other pairs", str(sum(n for _, n in pairs[_SHOWN_PAIRS:])))
    out.print(table)


def _show_calibration(calibration: Calibration, out: Console) -> None:
    if not calibration.bins:
        return
    out.print()
    out.print(Text(f"confidence (expected calibration error {calibration.error:.3f})", "bold"))
    table = _grid(4)
    _head(table, "  from", "events", "mean", "right", "share")
    for b in calibration.bins:
        table.add_row(f"  {b.low:.2f}", str(b.n), f"{b.mean:.3f}", str(b.right), f"{b.share:.3f}")
    out.print(table)


def _grid(numbers: int) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column()
    for _ in range(numbers):
        table.add_column(justify="right")
    return table


def _head(table: Table, *names: str) -> None:
    table.add_row(*names, style="bright_black")


def _figures(counts: Counts) -> Iterable[str]:
    shares = (counts.precision, counts.recall, counts.f1)
    numbers = (counts.tp, counts.fp, counts.fn, counts.optional)
    return [f"{s:.3f}" for s in shares] + [str(n) for n in numbers]
