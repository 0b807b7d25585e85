"""Reads the rows of a data file: YAML as far as data files use it, several times faster than a full YAML loader.

The lexicon is large and every run of the program reads it, so nothing is done that its files do not need: scalars stay
strings (the record types say what is a number or a truth value), and there are no tags, anchors or repeated keys.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

from yaml import CSafeLoader
from yaml.events import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

Row: TypeAlias = str | list["Row"] | dict[str, "Row"] | None


def rows(text: str) -> list[Row]:
    """The rows of a YAML text that is a list, [] for an empty one. Raises `yaml.YAMLError` or ValueError naming the line if it is none."""
    parser = CSafeLoader(text)
    get: Callable[[], Any] = parser.get_event
    get()  # the stream begins
    if not parser.check_event(DocumentStartEvent):
        return []
    get()
    found = _node(get(), get)
    if found is None:
        return []
    if not isinstance(found, list):
        raise ValueError("line 1: the file is no list of rows")
    return found


def _node(event: Any, get: Callable[[], Any]) -> Row:
    """The value that begins with `event`."""
    kind = type(event)
    if kind is ScalarEvent:
        plain = event.implicit[0]
        return None if plain and event.value in ("null", "~", "") else str(event.value)
    if kind is SequenceStartEvent:
        items: list[Row] = []
        while type(event := get()) is not SequenceEndEvent:
            items.append(_node(event, get))
        return items
    if kind is MappingStartEvent:
        fields: dict[str, Row] = {}
        while type(event := get()) is not MappingEndEvent:
            if type(event) is not ScalarEvent or event.value in fields:
                raise ValueError(f"line {event.start_mark.line + 1}: a field is given twice or its name is no word")
            fields[event.value] = _node(get(), get)
        return fields
    raise ValueError(f"line {event.start_mark.line + 1}: data files have no anchors")
