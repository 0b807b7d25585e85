"""`dragoman export`: a record in, files that others' tools read out."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import click

import dragoman
from dragoman.cli import console, meaning, status
from dragoman.cli.options import (
    ACTOR,
    PARTY,
    QUAD,
    RECORD,
    SINCE,
    SOURCE,
    STATUS,
    SURE,
    TYPE,
    UNTIL,
    WITH,
    examples,
    together,
)
from dragoman.exports import FORMATS, FormatName, Kind, MadeBy, NotWritten, Outcome, export
from dragoman.model.errors import one_line
from dragoman.model.reading import SCHEMA
from dragoman.record import edition, open_record, questions
from dragoman.record.questions import Wanted
from dragoman.record.streams import Streams

#: Reasons for leaving out that `--all-statuses` does away with.
_STATUSES = ("planned", "possible", "denied")
#: What options are called in a question, where it is not the same.
_FIELDS = {"with_": "other", "type": "types", "quad": "quads", "status": "statuses"}


@click.command("export", short_help="Writes the record as files that others' tools read.", epilog=examples(
    "dragoman export --as tidy out/                   tables that join by their ids, Parquet",
    "dragoman export --as tidy --format csv out/",
    "dragoman export --as gdelt --since 2023 --party KAZ kaz/",
    "dragoman export --as plover --all-statuses --force out/",
))  # fmt: skip
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@click.option("--as", "name", type=click.Choice(FORMATS), required=True, help="The format.")
@RECORD
@click.option("--format", "kind", type=click.Choice(get_args(Kind)), help="Kind of files; default: those that the format's own tools read (tidy: parquet).")
@click.option("--force", is_flag=True, help="Replaces the files of an earlier export.")
@click.option("--all-statuses", is_flag=True, help="Puts planned, possible and denied acts into formats that cannot tell them from what happened.")
@click.option("--undated-by-publication", "by_publication", is_flag=True, help="Dates acts without any time to the day they were first told, where a day is needed.")
@together(ACTOR, WITH, PARTY, TYPE, QUAD, STATUS, SINCE, UNTIL, SOURCE, SURE)
def command(
    out: Path, name: FormatName, record: str, kind: Kind | None, force: bool, all_statuses: bool, by_publication: bool, **asked: Any,
) -> int:  # fmt: skip
    """Writes the record, or the part of it that is asked for, into the folder OUT, with a datapackage.json that describes the files.

    Acts that are planned, possible or denied are left out of formats that cannot say so; how many is told on standard error.
    """
    asked = {option: value for option, value in asked.items() if value}
    with open_record(record) as kept:
        asked |= {option: meaning.code(kept, asked[option]) for option in ("actor", "party", "with_") if option in asked}
        wanted = questions.check(Wanted(**{_FIELDS.get(option, option): value for option, value in asked.items()}, rejected=True))
        asked |= {"type": wanted.types} if wanted.types else {}
        try:
            with Streams(kept, wanted) as source:
                outcome = export(
                    source, name, out, made_by(), kind=kind, force=force, all_statuses=all_statuses, by_publication=by_publication,
                    narrowed={option.rstrip("_"): value for option, value in asked.items()},
                )  # fmt: skip
        except NotWritten as error:
            console.complain(str(error))
            return status.SOME_FAILED
    _tell(name, out, outcome)
    return status.OK


def made_by() -> MadeBy:
    """What an export of today says of its making."""
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return MadeBy(version=f"{dragoman.__version__}+{edition.reader()}", lexicon=edition.lexicon(), schema=SCHEMA, at=at)


def _tell(name: FormatName, out: Path, outcome: Outcome) -> None:
    rows = sum(f.rows for f in outcome.files)
    files = f"{len(outcome.files)} {'file' if len(outcome.files) == 1 else 'files'}"
    console.complain(f"{_counted(outcome.events, 'act')} in {_counted(rows, 'row')} of {files} in {one_line(str(out))}")
    if outcome.left_out:
        why = ", ".join(f"{number} {reason}" for reason, number in outcome.left_out.items())
        keeping = ["--all-statuses keeps what is planned, possible or denied"] if any(s in outcome.left_out for s in _STATUSES) else []
        keeping += ["--undated-by-publication dates what has no time"] if "undated" in outcome.left_out else []
        console.complain("; ".join([f"left out: {why}", *keeping]))
    if outcome.rounded:
        console.complain(f"{_counted(outcome.rounded, 'act')} known only to the month or year: dated to its first day, as {name} needs one")
    if outcome.by_publication:
        console.complain(f"{_counted(outcome.by_publication, 'act')} without any time: dated to the day they were first told")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
