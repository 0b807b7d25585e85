"""The commands about relations and their options; each shows what `dragoman.relations` worked out.

Their libraries take time to load, so that they are imported when a command is run.
"""

import os
import sys
from typing import Any

import click

from dragoman.wording import LANGUAGES, preferred_language

_RECORD = click.option(
    "--record", metavar="FILE", envvar="DRAGOMAN_RECORD", default="dragoman.db", show_default="$DRAGOMAN_RECORD, then dragoman.db", help="The record."
)
_FORMAT = click.option("--format", "format_", type=click.Choice(["table", "jsonl", "csv"]), help="Default: table on a terminal, jsonl when piped.")
_EXCEL = click.option("--excel", is_flag=True, help="CSV that Excel opens as UTF-8 (with a byte order mark).")
_LANG = click.option("--lang", type=click.Choice(LANGUAGES), default=None, help="Language of tables (default: your locale's, else English).")
_BY = click.option("--by", type=click.Choice(["day", "month", "quarter", "year"]), default="month", show_default=True, help="The periods.")
_SINCE = click.option("--since", metavar="DAY", help="From a day, month or year on (2023-02-28, 2023-02, 2023), inclusive.")
_UNTIL = click.option("--until", metavar="DAY", help="Up to a day, month or year, inclusive.")
_SURE = click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="C", help="Leaves out acts below this confidence, 0 to 1.")


def _examples(*lines: str) -> str:
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


@click.command("balance", short_help="Shows how a state divides its dealings among its partners.", epilog=_examples(
    "dragoman balance KAZ",
    "dragoman balance KAZ --toward USA,RUS,CHN --by year",
    "dragoman balance 카자흐스탄 --toward 미국,러시아,중국 --since 2022 --format csv > balance.csv",
))  # fmt: skip
@click.argument("state", metavar="STATE")
@click.option("--toward", multiple=True, metavar="CODE,...", help="Poles: how evenly the state deals with them becomes one number.")
@click.option("--weight", type=click.Choice(["acts", "score"]), default="acts", show_default=True, help="What an act counts: 1, or its score.")
@click.option("--own", is_flag=True, help="Only acts in which the state itself acts, alone or with the partner.")
@click.option(
    "--status", "statuses", multiple=True, default=("happened",), show_default=True, metavar="S",
    help="happened, planned, possible or denied; may be given more than once.",
)  # fmt: skip
@_BY
@_SINCE
@_UNTIL
@_SURE
@_RECORD
@_FORMAT
@_EXCEL
@_LANG
def balance_command(
    state: str, toward: tuple[str, ...], own: bool, record: str, format_: str | None, excel: bool, lang: str | None, **question: Any
) -> int:
    """Shows how the cooperation and conflict of a state divide among its partners, period by period.

    With --toward it also tells how evenly the state deals with the poles: from 0, all cooperation with one, to 1, the same with each.
    """
    from dragoman import relations
    from dragoman.cli import balance, relating

    with relating.asking(record) as asked:
        code, poles = asked.code(state), asked.codes(toward)
        found = relations.balance(asked.tables(), code, poles, side="own" if own else "both", **question)
    return balance.show(found, _form(format_, excel), lang or preferred_language(os.environ), excel=excel)


@click.command("pairs", short_help="Counts what passed between two parties, period by period.", epilog=_examples(
    "dragoman pairs KAZ RUS",
    "dragoman pairs KAZ --by year",
    "dragoman pairs --by month --format csv > pairs.csv",
))  # fmt: skip
@click.argument("parties", metavar="[A [B]]", nargs=-1)
@_BY
@_SINCE
@_UNTIL
@_SURE
@_RECORD
@_FORMAT
@_EXCEL
@_LANG
def pairs_command(
    parties: tuple[str, ...], record: str, format_: str | None, excel: bool, lang: str | None, **question: Any
) -> int:
    """Counts what passed in each period between A and B; between A and everybody; or between all pairs of parties."""
    from dragoman import relations
    from dragoman.cli import pairs, relating

    if len(parties) > 2:
        raise click.UsageError("name two parties, one, or none")
    with relating.asking(record) as asked:
        codes = [asked.code(party) for party in parties]
        found = relations.pairs(asked.tables(), *codes, **question)
    return pairs.show(found, _form(format_, excel), lang or preferred_language(os.environ), excel=excel)


def _form(format_: str | None, excel: bool) -> str:
    """CSV where Excel is meant, else a table on a terminal and JSON Lines into a pipe."""
    return format_ or ("csv" if excel else "table" if sys.stdout.isatty() else "jsonl")
