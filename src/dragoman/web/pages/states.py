"""A party (mostly a state): its dealings by partner and month, how even they are, positions, ties, measures, people, latest quotes."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Annotated, Literal
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter, Query
from starlette.responses import Response

from dragoman.model.kept import KeptEvent
from dragoman.names import lexicon
from dragoman.record import Record
from dragoman.record.answers import Bond, Figure, Quote, Speaker, Stand
from dragoman.relations import Balance, By, Evenness, Shared, Tables, balance, balance_in, divided
from dragoman.relations.periods import between, checked, placed
from dragoman.web import charting
from dragoman.web.asking import Asked, Asking
from dragoman.web.listing import Filtered, Filters
from dragoman.web.pages.pairs import is_kept, published
from dragoman.web.parties import Named, named
from dragoman.web.periods import Cell, stretches
from dragoman.web.phrasing import party_address
from dragoman.web.twins import twinned

router = APIRouter()
#: Poles where the reader names none: those that most states are measured between.
_POLES = ("USA", "CHN", "RUS")
#: Acts that are counted while the reader waits.
FEW = 1500
_QUOTES, _EVENTS, _SPEAKERS, _SHOWN = 6, 10, 12, 30


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """A position, and the one that the party held before it on the same thing, where that was another."""

    now: Stand
    before: Stand | None


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody of the lexicon who held offices of the party on the last day of the record, in Korean and English, since the first of them."""

    entity: str
    name: str
    label: str
    offices: tuple[str, ...]
    office_labels: tuple[str, ...]
    since: str | None


class StatePage(msgspec.Struct, frozen=True, kw_only=True):
    """A party. `balance` is as docs/relations.md defines it, None while it is being counted (as its `evenness` is); slices of a
    page name its first partners and the poles, those of data all. Lists hold the newest first.
    """

    party: Named
    filters: Filters
    balance: Balance | None
    events: tuple[KeptEvent, ...]
    after: str | None
    positions: tuple[Changed, ...]
    ties: tuple[Bond, ...]
    measures: tuple[Figure, ...]
    holders: tuple[Holder, ...]
    speakers: tuple[Speaker, ...]
    quotes: tuple[Quote, ...]


#: What a balance is to tell: the whole alone; slices with the first partners and the poles, without their evenness; everything.
Detail = Literal["whole", "first", "all"]
Toward = Annotated[str, Query(max_length=200)]


@twinned(router, "/{one}", view=StatePage, summary="A party: partners, balance, positions, ties, measures, people, quotes")
def state(asking: Asking, one: str, filters: Filtered, toward: Toward = "") -> Response:
    """The page of a party. CSV and JSON Lines hold its events."""
    party = named(asking, one)
    if party.code != one:
        query = asking.request.url.query
        ending = "" if asking.form == "html" else f".{asking.form}"
        return asking.elsewhere(party_address(party.code) + ending + (f"?{query}" if query else ""), 301)
    record, code = asking.record, party.code
    events = record.events(
        party=code, type=filters.type, quad=filters.quad, status=filters.status, voice=filters.voice, source=filters.source, since=filters.since,
        until=filters.until, newest=filters.order == "new", limit=asking.settings.rows if filters.after or filters.chosen else _EVENTS, after=filters.after,
    )  # fmt: skip
    counted = _balance(asking, code, filters, toward, "whole" if asking.form == "html" else "all")
    measures = tuple(record.measures(code))[::-1][:_SHOWN]
    view = StatePage(
        party=party, filters=filters, balance=counted, events=tuple(events), after=events.after, positions=_positions(record, code),
        ties=_once(tuple(record.ties(code))[::-1])[:_SHOWN], measures=measures, holders=holders(code, record.last_day()),
        speakers=tuple(record.speakers(code, _SPEAKERS)), quotes=tuple(record.latest_quotes(code, _QUOTES)),
    )  # fmt: skip
    if asking.form != "html":
        return asking.show("", view, view.events)
    partners = _partners(counted)
    return asking.show(
        "state.html", view, view.events, partners=partners, counting=counted is None or counted.whole.evenness is None, numbers=_numbers,
        stretches=stretches(_kept_rows(asking, code, checked(filters.by), partners) if is_kept(filters) else _rows(counted, partners)),
        poles=",".join(_poles(asking, code, toward)), chart=f"{party_address(code)}/chart.json?{urlencode(_query(filters, toward))}",
    )  # fmt: skip


@router.get("/{one}/chart.json", summary="The chart of a party and its partners as a Vega-Lite specification")
def state_chart(asking: Asking, one: str, filters: Filtered, toward: Toward = "") -> Response:
    """Bars by period for the partners with most acts."""
    party = named(asking, one)
    asking.form = "json"
    found = _balance(asking, party.code, filters, toward, "first")
    assert found is not None
    spec = charting.state(found, _partners(found), asking.language)
    return Response(msgspec.json.encode(spec), media_type="application/vnd.vegalite+json")


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A period as the table shows it: acts in all, and with each of the partners of its columns."""

    period: str | None
    covered: bool | None
    articles: int
    acts: int | None
    partners: tuple[int | None, ...]


def _rows(found: Balance | None, partners: tuple[str, ...]) -> list[Row]:
    """The rows of the slices of a balance."""
    return [
        _row(one.period, one.articles_of_state, one.covered, one.acts, {p.code: p.acts or 0 for p in one.partners}, partners)
        for one in (found.slices if found is not None else ())
    ]


def _kept_rows(asking: Asked, code: str, by: By, partners: tuple[str, ...]) -> list[Row]:
    """The same rows, from the sums that the record keeps: of all of the time."""
    pages, naming = published(asking, by), asking.record.published(code, by=by)
    acts: dict[str, dict[str, int]] = {period: {} for period in between(pages, by)}
    for tally in asking.record.tallies(code, partners, by=by):
        if tally.period is not None and tally.events:
            acts.setdefault(tally.period, {})[tally.other or ""] = tally.events
    return [_row(p, naming.get(p, 0), pages.get(p, 0) > 0, acts[p].get("", 0), acts[p], partners) for p in sorted(acts)]


def _row(period: str, articles: int, covered: bool, acts: int, by_partner: Mapping[str, int], partners: tuple[str, ...]) -> Row:
    none = 0 if covered else None
    return Row(period=period, covered=covered, articles=articles, acts=acts or none, partners=tuple(by_partner.get(p) or none for p in partners))


def _numbers(one: Row) -> tuple[Cell, ...]:
    return one.articles, one.acts, *one.partners


def _partners(found: Balance | None) -> tuple[str, ...]:
    return tuple(p.code for p in found.whole.partners if p.acts)[: charting.PARTNERS] if found is not None else ()


def _query(filters: Filters, toward: str) -> dict[str, str]:
    return {k: v for k, v in (("by", filters.by), ("since", filters.since), ("until", filters.until), ("toward", toward)) if v}


def _poles(asking: Asked, code: str, toward: str) -> tuple[str, ...]:
    words = [w.strip() for w in toward.split(",") if w.strip()]
    return tuple(dict.fromkeys(asking.party(w).code for w in words)) if words else tuple(p for p in _POLES if p != code)


def _balance(asking: Asked, code: str, filters: Filters, toward: str, detail: Detail) -> Balance | None:
    """The balance: from the sums that the record keeps, else counted from the acts of the time asked for."""
    poles, record = _poles(asking, code, toward), asking.record
    if is_kept(filters):
        return _summed(asking, code, poles, checked(filters.by), detail)
    key = ("balance", code, poles, filters.by, filters.since, filters.until)
    return asking.glimpsed(key, lambda record: count(record, code, poles, filters.by, filters.since, filters.until), few=record.are_few(code, most=FEW))


def _summed(asking: Asked, code: str, poles: tuple[str, ...], by: By, detail: Detail) -> Balance:
    record = asking.record
    parts = None
    with record.snapshot():
        whole = record.tallies(code, by=None)
        if detail != "whole":
            first = sorted((t for t in whole if t.other is not None and t.events), key=lambda t: (-t.events, t.other))[: charting.PARTNERS]
            parts = record.tallies(code, sorted({*poles, *(t.other or "" for t in first)}) if detail == "first" else None, by=by)
        pages, naming = published(asking, by), record.published(code, by=by) if detail != "whole" else {}
    acts = sum(t.events for t in whole if t.other in poles)
    unit = by if detail == "all" else None
    evenness = asking.glimpsed(("evenness", code, poles, unit), lambda record: evenly(record, code, poles, unit), few=acts <= FEW)
    return balance_in(whole, parts, pages, naming, code, poles, evenness, by)


def evenly(record: Record, code: str, poles: tuple[str, ...], by: By | None) -> dict[str | None, Evenness]:
    """How evenly the cooperation of a party is divided among poles, as docs/relations.md defines it: of all of the time, and by period."""
    rows = record.cooperation(code, poles)
    acts = {(other, event): (start, end) for other, event, start, end, _ in rows}
    shared = [Shared(placed(start, end, by) if by is not None else None, event, other, 1.0) for (other, event), (start, end) in acts.items()]
    return divided(shared, [(event, story) for _, event, _, _, story in rows if story is not None], poles)


def count(record: Record, code: str, poles: tuple[str, ...] = (), by: str = "year", since: str | None = None, until: str | None = None) -> Balance:
    """How a party divides its dealings, as docs/relations.md defines it."""
    tables = Tables(dyads=record.dyads(code), coverage=record.coverage(), mentions=record.mentions(code), stories=record.event_stories(code))
    return balance(tables, code, poles, by=by, since=since, until=until)


def _positions(record: Record, code: str) -> tuple[Changed, ...]:
    """Positions with what they changed from, the newest first."""
    held: dict[str, Stand] = {}
    out: list[Changed] = []
    for stand in record.positions(code):
        about = stand.position.object.code or stand.position.object.text
        earlier = held.get(about)
        out.append(Changed(now=stand, before=earlier if stand.before is not None else None))
        if stand.position.status == "happened":
            held[about] = stand
    out.sort(key=lambda c: c.now.position.when.start or c.now.page.published or "", reverse=True)
    return tuple(out)


def _once(found: tuple[Bond, ...]) -> tuple[Bond, ...]:
    """Each tie once: the one told last."""
    first = {(b.tie.kind, b.tie.holder.code, b.tie.object.code): b for b in reversed(found)}
    return tuple(reversed(first.values()))


@lru_cache(512)
def holders(code: str, day: str | None) -> tuple[Holder, ...]:
    """Who holds the offices of a party on a day, by the lexicon; the highest first."""
    offices = {o.id: o for o in lexicon.load().offices}
    found: list[tuple[int, Holder]] = []
    for person in _of_party().get(code, ()):
        held = [(offices[t.office], t.since) for t in person.offices if t.of == code and t.office in offices and _covers(t, day)]
        if not held:
            continue
        held.sort(key=lambda h: (h[0].rank, h[0].label))
        since = min((s for _, s in held if s is not None), default=None)
        names, labels = tuple(o.name for o, _ in held), tuple(o.label for o, _ in held)
        holder = Holder(entity=f"person:{person.id}", name=person.name, label=person.label, offices=names, office_labels=labels, since=since)
        found.append((held[0][0].rank, holder))
    return tuple(holder for _, holder in sorted(found, key=lambda f: (f[0], f[1].office_labels, f[1].label)))


@cache
def _of_party() -> dict[str, list[lexicon.Person]]:
    """The people of the lexicon by the parties that they ever held an office of."""
    found: dict[str, list[lexicon.Person]] = {}
    for person in lexicon.load().people:
        for of in {t.of for t in person.offices if t.of is not None}:
            found.setdefault(of, []).append(person)
    return found


def _covers(tenure: lexicon.Tenure, day: str | None) -> bool:
    if day is None:
        return tenure.until is None
    after = tenure.since is None or tenure.since <= day[: len(tenure.since)]
    return after and (tenure.until is None or day[: len(tenure.until)] <= tenure.until)

