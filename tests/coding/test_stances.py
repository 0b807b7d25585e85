"""Where parties stand, how they are bound, and the sums between them: one sentence a row of `stances.yaml`."""

from functools import cache

import pytest
from markup import article, read_case

from dragoman import coding
from dragoman.coding.coder import Coded
from dragoman.coding.stances import stances
from dragoman.languages.ko.reader import analyse


@cache
def coded(text: str) -> Coded:
    page = article(read_case(text))
    return coding.code(analyse(page, coding.vocabulary("ko"), "KOR"), "ko", page.text, page.published, "case")


POSITIONS = [
    ("카자흐스탄은 도네츠크인민공화국을 인정하지 않는다.", "KAZ", "does_not_recognise", "DNR"),
    ("카자흐스탄은 도네츠크인민공화국을 승인하지 않았다.", "KAZ", "does_not_recognise", "DNR"),
    ("러시아는 도네츠크인민공화국을 승인했다.", "RUS", "recognises", "DNR"),
    (
        "토카예프 카자흐스탄 대통령은 “우리는 도네츠크인민공화국을 인정하지 않는다”고 말했다.",
        "KAZ",
        "does_not_recognise",
        "DNR",
    ),
    ("카자흐스탄은 도네츠크인민공화국에 대한 승인을 거부했다.", "KAZ", "does_not_recognise", "DNR"),
    ("카자흐스탄은 크림반도 합병을 인정하지 않는다.", "KAZ", "does_not_recognise", "크림반도 합병"),
    ("중국은 유엔 표결에서 기권했다.", "CHN", "abstains", "표결"),
    ("인도는 결의안에 기권했다.", "IND", "abstains", "결의안"),
    ("중국은 전쟁에 반대한다.", "CHN", "opposes", "전쟁"),
    ("러시아는 우크라이나의 나토 가입에 반대했다.", "RUS", "opposes", "가입"),
    ("북한은 결의안에 반대표를 던졌다.", "PRK", "opposes", "결의안"),
    ("한국은 결의안에 찬성표를 던졌다.", "KOR", "supports", "결의안"),
    ("카자흐스탄은 우크라이나의 영토 보전을 지지한다.", "KAZ", "supports", "영토 보전"),
    ("카자흐스탄은 전쟁에서 중립을 지켰다.", "KAZ", "neutral", "전쟁"),
    ("핀란드는 나토에 가입했다.", "FIN", "joins", "NATO"),
    ("스웨덴은 나토에 가입할 예정이다.", "SWE", "joins", "NATO"),
    ("영국은 유럽연합에서 탈퇴했다.", "GBR", "leaves", "EU"),
    ("몰도바는 CIS에서 탈퇴했다.", "MDA", "leaves", "CIS"),
]


@pytest.mark.parametrize(("text", "holder", "stance", "thing"), POSITIONS)
def test_positions(text: str, holder: str, stance: str, thing: str) -> None:
    found = [(p.holder.code, p.stance, p.object.code or p.object.text) for p in coded(text).positions]
    hits = [
        one for one in found if one[0] == holder and one[1] == stance and (one[2] == thing or thing in one[2])
    ]
    assert hits, found
    for p in coded(text).positions:
        assert p.object.text == read_case(text).text[p.object.start : p.object.end]


@pytest.mark.parametrize(
    "text",
    [
        # a failing, a mistake, a share in sport are acknowledged or joined, but no state stands anywhere by that
        "푸틴 대통령은 실수를 인정했다.",
        "미국은 책임을 인정하지 않았다.",
        "그는 축구 협회에 가입했다.",
        # what may come to be is no position
        "스웨덴이 나토에 가입할 수 있다.",
        "몰도바가 CIS에서 탈퇴하면 러시아는 반발할 것이다.",
    ],
)
def test_no_position(text: str) -> None:
    assert [
        (p.holder.code, p.stance, p.object.text)
        for p in coded(text).positions
        if p.stance not in ("opposes",)
    ] == []


def test_a_position_told_in_a_statement_points_to_it() -> None:
    found = coded("토카예프 카자흐스탄 대통령은 “우리는 도네츠크인민공화국을 인정하지 않는다”고 말했다.")
    (position,) = found.positions
    assert position.statement is not None
    assert "인정하지 않는다" in found.statements[position.statement].text


def test_a_position_is_given_once() -> None:
    found = coded(
        "카자흐스탄은 도네츠크인민공화국을 인정하지 않는다. 카자흐스탄은 도네츠크인민공화국을 인정하지 않았다."
    )
    assert len(found.positions) == 1


TIES = [
    ("CSTO 회원국 카자흐스탄은 병력을 보내지 않았다.", "member", "KAZ", "CSTO"),
    ("카자흐스탄은 CSTO 회원국이다.", "member", "KAZ", "CSTO"),
    ("CSTO 회원국인 카자흐스탄은 중립을 지켰다.", "member", "KAZ", "CSTO"),
    ("카자흐스탄은 상하이협력기구 회원국으로 회의에 참석했다.", "member", "KAZ", "SCO"),
    ("올해 CIS 의장국은 카자흐스탄이다.", "chair", "KAZ", "CIS"),
    ("카자흐스탄은 올해 CIS 의장국이다.", "chair", "KAZ", "CIS"),
    ("일본은 G7 의장국이다.", "chair", "JPN", "G7"),
    ("카자흐스탄은 러시아의 동맹국이다.", "ally", "KAZ", "RUS"),
    ("한국은 미국의 동맹이다.", "ally", "KOR", "USA"),
    ("러시아는 카자흐스탄의 최대 교역국이다.", "trade_partner", "KAZ", "RUS"),
    ("중국은 카자흐스탄의 최대 무역 상대국이다.", "trade_partner", "KAZ", "CHN"),
    ("카자흐스탄은 1992년 러시아와 우호협력조약을 체결했다.", "treaty", "KAZ", "RUS"),
    ("한국과 미국은 1953년 상호방위조약을 맺었다.", "treaty", "KOR", "USA"),
    ("카자흐스탄은 중국의 일대일로에 참여했다.", "participant", "KAZ", "BRI"),
    ("시진핑 중국 국가주석이 내세운 일대일로가 도마에 올랐다.", "participant", "CHN", "BRI"),
]


@pytest.mark.parametrize(("text", "kind", "holder", "thing"), TIES)
def test_ties(text: str, kind: str, holder: str, thing: str) -> None:
    found = [(t.kind, t.holder.code, t.object.code) for t in coded(text).ties]
    assert (kind, holder, thing) in found


@pytest.mark.parametrize(
    "text",
    [
        "카자흐스탄은 CSTO 회원국이 아니다.",
        "카자흐스탄은 러시아의 동맹국이 될 수 있다.",
        "두 나라는 조약을 체결할 예정이다. 카자흐스탄과 러시아다.",
        "이 기업은 러시아의 최대 투자자다.",
    ],
)
def test_no_tie(text: str) -> None:
    assert [(t.kind, t.holder.code, t.object.code) for t in coded(text).ties] == []


MEASURES = [
    ("러시아와 카자흐스탄의 교역액은 245억 달러였다.", "trade", 24.5e9, "USD", {"RUS", "KAZ"}, "exact"),
    (
        "지난해 한국과 카자흐스탄의 교역 규모는 약 60억 달러를 기록했다.",
        "trade",
        6e9,
        "USD",
        {"KOR", "KAZ"},
        "about",
    ),
    (
        "미국은 카자흐스탄에 500억 달러 이상을 투자했다.",
        "investment",
        5e10,
        "USD",
        {"USA", "KAZ"},
        "at_least",
    ),
    ("한국은 우크라이나에 1억 달러를 지원했다.", "aid", 1e8, "USD", {"KOR", "UKR"}, "exact"),
    ("일본은 우크라이나에 최대 55억 달러를 지원하기로 했다.", "aid", 5.5e9, "USD", {"JPN", "UKR"}, "at_most"),
    (
        "러시아의 공격으로 우크라이나 민간인 최소 10명이 사망했다.",
        "casualties",
        10,
        "people",
        {"UKR"},
        "at_least",
    ),
    ("북한은 러시아에 병력 1만 명을 파병했다.", "troops", 1e4, "people", {"PRK", "RUS"}, "exact"),
    ("카자흐스탄은 러시아 국민 20만 명을 수용했다.", "people", 2e5, "people", {"KAZ", "RUS"}, "exact"),
]


@pytest.mark.parametrize(("text", "kind", "value", "unit", "between", "bound"), MEASURES)
def test_measures(text: str, kind: str, value: float, unit: str, between: set[str], bound: str) -> None:
    found = [(m.kind, m.value, m.unit, set(m.between), m.bound) for m in coded(text).measures]
    assert len(found) == 1, found
    assert found[0][1:3] == (value, unit)
    assert found[0][0] == kind
    assert between <= found[0][3]
    assert found[0][4] == bound
    (measure,) = coded(text).measures
    assert measure.evidence.start <= measure.start < measure.end <= measure.evidence.end


def test_a_sum_that_stands_with_nobody_is_no_measure() -> None:
    assert coded("이 회사의 매출은 30억 달러였다.").measures == ()


def test_names_of_positions_are_unique() -> None:
    names = [row.name for row in stances("ko").positions]
    assert len(names) == len(set(names))
    assert stances("xx").positions == ()
