"""The words of a page: sentences, dates and particles, in both languages."""

import msgspec
import pytest

from dragoman.cli.layout import spelled
from dragoman.cli.sentences import sentence
from dragoman.coding.plover import types
from dragoman.model.parties import Party
from dragoman.model.reading import Event
from dragoman.model.when import When
from dragoman.wording import LANGUAGES, preferred_language, stamp, template, when, words
from dragoman.wording.naming import title, who
from dragoman.wording.quoting import quoted
from dragoman.wording.sentences import particle


def party(code: str, name: str, label: str, entity: str | None = None, title: str | None = None) -> Party:
    return Party(
        code=code, entity=entity or f"state:{code}", name=name, label=label, title=title, start=0, end=0
    )


USA, KAZ = party("USA", "미국", "United States"), party("KAZ", "카자흐스탄", "Kazakhstan")
BLINKEN = party("USA", "토니 블링컨", "Antony Blinken", "person:antony-blinken", "국무장관")
ZAKON = {"name": "자콘", "label": "Zakon.kz", "kind": "outlet", "verb": "따르다", "start": 0, "end": 0}


def event(type_: str, actors: tuple[Party, ...], recipients: tuple[Party, ...] = (), **more: object) -> Event:
    raw = {
        "id": "", "type": type_, "mode": None, "contexts": [], "quad": 1, "score": 0.0, "cameo": None, "actors": [], "recipients": [],
        "when": {}, "where": None, "status": "happened", "voices": [], "trigger": {"start": 0, "end": 0, "text": ""},
        "evidence": {"start": 0, "end": 0}, "mentions": [], "quantities": [], "rule": "ko/none", "confidence": 1.0,
    } | more  # fmt: skip
    return msgspec.structs.replace(msgspec.convert(raw, Event), actors=actors, recipients=recipients)


VISIT = event("CONSULT", (BLINKEN,), (KAZ,), mode="visit", voices=[ZAKON])


@pytest.mark.parametrize(
    ("told", "english", "korean"),
    [
        (
            VISIT,
            "USA (Antony Blinken, Secretary of State) visits KAZ, according to Zakon.kz",
            "미국(토니 블링컨 국무장관)이 카자흐스탄을 방문 — 자콘 전언",
        ),
        (
            event("CONSULT", (USA, KAZ), mode="visit", status="planned"),
            "USA and KAZ are to visit one another",
            "미국과 카자흐스탄이 상호 방문 (예정)",
        ),
        (
            event("AID", (USA,), (KAZ,), status="possible"),
            "USA may help KAZ",
            "미국이 카자흐스탄을 지원 (가능성)",
        ),
        (event("AID", (USA,), status="denied"), "USA did not give aid", "미국이 지원 제공 (부인)"),
        (event("ACCUSE", (), (USA,)), "someone accuses USA", "누군가가 미국을 비난"),
        (event("AGREE", (KAZ,), (USA,), rule="ko/invite"), "KAZ invites USA", "카자흐스탄이 미국을 초청"),
    ],
)
def test_an_event_is_a_sentence(told: Event, english: str, korean: str) -> None:
    assert sentence(told, "en", "2023-02-28").plain == english
    assert sentence(told, "ko", "2023-02-28").plain == korean


def test_an_office_is_the_one_held_on_the_day() -> None:
    biden = party("USA", "조 바이든", "Joe Biden", "person:joe-biden", "대통령")
    assert who(biden, "en", "2023-02-28") == "Joe Biden, President"
    assert who(biden, "en", "2013-02-28") == "Joe Biden, Vice President"
    assert who(KAZ, "en", None) is None, "a state acts as itself"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_and_mode_has_words(language: str) -> None:
    wording = words(language)
    for type_, row in types().items():
        for mode in (None, *row.modes):
            for sides in (((USA,), (KAZ,)), ((USA, KAZ), ()), ((USA,), ())):
                assert "{actors}" in template(event(type_, *sides, mode=mode), wording)
    keys = {key for key in wording.acts if "/" in key}
    known = {f"{type_}/{mode}" for type_, row in types().items() for mode in row.modes}
    assert keys <= known
    assert {key for key in wording.acts if "/" not in key} == set(types())


@pytest.mark.parametrize(
    ("start", "end", "english", "korean"),
    [
        ("2023-02-28", "2023-02-28", "28 Feb 2023", "2023년 2월 28일"),
        ("2024-07-02", "2024-07-03", "2–3 Jul 2024", "2024년 7월 2일 – 2024년 7월 3일"),
        ("2024-06-30", "2024-07-03", "30 Jun 2024 – 3 Jul 2024", "2024년 6월 30일 – 2024년 7월 3일"),
        ("2022-06", "2022-06", "Jun 2022", "2022년 6월"),
        ("1992", "1992", "1992", "1992년"),
        ("1991", None, "since 1991", "1991년부터"),
        (None, "2022-01-11", "until 11 Jan 2022", "2022년 1월 11일까지"),
        (None, None, None, None),
    ],
)
def test_days(start: str | None, end: str | None, english: str | None, korean: str | None) -> None:
    told = When(start=start, end=end)
    assert when(told, words("en")) == english
    assert when(told, words("ko")) == korean


def test_times_of_publication() -> None:
    english = words("en")
    assert stamp("2023-03-01T09:41+09:00", english) == "1 Mar 2023 09:41 UTC+9"
    assert stamp("2023-03-01T09:41+05:30", english) == "1 Mar 2023 09:41 UTC+5:30"
    assert stamp("2023-03-01T09:41", english) == "1 Mar 2023 09:41"
    assert stamp("2023-03-01", english) == "1 Mar 2023"


@pytest.mark.parametrize(
    ("word", "subject"),
    [("미국", "미국이"), ("러시아", "러시아가"), ("UN", "UN이"), ("EU", "EU가"), ("G7", "G7이")],
)
def test_particles_follow_the_last_letter(word: str, subject: str) -> None:
    assert word + particle(word, "이/가") == subject


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "ko_KR.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LC_ALL": "", "LANG": "ko"}, "ko"),
    ],
)
def test_the_language_of_the_locale(environment: dict[str, str], language: str) -> None:
    assert preferred_language(environment) == language


def test_words_of_an_article_cannot_command_the_terminal() -> None:
    assert quoted("가\x1b[31m나\n다\xa0라") == "가 [31m나 다 라"


def test_lone_final_consonants_are_spelled_as_letters() -> None:
    assert spelled("하/VV \u11ab/ETM") == "하/VV ㄴ/ETM"


def test_a_head_of_government_whom_nobody_knows_is_a_prime_minister() -> None:
    someone = Party(code="KOR", entity="person:someone", name="아무개", label="Someone", title="총리", sector="GOV", start=0, end=3)
    assert title(someone, "en", None) == "Prime Minister"
