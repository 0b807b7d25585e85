"""Korean or English: which one a reader gets, and the words of pages in it.

Messages are English sentences in the source; `translations/ko/LC_MESSAGES/messages.po` has their Korean. The catalogue is read as it
is, so that there is nothing to compile.
"""

import io
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal, get_args

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
#: The cookie and the parameter by which a reader chooses.
CHOICE = "lang"


def chosen(query: Mapping[str, str], cookies: Mapping[str, str], accepted: str | None) -> Language:
    """The language of an answer: that of the address, else of the cookie, else the browser's first that we have, else English.

    >>> chosen({}, {}, "ko-KR,ko;q=0.9,en;q=0.8"), chosen({"lang": "en"}, {"lang": "ko"}, None)
    ('ko', 'en')
    """
    for said in (query.get(CHOICE), cookies.get(CHOICE)):
        for language in LANGUAGES:
            if said == language:
                return language
    return _accepted(accepted or "")


def _accepted(header: str) -> Language:
    weighed: list[tuple[float, int, Language]] = []
    for place, part in enumerate(header.split(",")[:20]):
        name, _, weight = part.strip().partition(";")
        for language in LANGUAGES:
            if name.strip().lower().partition("-")[0] == language:
                weighed.append((-_weight(weight), place, language))
    usable = [w for w in weighed if w[0] < 0]
    return min(usable)[2] if usable else "en"


def _weight(text: str) -> float:
    try:
        return min(1.0, float(text.strip().removeprefix("q=") or "1"))
    except ValueError:
        return 0.0


@cache
def translations(language: Language) -> NullTranslations:
    """The catalogue of a language; English is the messages themselves."""
    if language == "en":
        return NullTranslations()
    file = resources.files("dragoman.web") / "translations" / language / "LC_MESSAGES" / "messages.po"
    compiled = io.BytesIO()
    with file.open("rb") as po:
        write_mo(compiled, read_po(po, locale=language))
    compiled.seek(0)
    return Translations(compiled)


def say(language: Language, message: str) -> str:
    """A message in a language."""
    return str(translations(language).gettext(message))


def say_many(language: Language, one: str, many: str, number: int) -> str:
    """A message with a number, `%(num)s` in it."""
    return str(translations(language).ngettext(one, many, number)) % {"num": f"{number:,}"}
