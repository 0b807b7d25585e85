"""`dragoman fetch` and `dragoman watch`, from a site on this machine."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator
from site_here import Site, rss

import dragoman
from dragoman.cli import run
from dragoman.cli.tally import Tally, listen
from dragoman.record import Keeper

Output = pytest.CaptureFixture[str]
PAGE = (Path(dragoman.__file__).parent / "samples" / "s07.html").read_bytes()
HERE = ["--allow-private", "--delay", "0s"]


@pytest.fixture
def record(tmp_path: Path) -> str:
    return str(tmp_path / "kept.db")


# -- fetch -----------------------------------------------------------------------------------------------------------------


def test_fetch_reads_a_page_like_a_file(here: Site, capsys: Output) -> None:
    here.things |= {"/old": (301, {"Location": "/a"}, b""), "/a": PAGE}
    assert run(["fetch", *HERE, here.url("/old")]) == 0
    reading = json.loads(capsys.readouterr().out)
    assert reading["source"] == here.url("/old")
    assert reading["url"]
    assert reading["events"]


def test_fetch_names_what_it_could_not_fetch_and_goes_on(here: Site, capsys: Output) -> None:
    here.things["/a"] = PAGE
    assert run(["fetch", *HERE, here.url("/gone"), here.url("/a"), "news.example"]) == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert err.splitlines() == [
        f"dragoman: {here.url('/gone')}: the server does not give it (404 Not Found)",
        "dragoman: news.example: not an address of the web: it must begin with http:// or https://",
    ]


def test_fetch_stays_out_of_this_machine_unless_it_is_let_in(here: Site, capsys: Output) -> None:
    assert run(["fetch", here.url("/a")]) == 3
    assert "not of the public network" in capsys.readouterr().err
    assert here.asked == []


def test_fetch_keeps_a_page_in_the_record(here: Site, record: str, capsys: Output) -> None:
    here.things["/a"] = PAGE
    for _ in range(2):
        assert run(["fetch", *HERE, "--keep", "--record", record, here.url("/a")]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "1 article, 1 story" in err
    assert [line.split(" — ")[0] for line in err.splitlines()] == ["dragoman: 1 kept", "dragoman: 0 kept"], "the second time it is known"
    with Keeper(record) as keeper:
        assert keeper.ledger() == {"kept": 1}
    assert run(["check", record]) == 0
    capsys.readouterr()
    assert run(["events", "--record", record]) == 0
    assert capsys.readouterr().out


def test_a_page_that_cannot_be_read_is_in_the_ledger_and_tried_again(here: Site, record: str, capsys: Output) -> None:
    here.things["/a"] = b"\x00\x01\xff" * 200
    for _ in range(2):
        assert run(["fetch", *HERE, "--keep", "--record", record, here.url("/a")]) == 3
        assert here.url("/a") in capsys.readouterr().err
    with Keeper(record) as keeper:
        assert keeper.ledger() == {"failed": 1}


def test_what_fetch_saves_can_be_read(here: Site, tmp_path: Path, capsys: Output) -> None:
    here.things |= {"/a": PAGE, "/b": PAGE}
    path = tmp_path / "pages.warc.gz"
    for name in ("/a", "/b"):
        assert run(["fetch", *HERE, "--save", str(path), here.url(name)]) == 0
    assert capsys.readouterr().out == ""
    with path.open("rb") as file:
        found = [(r.headers["WARC-Target-URI"], r.http_headers.get("content-type"), r.reader.read()) for r in ArchiveIterator(file)]
    assert found == [(here.url(name), "text/html", PAGE) for name in ("/a", "/b")]
    with path.open("rb") as file:
        assert all(r.verify_block_digest() for r in ArchiveIterator(file, parse_http=False))
    assert run(["read", str(path)]) == 0
    readings = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [bool(reading["events"]) for reading in readings] == [True, True]


def test_a_file_that_cannot_be_written_ends_it(here: Site, tmp_path: Path, capsys: Output) -> None:
    here.things["/a"] = PAGE
    assert run(["fetch", *HERE, "--save", str(tmp_path / "nowhere" / "a.warc"), here.url("/a")]) == 3
    assert "cannot be written: No such file or directory" in capsys.readouterr().err


def test_sites_are_told_who_asks_and_whom_to_write_to(here: Site) -> None:
    run(["fetch", *HERE, "--contact", "desk@paper.example", here.url("/a")])
    assert here.asked[-1][1]["user-agent"] == f"Dragoman/{dragoman.__version__} (+desk@paper.example)"


@pytest.mark.parametrize(
    "arguments",
    [["--contact", "a\r\nX: y"], ["--contact", "편집국"], ["--delay", "soon"], ["--delay", "-1s"], ["--every", "1s"], ["--metrics", "70000"], ["--metrics", "here"]],
)
def test_options_that_cannot_be_meant(arguments: list[str], capsys: Output, tmp_path: Path) -> None:
    assert run(["watch", "http://news.example/rss", "--record", str(tmp_path / "a.db"), *arguments]) == 2
    assert arguments[0] in capsys.readouterr().err


@pytest.mark.parametrize("address", ["https://news.example/a?b=c", "HTTP://news.example/rss"])
def test_addresses_that_are_given_to_read_are_told_the_way(address: str, capsys: Output) -> None:
    assert run(["read", address]) == 3
    assert capsys.readouterr().err == f"dragoman: {address}: an address of the web: `dragoman fetch` reads pages there, `dragoman watch` follows feeds\n"


# -- watch -----------------------------------------------------------------------------------------------------------------


def test_watch_keeps_what_a_feed_tells_of_once(here: Site, record: str, capsys: Output) -> None:
    here.things |= {"/rss": rss(here, "a", "gone", "picture"), "/a": PAGE, "/picture": b"\x89PNG\r\n\x1a\n" + bytes(50)}
    once = ["watch", "--once", *HERE, "--record", record, here.url("/rss")]
    assert run(once) == 0
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "dragoman: watching 1 feed (Ctrl+C ends it)"
    assert lines[1] == f"dragoman: {here.url('/gone')}: the server does not give it (404 Not Found)"
    assert lines[2] == f"dragoman: {here.url('/picture')}: not a page: a PNG image"
    assert lines[3].startswith("dragoman: 1 feed read, 1 page kept with ")
    assert lines[3].endswith(", 1 refused by the server, 1 not readable")
    here.asked.clear()
    assert run(once) == 0
    assert here.paths() == ["/rss"]
    assert "0 pages kept with 0 events" in capsys.readouterr().err
    assert Path(record).with_name("kept.watch.db").exists()


def test_a_feed_that_cannot_be_read_is_a_failure_for_cron(here: Site, record: str, capsys: Output) -> None:
    here.things["/rss"] = rss(here)
    assert run(["watch", "--once", *HERE, "--record", record, here.url("/rss"), here.url("/gone")]) == 1
    assert run(["watch", "--once", *HERE, "--record", record, here.url("/gone")]) == 3
    assert run(["watch", "--once", *HERE, "--record", record, "rss"]) == 2
    assert "rss: not an address of the web" in capsys.readouterr().err


def test_programs_get_messages_they_can_read(here: Site, record: str, capsys: Output) -> None:
    here.things["/rss"] = rss(here, "gone")
    assert run(["watch", "--once", "--log-format", "json", *HERE, "--record", record, here.url("/rss")]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["event"] for line in lines] == ["message", "failed", "round"]
    assert lines[1]["input"] == here.url("/gone")
    assert lines[2]["pages"] == {"kept": 0, "status": 1}


def test_a_record_that_is_none_is_said_at_once(here: Site, tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "a.db").write_text("something else")
    assert run(["watch", "--once", *HERE, "--record", str(tmp_path / "a.db"), here.url("/rss")]) == 3
    assert "not a record" in capsys.readouterr().err
    assert here.asked == []


def test_watch_ends_in_order_when_it_is_told_to(here: Site, record: str) -> None:
    here.things["/rss"] = rss(here)
    arguments = ["watch", *HERE, "--record", record, "--metrics", "0", here.url("/rss")]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen([sys.executable, "-m", "dragoman", *arguments], stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stderr is not None
        lines = [process.stderr.readline() for _ in range(3)]
        assert "0 pages kept" in lines[2]
        (address,) = [word for word in lines[0].split() if word.startswith("http")]
        with urllib.request.urlopen(address, timeout=5) as answer:
            figures = answer.read().decode()
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
        assert time.monotonic() - began < 5
    assert 'dragoman_watch_feeds_total{outcome="read"} 1.0' in figures
    assert "dragoman_watch_last_success_timestamp_seconds 1" in figures


# -- figures ---------------------------------------------------------------------------------------------------------------


def test_a_tally_is_a_line_for_people_and_figures_for_prometheus() -> None:
    tally, other = Tally(), Tally()
    other.feeds.update(read=2, failed=1)
    other.pages.update(kept=3, robots=1)
    other.events.update({"CONSULT": 4, "AID": 1})
    other.waiting, other.succeeded = 7, 1_700_000_000.0
    tally.add(other)
    tally.add(Tally())
    assert str(other) == "2 feeds read, 1 failed, 3 pages kept with 5 events, 1 closed to robots, 7 waiting"
    with listen(("127.0.0.1", 0), tally) as address, urllib.request.urlopen(address, timeout=5) as answer:
        lines = answer.read().decode().splitlines()
    for line in (
        'dragoman_watch_feeds_total{outcome="failed"} 1.0', 'dragoman_watch_pages_total{outcome="kept"} 3.0', 'dragoman_watch_pages_total{outcome="robots"} 1.0',
        'dragoman_watch_events_total{type="CONSULT"} 4.0', "dragoman_watch_waiting_articles 0.0", "dragoman_watch_last_success_timestamp_seconds 1.7e+09",
    ):  # fmt: skip
        assert line in lines


def test_figures_without_the_client_of_prometheus(monkeypatch: pytest.MonkeyPatch, record: str, capsys: Output) -> None:
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    assert run(["watch", "--once", "--metrics", "0", "--record", record, "http://news.example/rss"]) == 2
    assert "pip install 'dragoman[metrics]'" in capsys.readouterr().err
