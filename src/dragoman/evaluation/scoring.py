"""Readings and gold in, scores out."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from dragoman.evaluation.gold import GoldEvent, GoldPage
from dragoman.evaluation.matching import (
    base,
    bases,
    flat,
    match,
    party_bases,
    same_measure,
    same_position,
    same_tie,
)
from dragoman.evaluation.scores import Scores, Tally
from dragoman.model.article import PartKind
from dragoman.model.reading import Event, Reading


def evaluate(gold: Iterable[GoldPage], readings: Mapping[str, Reading]) -> Scores:
    """The scores of `readings` (by page name, as gold calls them) against `gold`. A page without a reading counts as empty."""
    tally = Tally()
    pages = missing = 0
    for page in gold:
        pages += 1
        reading = readings.get(page.page)
        missing += reading is None
        _events(tally, page, reading.events if reading else ())
        _parties(tally, page, reading)
        _statements(tally, page, reading)
        _standing(tally, page, reading)
        _article(tally, page, reading)
    names = sorted(name for group, name in tally.counts if group == "type")
    return Scores(
        pages=pages, missing=missing, events=tally.count("events"), types={n: tally.count("type", n) for n in names},
        quad=tally.count("quad"), parties=tally.count("parties"), details=tally.rates("details"),
        statements=tally.rates("statements"), positions=tally.rates("positions"), measures=tally.rates("measures"),
        ties=tally.rates("ties"), article=tally.rates("article"),
    )  # fmt: skip


# -- events -----------------------------------------------------------------------------------------------------------


def _events(tally: Tally, page: GoldPage, given: Sequence[Event]) -> None:
    pairs = match(page.events, given)
    for i, k in pairs:
        gold, event = page.events[i], given[k]
        tally.add("tp" if gold.must else "optional", "events")
        tally.add("tp" if gold.must else "optional", "type", gold.type)
        if gold.must:
            _details(tally, gold, event)
    _rest(tally, page.events, given, pairs, ("events",), True)
    quads = match(page.events, given, by_quad=True)
    for i, _ in quads:
        tally.add("tp" if page.events[i].must else "optional", "quad")
    _rest(tally, page.events, given, quads, ("quad",), False)


def _rest(
    tally: Tally,
    gold: Sequence[GoldEvent],
    given: Sequence[Event],
    pairs: Sequence[tuple[int, int]],
    groups: Sequence[str],
    typed: bool,
) -> None:
    """Counts what found no partner: gold with `must` as missed, given events as wrong (a second telling of one act is wrong too)."""
    found, used = {i for i, _ in pairs}, {k for _, k in pairs}
    missed = [("fn", g.type) for i, g in enumerate(gold) if g.must and i not in found]
    wrong = [("fp", str(e.type)) for k, e in enumerate(given) if k not in used]
    for what, type_ in missed + wrong:
        for group in groups:
            tally.add(what, group)
        if typed:
            tally.add(what, "type", type_)


def _details(tally: Tally, gold: GoldEvent, event: Event) -> None:
    pairs = {
        "time": (gold.start, event.when.start),
        "end": (gold.end, event.when.end),
        "status": (gold.status, event.status),
        "place": (gold.place, event.where.country if event.where else None),
        "mode": (gold.mode, event.mode),
    }
    for name, (wanted, got) in pairs.items():
        if wanted:
            tally.rate("details", name, wanted == got)
    if gold.voices:
        named = [v.name for v in event.voices]
        tally.rate(
            "details", "voice", any(a and b and (a in b or b in a) for a in gold.voices for b in named)
        )


def _parties(tally: Tally, page: GoldPage, reading: Reading | None) -> None:
    """Who takes part in the events of a page: gold's must be there, others of gold may."""
    must = {c for e in page.events if e.must for c in bases((*e.actors, *e.recipients))}
    may = {c for e in page.events for c in bases((*e.actors, *e.recipients))}
    events = reading.events if reading else ()
    given = {c for e in events for c in party_bases((*e.actors, *e.recipients))}
    for code in must | given:
        if code in given and code in may - must:
            tally.add("optional", "parties")
        else:
            tally.add("fn" if code not in given else "tp" if code in must else "fp", "parties")


# -- statements, positions, measures, ties ----------------------------------------------------------------------------


def _statements(tally: Tally, page: GoldPage, reading: Reading | None) -> None:
    said = [
        (flat(s.text), base(s.speaker.code), str(s.kind)) for s in (reading.statements if reading else ())
    ]
    for wanted in page.statements:
        head = flat(wanted.head)
        hits = [
            (speaker, kind)
            for text, speaker, kind in said
            if head[:10] in text or (text and text[:10] in head)
        ]
        tally.rate("statements", "found", bool(hits))
        tally.rate("statements", "speaker", any(speaker == base(wanted.speaker) for speaker, _ in hits))
        if hits and wanted.kind:
            tally.rate("statements", "kind", any(kind == wanted.kind for _, kind in hits))


def _standing(tally: Tally, page: GoldPage, reading: Reading | None) -> None:
    """Positions, measures and ties: gold is what must be there; more may be given (gold does not list every number)."""
    for position in page.positions:
        tally.rate(
            "positions",
            "found",
            any(same_position(position, p) for p in (reading.positions if reading else ())),
        )
    for measure in page.measures:
        hits = [m for m in (reading.measures if reading else ()) if same_measure(measure, m)]
        tally.rate("measures", "found", bool(hits))
        if hits:
            between = bases(measure.between)
            tally.rate("measures", "between", any(bases(m.between) == between for m in hits))
            if measure.bound:
                tally.rate("measures", "bound", any(m.bound == measure.bound for m in hits))
            if measure.kind:
                tally.rate("measures", "kind", any(m.kind == measure.kind for m in hits))
    for tie in page.ties:
        tally.rate("ties", "found", any(same_tie(tie, t) for t in (reading.ties if reading else ())))


# -- the article ------------------------------------------------------------------------------------------------------


def _article(tally: Tally, page: GoldPage, reading: Reading | None) -> None:
    for name in ("title", "outlet", "agency", "byline", "dateline"):
        wanted = getattr(page, name)
        if wanted is not msgspec.UNSET:
            got = getattr(reading, name) if reading else None
            tally.rate("article", name, reading is not None and flat(wanted) == flat(got))
    if page.published is not msgspec.UNSET:
        got = reading.published if reading else None
        right = (
            (got or "").startswith(page.published) if page.published else reading is not None and got is None
        )
        tally.rate("article", "published", right)
    body = _parts(reading, "body")
    if page.body_starts:
        tally.rate("article", "body_starts", bool(body) and body[0].startswith(flat(page.body_starts)))
    if page.body_ends:
        tally.rate("article", "body_ends", bool(body) and body[-1].endswith(flat(page.body_ends)))
    if page.captions is not msgspec.UNSET:
        captions = _parts(reading, "caption")
        found = all(any(c.startswith(flat(wanted)) for c in captions) for wanted in page.captions)
        tally.rate("article", "captions", reading is not None and found)
        tally.rate("article", "captions_alone", reading is not None and len(captions) == len(page.captions))
    if page.related is not msgspec.UNSET:
        number = page.related if isinstance(page.related, int) else len(page.related)
        tally.rate("article", "related", reading is not None and len(reading.related) == number)


def _parts(reading: Reading | None, kind: PartKind) -> list[str]:
    return [flat(reading.text[p.start : p.end]) for p in reading.parts if p.kind == kind] if reading else []
