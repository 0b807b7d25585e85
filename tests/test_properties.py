"""What holds for every page, whatever stands on it: each record quotes the text, and the same bytes give the same JSON."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.coding.plover import types
from dragoman.model.errors import UnreadableInput
from dragoman.model.parties import Party
from dragoman.model.reading import SCHEMA, Reading
from dragoman.model.when import When
from dragoman.reading import read

NAMES = (
    "카자흐스탄", "러시아", "미국", "우즈베키스탄", "토카예프 대통령", "푸틴 러시아 대통령", "토니 블링컨 미국 국무장관", "블링컨 장관", "박진 외교부 장관",
    "루슬란 젤디바이 카자흐스탄 대통령실 대변인", "젤디바이 대변인", "유엔 안보리", "CSTO", "C5+1", "아세안", "러", "美", "한·미·일", "북러", "미 국무부",
    "양국", "양측", "두 정상", "그", "이 회의", "우리 정부", "관광객", "수단", "조지아", "시민단체", "도네츠크인민공화국",
)  # fmt: skip
PARTICLES = ("은", "는", "이", "가", "을", "를", "의", "에", "에서", "에게", "와", "과", "로", "으로", "도", "에 대해", "에 따르면", "을 위해", "·", ", ", " 등", " 간", "")
NOUNS = ("정상회담", "협정", "제재", "방문", "공격", "무역", "군사 지원", "합동훈련", "독립", "회원국", "전력망", "여론조사", "")
VERBS = (
    "방문했다", "만났다", "밝혔다", "강조했다", "규탄했다", "서명할 예정이다", "체결하기로 했다", "지원할 수 있다", "인정하지 않는다", "부인했다", "방문한", "제안하며", "비난하고",
    "합의했다고 전했다", "방문할 것이라는 관측이 나온다", "공격한 적이 없다고 주장했다", "지지한다는 입장을 표명했다", "-", "열렸다", "탈퇴했다",
)  # fmt: skip
DATES = (
    "28일", "지난 3일(현지시간)", "99월 99일", "2023년 2월 30일", "0년", "9999년 12월 31일", "이날", "같은 날", "다음 달", "지난해", "내년 상반기", "1992년", "10∼15일", "사흘 전",
    "19일부터 사흘간", "13월", "이튿날", "999년 뒤", "2월 29일", "연말", "지난주 화요일",
)  # fmt: skip
NUMBERS = ("20만 명", "245억 달러", "1조 2천억 원", "약 300명", "0명", "9" * 60 + "달러", "1,,2명", "3.14%", "10", "수십 명")
MARKS = ("“", "”", "‘", "’", '"', "'", "(", ")", "[", "]", "…", ".", ", ", "?", "!", "=", "-", "·", " ", "\n", "\u00a0", "\u200b", "\u202e", "😀", "\u0301", "\x00", "ㅋ")
LINES = (
    "입력 2023.03.01 오전 9:41", "기사승인 2023. 03. 01. 09:41", "2022년8월21일 06시05분", "(알마티=연합뉴스) 홍길동 통신원 = ", "공유하기", "댓글 0", "관련 기사", "Copyright ⓒ 가람일보. 무단 전재 및 재배포 금지",
    "▲ 두 정상이 악수하고 있다. /연합뉴스", "홍길동 기자 gildong@garam.example", "• 몽골 총리, 내달 서울 온다", "2022-07-18", "토카예프, 러시아 방문…푸틴과 정상회담",
)  # fmt: skip

WORDS = st.one_of(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(PARTICLES)).map("".join),
    st.tuples(st.sampled_from(NOUNS), st.sampled_from(PARTICLES)).map("".join),
    st.sampled_from(VERBS),
    st.sampled_from(DATES),
    st.sampled_from(NUMBERS),
    st.sampled_from(MARKS),
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)
PLAIN = st.tuples(SENTENCES, st.sampled_from((" 밝혔다.", " 방문했다.", ".", ""))).map("".join)
QUOTED = st.tuples(SENTENCES, st.sampled_from(("”고 밝혔다.", "”라며 비판했다.", "’이라는 관측이 나온다.", "”", ""))).map(lambda p: "“" + "".join(p))
PARAGRAPHS = st.one_of(PLAIN, QUOTED, st.sampled_from(LINES), st.text(max_size=60))
PAGES = st.lists(PARAGRAPHS, min_size=1, max_size=12).map("\n".join)

BOUNDED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def as_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def read_or_none(data: bytes) -> Reading | None:
    """The reading of a page, None where it is rightly refused; anything else that is raised is a defect."""
    try:
        return read(data)
    except UnreadableInput:
        return None


def parties(reading: Reading) -> Iterator[Party]:
    for event in reading.events:
        yield from event.actors
        yield from event.recipients
    for statement in reading.statements:
        yield statement.speaker
        yield from statement.addressees
    for position in reading.positions:
        yield position.holder
    for tie in reading.ties:
        yield tie.holder
        yield tie.object


def whens(reading: Reading) -> Iterator[When]:
    yield from (record.when for group in (reading.events, reading.statements, reading.positions, reading.measures, reading.ties) for record in group)


def places(reading: Reading) -> Iterator[tuple[int, int]]:
    """Every stretch of the text that a record points to."""
    for party in parties(reading):
        yield party.start, party.end
    for event in reading.events:
        yield from ((x.start, x.end) for x in (event.trigger, event.evidence, *event.mentions, *event.quantities, *event.voices))
    for statement in reading.statements:
        yield from ((x.start, x.end) for x in (statement, *statement.voices))
    for position in reading.positions:
        yield from ((x.start, x.end) for x in (position.object, position.evidence, *position.voices))
    for measure in reading.measures:
        yield from ((x.start, x.end) for x in (measure, measure.evidence, *measure.voices))
    for tie in reading.ties:
        yield tie.evidence.start, tie.evidence.end
    for entity in reading.entities:
        yield from entity.mentions


def check(reading: Reading) -> None:
    """What every reading keeps."""
    text, size = reading.text, len(reading.text)
    assert reading.schema == SCHEMA
    for start, end in places(reading):
        assert 0 <= start < end <= size
        assert text[start:end].strip()
    at = 0
    for part in reading.parts:
        assert at <= part.start < part.end <= size
        at = part.end
    for event in reading.events:
        assert text[event.trigger.start : event.trigger.end] == event.trigger.text
        assert event.evidence.start <= event.trigger.start
        assert event.trigger.end <= event.evidence.end
        assert event.actors
        assert event.mode is None or event.mode in types()[event.type].modes
        assert 0 <= event.confidence <= 1
    for statement in reading.statements:
        assert text[statement.start : statement.end] == statement.text
    for position in reading.positions:
        assert text[position.object.start : position.object.end] == position.object.text
        assert position.statement is None or 0 <= position.statement < len(reading.statements)
    for doubt in reading.unresolved:
        assert 0 <= doubt.start <= doubt.end <= size
        assert text[doubt.start : doubt.end] == doubt.text
        assert doubt.why
    for when in whens(reading):
        check_when(when)
    for records in (reading.events, reading.entities):
        ids = [record.id for record in records]
        assert len(ids) == len(set(ids))
    for entity in reading.entities:
        assert list(entity.mentions) == sorted(set(entity.mentions))


def check_when(when: When) -> None:
    """Both ends are ISO 8601 prefixes of days that exist, and the first is not after the last."""
    for end in (when.start, when.end):
        if end is not None:
            assert len(end) in (4, 7, 10)
            date.fromisoformat((end + "-01-01")[:10])
    if when.start is not None and when.end is not None:
        shorter = min(len(when.start), len(when.end))
        assert when.start[:shorter] <= when.end[:shorter]
    assert (when.basis == "none") == (when.start is None and when.end is None)


def check_bytes(data: bytes) -> None:
    reading = read_or_none(data)
    if reading is None:
        return
    check(reading)
    encoded = msgspec.json.encode(reading)
    assert msgspec.json.encode(read(data)) == encoded
    assert msgspec.json.decode(encoded, type=Reading) == reading


@BOUNDED
@given(PAGES)
def test_any_page_of_korean_fragments(text: str) -> None:
    check_bytes(as_bytes(text))


@BOUNDED
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    check_bytes(as_bytes(text))


@BOUNDED
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    check_bytes(data)


@BOUNDED
@given(st.lists(st.one_of(PLAIN, QUOTED), min_size=1, max_size=5), st.sampled_from(("p", "div", "li", "b")), st.booleans())
def test_any_paragraphs_in_markup(paragraphs: list[str], tag: str, closed: bool) -> None:
    end = f"</{tag}>" if closed else ""
    body = "".join(f"<{tag}>{p}{end}" for p in paragraphs)
    check_bytes(as_bytes(f"<!doctype html><html><head><title>{paragraphs[0][:40]}</title></head><body>{body}</body></html>"))


@BOUNDED
@given(PAGES, st.sampled_from(("cp949", "utf-16", "utf-8-sig", "utf-16-le")), st.integers(0, 3))
def test_any_character_set_cut_anywhere(text: str, encoding: str, cut: int) -> None:
    data = text.encode(encoding, "replace")
    check_bytes(data[: len(data) - cut])


@pytest.mark.parametrize("body", ["", "가", "다.", "“", "…", "·", "\u0301", "를 방문했다."])
def test_the_shortest_pages(body: str) -> None:
    check_bytes(as_bytes(body))


def test_a_body_that_is_only_meant_has_the_place_of_the_word_that_means_it(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("상임이사국의 거부\n\n입력 2024-05-02 10:00\n\n상임이사국인 중국은 2일 결의안에 반대했다. 한국 외교부는 유감을 나타냈다.\n", encoding="utf-8")
    reading = read(str(page))
    check(reading)
    assert {reading.text[t.object.start : t.object.end] for t in reading.ties} == {"상임이사국"}
