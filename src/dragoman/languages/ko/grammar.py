"""The words of Korean grammar (`grammar.yaml`), loaded once."""

from functools import cache
from importlib import resources
from typing import TypeVar

import msgspec
import yaml

T = TypeVar("T")


class Grammar(msgspec.Struct, frozen=True):
    """Word lists of `grammar.yaml`; the comments there say what each is for."""

    particles: dict[str, dict[str, str]]
    endings: dict[str, frozenset[str]]
    postpositions: tuple[tuple[str, str, str], ...]
    noun_postpositions: dict[str, dict[str, str]]
    tails: dict[str, str]
    adverbs: frozenset[str]
    back_then: frozenset[str]
    attributive: frozenset[str]
    terms: frozenset[str]
    even_does: frozenset[str]
    programmes: frozenset[str]
    staying: frozenset[str]
    said_in: frozenset[str]
    some: frozenset[str]
    adverbial_verbs: frozenset[str]
    going_on: frozenset[str]
    copular_nouns: frozenset[str]
    existential_nouns: frozenset[str]
    existential_verbs: frozenset[str]
    hearsay_verbs: frozenset[str]
    complement_nouns: frozenset[str]
    pronouns: dict[str, str]
    compound_heads: tuple[str, ...]
    mentioning: frozenset[str]
    addressing: frozenset[str]
    settings_of_speech: frozenset[str]
    done_by_saying: frozenset[str]
    showing: frozenset[str]
    claiming: frozenset[str]
    feelings: frozenset[str]
    together: frozenset[str]
    agreeing: frozenset[str]
    thanks: frozenset[str]
    being: frozenset[str]
    intransitive: frozenset[str]
    clause_nouns: frozenset[str]
    nominal_nouns: frozenset[str]
    copular_nominals: frozenset[str]
    sides: frozenset[str]
    passive_agents: frozenset[str]
    suffering: frozenset[str]
    texts: frozenset[str]
    issued_texts: frozenset[str]
    signed_texts: frozenset[str]
    signing: frozenset[str]
    issuing: frozenset[str]
    times_past: frozenset[str]
    held: frozenset[str]
    held_on: frozenset[str]
    reconsidering: frozenset[str]
    controlling: frozenset[str]
    carrying: frozenset[str]
    describing: frozenset[str]
    visiting: frozenset[str]
    scheduled: frozenset[str]
    each_other: frozenset[str]
    in_answer: frozenset[str]
    still_to_come: frozenset[str]
    what_came_of_it: frozenset[str]
    came_to_nothing: frozenset[str]
    meeting_held: frozenset[str]
    unreal_of: frozenset[str]
    serial: frozenset[str]
    through: frozenset[str]
    arriving: frozenset[str]
    afterwards: frozenset[str]
    even: frozenset[str]
    made_together: frozenset[str]
    conjunctions: frozenset[str]
    leading: frozenset[str]
    led_as: frozenset[str]
    circumstances: frozenset[str]
    told_before: tuple[str, ...]
    denied_nouns: frozenset[str]
    beginning: frozenset[str]
    item_marks: str
    judging: frozenset[str]
    put_forward: frozenset[str]


def load_yaml(name: str, kind: type[T]) -> T:
    """A data file of this folder as the record type given."""
    text = (resources.files("dragoman.languages.ko") / name).read_text("utf-8")
    return msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader), kind)


@cache
def grammar() -> Grammar:
    """The word lists."""
    return load_yaml("grammar.yaml", Grammar)
