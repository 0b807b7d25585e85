"""From clauses to events: every frame is tried on every clause it may fit; the first that holds makes the event."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

import msgspec

from dragoman.coding.frames import Frame, by_name, by_predicate
from dragoman.coding.matters import matters
from dragoman.coding.participants import NOBODY, PRIVATE, Participants, distinct
from dragoman.coding.plover import types
from dragoman.coding.setting import Setting
from dragoman.coding.sources import Sources
from dragoman.model.language import Analysis, Argument, Clause, Status
from dragoman.model.parties import Party
from dragoman.model.trace import FrameNote
from dragoman.model.when import When, Where

# What is only wanted, aimed at, called for or supposed is no event.
_DROPPED = ("aim", "condition", "nominalised", "called-for", "command", "must", "need", "intending", "host-ended", "host-refused", "host-possible")


@dataclass(slots=True)
class Candidate:
    """An event as one clause tells it, before the tellings of one act are merged."""

    frame: Frame
    type: str
    mode: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    status: Status
    when: When
    where: Where | None
    clause: Clause
    part: str
    sources: list[str] = field(default_factory=list)
    named_only: bool = False  # a meeting that words only name: nothing tells whether it was held


class Coder:
    """Codes the clauses of one analysis. `published` is the day of publication, if known; the sentences `elsewhere` tell no diplomacy."""

    def __init__(self, analysis: Analysis, language: str, published: date | None, elsewhere: frozenset[int] = frozenset()) -> None:
        self.elsewhere = elsewhere
        self.analysis = analysis
        self.language = language
        self.setting = Setting(analysis, language, published)
        self.frames = by_predicate(language)
        self.parts = {s.id: s.part for s in analysis.sentences}
        self.clauses = {c.id: c for c in analysis.clauses}
        self.sources = Sources(analysis, language)
        self.participants = Participants(self.sources)
        self.matters = matters(analysis.clauses, language)
        self.notes: list[FrameNote] = []
        self.told: list[Candidate] = []
        self._said: dict[tuple[int, bool], frozenset[str]] = {}

    def candidates(self) -> list[Candidate]:
        """Every event that a clause tells, in the order of the text."""
        out: list[Candidate] = []
        self.told = out
        # meetings first: they tell to whom the words of a sentence were said
        for clause in sorted(self.analysis.clauses, key=lambda c: (c.sentence, not self._is_meeting(c), c.id)):
            for frame in (*self.frames.get(clause.variant or "", ()), *self.frames.get(clause.predicate, ())):
                made = self._try(frame, clause)
                if isinstance(made, str):
                    self.notes.append(FrameNote(clause=clause.id, frame=f"{self.language}/{frame.name}", fired=False, why=made))
                    continue
                self.notes.append(FrameNote(clause=clause.id, frame=f"{self.language}/{made.frame.name}", fired=True, why=", ".join(made.sources)))
                self.sources.counterparts.remember(clause, made.type, made.actors, made.recipients, made.frame.meets)
                if made.type == "THREATEN":
                    # 공급을 끊겠다고 위협했다: what is only threatened is no plan
                    threatened = tuple(self.sources.said_in(clause))
                    self.told = out = [c for c in out if c.status not in ("planned", "possible") or not any(t.start <= c.clause.trigger.start < t.end for t in threatened)]
                out += self._apart(made)
                break
        return sorted(out, key=lambda c: c.clause.id)

    def _is_meeting(self, clause: Clause) -> bool:
        frames = self.frames.get(clause.predicate, ())
        return any(f.type == "CONSULT" for f in frames) and not any(f.as_before for f in frames)

    def _try(self, frame: Frame, clause: Clause) -> "Candidate | str":
        """The candidate, or why there is none."""
        if clause.sentence in self.elsewhere:
            return "told of sport or a show"
        if clause.form not in frame.forms:
            return f"stands as {clause.form}"
        if frame.host and clause.form in ("noun", "light") and (clause.host_kind or "none") not in frame.host:
            return f"governed by {clause.host} ({clause.host_kind})"
        if clause.host in frame.not_hosts:
            return f"governed by {clause.host}"
        if frame.hosts and clause.host not in frame.hosts:
            return f"governed by {clause.host}"
        if clause.told_as(*frame.not_told):
            return f"told as {clause.told_as(*frame.not_told)}"
        about = self.matters.get(clause.sentence, frozenset()).intersection(frame.not_about)
        if about:
            return f"about {'/'.join(sorted(about))}"
        missing = self._words_missing(frame, clause)
        if missing:
            return missing
        if clause.told_as("agreed-to") and frame.type in ("COOPERATE", "AGREE"):
            return "is what was agreed on"
        dropped = clause.told_as(*_DROPPED)
        if dropped is not None and not (frame.verbal and clause.quoted):
            return f"told as {dropped}"
        outcome = self._negation(frame, clause)
        if isinstance(outcome, str):
            return outcome
        effective, status = outcome
        if frame.as_before:
            return self._as_before(frame, clause, status)
        if frame.only_named == "drops" and clause.form == "noun" and clause.told_as("spoken-of") is not None and clause.host_kind != "given":
            # 철수에 관한 입장, 철수 카드: it is spoken of, and nobody tells it
            return "is only spoken of"
        sources: list[str] = []
        self.sources.spoken = self._speaking_of(frame, clause)
        parties = self.participants.of(effective, clause, sources)
        self.sources.spoken = None
        if isinstance(parties, str):
            return parties
        actors, recipients = parties
        when = self.setting.when(effective, clause, status, actors)
        status = self.setting.outcome(clause, status, when)
        if self._is_scheduled(effective, clause, status):
            status = "planned"
        if effective.type == "REJECT" and status == "planned" and clause.told_as("will") and any(v.code == p.code for v in clause.voices for p in actors):
            # 회담을 연기하겠다고 통보했다, 합의를 파기하겠다고 밝혔다: whoever says so has called it off
            status = "happened"
        named = clause.told_as("spoken-of", "spoken-of-ahead", "spoken-of-behind") if effective.only_named == "joins" else None
        if named == "spoken-of" and status == "happened" and clause.told_as("time-of-host") is not None:
            # 9일 정상회담을 언급했다: the day is that of the words
            when = When()
        if named == "spoken-of-ahead" and status == "happened" and when.start is None:
            status = "planned"
        if effective.status is not None:
            status = effective.status
        mode = self._mode(effective, clause)
        if effective.name == "meet" and len({p.code for p in actors}) >= 3:
            mode = "multilateral"
        return Candidate(
            frame=effective, type=effective.type, mode=mode, actors=actors, recipients=recipients, status=status, when=when,
            where=self.setting.where(effective, clause, actors, recipients), clause=clause, part=self.parts.get(clause.sentence, "body"),
            sources=sources, named_only=named == "spoken-of" and status == "happened" and when.start is None,
        )  # fmt: skip

    def _as_before(self, frame: Frame, clause: Clause, status: Status) -> "Candidate | str":
        """`독일은 외교관을 추방했다. 이탈리아도 대열에 가세했다`: who does what others were told to do just before."""
        actors = tuple(p for a in clause.arguments_in("agent") if a.shared is None for p in a.parties if p.sector not in PRIVATE and p.code not in NOBODY)
        if not actors:
            return "nobody does it"
        codes = {p.code for p in actors}
        # 환영 대열에 합류했다, 제재에 동참했다
        kinds = frozenset().union(*(self.sources.counterparts.kinds(w) for a in clause.arguments_in("goal") if a.shared is None for w in (a.head, *a.words)))
        for earlier in reversed(self.told):
            others = {p.code for p in (*earlier.actors, *earlier.recipients)}
            done = earlier.recipients and earlier.status in ("happened", "planned") and not (earlier.clause.quoted or types()[earlier.type].mutual)
            near = earlier.clause.trigger.start < clause.trigger.start and self.sources.counterparts.apart(earlier.clause, clause) <= 2
            if done and near and codes.isdisjoint(others) and (not kinds or earlier.type in kinds):
                when = self.setting.when(earlier.frame, clause, status, actors)
                where = self.setting.where(earlier.frame, clause, actors, earlier.recipients)
                same = msgspec.structs.replace(earlier.frame, name=frame.name, as_before=True)
                part = self.parts.get(clause.sentence, "body")
                return replace(earlier, frame=same, actors=distinct(actors), status=status, when=when, where=where, clause=clause, part=part, sources=[f"as before: {earlier.type}"])
        return "nothing was told that others do as well"

    def _apart(self, told: Candidate) -> list[Candidate]:
        """`4개국을 순방`, `세 나라와 잇따라 회담`: one act for each of those it is done to or with, where the frame says so."""
        frame, clause = told.frame, told.clause
        both = clause.told_as("each-other") is not None
        pair = (*told.actors, *told.recipients)
        if frame.as_before and not frame.verbal:
            # deeds are done by each on his own; words may be said together
            return [replace(told, actors=(p,)) for p in told.actors]
        if both and len(pair) == 2 and not told.recipients and not types()[told.type].mutual:
            one, other = pair
            return [replace(told, actors=(one,), recipients=(other,)), replace(told, actors=(other,), recipients=(one,))]
        words = {*clause.adverbs, *(w for a in clause.arguments for w in (a.head, *a.words))}
        if not (frame.apart or any(w.startswith(s) for w in (clause.predicate, *words) for s in frame.apart_words)):
            return [told]
        if len(told.recipients) > 1:
            return [replace(told, recipients=(p,)) for p in told.recipients]
        agents = [p for p in told.actors if any(p in a.parties for a in clause.arguments_in("agent"))]
        others = [p for p in told.actors if p not in agents]
        if len(agents) != 1 or len(others) < 2:
            return [told]
        return [replace(told, actors=(agents[0], p), mode=frame.mode) for p in others]

    def _is_scheduled(self, frame: Frame, clause: Clause, status: Status) -> bool:
        """`대통령은 13일 폴란드를 방문한다`: in the body the plain present of an act is its announcement."""
        return clause.told_as("scheduled-present") is not None and status == "happened" and not (frame.verbal or clause.quoted or clause.past) and self.parts.get(clause.sentence) == "body"

    def _mode(self, frame: Frame, clause: Clause) -> str | None:
        """The mode that the words of the clause, and of what it asks for, speak for; else the frame's own."""
        words = {clause.predicate, *clause.adverbs, *(w for a in clause.arguments if a.shared is None for w in (a.head, *a.words))}
        words |= self._content_words(clause)
        for mode, signs in frame.mode_words.items():
            if any(w == s or w.endswith(s) for w in words for s in signs):
                return mode
        return frame.mode

    def _content_words(self, clause: Clause, stands: bool = False) -> frozenset[str]:
        """The words of what a clause says, asks for or agrees on, a quote's included; `stands` leaves out what is denied or supposed."""
        found = self._said.get((clause.id, stands))
        if found is None:
            inside = [c for c in self.sources.all_said_in(clause) if not (stands and (c.negated or c.status in ("denied", "possible") or c.told_as(*_DROPPED)))]
            found = frozenset(w for c in inside for w in (c.predicate, *(w for a in c.arguments if a.shared is None for w in (a.head, *a.words))))
            self._said[clause.id, stands] = found
        return found

    def _speaking_of(self, frame: Frame, clause: Clause) -> frozenset[int] | None:
        """The clauses of what is said that make a frame hold, where it asks how they are told: only who acts in these is spoken of."""
        if not (frame.content_told or frame.content_stands or frame.content_open):
            return None
        sought = tuple(w for roles, words in frame.when_role.items() if "content" in roles.split("|") for w in words)
        return frozenset(
            c.id
            for c in self.sources.all_said_in(clause)
            if (not frame.content_told or c.told_as(*frame.content_told))
            and (not frame.content_stands or (not c.negated and self._has_said(c, sought)))
            and not (frame.content_open and (c.past or c.told_as("adnominal") is not None or not self._has_said(c, sought)))
        )

    @staticmethod
    def _has_said(inner: Clause, sought: Sequence[str]) -> bool:
        return _among({inner.predicate, *(w for a in inner.arguments if a.shared is None for w in (a.head, *a.words))}, tuple(sought))

    # -- conditions ---------------------------------------------------------------------------------------------------

    def _words_missing(self, frame: Frame, clause: Clause) -> str | None:
        for roles, words in frame.when_role.items():
            names = roles.split("|")
            found = [a for a in clause.arguments if roles == "any" or a.role in names]
            said = "content" in names and _among(self._content_words(clause, frame.content_stands), words)
            if not said and not any(_has_word(a, words) for a in found) and not (roles == "any" and (not set(words).isdisjoint(clause.adverbs) or clause.predicate.startswith(words))):
                return f"no {'/'.join(words[:3])}… as {roles}"
        for role, words in frame.not_role.items():
            bad = next((a.head for a in clause.arguments if a.role == role and a.head in words), None)
            if bad is not None:
                return f"{bad} stands as {role}"
        if frame.when_role_any:
            for role, words in frame.when_role_any.items():
                found = [a for a in clause.arguments if a.role == role and a.shared is None]
                if found and not any(a.parties or a.places or _has_word(a, words) for a in found) and not any(a.role in ("goal", "for") and (a.parties or a.places) for a in clause.arguments):
                    return f"{role} is none of {'/'.join(words[:3])}…"
        if frame.not_words:
            words_here = {w for a in clause.arguments for w in a.words} | set(clause.adverbs)
            bad = next((w for w in frame.not_words if w in words_here), None)
            if bad is not None:
                return f"{bad} stands in the clause"
        if frame.not_content:
            heard = self._content_words(clause)
            bad = next((w for w in frame.not_content if w in heard), None)
            if bad is not None:
                return f"{bad} stands in what is said"
        if (frame.content_told or frame.content_open) and not self._speaking_of(frame, clause):
            return f"says nothing told as {'/'.join(frame.content_told) or 'still open'}"
        if frame.when_partner and not any(a.role == "partner" and (a.parties or len(a.within) > 0) for a in clause.arguments) and not any(
            a.role in ("agent", "modifier") and max(len(a.parties), len(a.within)) > 1 for a in clause.arguments
        ):
            return "nobody it is done with"
        return None

    def _negation(self, frame: Frame, clause: Clause) -> "tuple[Frame, Status] | str":
        if frame.when_negated:
            return (frame, clause.status) if clause.negated else "is not negated"
        if not clause.negated:
            return frame, clause.status
        if clause.told_as("condition") is not None:
            return "negated and only supposed"
        if frame.negated is not None and not (clause.past and clause.status == "happened" and frame.type == "CONSULT"):
            return by_name(self.language)[frame.negated], "happened"
        if frame.refusal is not None and not clause.past:
            return msgspec.structs.replace(by_name(self.language)["refuse-change"], mode=frame.refusal, unaddressed=False), "happened"
        if clause.status in ("planned", "possible") and not clause.past:
            return "negated and not told as done"
        return frame, "denied"


def _has_word(argument: Argument, words: Sequence[str]) -> bool:
    """Whether a phrase has one of the words, as a word, as the end of one, or as some words in a row (불량 국가, 방공 식별 구역)."""
    own = [w.replace(" ", "") for w in (argument.head, *argument.words)]
    sought, ends = _sought(tuple(words))
    if argument.head in sought or argument.head.endswith(ends) or any(w in sought or w.endswith(ends) for w in own):
        return True
    return any("".join(own[k : k + n]) in sought for n in (2, 3) for k in range(1, len(own) - n + 1))


def _among(here: Set[str], words: tuple[str, ...]) -> bool:
    """Whether one of the words stands here, as a word or as the end of one."""
    sought, ends = _sought(words)
    return not sought.isdisjoint(here) or any(w.endswith(ends) for w in here)


@cache
def _sought(words: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words, and those of them that may also be the end of a longer one."""
    return frozenset(words), tuple(w for w in words if len(w) > 1)
