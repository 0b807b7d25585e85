"""CAMEO codes: their text, Goldstein score and class (`cameo.yaml`)."""

from functools import cache

import msgspec

from dragoman.exports.countries import read_rows
from dragoman.model.kept import KeptEvent

#: Codes of a visit and of its other side.
VISIT, HOST = "042", "043"


class Code(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One CAMEO code."""

    code: str
    goldstein: float
    text: str


@cache
def table() -> dict[str, Code]:
    """All codes."""
    return {row.code: row for row in read_rows("cameo.yaml", Code)}


def code(event: KeptEvent) -> Code | None:
    """The CAMEO code of an event, or the nearest one above it that CAMEO has; None where the event has none."""
    found = event.cameo or ""
    while found and found not in table():
        found = found[:-1]
    return table().get(found)


def base(code_: str) -> str:
    """The code of the second level: 0251 is of 025."""
    return code_[:3]


def root(code_: str) -> str:
    """The code of the first level: 0251 is of 02."""
    return code_[:2]


def quad_class(code_: str) -> int:
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict, by the root code as GDELT counts.

    PLOVER draws the line elsewhere (to yield is verbal there), so it is not the quad class of the record.
    """
    number = int(root(code_))
    return 1 if number <= 5 else 2 if number <= 8 else 3 if number <= 13 else 4


def other_side(code_: str) -> str:
    """What the second party of a mutual act does: who is visited, hosts."""
    return {VISIT: HOST, HOST: VISIT}.get(code_, code_)
