"""`dragoman read`: what goes to which stream, and with which status it ends."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import dragoman
from dragoman import reading
from dragoman.cli import read as read_module
from dragoman.cli import run
from dragoman.model.page import Input

SAMPLES = Path(dragoman.__file__).parent / "samples"
PAGE = str(SAMPLES / "s01.txt")
Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "FORCE_COLOR",
        "NO_COLOR",
        "COLUMNS",
        "LC_ALL",
        "LC_MESSAGES",
        "LANG",
        "TTY_COMPATIBLE",
        "TTY_INTERACTIVE",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def make(tmp_path: Path) -> Callable[[str, bytes], str]:
    """Writes a file and gives its path."""

    def write(name: str, data: bytes) -> str:
        (tmp_path / name).write_bytes(data)
        return str(tmp_path / name)

    return write


def terminal(monkeypatch: pytest.MonkeyPatch, stream: str) -> None:
    monkeypatch.setattr(getattr(sys, stream), "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")


def test_piped_it_is_one_json_object_a_page_in_the_order_given(capsys: Output) -> None:
    assert run(["read", str(SAMPLES / "s16.html"), PAGE]) == 0
    out, err = capsys.readouterr()
    assert [json.loads(line)["source"] for line in out.splitlines()] == [str(SAMPLES / "s16.html"), PAGE]
    assert err.startswith("dragoman: 2 pages read\n")
    assert "시진핑" in out, "letters are written as themselves, not as escapes"


def test_on_a_terminal_it_is_a_page(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal(monkeypatch, "stdout")
    assert run(["read", PAGE]) == 0
    out = capsys.readouterr().out
    assert "What happened" in out
    assert "\x1b[" in out


def test_no_color_leaves_no_escape_sequence(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal(monkeypatch, "stdout")
    monkeypatch.setenv("NO_COLOR", "1")
    assert run(["read", PAGE]) == 0
    assert "\x1b" not in capsys.readouterr().out


def test_text_can_be_asked_for_in_a_pipe(capsys: Output) -> None:
    assert run(["read", "--format", "text", PAGE]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert all(line == line.rstrip() for line in out.splitlines())


def test_jsonl_can_be_asked_for_on_a_terminal(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal(monkeypatch, "stdout")
    assert run(["read", "--format", "jsonl", PAGE]) == 0
    assert json.loads(capsys.readouterr().out)["schema"] == "dragoman/1"


def test_the_wording_follows_the_option_then_the_locale(
    capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "ko_KR.UTF-8")
    assert run(["read", "--format", "text", PAGE]) == 0
    assert "무슨 일이 있었나" in capsys.readouterr().out
    assert run(["read", "--format", "text", "--lang", "en", PAGE]) == 0
    assert "What happened" in capsys.readouterr().out


def test_standard_input(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(PAGE).read_bytes())))
    assert run(["read", "-"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["source"] == "-"
    assert found["events"]


def test_a_folder_is_read_file_by_file(capsys: Output, tmp_path: Path) -> None:
    for name in ("b.html", "a.txt"):
        (tmp_path / name).write_text("<p>오늘은 날씨가 맑다.</p>", "utf-8")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4")
    assert run(["read", str(tmp_path)]) == 0
    assert [Path(json.loads(line)["source"]).name for line in capsys.readouterr().out.splitlines()] == [
        "a.txt",
        "b.html",
    ]


BAD = {
    "empty": b"",
    "blank": b" \n\t\n",
    "image named .html": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
    "binary": bytes(range(256)) * 64,
    "too large": b"a" * 10_000_001,
}


@pytest.mark.parametrize("data", BAD.values(), ids=BAD.keys())
def test_what_cannot_be_read_is_named_in_one_line(
    data: bytes, capsys: Output, make: Callable[[str, bytes], str]
) -> None:
    path = make("bad.html", data)
    assert run(["read", path]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"dragoman: {path}: ")
    assert err.count("\n") == 1


def test_a_missing_path_and_a_folder_without_pages(capsys: Output, tmp_path: Path) -> None:
    missing = str(tmp_path / "no such file.txt")
    assert run(["read", missing, str(tmp_path)]) == 3
    first, second, *summary = capsys.readouterr().err.splitlines()
    assert summary[0] == "dragoman: 0 pages read, 2 failed"
    assert first == f"dragoman: {missing}: no such file"
    assert second.startswith(f"dragoman: {tmp_path}: no pages in this folder")


def test_a_bad_page_does_not_stop_the_others(capsys: Output, make: Callable[[str, bytes], str]) -> None:
    assert run(["read", make("empty.txt", b""), PAGE, "nowhere.txt", str(SAMPLES / "s02.txt")]) == 1
    out, err = capsys.readouterr()
    assert [Path(json.loads(line)["source"]).name for line in out.splitlines()] == ["s01.txt", "s02.txt"]
    assert len(err.splitlines()) == 4
    assert "2 pages read, 2 failed" in err
    assert "not read: empty 1, no such file 1" in err


def test_a_name_with_control_characters_stays_on_one_line(capsys: Output) -> None:
    assert run(["read", "a\nb\x1b[31m.txt"]) == 3
    assert capsys.readouterr().err == "dragoman: a\\nb\\x1b[31m.txt: no such file\n"


@pytest.mark.skipif(sys.platform != "linux", reason="file names in bytes")
def test_a_name_that_is_not_unicode(capsys: Output, tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xb1\xe2.txt")
    Path(path).write_bytes(Path(PAGE).read_bytes())
    assert run(["read", path]) == 0
    assert json.loads(capsys.readouterr().out)["source"].endswith("\\udcb1\\udce2.txt")


def test_an_article_without_diplomacy_is_a_good_empty_result(capsys: Output) -> None:
    assert run(["read", "--format", "text", str(SAMPLES / "s16.html")]) == 0
    assert "Nothing between states" in capsys.readouterr().out


def test_a_defect_of_ours_costs_one_page_not_the_batch(
    capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = reading.read

    def failing(source: Input) -> dragoman.Reading:
        if source.source == "worse.txt":
            raise RuntimeError("what\nnow")
        return read(source)

    monkeypatch.setattr(reading, "read", failing)
    assert run(["read", "worse.txt", PAGE]) == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert "worse.txt: could not be read because of a defect in Dragoman" in err
    assert "RuntimeError: what now" in err
    assert err.count("\n") == 3


def test_a_full_disk_and_a_defect_in_showing_are_one_line(
    capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    for error, message in (
        (OSError(28, "No space left on device"), "No space left"),
        (KeyError("x"), "a defect in Dragoman"),
    ):

        def failing(*_: object, error: Exception = error, **__: object) -> None:
            raise error

        monkeypatch.setattr(read_module, "show", failing)
        assert run(["read", "--format", "text", PAGE]) == 1
        err = capsys.readouterr().err
        assert err.startswith(f"dragoman: {message}")
        assert err.count("\n") == 1


def test_interrupted(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(source: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(reading, "read", interrupt)
    assert run(["read", PAGE]) == 130
    assert capsys.readouterr().err == "dragoman: interrupted\n"


def test_progress_is_shown_on_a_terminal_only(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal(monkeypatch, "stderr")
    assert run(["read", PAGE]) == 0
    out, err = capsys.readouterr()
    assert "reading" in err
    assert len(out.splitlines()) == 1


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{sys.executable} -m dragoman read {SAMPLES} {SAMPLES} {SAMPLES} {SAMPLES} | head -c 10"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, timeout=120, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b'{"schema":', b"")


@pytest.mark.parametrize(
    "arguments", [["read"], ["read", "--format", "xml", PAGE], ["raed", PAGE], ["read", "--nonsense", PAGE]]
)
def test_wrong_usage(arguments: list[str], capsys: Output) -> None:
    assert run(arguments) == 2
    assert capsys.readouterr().out == ""


def test_events_that_are_less_sure_can_be_left_out(capsys: Output) -> None:
    assert run(["read", PAGE]) == 0
    whole = json.loads(capsys.readouterr().out)
    sure = sorted(e["confidence"] for e in whole["events"])
    assert sure[0] < sure[-1]
    assert run(["read", "--min-confidence", str(sure[-1]), PAGE]) == 0
    rest = json.loads(capsys.readouterr().out)
    assert rest["events"] == [e for e in whole["events"] if e["confidence"] >= sure[-1]]
    assert {k: v for k, v in rest.items() if k != "events"} == {k: v for k, v in whole.items() if k != "events"}
    assert run(["read", "--min-confidence", "2", PAGE]) == 2
