"""`dragoman export`: a record in, files that others' tools read out."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import click
import msgspec

import dragoman
from dragoman.cli import console, status
from dragoman.cli.record_commands import RECORD, examples
from dragoman.exports import FORMATS, FormatName, Kind, MadeBy, NotWritten, Outcome, export
from dragoman.model.errors import one_line
from dragoman.model.reading import SCHEMA
from dragoman.record import Record, edition, open_record, questions
from dragoman.record.questions import Wanted
from dragoman.record.streams import Streams

#: Reasons for leaving out that `--all-statuses` does away with.
_STATUSES = ("planned", "possible", "denied")


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
@click.option("--actor", metavar="CODE", help="Who acts: a code (KAZ) or a name (Kazakhstan, 카자흐스탄).")
@click.option("--with", "other", metavar="CODE", help="Who takes part besides, on any side.")
@click.option("--party", metavar="CODE", help="Who takes part, on any side.")
@click.option("--type", "types", multiple=True, metavar="T", help="Event type (CONSULT); may be given more than once.")
@click.option("--quad", "quads", multiple=True, type=click.IntRange(1, 4), metavar="Q", help="Quad class, 1 to 4; may be given more than once.")
@click.option("--status", "statuses", multiple=True, metavar="S", help="happened, planned, possible or denied; may be given more than once.")
@click.option("--since", metavar="DAY", help="From a day, month or year on (2023-02-28, 2023-02, 2023), inclusive.")
@click.option("--until", metavar="DAY", help="Up to a day, month or year, inclusive.")
@click.option("--source", metavar="NAME", help="Outlet, agency, address or file that has NAME in it.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="C", help="Leaves out events below this confidence, 0 to 1.")
def command(
    out: Path, name: FormatName, record: str, kind: Kind | None, force: bool, all_statuses: bool, by_publication: bool, **asked: Any
) -> int:
    """Writes the record, or the part of it that is asked for, into the folder OUT, with a datapackage.json that describes the files.

    Acts that are planned, possible or denied are left out of formats that cannot say so; how many is told on standard error.
    """
    wanted = Wanted(**{field: value for field, value in asked.items() if value}, rejected=True)
    with open_record(record) as kept:
        wanted = _understood(kept, wanted)
        try:
            with Streams(kept, wanted) as source:
                outcome = export(
                    source, name, out, made_by(), kind=kind, force=force, all_statuses=all_statuses, by_publication=by_publication,
                    narrowed=_narrowed(wanted),
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


def _understood(record: Record, wanted: Wanted) -> Wanted:
    """The parties as codes; says what a name was taken for."""
    codes = {}
    for option in ("actor", "party", "other"):
        asked = getattr(wanted, option)
        if asked is not None:
            meant = record.meant(asked)
            codes[option] = meant.code
            if not meant.exact:
                console.complain(f"{one_line(asked)} taken for {meant.code} ({meant.label})")
    return questions.check(msgspec.structs.replace(wanted, **codes))


def _narrowed(wanted: Wanted) -> dict[str, Any]:
    """What was asked for, as the options are called."""
    names = {"other": "with", "types": "type", "quads": "quad", "statuses": "status"}
    asked = msgspec.to_builtins(wanted)
    return {names.get(field, field): value for field, value in asked.items() if value and field != "rejected"}


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
