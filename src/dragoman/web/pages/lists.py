"""Lists of all that the record holds, with filters in the address: events, positions, articles, and who publishes them."""

import hashlib
from typing import get_args

import msgspec
from fastapi import APIRouter
from starlette.responses import Response

from dragoman.model.kept import KeptEvent
from dragoman.model.reading import EventType
from dragoman.record import listing
from dragoman.record.answers import Stand
from dragoman.record.listing import Listed, Source
from dragoman.web import filters
from dragoman.web.asking import Asking
from dragoman.web.errors import N_, Refused
from dragoman.web.filters import following, size
from dragoman.web.twins import twinned

router = APIRouter()


class EventList(msgspec.Struct, frozen=True, kw_only=True):
    """Events, the newest first, those without a day last. `after` asks for what follows (null: that is all), `next` is its address."""

    events: tuple[KeptEvent, ...]
    after: str | None
    next: str | None


class PositionList(msgspec.Struct, frozen=True, kw_only=True):
    """Where parties stand, by holder and by what it is about, in order of time. `after` and `next` as in lists of events."""

    positions: tuple[Stand, ...]
    after: str | None
    next: str | None


class ArticleList(msgspec.Struct, frozen=True, kw_only=True):
    """Articles, the newest first. `after` and `next` as in lists of events."""

    articles: tuple[Listed, ...]
    after: str | None
    next: str | None


class SourceList(msgspec.Struct, frozen=True, kw_only=True):
    """Outlets and agencies, those with most articles first. `after` and `next` as in lists of events."""

    sources: tuple[Source, ...]
    after: str | None
    next: str | None


@twinned(router, "/events", view=EventList, summary="Events, the newest first", tags=["Lists"])
def events(asking: Asking, wanted: filters.WantedEvents, limit: filters.Limit = None, after: filters.After = None) -> Response:
    """Events that answer the filters, each with all its reports and their words. Rejected events are left out."""
    found = asking.record.events(
        actor=wanted.actor, party=wanted.party, with_=wanted.other, type=wanted.types, quad=wanted.quads, status=wanted.statuses, since=wanted.since,
        until=wanted.until, min_confidence=wanted.min_confidence, source=wanted.source, voice=wanted.voice, newest=True, limit=size(asking, limit),
        after=after,
    )  # fmt: skip
    view = EventList(events=tuple(found), after=found.after, next=following(asking, found.after))
    return asking.show("list_events.html", view, view.events, wanted=wanted, types=[(name, name) for name in get_args(EventType)])


@twinned(router, "/positions", view=PositionList, summary="Where parties stand, and where that changed", tags=["Lists"])
def positions(
    asking: Asking, holder: filters.Party = None, about: filters.About = None, stance: filters.Stand = None, since: filters.Since = None,
    until: filters.Until = None, source: filters.Outlet = None, limit: filters.Limit = None, after: filters.After = None,
) -> Response:  # fmt: skip
    """Positions by holder and by what they are about, in order of time; `before` is what the holder was told to hold until then."""
    found = asking.record.positions(holder, about=about, stance=stance, since=since, until=until, source=source)
    start = 0
    if after is not None:
        start = next((n for n, stand in enumerate(found, 1) if _place(stand) == after), 0)
        if not start:
            raise Refused(422, N_("Not understood"), N_("This is not a place in the list, or the list has changed since: begin at its beginning."))
    most = size(asking, limit)
    some = tuple(found[start : start + most])
    more = _place(some[-1]) if some and start + most < len(found) else None
    view = PositionList(positions=some, after=more, next=following(asking, more))
    return asking.show("list_positions.html", view, view.positions)


def _place(stand: Stand) -> str:
    """What tells a position from all others of a list: an article says the same of the same only once."""
    held = stand.position
    key = "|".join((stand.page.article, held.holder.code, held.stance, held.status, held.object.code or held.object.text))
    return hashlib.blake2b(key.encode(), digest_size=10).hexdigest()


@twinned(router, "/articles", view=ArticleList, summary="Articles, the newest first", tags=["Lists"])
def articles(
    asking: Asking, party: filters.Party = None, source: filters.Outlet = None, language: filters.Language = None, since: filters.Since = None,
    until: filters.Until = None, limit: filters.Limit = None, after: filters.After = None,
) -> Response:  # fmt: skip
    """The articles of the record as they stand today: those that name a party, are from an outlet, in a language, of a time."""
    found = listing.articles(
        asking.record, party=party, source=source, language=language, since=since, until=until, limit=size(asking, limit), after=after
    )
    view = ArticleList(articles=tuple(found), after=found.after, next=following(asking, found.after))
    return asking.show("list_articles.html", view, view.articles)


@twinned(router, "/sources", view=SourceList, summary="Who publishes, those with most articles first", tags=["Lists"])
def sources(asking: Asking, limit: filters.Limit = None, after: filters.After = None) -> Response:
    """Outlets, and agencies where an article names no outlet, with how many articles the record has of each and of which days."""
    found = listing.sources(asking.record, limit=size(asking, limit), after=after)
    view = SourceList(sources=tuple(found), after=found.after, next=following(asking, found.after))
    return asking.show("list_sources.html", view, view.sources)
