"""Marked-up Korean: cases that anyone can read and diff, so that no span is ever typed by hand.

A table is a text file. `# ` opens a group with the reason for it; every other line is a case. `⏎` ends a paragraph, and a
paragraph that begins with `제목:` or `사진:` is a headline or a caption. `~ ` before a case says why it is out of reach for now.

`[words|label]` marks words, marks may be nested, and several labels stand apart by `;`. What the labels mean is said by
the test that reads the table; `check.py` explains those of clauses.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from dragoman.model.article import Article, Part, PartKind

_KINDS: dict[str, PartKind] = {"제목:": "title", "사진:": "caption"}


class Mark(NamedTuple):
    """Marked words: code-point offsets in the case's text, the words, and one label."""

    start: int
    end: int
    words: str
    label: str

    def overlaps(self, start: int, end: int) -> bool:
        """Whether the mark shares a code point with a stretch."""
        return self.start < end and start < self.end

    def fits(self, start: int, end: int) -> bool:
        """Whether the mark covers a stretch or lies in it."""
        return (self.start <= start and end <= self.end) or (start <= self.start and self.end <= end)


class Case(NamedTuple):
    """One line of a table: the plain text in its parts, the marks, the reason of its group, and why it is out of reach."""

    text: str
    parts: tuple[Part, ...]
    marks: tuple[Mark, ...]
    why: str
    gap: str


def read_case(line: str, why: str = "", gap: str = "") -> Case:
    """The case of one marked-up line. Raises ValueError if its brackets do not match."""
    text, parts, marks = "", [], []
    for piece in line.split("⏎"):
        piece = piece.strip()
        kind: PartKind = "body"
        for prefix, named in _KINDS.items():
            if piece.startswith(prefix):
                kind, piece = named, piece.removeprefix(prefix).lstrip()
        start = len(text) + (2 if text else 0)
        plain, found = _unmark(piece, start)
        text += ("\n\n" if text else "") + plain
        parts.append(Part(kind=kind, start=start, end=len(text)))
        marks += found
    return Case(text, tuple(parts), tuple(marks), why, gap)


def _unmark(piece: str, offset: int) -> tuple[str, list[Mark]]:
    plain, opened, marks, i = "", [], [], 0
    while i < len(piece):
        if piece[i] == "[":
            opened.append(len(plain))
        elif piece[i] == "|" and opened:
            start, close = opened.pop(), piece.index("]", i)
            for label in piece[i + 1 : close].split(";"):
                marks.append(Mark(start + offset, len(plain) + offset, plain[start:], label.strip()))
            i = close
        else:
            plain += piece[i]
        i += 1
    if opened:
        raise ValueError(f"a bracket is left open: {piece}")
    return plain, marks


def read_table(path: Path) -> Iterator[Case]:
    """The cases of a table in order."""
    why = gap = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            why = line[2:]
        elif line.startswith("~ "):
            gap = line[2:]
        elif line.strip():
            yield read_case(line, why, gap)
            gap = ""


def cases(path: Path, gaps: bool = True) -> list[object]:
    """The cases of a table as pytest parameters; those out of reach are expected to fail, with their reason, if `gaps` matter to the test."""
    return [
        pytest.param(
            case,
            id=case.text[:48].replace("\n", " "),
            marks=[pytest.mark.xfail(strict=True, reason=case.gap)] if case.gap and gaps else [],
        )
        for case in read_table(path)
    ]


def article(case: Case, published: str | None = "2023-03-01T09:41+09:00") -> Article:
    """A case as an article of a Korean outlet."""
    title = next((case.text[p.start : p.end] for p in case.parts if p.kind == "title"), None)
    return Article(
        source="case", language="ko", outlet_country="KOR", title=title, published=published, text=case.text, parts=case.parts
    )  # fmt: skip
