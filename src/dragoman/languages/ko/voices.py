"""On whose word something is told: the sources that a sentence names, and those who make an act known."""

import re
from functools import cache

from dragoman.languages.ko.drafts import Draft, Node, Parse
from dragoman.languages.ko.later import Later
from dragoman.languages.ko.naming import who
from dragoman.languages.ko.sayings import speech_words
from dragoman.model.language import Voice
from dragoman.model.parties import Party

_VOICE_KINDS = {
    "person": "person", "outlet": "outlet", "institution": "institution", "state": "state", "organisation": "organisation",
}  # fmt: skip


class Voices(Later):
    """Tells on whose word the clauses of a sentence are."""

    def announced_by(self, draft: Draft | None) -> list[Voice]:
        """`지원 계획도 밝혔다`: an act that is what somebody makes known is on their word."""
        if draft is None or draft.predicate.lemma not in speech_words().announces or draft.passive or draft.subject is None or not draft.subject.is_party:
            return []
        return [voice_of(draft.subject.reference.parties[0], draft.predicate.lemma)]

    def according(self, parse: Parse) -> list[Voice]:
        """The sources that a sentence names with 에 따르면."""
        voices: list[Voice] = []
        for node in parse.nodes:
            if node.marker == "according" and node.phrase is not None:
                voices += [self.voice_of_node(node, "따르다")]
        for draft in parse.drafts:
            # 국가정보원이 18일 발표한 대로
            if draft.predicate.lemma in speech_words().says and draft.predicate.ending == "adnominal" and _as_told().match(self.text, draft.predicate.end):
                teller = self.whom(draft.subject)
                voices += [voice_of(teller, draft.predicate.lemma)] if teller is not None else []
        return voices

    def pointed_back(self, source: Node) -> Party | None:
        """`이에 따르면`, `보도에 따르면`: who told the sentence before, or the outlet named last."""
        items = source.phrase.items if source.phrase is not None else ()
        if len(items) != 1 or items[0].mention is not None or source.modifiers:
            return None
        last = self.discourse.speaker
        if source.head in speech_words().pointing:
            return last if last is not None and self.turn_spoken >= self.turn - 1 else None
        return self.discourse.outlets[-1] if source.head in who().outlet_references and self.discourse.outlets else None

    def voice_of_node(self, node: Node, verb: str) -> Voice:
        """A source as a voice: an outlet named in the phrase before whoever heads it."""
        assert node.phrase is not None
        outlet = next((i for i in node.phrase.items if i.mention is not None and i.mention.kind == "outlet"), None)
        if outlet is not None and outlet.mention is not None:
            m = outlet.mention
            return Voice(name=self.text[outlet.start : outlet.end], label=m.label, kind="outlet", verb=verb, start=outlet.start, end=outlet.end, code=m.code)
        if node.reference.parties and (len(node.reference.parties) == 1 or not node.head.endswith(who().nameless)):
            return voice_of(node.reference.parties[0], verb)
        if node.reference.parties:
            # 한일 외교 소식통: of both
            name = self.text[node.start : node.phrase.items[-1].end]
            return Voice(name=name, label=name, kind="unnamed", verb=verb, start=node.start, end=node.phrase.items[-1].end)
        back = self.pointed_back(node)
        if back is not None:
            return voice_of(back, verb)
        name = self.text[node.start : node.phrase.end]
        code = node.reference.within[0].code if node.reference.within else None
        return Voice(name=name, label=name, kind="unnamed", verb=verb, start=node.start, end=node.phrase.end, code=code)


@cache
def _as_told() -> re.Pattern[str]:
    """What follows a predicate of saying where the sentence tells what was said: 발표한 대로, 밝힌 바와 같이."""
    return re.compile(r"\s?(?:" + "|".join(speech_words().as_told) + ")")


def voice_of(party: Party, verb: str) -> Voice:
    """A party as a voice."""
    kind = _VOICE_KINDS.get(party.entity.split(":")[0], "unnamed")
    return Voice(
        name=party.name, label=party.label, kind=kind, verb=dictionary_form(verb), start=party.start, end=party.end, code=party.code  # type: ignore[arg-type]
    )


def dictionary_form(lemma: str) -> str:
    """A predicate as a dictionary lists it: 강조 → 강조하다, 만나다 → 만나다."""
    return lemma if lemma.endswith("다") else lemma + "하다"
