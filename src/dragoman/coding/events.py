"""From clauses to events: every frame is tried on every clause it may fit; the first that holds makes the event."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import msgspec

from dragoman.coding.frames import Frame, by_name, by_predicate
from dragoman.coding.plover import types
from dragoman.coding.sources import Sources
from dragoman.model.language import Analysis, Argument, Clause, Role, Status
from dragoman.model.parties import Party
from dragoman.model.trace import FrameNote
from dragoman.model.when import When, Where
from dragoman.names import lexicon

_PRIVATE = frozenset({"CVL", "BUS", "MED", "EDU", "LAB", "JRN", "CRM", "AGR", "REL", "SOC"})
_NOBODY = frozenset({"INTERNATIONAL", "EUROPE", "MIDDLE_EAST", "AFRICA", "ASIA", "WORLD"})
_HOST_FREE = frozenset({"verb", "light", "copula"})
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
    confidence: float
    sources: list[str] = field(default_factory=list)


class Coder:
    """Codes the clauses of one analysis. `published` is the day of publication, if known."""

    def __init__(self, analysis: Analysis, language: str, published: date | None) -> None:
        self.analysis = analysis
        self.language = language
        self.published = published
        self.frames = by_predicate(language)
        self.parts = {s.id: s.part for s in analysis.sentences}
        self.clauses = {c.id: c for c in analysis.clauses}
        self.sources = Sources(analysis)
        self.notes: list[FrameNote] = []

    def candidates(self) -> list[Candidate]:
        """Every event that a clause tells, in the order of the text."""
        out: list[Candidate] = []
        for clause in self.analysis.clauses:
            for frame in self.frames.get(clause.predicate, ()):
                made = self._try(frame, clause)
                if isinstance(made, str):
                    self.notes.append(FrameNote(clause=clause.id, frame=f"{self.language}/{frame.name}", fired=False, why=made))
                    continue
                self.notes.append(FrameNote(clause=clause.id, frame=f"{self.language}/{made.frame.name}", fired=True, why=", ".join(made.sources)))
                out.append(made)
                break
        return out

    def _try(self, frame: Frame, clause: Clause) -> "Candidate | str":
        """The candidate, or why there is none."""
        if clause.form not in frame.forms:
            return f"stands as {clause.form}"
        if frame.host and clause.form in ("noun", "light") and (clause.host_kind or "none") not in frame.host:
            return f"governed by {clause.host} ({clause.host_kind})"
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
        sources: list[str] = []
        parties = self._parties(effective, clause, sources)
        if isinstance(parties, str):
            return parties
        actors, recipients = parties
        when = self._when(effective, clause, status, actors)
        over = self.published is not None and when.end is not None and when.end < self.published.isoformat()[: len(when.end)]
        if status in ("planned", "possible") and over and clause.told_as("chained") and not clause.told_as("planned-schedule", "planned-copula"):
            status = "happened"
        if (status == "happened" and when.start is not None and self.published is not None and len(when.start) == 10 and when.start > self.published.isoformat()) or (status == "happened" and when.start is not None and self.published is not None and when.start > self.published.isoformat()[: len(when.start)]):
            status = "planned"
        if self._is_scheduled(effective, clause, status):
            status = "planned"
        if effective.status is not None:
            status = effective.status
        mode = self._mode(effective, clause)
        if effective.name == "meet" and len({p.code for p in actors}) >= 3:
            mode = "multilateral"
        return Candidate(
            frame=effective, type=effective.type, mode=mode, actors=actors, recipients=recipients, status=status, when=when,
            where=self._where(effective, clause, actors, recipients), clause=clause, part=self.parts.get(clause.sentence, "body"),
            confidence=self._confidence(clause), sources=sources,
        )  # fmt: skip

    def _is_scheduled(self, frame: Frame, clause: Clause, status: Status) -> bool:
        """`대통령은 13일 폴란드를 방문한다`: in the body the plain present of an act is its announcement."""
        return clause.told_as("scheduled-present") is not None and status == "happened" and not (frame.verbal or clause.quoted or clause.past) and self.parts.get(clause.sentence) == "body"

    def _mode(self, frame: Frame, clause: Clause) -> str | None:
        """The mode that the words of the clause, and of what it asks for, speak for; else the frame's own."""
        words = {clause.predicate, *clause.adverbs, *(w for a in clause.arguments if a.shared is None for w in (a.head, *a.words))}
        for index in clause.content:
            inner = self.clauses.get(index)
            if inner is not None:
                words |= {inner.predicate, *(w for a in inner.arguments if a.shared is None for w in (a.head, *a.words))}
        for mode, signs in frame.mode_words.items():
            if any(w == s or w.endswith(s) for w in words for s in signs):
                return mode
        return frame.mode

    # -- conditions ---------------------------------------------------------------------------------------------------

    def _words_missing(self, frame: Frame, clause: Clause) -> str | None:
        for roles, words in frame.when_role.items():
            names = roles.split("|")
            found = [a for a in clause.arguments if roles == "any" or a.role in names]
            if not any(_has_word(a, words) for a in found) and not (roles == "any" and not set(words).isdisjoint(clause.adverbs)):
                return f"no {'/'.join(words[:3])}… as {roles}"
        if frame.when_role_any:
            for role, words in frame.when_role_any.items():
                found = [a for a in clause.arguments if a.role == role and a.shared is None]
                if found and not any(a.parties or a.places or _has_word(a, words) for a in found) and not any(a.role in ("goal", "for") and (a.parties or a.places) for a in clause.arguments):
                    return f"{role} is none of {'/'.join(words[:3])}…"
        words_here = {w for a in clause.arguments for w in a.words} | set(clause.adverbs)
        bad = next((w for w in frame.not_words if w in words_here), None)
        if bad is not None:
            return f"{bad} stands in the clause"
        if frame.when_partner and not any(a.role == "partner" and (a.parties or len(a.within) > 0) for a in clause.arguments) and not any(
            a.role in ("agent", "modifier") and len(a.parties) > 1 for a in clause.arguments
        ):
            return "nobody it is done with"
        return None

    def _negation(self, frame: Frame, clause: Clause) -> "tuple[Frame, Status] | str":
        if not clause.negated:
            return frame, clause.status
        if frame.negated is not None and not (clause.past and clause.status == "happened" and frame.type == "CONSULT"):
            return by_name(self.language)[frame.negated], "happened"
        if frame.refusal is not None and not clause.past:
            return msgspec.structs.replace(by_name(self.language)["refuse-change"], mode=frame.refusal), "happened"
        if clause.status in ("planned", "possible") and not clause.past:
            return "negated and not told as done"
        return frame, "denied"

    # -- parties ------------------------------------------------------------------------------------------------------

    def _is_mutual(self, frame: Frame) -> bool:
        return types()[frame.type].mutual and not frame.recipients

    def _parties(self, frame: Frame, clause: Clause, sources: list[str]) -> "tuple[tuple[Party, ...], tuple[Party, ...]] | str":
        """Actors and recipients. In a quote an act that nobody else does is the speaker's own."""
        find = self._mutual if self._is_mutual(frame) else self._directed
        found = find(frame, clause, sources)
        if isinstance(found, str) and clause.quoted and clause.speaker is not None and clause.form in ("verb", "light") and not clause.passive:
            own = clause.arguments_in("agent")
            if clause.told_as("adnominal"):
                return found
            if not own or (frame.verbal and all(a.lent_by == "shared-subject" for a in own)):
                speaker = Argument(
                    role="agent", start=clause.speaker.start, end=clause.speaker.end, head=clause.speaker.name, parties=(clause.speaker,), shared="speaker"
                )
                others = tuple(a for a in clause.arguments if a.role != "agent")
                sources.clear()
                retried = find(frame, msgspec.structs.replace(clause, arguments=(speaker, *others)), sources)
                return found if isinstance(retried, str) else retried
        return found

    def _mutual(self, frame: Frame, clause: Clause, sources: list[str]) -> "tuple[tuple[Party, ...], tuple[Party, ...]] | str":
        actors: list[Party] = []
        for source in frame.actors:
            for party in self.sources.parties(source, clause):
                if self._acts(party, frame) and party.code not in {p.code for p in actors}:
                    actors.append(party)
                    sources.append(f"{source}={party.code}")
        if len(actors) < 2:
            return f"only {actors[0].code} takes part" if actors else "nobody takes part"
        if frame.organisation and len(actors) < 3 and not any(p.entity.startswith("organisation:") for p in actors):
            return "neither an organisation nor three parties"
        return tuple(actors), ()

    def _directed(self, frame: Frame, clause: Clause, sources: list[str]) -> "tuple[tuple[Party, ...], tuple[Party, ...]] | str":
        actors: tuple[Party, ...] = ()
        for source in frame.actors:
            found = tuple(p for p in self.sources.parties(source, clause, frame.verbal) if self._acts(p, frame))
            if found:
                actors = _distinct(found)
                sources.append(f"actor: {source}={'+'.join(p.code for p in actors)}")
                break
        if not actors:
            return "nobody does it"
        codes = {p.code for p in actors}
        recipients: tuple[Party, ...] = ()
        for source in frame.recipients:
            found = tuple(p for p in self.sources.parties(source, clause) if p.code not in codes and p.code not in _NOBODY and p.sector != "MED")
            if frame.abroad:
                found = tuple(p for p in found if p.entity.startswith(("state:", "person:", "institution:")) or p.code in ("C5", "CENTRAL_ASIA", "HKG"))
            if frame.entity is not None:
                few = tuple(p for p in found if self._recognisable(p))
                found = few if few or frame.entity == "only" else found
            if found:
                recipients = _distinct(found)
                sources.append(f"recipient: {source}={'+'.join(p.code for p in recipients)}")
                break
        if not recipients and len(actors) > 1 and frame.mutual:
            return actors, ()
        if not recipients and not frame.optional:
            return "nobody it is done to"
        return actors, recipients

    def _recognisable(self, party: Party) -> bool:
        organisations = {o.code: o for o in lexicon.load().organisations}
        found = organisations.get(party.code)
        return (found is not None and found.kind == "entity") or party.code in ("TWN", "PSE", "XKX")

    def _acts(self, party: Party, frame: Frame) -> bool:
        return party.code not in _NOBODY and (frame.private or party.sector not in _PRIVATE or (frame.verbal and party.sector == "UNK"))

    # -- time and place -----------------------------------------------------------------------------------------------

    def _when(self, frame: Frame, clause: Clause, status: Status, actors: Sequence[Party]) -> When:
        """The days of an act: its own time; for what is said or done on the story's day that day; else none.

        A day that is over is no day of something planned: it is when the plan was told.
        """
        if clause.when.start is not None or clause.when.end is not None:
            if status == "planned" and clause.future is not None and self.published is not None and (clause.when.start or "") < self.published.isoformat():
                return clause.future
            over = self.published is not None and clause.when.end is not None and clause.when.end < self.published.isoformat()[: len(clause.when.end)]
            if status == "planned" and over and clause.told_as("chained") is None:
                return When()
            return clause.when
        if clause.day is None or status not in ("happened", "denied"):
            return When()
        own = not clause.quoted or clause.speaker is None or clause.speaker.code in {p.code for p in actors}
        if frame.verbal and own and (clause.past or clause.quoted or clause.reported):
            return clause.day
        if clause.day_age <= 2 and clause.form in ("verb", "light") and clause.past and not clause.quoted and not clause.voices:
            return clause.day
        return When()

    def _where(self, frame: Frame, clause: Clause, actors: Sequence[Party], recipients: Sequence[Party]) -> Where | None:
        if frame.type == "CONSULT" and frame.mode == "visit":
            for role in ("goal", "patient", "modifier", "place"):
                for argument in clause.arguments_in(role):
                    for place in argument.places:
                        if any(place.where.country == r.code for r in recipients):
                            return place.where
            return _country(recipients[0].code) if recipients else None
        roles: tuple[Role, ...] = ("place", "modifier", "goal") if frame.type == "CONSULT" else ("place",)
        for role in roles:
            for argument in clause.arguments_in(role):
                for place in argument.places:
                    if role == "place" or place.where.precision != "country":
                        return place.where
        if frame.type == "ASSAULT" and recipients:
            return _country(recipients[0].code)
        if frame.type == "MOBILIZE" and frame.mode == "weapons" and actors:
            return _country(actors[0].code)
        return None

    def _confidence(self, clause: Clause) -> float:
        value = {"verb": 0.9, "light": 0.85, "noun": 0.7, "headline": 0.6, "copula": 0.6}[clause.form]
        if any(a.shared for a in clause.arguments if a.role == "agent"):
            value -= 0.1
        return round(value, 2)


def _has_word(argument: Argument, words: Sequence[str]) -> bool:
    """Whether a phrase has one of the words, as a word, as the end of one, or as two words in a row (불량 국가)."""
    own = argument.words
    if any(left + right in words for left, right in itertools.pairwise(own)):
        return True
    return any(w == x or (len(x) > 1 and w.endswith(x)) for w in (argument.head, *argument.words) for x in words)


def _distinct(parties: Sequence[Party]) -> tuple[Party, ...]:
    out: dict[str, Party] = {}
    for party in parties:
        out.setdefault(party.code, party)
    return tuple(out.values())


def _country(code: str) -> Where | None:
    state = next((s for s in lexicon.load().states if s.code == code), None)
    return Where(name=state.name, label=state.label, country=code, precision="country") if state is not None else None
