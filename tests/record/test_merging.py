"""Reports of one act become one group, whatever the order they come in."""

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_reports import report

from dragoman.coding.plover import types
from dragoman.model.kept import Report
from dragoman.record import merging
from dragoman.record.likeness import Likeness, likeness
from dragoman.record.telling import told
from dragoman.record.weights import table, tolerance


def partition(reports: Iterable[Report]) -> list[list[tuple[str, str]]]:
    return [[merging.identity(r) for r in g.reports] for g in merging.group(reports)]


def together(*reports: Report) -> bool:
    return len(merging.group(reports)) == 1


ONE_ACT = {
    "the same day and parties": (report("a"), report("b")),
    "a day apart, as papers count the arrival": (
        report("a", mode="visit", actors="CHN/wang-yi", recipients="KAZ"),
        report("b", "2024-05-11", mode="visit", actors="CHN/wang-yi", recipients="KAZ"),
    ),
    "one side told as the one who acts": (report("a", type="AGREE", actors="RUS", recipients="KAZ"), report("b", type="AGREE")),
    "a person, and the state he acts for": (
        report("a", type="ACCUSE", actors="CHN/mao-ning", recipients="JPN"),
        report("b", type="ACCUSE", actors="CHN", recipients="JPN"),
    ),
    "a person whom two papers spell in their own ways": (
        report("a", mode="visit", actors="FRA/세바스티앵_르코르뉘", recipients="KAZ"),
        report("b", mode="visit", actors="FRA/세바스티앙_르코르뉘", recipients="KAZ"),
    ),
    "told, and denied without a day": (
        report("a", type="ASSAULT", actors="RUS", recipients="UKR"),
        report("b", None, type="ASSAULT", actors="RUS", recipients="UKR", status="denied", published="2024-05-12"),
    ),
    "a visit of three days, and its second day": (
        report("a", mode="visit", actors="RUS", recipients="KAZ", end="2024-05-12"),
        report("b", "2024-05-11", mode="visit", actors="RUS", recipients="KAZ"),
    ),
    "a month, and a day of it": (
        report("a", type="AGREE"),
        report("b", "2024-05", type="AGREE", published="2024-09-01"),
    ),
    "a reprint on the next day that counts its yesterday from there": (
        report("a", type="ASSAULT", actors="RUS", recipients="UKR", story="s", quote="러시아가 밤새 하르키우를 드론으로 공격했다"),
        report("b", "2024-05-11", type="ASSAULT", actors="RUS", recipients="UKR", story="s", quote="러시아가 밤새 하르키우를 드론으로 공격했다", published="2024-05-12"),
    ),
}
TWO_ACTS = {
    "calls on two days": (report("a", mode="phone"), report("b", "2024-05-11", mode="phone")),
    "attacks on two days": (
        report("a", type="ASSAULT", actors="RUS", recipients="UKR"),
        report("b", "2024-05-11", type="ASSAULT", actors="RUS", recipients="UKR"),
    ),
    "attacks on one day in two cities": (
        report("a", type="ASSAULT", actors="RUS", recipients="KAZ", where="Astana"),
        report("b", type="ASSAULT", actors="RUS", recipients="KAZ", where="Almaty"),
    ),
    "a plan, and what came of it": (report("a", status="planned"), report("b")),
    "a visit, and talks": (report("a", mode="visit", actors="RUS", recipients="KAZ"), report("b")),
    "visits there and back": (report("a", mode="visit", actors="RUS", recipients="KAZ"), report("b", mode="visit", actors="KAZ", recipients="RUS")),
    "two visitors of one state": (
        report("a", mode="visit", actors="RUS/vladimir-putin", recipients="KAZ"),
        report("b", mode="visit", actors="RUS/sergei-lavrov", recipients="KAZ"),
    ),
    "two people of like names whom the lexicon lacks": (
        report("a", mode="visit", actors="KOR/조태열", recipients="KAZ"),
        report("b", mode="visit", actors="KOR/조태용", recipients="KAZ"),
    ),
    "attacks of one day, and of the week": (
        report("a", type="ASSAULT", actors="RUS", recipients="UKR"),
        report("b", "2024-05-08", end="2024-05-13", type="ASSAULT", actors="RUS", recipients="UKR"),
    ),
    "other parties": (report("a"), report("b", actors="RUS CHN")),
    "one article, which tells them apart": (report("a", event="e1"), report("a", event="e2")),
    "no day, no date of publication": (report("a", None, published=None), report("b", None, published=None)),
    "months apart": (report("a", "2024-05", type="AGREE"), report("b", "2024-06", type="AGREE")),
}


@pytest.mark.parametrize("why", ONE_ACT)
def test_one_act(why: str) -> None:
    assert together(*ONE_ACT[why])
    assert merging.joinable(*ONE_ACT[why])


@pytest.mark.parametrize("why", TWO_ACTS)
def test_two_acts(why: str) -> None:
    assert not together(*TWO_ACTS[why])


def test_a_report_without_a_day_goes_to_the_only_act_in_question_and_stays_alone_between_two() -> None:
    first, second = report("a", mode="visit", actors="USA", recipients="CHN"), report("b", "2024-05-15", mode="visit", actors="USA", recipients="CHN")
    vague = report("c", None, mode="visit", actors="USA", recipients="CHN", published="2024-05-16")
    assert together(first, vague)
    assert len(merging.group([first, second, vague])) == 3


def test_the_reason_says_what_joined_them() -> None:
    (joined,) = merging.group([report("a", where="Astana"), report("b", where="Astana")])
    assert "the same parties" in joined.reason
    assert "the same day" in joined.reason
    assert "the same place" in joined.reason
    assert merging.group([report("a")])[0].reason == ""


def test_every_type_has_a_tolerance_and_every_feature_can_be_found() -> None:
    for type_, row in types().items():
        for mode in (None, *row.modes):
            assert tolerance(type_, mode).days >= 0
    source = Path(likeness.__code__.co_filename).read_text("utf-8")
    assert [name for name in table().features if f'"{name}"' not in source] == []


# -- properties ----------------------------------------------------------------------------------------------------------

_KINDS = [("CONSULT", None), ("CONSULT", "visit"), ("CONSULT", "phone"), ("ASSAULT", "drone"), ("ACCUSE", None), ("AID", None), ("AGREE", None)]
_QUOTES = ["양국은 회담을 열었다", "두 나라가 아스타나에서 마주 앉아 회담했다", "러시아가 하르키우를 드론으로 공격했다", "중국이 일본의 방류를 강하게 비판했다"]


@st.composite
def reports(draw: st.DrawFn) -> list[Report]:
    """Reports of few parties, days and places, so that many of them could be one act."""
    number = draw(st.integers(1, 24))
    found = []
    for n in range(number):
        type_, mode = draw(st.sampled_from(_KINDS[: draw(st.integers(1, len(_KINDS)))]))
        day = draw(st.sampled_from(["2024-05-10", "2024-05-11", "2024-05-12", "2024-05-14", "2024-05", "2024", None]))
        found.append(
            report(
                f"a{draw(st.integers(0, number))}", day, event=f"e{n}", type=type_, mode=mode, actors=draw(st.sampled_from(["RUS", "RUS/putin", "RUS/lavrov", "RUS KAZ", "KAZ"])),
                recipients=draw(st.sampled_from(["", "UKR", "UKR KAZ"])), where=draw(st.sampled_from([None, "Astana", "Almaty", "KAZ"])),
                status=draw(st.sampled_from(["happened", "happened", "denied", "planned"])), published=draw(st.sampled_from(["2024-05-11", "2024-05-12T09:00+09:00", "2024-06-30", None])),
                quote=draw(st.sampled_from(_QUOTES)), numbers=draw(st.sampled_from(["", "12 people", "20 people"])), story=draw(st.sampled_from([None, "s1"])),
            )
        )  # fmt: skip
    return found


@given(reports(), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_groups_follow_from_the_set_of_reports(made: list[Report], shuffling: random.Random) -> None:
    wanted = partition(made)
    shuffled = [*made, *made[:3]]
    shuffling.shuffle(shuffled)
    assert partition(shuffled) == wanted
    assert sorted(i for g in wanted for i in g) == sorted({merging.identity(r) for r in made})
    for group in wanted:
        assert len({article for article, _ in group}) == len(group), "two events of one article in one act"


@given(reports())
@settings(max_examples=100, deadline=None)
def test_groups_of_all_are_the_groups_of_components(made: list[Report]) -> None:
    apart = [g for part in merging.components(made) for g in partition(part)]
    assert sorted(apart) == sorted(partition(made))


@given(reports())
@settings(max_examples=100, deadline=None)
def test_reports_of_one_act_share_a_block_key_and_likeness_is_symmetric(made: list[Report]) -> None:
    for one in made:
        for other in made:
            found = likeness(told(one), told(other))
            assert found == likeness(told(other), told(one))
            if found.score is not None and found.score >= min(table().join, table().attach):
                assert set(merging.block_keys(one)) & set(merging.block_keys(other))


class Shelf:
    """A store that groups anew only what has to be, in the way `merging.touched` tells."""

    def __init__(self) -> None:
        self.parts: list[tuple[Report, ...]] = []

    def add(self, new: Sequence[Report]) -> None:
        holders: dict[str, list[Report]] = defaultdict(list)
        part_of = {merging.identity(r): part for part in self.parts for r in part}
        for part in self.parts:
            for r in part:
                for key in merging.block_keys(r):
                    holders[key].append(r)
        found = merging.touched(new, lambda keys: [r for key in keys for r in holders[key]], lambda r: part_of[merging.identity(r)])
        ids = {merging.identity(r) for r in found}
        self.parts = [p for p in self.parts if merging.identity(p[0]) not in ids] + merging.components(found)

    def remove(self, gone: Report) -> None:
        kept = [p for p in self.parts if gone not in p]
        (left,) = [p for p in self.parts if gone in p]
        self.parts = kept + merging.components(r for r in left if r != gone)

    def partition(self) -> list[list[tuple[str, str]]]:
        return sorted(g for part in self.parts for g in partition(part))


@given(reports(), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_adding_and_removing_step_by_step_gives_what_all_together_give(made: list[Report], shuffling: random.Random) -> None:
    shelf, waiting = Shelf(), list(made)
    shuffling.shuffle(waiting)
    while waiting:
        batch = [waiting.pop() for _ in range(min(len(waiting), shuffling.randint(1, 3)))]
        shelf.add(batch)
    assert shelf.partition() == sorted(partition(made))
    gone = shuffling.choice(made)
    shelf.remove(gone)
    assert shelf.partition() == sorted(partition(r for r in made if r != gone))


def test_likeness_of_what_cannot_be_one_act_says_why() -> None:
    assert likeness(told(report("a")), told(report("b", "2024-07-01"))) == Likeness(None, ("other days",))
