"""Answers as flat rows: the columns of CSV files and data frames. Several values of one cell have semicolons between."""

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import Any

import msgspec

from dragoman.model.kept import Change, Contradiction, Correction, KeptEvent

#: The type of a column as Arrow calls it, and the cell of an answer.
Cells = dict[str, tuple[str, Callable[[Any], Any]]]


def columns_of(kind: type[msgspec.Struct]) -> Cells:
    """The columns of a kind of answer."""
    return _COLUMNS[kind.__name__]


def _joined(values: Iterable[object]) -> str:
    return ";".join(str(v) for v in values)


def _once(values: Iterable[str | None]) -> str:
    return _joined(dict.fromkeys(v for v in values if v))


def _claims(found: Iterable[Contradiction]) -> str:
    return "; ".join(f"{c.field}: {' / '.join(f'{k.value} ({len(k.articles)})' for k in c.claims)}" for c in found)


def _best(of: Callable[[Any], Any]) -> Callable[[KeptEvent], Any]:
    return lambda event: of(event.reports[0]) if event.reports else None


def _place(of: Callable[[Any], Any]) -> Callable[[KeptEvent], Any]:
    return lambda event: of(event.where) if event.where is not None else None


def _page(name: str) -> Callable[[Any], Any]:
    return lambda answer: getattr(answer.page, name)


_EVENT: Cells = {
    "id": ("string", lambda e: e.id),
    "start": ("string", lambda e: e.when.start),
    "end": ("string", lambda e: e.when.end),
    "precision": ("string", lambda e: e.when.precision),
    "basis": ("string", lambda e: e.when.basis),
    "actors": ("string", lambda e: _once(p.code for p in e.actors)),
    "recipients": ("string", lambda e: _once(p.code for p in e.recipients)),
    "actor_names": ("string", lambda e: _once(p.label for p in e.actors)),
    "recipient_names": ("string", lambda e: _once(p.label for p in e.recipients)),
    "type": ("string", lambda e: e.type),
    "mode": ("string", lambda e: e.mode),
    "contexts": ("string", lambda e: _joined(e.contexts)),
    "quad": ("int8", lambda e: e.quad),
    "score": ("float64", lambda e: e.score),
    "cameo": ("string", lambda e: e.cameo),
    "status": ("string", lambda e: e.status),
    "place": ("string", _place(lambda w: w.label)),
    "country": ("string", _place(lambda w: w.country)),
    "latitude": ("float64", _place(lambda w: w.latitude)),
    "longitude": ("float64", _place(lambda w: w.longitude)),
    "voices": ("string", lambda e: _once(v.label for v in e.voices)),
    "reports": ("int32", lambda e: len(e.reports)),
    "sources": ("int32", lambda e: e.sources),
    "first_seen": ("string", lambda e: e.first_seen),
    "last_seen": ("string", lambda e: e.last_seen),
    "confidence": ("float64", lambda e: e.confidence),
    "verdict": ("string", lambda e: e.verdict),
    "contradictions": ("string", lambda e: _claims(e.contradictions)),
    "links": ("string", lambda e: _joined(f"{link.kind} {link.event}" for link in e.links)),
    "quote": ("string", _best(lambda r: r.quote)),
    "outlet": ("string", _best(lambda r: r.outlet)),
    "url": ("string", _best(lambda r: r.url)),
    "title": ("string", _best(lambda r: r.title)),
    "article": ("string", _best(lambda r: r.article)),
}  # fmt: skip
_PAGE: Cells = {name: ("string", _page(name)) for name in ("outlet", "agency", "url", "title", "published", "article", "story", "source")}
_QUOTE: Cells = {
    "start": ("string", lambda q: q.statement.when.start),
    "end": ("string", lambda q: q.statement.when.end),
    "speaker": ("string", lambda q: q.statement.speaker.code),
    "name": ("string", lambda q: q.statement.speaker.name),
    "label": ("string", lambda q: q.statement.speaker.label),
    "title_held": ("string", lambda q: q.statement.speaker.title),
    "kind": ("string", lambda q: q.statement.kind),
    "verb": ("string", lambda q: q.statement.verb),
    "text": ("string", lambda q: q.statement.text),
    "addressees": ("string", lambda q: _once(p.code for p in q.statement.addressees)),
    "voices": ("string", lambda q: _once(v.label for v in q.statement.voices)),
    "copies": ("int32", lambda q: q.copies),
    **_PAGE,
}  # fmt: skip
_STAND: Cells = {
    "start": ("string", lambda s: s.position.when.start),
    "end": ("string", lambda s: s.position.when.end),
    "holder": ("string", lambda s: s.position.holder.code),
    "holder_name": ("string", lambda s: s.position.holder.label),
    "stance": ("string", lambda s: s.position.stance),
    "before": ("string", lambda s: s.before),
    "object": ("string", lambda s: s.position.object.code),
    "object_text": ("string", lambda s: s.position.object.text),
    "status": ("string", lambda s: s.position.status),
    "quote": ("string", lambda s: s.quote),
    "copies": ("int32", lambda s: s.copies),
    **_PAGE,
}  # fmt: skip
_FIGURE: Cells = {
    "kind": ("string", lambda f: f.measure.kind),
    "value": ("float64", lambda f: f.measure.value),
    "unit": ("string", lambda f: f.measure.unit),
    "bound": ("string", lambda f: f.measure.bound),
    "between": ("string", lambda f: _joined(f.measure.between)),
    "start": ("string", lambda f: f.measure.when.start),
    "end": ("string", lambda f: f.measure.when.end),
    "quote": ("string", lambda f: f.quote),
    **_PAGE,
}  # fmt: skip
_BOND: Cells = {
    "kind": ("string", lambda b: b.tie.kind),
    "holder": ("string", lambda b: b.tie.holder.code),
    "object": ("string", lambda b: b.tie.object.code),
    "start": ("string", lambda b: b.tie.when.start),
    "end": ("string", lambda b: b.tie.when.end),
    "quote": ("string", lambda b: b.quote),
    **_PAGE,
}  # fmt: skip
_HIT: Cells = {
    "published": ("string", _page("published")),
    "title": ("string", _page("title")),
    "outlet": ("string", _page("outlet")),
    "snippet": ("string", lambda h: h.snippet),
    "events": ("string", lambda h: _joined(h.events)),
    **{name: _PAGE[name] for name in ("agency", "url", "article", "story", "source")},
}  # fmt: skip
_CHANGE: Cells = {
    "number": ("int64", lambda c: c.number),
    "at": ("string", lambda c: c.at),
    "kind": ("string", lambda c: c.kind),
    "event": ("string", lambda c: c.event),
    "into": ("string", lambda c: c.into),
}  # fmt: skip
_CORRECTION: Cells = {
    name: ("bool_" if name == "stale" else "string", attrgetter(name)) for name in Correction.__struct_fields__
}  # fmt: skip
_COLUMNS: Mapping[str, Cells] = {
    KeptEvent.__name__: _EVENT, "Quote": _QUOTE, "Stand": _STAND, "Figure": _FIGURE, "Bond": _BOND, "Hit": _HIT,
    Change.__name__: _CHANGE, Correction.__name__: _CORRECTION, "Page": _PAGE,
}  # fmt: skip
