"""Sums that are kept as rows change are those that counting gives, whatever was added, changed, taken back or corrected."""

import random
import sqlite3
from collections.abc import Callable

import pytest
from invented_pages import Keep, act, page

from dragoman.model.periods import finest
from dragoman.record import Keeper, Record, corrections, tallies
from dragoman.record.tallies import TABLES
from dragoman.relations import Tables, balance, balance_in, divided, pairs, passed_in
from dragoman.relations.passing import Passed

Open = Callable[[], Record]
STATES = ("KAZ", "RUS", "USA", "CHN")
DAYS = ("2022-12-30", "2023-01-02", "2023-01", "2023-02-11", "2023", None)


def kept_and_counted(path: str, table: str) -> tuple[set[tuple[object, ...]], set[tuple[object, ...]]]:
    """The rows of a table of sums, and those that the migration which made it would give for the record as it stands."""
    connection = sqlite3.connect(path)
    connection.create_function("finest", 2, finest)
    found = set(connection.execute(f"SELECT * FROM {table}")), set(connection.execute(tallies.counting(table)))
    connection.close()
    return found


def invented(chance: random.Random, number: int) -> object:
    """A page of a few acts: one toward another, together, toward itself, by two toward one; sometimes a new version of an earlier page."""
    acts = []
    for nth in range(chance.randint(0, 3)):
        some = chance.sample(STATES, 3)
        actors, recipients, type_ = chance.choice([
            (some[0], some[1], "ACCUSE"), (f"{some[0]} {some[1]}", "", "CONSULT"), (some[0], some[0], "COERCE"), (f"{some[0]} {some[1]}", some[2], "AID"),
            (some[0], "", "MOBILIZE"),
        ])  # fmt: skip
        acts.append(act(f"{number}번째 글의 {nth}번째 일이 있었다", actors, recipients, type_, when=chance.choice(DAYS), status=chance.choice(("happened", "happened", "planned", "denied"))))
    address = f"https://a.example/{chance.randrange(number + 1)}"
    return page(
        *acts, url=address, published=chance.choice(("2023-01-03", "2023-02-12T09:00+09:00", None)), outlet=chance.choice(("견본일보", "견본타임스", None)),
        title=f"제목 {number}", modified=f"2023-03-{number % 28 + 1:02}",
    )  # fmt: skip


def correct(path: str, chance: random.Random, number: int) -> None:
    """Corrects some event in some way, or undoes that."""
    with Record(path) as record:
        events, made = record.events(rejected=True), record.corrections()
    if not events:
        return
    event = chance.choice(list(events)).id
    how = chance.choice(["reject", "status", "when", "actors", "type", "undo"])
    undone = chance.choice(list(made)) if made and how == "undo" else None
    field, value = {"status": ("status", "planned"), "when": ("when", "2021-05"), "actors": ("actors", "JPN"), "type": ("type", "PROTEST")}.get(how, (None, None))
    one = corrections.make(
        "undo" if undone else "set" if field else "reject", undone.event if undone else event, "A. Editor", f"2026-01-01T00:00:{number:02}Z", field=field, value=value,
        undoes=undone.id if undone else None,
    )  # fmt: skip
    with Keeper(path) as keeper:
        keeper.correct(one)


@pytest.mark.parametrize("seed", range(6))
def test_sums_are_those_that_counting_gives(seed: int, path: str, keep: Keep) -> None:
    chance = random.Random(seed)
    for number in range(12):
        keep(*[invented(chance, 2 * number + n) for n in range(2)], batch=chance.choice((1, 5)))
        if number % 2:
            correct(path, chance, number)
        for table in TABLES:
            kept, counted = kept_and_counted(path, table)
            assert kept == counted, table
    assert all(kept_and_counted(path, table)[0] for table in TABLES), "there is something to count"


def test_reading_pages_anew_changes_the_sums_with_them(path: str, keep: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    old = page(act("러시아는 미국을 비난했다", "RUS", "USA"), url="https://a.example/1")
    keep(old)
    monkeypatch.setattr("dragoman.record.edition.reader", lambda: "another")
    keep(page(act("러시아는 미국을 비난했다", "RUS", "USA", "THREATEN", when="2024-04-01"), url="https://a.example/1"))
    assert all(kept == counted for kept, counted in (kept_and_counted(path, table) for table in TABLES))


@pytest.mark.parametrize("by", ["month", "quarter", "year"])
def test_figures_from_sums_are_those_of_relations(by: str, path: str, keep: Keep, record: Open) -> None:
    chance = random.Random(7)
    keep(*[invented(chance, n) for n in range(60)], batch=20)
    kept = record()
    tables = Tables.of(kept)
    names = Passed.__struct_fields__
    for one, other in (("KAZ", "RUS"), ("USA", "KAZ"), ("CHN", "JPN")):
        mine = passed_in(kept.tallies(one, (other,), by=by), kept.published(by=by), by)
        assert [{n: getattr(row, n) for n in names} for row in mine] == [{n: row[n] for n in names} for row in pairs(tables, one, other, by=by).to_pylist()]
    for state in STATES:
        poles = [p for p in ("USA", "CHN", "RUS") if p != state]
        theirs = balance(tables, state, poles, by=by)
        evenness = {s.period if s.period != "whole" else None: s.evenness for s in (theirs.whole, *theirs.slices)}
        found = balance_in(kept.tallies(state, by=None), kept.tallies(state, by=by), kept.published(by=by), kept.published(state, by=by), state, poles, evenness, by)
        assert found == theirs


def test_evenness_without_acts_or_poles_says_what_is_lacking() -> None:
    assert divided((), (), ("RUS", "USA"))[None].lacking == "acts"
