"""One event of the record in full: its reports with their words, what disagrees, what became of it, and its corrections."""

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from dragoman.cli.layout import barred
from dragoman.cli.lists import DIM, Lists
from dragoman.model.kept import KeptEvent, Report
from dragoman.wording import stamp, words
from dragoman.wording.quoting import quoted


def show(event: KeptEvent, console: Console, language: str) -> None:
    """Prints the page of an event with the wording of `language`."""
    lists, wording = Lists(console, language), words(language)
    console.print(Text.assemble(lists.when(event), "  ", lists.what(event)))
    console.print(Text(" · ".join(f for f in (event.type, event.mode, wording.status.get(event.status), event.id) if f), DIM))
    if event.where is not None:
        console.print(Text(event.where.name if language == "ko" else event.where.label, "green"))
    console.print(Text(lists.told(event).plain.replace("\n", " · ") + (f" · {event.reason}" if event.reason else ""), DIM))
    for report in event.reports:
        console.print()
        facts = [report.outlet, report.agency, stamp(report.published, wording) if report.published else None, report.title]
        console.print(Text(" · ".join(quoted(f) for f in facts if f) or report.article))
        console.print(barred(_evidence(report), console))
    if event.corrections:
        console.print()
        console.print(Rule(style=DIM))
    for one in event.corrections:
        why = f" — {quoted(one.why)}" if one.why else ""
        console.print(Text.assemble(f"{one.at[:16]}  {quoted(one.by)}: ", lists.correction(one), why, (f"  {one.id}", DIM)))


def _evidence(report: Report) -> Text:
    """The words of a report with the trigger marked."""
    text = Text(quoted(report.quote))
    start = report.event.trigger.start - report.event.evidence.start
    text.stylize("bold yellow underline", max(0, start), max(0, start + len(report.event.trigger.text)))
    return text
