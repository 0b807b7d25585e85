"""Containers changed at random: they give inputs and one-line errors, never anything else, and end."""

import contextlib
import gzip
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import NOTE, crawl, gzipped, http, lines, page, record, tarred, zipped, zstd

from dragoman.model.errors import UnreadableInput
from dragoman.model.page import Input
from dragoman.pages import LIMIT, inputs, inputs_of, parts, read_bytes
from dragoman.pages.columns import NoPages
from dragoman.pages.feeds import Entry, Nested, entries, sitemap

_ENTRY = f"<item><title>몽골</title><link>https://x.example/1</link><pubDate>Wed, 01 Mar 2023 09:41:00 +0900</pubDate><description>&lt;p&gt;{NOTE * 30}&lt;/p&gt;</description></item>"
_CSV = "text,title,url\n" + f'"{NOTE}\n둘째, 줄",제목,https://x.example/\n' * 4

#: A small container of every kind.
SEEDS: dict[str, bytes] = {
    "a.warc": b"".join([*crawl(2), record(http(b"4\r\nabcd\r\n0\r\n\r\n", more="Transfer-Encoding: chunked\r\n"))]),
    "a.warc.gz": gzipped([*crawl(2), record(http(gzip.compress(page(1)), more="Content-Encoding: gzip\r\n"))]),
    "a.warc.zst": zstd(*crawl(3)),
    "a.warc.wet": record(NOTE.encode(), type_="conversion", kind="text/plain") * 2,
    "t.jsonl": lines([{"text": NOTE, "title": "제목", "date": "2023-03-01", "authors": ["a", "b"]}] * 3),
    "t.csv": _CSV.encode(),
    "wide.csv": _CSV.encode("utf-16"),
    "t.csv.gz": gzip.compress(_CSV.encode()),
    "a.zip": zipped([("a.txt", NOTE.encode()), ("b.html", page(2)), ("c.jsonl", lines([{"text": NOTE}])), ("d.zip", zipped([("e.txt", b"x")]))]),
    "a.tar": tarred([("a.txt", NOTE.encode()), ("b/" * 60 + "b.html", page(2)), ("c.warc.gz", gzipped(crawl(1)))]),
    "a.tar.gz": gzip.compress(tarred([("a.txt", NOTE.encode()), ("b.html", page(2))])),
    "f.rss": f'<?xml version="1.0"?><rss version="2.0"><channel><title>가람일보</title>{_ENTRY * 2}</channel></rss>'.encode(),
    "s.xml": b"<?xml version='1.0'?><!DOCTYPE urlset [<!ENTITY a 'b'>]><urlset><url><loc>https://x.example/&a;</loc><lastmod>2023-03-01</lastmod></url></urlset>",
}


def _told(found: Input | UnreadableInput) -> tuple[object, ...]:
    return (found.source, found.why) if isinstance(found, UnreadableInput) else (found.source, found.data, found.url, found.given)


def check(name: str, data: bytes) -> int:
    """Asserts what holds for any file of that name; gives the count of inputs."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder, name))
        Path(path).write_bytes(data)
        found = list(inputs([path]))
        for one in found:
            assert "\n" not in str(UnreadableInput(one.source, ""))
            if isinstance(one, Input):
                assert one.source == path if one.data is None else one.source.startswith(path)
                assert len(read_bytes(one)) <= max(LIMIT + 1, len(data))
            else:
                assert "\n" not in str(one)
                assert len(str(one)) < 1000
        assert found or not data
        split = [i for part in parts(path, len(data) // 3) for i in inputs_of(part)]
        assert [_told(i) for i in split if not isinstance(i, NoPages)] == [_told(i) for i in found if not isinstance(i, NoPages)]
    for read in (entries, sitemap):
        with contextlib.suppress(UnreadableInput):
            assert all(isinstance(e, Entry | Nested) for e in read(data, name))
    return len(found)


@pytest.mark.parametrize("name", SEEDS)
def test_the_seeds_are_well(name: str) -> None:
    assert check(name, SEEDS[name]) >= 1


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), name=st.sampled_from(list(SEEDS)))
def test_a_changed_container_gives_inputs_or_errors(data: st.DataObject, name: str) -> None:
    content = bytearray(SEEDS[name])
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, max(0, len(content) - 1)))
        match data.draw(st.sampled_from(["set", "cut", "insert", "copy", "end"])):
            case "set":
                content[at : at + 4] = data.draw(st.binary(min_size=1, max_size=4) | st.sampled_from([b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"9999"]))
            case "cut":
                del content[at : at + data.draw(st.integers(1, 200))]
            case "insert":
                content[at:at] = data.draw(st.binary(max_size=30) | st.sampled_from([b'"', b"\n", b"<", b"&a;", b"-", b"WARC/1.0\r\n", b"\x1f\x8b\x08\x00", b"PK\x03\x04"]))
            case "copy":
                content[at:at] = content[at : at + data.draw(st.integers(1, 400))]
            case "end":
                del content[at:]
    check(name, bytes(content))


@settings(max_examples=100, deadline=None)
@given(name=st.sampled_from(list(SEEDS)), length=st.integers(0, 20), data=st.binary(max_size=500))
def test_any_bytes_behind_the_first_of_a_kind(name: str, length: int, data: bytes) -> None:
    check(name, SEEDS[name][:length] + data)
