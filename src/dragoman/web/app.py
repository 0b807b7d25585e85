"""The reading room as an ASGI application."""

import hashlib
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response, StreamingResponse

from dragoman import __version__
from dragoman.web import language, problems, statics
from dragoman.web.asking import language_of
from dragoman.web.memory import Memory
from dragoman.web.pages import ROUTERS, warm
from dragoman.web.pool import Pool
from dragoman.web.security import Guard
from dragoman.web.settings import Settings

#: A year.
_LONG = 365 * 24 * 3600


def create_app(record_path: str, *, settings: Settings | None = None) -> FastAPI:
    """The reading room of the record at `record_path`. Raises `RecordError` where that is none."""
    pool = Pool(record_path)
    memory = Memory(pool)
    with pool.lent():
        pass  # says now, not to the first reader, that the record cannot be read

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        threading.Thread(target=warm, args=(pool, memory), daemon=True).start()
        yield
        memory.close()
        pool.close()

    app = FastAPI(
        title="Dragoman", version=__version__, docs_url=None, redoc_url=None, openapi_url="/openapi.json", lifespan=life,
        description="A sourced record of diplomacy, read from the news in the language it was written in.",
    )  # fmt: skip
    app.state.pool, app.state.memory, app.state.settings = pool, memory, settings or Settings()
    problems.install(app)
    app.add_api_route("/static/{name}", statics.serve, methods=["GET", "HEAD"], include_in_schema=False)
    for router in ROUTERS:
        app.include_router(router)
    app.middleware("http")(_finish)
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    app.add_middleware(Guard)
    return app


async def _finish(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """The language's cookie, and ETags: who has the page as it stands is told so."""
    answer = await call_next(request)
    if request.url.path.startswith("/static/"):
        return answer
    tongue = language_of(request)
    if request.query_params.get(language.CHOICE) == tongue:
        answer.set_cookie(language.CHOICE, tongue, max_age=_LONG, httponly=True, samesite="lax", secure=request.url.scheme == "https")
    answer.headers.setdefault("Content-Language", tongue)
    answer.headers.add_vary_header("Accept-Language")
    answer.headers.add_vary_header("Cookie")
    if request.method not in ("GET", "HEAD") or answer.status_code != 200 or "Set-Cookie" in answer.headers:
        return answer
    answer.headers.setdefault("Cache-Control", "private, no-cache")
    return await _tagged(request, answer)


async def _tagged(request: Request, answer: Response) -> Response:
    """The answer with an ETag of its content, or 304 where the reader has it. What comes in a stream is left alone."""
    if not isinstance(answer, StreamingResponse) and not hasattr(answer, "body_iterator"):
        return answer
    length = answer.headers.get("content-length")
    if length is None:  # a stream of unknown length: an export
        return answer
    body = b"".join([part if isinstance(part, bytes) else str(part).encode() async for part in answer.body_iterator])
    tag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    headers = {k: v for k, v in answer.headers.items() if k != "content-length"}
    headers["ETag"] = tag
    known = [t.strip() for t in request.headers.get("if-none-match", "").split(",")]
    if tag in known or "*" in known:
        return Response(status_code=304, headers={k: v for k, v in headers.items() if k != "content-type"})
    return Response(body, answer.status_code, headers)
