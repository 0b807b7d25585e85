"""Answers of bounded size: items until the budget is spent, and a cursor that goes on behind the last one."""

import base64
import binascii
import hashlib
from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec

from dragoman.mcp.asked import Question
from dragoman.record import BadQuestion

#: Characters of the JSON of an answer's items at most.
BUDGET = 24_000
T = TypeVar("T", bound=msgspec.Struct)


def place(question: Question) -> str | None:
    """Where a question goes on, as `cursor` was made; None at the beginning. Raises `BadQuestion` for a cursor of another question."""
    if question.cursor is None:
        return None
    try:
        told, where = msgspec.json.decode(base64.urlsafe_b64decode(question.cursor.encode("ascii")), type=tuple[str, str])
    except (binascii.Error, ValueError, msgspec.DecodeError):
        told, where = "", ""
    if told != _digest(question):
        raise BadQuestion("cursor: not one of this question; give `next` of the answer before with the other arguments unchanged, or leave it out to begin anew")
    return where


def cursor(question: Question, where: str) -> str:
    """What `next` of an answer is: it fits this question alone."""
    return base64.urlsafe_b64encode(msgspec.json.encode((_digest(question), where))).decode("ascii")


def number(where: str | None) -> int:
    """A place that is a number of items to pass over. Raises `BadQuestion`."""
    if where is not None and not (where.isascii() and where.isdecimal() and len(where) < 10):
        raise BadQuestion("cursor: damaged; leave it out to begin anew")
    return int(where or 0)


def fit(question: Question, items: Iterable[tuple[T, str]], limit: int, left: int = BUDGET) -> tuple[list[T], str | None]:
    """The first items, at most `limit` of them and of `left` characters together (one always), and the cursor behind them.

    Each item comes with the place behind it; the cursor is None where no item is left.
    """
    taken: list[T] = []
    last: str | None = None
    for item, behind in items:
        left -= len(msgspec.json.encode(item).decode())
        if taken and (len(taken) == limit or left < 0):
            return taken, cursor(question, last or "")
        taken.append(item)
        last = behind
    return taken, None


def _digest(question: Question) -> str:
    """What a question asks, without where it goes on and how much of it."""
    asked: dict[str, Any] = msgspec.to_builtins(question)
    asked = {name: value for name, value in asked.items() if name not in ("cursor", "limit")}
    return hashlib.sha256(msgspec.json.encode([type(question).__name__, asked], order="deterministic")).hexdigest()[:12]
