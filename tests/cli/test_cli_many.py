"""Many pages: several processes, what is said at the end, what the ledger knows, and a record that goes on where it was."""

import gzip
import io
import json
import os
import sys
from pathlib import Path

import pytest

import dragoman
from dragoman import pages
from dragoman.cli import run, spread, work
from dragoman.model.page import Input
from dragoman.record import Keeper, edition
from dragoman.scale import shares

sys.path.append(str(Path(__file__).parents[1] / "record"))
sys.path.append(str(Path(__file__).parent))

import faulty
from content import content

SAMPLES = sorted(p for p in (Path(dragoman.__file__).parent / "samples").iterdir() if p.suffix in (".txt", ".html"))
Output = pytest.CaptureFixture[str]


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """A folder of six samples."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for sample in SAMPLES[:6]:
        (folder / sample.name).write_bytes(sample.read_bytes())
    return folder


def ledger(path: Path) -> dict[str, int]:
    with Keeper(str(path)) as keeper:
        return dict(keeper.ledger())


def test_several_processes_read_the_same_in_the_same_order(few: Path, capsys: Output) -> None:
    assert run(["read", str(few), "--jobs", "1"]) == 0
    alone = capsys.readouterr().out
    assert run(["read", str(few), "--jobs", "2"]) == 0
    out, err = capsys.readouterr()
    assert out == alone
    assert "in 2 processes" in err


def test_several_processes_keep_the_same_record(few: Path, tmp_path: Path) -> None:
    assert run(["add", str(few), "--jobs", "1", "--record", str(tmp_path / "one.db")]) == 0
    assert run(["add", str(few), "--jobs", "2", "--record", str(tmp_path / "two.db")]) == 0
    assert content(str(tmp_path / "one.db")) == content(str(tmp_path / "two.db"))


def test_a_page_that_ends_or_holds_up_its_process_is_skipped_and_tried_again_by_the_next_run(
    few: Path, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("b-crash.txt", "b-hang.txt"):
        (few / name).write_bytes(SAMPLES[7].read_bytes())
    record = tmp_path / "kept.db"
    command = ["add", str(few), "--jobs", "2", "--record", str(record)]
    with monkeypatch.context() as patched:
        patched.setattr(work, "read_with_terms", faulty.reading)
        assert run([*command, "--time-limit", "4"]) == 1
    err = capsys.readouterr().err
    assert "b-crash.txt: skipped: the process that reads ended its process (exit status 1), 2 times" in err
    assert "b-hang.txt: skipped: the process that reads took longer than 4 s, 2 times" in err
    assert "not read: skipped 2" in err
    assert ledger(record) == {"kept": 6, "skipped": 2}
    assert run(command) == 0
    assert "2 pages read and kept, 6 kept before" in capsys.readouterr().err
    assert ledger(record) == {"kept": 8}


def test_what_failed_stands_in_the_ledger_until_it_can_be_read(few: Path, tmp_path: Path, capsys: Output) -> None:
    bad, record = few / "bad.txt", tmp_path / "kept.db"
    bad.write_bytes(b"")
    for _ in range(2):
        assert run(["add", str(few), "--record", str(record)]) == 1
        assert "bad.txt: empty" in capsys.readouterr().err
    assert ledger(record) == {"failed": 1, "kept": 6}
    bad.write_bytes(SAMPLES[8].read_bytes())
    assert run(["add", str(few), "--record", str(record)]) == 0
    assert ledger(record) == {"kept": 7}


def test_messages_for_programs_are_one_object_a_line(few: Path, tmp_path: Path, capsys: Output) -> None:
    (few / "bad\n.txt").write_bytes(b"")
    assert run(["add", str(few), "--log-format", "json", "--record", str(tmp_path / "kept.db")]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    failed, summary = [json.loads(line) for line in err.splitlines()]
    assert (failed["level"], failed["event"], failed["input"].endswith("bad\\n.txt"), failed["why"]) == ("error", "failed", True, "empty: there is nothing to read")
    assert failed["time"].endswith("Z")
    assert (summary["level"], summary["event"], summary["read"], summary["failed"], summary["why"]) == ("info", "summary", 6, 1, {"empty": 1})
    assert summary["languages"]
    assert sum(summary["events"].values()) > 0
    assert summary["ledger"] == {"failed": 1, "kept": 6}
    assert run(["read", "--log-format", "json", "nowhere.txt"]) == 3
    assert json.loads(capsys.readouterr().err)["input"] == "nowhere.txt"
    assert run(["read", "nowhere.txt"]) == 3
    assert capsys.readouterr().err.startswith("dragoman: ")


@pytest.mark.skipif(os.name != "posix", reason="file names in bytes")
def test_names_and_pages_with_half_characters_travel_between_processes(tmp_path: Path, capsys: Output) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xb1\xe2.txt")
    Path(path).write_bytes(SAMPLES[0].read_bytes())
    assert run(["read", path, path, "--jobs", "2"]) == 0
    assert [json.loads(line)["source"].endswith("\\udcb1\\udce2.txt") for line in capsys.readouterr().out.splitlines()] == [True, True]


def test_standard_input_is_read_by_other_processes_too(few: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SAMPLES[0].read_bytes())))
    assert run(["read", "-", str(SAMPLES[1]), "--jobs", "2"]) == 0
    assert [json.loads(line)["source"] for line in capsys.readouterr().out.splitlines()] == ["-", str(SAMPLES[1])]


def test_what_is_not_there_is_said_and_not_written_into_the_ledger(tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    record = tmp_path / "kept.db"
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert run(["add", str(tmp_path / "nowhere.txt"), str(tmp_path / "empty"), str(tmp_path / "*.none"), "-", "--record", str(record)]) == 3
    assert len(capsys.readouterr().err.splitlines()) == 4 + 2
    assert ledger(record) == {}


def test_a_damaged_container_is_never_whole(tmp_path: Path, capsys: Output) -> None:
    packed, record = tmp_path / "crawl.jsonl.gz", tmp_path / "kept.db"
    rows = [{"text": s.read_text("utf-8", "replace")} for s in SAMPLES[:4]]
    packed.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode())[:-2000])
    assert run(["add", str(packed), "--record", str(record)]) == 1
    counts = ledger(record)
    assert counts["failed"] == 1
    assert "whole" not in counts
    capsys.readouterr()
    assert run(["add", str(packed), "--record", str(record)]) == 1
    assert "1 failed" in capsys.readouterr().err


# -- containers --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Six samples as one file of JSON Lines."""
    path = tmp_path / "crawl.jsonl"
    rows = [{"text": s.read_text("utf-8", "replace"), "url": f"https://a.example/{s.name}"} for s in SAMPLES[:6]]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_a_container_that_was_kept_whole_is_not_opened_again(table: Path, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    record = tmp_path / "kept.db"
    assert run(["add", str(table), "--record", str(record)]) == 0
    assert ledger(record) == {"kept": 6, "whole": 1}
    with monkeypatch.context() as patched:
        patched.setattr("dragoman.pages.find._file", lambda *_, **__: pytest.fail("opened"))
        assert run(["add", str(table), "--record", str(record)]) == 0
    assert "0 pages read and kept, 6 kept before" in capsys.readouterr().err
    with table.open("a") as file:
        file.write(json.dumps({"text": SAMPLES[7].read_text("utf-8")}) + "\n")
    assert run(["add", str(table), "--record", str(record)]) == 0
    assert "1 page read and kept, 6 kept before" in capsys.readouterr().err
    assert ledger(record) == {"kept": 7, "whole": 1}


def test_a_container_of_which_a_page_failed_is_opened_again(table: Path, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    record = tmp_path / "kept.db"
    read_with_terms, seen = work.read_with_terms, [0]

    def third_fails(found: Input) -> work.Read | work.Failed:
        seen[0] += 1
        return work.Failed("a bad day") if seen[0] == 3 else read_with_terms(found)

    with monkeypatch.context() as patched:
        patched.setattr(work, "read_with_terms", third_fails)
        assert run(["add", str(table), "--record", str(record)]) == 1
    assert "crawl.jsonl#3: a bad day" in capsys.readouterr().err
    assert ledger(record) == {"failed": 1, "kept": 5}
    assert run(["add", str(table), "--record", str(record)]) == 0
    assert "1 page read and kept, 5 kept before" in capsys.readouterr().err
    assert ledger(record) == {"kept": 6, "whole": 1}


def test_interrupted_in_a_container_it_goes_on_at_its_place(table: Path, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    calm, record = tmp_path / "calm.db", tmp_path / "kept.db"
    assert run(["add", str(table), "--record", str(calm)]) == 0
    read_with_terms, seen = work.read_with_terms, [0]

    def interrupted(found: Input) -> work.Read | work.Failed:
        seen[0] += 1
        if seen[0] == 4:
            raise KeyboardInterrupt
        return read_with_terms(found)

    with monkeypatch.context() as patched:
        patched.setattr(work, "read_with_terms", interrupted)
        assert run(["add", str(table), "--record", str(record)]) == 130
    assert ledger(record) == {"kept": 3}
    capsys.readouterr()
    assert run(["add", str(table), "--record", str(record)]) == 0
    assert "3 pages read and kept, 3 kept before" in capsys.readouterr().err
    assert content(str(record)) == content(str(calm))


def test_what_a_cluster_has_read_is_merged_to_the_same_record(table: Path, few: Path, tmp_path: Path, capsys: Output) -> None:
    alone, merged, parts = tmp_path / "alone.db", tmp_path / "merged.db", str(tmp_path / "parts")
    (few / "bad.txt").write_bytes(b"")
    assert run(["add", str(table), str(few), "--record", str(alone)]) == 1
    assert run(["merge", str(few), "--record", str(merged)]) == 3
    shares.prepare(parts)
    todo = list(shares.shares(pages.files([str(table), str(few)]), parts, edition.reader(), size=20_000))
    assert len(todo) > 2
    for share in todo:
        assert isinstance(share, shares.Share)
        shares.work_through(share, parts, shares.Job(spread.cells, spread.columns, work.WARM, 60.0))
    capsys.readouterr()
    assert run(["merge", parts, "--record", str(merged)]) == 1
    assert "12 pages read and kept, 1 failed" in capsys.readouterr().err
    assert content(str(merged)) == content(str(alone))
    assert run(["merge", parts, "--record", str(merged)]) == 1
    assert "0 pages read and kept, 12 kept before, 1 failed" in capsys.readouterr().err
    assert run(["add", str(table), "--record", str(merged)]) == 0


def test_pages_that_tell_nothing_can_be_left_out(few: Path, tmp_path: Path, capsys: Output) -> None:
    (few / "recipe.txt").write_text("견본요리\n감자전\n입력 2023-07-15 09:00\n\n감자를 한입 크기로 썰어 냄비에 넣고 소금을 뿌린다. 약한 불에 오래 두면 맛이 깊어진다.\n")
    (few / "english.txt").write_text("The foreign ministers of the two countries met on Monday and agreed to reopen the embassies by the end of the year.\n" * 5)
    record = tmp_path / "kept.db"
    command = ["add", str(few), "--record", str(record)]
    assert run([*command, "--telling"]) == 0
    err = capsys.readouterr().err
    assert "6 pages read and kept, 2 that tell nothing left out" in err
    assert "left out: in no language that is read 1, no state, organisation, institution or known person is named 1" in err
    assert ledger(record) == {"kept": 6, "silent": 2}
    assert run([*command, "--telling"]) == 0
    assert "0 pages read and kept, 8 kept before" in capsys.readouterr().err
    assert run(["check", str(record)]) == 0
    assert run(command) == 0
    assert "2 pages read and kept, 6 kept before" in capsys.readouterr().err
    assert ledger(record) == {"kept": 8}


def test_hardly_an_event_of_the_samples_is_lost_with_the_pages_that_are_left_out() -> None:
    kept = lost = 0
    for sample in SAMPLES:
        found = Input(source=str(sample))
        read, told = work.read(found), work.read_telling(found)
        events = len(read.reading.events) if isinstance(read, work.Read) else 0
        if isinstance(told, work.Read) and isinstance(read, work.Read):
            assert told.reading == read.reading
            kept += events
        else:
            lost += events
    assert lost <= (kept + lost) / 100


def test_a_flash_in_korean_is_no_page_of_another_language() -> None:
    assert isinstance(work.read_telling(Input(source="-", data="[속보] 푸틴, 카자흐 도착…토카예프와 정상회담\n\n푸틴 러시아 대통령이 3일 카자흐스탄에 도착했다.\n".encode())), work.Read)


def test_parts_hold_every_page(few: Path, capsys: Output) -> None:
    assert run(["add", str(few), "--on", "ray", "--parts-only", "--telling"]) == 2
    assert "give --telling to `dragoman merge`" in capsys.readouterr().err
