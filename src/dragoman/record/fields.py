"""The fields of an event that a correction can set, and how their values are written."""

from collections.abc import Callable
from typing import Any, cast, get_args

import msgspec

from dragoman.coding import plover
from dragoman.model.errors import one_line
from dragoman.model.kept import KeptEvent
from dragoman.model.language import Status
from dragoman.model.parties import Party
from dragoman.model.when import Precision, When, Where
from dragoman.names.lexicon import Place, load
from dragoman.record import days
from dragoman.record.codes import Codes
from dragoman.record.errors import BadQuestion

_PRECISION: dict[int, Precision] = {10: "day", 7: "month", 4: "year"}


def changed(kept: KeptEvent, field: str, value: str) -> KeptEvent:
    """The event with a field set. Raises `BadQuestion` for a value that the field cannot have."""
    return FIELDS[field](kept, value.strip())


def _type(kept: KeptEvent, value: str) -> KeptEvent:
    name = value.upper()
    row = plover.types().get(name)
    if row is None:
        raise BadQuestion(f"{one_line(value)}: no event type; these are: {', '.join(plover.types())}")
    mode = kept.mode if kept.mode in row.modes else None
    return _scored(msgspec.structs.replace(kept, type=cast(Any, name), quad=cast(Any, row.quad), mode=mode))


def _mode(kept: KeptEvent, value: str) -> KeptEvent:
    modes = plover.types()[kept.type].modes
    if value and value not in modes:
        raise BadQuestion(f"{one_line(value)}: no mode of {kept.type}; its modes are: {', '.join(modes) or 'none'}, or nothing")
    return _scored(msgspec.structs.replace(kept, mode=value or None))


def _scored(kept: KeptEvent) -> KeptEvent:
    row = plover.types()[kept.type]
    cameo = row.mode_cameo.get(kept.mode or "", row.cameo)
    return msgspec.structs.replace(kept, score=plover.score(kept.type, kept.mode), cameo=cameo)


def _status(kept: KeptEvent, value: str) -> KeptEvent:
    if value not in get_args(Status):
        raise BadQuestion(f"{one_line(value)}: no status; these are: {', '.join(get_args(Status))}")
    return msgspec.structs.replace(kept, status=cast(Status, value))


def _when(kept: KeptEvent, value: str) -> KeptEvent:
    if not value:
        return msgspec.structs.replace(kept, when=When())
    first, slash, last = value.partition("/")
    start = days.asked(first) if first else None
    end = (days.asked(last) if last else None) if slash else start
    if start is not None and end is not None and days.first_day(start) > days.last_day(end):
        raise BadQuestion(f"{one_line(value)}: ends before it begins")
    precision = _PRECISION[len(start)] if start is not None and start == end else "period"
    return msgspec.structs.replace(kept, when=When(start=start, end=end, precision=precision, basis="text"))


def _where(kept: KeptEvent, value: str) -> KeptEvent:
    if not value:
        return msgspec.structs.replace(kept, where=None)
    place = next((p for p in load().places if value.casefold() in (p.name.casefold(), p.label.casefold())), None)
    if place is not None:
        return msgspec.structs.replace(kept, where=_of_place(place))
    code = Codes().find(value).code
    state = next((s for s in load().states if s.code == code), None)
    if state is None:
        raise BadQuestion(f"{one_line(value)}: no place of the lexicon")
    return msgspec.structs.replace(kept, where=Where(name=state.name, label=state.label, country=state.code))


def _of_place(place: Place) -> Where:
    return Where(
        name=place.name, label=place.label, country=place.country, latitude=place.latitude, longitude=place.longitude,
        precision="region" if place.kind in ("region", "water") else "city",
    )  # fmt: skip


def _actors(kept: KeptEvent, value: str) -> KeptEvent:
    if not value:
        raise BadQuestion("an event needs somebody who acts")
    return msgspec.structs.replace(kept, actors=_parties(kept, value))


def _recipients(kept: KeptEvent, value: str) -> KeptEvent:
    return msgspec.structs.replace(kept, recipients=_parties(kept, value) if value else ())


def _parties(kept: KeptEvent, value: str) -> tuple[Party, ...]:
    """Parties by their codes or names: those the event has already with their places, others at the beginning of its evidence."""
    known = {p.code: p for p in (*kept.actors, *kept.recipients)}
    at = kept.reports[0].event.evidence.start if kept.reports else 0
    found: list[Party] = []
    for name in value.split(","):
        meant = Codes().find(name)
        found.append(known.get(meant.code) or Party(
            code=meant.code, entity=f"{meant.kind}:{meant.code}", name=meant.name, label=meant.label, start=at, end=at, via="correction",
        ))  # fmt: skip
    return tuple(found)


FIELDS: dict[str, Callable[[KeptEvent, str], KeptEvent]] = {
    "type": _type, "mode": _mode, "status": _status, "when": _when, "where": _where, "actors": _actors, "recipients": _recipients,
}  # fmt: skip
