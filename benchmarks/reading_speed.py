"""Measures how long reading takes beside Kiwi alone, how much memory it holds, and what telling irrelevant pages apart saves.

usage: python benchmarks/reading_speed.py [--pages FOLDER] [--rounds N]

All in one process and one run, on the same pages (the samples, or the text and HTML files of FOLDER):

- `kiwi`: `split_into_sents(text, return_tokens=True)` over the body text of each page, with one worker;
- `reading`: from the bytes of each page to its reading;
- the ratio of the two, and the largest resident memory of the process so far;
- a mixed set with nine invented irrelevant pages for each page: the time with and without the gate that tells pages apart
  before Kiwi sees them, how many pages it stops, and the events, statements and other records that are lost by it.

A first round warms everything up and is not counted. Times are medians of the rounds that follow, each over all pages; what is
compared is measured in turns. They are seconds of processor time, so that other work on the machine matters little.
"""

import argparse
import gc
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from importlib import resources
from pathlib import Path

from irrelevant import page as irrelevant_page

from dragoman import articles, languages, pages, reading
from dragoman.languages.ko import morphemes
from dragoman.model.reading import Reading

#: Irrelevant pages for each page of the mixed set.
NINE = 9
TARGET_RATIO, TARGET_MEMORY = 1.6, 900
_RECORDS = ("events", "statements", "positions", "measures", "ties")


def sample_pages(folder: str | None) -> list[tuple[str, bytes]]:
    """Name and bytes of each text or HTML file, in name order."""
    root = Path(folder) if folder else Path(str(resources.files("dragoman") / "samples"))
    return [(p.name, p.read_bytes()) for p in sorted(root.iterdir()) if p.suffix in (".txt", ".html", ".htm")]


def body(data: bytes, name: str) -> str:
    """The body text of a page, paragraphs joined by line breaks."""
    article = articles.extract(pages.load_bytes(data, name))
    return "\n".join(article.text[p.start : p.end] for p in article.parts if p.kind == "body")


def median_seconds(rounds: int, *works: Callable[[], object]) -> list[float]:
    """The median processor time of each piece of work over `rounds`, in turns, after one round that is not counted."""
    times: list[list[float]] = [[] for _ in works]
    for counted in range(rounds + 1):
        for work, taken in zip(works, times, strict=True):
            gc.collect()
            start = time.process_time()
            work()
            if counted:
                taken.append(time.process_time() - start)
    return [statistics.median(taken) for taken in times]


def peak_memory() -> float:
    """The largest resident memory of this process so far, in MB of 10^6 bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def read_all(found: Sequence[tuple[str, bytes]]) -> list[Reading]:
    """The readings of all pages."""
    return [reading.read(pages.load_bytes(data, name)) for name, data in found]


def speed(found: Sequence[tuple[str, bytes]], rounds: int) -> None:
    """Prints the time of Kiwi alone and of reading, their ratio, and the memory."""
    kiwi = morphemes._kiwi()
    bodies = [body(data, name) for name, data in found]
    alone, whole = median_seconds(
        rounds, lambda: [list(kiwi.split_into_sents(text, return_tokens=True)) for text in bodies], lambda: read_all(found)
    )
    print(f"{len(found)} pages, {sum(map(len, bodies)):,} code points of body text, {rounds} rounds")
    print(f"kiwi     {alone:7.3f} s  {1000 * alone / len(found):7.1f} ms a page")
    print(f"reading  {whole:7.3f} s  {1000 * whole / len(found):7.1f} ms a page")
    print(f"ratio    {whole / alone:7.2f}    (target: at most {TARGET_RATIO})")
    print(f"memory   {peak_memory():7.0f} MB (peak, resident; target: at most {TARGET_MEMORY})")


def gate(found: Sequence[tuple[str, bytes]], rounds: int) -> None:
    """Prints what the gate saves and loses on a set with nine irrelevant pages in ten."""
    mixed = [*found, *((f"irrelevant-{n}.txt", irrelevant_page(n)) for n in range(NINE * len(found)))]
    stopped = sum(bool(reading.explain(pages.load_bytes(data, name)).analysis.notes) for name, data in mixed)
    kept, full = read_all(mixed), _ungated(mixed)
    with_gate, without = median_seconds(rounds, lambda: read_all(mixed), lambda: _ungated(mixed))
    print()
    print(f"mixed set: {len(mixed)} pages, nine in ten irrelevant; the gate stops {stopped}")
    print(f"without  {without:7.3f} s  {1000 * without / len(mixed):7.1f} ms a page")
    print(f"with     {with_gate:7.3f} s  {1000 * with_gate / len(mixed):7.1f} ms a page, {1 - with_gate / without:.0%} less")
    lost = {name: (sum(len(getattr(r, name)) for r in full), sum(len(getattr(r, name)) for r in kept)) for name in _RECORDS}
    print("lost     " + ", ".join(f"{before - after} of {before} {name}" for name, (before, after) in lost.items()))


def _ungated(found: Sequence[tuple[str, bytes]]) -> list[Reading]:
    """The readings of all pages, none of them told apart beforehand."""
    rule = languages.gate
    languages.gate = lambda _: None
    try:
        return read_all(found)
    finally:
        languages.gate = rule


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--pages", help="a folder of pages (default: the samples)")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    found = sample_pages(options.pages)
    if not found:
        parser.error(f"no pages in {options.pages}")
    speed(found, options.rounds)
    gate(found, max(1, options.rounds // 2))


if __name__ == "__main__":
    main()
