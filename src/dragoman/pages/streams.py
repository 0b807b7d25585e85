"""Bytes that come in a stream: compressed ones, those that can be read only once, and what bounds them."""

import bz2
import codecs
import gzip
import io
import lzma
import zlib
from collections.abc import Callable
from typing import BinaryIO, Literal, cast

from fastwarc import ZstdReader

Packing = Literal["gzip", "bzip2", "xz", "zstd"]

#: So many first bytes tell what a stream holds.
HEAD = 65_536
#: Compressed data may unpack to so many times its size, beyond the first `FREE` bytes; text and tables are below 60.
RATIO = 200
FREE = 64_000_000
#: So many bytes are unpacked at once: what stands before damage in the same step may be lost.
_STEP: dict[Packing, int] = {"gzip": 8192, "bzip2": 8192, "xz": 8192, "zstd": 512}

_MAGIC: tuple[tuple[bytes, Packing], ...] = ((b"\x1f\x8b\x08", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ\x00", "xz"), (b"(\xb5/\xfd", "zstd"))


class Bomb(OSError):
    """Compressed data that unpacks to far more than any page or table does."""


class Budget:
    """What may come out of compressed data, by what went in."""

    def __init__(self, taken: int = 0) -> None:
        self.taken, self.given = taken, 0

    def spend(self, size: int) -> None:
        """Notes that `size` bytes came out. Raises `Bomb`."""
        self.given += size
        if self.given > FREE + RATIO * self.taken:
            raise Bomb(f"unpacks to more than {RATIO} times its size: taken for a decompression bomb")


class Unpacked(io.RawIOBase):
    """What a compressed stream unpacks to, read once from its start. Raises `Bomb`, and what its format raises where it is damaged."""

    def __init__(self, stream: BinaryIO, packing: Packing) -> None:
        self._budget = Budget()
        self._step = _STEP[packing]
        counted = cast(BinaryIO, Counted(stream, self._budget))
        self._read: Callable[[int], bytes]
        match packing:
            case "gzip":
                self._read = gzip.GzipFile(fileobj=counted).read1
            case "bzip2":
                self._read = bz2.BZ2File(counted).read1
            case "xz":
                self._read = lzma.LZMAFile(counted).read1  # noqa: SIM115 (closed with the stream)
            case "zstd":
                self._read = ZstdReader(counted).read

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Unpacks into `buffer`; gives the count of bytes."""
        try:
            data = self._read(min(len(buffer), self._step))
        except (zlib.error, lzma.LZMAError, EOFError) as error:
            raise OSError(f"damaged compressed data: {error}") from None
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)


class Counted(io.RawIOBase):
    """A stream that counts the bytes read from it, for a budget, and so knows its place where its source does not."""

    def __init__(self, stream: BinaryIO, budget: Budget | None = None) -> None:
        self._stream, self._budget = stream, budget or Budget()

    def readable(self) -> bool:
        """Always."""
        return True

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes."""
        data = self._stream.read(size)
        self._budget.taken += len(data)
        return data

    def tell(self) -> int:
        """The bytes read so far."""
        return self._budget.taken


class Again(io.RawIOBase):
    """A stream of which `head` was already read, from its start; it can be read once."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = memoryview(head), rest

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Reads into `buffer`; gives the count of bytes."""
        data: bytes | memoryview = self._head[: len(buffer)]
        if data:
            self._head = self._head[len(data) :]
        else:
            data = self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class Recoded(io.RawIOBase):
    """A stream of UTF-16 with its mark, as UTF-8."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-16")("replace")
        self._ready = b""

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Reads into `buffer`; gives the count of bytes."""
        while not self._ready:
            data = self._stream.read(HEAD)
            self._ready = self._decoder.decode(data, not data).encode("utf-8", "replace")
            if not data:
                break
        data, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def packing(head: bytes) -> Packing | None:
    """How data that begins with `head` is compressed, None where it is not."""
    return next((name for magic, name in _MAGIC if head.startswith(magic) and (name != "bzip2" or head[4:10] in (b"1AY&SY", b"\x17rE8P\x90"))), None)


def unpacked(stream: BinaryIO, how: Packing) -> BinaryIO:
    """What a compressed stream unpacks to, buffered."""
    return io.BufferedReader(Unpacked(stream, how), HEAD)


def peeked(stream: BinaryIO, least: int = HEAD) -> tuple[bytes, BinaryIO]:
    """The first bytes of a stream, and the stream as it was before."""
    head = upto(stream, least)
    if stream.seekable():
        stream.seek(-len(head), io.SEEK_CUR)
        return head, stream
    return head, io.BufferedReader(Again(head, stream), HEAD)


def upto(stream: BinaryIO, size: int) -> bytes:
    """At most `size` bytes of a stream, fewer only at its end."""
    pieces: list[bytes] = []
    while size > 0 and (piece := stream.read(min(size, 1 << 20))):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
