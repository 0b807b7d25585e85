"""What people say of an event: appended, never overwritten, undone by another correction.

Corrections are written for the id that an event had then and follow it where it is found today (`target`). They are applied where an
event is written, so that every question and every export sees them.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence

import msgspec

from dragoman.model.errors import one_line
from dragoman.model.kept import Correction, KeptEvent, Verdict
from dragoman.record import history
from dragoman.record.errors import BadQuestion, NotThere
from dragoman.record.fields import FIELDS, changed

_COLUMNS = "id, event, target, verdict, field, value, author, at, why, undoes, evidence"
#: Longest name, reason and value, in code points.
_LONGEST = 2_000


def make(
    verdict: Verdict, event: str, by: str, at: str, *, field: str | None = None, value: str | None = None, why: str | None = None,
    undoes: str | None = None, evidence: str | None = None,
) -> Correction:  # fmt: skip
    """A correction with its id, which follows from everything in it but the evidence: made again, it is the same."""
    parts = (event, verdict, field, value, by, at, why, undoes)
    identity = hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:16]
    return Correction(
        id=identity, event=event, verdict=verdict, field=field, value=value, by=by, at=at, why=why, undoes=undoes, evidence=evidence
    )


def check(correction: Correction, event: KeptEvent | None) -> None:
    """Raises `BadQuestion` for a correction that says nothing that can be applied. `event` is what it is about, if it is there."""
    if not correction.by.strip():
        raise BadQuestion("a correction needs the name of who makes it (--by)")
    for told in (correction.by, correction.why, correction.value):
        if told is not None and len(told) > _LONGEST:
            raise BadQuestion(f"{one_line(told[:40])}…: longer than {_LONGEST} characters")
    if correction.verdict not in ("accept", "reject", "set", "undo"):
        raise BadQuestion(f"{one_line(str(correction.verdict))}: a correction is one of accept, reject, set, undo")
    if correction.verdict == "set":
        if correction.field not in FIELDS:
            raise BadQuestion(f"{one_line(str(correction.field))}: no field that can be set; these can: {', '.join(FIELDS)}")
        if event is not None:
            changed(event, correction.field, correction.value or "")


def add(connection: sqlite3.Connection, correction: Correction) -> bool:
    """Appends a correction. Gives whether it is new. Raises `NotThere` for an undo of what is not there."""
    if correction.verdict == "undo" and find(connection, correction.undoes or "") is None:
        raise NotThere(f"{one_line(correction.undoes or '')}: no correction of this id")
    before = connection.total_changes
    connection.execute(
        f"INSERT OR IGNORE INTO corrections ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (correction.id, correction.event, history.resolve(connection, correction.event), correction.verdict, correction.field, correction.value,
         correction.by, correction.at, correction.why, correction.undoes, correction.evidence),
    )  # fmt: skip
    return connection.total_changes > before


def find(connection: sqlite3.Connection, identity: str) -> Correction | None:
    """The correction with this id."""
    row = connection.execute("SELECT * FROM corrections WHERE id = ?", (identity,)).fetchone()
    return None if row is None else _correction(row)


def listed(connection: sqlite3.Connection) -> list[Correction]:
    """All corrections in the order in which they were made. `stale` is not worked out."""
    return [_correction(row) for row in connection.execute("SELECT * FROM corrections ORDER BY at, id")]


def retarget(connection: sqlite3.Connection, events: Iterable[str]) -> dict[str, list[Correction]]:
    """Finds out anew where the corrections of some events, and those of events that were withdrawn, are found today.

    Gives the corrections of each event that has some, in the order in which they were made.
    """
    wanted = set(events)
    rows = connection.execute("SELECT * FROM corrections ORDER BY at, id").fetchall()
    found: dict[str, list[Correction]] = {}
    for row in rows:
        target = row["target"]
        if target is None or target in wanted:
            target = history.resolve(connection, row["event"])
            if target != row["target"]:
                connection.execute("UPDATE corrections SET target = ? WHERE number = ?", (target, row["number"]))
        if target is not None:
            found.setdefault(target, []).append(_correction(row))
    return found


def apply(kept: KeptEvent, made: Sequence[Correction]) -> KeptEvent:
    """An event with its corrections, those that stand applied in order.

    Stale are those whose words no report of the event tells any more. The last of accept and reject decides; an event that was not
    rejected and has a field set is `changed`.
    """
    if not made:
        return kept
    quotes = {r.quote for r in kept.reports}
    marked = tuple(msgspec.structs.replace(c, stale=c.evidence is not None and c.evidence not in quotes) for c in made)
    verdict: str | None = None
    is_changed = False
    for correction in standing(made):
        match correction.verdict:
            case "accept":
                verdict = "accepted"
            case "reject":
                verdict = "rejected"
            case "set":
                try:
                    kept = changed(kept, correction.field or "", correction.value or "")
                    is_changed = True
                except BadQuestion:
                    # set when the event was read otherwise (a mode of another type): it is kept and shown, and has nothing to change
                    continue
            case "undo":
                continue
    if is_changed and verdict != "rejected":
        verdict = "changed"
    return msgspec.structs.replace(kept, corrections=marked, verdict=verdict)


def standing(made: Sequence[Correction]) -> list[Correction]:
    """Those of corrections, in order, that no other one undoes which itself stands."""
    undoing: dict[str, list[Correction]] = {}
    for one in made:
        if one.verdict == "undo" and one.undoes is not None:
            undoing.setdefault(one.undoes, []).append(one)

    def stands(correction: Correction) -> bool:
        # an id follows from what is undone, so that nothing undoes itself by way of others
        return not any(stands(other) for other in undoing.get(correction.id, ()))

    return [one for one in made if stands(one)]


def _correction(row: sqlite3.Row) -> Correction:
    return Correction(
        id=row["id"], event=row["event"], verdict=row["verdict"], field=row["field"], value=row["value"], by=row["author"], at=row["at"],
        why=row["why"], undoes=row["undoes"], evidence=row["evidence"],
    )  # fmt: skip
