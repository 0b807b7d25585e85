"""Furniture words."""

import time

import pytest

from dragoman.articles import furnishings


@pytest.mark.parametrize(
    "line",
    [
        "페이스북 공유하기", "카카오톡 링크", "주소복사", "기사듣기실행 기사듣기중지", "글자사이즈", "기사프린트", "후원하기 기사제보", "댓글", "로그인", "가나일보 로고",
        "ⓒ가나일보, 무단전재 및 재배포 금지", "[필수입력]  닉네임", "파일 [ 1 ]", "‹처음  이전 51 52 53 다음  맨뒤›", "회사소개 | 이용약관 | 개인정보처리방침", "광고문의",
        "Skip to main content", "Share", "Sign up for our daily newsletter", "© 2024 The Herald", "Поделиться", "Все права защищены.",
    ],
)  # fmt: skip
def test_furniture(line: str) -> None:
    assert furnishings.is_furniture(line) or furnishings.is_end(line)


@pytest.mark.parametrize(
    "line",
    [
        "장관은 3일 로그인 기록을 공개하라고 요구했다.", "정부는 쌀 재배포 계획을 밝혔다.", "두 나라는 정보를 공유하기로 했다.", "양국은 구독 경제에 관한 협정을 맺었다.",
        "그는 의견을 등록했다.", "러시아", "외교부 당국자는 관련 기사를 부인했다.", "The ministers agreed to share data.", "Стороны договорились поделиться опытом.",
        "이달 안에 서명할 것이라고 덧붙였다.", "한국은 반대", "북한의 핵 확산금지조약 탈퇴",
    ],
)  # fmt: skip
def test_news_is_no_furniture(line: str) -> None:
    assert not furnishings.is_furniture(line)
    assert not furnishings.is_end(line)


@pytest.mark.parametrize("unit", ["가 ", "공유 ", "정치|", "> ", "#가", "1 ", "뉴스 ", "ⓒ", "share this ", "| a ", "  ", "‹", "related stories "])
def test_no_expression_takes_long_over_any_line(unit: str) -> None:
    began = time.perf_counter()
    for end in ("", "!"):
        line = (unit * 250)[: furnishings.LONGEST - 1] + end
        for test in (furnishings.is_furniture, furnishings.is_end, furnishings.is_related_heading, furnishings.is_boilerplate):
            test(line)
            test(line[:90] + end)
    assert time.perf_counter() - began < 2
