"""Arguments: the phrases of a clause by role, and who and where they name."""

from collections.abc import Iterator, Sequence

import msgspec

from dragoman.languages.ko.drafts import Draft, Node
from dragoman.languages.ko.grammar import grammar
from dragoman.languages.ko.told import Context
from dragoman.languages.ko.units import Item
from dragoman.model.language import Argument, Place, Role
from dragoman.model.parties import Party
from dragoman.model.when import Where
from dragoman.names import lexicon

# Which role a phrase plays by its marker (grammar.yaml).
ROLES: dict[str, Role] = {
    "object": "patient", "with": "partner", "to": "goal", "at": "goal", "in": "place", "by": "as", "as": "as",
    "from": "source", "about": "about", "against": "about", "for": "for", "agent": "agent", "complement": "attribute",
    "genitive": "agent", "through": "about", "besides": "about", "like": "as", "and": "partner", "cause": "about",
}  # fmt: skip


def arguments_of(draft: Draft, context: Context) -> Iterator[Argument]:
    subject = draft.subject
    zero = context.zero_subject
    if subject is None and zero and _speaks_of_zero(draft):
        yield Argument(role="agent", start=zero[0].start, end=zero[-1].end, head=zero[-1].name, parties=zero, shared="ko/zero-subject")
    if subject is None and context.quoted and context.addressees and _thanked(draft):
        first, last = context.addressees[0], context.addressees[-1]
        yield Argument(role="agent", start=first.start, end=last.end, head=first.name, parties=context.addressees, shared="ko/act-thanked-for")
    if subject is not None:
        role: Role = "patient" if draft.passive else "agent"
        rule = draft.subject_rule if draft.subject_rule != "ko/subject" else None
        author = _author(draft)
        judged = _is_judged(draft)
        if judged:
            yield argument(subject, "patient", "ko/topic-as-object")
            if draft.reported_by is not None and draft.reported_by.subject is not None:
                # 대변인은 미국의 조치는 긍정적으로 평가한다고 말했다
                judged, subject, rule = False, draft.reported_by.subject, "ko/shared-topic"
        if not judged:
            acting = argument(author, role, "ko/author") if author is not None else argument(subject, role, rule)
            yield msgspec.structs.replace(acting, parties=draft.only.parties, within=draft.only.within) if draft.only is not None and subject is draft.head else acting
        topic = draft.topic
        # 탈레반도 이번 테러는 규탄했다: a thing with 는 behind who does it
        behind = topic is not None and topic.start > subject.start and not topic.is_party and subject.is_party
        if draft.topic is not None and draft.topic is not subject and (not subject.topic or behind) and draft.first("object") is None and draft.topic.owner is draft:
            yield argument(draft.topic, "patient", "ko/topic-as-object")
    if draft.gap == "object" and draft.head is not None:
        yield argument(_what_is_said_to_be(draft.head) or draft.head, "patient", "ko/gap-object")
    for k, node in enumerate(draft.nodes):
        if node is subject or (node.topic and node.marker in ("topic", "subject")):
            continue
        if node.marker == "at" and node.head in grammar().circumstances:
            # 미국의 압박 속에
            continue
        if node.marker in ("quote", "according") or (node.phrase is not None and node.phrase.time is not None):
            continue
        if node.marker == "also":
            beside = draft.predicate.lemma in grammar().visiting and draft.predicate.start - node.end <= 2
            yield argument(node, "patient" if draft.first("object") is None and (not node.is_party or beside) else "agent", "ko/also")
            continue
        if node.marker == "subject":
            yield argument(node, "attribute" if draft.passive else "agent", None)
            continue
        if node.marker == "":
            if node.end <= draft.predicate.start and draft.predicate.start - node.end <= 1:
                yield argument(node, "patient", "ko/bare-object")
            continue
        if draft.passive and node.is_party and (node.marker == "to" or (node.marker == "at" and draft.predicate.lemma in grammar().passive_agents)):
            yield argument(node, "agent", "ko/passive-agent")
            continue
        if node.together and node.is_party and not draft.passive:
            # 북한을 중국과 함께 위협으로 지목했다; 미국은 EU와 함께 러시아를 규탄했다
            before = draft.nodes[k - 1] if k else None
            beside = before is not None and before.marker == "object" and before.is_party
            if beside or (subject is not None and subject.is_party):
                yield argument(node, "patient" if beside else "agent", "ko/together")
                continue
        if node.marker == "in" and node.is_party and node.phrase is not None and "side" in node.phrase.tails and not draft.passive:
            # 우리 측에서 국장이, 중국 측에서 주임이 참석했다
            yield argument(node, "agent", None)
            continue
        found = ROLES.get(node.marker)
        if found is not None:
            yield argument(node, found, None)
    if draft.before is not None and draft.first("with") is None and draft.before.subject is not None:
        for node in draft.before.nodes:
            if node.marker == "with" and node.is_party:
                yield argument(node, "partner", "ko/shared-partner")
    if draft.before is not None and draft.first("in") is None and draft.subject is not None and draft.before.subject is draft.subject:
        for node in draft.before.nodes:
            if node.marker == "in" and (node.is_party or _places(_layers(node))):
                yield argument(node, "place", "ko/shared-place")
    if draft.before is not None and draft.before.telling.status == "happened" and draft.predicate.lemma in grammar().addressing and draft.first("to", "at", "about", "against") is None and not any(
        n.marker == "object" and (n.is_party or n.reference.within) for n in draft.nodes
    ):
        for node in draft.before.nodes:
            if node.marker in ("to", "at") and (node.is_party or any(within(node))):
                yield argument(node, "goal", "ko/shared-goal")
    if draft.passive and draft.before is not None and draft.before.passive:
        # 중국 당국에 적발돼 억류된: who does the first does the second
        for lent in arguments_of(draft.before, context):
            if lent.role == "agent" and lent.shared == "ko/passive-agent":
                yield msgspec.structs.replace(lent, shared="ko/shared-agent")
    for words in draft.reports:
        # `북한을 불량국가라고 부르다`: who is called what
        called, name = words.first("object"), words.first("complement")
        if words.predicate.lemma == "이다" and called is not None and name is not None:
            yield argument(called, "patient", "ko/called")
            yield argument(name, "as", "ko/called")
    if draft.before is not None and draft.before.predicate.lemma in grammar().mentioning and draft.first("object", "about", "to", "at") is None:
        for node in draft.before.nodes:
            if node.marker == "object":
                yield argument(node, "about", "ko/mentioned-before")


def _what_is_said_to_be(node: Node) -> Node | None:
    """`크림반도는 러시아가 병합한 지역이다`: what is so described, where the noun that describes it names nothing."""
    being = node.owner
    if node.marker != "complement" or being is None or being.predicate.lemma != "이다" or node.is_party or _places(_layers(node)):
        return None
    return being.subject


def _is_judged(draft: Draft) -> bool:
    """Whether the topic of reported words is a thing that the one who reports them thinks something of."""
    subject, report = draft.subject, draft.reported_by
    if subject is None or draft.passive or draft.first("object") is not None or draft.predicate.lemma not in grammar().judging:
        return False
    if report is None:
        # 대통령은 "미국의 요구는 받아들일 수 없다"고 말했다: what is put before somebody accepts nothing
        return subject.marker == "topic" and subject.owner is draft and subject.head in grammar().put_forward
    return report.subject is not None and report.subject is not subject and subject.topic and subject.marker == "topic" and not subject.is_party and report.subject.is_party


def _author(draft: Draft) -> Node | None:
    """`유엔 총회는 러시아를 규탄하는 결의를 채택했다`: a text says what whoever issues it says."""
    whole = draft.subject
    if whole is not None and not whole.is_party and whole.head in grammar().issued_texts and not draft.passive:
        # 집행위원장이 낭독한 공동성명은 군부를 규탄했다
        for issued in whole.modifiers:
            if isinstance(issued, Draft) and issued.predicate.lemma in grammar().issuing and issued.gap != "subject" and issued.subject is not None and issued.subject.is_party:
                return issued.subject
    text = draft.head
    if draft.passive or draft.gap != "subject" or text is None or draft.subject is not text or text.owner is None or text.owner is draft:
        return None
    owner = text.owner
    sent = text.marker == "object" and text.head in grammar().issued_texts and owner.predicate.lemma in grammar().issuing
    signed = text.marker in ("at", "to") and text.head in grammar().signed_texts and owner.predicate.lemma in grammar().signing
    if not (sent or signed) or owner.telling.negated:
        return None
    return owner.subject if owner.subject is not None and owner.subject.is_party else None


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
    return not lemmas.isdisjoint(grammar().thanks)


def argument(node: Node, role: Role, shared: str | None) -> Argument:
    """A node as an argument."""
    layers = _layers(node)
    return Argument(
        role=role, start=node.start, end=node.phrase.end if node.phrase is not None else node.end, head=node.head,
        words=_words(layers), parties=node.reference.parties, within=tuple(within(node)), places=_places(layers),
        marker=node.phrase.particle if node.phrase is not None else node.marker, shared=shared, whole=_whole(node, layers),
    )  # fmt: skip


_EXACTNESS = {"city": 0, "region": 1, "country": 2}
#: How deep modifiers of modifiers are followed.
_MOST_LAYERS = 12


def _whole(node: Node, layers: Sequence[Node]) -> int:
    """Where a phrase begins with its modifiers (its `layers`); -1 if nothing modifies it."""
    first = min(map(_begin, layers))
    return first if first < node.start else -1


def _begin(node: Node) -> int:
    """Where a phrase or the clauses right before it begin."""
    if not node.modifiers:
        return node.start
    return min([node.start, *[s for m in node.modifiers if isinstance(m, Draft) for s in (m.predicate.start, *[x.start for n in m.nodes if n is not node for x in (n, *[y for y in n.modifiers if isinstance(y, Node)])])]])


def _layers(node: Node) -> list[Node]:
    """A phrase, those beside it and those that modify any of them: each once, nearest first, `_MOST_LAYERS` deep.

    `coordinated` is flat (a member's own list is held in the last member's), so only the first node's is followed.
    """
    out: list[Node] = []
    layer = [node, *node.coordinated]
    for _ in range(_MOST_LAYERS):
        if not layer:
            break
        out += layer
        layer = [x for n in layer for m in n.modifiers if isinstance(m, Node) for x in (m, *m.coordinated)]
    return out


def _words(layers: Sequence[Node]) -> tuple[str, ...]:
    """The words of a phrase and of the nouns that modify it or stand beside it (its `layers`)."""
    out: list[str] = []
    for one in layers:
        if one.phrase is not None:
            out += [i.form for i in one.phrase.items]
        for draft in one.modifiers:
            if isinstance(draft, Draft):
                out.append(draft.predicate.lemma)
                if draft.predicate.lemma in grammar().carrying:
                    out.extend(w for n in draft.nodes if n.phrase is not None for w in n.phrase.words)
    return tuple(out)


def within(node: Node) -> Iterator[Party]:
    """Parties named inside a phrase: by its own words, its genitives, its coordinates and its adnominal clauses."""
    # two may stand in the same words: 양국, 두 정상
    seen: set[tuple[int, int, str]] = {(p.start, p.end, p.code) for p in node.reference.parties}
    for party in _within(node):
        if (party.start, party.end, party.code) not in seen:
            seen.add((party.start, party.end, party.code))
            yield party


def _within(node: Node, depth: int = 0, beside: bool = True) -> Iterator[Party]:
    """The nearest layer that names anybody: the phrase's own words and genitives, else who does what its clauses tell."""
    owners = [p for m in node.modifiers if isinstance(m, Node) and m.marker == "genitive" for p in m.reference.parties]
    # 펠로시 의장의 대만 방문: whose it is goes before what the noun names besides
    named = node.phrase is not None and node.phrase.head is not None and node.phrase.head.mention is not None
    near = owners if owners and not named else [*owners, *node.reference.within]
    if depth >= _MOST_LAYERS:
        yield from near
        return
    for modifier in node.modifiers:
        if isinstance(modifier, Node) and not (owners and modifier.marker == "genitive"):
            near += modifier.reference.parties or tuple(_within(modifier, depth + 1))
    for other in node.coordinated if beside else ():
        near += _within(other, depth + 1, beside=False)
    if near:
        yield from near
        return
    for modifier in node.modifiers:
        if isinstance(modifier, Draft):
            subject = modifier.subject
            if subject is not None and subject is not node and (subject in modifier.nodes or (modifier.subject_rule == "ko/shared-subject" and modifier.gap is None)):
                yield from subject.reference.parties or tuple(_within(subject, depth + 1))


def _places(layers: Sequence[Node]) -> tuple[Place, ...]:
    """Cities, regions and states named in a phrase (its `layers`), the most exact first."""
    items = [i for one in layers if one.phrase is not None for i in one.phrase.items if i.mention is not None]
    if not items:
        return ()
    found = [p for p in map(place_of, items) if p is not None]
    return tuple(sorted(found, key=lambda p: _EXACTNESS[p.where.precision]))


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
