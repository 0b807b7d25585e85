"""Shares on a Ray cluster. `make cluster` plays more pages."""

import os
import sys
from pathlib import Path

import pytest

from dragoman.scale import ScaleError, cluster, shares


def test_without_ray_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from counting import columns, work

    monkeypatch.setitem(sys.modules, "ray", None)
    (tmp_path / "a.txt").write_text("글", "utf-8")
    found = shares.shares([str(tmp_path / "a.txt")], str(tmp_path / "out"), "e1")
    with pytest.raises(ScaleError, match=r"pip install 'dragoman\[ray\]'"):
        list(cluster.spread(found, str(tmp_path / "out"), shares.Job(work, columns, None, 60.0)))  # type: ignore[arg-type]


@pytest.mark.skipif("DRAGOMAN_CLUSTER" not in os.environ, reason="takes most of a minute: make cluster")
def test_a_node_that_is_killed_costs_no_page(tmp_path: Path) -> None:
    pytest.importorskip("ray")
    from nodes import play

    total, before = play(tmp_path, 240)
    assert 0 < before < total
