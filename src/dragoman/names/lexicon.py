"""The lexicon: who and what can be named, loaded from the data files beside this module.

Field meanings are explained in `data/README.md` and on top of every file.
"""

from functools import cache
from importlib import resources
from typing import Literal, TypeVar

import msgspec

from dragoman.names.rows import rows

Language = str
T = TypeVar("T")


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A way to write a name, with the conditions under which it means this entry."""

    form: str
    unless_before: tuple[str, ...] = ()
    unless_after: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    why: str | None = None


Forms = dict[Language, tuple[str | Form, ...]]


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every entry has: an English label, a name in its page's language, strong and weak forms."""

    label: str
    name: str
    strong: Forms = {}
    weak: Forms = {}


class State(Entry, frozen=True, kw_only=True):
    """A state or territory. `code` is ISO 3166-1 alpha-3 (XKX for Kosovo); `timezone` is the capital's IANA zone."""

    code: str
    kind: Literal["state", "territory"] = "state"
    capital: str | None = None
    timezone: str | None = None
    short: Forms = {}
    adjective: Forms = {}


class Organisation(Entry, frozen=True, kw_only=True):
    """An organisation, a format of meetings (C5+1), a group (WEST), or an entity few recognise (DNR).

    `members` are the codes of its roster where it has one that texts expand (C5, G7); `claimed_by` is the state whose
    territory an entity lies in, `state` the state whose people a non-state party consists of.
    """

    code: str
    kind: Literal["organisation", "format", "group", "entity", "treaty", "initiative"] = "organisation"
    sector: str = "IGO"
    members: tuple[str, ...] = ()
    claimed_by: str | None = None
    state: str | None = None


class Institution(Entry, frozen=True, kw_only=True):
    """A body that acts for a state: `state` is None where its name alone does not tell which (외교부).

    `abroad`: its affairs are those with other states, so that what it says is said to them.
    """

    id: str
    state: str | None = None
    sector: str = "GOV"
    abroad: bool = False


class Office(Entry, frozen=True, kw_only=True):
    """An office. `rank` orders offices of one person (1 head of state, 2 head of government, 3 minister, 4 other)."""

    id: str
    sector: str = "GOV"
    rank: int = 4


class Tenure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An office held: `since` and `until` are ISO date prefixes, None where open or unknown. `of` is a state or organisation code."""

    office: str
    of: str
    since: str | None = None
    until: str | None = None


class Person(Entry, frozen=True, kw_only=True):
    """An office-holder. `family` lists the forms that name the person only with an office or once introduced (토카예프)."""

    id: str
    state: str
    family: Forms = {}
    offices: tuple[Tenure, ...] = ()


class Place(Entry, frozen=True, kw_only=True):
    """A city, region or building with its country (alpha-3) and WGS 84 degrees."""

    id: str
    country: str | None
    latitude: float | None = None
    longitude: float | None = None
    kind: Literal["city", "region", "site", "water"] = "city"
    capital: bool = False


class Outlet(Entry, frozen=True, kw_only=True):
    """A newspaper, broadcaster or agency. `country` is alpha-3, `timezone` the IANA zone its time stamps are in.

    `official` says that a party or government speaks through it: what it blames or threatens, its state does.
    """

    id: str
    kind: Literal["outlet", "agency"] = "outlet"
    country: str
    official: bool = False
    timezone: str | None = None
    domains: tuple[str, ...] = ()


class Lexicon(msgspec.Struct, frozen=True, kw_only=True):
    """All entries."""

    states: tuple[State, ...]
    organisations: tuple[Organisation, ...]
    institutions: tuple[Institution, ...]
    offices: tuple[Office, ...]
    people: tuple[Person, ...]
    places: tuple[Place, ...]
    outlets: tuple[Outlet, ...]


def forms(names: Forms, language: Language) -> tuple[Form, ...]:
    """The forms of `names` in `language`, each as a `Form`."""
    return tuple(f if isinstance(f, Form) else Form(f) for f in names.get(language, ()))


@cache
def load() -> Lexicon:
    """The lexicon that ships with the package. Raises `msgspec.ValidationError` naming file and field if a row is wrong."""
    return Lexicon(
        states=_rows("states", State),
        organisations=_rows("organisations.yaml", Organisation),
        institutions=_rows("institutions.yaml", Institution),
        offices=_rows("offices.yaml", Office),
        people=_rows("people", Person),
        places=_rows("places", Place),
        outlets=_rows("outlets.yaml", Outlet),
    )


def _rows(where: str, row: type[T]) -> tuple[T, ...]:
    """The rows of one data file, or of every file of a folder in name order."""
    root = resources.files("dragoman.names") / "data" / where
    files = [root] if root.is_file() else sorted(root.iterdir(), key=lambda f: f.name)
    found: list[T] = []
    for file in files:
        if not file.name.endswith(".yaml"):
            continue
        for entry in rows(file.read_text("utf-8")):
            try:
                found.append(msgspec.convert(entry, row, strict=False))
            except msgspec.ValidationError as error:
                raise msgspec.ValidationError(f"{file.name}: {entry}: {error}") from None
    return tuple(found)
