"""Words whose speaker is told before or after them: quotes that stand alone, `이같이 말했다`, headlines that repeat the body."""

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from dragoman.languages.ko.attribution import OUTSIDE, Attribution
from dragoman.languages.ko.discourse import Discourse
from dragoman.languages.ko.drafts import Draft, Node, Parse
from dragoman.languages.ko.sayings import speech_words
from dragoman.languages.ko.sentences import Quote
from dragoman.model.language import Speech
from dragoman.model.parties import Party
from dragoman.model.text import Span

#: The share of a headline's quote that must stand in the words of the body that it repeats.
_LIKE = 0.5
#: How far back `이같이` is looked for.
_NEAR = 20


class Later(Attribution):
    """Looks back from a sentence that says who spoke. `told_before` is who said what the sentences before tell."""

    def __init__(self, text: str, discourse: Discourse) -> None:
        super().__init__(text, discourse)
        self.bare: list[int] = []
        self.settled: dict[int, Party] = {}
        self.told_before: Party | None = None

    def look_back(self, parse: Parse, span: Span, quotes: Sequence[Quote], resumed: Party | None) -> None:
        """A quote that is a sentence by itself is said by whom the next sentence names: `…한 말이다`, `… 이같이 말했다`."""
        alone = [q for q in quotes if q.speech and not q.answer and len(quotes) == 1 and span.end - span.start - (q.span.end - q.span.start) <= 2]
        opened = [q for q in quotes if q.open]
        if alone or opened:
            self.bare += [q.inner.start for q in (alone or opened)]
            return
        speaker = resumed
        if not any(q.resumed for q in quotes):
            sayer = self._sayer(parse)
            speaker = None if any(q.speech for q in quotes) else sayer
        if speaker is not None:
            self.settled.update(dict.fromkeys(self.bare, speaker))
            if self.bare:
                self.remember(speaker, (), OUTSIDE)
        self.bare = []

    def _sayer(self, parse: Parse) -> Party | None:
        """Who is told to have said what the sentences before quote, or tell (`told_before`)."""
        w = speech_words()
        main = next((d for d in reversed(parse.drafts) if d.predicate.ending in ("final", "none")), None)
        if main is None:
            return None
        if main.predicate.lemma in w.says and self._such(main):
            self.told_before = self.whom(main.subject)
            return None
        if main.predicate.lemma == "이다":
            noun = next((n for n in main.nodes if n.marker == "complement" and n.head in w.sayings), None)
            if noun is None:
                return None
            for modifier in reversed(noun.modifiers):
                found = self.whom(modifier if isinstance(modifier, Node) and modifier.marker == "genitive" else modifier.subject if isinstance(modifier, Draft) else None)
                if found is not None:
                    return found
            return None
        if main.predicate.lemma in w.says and self.this_way(main) and not main.reports:
            sayer = self.whom(main.subject)
            if not any(n.marker == "quote" for d in parse.drafts for n in d.nodes):
                self.told_before = sayer
            return sayer
        return None

    def finish(self, speeches: Sequence[Speech], headlines: Sequence[Span]) -> list[Speech]:
        """All speeches of the article with the speakers that were told later; a headline's quote is whose words in the body it repeats."""
        out = [msgspec.structs.replace(s, speaker=self.settled[s.start]) if s.start in self.settled else s for s in speeches]
        body = [s for s in out if s.speaker is not None and not any(h.start <= s.start < h.end for h in headlines)]
        for k, speech in enumerate(out):
            if speech.speaker is None and speech.kind == "direct" and any(h.start <= speech.start < h.end for h in headlines):
                likest = max(((self._likeness(speech, b), -b.start, b.speaker) for b in body), key=lambda x: x[:2], default=None)
                if likest is not None and likest[0] >= _LIKE:
                    out[k] = msgspec.structs.replace(speech, speaker=likest[2])
        return out

    def _likeness(self, short: Speech, long: Speech) -> float:
        """The share of the pairs of syllables of a headline's quote that stand in other words."""
        mine, theirs = (_pairs(self.text[s.start : s.end]) for s in (short, long))
        return len(mine & theirs) / len(mine) if mine else 0.0

    def this_way(self, draft: Draft) -> bool:
        """Whether `이같이` or the like stands right before a predicate."""
        return self.text[max(0, draft.predicate.start - _NEAR) : draft.predicate.start].rstrip().endswith(speech_words().this_way)

    def _such(self, draft: Draft) -> bool:
        """Whether a predicate of saying has such things as were just told for its object: `이같은 일정을 공개했다`."""
        told = draft.first("object")
        return told is not None and self.text[max(0, told.start - _NEAR) : told.start].rstrip().endswith(speech_words().such)


def _pairs(words: str) -> set[str]:
    plain = [c for c in words if c.isalnum()]
    return {a + b for a, b in pairwise(plain)}
