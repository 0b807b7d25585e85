"""Search: articles, quotes and acts that have some words in any form, with counts by which to narrow them."""

from typing import Annotated, Literal, TypeVar

import msgspec
from fastapi import APIRouter, Query
from starlette.responses import Response

from dragoman import reading
from dragoman.model.errors import one_line
from dragoman.model.kept import KeptEvent
from dragoman.record import Record, finding, search
from dragoman.record.answers import Hit
from dragoman.record.errors import BadQuestion, NotThere
from dragoman.record.finding import Act, Counts, Facet, Found, Line, Narrowed
from dragoman.record.questions import check_days
from dragoman.record.search import Sought
from dragoman.web.asking import Asked, Asking
from dragoman.web.telling import Telling
from dragoman.web.twins import twinned

router = APIRouter()
Kind = Literal["articles", "quotes", "events"]
T = TypeVar("T")
KINDS: tuple[Kind, ...] = ("articles", "quotes", "events")
One = Annotated[str, Query(max_length=200)]
Words = Annotated[str, Query(max_length=400, examples=["푸틴 정상회담"])]


class FoundEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An act, the words of the report that answers, and the places of what was looked for in them."""

    event: KeptEvent
    words: str
    places: tuple[tuple[int, int], ...]


class SearchPage(msgspec.Struct, frozen=True, kw_only=True):
    """What a question found. Counts are of the newest articles, `most` at most; `capped` tells whether there are more.

    Of `articles`, `quotes` and `events` only the `kind` that is asked for is given.
    """

    q: str
    kind: Kind
    counts: dict[Kind, int]
    capped: bool
    most: int
    outlets: tuple[Facet, ...]
    parties: tuple[Facet, ...]
    years: tuple[Facet, ...]
    articles: tuple[Hit, ...] = ()
    quotes: tuple[Line, ...] = ()
    events: tuple[FoundEvent, ...] = ()
    after: str | None = None


@twinned(router, "/search", view=SearchPage, summary="Articles, quotes and acts that have some words")
def search_page(
    asking: Asking, q: Words = "", kind: One = "", outlet: One = "", party: One = "", since: One = "", until: One = "", after: One = "",
) -> Response:  # fmt: skip
    """Everything that has all of the words; words between quotation marks as they follow each other."""
    chosen = _kind(kind)
    check_days(since.strip() or None, until.strip() or None)
    narrowed = Narrowed(
        outlet=outlet.strip() or None, party=asking.party(party).code if party.strip() else None, since=since.strip() or None, until=until.strip() or None,
    )  # fmt: skip
    if not q.strip():
        nothing: dict[Kind, int] = dict.fromkeys(KINDS, 0)
        page = SearchPage(q="", kind=chosen, counts=nothing, capped=False, most=finding.CAP, outlets=(), parties=(), years=())
    else:
        page = _page(asking, q, chosen, narrowed, after or None)
    items = {"articles": page.articles, "quotes": tuple(line.quote for line in page.quotes), "events": tuple(e.event for e in page.events)}[chosen]
    return asking.show("search.html", page, items, narrowed=narrowed, tell=Telling(asking.language), kinds=KINDS)


def _page(asking: Asked, q: str, kind: Kind, narrowed: Narrowed, after: str | None) -> SearchPage:
    sought = search.sought(q, reading.terms)
    rows = asking.settings.rows
    told = asking.counted(("found", sought, narrowed), lambda record: _count(record, sought, narrowed))
    page = SearchPage(
        q=q, kind=kind, counts={"articles": told.articles, "quotes": told.quotes, "events": told.acts}, capped=told.capped, most=finding.CAP,
        outlets=told.outlets, parties=told.parties, years=told.years,
    )  # fmt: skip
    with asking.record.snapshot() as connection:
        found = Found(connection, sought, narrowed)
        match kind:
            case "articles":
                hits, following = found.hits(rows, after)
                return msgspec.structs.replace(page, articles=tuple(hits), after=following)
            case "quotes":
                lines, following = _part(found.quotes(), rows, after)
                return msgspec.structs.replace(page, quotes=tuple(found.line(said) for said in lines), after=following)
            case "events":
                some, following = _part(found.acts(), rows, after)
                return msgspec.structs.replace(page, events=tuple(e for told in some if (e := _event(asking, found.act(told)))), after=following)
            case _:
                raise ValueError(f"{kind!r} is no kind of what is found")


def _count(record: Record, sought: Sought, narrowed: Narrowed) -> Counts:
    with record.snapshot() as connection:
        return Found(connection, sought, narrowed).counts()


def _part(some: list[tuple[str, T]], rows: int, after: str | None) -> tuple[list[T], str | None]:
    start = finding.behind([place for place, _ in some], after)
    part = some[start : start + rows]
    return [one for _, one in part], part[-1][0] if len(some) > start + rows else None


def _event(asking: Asked, act: Act) -> FoundEvent | None:
    try:
        return FoundEvent(event=asking.record.event(act.event), words=act.words, places=act.places)
    except NotThere:  # rejected or withdrawn between two questions
        return None


def _kind(text: str) -> Kind:
    for known in KINDS:
        if text in (known, "") and (text or known == "articles"):
            return known
    raise BadQuestion(f"{one_line(text)}: no kind of what can be found; these are: {', '.join(KINDS)}")
