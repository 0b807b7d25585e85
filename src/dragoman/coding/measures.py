"""Measures: amounts of money and counts of people, with the parties they lie between."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from dragoman.coding.stances import stances
from dragoman.model.language import Amount, Analysis, Argument, Clause, Role, Sentence
from dragoman.model.parties import Party
from dragoman.model.reading import Event, Measure
from dragoman.model.text import Span

#: How many parties a measure lies between at most, by kind: what is traded passes between two.
_MOST, _MOST_TRADE = 4, 2

#: How far back (code points) a meeting is the one at which a sum is promised, and the kinds of sums that are.
_NEAR, _PROMISED = 300, frozenset({"aid", "investment"})

#: What may stand between the ends of a range, in code points.
_RANGE = 3

#: Smaller sums are prices (커피 한 잔에 5달러).
_LEAST_MONEY = 1_000

#: The roles whose parties an amount of the same clause lies between, the closest to it first.
_ROLES: tuple[Role, ...] = ("agent", "patient", "goal", "partner", "source", "for", "modifier", "about", "as", "place")

#: Roles of a clause around the amount's own that still say who gives to whom (…하겠다고 약속했다, …을 방문해 …).
_AROUND: tuple[Role, ...] = ("agent", "patient", "goal", "partner")

#: Acts that pass something from one side to the other: the parties of the act are those of the sum told with it.
_PASSING = frozenset({"AGREE", "AID", "COOPERATE", "SANCTION", "MOBILIZE", "ASSAULT", "COERCE", "RETREAT"})


def measures(analysis: Analysis, language: str, events: Sequence[Event] = (), silent: frozenset[int] = frozenset()) -> Iterator[Measure]:
    """The amounts of an article that stand with a party.

    `events` are those coded from the same analysis, whose parties an amount inherits; in the sentences `silent` (ids) none is told.
    """
    by_sentence: dict[int, list[Clause]] = {}
    for clause in analysis.clauses:
        by_sentence.setdefault(clause.sentence, []).append(clause)
    sentences = {s.id: s for s in analysis.sentences}
    passing = {(q.start, q.end): e for e in events if e.type in _PASSING for q in e.quantities}
    last: tuple[Amount, tuple[str, ...], str] | None = None
    for amount in analysis.amounts:
        clauses = by_sentence.get(amount.sentence, [])
        if amount.sentence in silent or (amount.unit != "people" and amount.value < _LEAST_MONEY):
            continue
        found = _standing(amount, clauses)
        if found is None:
            continue
        clause, argument = found
        # in a headline a sum outside every phrase belongs to words that hang together in no clause
        if argument is None and sentences[amount.sentence].part == "title":
            continue
        if _priced(clause, argument, language):
            continue
        kind = _kind(amount, clause, argument, clauses, language)
        codes = _between(amount, clause, argument, clauses, kind, passing, language)
        if len(codes) == 1 and kind in _PROMISED:
            codes = _met(codes[0], amount, clause, events) or codes
        if len(codes) < 2 and kind == "casualties":
            codes = _attacked(codes, sentences[amount.sentence], events) or codes
        if last is not None and amount.bound == "at_most" and last[0].bound == "at_least" and 0 <= amount.start - last[0].end <= _RANGE:
            # both ends of a range are of the same
            codes, kind = last[1:]
        if not codes:
            continue
        last = amount, codes, kind
        sentence = sentences[amount.sentence]
        yield Measure(
            kind=kind, value=amount.value, unit=amount.unit, between=codes, when=amount.when or clause.when,
            bound=amount.bound, evidence=Span(sentence.start, sentence.end), start=amount.start, end=amount.end, voices=clause.voices,
        )  # fmt: skip


def _standing(amount: Amount, clauses: Sequence[Clause]) -> tuple[Clause, Argument | None] | None:
    """The clause that an amount stands in and the phrase that holds it: the tightest phrase, else the smallest clause around it."""
    telling = [c for c in clauses if c.form in ("verb", "copula")]
    held = [
        (a.end - (a.start if tight else a.whole), a.shared is not None, c.end - c.start, k, c, a)
        for k, c in enumerate(telling)
        for a in c.arguments
        if a.words and ((tight := a.start <= amount.start and amount.end <= a.end + 1) or (0 <= a.whole <= amount.start and amount.end <= a.end))
    ]
    if held:
        *_, clause, argument = min(held, key=lambda one: one[:4])
        return clause, argument
    around = [c for c in telling if c.start <= amount.start < c.end]
    return (min(around, key=lambda c: c.end - c.start), None) if around else None


def _between(
    amount: Amount, clause: Clause, argument: Argument | None, clauses: Sequence[Clause], kind: str, passing: Mapping[tuple[int, int], Event], language: str
) -> tuple[str, ...]:
    """Whose an amount is: the parties of its own phrase and of what modifies it, of its clause, then of the clauses around that."""
    most = _MOST_TRADE if kind == "trade" else _MOST
    codes: list[str] = []
    event = passing.get((amount.start, amount.end))
    if event is not None and event.actors and event.recipients:
        _add(codes, (*event.actors, *event.recipients))
    elif argument is not None and amount.unit != "people":
        _own(codes, argument, clauses, clause)
    if event is None or len(codes) < 2:
        for role in _ROLES:
            if role == "place" and codes and not (clause.passive or clause.predicate in stances(language).receiving):
                break
            for other in clause.arguments_in(role):
                _own(codes, other, clauses, clause) if kind == "trade" else _add(codes, (*other.parties, *other.within))
        if argument is not None and amount.unit == "people":
            _own(codes, argument, clauses, clause)
    if len(codes) < 2:
        # 카자흐스탄으로 넘어온 러시아인은 20만 명이 넘는다
        for other in clause.arguments:
            if other.shared is None and other.parties:
                _own(codes, other, clauses, clause)
    if len(codes) < 2:
        # 두 정상이 지켜보는 가운데: two named at once, one of whom it is
        _add(codes, [p for c in clauses for a in c.arguments for p in (*a.parties, *a.within) if p.referred_by == "both-sides" and codes and codes[0] in _pair(c)])
    if len(codes) < 2:
        for other_clause in _around(clause, clauses):
            # …고 영국이 밝혔다: who only tells an amount has no part in it
            tellers = {v.code for v in clause.voices} if clause.id in other_clause.content else set()
            for role in _AROUND if codes else _ROLES:
                for other in other_clause.arguments_in(role):
                    _add(codes, [p for p in (*other.parties, *other.within) if p.code not in tellers])
            if len(codes) >= 2:
                break
    return tuple(codes[:most])


def _attacked(codes: tuple[str, ...], sentence: Sentence, events: Sequence[Event]) -> tuple[str, ...]:
    """Between whom the dead of a sentence lie that tells one attack: `이스라엘군이 가자지구를 공습해 19명이 숨졌다`."""
    told = {
        tuple(dict.fromkeys(p.code for p in (*e.actors, *e.recipients)))
        for e in events
        if e.type == "ASSAULT" and e.actors and e.recipients and any(sentence.start <= at < sentence.end for at in (e.trigger.start, *[m.start for m in e.mentions]))
    }
    parties = next(iter(told), ()) if len(told) == 1 else ()
    return parties if len(parties) == 2 and set(codes) <= set(parties) else ()


def _met(code: str, amount: Amount, clause: Clause, events: Sequence[Event]) -> tuple[str, ...]:
    """Who promises a sum, and whom the article has last told to have met them; nobody where the sum is not promised."""
    if clause.status != "planned":
        return ()
    # a meeting goes before a visit, which may be on the way
    told: list[tuple[bool, int, tuple[str, ...]]] = []
    for event in events:
        if event.type == "CONSULT" and event.status == "happened":
            codes = tuple(dict.fromkeys(p.code for p in (*event.actors, *event.recipients)))
            told += [(not event.recipients, span.end, codes) for span in (event.evidence, *event.mentions) if 0 <= amount.start - span.start <= _NEAR]
    codes = max(told, key=lambda one: one[:2])[2] if told else ()
    return codes if code in codes and len(codes) == 2 else ()


def _pair(clause: Clause) -> set[str]:
    return {p.code for a in clause.arguments for p in (*a.parties, *a.within) if p.referred_by == "both-sides"}


def _own(codes: list[str], argument: Argument, clauses: Sequence[Clause], clause: Clause) -> None:
    """Adds the parties of a phrase, of the clauses before its head (한국에 묶인 이란의 자금) and of the nouns of action in it."""
    _add(codes, (*argument.parties, *argument.within))
    first = argument.whole if argument.whole >= 0 else argument.start
    if len(codes) < 2:
        # 중국의 대미 흑자, 카자흐스탄의 대러 수출: a state may be named by its place in the phrase alone
        codes += [c for c in dict.fromkeys(p.where.country for p in argument.places if p.where.precision == "country") if c and c not in codes]
    for inner in clauses:
        if inner is not clause and first <= inner.trigger.start and inner.trigger.end <= argument.end:
            for role in _ROLES[:-1]:
                for other in inner.arguments_in(role):
                    if first <= other.start and other.end <= argument.end:
                        _add(codes, (*other.parties, *other.within))


def _around(clause: Clause, clauses: Sequence[Clause]) -> Iterator[Clause]:
    """The clauses that an amount's clause hangs on, and those of the same doer before it, nearest first."""
    agents = {p.code for a in clause.arguments_in("agent") for p in a.parties}
    for outer in clauses:
        if clause.id in outer.content:
            yield outer
    for outer in clauses:
        if outer.id != clause.id and any(a.whole >= 0 and a.whole <= clause.trigger.start < a.end for a in outer.arguments if a.shared is None):
            yield outer
    for other in reversed(clauses):
        if other.form == "verb" and other.trigger.start < clause.trigger.start and clause.id not in other.content:
            theirs = {p.code for a in other.arguments_in("agent") for p in a.parties}
            if agents & theirs or (not agents and not clause.arguments_in("goal")):
                yield other


def _add(codes: list[str], parties: Sequence[Party]) -> None:
    for party in parties:
        if party.code not in codes and party.sector != "MED":
            codes.append(party.code)


def _priced(clause: Clause, argument: Argument | None, language: str) -> bool:
    """Whether a number is what a thing costs or somebody earns, which lies between no parties."""
    words = stances(language).prices
    return any(w.endswith(words) for a in ([argument] if argument else []) + list(clause.arguments_in("agent")) for w in (a.head, *a.words))


def _kind(amount: Amount, clause: Clause, argument: Argument | None, clauses: Sequence[Clause], language: str) -> str:
    """What an amount is of: told by its own phrase, else by its predicate, by the others of its clause, by the clauses around it."""
    table = stances(language)
    kinds = {k: nouns for k, nouns in table.kinds.items() if (k in table.money) == (amount.unit != "people")}
    noun = [c.predicate for c in clauses if argument is not None and c.form != "verb" and argument.start <= c.trigger.start < argument.end]
    own = next((k for w in (amount.noun or "", *_nearest(argument), *noun) for k in _of(w, kinds)), None)
    layers = [[clause.predicate, clause.host or ""], [w for a in clause.arguments for w in _words(a)]]
    if own is not None:
        # 러시아군 200명을 사살했다: what became of them outweighs who they were
        return "casualties" if own == "troops" and any("casualties" in _of(w, kinds) for words in layers for w in words) else own
    counted = amount.unit == "people" and clause.form == "verb" and clause.predicate not in table.scaling
    if counted and argument is not None and argument.role in ("patient", "agent") and not _of(clause.predicate, kinds):
        # 이스라엘군은 두 명을 체포했다, 35명이 숨졌고 251명이 납치됐다: neither who did it nor what became of others tells what they are
        done_to = {k for a in clause.arguments if a.role != "agent" or a is argument for w in _words(a) for k in _of(w, kinds)}
        return next((k for k in kinds if k in done_to), "people")
    layers += [[c.predicate, *[w for a in c.arguments if a.shared is None for w in _words(a)]] for c in _around(clause, clauses)]
    if clause.predicate in table.scaling:
        layers = [[c.predicate for c in clauses if c.id == clause.id + 1], *layers]
    for words in layers:
        # the first kind of the table, wherever its word stands
        found = {k for w in words for k in _of(w, kinds)}
        for kind in kinds:
            if kind in found:
                return kind
    return "people" if amount.unit == "people" else "money"


def _of(word: str, kinds: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The kinds that a word tells."""
    return [k for k, nouns in kinds.items() if word in nouns or word.endswith(_ends(nouns))]


@cache
def _ends(nouns: tuple[str, ...]) -> tuple[str, ...]:
    """The nouns that may also be the end of a longer word."""
    return tuple(n for n in nouns if len(n) > 1)


def _nearest(argument: Argument | None) -> list[str]:
    """The words of an amount's own phrase, the one right before the number first (수출 대금 70억 달러 is 대금)."""
    if argument is None:
        return []
    words = list(argument.words)
    number = next((k for k, w in enumerate(words) if w[:1].isdigit()), 0)
    before = words[:number]
    return [*reversed([*before, *(left + right for left, right in pairwise(before))]), *words[number:], *(left + right for left, right in pairwise(words[number:]))]


def _words(argument: Argument) -> list[str]:
    return [argument.head, *argument.words, *(left + right for left, right in pairwise(argument.words))]
