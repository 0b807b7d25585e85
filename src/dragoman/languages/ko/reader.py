"""The Korean reader: an article in, sentences and clauses out. The order of the steps is the order below."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from datetime import date

import msgspec

from dragoman.dates import TimeExpression
from dragoman.languages.ko import amounts, interviews, introductions
from dragoman.languages.ko.attribution import Inside
from dragoman.languages.ko.clauses import parse
from dragoman.languages.ko.discourse import Discourse
from dragoman.languages.ko.drafts import Draft, Node, Parse
from dragoman.languages.ko.entries import ends_as_prose, entries, entry_at, on_its_day
from dragoman.languages.ko.grammar import grammar
from dragoman.languages.ko.mentions import Mention, names_in, overlay
from dragoman.languages.ko.morphemes import Morpheme, tokenize
from dragoman.languages.ko.naming import Reference, at_home, bodies, who
from dragoman.languages.ko.parties import PartyFinder
from dragoman.languages.ko.phrases import build
from dragoman.languages.ko.roles import clauses
from dragoman.languages.ko.sentences import Quote, Stretch, split
from dragoman.languages.ko.shown import shown
from dragoman.languages.ko.speech import Said, SpeechFinder
from dragoman.languages.ko.subjects import take_up
from dragoman.languages.ko.terms import terms_of
from dragoman.languages.ko.timeline import Timeline
from dragoman.languages.ko.timing import Times, manner
from dragoman.languages.ko.told import Context, Told
from dragoman.languages.ko.units import NounPhrase
from dragoman.languages.ko.voices import voice_of
from dragoman.languages.ko.wholes import Wholes
from dragoman.model.article import Article
from dragoman.model.language import Amount, Analysis, Clause, Sentence, Speech, Voice
from dragoman.model.parties import Party, Unresolved
from dragoman.model.text import Span
from dragoman.model.when import When
from dragoman.names.lexicon import Office, Organisation, Place, load

#: The longest sentence that is read, its quotes not counted (the longest in news have some 500), and with them.
_MAX_SENTENCE, _MAX_WITH_QUOTES = 700, 8_000
#: How much of an article is read: the longest live blogs are shorter.
MAX_TEXT = 50_000
_MAX_QUOTE_DEPTH = 2
#: How many sentences `이같이 밝혔다` may mean.
_MOST_TOLD = 3
_PRIVATE = frozenset({"EDU", "CVL", "BUS", "MED"})


def analyse(article: Article, vocabulary: frozenset[str], home: str | None = None, phrases: bool = True, terms: bool = False) -> Analysis:
    """Reads a Korean article.

    `vocabulary` are the nouns of action that coding has frames for; `home` is the state of the outlet or agency, which
    우리 정부 and a ministry without a state belong to; `phrases` says whether the sentences are to show their phrases, which
    only people look at, `terms` whether the words that search needs are to be given. All offsets of the result are code points in `article.text`.
    """
    reader = _Reader(article, vocabulary, home, phrases)
    found = reader.read()
    if not terms:
        return found
    return msgspec.structs.replace(found, terms=terms_of(reader.tokenized, (Span(s.start, s.end) for s in found.sentences), reader.text))


class _Reader:
    def __init__(self, article: Article, vocabulary: frozenset[str], home: str | None, phrases: bool) -> None:
        self.phrases = phrases
        self.text = article.text[:MAX_TEXT]
        self.parts = tuple(msgspec.structs.replace(p, end=min(p.end, MAX_TEXT)) for p in article.parts if p.start < MAX_TEXT)
        self.rest = Span(MAX_TEXT - 1, MAX_TEXT) if len(article.text) > MAX_TEXT else None
        self.vocabulary = vocabulary
        self.wholes = Wholes(self.text, vocabulary)
        self.anchor = day_of(article.published)
        states = frozenset(s.code for s in load().states)
        self.discourse = Discourse(home=home, states=states, sides=states | {o.code for o in load().organisations if o.kind == "entity"})
        self.finder = PartyFinder(self.text, self.discourse)
        self.speech = SpeechFinder(self.text, self.discourse)
        self.timeline = Timeline("", None, ())
        self.zero: tuple[Party, ...] = ()
        self.source: tuple[Party | None, tuple[Voice, ...]] = (None, ())
        self.mentions: tuple[Mention, ...] = ()
        self.tokenized: dict[tuple[Span, tuple[tuple[Span, str], ...]], tuple[Morpheme, ...]] = {}
        self.nominal: dict[int, Draft] = {}
        self.sentences: list[Sentence] = []
        self.clauses: list[Clause] = []
        self.speeches: list[Speech] = []
        self.amounts: list[Amount] = []

    def read(self) -> Analysis:
        self.speech.interview = interviews.interview(self.text, self.parts)
        answers = (*self.speech.interview.answers, *(said for said, _ in self.speech.interview.inserts))
        self.entries = entries(self.text, self.parts, self.anchor)
        stretches: list[tuple[str, Stretch]] = []
        for part in self.parts:
            entry = entry_at(self.entries, part.end - 1)
            span = entry.told if entry is not None else Span(part.start, part.end)
            stretches += [
                ("entry" if entry is not None else part.kind, stretch)
                for stretch in split(self.text, span, headline=entry is not None or part.kind in ("title", "subtitle"), answers=answers)
            ]
        for _, stretch in stretches:
            if not _readable(stretch):
                self._unread(stretch.span, "longer than any sentence of news: not read")
        stretches = [(kind, stretch) for kind, stretch in stretches if _readable(stretch)]
        if self.rest is not None:
            self._unread(self.rest, "the article is longer than what is read of one")
        apart = [Span(e.opening.start, e.told.end) for e in self.entries]
        quoted = [q.inner for kind, s in stretches for q in s.quotes if q.speech and kind != "entry"]
        self.timeline = Timeline(self.text, self.anchor, [*quoted, *apart])
        self._find_names([s for _, s in stretches])
        for kind, stretch in stretches:
            if kind in ("body", "subtitle") and self.text[stretch.span.start] in grammar().item_marks:
                self.discourse.begin_item()
                self.zero, self.source = (), (None, ())
            self.discourse.paragraph = bisect_right(self.parts, stretch.span.start, key=lambda p: p.start)
            self._sentence(kind, stretch, None, 0)
        self.speeches = self.speech.finish(self.speeches, [Span(p.start, p.end) for p in self.parts if p.kind in ("title", "subtitle")])
        entities = tuple(
            msgspec.structs.replace(e, mentions=tuple(sorted(self.discourse.places.get(e.id, ())))) for e in self.discourse.entities.values()
        )
        return Analysis(
            sentences=tuple(self.sentences), clauses=tuple(self.clauses), speeches=tuple(self.speeches), amounts=tuple(self.amounts),
            entities=entities, unresolved=tuple(self.discourse.unresolved),
        )  # fmt: skip

    def _unread(self, span: Span, why: str) -> None:
        head = Span(span.start, min(span.end, span.start + 40))
        self.discourse.unresolved.append(Unresolved(what="text", text=head.of(self.text), start=head.start, end=head.end, why=why))

    # -- names --------------------------------------------------------------------------------------------------------

    def _find_names(self, stretches: Sequence[Stretch]) -> None:
        mentions, doubts = names_in(self.text, self.parts, self.anchor)
        starts = [s.span.start for s in stretches]

        def morphemes(offset: int) -> Sequence[Morpheme]:
            index = _last_before(starts, offset)
            if index is None:
                return ()
            return self._tokens(introductions.around(self.text, stretches[index].span, offset), mentions, (), ())

        new = introductions.introduced(self.text, mentions, morphemes)
        people = [*new, *[m for m in mentions if m.kind == "person"]]
        again = introductions.short_forms(self.text, mentions, people)
        known = [m for m in mentions if m.kind == "person"]
        covered = {k.span.start: k.span.end for k in known}
        starts_known = sorted(covered)
        again = [m for m in again if not _covered(m.span, starts_known, covered)]
        self.mentions = self.finder.mentions = self.speech.describer.mentions = overlay(mentions, _longest([*new, *again]))
        self.discourse.named = Counter(m.code for m in self.mentions if m.kind in ("state", "person", "institution") and m.code and m.prefix in (None, "visit", "at"))
        self.discourse.home_named = at_home(self.text, self.discourse, next((p.start for p in self.parts if p.kind == "body"), 0))
        self.discourse.bodies = list(bodies(self.text, self.mentions))
        for doubt in doubts:
            if isinstance(doubt.entry, Place | Office) or (isinstance(doubt.entry, Organisation) and doubt.entry.kind == "group"):
                # a region or an office is not somebody
                continue
            self.discourse.unresolved.append(
                Unresolved(what="party", text=doubt.span.of(self.text), start=doubt.span.start, end=doubt.span.end, why=doubt.why)
            )

    def _tokens(
        self, span: Span, mentions: Sequence[Mention], times: Sequence[TimeExpression], quotes: Sequence[Quote]
    ) -> tuple[Morpheme, ...]:
        fixed: list[tuple[Span, str]] = [(q.span.shifted(-span.start), "NNG") for q in quotes if q.speech]
        taken = [s for s, _ in fixed]
        for time in times:
            if not any(time.span.overlaps(s) for s in taken):
                fixed.append((time.span, "NNG"))
                taken.append(time.span)
        for mention in _inside(mentions, span):
            if span.covers(mention.span):
                place = mention.span.shifted(-span.start)
                if not any(place.overlaps(s) for s in taken):
                    fixed.append((place, "NNG" if mention.kind in ("office", "institution") else "NNP"))
        key = (span, tuple(fixed))
        if key not in self.tokenized:
            self.tokenized[key] = tokenize(span.of(self.text), fixed, span.start)
        return self.tokenized[key]

    # -- sentences ----------------------------------------------------------------------------------------------------

    def _sentence(self, kind: str, stretch: Stretch, said: Said | None, depth: int) -> None:
        span, quotes = stretch.span, stretch.quotes
        entry = entry_at(self.entries, span.start) if kind == "entry" else None
        times = self.timeline.within(span, said is not None) if entry is None else self.timeline.from_day(span, entry.first)
        inside = [m for m in _inside(self.mentions, span) if not _figurative(m, quotes)]
        tokens = self._tokens(span, inside, times, quotes)
        units = build(tokens, inside, times, quotes, span.start, self.anchor, wholes=self.wholes)
        sources = [Span(u.start, u.end) for u in units if isinstance(u, NounPhrase) and u.marker == "according"]
        explicit = _states_named([m for m in inside if not any(s.covers(m.span) for s in sources)], quotes)
        quoted_by = said.speech.speaker if said is not None else None
        self.discourse.quoted_by = quoted_by
        self.discourse.sentence += 1
        self.discourse.recap = self.text[span.start : span.end].rstrip(" .”\"").endswith(grammar().told_before)
        self.finder.topic, self.finder.partner, self.finder.sentence_start = None, None, span.start
        notes: dict[int, Reference] = {}

        def resolve(phrase: NounPhrase, owner: Party | None) -> Reference:
            reference = self.finder.resolve(phrase, explicit, in_quote=quoted_by is not None, owner=owner)
            notes[phrase.start] = reference
            return reference

        headline = kind in ("title", "subtitle") or (entry is not None and not ends_as_prose(span.of(self.text)))
        parsed = parse(units, resolve, headline, quoted=said is not None)
        index = len(self.sentences)
        context = Context(
            sentence=index, span=span, vocabulary=self.vocabulary, quoted=said is not None, speaker=_acting(quoted_by),
            addressees=said.speech.addressees if said is not None else (),
        )  # fmt: skip
        if said is None and kind == "body":
            by_paper = bool(self.speech.interview.questions) and self.speech.met_by_the_paper(parsed) is not None
            context.zero_subject = () if by_paper else self.zero
            take_up(parsed.drafts, self.zero)
        self.speech.nest(parsed)
        notes.update((node.start, node.reference) for node in self.speech.officials(parsed))
        told = clauses(parsed, context, headline)
        found = self.speech.find(parsed, span, quotes, headline, Inside(said is not None, quoted_by))
        according = self.speech.according(parsed)
        if said is None:
            according = self._source(parsed, according)
        phrases = shown(units, tokens, notes, parsed) if self.phrases else ()
        part = "body" if entry is not None else kind
        self.sentences.append(Sentence(id=index, start=span.start, end=span.end, part=part, quoted=said is not None, item=self.discourse.item, phrases=phrases))
        clocked = Times(times, span, parsed, [t.node for t in told if t.node is not None])
        if said is None and entry is None:
            self.timeline.tell(clocked.scenes(times), self.discourse.sentence)
        outer = _outer_voices(said)
        self.nominal = {id(n.clause): n.owner for n in parsed.nodes if n.clause is not None and n.owner is not None}
        base = len(self.clauses)
        for one in told:
            clause = self._finish(one, clocked, found, according, outer)
            if entry is not None:
                clause = on_its_day(clause, entry)
            self.clauses.append(msgspec.structs.replace(clause, content=tuple(base + i for i in one.content)))
        found_amounts = (a for a in amounts.find(self.text, span, index) if not any(q.speech and q.span.covers(Span(a.start, a.end)) for q in quotes))
        self.amounts.extend(amounts.dated(list(found_amounts), times))
        if said is None and entry is None:
            self._remember_subject(parsed)
            for node in parsed.nodes:
                if len(node.reference.parties) > 1 and node.coordinated:
                    self.discourse.saw_group(node.reference.parties)
            self.discourse.saw_sentence(tuple(p for n in parsed.nodes if n.marker != "according" for p in n.reference.parties))
            for one in told:
                self.discourse.saw_dealing([p.code for role in ("agent", "partner") for a in one.clause.arguments_in(role) for p in a.parties if p.via is None], one.clause)
        if self.speech.told_before is not None:
            self._told_before(self.speech.told_before, index)
        for speech in found:
            if not speech.silent:
                self.speeches.append(msgspec.structs.replace(speech.speech, when=self.timeline.day or When(), voices=_others(speech.speech, (*according, *outer))))
        if depth < _MAX_QUOTE_DEPTH:
            for speech in found:
                if speech.quote is not None:
                    for inner in split(self.text, speech.quote.inner):
                        nested = msgspec.structs.replace(speech, speech=msgspec.structs.replace(speech.speech, voices=_others(speech.speech, (*according, *outer))))
                        self._sentence(kind, inner, nested, depth + 1)
        self.discourse.quoted_by = None

    def _source(self, parsed: Parse, according: list[Voice]) -> list[Voice]:
        """A source named with 에 따르면 goes on to be the source while the sentences after it have the same subject."""
        subject = next(
            (d.subject.reference.parties[0] for d in reversed(parsed.drafts) if d.subject is not None and d.subject.reference.parties and d.predicate.ending == "final"),
            None,
        )  # fmt: skip
        if according:
            self.source = (subject, tuple(according))
            return according
        known, voices = self.source
        if known is None or subject is None or known.entity != subject.entity:
            self.source = (None, ())
            return []
        return list(voices)

    def _remember_subject(self, parsed: Parse) -> None:
        for draft in parsed.drafts:
            text = draft.first("object", "in")
            if text is not None and text.head in who().texts and draft.subject is not None and draft.subject.is_party and not draft.passive:
                self.discourse.issued_at, self.discourse.issued_by = self.discourse.sentence, draft.subject.reference.parties
        main = next((d for d in reversed(parsed.drafts) if d.predicate.ending in ("final", "none")), None)
        if main is None and parsed.drafts and parsed.drafts[-1].predicate.ending == "connective":
            # 이란은 어떻게 나왔나: what ends a question looks like what goes on
            main = parsed.drafts[-1]
        if main is not None and main.subject is not None:
            self.zero = main.subject.reference.parties if main.subject.is_party else ()
        for draft in reversed(parsed.drafts):
            if draft.subject is not None and draft.subject.reference.parties and draft.predicate.ending in ("final", "none", "connective"):
                self.discourse.subject = draft.subject.reference.parties[0]
                return
        # 젤렌스키 대통령의 얼굴이 화면에 떴다. 그는 …
        whose = [m for m in main.subject.modifiers if isinstance(m, Node) and m.marker == "genitive"] if main is not None and main.subject is not None else []
        people = [p for m in whose for p in m.reference.parties if p.entity.startswith("person:")]
        if people:
            self.discourse.subject = people[0]

    # -- what a sentence lends its clauses -----------------------------------------------------------------------------

    def _finish(self, told: Told, times: Times, found: Sequence[Said], according: Sequence[Voice], outer: Sequence[Voice]) -> Clause:
        clause = told.clause
        time, rule = times.of(told)
        when, future = When(), None
        if time is not None and time.when is not None:
            when = time.reading(times.tense(time, clause)) or time.when
            future = time.alternative
        made_known = self.speech.announced_by(told.draft) if told.node is not None and told.node.marker in ("object", "also") else []
        voices = [*self._voices(told.draft, found), *made_known, *according, *outer]
        return msgspec.structs.replace(
            clause, id=len(self.clauses), when=when, future=future, day=self.timeline.day, voices=tuple(_unique(voices)),
            day_age=self.discourse.sentence - self.timeline.sentence,
            rules=(*clause.rules, *manner(told), *([rule] if rule else [])),
        )  # fmt: skip

    def _told_before(self, party: Party, index: int) -> None:
        """`… 이같이 밝혔다`: what the sentences before it tell, back to the paragraph before, is on the word of its subject."""
        here = self.sentences[index].start
        for k, clause in enumerate(self.clauses):
            sentence = self.sentences[clause.sentence]
            near = index - _MOST_TOLD <= clause.sentence < index and sum(sentence.start < p.start <= here for p in self.parts) <= 1
            own = any(p.entity == party.entity for a in clause.arguments_in("agent") for p in a.parties)
            if near and not own and not clause.quoted and not clause.voices and sentence.part == "body":
                self.clauses[k] = msgspec.structs.replace(clause, voices=(voice_of(party, "밝히다"),))

    def _voices(self, draft: Draft | None, found: Sequence[Said]) -> list[Voice]:
        """Those who report the clause that a draft is (part of), nearest first."""
        if not found:
            return []
        voices: list[Voice] = []
        seen: set[int] = set()
        current = draft
        while current is not None and id(current) not in seen:
            seen.add(id(current))
            content = _content_of(current)
            for said in found:
                if said.content is not None and said.content in content and said.speech.speaker is not None and not _before_words(current, said.content):
                    voices += [voice_of(said.speech.speaker, said.speech.verb), *said.speech.voices]
            current = _embedding(current) or self.nominal.get(id(current))
        return voices


def _acting(speaker: Party | None) -> Party | None:
    """A speaker as somebody who acts by what they say: an expert or a passer-by whom a text only describes does not."""
    return None if speaker is not None and speaker.via == "ko/home-speaker" and speaker.sector in _PRIVATE else speaker


def _readable(stretch: Stretch) -> bool:
    """Whether a sentence is short enough to be one."""
    length = stretch.span.end - stretch.span.start
    return length <= _MAX_WITH_QUOTES and length - sum(q.span.end - q.span.start for q in stretch.quotes if q.speech) <= _MAX_SENTENCE


def _before_words(draft: Draft, content: Draft) -> bool:
    """Whether a clause that runs on into reported words is none of them: `미국은 …을 시험했고, 푸틴은 …하라고 했다`, `그는 마닐라를 찾아 …하겠다고 했다`."""
    report = content.reported_by
    if draft is content or report is None or report.subject is None:
        return False
    if draft.predicate.end <= report.subject.start < content.predicate.start:
        return True
    to_come = "겠" in content.predicate.tail.split() or content.predicate.ending_form.startswith(("라", "으라", "자", "달라"))
    return draft.subject is report.subject and draft.telling.status == "happened" and (to_come or content.subject is not report.subject)


def _content_of(draft: Draft) -> list[Draft]:
    """A draft and those it is chained to, up to the end of what is reported."""
    out = [draft]
    current = draft
    while current.chained is not None and len(out) < 12:
        current = current.chained
        out.append(current)
    return out


def _embedding(draft: Draft) -> Draft | None:
    """The clause that a clause is embedded in: through the noun it modifies, or the verb that reports it."""
    seen: set[int] = set()
    current: Draft | None = draft
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        if current.reported_by is not None:
            return current.reported_by
        if current.head is not None and current.head.owner is not None and current.head.owner is not current:
            return current.head.owner
        current = current.chained
    return None


def _others(speech: Speech, further: Sequence[Voice]) -> tuple[Voice, ...]:
    """On whose word words were said: those who pass them on and the sources of their sentence, not the speaker."""
    own = speech.speaker.name if speech.speaker is not None else None
    return tuple(v for v in _unique([*speech.voices, *further]) if v.name != own)


def _outer_voices(said: Said | None) -> list[Voice]:
    if said is None:
        return []
    own = [voice_of(said.speech.speaker, said.speech.verb)] if said.speech.speaker is not None else []
    return [*own, *said.speech.voices]


def _unique(voices: Sequence[Voice]) -> list[Voice]:
    out: list[Voice] = []
    for voice in voices:
        if not any(v.name == voice.name for v in out):
            out.append(voice)
    return out


def _states_named(mentions: Sequence[Mention], quotes: Sequence[Quote]) -> tuple[str, ...]:
    out: list[str] = []
    speech = [q.span for q in quotes if q.speech]
    for m in mentions:
        if m.kind in ("state", "person") and m.code and m.prefix is None and m.code not in out and not any(s.covers(m.span) for s in speech):
            out.append(m.code)
    return tuple(out)


def _figurative(mention: Mention, quotes: Sequence[Quote]) -> bool:
    """`'중앙아시아의 스위스'`: a name inside marks that quote no speech and hold more than the name is no party."""
    return any(not q.speech and q.inner.covers(mention.span) and q.inner != mention.span and mention.kind in ("state", "place") for q in quotes)


def _last_before(starts: Sequence[int], offset: int) -> int | None:
    """The last of the sorted `starts` that is not behind `offset`."""
    at = bisect_right(starts, offset)
    return at - 1 if at else None


def _inside(mentions: Sequence[Mention], span: Span) -> Sequence[Mention]:
    """The mentions (sorted, not overlapping) that lie wholly in `span`."""
    first = bisect_left(mentions, span.start, key=lambda m: m.span.start)
    last = bisect_right(mentions, span.end, lo=first, key=lambda m: m.span.end)
    return mentions[first:last]


def _covered(span: Span, starts: Sequence[int], ends: dict[int, int]) -> bool:
    """Whether one of the stretches `starts` to `ends` (not overlapping) covers `span`."""
    at = bisect_right(starts, span.start)
    return at > 0 and ends[starts[at - 1]] >= span.end


def _longest(mentions: Sequence[Mention]) -> list[Mention]:
    out: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if not out or mention.span.start >= out[-1].span.end:
            out.append(mention)
    return out


def day_of(stamp: str | None) -> date | None:
    """The day of a time of publication (an ISO prefix); None where there is none."""
    try:
        return date.fromisoformat(stamp[:10]) if stamp else None
    except ValueError:
        return None

