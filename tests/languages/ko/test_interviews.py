"""Which lines of an article are answers of an interview."""

import pytest

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


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("[노규덕/외교부 대변인 : “일본은 자각해야 할 것이다.”]", "KOR", "일본은 자각해야 할 것이다."),
        ("[조현 / 외교부 장관 (어제) : 만남은 다음 달입니다. 준비하고 있습니다.]", "KOR", "만남은 다음 달입니다. 준비하고 있습니다."),
        ("[션이/중국 선양 시민 : 새 일터를 찾고 있어요.]", "CHN", "새 일터를 찾고 있어요."),
        ("[마크 쿰스/미국지질조사국 연구원]\n“화산이 깨어날 수 있습니다.”", "USA", "화산이 깨어날 수 있습니다."),
        ("<녹취> 이정수(통일부 과장) : “스스로 온 사람들입니다.”", "KOR", "스스로 온 사람들입니다."),
        ("이스라엘군이 가자지구를 폭격했습니다.\n[현지 주민 : 잠을 이루지 못합니다.]", "PSE", "잠을 이루지 못합니다."),
        ("이스라엘군이 가자지구를 폭격했습니다.\n[사바 알 마스리/68세]\n“돌아가고 싶습니다.”", "PSE", "돌아가고 싶습니다."),
    ],
)
def test_a_broadcast_shows_words_with_who_says_them(text: str, speaker: str, words: str) -> None:
    article = Article(source="x", language="ko", text=text, parts=(Part(kind="body", start=0, end=len(text)),), published="2024-05-02")
    said = analyse(article, frozenset(), "KOR").speeches
    assert [(s.speaker.code if s.speaker else None, text[s.start : s.end]) for s in said] == [(speaker, words)]


def test_a_heading_in_brackets_shows_no_words() -> None:
    text = "[앵커]\n북한이 미사일을 쐈습니다.\n[기자]\n주가가 떨어졌습니다.\n[사진 : 연합뉴스]\n[단독] 회담 : 다음 달 서울에서"
    assert interview(text, [Part(kind="body", start=0, end=len(text))]).inserts == ()
