"""Every predicate that a frame lists is tried where a plain sentence tells it: a word that the Korean room calls something else is dead."""

from functools import cache

from kiwipiepy import Kiwi

from dragoman import reading
from dragoman.coding.frames import frames

#: Sentences of one page.
_TOGETHER = 200
#: Predicates that this way of making sentences does not bring forth, and why.
_OTHERWISE = {
    "걸다": "걸었다 may be of 걷다", "닫다": "conjugated as 달다", "기로 하다": "stands behind -기", "불바다": "is a noun", "손에넣다": "has a particle in it",
    "굴하다": "굴 is a noun", "매달리다": "read as 매달 + 리다", "안보협의회": "nothing is done by it", "안보협의회의": "nothing is done by it",
    **dict.fromkeys(("무상원조", "유상원조", "난투", "고문", "전기고문", "특사", "핵훈련", "포격훈련", "인간띠잇기", "선긋기", "거부권행사", "비토", "서운함"), "stand before other verbs than 하다"),
    **dict.fromkeys(("요청하다", "주문하다", "거듭하다", "요구하다", "압박하다", "마주하다", "공급받다", "더하다", "놓아주다"), "also listed without their endings"),
}  # fmt: skip


@cache
def _kiwi() -> Kiwi:
    return Kiwi()


def _told(predicate: str) -> list[str]:
    if predicate.endswith("다") and len(predicate) > 1:
        return [_kiwi().join([(predicate[:-1], "VV"), ("었", "EP"), ("다", "EF")])]
    particle = "을" if (ord(predicate[-1]) - 0xAC00) % 28 else "를"
    return [f"{predicate}했다", f"{predicate}{particle} 했다"]


def _tried(told: list[tuple[str, str]]) -> set[tuple[str, str]]:
    """The (predicate, frame) pairs of which the frame was tried in a sentence made of the predicate."""
    head = "견본 소식\n\n입력 2023-07-15 09:00\n\n외교부는 15일 미국을 비난했다.\n\n"
    made, starts = head, []
    for predicate, words in told:
        starts.append((len(made), predicate))
        made += f"러시아가 우크라이나를 {words}.\n\n"
    explained = reading.explain(made.encode())
    offset = made.index("외교부") - explained.article.text.index("외교부")
    clauses = {c.id: c for c in explained.analysis.clauses}
    out = set()
    for note in explained.notes:
        at = clauses[note.clause].start + offset
        said = [predicate for start, predicate in starts if start <= at]
        if said:
            out.add((said[-1], note.frame.partition("/")[2]))
    return out


def test_every_predicate_of_a_frame_is_tried() -> None:
    rows = [f for f in frames("ko") if {"verb", "light"} & set(f.forms)]
    told = [(p, words) for p in sorted({p for f in rows for p in f.predicates} - _OTHERWISE.keys()) for words in _told(p)]
    tried = set().union(*(_tried(told[n : n + _TOGETHER]) for n in range(0, len(told), _TOGETHER)))
    assert len(tried) > 2000
    # where one frame fires, those behind it are not tried
    reached = {p for f in rows for p in f.predicates if (p, f.name) in tried}
    assert {p for p, _ in told} - reached == set()
