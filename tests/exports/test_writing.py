"""Exports as files: every format written and read again, and nothing half, whatever happens."""

import csv
import gc
import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.parquet as pq
import pytest
from invented_record import (
    ALLIANCE,
    DENIED,
    EVERYTHING,
    PLANNED,
    POSSIBLE,
    REJECTED,
    TALKS,
    UNDATED,
    VISIT,
    Invented,
    event,
    without,
)

from dragoman.exports import (
    FORMATS,
    AlreadyThere,
    FormatName,
    MadeBy,
    NoSuchFile,
    NotWritten,
    Outcome,
    describe,
    export,
)
from dragoman.exports.writers import Kind
from dragoman.model.kept import KeptEvent

MADE_BY = MadeBy(version="0.1.0", lexicon="1a2b3c", schema="dragoman/1", at="2023-03-02T00:00:00Z")


def write(name: FormatName, out: Path, kept: list[KeptEvent] | None = None, **options: Any) -> Outcome:
    return export(Invented(EVERYTHING if kept is None else kept), name, out, MADE_BY, **options)


def tsv(path: Path) -> list[list[str]]:
    """The cells of a file without quotes, as awk and readr (`quote = ""`) see them."""
    return [line.split("\t") for line in path.read_text("utf-8").removesuffix("\n").split("\n")]


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


# -- round trips -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "count", "file"), [("gdelt", 61, "gdelt.export.CSV"), ("polecat", 40, "polecat.txt"), ("icews", 20, "icews.tab")])
def test_files_of_the_field_have_their_columns_in_every_line(name: FormatName, count: int, file: str, tmp_path: Path) -> None:
    outcome = write(name, tmp_path / "out")
    lines = tsv(tmp_path / "out" / file)
    assert {len(line) for line in lines} == {count}
    header = 0 if name == "gdelt" else 1
    assert len(lines) == outcome.files[0].rows + header
    if header:
        assert tuple(lines[0]) == describe(name).table("events").names


def test_gdelt_without_header_and_with_empty_cells(tmp_path: Path) -> None:
    write("gdelt", tmp_path, [VISIT])
    first = tsv(tmp_path / "gdelt.export.CSV")[0]
    assert first[1:5] == ["20230228", "202302", "2023", "2023.1589"]
    assert (first[26], first[30], first[34], first[35]) == ("042", "1.9", "", "0")


def test_missing_values_are_written_as_in_the_original(tmp_path: Path) -> None:
    write("icews", tmp_path / "i", [ALLIANCE])
    write("polecat", tmp_path / "p", [ALLIANCE])
    icews = dict(zip(*tsv(tmp_path / "i" / "icews.tab"), strict=True))
    polecat = dict(zip(*tsv(tmp_path / "p" / "polecat.txt"), strict=True))
    assert icews["District"] == icews["Source Country"] == "NA"
    assert polecat["Event Mode"] == polecat["Country"] == "None"


def test_a_tab_or_line_break_in_a_name_breaks_no_line(tmp_path: Path) -> None:
    broken = without(VISIT, reports=tuple(without(r, url=None, title="A\tB\r\nC\u2028D") for r in VISIT.reports))
    write("gdelt", tmp_path, [broken])
    assert [len(line) for line in tsv(tmp_path / "gdelt.export.CSV")] == [61, 61]
    assert tsv(tmp_path / "gdelt.export.CSV")[0][60] == "아시아투데이, A B C D, 2023-03-01"


def test_plover_is_json_lines(tmp_path: Path) -> None:
    outcome = write("plover", tmp_path, all_statuses=True)
    records = [msgspec.json.decode(line) for line in (tmp_path / "plover.jsonl").read_bytes().splitlines()]
    assert len(records) == outcome.events == len(EVERYTHING) - 2
    assert [r["status"] for r in records if r["id"] in (PLANNED.id, POSSIBLE.id, DENIED.id)] == ["planned", "possible", "denied"]


@pytest.mark.parametrize("kind", ["parquet", "csv", "jsonl"])
def test_tidy_tables_come_back_as_they_were(kind: Kind, tmp_path: Path) -> None:
    outcome = write("tidy", tmp_path, kind=kind)
    assert {f.name for f in outcome.files} == {f"{t.name}.{kind}" for t in describe("tidy").files}
    for file in outcome.files:
        rows = _rows(tmp_path / file.name, kind)
        assert len(rows) == file.rows
        assert file.rows > 0, file.name
        assert all(tuple(row) == file.table.names for row in rows)
    events = {r["id"]: r for r in _rows(tmp_path / f"events.{kind}", kind)}
    assert events[VISIT.id]["cameo"] == "042"  # text: no zero is lost
    assert float(events[VISIT.id]["latitude"]) == 51.18
    assert events[TALKS.id]["actors"] == "KAZ;RUS;NAM"
    statement = _rows(tmp_path / f"statements.{kind}", kind)[0]
    assert statement["text"] == '우리는, "평화"를\n원한다'


def _rows(path: Path, kind: Kind) -> list[dict[str, Any]]:
    match kind:
        case "parquet":
            return pq.read_table(path).to_pylist()
        case "csv":
            return list(read_csv(path))
        case "jsonl":
            return [msgspec.json.decode(line) for line in path.read_bytes().splitlines()]


def test_the_kinds_of_file_say_the_same(tmp_path: Path) -> None:
    for kind in ("parquet", "csv", "jsonl"):
        write("tidy", tmp_path / kind, kind=kind)
    for table in describe("tidy").files:
        lines = _rows(tmp_path / "jsonl" / f"{table.name}.jsonl", "jsonl")
        dates = {c.name for c in table.columns if c.type == "date"}
        parquet = _rows(tmp_path / "parquet" / f"{table.name}.parquet", "parquet")
        assert [{k: str(v) if v is not None and k in dates else v for k, v in row.items()} for row in parquet] == lines
        numbers = {c.name for c in table.columns if c.type in ("integer", "number")}
        for row, line in zip(read_csv(tmp_path / "csv" / f"{table.name}.csv"), lines, strict=True):
            assert {k: (float(v) if k in numbers else v) if v else None for k, v in row.items()} == {
                k: str(v).lower() if isinstance(v, bool) else v for k, v in line.items()
            }  # fmt: skip


def test_csv_is_as_rfc_4180_has_it(tmp_path: Path) -> None:
    write("tidy", tmp_path, kind="csv")
    data = (tmp_path / "statements.csv").read_bytes()
    assert data.startswith(b"article,number,")
    assert data.endswith(b"\r\n")
    assert '"우리는, ""평화""를\n원한다"'.encode() in data


def test_every_id_that_a_table_names_is_in_the_other(tmp_path: Path) -> None:
    write("tidy", tmp_path, kind="jsonl")
    for table in describe("tidy").files:
        for reference in table.references:
            there = {r[reference.to] for r in _rows(tmp_path / f"{reference.table}.jsonl", "jsonl")}
            named = {r[reference.column] for r in _rows(tmp_path / f"{table.name}.jsonl", "jsonl")}
            assert named <= there, (table.name, reference.column)


def test_keys_are_unique_in_every_file(tmp_path: Path) -> None:
    write("tidy", tmp_path, kind="jsonl")
    for table in describe("tidy").files:
        keys = [tuple(r[c] for c in table.key) for r in _rows(tmp_path / f"{table.name}.jsonl", "jsonl")]
        assert len(set(keys)) == len(keys)


def test_namibia_survives_pandas(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    write("tidy", tmp_path / "csv", kind="csv")
    write("tidy", tmp_path / "parquet")
    careless = pandas.read_csv(tmp_path / "csv" / "parties.csv")
    assert careless[careless["code"] == "NAM"]["iso2"].isna().all()  # why the documents say how to read it
    careful = pandas.read_csv(tmp_path / "csv" / "parties.csv", keep_default_na=False, na_values=[""])
    assert set(careful[careful["code"] == "NAM"]["iso2"]) == {"NA"}
    assert set(careful[careful["code"] == "DNR"]["iso2"].isna()) == {True}
    typed = pandas.read_parquet(tmp_path / "parquet" / "parties.parquet")
    assert set(typed[typed["code"] == "NAM"]["iso2"]) == {"NA"}


@pytest.mark.parametrize("name", ["gdelt", "polecat", "icews"])
def test_formats_of_the_field_can_be_csv_and_parquet_too(name: FormatName, tmp_path: Path) -> None:
    write(name, tmp_path / "c", kind="csv")
    write(name, tmp_path / "p", kind="parquet")
    rows = read_csv(tmp_path / "c" / f"{name}.csv")
    assert tuple(rows[0]) == describe(name).table("events").names == tuple(pq.read_schema(tmp_path / "p" / f"{name}.parquet").names)
    assert len(rows) == pq.read_metadata(tmp_path / "p" / f"{name}.parquet").num_rows


def test_nested_records_are_refused_as_a_table(tmp_path: Path) -> None:
    with pytest.raises(NoSuchFile, match="plover has nested records, which csv cannot hold"):
        write("plover", tmp_path / "out", kind="csv")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_record_gives_an_empty_export(name: FormatName, tmp_path: Path) -> None:
    outcome = write(name, tmp_path, [])
    assert outcome.events == 0
    assert all((tmp_path / f.name).exists() and f.rows == 0 for f in outcome.files)


# -- what is left out ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["gdelt", "polecat", "icews", "plover"])
def test_what_a_format_cannot_say_is_left_out_and_counted(name: FormatName, tmp_path: Path) -> None:
    outcome = write(name, tmp_path)
    assert outcome.left_out == {"denied": 1, "planned": 1, "possible": 1, "rejected": 1, "undated": 1}
    assert outcome.events == len(EVERYTHING) - 5
    assert outcome.rounded == 2  # TALKS and AID


@pytest.mark.parametrize("name", ["gdelt", "polecat", "icews", "plover"])
def test_all_statuses_are_there_when_asked_for(name: FormatName, tmp_path: Path) -> None:
    assert write(name, tmp_path, all_statuses=True).left_out == {"rejected": 1, "undated": 1}


def test_an_act_without_a_time_can_be_dated_by_publication(tmp_path: Path) -> None:
    told = without(UNDATED, first_seen="2023-03-05")
    outcome = write("gdelt", tmp_path, [told, UNDATED], by_publication=True)
    assert (outcome.events, outcome.by_publication, outcome.left_out) == (1, 1, {"undated": 1})  # nobody says when UNDATED was published
    assert tsv(tmp_path / "gdelt.export.CSV")[0][1] == "20230305"
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert package["dragoman"]["filters"] == {"undated_by_publication": True}


def test_tidy_says_of_each_act_what_it_is(tmp_path: Path) -> None:
    outcome = write("tidy", tmp_path, kind="jsonl")
    rows = {r["id"]: r for r in _rows(tmp_path / "events.jsonl", "jsonl")}
    assert outcome.left_out == {"rejected": 1}
    assert REJECTED.id not in rows
    assert [rows[e.id]["status"] for e in (PLANNED, POSSIBLE, DENIED, VISIT)] == ["planned", "possible", "denied", "happened"]
    assert (rows[UNDATED.id]["start"], rows[TALKS.id]["start"]) == (None, "2023-03")


def test_an_act_without_a_cameo_code_is_counted(tmp_path: Path) -> None:
    assert write("gdelt", tmp_path, [event("AID", ["USA"], ["UKR"], cameo=None)]).left_out == {"without a CAMEO code": 1}


# -- datapackage.json ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
def test_the_package_describes_every_file(name: FormatName, tmp_path: Path) -> None:
    outcome = write(name, tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert [r["path"] for r in package["resources"]] == [f.name for f in outcome.files]
    for resource, file in zip(package["resources"], outcome.files, strict=True):
        data = (tmp_path / file.name).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert (resource["bytes"], resource["rows"]) == (len(data), file.rows)
        assert tuple(f["name"] for f in resource["schema"]["fields"]) == file.table.names
    assert package["dragoman"]["left_out"] == outcome.left_out
    assert (package["dragoman"]["reader"], package["dragoman"]["lexicon"], package["dragoman"]["schema"]) == ("0.1.0", "1a2b3c", "dragoman/1")


def test_the_package_says_how_a_file_is_to_be_read(tmp_path: Path) -> None:
    write("gdelt", tmp_path / "g")
    (resource,) = json.loads((tmp_path / "g" / "datapackage.json").read_text("utf-8"))["resources"]
    assert resource["dialect"] == {"delimiter": "\t", "lineTerminator": "\n", "header": False}
    write("polecat", tmp_path / "p")
    (resource,) = json.loads((tmp_path / "p" / "datapackage.json").read_text("utf-8"))["resources"]
    assert resource["schema"]["missingValues"] == ["None"]


def test_the_package_says_what_was_asked_for(tmp_path: Path) -> None:
    write("gdelt", tmp_path, narrowed={"actor": "USA", "since": "1991"}, all_statuses=True)
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert package["dragoman"]["filters"] == {"actor": "USA", "since": "1991", "all_statuses": True}


def test_two_exports_of_one_record_are_the_same_bytes(tmp_path: Path) -> None:
    for name in FORMATS:
        for nth in ("1", "2"):
            write(name, tmp_path / nth / name)
        for file in (tmp_path / "1" / name).iterdir():
            assert file.read_bytes() == (tmp_path / "2" / name / file.name).read_bytes(), file.name


# -- nothing half ----------------------------------------------------------------------------------------------------------


def test_a_file_that_is_there_is_not_replaced_unless_told(tmp_path: Path) -> None:
    (tmp_path / "events.parquet").write_text("mine")
    (tmp_path / "notes.txt").write_text("mine as well")
    with pytest.raises(AlreadyThere, match=r"events\.parquet: is there already; give --force") as error:
        write("tidy", tmp_path)
    assert "\n" not in str(error.value)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["events.parquet", "notes.txt"]
    assert (tmp_path / "events.parquet").read_text() == "mine"
    write("tidy", tmp_path, force=True)
    assert pq.read_table(tmp_path / "events.parquet").num_rows == len(EVERYTHING) - 1
    assert (tmp_path / "notes.txt").read_text() == "mine as well"


def test_another_export_in_the_folder_is_not_mixed_with(tmp_path: Path) -> None:
    write("gdelt", tmp_path)
    with pytest.raises(AlreadyThere, match=r"datapackage\.json"):
        write("icews", tmp_path)


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    for force in (False, True):
        with pytest.raises(AlreadyThere, match="is a file; name a folder"):
            write("tidy", tmp_path / "out", force=force)


class Interrupted(Invented):
    """A source during which somebody presses Control-C."""

    def events(self) -> Iterator[KeptEvent]:
        yield from self.kept[:3]
        raise KeyboardInterrupt


@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_an_interrupted_export_leaves_nothing(kind: Kind, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        export(Interrupted(EVERYTHING), "tidy", tmp_path / "deep" / "out", MADE_BY, kind=kind)
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_export_leaves_the_older_one_whole(tmp_path: Path) -> None:
    write("tidy", tmp_path)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    with pytest.raises(KeyboardInterrupt):
        export(Interrupted(EVERYTHING), "tidy", tmp_path, MADE_BY, force=True)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


_IN_ANOTHER_PROCESS = """
import os, resource, signal, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from invented_record import EVERYTHING, Invented
from dragoman.exports import MadeBy, export

class Ending(Invented):
    def events(self):
        for nth in range(300):
            if nth == 299:
                {end}
            yield from EVERYTHING

{before}
export(Ending(EVERYTHING), "tidy", Path({out!r}), MadeBy(version="0", lexicon="0", schema="0", at="0"), kind="csv")
"""


def _elsewhere(out: Path, *, before: str = "", end: str = "pass") -> "subprocess.CompletedProcess[str]":
    code = _IN_ANOTHER_PROCESS.format(tests=str(Path(__file__).parent), out=str(out), before=before, end=end)
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env={**os.environ})


def test_killed_outright_there_is_no_half_export(tmp_path: Path) -> None:
    ended = _elsewhere(tmp_path / "out", end="os.kill(os.getpid(), signal.SIGKILL)")
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert [p.name for p in (tmp_path / "out").iterdir() if not p.name.startswith(".dragoman-")] == []
    write("tidy", tmp_path / "out", kind="csv")  # what it left is not in the way
    assert (tmp_path / "out" / "datapackage.json").exists()


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    ended = _elsewhere(tmp_path / "out", before="signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))")
    assert ended.returncode == 1
    last = ended.stderr.strip().splitlines()[-1]
    assert "NotWritten" in last
    assert "cannot be written" in last
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(NotWritten, match="cannot be written"):
        write("tidy", tmp_path / "file" / "out")


class Counting(Invented):
    """A source of many acts that looks how many of them are alive."""

    most = 0

    def events(self) -> Iterator[KeptEvent]:
        for nth in range(600):
            yield event("AID", ["USA"], ["UKR"], start=f"{1400 + nth}-01-01")
            if nth % 100 == 99:
                self.most = max(self.most, sum(isinstance(o, KeptEvent) for o in gc.get_objects()))


def test_acts_are_streamed(tmp_path: Path) -> None:
    alive = sum(isinstance(o, KeptEvent) for o in gc.get_objects())
    source = Counting([])
    assert export(source, "gdelt", tmp_path, MADE_BY).events == 600
    assert 0 < source.most <= alive + 5
