"""Furniture words."""

import time

import pytest

from dragoman.articles import furnishings


@pytest.mark.parametrize(
    "line",
    [
        "페이스북 공유하기", "카카오톡 링크", "주소복사", "기사듣기실행 기사듣기중지", "글자사이즈", "기사프린트", "후원하기 기사제보", "댓글", "로그인", "이 기사는 제휴사가 제공한 기사입니다", "이 글은 필자의 개인 의견입니다.", "타슈켄트에서 중앙아시아 소식을 전합니다.", "[저작권자 가나일보]", "가나일보 로고",
        "ⓒ가나일보, 무단전재 및 재배포 금지", "[필수입력]  닉네임", "파일 [ 1 ]", "‹처음  이전 51 52 53 다음  맨뒤›", "회사소개 | 이용약관 | 개인정보처리방침", "광고문의", "◀ 리포트 ▶", "앵커 ▶", "[저녁뉴스]◀ 앵커 ▶", "[녹취]", "댓글 서비스를 제공하지 않습니다.", "댓글 운영 정책",
        "공유  댓글  글자크기조정  인쇄", "좋아요 12 댓글 4 SNS 공유 글꼴 스크랩 프린트", "목록으로 | 위로", "AD 무릎에 좋은 운동화", "[광고] 여름 여행 특가", "Skip to main content", "Share", "Sign up for our daily newsletter", "© 2024 The Herald", "Поделиться", "Все права защищены.",
    ],
)  # fmt: skip
def test_furniture(line: str) -> None:
    assert furnishings.is_furniture(line) or furnishings.is_end(line)


@pytest.mark.parametrize(
    "line",
    [
        "장관은 3일 로그인 기록을 공개하라고 요구했다.", "정부는 쌀 재배포 계획을 밝혔다.", "두 나라는 정보를 공유하기로 했다.", "양국은 구독 경제에 관한 협정을 맺었다.",
        "그는 의견을 등록했다.", "러시아", "외교부 당국자는 관련 기사를 부인했다.", "The ministers agreed to share data.", "Стороны договорились поделиться опытом.",
        "이 기사는 오보라고 대변인이 말했다.", "경찰은 댓글 공작 조직을 운영한 배후를 쫓고 있다.", "후보 쪽은 비방글의 삭제를 요구했다.", "검찰은 댓글 조작 서비스를 팔아 온 업체를 뒤졌습니다.", "정부는 휴전 소식을 전했다.",
        "이달 안에 서명할 것이라고 덧붙였다.", "한국은 반대", "북한의 핵 확산금지조약 탈퇴", "북한 영상 공유", "외교 국방 장관 회담", "광고 시장이 커진 나라", "AD 79년에 묻힌 도시",
    ],
)  # fmt: skip
def test_news_is_no_furniture(line: str) -> None:
    assert not furnishings.is_furniture(line)
    assert not furnishings.is_end(line)


@pytest.mark.parametrize("line", ["관련 뉴스", "이 시각 인기 기사", "[많이 본 스포츠 뉴스]", "함께 볼 기사", "당신이 좋아할 만한 콘텐츠", "지금 뜨는 뉴스 TOP 5", "이 기자의 다른 기사", "▶ 관련 기사", "이 기사를 본 독자가 많이 본 기사", "정치 많이 본 뉴스", "함께 본 기사", "에디터 추천", "이런 기사 어때요"])
def test_headings_over_headlines(line: str) -> None:
    assert furnishings.is_related_heading(line)


@pytest.mark.parametrize("line", ["국제 뉴스", "외교부 관련 기사 부인", "인기 가수 새 앨범", "많이 본 영화를 다시", "두 나라 주요 뉴스 채널 폐쇄"])
def test_headlines_are_no_headings(line: str) -> None:
    assert not furnishings.is_related_heading(line)


@pytest.mark.parametrize(("line", "rest"), [("다음 기사 몽골 초원에 눈", "몽골 초원에 눈"), ("[관련 기사] 몽골 초원에 눈", "몽골 초원에 눈"), ("관련기사▶몽골 초원에 눈", "몽골 초원에 눈"), ("관련 기사를 부인했다", "관련 기사를 부인했다")])
def test_labels_of_teasers(line: str, rest: str) -> None:
    assert line[furnishings.after_teaser_label(line) :] == rest


@pytest.mark.parametrize("unit", ["많이 본 ", "관련 이 시각 ", "공유  ", "AD ", "[광고", "가 ", "공유 ", "정치|", "> ", "#가", "1 ", "뉴스 ", "ⓒ", "share this ", "| a ", "  ", "‹", "related stories "])
def test_no_expression_takes_long_over_any_line(unit: str) -> None:
    began = time.perf_counter()
    for end in ("", "!"):
        line = (unit * 250)[: furnishings.LONGEST - 1] + end
        for test in (furnishings.is_furniture, furnishings.is_end, furnishings.is_related_heading, furnishings.is_boilerplate):
            test(line)
            test(line[:90] + end)
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize("line", ["―회담은 언제 열리나.", "Q. 왜 지금인가?", "문: 합의가 가능하다고 보는가", "<제재는 풀리나>?", "Q. Why now?"])
def test_interviews_ask(line: str) -> None:
    assert furnishings.is_question(line)


@pytest.mark.parametrize("line", ["회담은 언제 열리나.", "문 대통령은 답했나", "- 두 장관은 12일 만났다.", "―회담은 언제 열리나. 그는 답하지 않았다."])
def test_prose_asks_nobody(line: str) -> None:
    assert not furnishings.is_question(line)
