"""The words of newsrooms: the data of `newsroom/*.yaml`, as parts of expressions and as sets."""

import re
from functools import cache
from importlib import resources

import msgspec
import yaml


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of newsroom words; fields as explained on top of `ko.yaml`."""

    role: tuple[str, ...] = ()
    rank: tuple[str, ...] = ()
    posted: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    desk: tuple[str, ...] = ()
    desk_end: tuple[str, ...] = ()
    compiled: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    drawn: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    family2: tuple[str, ...] = ()
    scholar: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    state_wire: tuple[str, ...] = ()
    paper_end: tuple[str, ...] = ()
    paper_start: tuple[str, ...] = ()
    no_paper: tuple[str, ...] = ()
    section_end: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    portal: tuple[str, ...] = ()
    blog: tuple[str, ...] = ()
    year_sign: tuple[str, ...] = ()
    month_sign: tuple[str, ...] = ()
    day_sign: tuple[str, ...] = ()
    weekday: tuple[str, ...] = ()
    city: tuple[str, ...] = ()
    rubric: tuple[str, ...] = ()
    page: tuple[str, ...] = ()
    not_signed: tuple[str, ...] = ()
    speaks_for: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()
    of_reporter: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    wires_beside: tuple[str, ...] = ()
    edition: tuple[str, ...] = ()
    home: tuple[str, ...] = ()
    titled: tuple[str, ...] = ()
    chief: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    particle: tuple[str, ...] = ()
    agency: tuple[str, ...] = ()
    agency_end: tuple[str, ...] = ()
    news: tuple[str, ...] = ()
    final: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    polite: tuple[str, ...] = ()
    clause_end: tuple[str, ...] = ()
    picture: tuple[str, ...] = ()
    photo: tuple[str, ...] = ()
    about_picture: tuple[str, ...] = ()
    supplied: tuple[str, ...] = ()
    scenery: tuple[str, ...] = ()
    am: tuple[str, ...] = ()
    pm: tuple[str, ...] = ()
    hour_sign: tuple[str, ...] = ()
    minute_sign: tuple[str, ...] = ()
    second_sign: tuple[str, ...] = ()
    day_end: tuple[str, ...] = ()
    signing: tuple[str, ...] = ()
    role_before: tuple[str, ...] = ()
    stamped: tuple[str, ...] = ()
    of_picture: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    whereabouts: tuple[str, ...] = ()
    one_day: tuple[str, ...] = ()
    credited: tuple[str, ...] = ()
    not_resold: tuple[str, ...] = ()
    showing: tuple[str, ...] = ()
    scene_seen: tuple[str, ...] = ()
    byte: tuple[str, ...] = ()
    logo: tuple[str, ...] = ()
    claim: tuple[str, ...] = ()
    claim_goes_on: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    copyright: tuple[str, ...] = ()
    reserved: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    this_article: tuple[str, ...] = ()
    surely_related: tuple[str, ...] = ()
    rank_sign: tuple[str, ...] = ()
    invites: tuple[str, ...] = ()
    more: tuple[str, ...] = ()


@cache
def words(field: str) -> tuple[str, ...]:
    """The words of one field, of every language."""
    return tuple(word for file in _all() for word in getattr(file, field))


@cache
def either(field: str) -> str:
    """The words of one field as an expression, longest first: a word within another must not win."""
    return "|".join(re.escape(word) for word in sorted(words(field), key=lambda word: (-len(word), word)))


@cache
def expression(field: str) -> str:
    """The expressions of one field as one, to be put into others."""
    return "(?:" + "|".join(words(field)) + ")"


@cache
def pattern(field: str) -> re.Pattern[str]:
    """The expressions of one field as one."""
    return re.compile("|".join(f"(?:{expression})" for expression in words(field)), re.IGNORECASE)


@cache
def _all() -> tuple[Words, ...]:
    folder = resources.files("dragoman.articles") / "newsroom"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    return tuple(msgspec.convert(yaml.load(f.read_text("utf-8"), Loader=yaml.CSafeLoader), Words) for f in files)
