"""Languages: an article in, clauses in no language out. One folder a language."""

from collections.abc import Callable

from dragoman.languages.ko.reader import analyse as _korean
from dragoman.model.article import Article
from dragoman.model.language import Analysis

Analyser = Callable[[Article, frozenset[str], str | None], Analysis]

_ANALYSERS: dict[str, Analyser] = {"ko": _korean}


def analyser(language: str | None) -> Analyser | None:
    """The analyser of a language, None if it is not read yet."""
    return _ANALYSERS.get(language or "")
