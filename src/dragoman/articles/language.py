"""Which language a text is in: by its script where that tells, else by py3langid among the languages that matter here."""

import re
from functools import cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

#: What py3langid may choose from (ISO 639-1).
LANGUAGES = "ar az be bg cs da de el en es et fa fi fr he hi hr hu hy id it ka kk ky lt lv mk mn ms nl no pl pt ro ru sk sl sq sr sv tr uk ur uz vi".replace(" uz", "").split()

#: Scripts that one language (of news) is written in, tried in this order; shares are of all letters.
_SCRIPTS: tuple[tuple[str, str, float], ...] = (
    ("ko", r"[가-힣ㄱ-ㅎㅏ-ㅣ]", 0.25),
    ("ja", r"[\u3041-\u30ff]", 0.08),
    ("th", r"[\u0e01-\u0e5b]", 0.3),
    ("zh", r"[\u4e00-\u9fff]", 0.3),
    ("ka", r"[\u10a0-\u10ff]", 0.3),
    ("hy", r"[\u0531-\u058f]", 0.3),
    ("he", r"[\u0590-\u05ff]", 0.3),
    ("el", r"[\u0370-\u03ff]", 0.3),
    ("km", r"[\u1780-\u17ff]", 0.3),
    ("lo", r"[\u0e80-\u0eff]", 0.3),
    ("my", r"[\u1000-\u109f]", 0.3),
)
_COMPILED = tuple((code, re.compile(script), share) for code, script, share in _SCRIPTS)
_SAMPLE = 5000


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language of `text`; None where there are too few letters to tell."""
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if letters < 2:
        return None
    for code, script, share in _COMPILED:
        if len(script.findall(sample)) >= share * letters:
            return code
    if letters < 20:
        return None
    return str(_identifier().classify(sample)[0])


@cache
def _identifier() -> Any:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(LANGUAGES)
    return identifier
