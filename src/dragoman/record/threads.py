"""Stories in the file: which live articles are one text, and where it comes from, kept up to date as articles come and go."""

import sqlite3
from collections.abc import Iterable

from dragoman.record import stories


def compare(connection: sqlite3.Connection, number: int, text: str) -> None:
    """Finds the articles whose text is that of a new article, live or not, and notes the pairs."""
    keys = stories.bands(stories.signature(text))
    if not keys:
        return
    marks = ",".join("?" * len(keys))
    near = connection.execute(
        f"SELECT DISTINCT a.number, a.text FROM bands b JOIN articles a ON a.number = b.article WHERE b.band IN ({marks})", keys
    ).fetchall()
    own = stories.shingles(text) if near else frozenset()
    alike = [row["number"] for row in near if row["number"] != number and stories.same_shingles(own, stories.shingles(row["text"]))]
    pairs = [pair for other in alike for pair in ((number, other), (other, number))]
    connection.executemany("INSERT OR IGNORE INTO alike (article, other) VALUES (?, ?)", pairs)
    connection.executemany("INSERT OR IGNORE INTO bands (band, article) VALUES (?, ?)", [(key, number) for key in keys])


def arrange(connection: sqlite3.Connection, touched: Iterable[int]) -> set[int]:
    """Works the stories of articles out anew that came, went or changed. Gives the articles whose story or origin changed."""
    touched = set(touched)
    seeds = touched | {other for number in touched for other in _alike(connection, number)}
    changed: set[int] = set()
    before = {row["story"] for number in seeds if (row := _article(connection, number))["story"]}
    seen: set[int] = set()
    for seed in sorted(seeds):
        if seed in seen:
            continue
        row = _article(connection, seed)
        if row["live"]:
            members = _component(connection, seed)
            seen |= members
            changed |= _name(connection, [_article(connection, m) for m in sorted(members)])
        elif row["story"] is not None:
            connection.execute("UPDATE articles SET story = NULL, origin = NULL WHERE number = ?", (seed,))
            changed.add(seed)
    for story in before:
        gone = connection.execute("SELECT 1 FROM articles WHERE live AND story = ? LIMIT 1", (story,)).fetchone() is None
        if gone:
            connection.execute("DELETE FROM stories WHERE id = ?", (story,))
    return changed


def _alike(connection: sqlite3.Connection, number: int) -> list[int]:
    return [row["other"] for row in connection.execute("SELECT other FROM alike WHERE article = ?", (number,))]


def _article(connection: sqlite3.Connection, number: int) -> sqlite3.Row:
    row: sqlite3.Row = connection.execute(
        "SELECT number, id, live, story, origin, own_origin, agency, published, day, title FROM articles WHERE number = ?", (number,)
    ).fetchone()
    return row


def _component(connection: sqlite3.Connection, seed: int) -> set[int]:
    """The live articles that hang together with one by pairs of alike live articles."""
    found, ahead = {seed}, [seed]
    while ahead:
        near = connection.execute(
            "SELECT a.number FROM alike l JOIN articles a ON a.number = l.other AND a.live WHERE l.article = ?", (ahead.pop(),)
        ).fetchall()
        new = {row["number"] for row in near} - found
        found |= new
        ahead.extend(new)
    return found


def _name(connection: sqlite3.Connection, members: list[sqlite3.Row]) -> set[int]:
    """Writes a story down: named after its first published article, coming from the agency that one of them names, if any does.

    The same as `stories.canonical` and `stories.story_origin`, which take readings.
    """
    ordered = sorted(members, key=lambda r: (r["published"] or "9999", r["id"]))
    wired = [r for r in ordered if r["agency"] is not None]
    story, origin = ordered[0]["id"], (wired or ordered)[0]["own_origin"]
    changed = {r["number"] for r in members if (r["story"], r["origin"]) != (story, origin)}
    connection.executemany("UPDATE articles SET story = ?, origin = ? WHERE number = ?", [(story, origin, number) for number in sorted(changed)])
    published = [r["published"] for r in ordered if r["published"]]
    connection.execute(
        "INSERT OR REPLACE INTO stories (id, origin, articles, first, last, title) VALUES (?, ?, ?, ?, ?, ?)",
        (story, origin, len(members), published[0] if published else None, max(published, default=None), ordered[0]["title"]),
    )
    return changed
