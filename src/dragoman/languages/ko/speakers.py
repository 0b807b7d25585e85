"""Speakers whom no lexicon knows: those a text names only by what they do, or by a name and a profession.

`전문가들은`, `한 전직 대사는`, `해병 제2사단 한승전 중령은`, `이 관계자는`, `영국 싱크탱크의 연구원 존 스미스는`: who speaks is clear
enough to keep the words, and the state is told by what stands around the noun, or is the outlet's own.
"""

import re
from functools import cache

import msgspec

from dragoman.languages.ko.allegiance import Allegiance, speaker_sectors, speaker_words
from dragoman.languages.ko.drafts import Node
from dragoman.languages.ko.introductions import korean_name
from dragoman.languages.ko.naming import state_table, who
from dragoman.languages.ko.units import Item
from dragoman.model.parties import Party
from dragoman.model.text import Span
from dragoman.names.lexicon import Place
from dragoman.names.linker import is_hangul

#: The longest noun of a speaker, and the most words of a foreign name.
_LONGEST, _MOST_WORDS = 6, 4


@cache
def _group() -> re.Pattern[str]:
    """Those of several states together: 세 나라, 양국, 5개국."""
    several, states = ("|".join(words) for words in (speaker_words().several, speaker_words().several_states))
    return re.compile(rf"(?:{several}|[0-9]+개?)\s?(?:{states})(?=[\s가-힣])")


def _uncounted(items: list[Item]) -> list[Item]:
    """A phrase without how many they are: 승객 | 88명, 시민 | 3만여 명; nothing is left of 수만 명."""
    if items and items[-1].form in speaker_words().people_counted:
        kept = items[:-1]
        while kept and kept[-1].mention is None and (kept[-1].tag in ("SN", "NR", "MM") or kept[-1].form in speaker_words().beside_numbers):
            kept = kept[:-1]
        if len(kept) < len(items) - 1:
            return kept
    return items


class Describer(Allegiance):
    """Tells who a phrase describes, in one article."""

    def describe(self, node: Node) -> Party | None:
        """The party that a subject without a known name is: its words, its sector, its state. None where nothing tells for whom they speak."""
        phrase = node.phrase
        if phrase is None or not phrase.items or phrase.time is not None or phrase.quote is not None:
            return None
        items = _uncounted(list(phrase.items))
        while len(items) > 1 and items[-1].mention is None and items[-1].form in who().after_office:
            items = items[:-1]
        if not items:
            return self._crowd(node)
        if _group().match(self.text, items[0].start) or (len(items) > 1 and items[0].form in speaker_words().several_states):
            # 세 나라 장관은: those of several states, who are told elsewhere
            return None
        outlet = self._unknown_outlet(node, items)
        if outlet is not None:
            return outlet
        noun = self._noun(items)
        start = self._start(node, items)
        name, foreign = self._name(items, start, noun)
        if noun is None and "person" in phrase.tails and name:
            noun = items[-1].form
        if name and foreign is None and noun is None and len(items) > 1 and items[0].form == name and all(i.mention is None and (i.tag == "NNP" or i.unknown) for i in items):
            # 고즈치 미사오 씨: two words of a name that is not Korean
            name, foreign = None, " ".join(i.form for i in items)
        alone = items[0] if len(items) == 1 and noun is None and not name and foreign is None else None
        again = self._named_before(alone.form) if alone is not None and alone.mention is None and (alone.tag == "NNP" or alone.unknown) else None
        if again is not None:
            return msgspec.structs.replace(again, start=start, end=items[-1].end, via="ko/named-before")
        called = noun is None and not name and foreign is not None and "person" in phrase.tails
        passer_by = called or (noun is None and not name and not foreign and self._passer_by(node, items))
        if passer_by and foreign is None:
            foreign = items[-1].form
        if noun is None and not foreign and not name:
            return None
        sector = speaker_sectors().get(noun or "", "CVL")
        code: str | None
        via: str | None
        if passer_by:
            code, via = self._named_state(node, items, noun) or self._ground() or self.discourse.state_abroad(None), "ko/described"
        else:
            code, via = self._state(node, items, noun, name if not foreign else None, bool(foreign))
        if code is None:
            return None
        text = self.text[start : items[-1].end]
        named = name or foreign
        before = self._named_before(named) if named else None
        if before is not None:
            return msgspec.structs.replace(before, start=start, end=items[-1].end, via="ko/named-before")
        entity = "person:" + re.sub(r"\s+", "-", named) if named else f"state:{code}" if code in state_table() else f"organisation:{code}"
        party = Party(
            code=code, entity=entity, name=named or text, label=named or text, title=noun if named else None,
            sector=sector, start=items[0].start if not named else start, end=items[-1].end, via=via,
        )  # fmt: skip
        if named:
            self.discourse.met(party)
        self.keep_official(noun or "", party)
        return party

    def _unknown_outlet(self, node: Node, items: list[Item]) -> Party | None:
        """`프랑스 일간 라프로방스`, `현지 매체 라노바`, then `라프로방스는`: an outlet that no list has, of the state named before what it is."""
        words = self.text[items[0].start : items[-1].end].split()
        name = words[-1]
        known = self.outlets.get(name)
        if known is not None and len(words) == 1:
            return msgspec.structs.replace(known, start=items[0].start, end=items[-1].end)
        proper = items[-1].mention is None and (items[-1].tag in ("NNP", "SL") or items[-1].unknown)
        if len(words) < 2 or words[-2].removesuffix("인") not in speaker_words().outlets or not proper or len(name) < 2:
            return None
        code = self._named_state(node, items, words[-2])
        if code is None and any(i.form in speaker_words().here for i in items):
            code = self._ground() or self.discourse.last_state()
        if code is None or code not in state_table():
            return None
        party = Party(code=code, entity=f"outlet:{name}", name=name, label=name, sector="MED", start=items[-1].end - len(name), end=items[-1].end, via="ko/described")
        self.outlets[name] = party
        self.discourse.saw(party, "outlet")
        return party

    def _named_before(self, name: str) -> Party | None:
        """`하산 셰이크 모하무드 … 하산 대통령은`: somebody whom the article has named by more words."""
        return next((p for p in reversed(self.discourse.people) if name != p.name and (name in p.name.split())), None)

    def _crowd(self, node: Node) -> Party | None:
        """`수만 명이 모여 “…”라고 외쳤다`: people of where the story stands."""
        code = self._ground() or self.discourse.state_abroad(None)
        if code is None or node.phrase is None or node.modifiers:
            return None
        text = self.text[node.phrase.items[0].start : node.phrase.items[-1].end]
        return Party(code=code, entity=f"state:{code}", name=text, label=text, sector="CVL", start=node.phrase.items[0].start, end=node.phrase.items[-1].end, via="ko/described")

    def keep_official(self, noun: str, party: Party) -> None:
        """Keeps for whom an official spoke, whom `이 관계자는` may mean though somebody else spoke between."""
        if noun in speaker_words().backward:
            self.officials[noun] = party.code

    def labelled(self, label: Span) -> Party | None:
        """Who a broadcast says to speak: `노규덕/외교부 대변인`, `션이/중국 선양 시민`, `현지 주민`."""
        words = label.of(self.text)
        named, rest = re.split(r"[/(]", words + "/", maxsplit=1)
        name, role = named.strip(), rest.strip(" )/")
        inside = [m for m in self.mentions if label.covers(m.span) and m.prefix is None]
        person = next((m for m in inside if m.kind == "person" and m.code), None)
        if person is not None and person.code:
            return Party(code=person.code, entity=person.entity, name=person.name, label=person.label, title=person.title, sector=person.sector, start=label.start, end=label.end)
        home, at_home = self.discourse.home, korean_name(name) if role else not any(h in words for h in speaker_words().here)
        codes = [m.entry.country if isinstance(m.entry, Place) else m.code for m in inside if m.kind in ("state", "institution", "place", "organisation", "outlet")]
        code = next((c for c in codes if c and not (c in speaker_words().closed and at_home)), None)
        official = any(m.kind == "institution" and not m.code for m in inside)
        if code is None and (at_home or official or any(c in name for c in "OX○〇")):
            code = home
        code = code or self._of_a_bystander(label.start)
        if code is None:
            return None
        noun = next((words[-n:] for n in range(min(len(words), _LONGEST), 1, -1) if words[-n:] in speaker_sectors()), "")
        entity = "person:" + re.sub(r"\s+", "-", name) if role else f"state:{code}" if code in state_table() else f"organisation:{code}"
        end = label.start + len(name) if role else label.end
        return Party(code=code, entity=entity, name=name, label=name, title=noun or None, sector=speaker_sectors().get(noun, "CVL"), start=label.start, end=end, via="ko/described")

    def again(self, node: Node) -> Party | None:
        """`이 당국자는`: the official of that kind who was spoken of last, whoever else acted since."""
        items = list(node.phrase.items) if node.phrase is not None else []
        noun = items[-1].form if items else ""
        code = self.officials.get(noun)
        if code is None or len(items) != 2 or items[0].form not in speaker_words().referring or items[0].mention is not None:
            return None
        name = self.text[items[0].start : items[-1].end]
        entity = f"state:{code}" if code in state_table() else f"organisation:{code}"
        sector = speaker_sectors().get(noun, "GOV")
        return Party(code=code, entity=entity, name=name, label=name, sector=sector, start=items[0].start, end=items[-1].end, via="ko/same-speaker")

    def _passer_by(self, node: Node, items: list[Item]) -> bool:
        """`트럭 기사 이브라힘(41)`, `상점 주인 아이굴 씨`: a name of one word behind what somebody does, with an age or 씨."""
        phrase = node.phrase
        if phrase is None or items[-1].mention is not None or items[-1].tag != "NNP" or not all(is_hangul(c) for c in items[-1].form):
            return False
        aged = any(self.text[start:end].strip("()").isdigit() for start, end in phrase.asides if start >= items[-1].end)
        return aged or "person" in phrase.tails

    def sector(self, node: Node) -> str | None:
        """The PLOVER sector of a phrase that ends in the noun of a speaker; None for any other."""
        items = list(node.phrase.items) if node.phrase is not None else []
        noun = self._noun(items) if items else None
        return speaker_sectors()[noun] if noun is not None else None

    def compatriot(self, node: Node) -> str | None:
        """The state of the outlet where a phrase names somebody as people there are named (이승범 국제정책관); None else."""
        items = list(node.phrase.items) if node.phrase is not None else []
        name, _ = self._name(items, items[0].start, self._noun(items)) if items else (None, None)
        return self.discourse.home if name is not None else None

    def _noun(self, items: list[Item]) -> str | None:
        """The noun of a speaker that the phrase ends in: 관계자, (법률)분석관, 의원; None if it ends in another word."""
        end = items[-1].end
        word = self.text[max(items[0].start, self._word_start(end, items[0].start)) : end]
        word = re.sub(r"\([^()]*\)", "", word)
        for length in range(min(len(word), _LONGEST), 1, -1):
            if word[-length:] in speaker_sectors():
                return word[-length:]
        return None

    def _word_start(self, end: int, least: int) -> int:
        at = end
        while at > least and not self.text[at - 1].isspace():
            at -= 1
        return at

    def _start(self, node: Node, items: list[Item]) -> int:
        """Where the description begins: with a genitive that stands right before it (`전환기정의 | 워킹그룹`, `아산연구원의 | 최 위원`)."""
        start = items[0].start
        for modifier in reversed(node.modifiers):
            if isinstance(modifier, Node) and modifier.marker == "genitive" and 0 <= start - modifier.end <= 1:
                start = modifier.start
        return start

    def _name(self, items: list[Item], start: int, noun: str | None) -> tuple[str | None, str | None]:
        """The Korean name in a description, or the foreign one that ends it or stands before the noun."""
        surface = re.sub(r"\([^()]*\)", " ", self.text[start : items[-1].end])
        words = surface.split()
        for k, word in enumerate(words):
            last = k == len(words) - 1
            if noun is not None and last:
                break
            if word.endswith("의") and not any(i.form == word for i in items):
                # 도하의 | 한 소식통
                continue
            western = len(word) == 2 and not last and any(i.tag == "NNP" and i.mention is None and words[k + 1].startswith(i.form) for i in items)
            called = len(words) == 1 and noun is None and len(word) == 3 and self.text[items[-1].end : items[-1].end + 2].strip() == "씨"
            if not western and self._korean(word, items, alone=len(words) > 1 or called):
                return word, None
        if noun is None:
            behind = self._behind_title(words) or self._behind_kin(words, items)
            return (behind, None) if behind is not None and korean_name(behind) else (None, behind)
        run: list[str] = []
        for item in reversed(items[:-1]):
            unknown = item.mention is None and (item.tag == "NNP" or item.unknown)
            if unknown or (run and item.mention is None and len(item.form) == 1 and item.tag in ("NR", "MM", "NNB", "SN", "NNG")):
                run.insert(0, item.form)
            elif run:
                break
        if len(run) == 1 and len(items) == 2 and self._called_by_title(items[0], noun):
            return None, run[0]
        if len(run) >= 2 and all(c.isalpha() for c in "".join(run)) and not any(w in speaker_words().not_in_names for w in run):
            return None, " ".join(run)
        return None, None

    def _behind_title(self, words: list[str]) -> str | None:
        """`연구원 카를 브란트`, `전 국회의원 파우지아 쿠피`: the words behind the last noun of a speaker are a name."""
        for k in range(len(words) - 2, -1, -1):
            if any(words[k].endswith(noun) for noun in speaker_sectors()):
                name = words[k + 1 :]
                hangul = all(all(is_hangul(c) for c in w) for w in name) and all(len(w) >= 2 for w in name[-1:]) and sum(len(w) == 1 for w in name) <= max(0, len(name) - 2)
                plain = any(w in speaker_words().not_in_names or w in who().said_things for w in name)
                return " ".join(name) if hangul and not plain and len(name) <= _MOST_WORDS and (len(name) > 1 or korean_name(name[0])) else None
        return None

    def _called_by_title(self, item: Item, noun: str) -> bool:
        """`로드리게스 장관`: one word before a title that is nobody's name at home."""
        word = item.form
        if item.mention is not None or noun not in speaker_words().by_title or len(word) < 3 or not all(is_hangul(c) for c in word):
            return False
        return not korean_name(word) and not word.endswith(speaker_words().not_names_behind)

    def _behind_kin(self, words: list[str], items: list[Item]) -> str | None:
        """`사촌 가말`, `어머니 이르마나`: one word behind whose relative somebody is."""
        if len(words) < 2 or words[-2] not in speaker_words().kin or len(words[-1]) < 2 or not all(is_hangul(c) for c in words[-1]):
            return None
        proper = items[-1].mention is None and (items[-1].tag == "NNP" or items[-1].unknown)
        return words[-1] if proper and words[-1].endswith(items[-1].form) else None

    def outlet_in(self, node: Node) -> Party | None:
        """`일본 아사히신문 보도`: the outlet whose report it is."""
        items = node.phrase.items if node.phrase is not None else ()
        before = items[-2] if len(items) > 1 else None
        m = before.mention if before is not None else None
        if before is None or m is None or m.kind != "outlet" or m.code is None:
            return None
        return Party(code=m.code, entity=m.entity, name=m.name, label=m.label, sector="MED", start=before.start, end=before.end)

    def institution(self, node: Node) -> Party | None:
        """`국방부 발표에 따르면`: the institution that a document is of, of the state it is known to be of or the outlet's own."""
        for item in reversed(node.phrase.items if node.phrase is not None else []):
            m = item.mention
            if m is not None and m.kind == "institution":
                code = m.code or self.discourse.institutions.get(m.entity) or self.discourse.home
                if code is not None:
                    name = self.text[item.start : item.end]
                    return Party(code=code, entity=f"{m.entity}@{code}", name=name, label=m.label, sector=m.sector, start=item.start, end=item.end)
        return None

    def _korean(self, word: str, items: list[Item], alone: bool) -> bool:
        if not alone or not korean_name(word) or word in speaker_words().not_in_names:
            return False
        inside = [i for i in items if i.form in word or word in i.form]
        if any(i.mention is not None and i.mention.kind != "person" for i in inside if i.form == word):
            return False
        whole = [i for i in inside if i.form == word]
        if whole:
            return whole[0].tag == "NNP" or whole[0].unknown
        short = len(word) == 2 and len(inside) == 2 and inside[0].tag == "NNP" and word.startswith(inside[0].form)
        return (len(word) == 3 or short) and not any(word.endswith(end) for end in speaker_words().not_in_names)
