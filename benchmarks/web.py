"""Measures how fast the reading room answers many readers of a large record while pages are being added to it.

usage: python benchmarks/web.py [--events N] [--record FILE] [--readers N] [--pause SECONDS] [--seconds N]

The record has N invented events (a million), ten a page; it is made first, which takes some minutes, or taken from FILE if that is there.
`dragoman serve` runs as it is shipped, another process adds invented pages as fast as it can, and readers (20) go from page to page:
front page, states, pairs, events, articles and searches in turns, chosen as the news has them, the busy ones most often. A reader looks
at each page for a while (`--pause`, 1 second on average; 0 for none at all, which asks as much as the machine gives).

Printed is what readers wait for each kind of page, and what the first page weighs over the wire, compressed, with its style and scripts.
"""

import argparse
import gzip
import http.client
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from urllib.parse import quote

import synthetic

from dragoman.names.lexicon import load
from dragoman.record import open_record

HERE = Path(__file__).parent
KINDS = ("front", "state", "pair", "event", "article", "search")
WORDS = ("정상회담", "나토", "대통령 특사", '"가스관 철도"', "카자흐스탄", "휴전 미사일 원전", "가스관", "유엔 결의")
TARGET = 150


class Addresses:
    """Pages to look at, drawn like those of the news: few states are in most of it."""

    def __init__(self, path: str, seed: int = 1) -> None:
        self._chance = random.Random(seed)
        self._states = [s.code for s in load().states]
        self._weights = list(accumulate(1 / (rank + 1) for rank in range(len(self._states))))
        with open_record(path) as record, record.snapshot() as connection:
            last = connection.execute("SELECT max(number) FROM events").fetchone()[0]
            some = [self._chance.randrange(1, last + 1) for _ in range(500)]
            rows = [connection.execute("SELECT r.event, a.id FROM reports r JOIN articles a ON a.number = r.article WHERE r.number = ?", (n,)).fetchone() for n in some]
        self._told = [(r[0], r[1]) for r in rows if r]
        self._lock = threading.Lock()

    def draw(self, kind: str) -> str:
        """The address of a page of a kind."""
        with self._lock:
            match kind:
                case "front":
                    return "/"
                case "state":
                    return f"/{self._state()}"
                case "pair":
                    one, other = self._state(), self._state()
                    while other == one:
                        other = self._state()
                    return f"/{one}/{other}"
                case "event":
                    return f"/events/{self._chance.choice(self._told)[0]}"
                case "article":
                    return f"/articles/{self._chance.choice(self._told)[1]}"
                case "search":
                    return f"/search?q={quote(self._chance.choice(WORDS))}"
                case _:
                    raise ValueError(f"{kind!r} is no kind of page")

    def _state(self) -> str:
        return self._chance.choices(self._states, cum_weights=self._weights, k=1)[0]


class Reader(threading.Thread):
    """Goes from page to page until it is told to stop; `took` are (kind, milliseconds, status)."""

    def __init__(self, port: int, addresses: Addresses, pause: float, stop: threading.Event, number: int) -> None:
        super().__init__(daemon=True)
        self.port, self.addresses, self.pause, self.stop, self.chance = port, addresses, pause, stop, random.Random(number)
        self.first = number % len(KINDS)
        self.took: list[tuple[str, float, int]] = []

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        turn = self.first
        while not self.stop.wait(self.chance.expovariate(1 / self.pause) if self.pause else 0):
            kind = KINDS[turn % len(KINDS)]
            turn += 1
            address = self.addresses.draw(kind)
            begin = time.perf_counter()
            try:
                connection.request("GET", address, headers={"Accept-Encoding": "gzip", "Accept-Language": ("ko", "en")[turn % 2]})
                answer = connection.getresponse()
                answer.read()
            except ConnectionResetError:  # the room closes a connection that was idle for five seconds, as servers do
                connection.close()
                continue
            self.took.append((kind, (time.perf_counter() - begin) * 1000, answer.status))


def serve(path: str) -> tuple[subprocess.Popen[str], int]:
    """The reading room of a record, once it answers, and its port."""
    room = subprocess.Popen([sys.executable, "-m", "dragoman", "serve", "--port", "0", "--record", path], stderr=subprocess.PIPE, text=True)
    assert room.stderr is not None
    for line in room.stderr:
        found = re.search(r"http://[^:]+:(\d+)/", line)
        if found:
            threading.Thread(target=room.stderr.read, daemon=True).start()
            return room, int(found[1])
    raise RuntimeError("the reading room did not open")


def fetch(port: int, address: str) -> tuple[bytes, bytes]:
    """What comes over the wire for an address, and what it is."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    connection.request("GET", address, headers={"Accept-Encoding": "gzip", "Accept-Language": "ko"})
    answer = connection.getresponse()
    body = answer.read()
    return body, gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body


def weigh(port: int) -> tuple[int, int]:
    """Bytes over the wire of the first page alone, and with all that it needs, the library of charts left out."""
    wire, page = fetch(port, "/")
    needed = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page.decode()))
    return len(wire), len(wire) + sum(len(fetch(port, one)[0]) for one in needed if "charts-library" not in one)


def main(arguments: Sequence[str] | None = None) -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--events", type=int, default=1_000_000)
    options.add_argument("--record")
    options.add_argument("--readers", type=int, default=20)
    options.add_argument("--pause", type=float, default=1.0)
    options.add_argument("--seconds", type=float, default=60)
    given = options.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        path = given.record or os.path.join(folder, "kept.db")
        if not os.path.exists(path):
            synthetic.fill(path, given.events)
        room, port = serve(path)
        writer = subprocess.Popen([sys.executable, str(HERE / "record.py"), "--write", path], stdout=subprocess.PIPE)
        try:
            addresses = Addresses(path)
            for _ in range(2):  # the first ones of each kind are not counted
                for kind in KINDS:
                    fetch(port, addresses.draw(kind))
            # what takes seconds when a room is opened is done: the library of charts, the dictionary of Korean
            fetch(port, "/static/" + re.findall(r"charts-library[^\"]+", fetch(port, "/KAZ")[1].decode())[0])
            assert writer.stdout is not None
            writer.stdout.readline()
            stop = threading.Event()
            readers = [Reader(port, addresses, given.pause, stop, n) for n in range(given.readers)]
            begun = processor_seconds(room.pid)
            for reader in readers:
                reader.start()
            time.sleep(given.seconds)
            stop.set()
            for reader in readers:
                reader.join()
            spent = processor_seconds(room.pid) - begun
            report([one for reader in readers for one in reader.took], given, writer.poll() is None, spent)
            alone, whole = weigh(port)
            print(f"first page  {alone / 1000:.0f} kB over the wire, {whole / 1000:.0f} kB with style and scripts (target 200 kB)")
        finally:
            for process in (writer, room):
                process.terminate()
                process.wait()


def processor_seconds(process: int) -> float:
    """Processor time that a process and all of its threads took; not known (nan) where there is no /proc."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return float("nan")
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def report(took: list[tuple[str, float, int]], given: argparse.Namespace, was_writing: bool, spent: float) -> None:
    """Prints the waits by kind of page."""
    print(f"load {', '.join(f'{one:.1f}' for one in os.getloadavg())} on {os.cpu_count()} processors; {spent / len(took) * 1000:.0f} ms of processor time a page")
    print(f"{given.readers} readers, {given.pause:g} s between pages, {len(took)} pages in {given.seconds:g} s{'' if was_writing else '; the writer was done before'}")
    for kind in KINDS:
        some = sorted(ms for k, ms, _ in took if k == kind)
        wrong = sum(1 for k, _, status in took if k == kind and status != 200)
        if some:
            p95 = some[min(len(some) - 1, int(len(some) * 0.95))]
            print(f"  {kind:8} {len(some):5} pages, median {statistics.median(some):6.0f} ms, p95 {p95:6.0f} ms, slowest {some[-1]:6.0f} ms"
                  f"{f', {wrong} not answered with 200' if wrong else ''} (target p95 {TARGET} ms)")  # fmt: skip


if __name__ == "__main__":
    main()
