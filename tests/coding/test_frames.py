"""Every frame proves itself: each of its `examples` must give its event, none of its `not_examples` may."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import get_args

import pytest
from markup import Case, article, read_case

from dragoman import coding
from dragoman.coding.events import Candidate, Coder
from dragoman.coding.frames import Frame, by_name, frames
from dragoman.coding.plover import types
from dragoman.languages.ko.reader import analyse
from dragoman.model.language import Form, Role
from dragoman.model.parties import Party
from dragoman.model.reading import Event

SOURCES = {*get_args(Role), "speaker", "addressee", "content", "condition", "quote", "topic", "met", "before", "asker", "deed", "scene"}
PARTS = {"", "within", "inner", "place", "agent", "goal", "pair", "party", "any", "members", "own", "own.within", "own.place", "force", "by", "to", "of", "near", "seat", "asking"}
FRAMES = frames("ko")


def rows(kind: str) -> Iterator[object]:
    """The marked-up sentences of one kind (`examples`, `not_examples`), each with its frame."""
    for frame in FRAMES:
        for line in getattr(frame, kind):
            case = read_case(line)
            yield pytest.param(frame, case, id=f"{frame.name}: {case.text[:40]}")


@cache
def read(case: Case) -> tuple[tuple[Candidate, ...], tuple[Event, ...]]:
    """What the clauses of a case tell one by one, and the events made of it, in a Korean paper of 1 March 2023."""
    page = article(case)
    analysis = analyse(page, coding.vocabulary("ko"), "KOR")
    told = Coder(analysis, "ko", date(2023, 3, 1)).candidates()
    return tuple(told), coding.code(analysis, "ko", page.text, page.published, "case").events


def lacks(told: Candidate, case: Case) -> list[str]:
    """What one telling lacks of the marks of a case."""
    out = []
    for mark in case.marks:
        trigger = told.clause.trigger
        if mark.label == "trigger" and not mark.overlaps(trigger.start, trigger.end):
            out.append(f"trigger is {trigger.of(case.text)}, not {mark.words}")
        if mark.label in ("actor", "recipient"):
            parties = told.actors if mark.label == "actor" else told.recipients
            if not _named(parties, mark.start, mark.end):
                out.append(f"{mark.words} is no {mark.label}: {[p.name for p in parties]}")
    return out


def _named(parties: tuple[Party, ...], start: int, end: int) -> bool:
    return any(p.start < end and start < p.end for p in parties)


@pytest.mark.parametrize(("frame", "case"), list(rows("examples")))
def test_an_example_gives_its_event(frame: Frame, case: Case) -> None:
    candidates, events = read(case)
    tried = [
        lacks(one, case) for one in candidates if one.frame.name == frame.name and one.type == frame.type
    ]
    assert tried, (case.text, [(c.frame.name, c.type, c.clause.predicate) for c in candidates])
    assert [] in tried, (case.text, tried)
    assert frame.type in {e.type for e in events}


@pytest.mark.parametrize(("frame", "case"), list(rows("not_examples")))
def test_a_counterexample_gives_none(frame: Frame, case: Case) -> None:
    found = [c for c in read(case)[0] if c.frame.name == frame.name]
    assert not found, (
        case.text,
        [(c.clause.predicate, [p.name for p in c.actors], [p.name for p in c.recipients]) for c in found],
    )


def test_names_are_unique() -> None:
    assert [name for name, count in Counter(f.name for f in FRAMES).items() if count > 1] == []


def test_predicates_are_listed_once_a_frame() -> None:
    assert {f.name: sorted(f.predicates) for f in FRAMES if len(set(f.predicates)) < len(f.predicates)} == {}


@pytest.mark.parametrize("frame", FRAMES, ids=lambda f: f.name)
def test_a_frame_is_well_formed(frame: Frame) -> None:
    row = types()[frame.type]
    assert frame.mode is None or frame.mode in row.modes
    assert frame.predicates
    assert set(frame.forms) <= set(get_args(Form))
    assert frame.cameo is None or (frame.cameo.isdigit() and 2 <= len(frame.cameo) <= 4)
    assert frame.negated is None or frame.negated in by_name("ko") or frame.negated == "denied"
    assert frame.refusal is None or frame.refusal in types()["REJECT"].modes
    for source in (*frame.actors, *frame.recipients):
        role, _, part = source.partition(".")
        assert role in SOURCES, source
        assert part in PARTS, source
    for key in frame.when_role:
        assert key == "any" or set(key.split("|")) <= set(get_args(Role)), key
    assert set(frame.when_role_any) <= set(get_args(Role))
    # a mutual type has no recipients unless one side plainly acts; a directed one says to whom or that nobody need be
    assert row.mutual or frame.recipients or frame.optional
    assert not frame.not_examples or frame.examples, "a counterexample stands beside an example"


def test_marks_are_known_and_mark_a_trigger() -> None:
    for frame in FRAMES:
        for line in frame.examples:
            labels = {m.label for m in read_case(line).marks}
            assert labels <= {"actor", "recipient", "trigger", "reference"}, line
            assert "trigger" in labels, line


def test_every_frame_has_both_kinds_of_sentence() -> None:
    assert [f.name for f in FRAMES if not (f.examples and f.not_examples)] == []


def test_a_language_without_a_file_has_no_frames() -> None:
    assert frames("xx") == ()
