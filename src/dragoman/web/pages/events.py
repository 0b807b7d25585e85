"""An event: as a sentence, with every report of it and its words."""

import msgspec
from fastapi import APIRouter
from starlette.responses import Response

from dragoman.model.kept import KeptEvent
from dragoman.web.asking import Asking
from dragoman.web.twins import twinned

router = APIRouter()


class EventPage(msgspec.Struct, frozen=True, kw_only=True):
    """One event of the record."""

    event: KeptEvent


@twinned(router, "/events/{identity}", summary="One event with all its reports")
def event(asking: Asking, identity: str) -> Response:
    """The page of an event, under any id it ever had; an older id leads to the one of today."""
    found = asking.record.event(identity)
    if found.id != identity:
        ending = "" if asking.form == "html" else f".{asking.form}"
        return asking.elsewhere(f"/events/{found.id}{ending}", 301)
    return asking.show("event.html", EventPage(event=found), (found,))
