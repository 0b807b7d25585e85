"""What a language room gives: sentences and clauses in no language, ready for coding."""

from typing import Literal

import msgspec

from dragoman.model.parties import Entity, Party, Unresolved
from dragoman.model.text import Span
from dragoman.model.when import When, Where

Role = Literal[
    "agent",  # who does it (subject of an active clause, …에 의해 of a passive one)
    "patient",  # what or whom it is done to (object)
    "goal",  # where to, to whom (에, 에게, 로)
    "partner",  # with whom (와/과, 간)
    "source",  # from whom or where (에게서, 로부터)
    "about",  # on what (에 대해, 관련)
    "for",  # for whose sake or to what end (을 위해)
    "place",  # where (에서)
    "as",  # as what (로, 로서)
    "attribute",  # what the agent is said to be (…이다)
    "content",  # what is said or planned
    "modifier",  # a noun before a noun of action, without a particle (우크라이나 지원)
]
Status = Literal["happened", "planned", "possible", "denied"]
Form = Literal["verb", "light", "noun", "headline", "copula"]


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place named in a phrase and where it stands."""

    where: Where
    start: int
    end: int


class Argument(msgspec.Struct, frozen=True, kw_only=True):
    """A phrase that takes part in what a clause tells.

    `head` is the head noun's dictionary form. `parties` are who the phrase *is*, `within` who is named inside it
    without being its head (미국의 노력: within USA). `shared` names the rule by which the phrase was borrowed from
    another clause, None for a clause's own phrase. `marker` is the particle, for people to read. `whole` is where the
    phrase begins with everything that modifies it, -1 where nothing does.
    """

    role: Role
    start: int
    end: int
    head: str
    words: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    within: tuple[Party, ...] = ()
    places: tuple[Place, ...] = ()
    marker: str = ""
    shared: str | None = None
    whole: int = -1

    @property
    def lent_by(self) -> str | None:
        """The rule by which the phrase was borrowed, without its language (`shared-topic`); None for an own phrase."""
        return self.shared.partition("/")[2] if self.shared is not None else None


def _is_shared(argument: Argument) -> bool:
    return argument.shared is not None


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """On whose word something is told: the words `start:end` name the source, `verb` how it speaks."""

    name: str
    label: str
    kind: Literal["outlet", "agency", "person", "institution", "state", "organisation", "unnamed"]
    verb: str
    start: int
    end: int
    code: str | None = None


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """One predicate with its arguments, in no language.

    `predicate` is the dictionary form (방문, 만나다), `variant` it and its auxiliary or causative as one word, where coding knows it
    (돌려주다, 침몰시키다);
    `trigger` its place; `host` the light or governing predicate of a
    nominal one, `host_kind` what that makes of it (light, carry, planned, given …). `content` are the ids of the clauses
    that it reports, `quotes` the places of the words it quotes; `past` says it is told in the past tense,
    `reported` that somebody is said to say it. `negated` is about the predicate itself; `status` is how the text tells it. `day` is when the narrative
    stands where the clause has no time of its own, named `day_age` sentences before. `voices` run from the nearest outward. `rules` name what was applied.
    """

    id: int
    sentence: int
    start: int
    end: int
    trigger: Span
    predicate: str
    form: Form
    variant: str | None = None
    arguments: tuple[Argument, ...] = ()
    host: str | None = None
    host_kind: str | None = None
    content: tuple[int, ...] = ()
    quotes: tuple[Span, ...] = ()
    past: bool = False
    reported: bool = False
    adverbs: tuple[str, ...] = ()
    negated: bool = False
    passive: bool = False
    status: Status = "happened"
    when: When = When()
    future: When | None = None
    day: When | None = None
    day_age: int = 0
    voices: tuple[Voice, ...] = ()
    speaker: Party | None = None
    addressees: tuple[Party, ...] = ()
    quoted: bool = False
    rules: tuple[str, ...] = ()

    def told_as(self, *rules: str) -> str | None:
        """The first of these rules that shaped the clause, named without a language; None if none did.

        These names mean the same in every language, and coding relies on them: aim, condition, nominalised, command, must,
        will, future, not, need, intending, called-for, agreed-to, chained, adnominal, scheduled-present, over-time, recap, looks-back, in-text, other-day, goes-on, and host-KIND for what governs a noun.
        """
        if not self.rules:
            return None
        own = {rule.partition("/")[2] for rule in self.rules}
        return next((rule for rule in rules if rule in own), None)

    def arguments_in(self, role: Role) -> tuple[Argument, ...]:
        """The arguments in a role, a clause's own before shared ones."""
        found = [a for a in self.arguments if a.role == role]
        if len(found) > 1:
            found.sort(key=_is_shared)
        return tuple(found)


class Speech(msgspec.Struct, frozen=True, kw_only=True):
    """Words said: directly (in quotes) or reported. `speaker` is None where nobody could be told."""

    kind: Literal["direct", "reported"]
    start: int
    end: int
    verb: str
    speaker: Party | None = None
    addressees: tuple[Party, ...] = ()
    when: When = When()
    voices: tuple[Voice, ...] = ()


class Amount(msgspec.Struct, frozen=True, kw_only=True):
    """A number with a unit as a text gives it: `unit` is an ISO 4217 code or `people`; `noun` what is counted.

    `when` are the days it is of where its sentence names several times (2021년 10억 달러에서 지난해 12억 달러로); else None.
    """

    value: float
    unit: str
    bound: Literal["exact", "about", "at_least", "at_most"]
    start: int
    end: int
    sentence: int
    noun: str | None = None
    when: When | None = None


class Phrase(msgspec.Struct, frozen=True, kw_only=True):
    """A noun phrase as `explain` shows it."""

    start: int
    end: int
    role: str
    marker: str
    morphemes: str
    meaning: str


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of a part of the article. `quoted` marks one that stands inside a quote.

    `item` counts the items of a round-up or the sections of an article (◇, ▲); 0 is what stands before the first.
    """

    id: int
    start: int
    end: int
    part: str
    quoted: bool = False
    item: int = 0
    phrases: tuple[Phrase, ...] = ()


class Analysis(msgspec.Struct, frozen=True, kw_only=True):
    """All that a language room found in an article. `terms` are its words in dictionary form, in order, where they were asked for."""

    sentences: tuple[Sentence, ...] = ()
    clauses: tuple[Clause, ...] = ()
    speeches: tuple[Speech, ...] = ()
    amounts: tuple[Amount, ...] = ()
    entities: tuple[Entity, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    notes: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


class Sign(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """What a text must have in a sentence for an act to be told there: one of `heads`, and of each list of `asked` one word as well.

    All in dictionary form. `sides` is how many parties the act needs.
    """

    heads: tuple[str, ...]
    asked: tuple[tuple[str, ...], ...] = ()
    sides: int = 2
