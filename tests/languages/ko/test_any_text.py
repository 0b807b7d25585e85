"""Whatever the text: nothing is raised, every place lies in it, and the same text is read the same way."""

from itertools import pairwise

from check import analysis_of
from hypothesis import given, settings
from hypothesis import strategies as st
from markup import Case

from dragoman.languages.ko.mentions import find
from dragoman.model.article import Part
from dragoman.model.text import Span
from dragoman.names.lexicon import forms, load

WORDS = st.sampled_from(
    [
        *[
            "푸틴",
            "토카예프",
            "카자흐스탄",
            "러시아",
            "미국",
            "양국",
            "두정상",
            "그는",
            "우리정부",
            "대통령",
            "국방부",
            "러",
            "美",
            "한미일",
            "대러",
            "CSTO",
        ],
        *[
            "을",
            "를",
            "은",
            "는",
            "이",
            "가",
            "과",
            "와",
            "의",
            "에",
            "에서",
            "에게",
            "에",
            "대한",
            "에",
            "따르면",
            "을",
            "위해",
            "다고",
            "라며",
            "28일",
            "지난해",
            "20만",
            "명",
            "245억",
            "달러",
        ],
        *[
            "방문했다",
            "방문할",
            "예정이다",
            "만난",
            "만나고",
            "밝혔다",
            "말했다",
            "하지",
            "않았다",
            "것으로",
            "알려졌다",
        ],
        *["“", "”", '"', "'", "‘", "’", "(", ")", "…", ".", ",", "?", "!", "·", "𠀀", "🙂", "Ä"],
        "\u00a0",
        "\n",
    ]
)
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from(["", " "])), max_size=40).map(
    lambda parts: "".join(w + gap for w, gap in parts)
)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.booleans())
def test_every_place_lies_in_the_text(text: str, headline: bool) -> None:
    case = Case(text, (Part(kind="title" if headline else "body", start=0, end=len(text)),), (), "", "")
    analysis = analysis_of(case)
    places = [(s.start, s.end) for s in (*analysis.sentences, *analysis.speeches, *analysis.amounts)]
    for clause in analysis.clauses:
        places += [(clause.start, clause.end), (clause.trigger.start, clause.trigger.end)]
        places += [(a.start, a.end) for a in clause.arguments] + [(v.start, v.end) for v in clause.voices]
    for entity in analysis.entities:
        places += entity.mentions
    places += [(u.start, u.end) for u in analysis.unresolved]
    assert all(0 <= start <= end <= len(text) for start, end in places)
    assert all(text[u.start : u.end] == u.text for u in analysis.unresolved)
    assert analysis == analysis_of.__wrapped__(case)


STATES = st.sampled_from([f.form for state in load().states for f in forms(state.strong, "ko")])
ENDS = st.sampled_from(["인", "인도", "인은", "인들", "군", "계", "발", "산", "의", "·", "-", ", ", " "])
RUNS = st.lists(st.tuples(STATES, ENDS, ENDS).map("".join), max_size=5).map("".join)


@settings(max_examples=300, deadline=None)
@given(RUNS)
def test_names_are_in_order_and_do_not_overlap(text: str) -> None:
    for headlines in ((), (Span(0, len(text)),)):
        spans = [m.span for m in find(text, headlines)[0]]
        assert all(left.end <= right.start for left, right in pairwise(spans)), [s.of(text) for s in spans]
