"""What the commands about relations ask the record for: its flat tables, and what party a word means."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from dragoman.cli import console
from dragoman.model.errors import one_line
from dragoman.relations import RelationsError, Tables


class Asked:
    """A record that is open."""

    def __init__(self, record: Any) -> None:
        self._record = record

    def tables(self) -> Tables:
        """The flat tables of the record."""
        return Tables.of(self._record)

    def code(self, word: str) -> str:
        """The code of the party that a code or a name means; says so where it is not the code itself. Raises `DragomanError` for none."""
        meant = self._record.meant(word)
        if not meant.exact:
            console.complain(f"{one_line(word)} taken for {meant.code} ({meant.label})")
        return str(meant.code)

    def codes(self, words: Iterable[str]) -> list[str]:
        """The codes of words, each of which may be several with commas between."""
        return [self.code(word.strip()) for some in words for word in some.split(",") if word.strip()]


@contextmanager
def asking(path: str) -> Iterator[Asked]:
    """A record, open; a question that relations cannot answer becomes wrong usage. Raises `DragomanError` where there is no record."""
    from dragoman import open_record

    with open_record(path) as record:
        try:
            yield Asked(record)
        except RelationsError as error:
            raise click.UsageError(str(error)) from error
