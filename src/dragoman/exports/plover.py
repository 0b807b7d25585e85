"""Acts as PLOVER records: nested JSON. Every record has all fields, null or an empty list where nothing is known, as PLOVER asks."""

from collections.abc import Iterator
from typing import Any

import dragoman
from dragoman.exports import actors, days
from dragoman.model.kept import KeptEvent, Report
from dragoman.model.parties import Party
from dragoman.model.reading import SCHEMA
from dragoman.model.told import KeptArticle
from dragoman.model.when import Where

#: How far a place is resolved, as PLOVER counts.
_RESOLUTION = {"city": 4, "region": 2, "country": 1}

Record = dict[str, Any]


def records(event: KeptEvent, article: KeptArticle | None) -> Iterator[Record]:
    """The record of an act; `article` is that of its best report. Raises ValueError for an act without a day: such are left out before."""
    day = days.first_known(event.when)
    if day is None:
        raise ValueError(f"{event.id}: PLOVER has no events without a day")
    best = event.reports[0]
    yield {
        "id": event.id,
        "date": day,
        "enddate": days.last_told(event.when),
        "actor": [_entity(p) for p in event.actors],
        "recipient": [_entity(p) for p in event.recipients],
        "event": [event.type],
        "event_loc": _location(event.where) if event.where else None,
        "event_text": list(dict.fromkeys(r.event.trigger.text for r in event.reports)),
        "quad_code": event.quad,
        "event_scale": event.score,
        "mode": [event.mode] if event.mode else [],
        "context": list(event.contexts),
        "link": [link.event for link in event.links],
        "text_info": {"start": best.event.evidence.start, "end": best.event.evidence.end},
        "cite_info": _citation(best, article),
        "coder": f"dragoman {dragoman.__version__}",
        "comment": best.event.rule,
        "status": event.status,
        "voices": [v.label or v.name for v in event.voices],
        "cameo": event.cameo,
        "reports": len(event.reports),
        "sources": event.sources,
        "confidence": event.confidence,
    }


def _entity(party: Party) -> Record:
    return _known({
        "code": actors.plover_country(party.code),
        "sector": list(actors.plover_sectors(party)),
        "entity_text": party.name,
        "identifier_id": party.entity,
        "identifier_text": party.label,
        "office": party.title,
    })  # fmt: skip


def _location(where: Where) -> Record:
    return _known({
        "extracted_place": where.name,
        "resolved_place": where.label,
        "lat": where.latitude,
        "lon": where.longitude,
        "city": where.label if where.precision == "city" else None,
        "province": where.label if where.precision == "region" else None,
        "country": actors.labels().get(where.country) if where.country else None,
        "country_code": actors.plover_country(where.country) if where.country else None,
        "resolution": _RESOLUTION[where.precision],
    })  # fmt: skip


def _citation(report: Report, article: KeptArticle | None) -> Record:
    return _known({
        "citation": report.article,
        "url": report.url,
        "title": report.title,
        "language": article.language if article else None,
        "publication": report.outlet or report.agency,
        "coder": "dragoman",
        "codebook": SCHEMA,
        "version": dragoman.__version__,
    })  # fmt: skip


def _known(record: Record) -> Record:
    """An object within a record, without what is not known."""
    return {name: value for name, value in record.items() if value is not None and value != []}
