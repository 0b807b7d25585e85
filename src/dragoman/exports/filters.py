"""Which acts an export holds: by party, type, status and time. The questions of the record understand the same words."""

import msgspec

from dragoman.model.kept import KeptEvent
from dragoman.model.when import When


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Conditions that all must hold; empty ones always do. `since` and `until` are ISO dates or prefixes, both inclusive.

    `actors` act (or are among the parties of a mutual act), `with_` are on the other side. A time is inside if any day of it is:
    `2023-02` is since 2023-02-15.
    """

    actors: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether everything passes."""
        return self == Filter()

    def passes(self, event: KeptEvent) -> bool:
        """Whether an act is to be exported."""
        return (
            (not self.types or event.type in self.types)
            and (not self.statuses or event.status in self.statuses)
            and self._parties(event)
            and self.in_time(event.when, event.first_seen)
        )

    def speaks(self, codes: tuple[str, ...], when: When, published: str | None) -> bool:
        """Whether what a party said or holds is to be exported: `codes` are those of the parties to it."""
        wanted = (*self.actors, *self.with_)
        return (not wanted or any(code in wanted for code in codes)) and self.in_time(when, published)

    def in_time(self, when: When, published: str | None) -> bool:
        """Whether any day of `when` is inside; where it has none, the day of publication; what has neither is not."""
        if self.since is None and self.until is None:
            return True
        start, end = when.start, when.end
        if start is None and end is None:
            start = end = published and published[:10]
        if start is None and end is None:
            return False
        before = self.until is not None and start is not None and start[:10] > self.until and not start.startswith(self.until)
        after = self.since is not None and end is not None and end[:10] < self.since and not self.since.startswith(end[:10])
        return not before and not after

    def _parties(self, event: KeptEvent) -> bool:
        acting = {p.code for p in event.actors}
        other = {p.code for p in event.recipients} or acting
        if self.actors and self.with_:
            return any(a in acting and w in other and a != w for a in self.actors for w in self.with_)
        if self.actors:
            return any(code in acting for code in self.actors)
        return not self.with_ or any(code in other for code in self.with_)
