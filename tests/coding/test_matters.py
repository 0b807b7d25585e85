"""What sentences are about by their words, and whose forces stand in a phrase."""

import pytest
from markup import article, read_case

from dragoman import coding
from dragoman.coding.frames import frames
from dragoman.coding.matters import matters, words
from dragoman.languages.ko.reader import analyse


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("일본 정부는 홍수 피해가 커지자 비상사태를 선포했다.", {"disaster"}),
        ("중국은 코로나19가 번지자 상하이를 봉쇄했다.", {"epidemic"}),
        ("검찰은 마약을 들여온 러시아인을 구속했다고 밝혔다.", {"crime"}),
        ("러시아는 우크라이나를 공격했다.", set()),
    ],
)
def test_a_sentence_is_about_what_its_words_say(text: str, about: set[str]) -> None:
    analysis = analyse(article(read_case(text)), coding.vocabulary("ko"), "KOR")
    assert set().union(*matters(analysis.clauses, "ko").values()) == about


def test_frames_name_matters_that_there_are() -> None:
    assert {matter for frame in frames("ko") for matter in frame.not_about} <= set(words("ko").matters)


def test_a_language_without_words_has_no_matters() -> None:
    assert words("xx").matters == {}
    assert words("xx").forces == ()
