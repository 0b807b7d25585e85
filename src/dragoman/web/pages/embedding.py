"""The chart of a pair for the pages of others: shown in a frame, with its table and a way back to the record."""

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import HTMLResponse
from starlette.responses import Response

from dragoman.web import rendering
from dragoman.web.asking import Asking
from dragoman.web.listing import Filtered
from dragoman.web.pages.pairs import both, chart_address, periods_of
from dragoman.web.periods import stretches
from dragoman.web.security import EMBEDDABLE

router = APIRouter()
Code = Annotated[str, Path(max_length=200)]


@router.get("/embed/{one}/{other}", include_in_schema=False, response_class=HTMLResponse)
def embedded(asking: Asking, one: Code, other: Code, filters: Filtered) -> Response:
    """The chart alone. Other sites may show it in a frame, as far as the settings of the room let them; nothing else of the room may be framed."""
    a, b = both(asking, one, other)
    shown = stretches(periods_of(asking, a.code, b.code, filters, wait=True) or ())
    body = rendering.page(
        asking.request, asking.language, "embed.html", asked=asking, a=a, b=b, filters=filters, stretches=shown, chart=chart_address(a, b, filters)
    )
    return Response(body, media_type="text/html", headers={EMBEDDABLE: asking.settings.embedders})
