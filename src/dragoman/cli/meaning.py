"""Which party somebody means who writes a code or a name on the command line."""

from collections.abc import Iterable

from dragoman.cli import console
from dragoman.model.errors import one_line
from dragoman.record import Record


def code(record: Record, written: str) -> str:
    """The code of the party that a code or a name means; names it on standard error where it is not the code itself."""
    meant = record.meant(written)
    if not meant.exact:
        console.complain(f"{one_line(written)} taken for {meant.code} ({meant.label})")
    return meant.code


def codes(record: Record, written: Iterable[str]) -> list[str]:
    """The codes of several parties, written apart or with commas between."""
    return [code(record, one.strip()) for some in written for one in some.split(",") if one.strip()]
