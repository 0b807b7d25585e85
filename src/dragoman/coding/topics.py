"""Sentences that tell of sport or a show: they borrow the words of war and diplomacy (격파, 폭격, 점령) and tell no events."""

import re
from collections.abc import Sequence
from functools import cache
from importlib import resources

import ahocorasick_rs
import msgspec
import yaml

from dragoman.model.language import Sentence

#: An article is about something else where at least so many sentences, and such a share of them, have words of it.
_LEAST, _SHARE = 3, 1 / 3
_SENTENCE, _LEAST_LETTERS = re.compile(r"[^\n.!?]+"), 8


class _Topics(msgspec.Struct, frozen=True):
    """The words of one language; `topics.yaml` says what each list is for."""

    plays: tuple[str, ...]
    topics: tuple[str, ...]


@cache
def _automata(language: str) -> tuple[ahocorasick_rs.AhoCorasick, ahocorasick_rs.AhoCorasick] | None:
    text = (resources.files("dragoman.coding") / "topics.yaml").read_text("utf-8")
    words = msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader), dict[str, _Topics]).get(language)
    if words is None:
        return None
    return ahocorasick_rs.AhoCorasick(words.plays), ahocorasick_rs.AhoCorasick(words.topics)


def elsewhere(sentences: Sequence[Sentence], text: str, language: str) -> frozenset[int]:
    """The ids of the sentences of an article that tell of sport or a show, all of them where the whole article does.

    `text` is the article's text, which the offsets of the sentences are in; a language without words has none.
    """
    playing, whole = _playing([text[s.start : s.end] for s in sentences], language)
    return frozenset(s.id for s, plays in zip(sentences, playing, strict=True) if plays or whole)


def plays(text: str, language: str) -> bool:
    """Whether a whole text tells of sport or a show, told without knowing where its sentences end."""
    return _playing([piece for piece in _SENTENCE.findall(text) if len(piece) >= _LEAST_LETTERS], language)[1]


def _playing(sentences: Sequence[str], language: str) -> tuple[list[bool], bool]:
    """Which sentences tell of play, and whether the article they are of does as a whole."""
    automata = _automata(language)
    if automata is None:
        return [False] * len(sentences), False
    games, topics = automata
    playing = [bool(games.find_matches_as_indexes(s)) for s in sentences]
    about = sum(plays or bool(topics.find_matches_as_indexes(s)) for plays, s in zip(playing, sentences, strict=True))
    return playing, any(playing) and about >= max(_LEAST, _SHARE * len(sentences))
