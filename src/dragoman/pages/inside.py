"""What a stream holds, told from its first bytes, and the pages in it: a page alone, a crawl, a table, a feed, an archive of any of them."""

import io
import lzma
import re
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Literal, cast

import msgspec

from dragoman.model.errors import UnreadableInput
from dragoman.model.page import Given, Input
from dragoman.pages import archives, feeds, tables, warc
from dragoman.pages.columns import Columns, NoPages
from dragoman.pages.load import LIMIT
from dragoman.pages.streams import HEAD, Packing, Recoded, Unpacked, packing, peeked, unpacked, upto

Kind = Literal["page", "warc", "table", "feed", "sitemap", "zip", "tar"]

_PACKED = r"(?:\.(?:gz|bz2|xz|zst))?$"
#: What a file of a folder or an archive must be called to be taken for a page. A file named by itself may be called anything.
KINDS = (".txt", ".text", ".html", ".htm", ".xhtml")
_PAGE = re.compile(rf"(?:{'|'.join(map(re.escape, KINDS))}){_PACKED}", re.IGNORECASE)
#: What may hold pages, and as often something else.
_PERHAPS = re.compile(rf"\.(?:xml|rss|atom|rdf|json){_PACKED}", re.IGNORECASE)
_CONTAINER = re.compile(rf"\.(?:warc|wet|json|jsonl|ndjson|csv|tsv|tar|xml|rss|atom|rdf){_PACKED}|\.(?:zip|tgz|tbz2|txz|tzst)$", re.IGNORECASE)

#: What readers of formats raise on damaged data.
_DAMAGE = (
    OSError, EOFError, ValueError, RuntimeError, ArithmeticError, LookupError, struct.error, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError,
)  # fmt: skip


class Held(msgspec.Struct, frozen=True):
    """What a stream holds: its kind; the stream, unpacked where its reader does not do that; how it is packed; how a table is written."""

    kind: Kind
    stream: BinaryIO
    packed: Packing | None = None
    layout: tables.Layout | None = None


def is_wanted(name: str) -> bool:
    """Whether a file of a folder or an archive is called as a page or a container of pages is."""
    return bool(_PAGE.search(name) or _CONTAINER.search(name))


def look(stream: BinaryIO, source: str, columns: Columns | None = None) -> Held:
    """What `stream` holds; of what it can be read once, nothing is lost. Raises `UnreadableInput` for what is packed twice."""
    head, stream = peeked(stream)
    packed = packing(head)
    if packed is not None:
        head = _unpacked_head(head, packed)
        if packing(head) is not None:
            raise UnreadableInput(source, "compressed twice: unpack it once")
    kind, layout = _kind(head, source, columns)
    if packed is not None and not (kind == "warc" and packed in ("gzip", "zstd")):
        stream = unpacked(stream, packed)
    if layout is not None and _is_wide(head):
        stream = io.BufferedReader(Recoded(stream), HEAD)
    return Held(kind, stream, packed, layout)


def pages(held: Held, source: str, columns: Columns | None, depth: int = 0) -> Iterator[Input | UnreadableInput]:
    """The pages of a stream that `look` has looked at; `depth` counts the archives around it.

    Damage ends it with a line that names it; a crawl or table without any page gives a `NoPages`.
    """
    any_page = False
    for found in _pages(held, source, columns, depth):
        any_page = True
        yield found
    if not any_page:
        yield empty(held, source)


def empty(held: Held, source: str) -> NoPages:
    """What is said of a stream without any page."""
    return NoPages(source, f"no pages in this {'crawl' if held.kind == 'warc' else held.kind}")


def _pages(held: Held, source: str, columns: Columns | None, depth: int) -> Iterator[Input | UnreadableInput]:
    try:
        match held.kind:
            case "page":
                yield _alone(held.stream, source)
            case "warc":
                yield from warc.inputs(held.stream, source, held.packed if held.packed in ("gzip", "zstd") else None)
            case "table":
                assert held.layout is not None
                yield from tables.inputs(held.stream, source, held.layout, columns)
            case "feed":
                yield from _entries(held.stream, source)
            case "sitemap":
                listed = sum(1 for _ in feeds.sitemap(upto(held.stream, feeds.SITEMAP_LIMIT + 1), source))
                yield NoPages(source, f"a sitemap: it names {listed} addresses and holds no page; fetch them")
            case "zip":
                yield from _members(archives.zip_members(archives.aside(held.stream)), source, columns, depth)
            case "tar":
                yield from _members(archives.tar_members(held.stream), source, columns, depth)
    except UnreadableInput as error:
        yield error
    except _DAMAGE as error:
        yield UnreadableInput(source, f"damaged, and not read to its end: {_said(error)}")


def _members(members: Iterator[archives.Member], source: str, columns: Columns | None, depth: int) -> Iterator[Input | UnreadableInput]:
    """The pages of an archive's members that are called as pages or containers are."""
    any_page = False
    for member in members:
        if not is_wanted(member.name) or member.name.startswith("__MACOSX/"):
            continue
        name = f"{source}#{member.place}"
        try:
            if member.data is None:
                raise UnreadableInput(name, member.wrong)
            held = look(member.data, name, columns)
            if held.kind != "page" and depth:
                raise UnreadableInput(name, "an archive or table in an archive in an archive: unpack it first")
            if is_stray(held, member.name):
                continue
            for found in pages(held, name, columns, depth + 1):
                if not isinstance(found, NoPages):
                    any_page = True
                    yield found
        except UnreadableInput as error:
            any_page = True
            yield error
        except _DAMAGE as error:
            any_page = True
            yield UnreadableInput(name, f"damaged: {_said(error)}")
    if not any_page:
        yield UnreadableInput(source, f"no pages in this archive (looked for {' '.join(KINDS)}, crawls, tables and feeds)")


def is_stray(held: Held, name: str) -> bool:
    """Whether a file found in a folder or archive is XML or JSON of some other kind, which only its name had made look like a feed or a table."""
    return held.kind == "page" and _PERHAPS.search(name) is not None


def _kind(head: bytes, source: str, columns: Columns | None) -> tuple[Kind, tables.Layout | None]:
    if head.lstrip(b"\r\n").startswith((b"WARC/0.", b"WARC/1.")):
        return "warc", None
    if archives.is_zip(head):
        return "zip", None
    if archives.is_tar(head):
        return "tar", None
    if (listing := feeds.kind(head)) is not None:
        return listing, None
    text = upto(cast(BinaryIO, Recoded(io.BytesIO(head))), HEAD) if _is_wide(head) else head
    layout = tables.layout(text, source, columns)
    return ("table", layout) if layout is not None else ("page", None)


def _is_wide(head: bytes) -> bool:
    return head.startswith((b"\xff\xfe", b"\xfe\xff"))


def _unpacked_head(head: bytes, packed: Packing) -> bytes:
    """The first bytes of what data that begins with `head` unpacks to."""
    stream = Unpacked(io.BytesIO(head), packed)
    pieces: list[bytes] = []
    size = 0
    try:
        while size < HEAD and (piece := stream.read(8192)):
            pieces.append(piece)
            size += len(piece)
    except OSError:
        pass  # the head ends within
    return b"".join(pieces)


def _alone(stream: BinaryIO, source: str) -> Input | UnreadableInput:
    data = upto(stream, LIMIT + 1)
    if len(data) > LIMIT:
        return UnreadableInput(source, f"too large for a page: more than the limit of {LIMIT // 1_000_000} MB")
    return Input(source=source, data=data)


def _entries(stream: BinaryIO, source: str) -> Iterator[Input | UnreadableInput]:
    """The articles that a feed holds whole, named by their number in it; those of which it has only a summary are counted in one line."""
    short = count = 0
    for count, entry in enumerate(feeds.entries(upto(stream, feeds.FEED_LIMIT + 1), source), 1):
        if entry.whole:
            page = f"<!doctype html><html><body>{entry.content}</body></html>" if "<" in entry.content else entry.content
            yield Input(
                source=f"{source}#{count}", data=page.encode("utf-8", "replace"), url=entry.url, encoding="utf-8",
                given=Given(title=entry.title, published=entry.published, outlet=entry.outlet, byline=entry.byline),
            )  # fmt: skip
        else:
            short += 1
    if short:
        yield UnreadableInput(source, f"{short} of {count} entries are only summaries, which are not read: fetch their articles")
    elif not count:
        yield UnreadableInput(source, "a feed without entries")


def _said(error: BaseException) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).replace("\n", " ")[:160]
