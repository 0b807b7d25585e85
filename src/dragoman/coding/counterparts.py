"""Whom an act is done to whose words name nobody: what has passed between the parties so far tells it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from dragoman.coding.frames import by_predicate
from dragoman.coding.matters import words
from dragoman.model.language import Analysis, Argument, Clause, Place
from dragoman.model.parties import Party
from dragoman.model.text import Span
from dragoman.names import lexicon

#: Types of acts that answer others, those they answer, those that go on, and those that people who have met do to each other.
_ANSWERS = frozenset({"ACCUSE", "REJECT", "THREATEN", "REQUEST", "SANCTION"})
_PROVOKES = frozenset({"MOBILIZE", "ACCUSE", "REQUEST", "THREATEN", "REJECT", "SANCTION", "ASSAULT", "COERCE"})
_GOING_ON = frozenset({"ACCUSE", "REQUEST", "THREATEN"})
_MEETING_ACTS = frozenset({"REQUEST", "REJECT", "CONCEDE", "SUPPORT"})
#: Acts that others react to with words: with blame and threats to the first, with praise to the second.
_HOSTILE = frozenset({"ASSAULT", "MOBILIZE", "COERCE", "SANCTION"})
#: Acts that menace somebody with force, those first that do so plainly.
_MENACES = (frozenset({"THREATEN", "ASSAULT", "MOBILIZE"}), frozenset({"SANCTION"}))
_FRIENDLY = frozenset({"AGREE", "RETREAT", "CONCEDE", "COOPERATE", "AID", "SUPPORT"})
#: For how many sentences those who have met are each other's counterparts, and those who are at odds each other's rivals.
_REACH, _RIVALRY = 3, 8
#: Sectors of those who speak at home as often as abroad.
_POLITICIANS = frozenset({"UNK", "PTY", "OPP", "LEG"})
_TELLING = ("verb", "light")


class Dealing(NamedTuple):
    """An act told before: the clause that tells it, its type, and who did it to whom."""

    clause: Clause
    kind: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    #: Whether the two sides saw or spoke to each other.
    meeting: bool

    def others(self, own: set[str]) -> tuple[Party, ...]:
        """The side of an act that a party with one of these codes stands against; nobody if it is on neither."""
        if own & {p.code for p in self.actors}:
            return self.recipients if own.isdisjoint(p.code for p in self.recipients) else ()
        return self.actors if own & {p.code for p in self.recipients} else ()


class Counterparts:
    """The acts that an article has told so far, and who they make each other's counterparts."""

    def __init__(self, analysis: Analysis, language: str) -> None:
        self.analysis = analysis
        self.clauses = {c.id: c for c in analysis.clauses}
        self.deeds, self.freeing, self.regarding = words(language).deeds, words(language).freeing, words(language).regarding
        self.frames = by_predicate(language)
        self._dealings: list[Dealing] = []
        self._quoted = sorted((c for c in analysis.clauses if c.quoted), key=lambda c: c.trigger.start)

    def quoted_in(self, quotes: Sequence[Span]) -> list[Clause]:
        """The clauses that stand in these quotes, in the order in which they were read."""
        found: dict[int, Clause] = {}
        for quote in quotes:
            first = bisect_left(self._quoted, quote.start, key=lambda c: c.trigger.start)
            last = bisect_left(self._quoted, quote.end, lo=first, key=lambda c: c.trigger.start)
            found.update((c.id, c) for c in self._quoted[first:last])
        return [found[i] for i in sorted(found)]

    def remember(self, clause: Clause, kind: str, actors: tuple[Party, ...], recipients: tuple[Party, ...], meets: bool = False) -> None:
        """Takes note of an act and its type, for what is said next (`만나 … 요구했다`, `대사를 초치해 … 촉구했다`)."""
        self._dealings.append(Dealing(clause, kind, actors, recipients, meets or kind == "CONSULT"))

    def of_sentence(self, clause: Clause, meeting: bool) -> Iterator[Party]:
        """Whom the one who acts has met, or spoken to, earlier in the sentence."""
        own = {p.code for a in clause.arguments_in("agent") for p in a.parties}
        for dealing in reversed(self._dealings):
            near = clause.sentence == dealing.clause.sentence and dealing.clause.trigger.start < clause.trigger.start
            everybody = (*dealing.actors, *dealing.recipients)
            if dealing.kind == "SUPPORT" and "ACCUSE" in self.kinds(clause.predicate):
                continue  # 필리핀 곁에 서겠다며 … 성토했다: whoever was just backed is not who is blamed
            if dealing.clause.form == "noun" and dealing.clause.told_as("spoken-of", "spoken-of-ahead"):
                continue  # 두 장관은 북미 정상회담의 성공을 위해 협력하기로 했다: those who are to meet
            if near and dealing.meeting == meeting and own and own <= {p.code for p in everybody}:
                yield from (p for p in everybody if p.code not in own)
                return

    def turned_down(self, clause: Clause) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
        """`…해 달라고 요청했으나 거절당했다`, `만나게 해 달라는 요청은 거절당했다`: who was asked or met just before, and who asked or came."""
        asked = {p.code for a in clause.arguments_in("patient") for p in a.parties}
        for done in reversed(self._dealings):
            if done.clause.trigger.start >= clause.trigger.start or done.clause.quoted or done.kind not in ("REQUEST", "CONSULT") or len((*done.actors, *done.recipients)) < 2:
                continue
            if self.apart(done.clause, clause) > 1 or done.clause.sentence > clause.sentence:
                return (), ()
            one, other = (done.actors, done.recipients) if done.recipients else (done.actors[:1], done.actors[1:])
            if asked and asked != {p.code for p in one}:
                continue
            return other, one
        return (), ()

    def understood(self, kind: str, clause: Clause, actors: tuple[Party, ...], said: Sequence[Clause]) -> tuple[str, tuple[Party, ...]]:
        """Whom an act of a type is done to whose clause names nobody, and how that is known. `said` are the clauses of its words.

        - `capital`: 모스크바에 사과했다.
        - `holder`: 대통령을 석방하라고 촉구했다: whoever holds them.
        - `menaces`: 니제르에 대한 개입을 선전포고로 간주하겠다고 위협했다: whoever menaces 니제르.
        - `also`: 스페인은 모로코에 구조대를 보냈다. 카타르도 87명을 파견했다.
        - `answer`: who acts was just accused, asked or attacked: 미국은 중국을 비난했다. 중국은 … 반박했다.
        - `occasion`: who did what was the occasion: 러시아가 …하자 영국은 대사를 초치했다.
        - `retaliates`: who answers the act in kind: 인도가 기지를 공습하자 파키스탄은 보복에 나섰다.
        - `goes-on`: the same one has just accused, asked or threatened somebody: 이어 … 경고했다.
        - `rival`: the one that who acts is at odds with, a few sentences before.
        - `counterpart`: whom the one who acts has met with, the two alone, not long before.
        - `reaction`: who did the deed that the words speak of without a name: 북한이 미사일을 쐈다. 일본은 "폭거"라고 비난했다.
        """
        own = {p.code for p in actors}
        capital = next((state_of(p) for a in clause.arguments_in("goal") for p in a.places if is_capital(p)), None)
        if capital is not None and capital.code not in own:
            return "capital", (capital,)
        if any(a.role == "goal" and a.shared is None and not a.places for c in (clause, *said) for a in c.arguments):
            # 각국에 호소했다: the clause says to whom
            return "", ()
        if clause.quoted and (clause.speaker is None or clause.speaker.code not in own):
            return "", ()
        if kind in ("REQUEST", "THREATEN"):
            # 대통령을 풀어 주지 않으면 무력을 쓰겠다고 경고했다
            unless = [c for c in self.analysis.clauses if kind == "THREATEN" and c.sentence == clause.sentence and c.negated and c.told_as("condition")]
            held_by = self._holder(own, unless or said)
            if held_by:
                return "holder", held_by
        if kind == "THREATEN":
            menacing = self._menacing(own, said)
            if menacing:
                return "menaces", menacing
        before = [d for d in self._dealings if d.clause.trigger.start < clause.trigger.start and not d.clause.quoted]
        told = [d for d in before if d.clause.form in _TELLING]
        for how, find in (("also", self._also), ("answer", self._answer), ("occasion", self._occasion), ("retaliates", self._retaliates), ("goes-on", self._goes_on), ("counterpart", self._counterpart)):
            found = find(kind, clause, own, told)
            if found:
                return how, found
        if any(p.sector in _POLITICIANS for p in actors) or any(own & {p.code for p in (*a.parties, *a.within)} for a in _own(clause, "patient", "about", "goal", "partner")):
            # 장관의 사과를 요구했다: dealings at home
            return "", ()
        for how, of_words in (("rival", self._rival), ("reaction", self._reaction)):
            found = of_words(kind, clause, own, told if how == "rival" else before, said)
            if found:
                return how, found
        return "", ()

    def _holder(self, own: set[str], said: Sequence[Clause]) -> tuple[Party, ...]:
        """`대통령을 석방하라고 촉구했다`: who seized whoever is to be freed, else the state of theirs that is not the asker's."""
        held = [p for c in said if c.predicate in self.freeing for a in _own(c, "patient") for p in a.parties]
        if not held:
            return ()
        codes = {p.code for p in held}
        seized = next((d for d in reversed(self._dealings) if d.kind in ("COERCE", "ASSAULT") and codes & {p.code for p in d.recipients} and own.isdisjoint(p.code for p in d.actors)), None)
        return seized.actors if seized is not None else tuple(p for p in held if p.code not in own)

    def regarded(self, clause: Clause, argument: Argument) -> bool:
        """`니제르 개입을 선전포고로 간주하겠다`: whether a phrase is what is regarded as something, or as what; nobody in it is spoken to."""
        return clause.predicate in self.regarding and not argument.parties

    def _menacing(self, own: set[str], said: Sequence[Clause]) -> tuple[Party, ...]:
        """`니제르에 대한 개입을 선전포고로 간주하겠다고 위협했다`: who has threatened or attacked whom that is said of."""
        codes = {p.code for c in said for a in c.arguments if a.role in ("patient", "agent") and a.lent_by in (None, "also", "topic-as-object") and self.regarded(c, a) for p in a.within}
        for kinds in _MENACES:
            done = next((d for d in reversed(self._dealings) if d.kind in kinds and codes & {p.code for p in d.recipients} and own.isdisjoint(p.code for p in d.actors)), None)
            if done is not None:
                return done.actors
        return ()

    def _also(self, kind: str, clause: Clause, own: set[str], before: list[Dealing]) -> tuple[Party, ...]:
        if not clause.told_as("also-did"):
            return ()
        same = next((d for d in reversed(before) if d.kind == kind and self.apart(d.clause, clause) <= 2 and own.isdisjoint(p.code for p in d.actors)), None)
        return tuple(p for p in same.recipients if p.code not in own) if same is not None else ()

    def _answer(self, kind: str, clause: Clause, own: set[str], before: list[Dealing]) -> tuple[Party, ...]:
        near = [d for d in before if self.apart(d.clause, clause) <= 1]
        if kind in _ANSWERS:
            done = next((d for d in reversed(near) if d.kind in _PROVOKES), None)
            if done is not None and own & {p.code for p in done.recipients} and own.isdisjoint(p.code for p in done.actors):
                return done.actors
        if kind == "MOBILIZE":
            done = next((d for d in reversed(near) if d.kind in ("MOBILIZE", "ASSAULT") and own.isdisjoint(p.code for p in d.actors)), None)
            if done is not None and (clause.told_as("in-answer") is not None or own & {p.code for p in done.recipients}):
                return done.actors
        return ()

    def _occasion(self, kind: str, clause: Clause, own: set[str], before: list[Dealing]) -> tuple[Party, ...]:
        if kind not in _ANSWERS | {"ASSAULT", "MOBILIZE"}:
            return ()
        done = [c for c in self.analysis.clauses if c.sentence == clause.sentence and c.trigger.start < clause.trigger.start and c.told_as("occasion")]
        who = [p for c in done[-1:] for a in _own(c, "agent") or c.arguments_in("agent") for p in a.parties or [q for q in a.within if q.start >= a.start]]
        return tuple(who) if own.isdisjoint(p.code for p in who) else ()

    def _retaliates(self, kind: str, clause: Clause, own: set[str], before: list[Dealing]) -> tuple[Party, ...]:
        if kind not in _HOSTILE - {"MOBILIZE"} or not clause.told_as("occasion"):
            return ()
        answers = [c for c in self.analysis.clauses if c.sentence == clause.sentence and c.trigger.start > clause.trigger.start and c.told_as("in-answer")]
        who = [p for c in answers[:1] for a in _own(c, "agent") for p in a.parties]
        return tuple(who) if own.isdisjoint(p.code for p in who) else ()

    def _goes_on(self, kind: str, clause: Clause, own: set[str], before: list[Dealing]) -> tuple[Party, ...]:
        if kind not in _GOING_ON:
            return ()
        mine = next((d for d in reversed(before) if d.kind in _GOING_ON and d.recipients and {p.code for p in d.actors} == own), None)
        return mine.recipients if mine is not None and self.apart(mine.clause, clause) <= 2 else ()

    def _rival(self, kind: str, clause: Clause, own: set[str], before: list[Dealing], said: Sequence[Clause]) -> tuple[Party, ...]:
        if kind not in _GOING_ON or not self._speaks_of_deeds_alone(clause) or any(a.head and not a.parties for c in said for a in _own(c, "agent")):
            return ()
        mine = [d for d in before if d.kind in _PROVOKES and self.apart(d.clause, clause) <= _RIVALRY and d.others(own)]
        return mine[-1].others(own) if mine else ()

    def _counterpart(self, kind: str, clause: Clause, own: set[str], before: list[Dealing]) -> tuple[Party, ...]:
        if kind not in _MEETING_ACTS or clause.told_as("adnominal") or not (clause.content or kind != "REQUEST"):
            return ()
        for dealing in reversed(before):
            everybody = {p.code: p for p in (*dealing.actors, *dealing.recipients)}
            if dealing.meeting and len(everybody) == 2 and own & everybody.keys() and self.apart(dealing.clause, clause) <= _REACH:
                return tuple(p for c, p in everybody.items() if c not in own)
        return ()

    def _reaction(self, kind: str, clause: Clause, own: set[str], before: list[Dealing], said: Sequence[Clause]) -> tuple[Party, ...]:
        kinds = _HOSTILE if kind in ("ACCUSE", "THREATEN") else _FRIENDLY if kind == "SUPPORT" else frozenset()
        named = self._deeds_named(clause, said) & kinds
        bare = not named and kind == "SUPPORT" and not said and not _own(clause, "patient", "about", "goal", "partner", "source", "as")
        if bare:
            # 미국은 곧바로 환영했다: what two sides have done together
            named = _FRIENDLY - {"SUPPORT", "AID"}
        if not named or clause.told_as("adnominal") or not self._speaks_of_deeds_alone(clause):
            return ()
        if any(own & {p.code for p in a.parties} for c in said for a in _own(c, "agent")):
            return ()
        done = [d for d in before if d.kind in named and own.isdisjoint(p.code for p in d.actors) and d.clause.status != "denied" and (not bare or len(d.actors) > 1)]
        near = [d for d in done if self.apart(d.clause, clause) <= _REACH] or [d for d in done if self._opens(d.clause)]
        if not near or (kind == "SUPPORT" and own & {p.code for p in near[-1].recipients}):
            return ()
        # 에콰도르가 대사관에 들이닥쳐 멕시코가 단교했다. 브라질은 규탄했다: what only answers a deed is not what others condemn
        first = [d for d in near if not self._answers(d)] or near
        return next((d for d in reversed(first) if d.kind != "SANCTION"), first[-1]).actors

    def _opens(self, clause: Clause) -> bool:
        """Whether a clause stands in the headline or in the first sentences."""
        return sum(1 for s in self.analysis.sentences[: clause.sentence] if not s.quoted and s.part in ("title", "body")) <= _REACH

    def _answers(self, deed: Dealing) -> bool:
        mine, theirs = {p.code for p in deed.actors}, {p.code for p in deed.recipients}
        return deed.kind in _HOSTILE and any(
            d.kind in _HOSTILE and d.clause.trigger.start < deed.clause.trigger.start and theirs & {p.code for p in d.actors} and mine & {p.code for p in d.recipients} for d in self._dealings
        )

    def in_exchange(self, clause: Clause, actors: tuple[Party, ...]) -> bool:
        """Whether others than who acts have just been told to do something, so that what he says is said in their matter."""
        own = {p.code for p in actors}
        before = (d for d in self._dealings if d.clause.trigger.start < clause.trigger.start and self.apart(d.clause, clause) <= _REACH)
        return not any(p.sector in _POLITICIANS for p in actors) and any(not own.issuperset(p.code for p in (*d.actors, *d.recipients)) for d in before)

    def who_met(self, clause: Clause) -> tuple[Party, ...]:
        """Those who took part in the last meeting, where it is told not long before."""
        met = next((d for d in reversed(self._dealings) if d.kind == "CONSULT" and not d.clause.quoted and d.clause.trigger.start < clause.trigger.start), None)
        near = met is not None and met.clause.status == "happened" and self.apart(met.clause, clause) <= 2
        return (*met.actors, *met.recipients) if met is not None and near else ()

    def who_dealt_with(self, noun: str, clause: Clause) -> tuple[Party, ...]:
        """Who did the last act told before in whose words a noun stands: `휴전에 합의했다. …은 휴전을 환영했다`."""
        for done in reversed(self._dealings):
            earlier = done.clause.sentence < clause.sentence and not done.clause.quoted and done.clause.status in ("happened", "planned")
            if earlier and done.kind in _FRIENDLY and any(a.head == noun for a in _own(done.clause, "patient", "goal")):
                return done.actors
        return ()

    def _speaks_of_deeds_alone(self, clause: Clause) -> bool:
        """Whether nobody stands in the clause whom the act may be done to, known or not: only what was done (`이번 발사를 규탄했다`)."""
        return all(self._kinds_of(a) for a in _own(clause, "patient", "about", "goal", "partner", "source"))

    def _deeds_named(self, clause: Clause, said: Sequence[Clause]) -> frozenset[str]:
        """The types of the deeds that the words of an act speak of without a name."""
        quoted = self.quoted_in(clause.quotes)
        words_here = [*(a for c in (clause, *said, *quoted) for a in c.arguments if _is_own(a))]
        return frozenset().union(*(self._kinds_of(a) for a in words_here), *(self.kinds(c.predicate) for c in (*said, *quoted)))

    def _kinds_of(self, argument: Argument) -> frozenset[str]:
        """The types of deed that a phrase without a name may be."""
        return frozenset() if argument.parties else self.kinds(argument.head)

    def kinds(self, word: str) -> frozenset[str]:
        """The types that a word for a deed may tell: those of its frames, any for a word such as 도발 or 조치."""
        if word in self.deeds:
            return _HOSTILE | _FRIENDLY
        return frozenset(f.type for f in self.frames.get(word, ()) if "noun" in f.forms or "light" in f.forms)

    def apart(self, earlier: Clause, later: Clause) -> int:
        """How many sentences of the article lie between two clauses; words in quotes are not counted. Another item is as far as can be."""
        if self.analysis.sentences[earlier.sentence].item not in (0, self.analysis.sentences[later.sentence].item):
            return len(self.analysis.sentences)
        return sum(1 for s in self.analysis.sentences[earlier.sentence + 1 : later.sentence + 1] if not s.quoted)


def _own(clause: Clause, *roles: str) -> list[Argument]:
    """The phrases in these roles that are the clause's own."""
    return [a for a in clause.arguments if _is_own(a) and a.role in roles]


def _is_own(argument: Argument) -> bool:
    """Whether a phrase stands in the clause itself, be it as a topic that is its object (이번 공격은 규탄했다)."""
    return argument.shared is None or argument.lent_by == "topic-as-object"


def is_capital(place: Place) -> bool:
    """Whether a place is the capital of its state."""
    return (place.where.name, place.where.country) in _capitals()


@cache
def _capitals() -> frozenset[tuple[str, str | None]]:
    """The capitals, by name and state."""
    return frozenset((p.name, p.country) for p in lexicon.load().places if p.capital)


def state_of(place: Place) -> Party:
    """The state that a place named in a text lies in, standing where the place is named."""
    code = place.where.country or ""
    state = next((s for s in lexicon.load().states if s.code == code), None)
    name = state.name if state else code
    label = state.label if state else code
    return Party(code=code, entity=f"state:{code}", name=name, label=label, start=place.start, end=place.end, via="place")
