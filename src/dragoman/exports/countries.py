"""Codes of a state in the formats of others, as they were on a day (`countries.yaml`)."""

from functools import cache
from importlib import resources
from typing import TypeVar

import msgspec

from dragoman.names.rows import rows

T = TypeVar("T")

#: Between the Gaza Strip (34.2–34.6° E) and the West Bank (34.9–35.6° E), which have a FIPS code each.
_GAZA_EAST = 34.75


class Country(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of the table; its fields are explained on top of the file."""

    code: str
    iso2: str | None = None
    fips: str | None = None
    cow: tuple[tuple[str, ...], ...] = ()
    gw: tuple[tuple[str, ...], ...] = ()
    former: tuple[tuple[str, str, str], ...] = ()
    cameo: str | None = None
    plover: str | None = None
    icews: str | None = None
    of: str | None = None


class Codes(msgspec.Struct, frozen=True, kw_only=True):
    """ISO 3166 alpha-2 and alpha-3, and the numbers of the Correlates of War and of Gleditsch and Ward; None where there is none."""

    iso2: str | None = None
    iso3: str | None = None
    cow: int | None = None
    gw: int | None = None


def read_rows(name: str, kind: type[T]) -> tuple[T, ...]:
    """The rows of a data file of this room. Raises `msgspec.ValidationError` where a row is wrong."""
    text = (resources.files("dragoman.exports") / name).read_text("utf-8")
    return tuple(msgspec.convert(row, kind, strict=False) for row in rows(text))


@cache
def countries() -> dict[str, Country]:
    """All rows by the code of the record."""
    return {row.code: row for row in read_rows("countries.yaml", Country)}


def codes(code: str, day: str | None) -> Codes:
    """The codes of a party on `day`, an ISO date or prefix of one (a prefix: its first day); today's where `day` is None.

    Empty for who is no state. ISO codes are those in force on the day: RUS in 1985 is SUN.

    >>> codes("DEU", "1989-11-09").cow, codes("DEU", "2023").cow, codes("NAM", None).iso2
    (260, 255, 'NA')
    """
    row = countries().get(code)
    if row is None:
        return Codes()
    when = _first_day(day) if day else "9999-12-31"
    cow, gw = _number(row.cow, when), _number(row.gw, when)
    if row.iso2 is None:
        return Codes(cow=cow, gw=gw)
    iso2, iso3 = next(((two, three) for two, three, last in row.former if when <= last), (row.iso2, code))
    return Codes(iso2=iso2, iso3=iso3, cow=cow, gw=gw)


def fips(code: str | None, longitude: float | None = None) -> str | None:
    """The FIPS 10-4 code of a country in which a place lies; `longitude` tells the Gaza Strip from the West Bank."""
    if code == "PSE" and longitude is not None and longitude < _GAZA_EAST:
        return "GZ"
    row = countries().get(code) if code else None
    return row.fips if row else None


def _first_day(prefix: str) -> str:
    return (prefix[:10] + "-01-01"[len(prefix[:10]) - 4 :])[:10]


def _number(spans: tuple[tuple[str, ...], ...], day: str) -> int | None:
    for number, first, *last in spans:
        if first <= day and (not last or day <= last[0]):
            return int(number)
    return None
