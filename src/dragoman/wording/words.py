"""The words of a page for people, in the languages of `words.yaml`."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib import resources

import msgspec
import yaml

from dragoman.model.reading import Event
from dragoman.model.when import When

LANGUAGES = ("en", "ko")


class Act(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a kind of act is said: with somebody it is done to, by several together, and with neither."""

    to: str
    together: str | None = None
    alone: str | None = None


class Demo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `dragoman demo` says around the pages; `events` and `statements` are for [one, many], `hints` are [command, what it does]."""

    others: str
    events: tuple[str, str]
    statements: tuple[str, str]
    hints: tuple[tuple[str, str], ...]


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the commands that ask the record say; counts are for [one, many]."""

    heads: dict[str, str]
    reports: tuple[str, str]
    sources: tuple[str, str]
    copies: tuple[str, str]
    events: tuple[str, str]
    before: str
    differ: str
    fields: dict[str, str]
    links: dict[str, str]
    verdicts: dict[str, str]
    corrections: dict[str, str]
    reasons: dict[str, str]
    between: tuple[str, ...]
    stale: str
    nothing: str


class Relations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the tables of relations say; `words.yaml` says what each field means."""

    balance: str
    by: dict[str, str]
    whole: str
    undated: str
    pages: str
    acts: str
    not_covered: str
    none_seen: str
    nothing: str
    others: str
    evenness: str
    of_evenness: str
    legend: str
    lacking: dict[str, str]
    cooperation: str
    conflict: str
    mean_score: str
    articles: str
    events: str
    visits: str
    sources: str


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All words of one language; `words.yaml` says what each field means."""

    someone: str
    undated: str
    act_and: str
    comma: str
    voices: str
    via: str
    again_once: str
    again: str
    since: str
    until: str
    date_day: str
    date_month: str
    date_year: str
    months: tuple[str, ...]
    headings: dict[str, str]
    status: dict[str, str]
    telling: dict[str, tuple[str, str]]
    kinds: dict[str, str]
    stances: dict[str, str]
    ties: dict[str, str]
    measures: dict[str, str]
    bounds: dict[str, str]
    scales: tuple[tuple[float, str], ...]
    teasers: str
    attachments: str
    more: str
    nothing: str
    demo: Demo
    kept: Kept
    relations: Relations
    acts: dict[str, Act]
    rules: dict[str, Act]


@cache
def words(language: str) -> Wording:
    """The wording of a language, one of `LANGUAGES`."""
    text = (resources.files("dragoman.wording") / "words.yaml").read_text("utf-8")
    return msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader), dict[str, Wording])[language]


def preferred_language(environment: Mapping[str, str]) -> str:
    """The language of the user's locale, by the order in which POSIX looks at the variables; English if we lack it."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "ko" if value.lower().startswith("ko") else "en"
    return "en"


def template(event: Event, wording: Wording) -> str:
    """The sentence pattern of an event, with `{actors}` and `{to}` to be filled: by its rule, else mode, else type."""
    rule = wording.rules.get(event.rule.rpartition("/")[2])
    by_mode = wording.acts.get(f"{event.type}/{event.mode}") if event.mode else None
    act = rule or by_mode or wording.acts[event.type]
    if event.recipients:
        return act.to
    if len(event.actors) > 1:
        return act.together or act.alone or act.to
    return act.alone or act.together or act.to


#: A verb with its forms for one and for many: visits/visit.
_FORMS = re.compile(r"([^\W\d_]+)/([^\W\d_]+)")


def inflect(pattern: str, status: str, many: bool, wording: Wording) -> str:
    """An English pattern with its verb in the form that number and status ask for (visits, visit, is to visit, may visit)."""
    if status in wording.telling:
        helper = wording.telling[status][many]
        return _FORMS.sub(lambda m: f"{helper} {m[2]}", pattern, count=1)
    return _FORMS.sub(lambda m: m[2] if many else m[1], pattern, count=1)


# -- dates ------------------------------------------------------------------------------------------------------------


def day(text: str, wording: Wording) -> str:
    """An ISO prefix (`2023-02-28`, `2022-06`, `1992`) as people write it."""
    numbers = [int(n) for n in text[:10].split("-")]
    pattern = (wording.date_year, wording.date_month, wording.date_day)[len(numbers) - 1]
    year, month, of_month = [*numbers, 1, 1][:3]
    return pattern.format(year=year, month=month, name=wording.months[month - 1], day=of_month)


def when(value: When, wording: Wording) -> str | None:
    """The days of an event; None where nothing is told. An interval is shortened where its ends share month or year."""
    start, end = value.start, value.end
    if start is None and end is None:
        return None
    if start is None:
        return wording.until.format(day(end or "", wording))
    if end is None:
        return wording.since.format(day(start, wording))
    if start == end:
        return day(start, wording)
    return _interval(start, end, wording)


def _interval(start: str, end: str, wording: Wording) -> str:
    if len(start) == len(end) == 10 and start[:7] == end[:7] and wording.months[0].isalpha():
        return f"{date.fromisoformat(start).day}–{day(end, wording)}"
    return f"{day(start, wording)} – {day(end, wording)}"


def stamp(text: str, wording: Wording) -> str:
    """A time of publication (ISO 8601, with or without time and offset) as people write it."""
    moment, _, clock = text.partition("T")
    shown = day(moment, wording)
    return f"{shown} {clock[:5]} {_offset(clock[5:])}".rstrip() if clock else shown


def _offset(zone: str) -> str:
    match = re.search(r"([+-])(\d\d):?(\d\d)$", zone)
    if match is None:
        return "UTC" if zone.endswith("Z") else ""
    minutes = "" if match[3] == "00" else f":{match[3]}"
    return f"UTC{match[1]}{int(match[2])}{minutes}"


# -- numbers ----------------------------------------------------------------------------------------------------------


def number(value: float, scales: Sequence[tuple[float, str]]) -> str:
    """A number for people, large ones by the `scales` of a language, the largest first (24.5 billion, 245억)."""
    for size, word in scales:
        if value >= size:
            return f"{value / size:,.4f}".rstrip("0").rstrip(".") + word
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"
