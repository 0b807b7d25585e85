"""The chain of endings and auxiliaries after a stem: 방문|할 예정이라고, 인정하|지 않는다, 참석할 것으로 알려졌다."""

import re
from collections.abc import Sequence

from dragoman.languages.ko.grammar import grammar
from dragoman.languages.ko.morphemes import Morpheme

PARTICLE_TAGS = frozenset(["JKS", "JKC", "JKG", "JKO", "JC", "JKQ", "JKB", "JX", "JKV"])
_QUOTATIVE = re.compile(r"(?:다|라|자|냐)(?:고|며|면서|고도|고는)$")
_QUOTATIVE_ADNOMINAL = re.compile(r"(?:(?:다|라|자|냐)는|단|란)$")


class EndingReader:
    """Reads the endings of `tokens` from `i`; afterwards `i` is the first token behind them."""

    def __init__(self, tokens: Sequence[Morpheme], i: int) -> None:
        self.tokens = tokens
        self.i = i

    def read(self, last: int) -> tuple[str, str, str, int]:
        """Endings and auxiliaries after a stem: their forms, the kind and form of the last ending, where they end."""
        g = grammar()
        forms: list[str] = []
        ending, ending_form = "none", ""
        while self.i < len(self.tokens):
            token = self.tokens[self.i]
            if token.tag in ("EP", "XSV", "XSA"):
                forms.append(token.form)
                last = max(last, token.end)
                self.i += 1
            elif token.tag in ("EC", "EF", "ETM", "ETN"):
                forms.append(token.form)
                last = max(last, token.end)
                self.i += 1
                ending, ending_form = self._ending(token)
                if token.tag == "EF" and self.i < len(self.tokens) and self.tokens[self.i].tag == "JKQ":
                    # 한다|고 전했다: the particle that quotes, where Kiwi reads a final ending before it
                    forms[-1] += self.tokens[self.i].form
                    last = max(last, self.tokens[self.i].end)
                    self.i += 1
                    ending, ending_form = "quotative", forms[-1]
                    break
                if token.tag == "EF" or not self._continues(token, forms):
                    if ending == "adnominal" and forms[-1] in g.copular_nouns:
                        ending, last = "final", max(last, self.tokens[self.i - 1].end)
                    break
                last = max(last, self.tokens[self.i - 1].end)
            else:
                break
        return " ".join(forms), ending, ending_form, last

    def _ending(self, token: Morpheme) -> tuple[str, str]:
        if token.tag == "EF":
            return "final", token.form
        if token.tag == "ETN":
            return "nominal", token.form
        if token.tag == "ETM":
            return ("quoted-adnominal" if _QUOTATIVE_ADNOMINAL.search(token.form) else "adnominal"), token.form
        return ("quotative" if _QUOTATIVE.search(token.form) else "connective"), token.form

    def _continues(self, token: Morpheme, forms: list[str]) -> bool:
        """Whether an auxiliary goes on with the chain; consumes it if so."""
        g = grammar()
        rest = self.tokens[self.i : self.i + 4]
        if not rest:
            return False
        if token.tag == "EC":
            if token.form in ("어서", "아서", "면", "으면"):
                # 공격해서는 안 된다: what must not be
                on = 1 if rest[0].tag == "JX" else 0
                if len(rest) > on + 1 and rest[on].form == "안" and rest[on + 1].form == "되":
                    self._take(on + 2, forms)
                    return True
                return False
            if token.form == "게" and rest[0].form == "되" and rest[0].tag in ("VV", "VX"):
                # 대가를 치르게 되다: what comes about, no aim
                self._take(1, forms)
                return True
            if token.form.endswith("지") and [r.form for r in rest[:2]] == ["도", "모르"]:
                self._take(2, forms)
                return True
            if token.form.startswith("지") and rest[0].form == "못" and len(rest) > 1 and rest[1].form == "하":
                self._take(2, forms)
                return True
            if rest[0].tag == "VX" or (rest[0].form in ("하", "있", "싶") and rest[0].tag in ("VV", "VX", "XSV", "VA") and token.form in ("고자", "려고", "으려고", "어야", "아야", "고", "려", "으려", "도록", "게")):
                if rest[0].form == "하" and token.form in ("고", "도록", "게") and rest[0].tag != "VX":
                    return False
                self._take(1, forms)
                return True
            return False
        if token.tag == "ETN":
            if rest[0].tag == "JX" and len(rest) > 1 and rest[1].form == "하":
                self._take(2, forms)
                return True
            if rest[0].tag == "JKS" and len(rest) > 1 and rest[1].tag == "VA" and rest[1].form in ("쉽", "어렵"):
                self._take(2, forms)
                return True
            return False
        noun = rest[0]
        if noun.tag not in ("NNB", "NNG", "XSA"):
            return False
        particle = 1 if len(rest) > 1 and rest[1].tag in PARTICLE_TAGS else 0
        verb = rest[1 + particle] if len(rest) > 1 + particle else None
        if [r.form for r in rest[:3]] == ["지", "도", "모르"]:
            # 중단시킬 지도 모른다: many write it apart
            self._take(3, forms)
            return True
        if noun.form in ("듯", "만", "법", "뻔") and len(rest) > 1 and rest[1].tag in ("XSA", "XSV", "VV", "VX"):
            self._take(2, forms)
            return True
        if noun.form == "것" and particle and rest[1].form in ("으로", "로") and verb is not None and verb.form in g.hearsay_verbs:
            self._take(3, forms)
            return True
        if noun.form in g.existential_nouns and verb is not None and verb.tag in ("VV", "VA", "VX") and verb.form in g.existential_verbs:
            self._take(2 + particle, forms)
            return True
        if noun.form in g.copular_nouns and len(rest) > 1:
            if rest[1].tag == "VCP":
                self._take(2, forms)
                return True
            if rest[1].form in ("이", "가", "은", "는", "도") and verb is not None and verb.tag == "VCN":
                self._take(3, forms)
                return True
        at_end = len(rest) == 1 or rest[1].tag in ("SF", "SE", "SSC")
        if noun.form in g.copular_nouns and at_end:
            self._take(1, forms)
        return False

    def _take(self, count: int, forms: list[str]) -> None:
        for token in self.tokens[self.i : self.i + count]:
            forms.append(token.form)
        self.i += count
