"""Headline and site's name, told apart."""

import pytest

from dragoman.articles import extract, outlets
from dragoman.articles.dump import bare
from dragoman.articles.header import clean_title, on_page
from dragoman.model.page import Page

HEADLINE = "몽골 총리, 내달 서울 온다…철도 협력 논의"


@pytest.mark.parametrize(
    ("title", "site"),
    [
        (HEADLINE, None),
        (f"{HEADLINE} - 물결소식", "물결소식"),
        (f"물결소식 :: {HEADLINE}", "물결소식"),
        (f"{HEADLINE} < 국제 < 기사본문 - 물결소식", "물결소식"),
        (f"물결소식 | {HEADLINE}", "물결소식"),
        (f"{HEADLINE} : 물결소식", "물결소식"),
    ],
)
def test_what_stands_on_the_page_is_the_headline(title: str, site: str | None) -> None:
    assert on_page(title, {bare(HEADLINE), "메뉴"}) == (HEADLINE, site)


def test_a_title_that_stands_nowhere_stays_whole() -> None:
    assert on_page(f"{HEADLINE} - 물결소식", {"메뉴"}) == (f"{HEADLINE} - 물결소식", None)


@pytest.mark.parametrize("title", [f"나루일보 :: {HEADLINE}", f"나루일보 - {HEADLINE}", f"{HEADLINE} | 나루일보", f"{HEADLINE} - 나루일보"])
def test_the_outlet_is_cut_off_either_end(title: str) -> None:
    assert clean_title(title, "나루일보") == HEADLINE


@pytest.mark.parametrize("title", ["푸틴 - 토카예프 회담, 소치서 세 시간", "몽골: 초원의 나라를 가다", "“원전 협력” 한·카자흐 : 무엇을 얻나"])
def test_other_signs_in_a_headline_stay(title: str) -> None:
    assert clean_title(title, "나루일보") == title


@pytest.mark.parametrize(("text", "is_name"), [("나루신문", True), ("한누리타임스", True), ("연합뉴스", True), ("몽골 총리 방한 뉴스", False), ("뉴스", False)])
def test_names_of_sites(text: str, is_name: bool) -> None:
    assert outlets.is_site_name(text) is is_name


def test_words_of_a_menu_are_no_headline() -> None:
    body = ["정부가 3일 몽골과 철도 협정을 맺었다고 외교부가 서울에서 밝혔다.", "두 나라는 내년부터 철도 협정에 따라 화물을 나르기로 했다.", "외교부는 몽골과 광물 협정도 서두른다고 말했다."]
    page = "\n".join(["• 몽골 철도", "• 외교부", "• 서울", "• 몽골 철도", "울란바토르행 화물 열차 내년 첫 기적", "• 몽골 철도", *body])
    article = extract(Page(source="x", kind="text", text=page, encoding="utf-8"))
    assert article.title == "울란바토르행 화물 열차 내년 첫 기적"
