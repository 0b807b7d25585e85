"""Large files in parts, so that several readers can share one."""

import os
from collections.abc import Iterator, Mapping

import msgspec

from dragoman.model.errors import UnreadableInput
from dragoman.model.page import Input
from dragoman.pages.find import inputs


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a file, in bytes from `start` up to, not with, `end`: the pages in it begin there. A file that is not split is one part."""

    path: str
    start: int
    end: int


def parts(path: str, size: int) -> list[Part]:
    """A file in parts of about `size` bytes (never less than a record), in order: every page of the file is in exactly one.

    Files of kinds that cannot be entered half-way are one part. Raises `UnreadableInput` where there is no such file.
    """
    try:
        return [Part(path=path, start=0, end=os.path.getsize(path))]
    except (OSError, ValueError) as error:
        raise UnreadableInput(path, f"cannot be opened: {getattr(error, 'strerror', None) or error}") from None


def inputs_of(part: Part, columns: Mapping[str, str] | None = None) -> Iterator[Input | UnreadableInput]:
    """The pages of a part, as `inputs` gives them for the whole file."""
    return inputs([part.path], columns)
