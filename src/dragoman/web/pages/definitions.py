"""What the figures mean: the definitions that pages link to."""

import msgspec
from fastapi import APIRouter
from starlette.responses import Response

from dragoman.coding import plover
from dragoman.relations.evenness import LEAST_ACTS, LEAST_STORIES
from dragoman.web.asking import Asking
from dragoman.web.twins import twinned

router = APIRouter()


class TypeLine(msgspec.Struct, frozen=True, kw_only=True):
    """A type of act: its quad class, its score from -10 (conflict) to 10 (cooperation), and its modes."""

    type: str
    quad: int
    score: float
    modes: tuple[str, ...]


class Definitions(msgspec.Struct, frozen=True, kw_only=True):
    """The types of acts, and from how many acts and stories on an evenness is given."""

    types: tuple[TypeLine, ...]
    least_acts: int
    least_stories: int


@twinned(router, "/definitions", view=Definitions, summary="What the figures mean")
def definitions(asking: Asking) -> Response:
    """The page of definitions. CSV and JSON Lines hold the types."""
    lines = tuple(TypeLine(type=name, quad=row.quad, score=row.score, modes=tuple(row.modes)) for name, row in plover.types().items())
    view = Definitions(types=lines, least_acts=LEAST_ACTS, least_stories=LEAST_STORIES)
    return asking.show("definitions.html", view, lines)
