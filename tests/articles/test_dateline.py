"""Wire openings, bylines and signatures."""

import pytest

from dragoman.articles.dateline import beside_date, closing, columnist, names, opening, signature, signed_from

REST = "외교부는 3일 밝혔다."


@pytest.mark.parametrize(
    ("prefix", "dateline", "agency", "outlet", "byline"),
    [
        ("(알마티=연합뉴스) 홍길동 통신원 = ", "알마티", "연합뉴스", "연합뉴스", "홍길동"),
        ("(서울·도쿄=연합뉴스) 홍길동 기자 성춘향 특파원 = ", "서울·도쿄", "연합뉴스", "연합뉴스", "홍길동, 성춘향"),
        ("(서울=연합뉴스) 홍길동 기자·성춘향 특파원 = ", "서울", "연합뉴스", "연합뉴스", "홍길동, 성춘향"),
        ("(도쿄 교도=연합뉴스) 홍길동 특파원 = ", "도쿄", "연합뉴스", "연합뉴스", "홍길동"),
        ("【서울=뉴시스】홍길동 기자 = ", "서울", "뉴시스", "뉴시스", "홍길동"),
        ("[서울=뉴시스]홍길동 성춘향 기자 = ", "서울", "뉴시스", "뉴시스", "홍길동, 성춘향"),
        ("[서울=뉴시스] 홍길동 기자 ", "서울", "뉴시스", "뉴시스", "홍길동"),
        ("(서울=연합뉴스) 홍길동 성춘향 기자 ", "서울", "연합뉴스", "연합뉴스", "홍길동, 성춘향"),
        ("[워싱턴=한국일보 홍길동 기자] ", "워싱턴", None, "한국일보", "홍길동"),
        ("[가람일보 홍길동 기자] ", None, None, "가람일보", "홍길동"),
        ("[가람경제=홍길동 기자] ", None, None, "가람경제", "홍길동"),
        ("[나루팩트ㅣ용산=홍길동 기자] ", "용산", None, "나루팩트", "홍길동"),
        ("[정치부 홍길동 기자] ", None, None, None, "홍길동"),
        ("홍길동 기자 = ", None, None, None, "홍길동"),
        ("워싱턴=홍길동 특파원 = ", "워싱턴", None, None, "홍길동"),
        ("아시아투데이 홍길동 알마티 통신원 = ", None, None, "아시아투데이", "홍길동"),
        ("<베이징=홍길동 특파원> ", "베이징", None, None, "홍길동"),
        ("WASHINGTON (AP) — ", "WASHINGTON", "AP", None, None),
        ("SEOUL, Feb. 28 (Yonhap) -- ", "SEOUL", "Yonhap", None, None),
        ("ASTANA, Kazakhstan (Reuters) - ", "ASTANA, Kazakhstan", "Reuters", None, None),
        ("MOSCOW, July 3. /TASS/. ", "MOSCOW", "TASS", None, None),
        ("АСТАНА, 28 февраля. /ТАСС/. ", "АСТАНА", "ТАСС", None, None),
        ("МОСКВА, 3 июл — РИА Новости. ", "МОСКВА", "РИА Новости", None, None),
    ],
)
def test_openings(prefix: str, dateline: str | None, agency: str | None, outlet: str | None, byline: str | None) -> None:
    found = opening(prefix + REST)
    assert (prefix + REST)[found.length :] == REST
    assert (found.dateline, found.agency, found.outlet, found.byline) == (dateline, agency, outlet, byline)


@pytest.mark.parametrize(
    "text", ["[속보] 정부가 3일", "[데일리 북한] 북한이", "홍길동 기자는 말했다.", "(현지시간) 28일", "A year later - it was over.", "EU는 3일", "(제다 AFP=연합뉴스) 두 정상이"]
)
def test_what_is_no_opening(text: str) -> None:
    assert opening(text).length == 0


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("홍길동 기자", "홍길동"),
        ("홍길동 기자 gildong@garam.example 빌뉴스/성춘향 기자 chun@garam.example", "홍길동, 성춘향"),
        ("기자명 홍길동 기자", "홍길동"),
        ("정치부 홍길동 기자 gildong@garam.example", "홍길동"),
        ("홍길동 외교전문기자", "홍길동"),
        ("홍길동 워싱턴특파원", "홍길동"),
        ("gildong@garam.example", ""),
        ("사진=홍길동 기자", ""),
        ("By Jane Roe and John Doe, Staff Writers", "Jane Roe and John Doe"),
        ("글길솔 기자", "글길솔"),
        ("[가람일보 황보별 기자]", "황보별"),
        ("본지 기자", ""),
        ("글자사이즈", None),
        ("By Friday he had left.", None),
        ("홍길동 기자는 현장을 떠났다", None),
        ("기자 간담회", None),
    ],
)
def test_signatures(line: str, who: str | None) -> None:
    assert signature(line) == who


@pytest.mark.parametrize("rest", ["홍길동 기자가 3일 상을 받았다.", "홍길동 기자 출신 의원이 3일 말했다.", "홍길동 기자 등 세 명이 3일 풀려났다."])
def test_a_reporter_who_is_the_news_stays_in_the_sentence(rest: str) -> None:
    text = "[서울=뉴시스] " + rest
    assert text[opening(text).length :] == rest


@pytest.mark.parametrize(("line", "place"), [("타슈켄트=홍길동 기자", "타슈켄트"), ("워싱턴=홍길동 특파원 입력 2024.05.03 15:21", "워싱턴"), ("가람일보=홍길동 기자", None), ("(타슈켄트) 홍길동 기자", "타슈켄트"), ("2024.05.03 | 타슈켄트=홍길동 기자", "타슈켄트"), ("홍길동 기자", None)])
def test_the_place_a_reporter_signs_from(line: str, place: str | None) -> None:
    assert signed_from(line) == place


@pytest.mark.parametrize("tail", [" 홍길동 기자 a@garam.example", " gildong@garam.example", " (끝)", "/홍길동 기자", " [홍길동 기자]", "  a@garam.example (끝)"])
def test_a_signature_at_the_end_of_a_paragraph_is_cut(tail: str) -> None:
    assert (REST + tail)[: closing(REST + tail)[0]] == REST


def test_places_desks_and_roles_are_no_names() -> None:
    assert names("정치부 홍길동 워싱턴 특파원·성춘향 기자") == "홍길동, 성춘향"


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("입력 2024.05.03 15:21 | 홍길동 기자", "홍길동"),
        ("가람일보  기자 글길솔·홍길동  승인 2024.05.03 15:21  댓글 3", "글길솔, 홍길동"),
        ("2024.05.03 15:21 가람일보 글길솔 기자", "글길솔"),
        ("입력 2024.05.03 15:21 | 온라인 기자", None),
        ("입력 2024.05.03 15:21", None),
    ],
)
def test_reporters_beside_the_date(line: str, who: str | None) -> None:
    assert beside_date(line) == who


@pytest.mark.parametrize(
    ("line", "who"),
    [("홍길동 나루대 교수·국제정치학", "홍길동"), ("성춘향 전 나루연구원 연구위원", "성춘향"), ("홍길동 교수는 반대했다", None), ("외교부 산하 연구원", None), ("나루대 교수", None)],
)
def test_how_columns_are_signed(line: str, who: str | None) -> None:
    assert columnist(line) == who
