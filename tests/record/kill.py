"""A process that adds pages, killed at chance moments until it gets through: the record must be that of an undisturbed run.

usage: python tests/record/kill.py [--rounds N] [--seed N]

One round kills (SIGKILL) and starts again until the process ends by itself. After each kill the file must be whole, and hold only
whole articles. Prints the number of rounds and kills.
"""

import argparse
import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from content import content
from invented_pages import act, page

from dragoman.model.reading import Reading
from dragoman.record import Keeper, file, open_record

STATES = ("RUS", "USA", "CHN", "KAZ", "UKR", "JPN")
PAGES = 60


def pages() -> list[Reading]:
    """Pages that share acts, stories and addresses; the same every time."""
    chance = random.Random(5)
    found = []
    for number in range(PAGES):
        actor, recipient = chance.sample(STATES, 2)
        day = f"2024-05-{chance.randint(10, 14)}"
        told = act(f"{actor} {day[-2:]}일 {recipient} 비난했다 그리고 물러서지 않겠다고 했다", actor, recipient, when=day)
        plan = act(f"{actor} {recipient} 만나기로 했다 {number}", f"{actor} {recipient}", type="CONSULT", when="2024-06-01", status="planned")
        address = f"https://a.example/{chance.randint(0, PAGES * 3 // 4)}"
        found.append(page(told, plan, url=address, published=f"2024-05-15T{number // 60:02}:{number % 60:02}", title=f"제목 {number % 7}", source=f"/in/{number}"))
    return found


def add(path: str) -> None:
    """Adds the pages that the ledger does not know, slowly enough to be killed on the way."""
    with Keeper(path, batch=2) as keeper:
        for number, reading in enumerate(pages()):
            if not keeper.knows(reading.source, str(number)):
                keeper.keep(reading, ("말",), str(number))


def child(path: str) -> subprocess.Popen[bytes]:
    """A process that adds. It says that it is about to begin."""
    process = subprocess.Popen([sys.executable, __file__, "--add", path], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    return process


def one_round(path: str, chance: random.Random, takes: float) -> int:
    """Kills and starts again until a process ends by itself. Gives the number of kills; `takes` is about how long one takes, in seconds."""
    kills = 0
    while True:
        process = child(path)
        time.sleep(chance.uniform(0, takes * 1.2))
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
        kills += process.wait() != 0
        if process.returncode == 0:
            return kills
        whole(path)


def whole(path: str) -> None:
    """Raises AssertionError where a killed process left half of anything."""
    if not os.path.exists(path) or os.path.getsize(path) == 0:
        return
    try:
        connection = sqlite3.connect(path)
        if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
            return
        file.check(connection, path)
        connection.close()
        with open_record(path) as record:
            kept = {r.id: r for r in record.articles()}
            tellings = {(r.article, r.event.id) for e in record.all_events() for r in e.reports}
    finally:
        connection.close()
    expected = {r.id: r for r in pages()}
    assert all(expected[i] == reading for i, reading in kept.items())
    assert tellings == {(r.id, e.id) for r in kept.values() for e in r.events}


def rounds(count: int, seed: int) -> tuple[int, int]:
    """Plays rounds and compares each with an undisturbed run. Gives how many rounds and kills there were."""
    chance = random.Random(seed)
    kills = 0
    with tempfile.TemporaryDirectory() as folder:
        calm = os.path.join(folder, "calm.db")
        began = time.monotonic()
        process = child(calm)
        began = time.monotonic()
        assert process.wait() == 0
        takes = time.monotonic() - began
        wanted = content(calm)
        for number in range(count):
            path = os.path.join(folder, f"{number}.db")
            kills += one_round(path, chance, takes)
            assert content(path) == wanted, f"round {number} of seed {seed} ended with another record"
    return count, kills


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--rounds", type=int, default=100)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--add")
    given = options.parse_args()
    if given.add:
        print("ready", flush=True)
        add(given.add)
        return
    count, kills = rounds(given.rounds, given.seed)
    print(f"{count} rounds, {kills} kills: every record ended as an undisturbed run's")


if __name__ == "__main__":
    main()
