"""Files that a page offers: found in its links and on its lines, and never taken for words of the article."""

import time

import pytest

import dragoman
from dragoman.articles import extract, furnishings
from dragoman.model.article import Article, Attachment
from dragoman.pages import load_bytes

PARAGRAPHS = (
    "한국과 카자흐스탄 외교장관이 3일 서울에서 만나 핵심광물 공급망을 함께 넓히기로 했다고 외교부가 밝혔다.",
    "두 장관은 올해 안에 공동 탐사를 시작하고 철도와 항만을 잇는 길도 함께 찾기로 했다고 당국자가 설명했다.",
    "카자흐스탄 장관은 한국 기업의 투자를 환영한다고 말했고, 다음 회담은 내년 봄에 아스타나에서 열린다.",
)
TITLE = "한·카자흐 외교장관 회담…핵심광물 공급망 협력"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("첨부파일: 공동성명.hwp (245 KB) 다운로드", ("공동성명.hwp",)), ("[첨부] 합의문.pdf", ("합의문.pdf",)), ("붙임 1. 합의문.hwpx", ("합의문.hwpx",)),
        ("첨부파일(2) a.hwp, b.hwpx", ("a.hwp", "b.hwpx")), ("첨부파일 240501 회담 결과.hwp 2024 G20 자료.pdf (1.2MB)", ("240501 회담 결과.hwp", "2024 G20 자료.pdf")),
        ("공동성명.HWP [45.5KB] 바로보기", ("공동성명.HWP",)), ("[240501] 자료.xlsx", ("[240501] 자료.xlsx",)), ("관련 자료.pdf", ("관련 자료.pdf",)),
        ("붙임1.합의문.hwp", ("붙임1.합의문.hwp",)), ("Attachment: statement.pdf (1.2 MB) Download", ("statement.pdf",)), ("Приложение 1: заявление.docx скачать", ("заявление.docx",)),
    ],
)  # fmt: skip
def test_lines_that_name_files(line: str, names: tuple[str, ...]) -> None:
    assert furnishings.attached(line) == names
    assert furnishings.is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "경찰은 ‘외교안보 자료.hwp’라는 파일을 열지 말라고 당부했다.", "The full text is at https://example.org/a.pdf", "한글 파일(.hwp)을 열면 감염된다.", "첨부한 자료는 공개하지 않았다.",
        "문서는 a.pdf, 12쪽에 있다", "보고서.pdfx", "사진.jpg", ".hwp",
    ],
)  # fmt: skip
def test_lines_that_say_more(line: str) -> None:
    assert furnishings.attached(line) == ()


@pytest.mark.parametrize("unit", ["a.pdf ", ".hwp", "첨부 ", "첨부1", "1.2MB ", "(", "다운로드 ", "x"])
def test_no_line_takes_long(unit: str) -> None:
    began = time.perf_counter()
    for end in ("", "a.pdf", "!"):
        furnishings.attached((unit * 300)[: furnishings.LONGEST - len(end)] + end)
    assert time.perf_counter() - began < 0.5


def dump(*lines: str) -> Article:
    """The article of a text dump of the page, with lines below it."""
    return extract(load_bytes("\n\n".join([TITLE, "입력 2024.05.03 15:21", *PARAGRAPHS, *lines, "무단 전재 및 재배포 금지"]).encode(), "page.txt"))


def page(below: str, head: str = '<link rel="canonical" href="https://a.example/news/1">', inside: str = "") -> Article:
    """The article of an HTML page, with markup below the article and in its second paragraph."""
    paragraphs = "".join(f"<p>{words}{inside if n == 1 else ''}</p>" for n, words in enumerate(PARAGRAPHS))
    source = (
        f"<html><head><title>{TITLE}</title>{head}</head><body><nav><a href='/about/media-kit.pdf'>매체 소개</a></nav><h1>{TITLE}</h1>"
        f"<article>{paragraphs}</article>{below}<footer><a href='/rules.hwp'>편집 규약</a></footer></body></html>"
    )
    return extract(load_bytes(source.encode(), "page.html"))


def test_a_dump_names_files_below_its_article() -> None:
    found = dump("첨부파일", "• 공동성명.hwp (245 KB)", "• 질의응답.pdf")
    assert found.attachments == (Attachment(name="공동성명.hwp", format="hwp"), Attachment(name="질의응답.pdf", format="pdf"))
    assert [found.text[p.start : p.end] for p in found.parts if p.kind == "body"] == list(PARAGRAPHS)


def test_a_line_of_files_between_paragraphs_is_no_body() -> None:
    lines = [TITLE, PARAGRAPHS[0], "첨부: 보도자료.hwp", *PARAGRAPHS[1:]]
    found = extract(load_bytes("\n\n".join(lines).encode(), "page.txt"))
    assert [a.name for a in found.attachments] == ["보도자료.hwp"]
    assert "보도자료" not in found.text
    assert found.text.endswith(PARAGRAPHS[2])


def test_an_address_on_a_line_of_its_own() -> None:
    found = dump("첨부파일 https://a.example/files/joint.pdf")
    assert found.attachments == (Attachment(name="joint.pdf", format="pdf", url="https://a.example/files/joint.pdf"),)


def test_links_in_and_under_an_article() -> None:
    found = page('<ul><li><a href="/files/240503.hwp">보도자료(국문)</a></li><li><a href="down.do?file=joint.pdf">공동성명</a></li></ul>', inside=' <a href="https://b.example/r.xlsx">통계</a>')
    assert [(a.name, a.format, a.url) for a in found.attachments] == [
        ("통계", "xlsx", "https://b.example/r.xlsx"),
        ("보도자료(국문)", "hwp", "https://a.example/files/240503.hwp"),
        ("공동성명", "pdf", "https://a.example/news/down.do?file=joint.pdf"),
    ]
    assert found.text.endswith(PARAGRAPHS[2])


def test_a_link_by_a_script_is_a_name_alone() -> None:
    found = page("<div>첨부파일</div><div><a href=\"javascript:down('1')\">공동성명.hwp</a></div>")
    assert found.attachments == (Attachment(name="공동성명.hwp", format="hwp"),)


def test_without_the_address_of_the_page_relative_links_are_names_alone() -> None:
    found = page('<p><a href="/files/1.hwp">공동성명.hwp</a></p>', head="")
    assert found.attachments == (Attachment(name="공동성명.hwp", format="hwp"),)
    assert page('<p><a href="1.hwp">공동성명</a></p>', head='<base href="https://c.example/x/">').attachments[0].url == "https://c.example/x/1.hwp"


@pytest.mark.parametrize(
    "below",
    [
        '<p><a href="/news/2.html">다음 회담은 언제</a></p>', '<p><a href="/photo.jpg">사진</a></p>', '<p><a href="mailto:a@b.example">메일</a></p>', '<p hidden><a href="/x.pdf">x.pdf</a></p>',
        '<p><a href="http://[">깨진 주소.pdf 보기</a></p>', f'<div>{"다른 기사의 긴 글이다. " * 60}</div><p><a href="/far.pdf">멀리</a></p>',
    ],
)  # fmt: skip
def test_what_is_no_attachment(below: str) -> None:
    """Pages, pictures, mail, what nobody sees, what stands far below."""
    assert page(below).attachments == ()


def test_a_page_of_links_alone_has_few() -> None:
    found = page("".join(f'<a href="/{n}.pdf">{n}.pdf</a>' for n in range(500)))
    assert len(found.attachments) <= 50


def test_a_reading_tells_them() -> None:
    source = "\n\n".join([TITLE, *PARAGRAPHS, "첨부파일: 공동성명.hwp"]).encode()
    assert dragoman.read(source).attachments == (Attachment(name="공동성명.hwp", format="hwp"),)
