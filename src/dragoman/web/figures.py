"""How the room is doing, for Prometheus: requests, how long they took, and what the record holds."""

import threading
import time
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily, Metric
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.record import Record, RecordError, open_record
from dragoman.record.answers import Totals

#: Seconds: a page is to be there in 0.15.
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Figures:
    """ASGI middleware that counts what passes through it, and a collector that tells it along with the sums of the record at `path`."""

    def __init__(self, app: ASGIApp, path: str) -> None:
        self._app = app
        self._path = path
        self._registry = CollectorRegistry()
        self._requests = Counter("dragoman_http_requests", "Requests, by page and status", ["method", "route", "status"], registry=self._registry)
        self._seconds = Histogram("dragoman_http_request_seconds", "Until the answer was sent, by page", ["route"], buckets=_BUCKETS, registry=self._registry)
        self._lock = threading.Lock()
        self._record: Record | None = None
        self._counted: tuple[tuple[int, int], Totals] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 500
        began = time.perf_counter()

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            route = _route(scope, status)
            method = scope["method"] if scope["method"] in ("GET", "HEAD", "POST") else "other"
            self._requests.labels(method, route, str(status)).inc()
            self._seconds.labels(route).observe(time.perf_counter() - began)

    def collect(self) -> Iterator[Metric]:
        """All figures as they are now."""
        yield from self._registry.collect()
        with self._lock:
            totals = self._totals()
        yield GaugeMetricFamily("dragoman_record_readable", "Whether the record could be read just now", value=float(totals is not None))
        if totals is not None:
            held = GaugeMetricFamily("dragoman_record_held", "What the record holds", labels=["what"])
            for what in ("articles", "stories", "events", "statements"):
                held.add_metric([what], getattr(totals, what))
            yield held

    def _totals(self) -> Totals | None:
        """The sums of the record, counted anew when it changed; None where it cannot be read."""
        try:
            if self._record is None:
                self._record = open_record(self._path)
            edition = self._record.edition()
            if self._counted is None or self._counted[0] != edition:
                self._counted = (edition, self._record.totals())
            return self._counted[1]
        except RecordError:
            self._record = None
            return None


def _route(scope: Scope, status: int) -> str:
    """The pattern of the address, so that a million addresses stay a few: as it stood on the shelf, `kept`; where there is none, `none`."""
    pattern = getattr(scope.get("route"), "path", None)
    if isinstance(pattern, str):
        return pattern
    return "kept" if status in (200, 304) else "none"
