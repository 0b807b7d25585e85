"""The tables of `stances.yaml`, which explains them: what positions, ties and measures are told by."""

from functools import cache
from importlib import resources
from typing import Literal

import msgspec
import yaml

from dragoman.model.language import Role
from dragoman.model.reading import Stance, TieKind


class PositionRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row of `positions`; the fields are explained on top of the file."""

    name: str
    predicates: tuple[str, ...]
    stance: Stance
    holder: tuple[Role | Literal["speaker"], ...]
    object: tuple[Role, ...]
    negated: bool | None = None
    cannot: bool = False
    said: bool = False
    demanded: bool = False
    entity: bool = False
    organisation: bool = False
    vote: bool = False
    beside: tuple[str, ...] = ()
    verbs: bool = False
    words: tuple[str, ...] = ()
    holding: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    gap: bool = False
    whose: bool = False
    agreed: bool = False
    settled: bool = False
    past: bool = False
    adverbs: tuple[str, ...] = ()
    when_role: dict[Role, tuple[str, ...]] = {}


class TiePattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row of `tie_patterns`; the fields are explained on top of the file."""

    name: str
    kind: TieKind
    words: tuple[str, ...]
    text: str
    object: str | None = None
    only: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    roster: bool = False
    known: bool = False
    behind: bool = False
    both: bool = False
    teller: bool = False
    peaceful: bool = False


class Stances(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The tables of one language."""

    positions: tuple[PositionRow, ...] = ()
    things: tuple[str, ...] = ()
    principles: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    agreeing: frozenset[str] = frozenset()
    objective: tuple[str, ...] = ()
    subjective: tuple[str, ...] = ()
    officials: frozenset[str] = frozenset()
    so_called: str = ""
    marked: str = "(?!)"
    drafts: tuple[str, ...] = ()
    steady: frozenset[str] = frozenset()
    dropping: frozenset[str] = frozenset()
    policies: tuple[str, ...] = ()
    governments: tuple[str, ...] = ()
    domestic: tuple[str, ...] = ()
    pointing: tuple[str, ...] = ()
    neither: tuple[str, ...] = ()
    nominal: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    becoming: tuple[str, ...] = ()
    demanding: tuple[str, ...] = ()
    affirming: tuple[str, ...] = ()
    upholding: tuple[str, ...] = ()
    votes: tuple[str, ...] = ()
    failing: frozenset[str] = frozenset()
    deeds: tuple[str, ...] = ()
    pacts: tuple[str, ...] = ()
    ties: dict[TieKind, tuple[str, ...]] = {}
    tie_patterns: tuple[TiePattern, ...] = ()
    close: str = ""
    listed: str = ""
    joined: tuple[str, ...] = ()
    denied: str = "(?!)"
    army: str = ""
    trailing: str = ""
    origin: str = ""
    shorts: dict[str, str] = {}
    seats: dict[str, str] = {}
    council: tuple[str, ...] = ()
    council_members: tuple[str, ...] = ()
    leaving: frozenset[str] = frozenset()
    meetings: tuple[str, ...] = ()
    forums: frozenset[str] = frozenset()
    attending: frozenset[str] = frozenset()
    ally_words: tuple[str, ...] = ()
    two_allies: str = ""
    one_ally: str = ""
    is_ally: str = ""
    as_ally: str = ""
    one_member: str = ""
    one_subject: tuple[str, ...] = ()
    witness: tuple[str, ...] = ()
    initiatives: frozenset[str] = frozenset()
    belonging: frozenset[str] = frozenset()
    taking_part: frozenset[str] = frozenset()
    made_up: frozenset[str] = frozenset()
    bodies: tuple[str, ...] = ()
    among: frozenset[str] = frozenset()
    such_as: frozenset[str] = frozenset()
    receiving: tuple[str, ...] = ()
    scaling: tuple[str, ...] = ()
    chairs: tuple[str, ...] = ()
    held: frozenset[str] = frozenset()
    summits: tuple[str, ...] = ()
    next_one: tuple[str, ...] = ()
    handing_on: frozenset[str] = frozenset()
    passing_on: frozenset[str] = frozenset()
    taking_on: frozenset[str] = frozenset()
    admitting: frozenset[str] = frozenset()
    numbers: tuple[str, ...] = ()
    resolutions: tuple[str, ...] = ()
    concluding: frozenset[str] = frozenset()
    treaties: tuple[str, ...] = ()
    alliances: frozenset[str] = frozenset()
    standing_treaties: frozenset[str] = frozenset()
    unmade: frozenset[str] = frozenset()
    not_standing: frozenset[str] = frozenset()
    kinds: dict[str, tuple[str, ...]] = {}
    money: tuple[str, ...] = ()
    prices: tuple[str, ...] = ()


@cache
def stances(language: str) -> Stances:
    """The tables of a language; empty for one without any."""
    text = (resources.files("dragoman.coding") / "stances.yaml").read_text("utf-8")
    return msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader).get(language, {}), Stances)


@cache
def vocabulary(language: str) -> frozenset[str]:
    """The predicates the tables know, and the nouns for what passes between states (수출액)."""
    table = stances(language)
    passing = [noun for kind in table.money[:2] for noun in table.kinds.get(kind, ())]
    return frozenset(p for row in table.positions for p in row.predicates if not row.verbs) | frozenset([*table.initiatives, *table.belonging, *table.admitting, *passing])


@cache
def standing(language: str) -> frozenset[str]:
    """All predicates that a position is told by, those that count as verbs alone among them."""
    return vocabulary(language) | frozenset(p for row in stances(language).positions for p in row.predicates)
