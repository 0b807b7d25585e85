"""Pages without a party or without a word that tells an act are told apart before Kiwi sees them, and no others."""

import unicodedata
from pathlib import Path

import pytest

import dragoman
from dragoman import coding, reading
from dragoman.cli.evaluate import load_gold
from dragoman.languages.ko import reader
from dragoman.languages.ko.gate import nothing_to_read, stems_of
from dragoman.model.article import Article

SAMPLES = Path(dragoman.__file__).parent / "samples"

CASES = [
    ("감자를 한입 크기로 썰어 냄비에 넣고 소금을 뿌린다.", "no state"),
    ("남부 지방은 낮 기온이 30도까지 오르겠다.", "no state"),
    ("이탈리아의 작은 식당은 커피 냄새로 가득하다.", "no word"),  # a state, and nothing that anybody does
    ("박진 외교부 장관은 13일 폴란드를 방문했다.", None),
    ("외교부는 사고 원인을 조사하고 있다.", None),  # an institution is a party: it is the home state's
    ("프랑스는 사실을 밝혔다.", None),  # words passed on make a statement
    ('카자흐스탄의 "푸른 깃발"', None),  # so may any quotation mark
    ("CSTO 병력이 철수했다.", None),
    ("카자흐스탄은 CIS 의장국이다.", None),  # a tie has no verb
    ("총리가 내달 방한한다.", None),  # a visit in one word with the state
]


def article(text: str) -> Article:
    return Article(source="-", encoding="utf-8", text=text)


@pytest.mark.parametrize(("text", "why"), CASES)
def test_what_is_told_apart(text: str, why: str | None) -> None:
    found = nothing_to_read(article(text), coding.signs("ko"))
    assert found is None if why is None else found is not None and found.startswith(why)


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("방문", ["방문했다"]), ("밝히다", ["밝혔다", "밝힌", "밝히며"]), ("누르다", ["눌렀다", "누르는"]), ("깨닫다", ["깨달았다"]),
        ("손잡다", ["손잡았다", "손잡은"]), ("거머쥐다", ["거머쥔", "거머쥐었다"]), ("감싸다", ["감쌌다", "감싼"]), ("내쫓다", ["내쫓긴"]), ("가로막다", ["가로막았다"]),
    ],
)  # fmt: skip
def test_stems_are_in_every_form(lemma: str, forms: list[str]) -> None:
    stems = list(stems_of(lemma))
    assert stems
    assert all(any(stem in unicodedata.normalize("NFD", f" {form}") for stem in stems) for form in forms)


def test_one_syllable_is_not_looked_for() -> None:
    assert list(stems_of("막다")) == list(stems_of("표")) == []


def test_a_page_told_apart_gives_its_article_and_an_empty_record_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("Kiwi was asked")

    monkeypatch.setattr(reader, "tokenize", never)
    told = reading.explain("맛있는 된장찌개 끓이는 법\n\n두부와 감자를 한입 크기로 썬다. 된장을 풀고 감자를 먼저 넣어 끓인다. 감자가 익으면 두부를 올린다.".encode())
    assert "감자" in told.reading.text
    assert told.reading.events == told.reading.statements == told.reading.entities == ()
    assert told.analysis.notes[0].startswith("no state")


def test_nothing_of_the_samples_is_lost() -> None:
    for gold in load_gold(str(SAMPLES / "gold.jsonl")):
        if gold.events or gold.statements:
            assert not reading.explain(str(SAMPLES / gold.page)).analysis.notes, gold.page


@pytest.mark.parametrize("text", ["헝가리 총리는 중국의 평화안에 힘을 실었다.", "후티 반군이 홍해에서 영국 유조선에 미사일을 쐈다."])
def test_what_verbs_of_one_syllable_tell_is_read(text: str) -> None:
    assert reading.read(f"견본 소식\n\n입력 2023-07-15 09:00\n\n{text}\n".encode()).events
