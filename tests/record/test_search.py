"""Search finds Korean by morpheme, whatever is written around it."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented_pages import Keep, page

from dragoman.record import BadQuestion, Record

Open = Callable[[], Record]
TEXTS = {
    "talks": "푸틴은 한미정상회담을 지켜봤다. 블라디미르 푸틴 러시아 대통령이 말했다.",
    "nato": "북대서양조약기구(NATO·나토)는 우크라이나를 도왔다.",
    "visit": "토카예프 대통령은 아스타나를 국빈 방문했다고 밝혔다. C5+1 회의도 열렸다.",
    "name": "카심-조마르트 토카예프가 블링컨을 만났다.",
}
FOUND = {
    "푸틴": {"talks"},
    "푸틴이": {"talks"},
    "나토": {"nato"},
    "NATO": {"nato"},
    "nato": {"nato"},
    "정상회담": {"talks"},
    "정상회담을": {"talks"},
    "방문하다": {"visit"},
    "방문했으며": {"visit"},
    '"국빈 방문"': {"visit"},
    '"방문 국빈"': set(),
    "토카예프": {"visit", "name"},
    "토카예프 블링컨": {"name"},
    "블링컨": {"name"},
    "C5+1": {"visit"},
    "돕다": {"nato"},
    "벨라루스": set(),
}


@pytest.fixture
def kept(keep: Keep, record: Open) -> Record:
    for n, (name, text) in enumerate(TEXTS.items()):
        keep(page(title=name, more=text, url=f"https://a.example/{name}", published=f"2024-05-{n + 1:02}"))
    return record()


@pytest.mark.parametrize("words", FOUND)
def test_search(words: str, kept: Record) -> None:
    assert {h.page.title for h in kept.search(words)} == FOUND[words]


def test_the_newest_come_first_and_the_rest_can_be_had(kept: Record) -> None:
    first = kept.search("토카예프", limit=1)
    assert [h.page.title for h in first] == ["name"]
    rest = kept.search("토카예프", limit=1, after=first.after)
    assert [h.page.title for h in rest] == ["visit"]
    assert rest.after is None


def test_a_hit_shows_where_the_words_stand(kept: Record) -> None:
    (hit,) = kept.search("푸틴 정상회담")
    marked = {hit.snippet[start:end] for start, end in hit.places}
    assert "정상회담" in marked
    assert "푸틴" in marked


def test_pages_that_are_no_longer_current_are_not_found(kept: Record, keep: Keep, record: Open) -> None:
    keep(page(title="nato", more="아무것도 없다", url="https://a.example/nato", published="2024-06-01"))
    assert len(record().search("나토")) == 0


@pytest.mark.parametrize("words", ["", "   ", '"', "+-*", '""'])
def test_no_word_is_no_question(words: str, kept: Record) -> None:
    with pytest.raises(BadQuestion, match="no word to look for"):
        kept.search(words)


@pytest.mark.parametrize("words", ['나토"', '"나토', "나토*", "나토 OR", "AND 나토", "(나토", "나토)", "terms:나토", "나토 NEAR/2", "-나토", "^나토", "나토;--", "'나토'"])
def test_signs_of_the_index_are_no_signs(words: str, kept: Record) -> None:
    kept.search(words)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=30))
def test_nothing_that_can_be_typed_is_an_error_of_the_index(kept: Record, words: str) -> None:
    try:
        for hit in kept.search(words):
            assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.places)
    except BadQuestion:
        pass
