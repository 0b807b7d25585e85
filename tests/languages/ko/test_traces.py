"""Sentences that may tell an act are told from those that cannot, by words and names alone."""

import pytest

from dragoman import coding, languages
from dragoman.languages.ko.traces import nothing_told, plain

ACTS = coding.acts("ko")

TELLING = [
    "박진 외교부 장관은 13일 폴란드를 방문해 양국 관계를 논의했다.",
    "러시아 외무부는 미국의 제재를 비난했다.",
    "한미 정상회담이 다음 달 열린다.",
    "美, 中 기업 제재",
    "北, 동해상으로 탄도미사일 발사…한국 규탄",
    "미 국무장관이 카자흐스탄에 도착해 대통령과 만났다.",
    "주카자흐스탄 러시아 대사가 초치됐다.",
    "시위대가 카라카스에서 시위를 벌였다고 베네수엘라 정부가 밝혔다.",
]
SILENT = [
    ("감자를 한입 크기로 썰어 냄비에 넣고 소금을 뿌린다.", languages.NO_PARTY),
    ("이탈리아의 작은 식당은 커피 냄새로 가득하다.", languages.NO_ACT),
    ("인도네시아와 호주에 세운 공장에서는 하루 3천 개를 만든다.", languages.NO_ACT),  # 인도 is no surrender in 인도네시아
    ("견본전자는 호주에서 새 전화기를 발표했다. 배우는 독일에 산다.", languages.NO_ACT),  # two states, but not in one sentence
    ("일본 경찰은 빈집을 턴 두 사람의 뒤를 쫓고 있다.", languages.NO_ACT),  # to follow suit takes somebody who went before
    ("이 배우는 한 달 동안 일본에서 말타기를 배웠다.", languages.NO_ACT),
]


@pytest.mark.parametrize("text", TELLING)
def test_an_act_leaves_traces(text: str) -> None:
    assert nothing_told(text, ACTS) is None
    assert nothing_told(f"<html><p>{text}</p><script>var a = 1 < 2;</script></html>", ACTS) is None


@pytest.mark.parametrize(("text", "why"), SILENT)
def test_what_tells_no_act_says_why(text: str, why: str) -> None:
    assert nothing_told(text, ACTS) == why


def test_tags_within_a_sentence_do_not_end_it() -> None:
    told = "<div><p>러시아 외무부는 <a href='/usa'>미국</a>의 <b>제재</b>를 비난했다.</p></div>"
    assert nothing_told(told, ACTS) is None
    assert nothing_told(told.replace("<a href='/usa'>", "<p>").replace("</a>", "</p>"), ACTS) == languages.NO_ACT


def test_characters_written_as_numbers_are_read() -> None:
    text = "러시아 외무부는 미국의 제재를 비난했다."
    assert nothing_told("".join(f"&#{ord(c)};" if c > "~" else c for c in text), ACTS) is None


def test_markup_is_taken_off_in_linear_time() -> None:
    assert plain("<" * 300_000 + "가") == "<" * 300_000 + "가"
    assert plain("<a " * 100_000 + "가").endswith("가")
