"""Sums of acts by pair and period, kept as events are written: what passed between two parties, and between one and all others.

The table has a row for each pair (both ways), and one for each party with anybody, in the finest period that an act counts in: its
month, else its quarter, else its year (`model.periods`). Longer periods are summed from these, but for all of the time, which has
a table of its own (`dealings`): a busy party has tens of thousands of rows by period. Pages read, by day and by the party
they name, are summed by the triggers of the schema.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import add
from typing import Any

from dragoman.model.kept import KeptEvent
from dragoman.model.periods import By, finest
from dragoman.model.told import Tally
from dragoman.record import file

#: The tables of sums.
TABLES = ("tallies", "dealings", "holdings", "naming")
_COLUMNS = (
    "a_to_b", "b_to_a", "mutual", "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict",
    "planned", "possible", "denied", "score",
)  # fmt: skip
_NAMES = ", ".join(_COLUMNS)
_PLACE = {name: place for place, name in enumerate(_COLUMNS)}
_DIRECTIONS = {"to": _PLACE["a_to_b"], "from": _PLACE["b_to_a"], "mutual": _PLACE["mutual"]}
_QUADS = {quad: _PLACE["verbal_cooperation"] + quad - 1 for quad in (1, 2, 3, 4)}
#: Scores are summed in whole thousandths: sums of these come out the same in whatever order acts come and go.
_THOUSAND = 1000
_COUNTS = [name for name in _COLUMNS if name not in ("a_to_b", "b_to_a", "mutual", "score")]


def _adding(table: str, *keys: str) -> str:
    """SQL that adds to the sums of a row, made if there is none."""
    return (
        f"INSERT INTO {table} ({', '.join(keys)}, {_NAMES}) VALUES ({', '.join('?' * (len(_COLUMNS) + len(keys)))})"
        f" ON CONFLICT DO UPDATE SET {', '.join(f'{name} = {name} + excluded.{name}' for name in _COLUMNS)}"
    )


def _clearing(table: str, *keys: str) -> str:
    """SQL that drops a row that counts nothing any more."""
    return f"DELETE FROM {table} WHERE {' AND '.join(f'{key} = ?' for key in keys)} AND {' + '.join(_COUNTS)} = 0"


#: The tables that events are summed in, with their keys; the keys of one are those of the other with the period behind.
_SUMMED = {"tallies": ("code", "other", "period"), "dealings": ("code", "other")}


def counting(table: str) -> str:
    """SQL that counts anew what a table of sums holds: that of the schema which made it. It needs the function `finest`."""
    steps = [statement for step in file.migrations() for statement in file.statements(step)]
    (made,) = [s for s in steps if f"INSERT INTO {table}\n" in s and "TRIGGER" not in s]
    return made[made.index("SELECT") :]


class Difference:
    """What events that are written change in the sums."""

    def __init__(self) -> None:
        self._sums: dict[tuple[str, str, str], list[int]] = {}

    def add(self, kept: KeptEvent, pairs: Iterable[tuple[str, str, str]], sign: int = 1) -> None:
        """Counts an event in, or out with a `sign` of -1. `pairs` are its (party, other, relation)."""
        if kept.verdict == "rejected":
            return
        period = finest(kept.when.start, kept.when.end)
        met: set[str] = set()
        for code, other, relation in pairs:
            if relation == "beside" or code == other:
                continue
            self._count(kept, (code, other, period), sign, relation)
            if code not in met:
                met.add(code)
                self._count(kept, (code, "", period), sign)

    def write(self, connection: sqlite3.Connection) -> None:
        """Changes the sums in the file."""
        for table, keys in _SUMMED.items():
            differences = self._by(len(keys))
            connection.executemany(_adding(table, *keys), [(*key, *sums) for key, sums in differences.items() if any(sums)])
            connection.executemany(_clearing(table, *keys), [key for key, sums in differences.items() if min(sums) < 0])

    def _by(self, keys: int) -> dict[tuple[str, ...], list[int]]:
        """The sums by so many of their keys."""
        found: dict[tuple[str, ...], list[int]] = {}
        for key, sums in self._sums.items():
            here = found.get(key[:keys])
            found[key[:keys]] = sums if here is None else [a + b for a, b in zip(here, sums, strict=True)]
        return found

    def _count(self, kept: KeptEvent, key: tuple[str, str, str], sign: int, relation: str | None = None) -> None:
        sums = self._sums.get(key)
        if sums is None:
            sums = self._sums[key] = [0] * len(_COLUMNS)
        if kept.status != "happened":
            sums[_PLACE[kept.status]] += sign
            return
        sums[_QUADS[kept.quad]] += sign
        sums[_PLACE["score"]] += sign * round(kept.score * _THOUSAND)
        if relation is not None:
            sums[_DIRECTIONS[relation]] += sign


def of_party(connection: sqlite3.Connection, code: str, others: Sequence[str] | None, by: By | None) -> list[Tally]:
    """What passed between a party and others (None: each) and anybody, by period, or in all of the time (`by` None).

    In the order of the codes of the others, anybody first.
    """
    where, values = "code = ?", [code]
    if others is not None:
        where, values = f"code = ? AND other IN ('', {', '.join('?' * len(others))})".replace(", )", ")"), [code, *others]
    table, period = ("tallies", "period") if by is not None else ("dealings", "''")
    cursor = connection.cursor()
    cursor.row_factory = None
    rows = cursor.execute(f"SELECT other, {period}, {_NAMES} FROM {table} WHERE {where} ORDER BY other, {period}", values)
    # rows come in the order of the table: a sort in SQL by longer periods would take longer than all else
    sums: dict[tuple[str, str], tuple[Any, ...]] = {}
    for row in rows:
        key, here = (row[0], _longer(row[1], by)), row[2:]
        known = sums.get(key)
        sums[key] = here if known is None else tuple(map(add, known, here))
    rows_of: list[list[Any]] = [[other or None, unit or None, *some[:-1], some[-1] / _THOUSAND] for (other, unit), some in sorted(sums.items())]
    return [Tally(*row) for row in rows_of]


@lru_cache(65_536)
def _longer(period: str, by: By | None) -> str:
    """The month, quarter or year that a period lies in; empty where it does not say as much."""
    month = int(period[5:7]) if period[5:7].isdecimal() else None
    match by:
        case "month":
            return period[:7] if month is not None else ""
        case "quarter":
            return f"{period[:4]}-Q{(month + 2) // 3}" if month is not None else period if "Q" in period else ""
        case "year":
            return period[:4]
        case None:
            return ""
        case _:
            raise ValueError(f"{by!r}: sums are kept by nothing finer than months")


def active(connection: sqlite3.Connection, codes: Iterable[str], since: str, until: str) -> dict[str, int]:
    """How many acts that happened in the months from one to another each party had with others; nothing for those who had none."""
    acts = " + ".join(_COLUMNS[place] for place in _QUADS.values())
    found = {
        code: connection.execute(
            f"SELECT sum({acts}) FROM tallies WHERE code = ? AND other = '' AND period BETWEEN ? AND ? AND period GLOB '????-[01]?'",
            (code, since[:7], until[:7]),
        ).fetchone()[0]
        for code in codes
    }  # fmt: skip
    return {code: number for code, number in found.items() if number}


def published(connection: sqlite3.Connection, by: By) -> dict[str, int]:
    """Live articles by period of publication."""
    return _pages(connection, f"SELECT {_unit('value', by)}, sum(articles) FROM holdings WHERE kind = 'day' AND value <> '' GROUP BY 1", ())


def naming(connection: sqlite3.Connection, code: str, by: By) -> dict[str, int]:
    """Live articles that name a party, by period of publication."""
    return _pages(connection, f"SELECT {_unit('day', by)}, sum(articles) FROM naming WHERE code = ? GROUP BY 1", (code,))


def _pages(connection: sqlite3.Connection, query: str, values: tuple[str, ...]) -> dict[str, int]:
    return {row[0]: row[1] for row in connection.execute(query, values)}


def _unit(column: str, by: By) -> str:
    """SQL for the period that a finer one (or a day) lies in; empty where it does not say as much."""
    units: Mapping[By, str] = {
        "day": f"CASE WHEN length({column}) = 10 THEN {column} ELSE '' END",
        "month": f"CASE WHEN {column} GLOB '????-[01]?*' THEN substr({column}, 1, 7) ELSE '' END",
        "quarter": (
            f"CASE WHEN {column} GLOB '????-[01]?*' THEN substr({column}, 1, 4) || '-Q' || ((CAST(substr({column}, 6, 2) AS INTEGER) + 2) / 3)"
            f" WHEN {column} GLOB '????-Q?' THEN {column} ELSE '' END"
        ),
        "year": f"substr({column}, 1, 4)",
    }
    return units[by]
