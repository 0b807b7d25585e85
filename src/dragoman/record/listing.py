"""Lists of what a record holds, a page at a time: what came in last, articles, words said, and who publishes.

Each goes along an index as far as its page needs, so that the hundredth page costs what the first does. `after` is that of the page before.
"""

import sqlite3
from collections.abc import Iterable, Iterator

import msgspec

from dragoman.model.errors import one_line
from dragoman.model.reading import Statement
from dragoman.record import days, questions
from dragoman.record.answers import Page, Quote, Results
from dragoman.record.errors import BadQuestion
from dragoman.record.questions import Wanted
from dragoman.record.record import Record

_PAGE = "a.number AS page, a.id AS article, a.story, a.source, a.outlet, a.agency, a.url, a.title, a.published"
_NAMES = ("a.outlet", "a.agency", "a.origin", "a.url", "a.source")
#: Who publishes an article, as people call it.
_PUBLISHER = "coalesce(outlet, agency, '')"


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """An article of a list; `events` is how many acts it tells."""

    article: str
    title: str | None
    outlet: str | None
    agency: str | None
    published: str | None
    language: str | None
    url: str | None
    story: str
    source: str
    events: int


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """An outlet (or agency, where no outlet is named): its articles, those of them that are the first of their story, and the days they cover.

    `name` is None for articles that name neither.
    """

    name: str | None
    articles: int
    firsts: int
    first: str | None
    last: str | None


def last_added(record: Record, wanted: Wanted, limit: int) -> list[tuple[str, str | None]]:
    """The events that came into the record last, the newest first: their ids and when anything last changed about them (UTC).

    `wanted` chooses; its parties are codes or names.
    """
    asked = questions.check(wanted)
    parties = {name: record.meant(who).code for name in ("actor", "party", "other") if (who := getattr(asked, name)) is not None}
    asked = msgspec.structs.replace(asked, newest=False, **parties)
    with record.snapshot() as connection:
        query, values = questions.sql(asked, None, "e.number DESC")
        changed = "SELECT max(c.at) FROM changes c WHERE c.event = e.id"
        return [(r["id"], r["at"]) for r in connection.execute(f"SELECT e.id, ({changed}) AS at {query} LIMIT ?", [*values, limit])]


def articles(
    record: Record, *, party: str | None = None, source: str | None = None, language: str | None = None, since: str | None = None,
    until: str | None = None, limit: int = 40, after: str | None = None,
) -> Results[Listed]:  # fmt: skip
    """Articles as they stand today, the newest first: those that name a party, are from a source, in a language, of a time.

    Raises `BadQuestion` for days, parties and places that are none.
    """
    questions.check_days(since, until)
    place = _number(after)
    asked = ["a.live"]
    values: list[object] = []
    table, number = "articles a", "a.number"
    if party is not None:
        table, number = "mentions m CROSS JOIN articles a ON a.number = m.article", "m.article"
        asked.append("m.code = ?")
        values.append(record.meant(party).code)
    if source is not None:
        asked.append(f"({' OR '.join(f'instr(lower({c}), ?)' for c in _NAMES)})")
        values += [source.casefold()] * len(_NAMES)
    for condition, value in (
        ("a.language = ?", language), ("a.day >= ?", since and days.first_day(since)), ("a.day <= ?", until and days.last_day(until)),
        (f"{number} < ?", place),
    ):  # fmt: skip
        if value is not None:
            asked.append(condition)
            values.append(value)
    told = "SELECT count(DISTINCT r.event) FROM reports r WHERE r.article = a.number AND r.live"
    query = f"SELECT {_PAGE}, a.language, ({told}) AS events FROM {table} WHERE {' AND '.join(asked)} ORDER BY {number} DESC LIMIT ?"
    with record.snapshot() as connection:
        rows = connection.execute(query, [*values, limit + 1]).fetchall()
    found = [
        Listed(
            article=r["article"], title=r["title"], outlet=r["outlet"], agency=r["agency"], published=r["published"], language=r["language"],
            url=r["url"], story=r["story"] or r["article"], source=r["source"], events=r["events"],
        )
        for r in rows[:limit]
    ]  # fmt: skip
    return Results(Listed, found, str(rows[limit - 1]["page"]) if len(rows) > limit else None)


def last_said(
    record: Record, *, speaker: str | None = None, about: str | None = None, since: str | None = None, until: str | None = None,
    source: str | None = None, limit: int = 40,
) -> Results[Quote]:  # fmt: skip
    """Who said what, what came into the record last first. The same words in several articles of a story are given once.

    `speaker` is a party or (a part of) a person's name, `about` a party. Raises `BadQuestion`.
    """
    questions.check_days(since, until)
    asked, values = ["a.live"], list[object]()

    def ask(condition: str, *given: object) -> None:
        asked.append(condition)
        values.extend(given)

    if speaker is not None:
        try:
            ask("x.code = ?", record.meant(speaker).code)
        except BadQuestion:
            ask("(instr(lower(x.name), ?) OR instr(lower(x.label), ?))", speaker.casefold(), speaker.casefold())
    if about is not None:
        ask("x.number IN (SELECT statement FROM statement_about WHERE code = ?)", record.meant(about).code)
    if since is not None:
        ask("x.last_day >= ?", days.first_day(since))
    if until is not None:
        ask("x.first_day <= ?", days.last_day(until))
    if source is not None:
        ask(f"({' OR '.join(f'instr(lower({c}), ?)' for c in _NAMES)})", *[source.casefold()] * len(_NAMES))
    with record.snapshot() as connection:
        return Results(Quote, list(_firsts(connection, _said(connection, asked, values), limit)))


def sources(record: Record, *, limit: int = 40, after: str | None = None) -> Results[Source]:
    """Who publishes, those with most articles first."""
    least, name = 1 << 62, ""
    if after is not None:
        told, bar, name = after.partition("|")
        if not bar or not (told.isascii() and told.isdecimal()) or len(told) > 15:
            raise BadQuestion(f"{one_line(after)}: not a place in a list; give the one that was printed")
        least = int(told)
    query = (
        f"SELECT {_PUBLISHER} AS name, count(*) AS articles, count(*) FILTER (WHERE story = id) AS firsts, min(day) AS first, max(day) AS last"
        " FROM articles WHERE live GROUP BY 1 HAVING count(*) < ? OR (count(*) = ? AND name > ?) ORDER BY articles DESC, name LIMIT ?"
    )
    with record.snapshot() as connection:
        rows = connection.execute(query, [least, least, name, limit + 1]).fetchall()
    found = [Source(name=r["name"] or None, articles=r["articles"], firsts=r["firsts"], first=r["first"], last=r["last"]) for r in rows[:limit]]
    return Results(Source, found, f"{rows[limit - 1]['articles']}|{rows[limit - 1]['name']}" if len(rows) > limit else None)


def _said(connection: sqlite3.Connection, asked: Iterable[str], values: list[object]) -> Iterator[sqlite3.Row]:
    query = f"SELECT x.number, x.code, x.text, x.data, {_PAGE} FROM statements x CROSS JOIN articles a ON a.number = x.article"
    yield from connection.execute(f"{query} WHERE {' AND '.join(asked)} ORDER BY x.number DESC", values)


def _firsts(connection: sqlite3.Connection, rows: Iterator[sqlite3.Row], most: int) -> Iterator[Quote]:
    """Of words said, those that no article before it in its story has."""
    count = 0
    for row in rows:
        if count == most:
            return
        first, copies = _copies(connection, row)
        if first == row["number"]:
            count += 1
            page = Page(
                article=row["article"], story=row["story"] or row["article"], source=row["source"], outlet=row["outlet"], agency=row["agency"],
                url=row["url"], title=row["title"], published=row["published"],
            )  # fmt: skip
            yield Quote(statement=msgspec.json.decode(row["data"], type=Statement), page=page, copies=copies)


def _copies(connection: sqlite3.Connection, row: sqlite3.Row) -> tuple[int, int]:
    """Of the same words by the same speaker in a story: the number of those published first, and how many articles have them."""
    if row["story"] is None:
        return row["number"], 1
    words = " ".join(row["text"].split())
    found = connection.execute(
        "SELECT x.number, x.text, a.id FROM articles a JOIN statements x ON x.article = a.number WHERE a.story = ? AND a.live AND x.code = ?"
        " ORDER BY coalesce(a.published, '9999'), a.id, x.nth",
        (row["story"], row["code"]),
    )
    same = [(other["number"], other["id"]) for other in found if " ".join(other["text"].split()) == words]
    return same[0][0], len({article for _, article in same})


def _number(after: str | None) -> int | None:
    if after is None:
        return None
    if not (after.isascii() and after.isdecimal()) or len(after) > 18:
        raise BadQuestion(f"{one_line(after)}: not a place in a list; give the one that was printed")
    return int(after)
