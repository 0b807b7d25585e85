"""Large files in parts, so that several readers can share one."""

import os
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from dragoman.model.errors import UnreadableInput
from dragoman.model.page import Input
from dragoman.pages import columns as naming
from dragoman.pages import tables, warc
from dragoman.pages.columns import Columns, NoPages
from dragoman.pages.find import inputs
from dragoman.pages.inside import Held, empty, look
from dragoman.pages.streams import Packing


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a file, in bytes from `start` up to, not with, `end`: the pages in it begin there. A file that is not split is one part.

    `line` is the line at which `start` stands in a table.
    """

    path: str
    start: int
    end: int
    line: int = 1


def parts(path: str, size: int, columns: Columns | None = None) -> list[Part]:
    """A file in parts of about `size` bytes (at least a record each), in order: every page of the file is in exactly one.

    WARC files (plain, or packed record by record), JSON Lines and CSV are split, at borders found by walking their records from the
    start, which takes about a hundredth of the time of reading them; any other file, and one no larger than `size`, is one part.
    Raises `UnreadableInput` where the file cannot be opened.
    """
    try:
        with open(path, "rb") as stream:
            whole = os.fstat(stream.fileno()).st_size
            if whole <= size or not stream.seekable():
                return [Part(path=path, start=0, end=whole)]
            try:
                starts = list(_starts(stream, path, max(1, size), columns))
            except (UnreadableInput, OSError):
                starts = []
    except (OSError, ValueError) as error:
        raise UnreadableInput(path, f"cannot be opened: {getattr(error, 'strerror', None) or error}") from None
    starts = [(0, 1), *starts[1:]]
    ends = [at for at, _ in starts[1:]] + [whole]
    return [Part(path=path, start=at, end=end, line=line) for (at, line), end in zip(starts, ends, strict=True)]


def inputs_of(part: Part, columns: Columns | None = None) -> Iterator[Input | UnreadableInput]:
    """The pages of a part, as `inputs` gives them for the whole file: those of all its parts one after the other are the file's."""
    try:
        stream = open(part.path, "rb")  # noqa: SIM115 (closed below)
    except (OSError, ValueError):
        yield Input(source=part.path)
        return
    with stream:
        whole = os.fstat(stream.fileno()).st_size
        if part.start == 0 and part.end >= whole:
            yield from inputs([part.path], columns)
            return
        try:
            held = look(stream, part.path, columns)
            any_page = False
            for found in _pages(held, part, columns):
                any_page = True
                yield found
            if not any_page and part.end >= whole:
                # the last part says so where those before it hold nothing, either
                stream.seek(0)
                held = look(stream, part.path, columns)
                if next(_pages(held, Part(path=part.path, start=0, end=part.start), columns), None) is None:
                    yield empty(held, part.path)
        except UnreadableInput as error:
            yield error
        except OSError as error:
            yield UnreadableInput(part.path, f"cannot be read: {error.strerror or error}")


def _pages(held: Held, part: Part, columns: Columns | None) -> Iterator[Input | UnreadableInput]:
    if held.kind == "warc":
        yield from warc.inputs(held.stream, part.path, _packing(held), part.start, part.end)
    elif held.layout is not None:
        yield from tables.inputs(held.stream, part.path, held.layout, columns, part.start, part.line, part.end)


def _starts(stream: BinaryIO, path: str, size: int, columns: Columns | None) -> Iterator[tuple[int, int]]:
    """Bytes and lines at which parts of about `size` bytes start, the first record's included; nothing for a file that is not split."""
    held = look(stream, path, columns)
    least = 0
    for at, line in _borders(held, path, columns):
        if at >= least:
            yield at, line
            least = at + size


def _borders(held: Held, path: str, columns: Columns | None) -> Iterator[tuple[int, int]]:
    """Bytes and lines at which a file can be entered."""
    if held.kind == "warc" and (held.packed is None or held.packed in ("gzip", "zstd")):
        for place, found in warc.walk(held.stream, _packing(held)):
            if not isinstance(found, str) and not place.behind:
                yield place.at, 1
    elif held.layout is not None and held.layout.form != "array" and held.packed is None and held.stream.seekable():
        told = False
        for row in tables.rows(held.stream, held.layout):
            if isinstance(row.holds, str):
                continue
            if not told:
                try:
                    naming.chosen(row.holds, columns, path)
                except NoPages:
                    return
                told = True
            yield row.at, row.line


def _packing(held: Held) -> Packing | None:
    return held.packed if held.packed in ("gzip", "zstd") else None
