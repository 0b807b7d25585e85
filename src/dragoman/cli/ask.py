"""The commands that ask the record: a question, and its answers in the form that was asked for."""

import sys
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from dragoman.cli import console, event, status
from dragoman.cli.lists import Lists
from dragoman.cli.output import Format, continued, emit, write_lines
from dragoman.model.errors import one_line
from dragoman.model.kept import Correction
from dragoman.record import BadQuestion, Keeper, Record, Withdrawn, open_record
from dragoman.record.answers import Results

#: Rows of a table for people where no number was asked for.
ROWS = 50


class Shown(msgspec.Struct, frozen=True):
    """How answers are to be shown: `limit` None is all, in a table `ROWS`."""

    record: str
    language: str
    format: Format | None = None
    excel: bool = False
    limit: int | None = None

    @property
    def form(self) -> Format:
        """CSV where Excel is meant, else a table on a terminal and JSON Lines into a pipe."""
        if self.format is not None:
            return self.format
        if self.excel:
            return "csv"
        return "table" if sys.stdout.isatty() else "jsonl"

    @property
    def most(self) -> int | None:
        """The number of answers to ask for."""
        return ROWS if self.limit is None and self.form == "table" else self.limit


def answer(shown: Shown, codes: Sequence[str | None], ask: Callable[[Record], Results[Any]], table: Callable[[Lists, Any], None]) -> int:
    """Asks and shows the answers. `codes` are the parties as they were written: those that are no codes are named. Gives the exit status."""
    with open_record(shown.record) as record:
        for written in codes:
            _say_meant(record, written)
        found = ask(record)
        emit(found, shown.form, shown.excel, lambda: table(Lists(console.output(), shown.language), found))
        continued(found)
    return status.OK


def one_event(shown: Shown, identity: str) -> int:
    """Shows an event in full, whatever it was called before, or what is left of it."""
    with open_record(shown.record) as record:
        try:
            found = record.event(identity)
        except Withdrawn as error:
            console.complain(str(error))
            if shown.form == "jsonl":
                write_lines([msgspec.json.encode(error.tombstone)])
            return status.OK
        if found.id != identity:
            console.complain(f"{one_line(identity)} is found under {found.id} now")
        emit(Results(type(found), [found]), shown.form, shown.excel, lambda: event.show(found, console.output(), shown.language))
    return status.OK


def correct(
    record: str, identity: str | None, verdict: str | None, setting: str | None, undo: str | None, by: str, why: str | None, language: str
) -> int:
    """Makes one correction, and shows the event as it stands then."""
    if identity is None:
        raise BadQuestion("name the event to correct by its id")
    field, equals, value = (setting or "").partition("=")
    if setting is not None and not equals:
        raise BadQuestion(f"{one_line(setting)}: write it as FIELD=VALUE, as in status=planned")
    with open_record(record) as opened:
        made = opened.correct(
            identity, "accept" if verdict == "accept" else "reject" if verdict == "reject" else None, by=by, why=why,
            field=field.strip() if setting is not None else None, value=value if setting is not None else None, undo=undo,
        )  # fmt: skip
        console.complain(f"kept as correction {made.id}")
        try:
            found = opened.event(identity)
        except Withdrawn as error:
            console.complain(str(error))
            return status.OK
        emit(Results(type(found), [found]), Shown(record, language).form, False, lambda: event.show(found, console.output(), language))
    return status.OK


def export_corrections(shown: Shown) -> int:
    """Writes all corrections, in the order in which they were made."""
    return answer(shown, (), lambda record: record.corrections(), lambda lists, found: lists.corrections(found))


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


def _say_meant(record: Record, written: str | None) -> None:
    """Names the party that was understood where something else than its code was written."""
    if written is None:
        return
    meant = record.meant(written)
    if not meant.exact:
        console.complain(f"{one_line(written)} taken for {meant.code} ({meant.label})")
