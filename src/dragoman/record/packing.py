"""Records in and out of the columns of the file."""

import zlib
from typing import Any

import msgspec


def text(value: object) -> str:
    """A record as JSON."""
    return msgspec.json.encode(value).decode()


def clean(name: str) -> str:
    """A file name that is not Unicode with its bytes escaped: neither JSON nor SQLite can hold them."""
    return name if name.isascii() else name.encode("utf-8", "backslashreplace").decode()


def packed(value: object) -> bytes:
    """A value as compressed JSON, for what is rarely looked at."""
    return zlib.compress(msgspec.json.encode(value), 3)


def unpacked(data: bytes, kind: Any) -> Any:
    """The value of type `kind` that `packed` made. Raises `zlib.error` or `msgspec.DecodeError` where it is damaged."""
    return msgspec.json.decode(zlib.decompress(data), type=kind)
