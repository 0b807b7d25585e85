"""Clauses: which phrase belongs to which predicate.

Korean is head-final, so a phrase belongs to a predicate to its right. The units of a sentence are read from left to
right; phrases wait until a predicate takes them. Each rule that decides has a name.
"""

from collections.abc import Sequence

from dragoman.languages.ko.drafts import Draft, Node, Parse
from dragoman.languages.ko.grammar import grammar
from dragoman.languages.ko.joining import Resolve
from dragoman.languages.ko.naming import Reference
from dragoman.languages.ko.subjects import share
from dragoman.languages.ko.taking import Taking
from dragoman.languages.ko.telling import tell
from dragoman.languages.ko.units import NounPhrase, Predicate, Unit, Word


class _Parser(Taking):
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
            if before is not None and self.units[index - 1] is before.predicate and before.predicate.ending == "connective" and (ending == "quoted-adnominal" or before.predicate.ending_form in grammar().endings["manner"]):
                # 적발돼 | 억류 중인, 보내지 않도록 | 요청했다는: with nothing between them the two are one account
                draft.before = before
        elif ending in ("nominal", "giro"):
            held = self._of_the_controller(draft, index)
            self.pending = [n for n in self.pending if n not in held]
            self._take_until_subject(draft)
            self.pending = sorted([*self.pending, *held], key=lambda n: n.start)
            node = Node(None, Reference(), predicate.marker or "object", draft.nodes[0].start if draft.nodes else predicate.start, predicate.end, clause=draft)
            self.nodes.append(node)
            self.pending.append(node)
            before = self.previous
            if ending == "nominal" and predicate.marker == "object" and before is not None and self.units[index - 1] is not before.predicate and _is_linked(before):
                # 회의를 | 열어 | 협조하기를 바란다: the two are hoped for together; 만나 협력하기로 했다: they have met
                before.chained = self.previous = draft
        elif ending == "quotative":
            held = self._of_the_sayer(draft, index)
            held += self._of_a_sayer_outside(draft, index)
            self.pending = [n for n in self.pending if n not in held]
            self._take_words(draft)
            self.pending = sorted([*self.pending, *held], key=lambda n: n.start)
            # `…라며 거부했다고 전했다`: words in -며 are said by the next predicate, not by the last
            near = [w for w in self.awaiting if _is_with_words(w) and not self._of_a_topic_before(w, draft)]
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


def _is_linked(draft: Draft) -> bool:
    """Whether a clause runs on into the next as one account: 열어, 모여서."""
    return draft.predicate.ending == "connective" and not draft.predicate.comma and draft.predicate.ending_form in grammar().endings["manner"]


def _is_with_words(draft: Draft) -> bool:
    """`…라며`, `…라면서`: such words are said while something is done."""
    return draft.predicate.ending_form.endswith(tuple(grammar().endings["saying"]))


def _is_said_itself(draft: Draft) -> bool:
    """`휴전을 환영하고 | 합의를 지키라고 촉구했다`: who welcomes is who urges, and nobody is urged to welcome."""
    g = grammar()
    said = draft.first("object")
    return draft.predicate.lemma in g.done_by_saying or (draft.predicate.lemma in g.showing and said is not None and said.head in g.feelings)


def parse(units: Sequence[Unit], resolve: Resolve, headline: bool = False, quoted: bool = False) -> Parse:
    """The clauses of one sentence. `resolve` tells who a phrase is; it is called once for each, left to right."""
    return _Parser(units, resolve, headline, quoted).parse()
