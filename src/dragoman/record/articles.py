"""Articles in and out of the file: a reading taken apart into rows, and put together again."""

import hashlib
import sqlite3
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from datetime import date

import msgspec

from dragoman.model.reading import Event, Measure, Position, Reading, Statement, Tie
from dragoman.model.text import Span
from dragoman.model.when import When
from dragoman.record import days, stories
from dragoman.record.event_rows import next_number
from dragoman.record.packing import clean, packed, text, unpacked

_NOTHING: dict[str, object] = {"text": "", "events": (), "statements": (), "positions": (), "measures": (), "ties": ()}
_LISTS = ("statements", "positions", "measures", "ties")
#: Bits of an article's number that tell articles of one day apart.
_WITHIN_DAY = 24


class Stored(msgspec.Struct, frozen=True):
    """What is known of an article that is in the file already. `copy` orders its copies, the one that stands first."""

    number: int
    reader: str
    digest: str
    copy: tuple[bool, str, str]


class Put(msgspec.Struct, frozen=True):
    """An article kept: its number, whether it is new, and whether what the record says of it changed."""

    number: int
    new: bool
    changed: bool


def find(connection: sqlite3.Connection, article: str) -> Stored | None:
    """The article with this id, whether or not it is live."""
    row = connection.execute("SELECT number, reader, digest, url, source FROM articles WHERE id = ?", (article,)).fetchone()
    return None if row is None else Stored(row["number"], row["reader"], row["digest"], _copy(row["url"], row["source"]))


def put(connection: sqlite3.Connection, reading: Reading, terms: Sequence[str], reader: str) -> Put:
    """Keeps a reading under its article; `terms` are the words search knows it by, `reader` the edition of the reader.

    Of several copies of one article by one reader, that with the smallest address stands, so that the order of adding does not
    matter; a reading by another reader takes the place of the older one.
    """
    reading = msgspec.structs.replace(reading, source=clean(reading.source))
    digest = _digest(reading)
    known = find(connection, reading.id)
    if known is None:
        number = _free_number(connection, reading)
        connection.execute(
            "INSERT INTO articles (number, id, live, own_origin, source, url, language, outlet, agency, title, published, day, modified, text,"
            " reader, digest, rest) VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (number, reading.id, stories.origin(reading), *_columns(reading), reading.text, reader, digest, _rest(reading)),
        )
        connection.execute("INSERT INTO article_words (rowid, terms, words) VALUES (?, ?, ?)", (number, " ".join(terms), reading.text))
        _lists(connection, reading, number)
        return Put(number, True, True)
    copy = _copy(reading.url, reading.source)
    if reader == known.reader and (copy > known.copy or (copy == known.copy and digest == known.digest)):
        return Put(known.number, False, False)
    connection.execute(
        "UPDATE articles SET own_origin = ?, source = ?, url = ?, language = ?, outlet = ?, agency = ?, title = ?, published = ?, day = ?,"
        " modified = ?, reader = ?, digest = ?, rest = ? WHERE number = ?",
        (stories.origin(reading), *_columns(reading), reader, digest, _rest(reading), known.number),
    )
    if digest == known.digest:
        return Put(known.number, False, copy != known.copy)
    connection.execute("DELETE FROM mentions WHERE article = ?", (known.number,))
    connection.execute("DELETE FROM statement_about WHERE statement IN (SELECT number FROM statements WHERE article = ?)", (known.number,))
    for table in _LISTS:
        connection.execute(f"DELETE FROM {table} WHERE article = ?", (known.number,))
    connection.execute("UPDATE reports SET told = 0, live = 0 WHERE article = ?", (known.number,))
    _lists(connection, reading, known.number)
    return Put(known.number, False, True)


def take(connection: sqlite3.Connection, article: str) -> Reading | None:
    """The reading of an article as it was kept; None for an id that is not known."""
    row = connection.execute("SELECT number, source, url, text, rest FROM articles WHERE id = ?", (article,)).fetchone()
    return None if row is None else _reading(connection, row)


def walk(connection: sqlite3.Connection) -> Iterator[Reading]:
    """The readings of all live articles by day of publication, those without one first."""
    for row in connection.execute("SELECT number, source, url, text, rest FROM articles WHERE live ORDER BY number"):
        yield _reading(connection, row)


def _reading(connection: sqlite3.Connection, row: sqlite3.Row) -> Reading:
    def listed(table: str, kind: type, only: str = "") -> tuple[object, ...]:
        rows = connection.execute(f"SELECT data FROM {table} WHERE article = ? {only} ORDER BY nth", (row["number"],))
        return tuple(msgspec.json.decode(r["data"], type=kind) for r in rows)

    rest: Reading = unpacked(row["rest"], Reading)
    lists = {"statements": Statement, "positions": Position, "measures": Measure, "ties": Tie}
    events = listed("reports", Event, "AND told")
    said = {name: listed(name, kind) for name, kind in lists.items()}
    return msgspec.structs.replace(rest, text=row["text"], source=row["source"], url=row["url"], events=events, **said)


def _free_number(connection: sqlite3.Connection, reading: Reading) -> int:
    """The number of a new article: by its day and its id, so that it is the same in every record and lists by number are by day."""
    day = date.fromisoformat(days.first_day(reading.published)).toordinal() if reading.published else 0
    base, low = day << _WITHIN_DAY, int.from_bytes(hashlib.sha256(reading.id.encode()).digest()[:3], "big")
    for probe in range(1 << _WITHIN_DAY):
        number = base + (low + probe) % (1 << _WITHIN_DAY)
        if number and connection.execute("SELECT 1 FROM articles WHERE number = ?", (number,)).fetchone() is None:
            return number
    raise OverflowError("more articles of one day than can be numbered")


def _copy(url: str | None, source: str) -> tuple[bool, str, str]:
    return (url is None, url or "", source)


def _columns(reading: Reading) -> tuple[object, ...]:
    day = days.first_day(reading.published) if reading.published else None
    return (
        reading.source, reading.url, reading.language, reading.outlet, reading.agency, reading.title, reading.published, day, reading.modified,
    )  # fmt: skip


def _rest(reading: Reading) -> bytes:
    return packed(msgspec.structs.replace(reading, **_NOTHING))


def _digest(reading: Reading) -> str:
    """Of what an article says, without what differs from copy to copy of the same text."""
    parts = tuple(msgspec.structs.replace(p, page=None) for p in reading.parts)
    said = msgspec.structs.replace(reading, source="", url=None, encoding="", related=(), parts=parts)
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()[:32]


def _lists(connection: sqlite3.Connection, reading: Reading, number: int) -> None:
    codes = {e.code for e in reading.entities if e.code}
    connection.executemany("INSERT INTO mentions (code, article) VALUES (?, ?)", [(code, number) for code in sorted(codes)])
    _reports(connection, reading, number)
    _statements(connection, reading, number)
    connection.executemany(
        "INSERT INTO positions (article, nth, code, entity, stance, object_code, object, status, first_day, last_day, sort_day, quote, data)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(number, nth, p.holder.code, p.holder.entity, p.stance, p.object.code, p.object.text, p.status, *_days(p.when, reading),
          p.evidence.of(reading.text), text(p)) for nth, p in enumerate(reading.positions)],
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO measures (article, nth, kind, value, unit, bound, parties, sort_day, quote, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(number, nth, m.kind, m.value, m.unit, m.bound, ",".join(m.between), days.sort_day(m.when), m.evidence.of(reading.text), text(m))
         for nth, m in enumerate(reading.measures)],
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO ties (article, nth, kind, holder, object, sort_day, quote, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(number, nth, t.kind, t.holder.code, t.object.code, days.sort_day(t.when), t.evidence.of(reading.text), text(t))
         for nth, t in enumerate(reading.ties)],
    )  # fmt: skip


def _reports(connection: sqlite3.Connection, reading: Reading, number: int) -> None:
    """A telling that was read before keeps its row; those that are not read any more stay in the file, not told."""
    seen: dict[str, Event] = {}
    for event in reading.events:
        event = _own_id(event, reading.id, seen)
        seen[event.id] = event
    connection.executemany(
        "INSERT INTO reports (id, article, nth, told, live, type, status, rule, confidence, quote, data) VALUES (?, ?, ?, 1, 0, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET nth = excluded.nth, told = 1, type = excluded.type, status = excluded.status, rule = excluded.rule,"
        " confidence = excluded.confidence, quote = excluded.quote, data = excluded.data",
        [(e.id, number, nth, e.type, e.status, e.rule, e.confidence, e.evidence.of(reading.text), text(e)) for nth, e in enumerate(seen.values())],
    )  # fmt: skip


def _own_id(event: Event, article: str, seen: Container[str]) -> Event:
    """The event under an id that no other telling of the article has: two may share one (same parties, same word)."""
    own, again = event.id, 0
    while own in seen:
        again += 1
        own = hashlib.sha256(f"{event.id}|{article}|{again}".encode()).hexdigest()[: len(event.id)]
    return event if own == event.id else msgspec.structs.replace(event, id=own)


def _statements(connection: sqlite3.Connection, reading: Reading, number: int) -> None:
    named = sorted((start, end, e.code) for e in reading.entities if e.code for start, end in e.mentions)
    following = next_number(connection, "statements")
    rows: list[tuple[object, ...]] = []
    named_in: list[tuple[str, int]] = []
    for nth, said in enumerate(reading.statements):
        who, span, row = said.speaker, Span(said.start, said.end), following + nth
        rows.append((row, number, nth, who.code, who.entity, who.name, who.label, said.kind, *_days(said.when, reading), said.text, text(said)))
        inside = named[bisect_left(named, (span.start,)) : bisect_left(named, (span.end,))]
        about = {code for _, end, code in inside if end <= span.end}
        about |= {p.code for p in said.addressees}
        named_in += [(code, row) for code in about]
    connection.executemany(
        "INSERT INTO statements (number, article, nth, code, entity, name, label, kind, first_day, last_day, sort_day, text, data)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    connection.executemany("INSERT INTO statement_about (code, statement) VALUES (?, ?)", named_in)


def _days(when: When, reading: Reading) -> tuple[str | None, str | None, str]:
    """First, last and ordering day of what was said: its own, else that of publication."""
    if days.covered(when) is None and reading.published:
        when = When(start=reading.published, end=reading.published)
    first, last = days.covered(when) or (None, None)
    return (first, last, days.sort_day(when))
