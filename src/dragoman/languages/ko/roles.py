"""From drafts to clauses: roles, nouns of action, and what one clause lends another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from dragoman.languages.ko.clauses import Draft, Node, Parse
from dragoman.languages.ko.grammar import grammar
from dragoman.languages.ko.parties import who
from dragoman.languages.ko.phrases import Item, NounPhrase
from dragoman.languages.ko.telling import complement_status, host_kind
from dragoman.model.language import Argument, Clause, Form, Place, Role, Status
from dragoman.model.parties import Party
from dragoman.model.text import Span
from dragoman.model.when import Where
from dragoman.names import lexicon

_ROLES: dict[str, Role] = {
    "object": "patient", "with": "partner", "to": "goal", "at": "goal", "in": "place", "by": "as", "as": "as",
    "from": "source", "about": "about", "against": "about", "for": "for", "agent": "agent", "complement": "attribute",
    "genitive": "agent", "through": "about", "besides": "about", "like": "as", "and": "partner", "cause": "about",
}  # fmt: skip
# Nouns at the end of a phrase that only carry the noun of action before them.
_CARRIERS = frozenset(
    "개최 실시 진행 추진 계획 예정 방침 의사 표명 강화 확대 준비 채비 필요성 제의 움직임 일정 구상 시도 행위 조치 방안 성사 재개 시작 사태 심화 결정 선언 발표 조짐 의혹 사실 태세 가능성 논의 시사 검토 예고 "
    "약속 돌입 임박 의지 작업 활동 노력 문제 소식 개시 확산 정책 협의 사업 프로젝트 체결 절차 여부 발언 성명 입장 모두발언 기자회견 공동기자회견 결과 연설 직후 모두".split()
)
_CARRIER_STATUS: dict[str, Status] = {
    **dict.fromkeys("계획 예정 방침 추진 준비 채비 구상 태세 움직임 일정 예고 임박 의지 약속 결정".split(), "planned"),
    **dict.fromkeys("필요성 제의 가능성 논의 시사 검토 방안 조짐 문제 의혹 여부 시도 절차".split(), "possible"),
}  # type: ignore[assignment]


# `북한의 발사를 언급하며 … 비판했다`: what is mentioned first is what the next act is about.
_MENTIONING = frozenset("언급 거론 겨냥 향하다 두다 놓다 가리키다 지칭 지목 거명 상기 들다".split())
_AGREEING = frozenset("합의 동의 약속 의견 기로 결정".split())
_THANKS = frozenset("감사 경의 사의 고맙다 환영 치하 찬사 축하".split())


@dataclass(slots=True)
class Context:
    """What a sentence lends to all of its clauses. `vocabulary` are the nouns of action that coding knows."""

    sentence: int
    span: Span
    vocabulary: frozenset[str]
    quoted: bool = False
    speaker: Party | None = None
    addressees: tuple[Party, ...] = ()
    rules: list[str] = field(default_factory=list)
    zero_subject: Party | None = None


@dataclass(slots=True)
class Told:
    """A clause together with the draft (and node) it was made from, so that time and voices can be laid on it."""

    clause: Clause
    draft: Draft | None
    node: Node | None
    content: tuple[int, ...] = ()


def _contents(draft: Draft) -> Iterator[Draft]:
    """The clauses that a predicate reports or asks for: 다고, 것을, 기를."""
    for report in draft.reports:
        yield report
        for other in report.reports:
            yield other
    for node in draft.nodes:
        if node.clause is not None:
            yield node.clause
        for modifier in node.modifiers:
            if isinstance(modifier, Draft) and node.marker in ("object", "at", "about", "by"):
                yield modifier


def clauses(parse: Parse, context: Context, headline: bool) -> list[Told]:
    """The clauses of a sentence: one a predicate, one a noun of action."""
    out: list[Told] = []
    order = {id(draft): i for i, draft in enumerate(parse.drafts)}
    for draft in parse.drafts:
        told = _of_draft(draft, context)
        told.content = tuple(order[id(c)] for c in _contents(draft) if id(c) in order)
        out.append(told)
    for node in parse.nodes:
        out.extend(_of_node(node, parse, context, headline))
        out.extend(_appositions(node, context))
    return out


def _appositions(node: Node, context: Context) -> Iterator[Told]:
    """`CSTO 회원국 카자흐스탄`: a noun between two names says what the second is to the first."""
    phrase = node.phrase
    if phrase is None or len(phrase.items) < 3 or len(node.reference.parties) != 1:
        return
    *before, noun, last = phrase.items
    party = node.reference.parties[0]
    if last.mention is None or last.mention.kind not in ("state", "organisation", "person") or noun.mention is not None:
        return
    if not noun.form.endswith("국") or noun.form in who().pair:
        return
    named = tuple(p for p in node.reference.within if p.end <= noun.start)
    if not named:
        return
    yield Told(
        Clause(
            id=0, sentence=context.sentence, start=phrase.start, end=phrase.end, trigger=Span(noun.start, noun.end), predicate="이다", form="copula",
            arguments=(
                Argument(role="agent", start=last.start, end=last.end, head=last.form, parties=(party,)),
                Argument(role="attribute", start=before[0].start if before else noun.start, end=noun.end, head=noun.form, within=named[-1:]),
            ),
            rules=("ko/apposition",),
        ),
        node.owner, None,
    )  # fmt: skip


def _of_draft(draft: Draft, context: Context) -> Told:
    predicate, telling = draft.predicate, draft.telling
    arguments = list(_arguments(draft, context))
    status, rules = _status(draft)
    start = min([predicate.start, *[n.start for n in draft.nodes]])
    form: Form = "copula" if predicate.lemma in ("이다", "아니다") else "verb"
    lemma = predicate.lemma
    if lemma == "하다" and any(n.clause is not None and n.clause.predicate.ending == "giro" for n in draft.nodes):
        lemma = "기로 하다"
    return Told(
        Clause(
            id=0, sentence=context.sentence, start=start, end=predicate.end, trigger=Span(predicate.stem_start, predicate.stem_end),
            predicate=lemma, form=form, arguments=tuple(arguments), negated=telling.negated or predicate.lemma == "아니다",
            quotes=tuple(n.phrase.quote.inner for n in draft.nodes if n.phrase is not None and n.phrase.quote is not None),
            past=_past(draft), reported=_is_reported(draft), adverbs=tuple(draft.adverbs), passive=draft.passive, status=status, speaker=context.speaker, addressees=context.addressees, quoted=context.quoted,
            rules=(*telling.rules, *rules, *(["ko/adnominal"] if predicate.ending == "adnominal" else [])),
        ),
        draft, None,
    )  # fmt: skip


def _is_reported(draft: Draft) -> bool:
    """Whether somebody is said to say the clause: …한다고, …한다는 뜻을."""
    return draft.reported_by is not None or draft.predicate.ending == "quoted-adnominal"


def _speaks_of_zero(draft: Draft) -> bool:
    """Whether a clause without a subject goes on about the one before: `13일엔 폴란드를 방문한다`."""
    predicate = draft.predicate
    if draft.passive or predicate.adjective or predicate.lemma in ("이다", "아니다"):
        return False
    scene = predicate.ending == "adnominal" and draft.gap is None and draft.head is not None and draft.head.head in ("뒤", "후", "자리", "직후", "가운데")
    return scene or predicate.ending in ("final", "connective", "quotative")


def _thanked(draft: Draft) -> bool:
    """`…한 것에 대해 감사드린다`: what somebody is thanked for is what they did."""
    owner = draft.head.owner if draft.head is not None else None
    if draft.gap is not None or owner is None:
        return False
    lemmas = {owner.predicate.lemma, *(n.head for n in owner.nodes)}
    return not lemmas.isdisjoint(_THANKS)


def _past(draft: Draft) -> bool:
    """Told in the past tense, by its own ending or that of the clause it is chained to."""
    seen = 0
    current: Draft | None = draft
    while current is not None and seen < 8:
        if any(f in ("었", "았", "였") for f in current.predicate.tail.split()) or (current.predicate.ending == "adnominal" and current.predicate.ending_form in ("ᆫ", "은", "던")):
            return True
        current, seen = current.chained, seen + 1
    return False


def _status(draft: Draft) -> tuple[Status, list[str]]:
    """The status of a clause: its own endings first, then what it hangs on."""
    telling = draft.telling
    status, rules = telling.status, []
    if telling.aim:
        return "possible", ["ko/aim"]
    if draft.head is not None and draft.gap is None and draft.head.owner is not None and draft.head.owner.predicate.lemma in _AGREEING and draft.head.head in ("데", "것"):
        return "planned", ["ko/agreed-to"]
    if draft.predicate.ending in ("adnominal", "quoted-adnominal", "nominal", "giro") and status in ("happened", "planned"):
        noun = draft.head.head if draft.head is not None else ""
        lent = complement_status(noun) if draft.gap is None else None
        if lent is not None and (status == "planned" or lent == "planned") and draft.predicate.ending != "nominal":
            if not (lent == "possible" and telling.tensed and status == "happened"):
                return lent, ["ko/complement"]
        if draft.predicate.ending == "giro":
            return "planned", ["ko/agreed-to"]
        if draft.predicate.ending == "nominal":
            return "possible", ["ko/nominalised"]
        if draft.head is not None and draft.head.owner is not None and draft.head.head in ("것", "점", "데"):
            kind = host_kind(draft.head.owner.predicate.lemma)
            if kind in ("possible", "planned") and status != "happened":
                return "possible", ["ko/called-for"]
    if not telling.tensed and draft.chained is not None and draft.predicate.ending == "connective":
        later, _ = ("happened", []) if draft.predicate.comma else _status(draft.chained)
        if later in ("planned", "possible") and draft.predicate.ending_form in ("고", "며", "으며", "어", "아", "어서", "아서", "면서", "으면서") and not draft.chained.telling.aim:
            return later, ["ko/chained"]
    if draft.reported_by is not None and host_kind(draft.reported_by.predicate.lemma) == "denied":
        return "denied", ["ko/denied"]
    if draft.head is not None and draft.head.owner is not None and draft.head.head in ("것", "사실", "점") and host_kind(draft.head.owner.predicate.lemma) == "denied":
        return "denied", ["ko/denied"]
    return status, rules


def _arguments(draft: Draft, context: Context) -> Iterator[Argument]:
    subject = draft.subject
    zero = context.zero_subject
    if subject is None and zero is not None and _speaks_of_zero(draft):
        yield Argument(role="agent", start=zero.start, end=zero.end, head=zero.name, parties=(zero,), shared="ko/zero-subject")
    if subject is None and context.quoted and context.addressees and _thanked(draft):
        first, last = context.addressees[0], context.addressees[-1]
        yield Argument(role="agent", start=first.start, end=last.end, head=first.name, parties=context.addressees, shared="ko/act-thanked-for")
    if subject is not None:
        role: Role = "patient" if draft.passive else "agent"
        rule = draft.subject_rule if draft.subject_rule != "ko/subject" else None
        yield argument(subject, role, rule)
        if draft.topic is not None and draft.topic is not subject and not subject.topic and draft.first("object") is None and draft.topic.owner is draft:
            yield argument(draft.topic, "patient", "ko/topic-as-object")
    if draft.gap == "object" and draft.head is not None:
        yield argument(draft.head, "patient", "ko/gap-object")
    for node in draft.nodes:
        if node is subject or node.topic and node.marker in ("topic", "subject"):
            continue
        if node.marker in ("quote", "according") or (node.phrase is not None and node.phrase.time is not None):
            continue
        if node.marker == "also":
            yield argument(node, "patient" if draft.first("object") is None and not node.is_party else "agent", "ko/also")
            continue
        if node.marker == "subject":
            yield argument(node, "attribute" if draft.passive else "agent", None)
            continue
        if node.marker == "":
            if node.end <= draft.predicate.start and draft.predicate.start - node.end <= 1:
                yield argument(node, "patient", "ko/bare-object")
            continue
        found = _ROLES.get(node.marker)
        if found is not None:
            yield argument(node, found, None)
    if draft.before is not None and draft.first("with") is None and draft.before.subject is not None:
        for node in draft.before.nodes:
            if node.marker == "with" and node.is_party:
                yield argument(node, "partner", "ko/shared-partner")
    for words in draft.reports:
        # `북한을 불량국가라고 부르다`: who is called what
        called, name = words.first("object"), words.first("complement")
        if words.predicate.lemma == "이다" and called is not None and name is not None:
            yield argument(called, "patient", "ko/called")
            yield argument(name, "as", "ko/called")
    if draft.before is not None and draft.before.predicate.lemma in _MENTIONING and draft.first("object", "about", "to", "at") is None:
        for node in draft.before.nodes:
            if node.marker == "object":
                yield argument(node, "about", "ko/mentioned-before")
    # what a complement noun takes on from the outside: `만나는 자리에서`
    if draft.head is not None and draft.head.phrase is not None and draft.gap is None and draft.head.is_party:
        yield argument(draft.head, "place", "ko/gap-other")


def argument(node: Node, role: Role, shared: str | None) -> Argument:
    """A node as an argument."""
    return Argument(
        role=role, start=node.start, end=node.phrase.end if node.phrase is not None else node.end, head=node.head,
        words=words_of(node), parties=node.reference.parties, within=tuple(within(node)), places=tuple(places(node)),
        marker=node.phrase.particle if node.phrase is not None else node.marker, shared=shared, whole=_whole(node),
    )  # fmt: skip


def _whole(node: Node) -> int:
    """Where a phrase begins with its modifiers; -1 if nothing modifies it."""
    starts = [node.start]
    for modifier in node.modifiers:
        if isinstance(modifier, Node):
            starts += [modifier.start, _whole(modifier) if _whole(modifier) >= 0 else modifier.start]
        else:
            starts += [modifier.predicate.start, *[n.start for n in modifier.nodes if n is not node]]
    for other in node.coordinated:
        starts.append(_whole(other) if _whole(other) >= 0 else other.start)
    return min(starts) if min(starts) < node.start else -1


def words_of(node: Node) -> tuple[str, ...]:
    """The words of a phrase and of the nouns that modify it or stand beside it."""
    own = node.phrase.words if node.phrase is not None else ()
    out = list(own)
    for other in [*node.coordinated, *[m for m in node.modifiers if isinstance(m, Node)]]:
        out.extend(words_of(other))
    for modifier in node.modifiers:
        if isinstance(modifier, Draft):
            out.append(modifier.predicate.lemma)
    return tuple(out)


def within(node: Node) -> Iterator[Party]:
    """Parties named inside a phrase: by its own words, its genitives, its coordinates and its adnominal clauses."""
    seen: set[tuple[int, int]] = {(p.start, p.end) for p in node.reference.parties}
    for party in _within(node):
        if (party.start, party.end) not in seen:
            seen.add((party.start, party.end))
            yield party


def _within(node: Node) -> Iterator[Party]:
    """The nearest layer that names anybody: the phrase's own words and genitives, else its adnominal clauses."""
    near = list(node.reference.within)
    for modifier in node.modifiers:
        if isinstance(modifier, Node):
            near += modifier.reference.parties or tuple(_within(modifier))
    for other in node.coordinated:
        near += _within(other)
    if near:
        yield from near
        return
    for modifier in node.modifiers:
        if isinstance(modifier, Draft):
            inner = [n for n in modifier.nodes if n is not node]
            for one in sorted(inner, key=lambda n: n is not modifier.subject):
                yield from one.reference.parties or tuple(_within(one))
            if modifier.subject is not None and modifier.subject_rule == "ko/shared-subject" and modifier.gap is None:
                yield from modifier.subject.reference.parties


def places(node: Node) -> Iterator[Place]:
    """Cities, regions and states named in a phrase, the most exact first."""
    found: list[Place] = []
    if node.phrase is not None:
        for item in node.phrase.items:
            place = place_of(item)
            if place is not None:
                found.append(place)
    for other in [*node.coordinated, *[m for m in node.modifiers if isinstance(m, Node)]]:
        found.extend(places(other))
    order = {"city": 0, "region": 1, "country": 2}
    yield from sorted(found, key=lambda p: order[p.where.precision])


def place_of(item: Item) -> Place | None:
    """The place an item names, if it does."""
    mention = item.mention
    if mention is None or mention.prefix in ("about", "leaning"):
        return None
    entry = mention.entry
    if isinstance(entry, lexicon.Place):
        where = Where(
            name=entry.name, label=entry.label, country=entry.country, latitude=entry.latitude, longitude=entry.longitude,
            precision="city" if entry.kind in ("city", "site") else "region",
        )  # fmt: skip
        return Place(where=where, start=item.start, end=item.end)
    if isinstance(entry, lexicon.State):
        where = Where(name=entry.name, label=entry.label, country=entry.code, precision="country")
        return Place(where=where, start=item.start, end=item.end)
    return None


# -- nouns of action ------------------------------------------------------------------------------------------------------


def _of_node(node: Node, parse: Parse, context: Context, headline: bool) -> Iterator[Told]:
    phrase = node.phrase
    if phrase is None or not phrase.items or node.is_party:
        return
    found = _action(phrase, context.vocabulary)
    if found is None:
        return
    noun, first, last, carriers = found
    host = node.owner
    outer = _outer(node, parse)
    form: Form = "noun"
    status: Status = "happened"
    rules: list[str] = []
    negated = False
    for carrier in carriers:
        if carrier in _CARRIER_STATUS:
            status = _worse(status, _CARRIER_STATUS[carrier])
            rules.append("ko/carrier-noun")
    lemma = None
    if host is not None:
        lemma = host.predicate.lemma
        kind = host_kind(lemma)
        governed = node.marker in ("object", "subject", "", "also", "topic", "complement") or (node.marker in ("at", "in") and kind == "light")
        if governed and kind == "light":
            form = "light"
            host_status, host_rules = _status(host)
            status, negated = _worse(status, host_status), host.telling.negated
            rules += [*host.telling.rules, *host_rules, "ko/light-verb"]
        elif governed and kind in ("carry", "planned", "possible"):
            form = "light" if kind == "carry" else "noun"
            host_status, host_rules = _status(host)
            made: Status = host_status if kind == "carry" else ("planned" if kind == "planned" else "possible")
            status = _worse(status, made)
            rules += [*host.telling.rules, *host_rules, f"ko/host-{kind}"]
        elif (governed or node.marker == "at") and kind in ("refused", "ended", "denied"):
            status = _worse(status, "denied" if kind == "denied" else "possible")
            rules.append(f"ko/host-{kind}")
        elif governed:
            host_status, _ = _status(host)
            rules.append(f"ko/host-{kind}")
            if host.predicate.ending == "connective" and host_status == "possible" and host.telling.aim:
                status = _worse(status, "possible")
        if host.predicate.lemma == "이다" and node.marker == "complement":
            form = "copula"
    elif headline and outer is None:
        form = "headline"
    if "before" in phrase.tails or "for" in phrase.tails:
        status = _worse(status, "planned")
    arguments = list(_action_arguments(node, phrase, first, host, headline and host is None, parse, context))
    yield Told(
        Clause(
            id=0, sentence=context.sentence, start=min([node.start, *[a.start for a in arguments if a.shared is None]]), end=node.end,
            trigger=Span(phrase.items[first].start, phrase.items[last].end), predicate=noun, form=form, arguments=tuple(arguments),
            host=lemma, host_kind=host_kind(lemma) if lemma is not None else None, past=host is not None and _past(host), negated=negated, status=status, speaker=context.speaker, addressees=context.addressees, quoted=context.quoted,
            rules=(*rules, *(["ko/adnominal"] if host is not None and host.predicate.ending == "adnominal" else [])),
        ),
        host or outer, node,
    )  # fmt: skip


def _worse(left: Status, right: Status) -> Status:
    """The less real of two statuses."""
    order: tuple[Status, ...] = ("happened", "planned", "possible", "denied")
    return max(left, right, key=order.index)


def _outer(node: Node, parse: Parse) -> Draft | None:
    """The predicate of the phrase that `node` modifies."""
    for other in parse.nodes:
        if any(m is node for m in other.modifiers) or any(c is node for c in other.coordinated):
            return other.owner or _outer(other, parse)
    return None


def _action(phrase: NounPhrase, vocabulary: frozenset[str]) -> tuple[str, int, int, list[str]] | None:
    """The noun of action that heads a phrase: its form, first and last item, and the carriers after it."""
    items = phrase.items
    last = len(items) - 1
    carriers: list[str] = []
    while last >= 0 and (items[last].mention is None or items[last].mention.prefix == "visit"):  # type: ignore[union-attr]
        for first in range(max(0, last - 3), last + 1):
            if all(items[k + 1].start - items[k].end <= 1 for k in range(first, last)) and all(i.mention is None or i.mention.prefix == "visit" for i in items[first : last + 1]):
                word = "".join(i.form for i in items[first : last + 1])
                if items[last].mention is not None:
                    word = "방문"
                if word in vocabulary:
                    return word, first, last, carriers
        head = next((h for h in grammar().compound_heads if items[last].form.endswith(h) and items[last].mention is None), None)
        if head is not None and head in vocabulary:
            return head, last, last, carriers
        if items[last].form not in _CARRIERS and items[last].tag not in ("XSN", "SN", "NNB"):
            return None
        carriers.append(items[last].form)
        last -= 1
    return None


def _action_arguments(node: Node, phrase: NounPhrase, first: int, host: Draft | None, headline: bool, parse: Parse, context: Context) -> Iterator[Argument]:
    """Who takes part in a noun of action: genitives and words of its own phrase, then what its host lends."""
    for modifier in node.modifiers:
        if isinstance(modifier, Node):
            role = _ROLES.get(modifier.marker)
            if role is not None and (role != "agent" or modifier.is_party or modifier.reference.within):
                yield argument(modifier, role, None)
        elif modifier.gap is None and modifier.subject is not None and modifier.subject_rule == "ko/subject" and modifier.head is node:
            yield argument(modifier.subject, "agent", "ko/adnominal-subject")
    visit = phrase.items[first].mention
    if visit is not None and visit.code:
        item = phrase.items[first]
        goal = Party(code=visit.code, entity=visit.entity, name=visit.name, label=visit.label, start=item.start, end=item.end)
        yield Argument(role="goal", start=item.start, end=item.end, head=visit.name, parties=(goal,), marker="방")
    own = [i for i in phrase.items[:first] if i.mention is not None]
    parties = tuple(p for p in node.reference.within if any(i.start <= p.start < i.end for i in own))
    found_places = tuple(p for p in (place_of(i) for i in own) if p is not None)
    if first > 0:
        before = phrase.items[:first]
        yield Argument(
            role="modifier", start=before[0].start, end=before[-1].end, head=before[-1].form, words=tuple(i.form for i in phrase.items[:first]),
            parties=parties, places=found_places, marker="",
        )  # fmt: skip
    for other in node.coordinated:
        if other.reference.parties:
            yield argument(other, "modifier", "ko/coordinated")
    if node.reference.within and not parties:
        listed = tuple(p for p in node.reference.within if any(s <= p.start < e for s, e in phrase.asides))
        if listed:
            yield Argument(role="modifier", start=phrase.start, end=phrase.end, head=phrase.items[0].form, parties=listed, shared=None)
    if host is not None:
        kind = host_kind(host.predicate.lemma)
        rule = f"ko/lent-by-{kind}"
        governed = node.marker in ("object", "subject", "also", "topic", "complement")
        for lent in _arguments(host, context):
            if lent.role in ("agent", "patient") and (
                kind in ("other", "given", "denied", "refused", "ended") if governed else node.marker not in ("in", "through", "for", "at", "to")
            ):
                continue
            if lent.start == node.start or (lent.start <= phrase.start and phrase.end <= lent.end and lent.end - lent.start >= phrase.end - phrase.start and lent.head == node.head):
                continue
            if lent.role in ("agent", "partner", "goal", "about", "place", "source", "for") or (lent.role == "patient" and host.passive):
                yield msgspec.structs.replace(lent, role="agent" if lent.role == "patient" else lent.role, shared=rule)
    elif headline:
        yield from _headline_arguments(node, parse)


def _headline_arguments(node: Node, parse: Parse) -> Iterator[Argument]:
    """`러, 우크라 전력망 공격`: in a headline the phrases that nothing took belong to its last noun of action."""
    for other in parse.left:
        if other is node or other.start > node.start or other.phrase is None:
            continue
        role: Role = _ROLES.get(other.marker, "agent" if other.is_party else "about")
        if other.marker in ("subject", "topic"):
            role = "agent"
        yield argument(other, role, "ko/headline")


def sentence_nodes(parse: Parse) -> Sequence[Node]:
    """All phrases of a sentence in order."""
    return sorted(parse.nodes, key=lambda n: n.start)
