"""The commands of the record and their options; each does its work in `add` or `ask`."""

from typing import Any

import click

from dragoman.cli import add, ask, spread
from dragoman.cli.options import (
    ACTOR,
    AFTER,
    ANSWERS,
    COLUMNS,
    JOBS,
    LIMIT,
    LOG_FORMAT,
    PARTY,
    QUAD,
    RECORD,
    SINCE,
    SOURCE,
    STATUS,
    SURE,
    TELLING,
    TIME_LIMIT,
    TYPE,
    UNTIL,
    WITH,
    examples,
    shown,
    together,
)

_REJECTED = click.option("--rejected", is_flag=True, help="Shows rejected events as well.")


@click.command("add", short_help="Reads pages and keeps them in the record.", epilog=examples(
    "dragoman add pages/", "dragoman add page.html --record caspian.db", "curl -s https://… | dragoman add -",
    "dragoman add 'crawl/*.warc.gz'", "dragoman add articles.csv --columns text=content,title=headline,published=date",
    "dragoman add crawl/ --jobs 8 --log-format json 2> add.log", "dragoman add crawl/ --on ray --address auto --parts /shared/crawl.parts",
))  # fmt: skip
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--on", type=click.Choice(["ray"]), help="Reads on every machine of a Ray cluster (pip install 'dragoman[ray]').")
@click.option("--address", metavar="ADDRESS", help="The cluster: auto, HOST:PORT or ray://HOST:PORT. Default: this machine alone.")
@click.option("--parts", metavar="FOLDER", help="Where the cluster writes what it has read. Default: the record's name and .parts.")
@click.option("--parts-only", is_flag=True, help="Leaves it there, and keeps nothing in the record.")
@together(COLUMNS, TELLING, RECORD, JOBS, TIME_LIMIT, LOG_FORMAT)
def add_command(
    paths: tuple[str, ...], columns: dict[str, str] | None, record: str, jobs: int | None, time_limit: float, on: str | None,
    address: str | None, parts: str | None, parts_only: bool, telling: bool,
) -> int:  # fmt: skip
    """Reads pages and keeps them: files, crawls, tables, feeds, archives, folders and patterns of them, or - for standard input.

    A page that was kept before changes nothing. A changed page at the same address becomes a new version; what it does not say any
    more is withdrawn. Interrupted at any point, the same command goes on where it was.
    """
    if parts_only and telling:
        raise click.UsageError("the parts hold every page; give --telling to `dragoman merge`")
    if on is not None:
        return spread.add(paths, record, parts, columns, address=address, limit=time_limit, only=parts_only, telling=telling)
    if address or parts or parts_only:
        raise click.UsageError("--address, --parts and --parts-only belong to --on ray")
    return add.add(paths, record, columns, jobs=jobs, limit=time_limit, telling=telling)


@click.command("events", short_help="Lists events of the record.", epilog=examples(
    "dragoman events --actor USA --with KAZ --since 2023-02", "dragoman events --type SANCTION --type COERCE --format csv > coercion.csv",
    "dragoman events --party 카자흐스탄 --status planned",
))  # fmt: skip
@together(ACTOR, WITH, PARTY, TYPE, QUAD, STATUS, SINCE, UNTIL, SURE, SOURCE, _REJECTED, AFTER, LIMIT, ANSWERS)
def events_command(record: str, **given: Any) -> int:
    """Lists events in the order of their days, each with the number of its reports and of independent sources."""
    form = shown(given)
    codes = (given["actor"], given["with_"], given["party"])
    return ask.answer(record, form, codes, lambda kept: kept.events(limit=form.most, **given), lambda lists, found: lists.events(found))


@click.command("event", short_help="Shows one event in full.", epilog=examples("dragoman event 9e6afeae90bd8599"))
@click.argument("identity", metavar="ID")
@ANSWERS
def event_command(identity: str, record: str, **given: Any) -> int:
    """Shows one event with all its reports and their words, where they differ, what became of it, and its corrections."""
    return ask.one_event(record, shown(given), identity)


@click.command("timeline", short_help="Shows what passed between two parties.", epilog=examples(
    "dragoman timeline KAZ RUS", "dragoman timeline 카자흐스탄 러시아 --since 2022",
))  # fmt: skip
@click.argument("one", metavar="CODE")
@click.argument("other", metavar="CODE")
@together(TYPE, QUAD, STATUS, SINCE, UNTIL, SURE, SOURCE, _REJECTED, AFTER, LIMIT, ANSWERS)
def timeline_command(one: str, other: str, record: str, **given: Any) -> int:
    """Shows what passed between two parties, in order: one toward the other, or both together."""
    form = shown(given)
    return ask.answer(record, form, (one, other), lambda kept: kept.timeline(one, other, limit=form.most, **given), lambda lists, found: lists.events(found))


@click.command("quotes", short_help="Lists who said what.", epilog=examples(
    "dragoman quotes --speaker KAZ --about RUS", "dragoman quotes --speaker 토카예프 --format csv --excel > tokayev.csv",
))  # fmt: skip
@click.option("--speaker", metavar="CODE|NAME", help="A party, or a part of a person's name.")
@click.option("--about", metavar="CODE", help="A party that is named in the words, or spoken to.")
@together(SINCE, UNTIL, SOURCE, LIMIT, ANSWERS)
def quotes_command(record: str, **given: Any) -> int:
    """Lists what was said, quoted or reported, in order; the same words in many outlets once."""
    form = shown(given)
    return ask.answer(record, form, (given["about"],), lambda kept: kept.quotes(limit=form.most, **given), lambda lists, found: lists.quotes(found))


@click.command("positions", short_help="Shows where a party stands.", epilog=examples(
    "dragoman positions KAZ", "dragoman positions KAZ --about DNR --format jsonl",
))  # fmt: skip
@click.argument("holder", metavar="CODE")
@click.option("--about", metavar="CODE", help="A party that the position is about.")
@click.option("--stance", metavar="STANCE", help="recognises, supports, opposes …")
@together(SINCE, UNTIL, SOURCE, ANSWERS)
def positions_command(holder: str, record: str, **given: Any) -> int:
    """Shows where a party stands, by what it is about and in order, and where it changed."""
    form = shown(given)
    return ask.answer(record, form, (holder, given["about"]), lambda kept: kept.positions(holder, **given), lambda lists, found: lists.stands(found))


@click.command("search", short_help="Finds pages by their words.", epilog=examples(
    "dragoman search 푸틴 정상회담", "dragoman search '\"국빈 방문\" 토카예프'",
))  # fmt: skip
@click.argument("words", nargs=-1, required=True)
@together(AFTER, LIMIT, ANSWERS)
def search_command(words: tuple[str, ...], after: str | None, record: str, **given: Any) -> int:
    """Finds pages that have all of some words in any form, the newest first; words between quotation marks as they follow each other."""
    form = shown(given)
    most = form.limit or (10 if form.form == "table" else None)
    return ask.answer(record, form, (), lambda kept: kept.search(" ".join(words), limit=most, after=after), lambda lists, found: lists.hits(found))


@click.command("changes", short_help="Lists what changed in the record.", epilog=examples(
    "dragoman changes --since 120", "dragoman changes --since 2023-02-28 --format jsonl",
))  # fmt: skip
@click.option("--since", default="0", metavar="N|DAY", help="Behind a number of this list, or from a day on (UTC).")
@together(LIMIT, ANSWERS)
def changes_command(since: str, record: str, **given: Any) -> int:
    """Lists what was added, changed, merged, withdrawn and corrected, in order, so that a copy can follow."""
    form = shown(given)
    return ask.answer(record, form, (), lambda kept: kept.changes(since, limit=form.limit), lambda lists, found: lists.changes(found))


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
@ANSWERS
def correct_command(
    identity: str | None, verdict: str | None, setting: str | None, undo: str | None, by: str | None, why: str | None, listing: bool,
    path: str | None, record: str, **given: Any,
) -> int:  # fmt: skip
    """Says of an event that it is right or wrong, sets one of its fields, or undoes that.

    Corrections are appended, never overwritten, shown with the event, and seen by every question and export.
    """
    form = shown(given)
    if listing:
        return ask.export_corrections(record, form)
    if path is not None:
        return ask.import_corrections(record, path)
    if [verdict, setting, undo].count(None) != 2:
        raise click.UsageError("give one of --accept, --reject, --set FIELD=VALUE, --undo ID, --list, --import FILE")
    if not (by or "").strip():
        raise click.UsageError("a correction needs the name of who makes it: --by NAME")
    return ask.correct(record, form, identity, verdict, setting, undo, by or "", why)


COMMANDS = (
    add_command, events_command, event_command, timeline_command, quotes_command, positions_command, search_command, changes_command, correct_command,
)  # fmt: skip
