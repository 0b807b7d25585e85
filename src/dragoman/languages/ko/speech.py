"""Who says what: quotes and reported words, their speakers, and on whose word a clause is told."""

from collections.abc import Sequence
from functools import cache

import msgspec

from dragoman.languages.ko.discourse import Discourse
from dragoman.languages.ko.drafts import Draft, Node, Parse
from dragoman.languages.ko.grammar import load_yaml
from dragoman.languages.ko.sentences import Quote
from dragoman.model.language import Speech, Voice
from dragoman.model.parties import Party, Unresolved
from dragoman.model.text import Span

_VOICE_KINDS = {
    "person": "person", "outlet": "outlet", "institution": "institution", "state": "state", "organisation": "organisation",
}  # fmt: skip


class _Verbs(msgspec.Struct, frozen=True):
    says: frozenset[str]
    denies: frozenset[str]
    unnamed: frozenset[str]
    content_nouns: frozenset[str]


@cache
def _verbs() -> _Verbs:
    return load_yaml("speech.yaml", _Verbs)


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A quote or reported clause of a sentence with its speaker and the predicate that reports it."""

    speech: Speech
    quote: Quote | None = None
    content: Draft | None = None  # type: ignore[type-arg,unused-ignore]


class SpeechFinder:
    """Finds the speech of one sentence after another."""

    def __init__(self, text: str, discourse: Discourse) -> None:
        self.text = text
        self.discourse = discourse

    def find(self, parse: Parse, span: Span, quotes: Sequence[Quote], headline: bool) -> list[Said]:
        """Quotes and reported words of a sentence, in order, with their speakers."""
        out: list[Said] = []
        placed: set[int] = set()
        for draft in parse.drafts:
            quoted = [n for n in draft.nodes if n.phrase is not None and n.phrase.quote is not None]
            reports = draft.reports if self._reports(draft) else []
            complement = self._complement(draft)
            if not quoted and not reports and complement is None:
                continue
            speaker = self._speaker(draft, quoted, headline)
            addressees = self._addressees(draft, speaker)
            for node in quoted:
                assert node.phrase is not None
                assert node.phrase.quote is not None
                placed.add(node.phrase.quote.span.start)
                out.append(self._said(node.phrase.quote, None, node.phrase.quote.inner, draft.predicate.lemma, speaker, addressees))
            for content in reports:
                if draft.predicate.lemma in _verbs().unnamed and draft.passive:
                    continue
                words = self._words(content, draft, span)
                out.append(self._said(None, content, words, draft.predicate.lemma, speaker, addressees))
            if complement is not None and not reports:
                out.append(self._said(None, complement, self._words(complement, draft, span), draft.predicate.lemma, speaker, addressees))
            if speaker is not None:
                self._remember(speaker, addressees)
        for quote in quotes:
            if quote.speech and quote.span.start not in placed:
                speaker = self._loose_speaker(parse, quote, headline)
                out.append(self._said(quote, None, quote.inner, "말하다", speaker, ()))
                if speaker is not None:
                    self._remember(speaker, ())
        return sorted(out, key=lambda s: s.speech.start)

    def _reports(self, draft: Draft) -> bool:
        """Whoever has words in -다고 or -라고 before a predicate says them, unless it is a passive of hearsay."""
        hearsay = draft.predicate.tail.startswith(("어 지", "아 지")) or (draft.predicate.lemma in _verbs().unnamed and draft.predicate.lemma not in _verbs().says)
        return bool(draft.reports) and not hearsay

    def _complement(self, draft: Draft) -> Draft | None:
        """`…다는 입장을 밝혔다`, `…한 것이라고`: words reported through a noun."""
        if draft.predicate.lemma not in _verbs().says or draft.predicate.lemma == "하다" or draft.passive:
            return None
        for node in draft.nodes:
            if node.marker in ("object", "by") and node.head in _verbs().content_nouns:
                for modifier in node.modifiers:
                    if isinstance(modifier, Draft) and (modifier.predicate.ending == "quoted-adnominal" or (node.marker == "by" and node.head == "것")):
                        return modifier
        return None

    def _words(self, content: Draft, report: Draft, span: Span) -> Span:
        """The reported words: from behind the one who reports them (or the report before) to their predicate."""
        end = content.predicate.end
        start = span.start
        subject = report.subject
        if subject is not None and subject.end <= content.predicate.start:
            shared = content.subject is subject and not subject.topic
            start = max(start, subject.start if shared else subject.end)
        start = max([start, *[r.predicate.end for r in report.reports if r.predicate.end < content.predicate.start]])
        while start < end and self.text[start] in " \u00a0,":
            start += 1
        return Span(start, end)

    def _speaker(self, draft: Draft, quoted: Sequence[Node], headline: bool) -> Party | None:
        subject = draft.subject
        if subject is not None and subject.reference.parties and not (draft.gap == "subject" and not quoted):
            return subject.reference.parties[0]
        if subject is not None and draft.subject_rule in ("ko/subject", "ko/shared-topic") and not subject.is_party:
            found = self._institutional(subject)
            if found is not None:
                return found
            if subject.head not in ("이", "그"):
                last = self.discourse.speaker
                if quoted and last is not None and subject.reference.within:
                    return subject.reference.within[0]
                return self._undescribed(subject)
        # an institution in the place of a subject: 정부에서는, or nobody named: the last speaker goes on
        return self.discourse.speaker or self.discourse.subject

    def _institutional(self, subject: Node) -> Party | None:
        return subject.reference.within[0] if subject.head in ("측", "쪽", "관계자", "소식통") and subject.reference.within else None

    def _undescribed(self, subject: Node) -> Party | None:
        name = self.text[subject.start : subject.phrase.end if subject.phrase else subject.end]
        self.discourse.unresolved.append(
            Unresolved(what="speaker", text=name, start=subject.start, end=subject.start + len(name), why="the text does not tell for whom they speak")
        )
        return None

    def _loose_speaker(self, parse: Parse, quote: Quote, headline: bool) -> Party | None:
        """A quote without a verb: whoever stands before it in the sentence, else the last speaker."""
        before = [n for n in parse.nodes if n.is_party and n.end <= quote.span.start]
        if before:
            subjects = [n for n in before if n.topic or n.marker in ("subject", "")]
            return (subjects or before)[-1].reference.parties[0]
        after = [n for n in parse.nodes if n.is_party and n.start >= quote.span.end and (n.topic or n.marker == "subject")]
        if after:
            return after[0].reference.parties[0]
        if headline:
            return self.discourse.people[-1] if self.discourse.people else None
        return self.discourse.speaker

    def _addressees(self, draft: Draft, speaker: Party | None) -> tuple[Party, ...]:
        """To whom: 에게, 을 향해, or the other side of the talks the words were said in."""
        for node in draft.nodes:
            parties = tuple(p for p in node.reference.parties if speaker is None or p.code != speaker.code)
            if node.marker in ("to", "with") and parties:
                return parties
        for node in draft.nodes:
            if node.marker in ("in", "at") and node.phrase is not None:
                others = [m for m in node.modifiers if isinstance(m, Node) and m.marker == "with"]
                for other in others:
                    parties = tuple(p for p in other.reference.parties if speaker is None or p.code != speaker.code)
                    if parties:
                        return parties
        if speaker is not None and self.discourse.speaker is not None:
            if self.discourse.speaker.entity == speaker.entity:
                return (self.discourse.addressee,) if self.discourse.addressee is not None else ()
            if self.discourse.speaker.code != speaker.code and self.discourse.speaker.sector != "MED" and speaker.sector != "MED" and draft.predicate.lemma in ("화답", "답하다", "응수", "맞받다", "반박", "답변"):
                return (self.discourse.speaker,)
        return ()

    def _remember(self, speaker: Party, addressees: tuple[Party, ...]) -> None:
        d = self.discourse
        if d.speaker is not None and d.speaker.entity != speaker.entity:
            d.addressee = None
        d.speaker = speaker
        if addressees:
            d.addressee = addressees[0]

    def _said(self, quote: Quote | None, content: Draft | None, words: Span, verb: str, speaker: Party | None, addressees: tuple[Party, ...]) -> Said:
        return Said(
            speech=Speech(
                kind="direct" if quote is not None else "reported", start=words.start, end=words.end, verb=dictionary_form(verb),
                speaker=speaker, addressees=addressees,
            ),
            quote=quote, content=content,
        )  # fmt: skip

    def according(self, parse: Parse) -> list[Voice]:
        """The sources that a sentence names with 에 따르면."""
        voices: list[Voice] = []
        for node in parse.nodes:
            if node.marker == "according" and node.phrase is not None:
                voices += [self.voice_of_node(node, "따르다")]
        return voices

    def voice_of_node(self, node: Node, verb: str) -> Voice:
        """A source as a voice: an outlet named in the phrase before whoever heads it."""
        assert node.phrase is not None
        outlet = next((i for i in node.phrase.items if i.mention is not None and i.mention.kind == "outlet"), None)
        if outlet is not None and outlet.mention is not None:
            m = outlet.mention
            return Voice(name=self.text[outlet.start : outlet.end], label=m.label, kind="outlet", verb=verb, start=outlet.start, end=outlet.end, code=m.code)
        if node.reference.parties:
            return voice_of(node.reference.parties[0], verb)
        name = self.text[node.start : node.phrase.end]
        code = node.reference.within[0].code if node.reference.within else None
        return Voice(name=name, label=name, kind="unnamed", verb=verb, start=node.start, end=node.phrase.end, code=code)


def voice_of(party: Party, verb: str) -> Voice:
    """A party as a voice."""
    kind = _VOICE_KINDS.get(party.entity.split(":")[0], "unnamed")
    return Voice(
        name=party.name, label=party.label, kind=kind, verb=dictionary_form(verb), start=party.start, end=party.end, code=party.code  # type: ignore[arg-type]
    )


def dictionary_form(lemma: str) -> str:
    """A predicate as a dictionary lists it: 강조 → 강조하다, 만나다 → 만나다."""
    return lemma if lemma.endswith("다") else lemma + "하다"
