"""How often a site is asked, and waiting that ends when the user wants to end."""

import math
import random
import threading
import time
from collections.abc import Callable

from dragoman.fetching.errors import Stopped

#: Waits are up to so much longer than they must be, so that many watchers do not come at the same moment.
_JITTER = 0.25


class Clock:
    """The time, and waiting. `stop` ends all waiting, now and later."""

    def __init__(self) -> None:
        self._stop = threading.Event()

    def now(self) -> float:
        """Seconds, UTC, since 1970."""
        return time.time()

    def tick(self) -> float:
        """Seconds since some moment, by a clock that nobody sets."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Waits. Raises `Stopped` where the user asks to end, or did before."""
        if self._stop.wait(max(0.0, seconds)):
            raise Stopped

    def stop(self) -> None:
        """Asks everything that waits or fetches by this clock to end. May be called from a signal handler."""
        self._stop.set()

    def is_stopped(self) -> bool:
        return self._stop.is_set()


class Pace:
    """When each host may be asked again."""

    def __init__(self, clock: Clock, chance: Callable[[], float] = random.random) -> None:
        self._clock = clock
        self._chance = chance
        self._free: dict[str, float] = {}

    def left(self, host: str) -> float:
        """Seconds until `host` may be asked."""
        return max(0.0, self._free.get(host, -math.inf) - self._clock.tick())

    def wait(self, host: str) -> None:
        """Waits until `host` may be asked. Raises `Stopped`."""
        self._clock.sleep(self.left(host))

    def asked(self, host: str, delay: float) -> None:
        """`host` was asked just now, and wants `delay` seconds of rest."""
        self.hold(host, delay * (1 + _JITTER * self._chance()))

    def hold(self, host: str, seconds: float) -> None:
        """`host` is not to be asked for so many seconds from now."""
        self._free[host] = max(self._free.get(host, -math.inf), self._clock.tick() + seconds)
