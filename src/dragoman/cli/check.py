"""`dragoman check`: whether a record is sound."""

import sys

import click

from dragoman.cli import console
from dragoman.cli.options import LOG_FORMAT, RECORD, examples, together
from dragoman.cli.status import OK, SOME_FAILED
from dragoman.model.errors import one_line
from dragoman.record import DamagedRecord, defects


@click.command("check", short_help="Checks that a record is sound.", epilog=examples(
    "dragoman check", "dragoman check caspian.db", "dragoman check caspian.db --quick || mail -s 'the record is damaged' editor@example.org",
))  # fmt: skip
@click.argument("path", metavar="[RECORD]", required=False)
@click.option("--quick", is_flag=True, help="Leaves out what takes longer with more text: the order within indexes, and spans.")
@together(RECORD, LOG_FORMAT)
def command(path: str | None, quick: bool, record: str) -> int:
    """Checks the file, the words of every event against its text, and counts against what they count and the ledger.

    One line for each defect. Exit status 0 for a sound record, 1 for one with defects, 3 where there is none.
    """
    path = path or record
    found = 0
    try:
        for defect in defects(path, quick=quick):
            found += 1
            _tell(defect)
    except DamagedRecord as error:
        found += 1
        _tell(error.why)
    console.inform(f"{one_line(path)} is sound" if not found else f"{one_line(path)}: {found} {'defect' if found == 1 else 'defects'}", "checked", defects=found)
    return SOME_FAILED if found else OK


def _tell(defect: str) -> None:
    sys.stdout.write(one_line(defect) + "\n")
