"""Clauses, telling, references, speech and people: what the reader makes of marked-up sentences (`check.py` explains the labels)."""

from pathlib import Path

import pytest
from check import analysis_of, failures
from markup import Case, cases, read_table

HERE = Path(__file__).parent
TABLES = ("clauses", "telling", "references", "speech", "introductions", "settings")
ALL = [case for name in TABLES for case in cases(HERE / f"{name}.txt")]


@pytest.mark.parametrize("case", ALL)
def test_reads_what_is_marked(case: Case) -> None:
    wrong = failures(case)
    assert not wrong, "\n".join([case.why, case.text, *wrong])


@pytest.mark.parametrize("name", TABLES)
def test_every_group_of_a_table_has_a_reason(name: str) -> None:
    table = list(read_table(HERE / f"{name}.txt"))
    assert table
    assert all(case.why and case.marks for case in table)


@pytest.mark.parametrize(
    "case", [c for name in TABLES for c in read_table(HERE / f"{name}.txt")], ids=lambda c: c.text[:40]
)
def test_every_place_lies_in_the_text(case: Case) -> None:
    analysis = analysis_of(case)
    length = len(case.text)
    spans = [(s.start, s.end) for s in analysis.sentences] + [(s.start, s.end) for s in analysis.speeches]
    for clause in analysis.clauses:
        spans += [(clause.start, clause.end), (clause.trigger.start, clause.trigger.end)]
        spans += [(a.start, a.end) for a in clause.arguments] + [(v.start, v.end) for v in clause.voices]
        spans += [(p.start, p.end) for a in clause.arguments for p in (*a.parties, *a.within)]
    spans += [place for entity in analysis.entities for place in entity.mentions]
    assert all(0 <= start < end <= length for start, end in spans)
