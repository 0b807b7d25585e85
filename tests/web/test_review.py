"""Review: nobody changes anything without a token; with one, everything is signed and can be undone."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from fastapi.testclient import TestClient

from dragoman import open_record
from dragoman.cli.commands import run
from dragoman.record import reviewers
from dragoman.record.errors import BadQuestion, NotThere
from dragoman.web import desk
from dragoman.web.app import create_app

CHANGES = ("/review/verdicts", "/review/fields", "/review/undoings", "/review/notes", "/review/sign-out")


@pytest.fixture
def path(record_path: str, tmp_path: Path) -> str:
    """A copy of the record that may be written to."""
    copy = str(tmp_path / "kept.db")
    with sqlite3.connect(record_path) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    return copy


@pytest.fixture
def reader(path: str) -> Iterator[TestClient]:
    with TestClient(create_app(path), follow_redirects=False, headers={"accept-language": "en"}) as found:
        yield found


@pytest.fixture
def token(path: str) -> str:
    return reviewers.add(path, "A. Editor")


def csrf(reader: TestClient) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', reader.get("/review").text)
    assert found is not None
    return found[1]


def sign_in(reader: TestClient, token: str) -> str:
    answer = reader.post("/review/sign-in", data={"token": token})
    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    return csrf(reader)


def verdicts(path: str) -> list[tuple[str, str]]:
    with open_record(path) as record:
        return [(c.verdict, c.by) for c in record.corrections()]


def test_a_token_is_kept_as_a_digest_only(path: str, token: str) -> None:
    assert len(token) > 40
    content = b"".join(p.read_bytes() for p in Path(path).parent.iterdir())
    assert token.encode() not in content
    with open_record(path) as record, record.snapshot() as connection:
        found = reviewers.of_token(connection, token)
        assert found is not None
        assert found.name == "A. Editor"
        assert reviewers.of_token(connection, token[:-1]) is None
        assert reviewers.of_token(connection, "") is None


def test_names_of_reviewers(path: str, token: str) -> None:
    for wrong in ("", "  ", "A. Editor", "x" * 101, "a\x00b"):
        with pytest.raises(BadQuestion):
            reviewers.add(path, wrong)
    reviewers.remove(path, "A. Editor")
    with pytest.raises(NotThere):
        reviewers.remove(path, "A. Editor")


def test_without_a_token_nothing_can_be_changed(reader: TestClient, path: str) -> None:
    with open_record(path) as record:
        event = record.events(limit=1)[0]
    given = {"event": event.id, "verdict": "accept", "field": "status", "value": "denied", "correction": "0" * 16, "kind": "event", "about": event.id,
             "words": "x", "csrf": "x"}  # fmt: skip
    before = Path(path).read_bytes()
    for address in CHANGES:
        assert reader.post(address, data=given).status_code == 401, address
        assert reader.get(address).status_code in (404, 405), address
    assert Path(path).read_bytes() == before
    assert "data-key=\"a\"" not in reader.get("/review").text


def test_the_cookie_is_for_this_site_and_not_for_scripts(reader: TestClient, token: str) -> None:
    said = reader.post("/review/sign-in", data={"token": token}).headers["set-cookie"].lower()
    assert "httponly" in said
    assert "samesite=strict" in said
    assert token.lower() not in said


def test_forms_of_other_sites_are_refused(reader: TestClient, path: str, token: str) -> None:
    secret = sign_in(reader, token)
    with open_record(path) as record:
        event = record.events(limit=1)[0].id
    right = {"event": event, "verdict": "accept", "csrf": secret}
    for headers in ({"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "https://evil.example"}):
        assert reader.post("/review/verdicts", data=right, headers=headers).status_code == 403
        assert reader.post("/review/sign-in", data={"token": token}, headers=headers).status_code == 403
    for wrong in ("", "x", secret[:-1], "é"):
        assert reader.post("/review/verdicts", data={**right, "csrf": wrong}).status_code == 403
    assert verdicts(path) == []
    assert reader.post("/review/verdicts", data=right, headers={"sec-fetch-site": "same-origin", "origin": "null"}).status_code == 303


def test_wrong_tokens_are_slowed_down(reader: TestClient, token: str) -> None:
    for _ in range(desk._TRIES):
        assert reader.post("/review/sign-in", data={"token": "wrong"}).status_code == 403
    answer = reader.post("/review/sign-in", data={"token": token})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 60


def test_a_reviewer_accepts_undoes_sets_and_notes(reader: TestClient, path: str, token: str) -> None:
    secret = sign_in(reader, token)
    with open_record(path) as record:
        event = next(e for e in record.events() if e.status == "happened").id
    given = {"event": event, "csrf": secret, "order": "uncertain", "after": ""}
    done = reader.post("/review/verdicts", data={**given, "verdict": "reject", "why": "a drill"}).headers["location"]
    assert "Rejected." in reader.get(done).text
    with open_record(path) as record:
        assert record.event(event).verdict == "rejected"
        made = record.event(event).corrections[0]
    assert (made.by, made.why) == ("A. Editor", "a drill")
    reader.post("/review/undoings", data={**given, "correction": made.id})
    reader.post("/review/fields", data={**given, "field": "status", "value": "denied"})
    with open_record(path) as record:
        assert (record.event(event).verdict, record.event(event).status) == ("changed", "denied")
    wrong = reader.post("/review/fields", data={**given, "field": "status", "value": "perhaps"})
    assert wrong.status_code == 422
    noted = reader.post("/review/notes", data={"csrf": secret, "kind": "event", "about": event, "words": "Seen <b>twice</b>."})
    assert noted.headers["location"] == f"/events/{event}#notes"
    page = reader.get(f"/events/{event}").text
    assert "Seen &lt;b&gt;twice&lt;/b&gt;." in page
    assert "A. Editor" in page
    assert [v for v, _ in verdicts(path)] == ["reject", "undo", "set"]


def test_notes_on_articles(reader: TestClient, path: str, token: str) -> None:
    secret = sign_in(reader, token)
    with open_record(path) as record:
        article = next(iter(record.articles())).id
    data = {"csrf": secret, "kind": "article", "about": article, "words": "typo in the dateline"}
    assert reader.post("/review/notes", data=data).status_code == 303
    assert reader.get(f"/articles/{article}.json").json()["notes"][0]["by"] == "A. Editor"
    assert reader.post("/review/notes", data={**data, "words": " "}).status_code == 422
    assert reader.post("/review/notes", data={**data, "about": "nothing"}).status_code == 404
    assert reader.post("/review/notes", data={**data, "kind": "story"}).status_code == 422


@pytest.mark.parametrize("order", ["uncertain", "reported"])
def test_the_queue_shows_every_event_once(reader: TestClient, path: str, order: str) -> None:
    seen, address = [], f"/review?order={order}"
    with open_record(path) as record:
        every = {e.id: (e.confidence, len(e.reports)) for e in record.events()}
    while True:
        page = reader.get(address).text
        shown = re.search(r'href="/events/([^"]+)">The whole page', page)
        if shown is None:
            break
        seen.append(shown[1])
        skip = re.search(r'href="(/review\?[^"]+)" data-key="s"', page)
        assert skip is not None
        address = skip[1].replace("&amp;", "&")
        if len(seen) > len(every):
            break
    assert sorted(seen) == sorted(every)
    values = [every[e][0] if order == "uncertain" else -every[e][1] for e in seen]
    assert values == sorted(values)
    assert reader.get("/review?order=loudest").status_code == 422
    assert reader.get("/review?after=nonsense").status_code == 422


def test_who_is_removed_or_signs_out_is_out(reader: TestClient, path: str, token: str) -> None:
    secret = sign_in(reader, token)
    reviewers.remove(path, "A. Editor")
    with open_record(path) as record:
        event = record.events(limit=1)[0].id
    assert reader.post("/review/verdicts", data={"event": event, "verdict": "accept", "csrf": secret}).status_code == 401
    again = reviewers.add(path, "A. Editor")
    secret = sign_in(reader, again)
    assert reader.post("/review/sign-out", data={"csrf": secret}).status_code == 303
    assert reader.post("/review/verdicts", data={"event": event, "verdict": "accept", "csrf": secret}).status_code == 401


def test_the_commands(record_path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(tmp_path / "copy.db")
    copyfile(record_path, path)
    assert run(["reviewer", "add", "김 편집", "--record", path]) == 0
    token = capsys.readouterr().out.strip()
    with open_record(path) as record, record.snapshot() as connection:
        assert reviewers.of_token(connection, token) is not None
    assert run(["reviewer", "list", "--record", path]) == 0
    assert capsys.readouterr().out.rstrip().endswith("김 편집")
    assert run(["reviewer", "add", "김 편집", "--record", path]) == 2
    assert run(["reviewer", "remove", "김 편집", "--record", path]) == 0
    assert run(["reviewer", "remove", "김 편집", "--record", path]) == 2
