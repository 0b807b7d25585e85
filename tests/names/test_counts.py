"""How much the lexicon holds, and that no name in it is a word of the language without a condition."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import resources
from itertools import pairwise

import pytest
from kiwipiepy import Kiwi

from dragoman.names.lexicon import Form, Lexicon, forms, load
from dragoman.names.linker import entity_id, is_hangul, linker
from dragoman.names.rows import rows

# Offices that one person at a time holds. Dates known only to the month or year touch, they do not overlap.
_ONE_HOLDER = """
    president prime-minister chancellor king pope foreign-minister secretary-of-state defence-minister secretary-general
    chairman-joint-chiefs commission-president council-president high-representative
"""
_HEADS = """
    president prime-minister chancellor king pope supreme-leader state-affairs-chairman de-facto-leader acting-president
    acting-prime-minister
"""
# Names that the dictionary of Kiwi has as common nouns though texts mean the name, or that it takes apart by mistake.
_NAMES_ALL_THE_SAME = """
    소치 그린존 성김 또럼 후티 안보리 가자시 나주시 함남 평남 마나마 라말라 상트 하산역 이지움 고멜 오만만 센토사 말라보 야운데 팀푸 안디잔 후잔트 할빈 옌지
    지난시 보아오 대북시 난창 둥관 싼야 주취안 타이중 신주시 베르린 리마솔 나하시 문덕군 용덕동 살랄라 두큼 파인갭 투압세 르비우 벨치시 창장강 암하라 니알라 사헬
    세부시 고아주 파할감 나투나 아체주 사바주 매솟 후에시 지자크 창사시 친강 팜빈민 왕야쥔 천빈화 리선권 박명국 현송월 여한구 조태용 최종문 남관표 노영민 유영민
    왕윤종 정경두 박한기 문홍식 구병삼 유명희 빈살만 시비하 뉴스원 자꼰 이도운 강정애 차이신 리바르 서방측 몬짜메 벨타 디벨트 중신사 인민망 안타라 타스님
    안호영 임종석 무가베 리관유 장정남 리영호 신선호 자성남 량광례 양위쥔 천탕산
"""
ONE_HOLDER, HEADS, NAMES_ALL_THE_SAME = _ONE_HOLDER.split(), _HEADS.split(), frozenset(_NAMES_ALL_THE_SAME.split())


@cache
def lexicon() -> Lexicon:
    return load()


@cache
def kiwi() -> Kiwi:
    return Kiwi(num_workers=1)


def readme() -> str:
    return (resources.files("dragoman.names") / "data" / "README.md").read_text("utf-8")


@pytest.mark.parametrize("field", Lexicon.__struct_fields__)
def test_the_readme_tells_how_many_rows_there_are(field: str) -> None:
    told = re.search(rf"^\| `{field}(?:/\*)?\.yaml` \|.*\| ([\d,]+) \|$", readme(), re.MULTILINE)
    assert told is not None, field
    assert int(told[1].replace(",", "")) == len(getattr(lexicon(), field))


@pytest.mark.parametrize(
    ("field", "least"),
    [("states", 200), ("organisations", 150), ("institutions", 200), ("people", 1300), ("places", 1000), ("outlets", 150)],
)
def test_there_are_enough(field: str, least: int) -> None:
    assert len(getattr(lexicon(), field)) >= least


def holders() -> dict[tuple[str, str], list[tuple[str, str, str]]]:
    """(since, until, person) of every tenure by office and body, in order; an open end is 9999."""
    found: defaultdict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for person in lexicon().people:
        for tenure in person.offices:
            found[tenure.office, tenure.of].append((tenure.since or "", tenure.until or "9999", person.id))
    return {office: sorted(tenures) for office, tenures in found.items()}


def test_eighty_states_have_their_leaders_and_their_foreign_and_defence_ministers() -> None:
    """Of the years 2019 to 2026: a head of state or government, a foreign minister and a defence minister."""
    held = {office for office, tenures in holders().items() if any(until >= "2019" and since <= "2026" for since, until, _ in tenures)}
    full = [
        state.code
        for state in lexicon().states
        if any((head, state.code) in held for head in HEADS)
        and {("foreign-minister", state.code), ("secretary-of-state", state.code)} & held
        and ("defence-minister", state.code) in held
    ]
    assert len(full) >= 80, len(full)


@pytest.mark.parametrize("office", ONE_HOLDER)
def test_an_office_for_one_has_one_holder_at_a_time(office: str) -> None:
    for (name, of), tenures in holders().items():
        if name != office:
            continue
        for (_, until, first), (since, _, second) in pairwise(tenures):
            shared = min(len(until), len(since)) if until != "9999" else 10
            assert until != "9999", (of, first, second)
            assert until[:shared] <= since[:shared], (of, first, second)


def test_nobody_holds_an_office_twice_over() -> None:
    for person in lexicon().people:
        assert len(set(person.offices)) == len(person.offices), person.id


def test_ids_are_unique_over_all_kinds() -> None:
    it = lexicon()
    ids = Counter(
        entity_id(kind, entry)
        for kind, entries in (
            ("state", it.states), ("organisation", it.organisations), ("institution", it.institutions), ("office", it.offices),
            ("person", it.people), ("place", it.places), ("outlet", it.outlets),
        )
        for entry in entries
    )  # fmt: skip
    assert [i for i, n in ids.items() if n > 1] == []


def bare() -> Iterator[tuple[str, Form]]:
    """Strong Korean forms of two and three syllables that hold anywhere, with the label of their entry."""
    it = lexicon()
    for entry in (*it.people, *it.places, *it.outlets, *it.organisations):
        for form in forms(entry.strong, "ko"):
            if 2 <= len(form.form) <= 3 and all(map(is_hangul, form.form)) and not form.unless_before and not form.needs:
                yield entry.label, form


def is_word(form: str) -> bool:
    """Whether Kiwi knows the form, with a particle behind it, as words that are no proper noun."""
    found = kiwi().tokenize(form + "는")[:-1]
    known = bool(found) and not any(token.oov for token in found)
    return known and not any(token.tag == "NNP" for token in found)


def test_no_name_is_an_ordinary_word_without_its_condition() -> None:
    assert [(label, form.form) for label, form in bare() if is_word(form.form) and form.form not in NAMES_ALL_THE_SAME] == []


@pytest.mark.parametrize("word", ["저장성 식품을", "사다주었다", "동당 후보", "다란 말을", "우시는 모습", "이라와디강에서", "천안함 사건"])
def test_words_that_begin_like_a_name(word: str) -> None:
    assert [n.entry.label for n in linker("ko").find(word)[0] if n.kind in ("place", "outlet", "institution")] == []


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("앤터니 블링컨", "person:antony-blinken"), ("카심-조마르트 토카예프", "person:kassym-jomart-tokayev"),
        ("볼로디미르 젤렌스키이 대통령", "person:volodymyr-zelensky"), ("岸田文雄", "person:fumio-kishida"), ("마오닝", "person:mao-ning"),
        ("매튜 밀러", "person:matthew-miller"), ("가브리엘리우스 란즈베르기스", "person:gabrielius-landsbergis"),
        ("칼레드 마샬", "person:khaled-mashal"), ("새뮤얼 퍼파로", "person:samuel-paparo"),
        ("차시우 야르", "place:chasiv-yar"), ("하리코프", "place:kharkiv"), ("스카버러 암초", "place:scarborough-shoal"),
        ("미야코해협", "place:miyako-island"), ("순안비행장", "place:sunan"), ("알카삼 여단", "organisation:AL_QASSAM"),
        ("아라칸군", "organisation:ARAKAN_ARMY"), ("쥐트도이체차이퉁", "outlet:sueddeutsche-zeitung"), ("메흐르통신", "outlet:mehr"),
        ("미 7함대", "institution:us-seventh-fleet"), ("INDIA", ""), ("DIA", "institution:us-defense-intelligence-agency"),
    ],
)  # fmt: skip
def test_variants_of_the_press(text: str, entity: str) -> None:
    names = [entity_id(n.kind, n.entry) for n in linker("ko").find(text)[0] if n.kind != "office"]
    assert not entity or names[0] == entity
    assert entity or text != "INDIA" or names == []


def test_rows_are_read_as_yaml_reads_them() -> None:
    text = '- {a: "1", b: [x, {c: null}], d: ~, e: "null"}\n# a note\n- f: 가나다\n  g:\n    - h: true\n'
    assert rows(text) == [{"a": "1", "b": ["x", {"c": None}], "d": None, "e": "null"}, {"f": "가나다", "g": [{"h": "true"}]}]
    assert rows("") == []
    assert rows("# nothing\n") == []


@pytest.mark.parametrize("text", ["a: 1", "- a: 1\n  a: 2", "- &x 1\n- *x", "- ? [a]\n  : b"])
def test_what_no_data_file_holds_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"line \d"):
        rows(text)
