"""Lines of a page: wrapped by the cells that wide letters take, indented, without blanks at their ends."""

import unicodedata
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

_NARROWEST = 20


def hanging(words: Text, console: Console, first: Text, rest: str) -> Text:
    """`words` wrapped to the console's width, `first` before the first line and `rest` before the others."""
    indent = max(first.cell_len, len(rest))
    out = Text()
    for number, line in enumerate(words.wrap(console, max(_NARROWEST, console.width - indent))):
        line.rstrip()
        out.append_text(Text("\n" + rest) if number else first).append_text(line)
    return out


def barred(words: Text, console: Console, indent: int = 4) -> Text:
    """Words of the article, wrapped, `indent` cells from the left, with a bar before each line."""
    bar = Text.assemble(" " * indent, ("│ ", "bright_black"))
    lines = words.wrap(console, max(_NARROWEST, console.width - indent - 2))
    out = []
    for line in lines:
        line.rstrip()
        out.append(bar.copy().append_text(line))
    return stacked(out)


def stacked(rows: Iterable[Text]) -> Text:
    """Rows below one another."""
    return Text("\n").join(rows)


def spelled(morphemes: str) -> str:
    """Morphemes with their lone final consonants (U+11A8 and on, which join with the letter before) as letters of their own."""
    return "".join(_letter(c) if "\u11a8" <= c <= "\u11c2" else c for c in morphemes)


def _letter(final: str) -> str:
    name = unicodedata.name(final).replace("HANGUL JONGSEONG", "HANGUL LETTER")
    try:
        return unicodedata.lookup(name)
    except KeyError:
        return final
