"""What an article has set up so far: who has been named, who spoke last, which pair it is about."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.model.language import Clause
from dragoman.model.parties import Entity, EntityKind, Party, Unresolved

#: How many sentences back the state is looked for that an institution abroad belongs to.
_AROUND = 4
#: How many times as often as another a state is named that an article is about.
_OUTWEIGHS = 5
#: … and the less named of the two that it is about, before a pair named in passing.
_OUTWEIGHS_PAIR = 3
#: … or before one of the paragraph before.
_OUTWEIGHS_PAIR_BEFORE = 1.5


@dataclass(slots=True)
class Discourse:
    """Grows sentence by sentence. `home` is the state of the outlet (우리 정부), None where that is unknown.

    `recap` says that the sentence only calls something to mind (…한 바 있다): who is named there is not who the story is about.
    `sides` are those who may be one of 양측: the states and the entities that few recognise (하마스).
    """

    home: str | None = None
    states: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    people: list[Party] = field(default_factory=list)
    offices: dict[str, Party] = field(default_factory=dict)
    institutions: dict[str, str] = field(default_factory=dict)
    outlets: list[Party] = field(default_factory=list)
    home_named: bool = False
    named: Counter[str] = field(default_factory=Counter)
    last_pair: tuple[str, str] | None = None
    pair_sentence: int = 0
    paragraph: int = 0
    item: int = 0
    pair_paragraph: int = 0
    groups: list[tuple[Party, ...]] = field(default_factory=list)
    weight: Counter[str] = field(default_factory=Counter)
    recent: dict[str, int] = field(default_factory=dict)
    seen_at: dict[str, int] = field(default_factory=dict)
    subject: Party | None = None
    speaker: Party | None = None
    addressee: Party | None = None
    quoted_by: Party | None = None
    sentence: int = 0
    recap: bool = False
    organisation: tuple[int, Party] | None = None
    meeting: tuple[int, Party] | None = None
    issued_at: int = -1
    issued_by: tuple[Party, ...] = ()
    ground: tuple[int, int, str] | None = None
    bodies: list[tuple[int, str, str]] = field(default_factory=list)
    entities: dict[str, Entity] = field(default_factory=dict)
    places: dict[str, set[tuple[int, int]]] = field(default_factory=dict)
    unresolved: list[Unresolved] = field(default_factory=list)

    def begin_item(self) -> None:
        """A new item of a round-up, or a new section: who was spoken of last stands in another story."""
        self.item += 1
        self.subject = self.speaker = self.addressee = None
        self.last_pair = self.organisation = self.meeting = self.ground = None

    def saw(self, party: Party, kind: EntityKind) -> None:
        """Keeps a party that was named, with the place of its words."""
        known = self.entities.get(party.entity)
        places = self.places.setdefault(party.entity, set())
        fresh = (party.start, party.end) not in places
        places.add((party.start, party.end))
        if known is None:
            self.entities[party.entity] = Entity(
                id=party.entity, kind=kind, name=party.name, label=party.label, code=party.code,
                title=party.title, sector=party.sector,
            )  # fmt: skip
        elif party.title and not known.title:
            self.entities[party.entity] = Entity(
                id=known.id, kind=known.kind, name=known.name, label=known.label, code=known.code,
                title=party.title, sector=known.sector,
            )  # fmt: skip
        if party.sector != "MED" and fresh:
            self.weight[party.code] += 1
        if party.sector != "MED" or party.code not in self.recent:
            self.recent[party.code] = self.sentence
        if kind == "person":
            if not self.recap:
                self.seen_at[party.entity] = self.sentence
            self.people = [*[p for p in self.people if p.entity != party.entity][-20:], party]
        if kind == "organisation":
            self.organisation = (self.sentence, party)
        if kind == "outlet":
            self.outlets = [*self.outlets[-5:], party]

    def met(self, party: Party) -> None:
        """Keeps a person whom the article only describes: 그는 may mean them, but they do not weigh in what it is about."""
        self.people = [*[p for p in self.people if p.entity != party.entity][-20:], party]
        self.subject = party
        if party.entity not in self.entities:
            self.entities[party.entity] = Entity(
                id=party.entity, kind="person", name=party.name, label=party.label, code=party.code, title=party.title, sector=party.sector,
            )  # fmt: skip
        self.places.setdefault(party.entity, set()).add((party.start, party.end))

    def saw_group(self, parties: tuple[Party, ...]) -> None:
        """Keeps several parties that were named together: the last six groups, and the last one of each size from three on."""
        groups = [*self.groups, parties]
        sizes = {len(g): g for g in groups if len(g) > 2}
        self.groups = [g for k, g in enumerate(groups) if k >= len(groups) - 6 or sizes.get(len(g)) is g]

    def bodies_named(self) -> list[tuple[Entity, int]]:
        """The organisations named so far, the last one first, and how many sentences ago that was."""
        named = sorted(((at, c) for c, at in self.recent.items() if f"organisation:{c}" in self.entities), reverse=True)
        return [(self.entities[f"organisation:{c}"], self.sentence - at) for at, c in named]

    def last_state(self) -> str | None:
        """The state named last, in this sentence or the two before."""
        near = [(at, self.weight[code], code) for code, at in self.recent.items() if code in self.states and self.sentence - at <= 2]
        if not near:
            return None
        last = max(near)[2]
        first = max((c for c in self.weight if c in self.states), key=lambda c: (self.weight[c], c), default=last)
        # a state named in passing does not own 정부 and 경찰 in an article about another
        return first if self.weight[first] >= _OUTWEIGHS * self.weight[last] else last

    def state_abroad(self, besides: str | None) -> str | None:
        """The foreign state that this sentence has named alone, or those around are most about, but for `besides`; else the one the article names most."""
        here = {c for c, at in self.recent.items() if c in self.states and at == self.sentence} - {self.home, besides}
        if len(here) == 1:
            return here.pop()
        near = {c for c, at in self.recent.items() if c in self.states and self.sentence - at <= _AROUND} - {self.home, besides}
        among = near or {c for c in self.named if c in self.states} - {self.home, besides}
        return max(among, key=lambda c: (self.named[c], self.weight[c], c), default=None)

    def nearest(self, among: frozenset[str]) -> str | None:
        """The one of these states that was named last, the one named oftener if two were; else the one that the article names most."""
        near = {c: (at, self.weight[c], c) for c, at in self.recent.items() if c in among}
        if near:
            return max(near, key=lambda c: near[c])
        return max((c for c in self.named if c in among), key=lambda c: (self.named[c], c), default=None)

    def on_ground(self) -> str | None:
        """The state in a city of which this sentence stands, or one before it in the paragraph that no other state was named after."""
        if self.ground is None or self.ground[1] != self.paragraph:
            return None
        at, _, code = self.ground
        return code if all(seen <= at or other == code for other, seen in self.recent.items() if other in self.states) else None

    def has_body(self, word: str, start: int) -> str | None:
        """The state that the article says to have a body of that name (미얀마 군부): the last one said before a place in the text, else the next."""
        said = [(place, code) for place, name, code in self.bodies if name == word]
        before = [code for place, code in said if place < start]
        return before[-1] if before else said[0][1] if said else None

    def saw_sentence(self, parties: tuple[Party, ...]) -> None:
        """Keeps the pair of states of a sentence that names exactly two as parties."""
        codes = tuple(dict.fromkeys(p.code for p in parties if p.code in self.sides and p.sector != "MED" and p.via is None))
        if len(codes) == 2:
            self._pair_is(codes)

    def saw_dealing(self, codes: Sequence[str], clause: Clause) -> None:
        """Keeps the pair of states of which one does something with the other (통화, 회담); that a third is named besides does not matter."""
        two = tuple(dict.fromkeys(c for c in codes if c in self.sides))
        if len(two) == 2 and clause.arguments_in("partner") and clause.status in ("happened", "planned"):
            self._pair_is(two)

    def _pair_is(self, codes: tuple[str, ...]) -> None:
        self.last_pair, self.pair_sentence, self.pair_paragraph = (codes[0], codes[1]), self.sentence, self.paragraph

    def pair(self, including: str | None, explicit: tuple[str, ...] = (), besides: str | None = None) -> tuple[str, str] | None:
        """The two states that 양국 means: those named in the same sentence, else the two the article is about.

        A pair named last gives way to the two that the article names much more often; `besides` is none of the two.
        """
        if len(explicit) == 2 and besides not in explicit:
            return explicit[0], explicit[1]
        ranked = [
            code
            for code, _ in sorted(self.weight.items(), key=lambda i: (-i[1], -self.recent.get(i[0], 0)))
            if code in self.sides and code != besides
        ]
        if including is not None and len(ranked) > 1 and including not in ranked[:2] and 2 * self.weight[including] <= self.weight[ranked[1]]:
            # who spoke last in passing is none of the two that the article is about
            including = None
        last = self.last_pair if self.last_pair is not None and self.sentence - self.pair_sentence <= 3 and besides not in self.last_pair else None
        if last is not None and (including is None or including in last):
            main = ranked[:2]
            share = _OUTWEIGHS_PAIR if self.paragraph == self.pair_paragraph else _OUTWEIGHS_PAIR_BEFORE
            outweighed = self.sentence - self.pair_sentence > 1 and len(main) == 2 and set(main) != set(last) and min(self.weight[c] for c in main) >= share * min(self.weight[c] for c in last)
            if not (outweighed and (including is None or including in main)):
                return last
        if including is not None and including in ranked:
            ranked = [including, *[c for c in ranked if c != including]]
        return (ranked[0], ranked[1]) if len(ranked) >= 2 else None
