"""What stands around an article in the record: copies of its story, and the acts that its tellings belong to today."""

import sqlite3

from dragoman.record.answers import Page

#: Copies that are listed at most.
_MOST = 200


def copies(connection: sqlite3.Connection, article: str) -> list[Page]:
    """The other live articles with the same text, the first published first."""
    rows = connection.execute(
        "SELECT a.* FROM articles a WHERE a.live AND a.story = (SELECT story FROM articles WHERE id = ?) AND a.id <> ?"
        " ORDER BY coalesce(a.published, '9999'), a.id LIMIT ?",
        (article, article, _MOST),
    )
    return [
        Page(
            article=r["id"], story=r["story"], source=r["source"], outlet=r["outlet"], agency=r["agency"], url=r["url"], title=r["title"],
            published=r["published"],
        )
        for r in rows
    ]  # fmt: skip


def acts(connection: sqlite3.Connection, article: str) -> dict[str, str]:
    """The event that each telling of an article belongs to, by the id of the telling; nothing for versions that tell no events any more."""
    rows = connection.execute(
        "SELECT r.id, r.event FROM reports r JOIN articles a ON a.number = r.article WHERE a.id = ? AND r.live AND r.event IS NOT NULL", (article,)
    )
    return {r["id"]: r["event"] for r in rows}
