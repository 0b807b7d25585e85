"""Events in the file: which reports are one act, kept up to date as reports come and go.

What is written follows from the set of live reports and of corrections alone, in whatever order they came; only the log of changes
tells the order. Reports are grouped anew where something touches them (`merging.touched`), the rest of the record stays as it is.
"""

import sqlite3
from collections.abc import Iterable, Sequence

import msgspec

from dragoman.model.kept import KeptEvent, Report
from dragoman.record import consensus, corrections, history, linking, merging, reports
from dragoman.record.event_rows import Written, bare, drop, links_of, store, stored
from dragoman.record.reports import Filed

#: Parameters that a statement may have.
_MOST = 500


def regroup(connection: sqlite3.Connection, articles: Iterable[int], at: str) -> None:
    """Brings the events up to date after articles came, went or changed: events, links, corrections, and the log of changes.

    `at` is the time that the log gives, UTC.
    """
    dirty = list(reports.among(connection, "r.article", sorted(set(articles))))
    pool = _pool(connection, dirty)
    touched = {f.number: f for f in (*dirty, *pool.values())}
    before = {f.event for f in touched.values() if f.event is not None}
    held = {event: {f.report.event.id for f in touched.values() if f.event == event} for event in before}
    after = _grouped(connection, pool)
    connection.executemany(
        "UPDATE reports SET component = NULL, event = NULL, place = NULL WHERE number = ?",
        [(f.number,) for f in dirty if not f.live and f.event is not None],
    )
    log = history.Log(connection, at)
    gone = before - after.keys()
    for event in gone:
        drop(connection, event)
    made = corrections.retarget(connection, before | after.keys())
    written: list[Written] = []
    # reports that were read anew: links look at their words, which the event itself does not hold
    reread = {f.report.event.id for f in dirty if f.event is not None}
    for event, kept in after.items():
        # an event is in the file only if its canonical report, which is among those touched, was of it before
        now = stored(connection, event) if event in before else None
        corrected = corrections.apply(kept, made.get(event, ()))
        differs = now is None or now != bare(corrected) or held.get(event) != {r.event.id for r in kept.reports}
        if differs or not reread.isdisjoint(r.event.id for r in kept.reports):
            written.append(Written(corrected, kept, now is None))
        if differs:
            log.add("added" if now is None else "changed", event)
    store(connection, written)
    for event in gone:
        into = history.resolve(connection, event)
        log.add("merged" if into else "withdrawn", event, into)
    for event in linking.relink(connection, before, gone, [w.read for w in written]):
        log.add("changed", event)
    log.write()


def refresh(connection: sqlite3.Connection, event: str, at: str) -> None:
    """Writes an event anew whose corrections changed. `event` is its id of today."""
    made = corrections.retarget(connection, {event}).get(event, [])
    found = reports.of_events(connection, [event])[event]
    now = stored(connection, event)
    if now is None or not found:
        return
    kept = consensus.keep(found, now.reason)
    corrected = corrections.apply(kept, made)
    if now != bare(corrected):
        store(connection, [Written(corrected, kept, False)])
        log = history.Log(connection, at)
        log.add("corrected", event)
        log.write()


def _grouped(connection: sqlite3.Connection, pool: dict[tuple[str, str], Filed]) -> dict[str, KeptEvent]:
    """The events that live reports make, as read, by id; their reports are told which is theirs."""
    found: dict[str, KeptEvent] = {}
    rows: list[tuple[int, str, int, int]] = []
    for component in merging.components(f.report for f in pool.values()):
        numbers = [pool[merging.identity(r)].number for r in component]
        # most reports are alone, and need not be compared with themselves
        for group in merging.group(component) if len(component) > 1 else [merging.Group(component)]:
            kept = consensus.keep(group.reports, group.reason)
            found[kept.id] = kept
            for place, report in enumerate(kept.reports):
                filed = pool[merging.identity(report)]
                if (filed.component, filed.event, filed.place) != (min(numbers), kept.id, place):
                    rows.append((min(numbers), kept.id, place, filed.number))
    connection.executemany("UPDATE reports SET component = ?, event = ?, place = ? WHERE number = ?", rows)
    return found


def _pool(connection: sqlite3.Connection, dirty: Sequence[Filed]) -> dict[tuple[str, str], Filed]:
    """The live reports that have to be grouped anew: the dirty ones, those they were grouped with, and those they may now be.

    Writes their block keys, which are kept for live reports only.
    """
    own = {f.number for f in dirty}
    connection.executemany("DELETE FROM blocks WHERE report = ?", [(f.number,) for f in dirty if f.event is not None])
    known = {f.component for f in dirty if f.component is not None}
    pool = {merging.identity(f.report): f for f in reports.among(connection, "r.component", sorted(known), "AND r.live") if f.number not in own}
    fresh = {merging.identity(f.report): f for f in dirty if f.live}
    seen: dict[tuple[str, str], Filed] = {}

    keys = {number: merging.block_keys(f.report) for number, f in ((f.number, f) for f in fresh.values())}
    holders = _holders(connection, {key for some in keys.values() for key in some})
    loaded: dict[int, Filed] = {}

    def near(keys: Sequence[str]) -> list[Report]:
        wanted = {number for key in keys for number in holders.get(key, ())}
        for filed in reports.among(connection, "r.number", sorted(wanted - loaded.keys())):
            loaded[filed.number] = filed
            seen[merging.identity(filed.report)] = filed
        return [loaded[number].report for number in sorted(wanted)]

    def component(report: Report) -> list[Report]:
        found = list(reports.where(connection, "r.live AND r.component = ?", seen[merging.identity(report)].component))
        found = [f for f in found if f.number not in own]
        seen.update((merging.identity(f.report), f) for f in found)
        return [f.report for f in found]

    # the new ones have no block keys yet, so that `near` gives only others
    for report in merging.touched([f.report for f in fresh.values()], near, component):
        key = merging.identity(report)
        pool[key] = fresh.get(key) or seen[key]
    rows = [(key, number) for number, some in keys.items() for key in some]
    connection.executemany("INSERT OR IGNORE INTO blocks (block, report) VALUES (?, ?)", rows)
    return pool


def _holders(connection: sqlite3.Connection, keys: Iterable[str]) -> dict[str, list[int]]:
    """The reports that hold some block keys, by key."""
    found: dict[str, list[int]] = {}
    wanted = sorted(keys)
    for start in range(0, len(wanted), _MOST):
        some = wanted[start : start + _MOST]
        for row in connection.execute(f"SELECT block, report FROM blocks WHERE block IN ({','.join('?' * len(some))})", some):
            found.setdefault(row["block"], []).append(row["report"])
    return found


def current(connection: sqlite3.Connection, event: str) -> KeptEvent | None:
    """An event as it stands, with its reports and links."""
    now = stored(connection, event)
    if now is None:
        return None
    found = reports.of_events(connection, [event])[event]
    return msgspec.structs.replace(now, reports=found, links=links_of(connection, [event]).get(event, ()))
