"""What an export asks of a record: iterators, each read once, so that nothing need lie in memory."""

from collections.abc import Iterable
from typing import Protocol

from dragoman.model.kept import KeptEvent
from dragoman.model.told import KeptArticle, KeptMeasure, KeptPosition, KeptStatement, KeptStory, KeptTie


class Source(Protocol):
    """A record, what of it was asked for, or whatever gives the same (`record.streams.Streams`).

    Every iterator has a stable order: days first, then ids. They are read in the order in which they stand here, articles and stories
    last, so that a source which chooses can give those that its choice is from.
    """

    def events(self) -> Iterable[KeptEvent]:
        """All acts, corrections applied."""

    def article(self, id_: str) -> KeptArticle | None:
        """One article, None where there is none of that id."""

    def statements(self) -> Iterable[KeptStatement]:
        """All statements."""

    def positions(self) -> Iterable[KeptPosition]:
        """All positions."""

    def measures(self) -> Iterable[KeptMeasure]:
        """All measures."""

    def ties(self) -> Iterable[KeptTie]:
        """All ties."""

    def articles(self) -> Iterable[KeptArticle]:
        """All articles that stand."""

    def stories(self) -> Iterable[KeptStory]:
        """All stories."""
