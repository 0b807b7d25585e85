"""Amounts of money and counts of people in Korean text."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

import msgspec

from dragoman.languages.ko.grammar import load_yaml
from dragoman.model.language import Amount
from dragoman.model.text import Span

Bound = Literal["exact", "about", "at_least", "at_most"]
_BOUNDS: tuple[Bound, ...] = ("at_least", "at_most", "about")


class _Amounts(msgspec.Struct, frozen=True):
    scales: dict[str, int]
    currencies: dict[str, str]
    people: tuple[str, ...]
    before: dict[str, tuple[str, ...]]
    after: dict[str, tuple[str, ...]]


@cache
def _data() -> _Amounts:
    return load_yaml("amounts.yaml", _Amounts)


@cache
def _pattern() -> re.Pattern[str]:
    data = _data()
    units = "|".join(sorted([*data.currencies, *data.people], key=len, reverse=True))
    number = r"\d[\d,]{0,18}(?:\.\d{1,6})?"
    return re.compile(
        rf"(?<![\d.,])({number}(?:[조억만천백십]+(?:[ \u00a0]?{number}[억만천백십]+){{0,4}})?(?:[ \u00a0]?{number}(?=[ \u00a0]?(?:여[ \u00a0]?)?(?:{units})))?)"
        rf"(여)?[ \u00a0]?({units})(?![가-힣]*(?:당|짜리))"
    )


def find(text: str, span: Span, sentence: int) -> Iterator[Amount]:
    """Amounts in `text[span]`; offsets are the article's. `noun` is the word right after a count of people (민간인)."""
    data = _data()
    for match in _pattern().finditer(text, span.start, span.end):
        value = number(match.group(1))
        unit = data.currencies.get(match.group(3))
        after = text[match.end() : min(span.end, match.end() + 12)]
        if value is None or (unit is None and re.match(r"[가-힣]", after) and not re.match(r"(?:의|이|을|은|으로|에|이상|가량|안팎|정도|여|과|도|,|만|씩)", after)):
            continue
        if match.group(3) == "인" and not re.match(r"(?:의|[ \u00a0]|$)", after):
            continue
        bound = _bound(text[max(span.start, match.start() - 6) : match.start()], match.group(2) or "", after)
        yield Amount(
            value=value, unit=unit or "people", bound=bound, start=match.start(), end=match.end(), sentence=sentence,
            noun=_noun(after) if unit is None else None,
        )  # fmt: skip


def _bound(before: str, inside: str, after: str) -> Bound:
    data = _data()
    last = before.split()[-1] if before.split() else ""
    if any(after.startswith(w) or after.lstrip().startswith(w) for w in data.after["at_least"] if w != "여"):
        return "at_least"
    for bound in _BOUNDS:
        if last in data.before[bound]:
            return bound
    if inside:
        return "at_least"
    for bound in _BOUNDS[1:]:
        if any(after.startswith(w) or after.lstrip().startswith(w) for w in data.after[bound]):
            return bound
    return "exact"


def _noun(after: str) -> str | None:
    match = re.match(r"(?:이상|가량|정도|안팎)?의?[ \u00a0]?([가-힣]{2,})", after)
    return re.sub(r"(?:을|를|이|가|은|는|에게|에|의|과|와|도)$", "", match.group(1)) if match else None


def number(words: str) -> float | None:
    """The value of `1조 2천억`, `20만`, `24.5억`, `3,500`; None if the words are no number."""
    scales = _data().scales
    total = 0.0
    for match in re.finditer(r"(\d[\d,]*(?:\.\d+)?)\s*([조억만천백십]*)", words):
        value = float(match.group(1).replace(",", ""))
        for scale in match.group(2):
            value *= scales[scale]
        total += value
    return total if re.search(r"\d", words) and total < 1e20 else None
