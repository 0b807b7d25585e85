"""`dragoman watch`: follows feeds and keeps what they tell of."""

import contextlib
from typing import Any

import click

from dragoman.cli import console, status
from dragoman.cli.fetch import fetcher, kept, stopped_by_signals
from dragoman.cli.options import FETCHING, LOG_FORMAT, METRICS, RECORD, Duration, examples, together
from dragoman.cli.tally import Tally, listen
from dragoman.fetching import Clock, Stopped, Unfetched
from dragoman.fetching.state import State, StateError, path_beside
from dragoman.fetching.watch import Arrived, FeedRead, Watch
from dragoman.model.errors import UnreadableInput
from dragoman.record import Keeper, RecordError


@click.command("watch", short_help="Follows feeds and keeps their articles in the record.", epilog=examples(
    "dragoman watch https://news.example/rss --every 15m --contact desk@paper.example",
    "dragoman watch https://news.example/rss https://other.example/sitemap.xml --record caspian.db --metrics 9464",
    "dragoman watch https://news.example/rss --once          for cron",
))  # fmt: skip
@click.argument("feeds", metavar="FEED...", nargs=-1, required=True)
@click.option("--every", type=Duration(60), default="15m", metavar="TIME", show_default=True, help="How often the feeds are looked at, at least 1m.")
@click.option("--once", is_flag=True, help="Looks once and ends.")
@click.option(
    "--limit", type=click.IntRange(1), default=500, metavar="N", show_default=True, help="Articles of a round at most; the others wait for the next one."
)
@together(*FETCHING, METRICS, RECORD, LOG_FORMAT)
def command(feeds: tuple[str, ...], every: float, once: bool, limit: int, metrics: tuple[str, int] | None, record: str, **manners: Any) -> int:
    """Follows RSS and Atom feeds and sitemaps: what they tell of is fetched, read and kept, once, and again when they say it changed.

    What was seen is remembered in a file beside the record, so that a watch goes on where it was ended. Ctrl+C ends it, in order.
    """
    try:
        return watch(feeds, every, once, limit, metrics, record, manners)
    except StateError as error:
        console.complain(str(error))
        return status.NOTHING_READ


def watch(feeds: tuple[str, ...], every: float, once: bool, limit: int, metrics: tuple[str, int] | None, record: str, manners: dict[str, Any]) -> int:
    """Watches until it is told to end, or once. Gives the exit status. Raises `RecordError`, `StateError` for files that cannot be used."""
    with stopped_by_signals() as clock, State(path_beside(record)) as state, contextlib.ExitStack() as stack:
        with Keeper(record):
            pass  # says now, not after the first page, that the record cannot be kept
        tally = Tally()
        if metrics:
            console.inform(f"figures for Prometheus are at {stack.enter_context(listen(metrics, tally))}")
        rules = state.rules()
        followed = Watch(feeds, fetcher(clock, rules=rules, **manners), state, limit)
        console.inform(f"watching {len(feeds)} {'feed' if len(feeds) == 1 else 'feeds'} (Ctrl+C ends it)")
        try:
            while True:
                began = clock.now()
                now = Tally()
                try:
                    _round(followed, record, now, clock)
                finally:
                    state.keep_rules(rules)
                    now.waiting = state.count()
                    tally.add(now)
                    console.inform(str(now), "round", feeds=now.feeds, pages=now.pages, events=now.events, waiting=now.waiting)
                if once:
                    return status.of_batch(now.feeds["read"] + now.feeds["same"], now.feeds["failed"])
                clock.sleep(began + every - clock.now())
        except Stopped:
            return status.INTERRUPTED if once else status.OK


def _round(watch: Watch, record: str, tally: Tally, clock: Clock) -> None:
    """One look at the feeds, and their articles into the record. What the record cannot take waits for the next round."""
    for found in watch.look():
        match found:
            case FeedRead():
                tally.feeds["same" if found.same else "read"] += 1
            case UnreadableInput():
                tally.feeds["failed"] += 1
                console.failed(found)
    try:
        with Keeper(record) as keeper:
            for article in watch.articles():
                match article:
                    case Unfetched():
                        tally.pages[article.reason] += 1
                        watch.give_up(article)
                        console.failed(article)
                    case Arrived():
                        _arrived(article, watch, keeper, tally)
    except RecordError as error:
        tally.pages["unkept"] += 1
        console.complain(str(error))
    if tally.feeds["read"] + tally.feeds["same"]:
        tally.succeeded = clock.now()


def _arrived(article: Arrived, watch: Watch, keeper: Keeper, tally: Tally) -> None:
    if article.page is None:
        tally.pages["same"] += 1
        watch.settle(article)
        return
    try:
        reading = kept(keeper, article.page)
    except UnreadableInput as error:
        tally.pages["unreadable"] += 1
        console.failed(error)
        watch.settle(article, "unreadable")
        return
    watch.settle(article)
    tally.pages["kept" if reading else "same"] += 1
    if reading:
        tally.events.update(event.type for event in reading.events)
