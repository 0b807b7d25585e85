"""Acts as the 40 columns of POLECAT."""

from collections.abc import Iterable, Iterator

import dragoman
from dragoman.exports import actors, countries, days
from dragoman.exports.columns import Row
from dragoman.model.kept import KeptEvent
from dragoman.model.parties import Entity, Party
from dragoman.model.told import KeptArticle

_QUAD = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
_FEATURE = {"city": "PPL", "region": "ADM1", "country": "PCLI"}
_PEOPLE, _ORGANISATIONS, _LOCATIONS = ("person",), ("organisation", "institution"), ("state", "place")
#: What stands in a list for an item that is not known, and between items.
_NONE, _BETWEEN = "None", ";"


def rows(event: KeptEvent, article: KeptArticle | None) -> Iterator[Row]:
    """The row of an act; `article` is that of its best report, for the names in its story.

    Raises ValueError for an act without a day: such are left out before.
    """
    day = days.first_known(event.when)
    if day is None:
        raise ValueError(f"{event.id}: POLECAT has no events without a day")
    best, where = event.reports[0], event.where
    named = article.entities if article else ()
    yield {
        "Event ID": event.id,
        "Event Date": day,
        "Event Type": event.type,
        "Event Mode": event.mode,
        "Intensity": event.score,
        "Quad Code": _QUAD[event.quad],
        "Contexts": _BETWEEN.join(event.contexts) or None,
        **_side("Actor", event.actors, day),
        **_side("Recipient", event.recipients, day),
        "Placename": where.label if where else None,
        "City": where.label if where and where.precision == "city" else None,
        "District": None,
        "Province": where.label if where and where.precision == "region" else None,
        "Country": actors.plover_country(where.country) if where and where.country else None,
        "Latitude": where.latitude if where else None,
        "Longitude": where.longitude if where else None,
        "GeoNames ID": None,
        "Raw Placename": where.name if where else None,
        "Feature Type": _FEATURE[where.precision] if where else None,
        "Source": best.outlet or best.agency,
        "Publication Date": best.published[:10] if best.published else None,
        "Story People": _named(named, _PEOPLE),
        "Story Organizations": _named(named, _ORGANISATIONS),
        "Story Locations": _named(named, _LOCATIONS),
        "Language": article.language if article else None,
        "Version": f"dragoman-{dragoman.__version__}",
    }


def _side(side: str, parties: tuple[Party, ...], day: str) -> Row:
    """Lists that run in step: the second name belongs to the second country."""
    sectors = tuple(dict.fromkeys(s for p in parties for s in actors.plover_sectors(p)))
    return {
        f"{side} Name": _list(p.label for p in parties),
        f"{side} Country": _list(actors.plover_country(p.code) for p in parties),
        f"{side} COW": _list(_cow(p, day) for p in parties),
        f"Primary {side} Sector": sectors[0] if sectors else None,
        f"{side} Sectors": _BETWEEN.join(sectors) or None,
        f"{side} Title": _list(p.title for p in parties),
        f"{side} Name Raw": _list(p.name for p in parties),
        f"Wikipedia {side} ID": None,
    }


def _cow(party: Party, day: str) -> str | None:
    state = actors.state(party.code)
    number = countries.codes(state, day).cow if state else None
    return str(number) if number is not None else None


def _list(items: Iterable[str | None]) -> str | None:
    return _BETWEEN.join(_item(i) for i in items) or None


def _item(text: str | None) -> str:
    return text.replace(_BETWEEN, ",") if text else _NONE


def _named(entities: tuple[Entity, ...], kinds: tuple[str, ...]) -> str | None:
    return _list(dict.fromkeys(e.label for e in entities if e.kind in kinds))
