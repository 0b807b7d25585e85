"""Who says what: quotes and reported words, their speakers, and on whose word a clause is told."""

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from dragoman.articles import furnishings
from dragoman.languages.ko.attribution import OUTSIDE, Inside, account_tail
from dragoman.languages.ko.drafts import Draft, Node, Parse
from dragoman.languages.ko.sayings import speech_words
from dragoman.languages.ko.sentences import Quote
from dragoman.languages.ko.units import Item
from dragoman.languages.ko.voices import Voices, dictionary_form, voice_of
from dragoman.model.language import Speech, Voice
from dragoman.model.parties import Party
from dragoman.model.text import Span

_DOUBLE = "“\""
#: Endings of what is asked to be done: 물릴 것을 요구했다.
_TO_DO = ("ᆯ", "을")
#: What a particle may add to words in -다고 before their verb: 멈추기로 했다고만 | 설명했을 뿐.
_ADDED = re.compile(r"(?:만|도|는|까지|만은|만을)?\s*")
#: Endings of what is said beside other words.
_BESIDE = frozenset({"면서", "으면서", "지만", "으나", "나"})
#: Quotes shorter than this are names where something is called so.
_NAME_LENGTH = 12


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A quote or reported clause of a sentence with its speaker.

    `content` is the reported clause, None for a quote. `silent` marks words that are no statement of their own, because
    they only pass on the words of somebody else; they still lend a voice to what they report.
    """

    speech: Speech
    quote: Quote | None = None
    content: Draft | None = None  # type: ignore[type-arg,unused-ignore]
    silent: bool = False


class SpeechFinder(Voices):
    """Finds the speech of one sentence after another."""

    def find(self, parse: Parse, span: Span, quotes: Sequence[Quote], headline: bool, inside: Inside = OUTSIDE) -> list[Said]:
        """Quotes and reported words of a sentence, in order, with their speakers; `inside` tells of the quote that the sentence stands in."""
        out: list[Said] = []
        self.told_before = None
        if not inside.quote:
            self.sentence_start = span.start
            self.turn += 1
        asking = not inside.quote and self.interview.asks(span)
        kept = (self.discourse.speaker, self.discourse.addressee, self.spoke_at)
        if asking:
            self.begin_questions()
        placed: set[int] = set()
        telling: set[int] = set()
        for draft in parse.drafts:
            quoted = [n for n in draft.nodes if n.phrase is not None and n.phrase.quote is not None]
            contents = self._contents(draft, inside)
            if not quoted and not contents:
                continue
            opens = next((n for n in quoted if n.start == self.sentence_start and n.phrase is not None and n.phrase.quote is not None and not n.phrase.quote.marker), None)
            if opens is not None and self.about_to_speak is not None and not inside.quote:
                # “…나.” 지난해 이 섬을 찾은 …: words that the sentence before announces belong to nothing that follows
                quoted = [n for n in quoted if n is not opens]
                if not quoted and not contents:
                    continue
            placed |= {n.phrase.quote.span.start for n in quoted if n.phrase is not None and n.phrase.quote is not None}
            found = self._of_draft(draft, parse, span, quoted, contents, inside, telling, headline)
            if any(s.speech.speaker is not None for s in found):
                telling.add(id(draft))
            out += found
        for quote in quotes:
            if quote.speech and quote.span.start not in placed:
                speaker = self.loose(parse, quote, headline, inside)
                out.append(self._said(quote, None, quote.inner, "말하다", speaker, ()))
                if speaker is not None:
                    self.remember(speaker, (), inside)
        if not inside.quote:
            self.about_to_speak = self._announced(parse) if not out and not headline else None
        if not inside.quote and not headline:
            out += self._parts_of_words(parse, quotes, out)
            out += self._by_source(parse, span, out)
            self.look_back(parse, span, quotes, next((x.speech.speaker for x in out if x.quote is not None and x.quote.resumed), None))
            self.asked = asking or furnishings.is_question(span.of(self.text))
            if not self.asked:
                self.keep_interviewee(parse, headline)
                self.keep_subject(parse)
        elif headline and not inside.quote:
            self.keep_interviewee(parse, headline)
        if asking:
            # what a reporter says of others makes nobody the one who goes on speaking
            self.discourse.speaker, self.discourse.addressee, self.spoke_at = kept
        return sorted(out, key=lambda s: s.speech.start)

    def _announced(self, parse: Parse) -> Party | None:
        """Who a sentence says to speak without any words: `주인은 기자에게 되물었다. “…”`."""
        main = next((d for d in reversed(parse.drafts) if d.predicate.ending in ("final", "none")), None)
        if main is None or main.predicate.lemma not in speech_words().tells or main.telling.negated or main.passive or main.first("object", "also", "about", "quote"):
            return None
        speaker = self.whom(main.subject)
        if speaker is not None:
            self.remember(speaker, (), OUTSIDE)
        return speaker

    def _of_draft(
        self, draft: Draft, parse: Parse, span: Span, quoted: Sequence[Node], contents: Sequence[Draft], inside: Inside, telling: set[int], headline: bool
    ) -> list[Said]:
        """What one predicate reports."""
        w, verb = speech_words(), draft.predicate.lemma
        out: list[Said] = []
        speaker: Party | None = None
        known = False
        addressees: tuple[Party, ...] = ()
        voices = self._passed_on_by(draft)
        for node in quoted:
            assert node.phrase is not None
            assert node.phrase.quote is not None
            quote = node.phrase.quote
            nouns = [n for n in (self.behind(node, parse), self.predicated(draft.head)) if n is not None]
            called = self.text[quote.span.start] not in _DOUBLE or draft.subject is None or draft.passive
            named = verb in w.calls and called and quote.inner.end - quote.inner.start < _NAME_LENGTH
            if named or any(n.head in w.asked for n in nouns):
                out.append(self._said(quote, None, quote.inner, verb, None, ()))
                continue
            owner = next((o for o in map(self.of_noun, nouns) if o is not None), None)
            if owner is not None:
                out.append(self._said(quote, None, quote.inner, verb, owner, (), voices))
                continue
            if not known:
                alone = headline and draft.subject is None
                speaker, known = self.loose(parse, quote, headline, inside) if alone else self.speaker(draft, parse, quoted, inside), True
                addressees = self._addressees(draft, speaker)
            source = self._quoted_source(parse, speaker, quote.span.start) if speaker is not None else None
            out.append(self._said(quote, None, quote.inner, verb, source or speaker, addressees, (*self._outlet(speaker, source, verb), *voices)))
        for content in contents:
            owner = self.of_noun(content.head) or self.of_noun(self.predicated(content.head))
            if owner is None:
                if not known:
                    speaker, known = self.speaker(draft, parse, quoted, inside), True
                    addressees = self._addressees(draft, speaker)
                owner = speaker
            source = self._quoted_source(parse, owner, content.predicate.start) if owner is not None else None
            passing, owner = self._outlet(owner, source, verb), source or owner
            passed_on = id(content) in telling and content.predicate.lemma in w.says
            silent = passed_on or self._empty(content) or (inside.quote and self._same(owner, inside.by))
            words = self._guessed(draft) if content is draft and self.guesser(draft) is not None else self._tail_words(draft, span) if content is draft else self._words(content, draft, span, parse)
            told = self.guess_of(draft) or verb if content is draft else verb
            out.append(self._said(None, content, words, told, owner, addressees if owner is speaker else (), (*passing, *voices), silent))
        if speaker is not None:
            self.remember(speaker, addressees, inside)
        return out

    def _outlet(self, speaker: Party | None, source: Party | None, verb: str) -> tuple[Voice, ...]:
        """The outlet as a voice where the words are those of the source that it names."""
        return (voice_of(speaker, verb),) if speaker is not None and source is not None and source is not speaker else ()

    def _same(self, speaker: Party | None, outer: Party | None) -> bool:
        """Whether reported words in a quote are the speaker's own once more: `“…라고 생각한다”`."""
        return speaker is None or (outer is not None and speaker.entity == outer.entity) or speaker.via == "ko/we-speaker"

    def nest(self, parse: Parse) -> None:
        """Gives reported words to the predicate of saying right behind them: `…라고 | 말했다고 보도했다`, `…라고 | 밝힌 러시아`."""
        w = speech_words()
        for report in parse.drafts:
            for inner in list(report.reports):
                between = [d for d in parse.drafts if inner.predicate.end <= d.predicate.start < report.predicate.start]
                nearer = next((d for d in between if _ADDED.fullmatch(self.text, inner.predicate.end, d.predicate.start)), None)
                if nearer is None or nearer.passive or nearer.predicate.lemma not in w.says or nearer is report or not inner.predicate.ending_form.endswith("고"):
                    continue
                if nearer.predicate.ending not in ("quotative", "adnominal", "quoted-adnominal", "nominal"):
                    continue
                report.reports.remove(inner)
                nearer.reports.append(inner)
                inner.reported_by = nearer
            behind = report.subject is not None and report.reports and report.subject.start >= report.reports[0].predicate.end
            for draft in parse.drafts if behind else []:
                # 평양을 방문해 … 회담했다고 통신이 보도했다: all before the words is told by who stands behind them
                if draft.chained is report and draft.subject is not report.subject and draft.predicate.end <= report.reports[0].predicate.start:
                    draft.chained = report.reports[0]

    # -- what is reported ------------------------------------------------------------------------------------------------

    def _contents(self, draft: Draft, inside: Inside) -> list[Draft]:
        """The clauses whose words `draft` reports: those in -다고 before it, or one before a noun of content that it says or is."""
        w, p = speech_words(), draft.predicate
        negated = draft.telling.negated and not p.tail.startswith("지 않 느냐") and p.lemma not in w.withheld
        if negated:
            # …할 일이라며 | 받아들이지 않았다: what is said while something is not done is said
            return [] if p.adjective or draft.passive or p.ending == "quotative" else [r for r in draft.reports if r.predicate.ending_form.endswith(w.while_saying)]
        hearsay = p.tail.startswith(w.hearsay_tails) or (p.lemma in w.unnamed and (draft.passive or p.lemma not in w.says) and not _raises(draft))
        if p.adjective or p.lemma in w.calls:
            return []
        if draft.reports:
            supposed = p.lemma == "하다" and (p.ending_form in w.supposed or (draft.subject_rule == "ko/subject-of-words" and p.tail.startswith("ᆫ다")))
            return [] if hearsay or supposed else [*draft.reports, *self._noun_contents(draft, inside)]
        if p.lemma == "이다":
            return self._predicated_contents(draft)
        if p.ending == "quoted-adnominal":
            return []
        if self.guesser(draft) is not None:
            return [draft]
        if _stands().search(p.tail) and p.ending in ("final", "none", "connective"):
            return [draft]
        return self._noun_contents(draft, inside)

    def _noun_contents(self, draft: Draft, inside: Inside) -> list[Draft]:
        """The clause before a noun of content, or that is made a noun itself: `…라는 입장을 밝혔다`, `…할 뜻이 없음을 분명히 했다`."""
        w, p = speech_words(), draft.predicate
        owned = [m for n in draft.nodes if n.head in w.content_nouns and self.of_noun(n) is not None for m in self._words_before(n)]
        if owned:
            # …지지한다는 왕이 부장의 말을 곁들였다: whatever is done with somebody's words, they are theirs
            return owned[:1]
        clearly = p.lemma == "하다" and any(a in w.clearly for a in draft.adverbs)
        if (p.lemma == "하다" and not clearly) or draft.passive or not (clearly or p.lemma in (w.says if inside.quote else w.says | w.holds | w.withheld)):
            return []
        for node in draft.nodes:
            if node.clause is not None and node.marker == "object" and node.clause.predicate.ending_form in w.made_nouns:
                return [node.clause]
            if node.marker == "object" and node.head in w.things and p.lemma in w.demands:
                # 병력을 물릴 것을 요구했다
                asked = next((m for m in node.modifiers if isinstance(m, Draft) and m.predicate.ending == "adnominal" and m.predicate.ending_form in _TO_DO), None)
                if asked is not None:
                    return [asked]
            if node.marker in ("object", "by", "also") and node.head in w.content_nouns:
                for modifier in node.modifiers:
                    if isinstance(modifier, Draft) and (modifier.predicate.ending == "quoted-adnominal" or (node.marker == "by" and node.head == "것" and p.lemma in w.says)):
                        return [modifier]
        return []

    def _words_before(self, node: Node) -> list[Draft]:
        """The words in -다는 before a noun, or before whoever's it is: `…라는 | 당국자의 | 말`."""
        owner = next((m for m in reversed(node.modifiers) if isinstance(m, Node) and m.marker == "genitive"), None)
        modifiers = [*node.modifiers, *(owner.modifiers if owner is not None else ())]
        return [m for m in modifiers if isinstance(m, Draft) and m.predicate.ending == "quoted-adnominal" and not any(n.marker == "quote" for n in m.nodes)]

    def _predicated_contents(self, draft: Draft) -> list[Draft]:
        """`…다는 게 A의 설명이다`, `…라는 A의 설명이다`: the words that somebody's account is."""
        w = speech_words()
        account = next((n for n in draft.nodes if n.marker == "complement" and n.head in w.stands | w.accounts), None)
        if account is None or (self.of_noun(account) is None and account.head not in w.accounts):
            return []
        subject = next((n for n in draft.nodes if n.head in speech_words().things), None)
        words = [m for n in (account, subject) if n is not None for m in n.modifiers]
        return [m for m in words if isinstance(m, Draft) and m.predicate.ending == "quoted-adnominal" and not any(n.marker == "quote" for n in m.nodes)][:1]

    def _empty(self, content: Draft) -> bool:
        """`이같이 말했다고 전했다`: the clause says that something was said, and not what."""
        return content.predicate.lemma in speech_words().says and self.this_way(content)

    def _words(self, content: Draft, report: Draft, span: Span, parse: Parse) -> Span:
        """The reported words: from behind the one who reports them (or the report before) to their predicate."""
        end = content.predicate.end
        start = span.start
        subject = self._inner_speaker(report, parse) or self._own(report, ())
        shared = subject is not None and content.subject is subject and not subject.topic
        if subject is not None and subject.end <= content.predicate.start and not (shared and not subject.is_party):
            # 제재를 푼 데에는 | 까닭이 | 있었다는 말도: a thing is none who says it
            start = max(start, subject.start if shared else subject.end)
        before = [r.predicate.end for r in report.reports if r.predicate.end < content.predicate.start]
        says = speech_words().says
        # 자제를 당부하면서도 | …를 지지한다고 했다: what is said beside the words is none of them
        before += [d.predicate.end for d in parse.drafts if d.chained is report and start <= d.predicate.end < content.predicate.start and d.predicate.ending_form in _BESIDE and d.predicate.lemma in says]
        start = max([start, *before])
        while start < end and start in before and not self.text[start].isspace():
            # what a particle adds to the words before (…한다면서도 | …) is none of these
            start += 1
            before.append(start)
        return self._trimmed(start, end)

    def _tail_words(self, draft: Draft, span: Span) -> Span:
        """The words of `…해야 한다는 입장이다`: up to the noun of content."""
        subject, p = draft.subject, draft.predicate
        apart = subject is not None and subject.end <= p.start and (subject.is_party or subject.topic) and account_tail(draft) not in ("것", "거")
        start = subject.end if apart and subject is not None else span.start
        match = _stands_written().search(self.text, p.stem_start, p.end)
        return self._trimmed(start, match.start() if match is not None else p.end)

    def _guessed(self, draft: Draft) -> Span:
        """The words of `A는 | …가 늘어날 것 | 으로 전망했다`."""
        teller, p = self.guesser(draft), draft.predicate
        match = _guess_written().search(self.text, p.stem_start, p.end)
        return self._trimmed(teller.end if teller is not None else p.start, match.start() + 1 if match is not None else p.end)

    def _trimmed(self, start: int, end: int) -> Span:
        while start < end and self.text[start] in " \u00a0,":
            start += 1
        while end > start and self.text[end - 1] in " \u00a0":
            end -= 1
        return Span(start, end)

    def _passed_on_by(self, draft: Draft) -> tuple[Voice, ...]:
        """Who passes on what `draft` reports: `A는 “…”라고 말했다고 B가 전했다` has B, nearest first."""
        out: list[Voice] = []
        outer = draft.reported_by
        while outer is not None and len(out) < 3:
            party = self.whom(self._own(outer, ()))
            if party is not None:
                out.append(voice_of(party, outer.predicate.lemma))
            outer = outer.reported_by
        return tuple(out)

    def _parts_of_words(self, parse: Parse, quotes: Sequence[Quote], found: Sequence[Said]) -> list[Said]:
        """`“심각한 우려”를 나타냈다`, `“도발”로 규정했다`, `총리에게서 “터무니없다”는 말을 들었다`: words quoted as a part of a sentence of the article."""
        out: list[Said] = []
        for k, quote in enumerate(quotes):
            double = self.text[quote.span.start] in _DOUBLE
            if quote.speech:
                continue
            node = next((n for n in parse.nodes if n.phrase is not None and n.phrase.items and n.owner is not None and _ends_with(n.phrase.items[-1], quote.inner)), None)
            after = quotes[k + 1] if k + 1 < len(quotes) else None
            if double and after is not None and _joined().fullmatch(self.text, quote.span.end, after.span.start):
                # “저자세”와 “뒷북”이라고: both are said by one
                same = next((s for s in found if s.quote is after), None)
                if same is not None and same.speech.speaker is not None:
                    out.append(msgspec.structs.replace(same, quote=None, speech=msgspec.structs.replace(same.speech, start=quote.inner.start, end=quote.inner.end)))
                    continue
            if node is None or node.owner is None:
                continue
            speaker = self._of_part(node, node.owner, parse, double)
            if speaker is not None:
                said = self._said(None, None, quote.inner, node.owner.predicate.lemma, speaker, ())
                out.append(msgspec.structs.replace(said, speech=msgspec.structs.replace(said.speech, kind="direct")))
        return out

    def _of_part(self, node: Node, draft: Draft, parse: Parse, double: bool) -> Party | None:
        """Who speaks words that are a part of the sentence: whoever judges or asks by them; of words that are heard, those they come from.

        In single marks only what somebody judges by is words of theirs: 이를 ‘테러’로 규정했다.
        """
        w, p = speech_words(), draft.predicate
        if not double and not (node.marker == "by" and p.lemma in w.judges and draft.first("object") is not None):
            return None
        if p.lemma == "이다" and p.ending == "quoted-adnominal" and draft.head is not None:
            # “끝난 일”이라는 종전의 태도에서
            held = next((n for n in parse.nodes if draft.head in n.modifiers), draft.head) if draft.head.marker == "genitive" else draft.head
            if held.head not in w.content_nouns | w.attitudes:
                return None
            owner, outer = self.of_noun(held), held.owner
            if owner is not None or outer is None:
                return owner
            if outer.predicate.lemma in w.hears:
                return next((found for d in (outer, draft) for n in d.nodes if n.marker == "from" and (found := self.whom(n)) is not None), None)
            return None if outer.passive or outer.predicate.lemma in w.impersonal else self.whom(outer.subject)
        reason = p.lemma in w.gives_reasons and any(n.marker == "by" and n.head in w.reasons for n in draft.nodes)
        judged = node.marker == "by" and p.lemma in w.judges
        valued = p.lemma in w.values and any(a in w.highly for a in draft.adverbs)
        said = node.marker in ("object", "also") and (p.lemma in w.says | w.judges or valued or (p.lemma in w.holds and node.head in w.feelings) or reason)
        if draft.passive or not (judged or said):
            return None
        return self.whom(draft.subject) if draft.subject is not None else self.continued()

    def _by_source(self, parse: Parse, span: Span, found: Sequence[Said]) -> list[Said]:
        """`카자흐스탄 대통령실에 따르면 두 정상은 …서명했다`: the source says what the sentence tells, unless that is itself a report."""
        source = next((n for n in parse.nodes if n.marker == "according" and not self.is_quoted(n)), None)
        main = next((d for d in reversed(parse.drafts) if d.predicate.ending in ("final", "none")), None)
        if main is not None and main.predicate.lemma in speech_words().says and self.this_way(main):
            return []
        if source is None or main is None or main.predicate.start < source.end or any(s.speech.end <= main.predicate.end and s.speech.start >= source.end for s in found):
            return []
        speaker = self.whom(source)
        if speaker is None and source.head in speech_words().documents:
            speaker = source.reference.within[0] if source.reference.within else self.describer.institution(source)
        speaker = speaker or self.pointed_back(source)
        if speaker is None:
            return []
        self.remember(speaker, (), OUTSIDE)
        return [self._said(None, None, self._trimmed(source.end, main.predicate.end), "따르다", speaker, ())]

    # -- who is spoken to, what is remembered ------------------------------------------------------------------------------

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
        last = self.discourse.speaker
        if speaker is not None and last is not None:
            if last.entity == speaker.entity:
                return (self.discourse.addressee,) if self.discourse.addressee is not None else ()
            if last.code != speaker.code and "MED" not in (last.sector, speaker.sector) and draft.predicate.lemma in speech_words().answers:
                return (last,)
        return ()

    def _said(
        self, quote: Quote | None, content: Draft | None, words: Span, verb: str, speaker: Party | None, addressees: tuple[Party, ...],
        voices: tuple[Voice, ...] = (), silent: bool = False,
    ) -> Said:  # fmt: skip
        return Said(
            speech=Speech(
                kind="direct" if quote is not None else "reported", start=words.start, end=words.end, verb=dictionary_form(verb),
                speaker=speaker, addressees=addressees, voices=tuple(v for v in voices if speaker is None or v.name != speaker.name),
            ),
            quote=quote, content=content, silent=silent,
        )  # fmt: skip


def _ends_with(item: Item, words: Span) -> bool:
    """Whether a word is the last of what is quoted, but for an ending of it: “바보|들”."""
    return words.start <= item.start and -1 <= words.end - item.end <= 2


@cache
def _joined() -> re.Pattern[str]:
    """What stands between words that one predicate quotes in a row."""
    return re.compile(r"(?:와|과|이나|나|이고|,|·| 및)?,?\s*")


def _raises(draft: Draft) -> bool:
    """`…라고 문제를 제기했다`: somebody raises it; without an object it is raised by nobody who is named."""
    return not draft.passive and draft.first("object") is not None


@cache
def _stands() -> re.Pattern[str]:
    """Endings in which a noun of content is the predicate: 한|다는 입장 이|다."""
    return re.compile(r"(?:다|라|자|냐)는 (?:" + "|".join(sorted(speech_words().stands | speech_words().accounts)) + r") 이(?: |$)")


@cache
def _guess_written() -> re.Pattern[str]:
    return re.compile(r"것(?=으로 |로 )|거(?=로 )")


@cache
def _stands_written() -> re.Pattern[str]:
    return re.compile(r" (?:" + "|".join(sorted(speech_words().stands | speech_words().accounts)) + ")")
