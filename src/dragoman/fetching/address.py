"""Addresses of the web: understood, and looked up without ever leading into a private network."""

import ipaddress
import socket
from collections.abc import Callable, Sequence

import msgspec
from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from dragoman.fetching.errors import Unfetched

#: A name and a port → the numbers behind it. Raises `OSError`.
Resolver = Callable[[str, int], Sequence[str]]

_PORTS = {"http": 80, "https": 443}
#: Longer addresses are traps, not pages.
_LONGEST = 4000
#: IPv6 prefixes in whose last 32 bits an IPv4 address stands: what is behind it is reached through a gateway.
_GATEWAYS = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """An http or https address in its usual form: the host in ASCII, the path percent-encoded, no fragment."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt holds for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        return self.origin + self.target


def parse(url: str) -> Address:
    """The address that `url` means. Raises `Unfetched` for other schemes, for passwords in addresses, and for what is none."""
    if len(url) > _LONGEST:
        raise Unfetched(url[:200] + "…", f"longer than {_LONGEST} characters: no address of a page", "address")
    try:
        found = parse_url(_ascii_host(url.strip()))
        host, port = (found.host or "").strip("[]").rstrip("."), found.port
    except (LocationParseError, ValueError):
        raise Unfetched(url, "not an address that can be understood", "address") from None
    if found.scheme not in _PORTS:
        raise Unfetched(url, "not an address of the web: it must begin with http:// or https://", "address")
    if found.auth:
        raise Unfetched(url, "has a name or password in it, which would be kept with the page; leave it out", "address")
    if not host or any(c.isspace() or not c.isprintable() for c in found.request_uri):
        raise Unfetched(url, "not an address that can be understood", "address")
    return Address(scheme=found.scheme, host=host.lower(), port=port or _PORTS[found.scheme], target=found.request_uri)


def resolve(host: str, port: int) -> Sequence[str]:
    """The numbers behind a name, as this machine's resolver tells them. Raises `OSError`."""
    return list(dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def look_up(address: Address, resolver: Resolver, *, allow_private: bool = False) -> Sequence[str]:
    """The numbers to connect to. They are looked up once and connected to as they are: a name cannot mean something else in between.

    Raises `Unfetched` where the name is unknown, or any number behind it is not of the public network.
    """
    try:
        numbers = list(resolver(address.host, address.port))
    except (OSError, UnicodeError) as error:
        passing = isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN
        raise Unfetched(address.url, f"the name {address.host} is not known", "network", passing=passing) from None
    if not numbers:
        raise Unfetched(address.url, f"the name {address.host} is not known", "network")
    for number in numbers:
        if not allow_private and not is_public(number):
            raise Unfetched(
                address.url, f"{address.host} is {number}, not of the public network; --allow-private fetches it all the same", "address"
            )
    return numbers


def is_public(number: str) -> bool:
    """Whether an IP address is of the public network: not private, loopback, link-local, shared, reserved or multicast, nor a way there."""
    try:
        ip = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and any(ip in gateway for gateway in _GATEWAYS):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def _ascii_host(url: str) -> str:
    """The address with its host in ASCII; `ValueError` where that cannot be had."""
    scheme, mark, rest = url.partition("://")
    end = min((at for at in map(rest.find, "/?#") if at >= 0), default=len(rest))
    host = rest[:end]
    if not mark or host.isascii():
        return url
    return f"{scheme}://{host.encode('idna').decode()}{rest[end:]}"
