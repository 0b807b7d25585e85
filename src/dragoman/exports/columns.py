"""The column tables: what every file of every format holds. The codebook and `datapackage.json` are made from them (`tables/*.yaml`)."""

from functools import cache
from importlib import resources
from typing import Literal

import msgspec
import yaml

ColumnType = Literal["string", "integer", "number", "boolean", "date", "array", "object"]
Value = str | int | float | bool | None
Row = dict[str, Value]

FORMATS = ("tidy", "plover", "polecat", "gdelt", "icews")
FormatName = Literal["tidy", "plover", "polecat", "gdelt", "icews"]


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A column: `source` names the field of the record that it is taken from, empty where it is always empty."""

    name: str
    type: ColumnType = "string"
    description: str
    source: str = ""
    required: bool = False


class Reference(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A column whose values are ids of another table."""

    column: str
    table: str
    to: str = "id"


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table: one file, or the fields of an object within a record (`within`)."""

    name: str
    description: str
    key: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    columns: tuple[Column, ...]
    within: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns in order."""
        return tuple(c.name for c in self.columns)


class Native(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How a format's own files are written: tab-separated without quotes, with or without a header, or JSON Lines."""

    kind: Literal["tsv", "jsonl"]
    suffix: str
    header: bool = True
    missing: str = ""


class Format(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A format: its tables, where its columns are described, and whether it can say that something is planned or denied."""

    name: FormatName
    title: str
    description: str
    reference: str
    tables: tuple[Table, ...]
    native: Native | None = None
    all_statuses: bool = False

    @property
    def files(self) -> tuple[Table, ...]:
        """The tables that are files."""
        return tuple(t for t in self.tables if not t.within)

    def table(self, name: str) -> Table:
        """A table by name. Raises KeyError where there is none."""
        return {t.name: t for t in self.tables}[name]


@cache
def describe(name: str) -> Format:
    """The format of that name. Raises `msgspec.ValidationError` where its file is wrong, FileNotFoundError where there is none."""
    text = (resources.files("dragoman.exports") / "tables" / f"{name}.yaml").read_text("utf-8")
    return msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader), Format)
