"""How a state's dealings divide among its partners."""

import random
from itertools import permutations
from typing import Any

import pytest
from relating import tables

from dragoman.relations import Partner, RelationsError, Slice, balance, evenness

COVERAGE = """
2022-06-01 20 KAZ 8
2023-06-01 30 KAZ 12
2024-06-01 3
"""


def year(parties: dict[str, int], number: int = 2023, kind: str = "CONSULT") -> str:
    """Lines for so many acts of the state with each of some parties, each act told by a story of its own."""
    return "\n".join(f"{number}-03-01 KAZ={code} {kind} {kind}{code}{number}n{n}" for code, times in parties.items() for n in range(times))


def by_code(one: Slice) -> dict[str, Partner]:
    return {partner.code: partner for partner in one.partners}


ACTS = "\n".join([
    year({"RUS": 10, "CHN": 6, "USA": 4, "UZB": 5}),
    "2023-05-01 KAZ>RUS ACCUSE a1", "2023-05-02 RUS>KAZ SANCTION a2", "2023-05-03 KAZ>USA REJECT a3",
    "2023-05-04 KAZ>CHN AID a4 planned", "- KAZ>CHN AID a5", "2022-05-04 KAZ>CHN AID a6",
])  # fmt: skip


def test_a_year() -> None:
    found = balance(tables(ACTS, COVERAGE), "KAZ", ["USA", "RUS", "CHN"], by="year")
    assert [(one.period, one.covered, one.articles, one.articles_of_state, one.acts) for one in found.slices] == [
        ("2022", True, 20, 8, 1), ("2023", True, 30, 12, 28), ("2024", True, 3, 0, 0),
    ]  # fmt: skip
    assert [partner.code for partner in found.slices[1].partners] == ["RUS", "CHN", "USA", "UZB"]  # of as many acts, by code
    assert by_code(found.slices[1])["RUS"] == Partner(
        code="RUS", acts=12, verbal_cooperation=10, material_cooperation=0, verbal_conflict=1, material_conflict=1,
        cooperation=10, conflict=2, cooperation_share=0.4, conflict_share=0.6667, mean_score=1.3333,
    )  # fmt: skip
    even = found.slices[1].evenness
    assert even is not None
    assert (even.value, even.acts, even.stories) == (0.93, 20, 20)  # 3/2 · (1 - .5² - .3² - .2²)
    assert even.low is not None
    assert even.high is not None
    assert 0.7 < even.low < 0.93 < even.high <= 1


def test_the_whole_holds_what_is_undated_too() -> None:
    found = balance(tables(ACTS, COVERAGE), "KAZ", ["USA", "RUS", "CHN"], by="year")
    assert (found.whole.period, found.whole.acts, found.whole.articles, found.undated) == ("whole", 30, 53, 1)
    assert by_code(found.whole)["CHN"].material_cooperation == 2
    within = balance(tables(ACTS, COVERAGE), "KAZ", by="year", since="2023")
    assert (within.whole.acts, within.whole.articles, within.undated) == (28, 33, 0)


def test_poles_are_there_also_where_nothing_passed() -> None:
    found = balance(tables(ACTS, COVERAGE), "KAZ", ["USA", "RUS", "CHN"], by="year", since="2021")
    not_covered, seen, *_, none_seen = found.slices
    assert (not_covered.period, not_covered.covered, none_seen.period) == ("2021", False, "2024")
    assert {(p.acts, p.cooperation, p.cooperation_share) for p in not_covered.partners} == {(None, None, None)}
    assert {(p.acts, p.cooperation, p.cooperation_share) for p in none_seen.partners} == {(0, 0, None)}
    assert by_code(seen)["USA"].cooperation_share == 0


def test_too_little_gives_no_number_and_says_why() -> None:
    found = balance(tables(year({"RUS": 10, "CHN": 9}), COVERAGE), "KAZ", ["CHN", "RUS"], by="year").whole.evenness
    assert found is not None
    assert (found.value, found.low, found.high, found.lacking, found.acts) == (None, None, None, "acts", 19)
    one_story = year({"RUS": 10, "CHN": 10}).replace("CONSULTRUS2023n", "s CONSULTRUS2023n").replace("CONSULTCHN2023n", "s CONSULTCHN2023n")
    found = balance(tables(one_story, COVERAGE), "KAZ", ["CHN", "RUS"], by="year").whole.evenness
    assert found is not None
    assert (found.value, found.lacking, found.acts, found.stories) == (None, "stories", 20, 1)


def test_without_poles_there_is_no_number() -> None:
    assert balance(tables(ACTS, COVERAGE), "KAZ", by="year").whole.evenness is None


@pytest.mark.parametrize("poles", [["RUS"], ["RUS", "RUS"]])
def test_a_single_pole_is_shown_but_not_divided_among(poles: list[str]) -> None:
    found = balance(tables(year({"RUS": 30}), COVERAGE), "KAZ", poles).whole
    assert found.evenness is not None
    assert (found.evenness.value, found.evenness.lacking, found.evenness.acts) == (None, "poles", 30)


def test_scores_as_weights() -> None:
    found = balance(tables(year({"RUS": 20}) + "\n" + year({"CHN": 20}, kind="AID"), COVERAGE), "KAZ", ["CHN", "RUS"], weight="score").whole
    assert (by_code(found)["RUS"].cooperation, by_code(found)["CHN"].cooperation) == (50, 200)
    assert found.evenness is not None
    assert found.evenness.value == 0.64  # a fifth and four fifths


def test_own_acts_are_those_the_state_takes_part_in() -> None:
    acts = "2023-01-01 KAZ>RUS AID s1\n2023-01-01 RUS>KAZ AID s2\n2023-01-01 KAZ=RUS AGREE s3\n2023-01-01 RUS>USA AID s4"
    assert balance(tables(acts, COVERAGE), "KAZ", side="own").whole.acts == 2
    assert balance(tables(acts, COVERAGE), "KAZ", side="both").whole.acts == 3


def test_other_statuses_are_counted_when_asked_for() -> None:
    found = balance(tables(ACTS, COVERAGE), "KAZ", by="year", statuses=["happened", "planned"])
    assert by_code(found.slices[1])["CHN"].material_cooperation == 1
    assert balance(tables(ACTS, COVERAGE), "KAZ", statuses=[]).whole.acts == 0


def test_the_order_of_poles_and_of_rows_changes_nothing() -> None:
    whole = tables(ACTS, COVERAGE)
    found = [balance(whole, "KAZ", poles, by="year") for poles in permutations(["USA", "RUS", "CHN"])]
    lines = ACTS.splitlines()
    random.Random(1).shuffle(lines)
    found.append(balance(tables("\n".join(lines), COVERAGE), "KAZ", ["RUS", "USA", "CHN"], by="year"))
    assert all(one == found[0] for one in found)


def test_the_value_is_that_of_the_cooperation_of_the_poles() -> None:
    draw = random.Random(2)
    for _ in range(20):
        parties = {code: draw.randint(5, 30) for code in ("USA", "RUS", "CHN", "TUR")}
        found = balance(tables(year(parties), COVERAGE), "KAZ", list(parties), by="year").whole.evenness
        assert found is not None
        assert found.value == pytest.approx(evenness(list(parties.values())), abs=1e-4)


def test_acts_of_one_story_are_drawn_together() -> None:
    separate = year({"RUS": 30, "CHN": 30})
    # Ten stories tell three acts of the same pole each; every act is also in a report of its own.
    together = "\n".join(f"{line} {line.split()[1]}t{n % 10}" for n, line in enumerate(separate.splitlines()))
    wide, narrow = (balance(tables(acts, COVERAGE), "KAZ", ["CHN", "RUS"]).whole.evenness for acts in (together, separate))
    assert wide is not None
    assert narrow is not None
    assert (wide.value, wide.acts, wide.stories) == (narrow.value, 60, 20)
    assert narrow.low is not None
    assert wide.low is not None
    assert wide.low < narrow.low


def test_a_summit_counts_once_for_each_partner_and_as_one_act() -> None:
    both = tables("2023-01-01 KAZ=RUS CONSULT s1\n2023-01-01 KAZ=CHN CONSULT s1", COVERAGE)
    rows = [{**row, "event": "summit"} for row in both.dyads.to_pylist()]
    summit = type(both.dyads).from_pylist(rows, both.dyads.schema)
    found = balance(type(both)(summit, both.coverage, both.mentions, both.stories), "KAZ", ["CHN", "RUS"]).whole
    assert (found.acts, by_code(found)["RUS"].acts, by_code(found)["CHN"].acts) == (1, 1, 1)
    assert found.evenness is not None
    assert found.evenness.acts == 1


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"toward": ["RUS", "KAZ"]}, "KAZ: is among its own poles"),
        ({"by": "decade"}, "decade: not a period; take one of day, month, quarter, year"),
        ({"weight": "money"}, "money: not a weight; take one of acts, score"),
        ({"side": "their"}, "their: not a side; take one of both, own"),
        ({"statuses": ["done"]}, "done: not a status; take one of happened, planned, possible, denied"),
    ],
)
def test_a_question_that_is_none_is_named(asked: dict[str, Any], message: str) -> None:
    with pytest.raises(RelationsError) as error:
        balance(tables(ACTS), "KAZ", **asked)
    assert str(error.value) == message
