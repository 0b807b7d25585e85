"""Clauses in the making: predicates with the phrases they took, before roles are told."""

from dataclasses import dataclass, field

from dragoman.languages.ko.grammar import grammar
from dragoman.languages.ko.naming import Reference
from dragoman.languages.ko.telling import Telling
from dragoman.languages.ko.units import NounPhrase, Predicate

_PASSIVE = frozenset({"되", "당하", "받", "되어지"})


@dataclass(slots=True)
class Node:
    """A noun phrase (or a nominalised clause) with what modifies it and who it is."""

    phrase: NounPhrase | None
    reference: Reference
    marker: str
    start: int
    end: int
    modifiers: list["Node | Draft"] = field(default_factory=list)
    coordinated: list["Node"] = field(default_factory=list)
    clause: "Draft | None" = None
    owner: "Draft | None" = None
    comma: bool = False
    topic: bool = False
    adnominal: bool = False
    together: bool = False

    @property
    def head(self) -> str:
        """The head noun's form, or the predicate of a nominalised clause."""
        if self.clause is not None:
            return self.clause.predicate.lemma
        return self.phrase.head.form if self.phrase is not None and self.phrase.head is not None else ""

    @property
    def is_party(self) -> bool:
        """Whether the phrase is somebody."""
        return bool(self.reference.parties)

    @property
    def is_pronoun(self) -> bool:
        """Whether the phrase is a pronoun, known or not."""
        return self.phrase is not None and self.phrase.head is not None and self.phrase.head.tag == "NP"


@dataclass(slots=True)
class Draft:
    """A clause in the making. `gap` is the role that the modified noun plays in an adnominal clause; `only` is who that noun is by itself, where others stand
    before the clause with whom it is joined (이스라엘군과 | 시리아에 주둔하는 | 이란군); `begun` says that it was begun (…하기 시작했다)."""

    predicate: Predicate
    telling: Telling
    nodes: list[Node] = field(default_factory=list)
    head: Node | None = None
    gap: str | None = None
    only: Reference | None = None
    subject: Node | None = None
    subject_rule: str | None = None
    topic: Node | None = None
    reports: "list[Draft]" = field(default_factory=list)
    reported_by: "Draft | None" = None
    chained: "Draft | None" = None
    before: "Draft | None" = None
    begun: "Draft | None" = None
    adverbs: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)

    @property
    def passive(self) -> bool:
        """Whether the subject is the one it is done to."""
        predicate = self.predicate
        held = predicate.lemma in grammar().held and predicate.tail.startswith("중 이") and self.first("object") is None
        return held or predicate.suffix in _PASSIVE or predicate.tail.startswith(("어 지", "아 지"))

    @property
    def did_also(self) -> bool:
        """Whether who does it does so as others did: `카타르도 …를 보냈다`."""
        subject = self.subject
        return subject is not None and subject.phrase is not None and subject.is_party and subject.phrase.particle.endswith("도")

    def first(self, *markers: str) -> Node | None:
        """The nearest phrase with one of these markers."""
        return next((n for n in reversed(self.nodes) if n.marker in markers), None)


@dataclass(slots=True)
class Parse:
    """The clauses of a sentence in the order of their predicates, the phrases nothing took, and all nodes."""

    drafts: list[Draft]
    left: list[Node]
    nodes: list[Node]
