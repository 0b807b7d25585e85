"""A reading as a page for people: what happened, who said what, and where it stands in the article."""

from collections.abc import Iterable

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from dragoman.cli.layout import barred, hanging, stacked
from dragoman.cli.sentences import PARTY, STATUS, by_word_of, parties, sentence
from dragoman.model.reading import Event, Measure, Position, Reading, Statement, Tie
from dragoman.model.text import Span
from dragoman.model.when import When
from dragoman.wording import Wording, naming, number, stamp, when, words
from dragoman.wording.quoting import quoted

#: How many unresolved mentions are listed before the rest is counted.
_SHOWN_UNRESOLVED = 6
#: Characters shown on both sides of a trigger where the sentence itself stands above already.
_AROUND = 24
#: What stands left of everything but an event's number.
INDENT = "    "


def show(reading: Reading, console: Console, language: str, rule_before: bool = False) -> None:
    """Prints the page of a reading with the wording of `language` (one of `wording.LANGUAGES`)."""
    page = Page(reading, console, language)
    if rule_before:
        console.print()
        console.print(Rule(style="bright_black"))
    page.show()


class Page:
    """Prints one reading."""

    def __init__(self, reading: Reading, console: Console, language: str) -> None:
        self.reading = reading
        self.console = console
        self.language = language
        self.wording: Wording = words(language)
        self.on = reading.published[:10] if reading.published else None
        self.shown: set[Span] = set()

    def show(self) -> None:
        """The whole page, section by section; a section without entries is left out."""
        reading = self.reading
        self._head()
        if not (reading.events or reading.positions or reading.measures or reading.ties):
            self.console.print()
            self.console.print(self._line(Text(self.wording.nothing)))
        self._section("events", (self._event(n, e) for n, e in enumerate(reading.events, 1)), spaced=True)
        self._section("statements", (self._statement(s) for s in reading.statements), spaced=True)
        self._section("positions", (self._position(p) for p in reading.positions))
        self._section("measures", (self._measure(m) for m in reading.measures))
        self._section("ties", (self._tie(t) for t in reading.ties))
        self._unresolved()
        self._aside()

    def _aside(self) -> None:
        """What the page has beside its article: files that it offers, teasers of other articles."""
        reading = self.reading
        files = " · ".join(quoted(file.name) for file in reading.attachments)
        lines = [self.wording.attachments.format(files)] if files else []
        lines += [self.wording.teasers.format(len(reading.related))] if reading.related else []
        for nth, line in enumerate(lines):
            if nth == 0:
                self.console.print()
            self.console.print(self._line(Text(line, "bright_black")))

    def _head(self) -> None:
        reading = self.reading
        self.console.print(Text(quoted(reading.title or reading.source), "bold"))
        published = stamp(reading.published, self.wording) if reading.published else None
        facts = [reading.outlet, reading.agency, published, reading.dateline, reading.byline]
        line = " · ".join(dict.fromkeys(quoted(f) for f in facts if f))
        self.console.print(Text(line or reading.source, "bright_black"))

    def _section(self, name: str, rows: Iterable[Text], spaced: bool = False) -> None:
        for nth, row in enumerate(rows):
            if nth == 0:
                self._heading(name)
            if spaced or nth == 0:
                self.console.print()
            self.console.print(row)

    def _heading(self, name: str) -> None:
        self.console.print()
        title = Text(self.wording.headings[name], "bold green")
        self.console.print(Rule(title, align="left", style="green", characters="─"))

    # -- events -------------------------------------------------------------------------------------------------------

    def _event(self, number: int, event: Event) -> Text:
        line = Text()
        line.append(
            when(event.when, self.wording) or self.wording.undated,
            "green" if event.when.start else "bright_black",
        )
        line.append(" · ")
        if event.where:
            line.append(event.where.name if self.language == "ko" else event.where.label, "green").append(
                " · "
            )
        line.append_text(sentence(event, self.language, self._day(event.when)))
        tag = Text(f"{event.type}{f' · {event.mode}' if event.mode else ''}", "bright_black")
        if event.status in self.wording.status:
            tag.append(" · ").append(self.wording.status[event.status], STATUS[event.status])
        rows = [
            hanging(line, self.console, Text(f"{number:>3} ", "bright_black"), INDENT),
            self._line(tag),
            self._evidence(event),
        ]
        if event.mentions:
            times = len(event.mentions)
            again = self.wording.again_once if times == 1 else self.wording.again.format(times)
            rows.append(self._line(Text(f"└ {again}", "bright_black")))
        return stacked(rows)

    def _evidence(self, event: Event) -> Text:
        """The words of the article with the trigger marked; where they were shown already, only what is around the trigger."""
        start, end = event.evidence.start, event.evidence.end
        repeated = event.evidence in self.shown
        self.shown.add(event.evidence)
        if repeated:
            start, end = self._around(Span(event.trigger.start, event.trigger.end), event.evidence)
        words = Text(quoted(self.reading.text[start:end]))
        words.stylize(
            "bold yellow underline", max(0, event.trigger.start - start), max(0, event.trigger.end - start)
        )
        if start > event.evidence.start:
            words = Text("… ", "bright_black").append_text(words)
        if end < event.evidence.end:
            words.append(" …", "bright_black")
        return barred(words, self.console)

    def _day(self, value: When) -> str | None:
        return value.start if value.start and len(value.start) == 10 else self.on

    def _around(self, trigger: Span, evidence: Span) -> tuple[int, int]:
        """Whole words on both sides of a trigger, some `_AROUND` characters each, within the evidence."""
        text = quoted(self.reading.text)
        start, end = trigger.start - _AROUND, trigger.end + _AROUND
        if start > evidence.start:
            start = text.find(" ", start, trigger.start) + 1 or trigger.start
        if end < evidence.end:
            end = max(text.rfind(" ", trigger.end, end), trigger.end)
        return max(start, evidence.start), min(end, evidence.end)

    # -- the others ---------------------------------------------------------------------------------------------------

    def _statement(self, said: Statement) -> Text:
        line = parties((said.speaker,), self.language, self._day(said.when))
        if said.addressees:
            line.append(" → ").append_text(parties(said.addressees, self.language, self.on))
        facts = [self.wording.kinds[said.kind], said.verb, when(said.when, self.wording)]
        line.append("  " + " · ".join(f for f in facts if f), "bright_black")
        line.append_text(by_word_of(said.voices, self.wording, self.language))
        words = quoted(said.text)
        return stacked(
            [self._line(line), barred(Text(f"“{words}”" if said.kind == "direct" else words), self.console)]
        )

    def _position(self, position: Position) -> Text:
        stance = self.wording.stances[position.stance]
        about = position.object
        words = quoted(about.text)
        named = Text(naming.code(about.code, self.language), PARTY) if about.code else Text()
        if words and words != named.plain:
            named.append(
                f"{' ' if about.code else ''}{'(' if about.code else ''}{words}{')' if about.code else ''}"
            )
        line = parties((position.holder,), self.language, self._day(position.when))
        line.append(f"  {stance}  ", "yellow").append_text(named)
        if position.status in self.wording.status:
            line.append(f"  {self.wording.status[position.status]}", STATUS[position.status])
        return self._row(line, position.when)

    def _measure(self, measure: Measure) -> Text:
        kind = self.wording.measures.get(measure.kind, measure.kind)
        unit = self.wording.measures.get(measure.unit, measure.unit)
        amount = f"{self.wording.bounds[measure.bound]}{number(measure.value, self.wording.scales)} {unit}"
        line = Text.assemble((amount, "bold"), "" if unit == kind else f"  {kind}")
        if measure.between:
            codes = " – ".join(naming.code(c, self.language) for c in measure.between)
            line.append("  ").append(codes, PARTY)
        line.append_text(by_word_of(measure.voices, self.wording, self.language))
        return self._row(line, measure.when)

    def _tie(self, tie: Tie) -> Text:
        line = parties((tie.holder,), self.language, self.on)
        line.append(f"  {self.wording.ties[tie.kind]}  ", "yellow")
        return self._row(line.append_text(parties((tie.object,), self.language, self.on)), tie.when)

    def _row(self, line: Text, time: When) -> Text:
        told = when(time, self.wording)
        if told:
            line.append(f"  {told}", "bright_black")
        return self._line(line)

    def _line(self, line: Text) -> Text:
        return hanging(line, self.console, Text(INDENT), INDENT + "  ")

    def _unresolved(self) -> None:
        found = self.reading.unresolved
        rows: list[Text] = [
            self._line(Text.assemble((quoted(u.text), "yellow"), (f"  {u.why}", "bright_black")))
            for u in found[:_SHOWN_UNRESOLVED]
        ]
        if len(found) > _SHOWN_UNRESOLVED:
            rest = self.wording.more.format(len(found) - _SHOWN_UNRESOLVED)
            rows.append(self._line(Text(rest, "bright_black")))
        self._section("unresolved", rows)
