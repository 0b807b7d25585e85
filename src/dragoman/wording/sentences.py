"""An event as one sentence, in pieces: `United States (Antony Blinken, Secretary of State) visits Kazakhstan, according to Zakon.kz`.

A piece is a stretch of words of one kind, so that a terminal can colour it and a page can link it.
"""

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from dragoman.model.kept import KeptEvent
from dragoman.model.language import Voice
from dragoman.model.parties import Party
from dragoman.model.reading import Event
from dragoman.wording import naming
from dragoman.wording.quoting import quoted
from dragoman.wording.words import Wording, inflect, template, words

_PIECES = re.compile(r"\{(actors|to)\}([^\W\d_]+/[^\W\d_]+)?")
#: Final consonants by how the digits and Latin letters before a particle are read aloud in Korean (엘, 엠, 엔, 알; 영 일 삼 육 칠 팔).
_CLOSED = frozenset("LMNRlmnr013678")


class Piece(msgspec.Struct, frozen=True):
    """Some words. `of` is a party's code, an entity's id for a person or institution, the status itself for a status; else None."""

    text: str
    kind: Literal["words", "party", "person", "voice", "status"] = "words"
    of: str | None = None


def sentence(event: Event, language: str, on: str | None, full: bool = False) -> list[Piece]:
    """The sentence of an event in `language`; `on` is the day (ISO prefix) by which offices are named.

    `full` names states in English by their names, where short lists have their codes.
    """
    wording = words(language)
    pattern = template(event, wording)
    if language != "ko":
        pattern = inflect(pattern, event.status, len(event.actors) > 1, wording)
    pieces: list[Piece] = []
    end = 0
    for found in _PIECES.finditer(pattern):
        pieces.append(Piece(pattern[end : found.start()]))
        named = event.actors if found[1] == "actors" else event.recipients
        pieces += parties(named, language, on, full)
        if found[2]:
            pieces.append(Piece(particle(_outer(named, language), found[2])))
        end = found.end()
    pieces.append(Piece(pattern[end:]))
    if language == "ko" and event.status in wording.status:
        pieces.append(Piece(f" ({wording.status[event.status]})", "status", event.status))
    pieces += by_word_of(event.voices, wording, language)
    return [p for p in pieces if p.text]


def parties(named: Sequence[Party], language: str, on: str | None, full: bool = False) -> list[Piece]:
    """Parties in a row, people in brackets behind the state they act for; several people of one state share its brackets."""
    wording = words(language)
    if not named:
        return [Piece(wording.someone)]
    groups: dict[str, dict[str, str]] = {}
    for party in named:
        through = groups.setdefault(party.code, {})
        person = naming.who(party, language, on)
        if person is not None:
            through.setdefault(person, party.entity)
    pieces: list[Piece] = []
    codes = list(groups)
    for number, code in enumerate(codes):
        if number:
            last = number == len(codes) - 1
            joint = wording.act_and if last else wording.comma
            before = naming.code(codes[number - 1], language)
            pieces.append(Piece(particle(before, joint) + " " if last and "/" in joint else joint))
        pieces.append(Piece(naming.code(code, language, full), "party", code))
        if people := groups[code]:
            pieces.append(Piece("(" if language == "ko" else " ("))
            for place, (person, entity) in enumerate(people.items()):
                pieces += [Piece("; ")] if place else []
                pieces.append(Piece(person, "person", entity))
            pieces.append(Piece(")"))
    return pieces


def by_word_of(voices: Sequence[Voice], wording: Wording, language: str) -> list[Piece]:
    """On whose word, the nearest first; nothing where the article speaks for itself."""
    names = list(dict.fromkeys(quoted(voice.name if language == "ko" else voice.label) for voice in voices))
    return [Piece(wording.voices.format(wording.via.join(names)), "voice")] if names else []


def plain(pieces: Sequence[Piece]) -> str:
    """Pieces as one text."""
    return "".join(piece.text for piece in pieces)


def particle(before: str, pair: str) -> str:
    """The form of a Korean particle (이/가, 을/를, 과/와) that follows the word `before`; closed syllables take the first."""
    closed, _, open_ = pair.partition("/")
    last = before[-1:]
    if "가" <= last <= "힣":
        return closed if (ord(last) - ord("가")) % 28 else open_
    return closed if last in _CLOSED else open_


def as_read(event: KeptEvent) -> Event:
    """A kept event as an event of its best report, with what corrections set: the form that sentences are made of."""
    told = event.reports[0].event
    names = ("type", "mode", "actors", "recipients", "when", "where", "status", "voices")
    rule = told.rule if (told.type, told.mode) == (event.type, event.mode) else ""
    return msgspec.structs.replace(told, rule=rule, **{name: getattr(event, name) for name in names})


def whole_day(*told: str | None) -> str | None:
    """The first of some times that tells a whole day."""
    return next((t[:10] for t in told if t is not None and len(t) >= 10), None)


def _outer(named: Sequence[Party], language: str) -> str:
    """The word a particle is chosen by: the last party's name, not what stands in brackets behind it."""
    return naming.code(named[-1].code, language) if named else words(language).someone
