"""Headline and site's name, told apart."""

import pytest

from dragoman.articles import extract, outlets
from dragoman.articles.dump import bare
from dragoman.articles.headlines import clean_title, on_page
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


BODY = ["정부가 3일 몽골과 철도 협정을 맺었다고 외교부가 서울에서 밝혔다.", "두 나라는 내년부터 철도 협정에 따라 화물을 나르기로 했다.", "외교부는 몽골과 광물 협정도 서두른다고 말했다."]


@pytest.mark.parametrize(
    ("above", "below", "outlet"),
    [
        (["물결매거진", HEADLINE, "2024.05.03 15:21"], [], "물결매거진"),
        ([HEADLINE, "2024.05.03 15:21", "물결뉴스"], ["<저작권자(c) 나루통신, 무단 전재 금지>"], "물결뉴스"),
        ([HEADLINE, "2024.05.03 15:21"], ["<저작권자(c) 나루통신, 무단 전재 금지>"], "나루통신"),
        ([HEADLINE, "물결일보 | 기사입력 2024-05-03 15:21 | 최종수정 2024-05-03 16:00"], [], "물결일보"),
        ([HEADLINE, "2024-05-03 15:21", "[물결일보 홍길동 기자]"], [], "물결일보"),
        ([HEADLINE, "2024-05-03 15:21"], ["물결타임스 무단전재 금지"], "물결타임스"),
        ([HEADLINE, "2024-05-03 15:21"], ["[저작권자 물결뉴스]"], "물결뉴스"),
        ([HEADLINE, "2024-05-03 15:21"], ["물결신문 뉴스레터를 구독하세요"], "물결신문"),
        (["포토뉴스", HEADLINE, "2024-05-03 15:21", "국제뉴스"], [], None),
    ],
)
def test_who_publishes_an_outlet_that_is_not_known(above: list[str], below: list[str], outlet: str | None) -> None:
    assert extract(Page(source="x", kind="text", text="\n\n".join([*above, *BODY, *below]), encoding="utf-8")).outlet == outlet


@pytest.mark.parametrize(("name", "short"), [("물결신문 산업", "물결신문"), ("물결신문 MULGYEOL NEWS", "물결신문"), ("물결 산업", "물결 산업"), ("연합뉴스", "연합뉴스")])
def test_sections_are_no_part_of_a_name(name: str, short: str) -> None:
    assert outlets.without_section(name) == short


def test_lines_that_point_to_other_articles_are_kept_apart() -> None:
    foot = ["홍길동 기자 gildong@naru.example", "☞ 물결일보 구독하고 쿠폰 받기", "☞ [연재] 초원을 달리는 화물 열차의 하루", "많이 본 뉴스 | 1. 초원에 첫눈 내렸다  2. 양털 값 두 배로 올라"]
    article = extract(Page(source="x", kind="text", text="\n\n".join([HEADLINE, "2024-05-03 15:21", *BODY, *foot]), encoding="utf-8"))
    assert [t.title for t in article.related] == ["[연재] 초원을 달리는 화물 열차의 하루", "초원에 첫눈 내렸다", "양털 값 두 배로 올라"]
