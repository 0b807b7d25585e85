"""Every rule the Korean reader names is at work in some case of the tables: who adds a rule adds its sentence."""

import re
from functools import cache
from importlib import resources
from pathlib import Path

from check import analysis_of
from markup import Case, read_table

from dragoman.languages.ko import mentions
from dragoman.model.text import Span

HERE = Path(__file__).parent
NAMED = re.compile(r"[\"'](ko/[a-z-]+)[\"']|rule: (ko/[a-z-]+)")
# names that are put together from the kinds of hosts, or stand for the ordinary case and are never shown
MADE = re.compile(r"ko/(?:lent-by|host)-[a-z]+|ko/subject|ko/last-state")


@cache
def at_work() -> frozenset[str]:
    """The rules that cases of the tables were read by."""
    found: set[str] = set()
    for path in sorted(HERE.glob("*.txt")):
        for case in read_table(path):
            found |= _rules(case)
    return frozenset(found)


def _rules(case: Case) -> set[str]:
    analysis = analysis_of(case)
    out = {p.via for s in analysis.speeches if (p := s.speaker) is not None and p.via}
    for clause in analysis.clauses:
        out |= set(clause.rules)
        for argument in clause.arguments:
            out |= {argument.shared or ""} | {p.via or "" for p in (*argument.parties, *argument.within)}
    headlines = tuple(Span(p.start, p.end) for p in case.parts if p.kind == "title")
    out |= {m.rule for m in mentions.find(case.text, headlines)[0]}
    return out


def named() -> set[str]:
    """The rules that the reader's code and data name."""
    folder = resources.files("dragoman.languages.ko")
    sources = [f.read_text("utf-8") for f in folder.iterdir() if f.name.endswith((".py", ".yaml"))]
    return {a or b for source in sources for a, b in NAMED.findall(source)}


def people_rules() -> set[str]:
    """The rules by which people are found, which a mention keeps to itself."""
    return {"ko/introduced", "ko/full-name", "ko/last-name", "ko/first-name-office", "ko/family-name-office", "ko/family-name-title"}


def test_every_rule_has_a_sentence() -> None:
    rules = {r for r in named() if not MADE.fullmatch(r)} - people_rules()
    assert sorted(rules - at_work()) == []


def test_every_label_of_the_tables_names_a_rule_that_is_there() -> None:
    labels = {
        w
        for path in HERE.glob("*.txt")
        for case in read_table(path)
        for m in case.marks
        for w in m.label.split()
        if w.startswith("ko/")
    }
    assert sorted(r for r in labels - named() if not MADE.fullmatch(r)) == []
