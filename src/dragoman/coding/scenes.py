"""What the acts of one article lend each other: acts at a meeting or on a visit have its place, and its day if they tell none."""

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dragoman.coding.events import Candidate
from dragoman.coding.plover import types
from dragoman.coding.setting import Setting
from dragoman.coding.venues import country, members
from dragoman.model.language import Clause, Status
from dragoman.model.when import When, Where

T = TypeVar("T")
#: How many acts before and behind one may lend it their day and place.
_NEAR = 60
_MEETINGS = frozenset({"CONSULT", "SUPPORT", "AGREE"})


@dataclass(slots=True)
class Occasion:
    """A meeting or a visit of the article: an act, or a meeting that is only spoken of; or a `room` of a state where its people spoke.

    A `stand` is whatever else somebody did at a place on a day: what is told beside it was done there too.

    `at` is where its words begin.
    """

    at: int
    sentence: int
    codes: frozenset[str]
    when: When
    where: Where | None
    status: Status
    visit: bool
    act: Candidate | None = None
    room: bool = False
    stand: bool = False


def settle(candidates: Sequence[Candidate], setting: Setting) -> list[Candidate]:
    """The candidates with the days and places that the meetings and visits of the article lend them."""
    ordered = sorted(candidates, key=lambda c: c.clause.trigger.start)
    for one in ordered:
        if one.mode == "visit" and len(one.recipients) == 1 and one.where is not None and one.where.country != one.recipients[0].code:
            # 이스라엘과 사우디아라비아를 방문: each visit has its own host
            one.where = setting.visited(one.clause, one.recipients)
        elif one.frame.name in setting.words.frames_at_actor and len(one.actors) == 1 and one.where is not None and one.where.precision == "country":
            # 에스토니아와 라트비아는 외교관을 추방했다: each at home
            one.where = country(one.actors[0].code) or one.where
    spoken = list(_spoken_of(ordered, setting))
    starts = [o.at for o in spoken]
    for k, one in enumerate(ordered):
        near = _around(ordered, k)
        occasions = _occasions(near, _around(spoken, bisect(starts, one.clause.trigger.start)), one, setting.published)
        _in_the_city(one, occasions)
        _in_the_sentence(one, occasions, setting)
        _at_meeting(one, occasions, near, setting)
        _at_gathering(one, occasions)
    for _ in range(2):  # a meeting on a visit has its place, and lends it in turn
        for k, one in enumerate(ordered):
            near = _around(ordered, k)
            _of_the_pair(one, near)
            _on_the_day(one, _occasions(near, _around(spoken, bisect(starts, one.clause.trigger.start)), one, setting.published), setting)
    for k, one in enumerate(ordered):
        near = _around(ordered, k)
        _beside(one, _occasions(near, _around(spoken, bisect(starts, one.clause.trigger.start)), one, setting.published), setting)
        if one.where is None:
            one.where = setting.seat(one.frame, one.clause, one.status, one.actors)
    return list(candidates)


def _around(those: Sequence[T], k: int) -> Sequence[T]:
    """What stands near place `k`: acts that stand far apart lend each other nothing, and long pages stay quick."""
    return those[max(0, k - _NEAR) : k + _NEAR]


def finest(whens: Iterable[When]) -> When:
    """The first of several times that is told; if another tells the same more exactly, that one."""
    told = [w for w in whens if w.start is not None]
    if not told:
        return When()
    first = told[0]
    start = first.start or ""
    return next((w for w in told if first.precision in ("month", "year") and len(w.start or "") > len(start) and (w.start or "").startswith(start)), first)


def _codes(one: Candidate) -> set[str]:
    return {p.code for p in (*one.actors, *one.recipients)}


def _everyone(codes: Iterable[str]) -> frozenset[str]:
    return frozenset(code for c in codes for code in members(c))


def _is_act_of_words(one: Candidate) -> bool:
    """Meetings, agreements and what is done by speaking: where the speakers are, it happens. Who stays away is not there."""
    return types()[one.type].quad in (1, 3) and one.mode not in ("phone", "meet")


def _spoken_of(candidates: Sequence[Candidate], setting: Setting) -> Iterator[Occasion]:
    """Meetings that no act was made of, with their day and place: `SCO가 4일 아스타나에서 정상회의를 열고`."""
    made = {(c.clause.trigger.start, c.clause.trigger.end) for c in candidates}
    for clause in setting.analysis.clauses:
        if (clause.trigger.start, clause.trigger.end) in made or clause.quoted or clause.status not in ("happened", "planned"):
            continue
        home = setting.at_home(clause)
        if home is not None:
            day = clause.when if clause.when.start is not None else clause.day or When()
            yield Occasion(clause.trigger.start, clause.sentence, frozenset({home.country or ""}), day, home, clause.status, False, room=True)
            continue
        if not setting.words.is_meeting(clause.predicate) or clause.predicate in setting.words.here:
            stand = _stand(clause, setting)
            if stand is not None:
                yield stand
            continue
        where, codes = setting.place_of_meeting(clause), _named(clause)
        if codes and (where is not None or clause.when.start is not None):
            yield Occasion(clause.trigger.start, clause.sentence, _everyone(codes), clause.when, where, clause.status, False)


def _stand(clause: Clause, setting: Setting) -> Occasion | None:
    """`8일 백악관에서 두 정상이 손을 맞잡았다`, `2일 밤 울란바토르에 내린 그는`: where somebody was on a day."""
    if clause.status != "happened" or not clause.past or clause.form not in ("verb", "light") or clause.told_as("over-time", "recap", "looks-back") is not None:
        return None
    codes = {p.code for a in clause.arguments if a.role in ("agent", "partner") for p in a.parties}
    came = clause.predicate in setting.words.arrive
    if not codes or (clause.told_as("adnominal") is not None and not came):
        return None
    where = setting.place_of(clause, came)
    day = clause.when if clause.when.start is not None else clause.day or When()
    if where is None or day.start is None:
        return None
    return Occasion(clause.trigger.start, clause.sentence, _everyone(codes), day, where, clause.status, False, room=True, stand=True)


def _named(clause: Clause) -> set[str]:
    return {p.code for a in clause.arguments if a.role in ("agent", "partner", "modifier", "goal") for p in (*a.parties, *a.within)}


def _occasions(candidates: Sequence[Candidate], spoken: Sequence[Occasion], one: Candidate, published: str | None) -> list[Occasion]:
    """The meetings and visits that are told as `one` is, the nearest before it first, then those after it.

    A meeting that goes on after the day of publication is also one at which something can be planned.
    """
    at = one.clause.trigger.start

    def fits(other: Candidate | Occasion) -> bool:
        return other.status == one.status or (one.status == "planned" and published is not None and (other.when.end or "") > published)

    acts = [
        Occasion(c.clause.trigger.start, c.clause.sentence, _everyone(_codes(c)), c.when, c.where, c.status, c.mode == "visit", c)
        for c in candidates
        if c is not one and c.type == "CONSULT" and c.mode != "phone" and (c.where or c.when.start) and fits(c)
    ]
    found = [o for o in (*acts, *filter(fits, spoken)) if o.at != at]
    return [*sorted((o for o in found if o.at < at), key=lambda o: -o.at), *sorted((o for o in found if o.at > at), key=lambda o: o.at)]


def _lend(one: Candidate, occasion: Occasion) -> None:
    if one.where is None:
        one.where = occasion.where
    if one.when.start is None:
        one.when = occasion.when


def _in_the_sentence(one: Candidate, occasions: Sequence[Occasion], setting: Setting) -> None:
    """`아스타나를 찾은 푸틴 대통령이 28일 … 위협했다`: what a visitor says and whom he meets in one sentence is there."""
    if one.where is not None or one.status != "happened" or not _is_act_of_words(one):
        return
    actors = {p.code for p in one.actors}
    sentences = {one.clause.sentence, setting.outer(one.clause.sentence)}
    for occasion in occasions:
        if occasion.stand and occasion.sentence == one.clause.sentence and one.clause.when.start is not None:
            came = (occasion.when.start or "") <= one.clause.when.start
            if came and occasion.at < one.clause.trigger.start and actors & occasion.codes:
                # 2일 밤 울란바토르에 내린 그는 3일 …와 회담했다
                one.where = occasion.where
                return
        there = occasion.visit or (occasion.act is not None and occasion.when.start in (None, one.when.start))
        if there and occasion.sentence in sentences and occasion.at < one.clause.trigger.start and actors & occasion.codes and occasion.where is not None:
            one.where = occasion.where
            return


def _in_the_city(one: Candidate, occasions: Sequence[Occasion]) -> None:
    """`아스타나에서 …라고 평가했다`: an act in a city without a day of its own was done on the day that those who act were there."""
    if one.where is None or one.where.precision == "country" or one.clause.when.start is not None or one.status != "happened" or one.clause.quoted:
        return
    actors = {p.code for p in one.actors}
    there = [o for o in occasions if o.act is not None and o.where is not None and o.where.name == one.where.name and o.act.clause.when.start is not None]
    there = [o for o in there if actors & o.codes]
    if there and len({o.when.start for o in there}) == 1:
        one.when = there[0].when


def _at_meeting(one: Candidate, occasions: Sequence[Occasion], candidates: Sequence[Candidate], setting: Setting) -> None:
    """`회담에서`, `이 자리에서`, `정상회의 참석을 계기로`: an act at a meeting the article has told of."""
    if (one.where is not None and one.when.start is not None) or not _is_act_of_words(one):
        return
    actors = {p.code for p in one.actors}
    for argument in setting.settings(one.clause):
        place = argument.role in ("place", "goal") and setting.words.is_meeting(argument.head)
        way = any(w in argument.marker or w in (argument.head, *argument.words) for w in setting.words.on_the_way) and any(setting.words.is_meeting(w) for w in argument.words)
        if not place and not way:
            continue
        if argument.head in setting.words.here:
            before = [c for c in candidates if c.clause.trigger.start < argument.start and setting.near(c.clause, one.clause) and actors & _codes(c)]
            if before:
                one.where = one.where or before[-1].where
                return
        # 나토 정상회의 기간 기시다 총리와: who is met there need not belong to the meeting
        named = {p.code for p in (*argument.parties, *argument.within) if place or p.entity.startswith("organisation:")}
        for occasion in sorted(occasions, key=lambda o: o.when.start is None or o.where is None):
            if place and occasion.at > one.clause.trigger.start:
                continue
            there = actors <= occasion.codes if place and types()[one.type].mutual and not one.recipients else bool(actors & occasion.codes)
            if named <= occasion.codes and there and not occasion.room:
                _lend(one, occasion)
                return


def _at_gathering(one: Candidate, occasions: Sequence[Occasion]) -> None:
    """`나토의 아태 파트너국 정상회의`: an undated meeting of those around an organisation is held when the organisation meets."""
    if one.type != "CONSULT" or one.mode != "multilateral" or one.when.start is not None:
        return
    named = {p.code for a in one.clause.arguments for p in (*a.parties, *a.within) if p.entity.startswith("organisation:")}
    for occasion in occasions:
        if not occasion.room and occasion.when.start is not None and named & occasion.codes and {p.code for p in one.actors} & occasion.codes:
            _lend(one, occasion)
            return


def _on_the_day(one: Candidate, occasions: Sequence[Occasion], setting: Setting) -> None:
    """An act of words takes the place of the meeting or visit that those who act were at on that day."""
    day = one.when.start
    if one.where is not None or day is None or len(day) != 10 or not _is_act_of_words(one):
        return
    actors = {p.code for p in one.actors}
    for occasion in occasions:
        start, end = occasion.when.start, occasion.when.end
        if occasion.stand and not (occasion.at < one.clause.trigger.start and setting.beside(occasion.sentence, one.clause.sentence)):
            continue
        if occasion.where is not None and start is not None and len(start) == 10 and start <= day <= (end or start) and actors & occasion.codes:
            one.where = occasion.where
            return


def _beside(one: Candidate, occasions: Sequence[Occasion], setting: Setting) -> None:
    """What those who meet say of each other right after it is told was said there: `두 장관은 빈에서 만났다. … 사의를 표했다`."""
    if one.where is not None or one.status != "happened" or not _is_act_of_words(one):
        return
    codes, day = _codes(one), one.when.start
    for occasion in occasions:
        if occasion.where is None or occasion.at > one.clause.trigger.start or len(occasion.codes) < 2 or not codes <= occasion.codes:
            continue
        same = day is None or (occasion.when.start or day) <= day <= (occasion.when.end or day)
        if same and len(codes) > 1 and setting.beside(occasion.sentence, one.clause.sentence):
            one.where = occasion.where
            return


def _of_the_pair(one: Candidate, candidates: Sequence[Candidate]) -> None:
    """`두 나라는 선언에 서명했다`: what two sides did together was done on the one day the article has them meet."""
    clause = one.clause
    background = clause.told_as("adnominal", "nominalised", "over-time", "recap") is not None and one.mode != "visit"
    if one.when.start is not None or one.status != "happened" or one.type not in _MEETINGS or clause.quoted or background or clause.form not in ("verb", "light"):
        return
    if not clause.past and one.mode != "visit":
        return
    codes = _codes(one)
    if len(codes) != 2:
        return
    met = [c for c in candidates if c is not one and c.type in _MEETINGS and c.status == "happened" and _codes(c) == codes and len(c.when.start or "") == 10]
    if met and len({(c.when.start, c.when.end) for c in met}) == 1:
        one.when = met[0].when
        if one.where is None and one.mode != "phone":
            one.where = next((c.where for c in met if c.where is not None), None)
