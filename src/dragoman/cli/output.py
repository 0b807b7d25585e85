"""Answers on standard output: a table for people, CSV for spreadsheets, JSON Lines for programs."""

import csv
import io
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from dragoman.cli import console
from dragoman.record.answers import Results

Format = Literal["table", "jsonl", "csv"]

#: Rows of a table for people where no number was asked for.
ROWS = 50
#: Rows of CSV that are written at a time.
_AT_ONCE = 10_000
_BOM = "\ufeff"


class Shown(msgspec.Struct, frozen=True):
    """How answers are to be shown: `limit` None is all, in a table `ROWS`."""

    language: str
    format: Format | None = None
    excel: bool = False
    limit: int | None = None

    @property
    def form(self) -> Format:
        """CSV where Excel is meant, else a table on a terminal and JSON Lines into a pipe."""
        if self.format is not None:
            return self.format
        if self.excel:
            return "csv"
        return "table" if sys.stdout.isatty() else "jsonl"

    @property
    def most(self) -> int | None:
        """The number of answers to ask for."""
        return ROWS if self.limit is None and self.form == "table" else self.limit


def emit(results: Results[Any], shown: Shown, table: Callable[[], None]) -> None:
    """Prints answers as they are to be shown; `table` prints them for people."""
    match shown.form:
        case "table":
            table()
        case "jsonl":
            write_lines(results)
        case "csv":
            write_csv(results.columns, results.to_rows(), excel=shown.excel)


def write_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]], *, excel: bool = False) -> None:
    """CSV (RFC 4180) in UTF-8 with a heading: None is an empty field, truth `true` or `false`.

    `excel` puts a byte order mark before it, by which Excel knows UTF-8.
    """
    out = io.StringIO(_BOM if excel else "", newline="")
    out.seek(0, io.SEEK_END)
    writer = csv.writer(out)
    writer.writerow(columns)
    for number, row in enumerate(rows, 1):
        writer.writerow([_field(row[column]) for column in columns])
        if number % _AT_ONCE == 0:
            _flush(out)
    _flush(out)


def write_lines(answers: Iterable[object]) -> None:
    """JSON objects on standard output, one a line, always UTF-8."""
    sys.stdout.flush()
    for answer in answers:
        sys.stdout.buffer.write(msgspec.json.encode(answer) + b"\n")
    sys.stdout.buffer.flush()


def continued(results: Results[Any]) -> None:
    """Says on standard error that there are more answers, and how to see them."""
    if results.after is not None:
        console.complain(f"there are more: --after '{results.after}' goes on from here, --limit N shows more at once")


def _field(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def _flush(out: io.StringIO) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(out.getvalue().encode("utf-8", "surrogatepass"))
    sys.stdout.buffer.flush()
    out.seek(0)
    out.truncate()
