"""The commands about relations and their options; each shows what `dragoman.relations` worked out.

Their libraries take time to load, so that they are imported when a command is run.
"""

from typing import Any

import click

import dragoman
from dragoman.cli import meaning
from dragoman.cli.options import ANSWERS, SINCE, STATUS, SURE, UNTIL, examples, shown, together
from dragoman.model.language import Status

_BY = click.option("--by", type=click.Choice(["day", "month", "quarter", "year"]), default="month", show_default=True, help="The periods.")
_PERIODS = together(_BY, SINCE, UNTIL, SURE, ANSWERS)


@click.command("balance", short_help="Shows how a state divides its dealings among its partners.", epilog=examples(
    "dragoman balance KAZ",
    "dragoman balance KAZ --toward USA,RUS,CHN --by year",
    "dragoman balance 카자흐스탄 --toward 미국,러시아,중국 --since 2022 --format csv > balance.csv",
))  # fmt: skip
@click.argument("state", metavar="STATE")
@click.option("--toward", multiple=True, metavar="CODE,...", help="Poles: how evenly the state deals with them becomes one number.")
@click.option("--weight", type=click.Choice(["acts", "score"]), default="acts", show_default=True, help="What an act counts: 1, or its score.")
@click.option("--own", is_flag=True, help="Only acts in which the state itself acts, alone or with the partner.")
@together(STATUS, _PERIODS)
def balance_command(state: str, toward: tuple[str, ...], own: bool, status: tuple[Status, ...], record: str, **given: Any) -> int:
    """Shows how the cooperation and conflict of a state divide among its partners, period by period; without --status what happened.

    With --toward it also tells how evenly the state deals with the poles: from 0, all cooperation with one, to 1, the same with each.
    """
    from dragoman import relations
    from dragoman.cli import balance

    form = shown(given)
    with dragoman.open_record(record) as kept:
        code, poles = meaning.code(kept, state), meaning.codes(kept, toward)
        found = relations.balance(
            relations.Tables.of(kept), code, poles, side="own" if own else "both", statuses=status or ("happened",), **given
        )  # fmt: skip
    return balance.show(found, form)


@click.command("pairs", short_help="Counts what passed between two parties, period by period.", epilog=examples(
    "dragoman pairs KAZ RUS",
    "dragoman pairs KAZ --by year",
    "dragoman pairs --by month --format csv > pairs.csv",
))  # fmt: skip
@click.argument("parties", metavar="[A [B]]", nargs=-1)
@_PERIODS
def pairs_command(parties: tuple[str, ...], record: str, **given: Any) -> int:
    """Counts what passed in each period between A and B; between A and everybody; or between all pairs of parties."""
    from dragoman import relations
    from dragoman.cli import pairs

    if len(parties) > 2:
        raise click.UsageError("name two parties, one, or none")
    form = shown(given)
    with dragoman.open_record(record) as kept:
        codes = [meaning.code(kept, party) for party in parties]
        found = relations.pairs(relations.Tables.of(kept), *codes, **given)
    return pairs.show(found, form)
