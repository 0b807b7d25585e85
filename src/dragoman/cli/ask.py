"""The commands that ask the record: a question, and its answers in the form that was asked for."""

import sys
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from dragoman.cli import console, event, meaning, status
from dragoman.cli.lists import Lists
from dragoman.cli.output import Shown, continued, emit, write_lines
from dragoman.model.errors import one_line
from dragoman.model.kept import Correction
from dragoman.record import BadQuestion, Keeper, Record, Withdrawn, open_record
from dragoman.record.answers import Results


def answer(
    path: str, shown: Shown, written: Sequence[str | None], ask: Callable[[Record], Results[Any]], table: Callable[[Lists, Any], None]
) -> int:
    """Asks and shows the answers. Parties that were not `written` as codes are named. Gives the exit status."""
    with open_record(path) as record:
        for one in written:
            if one is not None:
                meaning.code(record, one)
        found = ask(record)
        emit(found, shown, lambda: table(Lists(console.output(), shown.language), found))
        continued(found)
    return status.OK


def one_event(path: str, shown: Shown, identity: str) -> int:
    """Shows an event in full, whatever it was called before, or what is left of it."""
    with open_record(path) as record:
        try:
            found = record.event(identity)
        except Withdrawn as error:
            console.complain(str(error))
            if shown.form == "jsonl":
                write_lines([error.tombstone])
            return status.OK
        if found.id != identity:
            console.complain(f"{one_line(identity)} is found under {found.id} now")
        emit(Results(type(found), [found]), shown, lambda: event.show(found, console.output(), shown.language))
    return status.OK


def correct(
    path: str, shown: Shown, identity: str | None, verdict: str | None, setting: str | None, undo: str | None, by: str, why: str | None
) -> int:
    """Makes one correction, and shows the event as it stands then."""
    if identity is None:
        raise BadQuestion("name the event to correct by its id")
    field, equals, value = (setting or "").partition("=")
    if setting is not None and not equals:
        raise BadQuestion(f"{one_line(setting)}: write it as FIELD=VALUE, as in status=planned")
    with open_record(path) as record:
        made = record.correct(
            identity, "accept" if verdict == "accept" else "reject" if verdict == "reject" else None, by=by, why=why,
            field=field.strip() if setting is not None else None, value=value if setting is not None else None, undo=undo,
        )  # fmt: skip
        console.complain(f"kept as correction {made.id}")
        try:
            found = record.event(identity)
        except Withdrawn as error:
            console.complain(str(error))
            return status.OK
        emit(Results(type(found), [found]), shown, lambda: event.show(found, console.output(), shown.language))
    return status.OK


def export_corrections(path: str, shown: Shown) -> int:
    """Writes all corrections, in the order in which they were made."""
    return answer(path, shown, (), lambda record: record.corrections(), lambda lists, found: lists.corrections(found))


def import_corrections(record: str, path: str) -> int:
    """Appends the corrections of a JSON Lines file, all of them or none."""
    made: list[Correction] = []
    try:
        data = sys.stdin.buffer.read() if path == "-" else _bytes(path)
    except OSError as error:
        raise BadQuestion(f"{one_line(path)}: {error.strerror or error}") from None
    for number, line in enumerate(data.splitlines(), 1):
        if line.strip():
            try:
                made.append(msgspec.json.decode(line, type=Correction))
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise BadQuestion(f"{one_line(path)}, line {number}: not a correction ({error})") from None
    with Keeper(record) as keeper:
        new = keeper.import_corrections(made)
    console.complain(f"{new} new of {len(made)} corrections in {one_line(path)}")
    return status.OK


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()
