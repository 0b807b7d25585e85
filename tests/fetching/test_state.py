"""What a watcher remembers."""

from pathlib import Path

import pytest

from dragoman.fetching import Known
from dragoman.fetching.robots import Rules
from dragoman.fetching.state import TRIES, State, StateError, Told, path_beside
from dragoman.model.page import Given

NOW = 1_700_000_000.0
FEED = "http://news.example/rss"


def told(name: str, stamp: str | None = None) -> Told:
    return Told(url=f"http://news.example/{name}", given=Given(title=name), stamp=stamp)


def test_an_article_is_new_once_and_waits_until_it_is_settled(tmp_path: Path) -> None:
    path = str(tmp_path / "a.watch.db")
    with State(path) as state:
        assert state.note(FEED, Known("e", "m"), [told("a"), told("b")], now=NOW) == 2
        state.settle(told("a").url, "kept", Known("x", None), now=NOW)
    with State(path) as state:
        assert state.feed(FEED) == (Known("e", "m"), None, NOW)
        assert state.note(FEED, Known(), [told("a"), told("b"), told("c")], now=NOW + 1) == 1
        assert [one.given.title for one in state.waiting(9, NOW + 2)] == ["c", "b"]
        assert state.count() == 2


def test_what_changed_is_fetched_again_but_not_at_once(tmp_path: Path) -> None:
    with State(str(tmp_path / "a.watch.db")) as state:
        state.note(FEED, Known(), [told("a", "2025-01-01")], now=NOW)
        state.settle(told("a").url, "kept", Known("x", None), now=NOW)
        state.note(FEED, Known(), [told("a", "2025-01-02")], now=NOW + 60)
        assert state.waiting(9, NOW + 60) == []
        state.note(FEED, Known(), [told("a", "2025-01-01")], now=NOW + 7200)
        assert state.waiting(9, NOW + 7200) == []
        state.note(FEED, Known(), [told("a", "2025-01-02")], now=NOW + 7200)
        assert [one.known for one in state.waiting(9, NOW + 7200)] == [Known("x", None)]


def test_what_could_not_be_had_is_tried_later_and_given_up_in_the_end(tmp_path: Path) -> None:
    with State(str(tmp_path / "a.watch.db")) as state:
        state.note(FEED, Known(), [told("a")], now=NOW)
        now, rests = NOW, []
        while state.count():
            began = now
            while not state.waiting(9, now):
                now += 60
            rests.append(now - began)
            state.again(told("a").url, "time", now=now)
        assert rests == [0, 300, 600, 1200, 2400]
        assert len(rests) == TRIES


def test_a_site_that_asks_for_a_day_of_rest_gets_it(tmp_path: Path) -> None:
    with State(str(tmp_path / "a.watch.db")) as state:
        state.note(FEED, Known(), [told("a")], now=NOW)
        state.again(told("a").url, "status", after=86_400, now=NOW)
        assert state.waiting(9, NOW + 86_000) == []
        assert len(state.waiting(9, NOW + 86_400)) == 1


def test_news_come_before_what_was_left_over(tmp_path: Path) -> None:
    with State(str(tmp_path / "a.watch.db")) as state:
        state.note(FEED, Known(), [told(f"old{n}") for n in range(3)], now=NOW)
        state.note(FEED, Known(), [told("new")], now=NOW + 900)
        assert [one.given.title for one in state.waiting(2, NOW + 900)] == ["new", "old0"]


def test_rules_are_kept_while_they_hold(tmp_path: Path) -> None:
    path = str(tmp_path / "a.watch.db")
    with State(path) as state:
        state.keep_rules({"http://a": Rules("User-agent: *", NOW + 10), "http://b": Rules(None, NOW - 10)})
    with State(path) as state:
        assert state.rules(NOW) == {"http://a": Rules("User-agent: *", NOW + 10)}


def test_only_one_watch_at_a_time(tmp_path: Path) -> None:
    path = str(tmp_path / "a.watch.db")
    with State(path), pytest.raises(StateError, match="another `dragoman watch` is at work"):
        State(path)
    with State(path):
        pass


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 500], ids=["text", "damaged"])
def test_a_file_that_is_something_else(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.watch.db"
    path.write_bytes(content)
    with pytest.raises(StateError, match="move it away"):
        State(str(path))
    assert path.read_bytes() == content


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StateError, match="cannot be used"):
        State(str(tmp_path / "nowhere" / "a.watch.db"))


@pytest.mark.parametrize(("record", "beside"), [("caspian.db", "caspian.watch.db"), ("/data/x.y.db", "/data/x.y.watch.db"), ("record", "record.watch.db")])
def test_the_file_stands_beside_the_record(record: str, beside: str) -> None:
    assert path_beside(record) == beside
