"""When and where of an act, from the clause that tells it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from dragoman.coding.frames import Frame
from dragoman.coding.venues import Venues, city, country, members, venues
from dragoman.model.language import Analysis, Argument, Clause, Place, Role, Status
from dragoman.model.parties import Party
from dragoman.model.when import When, Where

_INVOLVED: tuple[Role, ...] = ("agent", "partner", "patient", "goal", "modifier")
#: How old the news is at most that others speak of at once, in days.
_SPOKEN_OF = 2
#: How many sentences a time told in passing reaches on in its paragraph.
_ASIDE = 3
_STATE = re.compile("[A-Z]{3}")
#: Modes of coercion that a state does where it rules.
_AT_HOME = frozenset({"arrest", "restrict", "curfew", "martial-law", "deport", "censor"})


class Setting:
    """The times and places of the acts of one analysis. `published` is the day of publication, if known."""

    def __init__(self, analysis: Analysis, language: str, published: date | None) -> None:
        self.words: Venues = venues(language)
        self.published = published.isoformat() if published is not None else None
        self.morrow = (published + timedelta(days=1)).isoformat() if published is not None and published < date.max else None
        self.analysis = analysis
        self.sentences = analysis.sentences
        self.paragraphs = _paragraphs(analysis)
        self.clauses = {c.id: c for c in analysis.clauses}
        self.by_sentence: dict[int, list[Clause]] = {}
        for clause in analysis.clauses:
            self.by_sentence.setdefault(clause.sentence, []).append(clause)
        self.on: dict[str, set[str]] = {}
        for clause in analysis.clauses:
            if clause.when.start is not None and len(clause.when.start) == 10:
                self.on.setdefault(clause.when.start, set()).update(_codes(clause))
        self.cities = sorted((p for c in analysis.clauses for a in c.arguments for p in a.places if p.where.precision != "country"), key=lambda p: p.start)
        self.envoys = {p.entity for c in analysis.clauses for a in c.arguments_in("agent") for p in a.parties if len(a.parties) == 1 and _is_envoy(a, self.words)}
        told = [(c.sentence - c.day_age, c.day) for c in analysis.clauses if c.day is not None]
        self.first = min(told, key=lambda t: t[0]) if told else None

    # -- when ---------------------------------------------------------------------------------------------------------

    def when(self, frame: Frame, clause: Clause, status: Status, actors: Sequence[Party]) -> When:
        """The days of an act: its own time; for what is told of the story's day, that day; else none.

        A day that is over is no day of something planned: it is when the plan was told.
        """
        if clause.when.start is not None or clause.when.end is not None:
            if status == "planned" and clause.future is not None and self.published is not None and (clause.when.start or "") < self.published:
                return clause.future
            if status == "planned" and self._over(clause.when) and clause.told_as("chained") is None:
                return When()
            return clause.when
        aside = clause.told_as("adnominal") is not None and not (frame.verbal and clause.told_as("in-text"))
        if status not in ("happened", "denied") or aside or clause.told_as("over-time", "recap", "other-day", "looks-back") is not None:
            return When()
        if self.sentences[clause.sentence].part == "title" and not clause.quoted:
            return self._headline(clause) or When()
        own = {p.code for p in actors}
        if clause.quoted:
            # what somebody says in the past tense was before; what is said in the present is done by saying it
            mine = clause.speaker is None or clause.speaker.code in own
            return clause.day if frame.verbal and mine and not clause.past and clause.day is not None else When()
        if not clause.past and not (frame.verbal and (clause.reported or clause.told_as("in-text"))):
            return When()
        if not frame.verbal and (clause.form not in ("verb", "light") or any(v.code not in own for v in clause.voices)):
            return When()
        return self._aside(clause, own) or self._day(clause, own, frame.verbal) or self._lead(clause) or When()

    def _aside(self, clause: Clause, actors: set[str]) -> When | None:
        """What follows a sentence told of another time, in its paragraph and of the same parties or right after it, is of that time too."""
        sentence = self.outer(clause.sentence)
        if clause.form not in ("verb", "light"):
            return None
        if any(c.when.start is not None for c in self.by_sentence.get(sentence, ())):
            return None
        after = clause.told_as("goes-on") is not None
        known: set[str] = set()
        for before in self._before_in_paragraph(sentence):
            if clause.day is not None and before < clause.sentence - clause.day_age:
                return None
            clauses = self.by_sentence.get(before, ())
            known |= {code for c in clauses for one in _codes(c) for code in members(one)}
            dated = [c for c in clauses if c.when.start is not None]
            if not dated:
                continue
            beside = ("nominalised", "recap", "looks-back") if before == sentence - 1 else ("adnominal", "nominalised", "recap", "looks-back")
            told = [c for c in dated if c.status == "happened" and c.when.precision != "year" and c.told_as(*beside) is None]
            if not told or (clause.day is not None and any(c.when.start == clause.day.start for c in told)):
                return None
            return told[-1].when if (actors & known or after) and not self._over_after(told[-1].when, clause) else None
        return None

    def _before_in_paragraph(self, sentence: int) -> list[int]:
        """The last sentences before one in its paragraph, the nearest first."""
        found: list[int] = []
        at = sentence - 1
        while at >= 0 and len(found) < _ASIDE and self.paragraphs.get(at) == self.paragraphs.get(sentence):
            if not self.sentences[at].quoted:
                found.append(at)
            at -= 1
        return found

    def _over_after(self, when: When, clause: Clause) -> bool:
        """Whether a time lies behind publication no more: what was done cannot have it."""
        return self.published is not None and (when.start or "") > self.published[: len(when.start or "")] and clause.past

    def _day(self, clause: Clause, actors: set[str], verbal: bool) -> When | None:
        """The story's day, if the sentence stands in its paragraph, or if those who act have been told of on that day."""
        if clause.day is None or (clause.day_age > 2 and not verbal):
            return None
        scene = clause.sentence - clause.day_age
        together = self.paragraphs.get(scene) == self.paragraphs.get(clause.sentence)
        known = {code for c in self.on.get(clause.day.start or "", ()) for code in members(c)}
        if together or actors & known:
            return clause.day
        beside = 0 <= self.paragraphs.get(clause.sentence, 0) - self.paragraphs.get(scene, 0) <= 1
        # what others say to those of whom the paragraph before tells is said on its day
        told = verbal and beside and clause.form in ("verb", "light") and self._is_news(clause.day)
        return clause.day if told and (_codes(clause) & known or not _codes(clause) - actors) else None

    def _is_news(self, day: When) -> bool:
        """Whether a day is that of publication or one or two before: the news that others speak of at once."""
        if self.published is None or day.start is None or len(day.start) != 10:
            return False
        return 0 <= (date.fromisoformat(self.published) - date.fromisoformat(day.start)).days <= _SPOKEN_OF

    def _lead(self, clause: Clause) -> When | None:
        """A lead without a day tells of the day that the next sentences name."""
        if self.first is None or clause.day is not None or clause.form not in ("verb", "light"):
            return None
        sentence, day = self.first
        body = [s.id for s in self.sentences if s.part == "body" and not s.quoted]
        if not body or clause.sentence != body[0] or sentence not in body[1:3]:
            return None
        return day

    def _headline(self, clause: Clause) -> When | None:
        """What a headline tells was done on the day of the lead, where the lead names one and who acts."""
        body = [s.id for s in self.sentences if s.part == "body" and not s.quoted]
        if self.first is None or not body or self.first[0] not in body[:2]:
            return None
        in_lead = {code for c in self.by_sentence.get(self.first[0], ()) for code in _codes(c)}
        return self.first[1] if _codes(clause) & in_lead else None

    def outcome(self, clause: Clause, status: Status, when: When) -> Status:
        """How an act is told, seen from the day of publication: what is over was done, what lies ahead was not."""
        if status in ("planned", "possible") and self._over(when) and clause.told_as("chained") and not clause.told_as("planned-schedule", "planned-copula"):
            return "happened"
        if status == "happened" and when.start is not None and self.published is not None and when.start > self.published[: len(when.start)]:
            # by local clocks, an act may be done on the morrow of the page's day
            return status if when.start == self.morrow and clause.past else "planned"
        return status

    def _over(self, when: When) -> bool:
        return self.published is not None and when.end is not None and when.end < self.published[: len(when.end)]

    def outer(self, sentence: int) -> int:
        """The sentence that words are quoted in; a sentence of the article itself is its own."""
        return next((s.id for s in reversed(self.sentences[: sentence + 1]) if not s.quoted), sentence)

    def near(self, earlier: Clause, later: Clause) -> bool:
        """Whether a clause stands in the paragraph of another or in the one before."""
        return 0 <= self.paragraphs.get(later.sentence, 0) - self.paragraphs.get(earlier.sentence, 0) <= 1

    # -- where --------------------------------------------------------------------------------------------------------

    def where(self, frame: Frame, clause: Clause, actors: Sequence[Party], recipients: Sequence[Party]) -> Where | None:
        """The place of an act: the host of a visit, where a meeting was held, the one it was done in; None where none is told."""
        if frame.mode == "phone":
            return None
        if frame.type == "CONSULT" and frame.mode == "visit":
            return self.visited(clause, recipients)
        roles: tuple[Role, ...] = ("place", "modifier", "goal") if frame.type == "CONSULT" else ("place", "goal") if frame.type in ("PROTEST", "AID") else ("place",)
        found = [p for role in roles for a in clause.arguments_in(role) if role != "goal" or a.shared is None for p in a.places if p.where.precision != "country" or self._is_scene(a)]
        if found:
            return _finest(found)
        pointed = next((a for a in clause.arguments_in("place") if a.head in self.words.there), None)
        if pointed is not None:
            return self._last_city(pointed.start)
        held = self._held(clause) or self._before(clause)
        if held is not None:
            return held
        if clause.predicate in self.words.at_actor and actors:
            return country(actors[0].code)
        if clause.predicate in self.words.at_recipient and recipients:
            return country(recipients[0].code)
        if actors and (frame.name in self.words.frames_at_actor or frame.type == "PROTEST" or (frame.type == "COERCE" and frame.mode in _AT_HOME)):
            return country(actors[0].code)
        if recipients and frame.name in self.words.frames_at_recipient:
            return country(recipients[0].code)
        if frame.type == "ASSAULT" and recipients:
            return country(recipients[0].code)
        if frame.type == "RETREAT" and frame.mode == "withdraw" and recipients:
            return country(recipients[0].code)
        if frame.type == "RETREAT" and frame.mode in ("release", "disarm", "access") and len({p.code for p in actors}) == 1:
            return country(actors[0].code)
        if frame.type == "MOBILIZE":
            return self._mobilized(frame, clause, actors, recipients)
        return self._indoors(clause, actors, recipients)

    def _is_scene(self, argument: Argument) -> bool:
        """Whether the states a phrase names are where something is done: `카자흐스탄에서`, but not `한·일 정상회담에서`."""
        return argument.role == "place" and not self.words.is_meeting(argument.head)

    def _last_city(self, offset: int) -> Where | None:
        """The city named last before a place in the text: what 이곳 and 같은 도시 mean."""
        before = [p for p in self.cities if p.end <= offset]
        return before[-1].where if before else None

    def visited(self, clause: Clause, recipients: Sequence[Party]) -> Where | None:
        """The place in the state that is visited; where what is visited lies (`부산에 정박한 미국 함정을 찾아`); else the state."""
        hosts = {r.code for r in recipients}
        named = [p for role in ("goal", "patient", "modifier", "place") for a in clause.arguments_in(role) for p in a.places]
        for argument in (*clause.arguments_in("patient"), *clause.arguments_in("goal")):
            lies = next(iter(self._lying(clause, argument)), None)
            if lies is not None and argument.shared is None and not _is_place(argument):
                return lies
        inside = [p for p in named if p.where.country in hosts]
        if inside:
            return _finest(inside)
        return country(recipients[0].code) if recipients else None

    def _lying(self, clause: Clause, argument: Argument) -> Iterator[Where]:
        """Where the clauses before a noun say that it lies."""
        for other in self.by_sentence.get(clause.sentence, ()):
            if other.told_as("adnominal") is None or other.trigger.start >= argument.start:
                continue
            gaps = [a for a in other.arguments if a.lent_by is not None and a.lent_by.startswith("gap")]
            if any((a.start <= argument.start and argument.end <= a.end) or (argument.whole >= 0 and argument.whole <= a.start and a.end <= argument.end) for a in gaps):
                found = [p for role in ("place", "goal") for a in other.arguments_in(role) for p in a.places]
                pointed = next((a for a in other.arguments_in("place") if a.head in self.words.there), None)
                where = _finest(found) if found else self._last_city(pointed.start) if pointed is not None else None
                if where is not None:
                    yield where

    def settings(self, clause: Clause) -> list[Argument]:
        """The arguments of a clause, and the places that the words it reports have taken: `총회에서 러시아가 헌장을 어겼다고 비판했다`."""
        inner = [self.clauses[i] for i in clause.content if i in self.clauses]
        return [*clause.arguments, *(a for c in inner for a in c.arguments if a.role == "place" and a.shared is None and not a.places)]

    def at_home(self, clause: Clause) -> Where | None:
        """`의회에서`, `청문회에 출석해`: where a clause says that its agent is in a room of his own state."""
        agents = [p.code for a in clause.arguments_in("agent") for p in a.parties if _STATE.fullmatch(p.code)]
        inside = any(a.role in ("place", "goal") and a.shared is None and a.head.partition("(")[0] in self.words.home and not a.parties and not a.within for a in clause.arguments)
        return country(agents[0]) if agents and inside else None

    def seat(self, frame: Frame, clause: Clause, status: Status, actors: Sequence[Party]) -> Where | None:
        """`대만 총통부는 …을 규탄했다`: what an institution or its spokesman says or decrees, where no meeting is told of, is done where it sits."""
        if status != "happened" or frame.mode == "phone" or not (frame.verbal or frame.type in ("SANCTION", "REJECT")) or not actors:
            return None
        first = actors[0]
        if frame.verbal and self._is_at_the_un(clause, {p.entity for p in actors}):
            return city("new-york")
        organ = first.code == "UN" and any(not self.words.un.isdisjoint((a.head, *a.words)) for a in clause.arguments_in("agent"))
        if organ and len(actors) == 1:
            # 안보리는 …을 규탄했다
            return city("new-york")
        sits = first.entity.startswith("institution:") or (first.title or "").endswith(self.words.spokesmen)
        away = any(self.words.is_meeting(a.head) or not self.words.un.isdisjoint(a.words) for a in self.settings(clause) if a.role == "place")
        return country(first.code) if sits and not away and _STATE.fullmatch(first.code) and all(p.code == first.code for p in actors) else None

    def _is_at_the_un(self, clause: Clause, who: set[str]) -> bool:
        """Whether those who act are a state's envoys to the UN: `장쥔 주유엔 중국대사는 …을 비판했다`, and later `장쥔 대사는`."""
        persons = {e for e in who if e.startswith("person:")}
        if persons:
            return bool(persons) and persons <= self.envoys
        return any(_is_envoy(a, self.words) for a in clause.arguments_in("agent") if a.parties)

    def place_of(self, clause: Clause, came: bool) -> Where | None:
        """The city that a clause says somebody is in, or comes to; the state of the room they are in."""
        roles: tuple[Role, ...] = ("place", "goal") if came else ("place",)
        stood = [a for role in roles for a in clause.arguments_in(role) if a.shared is None]
        found = [p for a in stood for p in a.places if p.where.precision != "country" or self._is_scene(a)]
        rooms = [p.code for a in stood if a.head.partition("(")[0] in self.words.home for p in (*a.parties, *a.within) if _STATE.fullmatch(p.code)]
        return _finest(found) if found else country(rooms[-1]) if rooms else None

    def beside(self, earlier: int, later: int) -> bool:
        """Whether a sentence stands in the paragraph of another."""
        return self.paragraphs.get(earlier) == self.paragraphs.get(later)

    def place_of_meeting(self, clause: Clause) -> Where | None:
        """Where a meeting was held that a clause only speaks of."""
        found = [p for a in clause.arguments_in("place") for p in a.places if self._is_scene(a) or p.where.precision != "country"]
        return _finest(found) if found else self._held(clause)

    def _held(self, clause: Clause) -> Where | None:
        """Where a meeting is held that the clause is, attends, or is done at: `11일 빌뉴스에서 열린 정상회의에 참석`."""
        trigger = [a for a in clause.arguments if a.start <= clause.trigger.start and clause.trigger.end <= a.end]
        for argument in (*trigger, *(a for a in clause.arguments if self.words.is_meeting(a.head))):
            found = next(iter(self._lying(clause, argument)), None)
            if found is not None:
                return found
        for other in self.by_sentence.get(clause.sentence, ()):
            its = any(a.role == "agent" and a.start <= clause.trigger.start and clause.trigger.end <= a.end for a in other.arguments)
            beside = other.predicate in self.words.held and 0 <= other.trigger.start - clause.trigger.end <= 2
            if other.told_as("adnominal") is None or not (its or beside):
                continue
            # 정상회의가 열리는 리투아니아
            headed = [p for a in other.arguments if a.lent_by is not None and a.lent_by.startswith("gap") and _is_place(a) for p in a.places]
            if headed:
                return _finest(headed)
        own = Argument(role="patient", start=clause.trigger.start, end=clause.trigger.end, head=clause.predicate)
        return next(iter(self._lying(clause, own)), None) if clause.form in ("noun", "light", "headline") else None

    def _before(self, clause: Clause) -> Where | None:
        """`아스타나에서 회의를 열고 … 받아들였다`: what is chained to an act of the same party is done in its place."""
        for other in reversed(self.by_sentence.get(clause.sentence, ())):
            chained = other.trigger.start < clause.trigger.start and other.form == "verb" and other.told_as("adnominal", "chained-reports") is None
            if chained and _agents(other) & _agents(clause):
                found = [p for a in other.arguments_in("place") if a.shared is None for p in a.places if self._is_scene(a) or p.where.precision != "country"]
                if found and other.end <= clause.trigger.start:
                    return _finest(found)
                pointed = next((a for a in other.arguments if a.role in ("patient", "goal") and a.head in self.words.there and a.shared is None), None)
                if pointed is not None and other.end <= clause.trigger.start:
                    # 11일 이곳을 찾아 사령관과 만났다
                    there = self._last_city(pointed.start)
                    return there if there is not None and there.country in _codes(clause) else None
        return None

    def _mobilized(self, frame: Frame, clause: Clause, actors: Sequence[Party], recipients: Sequence[Party]) -> Where | None:
        """Where troops go; a missile flies from the home of those who launch it."""
        goals = [p for a in clause.arguments_in("goal") for p in a.places]
        if clause.predicate in self.words.into and goals:
            return _finest(goals)
        if (frame.mode == "weapons" or clause.predicate in self.words.at_actor) and actors:
            return country(actors[0].code)
        if frame.mode == "troops" and recipients and clause.predicate in self.words.into:
            return country(recipients[0].code)
        if frame.mode == "troops" and not recipients and not goals and len(actors) == 1 and clause.predicate not in self.words.away:
            # 병력을 수색에 투입했다: at home, where no other country is told
            return country(actors[0].code)
        return None

    def _indoors(self, clause: Clause, actors: Sequence[Party], recipients: Sequence[Party]) -> Where | None:
        """Acts at home (`국가안전보장회의를 열고`, `의회에서`), and those of the organs of the UN, which sits in New York."""
        codes = {p.code for p in (*actors, *recipients)}
        near = [a for a in self.settings(clause) if a.role == "place"]
        for other in self.by_sentence.get(clause.sentence, ()):
            if other.predicate in self.words.at_actor and other.trigger.start < clause.trigger.start and actors and _agents(other) & {actors[0].code}:
                return country(actors[0].code)
            if other.trigger.start <= clause.trigger.start and other.arguments and {p.code for p in actors} & _agents(other):
                near += [a for a in other.arguments if a.role in ("place", "patient", "goal", "as", "modifier") and a.shared is None]
        for argument in near:
            words = {argument.head, *argument.words}
            named = any(p.code == "UN" for p in (*argument.parties, *argument.within))
            organ = not words.isdisjoint(self.words.un)
            if (named and (argument.role == "place" or ("UN" in codes and organ))) or (organ and argument.role == "place" and "UN" in codes):
                return city("new-york")
        for argument in near:
            if argument.head in self.words.home and argument.places and argument.role in ("goal", "as"):
                # 대사를 서울 외교부 청사로 불러
                return _finest(argument.places)
            if argument.head.partition("(")[0] in self.words.home and argument.role in ("place", "patient", "goal"):
                owners = [p.code for p in (*argument.parties, *argument.within) if _STATE.fullmatch(p.code)]
                if owners and (argument.role == "place" or (actors and owners[-1] == actors[0].code)):
                    return country(owners[-1])
                if not owners and actors:
                    return country(actors[0].code)
        return None


def _is_envoy(argument: Argument, venues: Venues) -> bool:
    """Whether a phrase names an envoy to the UN."""
    named = set(argument.words)
    return not venues.at_the_un.isdisjoint(named | {argument.head}) or (bool(venues.posted_to_the_un) and venues.posted_to_the_un <= named)


def _codes(clause: Clause) -> set[str]:
    return {p.code for a in clause.arguments if a.role in _INVOLVED for p in (*a.parties, *a.within)}


def _agents(clause: Clause) -> set[str]:
    return {p.code for a in clause.arguments if a.role == "agent" for p in a.parties}


def _is_place(argument: Argument) -> bool:
    return bool(argument.places) and argument.places[-1].end >= argument.end


def _finest(places: Iterable[Place]) -> Where:
    """The most exact of several places, in the state that stands first with it (`이집트 라파`: not the Rafah of another state)."""
    found = [p.where for p in places]
    states = {w.country for w in found if w.precision == "country"}
    exact = [w for w in found if w.precision != "country" and (not states or w.country in states)]
    return (exact or [w for w in found if w.precision == "country"] or found)[0]


def _paragraphs(analysis: Analysis) -> dict[int, int]:
    """The number of the paragraph of every sentence; words quoted in one belong to it."""
    out: dict[int, int] = {}
    number = 0
    outer = [s for s in analysis.sentences if not s.quoted]
    for before, sentence in pairwise([None, *outer]):
        if sentence is None:
            continue
        if before is not None and (sentence.start - before.end > 1 or sentence.part != before.part):
            number += 1
        out[sentence.id] = number
    for sentence in analysis.sentences:
        if sentence.id not in out:
            out[sentence.id] = out.get(sentence.id - 1, number)
    return out
