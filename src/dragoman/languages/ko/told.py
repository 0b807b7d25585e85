"""What passes between the steps that turn drafts into clauses."""

from dataclasses import dataclass, field

from dragoman.languages.ko.drafts import Draft, Node
from dragoman.model.language import Argument, Clause
from dragoman.model.parties import Party
from dragoman.model.text import Span


@dataclass(slots=True)
class Context:
    """What a sentence lends to all of its clauses. `vocabulary` are the nouns of action that coding knows.

    `arguments` are those of its predicates, by the id of the draft: its nouns of action ask for them again.
    """

    sentence: int
    span: Span
    vocabulary: frozenset[str]
    quoted: bool = False
    speaker: Party | None = None
    addressees: tuple[Party, ...] = ()
    rules: list[str] = field(default_factory=list)
    zero_subject: tuple[Party, ...] = ()
    arguments: dict[int, list[Argument]] = field(default_factory=dict)


@dataclass(slots=True)
class Told:
    """A clause together with the draft (and node) it was made from, so that time and voices can be laid on it."""

    clause: Clause
    draft: Draft | None
    node: Node | None
    content: tuple[int, ...] = ()
