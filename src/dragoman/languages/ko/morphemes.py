"""Korean morphemes: a thin layer over Kiwi."""

from collections.abc import Sequence
from functools import cache

import msgspec
from kiwipiepy import Kiwi, Token

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
    return tuple([Morpheme(t.form, _tag(tokens, n), t.start + offset, t.end + offset, t.oov) for n, t in enumerate(tokens)])


def _tag(tokens: Sequence[Token], n: int) -> str:
    """The tag of a token without irregularity, mended where Kiwi takes a particle for something else."""
    token = tokens[n]
    if token.tag == "JKG" and token.form != "의":
        # 의원단이, 캐나다에: slips of 의 to Kiwi; they are what they are written as
        return "JKB" if token.form == "에" else "JKS"
    if token.form == "서" and n and tokens[n - 1].tag == "NNP" and tokens[n - 1].end == token.start and (n + 1 == len(tokens) or tokens[n + 1].start > token.end):
        # 이스탄불서, 베이징서: 에서 in short
        return "JKB"
    if token.tag == "VCP" and token.form == "이" and n + 1 < len(tokens) and not tokens[n + 1].tag.startswith("E") and tokens[n + 1].start > token.start + 1:
        # 두 정상이 | 브뤼셀에서: a copula has an ending
        return "JKS"
    if token.tag == "MM" and token.form == "이" and n and tokens[n - 1].end == token.start and tokens[n - 1].tag in ("NNG", "NNP", "SSC"):
        # 위원장이 낭독한 성명: what clings to a noun is its particle
        return "JKS"
    return str(token.tag).split("-")[0]
