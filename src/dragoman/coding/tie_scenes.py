"""Ties that what is done shows: who votes in the council sits on it, who will not leave a treaty is in it, who calls one it meets an ally has one."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from dragoman.coding.stances import Stances, speaks, stances
from dragoman.model.language import Analysis, Clause, Speech
from dragoman.model.parties import Party
from dragoman.model.reading import Event, Position, TieKind
from dragoman.model.text import Span
from dragoman.names import lexicon

#: How far back (code points) those whom a speaker has met are told of.
_MET = 220

#: How long a remark in brackets behind a name is.
_BRACKETS = 20

#: How often an article names whom it is about at least.
_ABOUT = 3


class Shown(msgspec.Struct, frozen=True):
    """A tie, by which rule, and where it is told."""

    kind: TieKind
    holder: Party
    other: Party
    rule: str
    evidence: Span


def shown(analysis: Analysis, text: str, language: str, events: Sequence[Event], positions: Sequence[Position]) -> Iterator[Shown]:
    """The ties of an article that its scenes show."""
    table = stances(language)
    yield from _voting(analysis, text, language, table, positions)
    yield from _called_allies(analysis, text, table, events)
    yield from _own_member(analysis, text, table)
    for clause in analysis.clauses:
        yield from _staying(clause, table)
        yield from _gathered(clause, table)


def _voting(analysis: Analysis, text: str, language: str, table: Stances, positions: Sequence[Position]) -> Iterator[Shown]:
    """`안보리 이사국 가운데 한국이 찬성했고 중국은 기권했다`: who votes among the members of the council is one."""
    council = next((o for o in lexicon.load().organisations if o.code == "UN"), None)
    voting = {f"{language}/{row.name}" for row in table.positions if row.vote}
    for position in positions:
        if council is None or position.rule not in voting or position.status != "happened" or not _is_state(position.holder):
            continue
        sentence = next((s for s in analysis.sentences if s.start <= position.evidence.start < s.end), None)
        if sentence is not None and all(any(w in text[sentence.start : sentence.end] for w in words) for words in (table.council, table.council_members)):
            body = Party(code="UN", entity="organisation:UN", name=council.name, label=council.label, start=position.holder.start, end=position.holder.end)
            yield Shown("member", position.holder, body, "votes-in-council", position.evidence)


def _is_state(party: Party) -> bool:
    return any(s.code == party.code for s in lexicon.load().states)


def _staying(clause: Clause, table: Stances) -> Iterator[Shown]:
    """`핵확산금지조약(NPT)을 떠날 뜻은 없다`, `유네스코에서 탈퇴하겠다`: who has not left yet is in it."""
    if clause.predicate not in table.leaving or not (clause.negated or clause.status in ("planned", "possible", "denied")) or clause.told_as("condition") is not None:
        return
    holders = [p for a in clause.arguments_in("agent") for p in a.parties if _is_state(p) and speaks(p)]
    if not holders and clause.speaker is not None and _is_state(clause.speaker):
        holders = [clause.speaker]
    for role in ("source", "place", "patient", "goal"):
        for argument in clause.arguments_in(role):
            for body in (*argument.parties, *(p for p in argument.within if p.end == argument.end)):
                known = next((o for o in lexicon.load().organisations if body.entity == f"organisation:{o.code}"), None)
                if known is None or known.kind not in ("organisation", "treaty"):
                    continue
                for holder in holders[:1]:
                    if not known.members or holder.code in known.members:
                        yield Shown("member", holder, body, "not-left", Span(clause.start, clause.end))
                return


def _gathered(clause: Clause, table: Stances) -> Iterator[Shown]:
    """`동아시아정상회의(EAS) 외교장관회의에서 왕이 부장이 …`: who is at the table of a forum takes part in it."""
    if clause.negated or clause.status not in ("happened", "planned"):
        return
    for argument in clause.arguments:
        here = argument.role == "place" or (argument.role in ("goal", "patient") and clause.predicate in table.attending)
        if argument.shared is not None or not here or not argument.head.endswith(table.meetings):
            continue
        for body in [p for p in (*argument.within, *argument.parties) if p.code in table.forums][:1]:
            for holder in (p for a in clause.arguments_in("agent") for p in a.parties):
                # who only tells of it need not be there
                if _is_state(holder) and speaks(holder):
                    yield Shown("participant", holder, body, "at-its-table", Span(clause.start, clause.end))


def _called_allies(analysis: Analysis, text: str, table: Stances, events: Sequence[Event]) -> Iterator[Shown]:
    """`"동맹과 함께하겠다"`, said to whom the speaker meets; `"두 동맹"`, of two that were spoken of before."""
    for speech in analysis.speeches:
        words = text[speech.start : speech.end]
        speaker = speech.speaker
        if speaker is None or not _is_state(speaker) or not speaks(speaker) or not any(w in words for w in table.ally_words):
            continue
        evidence = Span(speech.start, speech.end)
        named = {e.code for e in analysis.entities for start, end in e.mentions if e.code and speech.start <= start and end <= speech.end} - {speaker.code}
        if re.search(table.two_allies, words):
            for ally in _two_before(analysis, speech, speaker.code):
                yield Shown("ally", ally, speaker, "two-allies", evidence)
        elif len(named) == 1:
            for entity, start, end in ((e, start, end) for e in analysis.entities for start, end in e.mentions if e.code in named):
                close = table.is_ally.replace("{close}", f"(?:{table.close})")
                inside = speech.start <= start and end <= speech.end and entity.kind == "state"
                if inside and (re.match(close, text[end : speech.end]) or re.search(table.as_ally, text[speech.start : start])):
                    other = Party(code=entity.code or "", entity=entity.id, name=entity.name, label=entity.label, start=start, end=end)
                    yield Shown("ally", speaker, other, "called-ally", evidence)
                    break
        elif re.search(table.one_ally, words) and not named:
            met = _met(speech, speaker.code, events)
            if met is not None:
                yield Shown("ally", speaker, met, "called-ally", evidence)


def _own_member(analysis: Analysis, text: str, table: Stances) -> Iterator[Shown]:
    """`유럽연합은 회원국을 감쌌다`: the one of its roster that the article is about."""
    states = {s.code for s in lexicon.load().states}
    for sentence in analysis.sentences:
        if not re.search(table.one_member, text[sentence.start : sentence.end]):
            continue
        named = [(e, m) for e in analysis.entities for m in e.mentions if e.kind == "organisation" and sentence.start <= m[0] < sentence.end]
        # 나토 회원국에 대한: its members, whoever they are
        for entity, (start, end) in [n for n in named if text[n[1][1] : n[1][1] + _BRACKETS].rpartition(")")[2].startswith(table.one_subject)][:1]:
            body = next((o for o in lexicon.load().organisations if entity.id == f"organisation:{o.code}" and o.kind == "organisation" and o.members), None)
            counts: dict[str, int] = {}
            for one in analysis.entities:
                if body is not None and one.code in body.members and one.code in states:
                    counts[one.code] = counts.get(one.code, 0) + len(one.mentions)
            most = sorted(counts.items(), key=lambda item: -item[1])
            if body is None or not most or most[0][1] < _ABOUT or (len(most) > 1 and most[0][1] < 2 * most[1][1]):
                continue
            about = next(e for e in sorted(analysis.entities, key=lambda e: e.kind != "state") if e.code == most[0][0])
            holder = Party(code=most[0][0], entity=about.id, name=about.name, label=about.label, start=about.mentions[0][0], end=about.mentions[0][1])
            other = Party(code=body.code, entity=entity.id, name=entity.name, label=entity.label, start=start, end=end)
            yield Shown("member", holder, other, "its-own-member", Span(sentence.start, sentence.end))


def _two_before(analysis: Analysis, speech: Speech, code: str) -> list[Party]:
    """The two whom the article has last spoken of together (두 나라, 양국) without the speaker."""
    for clause in reversed([c for c in analysis.clauses if c.trigger.start < speech.start]):
        for argument in clause.arguments:
            pair = {p.code: p for p in (*argument.within, *argument.parties) if p.via is not None}
            if len(pair) == 2 and code not in pair and all(map(_is_state, pair.values())):
                return list(pair.values())
    # else the two whom the article names most, by far
    states = sorted((e for e in analysis.entities if e.kind == "state" and e.code not in (None, code)), key=lambda e: -len(e.mentions))
    if len(states) < 2 or (len(states) > 2 and 2 * len(states[2].mentions) > len(states[1].mentions)):
        return []
    first = [(e, e.mentions[0]) for e in states[:2]]
    return [Party(code=e.code or "", entity=e.id, name=e.name, label=e.label, start=start, end=end) for e, (start, end) in first]


def _met(speech: Speech, code: str, events: Sequence[Event]) -> Party | None:
    """Whom a speaker has met or called right before, if it was one."""
    found: list[tuple[int, Party]] = []
    for event in events:
        if event.type != "CONSULT" or event.status != "happened":
            continue
        parties = {p.code: p for p in (*event.actors, *event.recipients)}
        others = [p for p in parties.values() if p.code != code and _is_state(p)]
        if code in parties and len(parties) == 2 and len(others) == 1:
            found += [(span.end, others[0]) for span in (event.evidence, *event.mentions) if span.start <= speech.start and speech.start - span.end <= _MET]
    latest = max((at for at, _ in found), default=-1)
    codes = {p.code: p for at, p in found if at == latest}
    return next(iter(codes.values())) if len(codes) == 1 else None
