"""Pages of figures as they were last made, for as long as the record does not change.

Many readers ask for the same few pages. Only pages that are the same for everybody are kept: nothing that a reviewer sees otherwise,
nothing that notes stand on.
"""

import threading
from collections import OrderedDict
from typing import NamedTuple

from starlette.requests import Request

from dragoman.web.asking import language_of
from dragoman.web.language import CHOICE

#: Bytes that are kept, and what takes part in no keeping: pages that show what reviewers write, and lists too many to come again.
_MOST = 32 * 1024 * 1024
_NOT = ("/events", "/articles", "/review", "/search", "/find", "/static", "/sign", "/people")


class Kept(NamedTuple):
    """An answer: the edition of the record that it is of, its body and headers."""

    edition: tuple[int, int]
    body: bytes
    headers: dict[str, str]


class Shelf:
    """Answers by address and language. Safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, str, str], Kept] = OrderedDict()
        self._size = 0

    def take(self, request: Request, edition: tuple[int, int]) -> Kept | None:
        """The answer to a request, if it was made for the record as it is."""
        with self._lock:
            key = _key(request)
            found = self._kept.get(key)
            if found is None or found.edition != edition:
                return None
            self._kept.move_to_end(key)
            return found

    def put(self, request: Request, kept: Kept) -> None:
        """Keeps an answer; those that were not asked for longest are dropped for it."""
        with self._lock:
            key = _key(request)
            before = self._kept.pop(key, None)
            self._size += len(kept.body) - (len(before.body) if before is not None else 0)
            self._kept[key] = kept
            while self._size > _MOST:
                self._size -= len(self._kept.popitem(last=False)[1].body)


def is_common(request: Request) -> bool:
    """Whether the answer to a request is the same for everybody who reads its language."""
    return request.method == "GET" and set(request.cookies) <= {CHOICE} and CHOICE not in request.query_params and not request.url.path.startswith(_NOT)


def _key(request: Request) -> tuple[str, str, str]:
    return request.url.path, request.url.query, language_of(request)
