"""What articles say besides events: statements, positions, amounts and ties of live articles, and articles by their words.

The same words in several articles of one story are given once, from the article published first.
"""

import sqlite3
from collections.abc import Callable, Iterable
from typing import TypeVar

import msgspec

from dragoman.model.errors import one_line
from dragoman.model.reading import Measure, Position, Statement, Tie
from dragoman.record import days
from dragoman.record.answers import Bond, Figure, Hit, Page, Quote, Stand
from dragoman.record.errors import BadQuestion
from dragoman.record.search import Sought, snippet

_PAGE = "a.number AS page, a.id AS article, a.story, a.source, a.outlet, a.agency, a.url, a.title, a.published"
_ORDER = "ORDER BY x.sort_day, coalesce(a.published, '9999'), a.id, x.nth"
T = TypeVar("T", bound=msgspec.Struct)


def quotes(
    connection: sqlite3.Connection, code: str | None, name: str | None, about: str | None, since: str | None, until: str | None,
    source: str | None, limit: int | None,
) -> list[Quote]:  # fmt: skip
    """Statements of a party (`code`) or of a person whose name has `name` in it, `about` a party."""
    asked = _Asked(since, until, source)
    if code is not None:
        asked.ask("x.code = ?", code)
    if name is not None:
        asked.ask("(instr(lower(x.name), ?) OR instr(lower(x.label), ?))", name.casefold(), name.casefold())
    if about is not None:
        asked.ask("x.number IN (SELECT statement FROM statement_about WHERE code = ?)", about)
    rows = connection.execute(f"SELECT x.data, {_PAGE} FROM statements x JOIN articles a ON a.number = x.article WHERE {asked.where} {_ORDER}", asked.values)
    found = [(msgspec.json.decode(row["data"], type=Statement), _page(row)) for row in rows]
    once = _once(found, lambda s: (s.speaker.code, " ".join(s.text.split())))
    return [Quote(statement=s, page=page, copies=copies) for s, page, copies in once[:limit]]


def latest_quotes(connection: sqlite3.Connection, code: str, limit: int) -> list[Quote]:
    """The last statements of a party, the newest first; the same words in several articles of a story once."""
    rows = connection.execute(
        f"SELECT x.data, {_PAGE} FROM statements x JOIN articles a ON a.number = x.article"
        " WHERE x.code = ? AND x.sort_day < ? AND a.live ORDER BY x.sort_day DESC, a.published DESC, a.id, x.nth LIMIT ?",
        (code, days.UNDATED, limit * 10),
    )
    found = [(msgspec.json.decode(row["data"], type=Statement), _page(row)) for row in rows]
    once = _once(found, lambda s: (s.speaker.code, " ".join(s.text.split())))
    return [Quote(statement=s, page=page, copies=copies) for s, page, copies in once[:limit]]


def stands(
    connection: sqlite3.Connection, holder: str | None, about: str | None, stance: str | None, since: str | None, until: str | None, source: str | None
) -> list[Stand]:
    """Positions of a party, by holder, object and time; `before` is told from all of its positions, whatever else is asked for."""
    asked = _Asked(None, None, None)
    if holder is not None:
        asked.ask("x.code = ?", holder)
    if about is not None:
        asked.ask("x.object_code = ?", about)
    rows = connection.execute(
        f"SELECT x.data, x.quote, x.first_day, x.last_day, {_PAGE} FROM positions x JOIN articles a ON a.number = x.article WHERE {asked.where} {_ORDER}",
        asked.values,
    ).fetchall()
    found = [(msgspec.json.decode(row["data"], type=Position), _page(row)) for row in rows]
    said = {(page.article, id(p)): row for row, (p, page) in zip(rows, found, strict=True)}
    held: dict[tuple[str, str], str] = {}
    out: list[Stand] = []
    for position, page, copies in _once(found, lambda p: (p.holder.code, p.stance, _object(p), p.status)):
        row = said[page.article, id(position)]
        key = (position.holder.code, _object(position))
        before = held.get(key) if position.status == "happened" else None
        if position.status == "happened":
            held[key] = position.stance
        if stance is not None and position.stance != stance:
            continue
        if _within(row, since, until) and _is_from(page, source):
            changed = before if before != position.stance else None
            out.append(Stand(position=position, quote=row["quote"], page=page, copies=copies, before=changed))
    # the order of time holds within an object
    return sorted(out, key=lambda s: (s.position.holder.code, _object(s.position)))


def figures(connection: sqlite3.Connection, party: str | None = None) -> list[Figure]:
    """Amounts, in order of time: all, or those of a party."""
    asked = _Asked(None, None, None)
    if party is not None:
        asked.ask("instr(',' || x.parties || ',', ?)", f",{party},")
    rows = connection.execute(
        f"SELECT x.data, x.quote, {_PAGE} FROM measures x JOIN articles a ON a.number = x.article WHERE {asked.where} {_ORDER}", asked.values
    )
    return [Figure(measure=msgspec.json.decode(row["data"], type=Measure), quote=row["quote"], page=_page(row)) for row in rows]


def bonds(connection: sqlite3.Connection, party: str | None = None) -> list[Bond]:
    """Ties, in order of time: all, or those of a party."""
    asked = _Asked(None, None, None)
    if party is not None:
        asked.ask("(x.holder = ? OR x.object = ?)", party, party)
    rows = connection.execute(
        f"SELECT x.data, x.quote, {_PAGE} FROM ties x JOIN articles a ON a.number = x.article WHERE {asked.where} {_ORDER}", asked.values
    )
    return [Bond(tie=msgspec.json.decode(row["data"], type=Tie), quote=row["quote"], page=_page(row)) for row in rows]


def hits(connection: sqlite3.Connection, sought: Sought, limit: int | None, after: str | None) -> tuple[list[Hit], str | None]:
    """Live articles that answer a question in words, the newest first, and where the next ones begin."""
    if after is not None and not after.isdecimal():
        raise BadQuestion(f"{one_line(after)}: not a place in a list; give the one that was printed")
    # the index is walked from its end, where the newest articles are, and left as soon as there are enough
    rows = connection.execute(
        f"SELECT {_PAGE}, a.text FROM article_words w CROSS JOIN articles a ON a.number = w.rowid"
        " WHERE article_words MATCH ? AND a.live AND w.rowid < ? ORDER BY w.rowid DESC LIMIT ?",
        (sought.expression, int(after) if after is not None else 1 << 62, -1 if limit is None else limit + 1),
    ).fetchall()
    more = limit is not None and len(rows) > limit
    found: list[Hit] = []
    for row in rows[:limit]:
        piece, places = snippet(row["text"], sought.shown)
        events = connection.execute("SELECT DISTINCT event FROM reports WHERE article = ? AND live ORDER BY nth", (row["page"],))
        found.append(Hit(page=_page(row), snippet=piece, places=places, events=tuple(r["event"] for r in events)))
    return found, str(rows[len(found) - 1]["page"]) if more and found else None


class _Asked:
    """Conditions on `x` (what articles say) and `a` (live articles) with their parameters."""

    def __init__(self, since: str | None, until: str | None, source: str | None) -> None:
        self.conditions, self.values = ["a.live"], list[object]()
        if since is not None:
            self.ask("x.last_day >= ?", days.first_day(since))
        if until is not None:
            self.ask("x.first_day <= ?", days.last_day(until))
        if source is not None:
            columns = " OR ".join(f"instr(lower({c}), ?)" for c in ("a.outlet", "a.agency", "a.origin", "a.url", "a.source"))
            self.ask(f"({columns})", *[source.casefold()] * 5)

    def ask(self, condition: str, *values: object) -> None:
        self.conditions.append(condition)
        self.values.extend(values)

    @property
    def where(self) -> str:
        return " AND ".join(self.conditions)


def _page(row: sqlite3.Row) -> Page:
    return Page(
        article=row["article"], story=row["story"] or row["article"], source=row["source"], outlet=row["outlet"], agency=row["agency"],
        url=row["url"], title=row["title"], published=row["published"],
    )  # fmt: skip


def _once(found: Iterable[tuple[T, Page]], key: Callable[[T], tuple[str, ...]]) -> list[tuple[T, Page, int]]:
    """What articles of one story have in common, once: from the first of them, with the number of articles."""
    first: dict[tuple[str, ...], tuple[T, Page]] = {}
    articles: dict[tuple[str, ...], set[str]] = {}
    for one, page in found:
        what = (page.story, *key(one))
        first.setdefault(what, (one, page))
        articles.setdefault(what, set()).add(page.article)
    return [(one, page, len(articles[what])) for what, (one, page) in first.items()]


def _object(position: Position) -> str:
    return position.object.code or position.object.text


def _within(row: sqlite3.Row, since: str | None, until: str | None) -> bool:
    if since is not None and (row["last_day"] is None or row["last_day"] < days.first_day(since)):
        return False
    return until is None or (row["first_day"] is not None and row["first_day"] <= days.last_day(until))


def _is_from(page: Page, source: str | None) -> bool:
    return source is None or any(source.casefold() in (told or "").casefold() for told in (page.outlet, page.agency, page.url, page.source))
