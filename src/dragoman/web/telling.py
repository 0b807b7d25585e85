"""What articles say besides events, in pieces that a page can link: who said it, who holds it, amounts and ties."""

from dragoman.model.parties import Party
from dragoman.model.reading import Measure, Position, Tie
from dragoman.model.when import When
from dragoman.web import phrasing
from dragoman.web.language import Language
from dragoman.wording import naming, number, when, words
from dragoman.wording.quoting import quoted
from dragoman.wording.sentences import Piece, whole_day


class Telling:
    """Words in one language; `on` is the day of an article, by which offices are named."""

    def __init__(self, language: Language, on: str | None = None) -> None:
        self.language, self.wording = language, words(language)
        self.on = whole_day(on)

    def party(self, party: Party, time: When | None = None) -> list[Piece]:
        """A party with whoever acts for it, and the office of the day."""
        return phrasing.parties((party,), self.language, whole_day(time.start if time else None, self.on))

    def position(self, held: Position) -> list[Piece]:
        """`Kazakhstan does not recognise DNR`."""
        about = held.object
        named = [Piece(naming.code(about.code, self.language, True), "party", about.code)] if about.code else []
        text = quoted(about.text)
        if not named:
            named = [Piece(text)]
        elif text and text != named[0].text:
            named.append(Piece(f" ({text})"))
        holder, stance = self.party(held.holder, held.when), Piece(self.wording.stances[held.stance], "status")
        out = [*holder, Piece(": "), *named, Piece(" "), stance] if self.language == "ko" else [*holder, Piece(" "), stance, Piece(" "), *named]
        if held.status in self.wording.status:
            out.append(Piece(f" ({self.wording.status[held.status]})", "status"))
        return out

    def measure(self, told: Measure) -> list[Piece]:
        """`about 24.5 billion USD trade: Kazakhstan – Russia`."""
        wording = self.wording
        kind, unit = wording.measures.get(told.kind, told.kind), wording.measures.get(told.unit, told.unit)
        amount = f"{wording.bounds[told.bound]}{number(told.value, wording.scales)} {unit}"
        out = [Piece(amount, "status"), Piece("" if unit == kind else f" {kind}")]
        for place, code in enumerate(told.between):
            out += [Piece(": " if place == 0 else " – "), Piece(phrasing.name(code, self.language), "party", code)]
        return [p for p in out if p.text]

    def tie(self, told: Tie) -> list[Piece]:
        """`Kazakhstan member of CSTO`."""
        holder, tie, other = self.party(told.holder, told.when), Piece(self.wording.ties[told.kind], "status"), self.party(told.object, told.when)
        return [*holder, Piece(": "), *other, Piece(" "), tie] if self.language == "ko" else [*holder, Piece(" "), tie, Piece(" "), *other]

    def days(self, time: When) -> str | None:
        """A time as people write it, None where nothing is told."""
        return when(time, self.wording)
