"""What is kept follows from the pages, not from the order or the batches in which they came."""

import random
from pathlib import Path

import msgspec
import pytest
from content import content
from invented_pages import Keep, act, page

import dragoman
from dragoman.model.article import Attachment
from dragoman.model.reading import Reading
from dragoman.reading import read_with_terms
from dragoman.record import Keeper, open_record

SAMPLES = sorted(p for p in (Path(dragoman.__file__).parent / "samples").iterdir() if p.suffix in (".txt", ".html"))[:24]

WIRE = "러시아 외무부는 10일 미국이 조약을 어겼다고 비난했다. 미국은 아무 말도 하지 않았다. 회담은 다음 달 제네바에서 다시 열릴 예정이며 두 나라 대표가 모두 온다."
#: Pages that share stories, acts, plans and addresses, so that each comes to change what others left.
TANGLED = [
    page(act(WIRE, "RUS", "USA"), outlet="견본일보", agency="견본통신", url="https://a.example/1"),
    page(act(WIRE, "RUS", "USA"), outlet="견본타임스", published="2024-05-10", url="https://b.example/1", title="다른 제목"),
    page(act(WIRE, "RUS", "USA"), outlet="견본저널", published="2024-05-12", url="https://c.example/1", more="덧붙인 말이 하나 있다."),
    page(act("두 나라는 6월 1일 만나기로 했다", "RUS USA", type="CONSULT", when="2024-06-01", status="planned"), url="https://a.example/2"),
    page(act("러시아와 미국 대표가 1일 만났다", "RUS USA", type="CONSULT", when="2024-06-01"), published="2024-06-02", url="https://a.example/3"),
    page(act("중국은 미국을 비난했다", "CHN", "USA", when="2024-05"), published="2024-05-20T09:00+09:00", url="https://d.example/1", title="첫 판"),
    page(act("중국은 미국을 거듭 비난했다", "CHN", "USA", when="2024-05"), published="2024-05-20T11:00+09:00", url="https://d.example/1", title="고친 판"),
    page(act("중국은 미국을 거듭 비난했다", "CHN", "USA", when="2024-05"), published="2024-05-20T12:00+09:00", url="https://d.example/1", title="다시 고친 판"),
    page(said=[("KAZ", "우리는 모두와 가깝다")], stands=[("KAZ", "supports", "UN")], url="https://e.example/1"),
    page(said=[("KAZ", "우리는 모두와 가깝다")], stands=[("KAZ", "supports", "UN")], url="https://e.example/copy"),
    page(published=None, outlet=None, url="https://f.example/1", more="아무 일도 없었다"),
]  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_any_order_and_any_batches_give_the_same_record(seed: int, tmp_path: Path, keep: Keep) -> None:
    shuffled = list(TANGLED)
    chance = random.Random(seed)
    chance.shuffle(shuffled)
    keep(*TANGLED, batch=100, into=str(tmp_path / "a.db"))
    keep(*shuffled, batch=chance.randint(1, 5), into=str(tmp_path / "b.db"))
    assert content(str(tmp_path / "a.db")) == content(str(tmp_path / "b.db"))


@pytest.fixture(scope="module")
def samples() -> list[tuple[Reading, tuple[str, ...]]]:
    return [read_with_terms(str(p)) for p in SAMPLES]


def test_samples_in_another_order_give_the_same_record(samples: list[tuple[Reading, tuple[str, ...]]], tmp_path: Path) -> None:
    contents = []
    for seed in (1, 2):
        path = str(tmp_path / f"{seed}.db")
        shuffled = list(samples)
        random.Random(seed).shuffle(shuffled)
        with Keeper(path, batch=seed * 3) as keeper:
            for reading, terms in shuffled:
                keeper.keep(reading, terms)
        contents.append(content(path))
    assert contents[0] == contents[1]
    assert len(contents[0]) > 1000


def test_adding_the_same_pages_again_changes_nothing(path: str, keep: Keep) -> None:
    keep(*TANGLED)
    before, log = content(path), open_record(path).changes()
    keep(*TANGLED, batch=4)
    keep(*TANGLED[::-1], batch=4)
    assert content(path) == before
    assert list(open_record(path).changes()) == list(log)


def test_what_was_kept_comes_back_as_it_was_read(path: str, samples: list[tuple[Reading, tuple[str, ...]]]) -> None:
    with Keeper(path) as keeper:
        for reading, terms in samples:
            keeper.keep(reading, terms)
    with open_record(path) as record:
        assert sorted(r.id for r in record.articles()) == sorted(r.id for r, _ in samples)
        for reading, _ in samples:
            assert record.article(reading.id) == reading


def test_reports_of_one_act_are_one_event_with_its_sources(path: str, keep: Keep) -> None:
    keep(*TANGLED)
    with open_record(path) as record:
        accused = record.events(actor="RUS", type="ACCUSE")
        assert [(len(e.reports), e.sources, e.first_seen, e.last_seen) for e in accused] == [(3, 1, "2024-05-10", "2024-05-12")]
        assert len({r.story for r in accused[0].reports}) == 1
        assert accused[0].id == TANGLED[1].events[0].id


def test_a_plan_is_tied_to_what_became_of_it(path: str, keep: Keep) -> None:
    keep(*TANGLED)
    with open_record(path) as record:
        (plan,) = record.timeline("RUS", "USA", since="2024-06", status="planned")
        (meeting,) = record.timeline("RUS", "USA", since="2024-06", status="happened")
        assert [(link.kind, link.event) for link in plan.links] == [("happened_as", meeting.id)]
        assert [(link.kind, link.event) for link in meeting.links] == [("planned_as", plan.id)]


def test_the_ledger_knows_files_by_their_bytes_and_the_reader(path: str) -> None:
    reading = page(act(WIRE, "RUS", "USA"), source="/somewhere/a.txt")
    with Keeper(path) as keeper:
        assert not keeper.knows("/somewhere/a.txt", "1")
        keeper.keep(reading, (), "1")
        keeper.flush()
        assert keeper.knows("/somewhere/a.txt", "1")
        assert keeper.knows("/somewhere/../somewhere/a.txt", "1")
        assert not keeper.knows("/somewhere/a.txt", "2")
        keeper._reader = "another edition"
        assert not keeper.knows("/somewhere/a.txt", "1")


def test_a_reading_that_cannot_be_kept_does_not_take_others_with_it(path: str) -> None:
    good, bad = page(act(WIRE, "RUS", "USA"), url="https://a.example/1"), msgspec.structs.replace(TANGLED[3], title="\ud800")
    with Keeper(path) as keeper:
        keeper.keep(good)
        keeper.keep(bad)
        keeper.flush()
        assert [reading.url for reading, _ in keeper.refused] == [bad.url]
        assert keeper.kept == 1
    with open_record(path) as record:
        assert [r.url for r in record.articles()] == [good.url]


def test_files_that_a_page_offers_later_are_told(path: str, keep: Keep) -> None:
    before = TANGLED[0]
    after = msgspec.structs.replace(before, attachments=(Attachment(name="성명.hwp", format="hwp"),))
    keep(before)
    keep(after)
    with open_record(path) as record:
        assert record.article(before.id) == after
        assert [e.id for e in record.events()] == [before.events[0].id]
