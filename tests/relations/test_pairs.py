"""What passed between two parties in each period."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from relating import STATUSES, TYPES, tables

from dragoman.relations import RelationsError, Tables, pairs

ACTS = """
2023-02-28 USA>KAZ CONSULT/visit s1@agency s2@agency s3@paper
2023-02-28 USA>KAZ SUPPORT s1@agency
2023-02 KAZ=USA AGREE s4@paper
2023-02-10 KAZ>USA ACCUSE s5@agency
2023-04-01 USA>KAZ AID s6@agency planned
2023-04-02 RUS>KAZ SANCTION s7@agency
- KAZ=USA CONSULT s8@agency
"""
COVERAGE = """
2023-02-28 10 KAZ 4 USA 3
2023-03-01 7 KAZ 1
2023-04-02 5 KAZ 2 RUS 2
"""


def rows(table: pa.Table) -> dict[tuple[str, str, str | None], dict[str, Any]]:
    return {(row["a"], row["b"], row["period"]): row for row in table.to_pylist()}


def test_a_month_of_a_pair() -> None:
    month = rows(pairs(tables(ACTS, COVERAGE), "KAZ", "USA"))["KAZ", "USA", "2023-02"]
    assert {name: value for name, value in month.items() if value} == {
        "a": "KAZ", "b": "USA", "period": "2023-02", "covered": True, "articles": 10, "articles_a": 4, "articles_b": 3,
        "events": 4, "a_to_b": 1, "b_to_a": 2, "mutual": 1, "verbal_cooperation": 3, "verbal_conflict": 1,
        "agree": 1, "consult": 1, "support": 1, "accuse": 1, "visits": 1,
        "mean_score": 1.75, "reports": 6, "stories": 5, "sources": 2,
    }  # fmt: skip


def test_the_first_party_is_the_one_asked_for_first() -> None:
    month = rows(pairs(tables(ACTS, COVERAGE), "USA", "KAZ"))["USA", "KAZ", "2023-02"]
    assert (month["a_to_b"], month["b_to_a"], month["mutual"]) == (2, 1, 1)
    assert (month["articles_a"], month["articles_b"]) == (3, 4)


def test_planned_acts_are_counted_apart() -> None:
    month = rows(pairs(tables(ACTS, COVERAGE), "KAZ", "USA"))["KAZ", "USA", "2023-04"]
    assert (month["events"], month["aid"], month["planned"], month["sources"], month["mean_score"]) == (0, 0, 1, 0, None)


def test_none_seen_is_not_the_same_as_not_looked() -> None:
    found = rows(pairs(tables(ACTS, COVERAGE), "KAZ", "USA", since="2023-01", until="2023-04"))
    assert list(found) == [("KAZ", "USA", f"2023-0{month}") for month in (1, 2, 3, 4)]
    not_covered, none_seen = found["KAZ", "USA", "2023-01"], found["KAZ", "USA", "2023-03"]
    assert (not_covered["covered"], not_covered["articles"], not_covered["events"], not_covered["consult"]) == (False, 0, None, None)
    assert (none_seen["covered"], none_seen["articles"], none_seen["events"], none_seen["consult"]) == (True, 7, 0, 0)
    assert (not_covered["sources"], none_seen["sources"]) == (None, 0)


def test_what_later_pages_tell_of_a_period_without_pages_is_counted() -> None:
    told_later = rows(pairs(tables("2020-05-01 KAZ>RUS AID s1", "2023-02-28 3"), "KAZ", "RUS"))["KAZ", "RUS", "2020-05"]
    assert (told_later["covered"], told_later["events"], told_later["aid"], told_later["accuse"]) == (False, 1, 1, None)


def test_acts_without_a_date_have_a_row_of_their_own() -> None:
    undated = rows(pairs(tables(ACTS, COVERAGE), "KAZ", "USA"))["KAZ", "USA", None]
    assert (undated["events"], undated["consult"], undated["aid"], undated["covered"], undated["articles"]) == (1, 1, 0, None, None)


def test_all_pairs_and_those_of_one_party() -> None:
    assert list(rows(pairs(tables(ACTS, COVERAGE), by="year"))) == [
        ("KAZ", "RUS", "2023"), ("KAZ", "USA", "2023"), ("KAZ", "USA", None),
    ]  # fmt: skip
    assert list(rows(pairs(tables(ACTS, COVERAGE), "USA", by="year"))) == [("USA", "KAZ", "2023"), ("USA", "KAZ", None)]
    filled = rows(pairs(tables(ACTS, COVERAGE), by="quarter", fill=True))
    assert filled["KAZ", "RUS", "2023-Q1"]["events"] == 0
    assert filled["KAZ", "RUS", "2023-Q2"]["sanction"] == 1


@pytest.mark.parametrize(
    ("time", "by", "period"),
    [
        ("2023-02-28", "day", "2023-02-28"),
        ("2023-02-28", "quarter", "2023-Q1"),
        ("2023-12", "quarter", "2023-Q4"),
        ("2023-12", "day", None),  # which day is not told
        ("2023", "month", None),
        ("2023", "year", "2023"),
        ("2023-06-30..2023-07-02", "month", "2023-06"),  # a visit over the end of a month
        ("2023-07-11..2023-07-12", "day", "2023-07-11"),
        ("2023-11-10..2023-11-16", "day", None),  # next week: some day of it
        ("2023-11-10..2023-11-16", "month", "2023-11"),
        ("2023-11-27..2023-12-03", "month", None),
        ("2023-01..2023-06", "month", None),  # in the first half of the year
        ("2023-01..2023-06", "year", "2023"),
        ("2023-03..", "month", "2023-03"),  # since March: that is when it began
        ("..2023-03-05", "month", None),
        ("-", "year", None),
    ],
)
def test_in_which_period_an_act_counts(time: str, by: str, period: str | None) -> None:
    found = pairs(tables(f"{time} KAZ>RUS AID s1"), "KAZ", "RUS", by=by, fill=False)
    assert [row["period"] for row in found.to_pylist() if row["events"]] == [period]


@pytest.mark.parametrize(
    ("time", "since", "until", "within"),
    [
        ("2023-02", "2023-02-15", None, True),  # some day of February: it may be
        ("2023-02-14", "2023-02-15", None, False),
        ("2023-02-28", None, "2023-02", True),
        ("2023-03-01", None, "2023-02", False),
        ("2022-01..", "2023", None, True),  # goes on
        ("..2022-12-31", "2023", None, False),
        ("2023-02-28..2023-03-02", "2023-03-01", "2023-03-01", True),
        ("-", "2023", None, False),
        ("-", None, None, True),
    ],
)
def test_acts_within_limits(time: str, since: str | None, until: str | None, within: bool) -> None:
    found = pairs(tables(f"{time} KAZ>RUS AID s1"), "KAZ", "RUS", by="year", since=since, until=until, fill=False)
    assert (sum(row["events"] for row in found.to_pylist()) == 1) is within


def test_acts_that_are_not_sure_enough_are_left_out() -> None:
    unsure = tables("2023-02-28 KAZ>RUS AID s1", confidence=0.4)
    assert pairs(unsure, "KAZ", "RUS", fill=False, min_confidence=0.4).num_rows == 1
    assert pairs(unsure, "KAZ", "RUS", fill=False, min_confidence=0.5).num_rows == 0


def test_sources_are_not_known_where_the_table_does_not_name_them() -> None:
    whole = tables(ACTS, COVERAGE)
    bare = Tables(dyads=whole.dyads, coverage=whole.coverage, mentions=whole.mentions, stories=whole.stories.drop_columns(["source"]))
    month = rows(pairs(bare, "KAZ", "USA"))["KAZ", "USA", "2023-02"]
    assert (month["stories"], month["sources"]) == (5, None)


def test_parquet_files_give_the_same_table(tmp_path: Path) -> None:
    whole = tables(ACTS, COVERAGE)
    files = {}
    for name in ("dyads", "coverage", "mentions", "stories"):
        files[name] = tmp_path / f"it's {name}.parquet"
        parquet.write_table(getattr(whole, name), files[name])
    assert pairs(Tables(**files), "KAZ", "USA").equals(pairs(whole, "KAZ", "USA"))


def test_an_empty_record_gives_an_empty_table() -> None:
    assert pairs(tables("")).num_rows == 0
    assert pairs(tables(""), "KAZ", "USA").num_rows == 0


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"by": "week"}, "week: not a period; take one of day, month, quarter, year"),
        ({"since": "2023-13-01"}, "2023-13-01: no such date; write 2023-02-28, 2023-02 or 2023"),
        ({"until": "2023-02-3"}, "2023-02-3: no such date; write 2023-02-28, 2023-02 or 2023"),
        ({"since": "٢٠٢٣"}, "٢٠٢٣: no such date; write 2023-02-28, 2023-02 or 2023"),
        ({"since": "2023-03", "until": "2023-02-28"}, "2023-02-28: before 2023-03; nothing lies between"),
        (
            {"a": "KAZ", "b": "RUS", "by": "day", "since": "0001", "until": "9999"},
            "0001 to 9999: more than 50,000 periods; ask for longer ones, or for less time",
        ),
        ({"a": "KAZ", "b": "KAZ"}, "KAZ: a pair is two parties"),
    ],
)
def test_a_question_that_is_none_is_named(asked: dict[str, str], message: str) -> None:
    with pytest.raises(RelationsError) as error:
        pairs(tables(ACTS), **asked)  # type: ignore[arg-type]
    assert str(error.value) == message


def test_quotes_in_codes_are_only_letters() -> None:
    assert pairs(tables(ACTS, COVERAGE), "KAZ' OR true --", "USA", fill=False).num_rows == 0


def test_a_table_that_is_none_is_named(tmp_path: Path) -> None:
    whole = tables(ACTS)
    with pytest.raises(RelationsError, match=r"^dyads: column quad is missing; the table is not one of a record$"):
        pairs(Tables(whole.dyads.drop_columns(["quad"]), whole.coverage, whole.mentions, whole.stories))
    picture = tmp_path / "picture.parquet"
    picture.write_bytes(b"\x89PNG")
    with pytest.raises(RelationsError, match="not a Parquet file that can be read"):
        pairs(Tables(picture, whole.coverage, whole.mentions, whole.stories))


_LINE = st.builds(
    lambda day, a, b, sign, kind, stories, status: f"2023-0{day}-1{day} {a}{sign}{b} {kind} {' '.join(stories)} {status}",
    st.integers(1, 4), st.sampled_from(["KAZ", "RUS", "CHN"]), st.sampled_from(["USA", "UZB"]), st.sampled_from([">", "="]),
    st.sampled_from(list(TYPES)), st.lists(st.sampled_from(["s1@x", "s2@x", "s3@y"]), min_size=1, unique=True), st.sampled_from(STATUSES),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(_LINE, max_size=30))
def test_every_act_is_counted_once(lines: list[str]) -> None:
    whole = pairs(tables("\n".join(lines), "2023-01-01 1")).to_pylist()
    happened = sum(not line.endswith(("planned", "possible", "denied")) for line in lines)
    assert sum(row["events"] or 0 for row in whole) == happened
    for row in whole:
        found = {name: value or 0 for name, value in row.items() if isinstance(value, int | None)}
        quads = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
        assert found["events"] == sum(found[name] for name in quads) == sum(found[name.lower()] for name in TYPES)
        assert found["events"] == found["a_to_b"] + found["b_to_a"] + found["mutual"]
        assert found["sources"] <= found["stories"] <= found["reports"]
        assert (found["events"] == 0) == (row["mean_score"] is None)
