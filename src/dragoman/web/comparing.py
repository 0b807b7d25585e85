"""What changed from one version of a page to another: paragraph by paragraph, and word by word within those that changed."""

import difflib
import re
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from dragoman.model.reading import Reading
from dragoman.wording.quoting import quoted

#: Words on both sides beyond which paragraphs are shown whole: comparing takes the product of both.
_MOST = 3_000
_WORD = re.compile(r"\s+|[^\s]+")


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """Words that stayed, were taken out, or put in."""

    kind: Literal["same", "out", "in"]
    text: str


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph: `kind` tells whether it stayed, changed, was taken out or put in; `pieces` are its words."""

    kind: Literal["same", "changed", "out", "in"]
    pieces: tuple[Piece, ...]


def compare(older: Reading, newer: Reading) -> tuple[Change, ...]:
    """All paragraphs of both versions in order."""
    before, after = _paragraphs(older), _paragraphs(newer)
    found: list[Change] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        match kind:
            case "equal":
                found += [Change(kind="same", pieces=(Piece(kind="same", text=p),)) for p in before[a:b]]
            case "delete":
                found += [_whole("out", p) for p in before[a:b]]
            case "insert":
                found += [_whole("in", p) for p in after[c:d]]
            case "replace":
                found += _replaced(before[a:b], after[c:d])
            case _:
                raise ValueError(f"{kind!r} is no step of a comparison")
    return tuple(found)


def _paragraphs(reading: Reading) -> list[str]:
    shown = quoted(reading.text)
    return [shown[p.start : p.end] for p in reading.parts] or [shown]


def _whole(kind: Literal["out", "in"], text: str) -> Change:
    return Change(kind=kind, pieces=(Piece(kind=kind, text=text),))


def _replaced(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """Paragraphs in the place of others: pairwise word by word, the rest whole."""
    for old, new in zip(before, after, strict=False):
        yield from _words(old, new)
    yield from (_whole("out", p) for p in before[len(after) :])
    yield from (_whole("in", p) for p in after[len(before) :])


def _words(old: str, new: str) -> Iterator[Change]:
    was, now = _WORD.findall(old), _WORD.findall(new)
    if len(was) > _MOST or len(now) > _MOST:
        yield _whole("out", old)
        yield _whole("in", new)
        return
    pieces: list[Piece] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece(kind="same", text="".join(was[a:b])))
            continue
        if b > a:
            pieces.append(Piece(kind="out", text="".join(was[a:b])))
        if d > c:
            pieces.append(Piece(kind="in", text="".join(now[c:d])))
    yield Change(kind="changed", pieces=tuple(pieces))
