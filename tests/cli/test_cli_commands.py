"""The other commands, and the help of all."""

import json
from pathlib import Path

import pytest

import dragoman
from dragoman.cli import commands, run, serve

SAMPLES = Path(dragoman.__file__).parent / "samples"
Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "COLUMNS", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def test_version(capsys: Output) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"dragoman, version {dragoman.__version__}\n"


@pytest.mark.parametrize("name", sorted(commands.cli.commands))
def test_every_command_explains_itself_with_an_example(name: str, capsys: Output) -> None:
    assert run([name, "--help"]) == 0
    out = capsys.readouterr().out
    assert f"Usage: dragoman {name}" in out
    assert f" dragoman {name}" in out.partition("Examples:")[2]


@pytest.mark.parametrize(("given", "sites"), [
    ((), "*"), (("none",), "'none'"), (("https://paper.example", "http://*.b.example:8080"), "https://paper.example http://*.b.example:8080"),
])  # fmt: skip
def test_who_may_show_charts_in_frames(given: tuple[str, ...], sites: str) -> None:
    assert serve.embedders(given) == sites


@pytest.mark.parametrize("site", ["javascript:x", "https://a.example; script-src *", "https://a.example/path", "none https://a.example", "'self'"])
def test_what_is_no_site_is_named(site: str, capsys: Output) -> None:
    assert run(["serve", "--embedders", site]) == 2
    assert site.split()[0] in capsys.readouterr().err


def test_no_command_shows_what_there_is(capsys: Output) -> None:
    assert run([]) == 2
    assert "Commands:" in "".join(capsys.readouterr())


def test_demo_shows_events_as_sentences_with_their_evidence(capsys: Output) -> None:
    assert run(["demo"]) == 0
    out, err = capsys.readouterr()
    assert "3 Jul 2024" in out
    assert "CHN (Xi Jinping, President)" in out
    assert "│ " in out
    assert "The other samples" in out
    assert "s16.html" in out
    assert err == ""


def test_demo_in_korean(capsys: Output) -> None:
    assert run(["demo", "--lang", "ko"]) == 0
    assert "중국(시진핑" in capsys.readouterr().out


def test_explain_shows_phrases_clauses_and_frames(capsys: Output) -> None:
    assert run(["explain", str(SAMPLES / "s07.html")]) == 0
    out = capsys.readouterr().out
    for word in ("서명/NNG", "= Kyrgyzstan (KGZ)", "▸ 서명", "✓ ko/", "✗ ko/", "❝ ", "ko/both-sides"):
        assert word in out
    assert "\x1b" not in out


def test_explain_of_what_cannot_be_read(capsys: Output) -> None:
    assert run(["explain", "nowhere.txt"]) == 3
    assert capsys.readouterr().err == "dragoman: nowhere.txt: no such file\n"


def test_evaluate_prints_figures_for_people_and_for_programs(capsys: Output, tmp_path: Path) -> None:
    gold = str(SAMPLES / "gold.jsonl")
    assert run(["evaluate", gold, "--pages", str(SAMPLES)]) == 0
    assert "precision" in capsys.readouterr().out
    assert run(["evaluate", gold, "--pages", str(SAMPLES), "--json"]) == 0
    scores = json.loads(capsys.readouterr().out)
    assert scores["developed"]["pages"] >= 50
    assert scores["pages"] == scores["developed"]["pages"] + scores["blind"]["pages"]
    assert 0 < scores["events"]["f1"] <= 1
    assert scores["developed"]["calibration"]["bins"]


@pytest.fixture
def halves(tmp_path: Path) -> list[str]:
    """Arguments that measure two pages, the second of them blind."""
    gold = [json.loads(line) for line in (SAMPLES / "gold.jsonl").read_text("utf-8").splitlines()[:2]]
    gold[1]["blind"] = True
    (tmp_path / "gold.jsonl").write_text("".join(json.dumps(g) + "\n" for g in gold), "utf-8")
    return ["evaluate", str(tmp_path / "gold.jsonl"), "--pages", str(SAMPLES)]


def test_evaluate_tells_the_halves_apart(halves: list[str], capsys: Output) -> None:
    assert run(halves) == 0
    out = capsys.readouterr().out
    assert "developed on" in out.partition("Blind pages")[0]
    assert "precision" in out.partition("Blind pages")[2]
    assert "confidence (expected calibration error" in out


def test_evaluate_prints_what_was_lost_and_gained_but_no_event_of_a_blind_page(halves: list[str], capsys: Output, tmp_path: Path) -> None:
    assert run([*halves, "--accept"]) == 0
    kept = json.loads((tmp_path / "gold.accepted.json").read_text("utf-8"))
    assert list(kept["pages"]) == ["s01.txt"]
    capsys.readouterr()
    assert run(halves) == 0
    assert "the same events on the pages to develop on" in capsys.readouterr().out
    gone = kept["pages"]["s01.txt"].pop(0)
    kept["pages"]["s01.txt"].append({**gone, "trigger": "낱말"})
    kept["blind"]["fp"] += 7
    (tmp_path / "gold.accepted.json").write_text(json.dumps(kept), "utf-8")
    assert run(halves) == 0
    out = capsys.readouterr().out.partition("Against the accepted run")[2]
    assert [line.split()[:2] for line in out.splitlines() if line.startswith("s01.txt")] == [["s01.txt", "lost"], ["s01.txt", "gained"]]
    assert "낱말" in out
    assert "s02.txt" not in out
    assert "blind pages: right" in out
    assert run([*halves, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["changes"]
    assert {row["page"] for row in found["events"]} == {"s01.txt"}
    assert found["blind"]["before"]["fp"] == found["blind"]["now"]["fp"] + 7


def test_evaluate_against_something_that_is_no_run(halves: list[str], capsys: Output, tmp_path: Path) -> None:
    (tmp_path / "gold.accepted.json").write_text("[]", "utf-8")
    assert run(halves) == 2
    assert "not a run" in capsys.readouterr().err


def test_evaluate_names_missing_pages_and_counts_them_as_empty(capsys: Output, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    event = {"type": "AID", "actors": ["KOR"], "recipients": ["UKR"]}
    gold.write_text(json.dumps({"page": "gone.txt", "events": [event]}) + "\n", "utf-8")
    assert run(["evaluate", str(gold), "--pages", str(tmp_path), "--json"]) == 3
    out, err = capsys.readouterr()
    assert json.loads(out)["events"]["fn"] == 1
    assert err.count("gone.txt: no such file") == 1


def test_evaluate_of_something_that_is_not_gold(capsys: Output, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"page": "a.txt"}\n{"events": 3}\n', "utf-8")
    assert run(["evaluate", str(gold), "--pages", str(tmp_path)]) == 2
    assert "line 2: not gold" in capsys.readouterr().err
