"""Frames: which predicate with which roles is which event, one file a language."""

from functools import cache
from importlib import resources
from typing import Literal

import msgspec
import yaml

from dragoman.model.language import Form, Status
from dragoman.model.reading import EventType

_DEFAULT_FORMS: tuple[Form, ...] = ("verb", "light", "headline")


class Frame(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One frame; the fields are explained on top of the data files."""

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
    when_role: dict[str, tuple[str, ...]] = {}
    when_role_any: dict[str, tuple[str, ...]] = {}
    not_words: tuple[str, ...] = ()
    when_partner: bool = False
    verbal: bool = False
    negated: str | None = None
    refusal: Literal["assist", "change", "yield", "meet"] | None = None
    host: tuple[str, ...] = ()
    private: bool = False
    mutual: bool = False
    mode_words: dict[str, tuple[str, ...]] = {}
    abroad: bool = False
    organisation: bool = False
    entity: Literal["only", "prefer"] | None = None
    status: Status | None = None
    private_note: str | None = None
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()


@cache
def frames(language: str) -> tuple[Frame, ...]:
    """The frames of a language in the order in which they are tried; () for a language without a file."""
    file = resources.files("dragoman.coding.frames") / f"{language}.yaml"
    if not file.is_file():
        return ()
    return msgspec.convert(yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader), tuple[Frame, ...])


@cache
def by_name(language: str) -> dict[str, Frame]:
    """Frames by name."""
    return {f.name: f for f in frames(language)}


@cache
def by_predicate(language: str) -> dict[str, tuple[Frame, ...]]:
    """Frames by predicate, in file order."""
    out: dict[str, tuple[Frame, ...]] = {}
    for frame in frames(language):
        for predicate in frame.predicates:
            out[predicate] = (*out.get(predicate, ()), frame)
    return out


@cache
def vocabulary(language: str) -> frozenset[str]:
    """The predicates that frames know: what a language room needs to see nouns of action."""
    return frozenset(by_predicate(language))
