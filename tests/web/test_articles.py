"""The page of an article: the original words, marked with what they tell; nothing in them ever is more than words."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from fastapi.testclient import TestClient

import dragoman
from dragoman.model.article import Attachment, Part, Teaser
from dragoman.model.parties import Entity
from dragoman.model.reading import Reading
from dragoman.record import Keeper, Record
from dragoman.web import comparing, marking
from dragoman.web.app import create_app

SAMPLE = Path(dragoman.__file__).parent / "samples" / "s01.txt"
BIDI = "앞\u202e뒤\u2066가운데\u2069\u200f끝"
HOSTILE = f'<script>alert(1)</script> <img src=x onerror=alert(2)> </p></article> "&amp;" {{{{ 7*7 }}}} {BIDI}'


def words(page: str, inside: str = "body") -> list[str]:
    """The paragraphs of an article's page as a browser shows them, without the numbers of notes."""
    body = page.split(f'<div class="{inside}">')[1].split("</article>")[0]
    found = re.findall(r"<p>(.*?)</p>|<figcaption>(.*?)</figcaption>", body, re.DOTALL)
    plain = [re.sub(r'<a class="ref".*?</a>|<span class="caption-sign".*?</span>', "", p or c, flags=re.DOTALL) for p, c in found]
    return [html.unescape(re.sub(r"<[^>]*>", "", p)).strip() for p in plain]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Reading]]:
    """A reader of a record with an article whose every word is an attack, and a second version of it; and that article."""
    path = str(tmp_path_factory.mktemp("hostile") / "kept.db")
    read = dragoman.read(str(SAMPLE))
    text = f"{HOSTILE}\n\n{read.text}\n\n{HOSTILE} 마지막"
    by = len(HOSTILE) + 2
    parts = (
        Part(kind="title", start=0, end=len(HOSTILE)),
        Part(kind="body", start=by, end=by + len(read.text)),
        Part(kind="caption", start=len(text) - len(HOSTILE) - 4, end=len(text)),
    )
    first = msgspec.structs.replace(
        read, id="a" * 20, text=text, title=HOSTILE, url="javascript:alert(3)", byline=HOSTILE, outlet=HOSTILE, parts=parts, events=(), statements=(),
        positions=(), measures=(), ties=(), related=(Teaser(title=HOSTILE, date="2023-01-02"),), unresolved=(), published="2023-01-02",
        attachments=(Attachment(name=HOSTILE, format="hwp", url="javascript:alert(4)"), Attachment(name="공동성명", format="pdf", url="https://a.example/1.pdf")),
        entities=(Entity(id="person:x/../<b>", kind="person", name=HOSTILE, label=HOSTILE, mentions=((by, by + 3),)),),
    )  # fmt: skip
    later = msgspec.structs.replace(first, id="b" * 20, published="2023-01-03", text=text.replace("마지막", "나중"))
    with Keeper(path) as keeper:
        keeper.keep(first, ("공격",))
        keeper.keep(later, ("공격",))
    with TestClient(create_app(path), follow_redirects=False, headers={"accept-language": "en"}) as reader:
        yield reader, later


def test_the_words_are_the_original_ones(client: TestClient, record: Record) -> None:
    for article in list(record.articles())[:6]:
        shown = words(client.get(f"/articles/{article.id}").text)
        whole = [article.text[p.start : p.end] for p in article.parts if p.kind in ("body", "caption")]
        assert [" ".join(s.split()) for s in shown] == [" ".join("".join(c if c.isprintable() else " " for c in w).split()) for w in whole]


def test_every_telling_has_a_place_in_the_text_and_one_in_the_panel(client: TestClient, record: Record) -> None:
    for article in list(record.articles())[:6]:
        page = client.get(f"/articles/{article.id}").text
        told = len(article.events) + len(article.statements) + len(article.positions) + len(article.measures) + len(article.ties)
        for number in range(1, told + 1):
            assert page.count(f'id="item-{number}"') == 1
            assert page.count(f'id="at-{number}"') == 1, f"note {number} of {told} of {article.source}"


def test_stretches_put_together_are_the_text(record: Record) -> None:
    for article in record.articles():
        found = marking.items(article)
        for part, block in zip(article.parts, marking.blocks(article, found), strict=True):
            assert len("".join(s.text for s in block.stretches)) == part.end - part.start


def test_headlines_of_others_stand_apart(client: TestClient, record: Record) -> None:
    article = next(a for a in record.articles() if a.related)
    page = client.get(f"/articles/{article.id}").text
    body, apart = page.split('<section class="related">')
    for teaser in article.related:
        assert html.escape(teaser.title, quote=False)[:20] in html.unescape(apart) or teaser.title[:20] in html.unescape(apart)
    assert 'class="related"' not in body


def test_attached_files_are_named_and_those_on_the_web_linked(hostile: tuple[TestClient, Reading]) -> None:
    client, article = hostile
    page = client.get(f"/articles/{article.id}").text
    listed = page.split('<section class="attachments">')[1].split("</section>")[0]
    assert re.findall(r'href="([^"]*)"', listed) == ["https://a.example/1.pdf"], "an address that is no web address is no link"
    assert "공동성명</a>" in listed
    assert "&lt;script&gt;alert(1)" in listed
    told = client.get(f"/articles/{article.id}.json").json()["article"]["attachments"]
    assert [a["url"] for a in told] == ["javascript:alert(4)", "https://a.example/1.pdf"], "data says what the page said"


def test_an_article_without_files_has_no_list_of_them(client: TestClient, record: Record) -> None:
    article = next(a for a in record.articles() if not a.attachments)
    assert 'class="attachments"' not in client.get(f"/articles/{article.id}").text


def test_markup_in_an_article_stays_text(hostile: tuple[TestClient, Reading]) -> None:
    client, article = hostile
    for path in (f"/articles/{article.id}", f"/articles/{article.id}/changes", "/search?q=공격", "/search?q=공격&kind=quotes"):
        page = client.get(path).text
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "49" not in page.split('<div class="body">')[-1].split("</article>")[0].split("{{")[0][-4:]
        assert not re.search(r"""href=["']\s*javascript:""", page, re.IGNORECASE)
        assert not set(page) & set("\u202e\u2066\u2069\u200f"), "nothing turns the direction of what follows"
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in client.get(f"/articles/{article.id}").text


def test_an_address_that_is_none_is_no_link(hostile: tuple[TestClient, Reading]) -> None:
    client, article = hostile
    page = client.get(f"/articles/{article.id}").text
    assert "<dd>javascript:alert(3)</dd>" in page


def test_a_megabyte_without_a_blank_is_shown(tmp_path: Path) -> None:
    path, text = str(tmp_path / "kept.db"), "가<" * 500_000
    article = Reading(
        id="c" * 20, source="long.txt", url=None, language="ko", encoding="utf-8", outlet=None, agency=None, byline=None, dateline=None, title=None,
        published=None, modified=None, text=text, parts=(Part(kind="body", start=0, end=len(text)),), related=(),
    )  # fmt: skip
    with Keeper(path) as keeper:
        keeper.keep(article, ())
    with TestClient(create_app(path)) as client:
        page = client.get(f"/articles/{article.id}")
    assert page.status_code == 200
    assert words(page.text) == [text]


def test_versions_show_what_changed(hostile: tuple[TestClient, Reading]) -> None:
    client, article = hostile
    page = client.get(f"/articles/{article.id}").text
    assert f"/articles/{article.id}/changes" in page
    changed = client.get(f"/articles/{article.id}/changes.json").json()["changes"]
    pieces = [p for c in changed if c["kind"] == "changed" for p in c["pieces"] if p["kind"] != "same"]
    assert [(p["kind"], p["text"]) for p in pieces] == [("out", "마지막"), ("in", "나중")]
    older = client.get(f"/articles/{'a' * 20}").text
    assert "older version" in older
    assert client.get(f"/articles/{'a' * 20}/changes").status_code == 404
    assert client.get(f"/articles/{article.id}/changes?since=nothing").status_code == 404


def test_paragraphs_too_long_to_compare_are_shown_whole() -> None:
    def article(text: str) -> Reading:
        return Reading(
            id="d", source="s", url=None, language=None, encoding="utf-8", outlet=None, agency=None, byline=None, dateline=None, title=None,
            published=None, modified=None, text=text, parts=(), related=(),
        )  # fmt: skip

    changes = comparing.compare(article("하나 " * 5000), article("둘 " * 5000))
    assert [c.kind for c in changes] == ["out", "in"]


def test_twins_have_a_line_for_everything_told(client: TestClient, record: Record) -> None:
    article = next(a for a in record.articles() if a.events and a.statements)
    lines = [msgspec.json.decode(line) for line in client.get(f"/articles/{article.id}.jsonl").text.splitlines()]
    assert [line["number"] for line in lines] == list(range(1, len(lines) + 1))
    assert {line["kind"] for line in lines} >= {"event", "statement"}
    assert all(line["words"] == article.text[line["start"] : line["end"]] for line in lines)


def test_citations_can_be_saved(client: TestClient, record: Record) -> None:
    article = next(iter(record.articles()))
    bib, ris = (client.get(f"/articles/{article.id}/citation.{e}") for e in ("bib", "ris"))
    assert bib.text.startswith("@misc{dragoman-")
    assert ris.text.startswith("TY  - NEWS")
    assert "attachment" in bib.headers["content-disposition"]
    assert client.get(f"/articles/{article.id}/citation.exe").status_code == 404
