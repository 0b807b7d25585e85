"""Pages and feeds from the web, fetched as a polite robot does: asked for once, slowly, by name, and only where the site lets us."""

from collections.abc import Callable, Mapping, MutableMapping
from datetime import UTC, datetime
from email.message import Message
from urllib.parse import urljoin

import msgspec
import tenacity
from urllib3.exceptions import InvalidHeader
from urllib3.util import Retry

from dragoman.fetching import robots
from dragoman.fetching.address import Address, Resolver, look_up, parse, resolve
from dragoman.fetching.errors import Unfetched
from dragoman.fetching.pace import Clock, Pace
from dragoman.fetching.wire import Answer, Bounds, ask
from dragoman.model.errors import one_line
from dragoman.model.page import Given, Input
from dragoman.pages import feeds

#: Seconds between two requests to a host that does not ask for more.
DELAY = 2.0
#: Seconds that a fetch waits for a host at most; a site that wants more rest is left for later.
PATIENCE = 60.0
_HOPS = 5
_TRIES = 3
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
#: Statuses of a server that may answer otherwise in a while.
_PASSING = (408, 425, 429, 500, 502, 503, 504)


class Known(msgspec.Struct, frozen=True):
    """What a server said of an address when it was last fetched, by which it tells whether it has changed."""

    etag: str | None = None
    modified: str | None = None


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """What was fetched: `asked` is the address asked for, `url` the one that answered, after redirects.

    `same` says that it has not changed since it was `Known`, and then `answer.body` is empty. `at` is the time, UTC, to the second.
    """

    asked: str
    url: str
    same: bool
    answer: Answer
    at: str

    @property
    def known(self) -> Known:
        """What to ask with next time."""
        return Known(self.answer.headers.get("etag"), self.answer.headers.get("last-modified"))

    def page(self, given: Given | None = None) -> Input:
        """The page, to be read; `given` is what a feed said of it."""
        about = Message()
        about["content-type"] = self.answer.headers.get("content-type", "")
        return Input(source=self.asked, url=self.url, data=self.answer.body, encoding=about.get_content_charset(), given=given)


class Fetcher:
    """Fetches, one request at a time.

    `agent` is the name we give, `delay` the seconds between two requests to a host (a robots.txt may ask for more), `known_rules` the
    robots.txt files of origins, which it fills. `allow_private` lets it into private networks.
    """

    def __init__(
        self, agent: str, *, delay: float = DELAY, bounds: Bounds | None = None, allow_private: bool = False,
        known_rules: MutableMapping[str, robots.Rules] | None = None, resolver: Resolver = resolve, clock: Clock | None = None,
    ) -> None:  # fmt: skip
        self.clock = clock or Clock()
        self.pace = Pace(self.clock)
        self._delay = delay
        self._bounds = bounds or Bounds()
        self._allow_private = allow_private
        self._resolver = resolver
        self._headers = {"User-Agent": agent, "Accept-Encoding": "gzip, deflate", "Connection": "close"}
        self._robots = robots.Robots(self._rules, self.clock.now, {} if known_rules is None else known_rules)
        self._retrying = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(_TRIES), retry=tenacity.retry_if_exception(_is_worth_another_try), wait=_rest, sleep=self.clock.sleep, reraise=True
        )

    def fetch(self, url: str, known: Known | None = None, *, page: bool = True) -> Fetched:
        """Fetches `url`, following redirects; unless it is a `page`, whatever its kind.

        Waits until the host may be asked again. What is no page may be as large as a sitemap. Raises `Unfetched`, `Stopped`.
        """
        asked = parse(url)
        headers = {**self._headers, "Accept": ", ".join(_PAGES) + ";q=0.9, */*;q=0.1" if page else "*/*"}
        if known is not None:
            headers |= {k: v for k, v in (("If-None-Match", known.etag), ("If-Modified-Since", known.modified)) if v}
        answer, final = self._retrying(self._polite, asked, headers, page)
        at = datetime.fromtimestamp(self.clock.now(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return Fetched(asked=asked.url, url=final.url, same=answer.status == 304, answer=answer, at=at)

    def _polite(self, asked: Address, headers: Mapping[str, str], page: bool) -> tuple[Answer, Address]:
        """An answer with something in it, and who gave it. Raises `Unfetched`."""
        bounds = self._bounds if page else msgspec.structs.replace(self._bounds, size=feeds.SITEMAP_LIMIT)
        rests: dict[str, float] = {}

        def before(address: Address) -> None:
            delay = max(self._delay, self._robots.delay(address))
            if address.host not in rests:
                left = self.pace.left(address.host)
                if left > PATIENCE:
                    raise Unfetched(address.url, f"the site wants to be left alone for {left:.0f} more seconds", "later", passing=True, after=left)
                self.pace.wait(address.host)
            rests[address.host] = delay

        try:
            answer, final = self._followed(asked, headers, bounds, _pages_only if page else None, before)
        finally:
            for host, delay in rests.items():
                self.pace.asked(host, delay)
        if answer.status in (200, 304):
            return answer, final
        after = _retry_after(answer.headers.get("retry-after"))
        if after is not None:
            self.pace.hold(final.host, after)
        words = one_line(f"{answer.status} {answer.reason}".strip()[:100])
        raise Unfetched(asked.url, f"the server does not give it ({words})", "status", passing=answer.status in _PASSING, after=after)

    def _rules(self, url: str) -> Answer:
        bounds = msgspec.structs.replace(self._bounds, size=robots.SIZE)
        return self._followed(parse(url), self._headers, bounds, None, lambda address: None)[0]

    def _followed(
        self, asked: Address, headers: Mapping[str, str], bounds: Bounds,
        wants: Callable[[str, Mapping[str, str]], None] | None, before: Callable[[Address], None],
    ) -> tuple[Answer, Address]:  # fmt: skip
        """The answer at the end of the redirects, and where that is. Every step is looked at like the first one."""
        address = asked
        try:
            for _ in range(_HOPS + 1):
                before(address)
                answer = self._asked(address, headers, bounds, wants)
                place = answer.headers.get("location")
                if answer.status not in (301, 302, 303, 307, 308) or not place:
                    return answer, address
                address = _next(address, place)
        except Unfetched as error:
            if error.source == asked.url:
                raise
            why = f"leads to {one_line(error.source)}: {error.why}"
            raise Unfetched(asked.url, why, error.reason, passing=error.passing, after=error.after) from None
        raise Unfetched(asked.url, f"leads from one address to the next, more than {_HOPS} times", "status")

    def _asked(self, address: Address, headers: Mapping[str, str], bounds: Bounds, wants: Callable[[str, Mapping[str, str]], None] | None) -> Answer:
        numbers = look_up(address, self._resolver, allow_private=self._allow_private)

        def look(status: int, told: Mapping[str, str]) -> None:
            if status == 200 and wants is not None:
                wants(address.url, told)

        return ask(address, numbers, headers, bounds, wants=look, stop=self.clock.is_stopped)


def _next(address: Address, place: str) -> Address:
    """Where a redirect leads. Servers write addresses in UTF-8, which the protocol reads as Latin-1."""
    try:
        return parse(urljoin(address.url, place.encode("latin-1", "replace").decode("utf-8", "replace")))
    except ValueError:
        raise Unfetched(place, "not an address that can be understood", "address") from None


def _pages_only(url: str, headers: Mapping[str, str]) -> None:
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind and kind not in _PAGES:
        hint = "; `dragoman watch` follows feeds" if kind.endswith(("rss+xml", "atom+xml")) else ""
        raise Unfetched(url, f"not a page: {one_line(kind)}{hint}", "kind")


def _retry_after(value: str | None) -> float | None:
    try:
        return None if value is None else float(Retry().parse_retry_after(value))
    except InvalidHeader:
        return None


def _is_worth_another_try(error: BaseException) -> bool:
    """Whether to ask again at once: a server that stumbled, not one that is slow, or wants us to come back much later."""
    return isinstance(error, Unfetched) and error.passing and error.reason in ("status", "network") and (error.after or 0.0) <= PATIENCE


def _rest(state: tenacity.RetryCallState) -> float:
    """Seconds before the next try: what the server asks for, else 1, 2, 4 … and a bit."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.after if isinstance(error, Unfetched) else None
    return asked if asked is not None else tenacity.wait_exponential_jitter(initial=1, max=PATIENCE)(state)


def agent(version: str, contact: str | None) -> str:
    """The name a site sees, with where whoever runs this can be reached."""
    return f"{robots.NAME}/{version}" + (f" (+{contact})" if contact else "")
