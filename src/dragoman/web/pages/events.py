"""An event: as a sentence, with every report of it and its words, where they differ, what became of it, and why it was coded so."""

import msgspec
from fastapi import APIRouter
from starlette.responses import Response

from dragoman.exports import citations
from dragoman.model.kept import Change, Claim, Contradiction, Correction, KeptEvent, LinkKind, Report
from dragoman.record import corrections, history, notes
from dragoman.record.errors import NotThere
from dragoman.record.notes import Note
from dragoman.web import citing, marking
from dragoman.web.asking import Asked, Asking
from dragoman.web.errors import N_, Refused
from dragoman.web.reasoning import Reason, reason
from dragoman.web.twins import twinned
from dragoman.wording import day, words

router = APIRouter()


class Linked(msgspec.Struct, frozen=True, kw_only=True):
    """What an event has to do with another one: a plan and what became of it. `why` is what they share."""

    kind: LinkKind
    why: str
    event: KeptEvent


class EventPage(msgspec.Struct, frozen=True, kw_only=True):
    """One event of the record. `standing` are the ids of corrections that nobody undid, `log` is its history in the record."""

    event: KeptEvent
    linked: tuple[Linked, ...]
    reason: Reason
    standing: tuple[str, ...]
    log: tuple[Change, ...]
    notes: tuple[Note, ...]


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One claim of a contradiction as it is shown, and the reports that make it, with their places in the list of reports."""

    words: str
    reports: tuple[tuple[int, Report], ...]


@twinned(router, "/events/{identity}", view=EventPage, summary="One event with all its reports")
def event(asking: Asking, identity: str) -> Response:
    """The page of an event, under any id it ever had; an older id leads to the one of today."""
    found = asking.record.event(identity)
    if found.id != identity:
        ending = "" if asking.form == "html" else f".{asking.form}"
        return asking.elsewhere(f"/events/{found.id}{ending}", 301)
    page = view(asking, found)
    if asking.form != "html":
        return asking.show("", page, (found,))
    path = f"/events/{found.id}"
    return asking.show(
        "event.html", page, evidence=[marking.evidence(r) for r in found.reports], sides=[(c, _sides(asking, c, found)) for c in found.contradictions],
        permalink=citing.permalink(asking, path), reviewer=asking.reviewer(), saying=_saying(asking),
        cites=citing.all_forms(asking, citations.of_event(found, asking.record.article(found.reports[0].article)), path),
    )  # fmt: skip


@router.get("/events/{identity}/citation.{ending}", summary="How an event is cited", response_class=Response)
def event_citation(asking: Asking, identity: str, ending: str) -> Response:
    """A file for programs that keep references: `bib` or `ris`."""
    found = asking.record.event(identity)
    cited = citations.of_event(found, asking.record.article(found.reports[0].article))
    return citation_file(asking, ending, cited, f"/events/{found.id}", found.id)


@router.get("/articles/{identity}/citation.{ending}", summary="How an article is cited", response_class=Response)
def article_citation(asking: Asking, identity: str, ending: str) -> Response:
    """A file for programs that keep references: `bib` or `ris`."""
    found = asking.record.article(identity)
    return citation_file(asking, ending, citations.of_article(found), f"/articles/{found.id}", found.id)


def citation_file(asking: Asked, ending: str, cited: citations.Cited, path: str, name: str) -> Response:
    """A citation as a file to save. Raises `Refused` for a form there is none of."""
    form = citing.FILES.get(ending)
    if form is None:
        raise Refused(404, N_("Not found"), N_("There is no page at this address."))
    headers = {"Content-Disposition": f'attachment; filename="dragoman-{name}.{ending}"'}
    return Response(citations.citation(cited, form, citing.looked(asking, path)), media_type=citing.KINDS[form], headers=headers)


def view(asking: Asked, found: KeptEvent) -> EventPage:
    """Everything the page of an event shows."""
    with asking.record.snapshot() as connection:
        linked: list[Linked] = []
        for link in found.links:
            try:
                linked.append(Linked(kind=link.kind, why=link.reason, event=asking.record.event(link.event)))
            except NotThere:  # withdrawn between the two questions
                continue
        ids = tuple({found.id, *(r.event.id for r in found.reports)})
        return EventPage(
            event=found, linked=tuple(linked), reason=reason(found, asking.record.article(found.reports[0].article)),
            standing=tuple(c.id for c in corrections.standing(found.corrections)), log=tuple(history.of_event(connection, found.id)),
            notes=tuple(notes.of(connection, "event", ids)),
        )  # fmt: skip


def _sides(asking: Asked, contradiction: Contradiction, found: KeptEvent) -> list[Side]:
    """The claims of a contradiction as columns."""
    numbered = list(enumerate(found.reports, 1))
    return [
        Side(words=_claim(asking, contradiction.field, claim), reports=tuple((n, r) for n, r in numbered if r.article in claim.articles))
        for claim in contradiction.claims
    ]


def _claim(asking: Asked, field: str, claim: Claim) -> str:
    wording = words(asking.language)
    match field:
        case "when":
            first, slash, last = claim.value.partition("/")
            return f"{day(first, wording)} – {day(last, wording)}" if slash else day(first, wording)
        case "status":
            return wording.status.get(claim.value, asking.say(N_("happened")))
        case _:
            return claim.value


def _saying(asking: Asked) -> object:
    """What a correction says, in words."""
    wording = words(asking.language)

    def said(one: Correction) -> str:
        pattern = wording.kept.corrections[one.verdict]
        return pattern.format(one.field, one.value or "—") if one.verdict == "set" else pattern.format(one.undoes)

    return said
