"""References: what 양국, 그는, 우리 정부, 4개국 정상들 and 이 매체 mean, from what the article has set up so far."""

import re

import msgspec

from dragoman.languages.ko.grammar import grammar
from dragoman.languages.ko.naming import Namer, Reference, sector_of, who
from dragoman.languages.ko.units import Item, NounPhrase
from dragoman.model.parties import Entity, Party
from dragoman.names.lexicon import load

#: A bloc of no more states than this is a number of states rather than a body.
_FEW = 4
#: For how many sentences people who were named are those whom 두 사람 may mean.
_AGO = 5


#: How many states, read as one word: 3국 정상, 5개국 대표.
_NUMBERED = re.compile(r"([2-9]|1[0-9])개?국")

#: The particles of phrases whose members, or leaders, act or are spoken to.
_TAKING_PART = frozenset({"subject", "topic", "to", "at", "also", "with"})


class References(Namer):
    """Resolves phrases that name nobody."""

    def _reference(self, phrase: NounPhrase, items: list[Item], explicit: tuple[str, ...], in_quote: bool) -> Reference | None:
        w, head = who(), items[-1]
        pronoun = grammar().pronouns.get(head.form) if head.tag == "NP" or head.form in w.noun_pronouns else None
        if head.tag == "NP" and head.form in w.plural_pronouns and "plural" in phrase.tails:
            pronoun = "people"
        if pronoun is None and len(items) > 1 and head.mention is None and head.form in w.counted and self.text[items[0].start : items[-2].end] in w.those:
            # 이들 나라가 힘을 보태 줄 것을 요청했다
            pronoun = "people"
        if head.form in w.pair_counters and "side" in phrase.tails and len(items) == 1:
            # 양측에: read as 양 and 측
            return self._pair(items, explicit, phrase.marker)
        office = head.mention is not None and head.mention.kind == "office" and items[0].form in w.pair_counters and (
            len(items) == 2 or (len(items) == 3 and items[1].form in w.pair_counted)
        )  # fmt: skip
        if (office or head.mention is None) and (office or head.form in w.pair or (head.form in w.pair_counted and len(items) > 1 and _two_of_them(items))):
            return self._pair(items, explicit, phrase.marker)
        counted = self._counted(items) or self._of_body(phrase, items) or self._there(phrase, items)
        if counted is not None:
            return counted
        first = items[0]
        if first.mention is None and first.form in w.pair and len(items) > 1 and head.form in sector_of():
            return self._pair(items, explicit, phrase.marker)
        if pronoun is None and first.tag == "NP" and first.form in w.ours and head.form in sector_of() and head.mention is None:
            pronoun = "we"
        if first.form in w.own and head.form in sector_of():
            pronoun = "subject"
        if pronoun is None:
            last = self.discourse.speaker
            if first.tag == "MM" and first.form in w.pointing and head.mention is None and head.form in w.said_things and last is not None:
                return Reference((), (msgspec.structs.replace(last, start=first.start, end=head.end, via="ko/what-was-said"),), f"= what {last.label} said")
            text = len(items) == 1 and head.mention is None and head.form in w.texts and phrase.marker == "topic" and not in_quote
            if text and self.owner is None and self.discourse.issued_at == self.discourse.sentence - 1:
                # …은 공동성명을 냈다. 성명은 …라고 비난했다
                return self._many([msgspec.structs.replace(p, start=first.start, end=head.end, via="ko/text-of") for p in self.discourse.issued_by])
            bare = len(items) == 1 and "plural" not in phrase.tails and head.mention is None and phrase.marker in ("topic", "subject")
            if (bare or (first.tag == "MM" and first.form in w.pointing_outlet)) and head.form in w.outlet_references and self.discourse.outlets:
                party = msgspec.structs.replace(self.discourse.outlets[-1], start=first.start, end=head.end, via="ko/this-outlet")
                return self._one((party, "outlet"))
            return None
        start, end = items[0].start, head.end
        found: Party | None = None
        via = ""
        if pronoun == "person":
            if "plural" in phrase.tails:
                pronoun = "people"
            else:
                found, via = self._he(phrase.marker in ("subject", "topic", "also", "genitive")), "ko/he"
        if pronoun == "people" and self.discourse.groups:
            return self._many([msgspec.structs.replace(p, start=start, end=end, via="ko/they") for p in self.discourse.groups[-1]])
        if pronoun == "we":
            if in_quote and self.discourse.quoted_by is not None:
                found, via = self.discourse.quoted_by, "ko/we-speaker"
            elif not in_quote and self.discourse.home and (len(items) > 1 or "side" in phrase.tails):
                found, via = self._state(self.discourse.home, start, end), "ko/our-home"
        if pronoun == "home" and in_quote and self.discourse.quoted_by is not None:
            found, via = self.discourse.quoted_by, "ko/our-speaker"
        elif pronoun == "home" and self.discourse.home:
            found, via = self._state(self.discourse.home, start, end), "ko/our-home"
        if pronoun == "subject":
            found, via = self.topic or self.discourse.subject, "ko/own"
        if found is None or not found.code:
            return Reference(note=f"{self.text[start:end]}: nobody to refer to")
        party = msgspec.structs.replace(found, start=start, end=end, via=via)
        note = f"{self.text[start:end]} = {party.label} ({party.code}), {via}"
        return Reference((party,), (), note)

    def _two_people(self, head: str, besides: str | None) -> tuple[str, str] | None:
        """`두 사람은 회담에서`: the two who were named last, each of another state, if both were named just now."""
        titles = who().pair_of_people.get(head)
        if titles is None:
            return None
        people = [p for p in self.discourse.people if not titles or (p.title or "").endswith(titles)]
        near = [p for p in people if p.code != besides and self.discourse.sentence - self.discourse.seen_at.get(p.entity, -_AGO) < _AGO]
        last = list(dict.fromkeys(p.code for p in reversed(near)))
        return (last[1], last[0]) if len(last) > 1 else None

    def _he(self, acts: bool) -> Party | None:
        """Whom 그는 means: the person who was the subject last, else the one named last; where no person was named, who spoke last.

        Whom 그를, 그에게 means: the one named last who is not the subject of this sentence.
        """
        d = self.discourse
        if not acts:
            other = next((p for p in reversed(d.people) if self.topic is None or p.entity != self.topic.entity), None)
            if other is not None:
                return other
        if d.subject is not None and d.subject.entity.startswith("person:"):
            return d.subject
        return d.people[-1] if d.people else d.speaker

    def _counted(self, items: list[Item]) -> Reference | None:
        """`4개국 정상들`, `3국`, `세 나라 외교장관`: the last group of that many that the article named."""
        if len(items) > 2 and items[-1].mention is not None and items[-1].mention.kind == "office":
            items = items[:-1]
        if items[-1].mention is not None or len(items) < 2 or items[-1].form not in who().counted:
            return None
        together = _NUMBERED.fullmatch(items[0].form)
        number = next((int(i.form) for i in items if i.tag == "SN" and i.form.isdigit() and len(i.form) < 3), None) or who().numerals.get(items[0].form)
        number = number or (int(together.group(1)) if together is not None else None)
        if number is None or any(i.mention is not None for i in items):
            return None
        for group in reversed(self.discourse.groups):
            if len(group) == number:
                start, end = items[0].start, items[-1].end
                return self._many([msgspec.structs.replace(p, start=start, end=end, via="ko/that-many") for p in group])
        bloc = next((o for o in load().organisations if len(o.members) == number and f"organisation:{o.code}" in self.discourse.entities), None)
        if bloc is not None:
            if number <= _FEW:
                # E3 …. 미국은 세 나라에 박수를 보냈다: so few are meant one by one
                return self._many([self._state(code, items[0].start, items[-1].end, via="ko/that-many") for code in bloc.members])
            entity = self.discourse.entities[f"organisation:{bloc.code}"]
            party = Party(code=bloc.code, entity=entity.id, name=entity.name, label=entity.label, start=items[0].start, end=items[-1].end, via="ko/that-many")
            return self._many([party])
        return None

    def _of_body(self, phrase: NounPhrase, items: list[Item]) -> Reference | None:
        """`재판소는`, `이 기구에`: the body named before that is one; `회원국들은`, `정상들은`: those of the body named, or meeting, last."""
        w, head = who(), items[-1]
        a_court = head.mention is not None and head.mention.kind == "institution" and head.mention.code is None and head.form in w.bodies_alone
        if (head.mention is not None and not a_court) or len(items) > 2 or (len(items) == 2 and items[0].form not in w.this | w.all_of):
            return None
        entity: Entity | None = None
        via = "ko/that-body"
        if head.form in (w.kinds_of_bodies if len(items) == 2 else w.bodies_alone):
            entity = next((e for e, _ in self.discourse.bodies_named() if e.name.endswith(head.form)), None)
        elif head.form in w.members and "plural" in phrase.tails and phrase.marker in _TAKING_PART:
            own = self.topic.code if self.topic is not None else None
            rosters = {o.code for o in load().organisations if o.members}
            entity, via = next((e for e, ago in self.discourse.bodies_named() if ago <= _AGO and e.code != own and e.code in rosters), None), "ko/its-members"
        elif head.form in w.leaders and "plural" in phrase.tails and phrase.marker in _TAKING_PART:
            meeting = self.discourse.meeting
            held = meeting is not None and self.discourse.sentence - meeting[0] <= _AGO
            entity, via = self.discourse.entities.get(meeting[1].entity) if held and meeting is not None else None, "ko/its-members"
        if entity is None or entity.code is None:
            return None
        return self._one((Party(code=entity.code, entity=entity.id, name=entity.name, label=entity.label, start=items[0].start, end=head.end, via=via), "organisation"))

    def _there(self, phrase: NounPhrase, items: list[Item]) -> Reference | None:
        """`다마스쿠스 … 현지를 찾아`: the state in a city of which the article stood last."""
        ground = self.discourse.ground
        if len(items) != 1 or items[0].form not in who().there or phrase.marker not in ("object", "by") or ground is None or self.discourse.sentence - ground[0] > _AGO:
            return None
        return self._many([self._state(ground[2], items[0].start, items[0].end, via="ko/there")])

    def _pair(self, items: list[Item], explicit: tuple[str, ...], marker: str = "") -> Reference:
        states = self._run_of_states([i for i in items if i.mention is not None])
        start, end = items[0].start, items[-1].end
        if len(states) >= 2:
            return self._many(states)
        including = self.discourse.quoted_by.code if self.discourse.quoted_by else (
            self.discourse.subject.code if self.discourse.subject else None
        )  # fmt: skip
        if states:
            including = states[0].code
        besides = None
        last = self.discourse.groups[-1] if self.discourse.groups else ()
        if self.topic is not None and not states and len(items) == 3 and len({p.code for p in last}) == 3 and any(p.code == self.topic.code for p in last):
            # 카자흐스탄·우즈베키스탄·키르기스스탄 …. 카자흐스탄은 두 형제 나라에: the other two of the three
            return self._many([msgspec.structs.replace(p, start=start, end=end, via="ko/both-sides") for p in last if p.code != self.topic.code])
        counted = items[0].form in who().pair_counters and marker in ("subject", "with", "to", "object", "at")
        if self.topic is not None and not states and (counted or marker in ("with", "to")):
            # 미국은 두 나라가 …라고 비판했다; 트럼프 대통령은 두 정상과 통화했다; 미국은 양국 외교장관에게 자제를 촉구했다
            including, besides = None, self.topic.code
            explicit = tuple(c for c in explicit if c != besides)
        # 양 장관은 러북 간의 무기 이전을 규탄했다: states named behind the phrase are not the two
        behind = any(not any(m.code == c and self.sentence_start <= m.span.start < start for m in self.mentions) for c in explicit)
        met = self.partner
        if met is not None and self.topic is not None and not states and besides is None and items[-1].form in who().pair and met.code != self.topic.code:
            # 총리는 아세안과의 회의에서 미국을 비판했고, 양측은: the two who met
            return self._many([msgspec.structs.replace(p, start=start, end=end, via="ko/both-sides") for p in (self.topic, met)])
        codes = self._two_people(items[-1].form, besides) or self.discourse.pair(including, () if behind else explicit, besides)
        if codes is None:
            self._unresolved("reference", start, end, "the article has not set up two sides")
            return Reference(note=f"{self.text[start:end]}: the article has not set up two sides")
        parties = tuple(self._state(c, start, end, via="ko/both-sides") for c in codes)
        return Reference(parties, (), f"{self.text[start:end]} = {' and '.join(codes)}, ko/both-sides")


def _two_of_them(items: list[Item]) -> bool:
    """`두 나라`, `두 형제 나라`: whether a noun is counted as two, with or without a word that says what they are."""
    counters = who().pair_counters
    return items[-2].form in counters or (len(items) == 3 and items[0].form in counters and items[1].mention is None and items[1].form not in who().pair_counted)
