"""zip and tar archives: their members, one after the other. Nothing is ever written where a member's name says."""

import io
import struct
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from dragoman.pages.streams import Budget, Counted

#: The largest list of members of a zip archive, in bytes: about 300,000 members. It has to be in memory as a whole.
DIRECTORY = 32_000_000
#: The largest container within an archive, in bytes unpacked; it is put aside on disk, without a name.
NESTED = 4_000_000_000
_IN_MEMORY = 32_000_000
#: What a tar archive may say of one member before the member itself (long names, extended headers), in bytes.
_HEADERS = 4_000_000
#: So many names are remembered, to tell apart members of the same one.
_REMEMBERED = 200_000
_OFFICE = ("[Content_Types].xml", "mimetype")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)


class Member:
    """A file in an archive: its name as the archive gives it, and its bytes, which must be read before the next member; or what is wrong with it.

    `place` is the name, with a number where others before it had the same.
    """

    def __init__(self, name: str, again: int, data: BinaryIO | None, wrong: str = "") -> None:
        self.name, self.data, self.wrong = name, data, wrong
        self.place = f"{name}+{again}" if again else name


def is_zip(head: bytes) -> bool:
    """Whether data that begins with `head` is a zip archive, and no office document, which is one too."""
    if head[:4] == b"PK\x05\x06":
        return True
    if head[:4] != b"PK\x03\x04" or len(head) < 30:
        return False
    name = head[30 : 30 + struct.unpack("<H", head[26:28])[0]].decode("utf-8", "replace")
    return name not in _OFFICE


def is_tar(head: bytes) -> bool:
    """Whether data that begins with `head` is a tar archive."""
    return head[257:262] == b"ustar"


def zip_members(stream: BinaryIO) -> Iterator[Member]:
    """The files of a zip archive in the order of its list. `stream` can seek. Raises what a damaged archive raises."""
    size = stream.seek(0, io.SEEK_END)
    _bound_directory(stream, size)
    budget = Budget(size)
    with zipfile.ZipFile(stream) as archive:
        seen: dict[str, int] = {}
        for info in archive.infolist():
            if info.is_dir():
                continue
            name = info.filename
            again = seen.get(name, -1) + 1
            seen[name] = again
            if info.flag_bits & 1:
                yield Member(name, again, None, "encrypted")
            elif info.compress_type not in _METHODS:
                yield Member(name, again, None, "compressed in a way that is not read")
            else:
                try:
                    with archive.open(info) as data:
                        yield Member(name, again, cast(BinaryIO, _Spending(cast(BinaryIO, data), budget)))
                except (OSError, EOFError, ValueError, RuntimeError, NotImplementedError, struct.error, zipfile.BadZipFile) as error:
                    yield Member(name, again, None, f"damaged: {str(error)[:120]}")


def tar_members(stream: BinaryIO) -> Iterator[Member]:
    """The files of a tar archive in its order; links and devices are none. `stream` is read once. Raises what a damaged archive raises."""
    seen: dict[str, int] = {}
    with tarfile.open(fileobj=cast(BinaryIO, _Forward(stream)), mode="r:", errorlevel=0) as archive:
        while (info := archive.next()) is not None:
            vars(archive)["members"].clear()  # the archive would remember them all
            if not info.isreg():
                continue
            name = info.name
            again = seen.get(name, -1) + 1
            if again or len(seen) < _REMEMBERED:
                seen[name] = again
            if info.issparse():
                yield Member(name, again, None, "stored with holes, which is not read")
            elif (data := archive.extractfile(info)) is not None:
                yield Member(name, again, cast(BinaryIO, Counted(cast(BinaryIO, data))))


def aside(data: BinaryIO) -> BinaryIO:
    """The bytes of `data` where they can be sought in: in memory if they are few, else in a file without a name. Raises `OSError` where they are too many."""
    if data.seekable():
        return data
    kept = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (closed when let go)
    size = 0
    while piece := data.read(1 << 20):
        size += len(piece)
        if size > NESTED:
            raise OSError(f"too large for a container that must be put aside: the limit is {NESTED // 1_000_000_000} GB")
        kept.write(piece)
    kept.seek(0)
    return cast(BinaryIO, kept)


def _bound_directory(stream: BinaryIO, size: int) -> None:
    """Raises `OSError` where the list of members is larger than memory should hold: its size stands at the end of the archive."""
    tail = min(size, 66_000)
    stream.seek(size - tail)
    data = stream.read(tail)
    at = data.rfind(b"PK\x05\x06")
    if at < 0 or len(data) < at + 22:
        raise zipfile.BadZipFile("the list of its members is missing: it breaks off")
    (listed,) = struct.unpack("<L", data[at + 12 : at + 16])
    wide = data.rfind(b"PK\x06\x06", 0, at)
    if listed == 0xFFFFFFFF and wide >= 0 and len(data) >= wide + 48:
        (listed,) = struct.unpack("<Q", data[wide + 40 : wide + 48])
    if listed > DIRECTORY:
        raise OSError(f"too many members: the list of them has {listed / 1e6:.0f} MB, the limit is {DIRECTORY // 1_000_000} MB; unpack it into a folder")
    stream.seek(0)


class _Spending(io.RawIOBase):
    """A member whose bytes count against what its archive may unpack to."""

    def __init__(self, data: BinaryIO, budget: Budget) -> None:
        self._data, self._budget = data, budget

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._data.read(size)
        self._budget.spend(len(data))
        return data


class _Forward(Counted):
    """A stream that can be sought forward only, and from which no more is read at once than a header may have."""

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes."""
        if size > _HEADERS:
            raise tarfile.ReadError(f"a header of {size} bytes")
        return super().read(size)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Reads on up to `offset`; a place that is past stays past."""
        if whence != io.SEEK_SET or offset < self.tell():
            raise io.UnsupportedOperation("seek backwards")
        while offset > self.tell() and super().read(min(offset - self.tell(), 1 << 20)):
            continue
        return self.tell()
