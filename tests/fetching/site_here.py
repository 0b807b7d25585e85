"""A site on this machine that does what a test asks for, and a fetcher that is let in and never waits in earnest."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler

from dragoman.fetching import Clock, Fetcher, Stopped
from dragoman.fetching.wire import Bounds

PAGE = "<html><body><p>토카예프 대통령이 3일 아스타나에서 시진핑 주석과 회담했다.</p></body></html>".encode()

#: What stands at a path: bytes of a page, (status, headers, body), or a function that writes to the connection itself.
Thing = bytes | tuple[int, dict[str, str], bytes] | Callable[[BaseHTTPRequestHandler], None]


class Site(socketserver.ThreadingTCPServer):
    """`things` by path; `asked` are the requests that came: path and headers, names in lower case."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.things: dict[str, Thing] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_address[1]}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are what is tested."""


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        thing = self.server.things.get(self.path, (404, {}, b"nothing here"))
        if callable(thing):
            thing(self)
            return
        status, headers, body = (200, {"Content-Type": "text/html"}, thing) if isinstance(thing, bytes) else thing
        if "ETag" in headers and self.headers.get("If-None-Match") == headers["ETag"]:
            status, body = 304, b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """The tests look at what was asked themselves."""


@contextmanager
def site() -> Iterator[Site]:
    """A site that is open for as long as the block lasts."""
    with Site() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()


class QuickClock(Clock):
    """A clock whose waiting is over at once; `slept` are the seconds that were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.slept: list[float] = []
        self._now = 1_700_000_000.0

    def now(self) -> float:
        return self._now

    tick = now

    def sleep(self, seconds: float) -> None:
        if self.is_stopped():
            raise Stopped
        if seconds > 0:
            self.slept.append(seconds)
            self._now += seconds


def fetcher(*, private: bool = True, bounds: Bounds | None = None, clock: Clock | None = None, **more: object) -> Fetcher:
    """A fetcher that may fetch from this machine."""
    return Fetcher("Dragoman/test (+https://contact.example/)", allow_private=private, bounds=bounds, clock=clock or QuickClock(), **more)  # type: ignore[arg-type]


def rss(here: Site, *names: str) -> bytes:
    """A feed of the site that tells of pages of these names."""
    items = "".join(
        f"<item><title>{name}</title><link>{here.url('/' + name)}</link><pubDate>Thu, 04 Jul 2024 09:00:00 +0900</pubDate></item>" for name in names
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>견본일보</title>{items}</channel></rss>'.encode()
