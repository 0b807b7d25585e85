"""The flat tables that relations are counted from, as pyarrow tables or Parquet files, opened in DuckDB."""

from pathlib import Path
from typing import Protocol

import duckdb
import msgspec
import pyarrow as pa
from pyarrow import parquet

from dragoman.model.errors import DragomanError, one_line

#: The columns that each table must have; it may have others.
COLUMNS = {
    "dyads": (
        "event", "actor", "recipient", "mutual", "type", "mode", "quad", "status", "score", "start", "end", "reports", "confidence",
    ),
    "coverage": ("day", "articles"),
    "mentions": ("day", "code", "articles"),
    "stories": ("event", "story"),
}  # fmt: skip


class RelationsError(DragomanError):
    """A question or a table that relations cannot be counted from. `str(error)` is one line."""


class Kept(Protocol):
    """What a record gives of itself: see `Tables`."""

    def dyads(self) -> pa.Table: ...
    def coverage(self) -> pa.Table: ...
    def mentions(self) -> pa.Table: ...
    def event_stories(self) -> pa.Table: ...


class Tables(msgspec.Struct, frozen=True):
    """The record as relations see it. Each table is a `pyarrow.Table` or the path of a Parquet file.

    `dyads`     one row for each act and ordered pair of parties to it; a mutual act has a row each way (`mutual` true).
                `start` and `end` are ISO 8601 prefixes or null. Rejected acts are not in it.
    `coverage`  day of publication (ISO), `articles` published that day.
    `mentions`  day, party code, `articles` of that day that name the party.
    `stories`   event, story that tells it and, where known, `source`: who stands behind that telling.
    """

    dyads: pa.Table | Path
    coverage: pa.Table | Path
    mentions: pa.Table | Path
    stories: pa.Table | Path

    @classmethod
    def of(cls, record: Kept) -> "Tables":
        """The tables of a record."""
        return cls(dyads=record.dyads(), coverage=record.coverage(), mentions=record.mentions(), stories=record.event_stories())

    def connect(self) -> duckdb.DuckDBPyConnection:
        """A DuckDB connection in memory with the four tables or views of them; the caller closes it.

        Raises `RelationsError` where a file cannot be read or a column is missing.
        """
        connection = duckdb.connect(":memory:")
        try:
            for name, columns in COLUMNS.items():
                _view(connection, name, getattr(self, name), columns)
        except BaseException:
            connection.close()
            raise
        return connection


def literal(text: str) -> str:
    """A text as it stands in SQL."""
    return "'" + text.replace("'", "''") + "'"


def _view(connection: duckdb.DuckDBPyConnection, name: str, table: pa.Table | Path, columns: tuple[str, ...]) -> None:
    given = _columns_of(table) if isinstance(table, Path) else set(table.column_names)
    missing = [column for column in columns if column not in given]
    if missing:
        raise RelationsError(f"{name}: column {missing[0]} is missing; the table is not one of a record")
    known = [f'"{column}"' for column in columns]
    if name == "stories":
        known.append("source" if "source" in given else "NULL::VARCHAR AS source")
    if isinstance(table, Path):
        connection.execute(f"CREATE TEMP VIEW {name} AS SELECT {', '.join(known)} FROM read_parquet({literal(str(table))})")
    else:  # taken over once: it is read several times, and each time Arrow's columns would be converted anew
        connection.register(f"given_{name}", table)
        connection.execute(f"CREATE TEMP TABLE {name} AS SELECT {', '.join(known)} FROM given_{name}")


def _columns_of(path: Path) -> set[str]:
    try:
        return set(parquet.read_schema(path).names)
    except (OSError, pa.ArrowException) as error:
        raise RelationsError(f"{one_line(str(path))}: not a Parquet file that can be read") from error
