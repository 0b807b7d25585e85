"""Measures how long relations over a million invented acts take, beside SQLite and beside reading the same columns alone.

usage: python benchmarks/relations.py [--acts N] [--rounds N] [--interval]

All in one process and one run, from Parquet files in a temporary folder that hold the record's flat tables: acts between 200
parties over ten years, few parties in most acts (weights 1/rank to the power of 1.5), a third of the acts mutual, each told by
one story. A first round warms up and is not counted; times are medians of those that follow, in seconds as a clock shows them.

- `all pairs`: the table of all pairs by month with all columns; its ratio to `scan`, DuckDB's time for reading the columns that
  it needs, and to `sqlite`, which is only asked for the number of acts of each pair and month;
- `one pair`, `balance`: the series of one pair by month; a state's balance by year with three poles and all intervals.

`--interval` measures instead how often the 95 % interval of evenness holds the true value, on invented records of a state
whose acts are drawn by known shares: the table in docs/relations.md.
"""

import argparse
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
from pyarrow import parquet

from dragoman.relations import Tables, balance, evenness, pairs
from dragoman.relations.evenness import interval

PARTIES, DAYS, STEEP = 200, 3650, 1.5
#: Type, quad class, score, whether mutual.
TYPES = (("CONSULT", 1, 2.5, True), ("SUPPORT", 1, 5.0, False), ("AID", 2, 10.0, False), ("ACCUSE", 3, -3.0, False),
         ("COOPERATE", 2, 9.5, True), ("SANCTION", 4, -6.0, False))  # fmt: skip
#: Rows of a row group: as many as DuckDB writes; it reads as many groups at once as there are cores.
_ROW_GROUP = 122_880
TARGET_ALL_PAIRS = 1.0
SHARES = ((1 / 3, 1 / 3, 1 / 3), (0.5, 0.3, 0.2), (0.6, 0.3, 0.1), (0.8, 0.15, 0.05), (0.5, 0.5), (0.8, 0.2), (0.4, 0.3, 0.2, 0.1))
ACTS = (20, 50, 100)


def code(rank: int) -> str:
    """The code of a party by its rank."""
    return f"P{rank:02d}"


def invented(acts: int, folder: Path) -> Tables:
    """Files of the flat tables for so many acts, the same every time."""
    random = np.random.RandomState(1945)
    weights = 1 / np.arange(1, PARTIES + 1) ** STEEP
    actor, recipient = (random.choice(PARTIES, acts, p=weights / weights.sum()) for _ in range(2))
    recipient = np.where(actor == recipient, (actor + 1) % PARTIES, recipient)
    kind = random.randint(0, len(TYPES), acts)
    mutual = np.array([t[3] for t in TYPES])[kind]
    days = (np.datetime64("2015-01-01") + np.arange(DAYS)).astype(str)
    codes, ids = np.array([code(rank) for rank in range(PARTIES)]), np.array([f"{n:020x}" for n in random.permutation(acts)])
    day, status = days[random.randint(0, DAYS, acts)], np.where(random.rand(acts) < 0.8, "happened", "planned")

    def dyads(which: np.ndarray, first: np.ndarray, second: np.ndarray) -> pa.Table:
        of_type = [np.array([t[column] for t in TYPES])[kind[which]] for column in range(3)]
        return pa.table({
            "event": ids[which], "actor": codes[first], "recipient": codes[second], "mutual": mutual[which], "type": of_type[0],
            "mode": pa.nulls(len(which), pa.string()), "quad": of_type[1].astype("int8"), "status": status[which], "score": of_type[2],
            "start": day[which], "end": day[which], "reports": np.ones(len(which), "int32"), "confidence": np.full(len(which), 0.9),
        })  # fmt: skip

    every, both = np.arange(acts), np.flatnonzero(mutual)
    story = random.randint(0, max(1, acts * 2 // 5), acts)
    made = {
        "dyads": pa.concat_tables([dyads(every, actor, recipient), dyads(both, recipient[both], actor[both])]),
        "coverage": pa.table({"day": days, "articles": random.randint(0, 300, DAYS)}),
        "mentions": pa.table({"day": np.repeat(days, PARTIES), "code": np.tile(codes, DAYS), "articles": np.ones(DAYS * PARTIES, "int32")}),
        "stories": pa.table({"event": ids, "story": [f"{n:020x}" for n in story], "source": [f"source {n % 300}" for n in story]}),
    }
    for name, table in made.items():
        parquet.write_table(table, folder / f"{name}.parquet", row_group_size=_ROW_GROUP)
    return Tables(**{name: folder / f"{name}.parquet" for name in made})


def median_seconds(rounds: int, *works: Callable[[], object]) -> list[float]:
    """The median time of each piece of work over `rounds`, in turns, after one round that is not counted."""
    times: list[list[float]] = [[] for _ in works]
    for counted in range(rounds + 1):
        for work, taken in zip(works, times, strict=True):
            start = time.perf_counter()
            work()
            if counted:
                taken.append(time.perf_counter() - start)
    return [statistics.median(taken) for taken in times]


def scan(tables: Tables) -> None:
    """Reads the columns that the table of all pairs needs, and nothing more."""
    with duckdb.connect(":memory:") as connection:
        columns = "event, actor, recipient, type, mode, status, start, \"end\""
        hashes = " + ".join(f"bit_xor(hash({column}))::HUGEINT" for column in columns.split(", "))
        connection.execute(f"SELECT {hashes}, sum(quad), sum(score), sum(reports) FROM read_parquet('{tables.dyads}')").fetchall()
        connection.execute(f"SELECT bit_xor(hash(event)), bit_xor(hash(story)), bit_xor(hash(source)) FROM read_parquet('{tables.stories}')").fetchall()


def in_sqlite(tables: Tables) -> sqlite3.Connection:
    """A database in memory with the acts, a row for each act and pair."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE dyads (actor TEXT, recipient TEXT, status TEXT, start TEXT)")
    table = parquet.read_table(tables.dyads, columns=["actor", "recipient", "mutual", "status", "start"])
    rows = zip(*(table.column(name).to_pylist() for name in ("actor", "recipient", "mutual", "status", "start")), strict=True)
    connection.executemany("INSERT INTO dyads VALUES (?, ?, ?, ?)", ((a, b, s, d) for a, b, mutual, s, d in rows if not mutual or a < b))
    return connection


def ask_sqlite(connection: sqlite3.Connection) -> int:
    """How many pairs and months have acts; SQLite counts them all for it."""
    return len(connection.execute(
        "SELECT min(actor, recipient) a, max(actor, recipient) b, substr(start, 1, 7) m, count(*) FROM dyads"
        " WHERE status = 'happened' GROUP BY a, b, m").fetchall())  # fmt: skip


def speed(acts: int, rounds: int) -> None:
    """Prints the times and their ratios."""
    with tempfile.TemporaryDirectory() as folder:
        tables = invented(acts, Path(folder))
        rows = pairs(tables).num_rows
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
        database = in_sqlite(tables)
        everything, alone, sqlite, one, state = median_seconds(
            rounds, lambda: pairs(tables), lambda: scan(tables), lambda: ask_sqlite(database), lambda: pairs(tables, code(0), code(1)),
            lambda: balance(tables, code(3), [code(0), code(1), code(2)], by="year"),
        )  # fmt: skip
    print(f"{acts:,} acts of {PARTIES} parties in {DAYS / 365:.0f} years, {size / 1e6:.0f} MB of Parquet, {rounds} rounds")
    print(f"all pairs {everything:7.3f} s  {rows:,} rows (target: at most {TARGET_ALL_PAIRS} s for a million acts)")
    print(f"scan      {alone:7.3f} s  ratio {everything / alone:.1f}")
    print(f"sqlite    {sqlite:7.3f} s  ratio {everything / sqlite:.2f}")
    print(f"one pair  {one:7.3f} s  ratio to all pairs {one / everything:.2f}")
    print(f"balance   {state:7.3f} s  ratio to all pairs {state / everything:.2f}")


def told(shares: Sequence[float], acts: int, seed: int) -> np.ndarray:
    """A record of a state whose acts are drawn by `shares`, one row a story: stories tell 1.5 acts on average, and three in ten
    of the further acts of a story are with the pole of its first."""
    random = np.random.RandomState(seed)
    rows = []
    while acts:
        size = min(acts, 1 + random.poisson(0.5))
        first, *others = random.choice(len(shares), size, p=shares)
        rows.append(np.bincount([first, *(first if random.rand() < 0.3 else other for other in others)], minlength=len(shares)))
        acts -= size
    return np.array(rows, dtype=float)


def held(shares: Sequence[float], acts: int, rounds: int) -> tuple[float, float, float]:
    """Of `rounds` invented records: the mean evenness, the share whose interval holds the true one, and the mean width of it."""
    truth, values, hits, widths = evenness(shares) or 0.0, [], 0, []
    for seed in range(rounds):
        stories = told(shares, acts, seed)
        low, high = interval(stories)
        values.append(evenness(stories.sum(axis=0).tolist()) or 0.0)
        hits += low - 1e-9 <= truth <= high + 1e-9
        widths.append(high - low)
    return statistics.mean(values), hits / rounds, statistics.mean(widths)


def intervals(rounds: int) -> None:
    """Prints the table of docs/relations.md."""
    print("| shares | acts | true | mean of the value | held by the interval | mean width |")
    print("|---|---:|---:|---:|---:|---:|")
    for shares in SHARES:
        name = " ".join(f"{share:.2f}" for share in shares)
        for acts in ACTS:
            mean, share, width = held(shares, acts, rounds)
            print(f"| {name} | {acts} | {evenness(shares):.3f} | {mean:.3f} | {share:.1%} | {width:.2f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--acts", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--interval", action="store_true", help="measure the interval of evenness instead, on 1000 records each")
    options = parser.parse_args()
    if options.interval:
        intervals(1000)
    else:
        speed(options.acts, options.rounds)


if __name__ == "__main__":
    main()
