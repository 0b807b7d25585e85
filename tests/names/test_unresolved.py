"""The script that says what the reader left unresolved: its tables, its order, its exit status."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
PAGE = """시험일보

외교부 “회담 재개 환영”

입력 2024-03-05 10:00

후안 벨라르데 아르헨티나 외교부 대변인은 5일 한국과의 회담 재개를 환영한다고 밝혔다. 벨라르데 대변인은 양국이 곧 다시 만날 것이라고 말했다.

국방부는 논평하지 않았다. 국방부는 다음 주에 입장을 내겠다고 했다.
"""


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("unresolved", ROOT / "scripts" / "unresolved.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["unresolved"] = module
    spec.loader.exec_module(module)
    return module


def test_it_counts_what_a_folder_left(script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(PAGE, "utf-8")
    (tmp_path / "b.txt").write_text(PAGE.replace("국방부는 논평하지 않았다. ", ""), "utf-8")
    assert script.main([str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "of 2 pages" in out
    introduced = out[out.index("introduced:") : out.index("speakers:")]
    assert "2    2p  후안 벨라르데  (ARG 외교부 대변인)" in introduced
    assert "【후안 벨라르데" in introduced


def test_the_most_frequent_comes_first(script: ModuleType) -> None:
    table = script.Table()
    text = "가나다 라마바"
    table.add("라마바", "why", "a", text, 4, 7)
    for page in ("a", "b"):
        table.add("가나다", "why", page, text, 0, 3)
    lines = table.lines(None)
    assert [line.split()[2] for line in lines] == ["가나다", "라마바"]
    assert "【가나다】" in lines[0]
    assert len(table.lines(1)) == 1


@pytest.mark.parametrize(("words", "like"), [("오염수 처리 방식", False), ("회의", False), ("3국", False), ("데렉 존슨", True)])
def test_what_looks_like_a_person(script: ModuleType, words: str, like: bool) -> None:
    assert script.person_like(words) is like


def test_a_sample_and_a_page_that_is_not_there(script: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    sample = str(ROOT / "src" / "dragoman" / "samples" / "s01.txt")
    assert script.main([sample, "nowhere.txt", "--all"]) == 1
    found = capsys.readouterr()
    assert "of 1 pages" in found.out
    assert "nowhere.txt" in found.err


def test_help(script: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        script.main(["--help"])
    assert ended.value.code == 0
    assert "most frequent first" in capsys.readouterr().out
