"""`dragoman add` with two processes over files and containers, ended at chance moments until it gets through: the record must be that of an
undisturbed run.

usage: python tests/scale/ending.py [--rounds N] [--seed N]

One round ends the command in one way (SIGKILL, SIGINT, a disk that is full) and starts it again until it ends by itself. After each the
record must be sound (`dragoman check`), and no process may be left. Pages are read by a stand-in that takes next to no time.
"""

import argparse
import contextlib
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "record"))

from content import content
from invented_pages import act, page

from dragoman import pages
from dragoman.cli import run, work
from dragoman.model.page import Input
from dragoman.record import defects

STATES = ("RUS", "USA", "CHN", "KAZ", "UKR", "JPN")
WAYS = ("kill", "full disk", "interrupt")
#: Pages that are files, and rows of each of two tables.
FILES, ROWS = 20, 30
#: A record of these pages takes more than this many bytes.
_LITTLE = 400_000


def read(found: Input) -> work.Read | work.Failed:
    """In the place of reading: an act between two states that follow from the number on the page."""
    words = pages.load(found).text
    number = int(words.split()[1])
    if number % 17 == 5:
        return work.Failed("a bad day")
    time.sleep(0.002)
    actor, recipient = STATES[number % 6], STATES[(number // 6 + 1 + number % 6) % 6]
    told = act(f"{actor} {number % 5}일 {recipient} 비난했다 그리고 물러서지 않겠다고 했다", actor, recipient, when=f"2024-05-{number % 5 + 10}")
    return work.Read(page(told, source=found.source, url=f"https://a.example/{number % 60}", published=f"2024-05-15T00:{number % 60:02}", title=f"제목 {number % 7}"), ("말",))


def crawl(folder: Path) -> list[str]:
    """The paths of the pages: a folder of files, and two tables."""
    (folder / "files").mkdir()
    for number in range(FILES):
        (folder / "files" / f"{number:03}.txt").write_text(f"쪽 {number} 글\n", "utf-8")
    for table in range(2):
        rows = (json.dumps({"text": f"쪽 {FILES + table * ROWS + n} 글 " + "말 " * 40}) for n in range(ROWS))
        (folder / f"{table}.jsonl").write_text("\n".join(rows) + "\n", "utf-8")
    return [str(folder / "files"), str(folder / "0.jsonl"), str(folder / "1.jsonl")]


def child(paths: list[str], record: str, most: int | None = None) -> subprocess.Popen[bytes]:
    """A process that adds; `most` are the bytes that a file may have. It says that it is about to begin."""
    limit = (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))) if most else None
    command = [sys.executable, __file__, "--add", record, *paths]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, preexec_fn=limit, start_new_session=True)
    assert process.stdout is not None
    process.stdout.readline()
    return process


def one_round(paths: list[str], record: str, way: str, chance: random.Random, takes: float) -> int:
    """Ends and starts again until the command gets through. Gives how often it was ended."""
    ended = 0
    if way == "full disk":
        process = child(paths, record, _LITTLE)
        assert process.wait(60) in (1, 3), "the disk was not full"
        sound(record)
        ended = 1
    while True:
        process = child(paths, record)
        if way == "full disk":
            assert process.wait(60) == 1
            return ended
        time.sleep(chance.uniform(0, takes))
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL if way == "kill" else signal.SIGINT)
        code = process.wait(60)
        gone(process.pid)
        sound(record)
        if code == 1:  # some pages have their bad day
            return ended
        # interrupted while it still loads, Python ends by the signal itself, which a shell calls 130 as well
        assert code in ((-signal.SIGKILL,) if way == "kill" else (130, -signal.SIGINT)), code
        ended += 1


def gone(session: int) -> None:
    """Raises AssertionError where processes of a session outlive it."""
    for _ in range(100):
        left = [pid for pid in _processes() if _session(pid) == session]
        if not left:
            return
        time.sleep(0.05)
    raise AssertionError(f"processes {left} are left")


def _processes() -> Iterator[int]:
    return (int(name) for name in os.listdir("/proc") if name.isdecimal())


def _session(pid: int) -> int | None:
    try:
        state, _, _, session = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:4]
    except OSError:
        return None
    return int(session) if state != "Z" else None


def sound(record: str) -> None:
    """Raises AssertionError where the record is not."""
    if os.path.exists(record) and os.path.getsize(record):
        found = list(defects(record))
        assert not found, found


def rounds(count: int, seed: int) -> dict[str, int]:
    """Plays rounds, the ways in turns, and compares each with an undisturbed run. Gives how often the command was ended in each way."""
    chance = random.Random(seed)
    ended = dict.fromkeys(WAYS, 0)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = crawl(folder)
        calm = str(folder / "calm.db")
        process = child(paths, calm)
        began = time.monotonic()
        assert process.wait(60) == 1
        takes = time.monotonic() - began
        wanted = content(calm)
        for number in range(count):
            record, way = str(folder / f"{number}.db"), WAYS[number % len(WAYS)]
            ended[way] += one_round(paths, record, way, chance, takes)
            assert content(record) == wanted, f"round {number} of seed {seed} ({way}) ended with another record"
    return ended


def add(record: str, paths: list[str]) -> int:
    """The command, with the stand-in, in small batches."""
    from dragoman.record import keeping

    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that runs this in the background ignores it
    work.read_with_terms, work.WARM = read, "dragoman.cli.work"
    keeping.SECONDS = 0.02
    print("ready", flush=True)
    return run(["add", *paths, "--record", record, "--jobs", "2"])


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--rounds", type=int, default=60)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--add")
    options.add_argument("paths", nargs="*")
    given = options.parse_args()
    if given.add:
        sys.exit(add(given.add, given.paths))
    ended = rounds(given.rounds, given.seed)
    print(f"{given.rounds} rounds over files and containers, ended by {', '.join(f'{way} {n} times' for way, n in ended.items())}: every record ended as an undisturbed run's")


if __name__ == "__main__":
    main()
