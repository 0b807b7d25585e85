"""What a site lets robots do: its robots.txt, kept for a day (RFC 9309)."""

import math
from collections.abc import Callable, MutableMapping

import msgspec
from protego import Protego

from dragoman.fetching.address import Address
from dragoman.fetching.errors import Unfetched
from dragoman.fetching.wire import Answer

#: The name that rules of a robots.txt call us by.
NAME = "Dragoman"
#: Bytes of a robots.txt that count (RFC 9309 asks for at least 500 KiB).
SIZE = 512_000
#: Seconds that rules are kept; and that a site is left alone whose rules cannot be had.
_KEPT, _CLOSED = 24 * 3600.0, 900.0


class Rules(msgspec.Struct, frozen=True):
    """The text of a robots.txt, None where it could not be had and all is forbidden, until when that holds (seconds since 1970), and why."""

    text: str | None
    until: float
    why: str = ""


class Robots:
    """Who may be asked for what, and how often. `kept` holds the rules of each origin."""

    def __init__(self, ask: Callable[[str], Answer], now: Callable[[], float], kept: MutableMapping[str, Rules]) -> None:
        self._ask = ask
        self._now = now
        self._kept = kept
        self._read: dict[str, tuple[Rules, Protego]] = {}

    def delay(self, address: Address) -> float:
        """The seconds between two requests that the site asks for, 0 where it asks for none.

        Raises `Unfetched` where the site does not want us at `address`, or its rules cannot be had.
        """
        rules = self._rules(address.origin)
        if rules.text is None:
            why = f" ({rules.why})" if rules.why else ""
            raise Unfetched(address.url, f"the site's robots.txt cannot be had{why}, so the site is left alone for now", "robots", passing=True)
        known, parsed = self._read.get(address.origin, (None, None))
        if parsed is None or known is not rules:
            parsed = Protego.parse(rules.text)
            self._read[address.origin] = (rules, parsed)
        if not parsed.can_fetch(address.url, NAME):
            raise Unfetched(address.url, "the site's robots.txt asks robots to stay away from it", "robots")
        rate = parsed.request_rate(NAME)
        asked = max(parsed.crawl_delay(NAME) or 0.0, rate.seconds / max(1, rate.requests) if rate else 0.0)
        return asked if math.isfinite(asked) else 0.0

    def _rules(self, origin: str) -> Rules:
        known = self._kept.get(origin)
        if known is None or known.until <= self._now():
            known = self._kept[origin] = self._fetched(origin)
        return known

    def _fetched(self, origin: str) -> Rules:
        """RFC 9309, 2.3.1: a site without rules allows all, one that cannot answer for them forbids all."""
        try:
            answer = self._ask(origin + "/robots.txt")
        except Unfetched as error:
            # an address that leads nowhere has no rules; rules that would not come, or not end, give no leave
            is_nowhere = error.reason in ("address", "status")
            return Rules("", self._now() + _KEPT) if is_nowhere else Rules(None, self._now() + _CLOSED, error.why)
        if answer.status == 429 or answer.status >= 500:
            return Rules(None, self._now() + _CLOSED, str(answer.status))
        text = answer.body.decode("utf-8-sig", "replace") if 200 <= answer.status < 300 else ""
        return Rules(text, self._now() + _KEPT)
