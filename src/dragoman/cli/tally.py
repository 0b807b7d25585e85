"""What a watch did, counted: for people as a line, for Prometheus as figures."""

import contextlib
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.model.errors import DragomanError

if TYPE_CHECKING:
    from prometheus_client.core import Metric

#: What a page can come to besides being kept, as the line for people says it.
_SAID = {
    "same": "unchanged", "robots": "closed to robots", "status": "refused by the server", "kind": "no pages", "size": "too large", "time": "too slow",
    "network": "out of reach", "later": "to be asked later", "address": "not to be fetched", "unreadable": "not readable", "unkept": "not kept",
}  # fmt: skip


class Tally:
    """Counts: `feeds` by `read`, `same`, `failed`; `pages` by `kept` and the keys of `_SAID`; `events` of kept pages by type.

    `waiting` are articles still to be fetched; `succeeded` is when a round last could read a feed, seconds since 1970, 0 for never.
    """

    def __init__(self) -> None:
        self.feeds: Counter[str] = Counter(read=0, same=0, failed=0)
        self.pages: Counter[str] = Counter(kept=0)
        self.events: Counter[str] = Counter()
        self.waiting = 0
        self.succeeded = 0.0

    def add(self, other: "Tally") -> None:
        """Adds what another one counted later."""
        self.feeds.update(other.feeds)
        self.pages.update(other.pages)
        self.events.update(other.events)
        self.waiting = other.waiting
        self.succeeded = other.succeeded or self.succeeded

    def __str__(self) -> str:
        looked = self.feeds["read"] + self.feeds["same"]
        said = [f"{_counted(looked, 'feed')} read", f"{_counted(self.pages['kept'], 'page')} kept with {_counted(self.events.total(), 'event')}"]
        if self.feeds["failed"]:
            said.insert(1, f"{self.feeds['failed']} failed")
        said += [f"{number} {_SAID[what]}" for what, number in self.pages.items() if what != "kept" and number]
        if self.waiting:
            said.append(f"{self.waiting} waiting")
        return ", ".join(said)

    def collect(self) -> "Iterator[Metric]":
        """The same for Prometheus."""
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

        for name, help_, label, counts in (
            ("feeds", "Looks at feeds, by what came of them", "outcome", self.feeds),
            ("pages", "Articles that feeds told of, by what came of them", "outcome", self.pages),
            ("events", "Events in pages that were kept", "type", self.events),
        ):
            family = CounterMetricFamily(f"dragoman_watch_{name}", help_, labels=[label])
            for value, number in list(counts.items()):
                family.add_metric([value], number)
            yield family
        yield GaugeMetricFamily("dragoman_watch_waiting_articles", "Articles still to be fetched", value=self.waiting)
        yield GaugeMetricFamily("dragoman_watch_last_success_timestamp_seconds", "When a round last could read a feed", value=self.succeeded)


@contextlib.contextmanager
def needed() -> Iterator[None]:
    """Around an import that needs the client of Prometheus: raises `DragomanError` that says how to get it."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "prometheus_client":
            raise
        raise DragomanError("--metrics needs the client of Prometheus; pip install 'dragoman[metrics]' brings it") from None


@contextlib.contextmanager
def listen(where: tuple[str, int], figures: object) -> Iterator[str]:
    """Serves figures for Prometheus at a host and port for as long as the block lasts, and gives the address; port 0 takes a free one.

    Raises `DragomanError` where that cannot be.
    """
    host, port = where
    with needed():
        from prometheus_client import CollectorRegistry, start_http_server
    registry = CollectorRegistry()
    registry.register(figures)  # type: ignore[arg-type]
    try:
        server, thread = start_http_server(port, host, registry)
    except OSError as error:
        raise DragomanError(f"--metrics: {host}:{port} cannot be listened on: {error.strerror or error}; choose another port") from None
    try:
        yield f"http://{f'[{host}]' if ':' in host else host}:{server.server_port}/metrics"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _counted(number: int, what: str) -> str:
    return f"{number} {what if number == 1 else what + 's'}"
