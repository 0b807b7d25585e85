"""What the record holds as a whole, and what moves in it: counts for a front page, each by an index or in one pass."""

import sqlite3
from collections import Counter
from itertools import combinations

from dragoman.model.told import KeptStory
from dragoman.record import tallies
from dragoman.record.answers import Activity, Motion, Speaker, Totals


def totals(connection: sqlite3.Connection) -> Totals:
    """How much there is of everything."""
    (articles, days, first, last), (outlets,) = (
        connection.execute(f"SELECT {sums} FROM holdings WHERE kind = ?", (kind,)).fetchone()
        for kind, sums in (("day", "coalesce(sum(articles), 0), count(nullif(value, '')), min(nullif(value, '')), max(nullif(value, ''))"), ("outlet", "count(*)"))
    )
    languages = connection.execute("SELECT value, articles FROM holdings WHERE kind = 'language' ORDER BY 2 DESC, 1").fetchall()
    stories, statements = (connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("stories", "statements"))
    (events,) = connection.execute("SELECT (SELECT count(*) FROM events) - (SELECT count(*) FROM events WHERE verdict = 'rejected')").fetchone()
    return Totals(
        articles=articles, stories=stories, events=events, statements=statements, outlets=outlets,
        languages=tuple((language, number) for language, number in languages), days=days, first=first, last=last,
    )  # fmt: skip


def last_day(connection: sqlite3.Connection) -> str | None:
    """The last day of which there is a live article."""
    row = connection.execute("SELECT max(value) FROM holdings WHERE kind = 'day' AND value <> ''").fetchone()
    return None if row[0] is None else str(row[0])


def edition(connection: sqlite3.Connection) -> tuple[int, int]:
    """The numbers of the last change of an event and of the last version of a page."""
    changes, versions = connection.execute("SELECT (SELECT max(number) FROM changes), (SELECT max(number) FROM versions)").fetchone()
    return changes or 0, versions or 0


def codes(connection: sqlite3.Connection) -> set[str]:
    """The codes of parties that the record holds, whether or not the lexicon has them. Looked up one after the other in the index."""
    found: set[str] = set()
    code = ""
    while (row := connection.execute("SELECT min(code) AS code FROM event_parties WHERE code > ?", (code,)).fetchone())["code"] is not None:
        code = row["code"]
        found.add(code)
    return found


def activity(connection: sqlite3.Connection, since: str, until: str) -> list[Activity]:
    """Acts with others that happened from one month to another, by party; the most active first."""
    counted = tallies.active(connection, codes(connection), since, until)
    return [Activity(code=code, events=number) for code, number in sorted(counted.items(), key=lambda c: (-c[1], c[0]))]


def motion(connection: sqlite3.Connection, before: str, since: str, until: str, limit: int) -> list[Motion]:
    """The pairs with most acts from `since` to `until`, with those from `before` on until then."""
    now, earlier = _paired(connection, since, until), _paired(connection, before, since)
    most = sorted(now.items(), key=lambda c: (-c[1], c[0]))[:limit]
    return [Motion(a=a, b=b, events=number, before=earlier[a, b]) for (a, b), number in most]


def are_few(connection: sqlite3.Connection, party: str, other: str | None, most: int) -> bool:
    """Whether a party (and another) took part in no more than so many acts; looks at no more of the index than that takes."""
    where, values = ("code = ?", [party]) if other is None else ("code = ? AND other = ?", [party, other])
    row = connection.execute(f"SELECT count(*) FROM (SELECT 1 FROM pairs WHERE {where} LIMIT ?)", [*values, most + 1]).fetchone()
    return int(row[0]) <= most


def newest_stories(connection: sqlite3.Connection, limit: int) -> list[KeptStory]:
    """The stories that were told last, the newest first."""
    found: dict[str, KeptStory] = {}
    rows = connection.execute(
        "SELECT s.* FROM articles a CROSS JOIN stories s ON s.id = a.story WHERE a.live AND a.day IS NOT NULL ORDER BY a.number DESC LIMIT ?", (limit * 20,)
    )
    for row in rows:
        found.setdefault(row["id"], KeptStory(**{name: row[name] for name in KeptStory.__struct_fields__}))
        if len(found) == limit:
            break
    return list(found.values())


def speakers(connection: sqlite3.Connection, code: str, limit: int) -> list[Speaker]:
    """Who speaks for a party, those with most statements first."""
    rows = connection.execute(
        "SELECT entity, max(name) AS name, max(label) AS label, count(*) AS number, max(CASE WHEN sort_day < '9999' THEN sort_day END) AS last"
        " FROM statements WHERE code = ? GROUP BY entity ORDER BY number DESC, entity LIMIT ?",
        (code, limit),
    )
    return [Speaker(entity=r["entity"], name=r["name"], label=r["label"], statements=r["number"], last=r["last"]) for r in rows]


def _paired(connection: sqlite3.Connection, since: str, until: str) -> Counter[tuple[str, str]]:
    """Acts that happened from one whole day to another, by pair: one toward the other, or both together."""
    counted: Counter[tuple[str, str]] = Counter()
    cursor = connection.cursor()
    cursor.row_factory = None
    rows = cursor.execute(
        "SELECT actors, recipients, count(*) FROM events WHERE sort_day >= ? AND sort_day <= ? AND status = 'happened' AND verdict IS NOT 'rejected'"
        " GROUP BY 1, 2",
        (since, until),
    )
    for actors, recipients, number in rows:
        acting, receiving = sorted(set(actors.split(",")) - {""}), set(recipients.split(",")) - {""}
        if receiving:
            met = {(min(a, b), max(a, b)) for a in acting for b in receiving if a != b}
        else:
            met = set(combinations(acting, 2))
        for pair in met:
            counted[pair] += number
    return counted
