"""Who a noun phrase is, and who is named in it without being its head."""

from functools import cache

import msgspec

from dragoman.languages.ko.discourse import Discourse
from dragoman.languages.ko.grammar import grammar, load_yaml
from dragoman.languages.ko.introductions import korean_name
from dragoman.languages.ko.mentions import Mention
from dragoman.languages.ko.phrases import Item, NounPhrase
from dragoman.model.parties import EntityKind, Party, Unresolved
from dragoman.names.lexicon import Institution, Office, Organisation, Person, Place, State, load


class Who(msgspec.Struct, frozen=True):
    """Word lists of `who.yaml`."""

    sectors: dict[str, frozenset[str]]
    after_office: frozenset[str]
    pair: frozenset[str]
    pair_counted: frozenset[str]
    pair_counters: frozenset[str]
    never: frozenset[str]
    outlet_references: frozenset[str]
    issues: frozenset[str]
    counted: frozenset[str]
    ministries: tuple[str, ...]
    said_things: frozenset[str]


@cache
def who() -> Who:
    """The word lists."""
    return load_yaml("who.yaml", Who)


@cache
def _sector_of() -> dict[str, str]:
    return {word: sector for sector, words in who().sectors.items() for word in words}


@cache
def _states() -> dict[str, State]:
    return {s.code: s for s in load().states}


@cache
def _capitals() -> dict[str, str]:
    return {p.id: p.country for p in load().places if p.capital and p.country}


class Reference(msgspec.Struct, frozen=True):
    """The outcome for one phrase: who it is, who is named inside it, and a note for `explain`."""

    parties: tuple[Party, ...] = ()
    within: tuple[Party, ...] = ()
    note: str = ""


class PartyFinder:
    """Resolves the phrases of one article, in order, against its discourse."""

    def __init__(self, text: str, discourse: Discourse) -> None:
        self.text = text
        self.discourse = discourse
        self.mentions: tuple[Mention, ...] = ()
        self.owner: Party | None = None

    def resolve(self, phrase: NounPhrase, explicit: tuple[str, ...] = (), in_quote: bool = False, owner: Party | None = None) -> Reference:
        """Who `phrase` is.

        `explicit` are the states named in the same sentence; inside a quote 우리 is the speaker; `owner` is the party
        that a genitive before the phrase names (`미국의 | 국무장관`).
        """
        self.owner = owner
        if not phrase.items:
            return Reference()
        items = phrase.items
        while len(items) > 1 and items[-1].mention is None and items[-1].form in who().after_office:
            items = items[:-1]
        head = items[-1]
        found = self._reference(phrase, items, explicit, in_quote)
        if found is None:
            found = self._named(phrase, items, head, in_quote)
        listed = self._listed_behind(phrase) if not found.parties else []
        if listed:
            self.discourse.groups = [*self.discourse.groups[-5:], tuple(listed)]
            return Reference((), tuple(listed), found.note or "= " + ", ".join(p.code for p in listed))
        taken = {(p.start, p.end) for p in found.parties}
        if head.mention is None and head.form in who().issues:
            return Reference(found.parties, found.within, found.note)
        within = tuple(
            p
            for p in (self._mentioned(i.mention, phrase) for i in phrase.items if i.mention is not None)
            if p is not None
            and not any(s <= p.start and p.end <= e for s, e in taken)
            and p.code not in {q.code for q in found.parties}
        )
        return Reference(found.parties, (*found.within, *within), found.note)

    # -- names --------------------------------------------------------------------------------------------------------

    def _named(self, phrase: NounPhrase, items: list[Item], head: Item, in_quote: bool) -> Reference:
        mention = head.mention
        if mention is None:
            return self._noun_headed(phrase, items, head, in_quote)
        if mention.prefix in ("about", "leaning", "visit", "at"):
            return Reference()
        if mention.kind == "person":
            return self._one(self._person(mention, items, head.end))
        if mention.kind == "office":
            return self._office(phrase, items, mention, in_quote)
        if mention.kind in ("state", "organisation"):
            listed = self._listed_behind(phrase)
            return self._many(listed) if listed else self._states_before(items, len(items))
        if mention.kind == "institution":
            return self._institution(phrase, items, mention, in_quote)
        if mention.kind == "outlet":
            party = self._party(mention, mention.code or "", items[-1].start, head.end, name=self.text[head.start : head.end], sector="MED")
            return self._one((party, "outlet"))
        if mention.kind == "place" and phrase.marker in ("subject", "topic") and isinstance(mention.entry, Place):
            country = _capitals().get(mention.entry.id)
            if country and len(items) == 1 and not phrase.comma:
                return self._one((self._state(country, head.start, head.end, via="ko/capital-for-state"), "state"))
        return Reference()

    def _listed_behind(self, phrase: NounPhrase) -> list[Party]:
        """`AP4(한국·일본·호주·뉴질랜드)`: the states that a parenthesis lists as who a group is."""
        for start, end in phrase.asides:
            found = [p for p in (self._mentioned(m, None) for m in self.mentions if start < m.span.start and m.span.end < end) if p is not None]
            if len(found) >= 3:
                return found
        return []

    def _office(self, phrase: NounPhrase, items: list[Item], mention: Mention, in_quote: bool) -> Reference:
        """`토니 블링컨 미국 국무장관`, `블링컨 장관`, `러시아 외무장관`, `대통령`."""
        title = self.text[items[-1].start : items[-1].end]
        before = items[:-1]
        person = next((i for i in reversed(before) if i.mention is not None and i.mention.kind == "person"), None)
        code, entity_items = self._code_before(before)
        if person is not None and person.mention is not None:
            start = min([person.start, *[i.start for i in entity_items if i.start > person.end]])
            party, kind = self._person(person.mention, items, items[-1].end, title)
            if code and party.code != code and person.mention.entry is None:
                party = msgspec.structs.replace(party, code=code)
            party = msgspec.structs.replace(party, start=start, end=items[-1].end)
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
                code=code, entity=f"state:{code}" if code in _states() else f"organisation:{code}", name=name,
                label=name, title=title, sector=mention.sector, start=start, end=items[-1].end,
            )  # fmt: skip
            return self._one((party, "state" if code in _states() else "organisation"), office=mention)
        if self.owner is not None and len(before) <= 3 and not self.owner.sector == "MED":
            party = msgspec.structs.replace(
                self.owner, name=self.text[items[0].start : items[-1].end], label=self.text[items[0].start : items[-1].end], title=title,
                sector=mention.sector, start=items[0].start, end=items[-1].end, via="ko/genitive-state",
            )  # fmt: skip
            return self._one((party, "state" if party.code in _states() else "organisation"), office=mention)
        known = self.discourse.offices.get(mention.entity) or self._by_title(title)
        if known is not None and len(before) <= 1:
            party = msgspec.structs.replace(known, start=items[-1].start, end=items[-1].end, via="ko/same-office")
            return self._one((party, "person"))
        if title.startswith(who().ministries) and self.discourse.home is not None and self.discourse.home_named:
            name = self.text[items[0].start : items[-1].end]
            party = msgspec.structs.replace(
                self._state(self.discourse.home, items[-1].start, items[-1].end, via="ko/home-institution"), name=name, title=title
            )
            return self._one((party, "state"))
        return Reference(note=f"{title}: no state is named")

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
            code, _ = self._code_before([i for i in items if i.mention is not mention])
        if code is None:
            code = self.discourse.entities[mention.entity].code if mention.entity in self.discourse.entities else ""
        known = self.discourse.entities.get(mention.entity)
        if not code and self.discourse.home is not None and korean_name(mention.name):
            # Korean papers name the state of foreigners and leave out their own
            code = self.discourse.home
        party = Party(
            code=code or "", entity=mention.entity, name=mention.name, label=mention.label,
            title=title or mention.title or (known.title if known else None), sector="GOV", start=start, end=max(end, mention.span.end),
        )  # fmt: skip
        return party, "person"

    def _institution(self, phrase: NounPhrase, items: list[Item], mention: Mention, in_quote: bool) -> Reference:
        states = self._run_of_states([i for i in items[:-1] if i.form not in who().pair])
        if len(states) > 1:
            return self._many(states)
        code, entity_items = self._code_before(items[:-1], of_person=True)
        code = code or mention.code
        via = None
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

    def _absent_state(self, mention: Mention, items: list[Item], in_quote: bool) -> tuple[str | None, str | None]:
        """The state of an institution that names none: the last one said to have it, else the outlet's own."""
        if len(items) > 1 and items[-2].form in ("우리", "저희") and items[-2].mention is None:
            if in_quote and self.discourse.quoted_by is not None:
                return self.discourse.quoted_by.code, "ko/our-speaker"
            return self.discourse.home, "ko/our-home"
        known = self.discourse.institutions.get(mention.entity)
        if known is not None:
            return known, "ko/same-institution"
        return self._own_state(mention.sector)

    def _own_state(self, sector: str | None) -> tuple[str | None, str | None]:
        """The state of 정부, 경찰, 국방부 without a name: the outlet's own if the article speaks of it, else the one last named.

        Courts, parliaments and police are the last named state's even then.
        """
        home, last = self.discourse.home, self.discourse.last_state()
        domestic = sector in ("JUD", "LEG", "COP", "OPP", "CVL")
        if home is not None and self.discourse.home_named and not (domestic and last is not None):
            return home, "ko/home-institution"
        if last is not None and domestic:
            return last, "ko/last-state"
        if home is not None and (self.discourse.home_named or last is None):
            return home, "ko/home-institution"
        return (last, "ko/last-state") if last is not None else (None, None)

    def _noun_headed(self, phrase: NounPhrase, items: list[Item], head: Item, in_quote: bool) -> Reference:
        """`러시아 정부`, `카자흐스탄 매체`, `한미일 정상`, `러시아군`: a noun that makes a party of the name before it."""
        if head.form in who().outlet_references and len(items) > 1 and items[-2].mention is not None and items[-2].mention.kind == "outlet":
            outlet = items[-2].mention
            party = self._party(outlet, outlet.code or "", items[-2].start, head.end, name=self.text[items[-2].start : items[-2].end], sector="MED")
            return self._one((party, "outlet"))
        sector = _sector_of().get(head.form)
        if sector is None or head.form in who().never:
            return Reference()
        before = items[:-1]
        while before and before[-1].mention is None and (before[-1].tag in ("NR", "SN", "NNB", "MM") or before[-1].form in _sector_of()):
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
        code, entity_items = self._code_before(before, of_person=True)
        if code and entity_items:
            last = entity_items[-1]
            gap = self.text[last.end : head.start]
            if len(gap.split()) <= 1 and last.mention is not None:
                name = self.text[entity_items[0].start : head.end]
                entity = last.mention.entity
                party = Party(code=code, entity=entity, name=name, label=name, sector=sector, start=entity_items[0].start, end=head.end)
                return self._one((party, "state" if code in _states() else "organisation"))
        if head.form in ("정부", "당국") and len(items) <= 2:
            ours = len(items) == 2 and items[0].form in ("우리", "저희")
            if len(items) == 1 or ours:
                code = self.discourse.quoted_by.code if in_quote and self.discourse.quoted_by else (
                    self.discourse.home if ours else self._own_state("GOV")[0]
                )  # fmt: skip
                if code and (ours or not in_quote):
                    return self._one((self._state(code, items[0].start, head.end, via="ko/our-home"), "state"))
        return Reference()

    # -- references ---------------------------------------------------------------------------------------------------

    def _reference(self, phrase: NounPhrase, items: list[Item], explicit: tuple[str, ...], in_quote: bool) -> Reference | None:
        w, head = who(), items[-1]
        pronoun = grammar().pronouns.get(head.form) if head.tag == "NP" or head.form in ("자국", "우리나라") else None
        if head.mention is None and (head.form in w.pair or (head.form in w.pair_counted and len(items) > 1 and items[-2].form in w.pair_counters)):
            return self._pair(items, explicit)
        counted = self._counted(items)
        if counted is not None:
            return counted
        first = items[0]
        if first.mention is None and first.form in w.pair and len(items) > 1 and head.form in _sector_of():
            return self._pair(items, explicit)
        if pronoun is None and first.tag == "NP" and first.form in ("우리", "저희") and head.form in _sector_of() and head.mention is None:
            pronoun = "we"
        if first.form == "자국" and head.form in _sector_of():
            pronoun = "subject"
        if pronoun is None:
            last = self.discourse.speaker
            if first.tag == "MM" and first.form in ("이", "그", "이런", "그런", "이같은") and head.mention is None and head.form in w.said_things and last is not None:
                return Reference((), (msgspec.structs.replace(last, start=first.start, end=head.end, via="ko/what-was-said"),), f"= what {last.label} said")
            bare = len(items) == 1 and head.mention is None and phrase.marker in ("topic", "subject")
            if (bare or (first.tag == "MM" and first.form in ("이", "해당", "그"))) and head.form in w.outlet_references and self.discourse.outlets:
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
                found, via = (self.discourse.people[-1] if self.discourse.people else None), "ko/he"
                if self.discourse.subject is not None and self.discourse.subject.entity.startswith("person:"):
                    found = self.discourse.subject
        if pronoun == "people" and self.discourse.groups:
            return self._many([msgspec.structs.replace(p, start=start, end=end, via="ko/they") for p in self.discourse.groups[-1]])
        if pronoun == "we":
            if in_quote and self.discourse.quoted_by is not None:
                found, via = self.discourse.quoted_by, "ko/we-speaker"
            elif not in_quote and self.discourse.home and (len(items) > 1 or "side" in phrase.tails):
                found, via = self._state(self.discourse.home, start, end), "ko/our-home"
        if pronoun == "home" and self.discourse.home:
            found, via = self._state(self.discourse.home, start, end), "ko/our-home"
        if pronoun == "subject":
            found, via = self.discourse.subject, "ko/own"
        if found is None or not found.code:
            return Reference(note=f"{self.text[start:end]}: nobody to refer to")
        party = msgspec.structs.replace(found, start=start, end=end, via=via)
        note = f"{self.text[start:end]} = {party.label} ({party.code}), {via}"
        return Reference((party,), (), note)

    def _counted(self, items: list[Item]) -> Reference | None:
        """`4개국 정상들`, `3국`: the last group of that many that the article named."""
        if items[-1].mention is not None or len(items) < 2 or items[-1].form not in who().counted:
            return None
        number = next((int(i.form) for i in items if i.tag == "SN" and i.form.isdigit() and len(i.form) < 3), None)
        if number is None or any(i.mention is not None for i in items):
            return None
        for group in reversed(self.discourse.groups):
            if len(group) == number:
                start, end = items[0].start, items[-1].end
                return self._many([msgspec.structs.replace(p, start=start, end=end, via="ko/that-many") for p in group])
        return None

    def _pair(self, items: list[Item], explicit: tuple[str, ...]) -> Reference:
        states = self._run_of_states([i for i in items if i.mention is not None])
        start, end = items[0].start, items[-1].end
        if len(states) >= 2:
            return self._many(states)
        including = self.discourse.quoted_by.code if self.discourse.quoted_by else (
            self.discourse.subject.code if self.discourse.subject else None
        )  # fmt: skip
        if states:
            including = states[0].code
        codes = self.discourse.pair(including, explicit)
        if codes is None:
            self._unresolved("reference", start, end, "the article has not set up two sides")
            return Reference(note=f"{self.text[start:end]}: the article has not set up two sides")
        parties = tuple(self._state(c, start, end, via="ko/both-sides") for c in codes)
        return Reference(parties, (), f"{self.text[start:end]} = {' and '.join(codes)}, ko/both-sides")

    # -- helpers ------------------------------------------------------------------------------------------------------

    def _run_of_states(self, items: list[Item]) -> list[Party]:
        """States and organisations that end a run of words, as one list (한미일; 미국; EU)."""
        out: list[Party] = []
        for item in reversed(items):
            m = item.mention
            if m is None or m.kind not in ("state", "organisation") or m.prefix is not None:
                break
            if out and not (m.rule in ("ko/run", "ko/joined", "ko/hanja") or out[-1].start - item.end <= 1 and self.text[item.end : out[-1].start] in "·ㆍ‧-/"):
                break
            party = self._mentioned(m, None)
            if party is not None:
                out.append(party)
        return list(reversed(out))

    def _states_before(self, items: list[Item], upto: int) -> Reference:
        parties = self._run_of_states(items[:upto])
        return self._many(parties) if parties else Reference()

    def _code_before(self, items: list[Item], of_person: bool = False) -> tuple[str | None, list[Item]]:
        """The state or organisation the words before an office belong to, nearest first, and the words that say so."""
        for k in range(len(items) - 1, -1, -1):
            m = items[k].mention
            if m is None or m.prefix in ("about", "leaning", "at", "visit"):
                continue
            if m.kind in ("state", "organisation") and m.code:
                entry = m.entry
                if isinstance(entry, Organisation) and entry.kind in ("treaty", "initiative"):
                    continue
                return m.code, items[k:]
            if m.kind == "institution" and m.code:
                return m.code, items[k:]
            if m.kind == "institution" and isinstance(m.entry, Institution):
                earlier, _ = self._code_before(items[:k])
                if earlier:
                    return earlier, items[k:]
                code, _via = self._absent_state(m, items[: k + 1], False)
                if code:
                    return code, items[k:]
            if m.kind == "place" and isinstance(m.entry, Place) and m.entry.country:
                return m.entry.country, items[k:]
            if m.kind == "person":
                return (m.code, items[k:]) if of_person else (None, [])
        return None, []

    def _mentioned(self, mention: Mention | None, phrase: NounPhrase | None) -> Party | None:
        if mention is None or not mention.code or mention.prefix in ("leaning", "at", "former"):
            return None
        if mention.kind not in ("state", "organisation", "person", "institution"):
            return None
        if isinstance(mention.entry, Organisation) and mention.entry.kind in ("treaty", "initiative") and phrase is None:
            return None
        return self._party(mention, mention.code, mention.span.start, mention.span.end)

    def _party(self, mention: Mention, code: str, start: int, end: int, name: str | None = None, sector: str | None = None) -> Party:
        return Party(
            code=code, entity=mention.entity, name=name or mention.name, label=mention.label,
            title=mention.title, sector=sector or mention.sector, start=start, end=end,
        )  # fmt: skip

    def _state(self, code: str, start: int, end: int, via: str | None = None) -> Party:
        state = _states().get(code)
        if state is None:
            return Party(code=code, entity=f"organisation:{code}", name=code, label=code, start=start, end=end, via=via)
        return Party(code=code, entity=f"state:{code}", name=state.name, label=state.label, start=start, end=end, via=via)

    def _one(self, found: tuple[Party, EntityKind], office: Mention | None = None) -> Reference:
        party, kind = found
        if not party.code:
            return Reference(note=f"{party.name}: nothing tells for whom")
        self.discourse.saw(party, kind)
        if office is not None and party.entity.startswith("person:"):
            self.discourse.offices[office.entity] = party
        note = f"= {party.label} ({party.code})" + (f", {party.via}" if party.via else "")
        return Reference((party,), (), note)

    def _many(self, parties: list[Party]) -> Reference:
        for party in parties:
            self.discourse.saw(party, "state" if party.entity.startswith("state:") else "organisation")
        if len(parties) > 1:
            self.discourse.groups = [*self.discourse.groups[-5:], tuple(parties)]
        return Reference(tuple(parties), (), "= " + ", ".join(f"{p.label} ({p.code})" for p in parties))

    def _unresolved(self, what: str, start: int, end: int, why: str) -> None:
        self.discourse.unresolved.append(
            Unresolved(what="party" if what == "party" else "reference", text=self.text[start:end], start=start, end=end, why=why)
        )


__all__ = ["PartyFinder", "Person", "Reference", "Who", "who"]
