"""Which edition of the reader made a reading: pages are read again when it changed, and not otherwise."""

import hashlib
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

#: The rooms that decide what is read in a page, and the screen that joins them.
_ROOMS = ("articles", "coding", "dates", "languages", "model", "names", "pages", "reading.py")


@cache
def reader() -> str:
    """The edition of the reader: twelve hexadecimal digits that follow from its code and its data, its lexicon among them."""
    return _digest(_ROOMS)


@cache
def lexicon() -> str:
    """The edition of the lexicon alone."""
    return _digest(("names",))


def _digest(rooms: tuple[str, ...]) -> str:
    found = hashlib.sha256()
    package = resources.files("dragoman")
    for room in rooms:
        for name, data in _files(package / room, room):
            found.update(f"{name}\0{len(data)}\0".encode())
            found.update(data)
    return found.hexdigest()[:12]


def _files(where: Traversable, name: str) -> list[tuple[str, bytes]]:
    if where.is_file():
        return [(name, where.read_bytes())] if name.endswith((".py", ".yaml")) else []
    below = sorted((f for f in where.iterdir() if f.name != "__pycache__"), key=lambda f: f.name)
    return [found for f in below for found in _files(f, f"{name}/{f.name}")]
