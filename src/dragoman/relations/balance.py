"""How a state's dealings divide among its partners over time, and how evenly it deals with given poles.

docs/relations.md defines every figure and says what it is worth.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, get_args

import duckdb
import msgspec

from dragoman.model.errors import one_line
from dragoman.model.language import Status
from dragoman.relations import periods
from dragoman.relations.division import Shared, divided, nothing
from dragoman.relations.evenness import Evenness
from dragoman.relations.pairs import QUADS, every_period
from dragoman.relations.periods import By
from dragoman.relations.tables import RelationsError, Tables, literal

#: The period of the slice that holds all of the time.
WHOLE = "whole"
#: How much an act counts in cooperation or conflict: 1, or the size of its score.
Weight = Literal["acts", "score"]
#: Whose acts: those of either side, or those that the state itself takes part in as an actor.
Side = Literal["both", "own"]


class Partner(msgspec.Struct, frozen=True, kw_only=True):
    """What passed between the state and one partner in a period.

    `acts` and the four quad classes are numbers of acts; `cooperation` and `conflict` are sums of weights. A share is the part
    of all the state's cooperation (or conflict) of the period, 0 to 1; None where it had none. `mean_score` is from -10 to 10.
    A number that would be 0 is None where the record has no page of the period: nothing is known of it.
    """

    code: str
    acts: int | None
    verbal_cooperation: int | None
    material_cooperation: int | None
    verbal_conflict: int | None
    material_conflict: int | None
    cooperation: float | None
    conflict: float | None
    cooperation_share: float | None
    conflict_share: float | None
    mean_score: float | None


class Slice(msgspec.Struct, frozen=True, kw_only=True):
    """One period, or all of the time that was asked for (`period` is `whole`).

    `articles` are the pages of the record that were published in it, `articles_of_state` those of them that name the state;
    `covered` is whether there is any. `acts` is the number of acts with any partner. Partners come with those who have most
    acts first; the poles are always there. `evenness` is None where no poles were given.
    """

    period: str
    covered: bool
    articles: int
    articles_of_state: int
    acts: int
    partners: tuple[Partner, ...]
    evenness: Evenness | None


class Balance(msgspec.Struct, frozen=True, kw_only=True):
    """A state's dealings, period by period and as a whole. `undated` acts are in the whole and in no period."""

    state: str
    toward: tuple[str, ...]
    by: By
    weight: Weight
    side: Side
    statuses: tuple[Status, ...]
    whole: Slice
    slices: tuple[Slice, ...]
    undated: int


class Dealings(NamedTuple):
    """What the acts with a partner sum to."""

    partner: str
    acts: int
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    cooperation: float
    conflict: float
    mean_score: float | None


class Sums(NamedTuple):
    """What there is to tell, by period and under None for the whole (the undated with it).

    `dealings` come with the partner first that has most acts, `acts` are those with any partner, each once, `pages` are all pages and
    those that name the state; `evenness` is None where it is not to be told.
    """

    dealings: dict[str | None, list[Dealings]]
    acts: dict[str | None, int]
    pages: dict[str | None, tuple[int, int]]
    evenness: Mapping[str | None, Evenness] | None


def balance(
    tables: Tables,
    state: str,
    toward: Iterable[str] = (),
    *,
    by: str = "month",
    since: str | None = None,
    until: str | None = None,
    weight: Weight = "acts",
    side: Side = "both",
    statuses: Sequence[Status] = ("happened",),
    min_confidence: float = 0.0,
) -> Balance:
    """How `state` (a party code) divides its cooperation and conflict among its partners, and how evenly among the poles `toward`.

    `since` and `until` are ISO prefixes, inclusive. There is a slice for every period of the record, or of `since` to `until`.
    The order of the poles does not matter. Raises `RelationsError` for a period, date, weight or status that is none, for the
    state among its poles, and for tables that lack a column.
    """
    unit = periods.checked(by)
    periods.checked_limits(since, until)
    poles = _poles(state, toward)
    _known(weight, get_args(Weight), "weight")
    _known(side, get_args(Side), "side")
    for status in statuses:
        _known(status, get_args(Status), "status")
    with tables.connect() as connection:
        _acts(connection, state, unit, since, until, weight, side, statuses, min_confidence)
        spans = every_period(connection, unit, since, until)
        dealings, acts = _dealings(connection)
        sums = Sums(dealings, acts, _pages(connection, state, unit, since, until), _evenness(connection, poles))
    return balanced(state, poles, unit, weight, side, statuses, sums, spans)


def balanced(state: str, toward: Iterable[str], by: By, weight: Weight, side: Side, statuses: Sequence[Status], sums: Sums, spans: Sequence[str]) -> Balance:
    """The balance that sums come to, with a slice for each of some periods (`spans`) and for any other in which something passed.

    Raises `RelationsError` for the state among its poles.
    """
    poles = _poles(state, toward)
    found = sorted({*spans, *(period for period in sums.acts if period is not None)})
    return Balance(
        state=state, toward=poles, by=by, weight=weight, side=side, statuses=tuple(statuses),
        whole=_slice(None, poles, sums), slices=tuple(_slice(period, poles, sums) for period in found),
        undated=sums.acts.get(None, 0) - sum(number for period, number in sums.acts.items() if period is not None),
    )  # fmt: skip


def _poles(state: str, toward: Iterable[str]) -> tuple[str, ...]:
    poles = tuple(sorted(set(toward)))
    if state in poles:
        raise RelationsError(f"{one_line(state)}: is among its own poles")
    return poles


def _known(word: str, words: Sequence[str], what: str) -> None:
    if word not in words:
        raise RelationsError(f"{one_line(word)}: not a {what}; take one of {', '.join(words)}")


# -- what the tables hold -------------------------------------------------------------------------------------------------


def _acts(
    connection: duckdb.DuckDBPyConnection, state: str, unit: By, since: str | None, until: str | None,
    weight: Weight, side: Side, statuses: Sequence[Status], least: float,
) -> None:  # fmt: skip
    """The table of the state's acts, one row for each partner to an act, with its period and weight."""
    me = literal(state)
    mine = "actor" if side == "own" else "actor, recipient"
    weighed = {"acts": "1.0", "score": "abs(score)"}[weight]
    connection.execute(f"""
        CREATE TEMP TABLE acts AS
        SELECT event, CASE WHEN actor = {me} THEN recipient ELSE actor END AS partner, any_value(quad) AS quad,
               any_value(score) AS score, any_value({weighed})::DOUBLE AS weight, any_value({periods.placed_sql(unit)}) AS period
        FROM dyads
        WHERE {me} IN ({mine}) AND actor <> recipient AND status IN ({", ".join(map(literal, statuses)) or "NULL"})
          AND confidence >= {float(least)!r} AND {periods.within_sql(since, until)}
        GROUP BY event, partner""")


def _dealings(connection: duckdb.DuckDBPyConnection) -> tuple[dict[str | None, list[Dealings]], dict[str | None, int]]:
    """By period, and under None for the whole (the undated with it): what passed with each partner, and the number of acts."""
    counts = ", ".join(f"count(*) FILTER (quad = {quad})" for quad in QUADS)
    sums = ", ".join(f"coalesce(sum(weight) FILTER ({quads}), 0)" for quads in ("quad <= 2", "quad > 2"))
    dealings: dict[str | None, list[Dealings]] = {}
    numbers: dict[str | None, int] = {}
    for period, acts in (("period", "acts WHERE period IS NOT NULL"), ("NULL", "acts")):
        for key, *found in connection.execute(
            f"SELECT {period}, partner, count(*), {counts}, {sums}, avg(score) FROM {acts} GROUP BY ALL ORDER BY 3 DESC, 2"
        ).fetchall():
            dealings.setdefault(key, []).append(Dealings(*found))
        numbers |= dict(connection.execute(f"SELECT {period}, count(DISTINCT event) FROM {acts} GROUP BY ALL").fetchall())
    return dealings, numbers


def _pages(
    connection: duckdb.DuckDBPyConnection, state: str, unit: By, since: str | None, until: str | None
) -> dict[str | None, tuple[int, int]]:
    """By period, and under None for the whole: pages published, and pages that name the state."""
    key, where = periods.key_sql("day", unit), periods.days_within_sql(since, until)
    rows = connection.execute(f"""
        SELECT {key} AS period, sum(articles)::BIGINT, sum(named)::BIGINT
        FROM (SELECT day, articles, 0 AS named FROM coverage
              UNION ALL SELECT day, 0, articles FROM mentions WHERE code = {literal(state)})
        WHERE {where} GROUP BY period""").fetchall()
    found: dict[str | None, tuple[int, int]] = {period: (pages, named) for period, pages, named in rows}
    return found | {None: (sum(pages for _, pages, _ in rows), sum(named for *_, named in rows))}


def _evenness(connection: duckdb.DuckDBPyConnection, poles: Sequence[str]) -> dict[str | None, Evenness]:
    """How evenly the cooperative acts are divided among the poles."""
    if not poles:
        return {}
    cooperative = f"FROM acts WHERE quad <= 2 AND partner IN ({', '.join(map(literal, poles))})"
    acts = connection.execute(f"SELECT period, event, partner, weight {cooperative} ORDER BY ALL").fetchall()
    told = connection.execute(f"SELECT DISTINCT event, story FROM stories WHERE event IN (SELECT event {cooperative})").fetchall()
    return divided([Shared(*act) for act in acts], told, poles)


# -- what is made of it ---------------------------------------------------------------------------------------------------


def _slice(period: str | None, poles: Sequence[str], sums: Sums) -> Slice:
    articles, named = sums.pages.get(period, (0, 0))
    here = sums.dealings.get(period, [])
    met = {one.partner for one in here}
    here = [*here, *(Dealings(pole, 0, 0, 0, 0, 0, 0.0, 0.0, None) for pole in poles if pole not in met)]
    cooperation, conflict = sum(one.cooperation for one in here), sum(one.conflict for one in here)
    return Slice(
        period=period or WHOLE, covered=articles > 0, articles=articles, articles_of_state=named, acts=sums.acts.get(period, 0),
        partners=tuple(_partner(one, cooperation, conflict, covered=articles > 0) for one in here),
        evenness=(sums.evenness.get(period) or nothing(len(poles))) if poles and sums.evenness is not None else None,
    )  # fmt: skip


def _partner(one: Dealings, cooperation: float, conflict: float, *, covered: bool) -> Partner:
    """What passed with a partner, with its shares of all `cooperation` and `conflict`; nothing is known where none was seen."""
    counts = (one.acts, one.verbal_cooperation, one.material_cooperation, one.verbal_conflict, one.material_conflict)
    acts, words, deeds, words_against, deeds_against = (n if n or covered else None for n in counts)
    return Partner(
        code=one.partner, acts=acts, verbal_cooperation=words, material_cooperation=deeds,
        verbal_conflict=words_against, material_conflict=deeds_against,
        cooperation=round(one.cooperation, 4) if one.cooperation or covered else None,
        conflict=round(one.conflict, 4) if one.conflict or covered else None,
        cooperation_share=round(one.cooperation / cooperation, 4) if cooperation else None,
        conflict_share=round(one.conflict / conflict, 4) if conflict else None,
        mean_score=None if one.mean_score is None else round(one.mean_score, 4),
    )  # fmt: skip
