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
    titled: tuple[str, ...] = ()


@cache
def words(field: str) -> tuple[str, ...]:
    """The words of one field, of every language."""
    return tuple(word for file in _all() for word in getattr(file, field))


@cache
def either(field: str) -> str:
    """The words of one field as an expression, longest first: a word within another must not win."""
    return "|".join(re.escape(word) for word in sorted(words(field), key=lambda word: (-len(word), word)))


@cache
def pattern(field: str) -> re.Pattern[str]:
    """The expressions of one field as one."""
    return re.compile("|".join(f"(?:{expression})" for expression in words(field)), re.IGNORECASE)


@cache
def _all() -> tuple[Words, ...]:
    folder = resources.files("dragoman.articles") / "newsroom"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    return tuple(msgspec.convert(yaml.load(f.read_text("utf-8"), Loader=yaml.CSafeLoader), Words) for f in files)
