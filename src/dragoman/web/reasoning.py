"""Why an act was coded as it was: the rule, the frame behind it, and which words took which role."""

import msgspec

from dragoman.coding import frames
from dragoman.model.kept import KeptEvent
from dragoman.model.parties import Party
from dragoman.model.reading import Reading
from dragoman.web.errors import N_
from dragoman.wording.quoting import quoted

#: What the roles of a clause are for people; sources of parties that frames name begin with one of them.
ROLES = {
    "agent": N_("who does it"), "patient": N_("whom or what it is done to"), "goal": N_("to whom or where"), "partner": N_("with whom"),
    "source": N_("from whom or where"), "about": N_("on what"), "for": N_("for whose sake"), "place": N_("where it is"), "as": N_("as what"),
    "attribute": N_("what the agent is said to be"), "content": N_("what is said or planned"), "modifier": N_("the noun before a noun of action"),
    "speaker": N_("who speaks"), "addressee": N_("who is spoken to"), "met": N_("whom the actor has just met"), "before": N_("whom the actor spoke to before"),
    "asker": N_("who asked for it before"), "deed": N_("who did what is spoken of"),
}  # fmt: skip


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """A party of an act: on which side, the words that name it, and by which rule a reference (양국) was understood."""

    side: str
    code: str
    words: str
    via: str | None


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """Where a frame looks for a party: the source by its name, and what the role is."""

    source: str
    role: str | None


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """The rule and, where it is a frame, what it asks for. `set_by_people` are fields that corrections set since."""

    rule: str
    trigger: str
    predicates: tuple[str, ...]
    frame_type: str | None
    frame_mode: str | None
    actors: tuple[Slot, ...]
    recipients: tuple[Slot, ...]
    taken: tuple[Taken, ...]
    confidence: float
    set_by_people: tuple[str, ...]


def reason(event: KeptEvent, article: Reading) -> Reason:
    """Why an event is what it is, as its best report tells it; `article` is the article of that report."""
    told = event.reports[0].event
    language, _, name = told.rule.partition("/")
    frame = frames.by_name(language).get(name)
    taken = [_taken("actor", p, article) for p in told.actors] + [_taken("recipient", p, article) for p in told.recipients]
    return Reason(
        rule=told.rule, trigger=quoted(told.trigger.text), predicates=frame.predicates if frame else (), frame_type=frame.type if frame else None,
        frame_mode=frame.mode if frame else None, actors=_slots(frame.actors) if frame else (), recipients=_slots(frame.recipients) if frame else (),
        taken=tuple(taken), confidence=event.confidence, set_by_people=tuple(dict.fromkeys(c.field for c in event.corrections if c.field)),
    )  # fmt: skip


def _taken(side: str, party: Party, article: Reading) -> Taken:
    return Taken(side=side, code=party.code, words=quoted(party.span.of(article.text)), via=party.via)


def _slots(sources: tuple[str, ...]) -> tuple[Slot, ...]:
    return tuple(Slot(source=s, role=ROLES.get(s.partition(".")[0])) for s in sources)
