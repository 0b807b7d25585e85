"""Positions and ties: where parties stand, and how they are bound to each other."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Literal

import msgspec
import yaml

from dragoman.model.language import Analysis, Argument, Clause, Role
from dragoman.model.parties import Party
from dragoman.model.reading import Position, PositionObject, Stance, Statement, Tie, TieKind
from dragoman.model.text import Span
from dragoman.names import lexicon

# From this length on (code points) a phrase for a resolution says what it is about.
_DESCRIBED = 10


class PositionRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row of `positions`; the fields are explained on top of the file."""

    name: str
    predicates: tuple[str, ...]
    stance: Stance
    holder: tuple[Role | Literal["speaker"], ...]
    object: tuple[Role, ...]
    negated: bool | None = None
    entity: bool = False
    organisation: bool = False
    vote: bool = False
    when_role: dict[Role, tuple[str, ...]] = {}


class Stances(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The tables of one language."""

    positions: tuple[PositionRow, ...] = ()
    things: tuple[str, ...] = ()
    ties: dict[TieKind, tuple[str, ...]] = {}
    initiatives: tuple[str, ...] = ()
    belonging: tuple[str, ...] = ()
    admitting: tuple[str, ...] = ()
    resolutions: tuple[str, ...] = ()
    concluding: tuple[str, ...] = ()
    treaties: tuple[str, ...] = ()
    kinds: dict[str, tuple[str, ...]] = {}


@cache
def stances(language: str) -> Stances:
    """The tables of a language; empty for one without any."""
    text = (resources.files("dragoman.coding") / "stances.yaml").read_text("utf-8")
    return msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader).get(language, {}), Stances)


@cache
def vocabulary(language: str) -> frozenset[str]:
    """The predicates the tables know."""
    table = stances(language)
    return frozenset(p for row in table.positions for p in row.predicates) | frozenset([*table.initiatives, *table.belonging, *table.admitting])


def positions(analysis: Analysis, language: str, text: str, statements: Sequence[Statement]) -> Iterator[Position]:
    """The positions that an article tells, each once."""
    seen: set[tuple[str, str, str]] = set()
    for clause in analysis.clauses:
        if clause.status not in ("happened", "planned"):
            continue
        for row in stances(language).positions:
            if clause.predicate not in row.predicates or (row.negated is not None and row.negated != clause.negated):
                continue
            if row.negated is None and clause.negated:
                continue
            if not all(any(_ends(a, words) for a in clause.arguments_in(role)) for role, words in row.when_role.items()):
                continue
            for holder, thing in _held(row, clause, analysis, text, language):
                key = (holder.code, row.stance, thing.code or thing.text)
                if key in seen:
                    continue
                seen.add(key)
                yield Position(
                    holder=holder, stance=row.stance, object=thing, when=clause.when, evidence=Span(clause.start, clause.end),
                    statement=_statement(clause, statements), status=clause.status, voices=tuple(v for v in clause.voices if v.code != holder.code),
                    rule=f"{language}/{row.name}",
                )  # fmt: skip
            break


def _held(row: PositionRow, clause: Clause, analysis: Analysis, text: str, language: str) -> Iterator[tuple[Party, PositionObject]]:
    """Every holder with every object of one clause. A vote without an object is on the resolution named last."""
    for holder in _holders(row, clause):
        things = list(_objects(row, clause, text, language, holder))
        if not things and row.vote:
            things = _resolution(analysis, clause, text, language)
        yield from ((holder, thing) for thing in things)


def _resolution(analysis: Analysis, clause: Clause, text: str, language: str) -> list[PositionObject]:
    """The resolution that has been spoken of before a vote, where it was first described (…을 요구하는 결의), if it was."""
    words = stances(language).resolutions
    found = [
        (argument.whole if argument.whole >= 0 else argument.start, argument.end)
        for earlier in analysis.clauses[: clause.id]
        for argument in earlier.arguments
        if argument.head.endswith(words) and argument.shared is None
    ]
    if not found:
        return []
    start, end = next((f for f in found if f[1] - f[0] >= _DESCRIBED), found[-1])
    return [PositionObject(code=None, text=text[start:end], start=start, end=end)]


def _holders(row: PositionRow, clause: Clause) -> tuple[Party, ...]:
    for role in row.holder:
        if role == "speaker":
            if clause.quoted and clause.speaker is not None and not clause.arguments_in("agent"):
                return (clause.speaker,)
            continue
        for argument in clause.arguments_in(role):
            parties = tuple(p for p in argument.parties if p.sector not in ("MED", "CVL", "EDU", "BUS", "OPP"))
            if parties:
                return parties
    return ()


def _objects(row: PositionRow, clause: Clause, text: str, language: str, holder: Party) -> Iterator[PositionObject]:
    """What the position is about: parties, or the words of the phrase."""
    for role in row.object:
        for argument in clause.arguments_in(role):
            if argument.shared is not None and role == "patient" and not argument.parties and not row.entity:
                continue
            parties = argument.parties or (argument.within if row.when_role else ())
            if row.organisation:
                parties = tuple(p for p in parties if p.entity.startswith("organisation:")) or tuple(p for p in argument.within if p.entity.startswith("organisation:"))
            if row.entity:
                parties = tuple(p for p in parties if _entity(p.code))
                if not parties and not _ends(argument, stances(language).things):
                    continue
            if parties:
                for party in parties:
                    if party.code != holder.code:
                        yield PositionObject(code=party.code, text=text[party.start : party.end], start=party.start, end=party.end)
                return
            if row.organisation:
                continue
            start = argument.whole if argument.whole >= 0 else argument.start
            about = next((a for a in clause.arguments_in("about") if a.end <= start and start - a.end < 12), None)
            if about is not None and role == "patient":
                start = about.start
            start = _with_mark(text, start, argument.end)
            yield PositionObject(code=None, text=text[start : argument.end], start=start, end=argument.end)
            return


def _with_mark(text: str, start: int, end: int) -> int:
    """`'하나의 중국' 원칙`: a phrase that begins inside quotation marks begins at the mark."""
    before = text[start - 1 : start]
    return start - 1 if before and before in "'\"‘“「『" and any(c in "'\"’”」』" for c in text[start:end]) else start


def _entity(code: str) -> bool:
    found = next((o for o in lexicon.load().organisations if o.code == code), None)
    return (found is not None and found.kind == "entity") or code in ("TWN", "PSE", "XKX", "ESH")


def _statement(clause: Clause, statements: Sequence[Statement]) -> int | None:
    return next((i for i, s in enumerate(statements) if s.start <= clause.trigger.start < s.end), None)


def _ends(argument: Argument, words: Sequence[str]) -> bool:
    return any(w == x or (len(x) > 1 and w.endswith(x)) for w in (argument.head, *argument.words) for x in words)


# -- ties -----------------------------------------------------------------------------------------------------------------


def ties(analysis: Analysis, language: str) -> Iterator[Tie]:
    """The standing relations that an article tells, each once."""
    seen: set[tuple[str, str, str]] = set()
    for clause in analysis.clauses:
        for kind, holder, other, rule in [*_copular(clause, language), *_treaties(clause, language), *_initiatives(clause, language), *_members(clause, language)]:
            key = (kind, holder.code, other.code)
            if holder.code == other.code or key in seen or clause.status == "possible" or clause.negated:
                continue
            seen.add(key)
            yield Tie(kind=kind, holder=holder, object=other, when=clause.when, evidence=Span(clause.start, clause.end), rule=f"{language}/{rule}")


def _copular(clause: Clause, language: str) -> Iterator[tuple[TieKind, Party, Party, str]]:
    """`카자흐스탄은 CIS 의장국이다`, `CSTO 회원국인 카자흐스탄`, `러시아는 카자흐스탄의 최대 교역 상대국으로`."""
    agents = [p for a in clause.arguments_in("agent") for p in a.parties]
    for argument in clause.arguments_in("agent"):
        # `올해 CIS 의장국은 카자흐스탄이다`
        for kind in (k for k, nouns in stances(language).ties.items() if any(argument.head.endswith(n) for n in nouns)):
            bodies = [p for p in (*argument.within, *argument.parties) if p.entity.startswith("organisation:")][:1]
            yield from ((kind, holder, body, kind) for body in bodies for a in clause.arguments_in("attribute") for holder in a.parties)
    for role in ("attribute", "as"):
        for argument in clause.arguments_in(role):
            for kind, nouns in stances(language).ties.items():
                pairs = [left + right for left, right in pairwise(argument.words)]
                if not any(w.endswith(n) for w in (argument.head, *pairs) for n in nouns):
                    continue
                others = [*argument.within, *argument.parties, *[p for a in clause.arguments_in("place") for p in (*a.parties, *a.within)]]
                if kind == "trade_partner":
                    # `카자흐스탄 입장에서 러시아 다음의`: whose partner comes from the standpoint, if one is given
                    standpoint = [p for a in clause.arguments_in("place") for p in (*a.parties, *a.within)]
                    others = standpoint or others
                for other in others[:1]:
                    if kind in ("member", "chair", "participant", "host", "partner") and not other.entity.startswith("organisation:"):
                        continue
                    for agent in agents:
                        if kind == "trade_partner":
                            yield kind, other, agent, "trade-partner"
                        else:
                            yield kind, agent, other, kind


def _treaties(clause: Clause, language: str) -> Iterator[tuple[TieKind, Party, Party, str]]:
    table = stances(language)
    if clause.predicate not in table.concluding or clause.status != "happened":
        return
    if not any(w.endswith(table.treaties) for a in clause.arguments_in("patient") + clause.arguments_in("goal") for w in (a.head, *a.words)):
        return
    agents = [p for a in clause.arguments_in("agent") for p in a.parties]
    partners = [p for a in clause.arguments_in("partner") for p in a.parties]
    both = [*agents, *partners]
    if len({p.code for p in both}) >= 2:
        yield "treaty", both[0], next(p for p in both if p.code != both[0].code), "treaty"


def _members(clause: Clause, language: str) -> Iterator[tuple[TieKind, Party, Party, str]]:
    """`CSTO에는 러시아와 벨라루스가 속해 있다`, `SCO는 벨라루스를 회원국으로 받아들였다`."""
    table = stances(language)
    agents = [p for a in clause.arguments_in("agent") for p in a.parties]
    if clause.predicate in table.belonging:
        for body in [p for a in (*clause.arguments_in("goal"), *clause.arguments_in("patient")) for p in (*a.parties, *a.within) if p.entity.startswith("organisation:")][:1]:
            yield from (("member", agent, body, "member") for agent in agents)
    if clause.predicate in table.admitting and any(_ends(a, table.ties.get("member", ())) for a in clause.arguments_in("as")):
        for body in [p for p in agents if p.entity.startswith("organisation:")][:1]:
            yield from (("member", new, body, "member") for a in clause.arguments_in("patient") for new in a.parties)


def _initiatives(clause: Clause, language: str) -> Iterator[tuple[TieKind, Party, Party, str]]:
    """`시 주석이 내세운 일대일로`: who launches an initiative or takes part in it."""
    if clause.predicate not in stances(language).initiatives:
        return
    names = {o.code for o in lexicon.load().organisations if o.kind == "initiative"}
    for role in ("patient", "goal"):
        for argument in clause.arguments_in(role):
            for thing in (*argument.parties, *argument.within):
                if thing.code in names:
                    for agent in [p for a in clause.arguments_in("agent") for p in a.parties][:1]:
                        yield "participant", agent, thing, "initiative"


