"""Measures what keeping costs beside reading, and how fast a large record answers.

usage: python benchmarks/record.py [--events N] [--record FILE] [--rounds N]

- `keeping`: processor time of keeping the samples beside that of reading them, medians in turns;
- `timeline`: what passed between two parties, the first 50 events, for the busiest pair and the median of 200 pairs; and the busiest whole;
- `months`: counts of all ordered pairs by month and type, over the flat table of dyads; and how long that table takes to make, once;
- `search`: words frequent and rare, the first 20 pages;
- `size`: bytes of the file for each event, everything in it counted;
- `reader`: the 99th of a hundred timelines of the busiest pair while another process adds pages to the same record.

The record has N invented events (a million), ten a page; it is made first, which takes some minutes, or taken from FILE if that is there.
Times are those of a clock, in one process, the first of each kind not counted.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence

import duckdb
import synthetic
from reading_speed import median_seconds, sample_pages

from dragoman import pages, reading
from dragoman.record import Keeper, Record, open_record

WORDS = ("정상회담", "나토", "푸틴", "대통령 특사", '"국경 무역"', "카자흐스탄", "휴전 미사일 원전")

_BY_MONTH = "SELECT actor, recipient, substr(start, 1, 7), count(*), avg(score), sum((quad > 2)::int) FROM dyads GROUP BY ALL"


def keeping(rounds: int) -> None:
    """Prints the processor time of reading and of keeping, a page."""
    sources = [(name, data) for name, data in sample_pages(None)]
    found = [reading.read_with_terms(pages.load_bytes(data, name)) for name, data in sources]

    def read() -> None:
        for name, data in sources:
            reading.read_with_terms(pages.load_bytes(data, name))

    def keep() -> None:
        with tempfile.TemporaryDirectory() as folder, Keeper(os.path.join(folder, "kept.db")) as keeper:
            for number, (one, terms) in enumerate(found):
                keeper.keep(one, terms, str(number))

    alone, kept = median_seconds(rounds, read, keep)
    print(f"keeping  {kept / len(found) * 1000:.1f} ms a page beside {alone / len(found) * 1000:.1f} ms of reading: {kept / alone:.1%} on top (target 10%)")


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that a piece of work takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def questions(record: Record, rounds: int) -> tuple[str, str]:
    """Prints how long timelines, searches and the counts by month take. Gives the busiest pair."""
    chance = random.Random(1)
    counts = record.dyads().group_by(["actor", "recipient"]).aggregate([("event", "count")]).sort_by([("event_count", "descending")])
    pairs = list(zip(counts["actor"].to_pylist(), counts["recipient"].to_pylist(), strict=True))
    pairs = [(a, b) for a, b in pairs if a != b]
    busiest = pairs[0]
    some = chance.sample(pairs, min(200, len(pairs)))
    first = statistics.median(timed(lambda: record.timeline(*busiest, limit=50)) for _ in range(rounds))
    each = [timed(lambda a=a, b=b: record.timeline(a, b, limit=50)) for a, b in some]
    whole = timed(lambda: record.timeline(*busiest))
    number = len(record.timeline(*busiest))
    print(f"timeline {first:.1f} ms for the busiest pair ({'–'.join(busiest)}), median of {len(some)} pairs {statistics.median(each):.1f} ms, slowest {max(each):.1f} ms (target 50 ms); all {number} events of the busiest {whole:.0f} ms")
    table = record.dyads()
    made = timed(record.dyads)
    base = duckdb.connect()
    base.register("dyads", table)
    count = statistics.median(timed(lambda: base.sql(_BY_MONTH).to_arrow_table()) for _ in range(3))
    print(f"months   {count:.0f} ms for all pairs by month over {table.num_rows:,} dyads (target 1000 ms); making the table of dyads {made:.0f} ms")
    record.search(WORDS[0])
    slow = {words: statistics.median(timed(lambda words=words: record.search(words)) for _ in range(rounds)) for words in WORDS}
    print("search   " + ", ".join(f"{words} {took:.1f} ms" for words, took in slow.items()) + " (target 20 ms)")
    return busiest


def beside_a_writer(path: str, pair: tuple[str, str]) -> None:
    """Prints how long timelines of a pair take while another process writes."""
    writer = subprocess.Popen([sys.executable, __file__, "--write", path], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    writer.stdout.readline()
    with open_record(path) as record:
        record.timeline(*pair, limit=50)
        took = sorted(timed(lambda: record.timeline(*pair, limit=50)) for _ in range(500))
    running = writer.poll() is None
    writer.terminate()
    writer.wait()
    print(f"reader   p99 {took[int(len(took) * 0.99)]:.1f} ms, median {took[len(took) // 2]:.1f} ms while another process adds pages{'' if running else ' (it was done before)'} (target 50 ms)")


def write(path: str) -> None:
    """Adds invented pages for as long as it may."""
    with Keeper(path) as keeper:
        for number, one in enumerate(synthetic.pages(100_000, int(time.time()))):
            keeper.keep(one, one.text.split())
            if number == 0:
                keeper.flush()
                print("ready", flush=True)


def main(arguments: Sequence[str] | None = None) -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--events", type=int, default=1_000_000)
    options.add_argument("--record")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--write", help=argparse.SUPPRESS)
    given = options.parse_args(arguments)
    if given.write:
        write(given.write)
        return
    keeping(given.rounds)
    with tempfile.TemporaryDirectory() as folder:
        path = given.record or os.path.join(folder, "kept.db")
        if not os.path.exists(path):
            took = timed(lambda: synthetic.fill(path, given.events)) / 1000
            print(f"made     {given.events:,} invented events in {took:.0f} s")
        with open_record(path) as record:
            (events,) = record._connection.execute("SELECT count(*) FROM events").fetchone()
            print(f"size     {os.path.getsize(path) / 1e6:,.0f} MB, {os.path.getsize(path) / events:,.0f} bytes an event, {events:,} events")
            busiest = questions(record, given.rounds)
        beside_a_writer(path, busiest)


if __name__ == "__main__":
    main()
