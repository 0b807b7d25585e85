"""Sentences of events on a terminal: the pieces of `dragoman.wording.sentences` with their colours."""

from collections.abc import Iterable, Sequence

from rich.text import Text

from dragoman.model.language import Voice
from dragoman.model.parties import Party
from dragoman.model.reading import Event
from dragoman.wording import Wording
from dragoman.wording import sentences as pieces
from dragoman.wording.sentences import Piece

PARTY = "bold cyan"
PERSON = "cyan"
VOICE = "italic"
STATUS = {"planned": "bold yellow", "possible": "bold magenta", "denied": "bold red"}
_STYLES = {"words": "", "party": PARTY, "person": PERSON, "voice": VOICE}


def sentence(event: Event, language: str, on: str | None) -> Text:
    """The sentence of an event in `language`; `on` is the day (ISO prefix) by which offices are named."""
    return _text(pieces.sentence(event, language, on))


def parties(named: Sequence[Party], language: str, on: str | None) -> Text:
    """Parties in a row, people in brackets behind the state they act for."""
    return _text(pieces.parties(named, language, on))


def by_word_of(voices: Sequence[Voice], wording: Wording, language: str) -> Text:
    """On whose word, the nearest first; empty where the article speaks for itself."""
    return _text(pieces.by_word_of(voices, wording, language))


def _text(some: Iterable[Piece]) -> Text:
    text = Text()
    for piece in some:
        text.append(piece.text, STATUS[piece.of or ""] if piece.kind == "status" else _STYLES[piece.kind])
    return text
