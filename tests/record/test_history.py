"""Ids are for ever: versions of pages, merged and withdrawn events, and the log that a copy can follow."""

from collections.abc import Callable

import msgspec
import pytest
from invented_pages import Keep, act, page

from dragoman.record import Keeper, NotThere, Record, Withdrawn

Open = Callable[[], Record]
URL = "https://a.example/1"
FIRST = page(
    act("러시아는 미국을 비난했다", "RUS", "USA"), act("중국은 일본에 항의했다", "CHN", "JPN", type="REJECT"), url=URL, published="2024-05-11T08:00+09:00"
)
CHANGED = page(act("러시아는 미국을 강하게 비난했다", "RUS", "USA"), url=URL, published="2024-05-11T10:00+09:00")


def test_a_changed_page_is_a_new_version_and_the_old_one_stays(keep: Keep, record: Open) -> None:
    keep(FIRST)
    keep(CHANGED)
    now = record()
    assert [e.reports[0].article for e in now.events()] == [CHANGED.id]
    assert now.article(FIRST.id) == FIRST
    assert [r.id for r in now.articles()] == [CHANGED.id]


def test_an_act_that_the_new_version_tells_is_found_under_its_old_id(keep: Keep, record: Open) -> None:
    keep(FIRST, CHANGED)
    assert record().event(FIRST.events[0].id).id == CHANGED.events[0].id


def test_an_act_that_no_version_tells_any_more_has_a_tombstone(keep: Keep, record: Open) -> None:
    keep(FIRST, CHANGED)
    with pytest.raises(Withdrawn, match="withdrawn on 20") as gone:
        record().event(FIRST.events[1].id)
    stone = gone.value.tombstone
    assert (stone.type, stone.actors, stone.recipients, stone.quote) == ("REJECT", ("CHN",), ("JPN",), "중국은 일본에 항의했다")
    assert stone.withdrawn is not None


def test_an_id_that_was_never_given_is_another_matter(keep: Keep, record: Open) -> None:
    keep(FIRST)
    with pytest.raises(NotThere, match="no event of this id") as error:
        record().event("0123456789abcdef")
    assert not isinstance(error.value, Withdrawn)


def test_an_older_version_that_comes_late_stays_an_old_one(keep: Keep, record: Open) -> None:
    keep(CHANGED)
    keep(FIRST)
    assert [r.id for r in record().articles()] == [CHANGED.id]
    assert record().event(FIRST.events[0].id).id == CHANGED.events[0].id


def test_pages_that_do_not_tell_their_time_are_versions_in_the_order_of_adding(keep: Keep, record: Open) -> None:
    one, other = (page(act(f"러시아는 {n} 미국을 비난했다", "RUS", "USA"), url=URL, published=None) for n in "가나")
    keep(one, other)
    assert [r.id for r in record().articles()] == [other.id]
    keep(one)
    assert [r.id for r in record().articles()] == [one.id]


def test_a_page_that_stands_elsewhere_as_well_is_not_withdrawn(keep: Keep, record: Open) -> None:
    keep(FIRST, msgspec.structs.replace(FIRST, url="https://copy.example/1"), CHANGED)
    assert {r.id for r in record().articles()} == {FIRST.id, CHANGED.id}
    assert record().event(FIRST.events[1].id).id == FIRST.events[1].id


def test_an_earlier_report_gives_the_event_its_id_and_the_old_one_leads_there(keep: Keep, record: Open) -> None:
    late = page(act("러시아는 미국을 비난했다", "RUS", "USA"), published="2024-05-12", url="https://b.example/1", title="나중")
    early = page(act("러시아는 미국을 비난했다", "RUS", "USA"), published="2024-05-11", url="https://c.example/1", title="먼저")
    keep(late)
    keep(early)
    now = record()
    assert now.event(late.events[0].id).id == early.events[0].id
    assert [(c.kind, c.event, c.into) for c in now.changes()] == [
        ("added", late.events[0].id, None), ("added", early.events[0].id, None), ("merged", late.events[0].id, early.events[0].id),
    ]  # fmt: skip


def test_a_copy_that_follows_the_log_ends_with_the_same_events(keep: Keep, record: Open) -> None:
    copy: set[str] = set()
    seen = 0
    for batch in ([FIRST], [CHANGED], [page(act("러시아는 미국을 비난했다", "RUS", "USA"), published="2024-05-09", url="https://d.example/1")]):
        keep(*batch)
        for change in record().changes(seen):
            seen = change.number
            match change.kind:
                case "added":
                    copy.add(change.event)
                case "merged" | "withdrawn":
                    copy.discard(change.event)
                case "changed" | "corrected":
                    assert change.event in copy
    assert copy == {e.id for e in record().events()}


def test_changes_can_be_asked_for_from_a_day_on(keep: Keep, record: Open) -> None:
    keep(FIRST)
    today = record().changes()[0].at[:10]
    assert len(record().changes(today)) == 2
    assert len(record().changes("9999-01-01")) == 0


def test_what_a_newer_reader_does_not_read_any_more_is_withdrawn_and_what_it_reads_otherwise_is_found(keep: Keep, path: str, record: Open) -> None:
    keep(FIRST)
    read_again = msgspec.structs.replace(FIRST, events=(msgspec.structs.replace(FIRST.events[0], id="feedfeedfeedfeed", mode="disapprove"),))
    with Keeper(path) as keeper:
        keeper._reader = "a newer edition"
        keeper.keep(read_again)
    now = record()
    assert now.event(FIRST.events[0].id).mode == "disapprove"
    with pytest.raises(Withdrawn):
        now.event(FIRST.events[1].id)
    assert now.article(FIRST.id) == read_again
