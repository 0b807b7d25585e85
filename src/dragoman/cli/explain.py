"""`dragoman explain`: a page sentence by sentence, with what the rules made of it and what they refused."""

from collections import defaultdict
from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dragoman import reading
from dragoman.cli import console, status
from dragoman.cli.defects import defect
from dragoman.cli.layout import barred, spelled
from dragoman.cli.sentences import PARTY, STATUS
from dragoman.model.errors import UnreadableInput
from dragoman.model.language import Argument, Clause, Phrase, Sentence, Speech
from dragoman.model.parties import Party
from dragoman.model.reading import Event
from dragoman.model.text import Span
from dragoman.model.trace import Explanation, FrameNote
from dragoman.wording import when, words
from dragoman.wording.quoting import quoted

_DIM = "bright_black"


def explain(path: str) -> int:
    """Explains the page at `path` (or `-`) on standard output and gives the exit status."""
    try:
        with console.Bar(1) as bar:
            bar.on(path)
            explanation = reading.explain(path)
    except UnreadableInput as error:
        console.complain(str(error))
        return status.NOTHING_READ
    except Exception as error:
        console.complain(str(defect(path, error)))
        return status.NOTHING_READ
    Explainer(explanation, console.output()).show()
    return status.OK


class Explainer:
    """Prints one explanation."""

    def __init__(self, explanation: Explanation, out: Console) -> None:
        self.text = explanation.article.text
        self.explanation = explanation
        self.out = out
        self.clauses: dict[int, list[Clause]] = defaultdict(list)
        for clause in explanation.analysis.clauses:
            self.clauses[clause.sentence].append(clause)
        self.notes: dict[int, list[FrameNote]] = defaultdict(list)
        for note in explanation.notes:
            self.notes[note.clause].append(note)

    def show(self) -> None:
        """Article, sentences, and what was left open."""
        self._article()
        for sentence in self.explanation.analysis.sentences:
            self._sentence(sentence)
        self._unresolved()
        for note in self.explanation.analysis.notes:
            self.out.print(Text(note, _DIM))
        self._result()

    def _article(self) -> None:
        article = self.explanation.article
        self.out.print(Text(quoted(article.title or article.source), "bold"))
        facts = ("language", "encoding", "outlet", "agency", "byline", "dateline", "published", "modified")
        table = _facts([(name, getattr(article, name)) for name in facts if getattr(article, name)])
        self.out.print(table)
        if article.related:
            self.out.print(Text(f"set aside: {len(article.related)} teasers of other articles", _DIM))

    def _sentence(self, sentence: Sentence) -> None:
        self.out.print()
        part = f"{sentence.part}{', inside a quote' if sentence.quoted else ''}"
        self.out.print(
            Rule(
                Text(f"{sentence.id + 1} · {part} · {sentence.start}–{sentence.end}", "green"),
                align="left",
                style="green",
            )
        )
        self.out.print(Text(quoted(self.text[sentence.start : sentence.end]), "bold"))
        self._phrases(sentence.phrases)
        for speech in self.explanation.analysis.speeches:
            if sentence.start <= speech.start < sentence.end and not sentence.quoted:
                self._speech(speech)
        for clause in self.clauses[sentence.id]:
            self._clause(clause)

    def _phrases(self, phrases: Iterable[Phrase]) -> None:
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(ratio=3, overflow="fold")
        table.add_column(ratio=2, style="yellow", overflow="fold")
        table.add_column(ratio=3, style="cyan", overflow="fold")
        table.add_column(ratio=4, style=_DIM, overflow="fold")
        for phrase in phrases:
            role = f"{phrase.role} -{spelled(phrase.marker)}" if phrase.marker else phrase.role
            words, morphemes = quoted(self.text[phrase.start : phrase.end]), spelled(phrase.morphemes)
            table.add_row(Text(words), Text(role), Text(phrase.meaning), Text(morphemes))
        table.expand = True
        self.out.print(Padding(table, (0, 0, 0, 2)))

    def _speech(self, speech: Speech) -> None:
        who = _party(speech.speaker) if speech.speaker else Text("speaker not told", "red")
        to = ", ".join(p.code for p in speech.addressees)
        line = Text.assemble(
            "  ❝ ", (f"{speech.kind}, {speech.verb}: ", "yellow"), who, f" to {to}" if to else ""
        )
        self.out.print(line)
        self.out.print(barred(Text(quoted(self.text[speech.start : speech.end])), self.out, 4))

    # -- clauses ------------------------------------------------------------------------------------------------------

    def _clause(self, clause: Clause) -> None:
        head = Text("  ▸ ").append(clause.predicate, "bold yellow")
        head.append(f"  “{quoted(clause.trigger.of(self.text))}”")
        form = f"{clause.form}{f' of {clause.host}' if clause.host else ''}"
        head.append(f"  {form}", _DIM).append(f"  {clause.status}", STATUS.get(clause.status, "green"))
        for word, holds in (
            ("negated", clause.negated),
            ("passive", clause.passive),
            ("quoted", clause.quoted),
        ):
            if holds:
                head.append(f"  {word}", "red" if word == "negated" else _DIM)
        self.out.print(head)
        rows: list[tuple[str, Text]] = [(a.role, self._argument(a)) for a in clause.arguments]
        if told := when(clause.when, words("en")):
            rows.append(
                ("when", Text(told).append(f"  “{clause.when.text}”" if clause.when.text else "", _DIM))
            )
        elif clause.day is not None and (told := when(clause.day, words("en"))):
            rows.append(("day", Text(told).append("  where the account stands", _DIM)))
        if clause.speaker is not None:
            rows.append(("speaker", _party(clause.speaker)))
        if clause.voices:
            rows.append(
                (
                    "on the word of",
                    Text(", then ".join(f"{v.label} ({v.kind}, {v.verb})" for v in clause.voices)),
                )
            )
        if clause.rules:
            rows.append(("rules", Text(" ".join(clause.rules), _DIM)))
        rows.extend(("✓ " + n.frame, Text(n.why)) for n in self.notes[clause.id] if n.fired)
        rows.extend(("✗ " + n.frame, Text(n.why, _DIM)) for n in self.notes[clause.id] if not n.fired)
        self.out.print(Padding(_rows(rows), (0, 0, 0, 4)))

    def _argument(self, argument: Argument) -> Text:
        line = Text(quoted(self.text[argument.start : argument.end]))
        for party in argument.parties:
            line.append(" = ").append_text(_party(party))
        if argument.within and not argument.parties:
            line.append(" names ").append(", ".join(p.code for p in argument.within), PARTY)
        if argument.places:
            line.append(" at ").append(
                ", ".join(dict.fromkeys(p.where.label for p in argument.places)), "green"
            )
        return line.append(f"  by {argument.shared}" if argument.shared else "", _DIM)

    # -- what came out ------------------------------------------------------------------------------------------------

    def _unresolved(self) -> None:
        found = self.explanation.reading.unresolved
        if not found:
            return
        self.out.print()
        self.out.print(Rule(Text("left open", "green"), align="left", style="green"))
        for item in found:
            self.out.print(Text.assemble("  ", (quoted(item.text), "yellow"), f"  {item.what}: {item.why}"))

    def _result(self) -> None:
        events = self.explanation.reading.events
        self.out.print()
        self.out.print(Rule(Text(f"events: {len(events)}", "green"), align="left", style="green"))
        for event in events:
            self.out.print(Text("  ").append_text(self._event(event)))

    def _event(self, event: Event) -> Text:
        sentence = next(
            (s for s in self.explanation.analysis.sentences if s.start <= event.trigger.start < s.end), None
        )
        actors, recipients = (" ".join(p.code for p in side) for side in (event.actors, event.recipients))
        line = Text(f"{event.type}{f'/{event.mode}' if event.mode else ''}  ", "bold")
        line.append(actors, PARTY).append(f" → {recipients}" if recipients else "", PARTY)
        line.append(f"  “{quoted(Span(event.trigger.start, event.trigger.end).of(self.text))}”")
        where = f" in sentence {sentence.id + 1}" if sentence else ""
        return line.append(f"{where}  by {event.rule}, {event.status}", _DIM)


def _party(party: Party) -> Text:
    text = Text(party.code, PARTY)
    if party.label != party.code:
        text.append(f" ({party.label}{f', {party.title}' if party.title else ''})", "cyan")
    return text.append(f"  by {party.via}" if party.via else "", _DIM)


def _facts(rows: Iterable[tuple[str, str]]) -> Table:
    return _rows([(name, Text(quoted(value))) for name, value in rows])


def _rows(rows: Iterable[tuple[str, Text]]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style=_DIM, no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in rows:
        style = "green" if name.startswith("✓") else "red" if name.startswith("✗") else ""
        table.add_row(Text(name, style), value)
    return table
