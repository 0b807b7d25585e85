"""Whatever a server says, the answer is one of ours: a page, or one line that says why there is none."""

import gzip
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from site_here import QuickClock, Site, fetcher, site

from dragoman.fetching import Fetched, Fetcher, Unfetched
from dragoman.fetching.state import State
from dragoman.fetching.watch import Watch
from dragoman.fetching.wire import Bounds
from dragoman.model.errors import UnreadableInput

QUICK = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])

HEADERS = some.lists(
    some.tuples(
        some.sampled_from(["Content-Type", "Content-Length", "Content-Encoding", "Transfer-Encoding", "Location", "Retry-After", "ETag", "X"]),
        some.one_of(some.binary(max_size=30), some.sampled_from([b"gzip", b"chunked", b"text/html; charset=\xff", b"-1", b"99999999999999999999999", b"//[", b"/a", b"gzip, br, zstd"])),
    ),
    max_size=4,
)
ANSWERS = some.one_of(
    some.binary(max_size=300),
    some.builds(
        lambda status, headers, body: b"HTTP/1.1 " + status + b"\r\n" + b"".join(n.encode() + b": " + v + b"\r\n" for n, v in headers) + b"\r\n" + body,
        some.sampled_from([b"200 OK", b"404 \x1b[2J\x07", b"200", b"204 No", b"302 F", b"304 N", b"404 \xff", b"503 S", b"999 x", b"abc"]), HEADERS,
        some.one_of(some.binary(max_size=200), some.binary(max_size=200).map(gzip.compress)),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def here() -> Iterator[Site]:
    with site() as found:
        yield found


def outcome(robot: Fetcher, url: str) -> Fetched | Unfetched:
    try:
        return robot.fetch(url)
    except Unfetched as error:
        return error


@QUICK
@given(answer=ANSWERS)
def test_any_answer_to_a_page(here: Site, answer: bytes) -> None:
    here.things = {"/a": lambda handler: handler.wfile.write(answer) and None}
    found = outcome(fetcher(bounds=Bounds(size=10_000, wait=0.5, total=1)), here.url("/a"))
    if isinstance(found, Unfetched):
        assert str(found).isprintable()
    else:
        assert found.page().encoding != ""
        assert len(found.answer.body) <= 10_000


@QUICK
@given(rules=some.one_of(some.binary(max_size=300), some.text(alphabet="*$/%aUserAgnt:-Dislow \n\r\t가#0.", max_size=200).map(str.encode)))
def test_any_robots_txt(here: Site, rules: bytes) -> None:
    here.things = {"/robots.txt": b"User-agent: *\nCrawl-delay: " + rules + b"\nDisallow: " + rules, "/a": b"x"}
    found = outcome(fetcher(), here.url("/a"))
    assert found.reason in ("robots", "later") if isinstance(found, Unfetched) else found.answer.body == b"x"


@QUICK
@given(feed=some.one_of(some.binary(max_size=300), some.binary(max_size=200).map(lambda b: b"<rss><channel><item><link>http://x/" + b + b"</link></item>"),
    some.binary(max_size=200).map(lambda b: b"<urlset><url><loc>http://" + b + b"</loc></url>"), some.binary(max_size=100).map(lambda b: gzip.compress(b)[:40])))  # fmt: skip
def test_any_feed(here: Site, feed: bytes) -> None:
    here.things = {"/rss": (200, {}, feed)}
    with State(":memory:") as state:
        for found in Watch([here.url("/rss")], fetcher(clock=QuickClock()), state, 5).look():
            assert not isinstance(found, UnreadableInput) or str(found).isprintable()
