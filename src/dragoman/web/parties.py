"""Parties as pages name them."""

import msgspec

from dragoman.record.codes import Meant
from dragoman.web.asking import Asked


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A party: its code, what it is (state, organisation), its Korean `name` and its English `label`."""

    code: str
    kind: str
    name: str
    label: str


def named(asking: Asked, word: str) -> Named:
    """The party that a code or name means. Raises `BadQuestion`, which becomes a page that helps."""
    meant: Meant = asking.party(word)
    return Named(code=meant.code, kind=meant.kind, name=meant.name, label=meant.label)
