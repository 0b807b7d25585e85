"""Nouns of action inside phrases: `미사일 발사`, `회담을 갖다`, `카자흐스탄과의 합동훈련을 추진한다`."""

from collections.abc import Iterator

import msgspec

from dragoman.languages.ko.arguments import ROLES, argument, arguments_of, place_of
from dragoman.languages.ko.drafts import Draft, Node, Parse
from dragoman.languages.ko.grammar import grammar
from dragoman.languages.ko.naming import who
from dragoman.languages.ko.status import is_past, status_of, worse
from dragoman.languages.ko.telling import carrier_status, carries, host_kind, only_carries
from dragoman.languages.ko.told import Context, Told
from dragoman.languages.ko.units import Item, NounPhrase
from dragoman.model.language import Argument, Clause, Form, Role, Status
from dragoman.model.parties import Party
from dragoman.model.text import Span

#: How a noun of action stands with the verb that governs it.
_GOVERNED = frozenset({"object", "subject", "", "also", "topic", "complement"})
#: Tails of a phrase that say when something else was done: 정상회담 직후.
_WHEN = frozenset({"after", "before", "when", "during"})


def actions_in(node: Node, parse: Parse, context: Context, headline: bool) -> Iterator[Told]:
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
        lent = carrier_status(carrier)
        # 방중 일정을 마쳤다
        if lent is not None and not (carrier in grammar().programmes and host is not None and host.predicate.lemma in grammar().through):
            status = worse(status, lent)
            rules.append("ko/carrier-noun")
    lemma = None
    if host is not None:
        lemma = host.predicate.lemma
        kind = host_kind(lemma)
        # 회담에 임하다, not 발사에 우려를 표하다: where the host has an object, that is what is done
        bare = not any(n.marker == "object" for n in host.nodes if n is not node)
        # 통화까지 했다
        beside = bool(phrase.particle) or _WHEN.isdisjoint(phrase.tails)
        governed = (beside and node.marker in _GOVERNED) or (node.marker == "until" and lemma in grammar().even_does) or (node.marker in ("at", "in") and kind == "light" and bare)
        if governed and kind == "light":
            # 제재가 효과를 거두지 못했다: what came to nothing is the effect
            form = "noun" if host.telling.negated and node.marker == "subject" and not bare else "light"
            host_status, host_rules = status_of(host)
            status, negated = worse(status, host_status), host.telling.negated
            rules += [*host.telling.rules, *host_rules, "ko/light-verb"]
        elif governed and kind in ("carry", "planned", "possible"):
            # 합의를 지키지 않았다 tells no agreement
            form = "light" if kind == "carry" and not host.telling.negated else "noun"
            host_status, host_rules = status_of(host)
            made: Status = host_status if kind == "carry" else ("planned" if kind == "planned" else "possible")
            status = worse(status, made)
            rules += [*host.telling.rules, *host_rules, f"ko/host-{kind}"]
        elif (governed or node.marker == "at") and kind in ("refused", "ended", "denied"):
            status = worse(status, "denied" if kind == "denied" else "possible")
            rules.append(f"ko/host-{kind}")
        elif governed:
            host_status, _ = status_of(host)
            rules.append(f"ko/host-{kind}")
            if host.predicate.ending == "connective" and host_status == "possible" and host.telling.aim:
                status = worse(status, "possible")
        if host.predicate.lemma == "이다" and node.marker == "complement":
            form = "copula"
    elif headline and outer is None:
        form = "headline" if _is_last(node, parse) else "noun"
    if "before" in phrase.tails or "for" in phrase.tails:
        status = worse(status, "planned")
    told, lies = _spoken_of(node, phrase, parse)
    status = worse(status, lies)
    if form == "noun" or lies != "happened":
        rules.append(told)
    arguments = list(_action_arguments(node, phrase, first, host, form == "headline", parse, context))
    yield Told(
        Clause(
            id=0, sentence=context.sentence, start=min([node.start, *[a.start for a in arguments if a.shared is None]]), end=node.end,
            trigger=Span(phrase.items[first].start, phrase.items[last].end), predicate=noun, form=form, arguments=tuple(arguments),
            host=lemma, host_kind=host_kind(lemma) if lemma is not None else None, past=host is not None and is_past(host), negated=negated, status=status, speaker=context.speaker, addressees=context.addressees, quoted=context.quoted,
            rules=(*rules, *(["ko/adnominal"] if host is not None and host.predicate.ending == "adnominal" else []), *(["ko/also-did"] if host is not None and host.did_also else [])),
        ),
        host or outer, node,
    )  # fmt: skip


def _spoken_of(node: Node, phrase: NounPhrase, parse: Parse) -> tuple[str, Status]:
    """`정상회담의 성공을 위해`, `다음 달 열릴 회담`, `철수의 시한`, `회담의 성과`: what the words about an act tell of when it is."""
    g = grammar()
    above = next((n for n in parse.nodes if any(m is node for m in n.modifiers)), None)
    words = {i.form for i in phrase.items} | ({i.form for i in above.phrase.items} if above is not None and above.phrase is not None else set())
    held = {m.predicate.ending_form for m in node.modifiers if isinstance(m, Draft) and m.predicate.ending == "adnominal" and m.predicate.lemma in g.meeting_held}
    if not words.isdisjoint(g.came_to_nothing):
        return "ko/host-ended", "happened"
    due = carrier_status(above.head) if above is not None and node.marker == "genitive" else None
    if due is not None or not held.isdisjoint(("ᆯ", "을")):
        return "ko/spoken-of-ahead", due or "planned"
    if not held.isdisjoint(("ᆫ", "은", "던")):
        return "ko/spoken-of-behind", "happened"
    host = node.owner
    beside = node.marker in ("in", "through", "by") and host is not None
    to_come = beside and host is not None and host.predicate.ending not in ("adnominal", "giro") and status_of(host)[0] in ("planned", "possible")
    if to_come or not words.isdisjoint(g.still_to_come) or "는" in held:
        return "ko/spoken-of-ahead", "happened"
    looked_back = beside and host is not None and is_past(host)
    if looked_back or "after" in phrase.tails or not words.isdisjoint(g.what_came_of_it):
        return "ko/spoken-of-behind", "happened"
    return "ko/spoken-of", "happened"


def _is_last(node: Node, parse: Parse) -> bool:
    """Whether nothing stands behind a noun of action in a headline: only the last one is what is told."""
    return not any(n.start > node.start for n in parse.nodes) and not any(d.predicate.start > node.start for d in parse.drafts)


def _outer(node: Node, parse: Parse) -> Draft | None:
    """The predicate of the phrase that `node` modifies."""
    for other in parse.nodes:
        if any(m is node for m in other.modifiers) or any(c is node for c in other.coordinated):
            return other.owner or _outer(other, parse)
    return None


def _action(phrase: NounPhrase, vocabulary: frozenset[str]) -> tuple[str, int, int, list[str]] | None:
    """The noun of action that heads a phrase: its form, first and last item, and the carriers after it."""
    return _action_before(phrase.items, len(phrase.items) - 1, vocabulary, [])


def _action_before(items: list[Item], last: int, vocabulary: frozenset[str], carriers: list[str]) -> tuple[str, int, int, list[str]] | None:
    """The noun of action that ends at an item, or before the carriers that end there."""
    while last >= 0 and _may_tell(items[last]):
        if last > 0 and only_carries(items[last].form):
            found = _action_before(items, last - 1, vocabulary, [*carriers, items[last].form])
            if found is not None:
                return found
        earliest = last
        while earliest > max(0, last - 3) and items[earliest].start - items[earliest - 1].end <= 1 and _may_tell(items[earliest - 1]):
            earliest -= 1
        for first in range(earliest, last + 1):
            word = "".join([i.form for i in items[first : last + 1]]) if items[last].mention is None else "방문"
            if word in vocabulary:
                return word, first, last, carriers
        word, heads = items[last].form, grammar().compound_heads
        head = next(h for h in heads if word.endswith(h)) if word.endswith(heads) and items[last].mention is None else None
        if head is not None and head in vocabulary:
            return head, last, last, carriers
        if not carries(items[last].form) and items[last].tag not in ("XSN", "SN", "NNB"):
            return None
        carriers.append(items[last].form)
        last -= 1
    return None


def _may_tell(item: Item) -> bool:
    """Whether a word may be (part of) a noun of action: a name is none, but 방한 is."""
    return item.mention is None or item.mention.prefix == "visit"


def _action_arguments(node: Node, phrase: NounPhrase, first: int, host: Draft | None, headline: bool, parse: Parse, context: Context) -> Iterator[Argument]:
    """Who takes part in a noun of action: genitives and words of its own phrase, then what its host lends."""
    for modifier in node.modifiers:
        if isinstance(modifier, Node):
            role = ROLES.get(modifier.marker)
            if role is not None and (role != "agent" or modifier.is_party or modifier.reference.within):
                yield argument(modifier, role, None)
        elif modifier.gap == "object" and modifier.head is node and host_kind(modifier.predicate.lemma) == "light" and modifier.subject is not None and modifier.subject in modifier.nodes and modifier.subject.is_party:
            # 한미일 3국이 벌인 | 연합훈련을 비난했다
            yield argument(modifier.subject, "agent", "ko/held-by")
        elif modifier.gap is None and modifier.subject is not None and modifier.subject_rule == "ko/subject" and modifier.head is node:
            yield argument(modifier.subject, "agent", "ko/adnominal-subject")
    visit = phrase.items[first].mention
    if visit is not None and visit.code:
        item = phrase.items[first]
        goal = Party(code=visit.code, entity=visit.entity, name=visit.name, label=visit.label, start=item.start, end=item.end)
        yield Argument(role="goal", start=item.start, end=item.end, head=visit.name, parties=(goal,), marker="방")
    own = [i for i in phrase.items[:first] if i.mention is not None]
    # 미국 지원; 양측 협상
    parties = tuple(p for p in node.reference.within if any(i.start <= p.start < i.end for i in phrase.items[:first] if i.mention is not None or p.via is not None))
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
        governed = node.marker in _GOVERNED or (node.marker == "until" and host.predicate.lemma in grammar().even_does)
        named = any(isinstance(m, Node) and m.marker in ("genitive", "agent") and m.is_party for m in node.modifiers)
        for lent in context.arguments.get(id(host)) or arguments_of(host, context):
            if named and lent.role == "agent" and host.predicate.lemma not in grammar().suffering:
                continue
            if lent.role in ("agent", "patient") and (
                kind in ("other", "given", "denied", "refused", "ended") if governed else node.marker not in ("in", "through", "for", "at", "to")
            ):
                continue
            if lent.start == node.start or (lent.start <= phrase.start and phrase.end <= lent.end and lent.end - lent.start >= phrase.end - phrase.start and lent.head == node.head):
                continue
            if lent.role in ("agent", "partner", "goal", "about", "place", "source", "for") or (lent.role == "patient" and host.passive):
                suffered = lent.role == "agent" and host.predicate.lemma in grammar().suffering
                yield msgspec.structs.replace(lent, role="patient" if suffered else "agent" if lent.role == "patient" else lent.role, shared=rule)
    elif headline:
        yield from _headline_arguments(node, parse)


def _headline_arguments(node: Node, parse: Parse) -> Iterator[Argument]:
    """`러, 우크라 전력망 공격`: in a headline the phrases that nothing took belong to its last noun of action."""
    acts = False
    for other in parse.left:
        if other is node or other.start > node.start or other.phrase is None:
            continue
        # 블링컨, 카자흐스탄 전격 방문: the second name without a particle is not who does it
        role: Role = ROLES.get(other.marker, ("modifier" if acts else "agent") if other.is_party else "about")
        acts = acts or (role == "agent" and other.phrase.comma)
        if other.marker in ("subject", "topic"):
            role = "agent"
        yield argument(other, role, "ko/headline")


def appositions(node: Node, context: Context) -> Iterator[Told]:
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
