"""Feeds and sitemaps: what they tell, and what hostile ones get."""

import contextlib
import time

import pytest

from dragoman.model.errors import UnreadableInput
from dragoman.pages.feeds import FEED_LIMIT, Entry, Nested, entries, kind, sitemap

BODY = "<p>외교부는 3일 몽골과 협정을 맺었다고 밝혔다.</p>" * 3
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>가람일보</title>
<item><title>몽골과 협정</title><link>https://garam.example/1</link><pubDate>Wed, 01 Mar 2023 09:41:00 +0900</pubDate><dc:creator>홍길동</dc:creator>
<description>외교부는 3일…</description><content:encoded><![CDATA[{BODY}]]></content:encoded></item>
<item><title>요약뿐인 기사</title><link>https://garam.example/2</link><description>두 나라는 협정을 맺었다…</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>나루신문</title><entry><title type="html">몽골과 협정</title><id>x</id>
<link href="https://naru.example/7"/><published>2023-03-01T00:41:00Z</published><updated>2023-03-02T00:41:00Z</updated>
<content type="html">{BODY.replace("<", "&lt;")}</content></entry></feed>"""
NEWS = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://garam.example/1 </loc><lastmod>2023-03-01</lastmod>
<n:news><n:publication><n:name>가람일보</n:name><n:language>ko</n:language></n:publication><n:publication_date>2023-03-01T09:41+09:00</n:publication_date><n:title>몽골과 협정</n:title></n:news></url>
<url><loc>javascript:alert(1)</loc></url><url><loc>https://garam.example/2</loc></url></urlset>"""


def test_an_rss_feed() -> None:
    whole, summary = entries(RSS.encode(), "rss.xml")
    assert (whole.url, whole.title, whole.outlet, whole.byline) == ("https://garam.example/1", "몽골과 협정", "가람일보", "홍길동")
    assert whole.published == "2023-03-01T09:41+09:00"
    assert whole.whole
    assert whole.content == BODY
    assert not summary.whole
    assert summary.published is None


def test_an_atom_feed_in_utf_16() -> None:
    for data in (ATOM.encode(), ('<?xml version="1.0" encoding="utf-16"?>' + ATOM).encode("utf-16")):
        assert kind(data[:4000]) == "feed"
        (entry,) = entries(data, "atom.xml")
        assert (entry.url, entry.published, entry.modified) == ("https://naru.example/7", "2023-03-01T00:41+00:00", "2023-03-02T00:41+00:00")
        assert entry.whole


def test_a_news_sitemap() -> None:
    assert list(sitemap(NEWS.encode(), "s.xml")) == [
        Entry(url="https://garam.example/1", title="몽골과 협정", published="2023-03-01T09:41+09:00", modified="2023-03-01", outlet="가람일보"),
        Entry(url="https://garam.example/2"),
    ]


def test_an_index_names_sitemaps() -> None:
    index = b"<sitemapindex><sitemap><loc>https://x.example/a.xml.gz</loc><lastmod>2023-03-01T09:41:07Z</lastmod></sitemap></sitemapindex>"
    assert list(sitemap(index, "s.xml")) == [Nested(url="https://x.example/a.xml.gz", modified="2023-03-01T09:41+00:00")]


def test_a_sitemap_that_breaks_off_gives_what_it_has() -> None:
    assert [e.url for e in sitemap(NEWS.encode()[:-60], "s.xml")][:1] == ["https://garam.example/1"]


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (b"\xef\xbb\xbf<?xml version='1.0'?><!-- x --><rss>", "feed"),
        (b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rdf:RDF xmlns='x'>", "feed"),
        (b"<urlset xmlns='x'>", "sitemap"),
        (b"<sm:sitemapindex>", "sitemap"),
        (b"<html><p>rss", None),
        (b"<feedback>", None),
        (b"", None),
    ],
    ids=lambda v: repr(v)[:20],
)
def test_kinds_are_told_by_the_first_element(head: bytes, told: str | None) -> None:
    assert kind(head) == told


def _laughs(root: str, inside: str) -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY l0 "ha"><!ENTITY e SYSTEM "file:///etc/hostname">{levels}]><{root}>{inside}</{root}>'.encode()


def test_entity_bombs_and_outside_entities_stay_what_they_are() -> None:
    began = time.monotonic()
    (entry,) = entries(_laughs("rss", "<channel><item><title>a &l9; &e;</title><link>http://x.example/</link></item></channel>"), "bomb.xml")
    assert entry.title == "a &l9; &e;"
    listed = list(sitemap(_laughs("urlset", "<url><loc>http://x.example/&e;&l9;</loc></url>"), "bomb.xml"))
    assert all(isinstance(e, Entry) and e.url is not None and len(e.url) < 40 for e in listed)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("data", [b"", b"<html><p>x", b"\x00\xff" * 50, b"<rss", b"x" * (FEED_LIMIT + 1)], ids=["empty", "html", "binary", "begun", "large"])
def test_what_is_no_feed_is_named(data: bytes) -> None:
    with pytest.raises(UnreadableInput, match=r"odd\.xml"):
        list(entries(data, "odd.xml"))
    with pytest.raises(UnreadableInput, match=r"odd\.xml"):
        list(sitemap(data, "odd.xml"))


@pytest.mark.parametrize("unit", ["<x>", "<a ", '<a="', "&lt;b&gt;", "&lt;a ", "&amp;", "<![CDATA[", "<item>", "<!--", "<?"])
def test_a_feed_made_to_be_slow_ends(unit: str) -> None:
    began = time.monotonic()
    for head in ("<rss><channel><item><description>", "<rss><!DOCTYPE a ["):
        for size in (90_000, FEED_LIMIT - 100):
            with contextlib.suppress(UnreadableInput):
                list(entries((head + unit * (size // len(unit))).encode(), "slow.xml"))
    assert time.monotonic() - began < 10
