"""Outlines of states for the map of the front page; `world.json` is made by `scripts/world.py`, which names its sources."""

from functools import cache
from importlib import resources

import msgspec


class World(msgspec.Struct, frozen=True, kw_only=True):
    """Paths of SVG by code (`shapes`), middles of states too small to be drawn (`signs`), land of no code (`rest`), and the box of all."""

    note: str
    box: tuple[int, int, int, int]
    shapes: dict[str, str]
    signs: dict[str, tuple[int, int]]
    rest: str


@cache
def world() -> World:
    """The outlines."""
    return msgspec.json.decode((resources.files("dragoman.web.geography") / "world.json").read_bytes(), type=World)
