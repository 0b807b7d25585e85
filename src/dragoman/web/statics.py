"""Files that pages need: style, scripts, the outlines of countries. Served by us under names that change with their content."""

import hashlib
import mimetypes
from functools import cache
from importlib import metadata, resources

from starlette.requests import Request
from starlette.responses import Response

from dragoman.web.errors import N_, Refused

#: The library that draws charts; see `charting.bundle`.
CHARTS = "charts-library.js"
_FOREVER = "public, max-age=31536000, immutable"


@cache
def files() -> dict[str, bytes]:
    """All static files by name."""
    folder = resources.files("dragoman.web") / "static"
    return {f.name: f.read_bytes() for f in folder.iterdir() if f.is_file()}


@cache
def address(name: str) -> str:
    """The address of a static file: `style.css` is at `/static/style.1a2b3c4d.css`. Raises `KeyError` for one that is not there."""
    stem, _, ending = name.rpartition(".")
    content = metadata.version("vl-convert-python").encode() if name == CHARTS else files()[name]
    return f"/static/{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{ending}"


@cache
def _by_address() -> dict[str, str]:
    return {address(name): name for name in (*files(), CHARTS)}


def serve(request: Request) -> Response:
    """A static file. Raises `Refused` (404) where there is none of that name."""
    name = _by_address().get(request.url.path)
    if name is None:
        raise Refused(404, N_("Not found"), N_("There is no such file."))
    if name == CHARTS:
        from dragoman.web.charting import bundle

        content = bundle()
    else:
        content = files()[name]
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Response(content, media_type=kind, headers={"Cache-Control": _FOREVER})
