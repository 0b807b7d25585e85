"""The front page: what the record holds and since when, what is new in it, who is in motion, and where on the map."""

from datetime import date, timedelta
from functools import lru_cache

import msgspec
from fastapi import APIRouter
from markupsafe import Markup
from starlette.responses import Response

from dragoman.model.kept import KeptEvent
from dragoman.model.told import KeptStory
from dragoman.record import Record
from dragoman.record.answers import Activity, Motion, Totals
from dragoman.web import rendering
from dragoman.web.asking import Asking
from dragoman.web.geography import world
from dragoman.web.language import Language
from dragoman.web.shading import shaded
from dragoman.web.twins import twinned

router = APIRouter()
#: Days that "in motion" looks back, and those of the map, from the beginning of a month.
_MOTION, _MAP = 60, 365
_STORIES, _PAIRS, _EVENTS = 8, 10, 12
#: States that the table beside the map names before it is unfolded.
TOP = 10


class Front(msgspec.Struct, frozen=True, kw_only=True):
    """What the record holds (`totals`); the newest stories and events; the busiest pairs of `motion_since` to `until`, with the acts of
    the time of the same length before; in how many acts of the months `map_since` to `until` each party dealt with others. None where it is still being counted.
    """

    totals: Totals | None
    stories: tuple[KeptStory, ...]
    events: tuple[KeptEvent, ...]
    motion: tuple[Motion, ...]
    activity: tuple[Activity, ...]
    motion_since: str | None
    map_since: str | None
    until: str | None


class _Sums(msgspec.Struct, frozen=True, kw_only=True):
    totals: Totals
    motion: tuple[Motion, ...]
    activity: tuple[Activity, ...]
    motion_since: str | None
    map_since: str | None


def count(record: Record) -> _Sums:
    """The figures of the front page: counted from the last day of which there are pages."""
    with record.snapshot():
        totals = record.totals()
        if totals.last is None:
            return _Sums(totals=totals, motion=(), activity=(), motion_since=None, map_since=None)
        before, since, year = (_back(totals.last, days) for days in (2 * _MOTION, _MOTION, _MAP))
        year = year[:7]
        motion = tuple(record.motion(before, since, totals.last, _PAIRS))
        activity = tuple(record.activity(year, totals.last))
    return _Sums(totals=totals, motion=motion, activity=activity, motion_since=since, map_since=year)


def _back(day: str, days: int) -> str:
    """The day so many days before, or the first of the calendar."""
    try:
        return (date.fromisoformat(day) - timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return "0001-01-01"


@twinned(router, "/", view=Front, summary="What the record holds: totals, newest stories and events, pairs in motion, activity by party")
def front(asking: Asking) -> Response:
    """The front page. CSV and JSON Lines hold the activity by party."""
    sums = asking.glimpsed("front", count)
    until = sums.totals.last if sums is not None else None
    record = asking.record
    view = Front(
        totals=sums.totals if sums is not None else None, stories=tuple(record.newest_stories(_STORIES)),
        events=tuple(record.events(newest=True, until=until, status="happened", limit=_EVENTS)), motion=sums.motion if sums is not None else (),
        activity=sums.activity if sums is not None else (), motion_since=sums.motion_since if sums is not None else None,
        map_since=sums.map_since if sums is not None else None, until=until,
    )  # fmt: skip
    drawn = _world(asking.language, view.activity, view.map_since, view.until) if asking.form == "html" and view.activity else None
    return asking.show("front.html", view, view.activity, world=drawn)


@lru_cache(4)
def _world(language: Language, activity: tuple[Activity, ...], since: str | None, until: str | None) -> Markup:
    """The map with its table, drawn once for the same figures: it is the largest part of the page by far."""
    return rendering.part(language, "_world.html", activity=activity, since=since, until=until, shades=shaded(list(activity)), world=world(), top=TOP)
