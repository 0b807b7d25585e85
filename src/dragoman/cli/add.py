"""`dragoman add`: pages in, kept in the record."""

import os
from collections.abc import Iterator

import msgspec

from dragoman import pages
from dragoman.cli import console, status, summary, work
from dragoman.model.errors import UnreadableInput, one_line
from dragoman.model.page import Input, Silent
from dragoman.record import Entry, Keeper, RecordError, container_mark
from dragoman.scale import LIMIT, Lost, ScaleError, digest


def add(
    paths: tuple[str, ...], record: str, columns: pages.Columns | None = None, *, jobs: int | None = None, limit: float = LIMIT, telling: bool = False
) -> int:
    """Reads and keeps; an input that fails is named on standard error and the rest is kept. Gives the exit status.

    Inputs that were kept before are not read again while neither they nor the reader changed; those that failed are. `jobs` processes read,
    each page within `limit` seconds; this one keeps. With `telling`, pages that tell nothing are left out.
    """
    keeper: Keeper | None = None
    tally = summary.Tally()
    try:
        with Keeper(record) as keeper:
            todo = _Todo(keeper, tally, columns, telling)
            pool, items = work.pool(work.read_telling if telling else work.read_with_terms, todo.of(paths), jobs, limit)
            with pool, console.Bar(None, "adding", timed=True) as bar:
                results: Iterator[tuple[Input | UnreadableInput | Entry, work.Result]] = pool.each(items)
                for item, result in results:
                    if isinstance(item, Entry):
                        keeper.note(item)
                        continue
                    bar.on(one_line(os.path.basename(item.source) or item.source))
                    done, mark = work.outcome(item, result), todo.marks.pop(item.source, None)
                    if isinstance(done, UnreadableInput):
                        bar.hide()
                        console.failed(done)
                        bar.show()
                        tally.error(done)
                        if mark is not None:
                            crashed = isinstance(result, Lost) and result.crashed
                            keeper.note(Entry(source=item.source, mark=mark, state="skipped" if crashed else "failed", why=done.why))
                    elif isinstance(done, Silent):
                        tally.silent[done.why] += 1
                        if mark is not None:
                            keeper.note(Entry(source=item.source, mark=mark, state="silent", why=done.why))
                    else:
                        keeper.keep(done.reading, done.terms, mark)
                        tally.page(done.reading)
                    bar.step()
            keeper.flush()
            work.tell(tally, keeper, pool, record)
            return status.of_batch(tally.read + tally.known + tally.silent.total(), tally.failures)
    except (RecordError, ScaleError) as error:
        console.complain(str(error))
        return status.SOME_FAILED if keeper is not None and keeper.kept + tally.known else status.NOTHING_READ


class _Todo:
    """What is still to be read, and the marks by which the ledger will know it."""

    def __init__(self, keeper: Keeper, tally: summary.Tally, columns: pages.Columns | None, telling: bool) -> None:
        self._keeper, self._tally, self._columns, self._telling = keeper, tally, columns, telling
        self._ended: list[Entry] = []
        #: The file at hand, None for standard input and for what is not there: neither is written into the ledger.
        self._file: Entry | None = None
        self.marks: dict[str, str] = {}

    def of(self, paths: tuple[str, ...]) -> Iterator[Input | UnreadableInput | Entry]:
        """The inputs that the record does not have as they are now, and behind those of a container that the ledger may call it whole."""
        for item in pages.inputs(paths, self._columns, self._passes):
            yield from self._take_ended()
            if self._file is not None:
                self._mind_container(self._file, item)
                mark = digest(item) if isinstance(item, Input) else None
                if mark is not None and self._keeper.knows(item.source, mark, silent=self._telling):
                    self._tally.known += 1
                    continue
                self.marks[item.source] = mark or ""
            yield item
        self._end()
        yield from self._take_ended()

    def _mind_container(self, file: Entry, item: Input | UnreadableInput) -> None:
        """A file with pages inside is a container; one that is damaged itself is never whole."""
        if item.source != file.source and file.state != "failed":
            self._file = msgspec.structs.replace(file, state="whole")
        elif isinstance(item, UnreadableInput):
            self._file = msgspec.structs.replace(file, state="failed")

    def _passes(self, path: str) -> bool:
        """Whether all of a file is known. It is asked when the file before it is through."""
        self._end()
        try:
            about = os.stat(path)
        except (OSError, ValueError):
            return False
        mark = container_mark(about.st_size, about.st_mtime_ns, self._columns)
        if self._keeper.knows(path, mark):
            self._tally.known += self._keeper.inside(path)
            return True
        self._file = Entry(source=path, mark=mark, state="kept")
        return False

    def _end(self) -> None:
        """The file at hand is through; only one that had pages inside was a container, and one of which pages were left out is not whole."""
        if self._file is not None and self._file.state == "whole" and not self._telling:
            self._ended.append(self._file)
        self._file = None

    def _take_ended(self) -> Iterator[Entry]:
        yield from self._ended
        self._ended.clear()

