"""The lexicon's states and places: complete, well-formed, and never claiming one form for two entries."""

from collections import Counter
from collections.abc import Iterable
from zoneinfo import ZoneInfo

import pytest

from dragoman.names import lexicon
from dragoman.names.lexicon import Entry, Form, Place, State, forms

LANGUAGES = ("ko", "en", "ru")

_MEMBERS = """
AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA BRN BGR BFA BDI CPV KHM CMR CAN
CAF TCD CHL CHN COL COM COG COD CRI CIV HRV CUB CYP CZE DNK DJI DMA DOM ECU EGY SLV GNQ ERI EST SWZ ETH FJI FIN FRA GAB GMB GEO
DEU GHA GRC GRD GTM GIN GNB GUY HTI HND HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM JPN JOR KAZ KEN KIR PRK KOR KWT KGZ LAO LVA LBN
LSO LBR LBY LIE LTU LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX FSM MDA MCO MNG MNE MAR MOZ MMR NAM NRU NPL NLD NZL NIC NER NGA
MKD NOR OMN PAK PLW PAN PNG PRY PER PHL POL PRT QAT ROU RUS RWA KNA LCA VCT WSM SMR STP SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM
ZAF SSD ESP LKA SDN SUR SWE CHE SYR TJK TZA THA TLS TGO TON TTO TUN TUR TKM TUV UGA UKR ARE GBR USA URY UZB VUT VEN VNM YEM ZMB
ZWE
"""
UN_MEMBERS = _MEMBERS.split()

OTHERS = ["VAT", "PSE", "TWN", "XKX", "HKG", "MAC", "ESH", "GRL", "PRI"]


@pytest.fixture(scope="module")
def states() -> tuple[State, ...]:
    return lexicon._rows("states", State)


@pytest.fixture(scope="module")
def places() -> tuple[Place, ...]:
    return lexicon._rows("places", Place)


def every_form(entry: Entry) -> Iterable[Form]:
    for language in LANGUAGES:
        yield from forms(entry.strong, language)
        yield from forms(entry.weak, language)


def claimed_twice(entries: Iterable[Entry], language: str) -> list[str]:
    """The strong forms of `language` that more than one entry, or one entry twice, claims."""
    counts = Counter(form.form for entry in entries for form in forms(entry.strong, language))
    return [form for form, count in counts.items() if count > 1]


def find(entry: Entry, words: str) -> Form:
    return next(form for form in every_form(entry) if form.form == words)


def test_all_members_of_the_united_nations_and_the_usual_others_are_there(states: tuple[State, ...]) -> None:
    assert len(set(UN_MEMBERS)) == 193
    codes = Counter(state.code for state in states)
    assert [code for code in UN_MEMBERS + OTHERS if code not in codes] == []
    assert [code for code, count in codes.items() if count > 1] == []
    assert not {state.code for state in states if state.kind == "territory"} & set(UN_MEMBERS)


def test_every_state_has_a_form_in_each_language_and_an_adjective(states: tuple[State, ...]) -> None:
    for state in states:
        for language in LANGUAGES:
            assert forms(state.strong, language) or forms(state.weak, language), (state.code, language)
        assert forms(state.adjective, "en"), state.code
        assert any(form.form == state.name for form in every_form(state)), state.code


def test_every_time_zone_is_in_the_tz_database(states: tuple[State, ...]) -> None:
    for state in states:
        assert state.timezone is not None, state.code
        assert ZoneInfo(state.timezone).key == state.timezone


def test_every_capital_is_a_place(states: tuple[State, ...], places: tuple[Place, ...]) -> None:
    capitals = {(place.country, place.name) for place in places if place.capital}
    assert [state.code for state in states if (state.code, state.capital) not in capitals] == []
    assert [pair for pair in capitals if pair not in {(s.code, s.capital) for s in states}] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_strong_form_is_claimed_twice(
    states: tuple[State, ...], places: tuple[Place, ...], language: str
) -> None:
    assert claimed_twice(states, language) == []
    assert claimed_twice(places, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_strong_for_one_is_not_weak_for_another(
    states: tuple[State, ...], places: tuple[Place, ...], language: str
) -> None:
    for rows in (states, places):
        strong = {form.form for row in rows for form in forms(row.strong, language)}
        assert [form.form for row in rows for form in forms(row.weak, language) if form.form in strong] == []


def test_a_city_that_shares_its_name_with_a_state_is_its_capital(
    states: tuple[State, ...], places: tuple[Place, ...]
) -> None:
    owner = {form.form: state.code for state in states for form in forms(state.strong, "ko")}
    for place in places:
        for form in forms(place.strong, "ko"):
            assert owner.get(form.form, place.country) == place.country, form.form


def test_short_forms_are_one_syllable_and_belong_to_one_state(states: tuple[State, ...]) -> None:
    short = Counter(form.form for state in states for form in forms(state.short, "ko"))
    assert all(len(form) == 1 and count == 1 for form, count in short.items()), short
    assert set("미美러露중中일日북北한韓영英불佛독獨伊호濠인印臺우") <= set(short)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("KAZ", "카자흐"), ("KAZ", "카자흐스딴"), ("RUS", "로씨야"), ("USA", "미합중국"), ("CHN", "중화인민공화국"),
        ("PRK", "조선민주주의인민공화국"), ("KOR", "대한민국"), ("KOR", "남한"), ("UKR", "우크라"), ("SAU", "사우디"),
        ("ARE", "UAE"), ("TUR", "터키"), ("TUR", "튀르키예"), ("BLR", "벨라루스"), ("AUS", "오스트레일리아"), ("TWN", "대만"),
        ("GEO", "그루지야"), ("PSE", "팔레스타인"), ("UZB", "우즈베크"), ("AFG", "아프간"), ("COD", "민주콩고"), ("ZAF", "남아공"),
    ],
)  # fmt: skip
def test_the_forms_of_korean_papers_mean_a_state_alone(
    states: tuple[State, ...], code: str, words: str
) -> None:
    state = next(state for state in states if state.code == code)
    assert words in {form.form for form in forms(state.strong, "ko")}


STATE_HOMONYMS = [
    ("SDN", "수단", "unless_after", "적 "),  # 외교적 수단, diplomatic means
    ("GEO", "조지아", "unless_before", "주"),  # 조지아주, the state of the USA
    ("IRN", "이란", "unless_after", "”"),  # ‘…”이란’, the particle after a quotation
    ("IRN", "이란", "unless_before", " 무엇"),
    ("IND", "인도", "unless_before", "적"),  # humanitarian
    ("IND", "인도", "unless_before", "네시아"),
    ("IND", "인도", "unless_before", "태평양"),
    ("IND", "인도", "unless_after", "범죄인 "),  # extradition
    ("GHA", "가나", "unless_before", "다"),
    ("MLI", "말리", "unless_before", "고"),  # forms of the verb 말리다
    ("OMN", "오만", "unless_before", "한"),  # arrogant
    ("TON", "통가", "unless_before", "죽"),
    ("TCD", "차드", "unless_before", " 오캐럴"),  # a first name
    ("GIN", "기니", "unless_before", "비사우"),
    ("GIN", "기니", "unless_after", "적도 "),
    ("NER", "니제르", "unless_before", "델타"),  # in Nigeria
    ("COG", "콩고", "unless_before", "민주"),
    ("COD", "콩고", "unless_before", "공화국"),
    ("DMA", "도미니카", "unless_before", "공화국"),
    ("DOM", "도미니카", "unless_before", "연방"),
    ("JOR", "요르단", "unless_before", "강"),  # the river and its West Bank
    ("CUB", "쿠바", "unless_before", " 리브레"),
    ("PER", "페루", "unless_before", "자"),  # Perugia
    ("TGO", "토고", "unless_before", "우"),
    ("MCO", "모나코", "unless_after", "AS "),  # the football club
    ("CHN", "중국", "unless_before", "집"),  # a Chinese restaurant
    ("HTI", "아이티", "unless_before", " 기업"),  # IT
    ("FJI", "피지", "unless_before", "컬"),
    ("AUS", "호주", "unless_before", "머니"),  # a pocket
    ("GRC", "그리스", "unless_before", "도교"),  # Christian
    ("BTN", "부탄", "unless_before", "가스"),
    ("QAT", "카타르", "unless_before", "시스"),
    ("KOR", "한국", "unless_before", "은행"),
    ("KOR", "한국", "unless_before", "전력"),
    ("KOR", "남한", "unless_before", "산성"),
    ("PRK", "조선", "unless_before", "일보"),
    ("PRK", "조선", "unless_before", "소"),
    ("TWN", "대만", "unless_before", "해협"),
    ("TUR", "터키", "unless_before", "석"),
    ("GBR", "영국", "unless_before", "령"),
]


@pytest.mark.parametrize(("code", "words", "condition", "text"), STATE_HOMONYMS)
def test_homonyms_of_states_carry_a_condition(
    states: tuple[State, ...], code: str, words: str, condition: str, text: str
) -> None:
    form = find(next(state for state in states if state.code == code), words)
    neighbours = form.unless_before if condition == "unless_before" else form.unless_after
    matches = str.startswith if condition == "unless_before" else str.endswith
    assert any(matches(text, neighbour) for neighbour in neighbours)
    assert form.why


@pytest.mark.parametrize(("code", "words"), [("SDN", "수단"), ("GEO", "조지아"), ("GHA", "가나"), ("MLI", "말리"), ("OMN", "오만"),
                                         ("COG", "콩고"), ("COD", "콩고"), ("PRK", "조선"), ("HTI", "아이티")])  # fmt: skip
def test_words_that_more_often_mean_something_else_are_weak(
    states: tuple[State, ...], code: str, words: str
) -> None:
    state = next(state for state in states if state.code == code)
    assert find(state, words) in forms(state.weak, "ko")
    assert find(state, words).needs


@pytest.mark.parametrize(
    ("code", "phrase"),
    [
        ("USA", "미국의"), ("RUS", "러시아는"), ("IND", "인도는"), ("IND", "인도가"), ("IND", "인도인"), ("IND", "인도에서"),
        ("IND", "인도와의"), ("USA", "미국산"), ("CHN", "중국이"), ("CHN", "중국산"), ("KOR", "한국과"), ("KOR", "한국정부"),
        ("KOR", "한국산"), ("KOR", "한국에서"), ("JPN", "일본도"), ("IRN", "이란이"), ("IRN", "이란은"), ("IRN", "이란산"),
        ("AUS", "호주가"), ("AUS", "호주도"), ("GRC", "그리스가"), ("TWN", "대만의"), ("JOR", "요르단이"), ("GIN", "기니에서"),
        ("KAZ", "카자흐에"), ("KAZ", "카자흐인"), ("TUR", "터키가"), ("GBR", "영국은"), ("FRA", "프랑스와"), ("PER", "페루에서"),
        ("OMN", "오만에서"), ("SDN", "수단에서"), ("MLI", "말리에서"), ("GHA", "가나의"), ("GEO", "조지아가"), ("VNM", "베트남과"),
    ],
)  # fmt: skip
def test_particles_and_suffixes_do_not_hide_a_state(
    states: tuple[State, ...], code: str, phrase: str
) -> None:
    state = next(state for state in states if state.code == code)
    found = [form for form in every_form(state) if phrase.startswith(form.form)]
    assert any(not any(phrase[len(f.form) :].startswith(u) for u in f.unless_before) for f in found)


def test_the_two_sudans_guineas_and_nigers_have_names_of_their_own(states: tuple[State, ...]) -> None:
    by_code = {state.code: state for state in states}
    for code, words in [
        ("SSD", "남수단"),
        ("GNQ", "적도기니"),
        ("GNB", "기니비사우"),
        ("PNG", "파푸아뉴기니"),
        ("NGA", "나이지리아"),
    ]:
        assert words in {form.form for form in forms(by_code[code].strong, "ko")}


def test_there_are_hundreds_of_places(places: tuple[Place, ...]) -> None:
    kinds = Counter(place.kind for place in places)
    assert len(places) >= 330
    assert kinds["city"] >= 300
    assert kinds["region"] >= 30
    assert kinds["site"] >= 15
    assert kinds["water"] >= 20


def test_places_have_their_own_ids_coordinates_and_a_known_country(
    states: tuple[State, ...], places: tuple[Place, ...]
) -> None:
    codes = {state.code for state in states}
    assert [i for i, count in Counter(place.id for place in places).items() if count > 1] == []
    for place in places:
        assert place.id == place.id.lower()
        assert place.id.replace("-", "").isascii()
        assert " " not in place.id
        assert place.latitude is not None, place.id
        assert place.longitude is not None, place.id
        assert -90 <= place.latitude <= 90, place.id
        assert -180 <= place.longitude <= 180, place.id
        assert place.country is None or place.country in codes, place.id
        assert place.kind != "water" or place.country is None, place.id
        assert any(form.form == place.name for form in every_form(place)), place.id


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude"),
    [
        ("아스타나", "KAZ", 51.18, 71.45), ("누르술탄", "KAZ", 51.18, 71.45), ("알마티", "KAZ", 43.25, 76.92), ("소치", "RUS", 43.60, 39.73),
        ("상트페테르부르크", "RUS", 59.94, 30.31), ("키이우", "UKR", 50.45, 30.52), ("키예프", "UKR", 50.45, 30.52),
        ("하르코프", "UKR", 49.98, 36.25), ("부차", "UKR", 50.55, 30.21), ("도네츠크", "UKR", 48.02, 37.80), ("서울", "KOR", 37.57, 126.98),
        ("평양", "PRK", 39.03, 125.75), ("워싱턴", "USA", 38.90, -77.04), ("뉴욕", "USA", 40.71, -74.01), ("타슈켄트", "UZB", 41.26, 69.22),
        ("비슈케크", "KGZ", 42.87, 74.59), ("두샨베", "TJK", 38.54, 68.78), ("아시가바트", "TKM", 37.95, 58.38),
        ("가자지구", "PSE", 31.40, 34.39), ("다보스", "CHE", 46.80, 9.84), ("캠프 데이비드", "USA", 39.65, -77.47), ("런던", "GBR", 51.51, -0.13),
        ("시드니", "AUS", -33.87, 151.21), ("상파울루", "BRA", -23.55, -46.64), ("나이로비", "KEN", -1.28, 36.82), ("뉴델리", "IND", 28.64, 77.22),
    ],
)  # fmt: skip
def test_well_known_places_lie_where_they_lie(
    places: tuple[Place, ...], name: str, country: str, latitude: float, longitude: float
) -> None:
    place = next(p for p in places if p.country == country and any(f.form == name for f in every_form(p)))
    assert place.latitude == pytest.approx(latitude, abs=0.1)
    assert place.longitude == pytest.approx(longitude, abs=0.1)


PLACE_HOMONYMS = [
    ("georgia-us-state", "조지아"), ("gwangju", "광주"), ("gwangju-gyeonggi", "광주"), ("goseong-gangwon", "고성"),
    ("goseong-south-gyeongsang", "고성"), ("naju", "나주"), ("daegu", "대구"), ("daejeon", "대전"), ("kaesong", "개성"), ("wonsan", "원산"),
    ("gyeongju", "경주"), ("shenzhen", "선전"), ("xi-an", "시안"), ("jinan", "지난"), ("vienna", "빈"), ("bucha", "부차"),
    ("gaza-strip", "가자"), ("west-bank", "서안"), ("paris", "파리"), ("sanaa", "사나"), ("riga", "리가"),
]  # fmt: skip


@pytest.mark.parametrize(("place_id", "words"), PLACE_HOMONYMS)
def test_homonyms_of_places_are_weak_with_evidence(
    places: tuple[Place, ...], place_id: str, words: str
) -> None:
    form = find(next(place for place in places if place.id == place_id), words)
    assert form in [f for place in places if place.id == place_id for f in forms(place.weak, "ko")]
    assert form.needs
    assert form.why


@pytest.mark.parametrize(("place_id", "words", "after"), [("donetsk", "도네츠크", "주"), ("jordan-river", "요르단강", " 서안"),
                                                    ("kherson", "헤르손", "주"), ("washington", "워싱턴", "포스트")])  # fmt: skip
def test_a_longer_name_is_not_the_shorter_one(
    places: tuple[Place, ...], place_id: str, words: str, after: str
) -> None:
    form = find(next(place for place in places if place.id == place_id), words)
    assert any(after.startswith(neighbour) or neighbour.startswith(after) for neighbour in form.unless_before)


def test_no_condition_is_empty_or_repeated(states: tuple[State, ...], places: tuple[Place, ...]) -> None:
    for entry in (*states, *places):
        for form in every_form(entry):
            for words in (form.unless_before, form.unless_after, form.needs):
                assert all(words), form
                assert len(set(words)) == len(words), form
            assert form.form == form.form.strip()
            assert form.form
