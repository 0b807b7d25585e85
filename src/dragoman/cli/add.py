"""`dragoman add`: pages in, kept in the record."""

import os
from collections.abc import Iterator
from typing import Literal

from dragoman import pages
from dragoman.cli import console, status, summary, work
from dragoman.model.errors import UnreadableInput, one_line
from dragoman.model.page import Input
from dragoman.record import Entry, Keeper, RecordError
from dragoman.scale import LIMIT, Lost, ScaleError, digest


def add(paths: tuple[str, ...], record: str, *, jobs: int | None = None, limit: float = LIMIT) -> int:
    """Reads and keeps; an input that fails is named on standard error and the rest is kept. Gives the exit status.

    Inputs that were kept before are not read again while neither they nor the reader changed; those that failed are. `jobs` processes read,
    each page within `limit` seconds; this one keeps.
    """
    keeper: Keeper | None = None
    tally = summary.Tally()
    try:
        with Keeper(record) as keeper:
            todo = _Todo(keeper, tally)
            pool, items = work.pool(work.read_with_terms, todo.of(paths), jobs, limit)
            with pool, console.Bar(None, "adding", timed=True) as bar:
                for item, result in pool.each(items):
                    bar.on(one_line(os.path.basename(item.source) or item.source))
                    done, mark = work.outcome(item, result), todo.marks.pop(item.source, None)
                    if isinstance(done, UnreadableInput):
                        bar.hide()
                        console.failed(done)
                        bar.show()
                        tally.error(done)
                        state: Literal["failed", "skipped"] = "skipped" if isinstance(result, Lost) and result.crashed else "failed"
                        if item.source != "-":
                            keeper.note(Entry(source=item.source, mark=mark or "", state=state, why=done.why))
                    else:
                        keeper.keep(done.reading, done.terms, mark)
                        tally.page(done.reading)
                    bar.step()
            keeper.flush()
            work.tell(tally, keeper, pool, record)
            return status.of_batch(tally.read + tally.known, tally.failures)
    except (RecordError, ScaleError) as error:
        console.complain(str(error))
        return status.SOME_FAILED if keeper is not None and keeper.kept + tally.known else status.NOTHING_READ


class _Todo:
    """What is still to be read, and the marks by which the ledger will know it."""

    def __init__(self, keeper: Keeper, tally: summary.Tally) -> None:
        self._keeper, self._tally = keeper, tally
        self.marks: dict[str, str] = {}

    def of(self, paths: tuple[str, ...]) -> Iterator[Input | UnreadableInput]:
        """The inputs that the record does not have as they are now."""
        for item in work.here(pages.inputs(paths)):
            if isinstance(item, Input) and item.source != "-":
                mark = digest(item)
                if mark is not None and self._keeper.knows(item.source, mark):
                    self._tally.known += 1
                    continue
                if mark is not None:
                    self.marks[item.source] = mark
            yield item
