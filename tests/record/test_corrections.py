"""Corrections are appended, applied to every answer, undone by others, and survive a new reading."""

from collections.abc import Callable

import msgspec
import pytest
from invented_pages import Keep, act, page

from dragoman.model.kept import Correction
from dragoman.record import BadQuestion, Keeper, NotThere, Record

Open = Callable[[], Record]
ONE = page(act("러시아는 미국을 비난했다", "RUS", "USA"), url="https://a.example/1")
ID = ONE.events[0].id


def test_a_rejected_event_is_left_out_and_can_be_asked_for(keep: Keep, record: Open) -> None:
    keep(ONE)
    record().correct(ID, "reject", by="가", why="훈련이었다")
    now = record()
    assert len(now.events()) == 0
    assert now.dyads().num_rows == now.event_stories().num_rows == 0
    (event,) = now.events(rejected=True)
    assert event.verdict == "rejected"
    assert [(c.verdict, c.by, c.why, c.stale) for c in event.corrections] == [("reject", "가", "훈련이었다", False)]
    assert event.corrections[0].evidence == "러시아는 미국을 비난했다"


def test_an_accepted_event_says_so(keep: Keep, record: Open) -> None:
    keep(ONE)
    record().correct(ID, "accept", by="가")
    assert record().event(ID).verdict == "accepted"


SET = {
    "type": ("sanction", lambda e: (e.type, e.quad, e.score, e.cameo) == ("SANCTION", 4, -6.0, "160")),
    "mode": ("disapprove", lambda e: (e.mode, e.score, e.cameo) == ("disapprove", -2.0, "111")),
    "status": ("denied", lambda e: e.status == "denied"),
    "when": ("2024-04", lambda e: (e.when.start, e.when.end, e.when.precision) == ("2024-04", "2024-04", "month")),
    "when, two days": ("2024-04-01/2024-04-03", lambda e: (e.when.start, e.when.end, e.when.precision) == ("2024-04-01", "2024-04-03", "period")),
    "when, open": ("1991/", lambda e: (e.when.start, e.when.end) == ("1991", None)),
    "when, nothing": ("", lambda e: e.when.start is None),
    "where": ("Astana", lambda e: (e.where.label, e.where.country, e.where.precision) == ("Astana", "KAZ", "city")),
    "where, a state": ("카자흐스탄", lambda e: (e.where.country, e.where.precision) == ("KAZ", "country")),
    "actors": ("KZ, RUS", lambda e: [p.code for p in e.actors] == ["KAZ", "RUS"]),
    "recipients": ("", lambda e: e.recipients == ()),
}


@pytest.mark.parametrize("name", SET)
def test_a_field_can_be_set(name: str, keep: Keep, record: Open) -> None:
    value, holds = SET[name]
    keep(ONE)
    record().correct(ID, field=name.partition(",")[0], value=value, by="가")
    event = record().event(ID)
    assert holds(event)
    assert event.verdict == "changed"


def test_a_field_that_was_set_is_what_is_asked_for(keep: Keep, record: Open) -> None:
    keep(ONE)
    record().correct(ID, field="actors", value="CHN", by="가")
    record().correct(ID, field="when", value="2020-01-01", by="가")
    now = record()
    assert len(now.events(actor="RUS")) == 0
    assert len(now.events(actor="CHN", until="2020")) == len(now.timeline("CHN", "USA")) == 1
    assert now.dyads().to_pylist()[0]["actor"] == "CHN"


WRONG = {
    "no such field": ("colour", "red", "no field that can be set"),
    "no such type": ("type", "GREET", "no event type"),
    "a mode of another type": ("mode", "visit", "no mode of ACCUSE"),
    "a day no calendar has": ("when", "2023-13-01", "there is no such day"),
    "an end before the beginning": ("when", "2023-02/2023-01", "ends before it begins"),
    "nobody": ("actors", "", "needs somebody who acts"),
    "somebody unknown": ("actors", "Ruritania", "no party of this code or name"),
    "no place of the lexicon": ("where", "Ruritania", "Ruritania"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_a_field_cannot_be_is_refused_and_nothing_kept(name: str, keep: Keep, record: Open) -> None:
    field, value, why = WRONG[name]
    keep(ONE)
    with pytest.raises(BadQuestion, match=why):
        record().correct(ID, field=field, value=value, by="가")
    assert len(record().corrections()) == 0


def test_what_cannot_be_corrected(keep: Keep, record: Open) -> None:
    keep(ONE)
    with pytest.raises(NotThere, match="no event of this id"):
        record().correct("0123456789abcdef", "accept", by="가")
    with pytest.raises(NotThere, match="no correction of this id"):
        record().correct(ID, undo="0123456789abcdef", by="가")
    with pytest.raises(BadQuestion, match="name of who makes it"):
        record().correct(ID, "accept", by=" ")
    with pytest.raises(BadQuestion, match="one of"):
        record().correct(ID, by="가")
    with pytest.raises(BadQuestion, match="one of"):
        record().correct(ID, "accept", undo="x", by="가")


def test_a_correction_is_undone_by_another_and_both_stay(keep: Keep, record: Open) -> None:
    keep(ONE)
    rejected = record().correct(ID, "reject", by="가")
    undone = record().correct(ID, undo=rejected.id, by="나", why="사실이었다")
    assert record().events()[0].verdict is None
    assert [c.verdict for c in record().events()[0].corrections] == ["reject", "undo"]
    record().correct(ID, undo=undone.id, by="가")
    assert len(record().events()) == 0
    assert len(record().corrections()) == 3


def test_each_correction_is_in_the_log(keep: Keep, record: Open) -> None:
    keep(ONE)
    record().correct(ID, field="status", value="denied", by="가")
    assert [c.kind for c in record().changes()] == ["added", "corrected"]


def test_corrections_go_to_another_record_as_lines(keep: Keep, record: Open, path: str, tmp_path: object) -> None:
    keep(ONE)
    record().correct(ID, field="status", value="denied", by="가")
    record().correct(ID, "accept", by="나")
    lines = [msgspec.json.encode(c) for c in record().corrections()]
    other = f"{tmp_path}/other.db"
    keep(ONE, into=other)
    with Keeper(other) as keeper:
        made = [msgspec.json.decode(line, type=Correction) for line in lines]
        assert keeper.import_corrections(made) == 2
        assert keeper.import_corrections(made) == 0
    with Record(other) as copy:
        assert copy.event(ID) == record().event(ID)


def test_corrections_of_an_unknown_event_are_not_taken_in_part(keep: Keep, record: Open, path: str) -> None:
    keep(ONE)
    record().correct(ID, "accept", by="가")
    (good,) = record().corrections()
    stranger = msgspec.structs.replace(good, id="1", event="0123456789abcdef")
    with Keeper(path) as keeper, pytest.raises(NotThere):
        keeper.import_corrections([msgspec.structs.replace(good, id="2"), stranger])
    assert len(record().corrections()) == 1


def test_a_correction_follows_its_event_when_an_earlier_report_takes_over(keep: Keep, record: Open) -> None:
    keep(ONE)
    record().correct(ID, "reject", by="가")
    earlier = page(act("러시아는 미국을 비난했다", "RUS", "USA"), published="2024-05-10", url="https://b.example/1")
    keep(earlier)
    assert len(record().events()) == 0
    (event,) = record().events(rejected=True)
    assert (event.id, event.verdict, event.corrections[0].stale) == (earlier.events[0].id, "rejected", False)


def test_a_correction_stays_when_a_page_is_read_again_and_is_marked_where_its_words_changed(keep: Keep, record: Open, path: str) -> None:
    keep(ONE)
    record().correct(ID, field="status", value="denied", by="가")
    shorter = msgspec.structs.replace(ONE.events[0], id="feedfeedfeedfeed", evidence=msgspec.structs.replace(ONE.events[0].evidence, end=ONE.events[0].evidence.end - 1))
    with Keeper(path) as keeper:
        keeper._reader = "a newer edition"
        keeper.keep(msgspec.structs.replace(ONE, events=(shorter,)))
    event = record().event(ID)
    assert (event.id, event.status, event.verdict) == ("feedfeedfeedfeed", "denied", "changed")
    assert [c.stale for c in event.corrections] == [True]
    assert [c.stale for c in record().corrections()] == [True]


def test_a_correction_of_an_event_that_went_comes_back_with_it(keep: Keep, record: Open) -> None:
    page_now = msgspec.structs.replace(ONE, published="2024-05-11T10:00")
    other = page(published="2024-05-12", url=ONE.url, more="그 일은 없었다")
    keep(page_now)
    record().correct(ID, "accept", by="가")
    keep(other)
    assert len(record().events()) == 0
    assert [c.verdict for c in record().corrections()] == ["accept"]
    keep(msgspec.structs.replace(page_now, url="https://copy.example/1"))
    assert record().event(ID).verdict == "accepted"
