"""Who speaks: people with their words, in parts and with counts, so that a page of them takes no longer in a large record."""

import sqlite3

import msgspec

from dragoman.model.errors import one_line
from dragoman.model.reading import Statement
from dragoman.record import days
from dragoman.record.answers import Page, Quote
from dragoman.record.errors import BadQuestion

_PERSON, _AFTER_PERSON = "person:", "person;"
#: A statement `x` that stands today. Those of older versions are few, and known without a look at the article of every statement.
_LIVE = "x.article NOT IN (SELECT number FROM articles WHERE live = 0)"


class Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """Which statements are asked for; what is None is not asked. `entity` speaks (or anybody for `code`), `about` is named or spoken to,
    `to` is spoken to; `kind` is direct or reported. Days as everywhere."""

    entity: str | None = None
    code: str | None = None
    about: str | None = None
    to: str | None = None
    kind: str | None = None
    since: str | None = None
    until: str | None = None


class Somebody(msgspec.Struct, frozen=True, kw_only=True):
    """A person who speaks in the record, for one party: how often, and the first and last day of it."""

    entity: str
    code: str
    name: str
    label: str
    statements: int
    first: str | None
    last: str | None


class Styled(msgspec.Struct, frozen=True, kw_only=True):
    """A title as articles give it to somebody, how often, and the first and last day of it."""

    title: str
    statements: int
    first: str | None
    last: str | None


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """How many statements go with a party."""

    code: str
    statements: int


def said(connection: sqlite3.Connection, spoken: Spoken, limit: int, after: str | None = None) -> tuple[list[Quote], str | None]:
    """Statements, the newest first, those without a day last; the same words in several articles of a story once, from the first of them.

    With them the place where the next ones begin, None where there are no more.
    """
    where, values = _where(spoken)
    if after is not None:
        day, number = _place(after)
        where += " AND x.sort_day <= ? AND (x.sort_day, x.number) < (?, ?)"
        values += [day, day, number]
    if (after is None) or _is_dated(after):
        dated = _page(connection, f"{where} AND x.sort_day < ?", [*values, days.UNDATED], limit + 1)
    else:
        dated = []
    rest = limit + 1 - len(dated)
    if rest > 0:
        undated, own = _where(spoken)
        if after is not None and not _is_dated(after):
            undated += " AND x.number < ?"
            own.append(_place(after)[1])
        dated += _page(connection, f"{undated} AND x.sort_day = ?", [*own, days.UNDATED], rest)
    found, more = dated[:limit], len(dated) > limit
    return [q for q, _ in found], found[-1][1] if more else None


def _page(connection: sqlite3.Connection, where: str, values: list[object], limit: int) -> list[tuple[Quote, str]]:
    # by story and not by speaker: a story has few statements, a state may have most of the record's
    same = "FROM articles b CROSS JOIN statements y ON y.article = b.number WHERE b.live AND b.story = a.story AND y.code = x.code AND y.text = x.text"
    rows = connection.execute(
        "SELECT x.number, x.sort_day, x.data, a.id AS article, a.story, a.source, a.outlet, a.agency, a.url, a.title, a.published,"
        f" (SELECT count(DISTINCT y.article) {same}) AS copies FROM statements x JOIN articles a ON a.number = x.article WHERE a.live{where}"
        f" AND NOT EXISTS (SELECT 1 {same} AND (coalesce(b.published, '9999'), b.id, y.nth) < (coalesce(a.published, '9999'), a.id, x.nth))"
        " ORDER BY x.sort_day DESC, x.number DESC LIMIT ?",
        (*values, limit),
    )
    return [(_quote(row), f"{row['sort_day']}|{row['number']}") for row in rows]


def people(connection: sqlite3.Connection, name: str | None, limit: int, after: str | None) -> tuple[list[Somebody], str | None]:
    """People who speak, those with most statements first, by a part of their name; and the place where the next ones begin."""
    conditions, having = [_PERSON, _AFTER_PERSON], ""
    where = f"x.entity >= ? AND x.entity < ? AND {_LIVE}"
    values: list[object] = list(conditions)
    if name is not None:
        where += " AND (instr(lower(x.name), ?) OR instr(lower(x.label), ?))"
        values += [name.casefold()] * 2
    if after is not None:
        number, _, entity = after.partition("|")
        if not number.isdecimal():
            raise BadQuestion(f"{one_line(after)}: not a place in a list; give the one that was printed")
        having = " HAVING count(*) < ? OR (count(*) = ? AND x.entity > ?)"
        values += [int(number), int(number), entity]
    rows = connection.execute(
        f"SELECT x.entity, count(*) AS number FROM statements x WHERE {where} GROUP BY x.entity{having} ORDER BY number DESC, x.entity LIMIT ?",
        (*values, limit + 1),
    ).fetchall()
    found = [max(who, key=lambda s: s.statements) for row in rows[:limit] if (who := somebody(connection, row["entity"]))]
    return found, f"{rows[limit - 1]['number']}|{rows[limit - 1]['entity']}" if len(rows) > limit else None


def somebody(connection: sqlite3.Connection, entity: str) -> list[Somebody]:
    """A person as the record knows them, once for every party they speak for, the most often first; empty where they never speak."""
    rows = connection.execute(
        "SELECT x.entity, x.code, max(x.name) AS name, max(x.label) AS label, count(*) AS statements,"
        f" min(nullif(x.sort_day, '{days.UNDATED}')) AS first, max(nullif(x.sort_day, '{days.UNDATED}')) AS last"
        f" FROM statements x WHERE x.entity = ? AND {_LIVE} GROUP BY x.code ORDER BY statements DESC, x.code",
        (entity,),
    )
    return [Somebody(**dict(row)) for row in rows]


def styles(connection: sqlite3.Connection, spoken: Spoken) -> list[Styled]:
    """The titles that articles give to those who speak, the most frequent first."""
    where, values = _where(spoken)
    rows = connection.execute(
        "SELECT json_extract(x.data, '$.speaker.title') AS title, count(*) AS statements,"
        f" min(nullif(x.sort_day, '{days.UNDATED}')) AS first, max(nullif(x.sort_day, '{days.UNDATED}')) AS last"
        f" FROM statements x WHERE {_LIVE}{where} AND json_extract(x.data, '$.speaker.title') IS NOT NULL"
        " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 12",
        values,
    )
    return [Styled(**dict(row)) for row in rows]


def topics(connection: sqlite3.Connection, spoken: Spoken) -> list[Counted]:
    """Which parties the words are about (named in them, or spoken to), the most frequent first."""
    where, values = _where(spoken)
    rows = connection.execute(
        "SELECT s.code, count(*) AS statements FROM statements x JOIN statement_about s ON s.statement = x.number"
        f" WHERE {_LIVE}{where} GROUP BY s.code ORDER BY statements DESC, s.code LIMIT 40",
        values,
    )
    return [Counted(code=row["code"], statements=row["statements"]) for row in rows]


def addressees(connection: sqlite3.Connection, spoken: Spoken) -> list[Counted]:
    """Which parties are spoken to, the most frequent first."""
    where, values = _where(spoken)
    rows = connection.execute(
        "SELECT json_extract(t.value, '$.code') AS code, count(DISTINCT x.number) AS statements FROM statements x,"
        f" json_each(x.data, '$.addressees') t WHERE {_LIVE}{where} GROUP BY 1 ORDER BY statements DESC, code LIMIT 40",
        values,
    )
    return [Counted(code=row["code"], statements=row["statements"]) for row in rows]


def acts(connection: sqlite3.Connection, entity: str, limit: int) -> list[str]:
    """The ids of events that somebody takes part in, the newest first, those without a day left out."""
    rows = connection.execute(
        "SELECT e.id FROM event_people p JOIN events e ON e.number = p.event WHERE p.entity = ? AND p.sort_day < ? AND e.verdict IS NOT 'rejected'"
        " ORDER BY p.sort_day DESC, p.event DESC LIMIT ?",
        (entity, days.UNDATED, limit),
    )
    return [row["id"] for row in rows]


def _where(spoken: Spoken) -> tuple[str, list[object]]:
    parts, values = [""], list[object]()

    def ask(condition: str, *given: object) -> None:
        parts.append(condition)
        values.extend(given)

    if spoken.entity is not None:
        ask("x.entity = ?", spoken.entity)
    if spoken.code is not None:
        ask("x.code = ?", spoken.code)
    if spoken.about is not None:
        ask("EXISTS (SELECT 1 FROM statement_about s WHERE s.code = ? AND s.statement = x.number)", spoken.about)
    if spoken.to is not None:
        ask("EXISTS (SELECT 1 FROM json_each(x.data, '$.addressees') t WHERE json_extract(t.value, '$.code') = ?)", spoken.to)
    if spoken.kind is not None:
        if spoken.kind not in ("direct", "reported"):
            raise BadQuestion(f"{one_line(spoken.kind)}: no kind of statement; these are: direct, reported")
        ask("x.kind = ?", spoken.kind)
    if spoken.since is not None:
        ask("x.last_day >= ?", days.first_day(spoken.since))
    if spoken.until is not None:
        ask("x.first_day <= ?", days.last_day(spoken.until))
    return " AND ".join(parts), values


def _quote(row: sqlite3.Row) -> Quote:
    page = Page(
        article=row["article"], story=row["story"] or row["article"], source=row["source"], outlet=row["outlet"], agency=row["agency"], url=row["url"],
        title=row["title"], published=row["published"],
    )  # fmt: skip
    return Quote(statement=msgspec.json.decode(row["data"], type=Statement), page=page, copies=row["copies"])


def _place(after: str) -> tuple[str, int]:
    day, bar, number = after.partition("|")
    if not bar or not number.isdecimal():
        raise BadQuestion(f"{one_line(after)}: not a place in a list; give the one that was printed")
    return day, int(number)


def _is_dated(after: str) -> bool:
    return _place(after)[0] != days.UNDATED
