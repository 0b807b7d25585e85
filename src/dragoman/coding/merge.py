"""One act, one event: the tellings of the same act in title, caption, lead and body are merged."""

from collections.abc import Sequence
from datetime import date

from dragoman.coding.events import Candidate
from dragoman.coding.plover import types
from dragoman.model.when import When

_ORDER = {"body": 0, "caption": 1, "subtitle": 2, "title": 3}
_VISIT_DAYS = 4


def merge(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Groups of tellings of one act; each group begins with the telling that stands for it."""
    groups: list[list[Candidate]] = []
    for candidate in sorted((c for c in candidates if not any(_is_means_of(c, other) for other in candidates)), key=_rank):
        for group in groups:
            if any(same_act(candidate, other) for other in group):
                group.append(candidate)
                break
        else:
            groups.append([candidate])
    # a meeting that is named, and of which nothing is told, is no event of the page
    return sorted((g for g in groups if not g[0].named_only), key=lambda g: g[0].clause.trigger.start)


def _is_means_of(one: Candidate, other: Candidate) -> bool:
    """`전투기를 띄워 기지를 폭격했다`: who sends planes and bombs with them has done one act."""
    same = one.clause.sentence == other.clause.sentence and {p.code for p in one.actors} == {p.code for p in other.actors}
    return one.type == "MOBILIZE" and other.type == "ASSAULT" and same and not one.recipients and one.clause.trigger.start < other.clause.trigger.start


def _rank(candidate: Candidate) -> tuple[int, ...]:
    """Who did it before between whom it came to nothing, body before headline, dated before undated, surer before less sure, earlier before later."""
    return (
        1 if candidate.named_only else 0,
        1 if candidate.clause.passive and len(candidate.actors) > 1 and not candidate.recipients and not types()[candidate.type].mutual else 0,
        0 if candidate.when.start is not None else 1,
        _ORDER.get(candidate.part, 0),
        -len(_codes(candidate)),
        candidate.clause.trigger.start,
    )


def same_act(left: Candidate, right: Candidate) -> bool:
    """Whether two tellings are of one act: type and mode agree, the parties are the same or part of it, days fit."""
    if left.type != right.type or not _statuses_fit(left, right) or not _modes_fit(left, right):
        return False
    if types()[left.type].mutual and not left.recipients and not right.recipients:
        a, b = _codes(left), _codes(right)
        if not (a <= b or b <= a) or (a != b and left.type == "CONSULT" and _is_of_two(left) != _is_of_two(right)):
            # 4개국 회의가 열린다. 그는 일본 총리와 양자 회담도 갖는다
            return False
    elif not (_is_between(left, right) or _is_between(right, left)):
        a, b = {p.code for p in left.actors}, {p.code for p in right.actors}
        c, d = {p.code for p in left.recipients}, {p.code for p in right.recipients}
        if not (a & b and (a <= b or b <= a)) or not ((c <= d or d <= c) and (c & d or not c or not d)):
            return False
        if left.frame.mutual != right.frame.mutual:
            # a treaty that both signed is not the praise of one for the other
            return False
        if a != b and left.frame.verbal and right.frame.verbal and left.part == right.part == "body":
            # what one says on its own is not what several say together
            return False
        if c != d and c and d and _people(left).isdisjoint(_people(right)) and _people(left) and _people(right):
            # two officials of one state who speak of different others do not speak together
            return False
    return days_fit(left.when, right.when, _VISIT_DAYS if left.mode == "visit" else 0)


def _is_between(one: Candidate, other: Candidate) -> bool:
    """`북한은 남북 회담을 취소했다. 남북 회담이 무산되자`: that it came to nothing between two is what one of them did."""
    return not one.recipients and bool(other.recipients) and {p.code for p in one.actors} == _codes(other) and one.clause.passive


def _is_of_two(candidate: Candidate) -> bool:
    """Whether the words themselves say that somebody meets one other: `일본 총리와 양자 회담을 갖는다`."""
    return len(_codes(candidate)) == 2 and candidate.mode is None and candidate.clause.form == "light" and bool(candidate.clause.arguments_in("partner"))


def _codes(candidate: Candidate) -> set[str]:
    return {p.code for p in (*candidate.actors, *candidate.recipients)}


def _people(candidate: Candidate) -> set[str]:
    return {p.entity for p in candidate.actors if p.entity.startswith("person:")}


def _statuses_fit(left: Candidate, right: Candidate) -> bool:
    if left.status == right.status or ((left.named_only or right.named_only) and "denied" not in (left.status, right.status)):
        return True
    return {left.status, right.status} == {"planned", "possible"} or (
        "title" in (left.part, right.part) and "denied" not in (left.status, right.status)
    )


def _modes_fit(left: Candidate, right: Candidate) -> bool:
    if left.mode == right.mode or (left.type == "PROTEST" and left.clause.sentence == right.clause.sentence):
        # 대사관으로 몰려가 돌을 던지고 불을 질렀다: what one crowd does in a row is one riot
        return True
    return (left.mode is None or right.mode is None) and {left.mode, right.mode} <= {None, "multilateral"}


def days_fit(left: When, right: When, tolerance: int = 0) -> bool:
    """Whether two times can be the same: one is unknown, one is part of the other, or they overlap (± days)."""
    if left.start is None or right.start is None:
        return left.start == right.start or (left.end is None or right.end is None)
    if left.start.startswith(right.start) or right.start.startswith(left.start):
        return True
    a, b = (left.start, left.end or left.start), (right.start, right.end or right.start)
    if a[0] <= b[1] and b[0] <= a[1]:
        return True
    if tolerance and len(a[0]) == len(b[0]) == 10:
        return abs((date.fromisoformat(a[0]) - date.fromisoformat(b[0])).days) <= tolerance
    return False
