"""Which lines of an article are answers of an interview."""

import pytest

from dragoman.coding import vocabulary
from dragoman.languages.ko.interviews import interview
from dragoman.languages.ko.reader import analyse
from dragoman.model.article import Article, Part


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["―회담은 언제인가.", "▲ 다음 달이다.", "▲ 산악 구조대 사진."], ["다음 달이다."]),
        (["일문일답을 싣는다.", "Q. 회담은 언제인가?", "A. 다음 달이다."], ["다음 달이다."]),
        (["Q. 회담은 언제인가?", "A. 다음 달이다."], []),
        (["회담은 언제인가.", "▲ 다음 달이다."], []),
        (["―회담은 언제인가.", "다음 달이다."], []),
        (["<질문> 회담이 미뤄졌습니다.", "<답변> 그렇습니다.", "<답변> 산악 구조대."], ["그렇습니다."]),
        (["다음은 일문일답.", "질문: 회담이 미뤄졌다.", "답변: 그렇다."], ["그렇다."]),
        (["질문: 회담이 미뤄졌다.", "답변: 그렇다."], []),
    ],
)
def test_a_line_with_a_mark_behind_a_question_is_an_answer(lines: list[str], expected: list[str]) -> None:
    text = "\n".join(lines)
    assert [a.of(text) for a in interview(text, [Part(kind="body", start=0, end=len(text))]).answers] == expected


def test_a_dash_that_asks_asks_wherever_it_stands() -> None:
    text = "―누구를 만났나.\n“대사다.”\n―회담이 미뤄졌다.\n- “그렇다.”\n―앞으로는.\n◆ 왜 지금인가\n“때가 됐다.”"
    found = interview(text, [Part(kind="body", start=0, end=len(text))])
    assert [q.of(text) for q in found.questions] == ["―누구를 만났나.", "―회담이 미뤄졌다.", "―앞으로는."]
    assert [q.of(text) for q in found.quoted] == ["“대사다.”", "- “그렇다.”"]


def test_whoever_the_paper_met_answers() -> None:
    lines = ["중국은 리투아니아를 압박했다. 가브리엘류스 란즈베르기스 리투아니아 외교장관을 2일 빌뉴스에서 만났다.", "― 러시아가 움직이리라고 보나.", "“우리는 한국에 감사한다.”"]
    text = "\n\n".join(lines)
    starts = [text.index(line) for line in lines]
    parts = tuple(Part(kind="body", start=s, end=s + len(line)) for s, line in zip(starts, lines, strict=True))
    analysis = analyse(Article(source="x", language="ko", text=text, parts=parts, published="2022-02-03"), frozenset(), "KOR")
    assert [s.speaker.code for s in analysis.speeches if s.kind == "direct" and s.speaker is not None] == ["LTU"]


def test_words_under_a_name_in_brackets_are_those_of_the_one_named() -> None:
    lines = ["푸틴 대통령은 시위를 비난했습니다.", "[이반 페트로프/모스크바 시민]", '"이제는 물러나야 합니다."', "[도널드 트럼프/미국 대통령]", '"우리는 우크라이나를 지지합니다."']
    text = "\n\n".join(lines)
    page = Article(source="case", language="ko", text=text, parts=(Part(kind="body", start=0, end=len(text)),), published="2025-03-01")
    found = {s.start: s.speaker.code if s.speaker else None for s in analyse(page, vocabulary("ko"), "KOR").speeches if s.kind == "direct"}
    assert found == {text.index("이제는"): None, text.index("우리는"): "USA"}
