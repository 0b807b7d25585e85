"""Predicates that are one word to whoever codes them, and several to the morphemes: 실어 보내다, 돌려주다, 못 박다, 침몰시키다."""

from collections.abc import Set

from dragoman.languages.ko.units import Item, NounPhrase, Predicate, Unit, Word


class Wholes:
    """Puts the parts of one predicate together again. `vocabulary` are the words that coding knows, `text` is the article's."""

    def __init__(self, text: str, vocabulary: Set[str]) -> None:
        self.text = text
        self.vocabulary = vocabulary

    def noun(self, items: list[Item]) -> Item:
        """The noun of action at the end of `items`, which it is taken from: 증파, where the morphemes are 증 and 파."""
        last = items.pop()
        while items and items[-1].end == last.start and items[-1].mention is None and items[-1].tag != "XPN" and items[-1].form + last.form in self.vocabulary:
            first = items.pop()
            last = Item(first.form + last.form, last.tag, first.start, last.end, None, first.unknown)
        return last

    def close(self, predicate: Predicate, units: list[Unit], auxiliary: tuple[int, str] | None) -> None:
        """Gives `predicate` the name of the whole it is part of: as its variant where the rest are endings, else as its lemma.

        In the latter case the other part is taken from the end of `units`.
        `auxiliary` is where the first auxiliary behind the stem begins and what it is (돌려|주다), None without one.
        """
        if predicate.suffix == "시키" and f"{predicate.lemma}시키다" in self.vocabulary:
            predicate.variant = f"{predicate.lemma}시키다"
        elif auxiliary is not None and not predicate.suffix:
            self._with_auxiliary(predicate, *auxiliary)
        before = units[-1] if units else None
        if before is None or predicate.stem_start - before.end > 1:
            return
        if isinstance(before, Predicate):
            self._with_verb(predicate, before, units)
        elif isinstance(before, Word):
            self._with_adverb(predicate, before, units)
        elif not (before.marker or before.comma or before.time or before.quote):
            self._with_noun(predicate, before, units)

    def _with_auxiliary(self, predicate: Predicate, start: int, form: str) -> None:
        """`돌려|주다`, `끌고 가다`."""
        whole = self._joined(predicate.start, start, f"{form}다")
        if whole in self.vocabulary:
            predicate.variant = whole

    def _with_verb(self, predicate: Predicate, before: Predicate, units: list[Unit]) -> None:
        """`실어 | 보내다`, `쏘아 | 올리다`, `잘라 | 말하다`."""
        if before.ending != "connective" or before.comma or before.suffix or predicate.suffix not in ("", "하"):
            return
        whole = self._joined(before.start, predicate.start, predicate.lemma)
        if whole in self.vocabulary:
            predicate.start, predicate.stem_start, predicate.lemma = before.start, before.stem_start, whole
            units.pop()

    def _with_adverb(self, predicate: Predicate, before: Word, units: list[Unit]) -> None:
        """`발끈|하다`, `못|마땅하다`, written as one word."""
        if before.end == predicate.stem_start and before.form + predicate.lemma in self.vocabulary:
            predicate.start, predicate.stem_start, predicate.lemma = before.start, before.start, before.form + predicate.lemma
            units.pop()

    def _with_noun(self, predicate: Predicate, before: NounPhrase, units: list[Unit]) -> None:
        """`못 | 박다`, `선 | 긋다`: the noun stands bare before the verb."""
        last = before.head
        if last is None or last.mention is not None or not predicate.lemma.endswith("다") or last.form + predicate.lemma not in self.vocabulary:
            return
        predicate.start, predicate.stem_start, predicate.lemma = last.start, last.start, last.form + predicate.lemma
        if len(before.items) == 1:
            units.pop()
        else:
            before.items.pop()
            before.end = before.items[-1].end

    def _joined(self, start: int, end: int, last: str) -> str:
        return "".join(self.text[start:end].split()) + last
