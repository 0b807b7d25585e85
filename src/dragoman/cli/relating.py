"""What the commands about relations share: the record's flat tables, and what party a word means."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from dragoman.cli import console
from dragoman.relations import RelationsError, Tables


@contextmanager
def question() -> Iterator[None]:
    """Turns a question that relations cannot answer into wrong usage."""
    try:
        yield
    except RelationsError as error:
        raise click.UsageError(str(error)) from error


def tables(path: str) -> Tables:
    """The flat tables of a record. Raises `DragomanError` where there is none."""
    from dragoman import open_record  # type: ignore[attr-defined,unused-ignore]

    with open_record(path) as record:
        return Tables(dyads=record.dyads(), coverage=record.coverage(), mentions=record.mentions(), stories=record.event_stories())


def code(word: str) -> str:
    """The code of the party that a code or name means; says so where it is not the code itself. Raises `DragomanError` for none."""
    from dragoman.record.codes import Codes  # type: ignore[import-not-found,import-untyped,unused-ignore]

    meant = Codes().find(word)
    if not meant.exact:
        console.complain(f"{word}: taken for {meant.code} ({meant.label})")
    return str(meant.code)


def codes(words: tuple[str, ...]) -> tuple[str, ...]:
    """The codes of words that stand apart or with commas between."""
    return tuple(code(word) for some in words for word in some.split(",") if word.strip())
