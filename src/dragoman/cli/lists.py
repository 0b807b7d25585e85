"""Answers of the record as tables for people."""

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.cli import sentences
from dragoman.model.kept import Change, Correction, KeptEvent
from dragoman.record.answers import Hit, Page, Quote, Stand
from dragoman.wording import Wording, stamp, when, words
from dragoman.wording.quoting import quoted
from dragoman.wording.sentences import as_read, whole_day

DIM = "bright_black"
_MARK = "bold yellow"
_VERDICTS = {"accepted": "green", "rejected": "bold red", "changed": "cyan"}


class Lists:
    """Tables in one language of `wording.LANGUAGES` on one console."""

    def __init__(self, console: Console, language: str) -> None:
        self.console, self.language = console, language
        self.wording: Wording = words(language)
        self.kept = self.wording.kept

    def events(self, found: Sequence[KeptEvent]) -> None:
        """When, what, which type, how many reports and sources, and the id."""
        table = self._table("when", "what", "type", "told", "id", wide="what")
        for event in found:
            table.add_row(self.when(event), self.what(event), self.type(event), self.told(event), Text(event.id, DIM))
        self._print(table)

    def quotes(self, found: Sequence[Quote]) -> None:
        """When, who, the words, and from where."""
        table = self._table("when", "who", "words", "from", wide="words")
        for quote in found:
            said = quote.statement
            spoken = Text(quoted(said.text)) if said.kind == "direct" else Text(quoted(said.text), "italic")
            who = sentences.parties((said.speaker,), self.language, whole_day(said.when.start, quote.page.published))
            table.add_row(self._time(when(said.when, self.wording), quote.page), who, spoken, self._from(quote.page, quote.copies))
        self._print(table)

    def stands(self, found: Sequence[Stand]) -> None:
        """When, the stance and what it is about, the words; where it changed, what was held before."""
        table = self._table("when", "who", "stance", "about", "words", "from", wide="words")
        for stand in found:
            held = stand.position
            stance = Text(self.wording.stances[held.stance], "bold")
            if held.status in self.wording.status:
                stance.append(f"\n{self.wording.status[held.status]}", sentences.STATUS[held.status])
            if stand.before is not None:
                stance.append("\n" + self.kept.before.format(self.wording.stances[stand.before]), "yellow")
            about = Text(held.object.code or quoted(held.object.text), sentences.PARTY)
            row = (Text(held.holder.code, sentences.PARTY), stance, about, Text(quoted(stand.quote), DIM), self._from(stand.page, stand.copies))
            table.add_row(self._time(when(held.when, self.wording), stand.page), *row)
        self._print(table)

    def hits(self, found: Sequence[Hit]) -> None:
        """Title, place of publication and a piece of the text for each article."""
        for number, hit in enumerate(found):
            if number:
                self.console.print()
            head = Text(quoted(hit.page.title or hit.page.source), "bold")
            piece = Text(hit.snippet)
            for start, end in hit.places:
                piece.stylize(_MARK, start, end)
            facts = [stamp(hit.page.published, self.wording) if hit.page.published else None, hit.page.outlet, hit.page.agency]
            facts += [_counted(len(hit.events), self.kept.events) if hit.events else None, hit.page.article]
            line = Text(" · ".join(f for f in facts if f), DIM)
            for text in (head, piece, line):
                self.console.print(text)
        if not found:
            self.console.print(Text(self.kept.nothing))

    def changes(self, found: Sequence[Change]) -> None:
        """The log, as it is."""
        table = self._table("number", "at", "kind", "id", "into")
        for change in found:
            table.add_row(str(change.number), change.at[:16].replace("T", " "), change.kind, change.event, change.into or "")
        self._print(table)

    def corrections(self, found: Sequence[Correction]) -> None:
        """Who said what of which event, when and why."""
        table = self._table("at", "by", "correction", "why", "id", wide="why")
        for one in found:
            table.add_row(one.at[:16].replace("T", " "), quoted(one.by), self.correction(one), quoted(one.why or ""), Text(f"{one.event}\n{one.id}", DIM))
        self._print(table)

    # -- cells -----------------------------------------------------------------------------------------------------------

    def when(self, event: KeptEvent) -> Text:
        """The days of an event, dim where only the day of publication tells them."""
        told = when(event.when, self.wording)
        return Text(told or self.wording.undated, "green" if event.when.basis == "text" else DIM)

    def what(self, event: KeptEvent) -> Text:
        """An event as a sentence; below it where reports differ, what became of it, and what was said of it."""
        text = sentences.sentence(as_read(event), self.language, whole_day(event.when.start, event.first_seen))
        for contradiction in event.contradictions:
            claims = " / ".join(f"{quoted(c.value)} ({len(c.articles)})" for c in contradiction.claims)
            text.append("\n≠ " + self.kept.differ.format(self.kept.fields[contradiction.field], claims), "yellow")
        for link in event.links:
            text.append(f"\n→ {self.kept.links[link.kind]} {link.event}", DIM)
        if event.verdict is not None:
            by = ", ".join(dict.fromkeys(quoted(c.by) for c in event.corrections))
            text.append(f"\n✎ {self.kept.verdicts[event.verdict]} ({by})", _VERDICTS[event.verdict])
        return text

    def type(self, event: KeptEvent) -> Text:
        """Type, mode, and the status where it did not simply happen."""
        text = Text(event.type)
        if event.mode:
            text.append(f"\n{event.mode}", DIM)
        if event.status in self.wording.status:
            text.append(f"\n{self.wording.status[event.status]}", sentences.STATUS[event.status])
        return text

    def told(self, event: KeptEvent) -> Text:
        """How many reports and independent sources tell it."""
        return Text(f"{_counted(len(event.reports), self.kept.reports)}\n{_counted(event.sources, self.kept.sources)}", DIM)

    def correction(self, one: Correction) -> Text:
        """What a correction says, and whether the words it was made on still stand."""
        pattern = self.kept.corrections[one.verdict]
        text = Text(pattern.format(one.field, quoted(one.value or "—")) if one.verdict == "set" else pattern.format(one.undoes))
        if one.stale:
            text.append(f"\n{self.kept.stale}", "yellow")
        return text

    def _time(self, told: str | None, page: Page) -> Text:
        if told is not None:
            return Text(told, "green")
        return Text(stamp(page.published[:10], self.wording) if page.published else self.wording.undated, DIM)

    def _from(self, page: Page, copies: int) -> Text:
        text = Text(quoted(page.outlet or page.agency or page.source), DIM)
        if copies > 1:
            text.append(f"\n{_counted(copies, self.kept.copies)}", DIM)
        return text

    def _table(self, *heads: str, wide: str | None = None) -> Table:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), header_style="bold", expand=wide is not None)
        for head in heads:
            narrow = head in ("id", "number", "at", "kind", "into", "type")
            table.add_column(self.kept.heads[head], no_wrap=narrow, ratio=1 if head == wide else None, overflow="fold", max_width=None if head == wide or narrow else 22)
        return table

    def _print(self, table: Table) -> None:
        self.console.print(table if table.row_count else Text(self.kept.nothing))


def _counted(number: int, forms: tuple[str, str]) -> str:
    return forms[number != 1].format(number)
