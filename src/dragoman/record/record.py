"""The kept record, as those see it who ask: typed answers, each question on one state of the file."""

import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Literal

import msgspec

from dragoman import reading
from dragoman.model.errors import one_line
from dragoman.model.kept import Change, Correction, KeptEvent, Verdict
from dragoman.model.periods import By
from dragoman.model.reading import Reading
from dragoman.model.told import KeptStory, Tally
from dragoman.record import (
    articles,
    corrections,
    days,
    file,
    history,
    questions,
    reports,
    said,
    search,
    sums,
    tables,
    tallies,
)
from dragoman.record.answers import (
    Activity,
    Bond,
    Figure,
    Hit,
    Motion,
    Quote,
    Results,
    Speaker,
    Stand,
    Tombstone,
    Totals,
)
from dragoman.record.codes import Codes, Meant
from dragoman.record.errors import BadQuestion, DamagedRecord, NotThere, of_sqlite
from dragoman.record.event_rows import decode, links_of
from dragoman.record.keeping import Keeper, now
from dragoman.record.questions import Wanted

if TYPE_CHECKING:
    import pyarrow

Side = Literal["accept", "reject"]
#: Events that are put together at a time.
_CHUNK = 500
#: Sorts behind every id.
_LAST = "~"


class Record:
    """A record that can be asked. A context manager; made by `open_record`.

    Writers are not in its way, nor it in theirs: each question sees the last finished batch. Parties are told by code (`KAZ`, `KZ`)
    or name (`Kazakhstan`, 카자흐스탄), days as `2023-02-28`, `2023-02` or `2023`. All questions raise `BadQuestion` for what they cannot
    understand and `RecordError` where the file is broken.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._connection = file.connect(path)
        self._depth = 0
        self._codes: Codes | None = None

    def __enter__(self) -> "Record":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Everything asked inside sees one state of the record, whatever is added meanwhile."""
        try:
            if self._depth == 0:
                self._connection.execute("BEGIN")
            self._depth += 1
            try:
                yield self._connection
            finally:
                self._depth -= 1
                if self._depth == 0:
                    self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise of_sqlite(self.path, error) from error
        except (zlib.error, msgspec.DecodeError) as error:
            raise DamagedRecord(self.path, f"damaged ({error}); keep the file, and add the pages again to a new one") from error

    def meant(self, party: str) -> Meant:
        """The party that a code or a name means."""
        if self._codes is None:
            with self.snapshot() as connection:
                self._codes = Codes(sums.codes(connection))
        return self._codes.find(party)

    # -- events ----------------------------------------------------------------------------------------------------------

    def events(
        self, *, actor: str | None = None, with_: str | None = None, party: str | None = None, type: str | Sequence[str] = (),
        quad: int | Sequence[int] = (), status: str | Sequence[str] = (), since: str | None = None, until: str | None = None,
        min_confidence: float = 0.0, source: str | None = None, voice: str | None = None, rejected: bool = False, newest: bool = False,
        limit: int | None = None, after: str | None = None,
    ) -> Results[KeptEvent]:  # fmt: skip
        """Events in the order of their days, then ids; see `questions.Wanted` for what each condition means.

        `after` is that of earlier results: the events behind them.
        """
        wanted = Wanted(
            actor=self._code(actor), party=self._code(party), other=self._code(with_), types=_words(type), quads=(quad,) if isinstance(quad, int) else tuple(quad),
            statuses=_words(status), since=since, until=until, min_confidence=min_confidence, source=source, voice=voice,
            rejected=rejected, newest=newest,
        )  # fmt: skip
        return self._events(wanted, limit, after)

    def timeline(
        self, one: str, other: str, *, type: str | Sequence[str] = (), quad: int | Sequence[int] = (), since: str | None = None,
        until: str | None = None, status: str | Sequence[str] = (), min_confidence: float = 0.0, source: str | None = None,
        voice: str | None = None, direction: str | None = None, rejected: bool = False, newest: bool = False, limit: int | None = None,
        after: str | None = None,
    ) -> Results[KeptEvent]:  # fmt: skip
        """What passed between two parties, in order: one toward the other (`direction` to, from), or both together (mutual)."""
        wanted = Wanted(
            party=self._code(one), other=self._code(other), between=True, types=_words(type), quads=(quad,) if isinstance(quad, int) else tuple(quad),
            statuses=_words(status), since=since, until=until, min_confidence=min_confidence, source=source, voice=voice, direction=direction,
            rejected=rejected, newest=newest,
        )  # fmt: skip
        return self._events(wanted, limit, after)

    def all_events(self, rejected: bool = False) -> Iterator[KeptEvent]:
        """Every event in order, a part at a time, all from one state of the record."""
        with self.snapshot() as connection:
            query, values = questions.sql(Wanted(rejected=rejected), None)
            rows = connection.execute(f"SELECT e.data {query}", values)
            while some := rows.fetchmany(_CHUNK):
                yield from _whole(connection, [decode(row["data"]) for row in some])

    def event(self, identity: str) -> KeptEvent:
        """The event that an id is found under today, whatever it was called before.

        Raises `Withdrawn` with its tombstone where no page tells it any more, `NotThere` for an id that was never given.
        """
        with self.snapshot() as connection:
            found = history.resolve(connection, identity)
            if found is not None:
                row = connection.execute("SELECT data FROM events WHERE id = ?", (found,)).fetchone()
                return _whole(connection, [decode(row["data"])])[0]
            if not history.is_known(connection, identity):
                raise NotThere(f"{one_line(identity)}: no event of this id in {one_line(self.path)}")
            raise Withdrawn(history.tombstone(connection, identity))

    # -- what else articles say -------------------------------------------------------------------------------------------

    def quotes(
        self, *, speaker: str | None = None, about: str | None = None, since: str | None = None, until: str | None = None,
        source: str | None = None, limit: int | None = None,
    ) -> Results[Quote]:  # fmt: skip
        """Who said what, in order. `speaker` is a party or (a part of) a person's name, `about` a party named in it or spoken to."""
        questions.check_days(since, until)
        code, name = self._speaker(speaker)
        with self.snapshot() as connection:
            return Results(Quote, said.quotes(connection, code, name, self._code(about), since, until, source, limit))

    def positions(
        self, holder: str | None = None, *, about: str | None = None, stance: str | None = None, since: str | None = None, until: str | None = None,
        source: str | None = None,
    ) -> Results[Stand]:  # fmt: skip
        """Where a party stands, by what it is about and in order; `before` says where it changed."""
        questions.check_days(since, until)
        with self.snapshot() as connection:
            return Results(Stand, said.stands(connection, self._code(holder), self._code(about), stance, since, until, source))

    def latest_quotes(self, speaker: str, limit: int) -> Results[Quote]:
        """What a party said last, the newest first; what has no day is not among it."""
        with self.snapshot() as connection:
            return Results(Quote, said.latest_quotes(connection, self.meant(speaker).code, limit))

    def speakers(self, party: str, limit: int) -> Results[Speaker]:
        """Who speaks for a party, those with most statements first."""
        with self.snapshot() as connection:
            return Results(Speaker, sums.speakers(connection, self.meant(party).code, limit))

    def measures(self, party: str | None = None) -> Results[Figure]:
        """Amounts, in order: all, or those between a party and others."""
        with self.snapshot() as connection:
            return Results(Figure, said.figures(connection, self._code(party)))

    def ties(self, party: str | None = None) -> Results[Bond]:
        """Standing ties, in order: all, or those of a party."""
        with self.snapshot() as connection:
            return Results(Bond, said.bonds(connection, self._code(party)))

    def search(self, words: str, *, limit: int | None = 20, after: str | None = None) -> Results[Hit]:
        """Articles that have all of some words, the newest first; words between quotation marks as they follow each other."""
        sought = search.sought(words, reading.terms)
        with self.snapshot() as connection:
            found, following = said.hits(connection, sought, limit, after)
            return Results(Hit, found, following)

    def articles(self) -> Iterator[Reading]:
        """The readings of all pages as they stand today, by day of publication."""
        with self.snapshot() as connection:
            yield from articles.walk(connection)

    def article(self, identity: str) -> Reading:
        """The reading of an article, also of an older version of a page. Raises `NotThere`."""
        with self.snapshot() as connection:
            found = articles.take(connection, identity)
        if found is None:
            raise NotThere(f"{one_line(identity)}: no article of this id in {one_line(self.path)}")
        return found

    # -- history and corrections -----------------------------------------------------------------------------------------

    def changes(self, since: str | int = 0, *, limit: int | None = None) -> Results[Change]:
        """What was added, changed, merged, withdrawn and corrected, in order: behind a number, or from a day (UTC) on."""
        number, day = questions.behind(since)
        with self.snapshot() as connection:
            return Results(Change, history.list_changes(connection, number, day, limit))

    def corrections(self) -> Results[Correction]:
        """All corrections ever made, in order; those whose event does not rest on the same words any more are marked `stale`."""
        with self.snapshot() as connection:
            found: list[Correction] = []
            for one in corrections.listed(connection):
                target = history.resolve(connection, one.event)
                quotes = {r.quote for r in reports.of_events(connection, [target])[target]} if target is not None else set()
                found.append(msgspec.structs.replace(one, stale=one.evidence is not None and one.evidence not in quotes))
            return Results(Correction, found)

    def correct(
        self, event: str, verdict: Side | None = None, *, by: str, why: str | None = None, field: str | None = None, value: str | None = None,
        undo: str | None = None,
    ) -> Correction:  # fmt: skip
        """Says of an event that it is right (`accept`) or wrong (`reject`), sets a `field` to a `value`, or undoes a correction.

        Appended under the name `by` with the time, and seen by every question from now on. Raises `NotThere` for an id that is not
        known and `BadQuestion` for a value that the field cannot have.
        """
        given = [verdict is not None, field is not None, undo is not None]
        if sum(given) != 1:
            raise BadQuestion("a correction is one of: accept, reject, a field with its value, the undoing of another")
        kind: Verdict = verdict if verdict is not None else "set" if field is not None else "undo"
        made = corrections.make(kind, event, by.strip(), now(fine=True), field=field, value=value, why=why, undoes=undo)
        with Keeper(self.path) as keeper:
            keeper.correct(made)
        return made

    # -- sums and flat tables ----------------------------------------------------------------------------------------------

    def totals(self) -> Totals:
        """How much the record holds of everything."""
        with self.snapshot() as connection:
            return sums.totals(connection)

    def last_day(self) -> str | None:
        """The last day of which there is a page."""
        with self.snapshot() as connection:
            return sums.last_day(connection)

    def edition(self) -> tuple[int, int]:
        """Two numbers that change whenever anything is added or corrected."""
        with self.snapshot() as connection:
            return sums.edition(connection)

    def activity(self, since: str, until: str) -> Results[Activity]:
        """In how many acts that happened from one month to another (2023-02) each party dealt with others, the most active first."""
        questions.check_days(since, until)
        with self.snapshot() as connection:
            return Results(Activity, sums.activity(connection, since, until))

    def motion(self, before: str, since: str, until: str, limit: int) -> Results[Motion]:
        """Between whom most happened from one day to another, and how much from `before` on until then."""
        questions.check_days(since, until)
        with self.snapshot() as connection:
            return Results(Motion, sums.motion(connection, before, since, until, limit))

    def are_few(self, party: str, other: str | None = None, *, most: int) -> bool:
        """Whether what passed between a party and others (or one other) is no more than so many acts: quickly told, not counted."""
        with self.snapshot() as connection:
            return sums.are_few(connection, self.meant(party).code, self._code(other), most)

    def tallies(self, party: str, others: Sequence[str] | None = None, *, by: By | None = "month") -> Results[Tally]:
        """What passed between a party and some others (None: each), and anybody, by month, quarter or year, or as a whole (None)."""
        with self.snapshot() as connection:
            codes = None if others is None else [self.meant(other).code for other in others]
            return Results(Tally, tallies.of_party(connection, self.meant(party).code, codes, by))

    def published(self, party: str | None = None, *, by: By = "month") -> dict[str, int]:
        """How many pages were published in each day, month, quarter or year; all, or those that name a party."""
        with self.snapshot() as connection:
            return tallies.published(connection, by) if party is None else tallies.naming(connection, self.meant(party).code, by)

    def newest_stories(self, limit: int) -> Results[KeptStory]:
        """The stories that were told last, the newest first."""
        with self.snapshot() as connection:
            return Results(KeptStory, sums.newest_stories(connection, limit))

    def dyads(self, party: str | None = None, other: str | None = None) -> "pyarrow.Table":
        """Who acted toward whom: a row for each event, actor and recipient, for mutual acts one for each ordered pair; no rejected ones.

        Of all, of a `party` and anybody, or of a party and one `other`. Columns: event, actor, recipient, mutual, type, mode, quad, status,
        score, start, end, precision, reports, sources, confidence, verdict. Times are ISO 8601 prefixes.
        """
        with self.snapshot() as connection:
            return tables.dyads(connection, self._code(party), self._code(other))

    def coverage(self) -> "pyarrow.Table":
        """How many pages the record has of each day they were published: day, articles, stories."""
        with self.snapshot() as connection:
            return tables.coverage(connection)

    def mentions(self, *parties: str) -> "pyarrow.Table":
        """How many pages of each day name each party, or each of some: day, code, articles."""
        with self.snapshot() as connection:
            return tables.mentions(connection, [self.meant(party).code for party in parties])

    def event_stories(self, party: str | None = None, other: str | None = None) -> "pyarrow.Table":
        """Which stories tell each event (of a party, of a pair): event, story, source; no rejected events."""
        with self.snapshot() as connection:
            return tables.event_stories(connection, self._code(party), self._code(other))

    def cooperation(self, party: str, others: Sequence[str]) -> list[tuple[str, str, str | None, str | None, str | None]]:
        """Cooperative acts that happened between a party and some others, for each story that tells them: other, event, first day, last day, story."""
        with self.snapshot() as connection:
            return tables.cooperation(connection, self.meant(party).code, [self.meant(other).code for other in others])

    # --------------------------------------------------------------------------------------------------------------------

    def _events(self, wanted: Wanted, limit: int | None, after: str | None) -> Results[KeptEvent]:
        wanted = questions.check(wanted)
        with self.snapshot() as connection:
            place = questions.place(after)
            rows = _rows(connection, wanted, place, None if limit is None else limit + 1)
            if wanted.newest and (place is None or place[0] != days.UNDATED) and (limit is None or len(rows) <= limit):
                rows += _rows(connection, wanted, (days.UNDATED, _LAST), None if limit is None else limit + 1 - len(rows))
            more = limit is not None and len(rows) > limit
            rows = rows[:limit]
            found = [decode(row["data"]) for row in rows]
            whole = [e for start in range(0, len(found), _CHUNK) for e in _whole(connection, found[start : start + _CHUNK])]
        return Results(KeptEvent, whole, f"{rows[-1]['sort_day']}|{rows[-1]['id']}" if more and rows else None)

    def _code(self, party: str | None) -> str | None:
        return None if party is None else self.meant(party).code

    def _speaker(self, speaker: str | None) -> tuple[str | None, str | None]:
        """The code of a speaker, or the name where it is no party's."""
        if speaker is None:
            return None, None
        try:
            return self.meant(speaker).code, None
        except BadQuestion:
            return None, speaker


class Withdrawn(NotThere):
    """An event that no page tells any more; `tombstone` is what is left of it."""

    def __init__(self, tombstone: Tombstone) -> None:
        when = f" on {tombstone.withdrawn[:10]}" if tombstone.withdrawn else ""
        super().__init__(f"{tombstone.id}: withdrawn{when}, no page tells it any more ({'+'.join(tombstone.actors)} {tombstone.type} {'+'.join(tombstone.recipients)})")
        self.tombstone = tombstone


def open_record(path: str) -> Record:
    """The record in a file, to be asked. Raises `RecordError` where there is none or it cannot be read."""
    return Record(path)


def _rows(connection: sqlite3.Connection, wanted: Wanted, after: tuple[str, str] | None, limit: int | None) -> list[sqlite3.Row]:
    query, values = questions.sql(wanted, after)
    return connection.execute(f"SELECT e.data, e.sort_day, e.id {query} LIMIT ?", [*values, -1 if limit is None else limit]).fetchall()


def _whole(connection: sqlite3.Connection, bare: Sequence[KeptEvent]) -> list[KeptEvent]:
    """Events with their reports and links."""
    ids = [e.id for e in bare]
    found, tied = reports.of_events(connection, ids), links_of(connection, ids)
    return [msgspec.structs.replace(e, reports=found[e.id], links=tied.get(e.id, ())) for e in bare]


def _words(given: str | Sequence[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)
