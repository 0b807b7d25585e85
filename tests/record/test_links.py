"""Plans, and what became of them."""

import random

import pytest
from invented_reports import report

from dragoman.model.kept import KeptEvent, Report
from dragoman.record import consensus, links


def act(*reports: Report) -> KeptEvent:
    return consensus.keep(reports)


def visit(article: str, day: str | None, status: str = "happened", who: str = "RUS/putin", where: str = "KAZ", published: str = "2024-05-08") -> KeptEvent:
    return act(report(article, day, mode="visit", actors=who, recipients=where, status=status, published=published, trigger="방문", quote="카자흐스탄을 방문했다"))


def calling_off(article: str, quote: str = "예정된 카자흐스탄 방문을 취소했다", rule: str = "ko/cancel-meeting", published: str = "2024-05-03") -> KeptEvent:
    return act(report(article, None, type="REJECT", mode="meet", actors="RUS/putin", recipients="KAZ", published=published, rule=rule, quote=quote, trigger="취소"))


PLAN = visit("a", "2024-05-07", "planned", published="2024-05-01")
OUTCOMES = {
    "the planned day": (visit("b", "2024-05-07"), "happened_as"),
    "two days late": (visit("b", "2024-05-09"), "happened_as"),
    "three weeks late": (visit("b", "2024-05-28"), None),
    "by another person": (visit("b", "2024-05-07", who="RUS/lavrov"), None),
    "in the other direction": (visit("b", "2024-05-07", who="KAZ/tokayev", where="RUS"), None),
    "elsewhere": (visit("b", "2024-05-07", where="MNG"), None),
    "denied": (visit("b", "2024-05-07", "denied"), None),
    "another plan": (visit("b", "2024-05-07", "planned"), None),
    "told by the article of the plan alone": (act(report("a", "2024-05-07", event="x", mode="visit", actors="RUS/putin", recipients="KAZ")), None),
    "called off": (calling_off("b"), "cancelled_by"),
    "called off before it was planned": (calling_off("b", published="2024-03-03"), None),
    "a refusal to meet": (calling_off("b", rule="ko/refuse-meeting"), None),
    "talks called off, no visit": (calling_off("b", quote="예정된 회담을 취소했다"), None),
}


@pytest.mark.parametrize("why", OUTCOMES)
def test_what_becomes_of_a_visit_planned_for_7_may(why: str) -> None:
    other, kind = OUTCOMES[why]
    found = links.links([PLAN, other])
    if kind is None:
        assert found == {}
    else:
        assert [(x.kind, x.event) for x in found[PLAN.id]] == [(kind, other.id)]
        assert [(x.kind, x.event) for x in found[other.id]] == [("planned_as" if kind == "happened_as" else "cancels", PLAN.id)]
        assert found[PLAN.id][0].reason
        assert set(links.link_keys(PLAN)) & set(links.link_keys(other))


def test_a_plan_without_a_day_is_carried_out_by_a_visit_and_by_nothing_vaguer() -> None:
    undated = visit("a", None, "planned", published="2024-05-01")
    assert links.links([undated, visit("b", "2024-06-20", published="2024-06-21")])[undated.id][0].kind == "happened_as"
    assert links.links([undated, visit("b", "2024-08-20", published="2024-08-21")]) == {}
    aid = act(report("a", None, type="AID", actors="KOR", recipients="TUR", status="planned", published="2024-05-01"))
    assert links.links([aid, act(report("b", type="AID", actors="KOR", recipients="TUR"))]) == {}


def test_the_nearest_act_is_the_plan_s_and_the_order_of_acts_does_not_matter() -> None:
    near, far = visit("b", "2024-05-07"), visit("c", "2024-05-09")
    acts = [PLAN, near, far, calling_off("d")]
    wanted = links.links(acts)
    assert {x.event for x in wanted[PLAN.id]} == {near.id, "e-d"}
    for seed in range(5):
        random.Random(seed).shuffle(acts)
        assert links.links(acts) == wanted
    assert set(links.outcomes(PLAN, acts)) == set(wanted[PLAN.id])


def test_a_plan_for_a_week_is_not_carried_out_in_the_week_before() -> None:
    plan = act(report("a", "2024-05-13", end="2024-05-19", actors="KOR JPN", status="planned", published="2024-05-12"))
    assert links.links([plan, act(report("b", "2024-05-06", end="2024-05-12", actors="KOR JPN"))]) == {}
    assert plan.id in links.links([plan, act(report("b", "2024-05-15", actors="KOR JPN"))])


def test_talks_of_two_do_not_carry_out_the_planned_talks_of_three() -> None:
    plan = act(report("a", "2024-05-07", actors="KGZ TJK UZB", status="planned", published="2024-05-01"))
    assert links.links([plan, act(report("b", "2024-05-07", actors="KGZ TJK"))]) == {}
    assert plan.id in links.links([plan, act(report("b", "2024-05-07", actors="KGZ TJK UZB"))])
