"""What a page counts of a pair is what `pairs` counts of it."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.relations import Act, RelationsError, Tables, pairs, passed
from dragoman.relations.passing import Passed

DAYS = st.sampled_from(["2022-12-30", "2022-12-31", "2023-01-01", "2023-01-02", "2023-01", "2023-02", "2023-03-15", "2023", "2021"])
ACTS = st.builds(
    Act, st.none() | DAYS, st.none() | DAYS, st.sampled_from([1, 2, 3, 4]), st.sampled_from(["happened", "planned", "possible", "denied"]),
    st.sampled_from(["to", "from", "mutual"]),
).filter(lambda act: act.start is None or act.end is None or act.start <= act.end)  # fmt: skip
COVERAGE = st.dictionaries(st.sampled_from(["2022-12-31", "2023-01-01", "2023-02-11", "2023-06-01"]), st.integers(1, 9), min_size=1)


def tables(acts: list[Act], coverage: dict[str, int]) -> Tables:
    """The same acts as the flat tables that `pairs` takes."""
    rows: list[tuple[str, str, str, bool, Act]] = []
    for number, act in enumerate(acts):
        if act.direction in ("to", "mutual"):
            rows.append((str(number), "A", "B", act.direction == "mutual", act))
        if act.direction in ("from", "mutual"):
            rows.append((str(number), "B", "A", act.direction == "mutual", act))
    text, whole = pa.string(), pa.int64()
    dyads = pa.table({
        "event": pa.array([r[0] for r in rows], text), "actor": pa.array([r[1] for r in rows], text), "recipient": pa.array([r[2] for r in rows], text),
        "mutual": pa.array([r[3] for r in rows], pa.bool_()), "type": pa.array(["CONSULT" for _ in rows], text), "mode": pa.array([None for _ in rows], text),
        "quad": pa.array([r[4].quad for r in rows], whole), "status": pa.array([r[4].status for r in rows], text),
        "score": pa.array([1.0 for _ in rows], pa.float64()), "start": pa.array([r[4].start for r in rows], text),
        "end": pa.array([r[4].end for r in rows], text), "reports": pa.array([1 for _ in rows], whole), "confidence": pa.array([1.0 for _ in rows], pa.float64()),
    })  # fmt: skip
    none = pa.table({"event": pa.array([], text), "story": pa.array([], text), "source": pa.array([], text)})
    named = pa.table({"day": pa.array([], text), "code": pa.array([], text), "articles": pa.array([], whole)})
    days = pa.table({"day": pa.array(list(coverage), text), "articles": pa.array(list(coverage.values()), whole)})
    return Tables(dyads=dyads, coverage=days, mentions=named, stories=none)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(ACTS, max_size=8), COVERAGE, st.sampled_from(["day", "month", "quarter", "year"]), st.sampled_from([None, "2023", "2022-12-31"]),
    st.sampled_from([None, "2023-02", "2023"]),
)  # fmt: skip
def test_counts_are_those_of_pairs(acts: list[Act], coverage: dict[str, int], by: str, since: str | None, until: str | None) -> None:
    mine = passed(acts, coverage, by=by, since=since, until=until)
    theirs = pairs(tables(acts, coverage), "A", "B", by=by, since=since, until=until).to_pylist()
    names = Passed.__struct_fields__
    assert [{name: getattr(row, name) for name in names} for row in mine] == [{name: row[name] for name in names} for row in theirs]


def test_more_periods_than_anybody_reads_are_refused() -> None:
    with pytest.raises(RelationsError, match="more than"):
        passed([], {"0001-01-01": 1, "2023-01-01": 1}, by="day")
