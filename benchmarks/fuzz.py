"""Reads mutated pages for a bounded time and reports each one that breaks a promise.

    python benchmarks/fuzz.py [--seconds 60] [--seed N] [--slow 2.0] [--keep DIR]

Seeds are the sample pages of the package. Each is mutated a few times (bytes flipped, cut out, repeated, swapped between
pages; fragments inserted that break readers: marks without a partner, dates that do not exist, long numbers, nested
markup) and read twice. A page fails where anything but `UnreadableInput` is raised, an invariant of
`tests/test_properties.py` does not hold, the second JSON differs, or reading takes longer than `--slow` seconds.
Failing pages are kept in `--keep`, named by a hash. Exit status 1 if there is any. The same seed gives the same pages.
"""

import argparse
import hashlib
import importlib.util
import random
import sys
import time
import traceback
from importlib import resources
from pathlib import Path
from types import ModuleType

from dragoman.reading import read

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 60_000
FRAGMENTS = (
    "“", "”", "‘", "’", '"', "'", "(", ")", "\n", "\n\n", "·", "…", "=", "\u00a0", "\u200b", "\u202e", "\x00", "\u0301", "😀", "\ufeff", "\r", "\u2028",
    "99월 99일 ", "2023년 2월 30일 ", "9999년 12월 31일 ", "0년 ", "9" * 40, "1조 2천억 달러 ", "양국은 ", "그는 ", "이날 ", "라고 밝혔다. ", "”라며 ", "에 따르면 ", "고 ", "다는 ", "의 ",
    "<div>" * 30, "</p>", "<!--", "<script>", "&#0;", "&nbsp;", "<table><tr><td>", "입력 2023.03.01 오전 9:41\n", "관련 기사\n", "댓글 0\n", "(서울=연합뉴스) 홍길동 기자 = ",
)  # fmt: skip


def seeds() -> list[bytes]:
    """The sample pages."""
    folder = resources.files("dragoman.samples")
    return [f.read_bytes() for f in sorted(folder.iterdir(), key=lambda f: f.name) if f.name.endswith((".txt", ".html"))]


def mutate(page: bytes, pages: list[bytes], chance: random.Random) -> bytes:
    """`page` changed in up to eight places."""
    for _ in range(chance.randint(1, 8)):
        at = chance.randint(0, len(page))
        length = min(len(page) - at, int(chance.expovariate(1 / 60)) + 1)
        match chance.randrange(8):
            case 0:
                page = page[:at] + page[at + length :]
            case 1:
                page = page[:at] + page[at : at + length] * chance.randint(2, 12) + page[at + length :]
            case 2:
                page = page[:at] + chance.randbytes(chance.randint(1, 4)) + page[at:]
            case 3:
                other = chance.choice(pages)
                start = chance.randint(0, len(other))
                page = page[:at] + other[start : start + 8 * length] + page[at:]
            case 4:
                page = page[:at]
            case _:
                text = page.decode("utf-8", "replace")
                at = chance.randint(0, len(text))
                page = (text[:at] + chance.choice(FRAGMENTS) * chance.choice((1, 1, 1, 2, 9, 40)) + text[at:]).encode()
    if chance.random() < 0.1:
        page = page.decode("utf-8", "replace").encode(chance.choice(("cp949", "utf-16", "utf-16-be")), "replace")
    return page[:LONGEST]


def invariants() -> ModuleType:
    """The checks that the property tests use."""
    spec = importlib.util.spec_from_file_location("test_properties", ROOT / "tests" / "test_properties.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> int:
    """Fuzzes until the time is up; gives the exit status."""
    parser = argparse.ArgumentParser(description="Reads mutated pages and reports those that break a promise.")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--slow", type=float, default=2.0, help="seconds that one page may take")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-failures"))
    options = parser.parse_args()
    chance = random.Random(options.seed)
    check = invariants().check_bytes
    pages = seeds()
    for page in pages:
        read(page)
    done, causes, slowest = 0, dict[str, int](), 0.0
    stop = time.monotonic() + options.seconds
    while time.monotonic() < stop:
        page = mutate(chance.choice(pages), pages, chance)
        began = time.monotonic()
        why = None
        try:
            check(page)
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            why = f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}: {last.line}"
        took = (time.monotonic() - began) / 2
        slowest = max(slowest, took)
        if why is None and took > options.slow:
            why = f"slow: {took:.1f} s for {len(page)} bytes"
        if why is not None:
            causes[why] = causes.get(why, 0) + 1
            if causes[why] == 1:
                options.keep.mkdir(parents=True, exist_ok=True)
                name = options.keep / f"{hashlib.sha256(page).hexdigest()[:12]}.page"
                name.write_bytes(page)
                print(f"{why}\n    {name}", file=sys.stderr)
        done += 1
    print(f"{done} pages, {sum(causes.values())} failures of {len(causes)} causes, slowest {slowest:.2f} s")
    return 1 if causes else 0


if __name__ == "__main__":
    sys.exit(main())
