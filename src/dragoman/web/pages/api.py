"""The interface for programs: the OpenAPI document, and a page that says the same to people."""

import msgspec
from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from starlette.responses import Response

from dragoman.web import describing
from dragoman.web.asking import Asking
from dragoman.web.describing import Operation

router = APIRouter()


class Interface(msgspec.Struct, frozen=True, kw_only=True):
    """All addresses of the interface."""

    operations: tuple[Operation, ...]


@router.get("/openapi.json", include_in_schema=False)
def openapi(asking: Asking) -> Response:
    """The OpenAPI document."""
    return Response(msgspec.json.encode(describing.document(asking.request.app, asking.record)), media_type="application/json")


@router.get("/api", include_in_schema=False, response_class=HTMLResponse)
def interface(asking: Asking) -> Response:
    """The page about the interface."""
    found = tuple(describing.operations(describing.document(asking.request.app, asking.record)))
    return asking.show("api.html", Interface(operations=found), tags=describing.tags(found), base=str(asking.request.base_url).rstrip("/"))
