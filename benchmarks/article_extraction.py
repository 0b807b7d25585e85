"""Measures article extraction on the public article-extraction-benchmark: 181 news pages with the article's body by hand.

usage: python benchmarks/article_extraction.py CHECKOUT [--half even|odd] [--worst N]

CHECKOUT is a clone of https://github.com/scrapinghub/article-extraction-benchmark (MIT; the pages belong to their
publishers and are not part of this project):

    git clone --depth 1 https://github.com/scrapinghub/article-extraction-benchmark

Two figures are given. `text`: each page is rendered as a browser's "select all, copy" would give it (a block a line,
bullets before list items, no markup left) and read as a text dump. `html`: the page's source is read as it is.

The score is that of the repository's evaluate.py, written anew from its definition: words are runs of letters and
digits; every four words running are a shingle; shingles in both, only given and only expected are counted with their
multiplicity and divided by their sum, so that long pages weigh no more; precision and recall are means over pages, F1
their harmonic mean. What is compared is the body (with sub-headings); title and captions are not in the expected text.
"""

import argparse
import gzip
import json
import re
import statistics
import time
from collections import Counter
from pathlib import Path

from dragoman.articles import extract
from dragoman.articles.render import parse, to_text
from dragoman.model.article import Article
from dragoman.model.page import Page
from dragoman.pages import load_bytes

WORD = re.compile(r"\w+")


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """Every `size` words running, with how often they occur; all words as one where there are fewer."""
    words = WORD.findall(text)
    if not words:
        return Counter()
    return Counter(tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1)))


def shares(expected: str, given: str) -> tuple[float, float, float]:
    """The shares of shingles in both, only in `given`, and only in `expected`."""
    want, have = shingles(expected), shingles(given)
    counts = (sum((want & have).values()), sum((have - want).values()), sum((want - have).values()))
    total = sum(counts)
    return (counts[0] / total, counts[1] / total, counts[2] / total) if total else (0.0, 0.0, 0.0)


def scores(pages: list[tuple[float, float, float]]) -> tuple[float, float, float]:
    """F1, precision and recall over pages: a page without given (expected) text does not count for precision (recall)."""
    precision = statistics.mean(tp / (tp + fp) for tp, fp, fn in pages if tp + fp > 0)
    recall = statistics.mean(tp / (tp + fn) for tp, fp, fn in pages if tp + fn > 0)
    return 2 * precision * recall / (precision + recall), precision, recall


def body(article: Article) -> str:
    """What the benchmark calls the article's body."""
    return "\n".join(article.text[p.start : p.end] for p in article.parts if p.kind in ("body", "subtitle"))


def as_text(page: Page) -> Page:
    """The page as copied from the screen."""
    tree = parse(page.text)
    return Page(source=page.source, kind="text", text=to_text(tree) if tree is not None else page.text, encoding="utf-8")


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("checkout", type=Path)
    options.add_argument("--half", choices=("even", "odd"), help="only pages whose name is an even or odd number")
    options.add_argument("--worst", type=int, default=0, help="name the N pages with the lowest score")
    options.add_argument("--only", choices=("text", "html"))
    given = options.parse_args()
    truth = json.loads((given.checkout / "ground-truth.json").read_text("utf-8"))
    names = [n for n in sorted(truth) if given.half is None or int(n, 16) % 2 == (given.half == "odd")]
    for kind in ("text", "html"):
        if given.only in (None, kind):
            measure(kind, names, truth, given.checkout / "html", given.worst)


def measure(kind: str, names: list[str], truth: dict[str, dict[str, str]], folder: Path, worst: int) -> None:
    """Prints the figures of one kind of input."""
    pages, seconds = [], 0.0
    for name in names:
        page = load_bytes(gzip.decompress((folder / f"{name}.html.gz").read_bytes()), name)
        page = as_text(page) if kind == "text" else page
        began = time.perf_counter()
        article = extract(page)
        seconds += time.perf_counter() - began
        pages.append(shares(truth[name].get("articleBody", ""), body(article)))
    f1, precision, recall = scores(pages)
    print(f"{kind}: F1 {f1:.3f} precision {precision:.3f} recall {recall:.3f}, {len(pages)} pages, {len(pages) / seconds:.0f} a second")
    for share, name in sorted(zip(pages, names, strict=True))[:worst]:
        print(f"  {name[:12]} both {share[0]:.2f} too much {share[1]:.2f} missing {share[2]:.2f}")


if __name__ == "__main__":
    main()
