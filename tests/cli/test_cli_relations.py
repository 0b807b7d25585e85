"""`dragoman balance` and `dragoman pairs`: as tables for people, as CSV and JSON Lines for programs."""

import csv
import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from relating import tables

import dragoman
from dragoman.cli import run
from dragoman.cli.bars import bar

Output = pytest.CaptureFixture[str]

ACTS = "\n".join([
    *(f"2023-03-0{1 + n % 9} KAZ=RUS CONSULT r{n}" for n in range(10)), *(f"2023-03-0{1 + n % 9} KAZ=CHN AGREE c{n}" for n in range(10)),
    "2023-03-05 RUS>KAZ SANCTION x1", "2023-05-05 KAZ>USA CONSULT/visit x2@agency", "- KAZ>TUR AID x3", "2023-05-06 USA>KAZ AID x4 planned",
])  # fmt: skip
COVERAGE = "2023-03-05 40 KAZ 22 RUS 11\n2023-05-05 9 KAZ 1\n2023-07-01 5"
POLES = ["--toward", "RUS,CHN,USA"]


class Kept:
    """A record of invented acts that knows three names."""

    def __init__(self, acts: str = ACTS, coverage: str = COVERAGE) -> None:
        made = tables(acts, coverage)
        self.dyads, self.coverage, self.mentions, self.event_stories = (
            lambda: made.dyads, lambda: made.coverage, lambda: made.mentions, lambda: made.stories
        )  # fmt: skip

    def meant(self, word: str) -> SimpleNamespace:
        names = {"카자흐스탄": "KAZ", "KZ": "KAZ", "러시아": "RUS"}
        return SimpleNamespace(code=names.get(word, word), label="of that name", exact=word not in names)

    def __enter__(self) -> "Kept":
        return self

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture(autouse=True)
def record(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "COLUMNS", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(dragoman, "open_record", lambda path: Kept(), raising=False)


def test_names_are_understood_and_it_is_said_how(capsys: Output) -> None:
    assert run(["balance", "카자흐스탄", "--toward", "러시아, CHN", "--toward", "USA", "--by", "year"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out.splitlines()[0])["state"] == "KAZ"
    assert err == "dragoman: 카자흐스탄 taken for KAZ (of that name)\ndragoman: 러시아 taken for RUS (of that name)\n"
    assert run(["pairs", "KZ", "RUS", "--by", "year"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out.splitlines()[0])["a"] == "KAZ"
    assert err == "dragoman: KZ taken for KAZ (of that name)\n"


def test_balance_as_a_page(capsys: Output) -> None:
    assert run(["balance", "KAZ", *POLES, "--format", "table"]) == 0
    out = capsys.readouterr().out
    assert [line.split() for line in out.splitlines() if line.startswith(("  RUS", "  CHN", "  USA"))][:3] == [
        ["RUS", "████████", "10", "50%", "████████████████", "1", "100%", "+1.7"],
        ["CHN", "████████", "10", "50%", "0", "0%", "+2.5"],
        ["USA", "0", "0%", "0", "0%"],
    ]
    assert "Mar 2023  named in 22 of 40 articles, acts: 21" in out
    assert "evenness 0.75 (" in out
    assert "too few cooperative acts to say: 1, of 20 needed" in out
    assert "Apr 2023  no articles in the record" in out
    assert "Jul 2023  articles: 5, none tells an act" in out
    assert "only in the whole: acts: 1" in out
    assert all(len(line) <= 100 and line == line.rstrip() for line in out.splitlines())


def test_balance_in_korean(capsys: Output) -> None:
    assert run(["balance", "KAZ", *POLES, "--format", "table", "--lang", "ko"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("카자흐스탄의 상대별 협력과 갈등, 월 단위\n균형도(중국, 러시아, 미국): ")
    assert "기사 40건 가운데 22건에 등장, 사건 21건" in out
    assert "튀르키예" in out


def test_balance_as_json_lines(capsys: Output) -> None:
    assert run(["balance", "KAZ", *POLES, "--by", "year"]) == 0
    year, whole = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (year["state"], year["by"], year["period"], whole["period"]) == ("KAZ", "year", "2023", "whole")
    assert (year["acts"], whole["acts"]) == (22, 23)
    assert year["evenness"]["value"] == 0.8163  # 3/2 · (1 - (10² + 10² + 1²) / 21²)
    assert year["partners"][0]["code"] == "RUS"


def test_balance_as_csv(capsys: Output) -> None:
    assert run(["balance", "KAZ", *POLES, "--excel"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("\ufeffstate,period,covered,")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"), newline="")))
    assert {len(row) for row in rows} == {23}
    assert {(row["covered"], row["acts"]) for row in rows if row["period"] == "2023-04"} == {("false", "")}
    assert {(row["covered"], row["acts"]) for row in rows if row["period"] == "2023-07"} == {("true", "0")}
    assert {row["evenness_lacking"] for row in rows if row["period"] == "2023-05"} == {"acts"}
    assert out.count("\r\n") == len(rows) + 1


def test_balance_by_other_counts(capsys: Output) -> None:
    assert run(["balance", "KAZ", "--by", "year", "--own", "--weight", "score", "--status", "planned", "--status", "happened"]) == 0
    year = json.loads(capsys.readouterr().out.splitlines()[0])
    assert {p["code"]: (p["acts"], p["cooperation"]) for p in year["partners"]} == {"CHN": (10, 25), "RUS": (10, 25), "USA": (1, 2.5)}


def test_pairs_as_a_page(capsys: Output) -> None:
    assert run(["pairs", "KAZ", "RUS", "--format", "table"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "KAZ – RUS"
    assert out[2].split() == ["2023-03", "40", "11", "·", "1", "10", "████████", "10", "▊", "1", "·", "+1.7", "11"]
    assert out[3].split() == ["2023-04", "0", "–", "–", "–", "–", "–", "–", "–", "–"]
    assert out[4].split() == ["2023-05", "9", "·", "·", "·", "·", "·", "·", "·", "·"]
    assert out[5].split() == ["2023-06", "0", "–", "–", "–", "–", "–", "–", "–", "–"]


def test_pairs_with_nothing_for_long_are_one_line(capsys: Output) -> None:
    assert run(["pairs", "KAZ", "RUS", "--by", "day", "--since", "2023-03-01", "--until", "2023-12", "--format", "table"]) == 0
    out = [line.split("  ")[0] for line in capsys.readouterr().out.splitlines()]
    assert out[-5:] == ["2023-03-10 – 05-04", "2023-05-05", "2023-05-06 – 06-30", "2023-07-01", "2023-07-02 – 12-31"]


def test_many_pairs_are_cut_short_and_counted(monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    acts = "\n".join(f"{1990 + year} P{party:02d}>KAZ AID s" for party in range(50) for year in range(30))
    monkeypatch.setattr(dragoman, "open_record", lambda path: Kept(acts, COVERAGE))
    assert run(["pairs", "--by", "year", "--format", "table"]) == 0
    out = capsys.readouterr().out
    assert out.count("KAZ – P") == 13  # of a heading and thirty years each
    assert out.endswith("… and 1,110 more\n")
    assert run(["pairs", "--by", "year"]) == 0
    assert capsys.readouterr().out.count("\n") == 1500


def test_pairs_of_one_party_and_of_all_in_korean(capsys: Output) -> None:
    assert run(["pairs", "KAZ", "--by", "year", "--format", "table", "--lang", "ko"]) == 0
    out = capsys.readouterr().out
    assert [line for line in out.splitlines() if " – " in line] == [
        "카자흐스탄 – 중국", "카자흐스탄 – 러시아", "카자흐스탄 – 튀르키예", "카자흐스탄 – 미국",
    ]  # fmt: skip
    assert "날짜 없음" in out


def test_pairs_for_programs(capsys: Output) -> None:
    assert run(["pairs", "--by", "year"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["a"], row["b"], row["period"]) for row in lines] == [
        ("CHN", "KAZ", "2023"), ("KAZ", "RUS", "2023"), ("KAZ", "TUR", None), ("KAZ", "USA", "2023"),
    ]  # fmt: skip
    assert run(["pairs", "--by", "year", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out, newline="")))
    assert [{**row, "mean_score": ""} for row in rows] == [
        {name: "" if value is None or name == "mean_score" else str(value).lower() if isinstance(value, bool) else str(value) for name, value in line.items()}
        for line in lines
    ]


def test_an_empty_record(monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    monkeypatch.setattr(dragoman, "open_record", lambda path: Kept("", ""))
    assert run(["pairs", "KAZ", "RUS", "--format", "table"]) == 0
    assert capsys.readouterr().out == "Nothing in the record.\n"
    assert run(["balance", "KAZ", "--format", "table"]) == 0
    assert "no articles in the record" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["balance", "KAZ", "--toward", "RUS,KAZ"], "KAZ: is among its own poles"),
        (["balance", "KAZ", "--since", "2023-13-01"], "2023-13-01: no such date"),
        (["balance", "KAZ", "--status", "done"], "done: not a status; take one of happened, planned, possible, denied"),
        (["balance", "KAZ", "--by", "week"], "'week' is not one of"),
        (["pairs", "KAZ", "KAZ"], "KAZ: a pair is two parties"),
        (["pairs", "KAZ", "RUS", "USA"], "name two parties, one, or none"),
    ],
)
def test_wrong_usage_is_named(arguments: list[str], said: str, capsys: Output) -> None:
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err


@pytest.mark.parametrize(
    ("part", "width", "drawn"),
    [(0, 4, "    "), (0.001, 4, "▏   "), (0.5, 4, "██  "), (0.53, 4, "██▏ "), (1, 4, "████"), (1.2, 4, "████")],
)
def test_bars(part: float, width: int, drawn: str) -> None:
    assert bar(part, width) == drawn


def test_a_record_of_the_samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    monkeypatch.undo()
    samples, path = Path(dragoman.__file__).parent / "samples", str(tmp_path / "record.db")
    assert run(["add", "--record", path, *(str(samples / f"s{number:02d}.txt") for number in (1, 2, 5))]) == 0
    capsys.readouterr()
    assert run(["balance", "카자흐스탄", "--toward", "CHN,RUS", "--by", "year", "--record", path]) == 0
    whole = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (whole["state"], whole["period"]) == ("KAZ", "whole")
    assert whole["acts"] > 0
    assert run(["pairs", "KAZ", "CHN", "--record", path]) == 0
    assert sum(json.loads(line)["events"] or 0 for line in capsys.readouterr().out.splitlines()) > 0
