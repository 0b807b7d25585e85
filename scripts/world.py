"""Makes `src/dragoman/web/geography/world.json`, the outlines of states on the map of the front page.

usage: python scripts/world.py COUNTRIES-110M.JSON COUNTRIES-50M.JSON

The two files are those of world-atlas 2.0.2 (`npm pack world-atlas@2`), ISC licence, Mike Bostock, made from Natural Earth's outlines,
which are in the public domain. They are projected (Equal Earth, so that areas compare) and written as paths of SVG, by ISO 3166-1
alpha-3; states too small for the coarse outlines get the middle of their fine ones, to be drawn as a sign.
"""

import json
import sys
from itertools import pairwise
from math import asin, cos, pi, radians, sin, sqrt
from pathlib import Path
from typing import Any

from babel.core import get_global

from dragoman.record.codes import Codes
from dragoman.record.errors import BadQuestion

OUT = Path(__file__).parent.parent / "src" / "dragoman" / "web" / "geography" / "world.json"
#: Width of the drawing; the projection tells its height.
WIDTH = 1000.0
#: What the outlines name without a code, by the code the record has for it.
UNCODED = {"Kosovo": "XKX"}
#: Antarctica is no party, and takes a fifth of the height.
LEFT_OUT = {"010"}
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_EDGE = pi * 2 * sqrt(3) / 3 / (_A[0])


def projected(longitude: float, latitude: float) -> tuple[float, float]:
    """Equal Earth (Šavrič, Patterson, Jenny 2018), scaled to WIDTH, y downward from the equator."""
    t = asin(sqrt(3) / 2 * sin(radians(latitude)))
    x = 2 * sqrt(3) * radians(longitude) * cos(t) / (3 * (_A[0] + 3 * _A[1] * t**2 + 7 * _A[2] * t**6 + 9 * _A[3] * t**8))
    y = t * (_A[0] + _A[1] * t**2 + _A[2] * t**6 + _A[3] * t**8)
    scale = WIDTH / 2 / _EDGE
    return WIDTH / 2 + x * scale, -y * scale


def rings(topology: Any, geometry: Any) -> list[list[tuple[float, float]]]:
    """The rings of a geometry in degrees."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]

    def arc(number: int) -> list[tuple[float, float]]:
        x = y = 0
        points = []
        for dx, dy in topology["arcs"][number if number >= 0 else ~number]:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        return points if number >= 0 else points[::-1]

    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [[p for number in ring for p in arc(number)[:-1]] for polygon in polygons for ring in polygon]


def unfolded(ring: list[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """A ring that crosses the 180th meridian as the pieces on either side of it."""
    points = [ring[0]]
    for longitude, latitude in ring[1:]:
        while longitude - points[-1][0] > 180:
            longitude -= 360
        while longitude - points[-1][0] < -180:
            longitude += 360
        points.append((longitude, latitude))
    if all(abs(longitude) <= 180 for longitude, _ in points):
        return [points]
    shifted = ([(longitude + turn, latitude) for longitude, latitude in points] for turn in (-360, 0, 360))
    pieces = (cut(cut(one, -180, above=True), 180, above=False) for one in shifted)
    return [piece for piece in pieces if piece]


def cut(ring: list[tuple[float, float]], edge: float, *, above: bool) -> list[tuple[float, float]]:
    """What of a ring is on one side of a meridian (Sutherland and Hodgman 1974)."""
    out: list[tuple[float, float]] = []
    for a, b in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        inside, following = ((p[0] >= edge) == above or p[0] == edge for p in (a, b))
        if inside:
            out.append(a)
        if inside != following:
            part = (edge - a[0]) / (b[0] - a[0])
            out.append((edge, a[1] + part * (b[1] - a[1])))
    return out


def path(found: list[list[tuple[float, float]]]) -> str:
    """Rings as a path with relative coordinates of one decimal."""
    out = []
    for ring in (piece for one in found for piece in unfolded(one)):
        points = [tuple(round(c * 10) for c in projected(*p)) for p in ring]
        points = [p for n, p in enumerate(points) if n == 0 or p != points[n - 1]]
        if len(points) < 3:
            continue
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
        out.append(f"M{points[0][0]} {points[0][1]}l" + " ".join(f"{x} {y}" for x, y in steps) + "z")
    return "".join(out)


def middle(found: list[list[tuple[float, float]]]) -> tuple[float, float]:
    """The middle of the largest ring."""
    ring = max(found, key=len)
    x, y = projected(sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring))
    return round(x * 10), round(y * 10)


def code_of(geometry: Any) -> str | None:
    """The record's code of a shape, None where it has none."""
    names = get_global("territory_aliases").get(geometry.get("id", ""))
    word = UNCODED.get(geometry["properties"]["name"]) or (names[0] if names and len(names) == 1 else None)
    if word is None or geometry.get("id") in LEFT_OUT:
        return None
    try:
        return Codes().find(word).code
    except BadQuestion:
        return None


def main(coarse: str, fine: str) -> None:
    """Writes the file."""
    shapes: dict[str, str] = {}
    rest: list[str] = []
    topology = json.loads(Path(coarse).read_text("utf-8"))
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = code_of(geometry)
        drawn = path(rings(topology, geometry))
        if code is not None:
            shapes[code] = drawn
        elif geometry.get("id") not in LEFT_OUT:
            rest.append(drawn)
    topology = json.loads(Path(fine).read_text("utf-8"))
    signs = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = code_of(geometry)
        if code is not None and code not in shapes and geometry.get("arcs"):
            signs[code] = middle(rings(topology, geometry))
    top, bottom = -round(projected(0, 84)[1] * -10), round(projected(0, -57)[1] * 10)
    note = "Outlines: world-atlas 2.0.2 (ISC, Copyright 2013-2019 Michael Bostock), from Natural Earth (public domain). Equal Earth projection."
    whole = {"note": note, "box": [0, top, int(WIDTH * 10), bottom - top], "shapes": shapes, "signs": signs, "rest": "".join(rest)}
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(whole, ensure_ascii=False, sort_keys=True, indent=0), "utf-8")
    print(f"{len(shapes)} shapes, {len(signs)} signs, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:3])
