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
    """A question in words: `expression` is for the index, `shown` are the words to look for in a text that is shown.

    `parts` are its words or phrases, each as it was written and in dictionary form.
    """

    expression: str
    shown: tuple[str, ...]
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()


def sought(text: str, terms: Callable[[str], tuple[str, ...]]) -> Sought:
    """What a question looks for: all of its words; words between quotation marks as they follow each other.

    `terms` gives the words of a text in dictionary form. Signs that mean something to the index are taken as blanks, so that no
    question is a wrong one. Raises `BadQuestion` where there is no word in it.
    """
    parts: list[str] = []
    shown: list[str] = []
    asked: list[tuple[str, tuple[str, ...]]] = []
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
        asked.append((" ".join(plain), tuple(found)))
    if not parts:
        raise BadQuestion(f"{one_line(text) or 'nothing'}: no word to look for")
    return Sought(" AND ".join(parts[:_MOST]), tuple(dict.fromkeys(shown)), tuple(asked[:_MOST]))


def holder(sought: Sought) -> Callable[[str], bool]:
    """Whether a piece of a text has all that a question asks for: each word as it was written, or all of its words in dictionary form."""
    parts = [(plain.casefold(), tuple(word.casefold() for word in found)) for plain, found in sought.parts]

    def holds(text: str) -> bool:
        folded = text.casefold()
        for plain, found in parts:
            if plain in folded:
                continue
            if not found:
                return False
            for word in found:
                if word not in folded:
                    return False
        return True

    return holds


def near(sought: Sought, column: str) -> tuple[str, list[str]]:
    """A condition of SQL that holds for every text for which `holder` holds, and its values: most others need not be looked at.

    Words whose letters have two cases are left to `holder`: SQLite folds none but those of ASCII.
    """
    conditions, values = [], list[str]()
    for plain, found in sought.parts:
        words = [plain, *found]
        if any(word != word.casefold() or word != word.upper() for word in words):
            continue
        inside = [f"instr({column}, ?)"] * len(words)
        conditions.append(f"({inside[0]}{' OR (' + ' AND '.join(inside[1:]) + ')' if found else ''})")
        values += words
    return " AND ".join(conditions) or "1", values


def marks(text: str, sought: Sought) -> tuple[tuple[int, int], ...]:
    """The places of what was looked for in a piece of a text, in order. Single syllables count only where nothing longer was asked for."""
    words = [w for w in sought.shown if len(w) > 1] or list(sought.shown)
    pattern = re.compile("|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)), re.IGNORECASE)
    return tuple((m.start(), m.end()) for m in pattern.finditer(text))


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
