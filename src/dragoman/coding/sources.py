"""Where a frame takes its parties from: roles of a clause, what stands inside them, who speaks, whom words are about."""

from collections.abc import Iterator

from dragoman.model.language import Analysis, Clause, Place, Role
from dragoman.model.parties import Party
from dragoman.names import lexicon

_CONTENT_ROLES: tuple[Role, ...] = ("patient", "goal", "about", "as", "for")


class Sources:
    """Resolves the sources that frames name (`agent`, `patient.within`, `goal.place`, `content.agent` …) in one analysis."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.clauses = {c.id: c for c in analysis.clauses}

    def _performs(self, clause: Clause) -> bool:
        """`…한 것을 규탄한다`: in a quote the plain present without a subject of its own is the speaker's own act."""
        own = clause.arguments_in("agent")
        return clause.quoted and clause.told_as("scheduled-present") is not None and all(a.lent_by == "shared-subject" for a in own)

    def parties(self, source: str, clause: Clause, verbal: bool = False) -> Iterator[Party]:
        """The parties a source of a frame names in a clause."""
        role, _, part = source.partition(".")
        if role == "speaker":
            own = [a for a in clause.arguments if a.role == "agent"]
            if clause.quoted and clause.speaker is not None and not any(a.parties or a.head for a in own):
                yield clause.speaker
            return
        if role == "addressee":
            yield from clause.addressees
            return
        if role == "quote":
            yield from self._quoted_parties(clause)
            return
        if role == "condition":
            yield from (
                p
                for c in self.analysis.clauses
                if c.sentence == clause.sentence and c.told_as("condition") and c.trigger.start < clause.trigger.start
                for a in c.arguments_in("agent")
                if a.shared is None
                for p in a.parties
            )
            return
        if role == "topic":
            yield from self._spoken_of(clause)
            return
        if role == "content":
            yield from self._content_parties(clause, part)
            return
        if source == "agent" and verbal and self._performs(clause) and clause.speaker is not None:
            yield clause.speaker
            return
        arguments = clause.arguments_in(role)  # type: ignore[arg-type]
        if role == "agent" and not part and any(a.parties and a.shared is None for a in arguments):
            arguments = tuple(a for a in arguments if a.shared is None)
        for argument in arguments:
            if part == "within":
                yield from argument.within
            elif part == "inner":
                yield from (p for p in argument.within if p.start >= argument.start)
            elif part == "place":
                yield from (_state_of(p) for p in argument.places if p.where.country)
            else:
                yield from argument.parties

    def _content_parties(self, clause: Clause, part: str) -> Iterator[Party]:
        """Those in the words that a clause reports or asks for."""
        for index in clause.content:
            inner = self.clauses.get(index)
            if inner is None:
                continue
            for argument in inner.arguments:
                if part == "pair":
                    if argument.role in ("agent", "partner") and argument.shared is None:
                        yield from argument.parties
                    yield from (p for p in argument.within if p.referred_by == "both-sides")
                    continue
                if part == "place":
                    yield from (_state_of(p) for p in argument.places if p.where.country)
                    continue
                if part == "goal":
                    if argument.role == "goal":
                        yield from argument.parties
                    continue
                if part == "agent" and not (argument.role == "agent" or (argument.role == "patient" and inner.passive)):
                    continue
                if argument.lent_by in ("shared-topic", "shared-subject"):
                    continue
                yield from argument.parties
                if part != "agent" or not argument.parties:
                    yield from argument.within
        if part in ("pair", "within"):
            for role in _CONTENT_ROLES:
                for argument in clause.arguments_in(role):
                    if argument.lent_by in (None, "bare-object"):
                        yield from (p for p in argument.within if part == "within" or p.referred_by == "both-sides")

    def _spoken_of(self, clause: Clause) -> Iterator[Party]:
        """What the words a clause stands in are about: `북한의 미사일 발사와 관련해 "…"라고`."""
        for outer in self.analysis.clauses:
            if any(q.start <= clause.trigger.start < q.end for q in outer.quotes):
                for argument in outer.arguments_in("about"):
                    yield from argument.parties
                    yield from argument.within

    def _quoted_parties(self, clause: Clause) -> Iterator[Party]:
        for quote in clause.quotes:
            inside = [c for c in self.analysis.clauses if c.quoted and quote.start <= c.trigger.start < quote.end]
            for wanted in (True, False):
                for inner in inside:
                    for argument in inner.arguments:
                        if (argument.role == "agent" and wanted) or not wanted:
                            yield from argument.parties
                            yield from argument.within


def _state_of(place: Place) -> Party:
    code = place.where.country or ""
    state = next((s for s in lexicon.load().states if s.code == code), None)
    name = state.name if state else code
    label = state.label if state else code
    return Party(code=code, entity=f"state:{code}", name=name, label=label, start=place.start, end=place.end, via="place")
