"""What kind of telling: happened, planned, possible or denied, and whether the predicate is negated."""

import re
from functools import cache, lru_cache
from typing import Literal

import msgspec

from dragoman.languages.ko.grammar import load_yaml
from dragoman.languages.ko.units import Predicate
from dragoman.model.language import Status

HostKind = Literal["light", "carry", "planned", "possible", "denied", "refused", "ended", "given", "other"]


class _Tail(msgspec.Struct, frozen=True):
    rule: str
    pattern: str
    status: Status | None = None
    only: tuple[str, ...] = ()


class _Telling(msgspec.Struct, frozen=True):
    tails: tuple[_Tail, ...]
    negations: tuple[_Tail, ...]
    endings: dict[str, frozenset[str]]
    complements: dict[str, frozenset[str]]
    hosts: dict[str, frozenset[str]]
    carriers: dict[str, frozenset[str]]


class Telling(msgspec.Struct, frozen=True):
    """How a predicate is told. `tensed` says that its own endings settle the status; `aim` marks a clause of purpose."""

    status: Status
    negated: bool
    tensed: bool
    aim: bool
    rules: tuple[str, ...]


@cache
def _data() -> _Telling:
    return load_yaml("telling.yaml", _Telling)


@cache
def _patterns() -> tuple[tuple[_Tail, re.Pattern[str]], ...]:
    return tuple((t, re.compile(t.pattern)) for t in _data().tails)


@cache
def _negations() -> tuple[tuple[_Tail, re.Pattern[str]], ...]:
    return tuple((t, re.compile(t.pattern)) for t in _data().negations)


def tell(predicate: Predicate) -> Telling:
    """The telling of a predicate by its own chain of endings."""
    return _told(predicate.tail, predicate.ending, predicate.ending_form, predicate.lemma in ("이다", "아니다"), predicate.marker)


@lru_cache(maxsize=8192)
def _told(tail: str, ending: str, ending_form: str, copula: bool, marker: str) -> Telling:
    """The telling by what a predicate's stem has no part in: the same few chains of endings come again and again."""
    rules: list[str] = []
    status: Status = "happened"
    # 멈추라고 했다; 멈추라는 서한을 보냈다
    command = ending in ("quotative", "quoted-adnominal") and ending_form.startswith(("라", "으라", "자")) and not copula and " 이 " not in f" {tail} "
    tensed = bool(re.search(r"(?:^| )[었았였]", tail))
    for row, pattern in _patterns():
        if row.only and not (command and "quotative-command" in row.only):
            continue
        if pattern.search(tail if not row.only else ending_form.removeprefix("으")[:1]):
            status = row.status or "happened"
            rules.append(row.rule)
            tensed = True
            break
    negated = False
    for row, pattern in _negations():
        if pattern.search(tail):
            negated = True
            rules.append(row.rule)
    if not rules and ending == "final" and tail in ("ᆫ다", "는다"):
        rules.append("ko/scheduled-present")
    aim = False
    if ending == "connective":
        if ending_form in _data().endings["possible"]:
            status, tensed = "possible", True
            rules.append("ko/condition")
        elif ending_form in _data().endings["aim"]:
            aim, tensed = True, True
            rules.append("ko/aim")
    if ending == "nominal" and marker == "for":
        aim = tensed = True
        rules.append("ko/aim")
    return Telling(status, negated, tensed, aim, tuple(rules))


def complement_status(noun: str) -> Status | None:
    """The status that a completed noun lends its clause (계획: planned); None if it lends none."""
    if noun in _data().complements["planned"]:
        return "planned"
    if noun in _data().complements["possible"]:
        return "possible"
    return None


@cache
def host_kind(lemma: str) -> HostKind:
    """What a governing predicate makes of a noun of action."""
    for kind in ("light", "carry", "denied", "refused", "ended", "given", "planned", "possible"):
        if lemma in _data().hosts[kind]:
            return kind
    return "other"


def carries(noun: str) -> bool:
    """Whether a noun at the end of a phrase only carries the noun of action before it (회담 개최)."""
    return noun in _carriers()


@cache
def _carriers() -> frozenset[str]:
    return frozenset[str]().union(*_data().carriers.values())


def only_carries(noun: str) -> bool:
    """Whether a noun leaves it to the noun of action before it to say what is done, even if it tells an act where it stands alone."""
    return noun in _data().carriers["plain_first"]


def carrier_status(noun: str) -> Status | None:
    """The status that such a noun lends the act (계획: planned); None if it lends none."""
    if noun in _data().carriers["planned"]:
        return "planned"
    return "possible" if noun in _data().carriers["possible"] else None
