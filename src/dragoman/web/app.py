"""The reading room as an ASGI application."""

import hashlib
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import FastAPI, Request
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response

from dragoman import __version__
from dragoman.record import RecordError
from dragoman.web import language, problems, statics
from dragoman.web.asking import language_of
from dragoman.web.desk import Desk
from dragoman.web.memory import Memory
from dragoman.web.pages import ROUTERS, warm
from dragoman.web.pool import Pool
from dragoman.web.security import Guard
from dragoman.web.settings import Settings
from dragoman.web.shelf import Kept, Shelf, is_common

#: Requests that are answered at a time: with more of them at once, threads wait for each other longer than they work.
_THREADS = 2
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
        anyio.to_thread.current_default_thread_limiter().total_tokens = _THREADS
        yield
        memory.close()
        pool.close()

    app = FastAPI(
        title="Dragoman", version=__version__, docs_url=None, redoc_url=None, openapi_url=None, lifespan=life,
        description="A sourced record of diplomacy, read from the news in the language it was written in.",
    )  # fmt: skip
    app.state.pool, app.state.memory, app.state.shelf, app.state.settings = pool, memory, Shelf(), settings or Settings()
    app.state.desk = Desk()
    problems.install(app)
    app.add_api_route("/static/{name}", statics.serve, methods=["GET", "HEAD"], include_in_schema=False)
    for router in ROUTERS:
        app.include_router(router)
    app.middleware("http")(_finish)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(Guard)
    return app


async def _finish(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """The language's cookie, and ETags: who has the page as it stands is told so. What is the same for everybody is taken from the shelf."""
    if request.url.path.startswith("/static/"):
        return await call_next(request)
    shelf: Shelf = request.app.state.shelf
    edition = _edition(request) if is_common(request) else None
    if edition is not None and (kept := shelf.take(request, edition)) is not None:
        return _conditional(request, kept.body, kept.headers)
    answer = await call_next(request)
    tongue = language_of(request)
    if request.query_params.get(language.CHOICE) == tongue:
        answer.set_cookie(language.CHOICE, tongue, max_age=_LONG, httponly=True, samesite="lax", secure=request.url.scheme == "https")
    answer.headers.setdefault("Content-Language", tongue)
    answer.headers.add_vary_header("Accept-Language")
    answer.headers.add_vary_header("Cookie")
    # a stream of unknown length, such as an export, is not waited for
    if request.method not in ("GET", "HEAD") or answer.status_code != 200 or "Set-Cookie" in answer.headers or "content-length" not in answer.headers:
        return answer
    # what says itself how it is to be kept is not for the shelf: figures that are still being counted, pages of one reader
    keeps = "Cache-Control" not in answer.headers
    answer.headers.setdefault("Cache-Control", "private, no-cache")
    body = await _body(answer)
    headers = {k: v for k, v in answer.headers.items() if k != "content-length"}
    headers["etag"] = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    if edition is not None and keeps and request.method == "GET":
        shelf.put(request, Kept(edition, body, headers))
    return _conditional(request, body, headers)


def _edition(request: Request) -> tuple[int, int] | None:
    """The edition of the record; None where it cannot be read, which the page will tell. Two look-ups: quicker than a thread is woken."""
    try:
        with request.app.state.pool.lent() as record:
            found: tuple[int, int] = record.edition()
            return found
    except RecordError:
        return None


async def _body(answer: Response) -> bytes:
    stream = getattr(answer, "body_iterator", None)
    if stream is None:
        return bytes(answer.body)
    return b"".join([part if isinstance(part, bytes) else str(part).encode() async for part in stream])


def _conditional(request: Request, body: bytes, headers: dict[str, str]) -> Response:
    """The answer, or 304 where the reader has it."""
    known = [tag.strip() for tag in request.headers.get("if-none-match", "").split(",")]
    if headers["etag"] in known or "*" in known:
        return Response(status_code=304, headers={k: v for k, v in headers.items() if k != "content-type"})
    return Response(body, 200, headers)
