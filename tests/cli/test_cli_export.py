"""`dragoman export`: from a record of sample pages to files, and what is said when it cannot be."""

import csv
import json
import sqlite3
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest

import dragoman
from dragoman.cli import run
from dragoman.exports import FORMATS, describe
from dragoman.reading import read_with_terms
from dragoman.record import Keeper, open_record
from dragoman.record.questions import Wanted
from dragoman.record.streams import Streams

SAMPLES = Path(dragoman.__file__).parent / "samples"
Output = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Twelve sample pages, with one act rejected and one accepted."""
    path = str(tmp_path_factory.mktemp("record") / "record.db")
    with Keeper(path) as keeper:
        for page in sorted([*SAMPLES.glob("s0?.*"), *SAMPLES.glob("s1[0-2].*")]):
            keeper.keep(*read_with_terms(str(page)))
    with open_record(path) as kept:
        events = [e for e in kept.events() if e.status == "happened" and e.when.start]
        kept.correct(events[0].id, "reject", by="Kim")
        kept.correct(events[1].id, "accept", by="Lee", why="둘 다 읽었다")
    return path


def export(record: str, out: Path, *options: str) -> int:
    return run(["export", "--record", record, *options, str(out)])


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_and_told_about(name: str, record: str, tmp_path: Path, capsys: Output) -> None:
    assert export(record, tmp_path / "out", "--as", name) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert " acts in " in err
    assert "left out: " in err
    assert "1 rejected" in err
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text("utf-8"))
    assert {r["path"] for r in package["resources"]} | {"datapackage.json"} == {p.name for p in (tmp_path / "out").iterdir()}
    assert sum(r["rows"] for r in package["resources"]) > 0
    assert package["dragoman"]["reader"].startswith(f"{dragoman.__version__}+")


def test_the_tidy_tables_hold_what_the_record_holds(record: str, tmp_path: Path) -> None:
    assert export(record, tmp_path, "--as", "tidy") == 0
    tables = {t.name: pq.read_table(tmp_path / f"{t.name}.parquet").to_pylist() for t in describe("tidy").files}
    with open_record(record) as kept:
        assert [r["id"] for r in tables["events"]] == [e.id for e in kept.all_events()]
        readings = list(kept.articles())
        assert {r["id"] for r in tables["articles"]} == {r.id for r in readings}
        for name in ("statements", "positions", "measures", "ties"):
            assert len(tables[name]) == sum(len(getattr(r, name)) for r in readings), name
        said = {(r.id, n): s for r in readings for n, s in enumerate(r.statements)}
        assert all(said[row["article"], row["number"]].text == row["text"] for row in tables["statements"])
        assert [r["verdict"] for r in tables["corrections"]] == ["accept"]
    assert {r["story"] for r in tables["articles"]} == {r["id"] for r in tables["stories"]}
    for table in describe("tidy").files:
        for reference in table.references:
            named = {r[reference.column] for r in tables[table.name]}
            assert named <= {r[reference.to] for r in tables[reference.table]}, (table.name, reference.column)


def test_all_statuses(record: str, tmp_path: Path, capsys: Output) -> None:
    assert export(record, tmp_path / "a", "--as", "plover") == 0
    assert "--all-statuses keeps what is planned" in capsys.readouterr().err
    assert export(record, tmp_path / "b", "--as", "plover", "--all-statuses") == 0
    assert "--all-statuses" not in capsys.readouterr().err
    assert export(record, tmp_path / "c", "--as", "plover", "--undated-by-publication") == 0
    assert "without any time: dated to the day they were first told" in capsys.readouterr().err
    few, all_ = ((tmp_path / d / "plover.jsonl").read_bytes().splitlines() for d in "ab")
    assert {msgspec.json.decode(line)["status"] for line in few} == {"happened"}
    assert {msgspec.json.decode(line)["status"] for line in all_} >= {"happened", "planned"}
    assert set(few) < set(all_)


def test_conditions_choose_what_is_exported(record: str, tmp_path: Path, capsys: Output) -> None:
    options = ("--as", "tidy", "--format", "csv", "--party", "러시아", "--type", "consult")
    assert export(record, tmp_path, *options) == 0
    assert "러시아 taken for RUS (Russia)" in capsys.readouterr().err
    with (tmp_path / "events.csv").open(encoding="utf-8", newline="") as file:
        events = list(csv.DictReader(file))
    assert events
    assert all(e["type"] == "CONSULT" and "RUS" in (e["actors"] + e["recipients"]) for e in events)
    with (tmp_path / "articles.csv").open(encoding="utf-8", newline="") as file:
        assert {e["article"] for e in events} <= {a["id"] for a in csv.DictReader(file)}
    assert json.loads((tmp_path / "datapackage.json").read_text("utf-8"))["dragoman"]["filters"] == {"party": "RUS", "type": ["CONSULT"]}


def test_what_is_said_is_chosen_by_party_and_time(record: str) -> None:
    with open_record(record) as kept, Streams(kept) as everything:
        said = list(everything.statements())
        stories = list(everything.stories())
    speaker = said[0].statement.speaker.code
    with open_record(record) as kept, Streams(kept, Wanted(actor=speaker)) as some:
        chosen = list(some.statements())
        articles = {a.id for a in some.articles()}
        assert {s.id for s in some.stories()} <= {s.id for s in stories}
    assert chosen == [s for s in said if s.statement.speaker.code == speaker]
    assert {s.article for s in chosen} == articles
    day = next(s.published for s in said if s.published)[:10]  # type: ignore[index]
    with open_record(record) as kept, Streams(kept, Wanted(since="9990")) as none, Streams(kept, Wanted(until=day)) as before:
        assert list(none.statements()) == []
        assert 0 < len(list(before.statements())) <= len(said)


def test_a_source_chooses_articles(record: str) -> None:
    with open_record(record) as kept, Streams(kept) as everything:
        said = list(everything.statements())
        outlets = {a.id: a.outlet or "" for a in everything.articles()}
    outlet = outlets[said[0].article]
    with open_record(record) as kept, Streams(kept, Wanted(source=outlet)) as some:
        chosen = list(some.statements())
        assert all(outlet in {outlets[r.article] for r in e.reports} for e in some.events())
    assert chosen == [s for s in said if outlet in outlets[s.article]]
    assert 0 < len(chosen) < len(said)


def test_events_are_asked_for_in_parts(record: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_record(record) as kept:
        whole = list(kept.all_events())
        monkeypatch.setattr("dragoman.record.streams._PART", 7)
        with Streams(kept) as source:
            assert list(source.events()) == whole
    assert len(whole) > 14


# -- what goes wrong -------------------------------------------------------------------------------------------------------


def complaint(capsys: Output) -> str:
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("dragoman: ")
    assert err.count("\n") == 1, err
    return err


def test_a_file_that_is_there_is_refused_without_force(record: str, tmp_path: Path, capsys: Output) -> None:
    assert export(record, tmp_path, "--as", "icews") == 0
    before = (tmp_path / "icews.tab").read_bytes()
    capsys.readouterr()
    assert export(record, tmp_path, "--as", "icews", "--since", "2024-01-01") == 2
    assert "icews.tab: is there already; give --force" in complaint(capsys)
    assert (tmp_path / "icews.tab").read_bytes() == before
    assert export(record, tmp_path, "--as", "icews", "--force") == 0


def test_a_file_instead_of_a_folder(record: str, tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "out").write_text("mine")
    assert export(record, tmp_path / "out", "--as", "tidy") == 2
    assert "is a file; name a folder" in complaint(capsys)


def test_a_folder_that_cannot_be_made(record: str, tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "file").write_text("mine")
    assert export(record, tmp_path / "file" / "out", "--as", "tidy") == 1
    assert "cannot be written" in complaint(capsys)


def test_nested_records_as_csv(record: str, tmp_path: Path, capsys: Output) -> None:
    assert export(record, tmp_path / "out", "--as", "plover", "--format", "csv") == 2
    assert "plover has nested records" in complaint(capsys)


def test_a_record_that_is_not_there(tmp_path: Path, capsys: Output) -> None:
    assert export(str(tmp_path / "none.db"), tmp_path / "out", "--as", "tidy") == 3
    assert "none.db" in complaint(capsys)
    assert list(tmp_path.iterdir()) == []


def test_a_picture_or_a_folder_as_record(tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 200)
    for path in (tmp_path / "picture.png", tmp_path):
        assert export(str(path), tmp_path / "out", "--as", "tidy") == 3
        assert str(path) in complaint(capsys)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--since", "2023-13-01"), "2023-13-01: there is no such day"),
        (("--since", "2024", "--until", "2023"), "ends before it begins"),
        (("--party", "Kazakstan"), "did you mean KAZ"),
        (("--type", "MEETING"), "MEETING: no event type"),
        (("--status", "done"), "done: no status"),
    ],
)
def test_questions_that_make_no_sense(options: tuple[str, ...], said: str, record: str, tmp_path: Path, capsys: Output) -> None:
    assert export(record, tmp_path / "out", "--as", "tidy", *options) == 2
    assert said in complaint(capsys)
    assert not (tmp_path / "out").exists()


def test_a_format_that_does_not_exist(record: str, tmp_path: Path, capsys: Output) -> None:
    assert export(record, tmp_path / "out", "--as", "acled") == 2
    assert "acled" in capsys.readouterr().err


def test_the_record_is_taken_from_the_environment(record: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_RECORD", record)
    assert run(["export", "--as", "gdelt", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "gdelt.export.CSV").stat().st_size > 0


def test_a_damaged_record_gives_no_export(record: str, tmp_path: Path, capsys: Output) -> None:
    broken = tmp_path / "broken.db"
    with sqlite3.connect(record) as whole, sqlite3.connect(broken) as copy:
        whole.backup(copy)
        copy.execute("UPDATE articles SET rest = x'00'")
    copy.close()
    assert export(str(broken), tmp_path / "out", "--as", "tidy") == 3
    assert "broken.db" in complaint(capsys)
    assert not (tmp_path / "out").exists()
