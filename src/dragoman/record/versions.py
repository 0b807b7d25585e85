"""Versions of a page at one address.

An address is a URL, or the absolute path of a file. Of the articles that were found at it, one is current: the one whose page says
it was changed or published last; where the pages do not tell them apart, the one added last. An article is live while it is
current at some address, or has none (standard input).
"""

import sqlite3
from datetime import UTC, datetime

import msgspec

from dragoman.model.reading import Reading
from dragoman.record.ledger import path

STDIN = "-"


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """An article as one version of the page at an address. `stamp` is when the page says it was changed or published (UTC), None where it
    does not; `added` when it was read (UTC); `current` tells whether it is what stands at the address today."""

    article: str
    address: str
    title: str | None
    stamp: str | None
    added: str
    current: bool


def address(reading: Reading) -> str:
    """Where an article was found: its URL, else its file; for standard input the article itself, which never changes."""
    if reading.url:
        return reading.url.strip()
    return f"article:{reading.id}" if reading.source == STDIN else path(reading.source)


def register(connection: sqlite3.Connection, reading: Reading, added: str) -> set[str]:
    """Notes that an article was found at its address. Gives the ids of articles that began or ceased to be live."""
    where, stamp = address(reading), _stamp(reading)
    rows = connection.execute("SELECT number, article, stamp, current FROM versions WHERE address = ?", (where,)).fetchall()
    now = next((r for r in rows if r["current"]), None)
    mine = next((r for r in rows if r["article"] == reading.id), None)
    if now is not None and now["article"] == reading.id:
        return set()
    takes_over = now is None or stamp >= now["stamp"]
    if now is not None and takes_over:
        connection.execute("UPDATE versions SET current = 0 WHERE number = ?", (now["number"],))
    if mine is None:
        connection.execute(
            "INSERT INTO versions (address, article, stamp, added, current) VALUES (?, ?, ?, ?, ?)", (where, reading.id, stamp, added, takes_over)
        )
    elif takes_over:
        connection.execute("UPDATE versions SET current = 1 WHERE number = ?", (mine["number"],))
    touched = {reading.id} if takes_over else set()
    if now is not None and takes_over:
        touched.add(now["article"])
    return touched


def is_live(connection: sqlite3.Connection, article: str) -> bool:
    """Whether an article is the current one somewhere."""
    return connection.execute("SELECT 1 FROM versions WHERE article = ? AND current LIMIT 1", (article,)).fetchone() is not None


def successors(connection: sqlite3.Connection, article: str) -> list[str]:
    """The articles that are current where this one was found, in the order of their addresses."""
    rows = connection.execute(
        "SELECT DISTINCT now.article, now.address FROM versions was JOIN versions now ON now.address = was.address AND now.current"
        " WHERE was.article = ? ORDER BY now.address",
        (article,),
    )
    return list(dict.fromkeys(r["article"] for r in rows))


def beside(connection: sqlite3.Connection, article: str) -> list[Version]:
    """All versions of the pages that an article was found at, itself among them, in the order in which their pages say they were changed."""
    rows = connection.execute(
        "SELECT v.*, a.title FROM versions v JOIN articles a ON a.id = v.article"
        " WHERE v.address IN (SELECT address FROM versions WHERE article = ?) ORDER BY v.address, v.stamp, v.number",
        (article,),
    )
    return [
        Version(article=r["article"], address=r["address"], title=r["title"], stamp=r["stamp"] or None, added=r["added"], current=bool(r["current"]))
        for r in rows
    ]


def _stamp(reading: Reading) -> str:
    """When a page says it was changed, else published, in UTC as far as it tells, so that stamps compare as text."""
    told = max(filter(None, (_utc(reading.modified), _utc(reading.published))), default="")
    return told


def _utc(moment: str | None) -> str | None:
    if moment is None or len(moment) <= 16:
        return moment
    try:
        return datetime.fromisoformat(moment).astimezone(UTC).strftime("%Y-%m-%dT%H:%M")
    except (ValueError, OverflowError):
        return moment
