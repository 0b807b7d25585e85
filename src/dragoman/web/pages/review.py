"""Review: a queue of acts, one at a time; what reviewers say is appended under their name.

Reading needs no token; every change needs a session, the session's secret in the form, and a form of this room.
"""

from typing import Annotated
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter, Form, Query
from starlette.responses import Response

from dragoman.coding import plover
from dragoman.model.kept import Correction, KeptEvent
from dragoman.record import corrections, queue
from dragoman.record import notes as kept_notes
from dragoman.record.errors import BadQuestion
from dragoman.record.fields import FIELDS
from dragoman.record.questions import STATUSES
from dragoman.record.queue import Order
from dragoman.web import desk, marking
from dragoman.web.asking import Asked, Asking
from dragoman.web.desk import Desk, Session
from dragoman.web.errors import N_
from dragoman.web.pages import events

router = APIRouter(include_in_schema=False)
Short = Annotated[str, Form(max_length=200)]
Long = Annotated[str, Form(max_length=5000)]
_NO_STORE = {"Cache-Control": "no-store"}
#: What is left of the event in the address once something was said of it.
_DONE = {"accept": N_("Confirmed."), "reject": N_("Rejected."), "set": N_("Changed."), "undo": N_("Taken back.")}


class ReviewPage(msgspec.Struct, frozen=True, kw_only=True):
    """An event to be reviewed, or none where nothing waits. `after` is the place behind it; `done` is what was said last."""

    order: Order
    waiting: int
    page: events.EventPage | None
    after: str | None
    done: Correction | None


@router.get("/review")
def review(
    asking: Asking, order: str = "uncertain", after: Annotated[str | None, Query(max_length=200)] = None, event: str | None = None,
    done: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:  # fmt: skip
    """The next event of the queue behind `after`, or the one that is asked for. For everybody to read; its buttons are for reviewers."""
    chosen = queue.check(order)
    with asking.record.snapshot() as connection:
        if event is not None:
            found: KeptEvent | None = asking.record.event(event)
            place = after
        else:
            head = queue.head(connection, chosen, after, 1)
            found, place = (asking.record.event(head[0][0]), head[0][1]) if head else (None, None)
        said = corrections.find(connection, done) if done else None
        page = ReviewPage(
            order=chosen, waiting=queue.waiting(connection), page=events.view(asking, found) if found else None, after=place, done=said,
        )  # fmt: skip
    session = asking.reviewer()
    return asking.show(
        "review.html", page, headers=_NO_STORE, reviewer=session, evidence=[marking.evidence(r) for r in found.reports] if found else [],
        own=_own(found, session), fields=tuple(FIELDS), types=tuple(plover.types()), modes=plover.types()[found.type].modes if found else (),
        statuses=STATUSES, before=after, said=_DONE.get(said.verdict) if said else None,
        skip=_address(chosen, place), orders=queue.ORDERS,
    )  # fmt: skip


@router.post("/review/sign-in")
def sign_in(asking: Asking, token: Short) -> Response:
    """Opens a session for who has a token."""
    desk.from_here(asking.request)
    cookie, _ = _desk(asking).sign_in(asking.request, asking.record, token)
    answer = asking.elsewhere("/review")
    desk.keep(answer, cookie, asking.request)
    return answer


@router.post("/review/sign-out")
def sign_out(asking: Asking, csrf: Short = "") -> Response:
    """Ends the session."""
    _session(asking, csrf)
    _desk(asking).sign_out(asking.request)
    answer = asking.elsewhere("/review")
    answer.delete_cookie(desk.COOKIE, path="/", httponly=True, samesite="strict")
    return answer


@router.post("/review/verdicts")
def verdict(asking: Asking, event: Short, verdict: Short, csrf: Short = "", why: Long = "", order: Short = "uncertain", after: Short = "") -> Response:
    """Says of an event that it is right or wrong."""
    session = _session(asking, csrf)
    if verdict not in ("accept", "reject"):
        raise BadQuestion("a verdict is one of: accept, reject")
    made = asking.record.correct(event, "accept" if verdict == "accept" else "reject", by=session.name, why=why.strip() or None)
    return asking.elsewhere(_address(queue.check(order), after or None, done=made.id))


@router.post("/review/fields")
def set_field(
    asking: Asking, event: Short, field: Short, value: Annotated[str, Form(max_length=500)] = "", csrf: Short = "", why: Long = "",
    order: Short = "uncertain", after: Short = "",
) -> Response:  # fmt: skip
    """Sets a field of an event, and shows it as it is now."""
    session = _session(asking, csrf)
    made = asking.record.correct(event, field=field, value=value.strip(), by=session.name, why=why.strip() or None)
    return asking.elsewhere(_address(queue.check(order), after or None, event=event, done=made.id))


@router.post("/review/undoings")
def undo(asking: Asking, event: Short, correction: Short, csrf: Short = "", order: Short = "uncertain", after: Short = "") -> Response:
    """Takes back what somebody said of an event, and shows it again."""
    session = _session(asking, csrf)
    made = asking.record.correct(event, undo=correction, by=session.name)
    return asking.elsewhere(_address(queue.check(order), after or None, event=event, done=made.id))


@router.post("/review/notes")
def note(asking: Asking, kind: Short, about: Short, words: Annotated[str, Form(max_length=8000)], csrf: Short = "") -> Response:
    """Adds a note to an event or an article, and shows it."""
    session = _session(asking, csrf)
    match kind:
        case "event":
            place = f"/events/{asking.record.event(about).id}"
            kept_notes.add(asking.record.path, "event", about, session.name, words)
        case "article":
            place = f"/articles/{asking.record.article(about).id}"
            kept_notes.add(asking.record.path, "article", about, session.name, words)
        case _:
            raise BadQuestion("a note is on an event or an article")
    return asking.elsewhere(f"{place}#notes")


def _session(asking: Asked, csrf: str) -> Session:
    desk.from_here(asking.request)
    return desk.allowed(asking.reviewer(), csrf)


def _desk(asking: Asked) -> Desk:
    found: Desk = asking.request.app.state.desk
    return found


def _own(event: KeptEvent | None, session: Session | None) -> Correction | None:
    """The last thing that the reviewer said of an event and that can be taken back."""
    if event is None or session is None:
        return None
    undone = {c.undoes for c in event.corrections if c.verdict == "undo"}
    own = [c for c in event.corrections if c.by == session.name and c.verdict != "undo" and c.id not in undone]
    return own[-1] if own else None


def _address(order: Order, after: str | None, **more: str) -> str:
    given = {"order": order, **({"after": after} if after else {}), **more}
    return f"/review?{urlencode(given)}"
