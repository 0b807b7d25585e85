"""Common pages are made once for each state of the record, and never shown for another one."""

import shutil
import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dragoman.record import open_record
from dragoman.web import memory, rendering
from dragoman.web.app import create_app
from dragoman.web.pages import states


@pytest.fixture
def path(record_path: str, tmp_path: Path) -> str:
    return str(shutil.copy(record_path, tmp_path / "kept.db"))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that were filled in, in order."""
    seen: list[str] = []
    page = rendering.page

    def counted(request: object, language: object, template: str, **given: object) -> str:
        seen.append(template)
        return page(request, language, template, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(rendering, "page", counted)
    return seen


def test_a_page_is_made_once_for_each_language_and_state_of_the_record(path: str, made: list[str]) -> None:
    with TestClient(create_app(path), headers={"accept-language": "en"}) as reader:
        first = reader.get("/KAZ/RUS")
        assert reader.get("/KAZ/RUS").text == first.text
        assert made == ["pair.html"]
        assert '<html lang="ko">' in reader.get("/KAZ/RUS", headers={"accept-language": "ko"}).text
        assert made == ["pair.html"] * 2
        with open_record(path) as record:
            event = record.timeline("KAZ", "RUS", limit=1)[0]
            record.correct(event.id, "reject", by="A. Reader")
        assert event.id not in reader.get("/KAZ/RUS").text


@pytest.mark.parametrize(("address", "told"), [("/RUS", "This is being counted"), ("/RUS?since=2020", "are being counted")])
def test_what_is_still_being_counted_is_not_kept(address: str, told: str, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """How even all of the time is, which needs the stories of acts; and all figures of a stretch of time, of which there are no sums."""
    monkeypatch.setattr(memory, "_PATIENCE", 0.0)
    monkeypatch.setattr(states, "FEW", 0)
    with TestClient(create_app(path), headers={"accept-language": "en"}) as reader:
        seen = reader.get(address).text
        assert told in seen
        for _ in range(200):
            if told not in seen:
                break
            time.sleep(0.02)
            seen = reader.get(address).text
        assert told not in seen


def test_what_reviewers_see_is_not_for_others(path: str, made: list[str]) -> None:
    with TestClient(create_app(path)) as reader:
        reader.get("/KAZ/RUS", headers={"cookie": "session=x"})
        reader.get("/KAZ/RUS")
        reader.get("/KAZ/RUS", headers={"cookie": "session=x"})
    assert made == ["pair.html"] * 3
