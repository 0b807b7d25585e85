"""What can be wrong with the file of a record: one line says it, and nothing is lost."""

import gzip
import os
import sqlite3
import threading
import time
from pathlib import Path

import pytest
from content import content
from invented_pages import Keep, act, page

from dragoman.record import Keeper, RecordError, file, open_record
from dragoman.record.errors import BusyRecord, DamagedRecord, NewerRecord, NoRecord, UnwritableRecord

SCHEMAS = Path(__file__).parent / "schemas"
ONE = page(act("러시아는 미국을 비난했다", "RUS", "USA"), url="https://a.example/1")
TWO = page(act("중국은 일본을 비난했다", "CHN", "JPN"), url="https://a.example/2")


def wrong(path: str) -> None:
    """Neither reader nor writer takes the file, and both say why in one line that names it."""
    for use in (open_record, Keeper):
        with pytest.raises(RecordError) as error:
            use(path)
        assert str(error.value).startswith(path)
        assert "\n" not in str(error.value)


def test_a_folder(tmp_path: Path) -> None:
    wrong(str(tmp_path))


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n" + bytes(500), b"hello", b"SQLite format 3\x00" + b"x" * 200], ids=["picture", "text", "broken"])
def test_a_file_of_another_kind_is_left_as_it_is(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    path.write_bytes(data)
    wrong(str(path))
    assert path.read_bytes() == data


def test_the_database_of_another_program(path: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE birds (name TEXT)")
    connection.close()
    wrong(path)


def test_no_file_is_made_by_asking(path: str) -> None:
    with pytest.raises(NoRecord, match="dragoman add"):
        open_record(path)
    assert not os.path.exists(path)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnwritableRecord, match="make it first"):
        Keeper(str(tmp_path / "no" / "kept.db"))


def test_a_record_of_a_later_version(path: str, keep: Keep) -> None:
    keep(ONE)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {len(file.migrations()) + 1}")
    connection.close()
    with pytest.raises(NewerRecord, match="later version"):
        open_record(path)
    with pytest.raises(NewerRecord):
        Keeper(path)


def test_a_damaged_record_is_named_and_not_written_to(path: str, keep: Keep) -> None:
    keep(*[page(act(f"러시아는 미국을 {n}번 비난했다", "RUS", "USA"), url=f"https://a.example/{n}") for n in range(40)])
    data = bytearray(Path(path).read_bytes())
    data[8192:] = os.urandom(len(data) - 8192)
    Path(path).write_bytes(data)
    with pytest.raises(RecordError, match="damaged") as error, open_record(path) as record:
        list(record.all_events())
    assert isinstance(error.value, DamagedRecord)
    with pytest.raises(DamagedRecord):
        keep(TWO)


def test_damage_inside_a_row_is_named(path: str, keep: Keep) -> None:
    keep(ONE)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE articles SET rest = x'00'")
    connection.commit()
    connection.close()
    with pytest.raises(DamagedRecord), open_record(path) as record:
        record.article(ONE.id)


def test_a_full_disk_loses_nothing_that_was_kept(path: str, keep: Keep) -> None:
    keep(ONE)
    before = content(path)
    keeper = Keeper(path, batch=1000)
    (pages,) = keeper._connection.execute("PRAGMA page_count").fetchone()
    keeper._connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    for number in range(300):
        keeper.keep(page(act(f"러시아는 미국을 {number}번 비난했다", "RUS", "USA"), url=f"https://b.example/{number}"))
    with pytest.raises(UnwritableRecord, match="disk is full"):
        keeper.flush()
    keeper._connection.close()
    assert content(path) == before
    keep(TWO)
    assert len(content(path)) > len(before)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write anything")
def test_a_file_that_may_only_be_read_can_be_asked(path: str, keep: Keep, tmp_path: Path) -> None:
    keep(ONE)
    os.chmod(path, 0o444)
    with pytest.raises(UnwritableRecord, match="may only be read"):
        Keeper(path)
    os.chmod(tmp_path, 0o555)
    try:
        with open_record(path) as record:
            assert len(record.events()) == 1
    finally:
        os.chmod(tmp_path, 0o755)


def test_a_second_writer_waits_for_the_first(path: str, keep: Keep) -> None:
    keep(ONE)
    first = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    first.execute("BEGIN IMMEDIATE")

    def finish() -> None:
        time.sleep(0.3)
        first.execute("COMMIT")

    thread = threading.Thread(target=finish)
    thread.start()
    keep(TWO)
    thread.join()
    first.close()
    assert {r.id for r in open_record(path).articles()} == {ONE.id, TWO.id}


def test_a_second_writer_that_waited_long_enough_says_so(path: str, keep: Keep) -> None:
    keep(ONE)
    first = sqlite3.connect(path, isolation_level=None)
    first.execute("BEGIN IMMEDIATE")
    with pytest.raises(BusyRecord, match="another process is writing"), Keeper(path, patience=0.05, batch=1) as keeper:
        keeper.keep(TWO)
    first.execute("ROLLBACK")
    first.close()
    keep(TWO)
    assert len(list(open_record(path).articles())) == 2


def test_a_reader_sees_the_last_finished_batch_while_a_writer_writes(path: str, keep: Keep) -> None:
    keep(ONE)
    writer = Keeper(path)
    with open_record(path) as record, file.transaction(writer._connection, path):
        writer._connection.execute("DELETE FROM events")
        writer._connection.execute("DELETE FROM articles")
        assert len(record.events()) == 1
        assert record.article(ONE.id) == ONE
        raise_away = sqlite3.connect(path, timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            raise_away.execute("BEGIN IMMEDIATE")
        raise_away.close()
        writer._connection.execute("ROLLBACK")
        writer._connection.execute("BEGIN")
    writer.__exit__(None, None, None)


def test_questions_inside_a_snapshot_see_one_state(path: str, keep: Keep) -> None:
    keep(ONE)
    with open_record(path) as record:
        with record.snapshot():
            assert len(record.events()) == 1
            keep(TWO)
            assert len(record.events()) == 1
            assert record.coverage().num_rows == 1
        assert len(record.events()) == 2


@pytest.mark.parametrize("schema", sorted(SCHEMAS.glob("*.db.gz")), ids=lambda p: p.name[:4])
def test_every_released_schema_opens_and_goes_on(schema: Path, path: str, keep: Keep) -> None:
    Path(path).write_bytes(gzip.decompress(schema.read_bytes()))
    with open_record(path) as record:
        assert [e.type for e in record.events()] == ["ACCUSE", "CONSULT"]
        assert [c.verdict for c in record.corrections()] == ["accept"]
        assert len(record.search("비난")) == 1
        assert {a.title for a in record.articles()} == {"첫째", "둘째"}
        assert {a.attachments for a in record.articles()} == {()}, "what its readings could not tell yet is empty"
    keep(TWO)
    with open_record(path) as record:
        assert len(record.events()) == 3


def test_every_schema_has_its_fixture() -> None:
    assert [p.name[:4] for p in sorted(SCHEMAS.glob("*.db.gz"))] == [f"{n:04}" for n in range(1, len(file.migrations()) + 1)]


def test_a_new_record_is_recognised_by_its_application_id(path: str, keep: Keep) -> None:
    keep(ONE)
    head = Path(path).read_bytes()[:100]
    assert head[68:72] == b"drag"
