"""What has some words in it: articles, the words people said in them, and the acts they tell, with counts by outlet, party and year.

Articles are found by the index, the newest first, and their list goes on to the last. Counts, quotes and acts are those of the newest
`CAP` articles, so that a word that stands everywhere takes no longer than others; `Found.capped` says so.
"""

import json
import sqlite3
from collections import Counter
from functools import cached_property
from typing import NamedTuple, NewType

import msgspec

from dragoman.model.errors import one_line
from dragoman.model.reading import Statement
from dragoman.record import days
from dragoman.record.answers import Hit, Page, Quote
from dragoman.record.errors import BadQuestion
from dragoman.record.search import Sought, holder, marks, near, snippet

#: Articles that counts, quotes and acts are taken from.
CAP = 300
#: Behind the number of any article.
_END = 1 << 62
#: What is shown of an article; the rest of its row is long.
_SHOWN = "SELECT id, story, source, outlet, agency, url, title, published, text FROM articles WHERE number = ?"
#: Rows of a list of counts.
_ROWS = 12


class Narrowed(msgspec.Struct, frozen=True, kw_only=True):
    """What else is asked of the articles: from an outlet (or agency), naming a party, published from a day to another."""

    outlet: str | None = None
    party: str | None = None
    since: str | None = None
    until: str | None = None


class Facet(msgspec.Struct, frozen=True, kw_only=True):
    """A value that articles can be narrowed by, and how many of those found have it."""

    value: str
    articles: int


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """Words said that answer, with the places (code points) of what was looked for in them."""

    quote: Quote
    places: tuple[tuple[int, int], ...]


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """An event one of whose reports answers: its id, the words, and the places of what was looked for in them."""

    event: str
    words: str
    places: tuple[tuple[int, int], ...]


#: The number of a statement that was found.
Said = NewType("Said", int)


class Told(NamedTuple):
    """An event that was found, and the words of the report that answers."""

    event: str
    words: str


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """What was found, of the newest `CAP` articles (`capped`: there are more): how many of each, and facets by which to narrow them."""

    articles: int
    quotes: int
    acts: int
    capped: bool
    outlets: tuple[Facet, ...]
    parties: tuple[Facet, ...]
    years: tuple[Facet, ...]


class Found:
    """The articles that answer a question, and what can be told of them."""

    def __init__(self, connection: sqlite3.Connection, sought: Sought, narrowed: Narrowed) -> None:
        self._connection, self._sought, self._holds = connection, sought, holder(sought)
        self._narrowed = _where(narrowed)

    @cached_property
    def _newest(self) -> list[sqlite3.Row]:
        """The newest of the articles: one more than `CAP` where there are more."""
        return self._walk(CAP + 1, _END)

    @property
    def _rows(self) -> list[sqlite3.Row]:
        return self._newest[:CAP]

    @cached_property
    def _numbers(self) -> str:
        return json.dumps([row["number"] for row in self._rows])

    def counts(self) -> Counts:
        """How much was found, and the facets."""
        return Counts(
            articles=len(self._rows), quotes=len(self.quotes()), acts=len(self.acts()), capped=len(self._newest) > CAP,
            outlets=tuple(self._outlets()), parties=tuple(self._parties()), years=tuple(self._years()),
        )  # fmt: skip

    def hits(self, limit: int, after: str | None) -> tuple[list[Hit], str | None]:
        """Articles, the newest first and all of them, each with the piece of its text that answers; and where the next ones begin."""
        rows = self._walk(limit + 1, min(int(_place(after)[0]), _END) if after is not None else _END)
        some = [row["number"] for row in rows]
        found: list[Hit] = []
        for number in some[:limit]:
            row = self._connection.execute(_SHOWN, (number,)).fetchone()
            piece, _ = snippet(row["text"], self._sought.shown)
            events = self._connection.execute("SELECT DISTINCT event FROM reports WHERE article = ? AND live ORDER BY nth", (number,))
            found.append(Hit(page=_page(row), snippet=piece, places=marks(piece, self._sought), events=tuple(r["event"] for r in events)))
        return found, f"{some[limit - 1]}|0" if len(some) > limit else None

    def quotes(self) -> list[tuple[str, Said]]:
        """Words said that have what was asked for, those of the newest articles first, the same words of a story once; each with its place."""
        where, words = near(self._sought, "x.text")
        rows = self._rows_of(
            "SELECT a.story, x.text, x.number, x.article, x.nth"
            f" FROM json_each(?) j CROSS JOIN statements x ON x.article = j.value JOIN articles a ON a.number = x.article WHERE {where} ORDER BY j.key, x.nth",
            words,
        )
        found: dict[tuple[str, str], tuple[str, Said]] = {}
        for story, said, number, article, nth in rows:
            if (story, said) not in found and self._holds(said):
                found[story, said] = (f"{article}|{nth}", Said(number))
        return list(found.values())

    def line(self, said: Said) -> Line:
        """Words said, to be shown."""
        row = self._connection.execute(
            "SELECT x.data, a.id, a.story, a.source, a.outlet, a.agency, a.url, a.title, a.published FROM statements x"
            " JOIN articles a ON a.number = x.article WHERE x.number = ?", (said,),
        ).fetchone()  # fmt: skip
        words = msgspec.json.decode(row["data"], type=Statement)
        return Line(quote=Quote(statement=words, page=_page(row), copies=1), places=marks(words.text, self._sought))

    def acts(self) -> list[tuple[str, Told]]:
        """Events one of whose reports has what was asked for, those of the newest articles first; each with its place."""
        where, words = near(self._sought, "r.quote")
        rows = self._rows_of(
            "SELECT r.event, r.quote, r.article, r.nth FROM json_each(?) j CROSS JOIN reports r ON r.article = j.value"
            f" WHERE r.live AND r.event IS NOT NULL AND {where} ORDER BY j.key, r.nth",
            words,
        )
        found: dict[str, tuple[str, Told]] = {}
        for event, quote, article, nth in rows:
            if event not in found and self._holds(quote):
                found[event] = (f"{article}|{nth}", Told(event, quote))
        return list(found.values())

    def act(self, told: Told) -> Act:
        """An event found, to be shown."""
        return Act(event=told.event, words=told.words, places=marks(told.words, self._sought))

    def _outlets(self) -> list[Facet]:
        """Who published the articles found, the most frequent first."""
        return _facets(Counter(row["outlet"] for row in self._rows if row["outlet"]))

    def _years(self) -> list[Facet]:
        """In which years they were published, the latest first."""
        counted = Counter(row["day"][:4] for row in self._rows if row["day"])
        return [Facet(value=year, articles=counted[year]) for year in sorted(counted, reverse=True)][:_ROWS]

    def _parties(self) -> list[Facet]:
        """Which parties they name, the most frequent first."""
        rows = self._connection.execute(
            "SELECT m.code, count(*) AS articles FROM json_each(?) j CROSS JOIN mentions m ON m.article = j.value GROUP BY m.code", (self._numbers,)
        )
        return _facets(Counter({row["code"]: row["articles"] for row in rows}))

    def _walk(self, most: int, before: int) -> list[sqlite3.Row]:
        """Articles that answer, the newest first: the index is walked from its end (or from before an article) and left as soon as there are enough."""
        where, values = self._narrowed
        return self._connection.execute(
            "SELECT a.number, a.day, coalesce(a.outlet, a.agency) AS outlet FROM article_words w CROSS JOIN articles a ON a.number = w.rowid"
            f" WHERE article_words MATCH ? AND w.rowid < ? AND a.live{where} ORDER BY w.rowid DESC LIMIT ?",
            (self._sought.expression, before, *values, most),
        ).fetchall()

    def _rows_of(self, query: str, values: list[str]) -> sqlite3.Cursor:
        """What a query tells of the articles found, as tuples: there are thousands."""
        cursor = self._connection.cursor()
        cursor.row_factory = None
        return cursor.execute(query, (self._numbers, *values))


def _facets(counted: Counter[str]) -> list[Facet]:
    return [Facet(value=value, articles=number) for value, number in sorted(counted.items(), key=lambda c: (-c[1], c[0]))[:_ROWS]]


def _where(narrowed: Narrowed) -> tuple[str, list[object]]:
    parts, values = [""], list[object]()
    for condition, value in (
        ("coalesce(a.outlet, a.agency) = ?", narrowed.outlet),
        ("EXISTS (SELECT 1 FROM mentions m WHERE m.code = ? AND m.article = a.number)", narrowed.party),
        ("a.day >= ?", days.first_day(narrowed.since) if narrowed.since else None),
        ("a.day <= ?", days.last_day(narrowed.until) if narrowed.until else None),
    ):
        if value is not None:
            parts.append(condition)
            values.append(value)
    return " AND ".join(parts), values


def _place(after: str) -> tuple[str, str]:
    number, bar, nth = after.partition("|")
    if not bar or not number.isdecimal() or not nth.isdecimal():
        raise BadQuestion(f"{one_line(after)}: not a place in a list; give the one that was printed")
    return number, nth


def behind(places: list[str], after: str | None) -> int:
    """The index of what follows the place `after` in a list whose items have `places`. Raises `BadQuestion` for what is no place."""
    if after is None:
        return 0
    number, nth = map(int, _place(after))
    for index, place in enumerate(places):
        article, own = map(int, place.split("|"))
        if (-article, own) > (-number, nth):
            return index
    return len(places)


def _page(row: sqlite3.Row) -> Page:
    return Page(
        article=row["id"], story=row["story"] or row["id"], source=row["source"], outlet=row["outlet"], agency=row["agency"], url=row["url"],
        title=row["title"], published=row["published"],
    )  # fmt: skip
