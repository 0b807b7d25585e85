"""What is shipped is whole: files of wheel and sdist, pins and ranges, `python -m dragoman`, completion, examples in every help."""

import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import click
import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import dragoman
from dragoman.cli import run
from dragoman.cli.commands import cli

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]


# -- files -----------------------------------------------------------------------------------------------------------------


def test_the_tree_carries_no_packages_of_others() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("no git repository here")
    assert [f for f in listed.stdout.splitlines() if f.endswith((".whl", ".tar.gz", ".zip", ".egg", ".so"))] == []


@pytest.mark.parametrize("builder", [WheelBuilder, SdistBuilder])
def test_wheel_and_sdist_carry_every_file_of_the_package(builder: type) -> None:
    carried = {Path(found.path) for found in builder(str(ROOT)).recurse_included_files()}
    package = ROOT / "src" / "dragoman"
    wanted = {p for p in package.rglob("*") if p.is_file() and "__pycache__" not in p.parts}
    assert {p for p in carried if p.is_relative_to(package)} == wanted
    assert {".py", ".yaml", ".sql", ".html", ".css", ".js", ".txt", ".jsonl"} <= {p.suffix for p in wanted}


# -- pins ------------------------------------------------------------------------------------------------------------------


def pins(name: str) -> dict[str, str]:
    """The versions that a file of pins names, by canonical name."""
    found = re.findall(r"^([\w.-]+)==([^\s;\\]+)", (ROOT / name).read_text("utf-8"), re.MULTILINE)
    return {canonicalize_name(package): version for package, version in found}


def wanted(*requirements: str) -> Iterator[Requirement]:
    """What is asked for, directly and by what is installed of it; on this machine."""
    seen: set[str] = set()
    waiting = [Requirement(text) for text in requirements]
    while waiting:
        asked = waiting.pop()
        if str(asked) in seen or canonicalize_name(asked.name) == "dragoman":
            continue
        seen.add(str(asked))
        yield asked
        try:
            below = metadata.requires(asked.name) or ()
        except metadata.PackageNotFoundError:
            continue
        for text in below:
            further = Requirement(text)
            if further.marker is None or any(further.marker.evaluate({"extra": extra}) for extra in ("", *asked.extras)):
                waiting.append(further)


def test_every_package_is_pinned_within_what_asks_for_it() -> None:
    pinned = pins("constraints.txt")
    for asked in wanted(*PROJECT["dependencies"], *(text for extra in EXTRAS.values() for text in extra)):
        version = pinned.get(canonicalize_name(asked.name))
        assert version is not None, f"{asked.name} is not in constraints.txt"
        assert asked.specifier.contains(version, prereleases=True), f"constraints.txt pins {asked.name}=={version}, asked for is {asked}"


def test_the_lock_agrees_with_the_pins_and_has_hashes() -> None:
    locked, pinned = pins("requirements.lock"), pins("constraints.txt")
    run_by_users = [text for name, extra in EXTRAS.items() if name in ("mcp", "metrics", "pandas", "web") for text in extra]
    for asked in wanted(*PROJECT["dependencies"], *run_by_users):
        assert canonicalize_name(asked.name) in locked, f"{asked.name} is not in requirements.lock: run `make lock`"
    for name, version in locked.items():
        assert pinned.get(name, version) == version, f"requirements.lock has {name}=={version}: run `make lock`"
    blocks = re.split(r"\n(?=\S)", (ROOT / "requirements.lock").read_text("utf-8").strip())
    assert all("--hash=sha256:" in block for block in blocks if not block.startswith("#"))


def test_the_image_takes_what_the_builder_may_see() -> None:
    copied = {word for line in re.findall(r"^COPY (?!--from)(.+)$", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE) for word in line.split()[:-1]}
    seen = set(re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE))
    assert copied == seen
    assert all((ROOT / name).exists() for name in copied)


# -- the command -----------------------------------------------------------------------------------------------------------


def test_python_m_dragoman_is_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "dragoman", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"dragoman, version {dragoman.__version__}\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", shell]) == 0
    assert "_DRAGOMAN_COMPLETE" in capsys.readouterr().out


def test_a_shell_gets_completions() -> None:
    environment = {**os.environ, "_DRAGOMAN_COMPLETE": "bash_complete", "COMP_WORDS": "dragoman time", "COMP_CWORD": "1"}
    done = subprocess.run([sys.executable, "-m", "dragoman"], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "plain,timeline\n"


def commands(command: click.Command, *path: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """A command and all below it, with the words that name them."""
    yield path, command
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from commands(below, *path, name)


@pytest.mark.parametrize(("path", "command"), [pytest.param(*found, id=" ".join(found[0]) or "dragoman") for found in commands(cli)])
def test_every_help_shows_an_example_with_options_that_exist(path: tuple[str, ...], command: click.Command) -> None:
    examples = [line.strip() for line in (command.epilog or "").splitlines() if "dragoman " in line]
    assert examples, "its help has no example"
    assert command.help
    own = ("dragoman", *path)
    for line in examples:
        words = shlex.split(line.partition("dragoman ")[2].partition("   ")[0])
        if tuple(words[: len(path)]) != path:
            continue
        known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        assert isinstance(command, click.Group) or {w.partition("=")[0] for w in words if w.startswith("--")} <= known, line
    assert any(line.partition("dragoman ")[1] and " ".join(own) in line for line in examples)
