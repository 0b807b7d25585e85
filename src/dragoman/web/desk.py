"""Who is signed in to review, for how long, and how often somebody may try.

Sessions live in the memory of the program: who restarts it signs everybody out. A cookie holds 32 random bytes, of which only the digest
is kept; every form of a session carries a second secret, which other sites cannot know.
"""

import hashlib
import hmac
import secrets
import threading
import time
from collections import deque
from urllib.parse import urlsplit

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from dragoman.record import Record, reviewers
from dragoman.web.errors import N_, Refused

COOKIE = "dragoman_desk"
#: Seconds of a session; failures within a stretch of seconds after which an address has to wait, and all addresses together.
_LASTS, _WITHIN, _TRIES, _TRIES_OF_ALL = 12 * 3600, 900, 5, 100
#: Sessions that are kept at most, the oldest goes first; addresses whose failures are remembered.
_MOST, _ADDRESSES = 1000, 10_000


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who is signed in: `csrf` goes into every form, `digest` is that of the token, `until` the end (monotonic seconds)."""

    name: str
    digest: str
    csrf: str
    until: float


class Desk:
    """Sessions and failures of one reading room. May be asked from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sessions: dict[str, Session] = {}
        self._failures: dict[str, deque[float]] = {}
        self._all: deque[float] = deque()

    def session(self, request: Request, record: Record) -> Session | None:
        """Who asks, if they are signed in and still may review."""
        cookie = request.cookies.get(COOKIE)
        if cookie is None:
            return None
        key = _key(cookie)
        with self._lock:
            found = self._sessions.get(key)
            if found is not None and found.until < time.monotonic():
                del self._sessions[key]
                found = None
        if found is None:
            return None
        with record.snapshot() as connection:
            known = any(hmac.compare_digest(r.digest, found.digest) for r in reviewers.listed(connection))
        return found if known else None

    def sign_in(self, request: Request, record: Record, token: str) -> tuple[str, Session]:
        """A new session and its cookie. Raises `Refused` for a wrong token (403), and for too many of them (429)."""
        address = request.client.host if request.client is not None else ""
        self._slow_down(address)
        with record.snapshot() as connection:
            who = reviewers.of_token(connection, token)
        if who is None:
            self._note(address)
            raise Refused(403, N_("Not signed in"), N_("This token is not known here. Whoever runs this room makes one with: dragoman reviewer add NAME"))
        cookie = secrets.token_urlsafe(32)
        session = Session(name=who.name, digest=who.digest, csrf=secrets.token_urlsafe(32), until=time.monotonic() + _LASTS)
        with self._lock:
            while len(self._sessions) >= _MOST:
                del self._sessions[next(iter(self._sessions))]
            self._sessions[_key(cookie)] = session
        return cookie, session

    def sign_out(self, request: Request) -> None:
        """Ends the session of who asks."""
        with self._lock:
            self._sessions.pop(_key(request.cookies.get(COOKIE, "")), None)

    def _slow_down(self, address: str) -> None:
        with self._lock:
            now = time.monotonic()
            own = self._failures.get(address, deque())
            for some in (own, self._all):
                while some and some[0] < now - _WITHIN:
                    some.popleft()
            for some, most in ((own, _TRIES), (self._all, _TRIES_OF_ALL)):
                if len(some) >= most:
                    wait = max(1, int(some[-most] + _WITHIN - now) + 1)
                    raise Refused(429, N_("Too many tries"), N_("Too many wrong tokens came from here. Wait a quarter of an hour."), {"Retry-After": str(wait)})

    def _note(self, address: str) -> None:
        with self._lock:
            now = time.monotonic()
            while len(self._failures) >= _ADDRESSES and address not in self._failures:
                del self._failures[next(iter(self._failures))]
            self._failures.setdefault(address, deque()).append(now)
            self._all.append(now)


def keep(answer: Response, cookie: str, request: Request) -> None:
    """Puts the cookie of a session on an answer: for this site alone, never for its scripts."""
    answer.set_cookie(COOKIE, cookie, max_age=_LASTS, path="/", httponly=True, samesite="strict", secure=request.url.scheme == "https")


def from_here(request: Request) -> None:
    """Raises `Refused` (403) for a form that a page of another site sent."""
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    # pages that send no referrer send forms with the origin "null": then only the first header can tell
    if site is not None:
        foreign = site not in ("same-origin", "none")
    else:
        foreign = origin not in (None, "null") and urlsplit(origin or "").netloc != request.headers.get("host")
    if foreign:
        raise Refused(403, N_("Not allowed"), N_("This form was not sent from a page of this room."))


def allowed(session: Session | None, csrf: str) -> Session:
    """The session that a form belongs to. Raises `Refused` where nobody is signed in (401) or the form is not of the session (403)."""
    if session is None:
        raise Refused(401, N_("Not signed in"), N_("Only reviewers can change anything. Sign in with your token first."))
    if not hmac.compare_digest(session.csrf.encode(), csrf.encode("utf-8", "surrogatepass")):
        raise Refused(403, N_("Not allowed"), N_("This form is too old, or was not sent from a page of this room. Open the page again."))
    return session


def _key(cookie: str) -> str:
    return hashlib.sha256(cookie.encode("utf-8", "surrogatepass")).hexdigest()
