"""Fetching: addresses become pages to be read, politely. Knows the web's manners and dangers; nothing of what a page says.

`Fetcher` fetches one address; `watching.Watch` follows feeds, and `state.State` remembers between runs what was seen.
"""

from dragoman.fetching.errors import Stopped, Unfetched
from dragoman.fetching.fetcher import DELAY, Fetched, Fetcher, Known, agent
from dragoman.fetching.pace import Clock

__all__ = ["DELAY", "Clock", "Fetched", "Fetcher", "Known", "Stopped", "Unfetched", "agent"]
