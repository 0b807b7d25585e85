"""Korean morphemes: a thin layer over Kiwi."""

from collections.abc import Sequence
from functools import cache

import msgspec
from kiwipiepy import Kiwi

from dragoman.model.text import Span


class Morpheme(msgspec.Struct, frozen=True):
    """One morpheme: dictionary form, Sejong tag without irregularity suffix, place in the article's text.

    Contracted morphemes (`했` = 하 + 었) share their place. `unknown` marks a word that Kiwi's dictionary lacks.
    """

    form: str
    tag: str
    start: int
    end: int
    unknown: bool = False

    def __str__(self) -> str:
        return f"{self.form}/{self.tag}"


@cache
def _kiwi() -> Kiwi:
    return Kiwi(num_workers=1)


def tokenize(text: str, fixed: Sequence[tuple[Span, str]] = (), offset: int = 0) -> tuple[Morpheme, ...]:
    """Morphemes of `text`; `fixed` are stretches that are one morpheme with the tag given (names, quotes).

    Offsets of the result are those in `text` plus `offset`.
    """
    pretokenized = [(s.start, s.end, tag) for s, tag in sorted(fixed, key=lambda f: f[0])]
    tokens = _kiwi().tokenize(text, pretokenized=pretokenized or None)
    # 의원단이: Kiwi takes some 이 and 가 for a slip of 의; they are what they are written as
    return tuple([Morpheme(t.form, "JKS" if t.tag == "JKG" and t.form in ("이", "가") else t.tag.split("-")[0], t.start + offset, t.end + offset, t.oov) for t in tokens])
