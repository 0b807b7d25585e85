"""Readings of pages that nobody wrote: only what a case needs to say."""

import hashlib
from collections.abc import Callable, Sequence

from dragoman.coding import plover
from dragoman.model.article import Part
from dragoman.model.parties import Entity, Party
from dragoman.model.reading import Event, Position, PositionObject, Reading, Statement, Trigger
from dragoman.model.text import Span
from dragoman.model.when import When

#: Keeps readings in a record; the fixture `keep`.
Keep = Callable[..., None]


def act(
    quote: str, actors: str, recipients: str = "", type: str = "ACCUSE", mode: str | None = None, when: str | None = "2024-05-10",
    status: str = "happened", confidence: float = 0.9,
) -> dict[str, object]:  # fmt: skip
    """An event that the sentence `quote` tells; parties by their codes, blanks between."""
    return locals()


def page(
    *acts: dict[str, object], published: str | None = "2024-05-11", outlet: str | None = "견본일보", agency: str | None = None,
    url: str | None = None, source: str = "-", title: str = "제목", modified: str | None = None, more: str = "",
    said: Sequence[tuple[str, str]] = (), stands: Sequence[tuple[str, str, str]] = (),
) -> Reading:  # fmt: skip
    """A reading of a page that tells `acts`; `said` are (speaker, words), `stands` (holder, stance, object), `more` other words of it."""
    lines = [title, *[str(a["quote"]) for a in acts], *[words for _, words in said], *[f"{h} {s} {o}" for h, s, o in stands], *([more] if more else [])]
    text = "\n\n".join(lines)
    identity = hashlib.sha256("|".join([title, published or "", outlet or "", text]).encode()).hexdigest()[:20]
    codes = sorted({code for a in acts for code in f"{a['actors']} {a['recipients']}".split()} | {c for c, _ in said} | {h for h, _, _ in stands})
    return Reading(
        id=identity, source=source, url=url, language="ko", encoding="utf-8", outlet=outlet, agency=agency, byline=None, dateline=None,
        title=title, published=published, modified=modified, text=text, parts=(Part(kind="body", start=0, end=len(text)),), related=(),
        entities=tuple(Entity(id=f"state:{c}", kind="state", name=c, label=c, code=c, mentions=((0, 2),)) for c in codes),
        events=tuple(_event(identity, text, nth, a) for nth, a in enumerate(acts)),
        statements=tuple(_statement(text, speaker, words) for speaker, words in said),
        positions=tuple(_position(text, *stand) for stand in stands),
    )  # fmt: skip


def _event(identity: str, text: str, nth: int, told: dict[str, object]) -> Event:
    quote, type_, mode = str(told["quote"]), str(told["type"]), told["mode"]
    start = text.index(quote)
    row = plover.types()[type_]
    when = told["when"]
    return Event(
        id=hashlib.sha256(f"{identity}|{nth}".encode()).hexdigest()[:16], type=type_, mode=mode, contexts=(), quad=row.quad,  # type: ignore[arg-type]
        score=plover.score(type_, mode), cameo=row.cameo, actors=_parties(told["actors"], start), recipients=_parties(told["recipients"], start),  # type: ignore[arg-type]
        when=When(start=when, end=when, precision="day", text="x", basis="text") if when else When(),  # type: ignore[arg-type]
        where=None, status=told["status"], voices=(), trigger=Trigger(start=start, end=start + 2, text=quote[:2]),  # type: ignore[arg-type]
        evidence=Span(start, start + len(quote)), mentions=(), quantities=(), rule="ko/invented", confidence=told["confidence"],  # type: ignore[arg-type]
    )  # fmt: skip


def _parties(codes: object, at: int) -> tuple[Party, ...]:
    return tuple(Party(code=c, entity=f"state:{c}", name=c, label=c, start=at, end=at + 1) for c in str(codes).split())


def _statement(text: str, speaker: str, words: str) -> Statement:
    start = text.index(words)
    who = Party(code=speaker, entity=f"person:{speaker.lower()}", name=f"{speaker} 대변인", label=f"{speaker} spokesman", start=0, end=1)
    return Statement(speaker=who, addressees=(), kind="direct", verb="말하다", text=words, start=start, end=start + len(words), when=When(), voices=())


def _position(text: str, holder: str, stance: str, about: str) -> Position:
    start = text.index(f"{holder} {stance} {about}")
    return Position(
        holder=Party(code=holder, entity=f"state:{holder}", name=holder, label=holder, start=start, end=start + 1), stance=stance,  # type: ignore[arg-type]
        object=PositionObject(code=about, text=about, start=start + len(f"{holder} {stance} "), end=start + len(f"{holder} {stance} {about}")), when=When(), evidence=Span(start, start + 3), statement=None,
    )  # fmt: skip
