"""Prints how well acts are joined across articles, on the invented pages of tests/record/gold; `make merging` runs it.

usage: python scripts/merging.py [GOLD.yaml]...

Without arguments both halves are scored. What went wrong is printed for cases that are not blind, and for those never. Exit status:
0, or 2 where a file is not gold.
"""

import argparse
import sys
from pathlib import Path

import msgspec
import yaml

from dragoman import reading
from dragoman.evaluation.merging import B3, Case, evaluate_merging
from dragoman.evaluation.scores import Counts

GOLD = Path(__file__).parent.parent / "tests" / "record" / "gold"


def main(arguments: list[str]) -> int:
    """Prints the figures of each file."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", nargs="*", type=Path, default=[GOLD / "developed.yaml", GOLD / "blind.yaml"])
    for path in parser.parse_args(arguments).gold:
        try:
            cases = load_cases(path)
        except (OSError, yaml.YAMLError, msgspec.MsgspecError) as error:
            print(f"{path}: not gold for merging: {error}", file=sys.stderr)
            return 2
        show(path.stem, cases)
    return 0


def load_cases(path: Path) -> list[Case]:
    """The cases of a file; every scalar is read as text first, since YAML takes a label such as `off` for a truth value."""
    return msgspec.convert(yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader), list[Case], strict=False)


def show(name: str, cases: list[Case]) -> None:
    """Prints the figures of cases."""
    found = evaluate_merging(cases, reading.read)
    print(f"{name}: {found.cases} cases, {found.pages} pages, {found.read.right} of {found.read.of} marks read")
    for label, figure in (
        ("pairs of tellings", found.pairs), ("tellings, B-cubed", found.b3), ("pairs of pages", found.story_pairs),
        ("pages, B-cubed", found.story_b3), ("contradictions", found.contradictions), ("links", found.links),
    ):  # fmt: skip
        print(f"  {label:<18} P {figure.precision:.3f}  R {figure.recall:.3f}  F1 {figure.f1:.3f}  {_of(figure)}")
    if not any(case.blind for case in cases):
        for line in found.wrong:
            print(f"  wrong: {line}")


def _of(figure: Counts | B3) -> str:
    return f"of {figure.of}" if isinstance(figure, B3) else f"{figure.tp} right, {figure.fp} wrong, {figure.fn} missed"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
