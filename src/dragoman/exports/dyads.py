"""An act as the directed pairs that CAMEO data sets are made of, and as numbers that stay the same for ever."""

import hashlib
from collections.abc import Iterator
from itertools import permutations

import msgspec

from dragoman.exports import cameo
from dragoman.model.kept import KeptEvent
from dragoman.model.parties import Party

#: Numbers stay below 2^53, so that JSON, R and spreadsheets, which know doubles only, keep them exactly.
_BITS = 53


class Dyad(msgspec.Struct, frozen=True, kw_only=True):
    """One directed pair of an act: `recipient` is None where nobody is told. `number` is its id, `cameo` what the actor does."""

    number: int
    actor: Party
    recipient: Party | None
    cameo: cameo.Code


def dyads(event: KeptEvent) -> Iterator[Dyad]:
    """The pairs of an act in order. A mutual act gives each pair both ways; of a visit, the other way is to host.

    Gives nothing for an act without a CAMEO code. Whoever acts for the same party counts once, as the first of them: a president and his
    minister who meet a guest are one pair with him, and none with each other. Only where all are of one party are they told apart.
    """
    code = cameo.code(event)
    if code is None:
        return
    actors, recipients = _by_party(event.actors), _by_party(event.recipients)
    if not recipients and len(actors) == 1:
        actors = _by_entity(event.actors)
    if recipients:
        for actor in actors:
            for recipient in recipients:
                yield _dyad(event, actor, recipient, code)
                if code.code == cameo.VISIT:
                    yield _dyad(event, recipient, actor, cameo.table()[cameo.HOST])
    elif len(actors) > 1:
        for actor, recipient in permutations(actors, 2):
            yield _dyad(event, actor, recipient, code)
    else:
        for actor in actors:
            yield _dyad(event, actor, None, code)


def number(*of: str) -> int:
    """A number from texts, equal for equal texts on every machine; two different ones among a million are given it with p < 0.0001."""
    digest = hashlib.sha256("\x1f".join(of).encode()).digest()
    return int.from_bytes(digest[:8], "big") >> (64 - _BITS)


def _dyad(event: KeptEvent, actor: Party, recipient: Party | None, code: cameo.Code) -> Dyad:
    to = (recipient.code, recipient.entity) if recipient else ("", "")
    return Dyad(number=number(event.id, actor.code, actor.entity, *to, code.code), actor=actor, recipient=recipient, cameo=code)


def _by_party(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    return tuple({p.code: p for p in reversed(parties)}.values())[::-1]


def _by_entity(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    return tuple({p.entity: p for p in reversed(parties)}.values())[::-1]
