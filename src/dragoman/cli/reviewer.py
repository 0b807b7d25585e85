"""`dragoman reviewer`: who may change the record through the reading room."""

import sys

import click

from dragoman.cli import console
from dragoman.cli.options import RECORD, examples
from dragoman.cli.status import OK
from dragoman.record import open_record, reviewers


@click.group("reviewer", short_help="Lets people review in the reading room.", epilog=examples(
    "dragoman reviewer add 'A. Editor'", "dragoman reviewer list", "dragoman reviewer remove 'A. Editor'",
))  # fmt: skip
def command() -> None:
    """Makes and takes away the tokens by which people sign in to review. Reading needs none."""


@command.command("add", short_help="Makes a token for somebody.", epilog=examples("dragoman reviewer add 'A. Editor'"))
@click.argument("name")
@RECORD
def add_command(name: str, record: str) -> int:
    """Prints a token for NAME on standard output. It is shown this once; the record keeps only its digest."""
    token = reviewers.add(record, name)
    sys.stdout.write(token + "\n")
    console.complain(f"{name.strip()} may review now; this token is not shown again")
    return OK


@command.command("list", short_help="Lists who may review.", epilog=examples("dragoman reviewer list --record caspian.db"))
@RECORD
def list_command(record: str) -> int:
    """Lists the names of those who may review, with the day (UTC) since when."""
    with open_record(record) as found, found.snapshot() as connection:
        for one in reviewers.listed(connection):
            sys.stdout.write(f"{one.added[:10]}  {one.name}\n")
    return OK


@command.command("remove", short_help="Takes somebody's token away.", epilog=examples("dragoman reviewer remove 'A. Editor'"))
@click.argument("name")
@RECORD
def remove_command(name: str, record: str) -> int:
    """Takes the token of NAME away, and ends what sessions it has open. What NAME said stays."""
    reviewers.remove(record, name)
    return OK
