"""Answers on standard output: a table for people, CSV for spreadsheets, JSON Lines for programs."""

import csv
import io
import sys
from collections.abc import Callable, Iterable
from typing import Any, Literal

import msgspec

from dragoman.cli import console
from dragoman.record.answers import Results

Format = Literal["table", "jsonl", "csv"]
_BOM = "\ufeff"


def emit(results: Results[Any], format_: Format, excel: bool, table: Callable[[], None]) -> None:
    """Prints answers. CSV is that of RFC 4180 with a head; `excel` puts a byte order mark before it, by which Excel knows UTF-8."""
    match format_:
        case "table":
            table()
        case "jsonl":
            write_lines(msgspec.json.encode(answer) for answer in results)
        case "csv":
            text = io.StringIO(newline="")
            rows = results.to_rows()
            writer = csv.DictWriter(text, list(results.to_arrow().schema.names) if not rows else list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
            write_bytes(((_BOM if excel else "") + text.getvalue()).encode("utf-8", "surrogatepass"))


def write_lines(lines: Iterable[bytes]) -> None:
    """JSON objects on standard output, one a line, always UTF-8."""
    write_bytes(b"".join(line + b"\n" for line in lines))


def write_bytes(data: bytes) -> None:
    """Bytes on standard output, as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def continued(results: Results[Any]) -> None:
    """Says on standard error that there are more answers, and how to see them."""
    if results.after is not None:
        console.complain(f"there are more: --after '{results.after}' goes on from here, --limit N shows more at once")
