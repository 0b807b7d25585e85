"""What people read of records, in Korean and in English: sentences of acts, names of parties, dates, the words for codes.

Pages, terminals and agents are shown the same words. Knows records and names, and nothing of where the words are shown.
"""

from dragoman.wording.words import (
    LANGUAGES,
    Demo,
    Kept,
    Relations,
    Wording,
    day,
    inflect,
    number,
    preferred_language,
    stamp,
    template,
    when,
    words,
)

__all__ = [
    "LANGUAGES", "Demo", "Kept", "Relations", "Wording", "day", "inflect", "number", "preferred_language", "stamp", "template", "when", "words",
]  # fmt: skip
