"""Measures many pages: one and two processes, Ray against the local pool, bytes stored a page, and memory over many pages.

usage: python benchmarks/scale.py [--pages N] [--memory N] [--keep FILE.json] [jobs] [ray] [stored] [costs] [html] [gate] [memory]

The pages are those of `crawl.py`, as HTML. Other work on the machine makes seconds by the clock mean little, so that the load average is
printed, and beside the clock the processor time of all processes that took part. With --keep the figures are written where
`scripts/extrapolate.py` finds them.
"""

import argparse
import json
import os
import platform
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import crawl

from dragoman import languages, pages
from dragoman.cli import spread, work
from dragoman.model.page import Input
from dragoman.record import Keeper, edition
from dragoman.scale import Pool, cluster, shares

_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


def inputs(count: int, relevant: bool = False) -> Iterator[Input]:
    """The pages of the crawl as inputs."""
    return (Input(source=f"crawl#{n}", data=body, url=address) for n, (address, body) in enumerate(crawl.pages(count, relevant)))


def mixed(count: int) -> Iterator[Input]:
    """The pages of the crawl, one in fifty as HTML, the others as the beginning of their text: many pages in little time."""
    for n in range(count):
        yield Input(source=f"crawl#{n}", data=crawl.html(n) if n % 50 == n // 50 % 50 else b"\n".join(crawl.text(n).split(b"\n")[:8]))


def foreign(number: int) -> bytes:
    """A page in a language that is not read; no two are alike."""
    chance = random.Random(f"foreign {number}")
    page = re.sub("[가-힣]+", lambda _: chance.choice(_WORDS), crawl.html(10 * number + 1).decode()).replace('lang="ko"', 'lang="en"')
    start, end = page.index("<h1>"), page.index("</article>")
    sentences = [" ".join(["The", *chance.choices(_WORDS, k=9)]) + " of the " + " and the ".join(chance.choices(_WORDS, k=2)) + "." for _ in range(24)]
    body = "".join(f"<p>{' '.join(sentences[n : n + 3])}</p>" for n in range(0, 24, 3))
    return f"{page[:start]}<h1>A day by the river, part {number}</h1>{body}{page[end:]}".encode()


_WORDS = ["harbour", "morning", "boats", "quiet", "path", "river", "baker", "corner", "bread", "years", "rain", "north", "weekend", "garden", "school", "teacher", "bicycle", "market", "apples", "window", "letter", "winter", "music", "station", "coffee", "bridge", "island", "summer", "painter", "kitchen", "doctor", "village", "forest", "museum", "library", "ticket", "weather", "mountain", "street", "evening", "singer", "table", "people", "walked", "opened", "sold", "found", "carried", "painted", "near", "under", "behind", "along", "with", "without", "before", "after", "many", "few", "small", "large", "old", "new"]


def jobs(count: int, rounds: int = 5) -> dict[str, Any]:
    """One process against two, by the clock and in processor time, in turns, since what else the machine does changes."""
    found: dict[str, Any] = {"pages": count, "load": _load()} | {f"{what}_{n}": 0.0 for n in (1, 2) for what in ("seconds", "processor")}
    for _ in range(rounds):
        for n in (1, 2):
            with Pool(work.read, n, warm=work.WARM, apart=True) as pool:
                results = pool.each(inputs(count // rounds + 2 * n))
                list(islice(results, 2 * n))
                began, own, theirs = time.perf_counter(), time.process_time(), _processor(pool)
                assert all(isinstance(result, work.Read) for _, result in results)
                found[f"seconds_{n}"] += time.perf_counter() - began
                found[f"processor_{n}"] += time.process_time() - own + _processor(pool) - theirs
    found["speed_up"] = found["seconds_1"] / found["seconds_2"]
    found["efficiency"] = found["speed_up"] / 2
    found["work_efficiency"] = found["processor_1"] / found["processor_2"]
    return found


def ray(count: int) -> dict[str, Any]:
    """The local pool of two against Ray on this machine, with its start; both without their usual politeness to other work."""
    os.environ["RAY_worker_niceness"] = "0"  # noqa: SIM112 (so Ray spells it)
    found: dict[str, Any] = {"pages": count, "load": _load()}
    job = shares.Job(spread.cells, spread.columns, work.WARM, 300.0)
    with tempfile.TemporaryDirectory() as folder:
        warc = os.path.join(folder, "c.warc.gz")
        crawl.write_warc(crawl.pages(count), warc)
        with Pool(work.read_with_terms, 2, warm=work.WARM) as pool:
            results = pool.each(pages.inputs([warc]))
            next(results)
            began = time.perf_counter()
            assert sum(1 for _ in results) == count - 1
            found["pool_seconds"] = time.perf_counter() - began
        size = os.path.getsize(warc) // 12
        out = os.path.join(folder, "out")
        began = time.perf_counter()
        made = list(cluster.spread(shares.shares([warc], out, edition.reader(), size), out, job))
        found["ray_seconds"] = time.perf_counter() - began
        assert sum(m.read for m in made if isinstance(m, shares.Manifest)) == count
        found["shares"] = len(made)
        found["parquet_bytes_a_page"] = sum(m.bytes for m in made if isinstance(m, shares.Manifest)) / count
    found["ratio"] = found["ray_seconds"] / found["pool_seconds"]
    return found


def stored(count: int) -> dict[str, Any]:
    """Bytes of the record for each page, and the processor time of keeping one, by kind of page."""
    found: dict[str, Any] = {"pages": count, "load": _load()}
    for kind, data in _KINDS.items():
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "kept.db")
            read = [work.read_with_terms(Input(source=f"/crawl#{n}", data=data(n), url=f"https://n.example/{n}")) for n in range(count)]
            with Keeper(path) as keeper:
                empty = os.path.getsize(path)
                began = time.process_time()
                for one in read:
                    assert isinstance(one, work.Read)
                    keeper.keep(one.reading, one.terms, f"{0:064}")
                keeper.flush()
                found[f"keeping_ms_{kind}"] = 1000 * (time.process_time() - began) / count
            found[f"bytes_{kind}"] = (os.path.getsize(path) - empty) / count
    return found


def costs(count: int) -> dict[str, Any]:
    """Processor time of reading a page, by kind, in milliseconds."""
    found: dict[str, Any] = {"pages": count, "load": _load()}
    for kind, data in _KINDS.items():
        some = [Input(source=f"crawl#{n}", data=data(n)) for n in range(count)]
        work.read_with_terms(some[0])
        began = time.process_time()
        for one in some:
            work.read_with_terms(one)
        found[f"reading_ms_{kind}"] = 1000 * (time.process_time() - began) / count
        began = time.process_time()
        for one in some:
            work.read_telling(one)
        found[f"telling_ms_{kind}"] = 1000 * (time.process_time() - began) / count
        found[f"html_bytes_{kind}"] = sum(len(one.data or b"") for one in some) / count
    return found


@contextmanager
def _no_gate() -> Iterator[None]:
    rule, languages.gate = languages.gate, lambda _: None
    try:
        yield
    finally:
        languages.gate = rule


def html(count: int) -> dict[str, Any]:
    """Processor time of reading political pages as HTML and as their text, each page both ways in turn."""
    found: dict[str, Any] = {"pages": count, "load": _load(), "html": 0.0, "text": 0.0}
    forms: dict[str, Callable[..., bytes]] = {"html": crawl.html, "text": crawl.text}
    for make in forms.values():
        work.read_with_terms(Input(source="crawl", data=make(0, relevant=True)))
    for n in range(count):
        for form, make in forms.items():
            one = Input(source=f"crawl#{n}", data=make(n, relevant=True))
            began = time.process_time()
            work.read_with_terms(one)
            found[form] += time.process_time() - began
    found["ratio"] = found["html"] / found["text"]
    return found


def gate(count: int) -> dict[str, Any]:
    """Processor time of reading all pages, nothing told beforehand, against leaving out those that tell nothing, and what that loses.

    One page in ten is political; the others are Korean, or in other languages.
    """
    found: dict[str, Any] = {"pages": count, "load": _load()}
    for read in (work.read_with_terms, work.read_telling):  # what either loads is loaded once for all pages
        read(Input(source="crawl", data=crawl.html(0)))
    for kind in ("irrelevant", "foreign"):
        some = [Input(source=f"crawl#{n}", data=_KINDS["political" if n % crawl.IN == 0 else kind](n)) for n in range(count)]
        found[f"all_{kind}"], found[f"telling_{kind}"] = 0.0, 0.0
        full, told = [], []
        for one in some:  # in turn, so that a machine that slows down slows both
            began = time.process_time()
            with _no_gate():
                full.append(work.read_with_terms(one))
            between = time.process_time()
            told.append(work.read_telling(one))
            found[f"all_{kind}"] += between - began
            found[f"telling_{kind}"] += time.process_time() - between
        found[f"ratio_{kind}"] = found[f"all_{kind}"] / found[f"telling_{kind}"]
        counts = [sum(len(r.reading.events) for r in some if isinstance(r, work.Read)) for some in (full, told)]
        found[f"events_{kind}"], found[f"lost_{kind}"] = counts[0], counts[0] - counts[1]
    return found


def memory(count: int) -> dict[str, Any]:
    """Resident memory of this process and, in its share, of two that read, at every tenth of so many pages, in MB."""
    found: dict[str, Any] = {"pages": count, "load": _load(), "parent": [], "reader": [], "reader_resident": []}
    with Pool(work.read, 2, warm=work.WARM) as pool:
        for done, _ in enumerate(pool.each(mixed(count)), 1):
            if done % (count // 10) == 0:
                found["parent"].append(_memory(os.getpid(), "Pss"))
                found["reader"].append(max(_memory(w._process.pid, "Pss") for w in pool._workers))
                found["reader_resident"].append(max(_memory(w._process.pid, "Rss") for w in pool._workers))
                print(done, found["parent"][-1], found["reader"][-1], found["reader_resident"][-1], file=sys.stderr, flush=True)
    found["growth"] = found["reader"][-1] / found["reader"][0] - 1
    return found


_KINDS: dict[str, Callable[[int], bytes]] = {
    "political": lambda n: crawl.html(n, relevant=True),
    "irrelevant": lambda n: crawl.html(10 * n + 1),
    "foreign": foreign,
}
_MEASURES: dict[str, Callable[[int], dict[str, Any]]] = {"jobs": jobs, "ray": ray, "stored": stored, "costs": costs, "html": html, "gate": gate, "memory": memory}


def _processor(pool: Pool[Any]) -> float:
    """Seconds of processor time of the processes of a pool."""
    return sum(sum(map(int, Path(f"/proc/{w._process.pid}/stat").read_text().rpartition(")")[2].split()[11:13])) for w in pool._workers) / _TICKS


def _memory(process: int, what: str) -> float:
    line = next(line for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines() if line.startswith(f"{what}:"))
    return round(int(line.split()[1]) / 1000, 1)


def _load() -> float:
    return round(os.getloadavg()[0], 2)


def main(arguments: list[str] | None = None) -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("what", nargs="*", choices=[*_MEASURES, []])
    options.add_argument("--pages", type=int, default=5000)
    options.add_argument("--memory", type=int, default=50_000)
    options.add_argument("--keep", metavar="FILE.json")
    given = options.parse_args(arguments)
    counts = {"jobs": given.pages, "ray": given.pages // 2, "stored": max(1, given.pages // 20), "costs": max(1, given.pages // 20), "html": max(1, given.pages // 20), "gate": max(10, given.pages // 10), "memory": given.memory}
    kept: dict[str, Any] = json.loads(Path(given.keep).read_text()) if given.keep and os.path.exists(given.keep) else {}
    for what in given.what or list(_MEASURES):
        found = {name: round(value, 4) if isinstance(value, float) else value for name, value in _MEASURES[what](counts[what]).items()}
        print(what, json.dumps(found), flush=True)
        kept[what] = {**found, "cores": os.cpu_count(), "python": platform.python_version()}
        if given.keep:
            Path(given.keep).write_text(json.dumps(kept, indent=1) + "\n")


if __name__ == "__main__":
    main()
