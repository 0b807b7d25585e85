"""The commands and their options; each does its work in the module of its name."""

import sys
from collections.abc import Sequence

import click

import dragoman
from dragoman.cli import (
    check,
    completion,
    console,
    demo,
    evaluate,
    explain,
    export,
    fetch,
    mcp,
    read,
    record_commands,
    reviewer,
    schema,
    serve,
    spread,
    watch,
)
from dragoman.cli.defects import describe
from dragoman.cli.options import COLUMNS, JOBS, LANG, LOG_FORMAT, TIME_LIMIT, examples, language, together
from dragoman.cli.relations_commands import balance_command, pairs_command
from dragoman.cli.status import INTERRUPTED, NOTHING_READ, OK, SOME_FAILED, USAGE
from dragoman.model.errors import DragomanError
from dragoman.record import RecordError
from dragoman.scale import ScaleError


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=examples(
        "dragoman demo",
        "dragoman read page.html",
        "dragoman read pages/ > readings.jsonl",
        "dragoman explain page.html",
        "dragoman add pages/",
        "dragoman timeline KAZ RUS",
        "dragoman serve",
    ),
)
@click.version_option(dragoman.__version__, prog_name="dragoman")
def cli() -> None:
    """Reads news pages in the language they were written in and tells who did or said what to whom, when, where, on whose word."""


@cli.command("read", short_help="Reads pages.", epilog=examples(
    "dragoman read page.html                    a page to read on the terminal",
    "dragoman read pages/ > readings.jsonl      one JSON object an article",
    "curl -s https://… | dragoman read -        from standard input",
    "dragoman read --format text page.html | less",
    "dragoman read --min-confidence 0.8 pages/  leaves out events that are less sure",
    "dragoman read 'crawl/*.warc.gz' feed.xml   crawls, feeds, archives, tables",
    "dragoman read articles.csv --columns text=content,title=headline,published=date",
    "dragoman read --jobs 4 crawl/ > readings.jsonl",
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
@together(COLUMNS, JOBS, TIME_LIMIT, LOG_FORMAT, LANG)
def read_command(
    paths: tuple[str, ...], format_: str | None, min_confidence: float, columns: dict[str, str] | None, jobs: int | None,
    time_limit: float, lang: str | None,
) -> int:  # fmt: skip
    """Reads pages: text or HTML files, crawls (WARC), tables (CSV, JSON Lines), feeds, archives, folders and patterns of them, or - for
    standard input."""
    text = format_ == "text" if format_ else sys.stdout.isatty()
    return read.read(paths, text=text, language=language(lang), min_confidence=min_confidence, columns=columns, jobs=jobs, limit=time_limit)


@cli.command(
    "explain",
    short_help="Shows sentence by sentence how a page was read.",
    epilog=examples("dragoman explain page.html", "dragoman explain page.html | less"),
)
@click.argument("path", metavar="PATH")
def explain_command(path: str) -> int:
    """Shows how a page was read: sentence by sentence the phrases, clauses, speakers, and the rules that fired or nearly did."""
    return explain.explain(path)


@cli.command(
    "demo",
    short_help="Reads the samples that ship with the package.",
    epilog=examples("dragoman demo", "dragoman demo --lang ko"),
)
@LANG
def demo_command(lang: str | None) -> int:
    """Reads the sample pages that ship with the package and shows what came out."""
    return demo.demo(language(lang))


@cli.command("evaluate", short_help="Measures readings against gold.", epilog=examples(
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


cli.add_command(balance_command)
cli.add_command(pairs_command)


@cli.command(
    "schema",
    short_help="Prints the JSON schema of a reading.",
    epilog=examples("dragoman schema > reading.schema.json"),
)
def schema_command() -> None:
    """Prints the JSON schema of a reading, as `read --format jsonl` writes it."""
    sys.stdout.write(schema.text())


for command in (
    *record_commands.COMMANDS, check.command, spread.command, export.command, serve.command, reviewer.command, mcp.command, fetch.command, watch.command,
    completion.command,
):  # fmt: skip
    cli.add_command(command)


def run(arguments: Sequence[str]) -> int:
    """Runs a command and gives its exit status. Never raises for what the user or the shell does."""
    console.never_fail_on_characters()
    if (completed := completion.answered(cli)) is not None:
        return completed
    console.log_as("text")
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
    except (RecordError, ScaleError) as error:
        console.complain(str(error))
        return NOTHING_READ
    except DragomanError as error:
        console.complain(str(error))
        return USAGE
    except OSError as error:
        console.complain(error.strerror or describe(error))
        return SOME_FAILED
    except Exception as error:
        console.complain(describe(error))
        return SOME_FAILED
    return result if isinstance(result, int) else OK
