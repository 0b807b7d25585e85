"""Full text: questions in words, as the index takes them, and the piece of an article that answers.

The index knows every article by two columns: `terms`, its words in dictionary form as the language room found them (nouns, names,
stems), and `words`, its text as it stands. A word of a question matches a term, or the beginning of a word of the text: so inflected
forms and parts of compounds are found, and names that the morphemes take apart otherwise are found as well.
"""

import re
from collections.abc import Callable

import msgspec

from dragoman.model.errors import one_line
from dragoman.record.errors import BadQuestion

#: Words of a question at most; code points of a snippet.
_MOST, _SNIPPET = 32, 160
_PHRASE = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]|(\S+)")
_WORD = re.compile(r"[^\W_]+")


class Sought(msgspec.Struct, frozen=True):
    """A question in words: `expression` is for the index, `shown` are the words to look for in a text that is shown."""

    expression: str
    shown: tuple[str, ...]


def sought(text: str, terms: Callable[[str], tuple[str, ...]]) -> Sought:
    """What a question looks for: all of its words; words between quotation marks as they follow each other.

    `terms` gives the words of a text in dictionary form. Signs that mean something to the index are taken as blanks, so that no
    question is a wrong one. Raises `BadQuestion` where there is no word in it.
    """
    parts: list[str] = []
    shown: list[str] = []
    for match in _PHRASE.finditer(text):
        phrase = match[1] if match[1] is not None else match[2]
        plain = _WORD.findall(phrase)
        if not plain:
            continue
        found = [word for term in terms(" ".join(plain)) for word in _WORD.findall(term)]
        either = [f'words : "{" ".join(plain)}" *']
        if found:
            either.insert(0, f'terms : "{" ".join(found)}"')
        parts.append(f"({' OR '.join(either)})")
        shown += [" ".join(plain), *found]
    if not parts:
        raise BadQuestion(f"{one_line(text) or 'nothing'}: no word to look for")
    return Sought(" AND ".join(parts[:_MOST]), tuple(dict.fromkeys(shown)))


def snippet(text: str, shown: tuple[str, ...]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A piece of a text around what was looked for, on one line, and the places of it in that piece."""
    words = [re.escape(w) for w in sorted(shown, key=len, reverse=True)]
    pattern = re.compile("|".join(words), re.IGNORECASE)
    first = pattern.search(text)
    # a phrase is worth more than the first of its words
    longest = re.compile(words[0], re.IGNORECASE).search(text) or first
    at = longest.start() if longest is not None else 0
    start = max(0, at - _SNIPPET // 3)
    while start and not text[start - 1].isspace() and start > at - _SNIPPET // 2:
        start -= 1
    end = min(len(text), start + _SNIPPET)
    piece = "".join(c if c.isprintable() else " " for c in text[start:end])
    head, tail = "… " if start else "", " …" if end < len(text) else ""
    places = tuple((m.start() + len(head), m.end() + len(head)) for m in pattern.finditer(piece))
    return f"{head}{piece}{tail}", places
