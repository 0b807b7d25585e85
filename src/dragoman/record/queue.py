"""What is to be reviewed: events of which nobody has said anything yet, the least certain or the most reported first."""

import sqlite3
from typing import Literal, get_args

from dragoman.model.errors import one_line
from dragoman.record.errors import BadQuestion

Order = Literal["uncertain", "reported"]
ORDERS: tuple[Order, ...] = get_args(Order)


def check(order: str) -> Order:
    """Raises `BadQuestion` for an order there is none of."""
    for known in ORDERS:
        if order == known:
            return known
    raise BadQuestion(f"{one_line(order)}: no order of the queue; these are: {', '.join(ORDERS)}")


def head(connection: sqlite3.Connection, order: Order, after: str | None, limit: int) -> list[tuple[str, str]]:
    """The next events behind a place, as (id, their own places)."""
    column, way, sign = ("confidence", "ASC", ">") if order == "uncertain" else ("reports", "DESC", "<")
    where, values = "", list[object]()
    if after is not None:
        value, identity = _place(after)
        where, values = f" AND ({column} {sign} ? OR ({column} = ? AND id {sign} ?))", [value, value, identity]
        # the first condition lets the index be walked from the place on
        where += f" AND {column} {sign}= ?"
        values.append(value)
    rows = connection.execute(f"SELECT id, {column} AS place FROM events WHERE verdict IS NULL{where} ORDER BY {column} {way}, id {way} LIMIT ?", (*values, limit))
    return [(row["id"], f"{row['place']!r}|{row['id']}") for row in rows]


def waiting(connection: sqlite3.Connection) -> int:
    """How many events wait."""
    (number,) = connection.execute("SELECT count(*) FROM events WHERE verdict IS NULL").fetchone()
    return int(number)


def _place(after: str) -> tuple[float, str]:
    value, bar, identity = after.partition("|")
    try:
        return float(value), identity if bar else ""
    except ValueError:
        raise BadQuestion(f"{one_line(after)}: not a place in the queue") from None
