"""JSON Lines, CSV and arrays of JSON: a page a row.

A row is named by the line on which it begins, that of an array by its number. Rows are told apart in bytes, so that a large file can be entered at any row.
"""

import codecs
import csv
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Literal, cast

import msgspec

from dragoman.model.errors import UnreadableInput
from dragoman.model.page import Input
from dragoman.pages import columns as naming
from dragoman.pages.charset import decode
from dragoman.pages.columns import Columns, NoPages
from dragoman.pages.load import LIMIT
from dragoman.pages.streams import HEAD

Form = Literal["jsonl", "csv", "array"]

#: The longest row, in bytes: a page at the limit, its Hangul escaped or its quotes doubled.
LONGEST = 2 * LIMIT + HEAD
_DELIMITERS = ",\t;|"
_JSONL_NAME = re.compile(r"\.(?:jsonl|ndjson|jsonlines)(?:\.\w{2,4})?$", re.IGNORECASE)
_ARRAY = re.compile(rb'\[\s*\{\s*"')
_OUTSIDE, _IN_STRING = re.compile(rb'["{}\[\]]'), re.compile(rb'\\.|"', re.DOTALL)
_CSV_NAME = re.compile(r"\.(?:csv|tsv)(?:\.\w{2,4})?$", re.IGNORECASE)

csv.field_size_limit(LIMIT)


class Row(msgspec.Struct, frozen=True):
    """A row: the byte and the line at which it begins, and what it holds; in words what is wrong where it cannot be read."""

    at: int
    line: int
    holds: dict[str, Any] | str


class Layout(msgspec.Struct, frozen=True):
    """How a table is written. `encoding` is that of lines that are not UTF-8; `header` and `delimiter` are those of CSV."""

    form: Form
    encoding: str = "cp949"
    delimiter: str = ","
    header: tuple[str, ...] = ()


def layout(head: bytes, source: str, columns: Columns | None) -> Layout | None:
    """How a table that begins with `head` is written, None where it is none: a line of JSON, an array of objects, or a header with a
    column of text and one more.

    A file whose name ends in `.csv` or `.jsonl` is believed to be one.
    """
    first = next((line for line in head.removeprefix(codecs.BOM_UTF8).split(b"\n") if line.strip()), b"").strip()
    if _ARRAY.match(head.removeprefix(codecs.BOM_UTF8).lstrip()):
        return Layout("array", _encoding(head))
    if first[:1] in (b"<", b"[") or b"\x00" in first:
        return None
    try:
        text = first.decode()
    except UnicodeDecodeError:
        text = first.decode(_encoding(head), "replace")
    text = text.replace("\r", " ")
    if first[:1] == b"{":
        whole = isinstance(_object(text), dict) or (first == head.strip() and re.match(r'\{\s*"', text))
        return Layout("jsonl", _encoding(head)) if whole or _JSONL_NAME.search(source) else None
    headers = {d: tuple(cell.strip() for cell in next(csv.reader([text], delimiter=d), [])) for d in _DELIMITERS} if len(text) < HEAD else {}
    for delimiter, header in headers.items():
        try:
            if len(header) > 1 and len(naming.chosen(header, columns, source)) > 1:
                return Layout("csv", _encoding(head), delimiter, header)
        except NoPages:
            continue
    if _CSV_NAME.search(source) and headers:
        delimiter = max(_DELIMITERS, key=lambda d: len(headers[d]))
        return Layout("csv", _encoding(head), delimiter, headers[delimiter])
    return Layout("jsonl", _encoding(head)) if _JSONL_NAME.search(source) else None


def _encoding(head: bytes) -> str:
    """The character set of those lines of a table that are not UTF-8: what the first of them are in, else that of Korean Windows."""
    told = decode(head[: head.rfind(b"\n") + 1] or head)
    return told[1] if told is not None and told[1] != "utf-8" else "cp949"


def inputs(
    stream: BinaryIO, source: str, written: Layout, columns: Columns | None, start: int = 0, line: int = 1, end: int | None = None
) -> Iterator[Input | UnreadableInput]:
    """The pages of the rows that begin from byte `start`, which is that of line `line`, up to, not with, `end`.

    A table without a column of text, or without one that `columns` names, gives one `NoPages`.
    """
    if start:
        stream.seek(start)
    held: dict[tuple[str, ...], dict[str, str] | NoPages] = {}
    known = bool(start)
    for row in rows(stream, written, start, line):
        if end is not None and row.at >= end:
            return
        name = f"{source}#{row.line}"
        if isinstance(row.holds, str):
            yield UnreadableInput(name, row.holds)
            continue
        keys = tuple(row.holds)
        if (where := held.get(keys)) is None:
            if len(held) > 1000:
                held.clear()
            try:
                where = naming.chosen(keys, columns, name if known else source)
            except NoPages as error:
                where = error
            held[keys] = where
        if isinstance(where, NoPages):
            yield UnreadableInput(name, where.why) if known else where
            if not known:
                return
        else:
            known = True
            yield naming.page(row.holds, where, name)


def rows(stream: BinaryIO, written: Layout, at: int = 0, line: int = 1) -> Iterator[Row]:
    """The rows of a table from where `stream` stands, which is byte `at` and line `line`; empty lines and the header are none."""
    if written.form == "array":
        yield from _array_rows(stream, written.encoding)
        return
    lines = _Lines(stream, at, line, written.encoding)
    if written.form == "jsonl":
        yield from _json_rows(lines)
    else:
        yield from _csv_rows(lines, written)


def _json_rows(lines: "_Lines") -> Iterator[Row]:
    while True:
        at, number = lines.begin()
        try:
            text = next(lines)
        except StopIteration:
            return
        except _TooLong as error:
            yield Row(at, number, str(error))
            continue
        if text.strip():
            yield Row(at, number, _object(text))


def _array_rows(stream: BinaryIO, encoding: str) -> Iterator[Row]:
    """The objects of an array, told apart by their brackets, so that one that is damaged hides no other."""
    data = bytearray()
    scanned = depth = number = 0
    in_string = too_long = False
    while piece := stream.read(HEAD):
        data += piece
        while match := (_IN_STRING if in_string else _OUTSIDE).search(data, scanned):
            scanned = match.end()
            sign = match.group()
            if sign == b'"':
                in_string = not in_string
            elif sign in b"{[":
                depth += 1
                if depth == 2:
                    del data[: scanned - 1]
                    scanned, too_long = 1, False
            elif sign in b"}]":
                depth -= 1
                if depth == 1:
                    number += 1
                    yield Row(0, number, f"longer than {LONGEST / 1e6:.0f} MB" if too_long else _object(_text(bytes(data[:scanned]), encoding)))
                elif depth == 0:
                    return
        scanned = len(data) - (in_string and data.endswith(b"\\"))
        if len(data) > LONGEST or depth < 2:
            too_long = too_long or depth >= 2
            del data[:scanned]
            scanned = 0
    yield Row(0, number + 1, "the array breaks off")


def _csv_rows(lines: "_Lines", written: Layout) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=written.delimiter)
    width = len(written.header)
    lost = False  # behind a row that never ended, where cells of text look like rows
    while True:
        at, number = lines.begin()
        wrong = None
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _TooLong) as error:
            wrong = f"a row that does not end (a quotation mark without its partner?): {error}"
        else:
            if not any(cells) or tuple(cell.strip() for cell in cells) == written.header:
                continue
            if len(cells) < width or any(cells[width:]):
                wrong = f"{len(cells)} cells, the header has {width}"
        if wrong is None:
            lost = False
            named: dict[str, Any] = {}
            for name, cell in zip(written.header, cells, strict=False):
                named.setdefault(name, cell)
            yield Row(at, number, named)
        elif not lost:
            lost = "end" in wrong
            yield Row(at, number, wrong)


class _TooLong(Exception):
    """A row longer than any page."""


class _Lines:
    """The lines of a stream, as text. A row, of one line or more, may be `LONGEST` bytes."""

    def __init__(self, stream: BinaryIO, at: int, number: int, encoding: str) -> None:
        self._stream, self._encoding = stream, encoding
        self._at, self._number, self._row = at, number, at

    def begin(self) -> tuple[int, int]:
        """Byte and line at which the next row begins."""
        self._row = self._at
        return self._at, self._number

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._stream.readline(LONGEST)
        if not line:
            raise StopIteration
        first = self._at == 0
        self._at += len(line)
        self._number += 1
        if self._at - self._row >= LONGEST:
            while not line.endswith(b"\n") and (line := self._stream.readline(HEAD)):
                self._at += len(line)
            raise _TooLong(f"longer than {LONGEST / 1e6:.0f} MB")
        return _text(line.removeprefix(codecs.BOM_UTF8) if first else line, self._encoding)


def _text(line: bytes, encoding: str) -> str:
    """A line decoded by itself: files put together from several sources change their character set half-way.

    A carriage return within it, which would end a row, is a blank.
    """
    try:
        text = line.decode()
    except UnicodeDecodeError:
        text = line.decode(encoding, "replace")
    return text if "\r" not in text else text.rstrip("\r\n").replace("\r", " ") + "\n"


def _object(text: str) -> dict[str, Any] | str:
    """The object on a line of JSON, or what is wrong with it."""
    try:
        found = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        return f"not a JSON object: {str(error)[:120]}"
    return cast(dict[str, Any], found) if isinstance(found, dict) else f"not a JSON object but {type(found).__name__}"
