"""One request and its answer, within bounds of size and time, to a number that was looked up before."""

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

import certifi
import msgspec
import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.response import HTTPResponse

from dragoman.fetching.address import Address
from dragoman.fetching.errors import Stopped, Unfetched

_PIECE = 65_536


class Bounds(msgspec.Struct, frozen=True, kw_only=True):
    """What an answer may cost: `size` bytes of body after decompression, seconds for a connection and each silence (`wait`), and in all."""

    size: int = 10_000_000
    wait: float = 10.0
    total: float = 30.0


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a server answered: `body` is decompressed, `headers` are as they came, their names in lower case."""

    status: int
    reason: str
    headers: Mapping[str, str]
    body: bytes


class _Plain(HTTPConnection):
    """A connection over a socket that is open already. Name, certificate and Host header stay those of the address."""

    opened: socket.socket

    def _new_conn(self) -> socket.socket:
        return self.opened


class _Secure(HTTPSConnection):
    opened: socket.socket

    def _new_conn(self) -> socket.socket:
        return self.opened


def ask(
    address: Address, numbers: Sequence[str], headers: Mapping[str, str], bounds: Bounds, *,
    wants: Callable[[int, Mapping[str, str]], None] | None = None, stop: Callable[[], bool] = lambda: False,
) -> Answer:  # fmt: skip
    """Asks for `address` at the first of `numbers` that answers. `wants` sees status and headers, and may raise before the body is read.

    Redirects are not followed. Raises `Unfetched`; `Stopped` as soon as `stop` says so.
    """
    url = address.url
    opened = _connected(address, numbers, bounds)
    connection = _Plain(address.host, address.port, timeout=bounds.wait) if address.scheme == "http" else _Secure(
        address.host, address.port, timeout=bounds.wait, ssl_context=_trust()
    )  # fmt: skip
    connection.opened = opened
    try:
        with _deadline(opened, bounds.total) as is_over:
            try:
                return _exchange(connection, address, headers, bounds, wants, stop, is_over)
            except TimeoutError:
                raise Unfetched(url, f"no answer for {bounds.wait:g} seconds", "network", passing=True) from None
            except ssl.SSLCertVerificationError as error:
                raise Unfetched(url, f"its certificate does not hold: {error.verify_message}", "network") from None
            except (OSError, http.client.HTTPException, urllib3.exceptions.HTTPError) as error:
                if is_over():
                    raise _too_slow(url, bounds) from None
                raise Unfetched(url, f"the answer broke off or cannot be understood ({_words(error)})", "network", passing=True) from None
    finally:
        connection.close()
        opened.close()


def _exchange(
    connection: _Plain | _Secure, address: Address, headers: Mapping[str, str], bounds: Bounds,
    wants: Callable[[int, Mapping[str, str]], None] | None, stop: Callable[[], bool], is_over: Callable[[], bool],
) -> Answer:  # fmt: skip
    connection.request("GET", address.target, headers=headers, preload_content=False, decode_content=True)
    response = connection.getresponse()
    told = {name.lower(): value for name, value in response.headers.items()}
    if wants is not None:
        wants(response.status, told)
    if told.get("content-length", "").isdecimal() and int(told["content-length"][:20]) > bounds.size:
        raise _too_large(address.url, bounds)
    body = bytearray()
    for piece in _pieces(response):
        body += piece
        if len(body) > bounds.size:
            raise _too_large(address.url, bounds)
        if stop():
            raise Stopped
        if is_over():
            break
    if is_over():  # a body without a length ends where the connection does, also where the deadline ended it
        raise _too_slow(address.url, bounds)
    return Answer(status=response.status, reason=response.reason or "", headers=told, body=bytes(body))


def _pieces(response: HTTPResponse) -> Iterator[bytes]:
    """The body as it arrives, never waiting for more than one packet."""
    while piece := response.read1(_PIECE):
        yield piece


def _connected(address: Address, numbers: Sequence[str], bounds: Bounds) -> socket.socket:
    last: OSError = OSError("no address")
    for number in numbers[:4]:
        try:
            return socket.create_connection((number, address.port), bounds.wait)
        except OSError as error:
            last = error
    raise Unfetched(address.url, f"cannot be reached ({_words(last)})", "network", passing=True)


@contextlib.contextmanager
def _deadline(opened: socket.socket, seconds: float) -> Iterator[Callable[[], bool]]:
    """Hangs up after so many seconds, whatever the other side is doing; gives a function that tells whether that happened."""
    over = threading.Event()
    line = opened.dup()  # TLS takes the socket itself over

    def hang_up() -> None:
        over.set()
        with contextlib.suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield over.is_set
    finally:
        timer.cancel()
        timer.join()
        line.close()


@cache
def _trust() -> ssl.SSLContext:
    """The authorities of this machine and those of Mozilla: some systems bring none that Python finds."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _too_large(url: str, bounds: Bounds) -> Unfetched:
    return Unfetched(url, f"too large for a page: more than {bounds.size / 1e6:g} MB", "size")


def _too_slow(url: str, bounds: Bounds) -> Unfetched:
    return Unfetched(url, f"too slow: not there after {bounds.total:g} seconds", "time", passing=True)


def _words(error: Exception) -> str:
    return getattr(error, "strerror", None) or type(error).__name__
