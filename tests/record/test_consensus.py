"""One act as its reports tell it together."""

import random

import pytest
from invented_reports import report

from dragoman.model.kept import Report
from dragoman.record.consensus import contradictions, keep


def claims(*reports: Report) -> dict[str, list[str]]:
    return {c.field: [claim.value for claim in c.claims] for c in contradictions(reports)}


def test_the_id_is_that_of_the_first_published_and_the_best_report_stands_first() -> None:
    vague = report("a", None, published="2024-05-10T08:00+09:00")
    plain = report("b", where="Astana", published="2024-05-11")
    undated = report("c", published=None)
    kept = keep([undated, plain, vague], "why")
    assert (kept.id, kept.reports[0], kept.reason) == ("e-a", plain, "why")
    assert (kept.first_seen, kept.last_seen) == ("2024-05-10", "2024-05-11")
    assert [r.article for r in kept.reports] == ["b", "a", "c"]
    assert kept.where == plain.event.where


def test_ten_reprints_are_one_source() -> None:
    assert keep([report(f"r{n}", source="outlet:yonhap") for n in range(10)] + [report("x")]).sources == 2


def test_what_most_sources_say_is_told_however_often_one_of_them_says_something_else() -> None:
    wire = [report(f"w{n}", "2024-05-09", source="outlet:wire") for n in range(5)]
    kept = keep([*wire, report("a"), report("b")])
    assert kept.when.start == "2024-05-10"
    assert [(c.value, len(c.articles)) for c in kept.contradictions[0].claims] == [("2024-05-10", 2), ("2024-05-09", 5)]


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        (report("a"), report("b", "2024-05-11"), {"when": ["2024-05-10", "2024-05-11"]}),
        (report("a"), report("b", "2024-05"), {}),
        (report("a", end="2024-05-12"), report("b", "2024-05-12"), {}),
        (report("a"), report("b", "2024-05-11", basis="publication"), {}),
        (report("a", where="Geneva"), report("b", where="Vienna"), {"where": ["Geneva, CHE", "Vienna, AUT"]}),
        (report("a", where="Astana"), report("b", where="KAZ"), {}),
        (report("a", where="Astana"), report("b"), {}),
        (report("a", status="denied"), report("b"), {"status": ["happened", "denied"]}),
        (report("a", status="planned"), report("b", status="possible"), {}),
        (report("a", numbers="12 people"), report("b", numbers="20 people"), {"quantity": ["12 people", "20 people"]}),
        (report("a", numbers="12 people"), report("b", numbers="at_least 10 people"), {}),
        (report("a", numbers="at_most 10 people"), report("b", numbers="12 people"), {"quantity": ["12 people", "at most 10 people"]}),
        (report("a", numbers="about 100 people"), report("b", numbers="97 people"), {}),
        (report("a", numbers="at_least 12 people"), report("b", numbers="about 20 people"), {}),
        (report("a", numbers="12 people"), report("b", numbers="20 USD"), {}),
        (report("a", numbers="12 people; 30 people"), report("b", numbers="30 people"), {}),
        (report("a", numbers="500000000 EUR"), report("b", numbers="700000000 EUR"), {"quantity": ["500000000 EUR", "700000000 EUR"]}),
    ],
)  # fmt: skip
def test_contradictions(first: Report, second: Report, wanted: dict[str, list[str]]) -> None:
    assert claims(first, second) == wanted
    assert claims(second, first) == wanted


def test_an_act_is_kept_the_same_in_any_order() -> None:
    reports = [report(f"a{n}", f"2024-05-{10 + n % 3}", where=("Astana", None, "Almaty")[n % 3], numbers=f"{n % 4} people", source=f"s{n % 5}") for n in range(12)]
    wanted = keep(reports)
    for seed in range(10):
        random.Random(seed).shuffle(reports)
        assert keep(reports) == wanted


def test_an_act_needs_a_report() -> None:
    with pytest.raises(ValueError, match="report"):
        keep([])
