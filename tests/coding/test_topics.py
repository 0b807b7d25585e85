"""Sport and shows tell no events, however warlike their words."""

from dragoman import coding
from dragoman.coding.topics import elsewhere
from dragoman.languages.ko.reader import analyse
from dragoman.model.article import Article, Part
from dragoman.model.reading import Event


def events(text: str) -> tuple[Event, ...]:
    article = Article(source="case", language="ko", text=text, parts=(Part(kind="body", start=0, end=len(text)),), published="2024-05-01")
    return coding.code(analyse(article, coding.vocabulary("ko"), "KOR"), "ko", text, "2024-05-01", "case").events


GAME = (
    "한국이 일본을 세트 스코어 3-1로 꺾었다. 한국은 블로킹으로 일본의 공격을 봉쇄했다. "
    "중국은 태국을 침공하듯 몰아붙였으나 대표팀 감독은 아쉬움을 드러냈다. 한국은 8일 중국과 만난다."
)
DIPLOMACY = "한국과 일본은 1일 도쿄에서 외교장관 회담을 열었다. 두 장관은 축구 국가대표 경기를 함께 보았다. 일본은 북한의 미사일 발사를 규탄했다."


def test_a_game_tells_no_events() -> None:
    assert events(GAME) == ()


def test_a_sentence_of_play_is_silent_and_the_others_are_not() -> None:
    mixed = DIPLOMACY + " 한국은 조별리그에서 일본을 공격해 무너뜨렸다."
    assert {e.type for e in events(mixed)} == {"CONSULT", "ACCUSE", "MOBILIZE"}


def test_a_match_watched_by_ministers_silences_nothing() -> None:
    assert {e.type for e in events(DIPLOMACY)} == {"CONSULT", "ACCUSE", "MOBILIZE"}


def test_a_language_without_words_has_no_such_sentences() -> None:
    assert elsewhere((), "", "xx") == frozenset()
