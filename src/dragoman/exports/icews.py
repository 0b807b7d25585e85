"""Acts as the 20 columns of the ICEWS coded event data."""

from collections.abc import Iterator

from dragoman.exports import actors, countries, days
from dragoman.exports.columns import Row
from dragoman.exports.dyads import dyads, number
from dragoman.model.kept import KeptEvent
from dragoman.model.parties import Party

#: What ICEWS writes where the target of an event is not told.
_NOBODY: Row = {"Name": "Unspecified Actor", "Sectors": "Unspecified", "Country": None}


def rows(event: KeptEvent) -> Iterator[Row]:
    """The rows of an act, one for each directed pair. Raises ValueError for an act without a day: such are left out before."""
    day = days.first_known(event.when)
    if day is None:
        raise ValueError(f"{event.id}: ICEWS has no events without a day")
    best, where = event.reports[0], event.where
    for dyad in dyads(event):
        yield {
            "Event ID": dyad.number,
            "Event Date": day,
            **_party("Source", dyad.actor),
            "Event Text": dyad.cameo.text,
            "CAMEO Code": dyad.cameo.code,
            "Intensity": dyad.cameo.goldstein,
            **_party("Target", dyad.recipient),
            "Story ID": number(best.story),
            "Sentence Number": None,
            "Publisher": best.outlet or best.agency,
            "City": where.label if where and where.precision == "city" else None,
            "District": None,
            "Province": where.label if where and where.precision == "region" else None,
            "Country": _country(where.country) if where else None,
            "Latitude": where.latitude if where else None,
            "Longitude": where.longitude if where else None,
        }


def _party(side: str, party: Party | None) -> Row:
    if party is None:
        return {f"{side} {name}": value for name, value in _NOBODY.items()}
    return {f"{side} Name": party.label, f"{side} Sectors": actors.sector(party).icews, f"{side} Country": _country(actors.state(party.code))}


def _country(code: str | None) -> str | None:
    """The country in the spelling of ICEWS: the lexicon's label unless the table says otherwise."""
    row = countries.countries().get(code) if code else None
    return (row.icews or actors.labels().get(row.code)) if row else None
