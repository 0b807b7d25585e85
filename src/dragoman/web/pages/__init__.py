"""The kinds of pages, each a module with a `router`. Those with a word of their own in the address come before parties (`/KAZ`)."""

from dragoman import reading
from dragoman.model.errors import DragomanError
from dragoman.web import charting
from dragoman.web.memory import Memory
from dragoman.web.pages import (
    api,
    articles,
    definitions,
    embedding,
    events,
    feeds,
    finding,
    front,
    lists,
    pairs,
    people,
    review,
    searching,
    states,
)
from dragoman.web.pool import Pool
from dragoman.web.rendering import environment

ROUTERS = (
    front.router, api.router, finding.router, definitions.router, lists.router, events.router, articles.router, review.router, people.router,
    embedding.router, feeds.router, searching.router, states.router, pairs.router,
)  # fmt: skip


def warm(pool: Pool, memory: Memory) -> None:
    """Does before the first reader comes what would make that reader wait."""
    environment("ko"), environment("en")
    try:
        with pool.lent() as record:
            record.meant("KOR")
            for active in memory.get(record, "front", front.count).activity[:1]:
                states.count(record, active.code)  # brings the libraries that count, which takes longer than counting
        charting.bundle()
        reading.terms("외교")
    except (DragomanError, RuntimeError):
        return  # who asks will be told


__all__ = ["ROUTERS", "warm"]
