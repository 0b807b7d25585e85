"""Whether a record is sound: the file, what stands in it twice, its spans against its texts, its counts against its ledger."""

import json
import sqlite3
import zlib
from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.model.periods import finest
from dragoman.model.reading import Reading
from dragoman.record import file, tallies
from dragoman.record.errors import RecordError, of_sqlite
from dragoman.record.packing import unpacked

#: Lines about one kind of defect; a file that is broken through and through need not be listed through and through.
MOST = 100

#: What must not be found: (what is wrong with it, a question for what it is wrong with). Every row is one defect.
_QUESTIONS = (
    ("the ledger says it was kept, and its article is not there",
     "SELECT source FROM ledger l WHERE state = 'kept' AND NOT EXISTS (SELECT 1 FROM articles WHERE id = l.article)"),
    ("the ledger says that all of it was kept, and pages of it were not",
     "SELECT source FROM ledger l WHERE state = 'whole' AND EXISTS"
     " (SELECT 1 FROM ledger p WHERE p.state IN ('failed', 'skipped') AND p.source > l.source || '#' AND p.source < l.source || '$')"),
    ("the ledger gives no reason", "SELECT source FROM ledger WHERE state IN ('failed', 'skipped', 'silent') AND why IS NULL"),
    ("the address has a version whose article is not there",
     "SELECT address FROM versions v WHERE NOT EXISTS (SELECT 1 FROM articles WHERE id = v.article)"),
    ("the address does not have one version that is current", "SELECT address FROM versions GROUP BY address HAVING sum(current) <> 1"),
    ("the article does not stand as its versions say",
     "SELECT id FROM articles a WHERE live <> EXISTS (SELECT 1 FROM versions WHERE article = a.id AND current)"),
    ("the article cannot be found by search", "SELECT id FROM articles a WHERE NOT EXISTS (SELECT 1 FROM article_words_docsize WHERE id = a.number)"),
    ("search knows an article that is not there", "SELECT id FROM article_words_docsize w WHERE NOT EXISTS (SELECT 1 FROM articles WHERE number = w.id)"),
    ("the article belongs to a story that is not there",
     "SELECT id FROM articles a WHERE live AND NOT EXISTS (SELECT 1 FROM stories WHERE id = a.story)"),
    ("the story does not count its articles right",
     "SELECT id FROM stories s WHERE articles <> (SELECT count(*) FROM articles WHERE story = s.id AND live)"),
    ("the report does not stand as its article does",
     "SELECT r.id FROM reports r JOIN articles a ON a.number = r.article WHERE r.live <> (r.told AND a.live)"),
    ("the report belongs to no event", "SELECT id FROM reports r WHERE live AND NOT EXISTS (SELECT 1 FROM events WHERE id = r.event)"),
    ("the event does not count its reports right",
     "SELECT id FROM events e WHERE reports <> (SELECT count(*) FROM reports WHERE event = e.id AND live)"),
    ("the event has no report, or more sources than reports", "SELECT id FROM events WHERE reports < 1 OR sources < 1 OR sources > reports"),
    ("the event is not listed under its parties", "SELECT id FROM events e WHERE NOT EXISTS (SELECT 1 FROM event_parties WHERE event = e.number)"),
    ("parties are listed for an event that is not there", "SELECT DISTINCT event FROM event_parties p WHERE NOT EXISTS (SELECT 1 FROM events WHERE number = p.event)"),
    ("pairs are listed for an event that is not there", "SELECT DISTINCT event FROM pairs p WHERE NOT EXISTS (SELECT 1 FROM events WHERE number = p.event)"),
    ("people are listed for an event that is not there", "SELECT DISTINCT event FROM event_people p WHERE NOT EXISTS (SELECT 1 FROM events WHERE number = p.event)"),
    ("parties are listed for words that are not there",
     "SELECT DISTINCT statement FROM statement_about a WHERE NOT EXISTS (SELECT 1 FROM statements WHERE number = a.statement)"),
    ("parties are listed for an article that is not there",
     "SELECT DISTINCT article FROM mentions m WHERE NOT EXISTS (SELECT 1 FROM articles WHERE number = m.article)"),
)  # fmt: skip
#: What an article says: table, column of its own words with the field of `data` that places them.
_SAID = (("reports", "quote", "evidence"), ("positions", "quote", "evidence"), ("measures", "quote", "evidence"), ("ties", "quote", "evidence"), ("statements", "text", None))


def defects(path: str, *, quick: bool = False) -> Iterator[str]:
    """What is wrong with the record at `path`, one line each; nothing for a sound one. All of it is one state of the file.

    `quick` leaves out what takes time with the size of the texts: the order within indexes, and spans. Raises `RecordError` where there
    is no record, or it cannot be opened at all.
    """
    connection = file.connect(path)
    try:
        connection.execute("BEGIN")
        yield from _file(connection, quick)
        for wrong, question in _QUESTIONS:
            yield from _some(f"{row[0]}: {wrong}" for row in connection.execute(question))
        yield from _sums(connection)
        yield from _words(connection, path)
        if not quick:
            yield from _some(_spans(connection))
    except sqlite3.Error as error:
        yield of_sqlite(path, error).why
    finally:
        connection.close()


def _some(lines: Iterator[str]) -> Iterator[str]:
    for nth, line in enumerate(lines):
        if nth == MOST:
            yield f"and more like it: {line.partition(': ')[2]}"
            return
        yield line


def _file(connection: sqlite3.Connection, quick: bool) -> Iterator[str]:
    """What SQLite finds."""
    for (found,) in connection.execute(f"PRAGMA {'quick_check' if quick else 'integrity_check'}({MOST})"):
        if found != "ok":
            yield f"the file is damaged: {' '.join(str(found).split())}"
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"{table} {row}: it belongs to a row of {parent} that is not there"


def _sums(connection: sqlite3.Connection) -> Iterator[str]:
    """Whether the sums are those that counting gives."""
    connection.create_function("finest", 2, finest, deterministic=True)
    for table in tallies.TABLES:
        kept, counted = (set(map(tuple, connection.execute(q))) for q in (f"SELECT * FROM {table}", tallies.counting(table)))
        yield from _some(f"{table} {' '.join(str(v) for v in row[:3])}: the sums are not what counting gives" for row in sorted(kept ^ counted, key=repr))


def _words(connection: sqlite3.Connection, path: str) -> Iterator[str]:
    """Whether the index of words is sound. SQLite looks only at one that it may write to; a record that is only to be read, or is being
    written to, is taken as it is."""
    try:
        writer = file.connect(path, write=True, patience=1.0)
    except RecordError:
        return
    try:
        writer.execute("BEGIN IMMEDIATE")
        try:
            writer.execute("INSERT INTO article_words (article_words) VALUES ('integrity-check')")
        finally:
            writer.execute("ROLLBACK")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CORRUPT:
            yield f"the index of words is damaged: {error}"
    finally:
        writer.close()


def _spans(connection: sqlite3.Connection) -> Iterator[str]:
    """Words that do not stand in the text at the place where they should."""
    for article in connection.execute("SELECT number, id, text, rest FROM articles ORDER BY number"):
        text = article["text"]
        try:
            rest: Reading = unpacked(article["rest"], Reading)
        except (zlib.error, msgspec.DecodeError) as error:
            yield f"{article['id']}: what the article says besides cannot be unpacked ({error})"
        else:
            for what, places in (("part", [(p.start, p.end) for p in rest.parts]), ("mention", [m for e in rest.entities for m in e.mentions])):
                yield from (f"{article['id']}: a {what} at {start}-{end} is not in its text" for start, end in places if not 0 <= start <= end <= len(text))
        for table, column, field in _SAID:
            for row in connection.execute(f"SELECT nth, {column} AS words, data FROM {table} WHERE article = ? ORDER BY nth", (article["number"],)):
                where = f"{article['id']}: {table} {row['nth']}"
                try:
                    told = json.loads(row["data"])
                    span = told if field is None else told[field]
                    if text[span["start"] : span["end"]] != row["words"]:
                        yield f"{where}: its words are not those of the text at {span['start']}-{span['end']}"
                    yield from (f"{where}: {wrong}" for wrong in _misplaced(told, text))
                except (ValueError, KeyError, TypeError) as error:
                    yield f"{where}: it cannot be understood ({type(error).__name__}: {error})"


def _misplaced(told: Any, text: str) -> Iterator[str]:
    """Everything inside a record that has a start and an end in the text, and does not fit it."""
    if isinstance(told, list):
        for one in told:
            yield from _misplaced(one, text)
    if isinstance(told, dict):
        start, end = told.get("start"), told.get("end")
        if isinstance(start, int) and isinstance(end, int):
            if not 0 <= start <= end <= len(text):
                yield f"{start}-{end} is not in the text"
            elif isinstance(told.get("text"), str) and text[start:end] != told["text"]:
                yield f"the text does not say {told['text'][:40]!r} at {start}-{end}"
        for below in told.values():
            yield from _misplaced(below, text)
