"""The front page: what the record holds."""

import msgspec
from fastapi import APIRouter
from starlette.responses import Response

from dragoman.model.kept import KeptEvent
from dragoman.web.asking import Asking
from dragoman.web.twins import twinned

router = APIRouter()


class Front(msgspec.Struct, frozen=True, kw_only=True):
    """The front page: `newest` are the newest events."""

    newest: tuple[KeptEvent, ...]


@twinned(router, "/", view=Front, summary="What the record holds")
def front(asking: Asking) -> Response:
    """The front page."""
    newest = tuple(asking.record.events(limit=20))
    return asking.show("front.html", Front(newest=newest), newest)
