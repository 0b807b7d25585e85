"""Clauses: which phrase belongs to which predicate.

Korean is head-final, so a phrase belongs to a predicate to its right. The units of a sentence are read from left to
right; phrases wait until a predicate takes them. Each rule that decides has a name.
"""

from collections.abc import Callable, Sequence

import msgspec

from dragoman.languages.ko.attribution import speech_words
from dragoman.languages.ko.drafts import Draft, Node, Parse
from dragoman.languages.ko.grammar import grammar
from dragoman.languages.ko.naming import Reference, sector_of, who
from dragoman.languages.ko.subjects import share
from dragoman.languages.ko.telling import tell
from dragoman.languages.ko.units import NounPhrase, Predicate, Unit, Word
from dragoman.model.parties import Party

_LOOSE = frozenset({"at", "to", "in", "by", "as", "from", "with", "about", "against", "for", "through", "agent", "like", "cause", "before", "besides", "than", "", "also"})

# Tells who a phrase is, given whose it is by a genitive before it.
Resolve = Callable[[NounPhrase, Party | None], Reference]


class _Parser:
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

    def parse(self) -> Parse:
        adverbs: list[str] = []
        for index, unit in enumerate(self.units):
            if isinstance(unit, Word) and unit.tag == "MAG":
                adverbs.append(unit.form)
            elif isinstance(unit, NounPhrase):
                self._noun_phrase(unit, index)
            elif isinstance(unit, Predicate):
                self._predicate(unit, index)
                self.drafts[-1].adverbs, adverbs = adverbs, []
        if self.quoted:
            self._nominal_end()
        share(self.drafts)
        left = [n for n in self.pending if n.owner is None]
        left += [m for m in self.premodifiers if isinstance(m, Node)]
        return Parse(self.drafts, left, self.nodes)

    def _nominal_end(self) -> None:
        """`"북한의 미사일은 위협"이라고`: quoted words that end in a noun say that something is it."""
        last = self.pending[-1] if self.pending else None
        if last is None or last.phrase is None or last.marker or last.is_party or last.phrase.quote is not None or last.phrase.time is not None:
            return
        if self.units[-1] is not last.phrase and not isinstance(self.units[-1], Word):
            return
        last.marker = "complement"
        predicate = Predicate(last.end, last.end, last.phrase.items[-1].start, last.phrase.end, "이다", "", "", "final", "")
        self._predicate(predicate, len(self.units))

    # -- phrases ------------------------------------------------------------------------------------------------------

    def _noun_phrase(self, phrase: NounPhrase, index: int) -> None:
        reference = self._reference(phrase)
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
            passed = [m for m in node.modifiers if _is_of_the_owned(m)] if node.marker == "genitive" and node.is_party else []
            node.modifiers = [m for m in node.modifiers if m not in passed]
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
        last = self.drafts[-1] if self.drafts else None
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
                or (last.marker == "with" and self._same_kind(last, node) and not last.comma and not node.modifiers and not last.together)
                or (last.marker == "" and last.comma and self._same_kind(last, node) and last.phrase.time is None)
            )
            if last.marker in ("and", "with") and last.is_party and not node.is_party and node.head in sector_of().keys() | who().kin and not last.comma and not node.modifiers:
                # 리투아니아 정부와 국민에게: its people are of the same state
                self.pending.pop()
                node.coordinated, node.start = [*last.coordinated, last, *node.coordinated], last.start
                node.reference = Reference(last.reference.parties, (*last.reference.within, *node.reference.within), node.reference.note)
                return
            if last.marker == "and" and last.is_party and not node.is_party and not last.phrase.dot:
                # 와/과 tagged as a conjunction between a party and a thing: it is "with"
                last.marker = "with"
                return
            if not joined or last.phrase.time is not None or _is_with_at(last, node):
                return
            self.pending.pop()
            node.coordinated = [*last.coordinated, last, *node.coordinated]
            node.start = min(node.start, last.start)
            self._merge(node, last)

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

    # -- predicates ---------------------------------------------------------------------------------------------------

    def _predicate(self, predicate: Predicate, index: int) -> None:
        draft = Draft(predicate, tell(predicate))
        describes = predicate.adjective or predicate.lemma in grammar().describing
        if (describes and predicate.ending in ("adnominal", "quoted-adnominal")) or self._describes_too(predicate, index):
            self._describe(draft)
            return
        for extra in self.premodifiers:
            if isinstance(extra, Node):
                extra.marker = "agent" if extra.marker == "genitive" else extra.marker
                self.pending.append(extra)
        self.premodifiers = []
        ending = predicate.ending
        if ending in ("adnominal", "quoted-adnominal"):
            self._take_adnominal(draft, index)
            self.premodifiers.append(draft)
            before = self.previous
            if before is not None and self.units[index - 1] is before.predicate and before.predicate.ending == "connective" and before.predicate.ending_form in grammar().endings["manner"]:
                # 적발돼 | 억류 중인: with nothing between them the two are one account
                draft.before = before
        elif ending in ("nominal", "giro"):
            held = self._of_the_controller(draft, index)
            self.pending = [n for n in self.pending if n not in held]
            self._take_until_subject(draft)
            self.pending = sorted([*self.pending, *held], key=lambda n: n.start)
            node = Node(None, Reference(), predicate.marker or "object", draft.nodes[0].start if draft.nodes else predicate.start, predicate.end, clause=draft)
            self.nodes.append(node)
            self.pending.append(node)
        elif ending == "quotative":
            held = self._of_the_sayer(draft, index)
            self.pending = [n for n in self.pending if n not in held]
            self._take_words(draft)
            self.pending = sorted([*self.pending, *held], key=lambda n: n.start)
            # `…라며 거부했다고 전했다`: words in -며 are said by the next predicate, not by the last
            near = [w for w in self.awaiting if _is_with_words(w)]
            if near:
                self.awaiting = [w for w in self.awaiting if w not in near]
                for words in near:
                    words.reported_by = draft
                    draft.reports.append(words)
            self.awaiting.append(draft)
        elif ending == "connective":
            waiting = self._of_a_later_sayer(draft, index)
            self.pending = [n for n in self.pending if n not in waiting]
            self._take_until_subject(draft)
            self.pending = sorted([*self.pending, *waiting], key=lambda n: n.start)
            self._take_reports(draft)
        else:
            self._take_all(draft)
            self._take_reports(draft)
        self._of_the_quote(draft)
        if ending not in ("adnominal", "quoted-adnominal", "nominal", "giro"):
            self._chain(draft)
        self.drafts.append(draft)

    def _of_the_quote(self, draft: Draft) -> None:
        """`김 부부장은 | 안보리가 | "부속물"이라고 비난했다`: a subject between a topic and the words quoted is whom they speak of."""
        quote, subject = draft.first("quote"), draft.subject
        if draft.predicate.ending == "quotative" or quote is None or subject is None or subject.topic or subject.marker != "subject" or subject.start > quote.start:
            return
        topic = draft.topic if draft.topic in draft.nodes else next((n for n in reversed(self.pending) if n.topic and n.is_party), None)
        if topic is None or not topic.is_party or topic.start > subject.start:
            return
        subject.marker = "about"
        draft.subject, draft.subject_rule = (topic, "ko/subject") if topic in draft.nodes else (None, None)
        if draft.subject is topic:
            draft.topic = None

    def _chain(self, draft: Draft) -> None:
        """Links a connective clause to the one it leads to; one that reports words itself does not lead into other words."""
        before = self.previous
        if before is not None and before.predicate.ending == "connective":
            reports = bool(before.reports) or any(n.marker == "quote" for n in before.nodes)
            own = before.subject is not None and before.subject.marker == "subject" and before.predicate.ending_form in grammar().endings["occasion"]
            own = own or before.predicate.lemma in grammar().settings_of_speech
            own = own or (_is_said_itself(before) and not {"ko/command", "ko/must", "ko/need"}.isdisjoint(draft.telling.rules))
            if not ((reports or own) and draft.predicate.ending == "quotative"):
                before.chained, draft.before = draft, before
            else:
                return
        self.previous = draft

    def _describes_too(self, predicate: Predicate, index: int) -> bool:
        """`중국의 "무례하고 | 거친 | 보복"`: an adjective that goes on into another before a noun."""
        after = self.units[index + 1] if index + 1 < len(self.units) else None
        if not (predicate.adjective and predicate.ending == "connective" and isinstance(after, Predicate)):
            return False
        return after.adjective and (after.ending == "adnominal" or self._describes_too(after, index + 1))

    def _describe(self, draft: Draft) -> None:
        """An adjective before a noun takes a subject only if it stands next to it: `관계가 좋은`, not `양국이 | 다양한 행사를`."""
        last = self.units[max(0, self.units.index(draft.predicate) - 1)]
        node = self.pending[-1] if self.pending else None
        if node is not None and node.phrase is last and node.marker == "subject" and not node.is_party:
            self._own(draft, self.pending.pop())
        if node is not None and node.phrase is last and node.marker == "" and not node.comma and (node.is_party or node.reference.within):
            # 러시아 본토 | 깊숙한 | 비행장: what stands bare before the adjective belongs to the noun
            self.premodifiers = [*self.premodifiers, self.pending.pop()]
        self.premodifiers = [*self.premodifiers, draft]
        self.drafts.append(draft)

    def _take_reports(self, draft: Draft) -> None:
        for content in self.awaiting:
            content.reported_by = draft
            draft.reports.append(content)
        self.awaiting = []

    def _own(self, draft: Draft, node: Node) -> None:
        node.owner = draft
        draft.nodes.insert(0, node)
        if (node.marker == "subject" or node.topic) and (draft.subject is None or (draft.subject.topic and (node.marker == "subject" or not draft.subject.is_party))):
            if draft.subject is not None:
                draft.topic = draft.subject
            draft.subject = node
            draft.subject_rule = "ko/subject"
        elif node.topic:
            draft.topic = node

    def _take_all(self, draft: Draft) -> None:
        """A final predicate takes everything that waits; of two subjects the nearer one is its own."""
        for node in reversed(self.pending):
            if node.owner is None:
                self._own(draft, node)
        self.pending = []

    def _of_the_sayer(self, draft: Draft, index: int) -> list[Node]:
        """`블링컨 장관이 왕이 부장에게 | 러시아에 무기를 주지 말라고 | 경고했다`: who says the words, and to whom, is none of theirs."""
        says = next((u for u in self.units[index + 1 :] if isinstance(u, Predicate)), None)
        if says is None or says.lemma not in grammar().addressing:
            return []
        topic = max((k for k, n in enumerate(self.pending) if n.topic), default=-1)
        around = self.pending[topic + 1 :]
        goals = [n for n in around if n.marker in ("to", "at")]
        if "ko/command" in draft.telling.rules:
            first = goals[0] if goals and goals[0].is_party and (len(goals) > 1 or goals[0].marker == "to") else None
            # 태국 총리는 | 한국 기업이 더 들어와 달라고 | 요청했다: behind a topic that speaks, the subject is asked
            speaks = topic >= 0 and (self.pending[topic].is_party or self.pending[topic].is_pronoun)
            return [n for n in around if n is first or (n.marker == "subject" and n.is_party and not speaks)]
        subject = next((n for n in around if n.marker == "subject"), None)
        return [n for n in goals if n.is_party and subject is not None and n.start < subject.start]

    def _of_a_later_sayer(self, draft: Draft, index: int) -> list[Node]:
        """`"…규탄한다"며 | 북한군을 철수시키고 협력을 중단하라고 | 촉구했다`: words quoted belong to a verb of saying, not to what comes between."""
        says = speech_words().says
        if draft.predicate.lemma in says or draft.predicate.lemma in grammar().addressing:
            return []
        if not any(isinstance(u, Predicate) and u.lemma in says for u in self.units[index + 1 :]):
            return []
        return [n for n in self.pending if n.marker == "quote"]

    def _of_the_controller(self, draft: Draft, index: int) -> list[Node]:
        """`카자흐스탄이 | 속국이 되기를 | 거부했다`: who refuses or begins to do a thing is the subject of the refusing."""
        outer = next((u for u in self.units[index + 1 :] if isinstance(u, Predicate)), None)
        if outer is None or outer.lemma not in grammar().controlling:
            return []
        subjects = [n for n in self.pending if n.marker == "subject" and n.is_party]
        return subjects[-1:]

    def _take_words(self, draft: Draft) -> None:
        """Reported words take what is nearest up to their subject; of two topics the nearer one is theirs, the other who says them."""
        topics = [n for n in self.pending if n.topic and n.marker in ("topic", "subject")]
        inner = topics[-1] if len(topics) > 1 and not self._begins_anew(topics[-1]) else None
        if inner is None:
            self._take_until_subject(draft)
            return
        while self.pending:
            node = self.pending.pop()
            outer = node is inner and self._is_of_being(draft) and draft.subject is not None and not draft.subject.is_party
            self._own(draft, node)
            if outer:
                draft.subject = node
            if node is inner:
                break

    def _begins_anew(self, topic: Node) -> bool:
        """`이스라엘은 …을 폭격했고, | 튀르키예는 | 침략이라고 비난했다`: a topic behind a clause of the one before it has a predicate of its own."""
        before = self.drafts[-1] if self.drafts else None
        last = next((d for d in reversed(self.drafts) if d.predicate.end <= topic.start and d.predicate.ending == "connective"), before)
        named = topic.is_party and all(p.via is None for p in topic.reference.parties)
        return named and last is not None and last.predicate.ending == "connective" and last.predicate.comma and last.topic is not None and last.topic.start < topic.start

    def _take_until_subject(self, draft: Draft) -> None:
        """A connective or quoted predicate takes what is nearest, up to its subject; a topic waits for the last predicate."""
        kept: list[Node] = []
        taken_subject = False
        while self.pending:
            node = self.pending.pop()
            if node.topic and node.marker in ("topic", "also", "subject"):
                kept.append(node)
                draft.topic = draft.topic or node
                break
            if node.marker == "subject":
                if taken_subject:
                    if self._double_subject(draft, node):
                        self._own(draft, node)
                        draft.subject = node
                        break
                    kept.append(node)
                    break
                taken_subject = True
            elif taken_subject and node.phrase is not None and (node.marker == "according" or node.comma):
                kept.append(node)
                continue
            self._own(draft, node)
        self.pending.extend(reversed(kept))

    def _double_subject(self, draft: Draft, node: Node) -> bool:
        """`러시아가 책임이 있다`: a predicate of being has a thing as its nearer subject and a party as the outer one."""
        inner = draft.subject
        return self._is_of_being(draft) and inner is not None and not inner.is_party and node.is_party and bool(self.pending)

    def _is_of_being(self, draft: Draft) -> bool:
        return draft.predicate.adjective or draft.predicate.lemma in grammar().being

    def _take_adnominal(self, draft: Draft, index: int) -> None:
        """A predicate before a noun takes what stands next to it; its subject may be the noun itself."""
        head = self._next(index)
        reference = self._reference(head, self._led(draft.predicate)) if isinstance(head, NounPhrase) else Reference()
        form = head.head.form if isinstance(head, NounPhrase) and head.head is not None else ""
        animate = bool(reference.parties)
        complement = not animate and form in grammar().complement_nouns
        predicate = draft.predicate
        intransitive = (
            draft.passive or predicate.adjective or predicate.lemma in grammar().intransitive or predicate.lemma in ("이다", "아니다") or predicate.tail.startswith("중 이")
        )
        has_object = False
        while self.pending:
            node = self.pending[-1]
            if node.topic or node.marker == "according":
                break
            if node.marker == "subject":
                if node.comma and not complement:
                    break
                outer = any(n.marker == "subject" or n.topic for n in self.pending[:-1])
                thing_beside = intransitive and not node.is_party and not node.reference.within and all(n.marker == "complement" for n in draft.nodes)
                # 나이지리아가 의장국을 맡은 | 에코와스는: a topic behind leaves the subject no other predicate
                beside_topic = animate and isinstance(head, NounPhrase) and head.topic and head.marker == "topic" and not intransitive and node.is_party
                if not complement and not beside_topic and not (animate and thing_beside) and not self._takes_subject(animate, has_object, intransitive, predicate, outer):
                    break
                self._own(draft, self.pending.pop())
                if self.pending and self.pending[-1].phrase is not None and self.pending[-1].phrase.ahead:
                    self._own(draft, self.pending.pop())
                break
            if node.marker in ("object", "complement"):
                if node.marker == "object" and (has_object or (intransitive and not complement and predicate.lemma not in ("방문",))):
                    break
                has_object = has_object or node.marker == "object"
                self._own(draft, self.pending.pop())
                continue
            if node.marker not in _LOOSE and node.marker != "quote":
                break
            if node.comma and not complement:
                break
            if node.marker == "in" and draft.nodes and not animate and not complement:
                break
            self._own(draft, self.pending.pop())

    def _takes_subject(self, animate: bool, has_object: bool, intransitive: bool, predicate: Predicate, outer: bool) -> bool:
        if animate:
            return not has_object and not intransitive
        if predicate.adjective:
            return True
        if intransitive:
            return predicate.suffix in ("", "하") and outer
        if has_object:
            return outer
        return True

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


def _is_with_words(draft: Draft) -> bool:
    """`…라며`, `…라면서`: such words are said while something is done."""
    return draft.predicate.ending_form.endswith(tuple(grammar().endings["saying"]))


def _is_said_itself(draft: Draft) -> bool:
    """`휴전을 환영하고 | 합의를 지키라고 촉구했다`: who welcomes is who urges, and nobody is urged to welcome."""
    g = grammar()
    said = draft.first("object")
    return draft.predicate.lemma in g.done_by_saying or (draft.predicate.lemma in g.showing and said is not None and said.head in g.feelings)


def _is_with_at(left: Node, right: Node) -> bool:
    """`숄츠 총리와 | 엘리제궁에서`: a person and a place are no pair."""
    people = [any(p.entity.startswith("person:") for p in n.reference.parties) for n in (left, right)]
    return right.marker == "in" and people[0] and not people[1]


def _is_of_the_owned(modifier: Node | Draft) -> bool:
    if isinstance(modifier, Draft):
        return modifier.predicate.ending == "quoted-adnominal"
    return modifier.marker in ("about", "with", "for", "against")


def _of_each(found: Reference, owners: Sequence[Party]) -> Reference:
    """`프랑스, 독일, 영국의 외무장관들`: an office that a genitive with several states owns is one holder for each."""
    if len(owners) < 2 or len(found.parties) != 1 or found.parties[0].via != "ko/genitive-state":
        return found
    holder = found.parties[0]
    each = tuple(msgspec.structs.replace(holder, code=o.code, entity=o.entity) for o in owners)
    return Reference(each, found.within, found.note)


def parse(units: Sequence[Unit], resolve: Resolve, headline: bool = False, quoted: bool = False) -> Parse:
    """The clauses of one sentence. `resolve` tells who a phrase is; it is called once for each, left to right."""
    return _Parser(units, resolve, headline, quoted).parse()
