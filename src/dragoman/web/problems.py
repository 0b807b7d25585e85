"""Errors: a page that helps for people, a problem document (RFC 9457) for programs."""

import logging
from http import HTTPStatus

import msgspec
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from dragoman.model.errors import DragomanError, one_line
from dragoman.record import RecordError, Withdrawn
from dragoman.record.answers import Tombstone
from dragoman.record.errors import BadQuestion, BusyRecord, NotThere
from dragoman.relations import RelationsError
from dragoman.web import language, rendering, twins
from dragoman.web.asking import language_of
from dragoman.web.errors import N_, Refused
from dragoman.web.security import HEADERS

_LOG = logging.getLogger("dragoman.web")


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A problem document: https://www.rfc-editor.org/rfc/rfc9457. `tombstone` is what is left of an event that was withdrawn."""

    title: str
    status: int
    detail: str
    instance: str
    type: str = "about:blank"
    tombstone: Tombstone | None = None


def install(app: FastAPI) -> None:
    """Makes `app` answer errors with pages or problem documents."""
    app.add_exception_handler(DragomanError, _dragoman)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _wrong)
    app.add_exception_handler(Exception, _defect)


def _dragoman(request: Request, error: Exception) -> Response:
    """What a room of ours says: wrong questions, unknown ids, records that cannot be read."""
    detail = str(error)
    match error:
        case Refused():
            return answer(request, error.status, error.title, detail, error.headers)
        case Withdrawn():
            return answer(request, 410, N_("Withdrawn"), detail, tombstone=error.tombstone)
        case NotThere():
            return answer(request, 404, N_("Not found"), N_("The record has nothing under this id. Ids are letters and digits, as links of this room have them."))
        case BadQuestion() | RelationsError():
            return answer(request, 404 if _is_party(detail) else 422, N_("Not understood"), detail)
        case BusyRecord():
            return answer(request, 503, N_("Busy"), detail, {"Retry-After": "30"})
        case RecordError():
            _LOG.error("%s", error)
            return answer(request, 503, N_("The record cannot be read"), N_("The record of this reading room cannot be read just now."))
        case _:
            return answer(request, 422, N_("Not understood"), detail)


def _is_party(detail: str) -> bool:
    return "no party of this code or name" in detail


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return answer(request, 404, N_("Not found"), N_("There is no page at this address."))
    phrase = HTTPStatus(error.status_code).phrase
    return answer(request, error.status_code, phrase, str(error.detail), dict(error.headers or {}))


def _wrong(request: Request, error: Exception) -> Response:
    """Parameters of the wrong kind, each with what is wrong."""
    assert isinstance(error, RequestValidationError)
    said = "; ".join(f"{'.'.join(str(p) for p in e['loc'][1:])}: {e['msg']}" for e in error.errors())
    return answer(request, 422, N_("Not understood"), one_line(said))


def _defect(request: Request, error: Exception) -> Response:
    """A mistake of ours: told in the log, not to the reader. It is answered outside of `Guard`, and so brings its headers."""
    _LOG.error("%s %s", request.method, one_line(request.url.path), exc_info=error)
    return answer(request, 500, N_("Something went wrong"), N_("This is a mistake of the program, not of yours. The log of the server has the details."), dict(HEADERS))


def answer(
    request: Request, status: int, title: str, detail: str, headers: dict[str, str] | None = None, tombstone: Tombstone | None = None
) -> Response:
    """A problem as a page or as a document, by what the address asks for."""
    tongue = language_of(request)
    path = request.url.path
    problem = Problem(
        title=language.say(tongue, title), status=status, detail=language.say(tongue, detail), instance=one_line(path), tombstone=tombstone
    )
    if twins.form_of(path) != "html" or path.endswith(".atom"):
        body, kind = msgspec.json.encode(problem), "application/problem+json"
    else:
        body, kind = rendering.page(request, tongue, "problem.html", problem=problem).encode(), "text/html"
    return Response(body, status, headers={"Cache-Control": "no-store", **(headers or {})}, media_type=kind)
