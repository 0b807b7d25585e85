"""Noun phrases as they come: who they are, which belong together, what stands before what, and what waits for a predicate."""

from collections.abc import Callable, Sequence

import msgspec

from dragoman.languages.ko.drafts import Draft, Node
from dragoman.languages.ko.grammar import grammar
from dragoman.languages.ko.naming import Reference, sector_of, who
from dragoman.languages.ko.units import NounPhrase, Predicate, Unit, Word
from dragoman.model.parties import Party
from dragoman.names.lexicon import Organisation

# Tells who a phrase is, given whose it is by a genitive before it.
Resolve = Callable[[NounPhrase, Party | None], Reference]


class Joining:
    """The phrases of one sentence, read from left to right: `pending` wait for a predicate, `premodifiers` for the noun behind them."""

    def __init__(self, units: Sequence[Unit], resolve: Resolve, headline: bool, quoted: bool) -> None:
        self.units = list(units)
        self.headline = headline
        self.quoted = quoted
        self.resolve = resolve
        self.pending: list[Node] = []
        self.premodifiers: list[Node | Draft] = []
        self.drafts: list[Draft] = []
        self.nodes: list[Node] = []
        self.awaiting: list[Draft] = []
        self.previous: Draft | None = None
        self.resolved: dict[int, Reference] = {}

    def _noun_phrase(self, phrase: NounPhrase, index: int) -> None:
        head = self._head_of_delegation(phrase)
        reference = self._reference(phrase, head.reference.parties[-1] if head is not None else None)
        # 한국과 중국의 | 지난해 | 교역액: a time in between is not what is owned
        passed_on = self.premodifiers if phrase.time is not None and not phrase.marker and all(isinstance(m, Node) and m.marker == "genitive" for m in self.premodifiers) else []
        node = Node(
            phrase, reference, phrase.marker, phrase.start, max(phrase.end, phrase.full_end), [] if passed_on else self.premodifiers,
            comma=phrase.comma, topic=phrase.topic, adnominal=phrase.adnominal,
        )  # fmt: skip
        self.premodifiers = passed_on
        after = self.units[index + 1] if index + 1 < len(self.units) else None
        node.together = phrase.marker == "with" and isinstance(after, Word) and after.form in grammar().together
        if phrase.topic and phrase.marker in ("at", "in", "with", "to", "about", "by", "from"):
            node.topic = False
        for draft in node.modifiers:
            if isinstance(draft, Draft):
                self._fill_gap(draft, node)
        self._beside_the_named(node)
        self._coordinate(node, index)
        self._also_topic(node, index)
        self._headline_topic(node)
        self.nodes.append(node)
        if "between" in phrase.tails and node.marker in ("", "genitive"):
            node.marker = "with"
            node.adnominal = node.adnominal or not phrase.particle
        if phrase.adnominal or self._bare_modifier(node, index):
            node.adnominal = True
            # `주권에 대한 | 미국의 | 지지`: what the noun behind a genitive is about does not belong to the genitive
            # `…보냈다는 | 미국의 | 주장`: words in -다는 are those of the noun behind it
            # `열릴 | 북한과 미국의 | 회담`: what is held is the talk
            owning = [*node.coordinated, node] if node.marker == "genitive" and node.is_party else []
            passed = [m for n in owning for m in n.modifiers if _is_of_the_owned(m)]
            for owner in owning:
                owner.modifiers = [m for m in owner.modifiers if m not in passed]
            self.premodifiers = [*passed_on, *passed, node]
        else:
            self.pending.append(node)

    def _bare_modifier(self, node: Node, index: int) -> bool:
        """`카자흐스탄 간 | 합동훈련`: a 간 phrase without particle before a noun modifies it."""
        nxt = self._next(index)
        return node.phrase is not None and "between" in node.phrase.tails and not node.phrase.particle and isinstance(nxt, NounPhrase)

    def _reference(self, phrase: NounPhrase, led: Party | None = None) -> Reference:
        key = phrase.start
        if key not in self.resolved:
            owner = next((m for m in self.premodifiers if isinstance(m, Node) and m.marker == "genitive" and m.is_party), None)
            found = self.resolve(phrase, owner.reference.parties[-1] if owner is not None else led or self._dotted())
            self.resolved[key] = found if owner is None else _of_each(found, owner.reference.parties)
        return self.resolved[key]

    def _head_of_delegation(self, phrase: NounPhrase) -> Node | None:
        """`외교부 차관을 | 단장으로 하는 | 대표단`: who leads those that a phrase names; no longer waits for a predicate."""
        last = self.premodifiers[-1] if self.premodifiers else None
        if not phrase.items or not phrase.items[-1].form.endswith(who().delegations) or not isinstance(last, Node) or last.marker != "as" or last.head not in grammar().led_as or not self.pending:
            return None
        head = self.pending[-1]
        if head.marker != "object" or not head.is_party:
            return None
        last.modifiers.append(self.pending.pop())
        return head

    def _dotted(self) -> Party | None:
        """`유엔 인도주의·긴급구호 | 조정관`: an office whose name has a dot in it."""
        dotted = self.pending[-1] if self.pending and not self.premodifiers else None
        if dotted is not None and dotted.phrase is not None and dotted.phrase.dot and not dotted.is_party and dotted.reference.within:
            return dotted.reference.within[-1]
        return None

    def _led(self, predicate: Predicate) -> Party | None:
        """`우크라이나 대표단을 이끈 | 우메로우 국방장관`, `시비하 장관이 이끄는 | 대표단`: leaders and those they lead are of one state."""
        if predicate.lemma not in grammar().leading:
            return None
        other = next((n for marker in ("object", "subject") for n in reversed(self.pending) if n.marker == marker), None)
        parties = (*other.reference.parties, *other.reference.within) if other is not None else ()
        return parties[-1] if parties else None

    def _next(self, index: int) -> Unit | None:
        for unit in self.units[index + 1 : index + 3]:
            if isinstance(unit, Word) and unit.tag in ("MAJ", "MAG", "SP"):
                continue
            return unit
        return None

    def _also_topic(self, node: Node, index: int) -> None:
        """`기시다 총리도`, `앨버니지 총리 역시`: a party that does as others did is what the sentence is about."""
        if not node.is_party:
            return
        nxt = self.units[index + 1] if index + 1 < len(self.units) else None
        before = [d for d in self.drafts if d.head is not node]
        last = before[-1] if before else None
        if node.marker == "also" and isinstance(nxt, NounPhrase) and last is not None and last is self.previous and last.predicate.comma and last.predicate.ending_form in grammar().endings["another"] and all(n.end <= last.predicate.start for n in self.pending):
            # 중국은 …을 요구했고, | 러시아도 제재는 막다른 길이라며 | 반대했다
            node.marker, node.topic = "topic", True
            return
        if any(n.topic or n.marker == "subject" for n in self.pending):
            return
        if isinstance(nxt, Predicate) and nxt.lemma in grammar().visiting:
            # 이어 쿡제도도 | 찾는다: right before a visit it is who is visited
            return
        though = isinstance(nxt, Word) and nxt.form in ("역시", "또한")
        if (node.marker == "also" and node.phrase is not None and node.phrase.particle in grammar().even) or (node.marker == "" and though):
            node.marker, node.topic = "topic", True

    def _headline_topic(self, node: Node) -> None:
        """`푸틴, 나토 의식했나`: in a headline a party alone before a comma is what the rest is about."""
        if self.headline and node.is_party and node.marker == "" and node.comma and not self.pending and not self.drafts:
            node.marker, node.topic = "topic", True

    def _coordinate(self, node: Node, index: int) -> None:
        """Joins `A와 B`, `A·B`, `A, B 등` where both are of one kind; the last member carries the particle."""
        while self.pending:
            last = self.pending[-1]
            if last.owner is not None or last.phrase is None or last.topic:
                return
            joined = (
                last.marker == "and"
                or last.phrase.dot
                or (last.marker == "including")
                or (last.marker == "with" and self._same_kind(last, node) and not last.comma and all(_is_staying(m) for m in node.modifiers) and not last.together)
                or (last.marker == "" and last.comma and self._same_kind(last, node) and last.phrase.time is None)
            )
            if last.marker in ("and", "with") and last.is_party and self._is_stayed_in(last, node, index):
                last.marker = "with"
                return
            if last.marker in ("and", "with") and last.is_party and not node.is_party and _are_people(node.head) and not last.comma and not node.modifiers:
                # 리투아니아 정부와 국민에게: its people are of the same state
                self.pending.pop()
                node.coordinated, node.start = [*last.coordinated, last, *node.coordinated], last.start
                node.reference = Reference(last.reference.parties, (*last.reference.within, *node.reference.within), node.reference.note)
                return
            if last.marker == "and" and last.is_party and not node.is_party and not last.phrase.dot and not _lists_on(node):
                # 와/과 tagged as a conjunction between a party and a thing: it is "with"
                last.marker = "with"
                return
            if not joined or last.phrase.time is not None or _is_with_at(last, node):
                return
            self.pending.pop()
            for clause in node.modifiers:
                if isinstance(clause, Draft) and clause.gap == "subject" and clause.only is None:
                    clause.only = node.reference
            node.coordinated = [*last.coordinated, last, *node.coordinated]
            node.start = min(node.start, last.start)
            self._merge(node, last)

    def _beside_the_named(self, node: Node) -> None:
        """`이스라엘과 레바논의 | 헤즈볼라`: somebody who is named stands beside whoever stands before the genitive that says whose they are."""
        whose = next((m for m in node.modifiers if isinstance(m, Node) and m.marker == "genitive" and m.coordinated and m.is_party), None)
        if whose is None or whose.phrase is None or len(node.reference.parties) != 1 or not _is_named(node):
            return
        node.coordinated, whose.coordinated, whose.start = whose.coordinated, [], whose.phrase.start
        whose.reference = self.resolved[whose.phrase.start]
        node.start = node.coordinated[0].start
        self._merge(node, node.coordinated[-1])

    def _is_stayed_in(self, last: Node, node: Node, index: int) -> bool:
        """`문 대통령과 | 한국을 | 방문 중인 토카예프 대통령은`: a person or an army, and the state that somebody else is in."""
        after = self.units[index + 1] if index + 1 < len(self.units) else None
        stays = isinstance(after, Predicate) and after.ending == "adnominal" and after.lemma in grammar().staying
        return stays and not _is_bare_state(last) and _is_bare_state(node)

    def _merge(self, node: Node, other: Node) -> None:
        mine, theirs = node.reference, other.reference
        if node.is_party or not theirs.parties:
            node.reference = Reference((*theirs.parties, *mine.parties), (*theirs.within, *mine.within), mine.note)
        else:
            node.reference = Reference(mine.parties, (*theirs.parties, *theirs.within, *mine.within), mine.note)

    def _same_kind(self, left: Node, right: Node) -> bool:
        if left.is_party or right.is_party:
            return left.is_party and right.is_party
        return left.phrase is not None and right.phrase is not None and not left.reference.within

    def _fill_gap(self, draft: Draft, head: Node) -> None:
        """Which role the modified noun plays: `소치를 방문 중인 토카예프` (agent), `지난해 체결한 조약` (patient)."""
        draft.head = head
        if not head.is_party and head.head in grammar().complement_nouns:
            return
        predicate = draft.predicate
        has_object = draft.first("object") is not None
        if predicate.ending == "quoted-adnominal":
            return
        if draft.subject is None:
            transitive = not (draft.passive or predicate.adjective or predicate.lemma in grammar().intransitive or predicate.lemma in ("이다", "아니다"))
            visited = predicate.lemma in grammar().visiting and not has_object and head.is_party and head.reference.parties[-1].entity.startswith("state:")
            if visited and head.marker not in ("subject", "topic") and any(n.topic or n.marker == "subject" for n in self.pending):
                draft.gap = "object"
            elif head.is_party or has_object or not transitive:
                draft.gap = "subject"
            else:
                draft.gap = "object"
        elif not has_object and not draft.passive:
            draft.gap = "object"


def _are_people(noun: str) -> bool:
    """Nouns for people of a state, or a part of it; its arms (전투기, 미사일) are things."""
    return noun in who().kin or sector_of().get(noun, "MIL") != "MIL"


def _lists_on(node: Node) -> bool:
    """`우리나라와 | 미국 등 5개국 기자단에`: whether a phrase goes on with a list: it begins with a state, and has 등."""
    items = node.phrase.items if node.phrase is not None else []
    return len(items) > 2 and items[0].mention is not None and items[0].mention.kind == "state" and any(i.form in who().and_others for i in items[1:])


def _is_named(node: Node) -> bool:
    """Whether somebody is called by a name of their own: a person, an armed body."""
    named = [i.mention for i in node.phrase.items if i.mention is not None] if node.phrase is not None else []
    return any(m.kind == "person" or (isinstance(m.entry, Organisation) and m.entry.kind == "entity") for m in named)


def _is_bare_state(node: Node) -> bool:
    return node.phrase is not None and len(node.phrase.items) == 1 and all(p.entity.startswith("state:") and p.sector != "MIL" for p in node.reference.parties)


def _is_staying(modifier: Node | Draft) -> bool:
    """`한국을 방문 중인 | 토카예프 대통령`: a clause that says where somebody is."""
    return isinstance(modifier, Draft) and modifier.predicate.lemma in grammar().staying


def _is_with_at(left: Node, right: Node) -> bool:
    """`숄츠 총리와 | 엘리제궁에서`: a person and a place are no pair."""
    people = [any(p.entity.startswith("person:") for p in n.reference.parties) for n in (left, right)]
    return right.marker == "in" and people[0] and not people[1]


def _is_of_the_owned(modifier: Node | Draft) -> bool:
    if isinstance(modifier, Draft):
        return modifier.predicate.ending == "quoted-adnominal" or modifier.predicate.lemma in grammar().meeting_held
    return modifier.marker in ("about", "with", "for", "against")


def _of_each(found: Reference, owners: Sequence[Party]) -> Reference:
    """`프랑스, 독일, 영국의 외무장관들`: an office that a genitive with several states owns is one holder for each."""
    if len(owners) < 2 or len(found.parties) != 1 or found.parties[0].via != "ko/genitive-state":
        return found
    holder = found.parties[0]
    each = tuple(msgspec.structs.replace(holder, code=o.code, entity=o.entity) for o in owners)
    return Reference(each, found.within, found.note)
