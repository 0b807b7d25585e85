"""Rows as CSV (RFC 4180) or JSON Lines on standard output."""

import csv
import io
import sys
from collections.abc import Iterable, Mapping, Sequence

import msgspec

#: Rows of CSV that are written at a time.
_AT_ONCE = 10_000


def write_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]], *, excel: bool = False) -> None:
    """CSV in UTF-8 with a heading; None is an empty field, truth is `true` or `false`. `excel` puts the mark before it that Excel looks for."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    _flush(("\ufeff" if excel else "") + out.getvalue())
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for number, row in enumerate(rows, 1):
        writer.writerow([_field(row[column]) for column in columns])
        if number % _AT_ONCE == 0:
            _flush(out.getvalue())
            out.seek(0)
            out.truncate()
    _flush(out.getvalue())


def write_lines(rows: Iterable[object]) -> None:
    """One JSON object a line, UTF-8."""
    sys.stdout.flush()
    for row in rows:
        sys.stdout.buffer.write(msgspec.json.encode(row) + b"\n")
    sys.stdout.buffer.flush()


def _field(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def _flush(text: str) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
