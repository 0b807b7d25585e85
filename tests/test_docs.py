"""The documents say what the program does: commands, examples, figures, fields, links and the codebook."""

import importlib.util
import json
import re
import shlex
from functools import cache
from pathlib import Path
from types import ModuleType

import click
import pytest

import dragoman
from dragoman.cli.commands import cli
from dragoman.cli.schema import text as schema_text

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.ko.md")
DOCUMENTS = sorted(
    str(p.relative_to(ROOT))
    for p in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("src/**/*.md"), *ROOT.glob("tests/**/*.md")]
)


@cache
def script(name: str) -> ModuleType:
    """A script of `scripts/` as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def words(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def blocks(name: str, kind: str) -> list[str]:
    """The code blocks of one kind in a document."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", words(name), re.DOTALL | re.MULTILINE)


def shell_lines(name: str) -> list[list[str]]:
    """The command lines in a document's `sh` blocks, as words, comments and redirections taken off."""
    lines = [line for block in blocks(name, "sh") for line in block.splitlines() if line.strip()]
    return [shlex.split(re.split(r"\s[<>|]\s", line)[0], comments=True) for line in lines]


# -- commands --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("readme", READMES)
def test_every_command_is_documented_with_an_example(readme: str) -> None:
    shown = {line[1] for line in shell_lines(readme) if line[0] == "dragoman"}
    assert shown == set(cli.commands)
    assert all(f"**`dragoman {name}`**" in words(readme) for name in cli.commands)


@pytest.mark.parametrize("readme", READMES)
def test_every_command_shown_is_understood_by_the_program(readme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for line in shell_lines(readme):
        if line[0] == "dragoman":
            command = cli.commands[line[1]]
            assert isinstance(command.make_context(line[1], line[2:]), click.Context), line


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_make_target_shown_exists(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", words("Makefile"), re.MULTILINE))
    shown = {line[1] for line in shell_lines(name) if line[0] == "make"} | set(re.findall(r"`make ([a-z]+)`", words(name)))
    assert shown <= targets


@pytest.mark.parametrize("name", [*READMES, "docs/record.md", "docs/keeping.md"])
def test_python_examples_run(name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    for block in blocks(name, "python"):
        exec(compile(block, name, "exec"), {})
        assert capsys.readouterr().out, block


# -- examples and figures --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", script("examples").DOCUMENTS)
def test_examples_and_figures_are_what_a_run_gives(name: str) -> None:
    assert script("examples").renew(words(name)) == words(name), f"{name} is out of date: run `make docs`"


def test_the_figures_of_many_pages_are_those_that_were_measured() -> None:
    measured = json.loads(words("benchmarks/scale.json"))
    assert script("extrapolate").renew(words("docs/scale.md"), measured) == words("docs/scale.md"), "run scripts/extrapolate.py"
    assert words("docs/scale.md").count("<!-- figures: ") == 2


def test_every_example_is_shown_somewhere() -> None:
    shown = {name for document in script("examples").DOCUMENTS for name in re.findall(r"<!-- example: ([\w-]+) -->", words(document))}
    assert shown == set(script("examples").EXAMPLES)


def test_an_example_does_not_shrink_unnoticed() -> None:
    with pytest.raises(LookupError, match="absent"):
        script("examples").excerpt("one\n\ntwo", "one", "absent")


def test_the_codebook_is_what_the_tables_give() -> None:
    assert script("codebook").codebook() == words("docs/codebook.md"), "docs/codebook.md is out of date: run `make codebook`"


# -- fields ----------------------------------------------------------------------------------------------------------------


def sections(name: str) -> dict[str, str]:
    """The text under each heading of the second and third level, by heading."""
    pieces = re.split(r"^##+ (.+)$", words(name), flags=re.MULTILINE)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


@pytest.mark.parametrize("record", sorted(json.loads(schema_text())["$defs"]))
def test_every_field_of_the_schema_is_explained(record: str) -> None:
    table = "".join(re.findall(r"^\| (`.+?) \|", sections("docs/record.md")[record], re.MULTILINE))
    explained = set(re.findall(r"`(\w+)`", table))
    assert explained == set(json.loads(schema_text())["$defs"][record]["properties"])


@pytest.mark.parametrize("record", sorted(json.loads(schema_text())["$defs"]))
def test_every_value_a_field_can_have_is_named(record: str) -> None:
    if record == "Event":  # the types are in the codebook
        return
    for name, field in json.loads(schema_text())["$defs"][record]["properties"].items():
        for value in field.get("enum", []):
            assert f"`{value}`" in sections("docs/record.md")[record] or field.get("enum") == _status(), f"{record}.{name}: {value}"


def _status() -> list[str]:
    """The statuses, which are explained once, at `Event`."""
    return list(json.loads(schema_text())["$defs"]["Event"]["properties"]["status"]["enum"])


# -- links and words -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_between_documents_lead_somewhere(name: str) -> None:
    here = (ROOT / name).parent
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"^```.*?^```$", "", words(name), flags=re.DOTALL | re.MULTILINE)):
        if target.startswith(("http://", "https://")):
            continue
        path, _, anchor = target.partition("#")
        found = (here / path).resolve() if path else ROOT / name
        assert found.exists(), f"{name}: {target}"
        assert not anchor or anchor in anchors(found.read_text("utf-8")), f"{name}: {target}"


def anchors(text: str) -> set[str]:
    """The anchors that a renderer gives the headings of a document."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_readmes_are_one_text_in_two_languages() -> None:
    assert "(README.ko.md)" in words("README.md")
    assert "(README.md)" in words("README.ko.md")
    english, korean = (re.findall(r"^(#+) ", words(name), re.MULTILINE) for name in READMES)
    assert english == korean
    assert shell_lines("README.md") == shell_lines("README.ko.md")
    assert blocks("README.md", "python") == blocks("README.ko.md", "python")


def test_every_decision_is_listed_and_has_its_three_parts() -> None:
    folder = ROOT / "docs" / "decisions"
    for path in folder.glob("[0-9]*.md"):
        text = path.read_text("utf-8")
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"], path.name
        assert f"({path.name})" in (folder / "README.md").read_text("utf-8")


def test_the_version_is_the_same_everywhere() -> None:
    assert f"\nversion: {dragoman.__version__}\n" in words("CITATION.cff")
    assert dragoman.__version__ in words("CHANGELOG.md")
