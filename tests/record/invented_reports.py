"""Reports made up for tests: a factory that says only what differs."""

from typing import Any

from dragoman.model.kept import Report
from dragoman.model.language import Voice
from dragoman.model.parties import Party
from dragoman.model.reading import Event, Quantity, Trigger
from dragoman.model.text import Span
from dragoman.model.when import When, Where

_QUADS: dict[str, Any] = {"ASSAULT": 4, "MOBILIZE": 4, "SANCTION": 4, "ACCUSE": 3, "REJECT": 3, "REQUEST": 3, "AID": 2, "COOPERATE": 2}
CITIES = {"Astana": ("KAZ", 51.18, 71.45), "Almaty": ("KAZ", 43.25, 76.95), "Geneva": ("CHE", 46.2, 6.15), "Vienna": ("AUT", 48.21, 16.37)}


def party(who: str) -> Party:
    """`RUS`, or `RUS/vladimir-putin` for a person who acts for it."""
    code, _, name = who.partition("/")
    return Party(code=code, entity=f"person:{name}" if name else f"state:{code}", name=name or code, label=name or code, start=0, end=1)


def place(name: str | None) -> Where | None:
    """A city of `CITIES`; a code of three letters is a state."""
    if name is None:
        return None
    if name in CITIES:
        country, latitude, longitude = CITIES[name]
        return Where(name=name, label=name, country=country, latitude=latitude, longitude=longitude, precision="city")
    return Where(name=name, label=name, country=name, precision="country")


def quantity(text: str) -> Quantity:
    """`12 people`, `at_least 12 people`."""
    *bound, value, unit = text.split()
    return Quantity(value=float(value), unit=unit, bound=bound[0] if bound else "exact", start=0, end=1)  # type: ignore[arg-type]


def report(
    article: str, day: str | None = "2024-05-10", *, type: str = "CONSULT", mode: str | None = None, actors: str = "RUS KAZ", recipients: str = "",
    end: str | None = None, basis: str = "text", where: str | None = None, status: str = "happened", published: str | None = "2024-05-11", numbers: str = "",
    quote: str = "양국은 회담을 열었다", trigger: str = "회담", story: str | None = None, source: str | None = None, event: str | None = None, rule: str = "ko/meet",
    voice: str | None = None, confidence: float = 0.9,
) -> Report:  # fmt: skip
    """A report; `actors` and `recipients` are separated by blanks, `numbers` by semicolons."""
    when = When(start=day, end=end or day, precision="day" if day and len(day) == 10 else "month", basis=basis if day else "none")  # type: ignore[arg-type]
    voices = (Voice(name=voice, label=voice, kind="outlet", verb="보도하다", start=0, end=1),) if voice else ()
    told = Event(
        id=event or f"e-{article}", type=type, mode=mode, contexts=(), quad=_QUADS.get(type, 1), score=1.0, cameo=None,  # type: ignore[arg-type]
        actors=tuple(party(a) for a in actors.split()), recipients=tuple(party(r) for r in recipients.split()), when=when, where=place(where), status=status,  # type: ignore[arg-type]
        voices=voices, trigger=Trigger(start=0, end=1, text=trigger), evidence=Span(0, len(quote)), mentions=(),
        quantities=tuple(quantity(n) for n in numbers.split(";") if n.strip()), rule=rule, confidence=confidence,
    )  # fmt: skip
    return Report(
        article=article, story=story or article, source=source or f"outlet:{article}", outlet=None, agency=None, url=None, title=None,
        published=published, event=told, quote=quote,
    )  # fmt: skip
