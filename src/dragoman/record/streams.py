"""All that stands in a record, or what of it is asked for, one thing at a time: for those who copy it into other forms."""

import sqlite3
from collections.abc import Iterator
from types import TracebackType
from typing import TypeVar

import msgspec

from dragoman.model.kept import KeptEvent
from dragoman.model.reading import Measure, Position, Reading, Statement, Tie
from dragoman.model.told import KeptArticle, KeptMeasure, KeptPosition, KeptStatement, KeptStory, KeptTie
from dragoman.model.when import When
from dragoman.record import days, questions
from dragoman.record.packing import unpacked
from dragoman.record.questions import Wanted
from dragoman.record.record import Record

#: Events that are taken from the file at a time.
_PART = 1000
_ARTICLE = "id, story, origin, source, url, language, outlet, agency, title, published, modified, rest"
#: Columns that may have the name of a source in them.
_NAMES = ("outlet", "agency", "origin", "url", "source")
T = TypeVar("T")


class Streams:
    """A record as iterators, all of one state of the file: use as a context manager, and read it from inside.

    `wanted` chooses. All of it chooses events; its parties, times and source choose what articles say as well, and the articles and stories are
    then those that something chosen comes from. Order: events by their days, all else by the days of publication, then by ids.
    Raises `BadQuestion` for what cannot be asked, `RecordError` where the file is broken.
    """

    def __init__(self, record: Record, wanted: Wanted | None = None) -> None:
        self._record = record
        asked = questions.check(wanted or Wanted())
        parties = {name: record.meant(who).code for name in ("actor", "party", "other") if (who := getattr(asked, name)) is not None}
        self._wanted = msgspec.structs.replace(asked, **parties)
        self._everything = msgspec.structs.replace(asked, rejected=False) == Wanted()
        self._snapshot = record.snapshot()
        self._articles: set[str] = set()
        self._stories: set[str] = set()
        self._last: KeptArticle | None = None

    def __enter__(self) -> "Streams":
        self._connection = self._snapshot.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool | None:
        return self._snapshot.__exit__(kind, error, trace)

    def events(self) -> Iterator[KeptEvent]:
        """The events that were asked for."""
        wanted, after = self._wanted, None
        while True:
            some = self._record.events(
                actor=wanted.actor, party=wanted.party, with_=wanted.other, type=wanted.types, quad=wanted.quads, status=wanted.statuses,
                since=wanted.since, until=wanted.until, min_confidence=wanted.min_confidence, source=wanted.source, rejected=wanted.rejected,
                limit=_PART, after=after,
            )  # fmt: skip
            for event in some:
                self._articles.update(r.article for r in event.reports)
                yield event
            after = some.after
            if after is None:
                return

    def statements(self) -> Iterator[KeptStatement]:
        """Statements: by a party that was asked for."""
        for row, said in self._said("statements", Statement, "''"):
            if self._chosen(row, said.when, (said.speaker.code,), *(p.code for p in said.addressees)):
                yield KeptStatement(article=row["id"], number=row["nth"], published=row["published"], statement=said)

    def positions(self) -> Iterator[KeptPosition]:
        """Positions: of or about a party that was asked for."""
        for row, held in self._said("positions", Position):
            if self._chosen(row, held.when, (held.holder.code,), held.object.code or ""):
                yield KeptPosition(article=row["id"], number=row["nth"], published=row["published"], quote=row["quote"], position=held)

    def measures(self) -> Iterator[KeptMeasure]:
        """Amounts: between parties one of which was asked for."""
        for row, told in self._said("measures", Measure):
            if self._chosen(row, told.when, told.between):
                yield KeptMeasure(article=row["id"], number=row["nth"], published=row["published"], quote=row["quote"], measure=told)

    def ties(self) -> Iterator[KeptTie]:
        """Ties: of or to a party that was asked for."""
        for row, told in self._said("ties", Tie):
            if self._chosen(row, told.when, (told.holder.code,), told.object.code):
                yield KeptTie(article=row["id"], number=row["nth"], published=row["published"], quote=row["quote"], tie=told)

    def articles(self) -> Iterator[KeptArticle]:
        """The live articles: all, or where something was asked for, those that what came before is from."""
        for row in self._connection.execute(f"SELECT {_ARTICLE} FROM articles WHERE live ORDER BY number"):
            if self._everything or row["id"] in self._articles:
                if row["story"] is not None:
                    self._stories.add(row["story"])
                yield _article(row)

    def article(self, id_: str) -> KeptArticle | None:
        """One article, None where there is none of that id."""
        if self._last is None or self._last.id != id_:
            row = self._connection.execute(f"SELECT {_ARTICLE} FROM articles WHERE id = ?", (id_,)).fetchone()
            self._last = _article(row) if row is not None else None
        return self._last

    def stories(self) -> Iterator[KeptStory]:
        """The stories: all, or those of the articles before."""
        for row in self._connection.execute("SELECT id, origin, articles, first, last, title FROM stories ORDER BY coalesce(first, '9999'), id"):
            if self._everything or row["id"] in self._stories:
                yield KeptStory(id=row["id"], origin=row["origin"], articles=row["articles"], first=row["first"], last=row["last"], title=row["title"])

    def _said(self, table: str, kind: type[T], quote: str = "x.quote") -> Iterator[tuple[sqlite3.Row, T]]:
        named, values = "", list[str]()
        if self._wanted.source is not None:
            named = f" AND ({' OR '.join(f'instr(lower(a.{column}), ?)' for column in _NAMES)})"
            values = [self._wanted.source.casefold()] * len(_NAMES)
        query = (
            f"SELECT x.data, x.nth, {quote} AS quote, a.id, a.published FROM {table} x JOIN articles a ON a.number = x.article"
            f" WHERE a.live{named} ORDER BY a.number, x.nth"
        )
        for row in self._connection.execute(query, values):
            yield row, msgspec.json.decode(row["data"], type=kind)

    def _chosen(self, row: sqlite3.Row, when: When, acting: tuple[str, ...], *others: str) -> bool:
        """Whether what an article says is asked for; if so, its article is remembered."""
        wanted = self._wanted
        if wanted.actor is not None and wanted.actor not in acting:
            return False
        if any(party is not None and party not in acting and party not in others for party in (wanted.party, wanted.other)):
            return False
        if not _in_time(wanted, when, row["published"]):
            return False
        self._articles.add(row["id"])
        return True


def _in_time(wanted: Wanted, when: When, published: str | None) -> bool:
    """Whether any day of a time, or of the publication where it has none, is asked for."""
    if wanted.since is None and wanted.until is None:
        return True
    own = days.covered(when) or (days.covered(When(start=published[:10], end=published[:10])) if published else None)
    if own is None:
        return False
    return (wanted.since is None or own[1] >= days.first_day(wanted.since)) and (wanted.until is None or own[0] <= days.last_day(wanted.until))


def _article(row: sqlite3.Row) -> KeptArticle:
    rest: Reading = unpacked(row["rest"], Reading)
    return KeptArticle(
        id=row["id"], story=row["story"], origin=row["origin"], source=row["source"], url=row["url"], language=row["language"],
        outlet=row["outlet"], agency=row["agency"], title=row["title"], published=row["published"], modified=row["modified"], entities=rest.entities,
    )  # fmt: skip
