"""The table of `merging.yaml`: which features speak for two reports telling one act, and how much."""

from functools import cache
from importlib import resources

import msgspec
import yaml


class Tolerance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far apart the days of one act of a kind may be told (`days`), and what each day apart costs."""

    type: str
    days: int
    cost: int
    mode: str | None = None
    recurs: bool = False


class Feature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The weight of a feature in hundredths, and how a reason says it."""

    weight: int
    says: str


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table of `merging.yaml`."""

    join: int
    attach: int
    margin: int
    back: int
    ahead: int
    denied_back: int
    widest: int
    tolerance: tuple[Tolerance, ...]
    verbal: frozenset[str]
    features: dict[str, Feature]


@cache
def table() -> Table:
    """The features and weights that ship with the package."""
    text = (resources.files("dragoman.record") / "merging.yaml").read_text("utf-8")
    return msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader), Table)


def tolerance(type_: str, mode: str | None) -> Tolerance:
    """The row of the table that holds for a kind of act. Raises KeyError for a type that the table lacks."""
    for row in table().tolerance:
        if row.type == type_ and row.mode in (None, mode):
            return row
    raise KeyError(type_)
