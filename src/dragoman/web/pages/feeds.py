"""Feeds of any list: what came into the record last, as Atom (`.atom`) and as JSON Feed (`.feed.json`) at the address of the list."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from dragoman import __version__, reading
from dragoman.exports import feeds as exported
from dragoman.exports.feeds import Item
from dragoman.record import listing, search
from dragoman.record.finding import Found, Narrowed
from dragoman.record.listing import Listed
from dragoman.record.questions import Wanted, check_days
from dragoman.web import filters, phrasing
from dragoman.web.asking import Asked, Asking
from dragoman.web.errors import N_
from dragoman.web.filters import size
from dragoman.web.telling import Telling
from dragoman.wording import sentences

router = APIRouter(tags=["Feeds"])
E = TypeVar("E", bound=Callable[..., Any])
Code = Annotated[str, Path(max_length=200, description="The party: a code or a name", examples=["KAZ"])]
Other = Annotated[str, Path(max_length=200, description="The other party", examples=["RUS"])]
Words = Annotated[str, Query(max_length=400, description="Words to look for", examples=["정상회담"])]
#: Items of a feed, unless more are asked for.
_ITEMS = 50
#: Stands for what has no date, so that a feed of the same things is the same byte for byte.
_EPOCH = "1970-01-01T00:00:00+00:00"


def _both(path: str, summary: str) -> Callable[[E], E]:
    """Puts a feed at `path.atom` and `path.feed.json`."""

    def register(endpoint: E) -> E:
        for ending, kind in ((".atom", exported.ATOM), (".feed.json", exported.JSON)):
            content = {kind: {"schema": {"type": "string"} if ending == ".atom" else {"type": "object"}}}
            router.add_api_route(
                path + ending, endpoint, summary=summary, operation_id=f"{endpoint.__name__}{ending.replace('.', '_')}", methods=["GET"],
                response_class=Response, responses={200: {"description": "The feed", "content": content}},
            )  # fmt: skip
        return endpoint

    return register


@_both("/events", "New events")
def events_feed(asking: Asking, wanted: filters.WantedEvents, limit: filters.Limit = None) -> Response:
    """The events that came into the record last, with the filters of the list of events."""
    return _of_events(asking, wanted, asking.say(N_("Events")), limit)


@_both("/quotes", "New words said")
def quotes_feed(
    asking: Asking, speaker: filters.Speaker = None, about: filters.About = None, since: filters.Since = None, until: filters.Until = None,
    source: filters.Outlet = None, limit: filters.Limit = None,
) -> Response:  # fmt: skip
    """The statements that came into the record last, with the filters of the list of quotes."""
    found = listing.last_said(
        asking.record, speaker=speaker, about=about, since=since, until=until, source=source, limit=size(asking, limit, _ITEMS)
    )
    items = []
    for quote in found:
        who = sentences.plain(phrasing.parties((quote.statement.speaker,), asking.language, quote.statement.when.start))
        words = " ".join(quote.statement.text.split())
        title = f"{who}: “{words[:120]}{'…' if len(words) > 120 else ''}”"
        items.append(exported.of_quote(quote, title, seen=_EPOCH, url=_absolute(asking, f"/articles/{quote.page.article}#said-{quote.statement.start}")))
    return _answer(asking, asking.say(N_("Quotes")), items)


@_both("/positions", "New positions")
def positions_feed(
    asking: Asking, holder: filters.Party = None, about: filters.About = None, stance: filters.Stand = None, since: filters.Since = None,
    until: filters.Until = None, source: filters.Outlet = None, limit: filters.Limit = None,
) -> Response:  # fmt: skip
    """The positions that were told last, with the filters of the list of positions."""
    found = list(asking.record.positions(holder, about=about, stance=stance, since=since, until=until, source=source))
    found.sort(key=lambda stand: (stand.page.published or "", stand.page.article), reverse=True)
    telling, items = Telling(asking.language), []
    for stand in found[: size(asking, limit, _ITEMS)]:
        told = sentences.plain(telling.position(stand.position))
        items.append(exported.of_stand(stand, told, seen=_EPOCH, url=_absolute(asking, f"/articles/{stand.page.article}")))
    return _answer(asking, asking.say(N_("Positions")), items)


@_both("/articles", "New articles")
def articles_feed(
    asking: Asking, party: filters.Party = None, source: filters.Outlet = None, language: filters.Language = None, since: filters.Since = None,
    until: filters.Until = None, limit: filters.Limit = None,
) -> Response:  # fmt: skip
    """The newest articles, with the filters of the list of articles."""
    most = size(asking, limit, _ITEMS)
    found = listing.articles(asking.record, party=party, source=source, language=language, since=since, until=until, limit=most)
    return _answer(asking, asking.say(N_("Articles")), [_article(asking, one) for one in found])


@_both("/search", "New articles with some words")
def search_feed(
    asking: Asking, q: Words, outlet: filters.Text = None, party: filters.Party = None, since: filters.Since = None, until: filters.Until = None,
    limit: filters.Limit = None,
) -> Response:  # fmt: skip
    """The newest articles that have all of some words, narrowed as the page; words between quotation marks as they follow each other."""
    check_days(since, until)
    narrowed = Narrowed(outlet=outlet, party=asking.party(party).code if party else None, since=since, until=until)
    with asking.record.snapshot() as connection:
        hits, _ = Found(connection, search.sought(q, reading.terms), narrowed).hits(size(asking, limit, _ITEMS), None)
    items = []
    for hit in hits:
        page = hit.page
        one = Listed(
            article=page.article, title=page.title, outlet=page.outlet, agency=page.agency, published=page.published, language=None, url=page.url,
            story=page.story, source=page.source, events=len(hit.events),
        )  # fmt: skip
        items.append(_article(asking, one, hit.snippet))
    return _answer(asking, f"{asking.say(N_('Articles'))}: {q}", items)


@_both("/{one}/{other}", "New events between two parties")
def pair_feed(
    asking: Asking, one: Code, other: Other, type_: filters.Types = [], quad: filters.Quads = [], status: filters.Statuses = [],  # noqa: B006
    since: filters.Since = None, until: filters.Until = None, source: filters.Outlet = None, voice: filters.Voice = None,
    direction: filters.Direction = None, limit: filters.Limit = None,
) -> Response:  # fmt: skip
    """The events between two parties that came into the record last, with the filters of their page."""
    a, b = asking.party(one), asking.party(other)
    wanted = Wanted(
        party=a.code, other=b.code, between=True, types=tuple(type_), quads=tuple(quad), statuses=tuple(status), since=since, until=until,
        source=source, voice=voice, direction=direction,
    )  # fmt: skip
    return _of_events(asking, wanted, " – ".join(phrasing.name(code, asking.language) for code in (a.code, b.code)), limit)


@_both("/{party}", "New events of a party")
def party_feed(
    asking: Asking, party: Code, type_: filters.Types = [], quad: filters.Quads = [], status: filters.Statuses = [],  # noqa: B006
    since: filters.Since = None, until: filters.Until = None, source: filters.Outlet = None, voice: filters.Voice = None, limit: filters.Limit = None,
) -> Response:  # fmt: skip
    """The events of a party that came into the record last, with the filters of its page."""
    code = asking.party(party).code
    wanted = Wanted(
        party=code, types=tuple(type_), quads=tuple(quad), statuses=tuple(status), since=since, until=until, source=source, voice=voice,
    )  # fmt: skip
    return _of_events(asking, wanted, phrasing.name(code, asking.language), limit)


def _of_events(asking: Asked, wanted: Wanted, title: str, limit: int | None) -> Response:
    items: list[Item] = []
    for identity, changed in listing.last_added(asking.record, wanted, size(asking, limit, _ITEMS)):
        event = asking.record.event(identity)
        told = phrasing.headline(event, asking.language)
        items.append(exported.of_event(event, told, seen=_EPOCH, url=_absolute(asking, f"/events/{event.id}"), updated=exported.moment(changed)))
    return _answer(asking, title, items)


def _article(asking: Asked, one: Listed, words: str = "") -> Item:
    published = exported.moment(one.published)
    return Item(
        id=exported.tag("article", one.article), title=one.title or one.article, text=words or one.title or one.article, updated=published or _EPOCH,
        published=published, url=_absolute(asking, f"/articles/{one.article}"), article=one.url,
        authors=(name,) if (name := one.outlet or one.agency) else (), language=one.language, facts={"article": one.article, "events": one.events},
    )  # fmt: skip


def _answer(asking: Asked, title: str, items: Iterable[Item]) -> Response:
    """A feed in the form that the address asks for."""
    path = asking.request.url.path
    is_atom = path.endswith(".atom")
    stem = path.removesuffix(".atom" if is_atom else ".feed.json")
    query = f"?{asking.request.url.query}" if asking.request.url.query else ""
    made = exported.feed(
        exported.tag("feed", f"{stem.strip('/')}{query}"), f"{asking.settings.name}: {title}", items, datetime.fromisoformat(_EPOCH), url=_absolute(asking, path + query),
        home=_absolute(asking, stem + query), language=asking.language, author=asking.settings.name, version=__version__,
    )  # fmt: skip
    if is_atom:
        return Response(exported.atom(made), media_type=exported.ATOM)
    return Response(exported.json(made), media_type=exported.JSON)

def _absolute(asking: Asked, path: str) -> str:
    return str(asking.request.base_url).rstrip("/") + path

