"""One page from a file, from standard input, or from bytes."""

import os
import stat
import sys
from typing import BinaryIO

import msgspec

from dragoman.model.errors import UnreadableInput
from dragoman.model.page import Input, Page
from dragoman.pages.charset import decode
from dragoman.pages.sniff import binary_kind, is_html

#: The largest page that is read, in bytes. News pages are below 2 MB; what is larger is something else.
LIMIT = 10_000_000


def load(found: str | os.PathLike[str] | Input) -> Page:
    """The page of an input, or of the file at a path; `-` is standard input.

    Raises `UnreadableInput`: no such file, a folder, no permission, empty, binary, larger than `LIMIT`. The size is
    looked at first and never more than `LIMIT` bytes are read.
    """
    if not isinstance(found, Input):
        found = Input(source=os.fspath(found))
    page = load_bytes(read_bytes(found), found.source, encoding=found.encoding)
    return page if found.url is None and found.given is None else msgspec.structs.replace(page, url=found.url, given=found.given)


def read_bytes(found: Input) -> bytes:
    """The bytes of an input. Raises `UnreadableInput`."""
    source = found.source
    if found.data is not None:
        return found.data
    if source == "-":
        return _upto_limit(sys.stdin.buffer, source)
    try:
        with open(source, "rb") as file:
            about = os.fstat(file.fileno())
            if stat.S_ISREG(about.st_mode) and about.st_size > LIMIT:
                raise _too_large(source, about.st_size)
            return _upto_limit(file, source)
    except FileNotFoundError:
        raise UnreadableInput(source, "no such file") from None
    except IsADirectoryError:
        raise UnreadableInput(source, "a folder, not a page") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise UnreadableInput(source, f"cannot be opened: {why}") from None


def load_bytes(data: bytes, source: str, *, encoding: str | None = None) -> Page:
    """The page that `data` holds; `source` is the name it is reported under.

    The character set is found out from the bytes (see `charset.decode`); what its container claims, `encoding`, is only one more clue.
    The kind is told from the text, never from the name.
    Raises `UnreadableInput` where `data` is empty, binary or larger than `LIMIT`.
    """
    if len(data) > LIMIT:
        raise _too_large(source, len(data))
    if not data.strip(b"\x00 \t\r\n\x0b\x0c"):
        raise UnreadableInput(source, "empty: there is nothing to read")
    if kind := binary_kind(data):
        raise UnreadableInput(source, f"not a page: {kind}")
    decoded = decode(data, encoding)
    if decoded is None:
        raise UnreadableInput(source, "not a page: binary data, or text in a character set that could not be told")
    text, encoding = decoded
    if not text.strip():
        raise UnreadableInput(source, "empty: there is nothing to read")
    return Page(source=source, kind="html" if is_html(text) else "text", text=text, encoding=encoding)


def _upto_limit(stream: BinaryIO, source: str) -> bytes:
    data = stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise _too_large(source, None)
    return data


def _too_large(source: str, size: int | None) -> UnreadableInput:
    found = f"{size / 1e6:.0f} MB" if size is not None else "more"
    return UnreadableInput(source, f"too large for a page: {found}, the limit is {LIMIT // 1_000_000} MB")
