"""WARC and WET files: the pages that a crawl kept, record by record.

Read with fastwarc; a record that is broken or lies about its length is named, and reading goes on at the next border that holds.
"""

import io
import re
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO, cast

from fastwarc import ArchiveIterator, GzipReader, WarcRecord, WarcRecordType, ZstdReader
from fastwarc.stream_io import BrotliReader, ChunkedReader, WarcReader

from dragoman.model.errors import UnreadableInput
from dragoman.model.page import Input
from dragoman.pages.feeds import address
from dragoman.pages.load import LIMIT
from dragoman.pages.streams import Counted, Packing, upto

#: What a response must be to be a page.
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
#: Headers and the lengths of chunks may add so much to the bytes of a page.
_AROUND = 1_000_000
#: No record of a page is so long; one that claims it in a packed file is not unpacked to see whether it tells the truth.
_FAR = 1_000_000_000
#: Looking for borders behind damage may read the file so many times over, beyond the first gigabyte.
_TIMES = 10
_PIECE = 1 << 20
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:+-]{2,40})", re.IGNORECASE)
#: A record that claims to be longer than it is goes on into the head of the next.
_SWALLOWED = re.compile(rb"\r?\n\r?\nWARC/[01]\.\d{1,2}\r?\n(?:[\w-]{1,40}: [^\r\n]{0,2000}\r?\n){0,20}?WARC-Type: ")
#: Damage that no record can be named for is told at the record before it.
_BEHIND = "behind this record: "

#: Where a record can begin, by how the file is packed. What only looks so is told by trying it.
_BORDERS: dict[Packing | None, re.Pattern[bytes]] = {
    None: re.compile(rb"WARC/[01]\.\d{1,2}\r?\n"),
    "gzip": re.compile(rb"\x1f\x8b\x08[\x00-\x1f]"),
    "zstd": re.compile(rb"\x28\xb5\x2f\xfd"),
}


class Place:
    """Where a record begins: the byte `at` which the file can be entered, and how many records of the same member stand before it."""

    def __init__(self, at: int, behind: int = 0) -> None:
        self.at, self.behind = at, behind

    def __str__(self) -> str:
        return f"{self.at}+{self.behind}" if self.behind else str(self.at)


def inputs(stream: BinaryIO, source: str, packing: Packing | None, start: int = 0, end: int | None = None) -> Iterator[Input | UnreadableInput]:
    """The pages of the records that begin from byte `start` up to, not with, `end`: HTML and text that came with status 200 or were
    kept as resources, the texts of a WET file.

    `source` names each by the byte at which its record begins; where several records were packed as one, those behind the first add
    `+` and their number. `packing` is None, gzip or zstd. When a record was fetched is not when it was published, and is left out.
    """
    for place, found in walk(stream, packing, start, end):
        name = f"{source}#{place}"
        page = UnreadableInput(name, found) if isinstance(found, str) else _page(found, name)
        if page is not None:
            yield page


def walk(stream: BinaryIO, packing: Packing | None, start: int = 0, end: int | None = None) -> Iterator[tuple[Place, WarcRecord | str]]:
    """The records and their places, or in words what is wrong at a place: once for each stretch of damage.

    A record must be read before the next is asked for. Where the walk goes on depends on nothing before the byte it stands at, so
    that it can be taken up at any place of a record without others `behind`.
    """
    seekable = stream.seekable()
    size = stream.seek(0, io.SEEK_END) if seekable else None
    bare = seekable and _is_bare(stream, packing)
    spare = _FAR + _TIMES * (size or 0)
    damage: tuple[Place, str] | None = None
    exact = False
    entered: int | None = start
    while entered is not None and (end is None or entered < end):
        if seekable:
            stream.seek(entered)
        wrong: tuple[Place, str] | None = None
        for place, found in _run(stream if seekable else cast(BinaryIO, Counted(stream)), packing, size, bare):
            if isinstance(found, str):
                wrong = (place, found)
                break
            if damage is not None:
                yield damage
                damage = None
            if end is not None and place.at >= end:
                return
            yield place, found
        if wrong is None:
            break
        if damage is None or not exact:
            damage, exact = wrong, not wrong[1].startswith(_BEHIND)
        if not seekable:
            damage = (wrong[0], f"{wrong[1]}; a stream cannot be searched for records behind it")
            break
        spare -= stream.tell() - entered
        if spare < 0:
            damage = (wrong[0], "too much damage: what stands behind this record is left")
            break
        entered = _next_border(stream, packing, wrong[0].at + 1)
    if damage is not None:
        yield damage


def _run(stream: BinaryIO, packing: Packing | None, size: int | None, bare: bool) -> Iterator[tuple[Place, WarcRecord | str]]:
    """Records from where `stream` stands until one is broken, which is told in words at the place of the last that could be told apart.

    With `bare`, lines end without a carriage return.
    """
    place, any_record = Place(stream.tell()), False
    members = _unpacker(stream, packing)
    try:
        for n, record in enumerate(ArchiveIterator(members or stream, parse_http=False, quirks_mode=bare)):
            at = members.frame_start_position() if members is not None else record.stream_pos
            place = Place(place.at, place.behind + 1) if n and at in (None, place.at) else Place(at or 0)
            if record.record_type in (WarcRecordType.no_type, WarcRecordType.unknown) and "WARC-Type" not in record.headers:
                yield place, "a damaged record: its head says nothing"
                return
            if record.content_length > (_FAR if members is not None else (size or sys.maxsize) - place.at):
                yield place, f"a record that claims {record.content_length} bytes"
                return
            any_record = True
            yield place, record
            record.reader.consume()
            if record.reader.tell() < record.content_length:
                yield place, f"breaks off: the record claims {record.content_length} bytes, {record.reader.tell()} are there"
                return
    except (OSError, ValueError, OverflowError) as error:
        yield place, f"{_BEHIND if any_record else ''}damaged data: {str(error)[:200]}"


def _unpacker(stream: BinaryIO, packing: Packing | None) -> GzipReader | ZstdReader | None:
    if packing is None:
        return None
    return GzipReader(stream) if packing == "gzip" else ZstdReader(stream)


def _is_bare(stream: BinaryIO, packing: Packing | None) -> bool:
    """Whether the lines of a file's first record end without a carriage return, as those of some home-made crawls do."""
    stream.seek(0)
    try:
        head = (_unpacker(stream, packing) or stream).read(200)
    except (OSError, ValueError):
        return False
    return re.match(rb"\s*WARC/[01]\.\d{1,2}\n", head) is not None


def _next_border(stream: BinaryIO, packing: Packing | None, past: int) -> int | None:
    """The first byte from `past` on at which a record may begin."""
    overlap = 40
    at = max(0, past - 1)
    stream.seek(at)
    kept = b""
    while piece := stream.read(_PIECE):
        data = kept + piece
        for match in _BORDERS[packing].finditer(data):
            if at + match.start() >= past:
                return at + match.start()
        kept = data[-overlap:]
        at += len(data) - len(kept)
    return None


def _page(record: WarcRecord, source: str) -> Input | UnreadableInput | None:
    """The page in a record; None where it is none (an image, a request, a redirect)."""
    encoding = "utf-8"
    match record.record_type:
        case WarcRecordType.conversion:
            if not _is_kind(record.headers.get("Content-Type") or "text/plain", _PAGES[2:]):
                return None
        case WarcRecordType.resource:
            if not _is_kind(record.headers.get("Content-Type") or "", _PAGES):
                return None
            said = _CHARSET.search(record.headers.get("Content-Type") or "")
            encoding = said.group(1) if said else ""
        case WarcRecordType.response if record.is_http:
            record.parse_http(quirks_mode=True)
            if record.http_headers.status_code != 200 or not _is_kind(record.http_content_type or "", _PAGES):
                return None
            encoding = (record.http_charset or "").strip("\"' ")
        case _:
            return None
    if record.content_length > LIMIT + _AROUND:
        return UnreadableInput(source, f"too large for a page: {record.content_length / 1e6:.0f} MB, the limit is {LIMIT // 1_000_000} MB")
    data = upto(cast(BinaryIO, record.reader), record.content_length)
    if len(data) < record.content_length:
        return None  # the walk says that it breaks off
    if b"\nWARC/" in data and (swallowed := _SWALLOWED.search(data)):
        data = data[: swallowed.start()]
    if record.record_type == WarcRecordType.response:
        headers = record.http_headers
        data = _decoded(data, (headers.get("Transfer-Encoding") or "").lower(), (headers.get("Content-Encoding") or "").lower())
    return Input(source=source, data=data, url=address((record.headers.get("WARC-Target-URI") or "").strip("<> ")), encoding=encoding or None)


def _is_kind(said: str, kinds: tuple[str, ...]) -> bool:
    return said.partition(";")[0].strip().lower() in kinds


def _decoded(data: bytes, transfer: str, content: str) -> bytes:
    """The bytes of a page without what they were wrapped in to be sent; crawlers often unwrap them and leave the header that says so.

    Never more than `LIMIT` and one byte.
    """
    readers: list[Callable[[BinaryIO], WarcReader]] = []
    if "chunked" in transfer:
        readers.append(ChunkedReader)
    if "gzip" in content and (data[:2] == b"\x1f\x8b" or readers):
        readers.append(GzipReader)
    elif "deflate" in content:
        readers.append(partial(GzipReader, zlib=True))
    elif content in ("br", "zstd"):
        readers.append(BrotliReader if content == "br" else ZstdReader)
    for reader in readers:
        try:
            data = upto(cast(BinaryIO, reader(io.BytesIO(data))), LIMIT + 1) or data
        except (OSError, ValueError):
            continue
    return data
