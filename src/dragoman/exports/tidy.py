"""The record as tables that join by their ids."""

from collections.abc import Iterable, Iterator

from dragoman.exports import actors, countries, days
from dragoman.exports.columns import Row
from dragoman.model.kept import KeptEvent, Report
from dragoman.model.language import Voice
from dragoman.model.parties import Party
from dragoman.model.told import KeptArticle, KeptMeasure, KeptPosition, KeptStatement, KeptStory, KeptTie

_BETWEEN = ";"


def of_event(event: KeptEvent) -> Iterator[tuple[str, Row]]:
    """All rows that an act gives, each with the name of its table."""
    yield "events", _event(event)
    for role, parties in (("actor", event.actors), ("recipient", event.recipients)):
        for position, party in enumerate(parties):
            yield "parties", _party(event, role, position, party)
    for position, report in enumerate(event.reports):
        yield "reports", _report(event, position, report)
        yield from _of_report(event, report)
    for contradiction in event.contradictions:
        for position, claim in enumerate(contradiction.claims):
            yield "contradictions", {
                "event": event.id, "field": contradiction.field, "position": position, "value": claim.value, "articles": _list(claim.articles),
            }  # fmt: skip
    for link in event.links:
        yield "links", {"event": event.id, "kind": link.kind, "other": link.event, "reason": link.reason}
    for said in event.corrections:
        yield "corrections", {
            "id": said.id, "event": event.id, "verdict": said.verdict, "field": said.field, "value": said.value, "by": said.by,
            "at": said.at, "why": said.why, "undoes": said.undoes, "evidence": said.evidence, "stale": said.stale,
        }  # fmt: skip


def _event(event: KeptEvent) -> Row:
    best, when, where = event.reports[0], event.when, event.where
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "contexts": _list(event.contexts),
        "quad": event.quad,
        "score": event.score,
        "cameo": event.cameo,
        "status": event.status,
        "start": when.start,
        "end": when.end,
        "precision": when.precision,
        "basis": when.basis,
        "time_text": when.text,
        "place": where.name if where else None,
        "place_label": where.label if where else None,
        "country": where.country if where else None,
        "latitude": where.latitude if where else None,
        "longitude": where.longitude if where else None,
        "place_precision": where.precision if where else None,
        "actors": _list(p.code for p in event.actors),
        "recipients": _list(p.code for p in event.recipients),
        "reports": len(event.reports),
        "sources": event.sources,
        "first_seen": event.first_seen and event.first_seen[:10],
        "last_seen": event.last_seen and event.last_seen[:10],
        "contradicted": _list(c.field for c in event.contradictions),
        "confidence": event.confidence,
        "reason": event.reason or None,
        "verdict": event.verdict,
        "article": best.article,
        "rule": best.event.rule,
        "quote": best.quote,
    }


def _party(event: KeptEvent, role: str, position: int, party: Party) -> Row:
    known = countries.codes(party.code, days.first_known(event.when))
    return {
        "event": event.id,
        "role": role,
        "position": position,
        "code": party.code,
        "iso2": known.iso2,
        "iso3": known.iso3,
        "cow": known.cow,
        "gw": known.gw,
        "state": actors.state(party.code),
        "entity": party.entity,
        "kind": actors.kind(party) or None,
        "name": party.name,
        "label": party.label,
        "title": party.title,
        "sector": party.sector,
        "via": party.via,
        "text_start": party.start,
        "text_end": party.end,
    }


def _report(event: KeptEvent, position: int, report: Report) -> Row:
    told = report.event
    return {
        "report": told.id,
        "event": event.id,
        "position": position,
        "article": report.article,
        "story": report.story,
        "source": report.source,
        "outlet": report.outlet,
        "agency": report.agency,
        "url": report.url,
        "title": report.title,
        "published": report.published,
        "type": told.type,
        "mode": told.mode,
        "status": told.status,
        "start": told.when.start,
        "end": told.when.end,
        "place_label": told.where.label if told.where else None,
        "country": told.where.country if told.where else None,
        "confidence": told.confidence,
        "rule": told.rule,
        "trigger": told.trigger.text,
        "quote": report.quote,
        "text_start": told.evidence.start,
        "text_end": told.evidence.end,
        "mentions": len(told.mentions),
    }


def _of_report(event: KeptEvent, report: Report) -> Iterator[tuple[str, Row]]:
    of: Row = {"report": report.event.id, "event": event.id}
    for position, voice in enumerate(report.event.voices):
        yield "voices", {
            **of, "position": position, "name": voice.name, "label": voice.label, "kind": voice.kind, "verb": voice.verb, "code": voice.code,
        }  # fmt: skip
    for position, quantity in enumerate(report.event.quantities):
        yield "quantities", {**of, "position": position, "value": quantity.value, "unit": quantity.unit, "bound": quantity.bound}


def article(kept: KeptArticle) -> Row:
    """A row of `articles`."""
    return {
        "id": kept.id,
        "story": kept.story,
        "origin": kept.origin,
        "source": kept.source,
        "url": kept.url,
        "language": kept.language,
        "outlet": kept.outlet,
        "agency": kept.agency,
        "title": kept.title,
        "published": kept.published,
        "modified": kept.modified,
    }


def story(kept: KeptStory) -> Row:
    """A row of `stories`."""
    return {
        "id": kept.id, "origin": kept.origin, "articles": kept.articles, "first": kept.first, "last": kept.last, "title": kept.title,
    }  # fmt: skip


def statement(kept: KeptStatement) -> Row:
    """A row of `statements`."""
    said = kept.statement
    return {
        **_of_article(kept),
        "speaker": said.speaker.code,
        "speaker_entity": said.speaker.entity,
        "speaker_name": said.speaker.name,
        "speaker_label": said.speaker.label,
        "speaker_title": said.speaker.title,
        "addressees": _list(p.code for p in said.addressees),
        "kind": said.kind,
        "verb": said.verb,
        "text": said.text,
        "start": said.when.start,
        "end": said.when.end,
        "on_the_word_of": _names(said.voices),
        "text_start": said.start,
        "text_end": said.end,
    }


def position(kept: KeptPosition) -> Row:
    """A row of `positions`."""
    held = kept.position
    return {
        **_of_article(kept),
        "holder": held.holder.code,
        "holder_label": held.holder.label,
        "stance": held.stance,
        "object_code": held.object.code,
        "object": held.object.text,
        "status": held.status,
        "start": held.when.start,
        "end": held.when.end,
        "on_the_word_of": _names(held.voices),
        "statement": held.statement,
        "rule": held.rule or None,
        "quote": kept.quote,
    }


def measure(kept: KeptMeasure) -> Row:
    """A row of `measures`."""
    told = kept.measure
    return {
        **_of_article(kept),
        "kind": told.kind,
        "value": told.value,
        "unit": told.unit,
        "bound": told.bound,
        "between": _list(told.between),
        "start": told.when.start,
        "end": told.when.end,
        "on_the_word_of": _names(told.voices),
        "quote": kept.quote,
    }


def tie(kept: KeptTie) -> Row:
    """A row of `ties`."""
    told = kept.tie
    return {
        **_of_article(kept),
        "kind": told.kind,
        "holder": told.holder.code,
        "holder_label": told.holder.label,
        "object": told.object.code,
        "object_label": told.object.label,
        "start": told.when.start,
        "end": told.when.end,
        "rule": told.rule or None,
        "quote": kept.quote,
    }


def _of_article(kept: KeptStatement | KeptPosition | KeptMeasure | KeptTie) -> Row:
    return {"article": kept.article, "number": kept.number, "published": kept.published}


def _names(voices: tuple[Voice, ...]) -> str | None:
    return _list(v.label or v.name for v in voices)


def _list(items: Iterable[str]) -> str | None:
    """Items with a semicolon between, which none may hold itself; None for no items."""
    return _BETWEEN.join(i.replace(_BETWEEN, ",") for i in items) or None
