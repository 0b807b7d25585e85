"""Places that a sentence names, in whatever language it is written."""

from functools import cache, lru_cache

from dragoman.names.lexicon import load
from dragoman.names.linker import linker


@lru_cache(maxsize=20_000)
def places_named(text: str) -> frozenset[str]:
    """The English labels of the cities and regions that `text` names, states left out.

    >>> sorted(places_named("러시아가 하르키우와 오데사를 공격했다"))
    ['Kharkiv', 'Odesa']
    """
    return frozenset(name.entry.label for language in _languages() for name in linker(language).find(text)[0] if name.kind == "place")


@cache
def _languages() -> tuple[str, ...]:
    """The languages in which the lexicon has forms of places."""
    return tuple(sorted({language for place in load().places for language in (*place.strong, *place.weak)}))
