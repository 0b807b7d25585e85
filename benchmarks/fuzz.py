"""Reads mutated pages and containers for a bounded time and reports each one that breaks a promise.

    python benchmarks/fuzz.py [--what pages|containers|both] [--seconds 60] [--seed N] [--slow 2.0] [--keep DIR]

Seeds of containers are small crawls, tables, feeds and archives (`tests/pages/test_fuzzed_containers.py`, whose `check` says what must
hold: only inputs and one-line errors, within bounds, and the same in parts). Seeds of pages are the sample pages of the package. Each is mutated a few times (bytes flipped, cut out, repeated, swapped between
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
from collections import Counter
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

#: What formats are made of, and numbers they may lie with.
INNARDS = (
    b"WARC/1.0\r\n", b"Content-Length: 99999999999\r\n", b"\r\n\r\n", b"\x1f\x8b\x08\x00", b"(\xb5/\xfd", b"PK\x01\x02", b"PK\x05\x06", b"\xff\xff\xff\xff", b"\x00\x00\x00\x00",
    b"\x7f\xff\xff\xff", b'"', b'""', b"\n", b"\r", b",", b"\t", b"\x00", b"{", b"[", b"}", b'{"text": "x"}\n', b"\\u0000", b"\\ud800", b"<", b"</item>", b"<item>", b"&a;", b"<!ENTITY a \"&a;\">",
    b"<![CDATA[", b"]]>", b"<!--", b"ustar", b"0000777777777", b"\xef\xbb\xbf", b"\xff\xfe", b"-1", b"99999999999999999999",
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


def tests(path: str) -> ModuleType:
    """The checks that the property tests in `path` use."""
    sys.path.insert(0, str((ROOT / "tests" / path).parent))
    spec = importlib.util.spec_from_file_location(Path(path).stem, ROOT / "tests" / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def mutate_container(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """`data` changed in up to six places: bytes set, cut out, repeated, taken from another container; its end cut off."""
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(data))
        length = min(len(data) - at, int(chance.expovariate(1 / 40)) + 1)
        match chance.randrange(7):
            case 0:
                data = data[:at] + data[at + length :]
            case 1:
                data = data[:at] + data[at : at + length] * chance.randint(2, 30) + data[at + length :]
            case 2:
                data = data[:at] + chance.randbytes(length)[:8] + data[at + min(length, 8) :]
            case 3:
                other = chance.choice(others)
                start = chance.randint(0, len(other))
                data = data[:at] + other[start : start + 8 * length] + data[at:]
            case 4:
                data = data[:at] + chance.choice(INNARDS) * chance.choice((1, 1, 2, 50)) + data[at:]
            case 5:
                data = data[:at] + chance.choice(INNARDS)[: len(data) - at] + data[at + 4 :]
            case _:
                data = data[: max(at, len(data) // 2)]
    return data[:LONGEST]


def main() -> int:
    """Fuzzes until the time is up; gives the exit status."""
    parser = argparse.ArgumentParser(description="Reads mutated pages and containers and reports those that break a promise.")
    parser.add_argument("--what", choices=("pages", "containers", "both"), default="both")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--slow", type=float, default=2.0, help="seconds that one page may take")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-failures"))
    options = parser.parse_args()
    chance = random.Random(options.seed)
    check = tests("test_properties.py").check_bytes
    containers = tests("pages/test_fuzzed_containers.py")
    others = list(containers.SEEDS.values())
    pages = seeds()
    if options.what != "containers":
        for page in pages:
            read(page)
    done, causes, slowest = Counter[str](), dict[str, int](), 0.0
    stop = time.monotonic() + options.seconds
    while time.monotonic() < stop:
        what = options.what if options.what != "both" else chance.choice(("pages", "containers"))
        name = ""
        if what == "pages":
            page = mutate(chance.choice(pages), pages, chance)
        else:
            name = chance.choice(list(containers.SEEDS))
            page = mutate_container(containers.SEEDS[name], others, chance)
        began = time.monotonic()
        why = None
        try:
            _ = containers.check(name, page) if name else check(page)
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
                kept = options.keep / f"{hashlib.sha256(page).hexdigest()[:12]}.{name or 'page'}"
                kept.write_bytes(page)
                print(f"{why}\n    {kept}", file=sys.stderr)
        done[what] += 1
    counts = ", ".join(f"{done[what]} {what}" for what in ("pages", "containers") if done[what])
    print(f"{counts}; {sum(causes.values())} failures of {len(causes)} causes, slowest {slowest:.2f} s")
    return 1 if causes else 0


if __name__ == "__main__":
    sys.exit(main())
