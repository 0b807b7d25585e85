"""Renews the figures in docs/scale.md from those that were measured, and what follows from them for a worldwide crawl.

usage: python scripts/extrapolate.py [--check]

The measured figures are benchmarks/scale.json (`python benchmarks/scale.py --keep benchmarks/scale.json` renews it on a quiet machine). `--check`
writes nothing and ends with status 1 where the document says something else.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
DOCUMENT, MEASURED = ROOT / "docs" / "scale.md", ROOT / "benchmarks" / "scale.json"
#: Pages a year, and of how many one is Korean, and of the Korean ones one political.
PAGES, KOREAN, POLITICAL = 500_000_000, 40, 50
#: Bytes of a page as a crawl keeps it, packed: what Common Crawl's news files have on average, to the order of magnitude.
_PACKED = 25_000
_HOUR_MS = 3_600_000
_BLOCK = re.compile(r"(<!-- figures: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def benchmarks(found: dict[str, Any]) -> str:
    """The table of what was measured."""
    jobs, ray, stored, costs, html, gate, memory = (found[name] for name in ("jobs", "ray", "stored", "costs", "html", "gate", "memory"))
    clock = f"{jobs['seconds_1']:.0f} s, {jobs['seconds_2']:.0f} s: {jobs['speed_up']:.2f} times as fast (efficiency {jobs['efficiency']:.2f})"
    if jobs["processor_1"] < 0.9 * jobs["seconds_1"] or jobs["processor_2"] < 1.8 * jobs["seconds_2"]:  # they did not have their cores
        clock = "the machine had too much else to do to tell"
    rows = [
        ("one process, two processes, by the clock", f"{jobs['pages']:,} pages", clock, jobs),
        ("processor time of one process, of two and the parent", f"{jobs['pages']:,} pages", f"{jobs['processor_1']:.0f} s, {jobs['processor_2']:.0f} s: ratio {jobs['work_efficiency']:.2f}", jobs),
        ("Ray on one machine against the local pool", f"{ray['pages']:,} pages, {ray['shares']} shares", f"{ray['ray_seconds']:.0f} s with the start of Ray against {ray['pool_seconds']:.0f} s", ray),
        ("reading a page: political, other Korean, another language", f"{costs['pages']} of each", ", ".join(f"{costs[f'reading_ms_{k}']:.1f} ms" for k in _KINDS), costs),
        ("the same with `--telling`", f"{costs['pages']} of each", ", ".join(f"{costs[f'telling_ms_{k}']:.1f} ms" for k in _KINDS), costs),
        ("political pages as HTML against their text", f"{html['pages']} of each", f"{html['html']:.1f} s, {html['text']:.1f} s: ratio {html['ratio']:.2f}", html),
        *((f"reading everything against `--telling`, nine in ten {name}", f"{gate['pages']:,} pages", f"{gate[f'all_{k}']:.1f} s, {gate[f'telling_{k}']:.1f} s: {gate[f'ratio_{k}']:.1f} times as fast; {gate[f'lost_{k}']} of {gate[f'events_{k}']:,} events lost", gate)
          for k, name in (("irrelevant", "Korean and irrelevant"), ("foreign", "in other languages"))),
        ("keeping a page in the record: the same", f"{stored['pages']} of each", ", ".join(f"{stored[f'keeping_ms_{k}']:.1f} ms" for k in _KINDS), stored),
        ("bytes of the record a page: the same", f"{stored['pages']} of each", ", ".join(f"{stored[f'bytes_{k}'] / 1000:.0f} kB" for k in _KINDS), stored),
        ("bytes of the Parquet parts a page, mixed", f"{ray['pages']:,} pages", f"{ray['parquet_bytes_a_page'] / 1000:.1f} kB", ray),
        ("memory of a process that reads (its share of what is shared)", f"{memory['pages']:,} pages", f"{memory['reader'][0]:.0f} MB after {memory['pages'] // len(memory['reader']):,}, {memory['reader'][-1]:.0f} MB at the end ({memory['growth']:+.1%}); resident {memory['reader_resident'][-1]:.0f} MB", memory),
        ("memory of the parent", f"{memory['pages']:,} pages", f"{memory['parent'][0]:.0f} MB after {memory['pages'] // len(memory['parent']):,}, {memory['parent'][-1]:.0f} MB at the end", memory),
    ]  # fmt: skip
    table = ["| | over | | load when it began |", "|---|---|---|---:|", *(f"| {what} | {over} | {result} | {by['load']} |" for what, over, result, by in rows)]
    return "\n".join([*table, "", f"{jobs['cores']} cores, Python {jobs['python']}.", ""])


def extrapolation(found: dict[str, Any]) -> str:
    """What a year of the world's news takes."""
    stored, costs, ray = found["stored"], found["costs"], found["ray"]
    korean = PAGES // KOREAN
    count = {"political": korean // POLITICAL, "irrelevant": korean - korean // POLITICAL, "foreign": PAGES - korean}
    hours = {kind: count[kind] * costs[f"reading_ms_{kind}"] / _HOUR_MS for kind in _KINDS}
    telling = {kind: count[kind] * costs[f"telling_ms_{kind}"] / _HOUR_MS for kind in _KINDS}
    keeping = {kind: count[kind] * stored[f"keeping_ms_{kind}"] / _HOUR_MS for kind in _KINDS}
    size = {kind: count[kind] * stored[f"bytes_{kind}"] / 1e9 for kind in _KINDS}
    total = sum(hours.values())
    lines = [
        "| pages | a year | reading, core-hours | with `--telling` | keeping, hours of one core | in the record |", "|---|---:|---:|---:|---:|---:|",
        *(f"| {name} | {count[kind]:,} | {hours[kind]:,.0f} | {telling[kind]:,.0f} | {keeping[kind]:,.1f} | {size[kind]:,.0f} GB |" for kind, name in _KINDS.items()),
        "",
        f"Reading all of it is {total:,.0f} core-hours: {total / 24 / 365:.1f} cores the year round, or a day of {total / 24:,.0f}. {hours['foreign'] / total:.0%} of it is spent on"
        " pages in languages that are not read: finding the article in their HTML, and what language it is in. With `--telling` it is"
        f" {sum(telling.values()):,.0f} core-hours.",
        "",
        f"The packed crawl itself is {PAGES * _PACKED / 1e12:.1f} TB at {_PACKED // 1000} kB a page, and the parts of all pages"
        f" {PAGES * ray['parquet_bytes_a_page'] / 1e12:.1f} TB. A record of what tells something is {size['political']:,.0f} GB and takes"
        f" {keeping['political']:,.1f} hours to write; one of all pages would be {sum(size.values()) / 1000:,.1f} TB and take {sum(keeping.values()):,.0f}.",
        "",
    ]  # fmt: skip
    return "\n".join(lines)


_KINDS = {"political": "Korean and political", "irrelevant": "other Korean", "foreign": "in other languages"}
_FIGURES = {"benchmarks": benchmarks, "extrapolation": extrapolation}


def renew(text: str, found: dict[str, Any]) -> str:
    """The document with its figures made anew."""
    return _BLOCK.sub(lambda match: f"{match[1]}{_FIGURES[match[2]](found)}{match[3]}", text)


def main() -> None:
    found = json.loads(MEASURED.read_text("utf-8"))
    now = DOCUMENT.read_text("utf-8")
    renewed = renew(now, found)
    if "--check" in sys.argv[1:]:
        sys.exit(int(renewed != now))
    DOCUMENT.write_text(renewed, "utf-8")


if __name__ == "__main__":
    main()
