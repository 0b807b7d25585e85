"""`dragoman evaluate`: how well pages are read, measured against gold."""

import os
import sys

import click
import msgspec
from rich.table import Table
from rich.text import Text

from dragoman import evaluation, reading
from dragoman.cli import console, status
from dragoman.cli.defects import defect
from dragoman.evaluation import Counts, GoldPage, Rate, Scores
from dragoman.model.errors import UnreadableInput
from dragoman.model.reading import Reading


def evaluate(gold: str, pages: str, *, as_json: bool) -> int:
    """Reads the pages that the gold file names from the folder `pages` and prints the scores. Gives the exit status."""
    wanted = load_gold(gold)
    readings: dict[str, Reading] = {}
    failed = 0
    with console.Bar(len(wanted)) as bar:
        for page in wanted:
            path = os.path.join(pages, page.page)
            bar.on(page.page)
            try:
                readings[page.page] = reading.read(path)
            except UnreadableInput as error:
                failed += 1
                console.complain(str(error))
            except Exception as error:
                failed += 1
                console.complain(str(defect(path, error)))
            bar.step()
    scores = evaluation.evaluate(wanted, readings)
    if as_json:
        sys.stdout.write(msgspec.json.encode(flat(scores)).decode() + "\n")
    else:
        _show(scores)
    return status.of_batch(len(readings), failed)


def load_gold(path: str) -> list[GoldPage]:
    """The gold of a JSON Lines file. Raises `click.UsageError` naming the line that is not in the format."""
    pages: list[GoldPage] = []
    with open(path, "rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                pages.append(msgspec.json.decode(line, type=GoldPage))
            except msgspec.MsgspecError as error:
                raise click.UsageError(f"{path}, line {number}: not gold: {error}") from None
    return pages


def flat(scores: Scores) -> dict[str, object]:
    """The scores as plain numbers: precision, recall, F1 and counts; share and number for each rate."""
    counted = {name: _counts(getattr(scores, name)) for name in ("events", "quad", "parties")}
    types = {name: _counts(counts) for name, counts in scores.types.items()}
    rates = {name: {k: _rate(r) for k, r in getattr(scores, name).items()} for name in _RATES}
    return {"pages": scores.pages, "missing": scores.missing, **counted, "types": types, **rates}


_RATES = ("details", "statements", "positions", "measures", "ties", "article")


def _counts(counts: Counts) -> dict[str, float]:
    figures = {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1}
    return {k: round(v, 4) for k, v in figures.items()} | {
        "tp": counts.tp, "fp": counts.fp, "fn": counts.fn, "optional": counts.optional,
    }  # fmt: skip


def _rate(rate: Rate) -> dict[str, float | None]:
    return {"share": None if rate.share is None else round(rate.share, 4), "right": rate.right, "of": rate.of}


def _show(scores: Scores) -> None:
    out = console.output()
    missing = f", {scores.missing} without a reading" if scores.missing else ""
    out.print(Text(f"{scores.pages} pages{missing}", "bold"))
    out.print()
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column()
    for _ in range(7):
        table.add_column(justify="right")
    table.add_row(
        "", "precision", "recall", "F1", "right", "wrong", "missed", "optional", style="bright_black"
    )
    rows = [("events", scores.events), ("by quad class", scores.quad), ("parties", scores.parties)]
    for name, counts in rows:
        table.add_row(name, *_figures(counts), style="bold" if name == "events" else "")
    table.add_row()
    for name, counts in scores.types.items():
        table.add_row(f"  {name}", *_figures(counts))
    out.print(table)
    for group in _RATES:
        rates: dict[str, Rate] = getattr(scores, group)
        if rates:
            out.print()
            out.print(Text(_GROUPS[group], "bold"))
        rows_of_rates = Table.grid(padding=(0, 2, 0, 0))
        rows_of_rates.add_column(min_width=16)
        rows_of_rates.add_column(justify="right", min_width=6)
        rows_of_rates.add_column(style="bright_black", justify="right")
        for name, rate in rates.items():
            share = f"{rate.share:.3f}" if rate.share is not None else "—"
            rows_of_rates.add_row(f"  {name.replace('_', ' ')}", share, f"{rate.right} of {rate.of}")
        if rates:
            out.print(rows_of_rates)


_GROUPS = {
    "details": "right on matched events",
    "statements": "statements",
    "positions": "positions",
    "measures": "measures",
    "ties": "ties",
    "article": "the article",
}


def _figures(counts: Counts) -> list[str]:
    shares = (counts.precision, counts.recall, counts.f1)
    numbers = (counts.tp, counts.fp, counts.fn, counts.optional)
    return [f"{s:.3f}" for s in shares] + [str(n) for n in numbers]
