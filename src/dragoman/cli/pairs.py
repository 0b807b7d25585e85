"""`dragoman pairs`: what passed between two parties, or all, in each period."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pyarrow as pa
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.cli import console, status
from dragoman.cli.bars import bar
from dragoman.cli.output import Shown, write_csv, write_lines
from dragoman.relations.pairs import UNREALISED
from dragoman.wording import words
from dragoman.wording.naming import code as named

_BAR = 8
#: Lines on the terminal before the rest is counted.
_SHOWN = 400
_AT_ONCE = 10_000


def show(found: pa.Table, shown: Shown) -> int:
    """Prints the table of `relations.pairs`. Gives the exit status."""
    match shown.form:
        case "table":
            _page(found, console.output(), shown.language)
        case "csv":
            write_csv(found.column_names, _rows(found), excel=shown.excel)
        case "jsonl":
            write_lines(_rows(found))
    return status.OK


def _rows(found: pa.Table) -> Iterator[dict[str, Any]]:
    for batch in found.to_batches(_AT_ONCE):
        yield from batch.to_pylist()


def _page(found: pa.Table, out: Console, language: str) -> None:
    """A table for each pair until they have `_SHOWN` lines; then how many rows are left."""
    lines = rows = 0
    for _, some in groupby(_rows(found), key=lambda row: (row["a"], row["b"])):
        if rows:
            out.print()
        if lines >= _SHOWN:
            out.print(Text(words(language).more.format(f"{found.num_rows - rows:,}"), "bright_black"))
            return
        of_pair = list(some)
        lines += _pair(of_pair, out, language)
        rows += len(of_pair)
    if not rows:
        out.print(Text(words(language).relations.nothing))


def _pair(some: list[dict[str, Any]], out: Console, language: str) -> int:
    """The table of one pair; stretches in which nothing passed are one line. Gives the number of lines.

    The arrows are what the first does to the second, what is done to it, and what they do together.
    """
    said = words(language).relations
    a, b = named(some[0]["a"], language), named(some[0]["b"], language)
    out.print(Text(f"{a} – {b}", "bold"))
    most = max((_sides(row) for row in some), key=max, default=(0, 0))
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(min_width=10, no_wrap=True)
    for _ in range(5):
        table.add_column(justify="right")
    for _ in range(2):
        table.add_column(min_width=_BAR, no_wrap=True)
        table.add_column(justify="right")
    for _ in range(3):
        table.add_column(justify="right")
    heads = (said.articles, said.events, "→", "←", "↔", said.cooperation, "", said.conflict, "", said.visits, said.mean_score, said.sources)
    table.add_row("", *heads, style="bright_black")
    for rows in _stretches(some):
        table.add_row(*_row(rows[0] | {"articles": _articles(rows)}, _when(rows, language), max(1, *most)))
    out.print(table)
    return table.row_count


def _stretches(some: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Each period in which something passed by itself; neighbours in which nothing did together, those with pages and those without apart."""
    rows: list[dict[str, Any]] = []
    for row in some:
        if rows and (_passed(row) or _passed(rows[0]) or row["covered"] is not rows[0]["covered"]):
            yield rows
            rows = []
        rows.append(row)
    yield rows


def _passed(row: dict[str, Any]) -> bool:
    return any(row[name] for name in ("events", *UNREALISED))


def _articles(rows: list[dict[str, Any]]) -> int | None:
    return None if rows[0]["articles"] is None else sum(row["articles"] for row in rows)


def _when(rows: list[dict[str, Any]], language: str) -> str:
    """The period or the stretch, as ISO 8601 writes them: 2023-03, 2023-03 – 06, 2022-11 – 2023-02."""
    if rows[0]["period"] is None:
        return words(language).undated
    first, last = rows[0]["period"], rows[-1]["period"]
    return first if len(rows) == 1 else f"{first} – {last.removeprefix(first[:5])}"


def _row(row: dict[str, Any], when: str, most: int) -> list[Text]:
    cells = [Text(when), Text("" if row["articles"] is None else f"{row['articles']:,}", "bright_black")]
    cells += [_count(row[name]) for name in ("events", "a_to_b", "b_to_a", "mutual")]
    for amount, style in zip(_sides(row), ("green", "red"), strict=True):
        cells += [Text(bar(amount / most, _BAR), style), _count(amount or (0 if row["covered"] is not False else None))]
    mean = "" if row["mean_score"] is None else f"{row['mean_score']:+.1f}".replace("-", "−")
    return [*cells, _count(row["visits"]), Text(mean), _count(row["sources"])]


def _sides(row: dict[str, Any]) -> tuple[int, int]:
    """Acts of cooperation and of conflict."""
    return (
        (row["verbal_cooperation"] or 0) + (row["material_cooperation"] or 0),
        (row["verbal_conflict"] or 0) + (row["material_conflict"] or 0),
    )


def _count(number: int | None) -> Text:
    """A number; a dash where it is not known, a dot where it is 0, so that what is there stands out."""
    if number is None:
        return Text("–", "bright_black")
    return Text(f"{number:,}") if number else Text("·", "bright_black")
