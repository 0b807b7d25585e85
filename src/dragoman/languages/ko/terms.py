"""The words that search knows a Korean text by: nouns, names, numbers and stems of verbs, without particles and endings."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from dragoman.languages.ko.morphemes import Morpheme, tokenize
from dragoman.model.text import Span

#: Sejong tags of morphemes that carry meaning by themselves.
_WORDS = frozenset({"NNG", "NNP", "NNB", "NR", "NP", "VV", "VA", "XR", "MAG", "SL", "SH", "SN"})
#: A tokenisation of a stretch: places in the stretch that were given as one morpheme, and the morphemes of all of it.
Fixed = tuple[tuple[Span, str], ...]
Tokenized = Mapping[tuple[Span, Fixed], Sequence[Morpheme]]


@lru_cache(maxsize=50_000)
def terms(text: str) -> tuple[str, ...]:
    """The words of a text in their order, in dictionary form.

    >>> terms("푸틴은 한미정상회담을")
    ('푸틴', '한미', '정상', '회담')
    """
    return tuple(word for m in tokenize(text) if m.tag in _WORDS for word in m.form.split())


def terms_of(tokenized: Tokenized, sentences: Iterable[Span], text: str) -> tuple[str, ...]:
    """The words of sentences that were tokenised already, in the order of the text.

    Names and times that a sentence gave to Kiwi as one morpheme are taken apart by themselves, so that they come out as they do
    in a question; a quote is left to its own sentences where it has some.
    """
    wanted = set(sentences)
    latest = {span: (fixed, morphemes) for (span, fixed), morphemes in tokenized.items() if span in wanted}
    starts = sorted(span.start for span in latest)
    found: list[tuple[int, str]] = []
    for span, (fixed, morphemes) in latest.items():
        given = {s.start + span.start: s.end + span.start for s, _ in fixed}
        for m in morphemes:
            if m.tag not in _WORDS:
                continue
            start = m.start
            if given.get(start) != m.end:
                found.append((start, m.form))
            elif bisect_right(starts, start) == bisect_left(starts, m.end):
                found.extend([(start, term) for term in terms(text[start : m.end])])
    found.sort(key=_place)
    return tuple([term for _, term in found])


def _place(found: tuple[int, str]) -> int:
    return found[0]
