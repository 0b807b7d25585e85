"""What passed between two parties in each day, month, quarter or year. docs/relations.md defines every column."""

from itertools import islice
from typing import get_args

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from dragoman.model.errors import one_line
from dragoman.model.reading import EventType
from dragoman.relations import periods
from dragoman.relations.periods import By
from dragoman.relations.tables import RelationsError, Tables, literal

TYPES: tuple[str, ...] = get_args(EventType)
QUADS = {1: "verbal_cooperation", 2: "material_cooperation", 3: "verbal_conflict", 4: "material_conflict"}
UNREALISED = ("planned", "possible", "denied")

_HAPPENED = "status = 'happened'"
#: Column: which acts it counts. All but the last three count what happened.
COUNTS: dict[str, str] = {
    "events": _HAPPENED,
    "a_to_b": f"{_HAPPENED} AND NOT mutual AND forward",
    "b_to_a": f"{_HAPPENED} AND NOT mutual AND NOT forward",
    "mutual": f"{_HAPPENED} AND mutual",
    **{name: f"{_HAPPENED} AND quad = {quad}" for quad, name in QUADS.items()},
    **{name.lower(): f"{_HAPPENED} AND type = '{name}'" for name in TYPES},
    "visits": f"{_HAPPENED} AND type = 'CONSULT' AND mode = 'visit'",
    **{status: f"status = '{status}'" for status in UNREALISED},
}

# A cell is a pair in a period. Its number is that of the first party, the second and the period, so that cells sort like them.
_ROOM_FOR_CODES, _ROOM_FOR_PERIODS = 10**5, 10**7
#: Periods that are filled in: the days of more than a century.
_MOST_PERIODS = 50_000


def pairs(
    tables: Tables,
    a: str | None = None,
    b: str | None = None,
    *,
    by: str = "month",
    since: str | None = None,
    until: str | None = None,
    fill: bool | None = None,
    min_confidence: float = 0.0,
) -> pa.Table:
    """A row for each pair of parties and period, ordered by pair and period.

    `a` and `b` are party codes: both for one pair, `a` alone for all pairs it is in, neither for all pairs. `a` is the first of
    its pairs; elsewhere the first is the one that sorts first. `since` and `until` are ISO prefixes, inclusive. With `fill`
    there is a row for every period of the record (or of `since` to `until`), also where nothing passed; this is the default
    for one pair. Acts below `min_confidence` are left out. The row whose period is null holds the acts whose date is not
    known well enough for any period.

    A count of none is null where the record has no page of that period, and 0 where it has.

    Raises `RelationsError` for a period or date that is none, for a pair of the same party, and for tables that lack a column.
    """
    unit = periods.checked(by)
    periods.checked_limits(since, until)
    if b is not None and (a is None or a == b):
        raise RelationsError(f"{one_line(b)}: a pair is two parties")
    with tables.connect() as connection:
        _acts(connection, unit, since, until, [code for code in (a, b) if code is not None], min_confidence)
        spans = every_period(connection, unit, since, until) if (b is not None if fill is None else fill) else []
        _numbers(connection, [code for code in (a, b) if code is not None], spans)
        _covered(connection, unit, since, until)
        _cells(connection, a)
        if spans:
            _fill(connection, (a, b) if a is not None and b is not None else None)
        connection.execute(_AROUND)
        return _named(connection, connection.sql(_RESULT).to_arrow_table())


def every_period(connection: duckdb.DuckDBPyConnection, unit: By, since: str | None, until: str | None) -> list[str]:
    """Every period from the first to the last day on which the record has a page, or to the limits that were asked for.

    Raises `RelationsError` where they are more than anybody reads.
    """
    found = connection.execute(f"SELECT min(day), max(day) FROM coverage WHERE {periods.days_within_sql(since, until)}").fetchall()
    first, last = since or found[0][0] or until, until or found[0][1] or since
    spans = list(islice(periods.every(first, last, unit), _MOST_PERIODS + 1)) if first and last else []
    if len(spans) > _MOST_PERIODS:
        raise RelationsError(f"{first} to {last}: more than {_MOST_PERIODS:,} periods; ask for longer ones, or for less time")
    return spans


def _acts(
    connection: duckdb.DuckDBPyConnection, unit: By, since: str | None, until: str | None, parties: list[str], least: float
) -> None:
    """The acts that count, with their period. A mutual act, which has a row each way, is taken once."""
    among = "".join(f" AND {literal(code)} IN (actor, recipient)" for code in parties)
    connection.execute(f"""
        CREATE TEMP {"TABLE" if parties else "VIEW"} acts AS
        SELECT event, actor, recipient, mutual, type, mode, quad, status, score, reports, {periods.placed_sql(unit)} AS period
        FROM dyads
        WHERE actor <> recipient AND (NOT mutual OR actor < recipient){among} AND confidence >= {float(least)!r}
          AND {periods.within_sql(since, until)}""")


def _numbers(connection: duckdb.DuckDBPyConnection, parties: list[str], spans: list[str]) -> None:
    """Numbers for codes and periods, in their order: joining and grouping by numbers takes half the time."""
    connection.register("given_codes", pa.table({"code": pa.array(parties, pa.string())}))
    connection.register("given_spans", pa.table({"period": pa.array(spans, pa.string())}))
    connection.execute("""
        CREATE TEMP TABLE codes AS SELECT code, row_number() OVER (ORDER BY code)::BIGINT AS number
        FROM (SELECT actor AS code FROM acts UNION SELECT recipient FROM acts UNION SELECT code FROM given_codes)""")
    connection.execute("""
        CREATE TEMP TABLE spans AS SELECT period, row_number() OVER (ORDER BY period NULLS LAST)::BIGINT AS number
        FROM (SELECT period FROM acts UNION SELECT period FROM given_spans)""")


def _covered(connection: duckdb.DuckDBPyConnection, unit: By, since: str | None, until: str | None) -> None:
    """The pages published in each period, and those that name a party, by their numbers."""
    where, key = periods.days_within_sql(since, until), periods.key_sql("day", unit)
    connection.execute(f"""
        CREATE TEMP TABLE pages AS
        SELECT spans.number, sum(articles)::INTEGER AS articles
        FROM coverage JOIN spans ON spans.period = {key} WHERE {where} GROUP BY ALL""")
    connection.execute(f"""
        CREATE TEMP TABLE named AS
        SELECT codes.number * {_ROOM_FOR_PERIODS} + spans.number AS number, sum(articles)::INTEGER AS articles
        FROM mentions JOIN codes USING (code) JOIN spans ON spans.period = {key} WHERE {where} GROUP BY ALL""")


def _cells(connection: duckdb.DuckDBPyConnection, a: str | None) -> None:
    """The tables `cells` and `told`: what the acts of each pair and period sum to, and how many stories and sources tell them."""
    forward = "x.number < y.number" if a is None else f"actor = {literal(a)}"
    pair = f"CASE WHEN {forward} THEN x.number ELSE y.number END * {_ROOM_FOR_CODES} + CASE WHEN {forward} THEN y.number ELSE x.number END"
    # An event is told from another by 64 bits of its id: two of a million are taken for one with a chance of 1 in 30 million.
    connection.execute(f"""
        CREATE TEMP TABLE placed AS
        SELECT ({pair}) * {_ROOM_FOR_PERIODS} + spans.number AS cell, hash(event) AS event, {forward} AS forward,
               mutual, type, mode, quad, status, score, reports
        FROM acts JOIN codes x ON x.code = actor JOIN codes y ON y.code = recipient
        JOIN spans ON spans.period IS NOT DISTINCT FROM acts.period""")
    counted = ", ".join(f"count(*) FILTER ({condition})::INTEGER AS {name}" for name, condition in COUNTS.items())
    connection.execute(f"""
        CREATE TEMP TABLE cells AS
        SELECT cell, {counted}, round(avg(score) FILTER ({_HAPPENED}), 4) AS mean_score,
               coalesce(sum(reports) FILTER ({_HAPPENED}), 0)::INTEGER AS reports
        FROM placed GROUP BY cell""")
    connection.execute(f"""
        CREATE TEMP TABLE tellings AS
        SELECT cell, story, source
        FROM placed JOIN (SELECT hash(event) AS event, hash(story) AS story, CASE WHEN source IS NOT NULL THEN hash(source) END AS source FROM stories)
        USING (event) WHERE {_HAPPENED}""")
    for table, column in (("told", "story"), ("standing", "source")):
        connection.execute(f"""
            CREATE TEMP TABLE {table} AS SELECT cell, count({column})::INTEGER AS number
            FROM (SELECT DISTINCT cell, {column} FROM tellings) GROUP BY cell""")


def _fill(connection: duckdb.DuckDBPyConnection, pair: tuple[str, str] | None) -> None:
    """Puts the empty cells of the same pairs, or of the one pair, into `cells`: every period in which nothing passed."""
    pairs_of = f"SELECT DISTINCT cell // {_ROOM_FOR_PERIODS} AS pair FROM cells"
    if pair is not None:
        first, second = (literal(code) for code in pair)
        pairs_of = f"SELECT x.number * {_ROOM_FOR_CODES} + y.number AS pair FROM codes x, codes y WHERE x.code = {first} AND y.code = {second}"
    connection.execute(f"""
        INSERT INTO cells (cell)
        SELECT pair * {_ROOM_FOR_PERIODS} + number FROM ({pairs_of}), spans WHERE period IS NOT NULL EXCEPT SELECT cell FROM cells""")


def _count(name: str) -> str:
    """SQL for a count: where there is no page of the period, what was not seen is not known; what is undated has no period."""
    return f"CASE WHEN covered IS NOT false THEN coalesce({name}, 0) ELSE nullif({name}, 0) END AS {name}"


def _named(connection: duckdb.DuckDBPyConnection, table: pa.Table) -> pa.Table:
    """The table with codes and periods for their numbers, which are counted from 1."""
    for place, (column, words) in enumerate((("a", "SELECT code FROM codes"), ("b", "SELECT code FROM codes"), ("period", "SELECT period FROM spans"))):
        texts = connection.sql(f"{words} ORDER BY number").to_arrow_table().column(0).cast(pa.string())
        table = table.set_column(place, column, texts.take(pc.subtract(table.column(column), 1)))
    return table


# What surrounds a cell is found first, beside its number alone, since every join copies all columns that go through it.
_AROUND = f"""
CREATE TEMP TABLE around AS
WITH numbered AS (
    SELECT cell, cell // {_ROOM_FOR_PERIODS * _ROOM_FOR_CODES} AS a, cell // {_ROOM_FOR_PERIODS} % {_ROOM_FOR_CODES} AS b,
           cell % {_ROOM_FOR_PERIODS} AS period
    FROM cells
)
SELECT numbered.*, CASE WHEN dated THEN coalesce(pages.articles, 0) END AS articles,
       CASE WHEN dated THEN coalesce(of_a.articles, 0) END AS articles_a,
       CASE WHEN dated THEN coalesce(of_b.articles, 0) END AS articles_b,
       CASE WHEN dated THEN coalesce(pages.articles, 0) > 0 END AS covered,
       told.number AS stories, nullif(standing.number, 0) AS sources
FROM numbered
JOIN (SELECT number, period IS NOT NULL AS dated FROM spans) spans ON spans.number = numbered.period
LEFT JOIN told USING (cell)
LEFT JOIN standing USING (cell)
LEFT JOIN pages ON pages.number = numbered.period
LEFT JOIN named of_a ON of_a.number = numbered.a * {_ROOM_FOR_PERIODS} + numbered.period
LEFT JOIN named of_b ON of_b.number = numbered.b * {_ROOM_FOR_PERIODS} + numbered.period"""

_RESULT = f"""
SELECT a, b, period, covered, articles, articles_a, articles_b, {", ".join(map(_count, COUNTS))}, mean_score,
       {", ".join(map(_count, ("reports", "stories")))},
       CASE WHEN events > 0 THEN sources WHEN covered IS NOT false THEN 0 END AS sources
FROM cells JOIN around USING (cell) ORDER BY cell"""
