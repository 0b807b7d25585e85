"""What a sentence is about by the words of its clauses: matters that borrow the words of conflict (an emergency declared over a flood)."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise

import msgspec
import yaml

from dragoman.model.language import Clause


class _Words(msgspec.Struct, frozen=True):
    """The words of one language; `matters.yaml` says what each list is for."""

    matters: dict[str, frozenset[str]] = {}
    forces: tuple[str, ...] = ()
    near: tuple[str, ...] = ("\0",)
    makers: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    deeds: tuple[str, ...] = ()
    freeing: frozenset[str] = frozenset()
    regarding: frozenset[str] = frozenset()
    harming: frozenset[str] = frozenset()
    asking: frozenset[str] = frozenset()
    joint_texts: frozenset[str] = frozenset()


@cache
def words(language: str) -> _Words:
    """The words of a language, none for one that `matters.yaml` lacks."""
    text = (resources.files("dragoman.coding") / "matters.yaml").read_text("utf-8")
    return msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader), dict[str, _Words]).get(language, _Words())


def matters(clauses: Sequence[Clause], language: str) -> Mapping[int, frozenset[str]]:
    """The matters that the clauses of each sentence (by its id) have words of."""
    said: dict[int, set[str]] = {}
    for clause in clauses:
        here = said.setdefault(clause.sentence, set())
        here.add(clause.predicate)
        for argument in clause.arguments:
            here.update(argument.words, (left + right for left, right in pairwise(argument.words)))
    return {sentence: frozenset(m for m, those in words(language).matters.items() if not those.isdisjoint(here)) for sentence, here in said.items()}
