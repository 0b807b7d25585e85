"""The Korean reader: an article in, sentences and clauses out. The order of the steps is the order below."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

import msgspec

from dragoman import dates
from dragoman.dates import TimeExpression
from dragoman.languages.ko import amounts, introductions
from dragoman.languages.ko.clauses import parse
from dragoman.languages.ko.discourse import Discourse
from dragoman.languages.ko.drafts import Draft, Parse
from dragoman.languages.ko.mentions import Mention, find, overlay
from dragoman.languages.ko.morphemes import Morpheme, tokenize
from dragoman.languages.ko.naming import Reference
from dragoman.languages.ko.parties import PartyFinder
from dragoman.languages.ko.phrases import build
from dragoman.languages.ko.roles import clauses
from dragoman.languages.ko.sentences import Quote, Stretch, split
from dragoman.languages.ko.shown import shown
from dragoman.languages.ko.speech import Said, SpeechFinder, voice_of
from dragoman.languages.ko.timing import time_of, times_ahead
from dragoman.languages.ko.told import Context, Told
from dragoman.languages.ko.units import NounPhrase
from dragoman.model.article import Article
from dragoman.model.language import Amount, Analysis, Clause, Sentence, Speech, Voice
from dragoman.model.parties import Party, Unresolved
from dragoman.model.text import Span
from dragoman.model.when import When
from dragoman.names.lexicon import Office, Organisation, Place, load

#: The longest sentence that is read, its quotes not counted (the longest in news have some 500), and with them.
_MAX_SENTENCE, _MAX_WITH_QUOTES = 700, 8_000
#: How much of an article is read: the longest live blogs are shorter.
_MAX_TEXT = 50_000
_MAX_QUOTE_DEPTH = 2


def analyse(article: Article, vocabulary: frozenset[str], home: str | None = None) -> Analysis:
    """Reads a Korean article.

    `vocabulary` are the nouns of action that coding has frames for; `home` is the state of the outlet or agency, which
    우리 정부 and a ministry without a state belong to. All offsets of the result are code points in `article.text`.
    """
    return _Reader(article, vocabulary, home).read()


class _Reader:
    def __init__(self, article: Article, vocabulary: frozenset[str], home: str | None) -> None:
        self.text = article.text[:_MAX_TEXT]
        self.parts = tuple(msgspec.structs.replace(p, end=min(p.end, _MAX_TEXT)) for p in article.parts if p.start < _MAX_TEXT)
        self.rest = Span(_MAX_TEXT - 1, _MAX_TEXT) if len(article.text) > _MAX_TEXT else None
        self.vocabulary = vocabulary
        self.anchor = _day(article.published)
        self.discourse = Discourse(home=home, states=frozenset(s.code for s in load().states))
        self.finder = PartyFinder(self.text, self.discourse)
        self.speech = SpeechFinder(self.text, self.discourse)
        self.previous: date | None = None
        self.day: When | None = None
        self.day_sentence = 0
        self.zero: Party | None = None
        self.source: tuple[Party | None, tuple[Voice, ...]] = (None, ())
        self.mentions: tuple[Mention, ...] = ()
        self.sentences: list[Sentence] = []
        self.clauses: list[Clause] = []
        self.speeches: list[Speech] = []
        self.amounts: list[Amount] = []

    def read(self) -> Analysis:
        stretches = [
            (part.kind, stretch)
            for part in self.parts
            for stretch in split(self.text, Span(part.start, part.end), headline=part.kind in ("title", "subtitle"))
        ]
        for _, stretch in stretches:
            if not _readable(stretch):
                self._unread(stretch.span, "longer than any sentence of news: not read")
        stretches = [(kind, stretch) for kind, stretch in stretches if _readable(stretch)]
        if self.rest is not None:
            self._unread(self.rest, "the article is longer than what is read of one")
        self._find_names([s for _, s in stretches])
        for kind, stretch in stretches:
            self._sentence(kind, stretch, None, 0)
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
        headlines = tuple(Span(p.start, p.end) for p in self.parts if p.kind in ("title", "subtitle"))
        mentions, doubts = find(self.text, headlines, self.anchor)
        starts = [s.span.start for s in stretches]
        cache: dict[int, tuple[Morpheme, ...]] = {}

        def morphemes(offset: int) -> Sequence[Morpheme]:
            index = _last_before(starts, offset)
            if index is None:
                return ()
            if index not in cache:
                cache[index] = self._tokens(stretches[index].span, mentions, (), ())
            return cache[index]

        new = introductions.introduced(self.text, mentions, morphemes)
        people = [*new, *[m for m in mentions if m.kind == "person"]]
        again = introductions.short_forms(self.text, mentions, people)
        known = [m for m in mentions if m.kind == "person"]
        covered = {k.span.start: k.span.end for k in known}
        starts_known = sorted(covered)
        again = [m for m in again if not _covered(m.span, starts_known, covered)]
        self.mentions = self.finder.mentions = overlay(mentions, _longest([*new, *again]))
        self.discourse.home_named = any(m.code == self.discourse.home for m in self.mentions if m.kind in ("state", "person") and m.prefix is None) or (
            "우리 정부" in self.text or "우리나라" in self.text
        )
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
        return tokenize(span.of(self.text), fixed, span.start)

    # -- sentences ----------------------------------------------------------------------------------------------------

    def _sentence(self, kind: str, stretch: Stretch, said: Said | None, depth: int) -> None:
        span, quotes = stretch.span, stretch.quotes
        times = self._times(span, quotes)
        inside = [m for m in _inside(self.mentions, span) if not _figurative(m, quotes)]
        tokens = self._tokens(span, inside, times, quotes)
        units = build(tokens, inside, times, quotes, span.start, self.anchor)
        explicit = _states_named(inside, quotes)
        quoted_by = said.speech.speaker if said is not None else None
        self.discourse.quoted_by = quoted_by
        self.discourse.sentence += 1
        self.finder.topic = None
        notes: dict[int, Reference] = {}

        def resolve(phrase: NounPhrase, owner: Party | None) -> Reference:
            reference = self.finder.resolve(phrase, explicit, in_quote=quoted_by is not None, owner=owner)
            notes[phrase.start] = reference
            return reference

        headline = kind in ("title", "subtitle")
        parsed = parse(units, resolve, headline, quoted=said is not None)
        index = len(self.sentences)
        context = Context(
            sentence=index, span=span, vocabulary=self.vocabulary, quoted=said is not None, speaker=quoted_by,
            addressees=said.speech.addressees if said is not None else (),
        )  # fmt: skip
        if said is None and kind == "body":
            context.zero_subject = self.zero
        told = clauses(parsed, context, headline)
        found = self.speech.find(parsed, span, quotes, headline)
        according = self.speech.according(parsed)
        if said is None:
            according = self._source(parsed, according)
        self.sentences.append(
            Sentence(id=index, start=span.start, end=span.end, part=kind, quoted=said is not None, phrases=shown(units, tokens, notes, parsed))
        )
        self._day_of(times)
        outer = _outer_voices(said)
        base = len(self.clauses)
        for one in told:
            clause = self._finish(one, times, span, found, according, outer, parsed)
            self.clauses.append(msgspec.structs.replace(clause, content=tuple(base + i for i in one.content)))
        self.amounts.extend(a for a in amounts.find(self.text, span, index) if not any(q.speech and q.span.covers(Span(a.start, a.end)) for q in quotes))
        if said is None:
            self._remember_subject(parsed)
            for node in parsed.nodes:
                if len(node.reference.parties) > 1 and node.coordinated:
                    self.discourse.groups = [*self.discourse.groups[-5:], node.reference.parties]
            self.discourse.saw_sentence(tuple(p for n in parsed.nodes for p in n.reference.parties))
        for speech in found:
            self.speeches.append(
                msgspec.structs.replace(speech.speech, when=self.day or When(), voices=(*according, *outer))
            )
        if depth < _MAX_QUOTE_DEPTH:
            for speech in found:
                if speech.quote is not None:
                    for inner in split(self.text, speech.quote.inner):
                        nested = msgspec.structs.replace(speech, speech=msgspec.structs.replace(speech.speech, voices=(*according, *outer)))
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

    def _times(self, span: Span, quotes: Sequence[Quote]) -> list[TimeExpression]:
        found = dates.find(span.of(self.text), "ko", self.anchor, self.previous)
        speech = [q.span.shifted(-span.start) for q in quotes if q.speech]
        return [t for t in found if not any(t.span.overlaps(q) for q in speech)]

    def _day_of(self, times: Sequence[TimeExpression]) -> None:
        for time in times:
            if time.day is not None and time.kind == "point":
                self.previous = time.day
            if time.kind == "point" and time.when is not None and time.when.precision == "day":
                near = self.anchor is None or time.when.start is None or abs((self.anchor - date.fromisoformat(time.when.start)).days) <= 10
                scene = time.day is not None and time.when.start == time.day.isoformat()
                if near and scene and time.when.start is not None and (self.anchor is None or date.fromisoformat(time.when.start) <= self.anchor):
                    self.day, self.day_sentence = time.when, self.discourse.sentence

    def _remember_subject(self, parsed: Parse) -> None:
        main = next((d for d in reversed(parsed.drafts) if d.predicate.ending in ("final", "none")), None)
        if main is not None and main.subject is not None:
            self.zero = main.subject.reference.parties[0] if main.subject.is_party else None
        for draft in reversed(parsed.drafts):
            if draft.subject is not None and draft.subject.reference.parties and draft.predicate.ending in ("final", "none", "connective"):
                self.discourse.subject = draft.subject.reference.parties[0]
                return

    # -- what a sentence lends its clauses -----------------------------------------------------------------------------

    def _finish(
        self, told: Told, times: Sequence[TimeExpression], span: Span, found: Sequence[Said], according: Sequence[Voice], outer: Sequence[Voice], parsed: Parse
    ) -> Clause:
        clause = told.clause
        reported_at = next((n.start for n in parsed.nodes if n.marker == "according"), None)
        time, rule = time_of(told, times, span, parsed, reported_at, times_ahead(parsed, told.draft))
        when, future = When(), None
        if time is not None and time.when is not None:
            when = time.reading("future" if clause.status == "planned" else "past" if clause.past else "present") or time.when
            future = time.alternative
        voices = [*self._voices(told.draft, found), *according, *outer]
        return msgspec.structs.replace(
            clause, id=len(self.clauses), when=when, future=future, day=self.day, voices=tuple(_unique(voices)), day_age=self.discourse.sentence - self.day_sentence,
            rules=(*clause.rules, *([rule] if rule else [])),
        )  # fmt: skip

    def _voices(self, draft: Draft | None, found: Sequence[Said]) -> list[Voice]:
        """Those who report the clause that a draft is (part of), nearest first."""
        voices: list[Voice] = []
        seen: set[int] = set()
        current = draft
        while current is not None and id(current) not in seen:
            seen.add(id(current))
            content = _content_of(current)
            for said in found:
                if said.content is not None and said.content in content and said.speech.speaker is not None:
                    voices.append(voice_of(said.speech.speaker, said.speech.verb))
            current = _embedding(current)
        return voices


def _readable(stretch: Stretch) -> bool:
    """Whether a sentence is short enough to be one."""
    length = stretch.span.end - stretch.span.start
    return length <= _MAX_WITH_QUOTES and length - sum(q.span.end - q.span.start for q in stretch.quotes if q.speech) <= _MAX_SENTENCE


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


def _day(stamp: str | None) -> date | None:
    try:
        return date.fromisoformat(stamp[:10]) if stamp else None
    except ValueError:
        return None

