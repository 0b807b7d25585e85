"""`dragoman fetch`: pages from the web, read like files, kept in the record, or saved as they came."""

import contextlib
import signal
import sys
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import click

import dragoman
from dragoman import reading
from dragoman.cli import console, status
from dragoman.cli.defects import defect
from dragoman.cli.options import FETCHING, LANG, LOG_FORMAT, RECORD, examples, language, together
from dragoman.cli.page import show
from dragoman.cli.read import write_line
from dragoman.fetching import Clock, Fetched, Fetcher, Stopped, agent
from dragoman.fetching.archive import append
from dragoman.fetching.robots import Rules
from dragoman.model.errors import DragomanError, UnreadableInput, one_line
from dragoman.model.page import Input
from dragoman.model.reading import Reading
from dragoman.record import Entry, Keeper, RecordError
from dragoman.scale import digest

T = TypeVar("T")


@click.command("fetch", short_help="Fetches pages from the web and reads them.", epilog=examples(
    "dragoman fetch https://news.example/2024/07/03/summit.html",
    "dragoman fetch --keep --record caspian.db https://news.example/a.html https://news.example/b.html",
    "dragoman fetch --save pages.warc.gz --contact desk@paper.example https://news.example/a.html",
))  # fmt: skip
@click.argument("urls", metavar="URL...", nargs=-1, required=True)
@click.option("--format", "format_", type=click.Choice(["jsonl", "text"]), help="How readings are printed. Default: text on a terminal, jsonl when piped.")
@click.option("--keep", is_flag=True, help="Keeps the pages in the record instead of printing what they say.")
@click.option(
    "--save", metavar="FILE.warc.gz", help="Appends the pages as they came to a WARC file, which `read` and `add` take, instead of printing what they say."
)
@together(*FETCHING, RECORD, LANG, LOG_FORMAT)
def command(urls: tuple[str, ...], format_: str | None, keep: bool, save: str | None, record: str, lang: str | None, **manners: Any) -> int:
    """Fetches pages and reads them like files: asks for robots.txt first and obeys it, rests between two pages of a site, follows redirects.

    Feeds and sitemaps are for `dragoman watch`.
    """
    is_text = format_ == "text" if format_ else sys.stdout.isatty()
    takers: list[Callable[[Fetched], object]] = []
    with contextlib.ExitStack() as stack:
        if save:
            takers.append(lambda fetched: _save(save, fetched))
        if keep:
            keeper = stack.enter_context(Keeper(record))
            takers.append(lambda fetched: kept(keeper, fetched.page()))
        if format_ or not takers:
            takers.append(_printer(is_text, language(lang)))
        clock = stack.enter_context(stopped_by_signals())
        result = fetch(urls, fetcher(clock, **manners), takers)
        if keep:
            console.inform(f"{keeper.kept} kept — {keeper.summary()} in {one_line(record)}")
        return result


def fetch(urls: tuple[str, ...], robot: Fetcher, takers: list[Callable[[Fetched], object]]) -> int:
    """Fetches and hands each page to the takers; one that fails is named on standard error. Gives the exit status."""
    done = failed = 0
    try:
        for url in urls:
            try:
                fetched = robot.fetch(url)
                for taker in takers:
                    taker(fetched)
                done += 1
            except UnreadableInput as error:
                failed += 1
                console.failed(error)
    except Stopped:
        raise KeyboardInterrupt from None
    return status.of_batch(done, failed)


def fetcher(clock: Clock, *, contact: str | None, delay: float, allow_private: bool, rules: dict[str, Rules] | None = None) -> Fetcher:
    """A fetcher as the options of `FETCHING` ask for it; `rules` are robots.txt files that are known."""
    return Fetcher(agent(dragoman.__version__, contact), delay=delay, allow_private=allow_private, known_rules=rules, clock=clock)


@contextlib.contextmanager
def stopped_by_signals() -> Iterator[Clock]:
    """A clock that SIGINT and SIGTERM stop, so that what is at hand is finished or left whole. A second one ends at once."""
    clock = Clock()

    def stop(number: int, frame: object) -> None:
        if clock.is_stopped():
            raise KeyboardInterrupt
        clock.stop()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield clock
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def kept(keeper: Keeper, page: Input) -> Reading | None:
    """A page read and kept, now, and noted in the ledger under its address. None where the record has it as it is.

    Raises `UnreadableInput` where there is no page in it, or reading or keeping it meets a defect of ours; the ledger knows of that, too.
    """
    mark = digest(page) or ""
    if keeper.knows(page.source, mark):
        return None
    try:
        found, terms = _read(page, reading.read_with_terms)
    except UnreadableInput as error:
        keeper.note(Entry(source=page.source, mark=mark, state="failed", why=error.why))
        raise
    keeper.keep(found, terms, mark)
    keeper.flush()
    if keeper.refused:
        raise defect(page.source, keeper.refused.pop()[1])
    return found


def _read(page: Input, how: Callable[[Input], T]) -> T:
    """What a way of reading makes of a page; a defect of ours comes as the error that names it."""
    try:
        return how(page)
    except DragomanError:
        raise
    except Exception as error:
        raise defect(page.source, error) from None


def _printer(is_text: bool, tongue: str) -> Callable[[Fetched], None]:
    page = console.output() if is_text else None
    shown = 0

    def printed(fetched: Fetched) -> None:
        nonlocal shown
        found = fetched.page()
        read = _read(found, reading.read)
        if page is not None:
            show(read, page, tongue, rule_before=shown > 0)
        else:
            write_line(read)
        shown += 1

    return printed


def _save(path: str, fetched: Fetched) -> None:
    try:
        append(path, fetched)
    except OSError as error:
        raise RecordError(path, f"cannot be written: {error.strerror or error}") from None
