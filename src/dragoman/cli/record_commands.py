"""The commands of the record and their options; each does its work in `add` or `ask`."""

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

from dragoman.cli import add, ask
from dragoman.cli.ask import Shown
from dragoman.wording import LANGUAGES, preferred_language

F = TypeVar("F", bound=Callable[..., Any])

RECORD = click.option(
    "--record", metavar="FILE", envvar="DRAGOMAN_RECORD", default="dragoman.db", show_default="$DRAGOMAN_RECORD, then dragoman.db", help="The record."
)
_FORMAT = click.option("--format", "format_", type=click.Choice(["table", "jsonl", "csv"]), help="Default: table on a terminal, jsonl when piped.")
_EXCEL = click.option("--excel", is_flag=True, help="CSV that Excel opens as UTF-8 (with a byte order mark).")
_LANG = click.option("--lang", type=click.Choice(LANGUAGES), default=None, help="Language of tables (default: your locale's, else English).")
_LIMIT = click.option("--limit", type=click.IntRange(1), metavar="N", help=f"At most so many; without it all, in a table {ask.ROWS}.")
_AFTER = click.option("--after", metavar="PLACE", help="Goes on behind a place that an earlier list printed.")
_SINCE = click.option("--since", metavar="DAY", help="From a day, month or year on (2023-02-28, 2023-02, 2023), inclusive.")
_UNTIL = click.option("--until", metavar="DAY", help="Up to a day, month or year, inclusive.")
_SOURCE = click.option("--source", metavar="NAME", help="Outlet, agency, address or file that has NAME in it.")
_STATUS = click.option("--status", multiple=True, metavar="S", help="happened, planned, possible or denied; may be given more than once.")
_SURE = click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="C", help="Leaves out events below this confidence, 0 to 1.")
_REJECTED = click.option("--rejected", is_flag=True, help="Shows rejected events as well.")


def _options(*options: Callable[[F], F]) -> Callable[[F], F]:
    def apply(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return apply


_SHOWN = _options(RECORD, _FORMAT, _EXCEL, _LIMIT, _LANG)


def _shown(given: dict[str, Any]) -> Shown:
    """How to show, taken out of the options; what stays is the question."""
    return Shown(given.pop("record"), _language(given.pop("lang")), given.pop("format_"), given.pop("excel"), given.pop("limit", None))


def _language(lang: str | None) -> str:
    return lang or preferred_language(os.environ)


def examples(*lines: str) -> str:
    """The examples of a command, for the end of its help."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


@click.command("add", short_help="Reads pages and keeps them in the record.", epilog=examples(
    "dragoman add pages/", "dragoman add page.html --record caspian.db", "curl -s https://… | dragoman add -",
))  # fmt: skip
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@RECORD
def add_command(paths: tuple[str, ...], record: str) -> int:
    """Reads pages and keeps them: files, folders, or - for standard input.

    A page that was kept before changes nothing. A changed page at the same address becomes a new version; what it does not say any
    more is withdrawn.
    """
    return add.add(paths, record)


@click.command("events", short_help="Lists events of the record.", epilog=examples(
    "dragoman events --actor USA --with KAZ --since 2023-02", "dragoman events --type SANCTION --type COERCE --format csv > coercion.csv",
    "dragoman events --party 카자흐스탄 --status planned",
))  # fmt: skip
@click.option("--actor", metavar="CODE", help="Who acts.")
@click.option("--with", "with_", metavar="CODE", help="Who takes part besides, on any side.")
@click.option("--party", metavar="CODE", help="Who takes part, on any side.")
@click.option("--type", "type_", multiple=True, metavar="T", help="Event type (CONSULT); may be given more than once.")
@click.option("--quad", multiple=True, type=click.IntRange(1, 4), metavar="Q", help="Quad class, 1 to 4; may be given more than once.")
@_options(_STATUS, _SINCE, _UNTIL, _SURE, _SOURCE, _REJECTED, _AFTER, _SHOWN)
def events_command(type_: tuple[str, ...], **given: Any) -> int:
    """Lists events in the order of their days, each with the number of its reports and of independent sources."""
    shown = _shown(given)
    codes = (given["actor"], given["with_"], given["party"])
    return ask.answer(shown, codes, lambda record: record.events(type=type_, limit=shown.most, **given), lambda lists, found: lists.events(found))


@click.command("event", short_help="Shows one event in full.", epilog=examples("dragoman event 9e6afeae90bd8599"))
@click.argument("identity", metavar="ID")
@_options(RECORD, _FORMAT, _EXCEL, _LANG)
def event_command(identity: str, **given: Any) -> int:
    """Shows one event with all its reports and their words, where they differ, what became of it, and its corrections."""
    return ask.one_event(_shown(given), identity)


@click.command("timeline", short_help="Shows what passed between two parties.", epilog=examples(
    "dragoman timeline KAZ RUS", "dragoman timeline 카자흐스탄 러시아 --since 2022",
))  # fmt: skip
@click.argument("one", metavar="CODE")
@click.argument("other", metavar="CODE")
@_options(_STATUS, _SINCE, _UNTIL, _SURE, _REJECTED, _AFTER, _SHOWN)
def timeline_command(one: str, other: str, **given: Any) -> int:
    """Shows what passed between two parties, in order: one toward the other, or both together."""
    shown = _shown(given)
    return ask.answer(shown, (one, other), lambda record: record.timeline(one, other, limit=shown.most, **given), lambda lists, found: lists.events(found))


@click.command("quotes", short_help="Lists who said what.", epilog=examples(
    "dragoman quotes --speaker KAZ --about RUS", "dragoman quotes --speaker 토카예프 --format csv --excel > tokayev.csv",
))  # fmt: skip
@click.option("--speaker", metavar="CODE|NAME", help="A party, or a part of a person's name.")
@click.option("--about", metavar="CODE", help="A party that is named in the words, or spoken to.")
@_options(_SINCE, _UNTIL, _SOURCE, _SHOWN)
def quotes_command(**given: Any) -> int:
    """Lists what was said, quoted or reported, in order; the same words in many outlets once."""
    shown = _shown(given)
    return ask.answer(shown, (given["about"],), lambda record: record.quotes(limit=shown.most, **given), lambda lists, found: lists.quotes(found))


@click.command("positions", short_help="Shows where a party stands.", epilog=examples(
    "dragoman positions KAZ", "dragoman positions KAZ --about DNR --format jsonl",
))  # fmt: skip
@click.argument("holder", metavar="CODE")
@click.option("--about", metavar="CODE", help="A party that the position is about.")
@click.option("--stance", metavar="STANCE", help="recognises, supports, opposes …")
@_options(_SINCE, _UNTIL, _SOURCE, RECORD, _FORMAT, _EXCEL, _LANG)
def positions_command(holder: str, **given: Any) -> int:
    """Shows where a party stands, by what it is about and in order, and where it changed."""
    shown = _shown(given)
    return ask.answer(shown, (holder, given["about"]), lambda record: record.positions(holder, **given), lambda lists, found: lists.stands(found))


@click.command("search", short_help="Finds pages by their words.", epilog=examples(
    "dragoman search 푸틴 정상회담", "dragoman search '\"국빈 방문\" 토카예프'",
))  # fmt: skip
@click.argument("words", nargs=-1, required=True)
@_options(_AFTER, _SHOWN)
def search_command(words: tuple[str, ...], after: str | None, **given: Any) -> int:
    """Finds pages that have all of some words in any form, the newest first; words between quotation marks as they follow each other."""
    shown = _shown(given)
    most = shown.limit or (10 if shown.form == "table" else None)
    return ask.answer(shown, (), lambda record: record.search(" ".join(words), limit=most, after=after), lambda lists, found: lists.hits(found))


@click.command("changes", short_help="Lists what changed in the record.", epilog=examples(
    "dragoman changes --since 120", "dragoman changes --since 2023-02-28 --format jsonl",
))  # fmt: skip
@click.option("--since", default="0", metavar="N|DAY", help="Behind a number of this list, or from a day on (UTC).")
@_SHOWN
def changes_command(since: str, **given: Any) -> int:
    """Lists what was added, changed, merged, withdrawn and corrected, in order, so that a copy can follow."""
    shown = _shown(given)
    return ask.answer(shown, (), lambda record: record.changes(since, limit=shown.limit), lambda lists, found: lists.changes(found))


@click.command("correct", short_help="Confirms, rejects or corrects an event.", epilog=examples(
    "dragoman correct 9e6afeae90bd8599 --reject --by 'A. Editor' --why 'a drill, not an attack'",
    "dragoman correct 9e6afeae90bd8599 --set status=planned --by 'A. Editor'",
    "dragoman correct 9e6afeae90bd8599 --undo 0123456789abcdef --by 'B. Editor'",
    "dragoman correct --list > corrections.jsonl", "dragoman correct --import corrections.jsonl",
))  # fmt: skip
@click.argument("identity", metavar="[EVENT]", required=False)
@click.option("--accept", "verdict", flag_value="accept", help="The event is right.")
@click.option("--reject", "verdict", flag_value="reject", help="The event is wrong; questions leave it out.")
@click.option("--set", "setting", metavar="FIELD=VALUE", help="Sets type, mode, status, when, where, actors or recipients.")
@click.option("--undo", metavar="ID", help="Undoes a correction, told by its id.")
@click.option("--by", metavar="NAME", help="Who says so; needed for every correction.")
@click.option("--why", metavar="TEXT", help="The reason.")
@click.option("--list", "listing", is_flag=True, help="Lists all corrections ever made.")
@click.option("--import", "path", metavar="FILE", help="Appends the corrections of a JSON Lines file (- is standard input).")
@_options(RECORD, _FORMAT, _EXCEL, _LANG)
def correct_command(
    identity: str | None, verdict: str | None, setting: str | None, undo: str | None, by: str | None, why: str | None, listing: bool,
    path: str | None, **given: Any,
) -> int:  # fmt: skip
    """Says of an event that it is right or wrong, sets one of its fields, or undoes that.

    Corrections are appended, never overwritten, shown with the event, and seen by every question and export.
    """
    shown = _shown(given)
    if listing:
        return ask.export_corrections(shown)
    if path is not None:
        return ask.import_corrections(shown.record, path)
    if [verdict, setting, undo].count(None) != 2:
        raise click.UsageError("give one of --accept, --reject, --set FIELD=VALUE, --undo ID, --list, --import FILE")
    if not (by or "").strip():
        raise click.UsageError("a correction needs the name of who makes it: --by NAME")
    return ask.correct(shown.record, identity, verdict, setting, undo, by or "", why, shown.language)


COMMANDS = (
    add_command, events_command, event_command, timeline_command, quotes_command, positions_command, search_command, changes_command, correct_command,
)  # fmt: skip
