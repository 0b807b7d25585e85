"""An event as one sentence: `USA (Antony Blinken, Secretary of State) visits KAZ, according to Zakon.kz`."""

import re
from collections.abc import Sequence

from rich.text import Text

from dragoman.cli import naming
from dragoman.cli.layout import quoted
from dragoman.cli.wording import Wording, inflect, template, words
from dragoman.model.language import Voice
from dragoman.model.parties import Party
from dragoman.model.reading import Event

PARTY = "bold cyan"
PERSON = "cyan"
VOICE = "italic"
STATUS = {"planned": "bold yellow", "possible": "bold magenta", "denied": "bold red"}

_PIECES = re.compile(r"\{(actors|to)\}([^\W\d_]+/[^\W\d_]+)?")
#: Final consonants by how the digits and Latin letters before a particle are read aloud in Korean (엘, 엠, 엔, 알; 영 일 삼 육 칠 팔).
_CLOSED = frozenset("LMNRlmnr013678")


def sentence(event: Event, language: str, on: str | None) -> Text:
    """The sentence of an event in `language`; `on` is the day (ISO prefix) by which offices are named."""
    wording = words(language)
    pattern = template(event, wording)
    if language != "ko":
        pattern = inflect(pattern, event.status, len(event.actors) > 1, wording)
    text = Text()
    end = 0
    for piece in _PIECES.finditer(pattern):
        text.append(pattern[end : piece.start()])
        named = event.actors if piece[1] == "actors" else event.recipients
        text.append_text(parties(named, language, on))
        if piece[2]:
            text.append(particle(_outer(named, language), piece[2]))
        end = piece.end()
    text.append(pattern[end:])
    if language == "ko" and event.status in wording.status:
        text.append(f" ({wording.status[event.status]})", STATUS[event.status])
    text.append_text(by_word_of(event.voices, wording, language))
    return text


def parties(named: Sequence[Party], language: str, on: str | None) -> Text:
    """Parties in a row, people in brackets behind the state they act for; several people of one state share its brackets."""
    wording = words(language)
    if not named:
        return Text(wording.someone)
    groups: dict[str, list[str]] = {}
    for party in named:
        through = groups.setdefault(party.code, [])
        person = naming.who(party, language, on)
        if person is not None and person not in through:
            through.append(person)
    text = Text()
    codes = list(groups)
    for number, code in enumerate(codes):
        if number:
            last = number == len(codes) - 1
            joint = wording.act_and if last else wording.comma
            before = naming.code(codes[number - 1], language)
            text.append(particle(before, joint) + " " if last and "/" in joint else joint)
        text.append(naming.code(code, language), PARTY)
        if people := groups[code]:
            text.append(" (" if language != "ko" else "(").append("; ".join(people), PERSON).append(")")
    return text


def by_word_of(voices: Sequence[Voice], wording: Wording, language: str) -> Text:
    """On whose word, the nearest first; empty where the article speaks for itself."""
    names = list(dict.fromkeys(quoted(voice.name if language == "ko" else voice.label) for voice in voices))
    return Text(wording.voices.format(wording.via.join(names)), VOICE) if names else Text()


def particle(before: str, pair: str) -> str:
    """The form of a Korean particle (이/가, 을/를, 과/와) that follows the word `before`; closed syllables take the first."""
    closed, _, open_ = pair.partition("/")
    last = before[-1:]
    if "가" <= last <= "힣":
        return closed if (ord(last) - ord("가")) % 28 else open_
    return closed if last in _CLOSED else open_


def _outer(named: Sequence[Party], language: str) -> str:
    """The word a particle is chosen by: the last party's name, not what stands in brackets behind it."""
    return naming.code(named[-1].code, language) if named else words(language).someone
