"""Periods as a table shows them: those that follow each other without any page in the record are one row, a gap."""

from collections.abc import Sequence
from itertools import groupby
from typing import Protocol

import msgspec


class Period(Protocol):
    """Anything that has a period and says whether the record covers it."""

    @property
    def period(self) -> str | None: ...
    @property
    def covered(self) -> bool | None: ...


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a table: one period (`row`), or a gap from `first` to `last` of `periods` periods."""

    first: str | None
    last: str | None
    periods: int
    row: Period | None


def stretches(rows: Sequence[Period], newest_first: bool = True) -> list[Stretch]:
    """Rows for a table. A gap is what has no page and no act."""
    out: list[Stretch] = []
    for gap, some in groupby(rows, _is_gap):
        found = list(some)
        if gap:
            out.append(Stretch(first=found[0].period, last=found[-1].period, periods=len(found), row=None))
        else:
            out += [Stretch(first=r.period, last=r.period, periods=1, row=r) for r in found]
    return out[::-1] if newest_first else out


def _is_gap(row: Period) -> bool:
    known = [getattr(row, name, None) for name in ("events", "planned", "possible", "denied", "acts")]
    return row.covered is False and not any(known)
