"""Amounts of money and counts of people in Korean text."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

import msgspec

from dragoman.dates.expression import TimeExpression
from dragoman.languages.ko.grammar import load_yaml
from dragoman.model.language import Amount
from dragoman.model.text import Span

Bound = Literal["exact", "about", "at_least", "at_most"]
_BOUNDS: tuple[Bound, ...] = ("at_least", "at_most", "about")
_GAP = r"[ \u00a0]?"
_DIGIT = re.compile(r"\d")


class _Amounts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of `amounts.yaml`, which explains them."""

    scales: dict[str, int]
    currencies: dict[str, str]
    scaled: dict[str, str]
    signs: dict[str, str]
    people: tuple[str, ...]
    counts: dict[str, int]
    follow: tuple[str, ...]
    never: tuple[str, ...]
    each: tuple[str, ...]
    before: dict[str, tuple[str, ...]]
    after: dict[str, tuple[str, ...]]


class _Patterns(msgspec.Struct, frozen=True):
    """Expressions for amounts with digits, for those with number words (and the units they count), and what may follow a unit."""

    digits: re.Pattern[str]
    counted: tuple[str, ...]
    spoken: re.Pattern[str]
    follow: re.Pattern[str]


@cache
def _data() -> _Amounts:
    return load_yaml("amounts.yaml", _Amounts)


def _any(words: list[str] | tuple[str, ...]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


@cache
def _patterns() -> _Patterns:
    data = _data()
    plain = _any([*data.currencies, *data.people])
    counted = tuple(p for p in data.people if p != "인")
    large = "".join(s for s, value in data.scales.items() if value >= 10_000)
    small = "".join(s for s, value in data.scales.items() if value < 10_000)
    # 2000여만: about two thousand times ten thousand
    number = rf"\d[\d,]{{0,18}}(?:\.\d{{1,6}})?(?:여(?=[{large}]))?"
    end = rf"(?=[{small}{large}]*{_GAP}여?{_GAP}(?:{_any([*data.currencies, *data.scaled, *data.people])}))"
    whole = rf"{number}(?:[{large}{small}]+(?:{_GAP}{number}[{large}{small}]+){{0,5}}(?:{_GAP}{number}{end})?)?"
    return _Patterns(
        digits=re.compile(
            rf"(?<![\d.,제])(?:({whole})(?:{_any(data.people)})?{_GAP}[∼~〜～-]{_GAP})?(?:({_any(tuple(data.signs))}){_GAP})?({whole})(여)?"
            rf"(?:{_GAP}({plain})|{_GAP}(?<=[{large}여\s])({_any(tuple(data.scaled))})|(?(2)(?![\d.,%]|\s?[A-Za-z])|(?!)))"
        ),
        counted=counted,
        spoken=re.compile(rf"(?<![가-힣])({_any(tuple(data.counts))}){_GAP}(여)?({_any(counted)})"),
        follow=re.compile(rf"(?![가-힣])|{_any(data.follow)}"),
    )


def find(text: str, span: Span, sentence: int) -> Iterator[Amount]:
    """Amounts in `text[span]`, in order; offsets are the article's. `noun` is the word right after a count of people (민간인).

    A range gives both of its ends, the lower as what it is at least. The same sum in another currency (`5억 달러(약 6천500억 원)`) is left out.
    """
    found = sorted([*_digits(text, span, sentence), *_spoken(text, span, sentence)], key=lambda a: (a.start, a.end))
    for k, amount in enumerate(found):
        if amount.unit != "people" and k and found[k - 1].unit not in ("people", amount.unit) and _converts(text[found[k - 1].end : amount.start]):
            continue
        yield amount


def dated(found: Sequence[Amount], times: Sequence[TimeExpression]) -> Iterator[Amount]:
    """The amounts of a sentence, each with the time named last before it where the sentence names several amounts and times."""
    named = [t for t in times if t.when is not None]
    for amount in found:
        before = [t for t in named if t.span.end <= amount.start]
        several = len(found) > 1 and len(named) > 1 and before
        yield msgspec.structs.replace(amount, when=before[-1].when) if several else amount


def _converts(between: str) -> bool:
    """Whether a sum after these words says the one before them in other money."""
    opened = between.lstrip()
    return len(opened) <= 8 and (opened.startswith(("(", "（")) or opened.startswith("·")) and ")" not in opened


def _digits(text: str, span: Span, sentence: int) -> Iterator[Amount]:
    if _DIGIT.search(text, span.start, span.end) is None:
        return
    data, patterns = _data(), _patterns()
    for match in patterns.digits.finditer(text, span.start, span.end):
        low, sign, words, more, unit_word, scaled = match.groups()
        currency = data.currencies.get(unit_word or "") or data.scaled.get(scaled or "") or data.signs.get(sign or "")
        counted = unit_word in data.people
        if currency is None and not counted:
            continue
        after = text[match.end() : min(span.end, match.end() + 14)]
        before = text[max(span.start, match.start() - 10) : match.start()]
        value = number(words)
        if value is None or not _stands_alone(unit_word or scaled or "", before, after, value):
            continue
        unit = currency or "people"
        start = match.start(3) if sign is None else match.start(2)
        noun = _noun(after) if counted else None
        more = more or ("여" if "여" in words else "")
        lower = number(_completed(low, words)) if low else None
        if low and lower is not None and lower < value:
            yield Amount(value=lower, unit=unit, bound="at_least", start=match.start(1), end=match.end(1), sentence=sentence, noun=noun)
            yield Amount(value=value, unit=unit, bound="at_most", start=start, end=match.end(), sentence=sentence, noun=noun)
            continue
        yield Amount(value=value, unit=unit, bound=_bound(before, more, after), start=start, end=match.end(), sentence=sentence, noun=noun)


def _spoken(text: str, span: Span, sentence: int) -> Iterator[Amount]:
    """`한국인 두 명`, `장병 세 사람`."""
    data, patterns = _data(), _patterns()
    words_here = span.of(text)
    if not any(unit in words_here for unit in patterns.counted):
        return
    for match in patterns.spoken.finditer(text, span.start, span.end):
        words, more, unit_word = match.groups()
        after = text[match.end() : min(span.end, match.end() + 14)]
        before = text[max(span.start, match.start() - 10) : match.start()]
        value = data.counts[words]
        # 한 명도 없었다; 두 사람은 만났다: nobody, and two who have been named
        if (value == 1 and after.startswith("도")) or (unit_word == "사람" and not before.rstrip().endswith(data.before["at_least"])):
            continue
        if _stands_alone(unit_word, before, after, value):
            yield Amount(
                value=float(value), unit="people", bound=_bound(before, more or "", after), start=match.start(), end=match.end(), sentence=sentence, noun=_noun(after)
            )  # fmt: skip


def _stands_alone(unit: str, before: str, after: str, value: float) -> bool:
    """Whether a number with a unit is an amount: no part of a word (제1원자력), no price of one piece (1인당, 배럴당 80달러, 만 원짜리)."""
    data = _data()
    if unit == "인" and not re.match(r"(?:의|[ \u00a0]|$)", after):
        return False
    if after.lstrip().startswith(data.never) or before.rstrip().endswith(data.each):
        return False
    # 1원전, 5인방: a numeral and the beginning of a word
    if unit == "원" and value < 100 and not re.match(r"[을를이으]|[^가-힣]|$", after):
        return False
    return _patterns().follow.match(after) is not None


def _completed(low: str, high: str) -> str:
    """The lower end of a range with the scale it shares with the upper: `5∼7억` is from 5억 on."""
    scale = re.search(r"[^\d,.\s]+$", high)
    return low if re.search(r"[^\d,.\s]", low) or scale is None else low + scale.group(0)


def _bound(before: str, inside: str, after: str) -> Bound:
    data = _data()
    last = re.split(r"[\s(（]", before.rstrip())[-1] if before.strip() else ""
    follows = after.lstrip()
    # 넘지 않는다 before 넘는다
    if follows.startswith(data.after["at_most"]):
        return "at_most"
    if follows.startswith(data.after["at_least"]):
        return "at_least"
    for bound in _BOUNDS:
        if last in data.before[bound]:
            return bound
    if inside:
        return "at_least"
    return "about" if follows.startswith(data.after["about"]) else "exact"


def _noun(after: str) -> str | None:
    match = re.match(r"(?:이상|가량|정도|안팎)?의?[ \u00a0]?([가-힣]{2,})", after)
    return re.sub(r"(?:을|를|이|가|은|는|에게|에|의|과|와|도)$", "", match.group(1)) if match else None


def number(words: str) -> float | None:
    """The value of `1조 2천억`, `2천700억`, `20만`, `24.5억`, `3,500`; None if the words are no number.

    Thousands and less add up below each of 만, 억, 조: 2천700억 is (2,000 + 700) times 억.
    """
    scales = _data().scales
    total = section = 0.0
    digits = False
    for match in re.finditer(r"(\d[\d,]*(?:\.\d+)?)|([조억만천백십])", words):
        if match.group(1):
            digits, pending = True, float(match.group(1).replace(",", ""))
            section += pending
        else:
            scale = scales[match.group(2)]
            if scale >= 10_000:
                total, section, pending = total + (section or 1) * scale, 0.0, 0.0
            else:
                # 4천만: what stands right before the word is multiplied, not what has added up (2천 7백)
                section, pending = section - pending + (pending or 1) * scale, 0.0
    total += section
    return total if digits and total < 1e20 else None
