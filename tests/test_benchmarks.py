"""The benchmark of speed runs, and the irrelevant pages it invents are the same every time and hold no event."""

import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

import dragoman
from dragoman import articles, coding, pages
from dragoman.languages.ko.traces import nothing_told
from dragoman.model.reading import Reading

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


@pytest.fixture
def speed(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import reading_speed

    return reading_speed  # type: ignore[no-any-return,unused-ignore]


def test_irrelevant_pages_hold_no_event(speed: ModuleType) -> None:
    page = sys.modules["irrelevant"].page
    for number in range(24):
        assert page(number) == page(number)
        found: Reading = dragoman.read(page(number))
        assert found.text
        assert found.events == found.ties == ()


def test_the_figures_are_printed(speed: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    samples = speed.sample_pages(None)[:1]
    speed.speed(samples, 1)
    speed.gate(samples, 1)
    out = capsys.readouterr().out
    assert [line.split()[0] for line in out.splitlines() if line] == ["1", "kiwi", "reading", "ratio", "memory", "mixed", "without", "with", "lost"]
    assert "lost     0 of " in out


def test_the_figures_of_the_record_are_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import synthetic

    import record as benchmark

    monkeypatch.setattr(benchmark, "keeping", lambda rounds: print("keeping"))
    benchmark.main(["--events", "200", "--rounds", "1", "--record", str(tmp_path / "kept.db")])
    out = capsys.readouterr().out
    assert [line.split()[0] for line in out.splitlines()] == ["keeping", "made", "size", "timeline", "months", "search", "reader"]
    assert list(synthetic.pages(2, 1)) == list(synthetic.pages(2, 1))
    with dragoman.open_record(str(tmp_path / "kept.db")) as record:
        assert sum(1 for _ in record.all_events()) >= 200


def test_the_figures_of_many_pages_are_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import crawl

    import scale

    kept = tmp_path / "scale.json"
    scale.main(["stored", "costs", "--pages", "40", "--keep", str(kept)])
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["stored", "costs"]
    found = json.loads(kept.read_text())
    assert found["costs"]["reading_ms_political"] > found["costs"]["reading_ms_foreign"]
    assert found["stored"]["bytes_political"] > found["stored"]["bytes_foreign"] > 0
    assert crawl.html(10) == crawl.html(10)
    assert dragoman.read(crawl.html(10)).events
    assert not dragoman.read(crawl.html(11)).events
    assert dragoman.read(scale.foreign(3)).language == "en"


def test_few_irrelevant_pages_of_the_crawl_have_traces_of_acts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import crawl

    texts = {n: articles.extract(pages.load_bytes(crawl.html(n), f"{n}.html")).text for n in range(120)}
    through = [n for n, text in texts.items() if nothing_told(text, coding.acts("ko")) is None]
    assert {n for n in texts if n % 10 == 0} <= set(through), "what tells acts"
    assert sum(n % 10 > 0 for n in through) <= 3, "of 108 that tell none"


def test_an_invented_crawl_is_read_from_its_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import crawl

    path = str(tmp_path / "crawl.warc.gz")
    crawl.write_warc(crawl.pages(12), path)
    found = [reading for reading in dragoman.read_many([path]) if isinstance(reading, Reading)]
    assert [reading.url for reading in found] == [f"https://news{n}.example/{n}" for n in range(12)]
    assert [bool(reading.events) for reading in found] == [n % 10 == 0 for n in range(12)]
