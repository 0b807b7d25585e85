"""Languages: an article in, clauses in no language out. One folder a language."""

from collections.abc import Callable

from dragoman.languages.ko.gate import nothing_to_read as _korean_gate
from dragoman.languages.ko.reader import analyse as _korean
from dragoman.model.article import Article
from dragoman.model.language import Analysis

Analyser = Callable[[Article, frozenset[str], str | None, bool], Analysis]

#: Why nothing can be recorded of an article that has none of some words, told before it is analysed; None where it has to be.
Gate = Callable[[Article, frozenset[str]], str | None]

_ANALYSERS: dict[str, Analyser] = {"ko": _korean}
_GATES: dict[str, Gate] = {"ko": _korean_gate}


def analyser(language: str | None) -> Analyser | None:
    """The analyser of a language, None if it is not read yet."""
    return _ANALYSERS.get(language or "")


def gate(language: str | None) -> Gate | None:
    """The gate of a language, None if it has none: then every article is analysed."""
    return _GATES.get(language or "")
