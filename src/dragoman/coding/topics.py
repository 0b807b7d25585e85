"""Sentences that tell of sport or a show: they borrow the words of war and diplomacy (격파, 폭격, 점령) and tell no events."""

from collections.abc import Sequence
from functools import cache
from importlib import resources

import ahocorasick_rs
import msgspec
import yaml

from dragoman.model.language import Sentence

#: An article is about something else where at least so many sentences, and such a share of them, have words of it.
_LEAST, _SHARE = 3, 1 / 3


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
    automata = _automata(language)
    if automata is None:
        return frozenset()
    plays, topics = automata
    playing = {s.id for s in sentences if plays.find_matches_as_indexes(text[s.start : s.end])}
    about = playing | {s.id for s in sentences if topics.find_matches_as_indexes(text[s.start : s.end])}
    if playing and len(about) >= max(_LEAST, _SHARE * len(sentences)):
        return frozenset(s.id for s in sentences)
    return frozenset(playing)
