"""The kinds of pages, each a module with a `router`. Those with a word of their own in the address come before parties (`/KAZ`)."""

from dragoman import reading
from dragoman.coding import frames
from dragoman.model.errors import DragomanError
from dragoman.web import charting
from dragoman.web.language import LANGUAGES
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
    for one in (environment(language) for language in LANGUAGES):
        for name in one.list_templates():
            one.get_template(name)
    try:
        with pool.lent() as record:
            record.meant("KOR")
            memory.get(record, "front", front.count)
            states.evenly(record, "KOR", ("USA",), None)  # brings the libraries that count, which takes longer than counting
        reading.terms("외교")
        frames.by_name("ko")
        charting.bundle()
    except (DragomanError, RuntimeError):
        return  # who asks will be told


__all__ = ["ROUTERS", "warm"]
