"""`dragoman read`: pages in, JSON Lines or a page for people out."""

import sys
from collections.abc import Iterable, Iterator

import msgspec

from dragoman import pages, reading
from dragoman.cli import console, status
from dragoman.cli.defects import defect
from dragoman.cli.page import show
from dragoman.model.errors import UnreadableInput, one_line
from dragoman.model.page import Input
from dragoman.model.reading import Reading


def read(paths: Iterable[str], *, text: bool, language: str, min_confidence: float = 0.0, columns: pages.Columns | None = None) -> int:
    """Reads and prints; an input that fails is named on standard error and the rest is read. Gives the exit status.

    Events below `min_confidence` are left out; statements and all else stay.
    """
    sources = list(pages.inputs(paths, columns))
    page = console.output()
    done = failed = 0
    with console.Bar(len(sources)) as bar:
        for result in _results(sources, bar):
            bar.hide()
            if isinstance(result, UnreadableInput):
                failed += 1
                console.complain(str(result))
            elif text:
                show(_sure(result, min_confidence), page, language, rule_before=done > 0)
                done += 1
            else:
                write_line(_sure(result, min_confidence))
                done += 1
            bar.show()
            bar.step()
    return status.of_batch(done, failed)


def _results(
    sources: Iterable[Input | UnreadableInput], bar: console.Bar
) -> Iterator[Reading | UnreadableInput]:
    for source in sources:
        if isinstance(source, UnreadableInput):
            yield source
            continue
        bar.on(one_line(source.source))
        try:
            yield reading.read(source)
        except UnreadableInput as error:
            yield error
        except (KeyboardInterrupt, BrokenPipeError, GeneratorExit):
            raise
        except Exception as error:
            yield defect(source.source, error)


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
