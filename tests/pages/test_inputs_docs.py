"""`docs/inputs.md` says what comes out: its files are written, its commands run, their pages and errors compared; its bounds are those of the code."""

import io
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.cli.commands import cli
from dragoman.model.errors import UnreadableInput
from dragoman.pages import LIMIT, archives, columns, feeds, inputs, load, streams, tables

DOCUMENT = (Path(__file__).parents[2] / "docs" / "inputs.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)(?: ([^\n]+))?\n(.*?)^```$", DOCUMENT, re.DOTALL | re.MULTILINE)


def told(line: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a command of the document finds, in the words it prints."""
    command, _, stdin = line.partition(" < ")
    words = shlex.split(command)
    if words[0] == "python":
        subprocess.run([sys.executable, *words[1:]], check=True)
        return []
    assert words[:2] == ["dragoman", "read"]
    if stdin:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(Path(stdin).read_bytes())))
    given = cli.commands["read"].make_context("read", words[2:]).params
    found = list(inputs(given["paths"], given["columns"]))
    assert all(isinstance(one, UnreadableInput) or "밝혔다" in load(one).text or "방문했다" in load(one).text for one in found)
    return [f"dragoman: {one}" if isinstance(one, UnreadableInput) else one.source for one in found]


def test_the_examples_are_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said: list[str] = []
    compared = 0
    for language, name, content in BLOCKS:
        if name:
            (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
            (tmp_path / name).write_text(content, "utf-8", newline="\r\n" if name.endswith(".warc") else "\n")
        elif language == "sh":
            said = [found for line in content.splitlines() for found in told(line, monkeypatch)]
        else:
            assert said == content.splitlines()
            compared += 1
    assert compared == 5


def test_the_bounds_are_true() -> None:
    bounds = dict(re.findall(r"^\| ([^|]+?) \| ([^|]+?) \|$", DOCUMENT, re.MULTILINE))
    assert bounds["a page"].startswith(f"{LIMIT // 1_000_000} MB")
    assert bounds["a row of a table"] == f"{tables.LONGEST // 1_000_000} MB"
    assert bounds["a feed, a sitemap"] == f"{feeds.FEED_LIMIT // 1_000_000} MB, {feeds.SITEMAP_LIMIT // 1_000_000} MB"
    assert bounds["compressed data"] == f"{streams.RATIO} times its size, beyond the first {streams.FREE // 1_000_000} MB"
    assert bounds["the list of members of a zip archive"].startswith(f"{archives.DIRECTORY // 1_000_000} MB")
    assert bounds["an archive in an archive"].startswith(f"{archives.NESTED // 1_000_000_000} GB")


def test_the_columns_are_true() -> None:
    for names in re.findall(r"`([^`]+ …)`", DOCUMENT):
        usual = names.removesuffix(" …").split()
        assert any(set(usual) <= set(known) for known in columns.USUAL.values()), names
