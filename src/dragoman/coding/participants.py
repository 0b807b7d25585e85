"""Who takes part in an act: the parties that a frame asks for, from the sources it names, in one clause."""

from collections.abc import Sequence
from functools import cache

import msgspec

from dragoman.coding.frames import Frame
from dragoman.coding.plover import types
from dragoman.coding.sources import Sources
from dragoman.model.language import Argument, Clause
from dragoman.model.parties import Party
from dragoman.names import lexicon

#: Sectors of those who act for themselves.
PRIVATE = frozenset({"CVL", "BUS", "MED", "EDU", "LAB", "JRN", "CRM", "AGR", "REL", "SOC"})
#: Codes of regions and of the world, which do nothing.
NOBODY = frozenset({"INTERNATIONAL", "EUROPE", "MIDDLE_EAST", "AFRICA", "ASIA", "WORLD"})
#: How a party was understood where nothing names its state: the state that was named last, and what follows from that.
_GUESSED = ("last-state", "same-institution", "body-abroad")
#: Sources that take anybody named in what is said.
_SAID = frozenset({"quote.agent", "quote.party", "content.within"})
#: Types of what those who have nobody at home to speak to say to others.
_SAID_ABROAD = frozenset({"ACCUSE", "REQUEST", "SUPPORT", "REJECT"})
#: Types of what is said to somebody, and the roles in which a capital stands for whom it is said to.
_SAID_TO = _SAID_ABROAD | {"THREATEN"}
_SPOKEN_TO = frozenset({"patient", "goal"})


class Participants:
    """Finds who takes part in the acts of one analysis."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources

    def of(self, frame: Frame, clause: Clause, sources: list[str]) -> "tuple[tuple[Party, ...], tuple[Party, ...]] | str":
        """Actors and recipients. In a quote an act that nobody else does is the speaker's own."""
        find = self._mutual if _is_mutual(frame) else self._directed
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
        order = frame.actors
        if clause.form == "noun" and "modifier" in order and len({p.code for a in clause.arguments_in("modifier") for p in a.parties}) > 1:
            order = ("modifier", *(s for s in order if s != "modifier"))
        for source in order:
            if source == "modifier" and frame.type == "AGREE" and len(actors) > 1:
                continue  # 한미, 유엔 제재 강화 합의: what two sides agree on
            if source == "place.within" and actors:
                continue  # 북중 정상회담에서는 합의를 봤다: those who met, where nobody else is named
            if clause.form == "noun" and len(actors) > 1 and source != "modifier" and all(a.shared for a in clause.arguments if a.role == source.partition(".")[0]):
                continue  # 한미 합동훈련에 반발한 북한: whoever deals with the act takes no part in it
            for party in self.sources.parties(source, clause):
                if self._acts(party, frame) and party.code not in {p.code for p in actors}:
                    actors.append(party)
                    sources.append(f"{source}={party.code}")
        if len(actors) == 1 and frame.organisation and _is_body(actors[0]) and clause.form != "noun":
            return tuple(actors), ()
        if len(actors) < 2:
            return f"only {actors[0].code} takes part" if actors else "nobody takes part"
        if frame.organisation and len(actors) < 3 and not any(p.entity.startswith("organisation:") for p in actors):
            return "neither an organisation nor three parties"
        return tuple(actors), ()

    def _directed(self, frame: Frame, clause: Clause, sources: list[str]) -> "tuple[tuple[Party, ...], tuple[Party, ...]] | str":
        actors: tuple[Party, ...] = ()
        for source in frame.actors:
            found = tuple(p for p in self.sources.parties(source, clause, frame.verbal) if self._acts(p, frame) and not (frame.named and p.referred_by in _GUESSED))
            if found:
                actors = distinct(found)
                sources.append(f"actor: {source}={'+'.join(p.code for p in actors)}")
                break
        if not actors and frame.type == "REJECT" and clause.passive:
            refusing, refused = self.sources.counterparts.turned_down(clause)
            if refusing and refused:
                sources.append(f"actor: turned-down={'+'.join(p.code for p in refusing)}")
                return refusing, refused
        if not actors and frame.verbal:
            actors = distinct(tuple(self.sources.authors(clause)))
            sources.extend([f"actor: authors={'+'.join(p.code for p in actors)}"] if actors else [])
        if not actors:
            return "nobody does it"
        if frame.type == "REQUEST":
            self.sources.asked = clause.sentence, actors, ()
        if frame.alone and len(actors) > 1:
            return "several do it"
        codes = {p.code for p in actors}
        recipients: tuple[Party, ...] = ()
        for source in frame.recipients:
            if source in ("met", "before") and any(a.role == "goal" and a.shared is None and any(p.code in NOBODY for p in a.parties) for a in clause.arguments):
                continue  # 배후로 지목하고 국제사회에 제재를 호소했다: it is said to the world
            if frame.type == "ACCUSE" and source in _SAID and self._speaks_of_own(clause, codes):
                continue
            named = tuple(self.sources.parties(source, clause))
            if not named and frame.verbal and frame.type in _SAID_TO and source in _SPOKEN_TO and not clause.quoted:
                # 워싱턴과 런던을 나무랐다: a capital that words are said to is its state
                named = tuple(self.sources.capitals(source, clause))
            found = tuple(p for p in named if p.code not in codes and p.code not in NOBODY and p.code not in _treaties() and p.sector != "MED")
            if frame.abroad:
                found = tuple(p for p in found if p.entity.startswith(("state:", "person:", "institution:")) or p.code in ("C5", "CENTRAL_ASIA", "HKG"))
            if frame.entity is not None:
                few = tuple(p for p in found if self._recognisable(p))
                found = few if few or frame.entity == "only" else found
            if found:
                recipients = distinct(found)
                sources.append(f"recipient: {source}={'+'.join(p.code for p in recipients)}")
                break
        if not recipients and len(actors) == 2 and (frame.mutual or clause.told_as("each-other") is not None):
            return actors, ()
        if not recipients and len(actors) > 1 and frame.mutual:
            return actors, ()
        if not recipients and not frame.named and not frame.content_told and frame.entity != "only" and (not frame.optional or frame.type == "MOBILIZE") and clause.form in ("verb", "light"):
            how, found = self.sources.counterparts.understood(frame.type, clause, actors, self.sources.said_in(clause))
            recipients = distinct([p for p in found if p.code not in codes and p.code not in NOBODY])
            if recipients:
                sources.append(f"recipient: {how}={'+'.join(p.code for p in recipients)}")
        if frame.type == "REQUEST":
            self.sources.asked = clause.sentence, actors, recipients
        if not recipients and not frame.optional and not self._unaddressed(frame, clause, actors):
            return "nobody it is done to"
        if not recipients and all(_is_presumed(p) or (frame.type == "PROTEST" and p.referred_by in _GUESSED) for p in actors):
            return "done by the outlet's own state for all we know, to nobody named"
        return actors, recipients

    def _unaddressed(self, frame: Frame, clause: Clause, actors: tuple[Party, ...]) -> bool:
        """`중국은 자제를 촉구했다`: what is said to nobody named counts among the dealings of several, or where a body for affairs abroad says it."""
        plain = clause.form in ("verb", "light") and clause.status == "happened" and not clause.quoted and clause.told_as("adnominal") is None
        speaks_abroad = frame.type in _SAID_ABROAD and any(_speaks_abroad(p) and not _is_presumed(p) for p in actors)
        return frame.unaddressed and plain and (speaks_abroad or self.sources.counterparts.in_exchange(clause, actors))

    def _speaks_of_own(self, clause: Clause, codes: set[str]) -> bool:
        """`이 대표는 "정부가 일본에 굴종한다"고 비판했다`: whoever blames his own side does not blame who is named besides."""
        agents = (a for c in self.sources.all_said_in(clause) for a in c.arguments_in("agent") if a.shared is None)
        return any(p.code in codes for a in agents for p in (*a.parties, *a.within))

    def _recognisable(self, party: Party) -> bool:
        organisations = {o.code: o for o in lexicon.load().organisations}
        found = organisations.get(party.code)
        return (found is not None and found.kind == "entity") or party.code in ("TWN", "PSE", "XKX")

    def _acts(self, party: Party, frame: Frame) -> bool:
        return party.code not in NOBODY and party.code not in _treaties() and (
            frame.private or party.sector not in PRIVATE or (frame.verbal and (party.sector == "UNK" or party.entity in _official()))
        )


def _is_mutual(frame: Frame) -> bool:
    return types()[frame.type].mutual and not frame.recipients


@cache
def _official() -> frozenset[str]:
    """The outlets through which a state speaks."""
    return frozenset(f"outlet:{o.id}" for o in lexicon.load().outlets if o.official)


def _speaks_abroad(party: Party) -> bool:
    """Whether a party has nobody at home to speak to: an organisation, a ministry of foreign affairs."""
    return party.entity.startswith("organisation:") or party.entity.partition("@")[0] in _ministries_abroad()


@cache
def _ministries_abroad() -> frozenset[str]:
    return frozenset(f"institution:{i.id}" for i in lexicon.load().institutions if i.abroad)


@cache
def _treaties() -> frozenset[str]:
    """The codes of treaties: they bind parties and are none."""
    return frozenset(o.code for o in lexicon.load().organisations if o.kind == "treaty")


def _is_body(party: Party) -> bool:
    """Whether a party is an organisation that meets by itself, not a format of talks, a treaty or a group without a roster."""
    return party.code in {o.code for o in lexicon.load().organisations if o.kind == "organisation"}


def _is_presumed(party: Party) -> bool:
    """Whether a party acts for the state of the outlet only because its words name none (경찰, 당국)."""
    return party.via is not None and party.via.endswith("/home-institution")


def distinct(parties: Sequence[Party]) -> tuple[Party, ...]:
    """The parties, each state or body once."""
    out: dict[str, Party] = {}
    for party in parties:
        out.setdefault(party.code, party)
    return tuple(out.values())
