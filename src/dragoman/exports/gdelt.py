"""Acts as the 61 columns of GDELT 2.0 events."""

from collections.abc import Iterator

from dragoman.exports import actors, cameo, countries, days
from dragoman.exports.columns import Row, Value
from dragoman.exports.dyads import Dyad, dyads
from dragoman.model.kept import KeptEvent, Report
from dragoman.model.parties import Party
from dragoman.model.when import Where

#: ActionGeo_Type by precision: in the United States, and elsewhere.
_GEO_TYPE = {"country": (1, 1), "region": (2, 5), "city": (3, 4)}


def rows(event: KeptEvent) -> Iterator[Row]:
    """The rows of an act, one for each directed pair. Raises ValueError for an act without a day: such are left out before."""
    day = days.first_known(event.when)
    if day is None:
        raise ValueError(f"{event.id}: GDELT has no events without a day")
    shared = {**_time(day), **_action(event), **_place(event.where), **_reports(event)}
    for dyad in dyads(event):
        yield {"GLOBALEVENTID": dyad.number, **shared, **_actor("Actor1", dyad.actor), **_actor("Actor2", dyad.recipient), **_code(dyad)}


def _time(day: str) -> Row:
    year, month, date = int(day[:4]), int(day[5:7]), int(day[8:])
    return {
        "SQLDATE": int(day.replace("-", "")),
        "MonthYear": year * 100 + month,
        "Year": year,
        "FractionDate": round(year + min(((month - 1) * 30 + date) / 365, 0.9999), 4),
    }


def _actor(side: str, party: Party | None) -> Row:
    row: Row = dict.fromkeys(f"{side}{name}" for name in _ACTOR)
    for name in _GEO:
        row[f"{side}Geo_{name}"] = 0 if name == "Type" else None
    if party is None:
        return row
    state = actors.state(party.code)
    known = countries.countries().get(state) if state else None
    country = (known.cameo or known.code) if known else None
    group, type_ = actors.tables().groups.get(party.code), actors.sector(party).cameo
    # CAMEO writes a state first and its people's group and role after it, but an international actor's role first (IGO, then NAT).
    parts = (country, group, type_) if country else (type_, group)
    row[f"{side}Code"] = "".join(part for part in parts if part) or None
    row[f"{side}Name"] = party.label.upper()
    row[f"{side}CountryCode"] = country
    row[f"{side}KnownGroupCode"] = group
    row[f"{side}Type1Code"] = type_
    return row


def _code(dyad: Dyad) -> Row:
    code = dyad.cameo.code
    return {
        "EventCode": code,
        "EventBaseCode": cameo.base(code),
        "EventRootCode": cameo.root(code),
        "QuadClass": cameo.quad_class(code),
        "GoldsteinScale": dyad.cameo.goldstein,
    }


def _action(event: KeptEvent) -> Row:
    best = event.reports[0]
    return {
        "IsRootEvent": int(best.title is not None and best.event.evidence.start < len(best.title)),
        "NumMentions": sum(1 + len(r.event.mentions) for r in event.reports),
        "NumSources": event.sources,
        "NumArticles": len({r.article for r in event.reports}),
        "AvgTone": None,
    }


def _place(where: Where | None) -> Row:
    row: Row = {f"ActionGeo_{name}": 0 if name == "Type" else None for name in _GEO}
    if where is None:
        return row
    fips = countries.fips(where.country, where.longitude)
    types = _GEO_TYPE[where.precision]
    country = actors.labels().get(where.country) if where.country else None
    values: Row = {
        "Type": types[0 if where.country == "USA" else 1],
        "FullName": where.label if country in (None, where.label) else f"{where.label}, {country}",
        "CountryCode": fips,
        "Lat": where.latitude,
        "Long": where.longitude,
    }
    if where.precision == "country":
        values |= {"ADM1Code": fips, "FeatureID": fips}
    return row | {f"ActionGeo_{name}": value for name, value in values.items()}


def _reports(event: KeptEvent) -> Row:
    stamps = [(stamp, r.article, r) for r in event.reports if r.published and (stamp := days.utc_stamp(r.published))]
    first = min(stamps, key=lambda s: s[:2])[2] if stamps else event.reports[0]
    return {"DATEADDED": int(min(s[0] for s in stamps)) if stamps else None, "SOURCEURL": first.url or _citation(first)}


def _citation(report: Report) -> Value:
    parts = (report.outlet or report.agency, report.title, report.published and report.published[:10])
    return ", ".join(p for p in parts if p) or report.article


_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
