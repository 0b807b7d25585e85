"""Who a party is in the words of other formats: country fields, sectors, types, known groups (`actors.yaml`)."""

from functools import cache
from importlib import resources

import msgspec
import yaml

from dragoman.exports.countries import countries
from dragoman.model.parties import Party
from dragoman.names.lexicon import Organisation, load


class Sector(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of our sectors in CAMEO, ICEWS and PLOVER."""

    cameo: str | None = None
    icews: str | None = None
    plover: str | None = None


class Actors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The tables of the file."""

    sectors: dict[str, Sector]
    groups: dict[str, str]
    international: dict[str, str]


@cache
def tables() -> Actors:
    """The tables; a text that YAML takes for something else is quoted in the file."""
    text = (resources.files("dragoman.exports") / "actors.yaml").read_text("utf-8")
    return msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader), Actors)


@cache
def organisations() -> dict[str, Organisation]:
    """The organisations of the lexicon by code."""
    return {row.code: row for row in load().organisations}


@cache
def labels() -> dict[str, str]:
    """The English names of states and organisations by code."""
    lexicon = load()
    return {row.code: row.label for row in lexicon.states} | {row.code: row.label for row in lexicon.organisations}


def sector(party: Party) -> Sector:
    """The party's sector in other formats, an empty row where it has none."""
    return tables().sectors.get(sector_code(party) or "", Sector())


def sector_code(party: Party) -> str | None:
    """The party's own sector; an organisation's where only it is named."""
    if party.sector:
        return party.sector
    known = organisations().get(party.code)
    return known.sector if known else None


def state(code: str) -> str | None:
    """The state that a party belongs to: itself, or the one in which an entity that few recognise lies, or whose people it consists of."""
    if code in countries() and countries()[code].iso2:
        return code
    known = organisations().get(code)
    return (known.claimed_by or known.state) if known else None


def plover_country(code: str) -> str | None:
    """The country field of PLOVER and POLECAT: a state (territories folded into theirs), or one of its seven international actors.

    None for groups of states that text only hints at (the West, Central Asia), for which PLOVER has no code.
    """
    own = state(code)
    if own is not None:
        row = countries()[own]
        folded = countries()[row.of] if row.of else row
        return folded.plover or folded.code
    known = organisations().get(code)
    if known is None or known.kind in ("group", "treaty", "initiative"):
        return None
    return tables().international.get(code) or tables().international.get(known.sector) or "IGO"


def plover_sectors(party: Party) -> tuple[str, ...]:
    """PLOVER sectors: its own, and PRE where it acts for an entity that few recognise.

    International actors have theirs in the country field; what governs such an entity is GOV there, whatever else it is called.
    """
    known = organisations().get(party.code)
    if known is not None and known.kind == "entity" and known.claimed_by:
        return ("GOV", "PRE") if party.sector in (None, "REB", "GOV") else (party.sector, "PRE")
    code = sector_code(party)
    if code is None or code in ("IGO", "NGO", "ISM", "IMG", "MNC"):
        return ()
    return (tables().sectors.get(code, Sector()).plover or code,)


def kind(party: Party) -> str:
    """What the party's entity is, as its id says: state, organisation, person, institution …; empty where it says nothing."""
    return party.entity.partition(":")[0] if ":" in party.entity else ""
