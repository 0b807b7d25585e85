"""Periods as a table shows them: those that follow each other without any page in the record are one row, a gap."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any, Protocol

import msgspec
from markupsafe import Markup, escape

#: A number of a table; None where nothing is known of it; a text as it stands.
Cell = float | str | None


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


def table_rows(
    some: Sequence[Stretch], numbers: Callable[[Any], Sequence[Cell]], months: str = "", *, cells: Callable[[Sequence[Cell]], Markup], none: str, undated: str
) -> Markup:
    """Stretches as rows of an HTML table: the period, which links to the address `months` with its word PERIOD replaced, and the `numbers` of its row.

    `none` is said of a gap, `undated` stands for no period. Made here and not in a template, since a page has hundreds of them.
    """
    rows = [(one, numbers(one.row) if one.row is not None else ()) for one in some]
    width = max((len(row) for _, row in rows), default=1) or 1
    months = str(escape(months))
    out = []
    for one, row in rows:
        if one.row is None:
            out.append(f'<tr class="gap-row"><th scope="row">{one.first if one.first == one.last else f"{one.first} – {one.last}"}</th><td colspan="{width}">{escape(none)}</td></tr>')
        else:
            out.append(f'<tr><th scope="row">{_period(one.row.period, months) or escape(undated)}</th>{cells(row)}</tr>')
    return Markup("\n".join(out))


def _period(period: str | None, months: str) -> str:
    """A period, linked: digits, hyphens and a Q, nothing to escape."""
    return f'<a href="{months.replace("PERIOD", period)}#timeline">{period}</a>' if period and months else period or ""


def _is_gap(row: Period) -> bool:
    known = [getattr(row, name, None) for name in ("events", "planned", "possible", "denied", "acts")]
    return row.covered is False and not any(known)
