"""docs/relations.md says what is counted: its worked example, its table of values, a row of its table of intervals, its columns."""

import re
from pathlib import Path
from types import ModuleType

import pytest
from relating import tables

from dragoman.relations import balance, evenness, pairs
from dragoman.relations.balance import Partner, Slice
from dragoman.relations.evenness import LEAST_ACTS, LEAST_STORIES

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "relations.md").read_text("utf-8")


def cells(heading: str) -> list[list[str]]:
    """The rows of the table that begins with a heading."""
    table = TEXT[TEXT.index(heading) :].partition("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


def test_the_worked_example() -> None:
    acts = []
    for partner, cooperation, conflict in cells("| partner | cooperation | conflict |"):
        acts += [f"2023-02-01 KAZ={partner} CONSULT {partner}{n}" for n in range(int(cooperation))]
        acts += [f"2023-02-01 KAZ>{partner} ACCUSE {partner}x{n}" for n in range(int(conflict))]
    found = balance(tables("\n".join(acts), "2023-02-01 1"), "KAZ", ["USA", "RUS", "CHN"], by="year").whole
    even, russia = found.evenness, found.partners[0]
    assert even is not None
    assert f"= {even.value}\n" in TEXT
    assert f"with an interval from {even.low:.2f} to {even.high:.2f}." in TEXT
    assert f"there are 10 + 6 + 4 = {even.acts} cooperative acts" in TEXT
    assert russia.code == "RUS"
    assert f"10/25 = {russia.cooperation_share:.2f}" in TEXT
    assert f"2/3 = {russia.conflict_share:.2f}" in TEXT
    less = balance(tables("\n".join(acts[1:]), "2023-02-01 1"), "KAZ", ["USA", "RUS", "CHN"], by="year").whole.evenness
    assert less is not None
    assert (less.value, less.lacking) == (None, "acts")


def test_the_table_of_values() -> None:
    for shares, value in cells("| shares | E |"):
        numbers = [1 / 3 if share == "⅓" else float(share) for share in shares.split(", ")]
        assert f"{evenness(numbers):.2f}" == value, shares
    assert "(⅔, ⅙, ⅙) is 0.75" in TEXT
    assert evenness([4, 1, 1]) == pytest.approx(0.75)


def test_a_row_of_the_table_of_intervals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import relations as benchmark  # the file of that name in `benchmarks`

    mean, held, width = benchmark.held((0.5, 0.3, 0.2), 20, 1000)
    assert ["0.50 0.30 0.20", "20", "0.930", f"{mean:.3f}", f"{held:.1%}", f"{width:.2f}"] in cells("| shares | acts | true |")


def test_the_interval_is_worth_what_it_says() -> None:
    held = [float(row[4].rstrip("%")) for row in cells("| shares | acts | true |")]
    assert len(held) == 21
    assert min(held) > 85
    assert sum(held) / len(held) > 94


def test_the_benchmark_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import relations as benchmark

    assert isinstance(benchmark, ModuleType)
    benchmark.speed(2000, 1)
    assert [line.split("  ")[0] for line in capsys.readouterr().out.splitlines()[1:]] == ["all pairs", "scan", "sqlite", "one pair", "balance"]


def test_the_minimum() -> None:
    assert f"from {LEAST_ACTS} cooperative acts with the poles and {LEAST_STORIES} stories on" in TEXT


def test_every_column_is_explained() -> None:
    _, of_pairs, of_balance, _ = re.split(r"^## (?:Pairs|Balance|Evenness)$", TEXT, flags=re.MULTILINE)
    for name in pairs(tables("")).column_names:
        assert f"`{name}`" in of_pairs, name
    names = {*Slice.__struct_fields__, *Partner.__struct_fields__} - {"evenness", "material_cooperation", "verbal_conflict"}
    for name in names:
        assert f"`{name}`" in of_balance, name
