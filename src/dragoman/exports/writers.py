"""Files row by row: CSV, tab-separated, JSON Lines and Parquet. Nothing but a batch of rows lies in memory."""

import csv
import re
from pathlib import Path
from typing import Any, Literal, Protocol

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.exports.columns import Column, Native, Table, Value

Kind = Literal["parquet", "csv", "jsonl"]

#: Rows that are written to a Parquet file at once (a row group).
_BATCH = 65_536
#: What would break a line or a cell of a file that knows no quotes.
_BREAKS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_ARROW = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "date": pa.date32()}


class Writer(Protocol):
    """A file being written. `write` takes a value for every column by name; `close` must be called for the file to be whole."""

    rows: int

    def write(self, row: dict[str, Any]) -> None:
        """One row. Raises KeyError where a column is missing."""

    def close(self) -> None:
        """Ends the file."""


def csv_text(value: Value) -> str:
    """A value as CSV has it: nothing for None, true and false, numbers in their shortest form."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{int(value)}" if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


class Csv:
    """CSV after RFC 4180: UTF-8, commas, CRLF, quotes where needed, a header."""

    def __init__(self, path: Path, table: Table) -> None:
        self.rows = 0
        self._names = table.names
        self._file = path.open("w", encoding="utf-8", newline="")
        self._csv = csv.writer(self._file, lineterminator="\r\n")
        self._csv.writerow(self._names)

    def write(self, row: dict[str, Any]) -> None:
        """One row."""
        self._csv.writerow([csv_text(row[name]) for name in self._names])
        self.rows += 1

    def close(self) -> None:
        """Ends the file."""
        self._file.close()


class Tsv:
    """Tab-separated without quotes, as the data sets of the field are: a tab or line break within a value becomes a blank."""

    def __init__(self, path: Path, table: Table, native: Native) -> None:
        self.rows = 0
        self._names, self._missing = table.names, native.missing
        self._file = path.open("w", encoding="utf-8", newline="")
        if native.header:
            self._file.write("\t".join(self._names) + "\n")

    def write(self, row: dict[str, Any]) -> None:
        """One row."""
        self._file.write("\t".join(self._cell(row[name]) for name in self._names) + "\n")
        self.rows += 1

    def close(self) -> None:
        """Ends the file."""
        self._file.close()

    def _cell(self, value: Value) -> str:
        if value is None:
            return self._missing
        return _BREAKS.sub(" ", value) if isinstance(value, str) else csv_text(value)


class JsonLines:
    """One JSON object a line, UTF-8. Tables have all their columns, null where nothing is known; nested records are written as they are."""

    def __init__(self, path: Path, table: Table, *, nested: bool = False) -> None:
        self.rows = 0
        self._names, self._nested = table.names, nested
        self._file = path.open("wb")
        self._encoder = msgspec.json.Encoder()

    def write(self, row: dict[str, Any]) -> None:
        """One row."""
        record = row if self._nested else {name: row[name] for name in self._names}
        self._file.write(self._encoder.encode(record) + b"\n")
        self.rows += 1

    def close(self) -> None:
        """Ends the file."""
        self._file.close()


class Parquet:
    """Parquet with zstd; the description of every column is in its metadata."""

    def __init__(self, path: Path, table: Table) -> None:
        self.rows = 0
        self._schema = pa.schema([_field(c) for c in table.columns])
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._batch: dict[str, list[Any]] = {name: [] for name in table.names}
        self._dates = {c.name for c in table.columns if c.type == "date"}

    def write(self, row: dict[str, Any]) -> None:
        """One row; it reaches the file with its batch."""
        for name, values in self._batch.items():
            values.append(row[name])
        self.rows += 1
        if self.rows % _BATCH == 0:
            self._flush()

    def close(self) -> None:
        """Ends the file."""
        try:
            self._flush()
        finally:
            self._writer.close()

    def _flush(self) -> None:
        arrays = []
        for field in self._schema:
            values = self._batch[field.name]
            array = pa.array(values, pa.string()).cast(pa.date32()) if field.name in self._dates else pa.array(values, field.type)
            arrays.append(array)
            values.clear()
        if arrays and len(arrays[0]):
            self._writer.write_batch(pa.record_batch(arrays, schema=self._schema))


def _field(column: Column) -> Any:
    return pa.field(column.name, _ARROW[column.type], metadata={"description": column.description})
