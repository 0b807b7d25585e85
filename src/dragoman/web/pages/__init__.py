"""The kinds of pages, each a module with a `router`. Those with a word of their own in the address come before parties (`/KAZ`)."""

from dragoman.model.errors import DragomanError
from dragoman.web import charting
from dragoman.web.memory import Memory
from dragoman.web.pages import events, finding, front, pairs, states
from dragoman.web.pool import Pool
from dragoman.web.rendering import environment

ROUTERS = (front.router, finding.router, events.router, states.router, pairs.router)


def warm(pool: Pool, memory: Memory) -> None:
    """Does before the first reader comes what would make that reader wait."""
    environment("ko"), environment("en")
    try:
        with pool.lent() as record:
            record.meant("KOR")
            memory.get(record, "front", front.count)
        charting.bundle()
    except (DragomanError, RuntimeError):
        return  # who asks will be told


__all__ = ["ROUTERS", "warm"]
