"""Frames: which predicate with which roles is which event; a folder a language, a file a type (fields: README.md)."""

from functools import cache
from importlib import resources
from typing import Literal

import msgspec
import yaml

from dragoman.model.language import Form, Status
from dragoman.model.reading import EventType

_DEFAULT_FORMS: tuple[Form, ...] = ("verb", "light", "headline")


class Frame(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One frame; the fields are explained in README.md beside this file."""

    name: str
    predicates: tuple[str, ...]
    type: EventType
    mode: str | None = None
    cameo: str | None = None
    contexts: tuple[str, ...] = ()
    forms: tuple[Form, ...] = _DEFAULT_FORMS
    actors: tuple[str, ...] = ("agent",)
    recipients: tuple[str, ...] = ()
    optional: bool = False
    unaddressed: bool = False
    meets: bool = False
    named: bool = False
    when_role: dict[str, tuple[str, ...]] = {}
    not_role: dict[str, tuple[str, ...]] = {}
    when_role_any: dict[str, tuple[str, ...]] = {}
    not_words: tuple[str, ...] = ()
    not_content: tuple[str, ...] = ()
    content_told: tuple[str, ...] = ()
    content_stands: bool = False
    content_open: bool = False
    only_named: Literal["joins", "drops"] | None = None
    when_partner: bool = False
    verbal: bool = False
    negated: str | None = None
    refusal: Literal["assist", "change", "yield", "meet"] | None = None
    host: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    not_hosts: tuple[str, ...] = ()
    not_about: tuple[str, ...] = ()
    not_told: tuple[str, ...] = ()
    when_negated: bool = False
    alone: bool = False
    private: bool = False
    mutual: bool = False
    mode_words: dict[str, tuple[str, ...]] = {}
    abroad: bool = False
    apart: bool = False
    as_before: bool = False
    apart_words: tuple[str, ...] = ()
    organisation: bool = False
    entity: Literal["only", "prefer"] | None = None
    status: Status | None = None
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()


    @property
    def conditions(self) -> int:
        """How many kinds of words, parties or settings the frame asks for: the more, the earlier it is tried."""
        asked = (self.when_role, self.when_partner, self.entity == "only", self.organisation, self.host, self.hosts, self.when_negated)
        return sum(map(bool, asked))


@cache
def frames(language: str) -> tuple[Frame, ...]:
    """The frames of a language, files and rows in order; () for a language without a folder."""
    folder = resources.files("dragoman.coding.frames") / language
    if not folder.is_dir():
        return ()
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    rows = [row for f in files for row in yaml.load(f.read_text("utf-8"), Loader=yaml.CSafeLoader)]
    return msgspec.convert(rows, tuple[Frame, ...])


@cache
def by_name(language: str) -> dict[str, Frame]:
    """Frames by name."""
    return {f.name: f for f in frames(language)}


@cache
def by_predicate(language: str) -> dict[str, tuple[Frame, ...]]:
    """Frames by predicate in the order in which they are tried: those that ask for more first, else as `frames` has them."""
    out: dict[str, tuple[Frame, ...]] = {}
    for frame in frames(language):
        for predicate in frame.predicates:
            out[predicate] = (*out.get(predicate, ()), frame)
    return {p: tuple(sorted(some, key=lambda f: -f.conditions)) for p, some in out.items()}


@cache
def vocabulary(language: str) -> frozenset[str]:
    """The predicates that frames know: what a language room needs to see nouns of action."""
    return frozenset(by_predicate(language))
