"""What holds for any page: places are right, nothing raises, the same page gives the same article."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.articles import extract
from dragoman.model.errors import UnreadableInput
from dragoman.model.page import Page
from dragoman.pages import load_bytes

LINES = st.one_of(
    st.sampled_from(
        [
            "", " ", "외교부는 3일 몽골과 협정을 맺었다고 밝혔다. 두 나라는 내년부터 함께 조사한다.", "\xa0(서울=연합뉴스) 홍길동 기자 = 정부는 회담이 4일\xa0열린다고 발표했다.", "홍길동 기자 gildong@garam.example",
            "입력 2024.05.03 오후 3:21 수정 2024.05.03 오후 5:02", "관련 기사", "몽골 총리, 내달 서울 온다", "• 2024-05-01", "댓글", "두 장관이 악수하고 있다. /연합뉴스", "악수하는 두 장관",
            "ⓒ가람일보, 무단전재 및 재배포 금지", "가람일보 로고", "The ministers agreed on Friday to meet again in the autumn, the ministry said.", "<p>", "…", "\u2028", "\ufeff",
        ]
    ),
    st.text(max_size=120),
)  # fmt: skip


@given(st.lists(LINES, max_size=25).map("\n".join))
@settings(deadline=None)
def test_text(text: str) -> None:
    page = Page(source="x", kind="text", text=text, encoding="utf-8")
    article = extract(page)
    assert article == extract(page)
    at = 0
    for part in article.parts:
        words = article.text[part.start : part.end]
        assert words.strip()
        assert part.page is not None
        assert words == text[slice(*part.page)].replace("\xa0", " ")
        assert part.start == at
        assert article.text[part.end : part.end + 2] in ("", "\n\n")
        at = part.end + 2
    starts = [p.page[0] for p in article.parts if p.page]
    assert starts == sorted(starts)


@given(st.lists(st.one_of(LINES, st.sampled_from(["<html>", "<body>", "<p>", "</p>", "<div>", "<script>", "<!--", "<table><tr><td>", "<h1>", "<time>", "&amp;", "<a href='"])), max_size=25).map("\n".join))
@settings(deadline=None, max_examples=60)
def test_html(text: str) -> None:
    page = Page(source="x", kind="html", text=text, encoding="utf-8")
    article = extract(page)
    assert article == extract(page)
    for part in article.parts:
        assert article.text[part.start : part.end].strip()
        assert part.page is None


@given(st.binary(max_size=600))
@settings(deadline=None)
def test_any_bytes(data: bytes) -> None:
    try:
        page = load_bytes(data, "x")
    except UnreadableInput:
        return
    extract(page)


SENTENCE = "외교부는 회담이 끝난 뒤 협력을 넓히기로 했다고 밝혔다. "


@pytest.mark.parametrize(
    "text",
    [
        "가" * 200_000,
        SENTENCE * 6000,
        "x" * 200_000,
        '"' * 10_000 + SENTENCE + '"' * 10_000,
        "“‘" * 10_000,
        "<html><body>" + "<div>" * 100_000 + SENTENCE + "</div>" * 100_000,
        "<html><body>" + "<b><i><a href=x>" * 50_000 + SENTENCE,
        "<html><body>" + "<table><tr><td>" * 30_000 + SENTENCE,
        "<html><!--" * 50_000,
        "<html><body>" + "<div class='caption'>" * 20_000 + SENTENCE,
        "<html><body>" + "<strong>관련 뉴스</strong><a href='/1'>몽골 총리, 내달 서울 온다</a>" * 10_000,
        "<html><title>" + "가 | " * 100 + "</title><body>" + SENTENCE,
        "<html><body><p>" + "&amp;" * 300_000,
        "짧은 줄\n" * 50_000,
        "2023.05.03\n새 다리가 놓였다는 긴 제목\n" * 20_000,
        "홍길동 기자 " * 20_000,
        "(서울=연합뉴스) " * 15_000,
        "[" * 100_000 + SENTENCE,
    ],
    ids=lambda text: text[:12],
)
def test_monsters_take_seconds(text: str) -> None:
    began = time.perf_counter()
    extract(load_bytes(text.encode(), "monster"))
    assert time.perf_counter() - began < 10


def test_text_deep_in_a_bomb_is_still_read() -> None:
    page = load_bytes(("<html><body>" + "<div>" * 100_000 + SENTENCE * 3).encode(), "bomb")
    assert SENTENCE.strip() in extract(page).text


def test_a_page_in_thai() -> None:
    article = extract(load_bytes("รัฐมนตรีต่างประเทศเดินทางเยือนกรุงโซลเมื่อวันพุธเพื่อหารือเรื่องความร่วมมือ\n\nทั้งสองประเทศตกลงที่จะพบกันอีกครั้งในปีหน้าที่กรุงเทพมหานคร".encode(), "thai"))
    assert article.language == "th"
    assert "กรุงโซล" in article.text


def test_a_note_of_one_sentence_is_its_body() -> None:
    article = extract(load_bytes("러시아 외무장관이 아스타나를 방문했다.".encode(), "note"))
    assert [p.kind for p in article.parts] == ["body"]
    assert article.published is None


def test_nothing_but_furniture_gives_an_empty_article() -> None:
    article = extract(load_bytes("로그인\n회원가입\n댓글\n".encode(), "empty"))
    assert (article.text, article.parts, article.title) == ("", (), None)
