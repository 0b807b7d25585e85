"""`dragoman read`: pages in, JSON Lines or a page for people out."""

import sys
from collections.abc import Sequence

import msgspec

from dragoman import pages
from dragoman.cli import console, status, summary, work
from dragoman.cli.page import show
from dragoman.model.errors import UnreadableInput, one_line
from dragoman.model.reading import Reading
from dragoman.scale import LIMIT


def read(
    paths: Sequence[str], *, text: bool, language: str, min_confidence: float = 0.0, columns: pages.Columns | None = None,
    jobs: int | None = None, limit: float = LIMIT,
) -> int:  # fmt: skip
    """Reads and prints, in the order of the inputs; one that fails is named on standard error and the rest is read. Gives the exit status.

    Events below `min_confidence` are left out; statements and all else stay. `jobs` processes read, each page within `limit` seconds.
    """
    page = console.output()
    tally = summary.Tally()
    pool, items = work.pool(work.read, pages.inputs(paths, columns), jobs, limit)
    with pool, console.Bar(None) as bar:
        for item, result in pool.each(items):
            bar.hide()
            done = work.outcome(item, result)
            if isinstance(done, UnreadableInput):
                console.failed(done)
                tally.error(done)
            elif isinstance(done, work.Read):
                found = _sure(done.reading, min_confidence)
                if text:
                    show(found, page, language, rule_before=tally.read > 0)
                else:
                    write_line(found)
                tally.page(found)
            bar.on(one_line(item.source))
            bar.show()
            bar.step()
    if tally.read + tally.failures > 1:
        tally.tell(pool, f"{summary.pages(tally.read)} read" + (f", {tally.failures} failed" if tally.failures else ""))
    return status.of_batch(tally.read, tally.failures)


def _sure(result: Reading, least: float) -> Reading:
    """The reading without the events below a confidence. No other record refers to an event, so nothing else changes."""
    kept = tuple(e for e in result.events if e.confidence >= least)
    return result if len(kept) == len(result.events) else msgspec.structs.replace(result, events=kept)


def write_line(result: Reading) -> None:
    """One JSON object and a line break on standard output, always UTF-8."""
    sys.stdout.flush()
    sys.stdout.buffer.write(encode(result) + b"\n")
    sys.stdout.buffer.flush()


def encode(result: Reading) -> bytes:
    """The JSON of a reading. A file name that is not Unicode is escaped: JSON has no bytes."""
    source = result.source.encode("utf-8", "backslashreplace").decode()
    return msgspec.json.encode(msgspec.structs.replace(result, source=source))
