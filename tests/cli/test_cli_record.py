"""The commands of the record: what they print, what they say on standard error, and how they end."""

import csv
import io
import json
import os
from pathlib import Path

import pytest

import dragoman
from dragoman.cli import run
from dragoman.record import open_record

SAMPLES = Path(dragoman.__file__).parent / "samples"
PAGES = [str(SAMPLES / name) for name in ("s01.txt", "s07.html", "s10.txt", "s11.html", "s16.html")]
Output = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("record") / "kept.db")
    assert run(["add", *PAGES, "--record", path]) == 0
    return path


@pytest.fixture(autouse=True)
def _plain(kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "COLUMNS", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DRAGOMAN_RECORD", kept)


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_add_says_what_was_kept(tmp_path: Path, capsys: Output) -> None:
    path = str(tmp_path / "kept.db")
    assert run(["add", *PAGES[:2], "--record", path]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("dragoman: 2 pages read and kept — 2 articles, 2 stories, ")
    assert run(["add", *PAGES[:2], "--record", path]) == 0
    assert "0 pages read and kept, 2 kept before" in capsys.readouterr().err


def test_add_goes_on_after_what_cannot_be_read(tmp_path: Path, capsys: Output) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    path = str(tmp_path / "kept.db")
    assert run(["add", str(bad), PAGES[0], str(tmp_path / "absent.txt"), "--record", path]) == 1
    err = capsys.readouterr().err
    assert "bad.txt: not a page" in err
    assert "absent.txt: no such file" in err
    assert "1 page read and kept, 2 failed" in err
    assert run(["add", str(bad), "--record", path]) == 3


def test_add_takes_standard_input(tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(tmp_path / "kept.db")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(Path(PAGES[0]).read_bytes())))
    assert run(["add", "-", "--record", path]) == 0
    with open_record(path) as record:
        assert [r.source for r in record.articles()] == ["-"]


def test_a_page_changed_on_disk_is_a_new_version(tmp_path: Path) -> None:
    file, path = tmp_path / "page.txt", str(tmp_path / "kept.db")
    text = Path(PAGES[0]).read_text("utf-8")
    file.write_text(text, "utf-8")
    assert run(["add", str(file), "--record", path]) == 0
    file.write_text(text.replace("국빈 방문", "공식 방문"), "utf-8")
    assert run(["add", str(file), "--record", path]) == 0
    with open_record(path) as record:
        assert len(list(record.articles())) == 1
        assert "공식 방문" in next(record.articles()).text
        assert {c.kind for c in record.changes()} >= {"added", "merged"}


@pytest.mark.parametrize(("make", "says"), [
    (lambda p: p.mkdir(), "a folder"),
    (lambda p: p.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100)), "not a record of Dragoman"),
    (lambda p: None, "there is no record here yet"),
], ids=["folder", "picture", "nothing"])  # fmt: skip
def test_what_is_no_record_is_said_in_one_line(make: object, says: str, tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "kept.db"
    make(path)  # type: ignore[operator]
    assert run(["events", "--record", str(path)]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert err.count("\n") == 1


def test_events_as_lines_are_whole_records(capsys: Output) -> None:
    assert run(["events", "--party", "KAZ"]) == 0
    found = lines(capsys.readouterr().out)
    assert found
    assert all(e["reports"] and {"id", "type", "when", "sources", "first_seen", "contradictions", "links"} <= e.keys() for e in found)


def test_names_and_short_codes_are_understood_and_said(capsys: Output) -> None:
    assert run(["timeline", "KZ", "중국"]) == 0
    out, err = capsys.readouterr()
    assert lines(out)
    assert err == "dragoman: KZ taken for KAZ (Kazakhstan)\ndragoman: 중국 taken for CHN (China)\n"
    assert run(["timeline", "KAZ", "CHN"]) == 0
    assert capsys.readouterr() == (out, "")


@pytest.mark.parametrize("arguments", [
    ["events", "--since", "2023-13-01"], ["events", "--party", "Ruritania"], ["events", "--type", "GREET"], ["timeline", "KAZ", "XX"],
    ["quotes", "--about", "XX"], ["positions", "XX"], ["search", '"'], ["changes", "--since", "soon"], ["event", "0123456789abcdef"],
    ["correct", "0123456789abcdef", "--accept", "--by", "a"], ["events", "--after", "x"],
])  # fmt: skip
def test_what_cannot_be_understood_is_wrong_usage_in_one_line(arguments: list[str], capsys: Output) -> None:
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("dragoman: ")
    assert err.count("\n") == 1


def test_an_empty_answer_is_good(capsys: Output) -> None:
    assert run(["events", "--party", "FJI"]) == 0
    assert capsys.readouterr() == ("", "")
    assert run(["events", "--party", "FJI", "--format", "csv"]) == 0
    assert capsys.readouterr().out.startswith("id,start,end,")


def test_csv_is_that_of_the_standard_and_excel_gets_its_mark(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["quotes", "--format", "csv"]) == 0
    plain = capfdbinary.readouterr().out
    assert run(["quotes", "--excel"]) == 0
    assert capfdbinary.readouterr().out == b"\xef\xbb\xbf" + plain
    rows = list(csv.DictReader(io.StringIO(plain.decode("utf-8"), newline="")))
    assert len(rows) == len(open_record(os.environ["DRAGOMAN_RECORD"]).quotes())
    assert plain.count(b"\r\n") >= len(rows) + 1


@pytest.mark.parametrize("arguments", [["events"], ["timeline", "KAZ", "CHN"], ["quotes"], ["positions", "KAZ"], ["search", "카자흐스탄"], ["changes"], ["correct", "--list"]])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_tables_fit_the_page(arguments: list[str], language: str, capsys: Output) -> None:
    from rich.cells import cell_len

    assert run([*arguments, "--format", "table", "--lang", language]) == 0
    out = capsys.readouterr().out
    assert out.strip()
    assert "\x1b" not in out
    if arguments[0] != "search":
        assert max(cell_len(line) for line in out.splitlines()) <= 100


def test_a_table_says_how_to_see_more(capsys: Output) -> None:
    assert run(["events", "--format", "table", "--limit", "2"]) == 0
    _, err = capsys.readouterr()
    place = err.split("'")[1]
    assert run(["events", "--limit", "2"]) == 0
    first = lines(capsys.readouterr().out)
    assert run(["events", "--limit", "1", "--after", place]) == 0
    assert lines(capsys.readouterr().out)[0]["id"] not in {e["id"] for e in first}


def test_an_event_is_shown_with_its_words(capsys: Output) -> None:
    assert run(["events", "--limit", "1"]) == 0
    (event,) = lines(capsys.readouterr().out)
    assert run(["event", str(event["id"]), "--format", "table"]) == 0
    out = capsys.readouterr().out
    assert str(event["id"]) in out
    assert "│ " in out


def test_corrections_from_the_command_line(tmp_path: Path, capsys: Output) -> None:
    path = str(tmp_path / "kept.db")
    assert run(["add", PAGES[0], "--record", path]) == 0
    capsys.readouterr()
    assert run(["events", "--record", path, "--limit", "1"]) == 0
    identity = str(lines(capsys.readouterr().out)[0]["id"])
    assert run(["correct", identity, "--set", "status=denied", "--by", "가", "--why", "오보", "--record", path]) == 0
    out, err = capsys.readouterr()
    assert lines(out)[0]["status"] == "denied"
    correction = err.split()[-1]
    assert run(["correct", identity, "--undo", correction, "--by", "나", "--record", path]) == 0
    assert lines(capsys.readouterr().out)[0]["verdict"] is None
    assert run(["correct", "--list", "--record", path]) == 0
    listed = capsys.readouterr().out
    assert [c["by"] for c in lines(listed)] == ["가", "나"]
    other, file = str(tmp_path / "other.db"), tmp_path / "corrections.jsonl"
    file.write_text(listed, "utf-8")
    assert run(["add", PAGES[0], "--record", other]) == 0
    assert run(["correct", "--import", str(file), "--record", other]) == 0
    assert "2 new of 2 corrections" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [
    ["correct", "x"], ["correct", "x", "--accept"], ["correct", "x", "--accept", "--set", "a=b", "--by", "a"], ["correct", "x", "--set", "status", "--by", "a"],
    ["correct", "--accept", "--by", "a"], ["correct", "--import", "absent.jsonl"],
])  # fmt: skip
def test_corrections_that_are_wrong_usage(arguments: list[str], capsys: Output) -> None:
    assert run(arguments) == 2
    assert capsys.readouterr().out == ""


def test_a_line_that_is_no_correction_is_named(tmp_path: Path, capsys: Output) -> None:
    file = tmp_path / "corrections.jsonl"
    file.write_text('{"id": 1}\n', "utf-8")
    assert run(["correct", "--import", str(file)]) == 2
    assert f"{file}, line 1: not a correction" in capsys.readouterr().err
