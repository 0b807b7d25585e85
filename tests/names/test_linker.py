"""The linker: which form wins where, when a doubtful one holds, and what it says of those it leaves.

The first half works over a small lexicon made for the purpose, so that each rule is seen by itself; the second over the one
that ships.
"""

from itertools import pairwise

import pytest

from dragoman.names.lexicon import (
    Form,
    Institution,
    Lexicon,
    Office,
    Organisation,
    Outlet,
    Person,
    Place,
    State,
)
from dragoman.names.linker import Linker, entity_id, is_cjk, is_hangul, linker, same_script

NBSP = "\u00a0"


def small() -> Lexicon:
    """States, an organisation, a person … with one form for each rule."""
    return Lexicon(
        states=(
            State(label="Guinea", name="기니", code="GIN", strong={"ko": ("기니",), "en": ("Guinea",)}),
            State(label="Guinea-Bissau", name="기니비사우", code="GNB", strong={"ko": ("기니비사우",), "en": ("Guinea-Bissau",)}),
            State(label="China", name="중국", code="CHN", strong={"ko": ("중국",)}),
            State(
                label="Sudan", name="수단", code="SDN", strong={"ko": ("수단공화국",)},
                weak={"ko": (Form("수단", unless_before=("으로",), unless_after=("모든 ",), why="also means"),)},
            ),
            State(label="Jordan", name="요르단", code="JOR", strong={"ko": (Form("요르단", unless_before=("강",)),)}),
            State(label="Georgia", name="조지아", code="GEO", weak={"ko": (Form("조지아", needs=("트빌리시",), why="also of the USA"),)}),
        ),
        organisations=(
            Organisation(label="African Union", name="아프리카연합", code="AU", strong={"ko": ("AU",), "en": ("AU",)}),
            Organisation(label="APEC", name="아펙", code="APEC", strong={"en": ("APEC",)}),
        ),
        institutions=(Institution(label="foreign ministry", name="외교부", id="mfa", strong={"ko": ("외교부",)}),),
        offices=(Office(label="President", name="대통령", id="president", strong={"ko": ("대통령",)}),),
        people=(
            Person(
                label="Kim Il", name="김일", id="kim-il", state="PRK", strong={"ko": ("김일",)}, family={"ko": ("김",)},
            ),
            Person(
                label="Vladimir Putin", name="블라디미르 푸틴", id="putin", state="RUS",
                strong={"ko": ("블라디미르 푸틴", "푸틴")},
            ),
            Person(label="Kim I", name="김이", id="kim-i", state="KOR", strong={"ko": ("김이",)}, family={"ko": ("김",)}),
        ),
        places=(Place(label="Guinea Bay", name="기니만", id="guinea-bay", country=None, strong={"ko": ("기니만",)}),),
        outlets=(Outlet(label="Associated Press", name="AP", id="ap", country="USA", strong={"ko": ("AP통신",), "en": ("AP",)}),),
    )  # fmt: skip


SMALL = {language: Linker(small(), language) for language in ("ko", "en")}


def found(text: str, language: str = "ko") -> list[tuple[str, str]]:
    """(words, label) of every name the small lexicon finds."""
    return [(n.span.of(text), n.entry.label) for n in SMALL[language].find(text)[0]]


def left(text: str, language: str = "ko") -> list[tuple[str, str]]:
    """(words, why) of everything it leaves unresolved."""
    return [(d.span.of(text), d.why) for d in SMALL[language].find(text)[1]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("기니비사우 대통령", [("기니비사우", "Guinea-Bissau"), ("대통령", "President")]),
        ("기니 대통령", [("기니", "Guinea"), ("대통령", "President")]),
        ("기니만 해역", [("기니만", "Guinea Bay")]),
        ("블라디미르 푸틴이 왔다", [("블라디미르 푸틴", "Vladimir Putin")]),
        ("수단공화국에서", [("수단공화국", "Sudan")]),
    ],
)
def test_the_longest_form_wins(text: str, names: list[tuple[str, str]]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    ("why", "text", "names"),
    [
        ("a particle may follow", "중국은 기니에서", [("중국", "China"), ("기니", "Guinea")]),
        ("a form begins no earlier than its word", "북중국과 파푸아기니", []),
        (
            "a body may stand behind another word",
            "중국외교부는",
            [("중국", "China"), ("외교부", "foreign ministry")],
        ),
        ("marks and brackets end words", "(중국)·‘기니’", [("중국", "China"), ("기니", "Guinea")]),
        ("digits are no part of a Korean word", "2022중국", [("중국", "China")]),
    ],
)
def test_korean_boundaries(why: str, text: str, names: list[tuple[str, str]]) -> None:
    assert found(text) == names, why


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("AP and APEC", [("AP", "Associated Press"), ("APEC", "APEC")]),
        ("AU said", [("AU", "African Union")]),
        ("AUSTRALIA, BAU and AU2", []),
        ("Guinea-Bissau, Guineas", [("Guinea-Bissau", "Guinea-Bissau")]),
        ("AP", [("AP", "Associated Press")]),
    ],
)
def test_latin_forms_are_whole_words(text: str, names: list[tuple[str, str]]) -> None:
    assert found(text, "en") == names


@pytest.mark.parametrize("text", ["AU는 반대했다", "AU, 반대", "(AU)는", "중국·AU"])
def test_a_latin_form_takes_a_korean_particle(text: str) -> None:
    assert ("AU", "African Union") in found(text)


def test_conditions_on_neighbours() -> None:
    assert found("요르단강을 건넜다") == []
    assert found("요르단 국왕") == [("요르단", "Jordan")]
    assert left("요르단강을 건넜다") == []


@pytest.mark.parametrize(
    ("why", "text", "holds"),
    [
        ("nothing speaks for it", "여러 수단을 썼다", False),
        ("a strong form of the same entry elsewhere", "수단공화국 정부. 그 뒤 수단은 반발했다", True),
        ("an office right behind it", "수단 대통령은 반발했다", True),
        ("a body right behind it", "수단 외교부는 반발했다", True),
        ("an office behind a no-break space", f"수단{NBSP}대통령은 반발했다", True),
        ("the office of another word", "수단과 대통령", False),
        ("its own exception behind it", "수단으로 대통령을 압박했다. 수단공화국", False),
        ("its own exception before it", "모든 수단 외교부. 수단공화국", False),
    ],
)
def test_a_weak_form_needs_evidence(why: str, text: str, holds: bool) -> None:
    place = text.index("수단")
    if why.startswith("a strong form"):
        place = text.rindex("수단")
    names = [n for n in SMALL["ko"].find(text)[0] if n.span.start == place]
    assert bool(names) is holds, why
    assert not names or names[0].strength in ("weak", "strong")


def test_what_is_left_comes_with_the_reason_of_its_row() -> None:
    assert left("여러 수단을 썼다") == [("수단", "also means")]
    assert left("조지아 공장") == [("조지아", "also of the USA")]


def test_a_form_that_needs_words_holds_where_they_stand() -> None:
    assert found("트빌리시에서 조지아가") == [("조지아", "Georgia")]


def test_a_doubt_is_dropped_where_another_name_stands() -> None:
    assert left("수단공화국") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("김 대통령은", [("김", "Kim Il"), ("대통령", "President")]),
        ("김 씨는", []),
        ("김밥을 먹었다", []),
        ("세 김 대통령", [("김", "Kim Il"), ("대통령", "President")]),
    ],
)
def test_a_family_name_needs_an_office(text: str, names: list[tuple[str, str]]) -> None:
    assert found(text) == names


def test_a_form_of_several_entries_keeps_the_others() -> None:
    (name, _) = SMALL["ko"].find("김 대통령")[0]
    assert name.strength == "family"
    assert [e.label for e in name.others] == ["Kim I"]


def test_names_do_not_overlap_and_stand_in_order() -> None:
    text = "기니비사우와 기니, 중국외교부와 블라디미르 푸틴 대통령, 수단공화국과 수단"
    names, doubts = SMALL["ko"].find(text)
    spans = [n.span for n in names]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert not any(d.span.overlaps(s) for d in doubts for s in spans)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "가", "🙂", "ABC"])
def test_nothing_in_gives_nothing_out(text: str) -> None:
    assert SMALL["ko"].find(text) == ((), ())


def test_another_language_has_its_own_forms() -> None:
    assert found("중국", "en") == []
    assert Linker(small(), "xx").find("중국 AU Guinea") == ((), ())


@pytest.mark.parametrize(
    ("left_char", "right_char", "same"),
    [
        ("가", "나", True),
        ("가", "a", False),
        ("a", "b", True),
        ("a", "1", True),
        ("а", "б", True),
        ("a", "-", False),
        ("中", "國", True),
        ("a", "中", False),
    ],
)
def test_scripts(left_char: str, right_char: str, same: bool) -> None:
    assert same_script(left_char, right_char) is same


def test_letters() -> None:
    assert is_hangul("힣")
    assert not is_hangul("ㄱ")
    assert is_cjk("中")
    assert not is_cjk("가")


# -- the lexicon that ships -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("토니 블링컨 미국 국무장관", ["person:antony-blinken", "state:USA"]),
        ("카심-조마르트 토카예프 카자흐스탄 대통령", ["person:kassym-jomart-tokayev", "state:KAZ"]),
        ("나이지리아와 니제르", ["state:NGA", "state:NER"]),
        ("적도기니와 기니", ["state:GNQ", "state:GIN"]),
        ("도미니카공화국", ["state:DOM"]),
        ("남수단 대통령", ["state:SSD"]),
        ("유엔 안보리", ["organisation:UN"]),
        ("유럽연합과 나토", ["organisation:EU", "organisation:NATO"]),
        ("북한과 한국", ["state:PRK", "state:KOR"]),
        ("카자흐스탄·러시아", ["state:KAZ", "state:RUS"]),
    ],
)
def test_names_of_the_lexicon(text: str, ids: list[str]) -> None:
    names = [n for n in linker("ko").find(text)[0] if n.kind in ("state", "organisation", "person")]
    assert [entity_id(n.kind, n.entry) for n in names] == ids


@pytest.mark.parametrize(
    "text",
    [
        "모든 수단을 동원했다",
        "인도적 지원",
        "평화란 무엇인가",
        "요르단강 서안",
        "미 조지아주",
        "한국어를 배웠다",
        "중국집에서 먹었다",
    ],
)
def test_words_that_only_look_like_states(text: str) -> None:
    assert [n.span.of(text) for n in linker("ko").find(text)[0] if n.kind == "state"] == []


@pytest.mark.parametrize("text", ["조지아 총리가 방한했다", "수단 외무장관이 방한했다"])
def test_an_office_of_state_behind_a_doubtful_name_settles_it(text: str) -> None:
    assert [n.entry.label for n in linker("ko").find(text)[0] if n.kind == "state"] != []


def test_nobody_is_another_reading_of_themselves() -> None:
    """펠로시 is a strong form and a family form of one person: the second reading is no other person."""
    for text in ("펠로시 의장", "푸틴 대통령", "블링컨 장관"):
        for name in linker("ko").find(text)[0]:
            assert name.entry not in name.others, text
