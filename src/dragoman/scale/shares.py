"""Many files as shares of work, each of which becomes one Parquet file; a manifest beside it says what it was made of.

A share is done when its manifest is there: the Parquet file is written under another name and renamed, then the manifest. So whatever
dies, and however often a share is worked on, each page is in the folder once. `FOLDER/share-*.parquet` is one data set for DuckDB or Spark,
which leave out names that begin with `_` or `.`; the manifests are `FOLDER/_manifest/share-*.json`.
"""

import glob
import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from dragoman import pages
from dragoman.model.errors import UnreadableInput, one_line
from dragoman.model.page import Input
from dragoman.pages import Part
from dragoman.scale.digests import digest
from dragoman.scale.errors import ScaleError
from dragoman.scale.pool import Lost, Pool

if TYPE_CHECKING:
    import pyarrow

#: Bytes of input a share has at least, where there are so many: a minute or two of reading, so that a lost one costs little.
SIZE = 8_000_000
#: Rows that are written to the Parquet file at a time.
_ROWS = 256
_MANIFESTS = "_manifest"

#: What one page becomes: its cells by column. `why` among them says that it could not be read.
Cells = Mapping[str, Any]


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a file, as it was: `changed` is the time of its last change in nanoseconds, `size` its bytes; the rest as in `pages.Part`."""

    path: str
    start: int
    end: int
    line: int
    size: int
    changed: int


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """Pieces that are worked on together, by one edition of the work and with these columns of tables; its name follows from all that."""

    pieces: tuple[Piece, ...]
    edition: str
    columns: dict[str, str] | None = None

    @property
    def name(self) -> str:
        """The name of its files, without ending."""
        return f"share-{hashlib.sha256(msgspec.json.encode(self)).hexdigest()[:20]}"


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a share has become. `sha256` and `bytes` are of the Parquet file, `seconds` how long it took, `resident` the largest memory of
    the process that read, in bytes."""

    name: str
    share: Share
    read: int
    failed: int
    skipped: int
    bytes: int
    sha256: str
    seconds: float
    resident: int


class Job(msgspec.Struct, frozen=True):
    """What is done with every page: `work` makes its cells, for `columns` besides those of every share; both, and `warm` (see `Pool`), are
    found by their names on every machine. `limit` is the seconds that a page may take."""

    work: Callable[[Input], Cells]
    columns: Callable[[], "pyarrow.Schema"]
    warm: str | None
    limit: float


def shares(
    files: Iterable[str | UnreadableInput], folder: str, edition: str, size: int = SIZE, columns: pages.Columns | None = None
) -> Iterator[Share | UnreadableInput]:
    """What is still to be done of `files`, in shares of about `size` bytes: large files in parts, small ones together."""
    named = dict(columns) if columns else None
    done = {piece for m in manifests(folder) if (m.share.edition, m.share.columns) == (edition, named) for piece in m.share.pieces}
    gathered: list[Piece] = []
    for file in files:
        if isinstance(file, UnreadableInput):
            yield file
            continue
        try:
            found = [piece for piece in _pieces(os.path.abspath(file), size, columns) if piece not in done]
        except UnreadableInput as error:
            yield error
            continue
        for piece in found:
            gathered.append(piece)
            if sum(p.end - p.start for p in gathered) >= size:
                yield Share(pieces=tuple(gathered), edition=edition, columns=named)
                gathered = []
    if gathered:
        yield Share(pieces=tuple(gathered), edition=edition, columns=named)


def work_through(share: Share, folder: str, job: Job) -> Manifest:
    """Works a share through and writes its files, in a process apart, so that a page that ends it is skipped. Raises `ScaleError`, `OSError`."""
    import pyarrow
    from pyarrow import parquet

    began = time.monotonic()
    counts = {"read": 0, "failed": 0, "skipped": 0}
    schema = pyarrow.unify_schemas([pyarrow.schema([(name, pyarrow.string()) for name in ("source", "mark", "state", "why")]), job.columns()])
    target = os.path.join(folder, f"{share.name}.parquet")
    hidden = os.path.join(folder, f".{share.name}.{os.getpid()}.tmp")
    try:
        with Pool(job.work, 1, warm=job.warm, limit=job.limit, apart=True) as pool, parquet.ParquetWriter(hidden, schema, compression="zstd") as writer:
            rows: list[Cells] = []
            for row in _rows(pool, share):
                counts[row["state"]] += 1
                rows.append(row)
                if len(rows) == _ROWS:
                    writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema))
                    rows = []
            writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema))
        with open(hidden, "rb") as file:
            checksum = hashlib.file_digest(file, "sha256").hexdigest()
            os.fsync(file.fileno())
        made = Manifest(
            name=share.name, share=share, bytes=os.path.getsize(hidden), sha256=checksum, seconds=round(time.monotonic() - began, 3), resident=max(pool.peaks, default=0), **counts
        )
        os.replace(hidden, target)
    finally:
        if os.path.exists(hidden):
            os.remove(hidden)
    _write(folder, made)
    return made


def manifests(folder: str) -> list[Manifest]:
    """What is done in a folder, by name. Raises `ScaleError` for a manifest that is not one."""
    found = []
    for path in sorted(glob.glob(os.path.join(glob.escape(folder), _MANIFESTS, "share-*.json"))):
        try:
            with open(path, "rb") as file:
                found.append(msgspec.json.decode(file.read(), type=Manifest))
        except (OSError, msgspec.DecodeError) as error:
            raise ScaleError(f"{one_line(path)}: not a manifest of a share ({error}); remove it, and its share is made again") from None
    return found


def rows(folder: str, manifest: Manifest) -> Iterator[Cells]:
    """The rows of a share. Raises `ScaleError` where its file is not the one that was written."""
    from pyarrow import parquet

    path = os.path.join(folder, f"{manifest.name}.parquet")
    try:
        with open(path, "rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != manifest.sha256:
                raise ScaleError(f"{one_line(path)}: not the file that was written; remove its manifest, and it is made again")
        for batch in parquet.ParquetFile(path).iter_batches(_ROWS):
            yield from batch.to_pylist()
    except OSError as error:
        raise ScaleError(f"{one_line(path)}: {error.strerror or error}; remove its manifest, and it is made again") from None


def prepare(folder: str) -> None:
    """Makes the folder. Raises `ScaleError`."""
    try:
        os.makedirs(os.path.join(folder, _MANIFESTS), exist_ok=True)
    except OSError as error:
        raise ScaleError(f"{one_line(folder)}: cannot be made: {error.strerror or error}") from None


def _pieces(file: str, size: int, columns: pages.Columns | None) -> Iterator[Piece]:
    if file != _escaped(file):
        raise UnreadableInput(file, "its name is not Unicode, which a manifest cannot hold; rename it")
    for part in pages.parts(file, size, columns):
        about = os.stat(file)
        yield Piece(path=file, start=part.start, end=part.end, line=part.line, size=about.st_size, changed=about.st_mtime_ns)


def _rows(pool: Pool[Cells], share: Share) -> Iterator[dict[str, Any]]:
    """The rows of a share in the order of its pages: `state` is `read`, `failed` or `skipped`."""
    marks: dict[str, str] = {}

    def found() -> Iterator[Input | UnreadableInput]:
        for piece in share.pieces:
            for item in pages.inputs_of(Part(path=piece.path, start=piece.start, end=piece.end, line=piece.line), share.columns):
                if isinstance(item, Input):
                    marks[item.source] = digest(item) or ""
                yield item

    for item, result in pool.each(found()):
        cells: dict[str, Any] = {}
        state = "read"
        match result:
            case None:
                state, cells = "failed", {"why": item.why if isinstance(item, UnreadableInput) else None}
            case Lost(why, crashed):
                state, cells = "skipped" if crashed else "failed", {"why": f"the process that reads {why}" if crashed else why}
            case _:
                cells = dict(result)
                state = "failed" if cells.get("why") is not None else "read"
        yield {"source": _escaped(item.source), "mark": marks.pop(item.source, ""), "state": state, **cells}


def _write(folder: str, manifest: Manifest) -> None:
    path = os.path.join(folder, _MANIFESTS, f"{manifest.name}.json")
    hidden = os.path.join(folder, _MANIFESTS, f".{manifest.name}.{os.getpid()}.tmp")
    with open(hidden, "wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(manifest)))
        file.flush()
        os.fsync(file.fileno())
    os.replace(hidden, path)


def _escaped(name: str) -> str:
    """A file name that is not Unicode with its bytes escaped."""
    return name.encode("utf-8", "backslashreplace").decode()
