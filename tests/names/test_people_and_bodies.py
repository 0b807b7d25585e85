"""The rows of organisations, institutions, offices, people and outlets: each loads, none contradicts another."""

from collections import Counter
from datetime import date
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from dragoman.names.lexicon import (
    Entry,
    Forms,
    Institution,
    Lexicon,
    Office,
    Organisation,
    Outlet,
    Person,
    forms,
    load,
)

LANGUAGES = ("ko", "en", "ru")
PLOVER_SECTORS = """
    COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC
    IGO UNO EUR NGO ISM IMG MNC
"""
USUAL_CODES = """
    UN NATO EU CSTO CIS SCO ASEAN G7 G20 BRICS IAEA C5 C5+1 AP4 QUAD AUKUS OSCE OIC OTS EAEU WTO IMF WHO UNHCR ICC
    ICJ OPEC OPEC+ GCC AU APEC AIIB MIKTA DNR LNR ABKHAZIA SOUTH_OSSETIA HAMAS HEZBOLLAH TALIBAN HOUTHI WAGNER
    WEST CENTRAL_ASIA ARAB INTERNATIONAL NPT JCPOA BRI
"""


@cache
def lexicon() -> Lexicon:
    return load()


def kinds() -> dict[str, tuple[Entry, ...]]:
    """The entries of every kind this file looks after, by the kind's name."""
    it = lexicon()
    return {
        "organisations": it.organisations,
        "institutions": it.institutions,
        "offices": it.offices,
        "people": it.people,
        "outlets": it.outlets,
    }


def key(entry: Entry) -> str:
    """The code or id that must be unique within a kind."""
    if isinstance(entry, Organisation):
        return entry.code
    assert isinstance(entry, Institution | Office | Person | Outlet)
    return entry.id


def written(names: Forms) -> list[tuple[str, str]]:
    """(language, form) of every form in `names`."""
    return [(language, form.form) for language in names for form in forms(names, language)]


KINDS = ["organisations", "institutions", "offices", "people", "outlets"]


@pytest.mark.parametrize(
    ("kind", "least"),
    [("organisations", 100), ("institutions", 90), ("offices", 70), ("people", 130), ("outlets", 90)],
)
def test_there_are_enough(kind: str, least: int) -> None:
    assert len(kinds()[kind]) >= least


@pytest.mark.parametrize("kind", KINDS)
def test_keys_are_unique(kind: str) -> None:
    assert [k for k, n in Counter(map(key, kinds()[kind])).items() if n > 1] == []


def test_no_organisation_has_the_code_of_a_state() -> None:
    """The Non-Aligned Movement is no NAM: that is Namibia."""
    assert not {s.code for s in load().states} & {o.code for o in load().organisations}


@pytest.mark.parametrize("kind", KINDS)
def test_a_strong_form_means_one_entry_of_its_kind(kind: str) -> None:
    """A strong form alone tells who is meant, so no two entries may share it, nor one entry give it twice."""
    count = Counter(pair for entry in kinds()[kind] for pair in written(entry.strong))
    assert [pair for pair, n in count.items() if n > 1] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_entry_can_be_found_in_korean(kind: str) -> None:
    """An entry without Korean forms would never be met in a Korean page; its name is one of them or contains one."""
    for entry in kinds()[kind]:
        korean = [form for language, form in written(entry.strong) + written(entry.weak) if language == "ko"]
        assert korean, key(entry)
        assert any(form in entry.name for form in korean), key(entry)


@pytest.mark.parametrize("kind", KINDS)
def test_forms_are_clean(kind: str) -> None:
    """No stray blanks or marks of the table, no empty condition, no unknown language, never strong and weak at once."""
    for entry in kinds()[kind]:
        assert {*entry.strong, *entry.weak} <= set(LANGUAGES), key(entry)
        assert not set(written(entry.strong)) & set(written(entry.weak)), key(entry)
        for names in (entry.strong, entry.weak):
            for _, form in written(names):
                assert form == form.strip(), key(entry)
                assert form, key(entry)
                assert not set(form) & set("!<?#|;~"), key(entry)
            for language in names:
                for one in forms(names, language):
                    assert all((*one.unless_before, *one.unless_after, *one.needs)), key(entry)


@pytest.mark.parametrize("kind", KINDS)
def test_english_and_russian_are_in_their_own_script(kind: str) -> None:
    hangul = [
        (key(entry), form)
        for entry in kinds()[kind]
        for language, form in written(entry.strong) + written(entry.weak)
        if language != "ko" and any("가" <= c <= "힣" for c in form)
    ]
    assert hangul == []


def test_sectors_are_known() -> None:
    it = lexicon()
    used = (
        {o.sector for o in it.organisations}
        | {i.sector for i in it.institutions}
        | {o.sector for o in it.offices}
    )
    assert used <= set(PLOVER_SECTORS.split())


def test_offices_have_a_rank() -> None:
    assert {office.rank for office in lexicon().offices} == {1, 2, 3, 4}


@pytest.mark.parametrize("code", USUAL_CODES.split())
def test_the_usual_codes_are_there(code: str) -> None:
    assert code in {organisation.code for organisation in lexicon().organisations}


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("집단안보조약기구", "CSTO"),
        ("독립국가연합", "CIS"),
        ("상하이협력기구", "SCO"),
        ("북대서양조약기구", "NATO"),
        ("유엔 안보리", "UN"),
        ("안보리", "UN"),
        ("유럽연합 집행위원회", "EU"),
        ("유럽의회", "EU"),
        ("국제원자력기구", "IAEA"),
        ("중앙아시아 5개국", "C5"),
        ("도네츠크인민공화국", "DNR"),
        ("루한스크인민공화국", "LNR"),
        ("서방", "WEST"),
    ],
)
def test_what_papers_call_them(form: str, code: str) -> None:
    assert [o.code for o in lexicon().organisations if ("ko", form) in written(o.strong)] == [code]


def test_rosters_are_of_states() -> None:
    """Members, and the states of entities, are alpha-3 codes of the states files; nobody is on a roster twice."""
    states = {state.code for state in lexicon().states}
    for organisation in lexicon().organisations:
        assert set(organisation.members) <= states, organisation.code
        assert len(set(organisation.members)) == len(organisation.members), organisation.code
        assert {organisation.state, organisation.claimed_by} <= states | {None}, organisation.code


def test_bodies_people_and_outlets_belong_to_known_states() -> None:
    it = lexicon()
    states = {state.code for state in it.states}
    assert {i.state for i in it.institutions} <= states | {None}
    assert {p.state for p in it.people} <= states
    assert {o.country for o in it.outlets} <= states


@pytest.mark.parametrize("form", ["외교부", "국방부", "대통령실", "정부", "의회", "합동참모본부"])
def test_a_body_that_any_state_has_names_none(form: str) -> None:
    assert [i.state for i in lexicon().institutions if ("ko", form) in written(i.strong)] == [None]


@pytest.mark.parametrize(
    ("form", "state"),
    [("백악관", "USA"), ("크렘린궁", "RUS"), ("아코르다", "KAZ"), ("통일부", "KOR"), ("혁명수비대", "IRN")],
)
def test_a_body_that_one_state_has_names_it(form: str, state: str) -> None:
    assert [i.state for i in lexicon().institutions if ("ko", form) in written(i.strong)] == [state]


def first_day(prefix: str) -> date:
    """The first day of an ISO date prefix (2022, 2022-06, 2022-06-01). Raises ValueError if it is none."""
    return date.fromisoformat(prefix + "0000-01-01"[len(prefix) :])


def test_tenures_name_known_offices_and_bodies() -> None:
    it = lexicon()
    offices = {office.id for office in it.offices}
    bodies = {state.code for state in it.states} | {organisation.code for organisation in it.organisations}
    for person in it.people:
        for tenure in person.offices:
            assert tenure.office in offices, (person.id, tenure)
            assert tenure.of in bodies, (person.id, tenure)


def test_tenures_begin_before_they_end() -> None:
    for person in lexicon().people:
        for tenure in person.offices:
            for end in (tenure.since, tenure.until):
                if end is not None:
                    assert len(end) in (4, 7, 10), person.id
                    first_day(end)
            if tenure.since and tenure.until:
                shared = min(len(tenure.since), len(tenure.until))
                assert tenure.since[:shared] <= tenure.until[:shared], person.id


def test_every_person_has_an_office_and_a_family_name() -> None:
    for person in lexicon().people:
        assert person.offices, person.id
        assert "en" in person.family, person.id


@pytest.mark.parametrize(
    ("office", "of", "day", "holder"),
    [
        ("president", "KAZ", "2022-08-19", "kassym-jomart-tokayev"),
        ("president", "KAZ", "2015-01-01", "nursultan-nazarbayev"),
        ("president", "TKM", "2021-08-06", "gurbanguly-berdimuhamedow"),
        ("president", "TKM", "2023-05-19", "serdar-berdimuhamedow"),
        ("president", "KOR", "2023-03-01", "yoon-suk-yeol"),
        ("president", "KOR", "2025-08-25", "lee-jae-myung"),
        ("secretary-of-state", "USA", "2023-02-28", "antony-blinken"),
        ("foreign-minister", "KAZ", "2023-02-28", "mukhtar-tileuberdi"),
        ("foreign-minister", "CHN", "2023-05-01", "qin-gang"),
        ("prime-minister", "JPN", "2024-05-27", "fumio-kishida"),
        ("secretary-general", "NATO", "2023-07-11", "jens-stoltenberg"),
        ("secretary-general", "UN", "2022-03-01", "antonio-guterres"),
    ],
)
def test_who_held_an_office_that_day(office: str, of: str, day: str, holder: str) -> None:
    held = [
        person.id
        for person in lexicon().people
        for tenure in person.offices
        if (tenure.office, tenure.of) == (office, of)
        and (tenure.since or "") <= day
        and (tenure.until is None or day <= tenure.until)
    ]
    assert held == [holder]


def test_one_head_of_state_at_a_time() -> None:
    """Presidents of a state whose dates are exact never overlap by more than the day of handing over."""
    exact: dict[str, list[tuple[str, str, str]]] = {}
    for person in lexicon().people:
        for tenure in person.offices:
            if tenure.office == "president" and tenure.since:
                exact.setdefault(tenure.of, []).append((tenure.since, tenure.until or "9999", person.id))
    for of, tenures in exact.items():
        tenures.sort()
        for (_, until, first), (since, _, second) in pairwise(tenures):
            assert until <= since, (of, first, second)


@pytest.mark.parametrize("form", ["왕이", "서훈", "다이빙"])
def test_names_that_are_words_are_weak(form: str) -> None:
    people = lexicon().people
    assert not [p.id for p in people if ("ko", form) in written(p.strong)]
    assert [p.id for p in people if ("ko", form) in written(p.weak)]


def test_outlets_have_zones_and_domains_of_their_own() -> None:
    outlets = lexicon().outlets
    for outlet in outlets:
        assert outlet.timezone, outlet.id
        ZoneInfo(outlet.timezone)
        for domain in outlet.domains:
            assert domain == domain.lower(), outlet.id
            assert not domain.startswith("www."), outlet.id
            assert "." in domain, outlet.id
    count = Counter(domain for outlet in outlets for domain in outlet.domains)
    assert [domain for domain, n in count.items() if n > 1] == []


@pytest.mark.parametrize(
    ("form", "outlet"),
    [
        ("자콘", "zakon-kz"),
        ("자꼰지", "zakon-kz"),
        ("타스통신", "tass"),
        ("연합뉴스", "yonhap"),
        ("아시아투데이", "asiatoday"),
        ("조글로미디어", "zoglo"),
        ("교도통신", "kyodo-news"),
        ("노동신문", "rodong-sinmun"),
    ],
)
def test_what_papers_call_outlets(form: str, outlet: str) -> None:
    assert [o.id for o in lexicon().outlets if ("ko", form) in written(o.strong)] == [outlet]
