"""Prints what the reader left unresolved in a folder of pages, most frequent first, so that the lexicon grows where it pays.

usage: python scripts/unresolved.py FOLDER… [--top N] [--all]

Every page is read as `dragoman read` reads it. Three tables follow, each with a count, the number of pages, the words and
one place where they stand:

  unresolved   what the readings say they could not tell (`unresolved` of the record), with the reason
  introduced   people whom the lexicon lacks but the article introduces by name and office: they are linked within the article
               alone; the state they act for stands beside them
  speakers     whoever speaks or acts in a clause and is linked to nothing: words that have the shape of a name and stand in no
               lexicon and are proper nouns or unknown to the morpheme analyser, with the predicate

`--top N` shows the N most frequent of each table (40), `--all` every one. Ends with status 1 where a page could not be read
(each is named on stderr, the rest are counted), with 2 for wrong usage.
"""

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from dragoman import pages
from dragoman.languages.ko.introductions import korean_name
from dragoman.languages.ko.morphemes import tokenize
from dragoman.model.errors import UnreadableInput
from dragoman.model.trace import Explanation
from dragoman.reading import explain

#: How much of the text is shown on each side of the words, in code points.
AROUND = 28
#: Words of Hangul that may be a name: one to four words of at least two syllables.
_NAME = re.compile(r"[가-힣]{2,9}(?:[ \-·][가-힣]{2,9}){0,3}")

Key = tuple[str, str]


class Table:
    """Counts of words, each with the pages it stands on and its first place."""

    def __init__(self) -> None:
        self.counts: Counter[Key] = Counter()
        self.pages: defaultdict[Key, set[str]] = defaultdict(set)
        self.example: dict[Key, str] = {}

    def add(self, words: str, why: str, page: str, text: str, start: int, end: int) -> None:
        """Counts `words` once more: `start` and `end` are code points in `text`."""
        key = (words, why)
        self.counts[key] += 1
        self.pages[key].add(page)
        self.example.setdefault(key, around(text, start, end))

    def lines(self, top: int | None) -> list[str]:
        """The rows, most frequent first, then by number of pages, then by the words."""
        order = sorted(self.counts, key=lambda k: (-self.counts[k], -len(self.pages[k]), k))
        return [
            f"{self.counts[k]:5} {len(self.pages[k]):4}p  {k[0]}  ({k[1]})\n             {self.example[k]}"
            for k in order[:top]
        ]


def around(text: str, start: int, end: int) -> str:
    """The words at `start`…`end` in 【】 with what stands around them, on one line."""
    left, right = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return " ".join(f"…{left}【{text[start:end]}】{right}…".split())


class Report:
    """The three tables over all pages."""

    def __init__(self) -> None:
        self.unresolved, self.introduced, self.speakers = Table(), Table(), Table()
        self.read = 0

    def add(self, page: str, explanation: Explanation) -> None:
        """Takes one page's reading into the tables."""
        self.read += 1
        reading = explanation.reading
        text = reading.text
        for left in reading.unresolved:
            self.unresolved.add(left.text, f"{left.what}: {left.why}", page, text, left.start, left.end)
        named: set[str] = set()
        for entity in reading.entities:
            named.add(entity.name)
            if entity.id == "person:" + re.sub(r"\s+", "-", entity.name.strip()) and entity.mentions:
                start, end = entity.mentions[0]
                why = " ".join(str(part) for part in (entity.code or "state unknown", entity.title) if part)
                self.introduced.add(entity.name, why, page, text, start, end)
        for clause in explanation.analysis.clauses:
            for argument in clause.arguments:
                if argument.role != "agent" or argument.parties:
                    continue
                words = text[argument.start : argument.end]
                if words not in named and person_like(words):
                    self.speakers.add(words, f"of {clause.predicate}", page, text, argument.start, argument.end)

    def print(self, top: int | None) -> None:
        """Prints the tables on stdout."""
        for title, table in (("unresolved", self.unresolved), ("introduced", self.introduced), ("speakers", self.speakers)):
            print(f"{title}: {len(table.counts)} different, {sum(table.counts.values())} in all, of {self.read} pages")
            for line in table.lines(top):
                print(line)
            print()


def person_like(words: str) -> bool:
    """Whether words have the shape of a name: a Korean one, or two to four words whose last is a proper noun or in no dictionary."""
    if not _NAME.fullmatch(words):
        return False
    last = max(words.rfind(" "), words.rfind("-")) + 1
    morphemes = [m for m in tokenize(words) if m.start >= last]
    strange = len(morphemes) == 1 and (morphemes[0].unknown or morphemes[0].tag == "NNP")
    return strange and (last > 0 or (korean_name(words) and len(words) == 3))


def report(paths: Iterable[str]) -> tuple[Report, int]:
    """The tables over all pages of `paths`, and how many inputs could not be read (named on stderr)."""
    found, failed = Report(), 0
    for source in pages.inputs(paths):
        try:
            if isinstance(source, UnreadableInput):
                raise source
            found.add(Path(source.source).name, explain(source))
        except UnreadableInput as error:
            failed += 1
            print(error, file=sys.stderr)
    return found, failed


def main(arguments: list[str]) -> int:
    """Reads the folders and prints the tables. Gives the exit status."""
    parser = argparse.ArgumentParser(prog="unresolved.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="+", help="a folder of pages, or a page")
    parser.add_argument("--top", type=int, default=40, metavar="N", help="rows of each table (40)")
    parser.add_argument("--all", action="store_true", help="every row")
    options = parser.parse_args(arguments)
    found, failed = report(options.folder)
    found.print(None if options.all else options.top)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
