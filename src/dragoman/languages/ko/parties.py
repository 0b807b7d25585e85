"""Who a noun phrase is, and who is named in it without being its head."""

import re

import msgspec

from dragoman.languages.ko.introductions import korean_name
from dragoman.languages.ko.mentions import Mention
from dragoman.languages.ko.naming import Reference, capitals, sector_of, state_table, who
from dragoman.languages.ko.references import References
from dragoman.languages.ko.units import Item, NounPhrase
from dragoman.model.parties import EntityKind, Party
from dragoman.names.lexicon import Institution, Office, Organisation, Place, State
from dragoman.names.linker import linker

#: 3국 외교장관, 5개국 정상: how many states an office is told of.
_COUNTED = re.compile(r"[0-9]+(?:국|개국)?")
#: For how many sentences 회의 goes on to mean the meeting named before.
_MEETING_REACH = 6
#: For how many sentences a 사무총장 is that of the organisation named last.
_ORGANISATION_REACH = 2


class PartyFinder(References):
    """Resolves the phrases of one article, in order, against its discourse."""


    def resolve(self, phrase: NounPhrase, explicit: tuple[str, ...] = (), in_quote: bool = False, owner: Party | None = None) -> Reference:
        """Who `phrase` is.

        `explicit` are the states named in the same sentence; inside a quote 우리 is the speaker; `owner` is the party
        that a genitive before the phrase names (`미국의 | 국무장관`).
        """
        self.owner = owner
        if not phrase.items:
            return Reference()
        self._stands_on(phrase)
        items = phrase.items
        while len(items) > 1 and items[-1].mention is None and items[-1].form in who().after_office | who().every:
            items = items[:-1]
        head = items[-1]
        found = self._reference(phrase, items, explicit, in_quote)
        if found is None:
            found = self._named(phrase, items, head, in_quote, explicit)
        listed = self._listed_behind(phrase) if not found.parties else []
        if listed:
            self.discourse.saw_group(tuple(listed))
            return Reference((), tuple(listed), found.note or "= " + ", ".join(p.code for p in listed))
        if not found.parties and len(items) > 1 and items[0].mention is None and items[0].form in who().pair:
            both = self._pair(items[:1], explicit)
            found = Reference((), both.parties, both.note)
        taken = {(p.start, p.end) for p in found.parties}
        if head.mention is None and head.form in who().issues:
            return Reference(found.parties, found.within, found.note)
        if phrase.topic and found.parties:
            self.topic = found.parties[0]
        if phrase.marker == "with" and len(found.parties) == 1:
            self.partner = found.parties[0]
        codes = {p.code for p in found.parties}
        within = tuple([
            p
            for p in [self._mentioned(i.mention, phrase) for i in phrase.items if i.mention is not None]
            if p is not None and p.code not in codes and not any(s <= p.start and p.end <= e for s, e in taken)
        ])
        if head.mention is None and head.form in who().meetings and not found.parties:
            return self._meeting(items, (*found.within, *within), found.note)
        return Reference(found.parties, (*found.within, *within), found.note)

    def _stands_on(self, phrase: NounPhrase) -> None:
        """`트빌리시에서 …, 경찰은`: a city says in which state the police and the parties of its sentence are."""
        for item in phrase.items:
            entry = item.mention.entry if item.mention is not None else None
            if isinstance(entry, Place) and entry.country and entry.kind == "city" and phrase.marker in ("in", "at", "genitive", "by", ""):
                self.discourse.ground = (self.discourse.sentence, self.discourse.paragraph, entry.country)
                # 라파스의 | 대통령궁
                self.stood_on = item.end if phrase.marker == "genitive" and item is phrase.items[-1] else -len(self.text)

    def _meeting(self, items: list[Item], within: tuple[Party, ...], note: str) -> Reference:
        """`나토 정상회의`, and `이번 회의`, `회의에는` afterwards: a meeting that names no organisation is that of the one named before."""
        now = self.discourse.sentence
        held = next((p for p in within if p.entity.startswith("organisation:")), None)
        bare = not within and "".join(i.form for i in items if i.form not in who().this) in who().meetings
        seen = self.discourse.organisation
        if held is None and bare and seen is not None and seen[0] == now:
            held = seen[1]
            self.discourse.meeting = (now, held)
            return Reference((), within, note)
        if held is not None:
            self.discourse.meeting = (now, held)
        known = self.discourse.meeting
        if held is None and bare and known is not None and now - known[0] <= _MEETING_REACH:
            party = msgspec.structs.replace(known[1], start=items[0].start, end=items[-1].end, via="ko/that-meeting")
            self.discourse.meeting = (now, known[1])
            return Reference((), (party,), f"= the meeting of {party.label} ({party.code}), ko/that-meeting")
        return Reference((), within, note)

    # -- names --------------------------------------------------------------------------------------------------------

    def _named(self, phrase: NounPhrase, items: list[Item], head: Item, in_quote: bool, explicit: tuple[str, ...]) -> Reference:
        mention = head.mention
        among = self._examples(items)
        if among is not None:
            return among
        if mention is None:
            called = items[-2].mention if len(items) > 1 else None
            if called is not None and called.kind == "person" and head.form in who().titles:
                return self._one(self._person(called, items, head.end, head.form))
            return self._noun_headed(phrase, items, head, in_quote)
        if mention.prefix in ("about", "leaning", "visit", "at"):
            return Reference()
        if mention.kind == "person":
            return self._one(self._person(mention, items, head.end))
        if mention.kind == "office":
            return self._office(phrase, items, mention, in_quote, explicit)
        if mention.kind in ("state", "organisation"):
            listed = self._listed_behind(phrase)
            return self._many(listed) if listed else self._states_before(items, len(items))
        if mention.kind == "institution":
            return self._institution(phrase, items, mention, in_quote)
        if mention.kind == "outlet":
            party = self._party(mention, mention.code or "", items[-1].start, head.end, name=self.text[head.start : head.end], sector="MED")
            return self._one((party, "outlet"))
        if mention.kind == "place" and phrase.marker in ("subject", "topic") and isinstance(mention.entry, Place):
            country = capitals().get(mention.entry.id)
            if country and len(items) == 1 and not phrase.comma:
                return self._one((self._state(country, head.start, head.end, via="ko/capital-for-state"), "state"))
        return Reference()

    def _examples(self, items: list[Item]) -> Reference | None:
        """`필리핀 등 아시아 4개국`, `일본 등 우방국 정상들`: those before 등 are who a noun of states or officials means."""
        cut = next((k for k, i in enumerate(items) if i.form in who().and_others and i.mention is None and 0 < k < len(items) - 1), None)
        head = items[-1]
        if cut is None or not (head.form in sector_of() or head.form in who().counted or (head.mention is not None and head.mention.kind == "office")):
            return None
        if any(i.mention is not None and i.mention.kind in ("state", "person", "organisation") for i in items[cut + 1 :]):
            return None
        states = self._run_of_states(items[:cut])
        sector = sector_of().get(head.form)
        if not states:
            return None
        return self._many([msgspec.structs.replace(p, sector=sector) if sector and sector != "GOV" else p for p in states])

    def _listed_behind(self, phrase: NounPhrase) -> list[Party]:
        """`AP4(한국·일본·호주·뉴질랜드)`: the states that a parenthesis lists as who a group is."""
        for start, end in phrase.asides:
            found = [p for p in (self._mentioned(m, None) for m in self.mentions if start < m.span.start and m.span.end < end) if p is not None]
            states = [p for p in found if p.code in state_table()]
            if len(states) >= 3:
                # the bloc's own name may stand inside as well: AP4(아시아태평양 파트너 4개국 : 한국·일본·…)
                return states
            if len(found) >= 3:
                return found
        return []

    def _office(self, phrase: NounPhrase, items: list[Item], mention: Mention, in_quote: bool, explicit: tuple[str, ...] = ()) -> Reference:
        """`토니 블링컨 미국 국무장관`, `블링컨 장관`, `러시아 외무장관`, `대통령`."""
        title = self.text[items[-1].start : items[-1].end]
        before = items[:-1]
        while len(before) > 1 and before[-1].mention is None and (before[-1].form in who().counted or before[-1].tag == "SN" or _COUNTED.fullmatch(before[-1].form)):
            before = before[:-1]
        person = next((i for i in reversed(before) if i.mention is not None and i.mention.kind == "person"), None)
        code, entity_items = self._code_before(before, foreign=person is not None and person.mention is not None and not korean_name(person.mention.name))
        if code is None and title.endswith(who().posted) and self.owner is not None and self.owner.code in state_table():
            # 캄보디아의 체아 께오 유엔 대사
            code = self.owner.code
        code = code or self._code_in(title) or self._organisation_of(title)
        if person is not None and person.mention is not None:
            start = min([person.start, *[i.start for i in entity_items if i.start > person.end]])
            party, kind = self._person(person.mention, items, items[-1].end, title)
            served = code is not None and code not in state_table()
            if code and party.code != code and (person.mention.entry is None or served):
                party = msgspec.structs.replace(party, code=code)
            party = msgspec.structs.replace(party, start=start, end=items[-1].end, sector=mention.sector or party.sector)
            return self._one((party, kind), office=mention)
        states = self._run_of_states(before)
        if len(states) > 1:
            return self._many(states)
        if code:
            start = entity_items[0].start if entity_items else items[-1].start
            held = self._holder(mention, code)
            if held is not None:
                party = msgspec.structs.replace(held, start=start, end=items[-1].end, title=title, via="ko/office-holder")
                return self._one((party, "person"), office=mention)
            name = self.text[start : items[-1].end]
            party = Party(
                code=code, entity=f"state:{code}" if code in state_table() else f"organisation:{code}", name=name,
                label=name, title=title, sector=mention.sector, start=start, end=items[-1].end,
            )  # fmt: skip
            return self._one((party, "state" if code in state_table() else "organisation"), office=mention)
        if self.owner is not None and len(before) <= 3 and self.owner.sector != "MED":
            party = msgspec.structs.replace(
                self.owner, name=self.text[items[0].start : items[-1].end], label=self.text[items[0].start : items[-1].end], title=title,
                sector=mention.sector, start=items[0].start, end=items[-1].end, via="ko/genitive-state",
            )  # fmt: skip
            return self._one((party, "state" if party.code in state_table() else "organisation"), office=mention)
        hosts = [c for c in explicit if self.topic is not None and c != self.topic.code] or self._ground_of(phrase)
        if phrase.marker == "with" and len(hosts) == 1 and self.topic is not None and not in_quote and mention.sector in (None, "GOV", "MIL"):
            name = self.text[items[0].start : items[-1].end]
            party = self._state(hosts[0], items[0].start, items[-1].end, via="ko/official-of-host")
            return self._one((msgspec.structs.replace(party, name=name, label=name, title=title, sector=mention.sector), "state"), office=mention)
        if before and before[-1].mention is None and before[-1].tag == "NNP" and len(before[-1].form) > 1 and not korean_name(before[-1].form):
            return Reference(note=f"{before[-1].form} {title}: nobody knows whose")
        known = self.discourse.offices.get(mention.entity) or self._by_title(title)
        if known is not None and len(before) <= 1:
            party = msgspec.structs.replace(known, start=items[-1].start, end=items[-1].end, via="ko/same-office")
            return self._one((party, "person"))
        if person is None and title.startswith(who().ministries) and self.discourse.home is not None and self.discourse.home_named:
            name = self.text[items[0].start : items[-1].end]
            party = msgspec.structs.replace(
                self._state(self.discourse.home, items[-1].start, items[-1].end, via="ko/home-institution"), name=name, title=title
            )
            return self._one((party, "state"))
        return Reference(note=f"{title}: no state is named")

    def _ground_of(self, phrase: NounPhrase) -> list[str]:
        """`미국 특사는 하르툼에서 군부와 만났다`: the state of the place named before in the sentence, where who is spoken of is a guest."""
        ground = self.discourse.ground
        if ground is None or ground[0] != self.discourse.sentence or self.topic is None or self.topic.code == ground[2] or self.topic.code not in state_table():
            return []
        return [ground[2]]

    def _code_in(self, title: str) -> str | None:
        """`유엔 사무총장`, `백악관 대변인`: the party that an office itself names."""
        first = title.split(" ")[0]
        if first == title:
            return None
        names, _ = linker("ko").find(first)
        entry = names[0].entry if names and names[0].span.end == len(first) else None
        if isinstance(entry, State | Organisation):
            return entry.code
        return entry.state if isinstance(entry, Institution) else None

    def _organisation_of(self, title: str) -> str | None:
        """`집단안보조약기구는 …. 자시 사무총장은 …`: an office that only organisations have is that of the one named right before."""
        seen = self.discourse.organisation
        if seen is None or not title.endswith(who().organisation_offices) or self.discourse.sentence - seen[0] > _ORGANISATION_REACH:
            return None
        return seen[1].code

    def _holder(self, mention: Mention, code: str) -> Party | None:
        """The person of this article who holds the office of that state."""
        for party in reversed(self.discourse.people):
            if party.code == code and party.title and isinstance(mention.entry, Office):
                known = self.discourse.offices.get(mention.entity)
                if known is not None and known.entity == party.entity:
                    return party
        return None

    def _by_title(self, title: str) -> Party | None:
        for party in reversed(self.discourse.people):
            if party.title and party.title.endswith(title):
                return party
        return None

    def _person(self, mention: Mention, items: list[Item], end: int, title: str | None = None) -> tuple[Party, EntityKind]:
        start = next((i.start for i in items if i.mention is mention), mention.span.start)
        code = mention.code
        if code is None:
            code, _ = self._code_before([i for i in items if i.mention is not mention], foreign=not korean_name(mention.name))
        if code is None:
            code = self.discourse.entities[mention.entity].code if mention.entity in self.discourse.entities else ""
        known = self.discourse.entities.get(mention.entity)
        if not code and self.owner is not None and self.owner.sector != "MED":
            code = self.owner.code
        if not code and title is not None:
            code = self._organisation_of(title) or ""
        if not code and self.discourse.home is not None and korean_name(mention.name):
            # Korean papers name the state of foreigners and leave out their own
            code = self.discourse.home
        party = Party(
            code=code or "", entity=mention.entity, name=mention.name, label=mention.label,
            title=title or mention.title or (known.title if known else None), sector=(known.sector if known else None) or "GOV", start=start, end=max(end, mention.span.end),
        )  # fmt: skip
        return party, "person"

    def _institution(self, phrase: NounPhrase, items: list[Item], mention: Mention, in_quote: bool) -> Reference:
        states = self._run_of_states([i for i in items[:-1] if i.form not in who().pair])
        if len(states) > 1:
            return self._many(states)
        code, entity_items = self._code_before(items[:-1], of_person=True)
        code = code or mention.code
        via = None
        owner = self.owner
        if code is None and owner is not None and owner.code in state_table() and owner.sector != "MED" and mention.sector not in ("EDU", "BUS", "MED", "CVL", "REL", "LAB"):
            # 말리와 부르키나파소의 | 군사정부
            code, via = owner.code, "ko/genitive-state"
        if code is None and self.discourse.ground is not None and 0 <= phrase.start - self.stood_on <= 2:
            code, via = self.discourse.ground[2], "ko/place-state"
        if code is None and phrase.marker == "with" and self._ground_of(phrase) and not in_quote:
            code, via = self._ground_of(phrase)[0], "ko/official-of-host"
        if code is None:
            code, via = self._absent_state(mention, items, in_quote)
        if code is None:
            name = self.text[items[-1].start : items[-1].end]
            self._unresolved("party", items[-1].start, items[-1].end, "no state is named")
            return Reference(note=f"{name}: no state is named")
        start = entity_items[0].start if entity_items else items[-1].start
        self.discourse.institutions[mention.entity] = code
        party = Party(
            code=code, entity=f"{mention.entity}@{code}" if mention.code is None else mention.entity,
            name=self.text[start : items[-1].end], label=mention.label, sector=mention.sector,
            start=start, end=items[-1].end, via=via,
        )  # fmt: skip
        return self._one((party, "institution"))

    def _armed(self, items: list[Item]) -> Reference | None:
        """`탈레반 무장 단체`, `쿠르드노동자당 반군`: an armed body, and what it is."""
        before = items[:-1]
        while before and before[-1].mention is None and before[-1].form in who().armed_words:
            before = before[:-1]
        body = before[-1].mention if before else None
        if body is None or not isinstance(body.entry, Organisation) or body.entry.kind != "entity":
            return None
        return self._many([msgspec.structs.replace(p, end=items[-1].end) for p in self._run_of_states(before)[-1:]])

    def _noun_headed(self, phrase: NounPhrase, items: list[Item], head: Item, in_quote: bool) -> Reference:
        """`러시아 정부`, `카자흐스탄 매체`, `한미일 정상`, `러시아군`: a noun that makes a party of the name before it."""
        if head.form in who().outlet_references and len(items) > 1 and items[-2].mention is not None and items[-2].mention.kind == "outlet":
            outlet = items[-2].mention
            party = self._party(outlet, outlet.code or "", items[-2].start, head.end, name=self.text[items[-2].start : items[-2].end], sector="MED")
            return self._one((party, "outlet"))
        if head.form in who().armed_bodies:
            armed = self._armed(items)
            if armed is not None:
                return armed
        sector = sector_of().get(head.form)
        if self.text[items[0].start : head.end].endswith(who().delegations):
            # 하원의장이 이끄는 의원단, 미국 하원 의원단; a name right before 대표단 makes a party below
            sent_by, _ = self._code_before(items[:-1])
            owner = self.owner.code if self.owner is not None and sent_by is None else sent_by if sector is None else None
            if owner in state_table():
                return self._one((self._state(str(owner), items[0].start, head.end, via="ko/delegation"), "state"))
        if sector is None and self.text[items[0].start : head.end].endswith(who().high_titles):
            # 톰 플레처 유엔 인도주의업무조정국장: an office that no list has, of somebody who is known
            person = next((i.mention for i in items if i.mention is not None and i.mention.kind == "person"), None)
            if person is not None and person.code:
                return self._one(self._person(person, items, head.end, head.form))
        if sector is None or head.form in who().never:
            return Reference()
        before = items[:-1]
        while before and before[-1].mention is None and (before[-1].tag in ("NR", "SN", "NNB", "MM", "XPN") or before[-1].form in sector_of()):
            before = before[:-1]
        states = self._run_of_states(before)
        if states:
            out = []
            for party in states:
                out.append(msgspec.structs.replace(party, sector=sector if sector != "GOV" else party.sector, end=head.end if len(states) == 1 else party.end))
            if len(out) == 1 and sector != "GOV":
                name = self.text[out[0].start : head.end]
                out[0] = msgspec.structs.replace(out[0], name=name, label=name)
            return self._many(out)
        owned = self.owner is not None and self.owner.code in state_table() and self.owner.sector != "MED"
        if self.owner is not None and owned and len(items) == 1 and sector in ("GOV", "MIL") and head.form in who().led_by:
            # 카자흐스탄과 우즈베키스탄의 | 정상
            return self._one((self._state(self.owner.code, items[0].start, head.end, via="ko/genitive-state"), "state"))
        code, entity_items = self._code_before(before, of_person=True)
        if code and entity_items:
            # 미국 하원 외교위원회: between a state and its committee stand the words that say which
            of_committee = head.form.endswith(who().committees)
            last = entity_items[0 if of_committee else -1]
            gap = self.text[last.end : head.start]
            if len(gap.split()) <= (3 if of_committee else 1) and last.mention is not None:
                name = self.text[entity_items[0].start : head.end]
                entity = last.mention.entity
                party = Party(code=code, entity=entity, name=name, label=name, sector=sector, start=entity_items[0].start, end=head.end)
                return self._one((party, "state" if code in state_table() else "organisation"))
        body = before[-1].mention if before else None
        if body is not None and body.kind == "institution" and sector == "GOV" and head.start - before[-1].end <= 1:
            # 군부 인사들, 외교부 관리: whose body it is
            return self._institution(phrase, before, body, in_quote)
        if head.form in ("정부", "당국") and len(items) <= 2:
            ours = len(items) == 2 and items[0].form in ("우리", "저희")
            if len(items) == 1 or ours:
                code = self.discourse.quoted_by.code if in_quote and self.discourse.quoted_by else (
                    self.discourse.home if ours else self._own_state("GOV")[0]
                )  # fmt: skip
                if code and (ours or not in_quote):
                    return self._one((self._state(code, items[0].start, head.end, via="ko/our-home"), "state"))
        return Reference()
