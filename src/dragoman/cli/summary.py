"""What is said at the end of a batch: how many pages, of which languages, with which events, how fast, and what was not read and why."""

import re
import time
from collections import Counter
from collections.abc import Mapping
from typing import Any

from dragoman.cli import console
from dragoman.model.errors import UnreadableInput
from dragoman.model.reading import Reading
from dragoman.scale import Pool

#: Kinds that are named one by one; the rest is counted together.
_NAMED = 8


class Tally:
    """Counts while a batch is worked through."""

    def __init__(self) -> None:
        self.read = self.known = 0
        self.languages: Counter[str] = Counter()
        self.events: Counter[str] = Counter()
        self.failed: Counter[str] = Counter()
        self.silent: Counter[str] = Counter()
        self._began = time.monotonic()

    def page(self, reading: Reading) -> None:
        """A page was read."""
        self.read += 1
        self.languages[reading.language or "unknown"] += 1
        self.events.update(e.type for e in reading.events)

    def error(self, error: UnreadableInput) -> None:
        """A page was not; reasons are counted without what differs from page to page."""
        self.failed[re.split(r"[:;(]", error.why, maxsplit=1)[0].strip()] += 1

    @property
    def failures(self) -> int:
        """How many pages could not be read."""
        return self.failed.total()

    @property
    def through(self) -> int:
        """How many pages were looked at."""
        return self.read + self.failures + self.silent.total()

    def tell(self, pool: Pool[Any], first: str, **more: object) -> None:
        """Says it: `first` is the beginning of the first line, `more` what a program is told besides."""
        took = max(time.monotonic() - self._began, 1e-6)
        memory = max(pool.peaks, default=0)
        kinds = (("languages", self.languages), ("events", self.events), ("left out", self.silent), ("not read", self.failed))
        counted = "".join(f"; {name}: {_listed(counts)}" for name, counts in kinds if counts)
        lines = [first, f"{took:.1f} s, {self.through / took:.1f} pages a second{_processes(pool, memory)}{counted}"]
        console.inform(
            "\n".join(lines), "summary", pages=self.through, read=self.read, known=self.known, failed=self.failures,
            languages=dict(self.languages.most_common()), events=dict(self.events.most_common()), why=dict(self.failed.most_common()), left_out=dict(self.silent.most_common()),
            seconds=round(took, 3), rate=round(self.through / took, 2), processes=pool.jobs, replaced=pool.replaced,
            resident=pool.peaks, **more,
        )  # fmt: skip


def pages(count: int) -> str:
    """A number of pages."""
    return f"{count} {'page' if count == 1 else 'pages'}"


def _processes(pool: Pool[Any], memory: int) -> str:
    if not pool.peaks:
        return ""
    replaced = f", {pool.replaced} replaced" if pool.replaced else ""
    return f" in {pool.jobs} processes{replaced}" + (f" of {memory / 1e6:.0f} MB at most, most of it shared" if memory else "")


def _listed(counts: Mapping[str, int]) -> str:
    ordered = Counter(counts).most_common()
    rest = sum(n for _, n in ordered[_NAMED:])
    return ", ".join(f"{name} {n:,}" for name, n in ordered[:_NAMED]) + (f", others {rest:,}" if rest else "")
