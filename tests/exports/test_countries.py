"""Codes of states by date."""

import re

import pytest

from dragoman.exports import actors, countries
from dragoman.model.parties import Party
from dragoman.names.lexicon import load


@pytest.mark.parametrize(
    ("code", "day", "expected"),
    [
        ("NAM", None, ("NA", "NAM", 565, 565)),  # NA is Namibia
        ("NAM", "1989-12-31", ("NA", "NAM", None, None)),  # no state of either list before its independence
        ("NOR", "2023", ("NO", "NOR", 385, 385)),  # NO is Norway, not false
        ("DEU", "1989-11-09", ("DE", "DEU", 260, 260)),  # West Germany
        ("DEU", "1990-10-03", ("DE", "DEU", 255, 260)),  # the lists disagree from the day of unity on
        ("RUS", "1985", ("SU", "SUN", 365, 365)),
        ("RUS", "1992-08-30", ("SU", "SUN", 365, 365)),  # the last day of the code
        ("RUS", "1992-08-31", ("RU", "RUS", 365, 365)),
        ("SRB", "2006-06-04", ("CS", "SCG", 345, 345)),
        ("SRB", "2006-10", ("RS", "SRB", 345, 340)),
        ("SSD", "2011-07", ("SS", "SSD", None, None)),  # a month is taken by its first day
        ("SSD", "2011-08", ("SS", "SSD", 626, 626)),
        ("KAZ", "1991-12-24", ("KZ", "KAZ", None, 705)),  # the lists begin on different days
        ("KAZ", "1991-12-26", ("KZ", "KAZ", 705, 705)),
        ("KAZ", "1991-12-01", ("KZ", "KAZ", None, None)),
        ("SYR", "1960", ("SY", "SYR", None, 652)),  # in the United Arab Republic, as COW has it
        ("XKX", "2023", ("XK", "XKX", 347, 347)),
        ("ABKHAZIA", "2010", (None, None, None, 396)),
        ("NATO", "2023", (None, None, None, None)),
        ("PSE", "2023", ("PS", "PSE", None, None)),
    ],
)
def test_codes_on_a_day(code: str, day: str | None, expected: tuple[object, ...]) -> None:
    found = countries.codes(code, day)
    assert (found.iso2, found.iso3, found.cow, found.gw) == expected


def test_every_state_of_the_lexicon_has_a_row() -> None:
    assert {s.code for s in load().states} == {c for c, row in countries.countries().items() if row.iso2}


def test_every_state_but_two_is_in_both_lists_today() -> None:
    missing = {s.code for s in load().states if s.kind == "state" and None in (countries.codes(s.code, None).cow, countries.codes(s.code, None).gw)}
    assert missing == {"PSE", "VAT"}  # neither list has them


def test_rows_are_well_formed_and_codes_unique() -> None:
    rows = [r for r in countries.countries().values() if r.iso2]
    for name, pattern in (("iso2", r"[A-Z]{2}"), ("fips", r"[A-Z]{2}"), ("cameo", r"[A-Z]{3}"), ("plover", r"[A-Z]{3}")):
        values = [v for r in rows if (v := getattr(r, name)) is not None]
        assert all(re.fullmatch(pattern, v) for v in values)
        assert len(set(values)) == len(values)
    for row in rows:
        for spans in (row.cow, row.gw):
            days = [d for _, *days in spans for d in days]
            assert days == sorted(days), row.code
            assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", d) for d in days)
        assert row.of is None or row.of in countries.countries()


def test_no_number_is_given_to_two_states_on_one_day() -> None:
    for day in ("1950-06-25", "1975-01-01", "1992-06-01", "2004-07-01", "2023-03-01"):
        for field in ("cow", "gw"):
            numbers = [n for code in countries.countries() if (n := getattr(countries.codes(code, day), field)) is not None]
            assert len(set(numbers)) == len(numbers), (day, field)


@pytest.mark.parametrize(
    ("code", "longitude", "expected"),
    [("KAZ", None, "KZ"), ("PSE", 34.25, "GZ"), ("PSE", 35.2, "WE"), ("PSE", None, "WE"), ("RUS", 37.6, "RS"), ("SRB", None, "RI"), (None, None, None), ("NATO", None, None)],
)
def test_fips(code: str | None, longitude: float | None, expected: str | None) -> None:
    assert countries.fips(code, longitude) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("KAZ", "KAZ"), ("XKX", "KOS"), ("GRL", "DNK"), ("HKG", "HKG"), ("MAC", "CHN"), ("UN", "UNO"), ("EU", "EUR"), ("NATO", "IGO"), ("C5+1", "IGO"),
        ("AMNESTY", "NGO"), ("DNR", "UKR"), ("HAMAS", "PSE"), ("IS", "ISM"), ("WEST", None), ("CENTRAL_ASIA", None), ("NPT", None), ("NOBODY", None),
    ],
)  # fmt: skip
def test_country_field_of_plover(code: str, expected: str | None) -> None:
    assert actors.plover_country(code) == expected


@pytest.mark.parametrize(
    ("code", "sector", "expected"),
    [
        ("KAZ", "GOV", ("GOV",)), ("KAZ", None, ()), ("DNR", None, ("GOV", "PRE")), ("DNR", "MIL", ("MIL", "PRE")), ("HAMAS", None, ("REB",)),
        ("NATO", None, ()), ("RUS", "MED", ("JRN",)),
    ],
)  # fmt: skip
def test_sectors_of_plover(code: str, sector: str | None, expected: tuple[str, ...]) -> None:
    assert actors.plover_sectors(Party(code=code, entity="x:y", name="n", label="l", sector=sector, start=0, end=1)) == expected


def test_every_sector_of_the_lexicon_is_in_the_table() -> None:
    lexicon = load()
    used = {row.sector for rows in (lexicon.organisations, lexicon.institutions, lexicon.offices) for row in rows}
    assert used <= set(actors.tables().sectors)


def test_groups_are_organisations_of_the_lexicon() -> None:
    assert set(actors.tables().groups) <= {o.code for o in load().organisations}
