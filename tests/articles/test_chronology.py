"""Chronologies belong to the article; lists of other articles do not."""

from dragoman.articles.chronology import entries
from dragoman.articles.text import read_text

PROSE = "두 나라는 3일 서울에서 만나 국경을 넘는 도로를 함께 놓기로 했다고 외교부 대변인이 이날 정례 브리핑에서 기자들에게 밝혔다."
CHRONOLOGY = ["▲2022.2.24 갑국, 을국 침공", "▲7.22 갑국·을국, 곡물 협정 서명", "▲11.17 협정 120일 연장", "▲2023.3.18 60일 재연장"]


def test_entries_go_on_in_time_and_years_are_carried_on() -> None:
    assert entries(["■ 협정 일지", *CHRONOLOGY, "글=이름 기자"]) == {1, 2, 3, 4}
    assert entries(["1999년  상륙함 좌초", "2016년 7월  재판소 판결", "6월 17일  해경 승선"]) == frozenset()
    assert entries(["1999년  상륙함 좌초", "2016년 7월  재판소 판결", "2024년 6월 17일  해경 승선", "7월 2일  양자 협의체 회의"]) == {0, 1, 2, 3}


def test_newest_first_one_day_or_two_lines_are_no_chronology() -> None:
    assert entries(["2023.03.05 도로를 놓는다", "2023.03.04 장관이 왔다", "2023.03.02 회담이 열렸다"]) == frozenset()
    assert entries(["2023.03.05 도로를 놓는다", "2023.03.05 장관이 왔다", "2023.03.05 회담이 열렸다"]) == frozenset()
    assert entries(CHRONOLOGY[:2]) == frozenset()
    assert entries(["3.5% 올랐다고 한다", "4.5% 올랐다고 한다", "5.5% 올랐다고 한다"]) == frozenset()


def test_a_chronology_and_what_follows_it_are_of_the_body() -> None:
    page = "\n\n".join(["두 나라, 도로를 놓는다", PROSE, PROSE.replace("3일", "4일"), "■ 협정 일지", *CHRONOLOGY, PROSE.replace("3일", "5일"), "이름 기자 name@paper.example"])
    texts = [piece.text for piece in read_text(page).pieces if piece.kind == "body"]
    assert [t for t in texts if t.startswith("▲")] == CHRONOLOGY
    assert texts[-1] == PROSE.replace("3일", "5일")
