"""Following feeds: what they tell of is fetched once, and again when they say that it has changed."""

import zlib
from collections import deque
from collections.abc import Iterator, Sequence

import msgspec

from dragoman.fetching.address import parse
from dragoman.fetching.errors import Unfetched
from dragoman.fetching.fetcher import PATIENCE, Fetched, Fetcher, Known
from dragoman.fetching.state import State, Told, Waiting
from dragoman.model.errors import UnreadableInput
from dragoman.model.page import Given, Input
from dragoman.pages import feeds

#: Sitemaps of one index that are read in a round; the others wait for the next one.
NESTED = 20


class FeedRead(msgspec.Struct, frozen=True, kw_only=True):
    """A feed or sitemap was read: how many articles it tells of that were never seen; `same` where it has not changed."""

    url: str
    new: int
    same: bool = False


class Arrived(msgspec.Struct, frozen=True, kw_only=True):
    """The page of an article that a feed tells of; None where it has not changed since it was kept. To be settled by whoever takes it."""

    url: str
    page: Input | None
    fetched: Fetched


class Watch:
    """Follows `addresses` with `fetcher`, remembering in `state`. A round takes `most` articles; those told of last come first.

    A round is `look`, then `articles`, each result of which is given to `settle` or `give_up` when it is kept, or cannot be.
    """

    def __init__(self, addresses: Sequence[str], fetcher: Fetcher, state: State, most: int) -> None:
        self._addresses = list(dict.fromkeys(parse(address).url for address in addresses))
        self._fetcher = fetcher
        self._state = state
        self._most = most

    def look(self) -> Iterator[FeedRead | UnreadableInput]:
        """Reads the feeds; one that cannot be read comes as the error that names it. Raises `Stopped`."""
        for url in self._addresses:
            try:
                yield from self._read(url, depth=0)
            except UnreadableInput as error:
                yield error

    def articles(self) -> Iterator[Arrived | Unfetched]:
        """The articles that wait, each site in its own time, so that one is fetched from while others rest. Raises `Stopped`."""
        queues: dict[str, deque[Waiting]] = {}
        for one in self._state.waiting(self._most, self._now()):
            queues.setdefault(parse(one.url).host, deque()).append(one)
        while queues:
            host = min(queues, key=self._fetcher.pace.left)
            if self._fetcher.pace.left(host) > PATIENCE:
                return  # all that is left wants long rests: the next round goes on
            waiting = queues[host].popleft()
            if not queues[host]:
                del queues[host]
            yield self._article(waiting)

    def settle(self, arrived: Arrived, outcome: str = "kept") -> None:
        """The article is in the record, or will never be."""
        self._state.settle(arrived.url, outcome, arrived.fetched.known, self._now())

    def give_up(self, error: Unfetched) -> None:
        """The article could not be had: it is tried again later where that may help."""
        if error.passing:
            self._state.again(error.source, error.reason, error.after, self._now())
        else:
            self._state.settle(error.source, error.reason, now=self._now())

    def _article(self, waiting: Waiting) -> Arrived | Unfetched:
        try:
            fetched = self._fetcher.fetch(waiting.url, waiting.known)
        except Unfetched as error:
            return Unfetched(waiting.url, error.why, error.reason, passing=error.passing, after=error.after)
        return Arrived(url=waiting.url, page=None if fetched.same else fetched.page(waiting.given), fetched=fetched)

    def _read(self, url: str, depth: int, stamp: str | None = None) -> Iterator[FeedRead | UnreadableInput]:
        known = self._state.feed(url)[0]
        fetched = self._fetcher.fetch(url, known, page=False)
        if fetched.same:
            self._state.note(url, known, (), stamp=stamp, now=self._now())
            yield FeedRead(url=url, new=0, same=True)
            return
        found = list(_entries(fetched.answer.body, url))
        new, nested = list(_told(found)), [one for one in found if isinstance(one, feeds.Nested)]
        due = self._due(nested) if depth == 0 else []
        # what an index leaves for later must be seen again, even if it does not change
        said = Known() if len(due) > NESTED else fetched.known
        yield FeedRead(url=url, new=self._state.note(url, said, new, stamp=stamp, now=self._now()))
        for one in due[:NESTED]:
            try:
                yield from self._read(parse(one.url).url, depth + 1, one.modified)
            except UnreadableInput as error:
                yield error

    def _due(self, nested: Sequence[feeds.Nested]) -> list[feeds.Nested]:
        """The sitemaps of an index that may hold news: those changed last come first, then those that were not read for longest."""
        known = {one.url: self._state.feed(one.url) for one in nested}
        due = [one for one in nested if one.modified is None or one.modified != known[one.url][1]]
        due.sort(key=lambda one: known[one.url][2])
        due.sort(key=lambda one: one.modified or "", reverse=True)
        return due

    def _now(self) -> float:
        return self._fetcher.clock.now()


def _entries(data: bytes, url: str) -> Iterator[feeds.Entry | feeds.Nested]:
    if data.startswith(b"\x1f\x8b"):
        data = _unpacked(data, url)
    return feeds.sitemap(data, url) if feeds.kind(data[:65_536]) == "sitemap" else feeds.entries(data, url)


def _unpacked(data: bytes, url: str) -> bytes:
    """A sitemap that is a gzip file, no further than a sitemap may be long."""
    try:
        return zlib.decompressobj(wbits=31).decompress(data, feeds.SITEMAP_LIMIT + 1)
    except zlib.error:
        raise UnreadableInput(url, "a gzip file that cannot be unpacked") from None


def _told(found: Sequence[feeds.Entry | feeds.Nested]) -> Iterator[Told]:
    """The articles of a feed. Entries without an address of the web cannot be fetched and are left out."""
    for entry in found:
        if isinstance(entry, feeds.Nested) or entry.url is None:
            continue
        try:
            url = parse(entry.url).url
        except Unfetched:
            continue
        given = Given(title=entry.title, published=entry.published, outlet=entry.outlet, byline=entry.byline)
        yield Told(url=url, given=given, stamp=entry.modified)
