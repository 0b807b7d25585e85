"""Renews the examples and figures in the documents from real runs, so that what they show is what the program gives.

usage: python scripts/examples.py [--check]

An example stands between `<!-- example: NAME -->` and `<!-- end -->`; NAME is one of `EXAMPLES` below. `--check` writes nothing and
ends with status 1 where a document shows something else than a run gives. Run it from the root of the repository.
"""

import contextlib
import io
import json
import os
import re
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from dragoman import cli

ROOT = Path(__file__).parent.parent
DOCUMENTS = ("README.md", "README.ko.md", "docs/record.md")
PAGE = "src/dragoman/samples/s01.txt"
SECOND_PAGE = "src/dragoman/samples/s07.html"
LEFT_OUT = "  ⋮"

_BLOCK = re.compile(r"(<!-- example: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


@cache
def run(*arguments: str) -> str:
    """What a command prints when it is piped, 100 columns wide. Raises RuntimeError if it fails."""
    kept = {name: os.environ.pop(name, None) for name in ("COLUMNS", "FORCE_COLOR")}
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n")
    try:
        with contextlib.redirect_stdout(out), contextlib.chdir(ROOT):
            status = cli.run(arguments)
    finally:
        os.environ.update({name: value for name, value in kept.items() if value is not None})
    if status != 0:
        raise RuntimeError(f"dragoman {' '.join(arguments)} ended with status {status}")
    out.flush()
    out.seek(0)
    return out.read()


def excerpt(text: str, *wanted: str) -> str:
    """The paragraphs of a page that match one of the expressions, with a sign where others are left out.

    Raises LookupError for an expression that matches none: an example must not shrink unnoticed.
    """
    paragraphs = text.rstrip("\n").split("\n\n")
    flat = [" ".join(p.replace("│", " ").split()) for p in paragraphs]
    for expression in wanted:
        if not any(re.search(expression, p) for p in flat):
            raise LookupError(f"nothing in the page matches {expression!r}")
    kept: list[str] = []
    for paragraph, line in zip(paragraphs, flat, strict=True):
        if any(re.search(expression, line) for expression in wanted):
            kept.append(paragraph)
        elif not kept or kept[-1] != LEFT_OUT:
            kept.append(LEFT_OUT)
    return fenced("text", "\n\n".join(kept))


def fenced(kind: str, text: str) -> str:
    """A code block."""
    return f"```{kind}\n{text}\n```\n"


@cache
def reading(page: str = PAGE) -> dict[str, Any]:
    """The record of an example page."""
    return dict(json.loads(run("read", page, "--format", "jsonl")))


def first(group: str, page: str = PAGE, **fields: object) -> dict[str, Any]:
    """The first record of a group of a page whose fields are these. Raises LookupError if there is none."""
    for record in reading(page)[group]:
        if all(record[k] == v for k, v in fields.items()):
            return dict(record)
    raise LookupError(f"no {group} with {fields} in {page}")


def anywhere(group: str, **fields: object) -> dict[str, Any]:
    """The first such record of any page that the rules are developed on, pages in order. Raises LookupError if there is none."""
    pages = [json.loads(line) for line in (ROOT / "src/dragoman/samples/gold.jsonl").read_text("utf-8").splitlines()]
    for page in (f"src/dragoman/samples/{p['page']}" for p in pages if not p.get("blind")):
        with contextlib.suppress(LookupError):
            return first(group, page, **fields)
    raise LookupError(f"no {group} with {fields} in any page")


def voice() -> dict[str, Any]:
    """The first voice of the second page that is an outlet or agency. Raises LookupError if there is none."""
    for event in reading(SECOND_PAGE)["events"]:
        for found in event["voices"]:
            if found["kind"] in ("outlet", "agency"):
                return dict(found)
    raise LookupError(f"no outlet or agency is a voice in {SECOND_PAGE}")


def record(value: dict[str, Any]) -> str:
    """A record for people: a field a line, each party on a line of its own."""
    lines = []
    for key, content in value.items():
        if isinstance(content, list) and content and isinstance(content[0], dict):
            inner = ",\n    ".join(_json(item) for item in content)
            lines.append(f'  "{key}": [\n    {inner}\n  ]')
        else:
            lines.append(f'  "{key}": {_json(content)}')
    return fenced("json", "{\n" + ",\n".join(lines) + "\n}")


def head() -> str:
    """The reading without its lists: a few fields in full, the text cut."""
    whole = reading()
    short = {k: v for k, v in whole.items() if not isinstance(v, list)}
    short["text"] = whole["text"][:40] + "…"
    short["parts"] = whole["parts"][:2]
    short["related"] = whole["related"][:1]
    return record(short)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@cache
def figures() -> dict[str, dict[str, Any]]:
    """The figures of `evaluate` on the samples, by half (`blind`, `developed`)."""
    samples = "src/dragoman/samples"
    whole = json.loads(run("evaluate", f"{samples}/gold.jsonl", "--pages", samples, "--json"))
    return {half: whole[half] for half in ("blind", "developed")}


#: Rows of the table of figures: dotted name, English, Korean.
_ROWS = (
    ("events", "events: type and parties both right", "사건: 유형과 당사자가 모두 맞음"),
    ("parties", "parties to events", "사건의 당사자"),
    ("details.time", "date of an event found", "찾은 사건의 날짜"),
    ("details.status", "status of an event found", "찾은 사건의 상태"),
    ("details.place", "place of an event found", "찾은 사건의 장소"),
    ("details.mode", "mode of an event found", "찾은 사건의 세부 방식"),
    ("details.voice", "on whose word (few cases)", "누구의 말인지(사례가 적음)"),
    ("statements.found", "statements found", "찾은 발언"),
    ("statements.speaker", "statements found with the right speaker", "화자까지 맞은 발언"),
    ("positions.found", "positions found", "찾은 입장"),
    ("measures.found", "figures found", "찾은 수치"),
    ("ties.found", "standing ties found", "찾은 지속적 관계"),
    ("article.title", "title exact", "제목 일치"),
    ("article.published", "time of publication exact", "발행 시각 일치"),
    ("article.body_starts", "body begins where it should", "본문 시작 위치 일치"),
    ("article.body_ends", "body ends where it should", "본문 끝 위치 일치"),
)


def table(korean: bool) -> str:
    """The figures of the samples as a table, the blind half first: precision / recall / F1, or a share of so many."""
    blind, developed = (figures()[half]["pages"] for half in ("blind", "developed"))
    head = f"| 정밀도 / 재현율 / F1 또는 비율 | 눈가림 {blind}쪽 | 규칙을 다듬은 {developed}쪽 |" if korean else f"| precision / recall / F1, or share | {blind} blind pages | {developed} pages developed on |"
    lines = [head, "|---|---:|---:|"]
    for name, english, in_korean in _ROWS:
        cells = " | ".join(_cell(figures()[half], name) for half in ("blind", "developed"))
        lines.append(f"| {in_korean if korean else english} | {cells} |")
    return "\n".join(lines) + "\n"


def _cell(half: dict[str, Any], name: str) -> str:
    group, _, key = name.partition(".")
    cell = half[group][key] if key else half[group]
    if "f1" in cell:
        return f"{cell['precision']:.3f} / {cell['recall']:.3f} / {cell['f1']:.3f}"
    return f"{cell['share']:.3f} ({cell['right']}/{cell['of']})"


def _page(language: str, page: str = PAGE) -> str:
    return run("read", page, "--format", "text", "--lang", language)


EXAMPLES: dict[str, Callable[[], str]] = {
    "page": lambda: excerpt(
        _page("en"), "^시진핑, 카자흐", "^What happened", "KAZ .*meet .*정상회담을 하고", "visits KAZ", "is to visit TJK",
        "^Who said what", "가까운 벗", "^Figures", "41 billion", "^Standing ties", "trade partner of",
    ),
    "page-ko": lambda: excerpt(
        _page("ko"), "^시진핑, 카자흐", "^무슨 일이", "만남 .*정상회담을 하고", "카자흐스탄을 방문 ", r"타지키스탄을 방문 \(예정\)",
        "^누가 무슨 말을", "가까운 벗", "410억|41,000,000,000",
    ),
    "source": lambda: excerpt(_page("en", SECOND_PAGE), r"are to meet, according to Kabar"),
    "source-ko": lambda: excerpt(_page("ko", SECOND_PAGE), r"우즈베키스탄.*만남.*카바르"),
    "explain": lambda: excerpt(run("explain", PAGE), "시 주석은 전날 아스타나에 도착했다"),
    "figures": lambda: table(korean=False),
    "figures-ko": lambda: table(korean=True),
    "head": head,
    "event": lambda: record(first("events", type="CONSULT", mode="visit", status="planned")),
    "voice": lambda: record(voice()),
    "entity": lambda: record(first("entities", kind="person")),
    "statement": lambda: record(first("statements", kind="reported")),
    "position": lambda: record(reading()["positions"][-1]),
    "measure": lambda: record(first("measures")),
    "unresolved": lambda: record(anywhere("unresolved", what="speaker")),
}  # fmt: skip


def renew(text: str) -> str:
    """A document with its examples made anew. Raises KeyError for an example that is not known."""
    return _BLOCK.sub(lambda block: block[1] + EXAMPLES[block[2]]() + block[3], text)


def main(arguments: list[str]) -> int:
    """Writes the documents or, with `--check`, compares them. Gives the exit status."""
    stale = []
    for name in DOCUMENTS:
        path = ROOT / name
        old = path.read_text("utf-8")
        new = renew(old)
        if new != old:
            stale.append(name)
            if "--check" not in arguments:
                path.write_text(new, "utf-8")
    for name in stale:
        print(f"{name}: {'differs from what a run gives' if '--check' in arguments else 'renewed'}", file=sys.stderr)
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
