"""Following feeds of a site on this machine."""

import gzip
from pathlib import Path

import pytest
from site_here import PAGE, QuickClock, Site, fetcher, rss

from dragoman.fetching import Clock, Unfetched
from dragoman.fetching.state import State
from dragoman.fetching.watch import NESTED, Arrived, FeedRead, Watch
from dragoman.model.errors import UnreadableInput
from dragoman.model.page import Given


def sitemap(here: Site, *names: str, stamp: str = "2024-07-04") -> bytes:
    urls = "".join(f"<url><loc>{here.url('/' + name)}</loc><lastmod>{stamp}</lastmod></url>" for name in names)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode()


def index(here: Site, *names: str, stamp: str = "2024-07-04") -> bytes:
    maps = "".join(f"<sitemap><loc>{here.url('/' + name)}</loc><lastmod>{stamp}</lastmod></sitemap>" for name in names)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{maps}</sitemapindex>'.encode()


XML = {"Content-Type": "application/xml"}


class Round:
    """One round: what was looked at, and the articles, each of which is settled at once."""

    def __init__(self, watch: Watch) -> None:
        self.looked = list(watch.look())
        self.articles: list[Arrived | Unfetched] = []
        for article in watch.articles():
            self.articles.append(article)
            if isinstance(article, Arrived):
                watch.settle(article)
            else:
                watch.give_up(article)

    def names(self) -> list[str]:
        return [one.url.rpartition("/")[2] for one in self.articles if isinstance(one, Arrived)]


def one_round(here: Site, folder: Path, *addresses: str, most: int = 100, clock: Clock | None = None) -> Round:
    """A round of a watcher that was just started, and ends after it."""
    with State(str(folder / "a.watch.db")) as state:
        rules = state.rules(0)
        found = Round(Watch([here.url(a) for a in addresses or ("/rss",)], fetcher(known_rules=rules, clock=clock), state, most))
        state.keep_rules(rules)
        return found


def test_articles_of_a_feed_are_fetched_once_across_restarts(here: Site, tmp_path: Path) -> None:
    here.things |= {"/robots.txt": b"", "/rss": (200, {**XML, "ETag": '"1"'}, rss(here, "a", "b")), "/a": PAGE, "/b": PAGE}
    first = one_round(here, tmp_path)
    assert first.looked == [FeedRead(url=here.url("/rss"), new=2)]
    assert first.names() == ["a", "b"]
    again = one_round(here, tmp_path)
    assert again.looked == [FeedRead(url=here.url("/rss"), new=0, same=True)]
    assert again.articles == []
    here.things["/rss"] = (200, {**XML, "ETag": '"2"'}, rss(here, "c", "a", "b"))
    here.things["/c"] = PAGE
    assert one_round(here, tmp_path).names() == ["c"]
    assert here.paths() == ["/rss", "/a", "/b", "/rss", "/rss", "/c"]
    assert [path for path, _ in here.asked].count("/robots.txt") == 1


def test_what_the_feed_says_goes_with_the_page(here: Site, tmp_path: Path) -> None:
    here.things |= {"/rss": rss(here, "a"), "/a": PAGE}
    (article,) = one_round(here, tmp_path).articles
    assert isinstance(article, Arrived)
    assert article.page is not None
    assert article.page.given == Given(title="a", published="2024-07-04T09:00+09:00", outlet="견본일보")


def test_a_watcher_that_is_killed_goes_on_with_what_was_not_settled(here: Site, tmp_path: Path) -> None:
    here.things |= {"/rss": (200, {**XML, "ETag": '"1"'}, rss(here, "a", "b", "c")), "/a": PAGE, "/b": PAGE, "/c": PAGE}
    with State(str(tmp_path / "a.watch.db")) as state:
        watch = Watch([here.url("/rss")], fetcher(), state, 100)
        list(watch.look())
        articles = watch.articles()
        first = next(articles)
        assert isinstance(first, Arrived)
        watch.settle(first)
        next(articles)  # fetched, and then the power goes
    again = one_round(here, tmp_path)
    assert again.looked == [FeedRead(url=here.url("/rss"), new=0, same=True)]
    assert again.names() == ["b", "c"]


def test_a_round_takes_no_more_than_it_may_and_the_next_one_goes_on(here: Site, tmp_path: Path) -> None:
    here.things |= {"/rss": rss(here, *"abcde"), **{f"/{name}": PAGE for name in "abcde"}}
    assert [one_round(here, tmp_path, most=2).names() for _ in range(4)] == [["a", "b"], ["c", "d"], ["e"], []]


def test_a_feed_with_broken_xml_gives_what_can_be_told(here: Site, tmp_path: Path) -> None:
    here.things |= {"/rss": rss(here, "a", "b").replace(b"</item></channel></rss>", b"<item><title>&nosuch; <b>"), "/a": PAGE, "/b": PAGE}
    assert one_round(here, tmp_path).names() == ["a", "b"]


def test_feeds_that_cannot_be_read_are_named_and_the_others_go_on(here: Site, tmp_path: Path) -> None:
    here.things |= {"/page": PAGE, "/gz": b"\x1f\x8b\x08 no gzip", "/rss": rss(here, "a"), "/a": PAGE}
    found = one_round(here, tmp_path, "/gone", "/page", "/gz", "/rss")
    assert [type(one).__name__ for one in found.looked] == ["Unfetched", "UnreadableInput", "UnreadableInput", "FeedRead"]
    assert [one.source for one in found.looked if isinstance(one, UnreadableInput)] == [here.url("/gone"), here.url("/page"), here.url("/gz")]
    assert found.names() == ["a"]


def test_an_entity_bomb_in_a_feed_stays_small(here: Site, tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    here.things["/rss"] = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "xxxxxxxxxx">{entities}]><rss version="2.0"><channel><title>&e11;</title></channel></rss>'.encode()
    assert one_round(here, tmp_path).articles == []


def test_articles_that_cannot_be_had_are_not_asked_for_again_if_that_stays(here: Site, tmp_path: Path) -> None:
    here.things |= {"/robots.txt": b"User-agent: *\nDisallow: /closed\n", "/rss": rss(here, "gone", "closed", "pdf")}
    here.things["/pdf"] = (200, {"Content-Type": "application/pdf"}, b"%PDF")
    first = one_round(here, tmp_path)
    assert [one.reason for one in first.articles if isinstance(one, Unfetched)] == ["status", "robots", "kind"]
    assert one_round(here, tmp_path).articles == []


def test_articles_of_a_server_that_is_down_are_tried_later(here: Site, tmp_path: Path) -> None:
    here.things |= {"/rss": rss(here, "a"), "/a": (503, {}, b"")}
    assert len(one_round(here, tmp_path).articles) == 1
    assert one_round(here, tmp_path).articles == []
    here.things["/a"] = PAGE
    clock = QuickClock()
    clock.sleep(600)
    assert one_round(here, tmp_path, clock=clock).names() == ["a"]


def test_an_article_that_a_sitemap_says_has_changed_is_asked_for_again(here: Site, tmp_path: Path) -> None:
    here.things |= {"/map.xml": sitemap(here, "a"), "/a": (200, {"Content-Type": "text/html", "ETag": '"1"'}, PAGE)}
    assert one_round(here, tmp_path, "/map.xml").names() == ["a"]
    here.things["/map.xml"] = sitemap(here, "a", stamp="2024-07-05")
    clock = QuickClock()
    clock.sleep(7200)
    (same,) = one_round(here, tmp_path, "/map.xml", clock=clock).articles
    assert isinstance(same, Arrived)
    assert same.page is None
    here.things["/map.xml"] = sitemap(here, "a", stamp="2024-07-06")
    here.things["/a"] = (200, {"Content-Type": "text/html", "ETag": '"2"'}, PAGE)
    clock.sleep(7200)
    (changed,) = one_round(here, tmp_path, "/map.xml", clock=clock).articles
    assert isinstance(changed, Arrived)
    assert changed.page is not None


def test_an_index_of_sitemaps_is_followed_one_step(here: Site, tmp_path: Path) -> None:
    here.things |= {
        "/index.xml": (200, XML, index(here, "one.xml", "two.xml.gz", "deep.xml")), "/one.xml": sitemap(here, "a"),
        "/two.xml.gz": (200, {"Content-Type": "application/gzip"}, gzip.compress(sitemap(here, "b"))), "/deep.xml": index(here, "never.xml"),
        "/a": PAGE, "/b": PAGE,
    }  # fmt: skip
    assert one_round(here, tmp_path, "/index.xml").names() == ["b", "a"]
    assert "/never.xml" not in here.paths()
    here.asked.clear()
    one_round(here, tmp_path, "/index.xml")
    assert here.paths() == ["/index.xml"]  # its sitemaps say that they have not changed


def test_a_long_index_is_read_a_part_a_round(here: Site, tmp_path: Path) -> None:
    names = [f"{n}.xml" for n in range(NESTED + 5)]
    here.things |= {"/index.xml": (200, {**XML, "ETag": '"1"'}, index(here, *names)), **{f"/{n}": sitemap(here) for n in names}}
    for parts in (NESTED, 5, 0):
        here.asked.clear()
        one_round(here, tmp_path, "/index.xml")
        assert len(here.paths()) == 1 + parts


def test_a_gzip_bomb_for_a_sitemap(here: Site, tmp_path: Path) -> None:
    here.things["/map.xml.gz"] = (200, {"Content-Type": "application/gzip"}, gzip.compress(b"<urlset>" + bytes(80_000_000)))
    (found,) = one_round(here, tmp_path, "/map.xml.gz").looked
    assert isinstance(found, UnreadableInput)
    assert "too large" in found.why


def test_while_one_site_rests_another_is_fetched_from(here: Site, tmp_path: Path) -> None:
    """Two names of the site on this machine: between two pages of one, a page of the other."""
    here.things |= {f"/{name}": PAGE for name in "abcd"}
    here.things["/rss"] = rss(here, "a", "b", "c", "d").replace(here.url("/c").encode(), here.url("/c", "localhost").encode()).replace(
        here.url("/d").encode(), here.url("/d", "localhost").encode()
    )
    clock = QuickClock()
    assert sorted(one_round(here, tmp_path, clock=clock).names()) == ["a", "b", "c", "d"]
    assert sum(clock.slept) <= 5  # two rests of a site; one after the other they would be three


def test_a_feed_address_that_is_none() -> None:
    with pytest.raises(Unfetched), State(":memory:") as state:
        Watch(["news.example/rss"], fetcher(), state, 1)
