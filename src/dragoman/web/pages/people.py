"""People and their words: offices with dates, homonyms kept apart, and what was said, by topic and addressee."""

from typing import Annotated
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter, Query
from starlette.responses import Response

from dragoman.model.errors import one_line
from dragoman.model.kept import KeptEvent
from dragoman.names import lexicon
from dragoman.record import speakers
from dragoman.record.answers import Quote
from dragoman.record.errors import NotThere
from dragoman.record.questions import check_days
from dragoman.record.speakers import Counted, Somebody, Spoken, Styled
from dragoman.web.asking import Asked, Asking
from dragoman.web.phrasing import person_address
from dragoman.web.telling import Telling
from dragoman.web.twins import twinned

router = APIRouter()
One = Annotated[str, Query(max_length=200)]
#: Acts that the page of a person shows.
_ACTS = 8


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """An office held: its names, of which party, and since and until when (ISO prefixes, None where open or not known)."""

    name: str
    label: str
    of: str
    since: str | None
    until: str | None


class Namesake(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody else of the same name, with the address of their page here."""

    name: str
    label: str
    code: str | None
    address: str


class PersonPage(msgspec.Struct, frozen=True, kw_only=True):
    """A person. `known` tells whether the lexicon has them; then `offices` are its. `parties` are those they speak for in the record.

    `styles` are titles as articles give them; `about` and `to` count the words by topic and addressee; `quotes` are a part of them.
    """

    entity: str
    name: str
    label: str
    known: bool
    code: str | None
    offices: tuple[Held, ...]
    parties: tuple[Somebody, ...]
    namesakes: tuple[Namesake, ...]
    styles: tuple[Styled, ...]
    about: tuple[Counted, ...]
    to: tuple[Counted, ...]
    acts: tuple[KeptEvent, ...]
    quotes: tuple[Quote, ...]
    after: str | None


class PeoplePage(msgspec.Struct, frozen=True, kw_only=True):
    """People who speak in the record, those with most statements first."""

    people: tuple[Somebody, ...]
    after: str | None


class QuotesPage(msgspec.Struct, frozen=True, kw_only=True):
    """Words said, the newest first."""

    quotes: tuple[Quote, ...]
    after: str | None


@twinned(router, "/people", view=PeoplePage, summary="People who speak in the record")
def people(asking: Asking, name: One = "", after: One = "") -> Response:
    """The list of people."""
    with asking.record.snapshot() as connection:
        found, following = speakers.people(connection, name.strip() or None, asking.settings.rows, after or None)
    return asking.show("people.html", PeoplePage(people=tuple(found), after=following), found, name=name)


@twinned(router, "/people/{key:path}", view=PersonPage, summary="One person: offices, words, acts")
def person(
    asking: Asking, key: str, about: One = "", to: One = "", kind: One = "", of: One = "", since: One = "", until: One = "", after: One = "",
) -> Response:  # fmt: skip
    """The page of a person: of the lexicon by their key, of articles by their name as they write it."""
    entity = f"person:{key}"
    spoken = _spoken(asking, entity, of, about, to, kind, since, until)
    known = _known(entity)
    with asking.record.snapshot() as connection:
        parties = tuple(speakers.somebody(connection, entity))
        ids = speakers.acts(connection, entity, _ACTS)
        if known is None and not parties and not ids:
            raise NotThere(f"{one_line(key)}: nobody of this name in {one_line(asking.record.path)}")
        whole = Spoken(entity=entity, code=spoken.code)
        quotes, following = speakers.said(connection, spoken, asking.settings.rows, after or None)
        page = PersonPage(
            entity=entity, name=known.name if known else parties[0].name if parties else key, label=known.label if known else parties[0].label if parties else key,
            known=known is not None, code=known.state if known else parties[0].code if parties else None, offices=_offices(known), parties=parties,
            namesakes=_namesakes(known, entity, [p.code for p in parties]), styles=tuple(speakers.styles(connection, whole)),
            about=tuple(speakers.topics(connection, whole)), to=tuple(speakers.addressees(connection, whole)),
            acts=tuple(asking.record.event(i) for i in ids), quotes=tuple(quotes), after=following,
        )  # fmt: skip
    return asking.show("person.html", page, quotes, spoken=spoken, tell=Telling(asking.language), of=of)


@twinned(router, "/quotes", view=QuotesPage, summary="Words said, by speaker, topic and time")
def quotes(
    asking: Asking, speaker: One = "", about: One = "", to: One = "", kind: One = "", since: One = "", until: One = "", after: One = "",
) -> Response:  # fmt: skip
    """Words said by a party, or by anybody; a person has a page."""
    spoken = _spoken(asking, None, speaker, about, to, kind, since, until)
    with asking.record.snapshot() as connection:
        found, following = speakers.said(connection, spoken, asking.settings.rows, after or None)
    page = QuotesPage(quotes=tuple(found), after=following)
    return asking.show("quotes.html", page, found, spoken=spoken, tell=Telling(asking.language))


def _spoken(asking: Asked, entity: str | None, of: str, about: str, to: str, kind: str, since: str, until: str) -> Spoken:
    def code(word: str) -> str | None:
        return asking.party(word).code if word.strip() else None

    check_days(since.strip() or None, until.strip() or None)
    return Spoken(
        entity=entity, code=code(of), about=code(about), to=code(to), kind=kind.strip() or None, since=since.strip() or None, until=until.strip() or None,
    )  # fmt: skip


def _known(entity: str) -> lexicon.Person | None:
    key = entity.removeprefix("person:")
    return next((p for p in lexicon.load().people if p.id == key), None)


def _offices(person: lexicon.Person | None) -> tuple[Held, ...]:
    if person is None:
        return ()
    names = {o.id: o for o in lexicon.load().offices}
    held = [
        Held(name=names[t.office].name if t.office in names else t.office, label=names[t.office].label if t.office in names else t.office, of=t.of, since=t.since, until=t.until)
        for t in person.offices
    ]  # fmt: skip
    return tuple(sorted(held, key=lambda h: h.since or "", reverse=True))


def _namesakes(person: lexicon.Person | None, entity: str, codes: list[str]) -> tuple[Namesake, ...]:
    """Others of the same name: of the lexicon, and, of people whom only articles introduce, those who speak for other parties."""
    name = person.name if person else entity.removeprefix("person:").replace("-", " ")
    found = [
        Namesake(name=p.name, label=p.label, code=p.state, address=person_address(f"person:{p.id}"))
        for p in lexicon.load().people
        if p.name == name and f"person:{p.id}" != entity
    ]
    if person is None and len(codes) > 1:
        found += [Namesake(name=name, label=name, code=c, address=f"{person_address(entity)}?{urlencode({'of': c})}") for c in codes]
    return tuple(found)
