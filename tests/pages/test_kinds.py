"""Kinds of input: what each gives, and under what name."""

import bz2
import gzip
import io
import json
import lzma
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from making import NOTE, crawl, gzipped, http, lines, page, record, tarred, zipped, zstd

from dragoman import articles
from dragoman.model.errors import UnreadableInput
from dragoman.model.page import Given, Input
from dragoman.pages import inputs, load
from dragoman.pages.columns import parse

FEED = f"""<rss version="2.0"><channel><title>가람일보</title><item><title>몽골과 협정</title><link>https://garam.example/1</link>
<pubDate>Wed, 01 Mar 2023 09:41:00 +0900</pubDate><content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">&lt;p&gt;{NOTE}&lt;/p&gt;</content:encoded></item>
<item><title>요약</title><description>두 나라는…</description></item></channel></rss>""".encode()
SITEMAP = b"<urlset><url><loc>https://x.example/1</loc></url></urlset>"


def found(tmp_path: Path, name: str, data: bytes, columns: dict[str, str] | None = None) -> list[Input | UnreadableInput]:
    """The inputs of a file of that name, sources without the folder."""
    (tmp_path / name).write_bytes(data)
    before = os.getcwd()
    os.chdir(tmp_path)
    try:
        return list(inputs([name], columns))
    finally:
        os.chdir(before)


def names(of: list[Input | UnreadableInput]) -> list[str]:
    return [i.source for i in of]


# -- crawls ----------------------------------------------------------------------------------------------------------------

CRAWL = [
    record(b"software: none\r\n", type_="warcinfo", kind="application/warc-fields"),
    record(b"GET / HTTP/1.1\r\n\r\n", type_="request"),
    record(http(page(1)), "https://garam.example/1"),
    record(http(b"\x89PNG", "image/png")),
    record(http(page(2), status="404 Not Found")),
    record(http(NOTE.encode("euc-kr"), "text/plain; charset=EUC-KR"), "https://garam.example/2"),
    record(http(page(3), "application/xhtml+xml")),
]


@pytest.mark.parametrize(("name", "data"), [("c.warc", b"".join(CRAWL)), ("c.warc.gz", gzipped(CRAWL)), ("c.warc.zst", zstd(*CRAWL)), ("called otherwise", gzipped(CRAWL)), ("c.warc.xz", lzma.compress(b"".join(CRAWL)))])
def test_a_crawl_gives_its_pages(name: str, data: bytes, tmp_path: Path) -> None:
    first, second, third = found(tmp_path, name, data)
    assert isinstance(first, Input)
    assert isinstance(second, Input)
    assert first.source.startswith(f"{name}#")
    assert (first.data, first.url, first.encoding) == (page(1), "https://garam.example/1", "utf-8")
    assert (second.encoding, load(second).text, load(second).url) == ("euc-kr", NOTE, "https://garam.example/2")
    assert articles.extract(load(first)).published is None
    assert isinstance(third, Input)


def test_a_place_is_the_byte_of_the_record(tmp_path: Path) -> None:
    packed = [gzip.compress(r) for r in crawl(3)]
    assert names(found(tmp_path, "c.warc.gz", b"".join(packed))) == ["c.warc.gz#0", f"c.warc.gz#{len(packed[0])}", f"c.warc.gz#{len(packed[0]) + len(packed[1])}"]
    assert names(found(tmp_path, "d.warc.gz", gzip.compress(b"".join(crawl(3))))) == ["d.warc.gz#0", "d.warc.gz#0+1", "d.warc.gz#0+2"]


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (gzip.compress(page(1)), "Content-Encoding: gzip\r\n"),
        (page(1), "Content-Encoding: gzip\r\n"),
        (zstd(page(1)), "Content-Encoding: zstd\r\n"),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(page(1)), page(1)), "Transfer-Encoding: chunked\r\n"),
        (page(1), "Transfer-Encoding: chunked\r\n"),
    ],
    ids=["gzip", "gzip unwrapped", "zstd", "chunked", "chunked unwrapped"],
)
def test_what_was_wrapped_to_be_sent_is_unwrapped(body: bytes, more: str, tmp_path: Path) -> None:
    (one,) = found(tmp_path, "c.warc", record(http(body, more=more)))
    assert isinstance(one, Input)
    assert one.data == page(1)


def test_texts_of_a_wet_file(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "c.warc.wet.gz", gzipped([record(NOTE.encode(), type_="conversion", kind="text/plain")]))
    assert isinstance(one, Input)
    assert (one.data, one.url) == (NOTE.encode(), "https://garam.example/1")


def bare(block: bytes, **more: str) -> bytes:
    """A record whose lines end without carriage returns, HTTP headers and all."""
    return record(block.replace(b"\r\n", b"\n"), **more).replace(b"\r\n", b"\n")


@pytest.mark.parametrize("pack", [b"".join, gzipped, lambda records: zstd(*records)], ids=["plain", "gz", "zst"])
def test_lines_that_end_without_a_carriage_return(pack: Callable[[list[bytes]], bytes], tmp_path: Path) -> None:
    of = found(tmp_path, "c.warc", pack([bare(http(page(n))) for n in range(3)]))
    assert [i.data for i in of if isinstance(i, Input)] == [page(0), page(1), page(2)]
    assert {i.encoding for i in of if isinstance(i, Input)} == {"utf-8"}


def test_damage_in_a_crawl_without_carriage_returns_hides_nothing(tmp_path: Path) -> None:
    liar = bare(http(page(1))).replace(b"Content-Length: 1", b"Content-Length: 77")
    of = found(tmp_path, "c.warc", bare(http(page(0))) + liar + bare(http(page(2))) + bare(http(page(3))))
    assert [i.data for i in of if isinstance(i, Input)][:1] == [page(0)]
    assert [i.data for i in of if isinstance(i, Input)][-1:] == [page(3)]
    assert any("claims" in str(i) or "damaged" in str(i) for i in of if isinstance(i, UnreadableInput))


def test_pages_kept_as_resources(tmp_path: Path) -> None:
    kinds = [(page(1), "text/html; charset=utf-8"), (NOTE.encode("euc-kr"), 'text/plain; charset="euc-kr"'), (b"\x89PNG", "image/png"), (page(2), "text/html")]
    of = found(tmp_path, "c.warc", b"".join(record(data, type_="resource", kind=kind) for data, kind in kinds))
    assert [(i.data, i.encoding) for i in of if isinstance(i, Input)] == [(page(1), "utf-8"), (NOTE.encode("euc-kr"), "euc-kr"), (page(2), None)]
    assert len(of) == 3


# -- tables ----------------------------------------------------------------------------------------------------------------

ROWS = [{"content": NOTE, "headline": "몽골과 협정", "date": "2023.03.01 오전 9:41", "article_url": "https://garam.example/1", "press": "가람일보", "reporter": "홍길동"}]
SAID = Given(title="몽골과 협정", published="2023.03.01 오전 9:41", outlet="가람일보", byline="홍길동")
CSV = f"content,headline,date,article_url,press,reporter\n\"{NOTE}\",몽골과 협정,2023.03.01 오전 9:41,https://garam.example/1,가람일보,홍길동\n"


def test_an_array_of_pages(tmp_path: Path) -> None:
    rows = [*ROWS, {"content": 'a "quoted" \\ [bracket} in it', "tags": ["x", {"y": "}"}]}, {"content": "셋째 " * 30_000}]
    for n, data in enumerate((json.dumps(rows, ensure_ascii=False), json.dumps(rows, indent=1), "\ufeff \n" + json.dumps(rows))):
        of = found(tmp_path, f"{n}.json", data.encode())
        assert names(of) == [f"{n}.json#1", f"{n}.json#2", f"{n}.json#3"]
        assert [load(i).text for i in of if isinstance(i, Input)] == [NOTE, rows[1]["content"], rows[2]["content"]]
        assert isinstance(of[0], Input)
        assert of[0].given == SAID


def test_damage_in_an_array_hides_no_other_page(tmp_path: Path) -> None:
    one = json.dumps(ROWS[0])
    of = found(tmp_path, "t.json", f'[{one}, {{"content": nothing}}, {one}, {{"content": "breaks'.encode())
    assert [isinstance(i, Input) for i in of] == [True, False, True, False]
    assert str(of[3]) == "t.json#4: the array breaks off"
    (long,) = found(tmp_path, "l.json", b'[{"text": "' + b"x" * 30_000_000 + b'"}]')
    assert "longer than" in str(long)


def test_json_of_another_kind_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "package.json").write_text('{\n "name": "x",\n "version": "1"\n}')
    (tmp_path / "in" / "a.json").write_text(json.dumps(ROWS))
    assert [os.path.basename(i.source) for i in inputs([str(tmp_path / "in")])] == ["a.json#1"]


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("t.jsonl", lines(ROWS), 1),
        ("t.jsonl.gz", gzip.compress(lines(ROWS)), 1),
        ("no suffix", b"\n" + lines(ROWS), 2),
        ("t.csv", CSV.encode(), 2),
        ("bom.csv", CSV.encode("utf-8-sig"), 2),
        ("korean.csv", CSV.encode("cp949"), 2),
        ("wide.tsv", CSV.replace(",", "\t").encode("utf-16"), 2),
        ("semicolons", CSV.replace(",", ";").encode(), 2),
        ("t.csv.bz2", bz2.compress(CSV.encode()), 2),
        ("t.csv.zst", zstd(CSV.encode()), 2),
    ],
)
def test_a_row_is_a_page(name: str, data: bytes, line: int, tmp_path: Path) -> None:
    (one,) = found(tmp_path, name, data)
    assert one == Input(source=f"{name}#{line}", data=NOTE.encode(), url="https://garam.example/1", encoding="utf-8", given=SAID)
    article = articles.extract(load(one))
    assert (article.title, article.published, article.outlet, article.byline, article.url) == ("몽골과 협정", "2023-03-01T09:41", "가람일보", "홍길동", "https://garam.example/1")
    assert article.text == f"몽골과 협정\n\n{NOTE}"


def test_columns_are_named(tmp_path: Path) -> None:
    row = {"a": NOTE, "b": "몽골과 협정", "c": "<p>nothing</p>", "title": "another"}
    (one,) = found(tmp_path, "t.jsonl", lines([row]), parse("text=A, title=b"))
    assert isinstance(one, Input)
    assert (one.data, one.given) == (NOTE.encode(), Given(title="몽골과 협정"))


def test_a_table_without_text_is_one_line(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "t.csv", b"day,amount\n1,2\n3,4\n")
    assert str(one) == "t.csv: no column of text; there are day, amount: name it with --columns text=…"
    (two,) = found(tmp_path, "t.jsonl", lines([{"day": 1}] * 9), {"text": "body", "title": "x"})
    assert str(two) == "t.jsonl: no column 'body' for text; there are day"


def test_a_table_or_crawl_without_pages_is_one_line(tmp_path: Path) -> None:
    assert [str(i) for i in found(tmp_path, "t.csv", b"text,title\n")] == ["t.csv: no pages in this table"]
    assert [str(i) for i in found(tmp_path, "c.warc", CRAWL[3])] == ["c.warc: no pages in this crawl"]


@pytest.mark.parametrize("text", ["", "text", "text=", "body=x", "text=a,text=b"])
def test_a_wrong_mapping_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"twice|WHAT=COLUMN"):
        parse(text)


def test_rows_that_cannot_be_read_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    data = lines(ROWS) + b'{"content": \n[1]\n{"other": 1}\n' + lines(ROWS)
    assert names(found(tmp_path, "t.jsonl", data)) == [f"t.jsonl#{n}" for n in (1, 2, 3, 4, 5)]
    assert [type(i).__name__ for i in found(tmp_path, "t.jsonl", data)] == ["Input", *["UnreadableInput"] * 3, "Input"]
    of = found(tmp_path, "t.csv", CSV.encode() + b"one,two\n" + CSV.encode().split(b"\n")[1])
    assert [str(i) for i in of if isinstance(i, UnreadableInput)] == ["t.csv#3: 2 cells, the header has 6"]
    assert len(of) == 3


def test_text_is_no_table(tmp_path: Path) -> None:
    for text in (NOTE, "content, and title\n" + NOTE, "{속보} " + NOTE, "{\n" + NOTE, "제목: 본문, 날짜\n" + NOTE):
        (one,) = found(tmp_path, "page", text.encode())
        assert one == Input(source="page")


# -- what a container says ---------------------------------------------------------------------------------------------------


def test_a_title_that_is_given_stands_above_the_one_that_is_found(tmp_path: Path) -> None:
    text = f"몽골과 협정\n\n{NOTE}\n두 나라는 협력을 넓히기로 했다.\n"
    for title, expected in (("몽골과 협정", ["몽골과 협정"]), ("몽골과 협정 맺어", ["몽골과 협정 맺어"]), ("전혀 다른 제목", ["전혀 다른 제목"])):
        (one,) = found(tmp_path, "t.jsonl", lines([{"text": text, "title": title, "published": "20230301"}]))
        assert isinstance(one, Input)
        article = articles.extract(load(one))
        assert [article.text[p.start : p.end] for p in article.parts if p.kind == "title"] == expected
        assert (article.title, article.published) == (title, "2023-03-01")
        assert "두 나라는 협력을 넓히기로 했다." in article.text


def test_a_date_that_cannot_be_read_leaves_that_of_the_text(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "t.jsonl", lines([{"text": f"몽골과 협정\n입력 2023.03.01 09:41\n{NOTE}\n", "published": "어제"}]))
    assert isinstance(one, Input)
    assert articles.extract(load(one)).published == "2023-03-01T09:41"


def test_a_time_in_utc_is_told_by_the_clock_of_the_page(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "t.jsonl", lines([{"text": f"몽골과 협정\n입력 2023.03.01 06:41\n{NOTE}\n", "published": "2023-02-28T21:41:00Z"}]))
    assert isinstance(one, Input)
    assert articles.extract(load(one)).published == "2023-03-01T06:41+09:00"
    (two,) = found(tmp_path, "t.jsonl", lines([{"text": NOTE, "published": "2023-02-28T21:41:00Z", "outlet": "연합뉴스"}]))
    assert isinstance(two, Input)
    assert articles.extract(load(two)).published == "2023-03-01T06:41+09:00"


# -- feeds and archives ------------------------------------------------------------------------------------------------------


def test_a_feed_gives_whole_articles_and_counts_summaries(tmp_path: Path) -> None:
    one, rest = found(tmp_path, "feed", FEED)
    assert isinstance(one, Input)
    assert (one.source, one.url) == ("feed#1", "https://garam.example/1")
    assert one.given == Given(title="몽골과 협정", published="2023-03-01T09:41+09:00", outlet="가람일보")
    assert articles.extract(load(one)).text == f"몽골과 협정\n\n{NOTE}"
    assert str(rest) == "feed: 1 of 2 entries are only summaries, which are not read: fetch their articles"


def test_a_sitemap_holds_no_page(tmp_path: Path) -> None:
    assert [str(i) for i in found(tmp_path, "s.xml", SITEMAP)] == ["s.xml: a sitemap: it names 1 addresses and holds no page; fetch them"]


MEMBERS = [("b.html", page(1)), ("photo.jpg", b"\xff\xd8\xff"), ("deep/a.txt.gz", gzip.compress(NOTE.encode())), ("c.warc.gz", gzipped(crawl(1))), ("t.jsonl", lines(ROWS)), ("s.xml", SITEMAP), ("../up.txt", NOTE.encode()), ("/root.txt", NOTE.encode()), ("b.html", page(2)), ("other.xml", b"<a/>")]  # fmt: skip


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("name", "data"),
    [("a.zip", zipped(MEMBERS)), ("a.tar", tarred(MEMBERS)), ("a.tgz", gzip.compress(tarred(MEMBERS))), ("a.tar.xz", lzma.compress(tarred(MEMBERS))), ("a.tar.zst", zstd(tarred(MEMBERS))), ("called otherwise", zipped(MEMBERS))],
)
def test_an_archive_gives_its_pages_under_their_names(name: str, data: bytes, tmp_path: Path) -> None:
    of = found(tmp_path, name, data)
    assert names(of) == [f"{name}#{m}" for m in ("b.html", "deep/a.txt.gz", "c.warc.gz#0", "t.jsonl#1", "../up.txt", "/root.txt", "b.html+1")]
    assert all(isinstance(i, Input) and load(i).text for i in of)
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_large_members_of_packed_archives(tmp_path: Path) -> None:
    large = (NOTE + "\n").encode() * 5000
    table = lines([{"text": NOTE * 2000}] * 4)
    for data in (tarred([("a.txt", large), ("t.jsonl", table), ("b.zip", zipped([("c.txt", large)]))]), zipped([("a.txt", large), ("t.jsonl", table), ("b.zip", zipped([("c.txt", large)]))])):
        for whole in (data, gzip.compress(data)):
            of = found(tmp_path, "x", whole)
            assert names(of) == ["x#a.txt", "x#t.jsonl#1", "x#t.jsonl#2", "x#t.jsonl#3", "x#t.jsonl#4", "x#b.zip#c.txt"]
            assert [len(i.data or b"") for i in of if isinstance(i, Input)] == [len(large), *[len(NOTE.encode()) * 2000] * 4, len(large)]


def test_a_table_in_another_character_set(tmp_path: Path) -> None:
    russian = "Президент Казахстана встретился в Астане с министром иностранных дел. "
    (one,) = found(tmp_path, "t.csv", f"\ntext , title, Адрес \n{russian * 9},Встреча,https://x.example/\ntext,title,Адрес\n".encode("cp1251"), parse("url=адрес"))
    assert one == Input(source="t.csv#3", data=(russian * 9).encode(), url="https://x.example/", encoding="utf-8", given=Given(title="Встреча"))


def test_archives_may_stand_in_an_archive_but_no_deeper(tmp_path: Path) -> None:
    inner = zipped([("a.txt", NOTE.encode()), ("t.csv", CSV.encode())])
    for data in (zipped([("in.zip", inner)]), tarred([("in.zip", inner)]), zipped([("in.tar.gz", gzip.compress(tarred([("a.txt", NOTE.encode()), ("t.csv", CSV.encode())])))])):
        one, two = found(tmp_path, "out", data)
        assert isinstance(one, Input)
        assert one.data == NOTE.encode()
        assert str(two).endswith("#t.csv: an archive or table in an archive in an archive: unpack it first")


def test_office_documents_are_no_archives(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "x.docx", zipped([("[Content_Types].xml", b"<x/>"), ("a.txt", b"x")]))
    assert isinstance(one, Input)
    with pytest.raises(UnreadableInput, match="office document"):
        load(str(tmp_path / "x.docx"))


# -- folders, patterns, standard input -----------------------------------------------------------------------------------------


def test_a_folder_of_every_kind(tmp_path: Path) -> None:
    for name, data in {
        "a.warc.gz": gzipped(crawl(2)), "b.csv": CSV.encode(), "gold.jsonl": lines([{"page": 1}]), "c/d.zip": zipped([("x.txt", b"x")]), "c/e.txt": b"x", "f.rss": FEED,
        "g.xml": SITEMAP, "h.xml": b"<other/>", "i.html.gz": gzip.compress(page(1)), "j.jpg": b"x",
    }.items():  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    of = [os.path.relpath(i.source, tmp_path).split("#")[0] for i in inputs([str(tmp_path)])]
    assert list(dict.fromkeys(of)) == ["a.warc.gz", "b.csv", "f.rss", "i.html.gz", "c/d.zip", "c/e.txt"]


def test_patterns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.html", "c/d.txt", "c/e/f.txt", "c/.hidden.txt", "z[1].txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    os.symlink(tmp_path, tmp_path / "c" / "loop")
    monkeypatch.chdir(tmp_path)
    assert names(list(inputs(["*.txt"]))) == ["a.txt", "z[1].txt"]
    assert names(list(inputs(["**/*.txt"]))) == ["a.txt", "z[1].txt", "c/d.txt", "c/e/f.txt"]
    assert names(list(inputs(["c/**"]))) == ["c/.hidden.txt", "c/d.txt", "c/e/f.txt"]
    assert names(list(inputs([str(tmp_path / "[ab].*")]))) == [str(tmp_path / "a.txt"), str(tmp_path / "b.html")]
    assert names(list(inputs(["z[1].txt"]))) == ["z[1].txt"]
    assert [str(i) for i in inputs(["*.warc"])] == ["*.warc: nothing matches this pattern"]


@pytest.mark.parametrize(
    ("data", "places"),
    [
        (NOTE.encode(), ["-"]), (gzip.compress(NOTE.encode()), ["-"]), (lines(ROWS), ["-#1"]), (CSV.encode(), ["-#2"]), (gzip.compress(CSV.encode()), ["-#2"]), (zipped(MEMBERS[:1]), ["-#b.html"]),
        (b"".join(crawl(2)), ["-#0", "-#355"]), (gzip.compress(tarred(MEMBERS[:1])), ["-#b.html"]), (gzipped(crawl(1)), ["-#0"]), (zstd(*crawl(1)), ["-#0"]),
    ],
    ids=["page", "packed", "jsonl", "csv", "packed csv", "zip", "warc", "tar", "warc.gz", "warc.zst"],
)  # fmt: skip
def test_standard_input_may_be_any_kind(data: bytes, places: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    come, go = os.pipe()
    os.write(go, data)
    os.close(go)
    with open(come, "rb") as stream:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(stream))
        of = list(inputs(["-"]))
    assert names(of) == places
    assert all(isinstance(i, Input) for i in of)


def test_a_charset_of_the_response_is_one_more_clue(tmp_path: Path) -> None:
    russian = "Президент Казахстана встретился в Астане с министром иностранных дел. " * 3
    (one,) = found(tmp_path, "c.warc", record(http(russian.encode("koi8-r"), "text/plain; charset=KOI8-R")))
    assert isinstance(one, Input)
    assert load(one).text == russian
    for claimed in ("no-such-set", "base64", "utf-16", "\x00"):
        assert load(Input(source="x", data=(NOTE * 3).encode("cp949"), encoding=claimed)).text == NOTE * 3


def test_json_is_decoded_as_it_stands(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "t.jsonl", json.dumps({"text": NOTE, "authors": ["홍길동", "김나루"], "date": 20230301, "title": None}).encode())
    assert isinstance(one, Input)
    assert (one.data, one.given) == (NOTE.encode(), Given(published="20230301", byline="홍길동, 김나루"))
