"""`dragoman demo`: the sample pages that ship with the package, read before your eyes."""

from importlib import resources

from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dragoman import pages, reading, wording
from dragoman.cli import console, status
from dragoman.cli.page import show
from dragoman.model.reading import Reading
from dragoman.wording.quoting import quoted

#: Shown in full: a state visit, a treaty, a quarrel.
_IN_FULL = ("s01.txt", "s07.html")


def samples() -> dict[str, bytes]:
    """The sample pages by file name, in name order."""
    folder = resources.files("dragoman") / "samples"
    files = sorted((f for f in folder.iterdir() if f.name.endswith((".txt", ".html"))), key=lambda f: f.name)
    return {file.name: file.read_bytes() for file in files}


def demo(language: str) -> int:
    """Reads the samples, shows some in full and the others in a line each. Gives the exit status."""
    out = console.output()
    found = samples()
    readings: dict[str, Reading] = {}
    with console.Bar(len(found)) as bar:
        for name, data in found.items():
            bar.on(name)
            readings[name] = reading.read(pages.load_bytes(data, name))
            bar.step()
    for number, name in enumerate(n for n in _IN_FULL if n in readings):
        show(readings[name], out, language, rule_before=number > 0)
    words = wording.words(language).demo
    out.print()
    out.print(Rule(Text(words.others, "bold green"), align="left", style="green"))
    out.print(_summary({n: r for n, r in readings.items() if n not in _IN_FULL}, words))
    out.print()
    for command, does in words.hints:
        out.print(Text.assemble("  ", (f"{command:<40}", "bold"), (does, "bright_black")))
    return status.OK


def _summary(readings: dict[str, Reading], words: wording.Demo) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(no_wrap=True, style="bright_black")
    table.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    table.add_column(no_wrap=True, justify="right")
    table.add_column(no_wrap=True, justify="right")
    for name, result in readings.items():
        events = _counted(len(result.events), words.events)
        statements = _counted(len(result.statements), words.statements)
        table.add_row(name, Text(quoted(result.title or "—")), events, statements)
    return table


def _counted(number: int, forms: tuple[str, str]) -> str:
    return forms[number != 1].format(number) if number else "—"
