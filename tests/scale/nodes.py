"""Two Ray nodes on this machine, one of them killed half-way: every page must be in the shares exactly once.

usage: python tests/scale/nodes.py [--pages N]

Prints how many shares there were, how many were finished when the node died, and how long it took.
"""

import argparse
import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from counting import columns, work

from dragoman.scale import cluster, shares
from dragoman.scale.shares import Job, Manifest

JOB = Job(work, columns, None, 60.0)  # type: ignore[arg-type]


@contextlib.contextmanager
def two_nodes() -> Iterator[Any]:
    """A head and another node, each with one processor; all their processes end with it."""
    os.environ["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    os.environ.setdefault("RAY_AUTH_MODE", "disabled")
    from ray.cluster_utils import Cluster

    patience = {"health_check_initial_delay_ms": 0, "health_check_period_ms": 500, "health_check_failure_threshold": 2}
    nodes = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False, "_system_config": patience})
    nodes.add_node(num_cpus=1)
    nodes.wait_for_nodes()
    try:
        yield nodes
    finally:
        nodes.shutdown()


def play(folder: Path, count: int) -> tuple[int, int]:
    """Reads `count` pages on two nodes and kills one when a quarter of the shares is done. Gives the numbers of shares, and of those done then.

    Raises AssertionError where a page is missing, or there twice, or where a second run does anything.
    """
    import duckdb

    files = []
    (folder / "in").mkdir()
    for number in range(count):
        files.append(str(folder / "in" / f"{number:05}.txt"))
        Path(files[-1]).write_text(f"글 {number} " + "말 " * 100, "utf-8")
    out = str(folder / "out")
    size = sum(os.path.getsize(f) for f in files) // 24
    made, before, killed = [], 0, False
    with two_nodes() as nodes:
        total = len(list(shares.shares(files, out, "e1", size)))
        for one in cluster.spread(shares.shares(files, out, "e1", size), out, JOB, nodes.address):
            assert isinstance(one, Manifest), one
            made.append(one)
            if len(made) >= total // 4 and not killed:
                killed, before = True, len(made)
                nodes.remove_node(nodes.list_all_nodes()[-1], allow_graceful=False)
        assert killed
        assert list(cluster.spread(shares.shares(files, out, "e1", size), out, JOB, nodes.address)) == []
    rows = duckdb.sql(f"SELECT source FROM '{out}/*.parquet' ORDER BY source").fetchall()
    assert [row[0] for row in rows] == files
    assert sum(m.read for m in shares.manifests(out)) == count
    return total, before


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--pages", type=int, default=4000)
    given = options.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        total, before = play(Path(folder), given.pages)
    print(f"{given.pages} pages in {total} shares, a node killed after {before}: every page once, in {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
