"""Events in and out of the file: the row of an act, its parties, and who of them deals with whom."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from dragoman.model.kept import KeptEvent, Link, LinkKind
from dragoman.record import days
from dragoman.record.packing import text
from dragoman.record.tallies import Difference

#: What one party is to another in an event; where several hold, the first stands.
_RELATIONS = ("mutual", "to", "from", "beside")
_REVERSE: dict[str, LinkKind] = {"happened_as": "planned_as", "cancelled_by": "cancels"}
_MOST = 500


def bare(kept: KeptEvent) -> KeptEvent:
    """An event without what other tables hold: its reports and links."""
    return msgspec.structs.replace(kept, reports=(), links=())


def stored(connection: sqlite3.Connection, event: str) -> KeptEvent | None:
    """An event as it is in the file, without reports and links; None where there is none of this id."""
    row = connection.execute("SELECT data FROM events WHERE id = ?", (event,)).fetchone()
    return None if row is None else decode(row["data"])


def decode(data: str) -> KeptEvent:
    """The event that `data` of a row holds, without reports and links."""
    return msgspec.json.decode(data, type=KeptEvent)


class Written(msgspec.Struct, frozen=True):
    """An event to be written: `kept` with its corrections, `read` without; `is_new` if the file does not have it yet."""

    kept: KeptEvent
    read: KeptEvent
    is_new: bool


def store(connection: sqlite3.Connection, events: Sequence[Written]) -> None:
    """Writes events. One that is in the file already keeps its number."""
    following = next_number(connection, "events")
    new: list[tuple[object, ...]] = []
    parties: list[tuple[object, ...]] = []
    both: list[tuple[object, ...]] = []
    acting: list[tuple[object, ...]] = []
    difference = Difference()
    for event in events:
        kept = event.kept
        sort_day = days.sort_day(kept.when)
        if event.is_new:
            number = following + len(new)
            new.append((number, kept.id, *_values(event, sort_day)))
        else:
            number = connection.execute("SELECT number FROM events WHERE id = ?", (kept.id,)).fetchone()["number"]
            _forget_parties(connection, number, difference)
            connection.execute(_UPDATE, (*_values(event, sort_day), number))
        roles = {(p.code, "actor") for p in kept.actors} | {(p.code, "recipient") for p in kept.recipients}
        parties += [(code, sort_day, number, role) for code, role in roles]
        met = pairs(kept)
        both += [(code, other, sort_day, number, relation) for code, other, relation in met]
        difference.add(kept, met)
        acting += [(person, sort_day, number) for person in _people(kept)]
    connection.executemany(_INSERT, new)
    connection.executemany("INSERT INTO event_parties (code, sort_day, event, role) VALUES (?, ?, ?, ?)", parties)
    connection.executemany("INSERT INTO pairs (code, other, sort_day, event, relation) VALUES (?, ?, ?, ?, ?)", both)
    connection.executemany("INSERT INTO event_people (entity, sort_day, event) VALUES (?, ?, ?)", acting)
    difference.write(connection)


def next_number(connection: sqlite3.Connection, table: str) -> int:
    """The number that the next new row of a table gets; numbers are never used again."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return 1 if row is None else int(row["seq"]) + 1


def _values(event: Written, sort_day: str) -> tuple[object, ...]:
    kept, where = event.kept, event.kept.where
    return (
        kept.type, kept.mode, kept.status, kept.quad, kept.score, codes(p.code for p in kept.actors), codes(p.code for p in kept.recipients),
        kept.when.start, kept.when.end, kept.when.precision, *(days.covered(kept.when) or (None, None)), sort_day,
        where and where.name, where and where.country, where and where.latitude, where and where.longitude,
        len(kept.reports), kept.sources, kept.first_seen, kept.last_seen, kept.confidence, kept.verdict, text(bare(kept)),
        text(bare(event.read)) if kept.corrections else None,
    )  # fmt: skip


def drop(connection: sqlite3.Connection, event: str) -> None:
    """Takes an event out of the file."""
    row = connection.execute("SELECT number FROM events WHERE id = ?", (event,)).fetchone()
    if row is not None:
        difference = Difference()
        _forget_parties(connection, row["number"], difference)
        difference.write(connection)
        connection.execute("DELETE FROM events WHERE number = ?", (row["number"],))


def pairs(kept: KeptEvent) -> list[tuple[str, str, str]]:
    """Who deals with whom in an act, as (party, other, relation), sorted: `to` and `from` where one acts toward the other, `mutual`
    where both act together with nobody to receive it, `beside` for those on one side of an act that has two.

    A party that acts toward itself (own citizens) is a pair of its own.
    """
    actors, recipients = sorted({p.code for p in kept.actors}), sorted({p.code for p in kept.recipients})
    found: dict[tuple[str, str], str] = {}

    def note(code: str, other: str, relation: str) -> None:
        now = found.get((code, other))
        if now is None or _RELATIONS.index(relation) < _RELATIONS.index(now):
            found[code, other] = relation

    for side in (actors, recipients):
        for code in side:
            for other in side:
                if code != other:
                    note(code, other, "beside" if recipients else "mutual")
    for actor in actors:
        for recipient in recipients:
            note(actor, recipient, "to")
            if actor != recipient:
                note(recipient, actor, "from")
    return sorted((code, other, relation) for (code, other), relation in found.items())


def codes(found: Iterable[str]) -> str:
    """Codes as a column holds them: each once, sorted, commas between."""
    return ",".join(sorted(set(found)))


def links_of(connection: sqlite3.Connection, ids: list[str]) -> dict[str, tuple[Link, ...]]:
    """The links of events in both directions, sorted; nothing for events that have none."""
    found: dict[str, set[tuple[LinkKind, str, str]]] = {}
    for start in range(0, len(ids), _MOST):
        some = ids[start : start + _MOST]
        marks = ",".join("?" * len(some))
        for row in connection.execute(f"SELECT plan, kind, event, reason FROM links WHERE plan IN ({marks})", some):
            found.setdefault(row["plan"], set()).add((row["kind"], row["event"], row["reason"]))
        for row in connection.execute(f"SELECT plan, kind, event, reason FROM links WHERE event IN ({marks})", some):
            found.setdefault(row["event"], set()).add((_REVERSE[row["kind"]], row["plan"], row["reason"]))
    return {event: tuple(Link(kind=k, event=e, reason=r) for k, e, r in sorted(rows)) for event, rows in found.items()}


def ids(connection: sqlite3.Connection) -> Iterator[str]:
    """The ids of all events."""
    return (row["id"] for row in connection.execute("SELECT id FROM events ORDER BY sort_day, id"))


def _forget_parties(connection: sqlite3.Connection, number: int, difference: Difference) -> None:
    row = connection.execute("SELECT data, sort_day FROM events WHERE number = ?", (number,)).fetchone()
    kept = decode(row["data"])
    everybody, met = {p.code for p in (*kept.actors, *kept.recipients)}, pairs(kept)
    difference.add(kept, met, -1)
    connection.executemany("DELETE FROM event_parties WHERE code = ? AND sort_day = ? AND event = ?", [(c, row["sort_day"], number) for c in everybody])
    connection.executemany(
        "DELETE FROM pairs WHERE code = ? AND other = ? AND sort_day = ? AND event = ?", [(c, o, row["sort_day"], number) for c, o, _ in met]
    )
    connection.executemany(
        "DELETE FROM event_people WHERE entity = ? AND sort_day = ? AND event = ?", [(person, row["sort_day"], number) for person in _people(kept)]
    )


def _people(kept: KeptEvent) -> list[str]:
    """The people through whom the parties of an act act, each once."""
    return sorted({p.entity for p in (*kept.actors, *kept.recipients) if p.entity.startswith("person:")})


_COLUMNS = (
    "type, mode, status, quad, score, actors, recipients, start_date, end_date, precision, first_day, last_day, sort_day, place, country, latitude,"
    " longitude, reports, sources, first_seen, last_seen, confidence, verdict, data, read"
)
_INSERT = f"INSERT INTO events (number, id, {_COLUMNS}) VALUES ({', '.join('?' * (_COLUMNS.count(',') + 3))})"
_UPDATE = f"UPDATE events SET {', '.join(f'{name.strip()} = ?' for name in _COLUMNS.split(','))} WHERE number = ?"
