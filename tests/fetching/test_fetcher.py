"""Fetching from a site on this machine: manners, and what servers do on bad days."""

import gzip
import time
import zlib
from http.server import BaseHTTPRequestHandler

import pytest
from site_here import PAGE, QuickClock, Site, fetcher

from dragoman import pages
from dragoman.fetching import Known, Stopped, Unfetched
from dragoman.fetching.wire import Bounds


def refusal(url: str, **more: object) -> Unfetched:
    with pytest.raises(Unfetched) as caught:
        fetcher(**more).fetch(url)  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)
    return caught.value


# -- a page ----------------------------------------------------------------------------------------------------------------


def test_a_page_is_fetched_by_name_and_can_be_read(here: Site) -> None:
    here.things["/a.html"] = PAGE
    found = fetcher().fetch(here.url("/a.html#part"))
    assert (found.asked, found.url, found.same) == (here.url("/a.html"), here.url("/a.html"), False)
    assert found.at == "2023-11-14T22:13:20Z"
    page = pages.load(found.page())
    assert page.url == here.url("/a.html")
    assert "토카예프" in page.text
    assert here.asked[-1][1]["user-agent"] == "Dragoman/test (+https://contact.example/)"


def test_the_character_set_that_the_server_names_is_one_clue_and_the_bytes_decide(here: Site) -> None:
    text = PAGE.decode()
    here.things["/wrong"] = (200, {"Content-Type": "text/html; charset=iso-8859-1"}, PAGE)
    here.things["/right"] = (200, {"Content-Type": "text/html; charset=euc-kr"}, text.encode("cp949"))
    for path, said in (("/wrong", "iso-8859-1"), ("/right", "euc-kr")):
        given = fetcher().fetch(here.url(path)).page()
        assert given.encoding == said
        assert pages.load(given).text == text


@pytest.mark.parametrize(("name", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_compressed_answers_are_unpacked(here: Site, name: str, pack: object) -> None:
    here.things["/a"] = (200, {"Content-Type": "text/html", "Content-Encoding": name}, pack(PAGE))  # type: ignore[operator]
    assert fetcher().fetch(here.url("/a")).answer.body == PAGE


def test_addresses_in_korean_are_understood(here: Site) -> None:
    here.things["/%EA%B8%B0%EC%82%AC?q=%EC%99%B8%EA%B5%90"] = PAGE
    assert fetcher().fetch(here.url("/기사?q=외교")).answer.body == PAGE


# -- manners ---------------------------------------------------------------------------------------------------------------


def test_robots_txt_is_obeyed_and_asked_for_once(here: Site) -> None:
    here.things |= {"/robots.txt": b"User-agent: dragoman\nDisallow: /closed\n\nUser-agent: *\nDisallow: /\n", "/open": PAGE, "/closed": PAGE}
    robot = fetcher()
    assert robot.fetch(here.url("/open")).answer.status == 200
    with pytest.raises(Unfetched, match=r"robots\.txt asks robots to stay away") as caught:
        robot.fetch(here.url("/closed"))
    assert (caught.value.reason, caught.value.passing) == ("robots", False)
    assert [path for path, _ in here.asked] == ["/robots.txt", "/open"]


@pytest.mark.parametrize(("status", "is_open"), [(404, True), (403, True), (410, True), (500, False), (503, False), (429, False)])
def test_a_robots_txt_that_cannot_be_had(here: Site, status: int, is_open: bool) -> None:
    """RFC 9309: what the server says is not there forbids nothing; a server that cannot say forbids all."""
    here.things |= {"/robots.txt": (status, {}, b""), "/a": PAGE}
    if is_open:
        assert fetcher().fetch(here.url("/a")).answer.body == PAGE
    else:
        assert refusal(here.url("/a")).passing
        assert here.paths() == []


def test_a_robots_txt_without_an_end_gives_no_leave(here: Site) -> None:
    here.things |= {"/robots.txt": b"User-agent: *\nDisallow: /x\n" * 50_000, "/a": PAGE}
    assert refusal(here.url("/a")).reason == "robots"


def test_rules_are_asked_for_anew_after_a_day(here: Site) -> None:
    here.things |= {"/robots.txt": b"", "/a": PAGE}
    clock = QuickClock()
    robot = fetcher(clock=clock)
    robot.fetch(here.url("/a"))
    here.things["/robots.txt"] = b"User-agent: *\nDisallow: /\n"
    robot.fetch(here.url("/a"))
    clock.sleep(24 * 3600)
    with pytest.raises(Unfetched, match="stay away"):
        robot.fetch(here.url("/a"))


@pytest.mark.parametrize(("rules", "least"), [(b"", 2.0), (b"User-agent: *\nCrawl-delay: 7\n", 7.0), (b"User-agent: *\nRequest-rate: 1/30\n", 30.0)], ids=["nothing", "delay", "rate"])
def test_a_host_is_left_alone_between_two_pages(here: Site, rules: bytes, least: float) -> None:
    here.things |= {"/robots.txt": rules, "/a": PAGE, "/b": PAGE}
    clock = QuickClock()
    robot = fetcher(clock=clock, delay=2.0)
    robot.fetch(here.url("/a"))
    assert clock.slept == []
    robot.fetch(here.url("/b"))
    assert len(clock.slept) == 1
    assert least <= clock.slept[0] <= least * 1.25


def test_a_site_that_wants_an_hour_of_rest_is_left_for_later(here: Site) -> None:
    here.things |= {"/robots.txt": b"User-agent: *\nCrawl-delay: 3600\n", "/a": PAGE}
    robot = fetcher()
    robot.fetch(here.url("/a"))
    with pytest.raises(Unfetched, match="left alone for") as caught:
        robot.fetch(here.url("/a"))
    assert (caught.value.reason, caught.value.passing) == ("later", True)


def test_what_has_not_changed_is_not_sent_again(here: Site) -> None:
    here.things["/a"] = (200, {"Content-Type": "text/html", "ETag": '"1"', "Last-Modified": "Mon, 06 Jan 2025 00:00:00 GMT"}, PAGE)
    first = fetcher().fetch(here.url("/a"))
    assert first.known == Known('"1"', "Mon, 06 Jan 2025 00:00:00 GMT")
    again = fetcher().fetch(here.url("/a"), first.known)
    assert (again.same, again.answer.body) == (True, b"")
    assert here.asked[-1][1]["if-modified-since"] == "Mon, 06 Jan 2025 00:00:00 GMT"


# -- redirects -------------------------------------------------------------------------------------------------------------


def test_redirects_are_followed_and_the_last_address_is_the_page_s(here: Site) -> None:
    here.things |= {"/old": (301, {"Location": "/new/"}, b""), "/new/": (302, {"Location": "기사"}, b""), "/new/%EA%B8%B0%EC%82%AC": PAGE}
    here.things["/new/"] = _raw_location("기사")
    found = fetcher().fetch(here.url("/old"))
    assert (found.asked, found.url) == (here.url("/old"), here.url("/new/%EA%B8%B0%EC%82%AC"))


def _raw_location(place: str):  # type: ignore[no-untyped-def]
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + place.encode() + b"\r\n\r\n")

    return answer


def test_a_ring_of_redirects_ends(here: Site) -> None:
    here.things |= {"/a": (302, {"Location": "/b"}, b""), "/b": (302, {"Location": "/a"}, b"")}
    assert "more than 5 times" in refusal(here.url("/a")).why
    assert len(here.paths()) == 6


def test_robots_txt_holds_for_where_a_redirect_leads(here: Site) -> None:
    here.things |= {"/robots.txt": b"User-agent: *\nDisallow: /closed\n", "/a": (302, {"Location": "/closed"}, b""), "/closed": PAGE}
    assert refusal(here.url("/a")).reason == "robots"
    assert here.paths() == ["/a"]


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://example.org/", "gopher://127.0.0.1/", "http://user:word@127.0.0.1/", "http://[::1", "javascript:alert(1)"])
def test_a_redirect_to_something_else_than_the_web(here: Site, place: str) -> None:
    here.things["/a"] = (302, {"Location": place}, b"")
    found = refusal(here.url("/a"))
    assert found.source == here.url("/a")
    assert found.reason == "address"


# -- bad days --------------------------------------------------------------------------------------------------------------


def test_a_server_that_stumbles_is_asked_again_after_a_rest(here: Site) -> None:
    answers: list[tuple[int, dict[str, str], bytes]] = [(503, {"Retry-After": "7"}, b""), (500, {}, b""), (200, {"Content-Type": "text/html"}, PAGE)]

    def stumbling(handler: BaseHTTPRequestHandler) -> None:
        status, headers, body = answers.pop(0)
        handler.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    here.things["/a"] = stumbling
    clock = QuickClock()
    assert fetcher(clock=clock).fetch(here.url("/a")).answer.body == PAGE
    assert clock.slept[0] == 7.0
    assert len(here.paths()) == 3


def test_a_server_that_stays_down_is_asked_three_times(here: Site) -> None:
    here.things["/a"] = (503, {}, b"")
    found = refusal(here.url("/a"))
    assert (found.reason, found.passing, len(here.paths())) == ("status", True, 3)


def test_a_server_that_asks_for_an_hour_gets_it(here: Site) -> None:
    here.things |= {"/a": (429, {"Retry-After": "3600"}, b""), "/b": PAGE}
    robot = fetcher()
    with pytest.raises(Unfetched) as caught:
        robot.fetch(here.url("/a"))
    assert caught.value.after == 3600
    assert len(here.paths()) == 1
    with pytest.raises(Unfetched, match="left alone"):
        robot.fetch(here.url("/b"))


@pytest.mark.parametrize("status", [401, 403, 404, 410, 451])
def test_what_the_server_does_not_give_is_not_asked_for_again(here: Site, status: int) -> None:
    here.things["/a"] = (status, {}, b"")
    found = refusal(here.url("/a"))
    assert (found.reason, found.passing, len(here.paths())) == ("status", False, 1)
    assert str(status) in found.why


def test_other_kinds_than_pages_are_left_before_their_body_is_read(here: Site) -> None:
    here.things["/a"] = (200, {"Content-Type": "application/pdf", "Content-Length": "9000000000"}, b"%PDF-1.7")
    assert "application/pdf" in refusal(here.url("/a")).why


SMALL = Bounds(size=100_000, wait=0.3, total=0.8)


def test_a_body_that_says_it_is_too_large(here: Site) -> None:
    here.things["/a"] = (200, {"Content-Type": "text/html", "Content-Length": "99999999999"}, b"x")
    assert refusal(here.url("/a"), bounds=SMALL).reason == "size"


def test_a_body_without_an_end(here: Site) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            handler.wfile.write(b"x" * 10_000)

    here.things["/a"] = endless
    assert refusal(here.url("/a"), bounds=SMALL).reason == "size"


@pytest.mark.parametrize("name", ["gzip", "deflate"])
def test_a_small_answer_that_unpacks_to_a_large_one(here: Site, name: str) -> None:
    bomb = (gzip.compress if name == "gzip" else zlib.compress)(bytes(60_000_000))
    here.things["/a"] = (200, {"Content-Type": "text/html", "Content-Encoding": name}, bomb)
    began = time.monotonic()
    assert refusal(here.url("/a"), bounds=Bounds(size=1_000_000)).reason == "size"
    assert time.monotonic() - began < 2


def test_what_says_it_is_gzip_and_is_not(here: Site) -> None:
    here.things["/a"] = (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, b"not gzip at all")
    assert refusal(here.url("/a")).reason == "network"


def dripping(what: bytes, forever: bytes):  # type: ignore[no-untyped-def]
    """A server that sends a little often enough never to be silent."""

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(what)
        while True:
            handler.wfile.write(forever)
            time.sleep(0.05)

    return drip


@pytest.mark.parametrize(
    "thing",
    [
        dripping(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"x"),
        dripping(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 90000\r\n\r\n", b"x"),
        dripping(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        dripping(b"HTTP/1.1 200 OK\r\n", b"x"),
        dripping(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["body", "body with a length", "chunks", "headers", "interim answers"],
)
def test_a_server_that_drips_is_hung_up_on(here: Site, thing: object) -> None:
    here.things["/a"] = thing  # type: ignore[assignment]
    began = time.monotonic()
    found = refusal(here.url("/a"), bounds=SMALL)
    assert (found.reason, found.passing) == ("time", True)
    assert time.monotonic() - began < 3


def test_a_server_that_says_nothing(here: Site) -> None:
    here.things["/a"] = lambda handler: time.sleep(1)
    found = refusal(here.url("/a"), bounds=Bounds(wait=0.1, total=5))
    assert found.reason == "network"
    assert "0.1 seconds" in found.why


def test_an_answer_that_breaks_off_is_none(here: Site) -> None:
    here.things["/a"] = (200, {"Content-Type": "text/html", "Content-Length": "5000"}, PAGE)
    assert refusal(here.url("/a")).reason == "network"


def test_what_is_no_http_at_all(here: Site) -> None:
    here.things["/a"] = lambda handler: handler.wfile.write(b"220 mail.example ESMTP\r\n" * 50)
    assert refusal(here.url("/a")).reason == "network"


def test_nobody_listens() -> None:
    found = refusal("http://127.0.0.1:9/")
    assert found.reason == "robots"  # whoever cannot be asked for the rules is left alone
    assert "cannot be reached (Connection refused)" in found.why
    assert found.passing


def test_the_user_can_end_it_in_the_middle_of_a_page(here: Site) -> None:
    clock = QuickClock()

    def stopping(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nx")
        clock.stop()
        time.sleep(0.05)
        handler.wfile.write(b"x")
        time.sleep(1)

    here.things["/a"] = stopping
    with pytest.raises(Stopped):
        fetcher(clock=clock).fetch(here.url("/a"))
