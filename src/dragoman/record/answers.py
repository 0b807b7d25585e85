"""What questions are answered with besides events: words said, stands taken, figures, ties, pages found, and what is left of ids."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

import msgspec

from dragoman.model.errors import DragomanError
from dragoman.model.reading import Measure, Position, Statement, Tie
from dragoman.record.rows import columns_of

if TYPE_CHECKING:
    import pandas
    import pyarrow

T = TypeVar("T", bound=msgspec.Struct)


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The article that something is from. `story` is the first published article with the same text, `source` the input it came from."""

    article: str
    story: str
    source: str
    outlet: str | None
    agency: str | None
    url: str | None
    title: str | None
    published: str | None


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """Words said, from the first article that has them; `copies` is how many articles of the same story have them."""

    statement: Statement
    page: Page
    copies: int


class Stand(msgspec.Struct, frozen=True, kw_only=True):
    """Where a party stands on something, from the first article that has it; `quote` are the article's words.

    `before` is what the same party was last told to hold on the same thing, where that was something else.
    """

    position: Position
    quote: str
    page: Page
    copies: int
    before: str | None


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """An amount and the words it is from."""

    measure: Measure
    quote: str
    page: Page


class Bond(msgspec.Struct, frozen=True, kw_only=True):
    """A standing tie and the words it is from."""

    tie: Tie
    quote: str
    page: Page


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """An article found: a piece of its text with the places (code points in `snippet`) of what was looked for, and its events."""

    page: Page
    snippet: str
    places: tuple[tuple[int, int], ...]
    events: tuple[str, ...]


class Tombstone(msgspec.Struct, frozen=True, kw_only=True):
    """What is left of an event that no page tells any more: what it was, its words, and when it was withdrawn (UTC)."""

    id: str
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    start: str | None
    end: str | None
    quote: str
    article: str
    withdrawn: str | None


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """How much a record holds. `days` are those of which it has pages, from `first` to `last`; `languages` with their pages."""

    articles: int
    stories: int
    events: int
    statements: int
    outlets: int
    languages: tuple[tuple[str, int], ...]
    days: int
    first: str | None
    last: str | None


class Activity(msgspec.Struct, frozen=True, kw_only=True):
    """In how many acts a party took part."""

    code: str
    events: int


class Motion(msgspec.Struct, frozen=True, kw_only=True):
    """How many acts passed between two parties in a time, and in the time of the same length before it."""

    a: str
    b: str
    events: int
    before: int


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """Who speaks for a party: how often, and on which day last."""

    entity: str
    name: str
    label: str
    statements: int
    last: str | None


class Results(Sequence[T], Generic[T]):
    """Answers in order. `after` is where the next ones begin (`after=` of the same question), None where there are no more."""

    def __init__(self, kind: type[T], items: Sequence[T], after: str | None = None) -> None:
        self._kind, self._items, self.after = kind, tuple(items), after

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def __repr__(self) -> str:
        return f"<{len(self)} × {self._kind.__name__}>"

    @property
    def columns(self) -> list[str]:
        """The names of the columns of its flat rows."""
        return list(columns_of(self._kind))

    def to_rows(self) -> list[dict[str, Any]]:
        """Flat rows, the columns those of the CSV that the command line writes."""
        cells = columns_of(self._kind)
        return [{name: cell(item) for name, (_, cell) in cells.items()} for item in self._items]

    def to_arrow(self) -> "pyarrow.Table":
        """A table of Apache Arrow, a row for each answer; its columns are there even if there is no answer."""
        import pyarrow

        cells = columns_of(self._kind)
        schema = pyarrow.schema([(name, getattr(pyarrow, kind)()) for name, (kind, _) in cells.items()])
        return pyarrow.Table.from_pylist(self.to_rows(), schema=schema)

    def to_pandas(self) -> "pandas.DataFrame":
        """A data frame of pandas. Raises `DragomanError` where pandas is not installed."""
        try:
            import pandas  # noqa: F401
        except ImportError:
            raise DragomanError("pandas is not installed; `pip install dragoman[pandas]` brings it") from None
        return self.to_arrow().to_pandas()
