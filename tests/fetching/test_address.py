"""Addresses: what they mean, and that none leads into a private network."""

import socket
from collections.abc import Sequence

import pytest
from site_here import PAGE, Site, fetcher

from dragoman.fetching import Unfetched
from dragoman.fetching.address import is_public, parse, resolve


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("https://example.org:443/a?b=c#d", "https://example.org/a?b=c"),
        ("http://example.org:8080/a b", "http://example.org:8080/a%20b"),
        ("http://example.org/기사", "http://example.org/%EA%B8%B0%EC%82%AC"),
        ("http://뉴스.kr/", "http://xn--vg1b002a.kr/"),
        ("http://example.org./", "http://example.org/"),
        ("http://[2001:DB8::1]:81/", "http://[2001:db8::1]:81/"),
    ],
)
def test_addresses_have_one_form(given: str, meant: str) -> None:
    assert parse(given).url == meant


@pytest.mark.parametrize(
    "given",
    ["", "page.html", "file:///etc/passwd", "ftp://example.org/", "http://", "http:///a", "http://a:b@example.org/", "http://[::1/", "http://x:99999/", "http://" + "a" * 70 + "한.kr/",
     "data:text/html,x", "http://example.org/" + "a" * 5000],
)  # fmt: skip
def test_what_is_no_address_of_the_web(given: str) -> None:
    with pytest.raises(Unfetched) as caught:
        parse(given)
    assert caught.value.reason == "address"


def test_line_breaks_in_an_address_add_no_headers() -> None:
    assert parse("http://example.org/a\r\nX-Evil: 1").target == "/a%0D%0AX-Evil:%201"


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("93.184.215.14", True), ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False), ("10.1.2.3", False), ("172.16.0.1", False), ("192.168.1.1", False), ("169.254.169.254", False),
        ("100.64.0.1", False), ("0.0.0.0", False), ("255.255.255.255", False), ("224.0.0.1", False), ("198.18.0.1", False),
        ("::1", False), ("::", False), ("fe80::1%eth0", False), ("fc00::1", False), ("ff02::1", False),
        ("::ffff:127.0.0.1", False), ("::ffff:8.8.8.8", True), ("2002:7f00:1::", False), ("64:ff9b::7f00:1", False), ("64:ff9b::808:808", True),
        ("no number", False),
    ],
)  # fmt: skip
def test_what_is_of_the_public_network(number: str, public: bool) -> None:
    assert is_public(number) is public


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"])
def test_this_machine_is_not_fetched_from_under_any_name(here: Site, host: str) -> None:
    here.things["/a"] = PAGE
    with pytest.raises(Unfetched, match=r"--allow-private|not known"):
        fetcher(private=False).fetch(here.url("/a", host))
    assert here.asked == []


def test_a_redirect_into_a_private_network_is_not_followed(here: Site) -> None:
    """Names are public or private by a fake resolver; all lead to the site on this machine."""
    here.things |= {"/a": (302, {"Location": here.url("/secret", "inside.example")}, b""), "/secret": PAGE}

    def resolver(host: str, port: int) -> Sequence[str]:
        return ["10.0.0.7"] if host == "inside.example" else ["127.0.0.1"]

    robot = fetcher(private=False, resolver=resolver)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dragoman.fetching.address.is_public", lambda number: number == "127.0.0.1")
        with pytest.raises(Unfetched, match=r"inside\.example is 10\.0\.0\.7, not of the public network") as caught:
            robot.fetch(here.url("/a", "outside.example"))
    assert caught.value.source == here.url("/a", "outside.example")
    assert here.paths() == ["/a"]


def test_one_private_number_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(Unfetched, match=r"169\.254\.169\.254"):
        fetcher(private=False, resolver=lambda host, port: ["93.184.215.14", "169.254.169.254"]).fetch("http://both.example/")


def test_a_name_that_changes_its_meaning_is_looked_up_anew_each_time_and_never_twice_for_one_request(
    here: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: the number that was looked at is the one that is connected to."""
    here.things["/a"] = PAGE
    given: list[str] = []

    def resolver(host: str, port: int) -> Sequence[str]:
        given.append(host)
        return ["127.0.0.1"]

    connected: list[object] = []
    create = socket.create_connection
    monkeypatch.setattr(socket, "create_connection", lambda place, *rest: connected.append(place) or create(place, *rest))  # type: ignore[func-returns-value]
    fetcher(resolver=resolver).fetch(here.url("/a", "rebinding.example"))
    port = here.server_address[1]
    assert given == ["rebinding.example"] * 2  # robots.txt, and the page
    assert connected == [("127.0.0.1", port)] * 2
    assert here.asked[-1][1]["host"] == f"rebinding.example:{port}"


def test_a_name_that_nobody_knows() -> None:
    def resolver(host: str, port: int) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with pytest.raises(Unfetched, match=r"nowhere\.example"):
        fetcher(resolver=resolver).fetch("http://nowhere.example/")


def test_the_machine_s_own_resolver_knows_itself() -> None:
    assert "127.0.0.1" in resolve("localhost", 80)
