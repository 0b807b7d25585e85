"""No regular expression is catastrophic: each is tried on text made from itself to be slow, and none takes more than quadratic time by far.

All that the package compiles while it is imported and reads pages are looked at, those of its data files among them.
"""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]

import dragoman
from dragoman.articles import furnishings

SAMPLES = Path(dragoman.__file__).parent / "samples"
#: Collects what is compiled by the package, whoever called `re` for it, and prints it.
COLLECTING = """
import json, pathlib, re, sys
found, compile_ = {}, re._compile
def collecting(pattern, flags):
    made = compile_(pattern, flags)
    frame = sys._getframe(1)
    while frame is not None and "/re/" in frame.f_code.co_filename.replace(chr(92), "/"):
        frame = frame.f_back
    if frame is not None and "dragoman" in pathlib.Path(frame.f_code.co_filename).parts and isinstance(made.pattern, str):
        found[made.pattern] = made.flags
    return made
re._compile = collecting
import dragoman, importlib, pkgutil
for module in pkgutil.walk_packages(dragoman.__path__, "dragoman."):
    if not module.name.endswith("__main__"):
        try:
            importlib.import_module(module.name)
        except ImportError:
            pass  # an extra that is not installed
for path in sys.argv[1:]:
    dragoman.read(path)
print(json.dumps(found))
"""
#: Times as much as a plain quadratic expression takes that one may need (some have hundreds of alternatives), and lengths of text that are tried.
TIMES, LENGTHS = 800, (100, 400)
QUADRATIC = re.compile(r"(?:a|가)+b")


def compiled() -> dict[str, int]:
    """The expressions of the package and their flags."""
    samples = [str(p) for p in sorted(SAMPLES.iterdir()) if p.suffix in (".txt", ".html")][::20]
    done = subprocess.run([sys.executable, "-c", COLLECTING, *samples], capture_output=True, check=True, text=True, encoding="utf-8")
    found: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return found


def sample(nodes: object) -> str:
    """A text that a parsed expression matches, more or less."""
    out = []
    for operation, value in nodes:  # type: ignore[attr-defined]
        if operation is sre.LITERAL:
            out.append(chr(value))
        elif operation in (sre.NOT_LITERAL, sre.ANY):
            out.append("a" if value != ord("a") else "b")
        elif operation is sre.IN:
            out.append(_member(value))
        elif operation is sre.BRANCH:
            out.append(sample(value[1][0]))
        elif operation is sre.SUBPATTERN:
            out.append(sample(value[3]))
        elif operation in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            out.append(sample(value[2]) * min(max(value[0], 1), 5))
        elif operation is sre.ATOMIC_GROUP:
            out.append(sample(value))
    return "".join(out)


def _member(choices: object) -> str:
    """A character of a set."""
    kinds = {sre.CATEGORY_DIGIT: "1", sre.CATEGORY_SPACE: " ", sre.CATEGORY_WORD: "가", sre.CATEGORY_NOT_SPACE: "가", sre.CATEGORY_NOT_WORD: "-", sre.CATEGORY_NOT_DIGIT: "가"}
    (first, value), *_ = choices  # type: ignore[misc]
    if first is sre.NEGATE:
        return next(c for c in "가a1 -\n" if re.match(r"[가a1 -]|\n", c))
    return chr(value) if first is sre.LITERAL else chr(value[0]) if first is sre.RANGE else kinds[value]


def attacks(nodes: object, before: str = "") -> Iterator[tuple[str, str]]:
    """What may be repeated without end in an expression, and what has to stand before it."""
    for node in nodes:  # type: ignore[attr-defined]
        operation, value = node
        if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            if value[1] is sre.MAXREPEAT or value[1] > 20:
                yield before, sample(value[2])
            yield from attacks(value[2], before)
        elif operation is sre.SUBPATTERN:
            yield from attacks(value[3], before)
        elif operation is sre.BRANCH:
            for branch in value[1]:
                yield from attacks(branch, before)
        elif operation in (sre.ASSERT, sre.ASSERT_NOT):
            yield from attacks(value[1], before)
        before += sample([node])


@cache
def anchored() -> frozenset[str]:
    """Expressions that are only ever held against a whole line, or a place in one."""
    return frozenset(by.line.pattern for by in furnishings._compiled())


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """The time of a search through a text that ends in what nothing matches."""
    began = time.process_time()
    if pattern.pattern in anchored():
        pattern.fullmatch(text + "\x00")
    else:
        for _ in pattern.finditer(text + "\x00"):
            pass
    return time.process_time() - began


def is_slow(pattern: re.Pattern[str]) -> str | None:
    """A text on which an expression takes far longer than a quadratic one, None where none was found."""
    own = {unit: before for before, unit in attacks(_parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))}
    tried = [("", " "), ("", "가"), ("", "a 1,"), *((before, unit) for unit, before in islice(own.items(), 8))]
    for before, unit in tried:
        if not unit:
            continue
        for length in LENGTHS:
            text = before + unit * (length // len(unit) + 1)
            bound = TIMES * max(seconds(QUADRATIC, "a" * len(text)), 0.0001)
            if seconds(pattern, text) > bound and seconds(pattern, text) > bound:  # once may be the machine's other work
                return text
    return None


def test_no_expression_is_catastrophic() -> None:
    found = compiled()
    assert len(found) > 250
    furniture = (SAMPLES.parent / "articles" / "furniture" / "ko.yaml").read_text("utf-8")
    assert any(line.removeprefix("- ") in pattern for line in furniture.splitlines() if line.startswith("- (로그인") for pattern in found)
    slow = [(pattern[:200], text[:40]) for pattern, flags in found.items() if (text := is_slow(re.compile(pattern, flags))) is not None]
    assert slow == []


def test_a_catastrophic_expression_is_found_out() -> None:
    assert is_slow(re.compile(r"\s*\s*\s*\s*x")) is not None
    assert is_slow(re.compile(r"[가-힣]+(?:은|는)")) is None
