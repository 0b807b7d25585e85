"""Which of the phrases that wait a predicate takes, by how it ends."""

from itertools import pairwise

from dragoman.languages.ko.drafts import Draft, Node
from dragoman.languages.ko.grammar import grammar
from dragoman.languages.ko.joining import Joining
from dragoman.languages.ko.naming import Reference
from dragoman.languages.ko.sayings import speech_words
from dragoman.languages.ko.telling import tell
from dragoman.languages.ko.units import NounPhrase, Predicate

_LOOSE = frozenset({"at", "to", "in", "by", "as", "from", "with", "about", "against", "for", "through", "agent", "like", "cause", "before", "besides", "than", "", "also"})


class Taking(Joining):
    """Gives phrases that wait to predicates."""

    # -- what is left for a later predicate -------------------------------------------------------------------------------

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

    def _of_a_sayer_outside(self, draft: Draft, index: int) -> list[Node]:
        """`“…”라며 | 이란이 협상에 응해야 한다고 | 했다`: words quoted before a subject that is spoken of are said by who says the rest.

        An outlet passes on what that subject said (`“…”라며 이란이 거부했다고 보도했다`).
        """
        quotes = self._of_a_later_sayer(draft, index)
        outer = next((u for u in self.units[index + 1 :] if isinstance(u, Predicate)), None)
        if not quotes or outer is None or outer.lemma not in speech_words().says or outer.lemma in speech_words().passes_on:
            return []
        return [q for q in quotes if any(n.marker == "subject" and not n.topic and n.start >= q.end for n in self.pending)]

    def _of_a_topic_before(self, words: Draft, draft: Draft) -> bool:
        """`당국자는 | …설명했다며 | 미국은 …환영한다고 | 말했다`: words in -며 between two topics are the first one's."""
        subject = draft.subject
        if subject is None or not subject.topic or subject.start < words.predicate.end:
            return False
        return any(n.topic and n.is_party and n.end <= words.predicate.start for n in self.pending)

    def _of_the_controller(self, draft: Draft, index: int) -> list[Node]:
        """`카자흐스탄이 | 속국이 되기를 | 거부했다`, `두 나라가 | 현안을 풀기 위한 | 대화를 열었다`: who acts is the subject of what follows."""
        if draft.predicate.marker == "for":
            return [n for n in self.pending if n.marker == "subject" and n.is_party][-1:]
        outer = next((u for u in self.units[index + 1 :] if isinstance(u, Predicate)), None)
        if outer is None or outer.lemma not in grammar().controlling:
            return []
        subjects = [n for n in self.pending if n.marker == "subject" and n.is_party]
        return subjects[-1:]

    # -- what is taken ----------------------------------------------------------------------------------------------------

    def _own(self, draft: Draft, node: Node) -> None:
        node.owner = draft
        draft.nodes.insert(0, node)
        if node.clause is not None and draft.predicate.lemma in grammar().beginning:
            node.clause.begun = draft
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
        if not named or last is None or last.predicate.ending != "connective" or last.topic is None or last.topic.start >= topic.start:
            return False
        # 인도는 …했지만 | 파키스탄은 …했다고 발표했다: two that are set against each other need no comma
        return last.predicate.comma or last.predicate.ending_form in grammar().endings["against"]

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
            elif node.marker == "to" and node.is_party and draft.first("at", "to") is not None and self._addresses_behind(draft):
                # 주민에게 | 장벽에 접근하면 위험하다고 | 경고했다: who is spoken to
                kept.append(node)
                continue
            elif taken_subject and node.phrase is not None and (node.marker == "according" or node.comma):
                kept.append(node)
                continue
            self._own(draft, node)
        self.pending.extend(reversed(kept))

    def _addresses_behind(self, draft: Draft) -> bool:
        """Whether a verb of speaking to somebody comes behind a predicate."""
        return any(isinstance(u, Predicate) and u.start > draft.predicate.start and u.lemma in grammar().addressing for u in self.units)

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
                if (node.comma and not complement) or (has_object and not complement and self._must_behind(index)):
                    break
                outer = any(n.marker == "subject" or n.topic for n in self.pending[:-1])
                thing_beside = intransitive and not node.is_party and not node.reference.within and all(n.marker == "complement" for n in draft.nodes)
                # 나이지리아가 의장국을 맡은 | 에코와스는: a topic behind leaves the subject no other predicate
                beside_topic = animate and isinstance(head, NounPhrase) and head.topic and head.marker == "topic" and not intransitive and node.is_party
                # 항공사들이 | 대만이 국가로 인식되게 만드는 | 표현을 고쳤다: of two subjects the nearer is that of the nearer predicate
                nearer = not animate and any(n.marker == "subject" and not n.topic for n in self.pending[:-1])
                if not complement and not beside_topic and not nearer and not (animate and thing_beside) and not self._takes_subject(animate, has_object, intransitive, predicate, outer):
                    break
                self._own(draft, self.pending.pop())
                before = self.pending[-1] if self.pending else None
                if complement and not has_object and not intransitive and before is not None and before.marker == "object" and self._another_object(index):
                    # 정부는 | 회담을 북한이 연기한 것에 대한 | 통지문을 보냈다: an object before the subject
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
            if node.marker in ("with", "and") and node.is_party and animate and predicate.lemma in grammar().staying and not node.comma:
                # 문 대통령과 | 한국을 방문 중인 | 토카예프 대통령은: the two, of whom one is a guest
                break
            if node.marker == "with" and node.is_party and form in grammar().made_together and has_object:
                # 인도는 프랑스와 | 전투기를 사들이는 | 계약을 맺었다: with whom it is made
                break
            if node.comma and not complement:
                break
            if node.marker in ("at", "to") and node.is_party and len(self.pending) > 1 and self.pending[-2].topic and self._asks_behind(index):
                # 한국은 북한에 | 공개하겠다는 | 약속을 지키라고 압박했다: who is asked
                break
            if node.marker == "in" and ((draft.nodes and not animate and not complement) or (form in ("것", "점") and node.head in grammar().said_in)):
                # 안보리에 보낸 서한에서 | 이란을 제재할 것을 | 요청했다: where it is said
                break
            self._own(draft, self.pending.pop())

    def _must_behind(self, index: int) -> bool:
        """`프랑스는 미국이 | 이행을 가로막는 | 행동에 나서지 말아야 한다고 밝혔다`: whether the words behind a clause say what whoever stands before it must do."""
        behind = self.units[index + 1 :]
        words = next((u for u in behind if isinstance(u, Predicate)), None)
        if words is None or words.ending != "quotative" or "ko/must" not in tell(words).rules:
            return False
        return not any(isinstance(u, NounPhrase) and (u.marker == "subject" or u.topic) for u in behind[: behind.index(words)])

    def _another_object(self, index: int) -> bool:
        """Whether an object comes behind a unit."""
        return any(isinstance(u, NounPhrase) and u.marker == "object" for u in self.units[index + 1 :])

    def _asks_behind(self, index: int) -> bool:
        """Whether words that tell somebody what to do come behind a unit, and a verb of saying them right after."""
        behind = [u for u in self.units[index + 1 :] if isinstance(u, Predicate)]
        return any(words.ending == "quotative" and "ko/command" in tell(words).rules and says.lemma in grammar().addressing for words, says in pairwise(behind))

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
