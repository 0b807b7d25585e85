"""Which lines of an article are answers of an interview."""

import pytest

from dragoman.languages.ko.interviews import answers
from dragoman.model.article import Part


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["―회담은 언제인가.", "▲ 다음 달이다.", "▲ 산악 구조대 사진."], ["다음 달이다."]),
        (["일문일답을 싣는다.", "Q. 회담은 언제인가?", "A. 다음 달이다."], ["다음 달이다."]),
        (["Q. 회담은 언제인가?", "A. 다음 달이다."], []),
        (["회담은 언제인가.", "▲ 다음 달이다."], []),
        (["―회담은 언제인가.", "다음 달이다."], []),
    ],
)
def test_a_line_with_a_mark_behind_a_question_is_an_answer(lines: list[str], expected: list[str]) -> None:
    text = "\n".join(lines)
    assert [a.of(text) for a in answers(text, [Part(kind="body", start=0, end=len(text))])] == expected
