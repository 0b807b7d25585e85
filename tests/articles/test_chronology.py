"""Chronologies belong to the article; lists of other articles do not."""

import pytest

from dragoman.articles.chronology import entries
from dragoman.articles.text import read_text

PROSE = "두 나라는 3일 서울에서 만나 국경을 넘는 도로를 함께 놓기로 했다고 외교부 대변인이 이날 정례 브리핑에서 기자들에게 밝혔다."
CHRONOLOGY = ["▲2022.2.24 갑국, 을국 침공", "▲7.22 갑국·을국, 곡물 협정 서명", "▲11.17 협정 120일 연장", "▲2023.3.18 60일 재연장"]


def test_entries_go_on_in_time_and_years_are_carried_on() -> None:
    assert set(entries(["■ 협정 일지", *CHRONOLOGY, "글=이름 기자"])) == {1, 2, 3, 4}
    assert entries(["1999년  상륙함 좌초", "2016년 7월  재판소 판결", "6월 17일  해경 승선"]) == {}
    assert set(entries(["1999년  상륙함 좌초", "2016년 7월  재판소 판결", "2024년 6월 17일  해경 승선", "7월 2일  양자 협의체 회의"])) == {0, 1, 2, 3}


def test_newest_first_one_day_or_two_lines_are_no_chronology() -> None:
    assert entries(["2023.03.05 도로를 놓는다", "2023.03.04 장관이 왔다", "2023.03.02 회담이 열렸다"]) == {}
    assert entries(["2023.03.05 도로를 놓는다", "2023.03.05 장관이 왔다", "2023.03.05 회담이 열렸다"]) == {}
    assert entries(CHRONOLOGY[:2]) == {}
    assert entries(["3.5% 올랐다고 한다", "4.5% 올랐다고 한다", "5.5% 올랐다고 한다"]) == {}


def test_a_chronology_and_what_follows_it_are_of_the_body() -> None:
    page = "\n\n".join(["두 나라, 도로를 놓는다", PROSE, PROSE.replace("3일", "4일"), "■ 협정 일지", *CHRONOLOGY, PROSE.replace("3일", "5일"), "이름 기자 name@paper.example"])
    texts = [piece.text for piece in read_text(page).pieces if piece.kind == "body"]
    assert [t for t in texts if t.startswith("▲")] == CHRONOLOGY
    assert texts[-1] == PROSE.replace("3일", "5일")


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        (["▲7.22 갑국·을국 통화", "▲7.30 을국 항의", "▲8.1 회담 결렬"], [(0, 7, 22), (0, 7, 30), (0, 8, 1)]),
        (["△ 2022년 2월 24일 = 갑국 침공", "△ 3월 2일 = 협상 시작", "△ 3월 29일(화) = 협상 타결"], [(2022, 2, 24), (2022, 3, 2), (2022, 3, 29)]),
        (["’22.2.24 갑국 침공", "’22.3.2 협상 시작", "’23.1.5 휴전 합의"], [(2022, 2, 24), (2022, 3, 2), (2023, 1, 5)]),
        (["2023. 3. 10. 국교 정상화 합의", "2023. 4. 6. 외교장관 회담", "2023. 6. 7. 대사관 재개"], [(2023, 3, 10), (2023, 4, 6), (2023, 6, 7)]),
        (["■ 2022년", "▷12월 3일 갑국 대사 초치", "▷12월 28일 포로 교환", "■ 2023년", "▷1월 3일 휴전 합의", "▷2월 회담 개최"], [(2022, 12, 3), (2022, 12, 28), (2023, 1, 3), (2023, 2, 0)]),
        (["2022/11/30 갑국 대사 초치", "12/28 포로 교환", "1/3 휴전 합의"], [(2022, 11, 30), (2022, 12, 28), (2023, 1, 3)]),
    ],
)
def test_the_days_of_entries(lines: list[str], days: list[tuple[int, int, int]]) -> None:
    found = entries(lines)
    assert [entry.order for entry in found.values()] == days
    assert all(lines[i][entry.opening :][0] in "갑을국협회휴대외포" for i, entry in found.items())


def test_several_days() -> None:
    found = entries(["▲7.2 회담 시작", "▲7.18~20 갑국 공습", "▲7.25∼26일 정상회의"])
    assert [(e.day, e.last) for e in found.values()] == [(2, 2), (18, 20), (25, 26)]
