"""The commands and their options; each does its work in the module of its name."""

import os
import sys
from collections.abc import Sequence
from typing import Any

import click

import dragoman
from dragoman.cli import console, demo, evaluate, explain, read, schema
from dragoman.cli.defects import describe
from dragoman.cli.status import INTERRUPTED, OK, SOME_FAILED, USAGE
from dragoman.cli.wording import LANGUAGES, preferred_language

_LANGUAGE = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=None,
    help="Language of the page's wording (default: your locale's, else English).",
)


def _examples(*lines: str) -> str:
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_examples(
        "dragoman demo",
        "dragoman read page.html",
        "dragoman read pages/ > readings.jsonl",
        "dragoman explain page.html",
    ),
)
@click.version_option(dragoman.__version__, prog_name="dragoman")
def cli() -> None:
    """Reads news pages in the language they were written in and tells who did or said what to whom, when, where, on whose word."""


@cli.command("read", short_help="Reads pages.", epilog=_examples(
    "dragoman read page.html                    a page to read on the terminal",
    "dragoman read pages/ > readings.jsonl      one JSON object an article",
    "curl -s https://… | dragoman read -        from standard input",
    "dragoman read --format text page.html | less",
    "dragoman read --min-confidence 0.8 pages/  leaves out events that are less sure",
))  # fmt: skip
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["jsonl", "text"]),
    help="Default: text on a terminal, jsonl when piped.",
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="C",
    help="Leaves out events below this confidence, 0 to 1; statements and all else stay.",
)
@_LANGUAGE
def read_command(paths: tuple[str, ...], format_: str | None, min_confidence: float, lang: str | None) -> int:
    """Reads pages: text or HTML files, folders of them, or - for standard input."""
    text = format_ == "text" if format_ else sys.stdout.isatty()
    return read.read(paths, text=text, language=lang or preferred_language(os.environ), min_confidence=min_confidence)


@cli.command(
    "explain",
    short_help="Shows sentence by sentence how a page was read.",
    epilog=_examples("dragoman explain page.html", "dragoman explain page.html | less"),
)
@click.argument("path", metavar="PATH")
def explain_command(path: str) -> int:
    """Shows how a page was read: sentence by sentence the phrases, clauses, speakers, and the rules that fired or nearly did."""
    return explain.explain(path)


@cli.command(
    "demo",
    short_help="Reads the samples that ship with the package.",
    epilog=_examples("dragoman demo", "dragoman demo --lang ko"),
)
@_LANGUAGE
def demo_command(lang: str | None) -> int:
    """Reads the sample pages that ship with the package and shows what came out."""
    return demo.demo(lang or preferred_language(os.environ))


@cli.command("evaluate", short_help="Measures readings against gold.", epilog=_examples(
    "dragoman evaluate gold.jsonl --pages pages/",
    "dragoman evaluate gold.jsonl --pages pages/ --json",
    "dragoman evaluate gold.jsonl --pages pages/ --accept",
))  # fmt: skip
@click.argument("gold", metavar="GOLD.jsonl", type=click.Path(exists=True, dir_okay=False))
@click.option(
    "--pages",
    required=True,
    type=click.Path(exists=True, file_okay=False),
    help="Folder with the pages that the gold names.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object with all figures.")
@click.option(
    "--accept",
    is_flag=True,
    help="Keeps this run beside the gold (gold.accepted.json); later runs print what they lost and gained against it.",
)
def evaluate_command(gold: str, pages: str, as_json: bool, accept: bool) -> int:
    """Measures readings against gold: precision, recall and F1 of events, and how often the rest is right.

    Pages that the gold marks as blind are measured apart, and no single event of them is ever printed.
    """
    return evaluate.evaluate(gold, pages, as_json=as_json, accept=accept)


_RECORD = click.option(
    "--record",
    metavar="FILE",
    envvar="DRAGOMAN_RECORD",
    default="dragoman.db",
    show_default=True,
    help="The record; also $DRAGOMAN_RECORD.",
)
_TABLE = click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "csv", "jsonl"]),
    help="Default: table on a terminal, jsonl when piped.",
)
_EXCEL = click.option("--excel", is_flag=True, help="CSV with the mark that Excel needs to see UTF-8.")
_BY = click.option(
    "--by", type=click.Choice(["day", "month", "quarter", "year"]), default="month", show_default=True, help="The periods."
)
_SINCE = click.option("--since", metavar="DATE", help="From this day, month or year on: 2023-02-28, 2023-02, 2023.")
_UNTIL = click.option("--until", metavar="DATE", help="To this day, month or year, which is included.")
_SURE = click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="C", help="Leaves out acts below this confidence, 0 to 1."
)


@cli.command("balance", short_help="How a state divides its dealings among its partners.", epilog=_examples(
    "dragoman balance KAZ",
    "dragoman balance KAZ --toward USA,RUS,CHN --by year",
    "dragoman balance KAZ --toward USA,RUS,CHN --by quarter --since 2022 --format csv > balance.csv",
))  # fmt: skip
@click.argument("state", metavar="STATE")
@click.option(
    "--toward",
    multiple=True,
    metavar="CODE,CODE,...",
    help="The poles: how evenly the state deals with them is told in one number.",
)
@_BY
@_SINCE
@_UNTIL
@click.option("--weight", type=click.Choice(["acts", "score"]), default="acts", show_default=True, help="What an act counts: 1, or its score.")
@click.option("--own", is_flag=True, help="Only acts in which the state itself acts, alone or with the partner.")
@click.option(
    "--status",
    "statuses",
    type=click.Choice(["happened", "planned", "possible", "denied"]),
    multiple=True,
    default=("happened",),
    show_default=True,
    help="Which acts count; may be given more than once.",
)
@_SURE
@_RECORD
@_TABLE
@_EXCEL
@_LANGUAGE
def balance_command(
    state: str, toward: tuple[str, ...], format_: str | None, lang: str | None, record: str, excel: bool, own: bool, **asked: Any
) -> int:
    """Shows how the cooperation and conflict of a state divide among its partners, period by period."""
    from dragoman import relations
    from dragoman.cli import balance, relating  # here, since the tables' libraries take time to load

    with relating.question():
        found = relations.balance(
            relating.tables(record), relating.code(state), relating.codes(toward), side="own" if own else "both", **asked
        )
    return balance.show(found, _format(format_), lang or preferred_language(os.environ), excel=excel)


@cli.command("pairs", short_help="What passed between two parties, period by period.", epilog=_examples(
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
@_TABLE
@_EXCEL
@_LANGUAGE
def pairs_command(
    parties: tuple[str, ...], format_: str | None, lang: str | None, record: str, excel: bool, **asked: Any
) -> int:
    """Counts what passed between A and B in each period; between A and everybody; or between all pairs of parties."""
    from dragoman import relations
    from dragoman.cli import pairs, relating

    if len(parties) > 2:
        raise click.UsageError("name two parties, one, or none")
    with relating.question():
        found = relations.pairs(relating.tables(record), *(relating.code(party) for party in parties), **asked)
    return pairs.show(found, _format(format_), lang or preferred_language(os.environ), excel=excel)


def _format(asked: str | None) -> str:
    return asked or ("table" if sys.stdout.isatty() else "jsonl")


@cli.command(
    "schema",
    short_help="Prints the JSON schema of a reading.",
    epilog=_examples("dragoman schema > reading.schema.json"),
)
def schema_command() -> None:
    """Prints the JSON schema of a reading, as `read --format jsonl` writes it."""
    sys.stdout.write(schema.text())


def run(arguments: Sequence[str]) -> int:
    """Runs a command and gives its exit status. Never raises for what the user or the shell does."""
    console.never_fail_on_characters()
    try:
        with cli.make_context("dragoman", list(arguments)) as context:
            result = cli.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        error.show()
        return USAGE
    except (KeyboardInterrupt, click.Abort):
        console.complain("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        console.abandon_stdout()
        return OK
    except OSError as error:
        console.complain(error.strerror or describe(error))
        return SOME_FAILED
    except Exception as error:
        console.complain(describe(error))
        return SOME_FAILED
    return result if isinstance(result, int) else OK
