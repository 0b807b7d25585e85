"""The time of a clause: its own phrase of time, or the one its sentence lends it."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Literal

from dragoman.dates import TimeExpression
from dragoman.languages.ko.drafts import Draft, Node, Parse
from dragoman.languages.ko.grammar import grammar, load_yaml
from dragoman.languages.ko.told import Told
from dragoman.model.language import Clause
from dragoman.model.text import Span
from dragoman.model.when import When

# Of an act that these markers make the object or the topic of another, the time of the other says nothing: 12일 침공을 규탄했다.
_SPOKEN_OF = frozenset({"object", "about", "against", "genitive", "like", "as", "for"})
# 12일 회담에서, 12일 회담을 계기로: an act at which another is done lends it its time.
_OCCASIONS = frozenset({"in", "at", "through", "by"})
_GAP = 2
#: Texts that do what their words say.
_STATEMENTS = ("성명", "결의안", "결의", "논평", "담화", "선언", "선언문", "결의문", "규탄문", "서한", "통지문", "친서")
#: How many code points ` 지 ` may take between a predicate and the days that are counted from it.
_SINCE = 4
#: Rules of words that point to a day of the story: what goes on all the time has no such day.
_POINTING = frozenset({"that-day", "following-day", "same-day", "previous-day"})


class Times:
    """The times of one sentence, and whose they are.

    `times` are counted from the start of `span`; `acts` are the nouns of action of the sentence; `reported_at` is where
    `…에 따르면` stands: a time before it tells when it was reported, not when it happened, if there is another.
    """

    def __init__(self, times: Sequence[TimeExpression], span: Span, parsed: Parse, acts: Sequence[Node]) -> None:
        self.offset = span.start
        self.parsed = parsed
        self.nodes = {n.start: n for n in parsed.nodes if n.phrase is not None and n.phrase.time is not None}
        self.acts = acts
        # 지난해보다 큰 규모의: what something is more than is no time of it
        usable = [t for t in times if t.kind in ("point", "since") and t.when is not None and not self._is_compared(t)]
        reported_at = next((n.start for n in parsed.nodes if n.marker == "according"), None)
        if reported_at is not None and len(usable) > 1:
            usable = [t for t in usable if self._end(t) > reported_at]
        self.usable = usable
        self.owners = {t.span.start: self._owner(t) for t in usable}
        self.ahead_of = {t.span.start: self._act_behind(t) for t in usable}

    def of(self, told: Told) -> tuple[TimeExpression | None, str | None]:
        """The time of a clause and the rule that found it; (None, None) where nothing tells it."""
        usable = [t for t in self.usable if (t.kind != "since" or not self._between(self._end(t), told.clause.trigger.start)) and not self._is_of_what_came(t, told.node)]
        if not usable:
            return None, None
        if told.node is not None:
            return self._of_noun(told, told.node, usable)
        draft = told.draft
        since = self._since(draft, usable) if draft is not None else None
        if since is not None:
            return since, "ko/counted-from"
        own = self._own(draft, usable)
        if own is not None:
            return own, "ko/own-time"
        if draft is not None:
            text = _text_of(draft)
            if text is not None and text.owner is not None:
                given = self._own(text.owner, usable)
                return (given, "ko/time-of-text") if given is not None else self._lent(text.owner, told, usable)
            inside = [t for n in draft.nodes if n.marker in _OCCASIONS and n.clause is None for t in self._inside(n, usable)]
            if inside:
                return inside[-1], "ko/time-of-occasion"
            if draft.predicate.ending == "adnominal" and draft.predicate.tail.startswith("중") and draft.head is not None and draft.head.owner is not None:
                # 리투아니아를 방문 중인 대통령은 12일 …: it goes on while the other is done
                meanwhile = self._own(draft.head.owner, usable)
                return (meanwhile, "ko/meanwhile") if meanwhile is not None else (None, None)
            if draft.predicate.ending == "adnominal" and (draft.gap != "subject" or (draft.predicate.ending_form == "던" and draft.predicate.tail.startswith(("었", "았", "였")))):
                promised = next((t for t in reversed(usable) if self._is_of_content(t, draft)), None)
                if promised is not None:
                    return promised, "ko/time-of-sentence"
                # 러시아가 북한과 맺은 조약에 21일 항의했다: what is done to the noun is background
                before = self._before_subject(draft, usable)
                return (before, "ko/time-before-subject") if before is not None else (None, None)
        return self._lent(draft, told, usable)

    def scenes(self, times: Sequence[TimeExpression]) -> list[TimeExpression]:
        """The times that the story can go on to: not those of what was only to be (`5일 찾으려던`)."""
        owners = [(t, self.owners.get(t.span.start)) for t in times]
        return [t for t, o in owners if o is None or ((o.predicate.ending != "adnominal" or (o.telling.status == "happened" and not (_is_over(o) and o.head is not None and o.head.is_party))) and "ko/recap" not in _manners_of(o))]

    def tense(self, time: TimeExpression, clause: Clause) -> Literal["past", "present", "future"]:
        """Which way a time is read: as its clause is told; one that is lent by an adnominal clause (`4일 열리는`), as that one is."""
        owner = self.owners.get(time.span.start)
        if owner is not None and owner.predicate.ending == "adnominal":
            if owner.predicate.ending_form == "는":
                return "present"
            if owner.telling.status == "planned" or (owner.predicate.lemma in ("예정", "예정되다") and owner.predicate.tail in ("ᆫ", "되 ᆫ")):
                # 6월 12일로 예정된 회담
                return "future"
        return "future" if clause.status == "planned" else "past" if clause.past else "present"

    # -- nouns of action ----------------------------------------------------------------------------------------------

    def _of_noun(self, told: Told, node: Node, usable: list[TimeExpression]) -> tuple[TimeExpression | None, str | None]:
        """`5월 7일 정상회담`, `12일 서울에서 열린 회담`: what stands in its phrase or right before it; else what its verb has."""
        inside = [*self._inside(node, usable), *[t for m in node.modifiers if isinstance(m, Draft) for t in self._direct(m, usable)]]
        if inside:
            return inside[-1], "ko/own-time"
        behind = next((t for t in usable if t.base is not None and 0 <= t.span.start + self.offset - node.end <= _GAP), None)
        if behind is not None and behind.base is not None:
            # 정상회담 하루 전인 25일: the talks were on the day that is counted from
            return _base_of(behind, behind.base), "ko/counted-from"
        adjacent = [t for t in usable if self.ahead_of[t.span.start] is node]
        if adjacent and not self._is_of_the_verb(adjacent[-1], node):
            return adjacent[-1], "ko/time-before-noun"
        if told.clause.form == "noun" and node.marker in _SPOKEN_OF and told.clause.host_kind not in ("planned", "carry"):
            return None, None
        if node.owner is None and told.clause.form == "noun" and (told.draft is not None or self.parsed.drafts):
            # in the phrase of another noun, or beside it
            return None, None
        own = self._own(told.draft, usable)
        if own is None:
            return self._lent(told.draft, told, usable)
        return own, "ko/time-of-host" if told.clause.form == "noun" and node.marker not in _OCCASIONS else "ko/own-time"

    def _is_of_the_verb(self, time: TimeExpression, node: Node) -> bool:
        """`27일 러시아의 침공을 규탄했다`: the only day of a sentence is that of what was done to an act, not of the act."""
        owner = self.owners[time.span.start]
        others = [t for t in self.usable if t is not time and self.owners[t.span.start] is owner]
        return node.marker in _SPOKEN_OF - {"for", "about"} and not others and time.when is not None and time.when.precision == "day" and owner is node.owner

    def _is_of_what_came(self, time: TimeExpression, node: Node | None) -> bool:
        """`27일 정상회담의 성과를 바탕으로 협력하기로 했다`: the day of an act, where what came of it is why or by what something else is done."""
        act = self.ahead_of[time.span.start]
        if act is None or act is node or act.marker != "genitive" or any(isinstance(m, Draft) for m in act.modifiers):
            return False
        above = next((n for n in self.parsed.nodes if any(m is act for m in n.modifiers)), None)
        return above is not None and above.head in grammar().what_came_of_it and above.marker in ("about", "by", "cause", "through")

    def _inside(self, node: Node, usable: list[TimeExpression]) -> list[TimeExpression]:
        """The times in a phrase and in what modifies it."""
        out = [t for t in usable if Span(node.start, node.end).covers(t.span.shifted(self.offset))]
        for modifier in node.modifiers:
            if isinstance(modifier, Node):
                out += [t for t in usable if t.span.start + self.offset == modifier.start]
        return out

    # -- predicates ---------------------------------------------------------------------------------------------------

    def _direct(self, draft: Draft, usable: list[TimeExpression]) -> list[TimeExpression]:
        return [t for t in usable if self.owners[t.span.start] is draft]

    def _since(self, draft: Draft, usable: list[TimeExpression]) -> TimeExpression | None:
        """`미사일을 쏜 지 하루 만인 25일`: the act was done that many days before."""
        if draft.predicate.ending != "adnominal":
            return None
        found = next((t for t in usable if t.base is not None and 0 < t.span.start + self.offset - draft.predicate.end <= _SINCE), None)
        return _base_of(found, found.base) if found is not None and found.base is not None else None

    def _own(self, draft: Draft | None, usable: list[TimeExpression]) -> TimeExpression | None:
        """The nearest of a predicate's phrases of time; one that stands right before a noun of action only if there is no other."""
        if draft is None:
            return None
        direct = self._direct(draft, usable)
        free = [t for t in direct if self._is_free(t)]
        usable_ones = free or direct
        return usable_ones[-1] if usable_ones else None

    def _is_free(self, time: TimeExpression) -> bool:
        act = self.ahead_of[time.span.start]
        return act is None or act.marker in _OCCASIONS

    def _before_subject(self, draft: Draft, usable: list[TimeExpression]) -> TimeExpression | None:
        """`지난 4월 두 정상이 합의한 선언`: a time that is not the story's day, right before the subject of an adnominal clause."""
        if not draft.nodes:
            return None
        begins = min(_begin(n) for n in draft.nodes)
        found = next((t for t in usable if 0 <= begins - self._end(t) <= _GAP), None)
        if found is None or found.when is None:
            return None
        owner = self.owners[found.span.start]
        if owner is not None and owner.predicate.lemma == "이다" and owner is not draft:
            # 9일 중국이 그들을 돌려보낸 일이 배경이다: what a thing is has no day
            return found
        other = any(t is not found and self.owners[t.span.start] is owner for t in usable)
        return found if other or found.when.precision in ("month", "year") else None

    def _lent(self, draft: Draft | None, told: Told, usable: list[TimeExpression]) -> tuple[TimeExpression | None, str | None]:
        """The nearest time before a clause in its sentence that is not another's alone."""
        done = told.clause.past and told.clause.status == "happened"
        before = [t for t in usable if self._end(t) <= told.clause.trigger.start and self._lends(t, draft) and not (done and self._is_ahead(t))]
        return (self._nearest(before, draft), "ko/time-of-sentence") if before else (None, None)

    def _nearest(self, before: list[TimeExpression], draft: Draft | None) -> TimeExpression:
        """The last of several times, but for those that are rather others': what is agreed to be done, and an act that is no occasion.

        `3일 만나 연내에 나누기로 합의했다`: the time of what was agreed on. `이튿날 대사를 불러 지난달 벌인 훈련에 항의했다`: the training's.
        """
        owners = [(t, self.owners[t.span.start]) for t in before]
        chain = {id(d) for d in _chain(draft)} if draft is not None else set()
        theirs = [t for t, o in owners if o is not None and (o.predicate.ending in ("giro", "quotative") or (o.predicate.ending == "adnominal" and o.predicate.lemma not in grammar().held_on))]
        mine = [t for t, o in owners if t not in theirs and (o is None or id(o) in chain)]
        if before[-1] in theirs and mine:
            return mine[-1]
        owner = self.owners[before[-1].span.start]
        beside = [t for t in before if self.owners[t.span.start] is owner] if owner is not None and owner.predicate.ending == "quotative" else []
        # 28일 지난주 사찰이 이뤄졌다고 확인했다: of two days before what is said, the first is that of saying it
        return beside[0] if beside else before[-1]

    def _is_of_content(self, time: TimeExpression, draft: Draft) -> bool:
        """`5일 포로를 교환하기로 합의한 뒤`: the day stands with what was agreed on, right before the predicate, and is that of agreeing."""
        owner = self.owners[time.span.start]
        if owner is None or owner.predicate.ending != "giro" or self._is_ahead(time) or owner.predicate.end > draft.predicate.start:
            return False
        between = [d for d in self.parsed.drafts if owner.predicate.end <= d.predicate.start < draft.predicate.start and d is not draft]
        return not between and draft.predicate.lemma in grammar().agreeing

    def _lends(self, time: TimeExpression, draft: Draft | None) -> bool:
        """Whether a phrase of time reaches on: one of an adnominal clause does only to the predicate of the noun it modifies."""
        owner = self.owners[time.span.start]
        if owner is None or owner is draft:
            return True
        if owner.predicate.ending in ("adnominal", "quoted-adnominal"):
            head = owner.head
            if head is None or draft is None:
                return False
            if not head.is_party:
                # 11일 열린 회의에 참석했다, but not 11일 열린 회의를 비판했다
                return head.owner is draft and head.marker in (*_OCCASIONS, "to")
            if self._is_ahead(time) or owner.telling.status != "happened" or _is_over(owner):
                return False
            return any(head is n or any(head is c for c in n.coordinated) for d in _chain(draft) for n in d.nodes)
        return not (self._is_ahead(time) and owner.predicate.ending in ("giro", "nominal", "quotative"))

    def _is_ahead(self, time: TimeExpression) -> bool:
        node = self.nodes.get(time.span.start + self.offset)
        return node is not None and node.phrase is not None and node.phrase.ahead

    # -- places -------------------------------------------------------------------------------------------------------

    def _is_compared(self, time: TimeExpression) -> bool:
        node = self.nodes.get(time.span.start + self.offset)
        return node is not None and node.marker == "than"

    def _end(self, time: TimeExpression) -> int:
        return time.span.end + self.offset

    def _owner(self, time: TimeExpression) -> Draft | None:
        node = self.nodes.get(time.span.start + self.offset)
        owner = node.owner if node is not None else None
        if node is None or owner is None or node.phrase is None:
            return owner
        # 30일에는 군부를 지지하는 시위대가 몰려가, 이날 군부를 지지하는 시위대가 몰려가: of the sentence, not of those who are meant
        topic = node.topic or node.phrase.particle.endswith(("에는", "엔", "은", "는"))
        while owner.predicate.ending == "adnominal" and owner.head is not None and owner.head.owner is not None:
            habit = owner.predicate.ending_form in ("는", "던") and owner.predicate.lemma not in grammar().held_on and time.rule.rpartition("/")[2] in _POINTING
            if not topic and not habit:
                break
            owner = owner.head.owner
        return owner

    def _act_behind(self, time: TimeExpression) -> Node | None:
        """The noun of action whose phrase begins right behind a time."""
        node = self.nodes.get(time.span.start + self.offset)
        end = max(self._end(time), node.end if node is not None else 0)
        return next((a for a in self.acts if 0 <= _begin(a) - end <= _GAP), None)

    def _between(self, start: int, end: int) -> bool:
        """Whether a main or connective predicate stands between two places."""
        return any(start <= d.predicate.start and d.predicate.end <= end and d.predicate.ending in ("connective", "final", "quotative") for d in self.parsed.drafts)


def _base_of(time: TimeExpression, day: date) -> TimeExpression:
    """The day that a time counts from, as a time of its own."""
    when = When(start=day.isoformat(), end=day.isoformat(), precision="day", text=time.when.text if time.when else None, basis="text")
    return TimeExpression(span=time.span, rule=time.rule, when=when, kind="point")


def manner(told: Told) -> tuple[str, ...]:
    """The rules by which no one day holds what is told: `거부해 왔다`, `여러 차례 요구했다`, `비난한 바 있다`."""
    return _manners_of(told.draft) if told.draft is not None else ()


def _manners_of(draft: Draft) -> tuple[str, ...]:
    phrases = [n.phrase for n in draft.nodes if n.phrase is not None]
    words = {*draft.adverbs, *(" ".join(p.words) for p in phrases), *(p.words[-1] for p in phrases if p.words and not p.particle), *(w for p in phrases for w in p.words[1:-1])}
    tail = draft.predicate.tail
    rules = [rule for rule, tails, signs in _manners() if not words.isdisjoint(signs) or (tails is not None and tails.search(tail))]
    if _is_over(draft):
        rules.append("ko/looks-back")
    if _text_of(draft) is not None:
        rules.append("ko/in-text")
    return tuple(rules)


@cache
def _manners() -> tuple[tuple[str, re.Pattern[str] | None, frozenset[str]], ...]:
    """The rules of `timing.yaml`: name, expression for the endings (None: no endings), words."""
    rows = load_yaml("timing.yaml", dict[str, dict[str, tuple[str, ...]]])
    return tuple((rule, re.compile("|".join(f"(?:{t})" for t in row["tails"])) if row["tails"] else None, frozenset(row["words"])) for rule, row in rows.items())


def _is_over(draft: Draft) -> bool:
    """`지난달 로마에서 만났던 두 장관은`, `3월 합의한 뒤로 세 번째다`: what is looked back on has its own day."""
    if draft.predicate.ending != "adnominal":
        return False
    head = draft.head.phrase if draft.head is not None else None
    since = head is not None and head.words[-1:] in (("뒤",), ("후",), ("이후",), ("이래",)) and head.particle in ("로", "부터", "론")
    return since or draft.predicate.ending_form.endswith("던")


def _text_of(draft: Draft) -> Node | None:
    """`규탄하는 성명을 냈다`: the statement whose words a clause is; what is said in it is said when it is given out."""
    head = draft.head
    if draft.predicate.ending not in ("adnominal", "quoted-adnominal") or head is None or head.owner is None or head.phrase is None:
        return None
    return head if head.head.endswith(_STATEMENTS) and draft.predicate.ending_form == "는" else None


def _begin(node: Node) -> int:
    """Where a phrase begins with everything that modifies it."""
    starts = [node.start]
    for modifier in node.modifiers:
        starts.append(_begin(modifier) if isinstance(modifier, Node) else min([modifier.predicate.start, *[_begin(n) for n in modifier.nodes]]))
    return min([*starts, *[_begin(c) for c in node.coordinated]])


def _chain(draft: Draft) -> Iterator[Draft]:
    """A predicate and those it is chained to, both ways."""
    yield draft
    seen = {id(draft)}
    before = draft.before
    while before is not None and id(before) not in seen:
        seen.add(id(before))
        yield before
        before = before.before
    after = draft.chained
    while after is not None and id(after) not in seen:
        seen.add(id(after))
        yield after
        after = after.chained
