"""Tells pages apart that hold nothing to record, before a single morpheme is looked at.

Nothing is recorded of a page that names no party, and nothing of one without a word that tells an act or passes on words.
Both can be told by looking names and word stems up, which takes a small part of the time that reading takes.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import islice

import ahocorasick_rs

from dragoman.languages.ko.mentions import names_in
from dragoman.languages.ko.reader import MAX_TEXT, day_of
from dragoman.languages.ko.sayings import speech_words
from dragoman.model.article import Article

#: Kinds of names that make a party; an office, a place or an outlet alone makes none.
NO_PARTY = "no state, organisation, institution or known person is named"
PARTIES = frozenset({"state", "organisation", "person", "institution"})
#: Syllables without which a page has no article in Korean: the shortest flash has some.
_LEAST_HANGUL = 15
_HANGUL = re.compile("[가-힣]")
_QUOTED = re.compile(r"[\"“‘「『]|(?<!\w)'")
#: Final consonants that change or go where an ending follows (돕다: 도와, 깨닫다: 깨달아).
UNSTEADY = "ᆯᆮᆸᆺᇂ"
#: What the last vowel of a stem becomes with an ending of its own vowel (밝히다: 밝혔다, 나오다: 나왔다, 전하다: 전했다).
_CONTRACTED = {"ᅵ": "ᅧ", "ᅩ": "ᅪ", "ᅮ": "ᅯ", "ᅡ": "ᅢ", "ᅬ": "ᅫ", "ᅳ": "ᅥᅡ"}


def may_be_korean(text: str) -> bool:
    """Whether a page (its text or its markup) may hold an article in Korean: it has more Hangul than a link to a Korean page."""
    return next(islice(_HANGUL.finditer(text), _LEAST_HANGUL - 1, None), None) is not None


def nothing_to_read(article: Article, signs: frozenset[str]) -> str | None:
    """Why nothing can be recorded of an article, in words; None where it has to be read.

    `signs` are the words that coding has a use for, in dictionary form. Stems of one syllable are not looked for: they are
    in every text, and hardly ever alone.
    """
    text = article.text[:MAX_TEXT]
    mentions, _ = names_in(text, article.parts, day_of(article.published))
    if not any(m.kind in PARTIES for m in mentions):
        return f"{NO_PARTY}: not read further"
    visits = any(m.prefix == "visit" for m in mentions)
    if not visits and _QUOTED.search(text) is None and not _tells(text, signs):
        return "no word tells an act or passes on words: not read further"
    return None


def _tells(text: str, signs: frozenset[str]) -> bool:
    return bool(_automaton(signs).find_matches_as_indexes(" " + " ".join(unicodedata.normalize("NFD", text).split())))


@cache
def _automaton(signs: frozenset[str]) -> ahocorasick_rs.AhoCorasick:
    said = speech_words().says
    stems = sorted({stem for word in (*signs, *said) for stem in stems_of(word)})
    return ahocorasick_rs.AhoCorasick(stems, implementation=ahocorasick_rs.Implementation.ContiguousNFA)


def stems_of(word: str) -> Iterator[str]:
    """What all forms of a predicate in dictionary form begin with, as single letters (jamo); nothing for one syllable.

    A verb begins a word, so its stems begin with a blank; a noun may stand inside one (한미정상회담).

    >>> [unicodedata.normalize("NFC", s) for s in stems_of("방문")]
    ['방문']
    >>> [unicodedata.normalize("NFC", s) for s in stems_of("밝히다")]
    [' 밝히', ' 밝혀']
    """
    stem = word.removesuffix("다")
    if len(stem) < 2:
        return
    letters = unicodedata.normalize("NFD", stem)
    if stem == word:
        yield letters
        return
    yield " " + letters.rstrip(UNSTEADY)
    for vowel in _CONTRACTED.get(letters[-1], ""):
        yield " " + letters[:-1] + vowel
    if stem.endswith("르"):  # 부르다: 불렀다
        yield " " + letters[:-2] + "ᆯᄅ"
