"""The units of a sentence: noun phrases, predicates and loose words, in the order of the text."""

from dataclasses import dataclass, field

from dragoman.dates import TimeExpression
from dragoman.languages.ko.mentions import Mention
from dragoman.languages.ko.sentences import Quote


@dataclass(slots=True)
class Item:
    """A word of a noun phrase; `mention` is the name it is, if it is one."""

    form: str
    tag: str
    start: int
    end: int
    mention: Mention | None = None
    unknown: bool = False


@dataclass(slots=True)
class NounPhrase:
    """A run of nouns with its particle.

    `marker` is the case (see grammar.yaml) and "" where there is none; `adnominal` marks 의, 에 대한, 과의;
    `tails` are the bound nouns at its end (간 between, 후 after); `comma` and `dot` tell what follows it.
    """

    start: int
    end: int
    items: list[Item]
    marker: str = ""
    particle: str = ""
    adnominal: bool = False
    comma: bool = False
    dot: bool = False
    tails: list[str] = field(default_factory=list)
    asides: list[tuple[int, int]] = field(default_factory=list)
    time: TimeExpression | None = None
    quote: Quote | None = None
    topic: bool = False
    ahead: bool = False
    full_end: int = 0

    @property
    def head(self) -> Item | None:
        """The last word that is not a bound noun."""
        return self.items[-1] if self.items else None

    @property
    def words(self) -> tuple[str, ...]:
        """The forms of its words."""
        return tuple(i.form for i in self.items)


@dataclass(slots=True)
class Predicate:
    """A predicate: `lemma` in dictionary form (방문, 만나다, 이다), stem and whole extent, `tail` of endings.

    `ending`: final, connective, quotative, adnominal, quoted-adnominal (다는), nominal, giro (기로), none.
    `suffix`: 하, 되, 시키, 당하, 받 for a noun made a verb; "" otherwise. `variant` is it and its auxiliary or causative as one word.
    """

    start: int
    end: int
    stem_start: int
    stem_end: int
    lemma: str
    suffix: str
    tail: str
    ending: str
    ending_form: str
    adjective: bool = False
    comma: bool = False
    marker: str = ""
    variant: str | None = None


@dataclass(slots=True)
class Word:
    """An adverb, a conjunction or a break."""

    form: str
    tag: str
    start: int
    end: int


Unit = NounPhrase | Predicate | Word
