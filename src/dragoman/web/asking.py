"""One request: the record it is asked of, the language of the answer, and the form of it. Every page takes it as `asking: Asking`."""

from collections.abc import AsyncIterator, Callable, Hashable, Mapping, Sequence
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

import msgspec
from fastapi import Depends, Request
from starlette.responses import RedirectResponse, Response

from dragoman.record import Record
from dragoman.record.codes import Meant
from dragoman.web import language, rendering, twins
from dragoman.web.desk import Desk, Session
from dragoman.web.language import Language
from dragoman.web.memory import Memory
from dragoman.web.settings import Settings
from dragoman.web.twins import Form

T = TypeVar("T")


class Asked:
    """What a page needs to answer: `record` (open), `language`, `form` (html, json, jsonl or csv), `settings`, `request`."""

    def __init__(self, request: Request, record: Record) -> None:
        self.request, self.record = request, record
        self.settings: Settings = request.app.state.settings
        self.language: Language = language_of(request)
        self.form: Form = twins.form_of(request.url.path)
        #: whether the answer has figures that are not of the record as it is, and is not to be kept
        self.passing = False
        self._memory: Memory = request.app.state.memory

    def reviewer(self) -> Session | None:
        """Who is signed in to review, None for a reader."""
        desk: Desk = self.request.app.state.desk
        return desk.session(self.request, self.record)

    def say(self, message: str) -> str:
        """A message in the language of the answer."""
        return language.say(self.language, message)

    def party(self, word: str) -> Meant:
        """The party that a code or name means. Raises `BadQuestion`, which becomes a page that helps."""
        return self.record.meant(word)

    def counted(self, key: Hashable, count: Callable[[Record], T]) -> T:
        """A figure that takes long to count; see `memory`. Waits where it never was counted."""
        found = self._memory.get(self.record, key, count)
        self.passing |= not self._memory.is_current(self.record, key)
        return found

    def glimpsed(self, key: Hashable, count: Callable[[Record], T], *, few: bool = False) -> T | None:
        """The same, None for a page of HTML that would have to wait; data waits. What there are `few` of is not worth sending for."""
        if few or self.form != "html":
            return self.counted(key, count)
        found = self._memory.glance(self.record, key, count)
        self.passing |= found is None or not self._memory.is_current(self.record, key)
        return found

    def here(self, **changes: str | int | None) -> str:
        """The address of this page with some parameters changed, or left out where None; the place in a list is left out too."""
        return address_with(self.request, changes)

    def show(
        self, template: str, view: msgspec.Struct, items: Sequence[msgspec.Struct] = (), rows: Sequence[Mapping[str, Any]] | None = None,
        status: int = 200, headers: Mapping[str, str] | None = None, **more: Any,
    ) -> Response:  # fmt: skip
        """The answer: `view` with a template as HTML or as JSON; `items` as JSON Lines, and `rows` (default: the items, flat) as CSV.

        `more` is for the template alone: what is not data.
        """
        if self.form == "html":
            body = rendering.page(self.request, self.language, template, view=view, asked=self, **more)
            answer = Response(body, status, media_type="text/html")
        else:
            answer = twins.answer(self.form, view, items, rows, status)
        if self.passing:
            answer.headers["Cache-Control"] = "private, no-cache"
        answer.headers.update(headers or {})
        return answer

    def elsewhere(self, address: str, status: int = 303) -> RedirectResponse:
        """Sends the reader to another address of ours; `address` begins with one slash."""
        if not address.startswith("/") or address.startswith("//"):
            raise ValueError(f"{address!r} is not an address of this room")
        return RedirectResponse(address, status)


def language_of(request: Request) -> Language:
    """The language of the answer to a request."""
    return language.chosen(request.query_params, request.cookies, request.headers.get("accept-language"))


def address_with(request: Request, changes: Mapping[str, str | int | None]) -> str:
    """The address of a request with parameters changed (a list of values stays a list); `after` is dropped unless it is changed."""
    kept = [(k, v) for k, v in request.query_params.multi_items() if k not in changes and k != "after"]
    kept += [(k, str(v)) for k, v in changes.items() if v is not None and v != ""]
    raw: bytes = request.scope.get("raw_path") or request.url.path.encode()
    path = raw.decode("ascii", "replace").partition("?")[0]
    return path + (f"?{urlencode(kept)}" if kept else "")


async def _asked(request: Request) -> AsyncIterator[Asked]:
    # not in a thread of its own: a connection is at hand, and on a busy machine going to a thread and back takes longer than taking it
    with request.app.state.pool.lent() as record:
        yield Asked(request, record)


Asking = Annotated[Asked, Depends(_asked)]
