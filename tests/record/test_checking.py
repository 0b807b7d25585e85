"""A record that is damaged in one way gives a line that says so; a sound one gives none."""

import sqlite3
from pathlib import Path

import pytest
from invented_pages import Keep, act, page

import dragoman
from dragoman.cli import run
from dragoman.reading import read_with_terms
from dragoman.record import Entry, Keeper, checking, defects

ONE = page(act("러시아는 미국을 비난했다", "RUS", "USA"), url="https://a.example/1", said=[("KAZ", "우리는 모두와 가깝다")], stands=[("KAZ", "supports", "UN")], source="/in/1")
TWO = page(act("중국은 일본을 비난했다", "CHN", "JPN"), url="https://a.example/2", source="/in/2", published="2024-05-12")

#: What is done to the file, and a part of the line that must say so.
DAMAGE = {
    "sums of acts": ("UPDATE tallies SET mutual = mutual + 1", "the sums are not what counting gives"),
    "sums of pages": ("DELETE FROM holdings", "holdings "),
    "sums of names": ("UPDATE naming SET articles = 9", "naming "),
    "quote": ("UPDATE reports SET quote = 'x'", "reports 0: its words are not those of the text"),
    "evidence": ("UPDATE reports SET data = json_set(data, '$.evidence.start', 0)", "its words are not those"),
    "trigger": ("UPDATE reports SET data = json_set(data, '$.trigger.start', 1, '$.trigger.end', 3)", "the text does not say"),
    "party": ("UPDATE reports SET data = json_set(data, '$.actors[0].end', 99999)", "99999 is not in the text"),
    "statement": ("UPDATE statements SET text = 'x'", "statements 0: its words"),
    "position": ("UPDATE positions SET quote = 'x'", "positions 0: its words"),
    "record": ("UPDATE reports SET data = 'x'", "cannot be understood"),
    "rest": ("UPDATE articles SET rest = x'00'", "cannot be unpacked"),
    "text": ("UPDATE articles SET text = substr(text, 5)", "is not in its text"),
    "article": ("DELETE FROM articles WHERE url = 'https://a.example/1'", "the ledger says it was kept"),
    "foreign key": ("DELETE FROM articles WHERE url = 'https://a.example/1'", "it belongs to a row of articles that is not there"),
    "version": ("UPDATE versions SET article = 'gone'", "a version whose article is not there"),
    "current": ("UPDATE versions SET current = 0", "does not have one version that is current"),
    "live": ("UPDATE articles SET live = 0", "does not stand as its versions say"),
    "story": ("DELETE FROM stories", "a story that is not there"),
    "story's count": ("UPDATE stories SET articles = 7", "does not count its articles"),
    "report": ("UPDATE reports SET live = 0", "does not stand as its article does"),
    "event": ("DELETE FROM events", "belongs to no event"),
    "event's count": ("UPDATE events SET reports = 7", "does not count its reports"),
    "sources": ("UPDATE events SET sources = 7", "more sources than reports"),
    "no parties": ("DELETE FROM event_parties", "not listed under its parties"),
    "parties": ("INSERT INTO event_parties VALUES ('X', '2024-01-01', 999, 'actor')", "parties are listed for an event"),
    "pairs": ("INSERT INTO pairs VALUES ('X', 'Y', '2024-01-01', 999, 'to')", "pairs are listed"),
    "people": ("INSERT INTO event_people VALUES ('person:x', '2024-01-01', 999)", "people are listed"),
    "about": ("INSERT INTO statement_about VALUES ('X', 999)", "parties are listed for words"),
    "mentions": ("INSERT INTO mentions VALUES ('X', 999)", "parties are listed for an article"),
    "not searched": ("DELETE FROM article_words_docsize", "cannot be found by search"),
    "searched": ("INSERT INTO article_words_docsize VALUES (999, x'00')", "search knows an article that is not there"),
    "words": ("UPDATE article_words_data SET block = zeroblob(length(block)) WHERE id > 10", "the index of words is damaged"),
    "whole": ("INSERT INTO ledger VALUES ('/in/c', '', '', 'whole', NULL, NULL), ('/in/c#1', '', '', 'failed', NULL, 'x')", "the ledger says that all of it was kept"),
    "reason": ("INSERT INTO ledger VALUES ('/in/3', '', '', 'failed', NULL, NULL)", "the ledger gives no reason"),
}  # fmt: skip


@pytest.fixture
def sound(path: str) -> str:
    with Keeper(path) as keeper:
        for reading in (ONE, TWO):
            keeper.keep(reading, ("말",), "mark")
    return path


@pytest.mark.parametrize(("damage", "line"), DAMAGE.values(), ids=DAMAGE.keys())
def test_damage_is_told(damage: str, line: str, sound: str, capsys: pytest.CaptureFixture[str]) -> None:
    connection = sqlite3.connect(sound)
    connection.execute(damage)
    connection.commit()
    connection.close()
    found = list(defects(sound))
    assert any(line in one for one in found), found
    assert all("\n" not in one for one in found)
    assert run(["check", sound]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == found
    assert f"{len(found)} defect" in err


def test_every_question_can_find_something() -> None:
    assert [wrong for wrong, _ in checking._QUESTIONS if not any(line in wrong for _, line in DAMAGE.values())] == []


def test_damage_of_the_file_itself_is_told(sound: str) -> None:
    data = bytearray(Path(sound).read_bytes())
    data[8192 : 8192 + 8192] = bytes(8192)
    Path(sound).write_bytes(data)
    assert any("the file is damaged" in line for line in defects(sound, quick=True))


def test_the_samples_are_kept_soundly(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    samples = sorted(p for p in (Path(dragoman.__file__).parent / "samples").iterdir() if p.suffix in (".txt", ".html"))
    with Keeper(path) as keeper:
        for sample in samples[:30]:
            keeper.keep(*read_with_terms(str(sample)), "mark")
        keeper.note(Entry(source="/in/3", mark="", state="failed", why="empty"))
    assert list(defects(path)) == []
    assert run(["check", path]) == 0
    assert run(["check", "--record", path, "--quick"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("is sound") == 2


def test_there_is_nothing_to_check(tmp_path: Path, keep: Keep, path: str) -> None:
    assert run(["check", str(tmp_path / "nowhere.db")]) == 3
    keep(ONE)
    assert run(["check", path]) == 0
