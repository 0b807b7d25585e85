"""Languages: an article in, clauses in no language out. One folder a language."""

from collections.abc import Callable

from dragoman.languages.ko import gate as _korean_gate
from dragoman.languages.ko import traces as _korean_traces
from dragoman.languages.ko.reader import analyse as _korean
from dragoman.languages.ko.terms import terms as _korean_terms
from dragoman.model.article import Article
from dragoman.model.language import Analysis, Sign

Analyser = Callable[[Article, frozenset[str], str | None, bool, bool], Analysis]

#: Why nothing can be recorded of an article that has none of some words, told before it is analysed; None where it has to be.
Gate = Callable[[Article, frozenset[str]], str | None]

#: What `silent` gives.
UNREAD, NO_PARTY, NO_ACT = "in no language that is read", _korean_gate.NO_PARTY, _korean_traces.NO_ACT

_ANALYSERS: dict[str, Analyser] = {"ko": _korean}
_GATES: dict[str, Gate] = {"ko": _korean_gate.nothing_to_read}
#: Whether a page may hold an article in a language, and why it then tells no act.
_SCRIPTS: dict[str, Callable[[str], bool]] = {"ko": _korean_gate.may_be_korean}
_TRACES: dict[str, Callable[[str, tuple[Sign, ...]], str | None]] = {"ko": _korean_traces.nothing_told}
_TERMS: dict[str, Callable[[str], tuple[str, ...]]] = {"ko": _korean_terms}


def analyser(language: str | None) -> Analyser | None:
    """The analyser of a language, None if it is not read yet."""
    return _ANALYSERS.get(language or "")


def gate(language: str | None) -> Gate | None:
    """The gate of a language, None if it has none: then every article is analysed."""
    return _GATES.get(language or "")


def silent(text: str, signs: Callable[[str], tuple[Sign, ...]]) -> str | None:
    """Why a page tells no act, told from its text or markup, or from its article's text; None where it has to be read.

    `signs` gives what a sentence of a language must have for an act to be told in it.
    """
    why = UNREAD
    for language, may in _SCRIPTS.items():
        if may(text):
            found = _TRACES[language](text, signs(language))
            if found is None:
                return None
            why = found
    return why


def terms(language: str, text: str) -> tuple[str, ...]:
    """The words of a text in dictionary form, as `Analysis.terms` has them; none for a language that is not read yet."""
    words = _TERMS.get(language)
    return words(text) if words is not None else ()
