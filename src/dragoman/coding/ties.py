"""Ties: the standing relations that parties have to each other and to organisations."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dragoman.coding import tie_scenes, tie_words
from dragoman.coding.stances import Stances, stances
from dragoman.coding.tie_base import WORLD, Found, Spoken
from dragoman.model.language import Analysis, Argument, Clause, Role, Sentence
from dragoman.model.parties import Party
from dragoman.model.reading import Event, Position, Tie, TieKind
from dragoman.model.text import Span
from dragoman.model.when import When
from dragoman.names import lexicon

#: Ties to an organisation, a format or an initiative.
_TO_BODIES = frozenset({"member", "chair", "participant", "host", "partner"})

#: Ties that hold both ways.
_BOTH_WAYS = frozenset({"ally", "treaty", "trade_partner", "partner"})

#: How long a compound of two names and what binds them is at most (북·중 혈맹 관계), in code points.
_COMPOUND = 14

#: How far before a state the noun for what it is begins at most.
_BESIDE = 8

#: What stands between the names of a list (러시아·벨라루스, 카자흐스탄); a list joined by 와/과 may be two things.
_LISTED = frozenset({"·", "ㆍ", ",", ", ", "、"})


def ties(analysis: Analysis, language: str, text: str, silent: frozenset[int] = frozenset(), events: Sequence[Event] = (), positions: Sequence[Position] = ()) -> Iterator[Tie]:
    """The standing relations that an article tells, each once; none in the sentences `silent` (ids). `events` and `positions` are those coded of it."""
    table = stances(language)
    seen: set[tuple[str, str, str]] = set()
    by_sentence: dict[int, list[Clause]] = {}
    for clause in analysis.clauses:
        by_sentence.setdefault(clause.sentence, []).append(clause)
    for clause in analysis.clauses:
        if clause.sentence in silent:
            continue
        near = by_sentence[clause.sentence]
        spoken = Spoken(analysis, clause, text, table.council)
        held = [*_names(clause, table), *_such_as(clause, table, text), *_beside(clause, table, text, spoken)]
        if clause.status != "possible" and not clause.negated:
            held += [*_copular(clause, near, table, text, spoken), *_treaties(clause, table), *_initiatives(clause, table), *_members(clause, near, table)]
            held += [*_chairs(clause, table, spoken), *_hosts(clause, table, spoken)]
        for one in held:
            key = (one.kind, one.holder.code, one.other.code)
            if one.holder.code == one.other.code or key in seen:
                continue
            seen.add(key)
            yield Tie(kind=one.kind, holder=one.holder, object=one.other, when=clause.when, evidence=Span(clause.start, clause.end), rule=f"{language}/{one.rule}")
    fought = {frozenset((a.code, b.code)) for e in events if e.type == "ASSAULT" for a in e.actors for b in e.recipients}
    for sentence in analysis.sentences:
        if sentence.id in silent:
            continue
        for word in _worded(sentence, by_sentence.get(sentence.id, []), analysis, text, language):
            one, peaceful = word
            key = (one.kind, one.holder.code, one.other.code)
            back = (one.kind, one.other.code, one.holder.code)
            if key in seen or (back in seen and one.kind in _BOTH_WAYS) or (peaceful and frozenset(key[1:]) in fought):
                continue
            seen.add(key)
            yield Tie(
                kind=one.kind, holder=one.holder, object=one.other, when=When(), evidence=Span(sentence.start, sentence.end), rule=f"{language}/{one.rule}"
            )
    for scene in tie_scenes.shown(analysis, text, language, events, positions):
        key, back = (scene.kind, scene.holder.code, scene.other.code), (scene.kind, scene.other.code, scene.holder.code)
        quiet = any(s.id in silent and s.start <= scene.evidence.start < s.end for s in analysis.sentences)
        if not quiet and key not in seen and not (back in seen and scene.kind in _BOTH_WAYS):
            seen.add(key)
            yield Tie(kind=scene.kind, holder=scene.holder, object=scene.other, when=When(), evidence=scene.evidence, rule=f"{language}/{scene.rule}")


def _worded(sentence: Sentence, near: Sequence[Clause], analysis: Analysis, text: str, language: str) -> Iterator[tuple[Found, bool]]:
    """The ties told by the words between names, and whether each goes without attacks."""
    for word in tie_words.told(sentence, near, analysis, text, language):
        yield Found(word.pattern.kind, word.holder, word.other, word.pattern.name), word.pattern.peaceful
    for one, other in tie_words.treaties(sentence, near, analysis, text, language):
        yield Found("treaty", one, other, "treaty-named"), False


def _own(argument: Argument) -> bool:
    """Whether a phrase stands in its clause itself."""
    return argument.shared is None or argument.lent_by == "also"


def _agents(clause: Clause) -> list[Party]:
    return [p for a in clause.arguments_in("agent") for p in a.parties]


def _named(arguments: Sequence[Argument]) -> list[Party]:
    """Everybody named in phrases, those inside before those they are."""
    return [p for a in arguments for p in (*a.within, *a.parties)]


def _bodies(parties: Sequence[Party]) -> list[Party]:
    return [p for p in parties if p.entity.startswith("organisation:")]


def _kinds(argument: Argument, table: Stances) -> list[TieKind]:
    """The ties that a phrase has a noun for, at its head or in two of its words (최대 교역 상대국)."""
    words = (argument.head, *[left + right for left, right in pairwise(argument.words)])
    return [k for k, nouns in table.ties.items() if any(w.endswith(nouns) for w in words)]


# -- copulas ------------------------------------------------------------------------------------------------------------


def _beside(clause: Clause, table: Stances, text: str, spoken: Spoken) -> Iterator[Found]:
    """`에코와스 의장국 나이지리아의 상원`, `의장국 나이지리아`: a state right behind the noun for what it is."""
    for argument in clause.arguments:
        if argument.shared is not None or not any(w.endswith(table.ties.get("chair", ())) for w in argument.words):
            continue
        for party in (*argument.within, *argument.parties):
            before = text[max(argument.start if argument.whole < 0 else argument.whole, party.start - _BESIDE) : party.start]
            if before.endswith(" ") and before.rstrip().endswith(table.ties.get("chair", ())) and not _bodies([party]):
                for body in _bodies([p for p in (*argument.within, *argument.parties) if p.end <= party.start])[:1] or spoken.body_of(party):
                    yield Found("chair", party, body, "chair-beside")


def _copular(clause: Clause, near: Sequence[Clause], table: Stances, text: str, spoken: Spoken) -> Iterator[Found]:
    """`카자흐스탄은 CIS 의장국이다`, `CSTO 회원국인 카자흐스탄`, `러시아는 카자흐스탄의 최대 교역 상대국으로`, `올해 의장국인 브루나이`."""
    if clause.form == "copula":
        yield from _inverted(clause, table, spoken)
    if any(a.lent_by == "topic-as-object" for a in clause.arguments):
        # `상당수는 대통령이 참석한 나토 회원국이다`: the subject belongs to the words before the noun
        return
    said = [(a, kinds) for a in (*clause.arguments_in("attribute"), *clause.arguments_in("as")) if (kinds := _kinds(a, table))]
    holders = _listed(clause, near, text) if said else []
    for argument, kinds in said:
        for kind in kinds:
            standpoint = [p for a in clause.arguments_in("place") for p in (*a.parties, *a.within)]
            others = [*argument.within, *argument.parties, *standpoint]
            if kind == "trade_partner":
                # `카자흐스탄 입장에서 러시아 다음의`: whose partner comes from the standpoint, if one is given
                others = standpoint or others
            if kind in _TO_BODIES:
                # OSCE 민스크그룹 공동의장국: of two bodies the one right before the noun
                others = sorted(_bodies(others), key=lambda p: -p.end) if kind == "chair" else _bodies(others)
                if kind == "chair" and not others and holders:
                    others = spoken.body_of(holders[0])
            if kind == "ally" and (_bodies(holders) or _bodies(others[:1])):
                continue
            for other in others[:1]:
                for holder in holders:
                    yield Found(kind, other, holder, "trade-partner") if kind == "trade_partner" else Found(kind, holder, other, kind)


def _inverted(clause: Clause, table: Stances, spoken: Spoken) -> Iterator[Found]:
    """`올해 CIS 의장국은 카자흐스탄이다`, `한국의 최대 교역국은 중국이다`."""
    for argument in clause.arguments_in("agent"):
        for kind in _kinds(argument, table):
            others = _bodies(_named([argument])) if kind in _TO_BODIES else list(argument.within)
            if kind == "chair" and not others:
                # 내년 의장국은 필리핀이다
                said = [p for a in clause.arguments_in("attribute") for p in a.parties]
                others = spoken.body_of(said[0]) if said else []
            for other in others[:1]:
                for holder in (p for a in clause.arguments_in("attribute") for p in a.parties):
                    yield Found(kind, other, holder, "trade-partner") if kind == "trade_partner" else Found(kind, holder, other, kind)


def _listed(clause: Clause, near: Sequence[Clause], text: str) -> list[Party]:
    """Who a clause is about; before a list, everybody in it (`CSTO 회원국인 러시아·벨라루스·카자흐스탄`)."""
    agents = _agents(clause)
    gap = next((a for a in clause.arguments_in("agent") if a.lent_by == "gap-subject" and a.parties), None)
    if gap is None:
        return agents
    for other in near:
        for argument in other.arguments:
            parties = sorted(argument.parties or argument.within, key=lambda p: p.start)
            codes = [p.code for p in parties]
            if argument.shared is None and gap.parties[0].code in codes and 0 <= argument.whole <= gap.start and gap.end <= argument.end:
                run = parties[codes.index(gap.parties[0].code) :]
                kept = [run[0]]
                for left, right in pairwise(run):
                    if text[left.end : right.start] not in _LISTED:
                        # A, B와 C: the last of a list of three
                        if len(kept) > 1 and right.start - left.end <= 2:
                            kept.append(right)
                        break
                    kept.append(right)
                if len(kept) > len(agents):
                    return kept
    return agents


# -- names in a row -----------------------------------------------------------------------------------------------------


def _names(clause: Clause, table: Stances) -> Iterator[Found]:
    """`한미동맹`, `북한과 러시아의 조약`: two names before a noun stand in what it says, whatever is told of it."""
    for argument in clause.arguments:
        if len(argument.within) < 2:
            continue
        states = [p for p in argument.within if p.entity.startswith("state:") or p.via is not None]
        pair = sorted({p.code: p for p in argument.within}.values(), key=lambda p: p.start)
        if len(pair) != 2 or len(states) < 2 or not _own(argument) or argument.parties:
            continue
        if clause.predicate in table.unmade or clause.host in table.unmade or clause.negated or clause.told_as("condition") is not None:
            continue
        named_at_once = argument.start <= pair[0].start and argument.end - argument.start <= _COMPOUND and any(w in table.alliances for w in argument.words)
        if named_at_once or argument.head in table.alliances:
            yield Found("ally", pair[0], pair[1], "alliance")
        elif argument.head in table.standing_treaties and not any(w in table.not_standing for w in argument.words):
            yield Found("treaty", pair[0], pair[1], "treaty-between")


def _such_as(clause: Clause, table: Stances, text: str) -> Iterator[Found]:
    """`독일과 프랑스 등 나토 회원국들은`, `한국과 일본 등 미국의 동맹국`: a list of some, and what they are to whom."""
    for argument in clause.arguments:
        if not _own(argument) or table.such_as.isdisjoint(argument.words):
            continue
        pairs = [left + right for left, right in pairwise(argument.words)]
        kinds = [k for k, nouns in table.ties.items() if k != "trade_partner" and any(w.endswith(nouns) for w in (*argument.words, *pairs))]
        named = sorted({(p.start, p.code): p for p in (*_states(argument), *argument.parties, *argument.within)}.values(), key=lambda p: p.start)
        for left, right in pairwise(named):
            if kinds and any(w in text[left.end : right.start].split() for w in table.such_as):
                if (kinds[0] in _TO_BODIES) != bool(_bodies([right])):
                    break
                holders = [p for p in named if p.end <= left.end and not _bodies([p])]
                yield from (Found(kinds[0], holder, right, f"such-as-{kinds[0]}") for holder in holders)
                break


def _states(argument: Argument) -> Iterator[Party]:
    """The states that a phrase names anywhere."""
    for place in argument.places:
        state = next((s for s in lexicon.load().states if s.code == place.where.country), None)
        if state is not None and place.where.precision == "country":
            yield Party(code=state.code, entity=f"state:{state.code}", name=state.name, label=state.label, start=place.start, end=place.end)


# -- treaties, members, chairs ------------------------------------------------------------------------------------------


def _treaties(clause: Clause, table: Stances) -> Iterator[Found]:
    if clause.predicate not in table.concluding or clause.status != "happened":
        return
    signed = [w for a in clause.arguments_in("patient") + clause.arguments_in("goal") for w in (a.head, *a.words, *map("".join, pairwise(a.words)))]
    if not any(w.endswith(table.treaties) for w in signed):
        return
    if any(a.head in table.witness for a in clause.arguments_in("as")):
        return
    agents = _agents(clause)
    partners = [p for a in clause.arguments_in("partner") for p in a.parties]
    if partners and len({p.code for p in agents}) == 1:
        # 이스라엘은 UAE, 바레인과 잇따라 서명했다: with each that is named
        partners = [p for p in partners if p.via is None] or partners[:1]
        yield from (Found("treaty", agents[0], other, "treaty") for other in partners)
        return
    both = [*agents, *partners]
    if len({p.code for p in both}) >= 2:
        yield Found("treaty", both[0], next(p for p in both if p.code != both[0].code), "treaty")


def _members(clause: Clause, near: Sequence[Clause], table: Stances) -> Iterator[Found]:
    """`CSTO에는 러시아와 벨라루스가 속해 있다`, `SCO는 벨라루스를 회원국으로 받아들였다`, `A와 B가 참여하는 CSTO`."""
    agents = _agents(clause)
    if clause.predicate in table.belonging and clause.status == "happened":
        for body in _bodies([p for a in (*clause.arguments_in("goal"), *clause.arguments_in("patient")) for p in (*a.parties, *a.within)])[:1]:
            yield from (Found("member", agent, body, "member") for agent in agents)
    if clause.predicate in table.admitting and any(n == "member" for a in clause.arguments_in("as") for n in _kinds(a, table)):
        for body in _bodies(agents)[:1]:
            yield from (Found("member", new, body, "member") for a in clause.arguments_in("patient") for new in a.parties)
    if clause.predicate in table.taking_part:
        yield from _taking_part(clause, near, table)
    if clause.predicate in table.made_up:
        for body in _bodies([*agents, *(p for a in clause.arguments_in("patient") for p in a.parties)])[:1]:
            yield from (Found("member", p, body, "made-up-of") for a in clause.arguments_in("as") for p in a.parties)
    for argument in clause.arguments_in("agent"):
        # 안보리 이사국 15개 나라 가운데 한국과 미국이
        nouns = table.ties.get("member", ())
        some = any(right in table.among and left.endswith((*nouns, *table.countries)) for left, right in pairwise(argument.words))
        if some and argument.shared is None and any(w.endswith(nouns) for w in argument.words):
            for body in _bodies(argument.within)[:1]:
                yield from (Found("member", p, body, "among-members") for p in argument.parties if p.entity.startswith("state:"))


def _taking_part(clause: Clause, near: Sequence[Clause], table: Stances) -> Iterator[Found]:
    """`A와 B가 참여하는 CSTO`, `CSTO는 A와 B가 참여하는 군사동맹이다`."""
    agents = [p for p in _agents(clause) if not p.entity.startswith("organisation:")]
    for argument in clause.arguments:
        if argument.lent_by not in ("gap-object", "gap-subject"):
            continue
        bodies = _bodies(argument.parties)
        if not bodies and argument.head.endswith(table.bodies):
            for other in near:
                if other.form == "copula" and any(a.start == argument.start for a in other.arguments_in("attribute")):
                    bodies = _bodies(_agents(other))
        if bodies and not agents:
            # the list stands before the clause and has fallen to the next one: `A와 B 등 6개국이 참여하는 CSTO가 …`
            before = [p for c in near for a in c.arguments_in("agent") if a.shared is None and a.end < clause.trigger.start and clause.trigger.start - a.end <= 3 for p in a.parties]
            agents = [p for p in before if not p.entity.startswith("organisation:")]
        if not bodies:
            continue
        # who takes part in a format (쿼드) need be no member of anything
        kind: TieKind = "participant" if clause.predicate in table.attending and any(o.code == bodies[0].code and o.kind == "format" for o in lexicon.load().organisations) else "member"
        yield from (Found(kind, agent, body, "taking-part") for body in bodies[:1] for agent in agents)


def _chairs(clause: Clause, table: Stances, spoken: Spoken) -> Iterator[Found]:
    """`카자흐스탄은 SCO 의장국 자리를 중국에 넘겼다`, `CSTO 의장국은 카자흐스탄에서 키르기스스탄으로 넘어간다`, `…을 맡은 인도`."""
    if not any(clause.predicate in some for some in (table.handing_on, table.passing_on, table.taking_on)):
        return
    nouns = (*table.ties.get("chair", ()), *table.chairs)

    def chairs(*roles: Role) -> list[Party]:
        phrases = [a for role in roles for a in clause.arguments_in(role) if any(w.endswith(nouns) for w in a.words)]
        named = _bodies([p for a in phrases for p in (*a.within, *a.parties)])
        # 나이지리아가 의장국을 맡고 있는 ECOWAS; 의장을 맡은 나이지리아 대통령
        headed = _bodies([p for a in clause.arguments if a.lent_by is not None and a.lent_by.startswith("gap") for p in a.parties])
        holder = next((p for p in _agents(clause) if not _bodies([p])), None)
        return (named or headed or (spoken.body_of(holder) if phrases and holder is not None and not any(w.isascii() and w.isalpha() for a in phrases for w in a.words) else []))[:1] if phrases else []

    def parties(*roles: Role) -> list[Party]:
        return [p for role in roles for a in clause.arguments_in(role) if not any(w.endswith(nouns) for w in a.words) for p in a.parties]

    if clause.predicate in table.handing_on:
        for body in chairs("patient"):
            yield from (Found("chair", holder, body, "chair-handed-on") for holder in (*parties("agent")[:1], *parties("goal")[:1]))
    elif clause.predicate in table.passing_on:
        heirs = [*parties("source", "place")[:1], *parties("as", "goal")[:1]]
        spoke = any(w.endswith(nouns) for a in (*clause.arguments_in("agent"), *clause.arguments_in("patient")) for w in a.words)
        for body in chairs("agent", "patient") or (spoken.body_of(heirs[-1]) if heirs and spoke else []):
            yield from (Found("chair", holder, body, "chair-passed-on") for holder in (*parties("source", "place")[:1], *parties("as", "goal")[:1]))
    elif clause.predicate in table.taking_on:
        for body in chairs("patient"):
            yield from (Found("chair", holder, body, "chair-taken-on") for holder in (*parties("agent")[:1], *parties("source")[:1]))


def _hosts(clause: Clause, table: Stances, spoken: Spoken) -> Iterator[Found]:
    """`뉴델리에서 열린 G20 정상회의`, `EU는 사마르칸트에서 정상회의를 열었다`: where a summit is held; not the state where a body always meets."""
    if clause.predicate not in table.held:
        return
    states = [s for a in clause.arguments_in("place") for s in _countries(a)][:1]
    for argument in clause.arguments:
        words = (*argument.words, *(left + right for left, right in pairwise(argument.words)))
        if argument.role in ("agent", "patient") and any(w.endswith(table.summits) for w in words) and states:
            bodies = [b for b in _bodies([*argument.within, *argument.parties]) if b.code not in WORLD and not _is_group(b)]
            if not bodies and not argument.within and any(w in table.next_one for w in argument.words):
                bodies = spoken.body_of(states[0])
            if not bodies and argument.role == "patient":
                bodies = [b for b in _bodies(_agents(clause)) if b.code not in WORLD and not _is_group(b)]
            yield from (Found("host", state, body, "host-of-summit") for body in bodies[:1] for state in states if table.seats.get(body.code) != state.code)


def _is_group(party: Party) -> bool:
    """Whether a party is a group of states that is no organisation (중앙아시아, 서방)."""
    return any(o.code == party.code and o.kind == "group" for o in lexicon.load().organisations)


def _countries(argument: Argument) -> Iterator[Party]:
    """The states that the places of a phrase lie in."""
    for place in argument.places:
        state = next((s for s in lexicon.load().states if s.code == place.where.country), None)
        if state is not None:
            yield Party(code=state.code, entity=f"state:{state.code}", name=state.name, label=state.label, start=place.start, end=place.end)


def _initiatives(clause: Clause, table: Stances) -> Iterator[Found]:
    """`시 주석이 내세운 일대일로`: who launches an initiative or takes part in it."""
    if clause.predicate not in table.initiatives:
        return
    names = {o.code for o in lexicon.load().organisations if o.kind == "initiative"}
    for role in ("patient", "goal"):
        for argument in clause.arguments_in(role):
            for thing in (*argument.parties, *argument.within):
                if thing.code in names:
                    for agent in _agents(clause)[:1]:
                        yield Found("participant", agent, thing, "initiative")
