"""Sentences and quotes, names, phrases and amounts: the layers under the clauses, each from a table of marked-up text."""

from pathlib import Path

import pytest
from check import analysis_of
from markup import Case, cases, read_case

from dragoman.languages.ko import amounts, mentions
from dragoman.languages.ko.sentences import split
from dragoman.model.text import Span

HERE = Path(__file__).parent


@pytest.mark.parametrize("case", cases(HERE / "sentences.txt"))
def test_parts_sentences_and_quotes(case: Case) -> None:
    plain = _without_bars(case)
    found, quotes = [], []
    for part in plain.parts:
        for stretch in split(plain.text, Span(part.start, part.end), headline=part.kind == "title"):
            found.append(stretch.span.of(plain.text))
            quotes += [(q.inner.of(plain.text), q.marker or "-") for q in stretch.quotes if q.speech]
    wanted = [s.strip() for part in case.parts for s in case.text[part.start : part.end].split("‖")]
    assert found == wanted, case.why
    assert quotes == [(m.words, m.label) for m in plain.marks], case.why


def _without_bars(case: Case) -> Case:
    """The case with the bars between its sentences taken out of the text."""
    shift = [0]
    for char in case.text:
        shift.append(shift[-1] + (char == "‖"))
    return case._replace(
        text=case.text.replace("‖", ""),
        parts=tuple(
            type(p)(kind=p.kind, start=p.start - shift[p.start], end=p.end - shift[p.end]) for p in case.parts
        ),
    )


@pytest.mark.parametrize("case", cases(HERE / "mentions.txt"))
def test_finds_the_states_and_organisations_marked_and_no_other(case: Case) -> None:
    headlines = tuple(Span(p.start, p.end) for p in case.parts if p.kind == "title")
    found = [m for m in mentions.find(case.text, headlines)[0] if m.kind in ("state", "organisation")]
    wanted = {(m.start, m.end): m.label.split() for m in case.marks}
    got = {(m.span.start, m.span.end): m for m in found}
    assert {k: case.text[slice(*k)] for k in got} == {k: case.text[slice(*k)] for k in wanted}, case.why
    for place, (code, *more) in wanted.items():
        one = got[place]
        assert one.code == code, case.why
        prefixes = [w for w in more if not w.startswith("ko/")]
        assert one.prefix == (prefixes[0] if prefixes else None), case.why
        assert all(one.rule == w for w in more if w.startswith("ko/")), case.why


@pytest.mark.parametrize("case", cases(HERE / "phrases.txt"))
def test_reads_phrases_and_their_particles(case: Case) -> None:
    phrases = [p for s in analysis_of(case).sentences for p in s.phrases]
    for mark in case.marks:
        here = [p for p in phrases if mark.overlaps(p.start, p.end)]
        roles = [p.role for p in here]
        if mark.label == "no phrase":
            assert not here, (case.why, roles)
        elif mark.label == "no predicate":
            assert not any(r.startswith("predicate") for r in roles), (case.why, roles)
        elif mark.label == "time":
            assert any(p.meaning.startswith("time") for p in here), (case.why, roles)
        else:
            assert mark.label in roles, case.why


@pytest.mark.parametrize("case", cases(HERE / "amounts.txt"))
def test_finds_the_amounts_marked_and_no_other(case: Case) -> None:
    found = list(amounts.find(case.text, Span(0, len(case.text)), 0))
    got = [(case.text[a.start : a.end], a.value, a.unit, a.bound) for a in found]
    assert len(found) == len(case.marks), (case.why, got)
    for mark, one in zip(case.marks, found, strict=True):
        value, unit, bound, *noun = mark.label.split()
        assert mark.fits(one.start, one.end), (case.why, got)
        assert (one.value, one.unit, one.bound) == (float(value), unit, bound), case.why
        assert not noun or one.noun == noun[0], (case.why, one.noun)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1조 2천억", 1.2e12),
        ("20만", 200_000),
        ("24.5억", 2.45e9),
        ("3,500", 3_500),
        ("1만5천", 15_000),
        ("수많은", None),
    ],
)
def test_reads_numbers(words: str, value: float | None) -> None:
    assert amounts.number(words) == value


def test_the_marks_give_the_places_of_their_words() -> None:
    case = read_case("제목: [러|RUS]⏎[[미국|a] 국무장관|b; c]이 왔다.")
    assert case.text == "러\n\n미국 국무장관이 왔다."
    assert all(case.text[m.start : m.end] == m.words for m in case.marks)
    assert [m.label for m in case.marks] == ["RUS", "a", "b", "c"]
    assert [p.kind for p in case.parts] == ["title", "body"]
    with pytest.raises(ValueError, match="left open"):
        read_case("[푸틴이 왔다.")
