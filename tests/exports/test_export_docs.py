"""The documents on exports: their examples run, and name columns that there are."""

import re
import shlex
from pathlib import Path

import click
import pytest
from invented_record import EVERYTHING, Invented

from dragoman.cli.commands import cli
from dragoman.exports import FORMATS, MadeBy, describe, export

DOCS = Path(__file__).parent.parent.parent / "docs"
MADE_BY = MadeBy(version="0.1.0", lexicon="1a2b3c", schema="dragoman/1", at="2023-03-02T00:00:00Z")
Output = pytest.CaptureFixture[str]

#: Words of R code that are neither functions, arguments, strings nor assigned.
_WORDS_OF_R = {"library", "TRUE", "FALSE", "readr", "dplyr"}


def blocks(name: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", (DOCS / name).read_text("utf-8"), re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the shell lines of analysis.md write, of an invented record."""
    folder = tmp_path_factory.mktemp("analysis")
    export(Invented(EVERYTHING), "tidy", folder / "out", MADE_BY)
    export(Invented(EVERYTHING), "tidy", folder / "csv", MADE_BY, kind="csv")
    export(Invented(EVERYTHING), "gdelt", folder / "gdelt", MADE_BY)
    return folder


@pytest.mark.parametrize("block", blocks("analysis.md", "python"))
def test_the_pandas_examples_run(block: str, exported: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    pytest.importorskip("pandas")
    monkeypatch.chdir(exported)
    exec(compile(block, "docs/analysis.md", "exec"), {})
    out = capsys.readouterr().out
    assert out
    assert "Empty" not in out


def test_the_pandas_examples_find_namibia(exported: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    pytest.importorskip("pandas")
    monkeypatch.chdir(exported)
    (block,) = (b for b in blocks("analysis.md", "python") if "NAM" in b)
    exec(compile(block, "docs/analysis.md", "exec"), {})
    out = capsys.readouterr().out
    assert "'NA'" in out
    assert "042" in out


@pytest.mark.parametrize("block", blocks("analysis.md", "sql"))
def test_the_sql_examples_run(block: str, exported: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.chdir(exported)
    assert duckdb.sql(block).fetchall()


@pytest.mark.parametrize("block", blocks("analysis.md", "r"))
def test_the_r_examples_name_columns_that_there_are(block: str) -> None:
    columns = {c.name for name in FORMATS for t in describe(name).files for c in t.columns}
    code = re.sub(r'"[^"]*"', "", block)
    quoted = set(re.findall(r"`([^`]+)`", code))
    assert quoted <= columns
    code = re.sub(r"`[^`]+`", "", code)
    made = set(re.findall(r"(\w+) (?:<-|=) ", code)) | set(re.findall(r"(\w+) = ", code))
    used = set(re.findall(r"(?<![\w.])([a-zA-Z][\w.]*)(?![\w.])(?!\s*(?:\(|=(?!=)|<-))", code))
    assert used - made - _WORDS_OF_R <= columns
    arguments = re.findall(r"cols\((.*)\)\)", code)
    for name in re.findall(r"(\w+) = col_", " ".join(arguments)):
        assert name in columns or name == "default"
    assert [f for f in re.findall(r'by = c\((.*?)\)', block) for c in re.findall(r'"(\w+)"', f) if c not in columns] == []


def test_the_check_of_r_finds_a_column_that_is_not_there() -> None:
    with pytest.raises(AssertionError):
        test_the_r_examples_name_columns_that_there_are('x <- read_csv("f")\nx |> filter(no_such_column == "KAZ")\n')


@pytest.mark.parametrize("name", ["exports.md", "analysis.md"])
def test_the_commands_shown_are_understood(name: str) -> None:
    lines = [line for block in blocks(name, "sh") for line in block.splitlines()]
    assert lines
    for line in lines:
        _, command, *rest = shlex.split(line, comments=True)
        assert isinstance(cli.commands[command].make_context(command, rest), click.Context)


def test_the_number_of_tables_and_columns_is_told_right() -> None:
    text = (DOCS / "exports.md").read_text("utf-8")
    assert "fourteen tables" in text
    assert len(describe("tidy").files) == 14
    for name in ("polecat", "gdelt", "icews"):
        assert f"the {len(describe(name).table('events').columns)} columns of" in text


def test_every_column_is_in_the_codebook() -> None:
    text = (DOCS / "codebook.md").read_text("utf-8").partition("\n## Exports\n")[2]
    for name in FORMATS:
        for table in describe(name).tables:
            section = re.split(rf"^#### {name}: \w+ {table.name}$", text, flags=re.MULTILINE)[1].partition("\n###")[0]
            assert re.findall(r"^\| \**`(.+?)`", section, re.MULTILINE) == list(table.names)


def test_the_python_example_of_exports_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    from dragoman.record import Keeper

    monkeypatch.chdir(tmp_path)
    with Keeper("dragoman.db"):
        pass
    block = blocks("exports.md", "python")[0]
    exec(compile(block, "docs/exports.md", "exec"), {})
    assert capsys.readouterr().out == "0 {}\n"
    assert (tmp_path / "out" / "datapackage.json").exists()


def test_the_python_example_of_citations_runs(capsys: Output) -> None:
    block = blocks("exports.md", "python")[1]
    exec(compile(block, "docs/exports.md", "exec"), {})
    assert "accessed 21 November 2026" in capsys.readouterr().out
