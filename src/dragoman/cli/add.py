"""`dragoman add`: pages in, kept in the record."""

import hashlib
import os

from dragoman import pages, reading
from dragoman.cli import console, status
from dragoman.cli.defects import defect
from dragoman.model.errors import UnreadableInput, one_line
from dragoman.model.page import Input
from dragoman.record import Keeper, RecordError


def add(paths: tuple[str, ...], record: str, columns: pages.Columns | None = None) -> int:
    """Reads and keeps; an input that fails is named on standard error and the rest is kept. Gives the exit status.

    Files that were kept before are not read again while neither they nor the reader changed.
    """
    sources = list(pages.inputs(paths, columns))
    keeper: Keeper | None = None
    counts = _Counts()
    try:
        with Keeper(record) as keeper:
            with console.Bar(len(sources), "adding", timed=True) as bar:
                for source in sources:
                    _one(source, keeper, bar, counts)
                    bar.step()
            keeper.flush()
            for reading_, error in keeper.refused:
                counts.kept, counts.failed = counts.kept - 1, counts.failed + 1
                console.complain(str(defect(reading_.source, error)))
            console.complain(f"{counts} — {keeper.summary()} in {one_line(record)}")
            return status.of_batch(counts.kept + counts.known, counts.failed)
    except RecordError as error:
        console.complain(str(error))
        return status.SOME_FAILED if keeper is not None and keeper.kept + counts.known else status.NOTHING_READ


class _Counts:
    def __init__(self) -> None:
        self.kept = self.known = self.failed = 0

    def __str__(self) -> str:
        said = [f"{self.kept} {'page' if self.kept == 1 else 'pages'} read and kept"]
        if self.known:
            said.append(f"{self.known} kept before")
        if self.failed:
            said.append(f"{self.failed} failed")
        return ", ".join(said)


def _one(source: Input | UnreadableInput, keeper: Keeper, bar: console.Bar, counts: _Counts) -> None:
    try:
        if isinstance(source, UnreadableInput):
            raise source
        bar.on(one_line(os.path.basename(source.source) or source.source))
        sha256 = _sha256(source.source) if source.data is None else None
        if sha256 is not None and keeper.knows(source.source, sha256):
            counts.known += 1
            return
        found, terms = reading.read_with_terms(source)
    except UnreadableInput as error:
        counts.failed += 1
        _say(str(error), bar)
    except Exception as error:
        if isinstance(error, RecordError):
            raise
        counts.failed += 1
        _say(str(defect(source.source, error)), bar)
    else:
        keeper.keep(found, terms, sha256)
        counts.kept += 1


def _say(message: str, bar: console.Bar) -> None:
    bar.hide()
    console.complain(message)
    bar.show()


def _sha256(source: str) -> str | None:
    """The digest of a file; None where it cannot be had, which reading it will explain."""
    try:
        with open(source, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None
