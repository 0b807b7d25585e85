"""The PLOVER table: quad classes and scores of types and modes (`plover.yaml`)."""

from functools import cache
from importlib import resources

import msgspec
import yaml


class TypeRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One event type. A mode's score replaces the type's, and so does its CAMEO code."""

    quad: int
    score: float
    cameo: str
    mutual: bool = False
    modes: dict[str, float] = {}
    mode_cameo: dict[str, str] = {}


@cache
def types() -> dict[str, TypeRow]:
    """All event types by name."""
    text = (resources.files("dragoman.coding") / "plover.yaml").read_text("utf-8")
    return msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader)["types"], dict[str, TypeRow])


def score(type_: str, mode: str | None) -> float:
    """The score of a type and mode. Raises KeyError for a type or mode that PLOVER does not have."""
    row = types()[type_]
    return row.modes[mode] if mode is not None else row.score
