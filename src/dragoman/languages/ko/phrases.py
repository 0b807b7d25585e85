"""Phrases: noun phrases with their particle, predicates with their chain of endings.

Morphemes in, a flat list of units out, in the order of the text. Nothing is attached to anything yet.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache

import msgspec

from dragoman.dates import TimeExpression
from dragoman.languages.ko.endings import PARTICLE_TAGS, EndingReader
from dragoman.languages.ko.grammar import grammar
from dragoman.languages.ko.mentions import Mention
from dragoman.languages.ko.morphemes import Morpheme
from dragoman.languages.ko.naming import who
from dragoman.languages.ko.sentences import Quote
from dragoman.languages.ko.units import Item, NounPhrase, Predicate, Unit, Word
from dragoman.languages.ko.wholes import Wholes

_NOUN_TAGS = frozenset(["NNG", "NNP", "NNB", "NR", "NP", "SN", "SL", "SH", "XPN", "XSN", "MM", "XR", "W_URL", "W_EMAIL", "W_HASHTAG", "W_MENTION"])
_VERB_TAGS = frozenset(["VV", "VA", "VX", "VCP", "VCN", "XSV", "XSA"])
_DOTS = frozenset("·‧ㆍ∙・/")
_HYPHENS = frozenset("-–")
_QUOTE_MARKS = frozenset("\"'“”‘’「」『』《》〈〉<>")
_ATTACHED_VERBS = frozenset({"당하", "받", "드리", "맞"})



class _Builder:
    def __init__(
        self,
        morphemes: Sequence[Morpheme],
        mentions: Sequence[Mention],
        times: Sequence[TimeExpression],
        quotes: Sequence[Quote],
        offset: int,
        anchor: date | None,
        wholes: Wholes,
    ) -> None:
        self.anchor = anchor
        self.wholes = wholes
        self.tokens = list(morphemes)
        self.mentions = {m.span.start: m for m in mentions}
        self.times = {t.span.start + offset: t for t in times}
        self.quotes = {q.span.start: q for q in quotes if q.speech}
        self.units: list[Unit] = []
        self.i = 0

    def build(self) -> list[Unit]:
        while self.i < len(self.tokens):
            token = self.tokens[self.i]
            if token.start in self.quotes:
                self._single(quote=self.quotes[token.start])
            elif token.start in self.times:
                self._single(time=self.times[token.start])
            elif token.tag in _NOUN_TAGS:
                self._run()
            elif token.tag in _VERB_TAGS:
                self._predicate(token.form, token.start, token.end, "", token.tag)
            elif token.tag == "SSO" and token.form not in _QUOTE_MARKS:
                self._skip_aside()
            else:
                if token.tag == "SP" and token.form == "," and self.units and not isinstance(self.units[-1], Word):
                    self.units[-1].comma = True
                elif token.tag in ("MAG", "MAJ", "IC", "SF", "SE", "SO", "SW", "SP") and token.form not in _QUOTE_MARKS:
                    self.units.append(Word(token.form, token.tag, token.start, token.end))
                self.i += 1
        return self.units

    # -- noun phrases -------------------------------------------------------------------------------------------------

    def _single(self, quote: Quote | None = None, time: TimeExpression | None = None) -> None:
        token = self.tokens[self.i]
        self.i += 1
        phrase = NounPhrase(token.start, token.end, [], time=time, quote=quote)
        if time is not None and self.anchor is not None and time.when is not None and time.when.start is not None:
            phrase.ahead = time.when.start > self.anchor.isoformat()
        if quote is not None:
            phrase.marker = "quote"
            self._finish(phrase)
            return
        self._close(phrase)

    def _run(self) -> None:
        g = grammar()
        items: list[Item] = []
        asides: list[tuple[int, int]] = []
        begun = self.i
        while self.i < len(self.tokens):
            token = self.tokens[self.i]
            if token.tag == "SSO" and token.form not in _QUOTE_MARKS and items:
                end = self._matching()
                if end is None or end - self.i > 60:
                    break
                asides.append((token.start, self.tokens[end].end))
                self.i = end + 1
                continue
            if token.form in _QUOTE_MARKS and token.tag in ("SSO", "SSC", "SS", "SW", "SO"):
                if token.tag == "SSC" and not items:
                    break
                self.i += 1
                continue
            if items and token.form in _HYPHENS and self._is_joint(token):
                self.i += 1
                continue
            if token.tag not in _NOUN_TAGS or self._is_special(token):
                break
            if items and self._is_adverb(self.i) and self.i > begun:
                break
            if self._is_suffix(items, token):
                items[-1] = Item(items[-1].form + token.form, "NNG", items[-1].start, token.end, None, items[-1].unknown)
                self.i += 1
                continue
            items.append(self._item(token))
            self.i += 1
            if len(items) == 2 and items[0].tag == "XPN" and items[0].form + items[1].form in grammar().adverbs:
                # 무|기한 | 연기했다
                items = [Item(items[0].form + items[1].form, "MAG", items[0].start, items[1].end, None)]
                break
            if len(items) == 1 and (self._is_adverb(self.i - 1) or self._ends_clause(token)):
                break
            if token.form in ("간", "사이") and token.tag == "NNB" and len(items) > 1 and self._is_side(items[-2]):
                break
        if not items:
            self.i += 1
            return
        if self._is_attributive(items):
            return
        if len(items) == 1 and self._is_adverb_item(items[0]) and not self._closes_clause(items[0]):
            self.units.append(Word(items[0].form, "MAG", items[0].start, items[0].end))
            return
        nxt = self.tokens[self.i] if self.i < len(self.tokens) else None
        if nxt is not None and nxt.tag in ("XSV", "VV") and _is_visit(items[-1]):
            goal = items.pop()
            if items:
                self._finish(self._phrase(items, asides))
            self._finish(NounPhrase(goal.start, goal.end, [visited(goal)], marker="to", particle="방"))
            self._predicate("방문", goal.start, goal.end, nxt.form, nxt.tag)
            return
        if nxt is not None and items[-1].mention is None and items[-1].tag in ("NNG", "XR", "NNP", "XSN", "SL"):
            attached = nxt.start == items[-1].end
            if nxt.tag in ("XSV", "XSA") or (nxt.tag == "VV" and attached and nxt.form in _ATTACHED_VERBS):
                verb_noun = self.wholes.noun(items)
                if items and items[-1].end == verb_noun.start and items[-1].tag in ("XPN",):
                    items.pop()
                if items:
                    self._finish(self._phrase(items, asides))
                self._predicate(verb_noun.form, verb_noun.start, verb_noun.end, nxt.form, nxt.tag)
                return
        if nxt is not None and nxt.tag in ("VCP", "VCN") and items[-1].form in grammar().copular_nominals and len(items) > 1:
            aspect = items.pop()
            verb_noun = items.pop()
            if _is_visit(verb_noun):
                if items:
                    self._finish(self._phrase(items, asides))
                self._finish(NounPhrase(verb_noun.start, verb_noun.end, [visited(verb_noun)], marker="to", particle="방"))
                self._predicate("방문", verb_noun.start, verb_noun.end, "하", "VCP", lead=aspect.form)
                return
            if verb_noun.mention is None:
                if items:
                    self._finish(self._phrase(items, asides))
                self._predicate(verb_noun.form, verb_noun.start, verb_noun.end, "하", "VCP", lead=aspect.form)
                return
            items += [verb_noun, aspect]
        if nxt is not None and nxt.form == "," and self._stands_for_verb(items):
            self._elliptic(items)
            return
        phrase = self._phrase(items, asides)
        self._tails(phrase, g.tails)
        self._close(phrase)

    def _stands_for_verb(self, items: list[Item]) -> bool:
        """`북한을 방문, 회담했다`, `평양에 도착, …`: a noun of action behind its object, before a comma, for …하고."""
        before = self.units[-1] if self.units else None
        word = "".join(i.form for i in items)
        if not isinstance(before, NounPhrase) or before.comma or not before.particle or word not in self.wholes.vocabulary or any(i.mention for i in items):
            return False
        return before.marker == "object" or (before.marker == "at" and word in grammar().arriving)

    def _elliptic(self, items: list[Item]) -> None:
        start, end, word = items[0].start, items[-1].end, "".join(i.form for i in items)
        self.units.append(Predicate(start, end, start, end, word, "하", "", "connective", "고"))
        self.i += 1

    def _phrase(self, items: list[Item], asides: list[tuple[int, int]]) -> NounPhrase:
        return NounPhrase(items[0].start, items[-1].end, items, asides=asides)

    def _tails(self, phrase: NounPhrase, tails: dict[str, str]) -> None:
        while len(phrase.items) > 1 and phrase.items[-1].form in tails and phrase.items[-1].mention is None:
            last = phrase.items[-1]
            if last.tag not in ("NNB", "XSN", "NNG", "NNP"):
                break
            phrase.tails.append(tails[last.form])
            phrase.items.pop()

    def _close(self, phrase: NounPhrase) -> None:
        """Reads the particles after a phrase, and a verb that works as one (에 대한, 을 위해)."""
        g = grammar()
        forms: list[str] = []
        last: Morpheme | None = None
        while self.i < len(self.tokens) and self.tokens[self.i].tag in PARTICLE_TAGS:
            token = self.tokens[self.i]
            table = g.particles.get(token.tag, {})
            marker = table.get(token.form) or table.get("*", "")
            if marker == "topic":
                phrase.topic = True
            if not phrase.marker or (phrase.marker == "also" and marker not in ("topic",)):
                phrase.marker = marker
            elif marker == "genitive":
                phrase.adnominal = True
            forms.append(token.form)
            last = token
            self.i += 1
        phrase.particle = "".join(forms)
        if phrase.marker == "genitive":
            phrase.adnominal = True
        if not phrase.marker and self.i < len(self.tokens) and self.tokens[self.i].tag in ("VCP", "VCN"):
            phrase.marker = "complement"
        self._noun_postposition(phrase)
        self._postposition(phrase)
        if last is not None and phrase.full_end < last.end:
            phrase.full_end = last.end
        self._finish(phrase)

    def _noun_postposition(self, phrase: NounPhrase) -> None:
        """`회담을 계기로`, `북한을 상대로`: noun + 로 after an object."""
        if phrase.marker != "object" or self.i + 1 >= len(self.tokens):
            return
        noun, particle = self.tokens[self.i], self.tokens[self.i + 1]
        table = grammar().noun_postpositions.get(noun.form)
        if table and particle.tag == "JKB" and particle.form in ("로", "으로"):
            phrase.marker = table["by"]
            phrase.particle += f" {noun.form}{particle.form}"
            phrase.full_end = particle.end
            self.i += 2

    def _postposition(self, phrase: NounPhrase) -> None:
        """`에 대한`, `을 위해`, `에 따르면`: a verb that no longer is one."""
        if self.i + 1 >= len(self.tokens):
            return
        verb, ending = self.tokens[self.i], self.tokens[self.i + 1]
        form = verb.form
        used = 1
        if verb.tag in ("NNG", "XR") and self.i + 2 < len(self.tokens) and ending.tag == "XSV":
            form, used = verb.form + ending.form, 2
            ending = self.tokens[self.i + 2]
        elif verb.tag not in ("VV", "VA"):
            return
        # 무기를 판 데 대해: 데 stands without its particle
        own = "at" if not phrase.marker and len(phrase.items) == 1 and phrase.items[0].form == "데" else phrase.marker
        result = _postpositions().get((own, form))
        if result is None or ending.tag not in ("EC", "ETM"):
            return
        if ending.tag == "EC" and ending.form not in ("어", "아", "고", "면", "며", "어서", "아서", "자면"):
            return
        if form in ("따르", "가지", "꼽히", "반대하", "포함하", "두", "놓") and ending.tag == "ETM":
            return
        if form == "가지" and ending.form != "고":
            return
        if form == "반대하":
            return
        # 합의에 따라 is because of it, 발표에 따르면 on its word
        phrase.marker = "cause" if form == "따르" and ending.form in grammar().endings["manner"] else result
        phrase.adnominal = ending.tag == "ETM"
        phrase.particle += f" {form}{ending.form}"
        phrase.full_end = ending.end
        self.i += used + 1
        while self.i < len(self.tokens) and self.tokens[self.i].tag in ("JX", "JKG"):
            phrase.topic = phrase.topic or self.tokens[self.i].form in ("는", "은", "ᆫ")
            self.i += 1

    def _finish(self, phrase: NounPhrase) -> None:
        phrase.full_end = max(phrase.full_end, phrase.end)
        if self.i < len(self.tokens):
            token = self.tokens[self.i]
            if token.form == ",":
                phrase.comma = True
                self.i += 1
            elif not phrase.particle and (token.form in _DOTS or (token.tag in ("MAG", "MAJ") and token.form in grammar().conjunctions)):
                phrase.dot = True
                self.i += 1
        self.units.append(phrase)

    def _item(self, token: Morpheme) -> Item:
        mention = self.mentions.get(token.start)
        if mention is not None and mention.span.end != token.end:
            mention = None
        return Item(token.form, token.tag, token.start, token.end, mention, token.unknown)

    def _is_suffix(self, items: list[Item], token: Morpheme) -> bool:
        """Whether a suffix belongs to the noun before it (필요+성, 교역+국); 들 and suffixes of names stand apart."""
        return token.tag == "XSN" and token.form != "들" and bool(items) and items[-1].mention is None and items[-1].end == token.start

    def _is_side(self, item: Item) -> bool:
        """Whether a word before 간 names the sides it lies between (양국 간, 한국과 미국 간; not 대륙간)."""
        return item.mention is not None or item.form in grammar().sides

    def _ends_clause(self, token: Morpheme) -> bool:
        """`…강화하는 가운데 | 러시아가`, `하노이로 향하기 전 | 양국`: a noun that closes the clause before it and begins no phrase."""
        previous = self.units[-1] if self.units else None
        after = self.tokens[self.i] if self.i < len(self.tokens) else None
        if not isinstance(previous, Predicate) or previous.end > token.start or after is None or after.start <= token.end:
            return False
        nouns = {"adnominal": grammar().clause_nouns, "nominal": grammar().nominal_nouns}.get(previous.ending, frozenset())
        return token.form in nouns

    def _closes_clause(self, item: Item) -> bool:
        """`합의서를 체결한 이후 | 선박이`: a noun that may be an adverb as well, right behind a clause that describes it."""
        previous = self.units[-1] if self.units else None
        return isinstance(previous, Predicate) and previous.ending == "adnominal" and item.form in grammar().tails

    def _is_attributive(self, items: list[Item]) -> bool:
        """`본격적인`, `지속적이고`: -적 with a copula before a noun describes it and is no clause; consumes it."""
        if not items[-1].form.endswith("적") or self.i + 1 >= len(self.tokens):
            return False
        before = self.units[-1] if self.units else None
        if items[-1].form == "적" and not (len(items) == 1 and isinstance(before, Word) and before.end == items[-1].start):
            # 적 alone is an enemy, unless it is the rest of an adverb made a noun (즉각|적인)
            return False
        copula, ending = self.tokens[self.i], self.tokens[self.i + 1]
        if copula.tag != "VCP" or not (ending.tag == "ETM" or (ending.tag == "EC" and ending.form in ("고", "며", "면서"))):
            return False
        rest = items[:-1]
        if rest:
            self._finish(self._phrase(rest, []))
        self.i += 2
        return True

    def _is_special(self, token: Morpheme) -> bool:
        return token.start in self.quotes or token.start in self.times

    def _is_joint(self, token: Morpheme) -> bool:
        """Whether a hyphen stands inside a name (K-실크로드)."""
        if self.i + 1 >= len(self.tokens):
            return False
        before, after = self.tokens[self.i - 1], self.tokens[self.i + 1]
        return before.end == token.start and after.start == token.end and after.tag in _NOUN_TAGS and after.start not in self.mentions

    def _is_adverb(self, index: int) -> bool:
        """A noun that stands as an adverb: a whole word of its own without a particle."""
        token = self.tokens[index]
        if token.form not in grammar().adverbs or token.start in self.mentions:
            return False
        before = self.tokens[index - 1] if index else None
        after = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        if index and self.tokens[index - 1].form in who().and_others and token.form in grammar().some:
            # 미국, 일본 등 | 일부 국가 지도자
            return False
        if token.form in grammar().back_then and self._is_named(before, "person", "state") and self._is_named(after, "office"):
            # 리커창 | 당시 | 부총리
            return False
        if token.form in grammar().attributive and after is not None and after.tag in ("NNG", "XR") and before is not None and before.tag in _NOUN_TAGS:
            return False
        alone_left = before is None or before.end < token.start or before.form in _QUOTE_MARKS
        alone_right = after is None or after.start > token.end or after.form == ","
        return alone_left and alone_right and after is not None

    def _is_named(self, token: Morpheme | None, *kinds: str) -> bool:
        return token is not None and token.start in self.mentions and self.mentions[token.start].kind in kinds

    def _is_adverb_item(self, item: Item) -> bool:
        after = self.tokens[self.i] if self.i < len(self.tokens) else None
        return item.form in grammar().adverbs and item.mention is None and (after is None or after.start > item.end or after.form == ",")

    def _matching(self) -> int | None:
        depth = 0
        for k in range(self.i, min(len(self.tokens), self.i + 200)):
            if self.tokens[k].tag == "SSO" and self.tokens[k].form not in _QUOTE_MARKS:
                depth += 1
            elif self.tokens[k].tag == "SSC" and self.tokens[k].form not in _QUOTE_MARKS:
                depth -= 1
                if depth == 0:
                    return k
        return None

    def _skip_aside(self) -> None:
        end = self._matching()
        self.i = self.i + 1 if end is None else end + 1

    # -- predicates ---------------------------------------------------------------------------------------------------

    def _predicate(self, form: str, start: int, end: int, suffix: str, tag: str, lead: str = "") -> None:
        """A predicate whose stem is at the cursor (or, with a suffix, whose noun was just read)."""
        self.i += 1
        stem_end = max(end, self.tokens[self.i - 1].end) if suffix and not lead else end
        suffix = "하" if suffix == "드리" else suffix
        lemma = form if suffix else form + "다"
        if tag in ("VCP", "VCN") and not suffix:
            lemma = "이다" if tag == "VCP" else "아니다"
        chain = EndingReader(self.tokens, self.i)
        tail, ending, ending_form, last = chain.read(end)
        auxiliary = next(((t.start, t.form) for t in self.tokens[self.i + 1 : min(self.i + 2, chain.i)] if t.tag == "VX"), None)
        self.i = chain.i
        if lead:
            tail = f"{lead} 이 {tail}".strip()
        stem_start = start
        if stem_end <= start and self.units and isinstance(self.units[-1], NounPhrase):
            # 불량국가|라고: a copula that is not written stands on its noun
            stem_start, stem_end = self.units[-1].start, self.units[-1].end
        predicate = Predicate(
            start, last, stem_start, stem_end, lemma, suffix, tail, ending, ending_form,
            adjective=tag in ("VA", "XSA"),
        )  # fmt: skip
        if predicate.adjective and ending == "connective" and ending_form == "게" and form not in ("있", "없"):
            # 강하게, 신랄하게: an adverb, no clause
            self.units.append(Word(form + "게", "MAG", start, last))
            return
        if ending_form in grammar().endings["manner"] and (form in grammar().adverbial_verbs if not suffix else form in grammar().going_on and ending_form == "어서"):
            self.units.append(Word(form + suffix + ending_form, "MAG", start, last))
            return
        self.wholes.close(predicate, self.units, auxiliary)
        before = self.units[-1] if self.units else None
        if isinstance(before, Word) and before.form in ("안", "못"):
            predicate.tail = f"{before.form} {predicate.tail}"
        if ending == "nominal":
            self._nominal_marker(predicate)
        if ending == "quotative" and self.i < len(self.tokens) and self.tokens[self.i].tag == "JX" and self.tokens[self.i].form == "도":
            predicate.marker = "also"
        if self.i < len(self.tokens) and self.tokens[self.i].form == ",":
            predicate.comma = True
            self.i += 1
        self.units.append(predicate)

    def _nominal_marker(self, predicate: Predicate) -> None:
        """The particle after -기 / -음: 방문하기를 (object), 참석하기 위해 (for), 하기로 (giro)."""
        while self.i < len(self.tokens) and self.tokens[self.i].tag in PARTICLE_TAGS:
            token = self.tokens[self.i]
            table = grammar().particles.get(token.tag, {})
            predicate.marker = predicate.marker or table.get(token.form) or table.get("*", "")
            if token.form == "로" and token.tag == "JKB":
                predicate.ending = "giro"
            predicate.end = token.end
            self.i += 1
        if self.i + 1 < len(self.tokens) and self.tokens[self.i].form == "위하":
            predicate.marker = "for"
            predicate.end = self.tokens[self.i + 1].end
            self.i += 2


@cache
def _postpositions() -> dict[tuple[str, str], str]:
    """What a marker and a verb that works as a particle make together; the first row of the table counts."""
    return {(marker, word): result for marker, word, result in reversed(grammar().postpositions)}


def _is_visit(item: Item) -> bool:
    return item.mention is not None and item.mention.prefix == "visit"


def visited(item: Item) -> Item:
    """방한, 방미 taken apart: the state that is visited."""
    assert item.mention is not None
    return Item(item.form, item.tag, item.start, item.end, msgspec.structs.replace(item.mention, prefix=None))


def build(
    morphemes: Sequence[Morpheme],
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression] = (),
    quotes: Sequence[Quote] = (),
    offset: int = 0,
    anchor: date | None = None,
    *,
    wholes: Wholes,
) -> list[Unit]:
    """The units of a sentence. `times` have offsets from `offset`; everything else is in the article's offsets."""
    return _Builder(morphemes, mentions, times, quotes, offset, anchor, wholes).build()
