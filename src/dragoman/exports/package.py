"""`datapackage.json`: what lies in an export, for people and for Frictionless tools (Data Package 1 and 2)."""

import hashlib
from pathlib import Path
from typing import Any

import msgspec

from dragoman.exports.columns import Column, Format, Table

_SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
_CHUNK = 1 << 20


class MadeBy(msgspec.Struct, frozen=True, kw_only=True):
    """What made an export: the version of the program, the edition of the lexicon, the schema of a reading, and when (UTC, ISO 8601)."""

    version: str
    lexicon: str
    schema: str
    at: str


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A file of an export: its table, its name, `kind` (parquet, csv, jsonl, tsv) and the number of its rows."""

    table: Table
    name: str
    kind: str
    rows: int


def package(format_: Format, folder: Path, files: tuple[File, ...], made_by: MadeBy, *, left_out: dict[str, int], filters: dict[str, Any]) -> bytes:
    """The JSON of the package that lies in `folder`, with a SHA-256 checksum and the size of every file."""
    found = {
        "$schema": _SCHEMA,
        "profile": "data-package",
        "name": f"dragoman-{format_.name}",
        "title": f"Dragoman, {format_.title}",
        "description": format_.description,
        "version": made_by.version,
        "created": made_by.at,
        "sources": [{"title": format_.reference, "path": "https://github.com/openeventdata/PLOVER"} if format_.name == "plover" else {"title": format_.reference}],
        "contributors": [{"title": "Dragoman", "role": "wrangler", "roles": ["wrangler"]}],
        "resources": [_resource(format_, folder, file, {f.table.name for f in files}) for file in files],
        "dragoman": {
            "reader": made_by.version,
            "lexicon": made_by.lexicon,
            "schema": made_by.schema,
            "filters": filters,
            "left_out": left_out,
        },
    }
    return msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n"


def checksum(path: Path) -> str:
    """The SHA-256 of a file, hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


_MEDIA = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "jsonl": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
}
_FORMAT = {"csv": "csv", "tsv": "tsv", "jsonl": "ndjson", "parquet": "parquet"}


def _resource(format_: Format, folder: Path, file: File, tables: set[str]) -> dict[str, Any]:
    path = folder / file.name
    found: dict[str, Any] = {
        "name": file.table.name,
        "path": file.name,
        "profile": "tabular-data-resource",
        "type": "table",
        "description": file.table.description,
        "format": _FORMAT[file.kind],
        "mediatype": _MEDIA[file.kind],
        "bytes": path.stat().st_size,
        "hash": f"sha256:{checksum(path)}",
        "rows": file.rows,
    }
    if file.kind != "parquet":
        found["encoding"] = "utf-8"
    if file.kind == "tsv":
        assert format_.native is not None
        found["dialect"] = {"delimiter": "\t", "lineTerminator": "\n", "header": format_.native.header}
    elif file.kind == "csv":
        found["dialect"] = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}
    found["schema"] = _schema(format_, file, tables)
    return found


def _schema(format_: Format, file: File, tables: set[str]) -> dict[str, Any]:
    missing = format_.native.missing if file.kind == "tsv" and format_.native else ""
    found: dict[str, Any] = {"fields": [_field(c) for c in file.table.columns], "missingValues": [missing]}
    if file.table.key:
        found["primaryKey"] = list(file.table.key)
    foreign = [
        {"fields": [r.column], "reference": {"resource": r.table, "fields": [r.to]}} for r in file.table.references if r.table in tables
    ]
    if foreign:
        found["foreignKeys"] = foreign
    return found


def _field(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.description}
    if column.required:
        found["constraints"] = {"required": True}
    return found
