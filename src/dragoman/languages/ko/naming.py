"""Names to parties: the records for who a phrase is, and the steps every way of telling it shares."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from dragoman.languages.ko.discourse import Discourse
from dragoman.languages.ko.grammar import load_yaml
from dragoman.languages.ko.mentions import Mention
from dragoman.languages.ko.units import Item, NounPhrase
from dragoman.model.parties import EntityKind, Party, Unresolved
from dragoman.names.lexicon import Institution, Organisation, Place, State, load


class Who(msgspec.Struct, frozen=True):
    """Word lists of `who.yaml`."""

    sectors: dict[str, frozenset[str]]
    after_office: frozenset[str]
    every: frozenset[str]
    committees: tuple[str, ...]
    one_by_one: frozenset[str]
    numerals: dict[str, int]
    texts: frozenset[str]
    kin: frozenset[str]
    pair: frozenset[str]
    pair_counted: frozenset[str]
    pair_counters: frozenset[str]
    delegations: tuple[str, ...]
    organisation_offices: tuple[str, ...]
    armed_bodies: frozenset[str]
    armed_words: frozenset[str]
    never: frozenset[str]
    outlet_references: frozenset[str]
    own_word: frozenset[str]
    issues: frozenset[str]
    counted: frozenset[str]
    and_others: frozenset[str]
    meetings: frozenset[str]
    titles: frozenset[str]
    posted: tuple[str, ...]
    led_by: frozenset[str]
    pair_of_people: dict[str, tuple[str, ...]]
    those: frozenset[str]
    bodies_abroad: frozenset[str]
    bodies_of: dict[str, frozenset[str]]
    bodies_at_home: tuple[str, ...]
    bodies_opening: tuple[str, ...]
    this: frozenset[str]
    ministries: tuple[str, ...]
    said_things: frozenset[str]
    noun_pronouns: frozenset[str]
    plural_pronouns: frozenset[str]
    ours: frozenset[str]
    own: frozenset[str]
    pointing: frozenset[str]
    pointing_outlet: frozenset[str]
    kinds_of_bodies: frozenset[str]
    bodies_alone: frozenset[str]
    members: frozenset[str]
    leaders: frozenset[str]
    all_of: frozenset[str]
    there: frozenset[str]
    high_titles: tuple[str, ...]
    nameless: tuple[str, ...]


@cache
def who() -> Who:
    """The word lists."""
    return load_yaml("who.yaml", Who)


@cache
def sector_of() -> dict[str, str]:
    return {word: sector for sector, words in who().sectors.items() for word in words}


@cache
def state_table() -> dict[str, State]:
    return {s.code: s for s in load().states}


@cache
def capitals() -> dict[str, str]:
    return {p.id: p.country for p in load().places if p.capital and p.country}


#: Sectors of bodies that act at home, where the people are.
_DOMESTIC = frozenset({"JUD", "LEG", "COP", "OPP", "CVL"})
#: The state named most may be named so many times as often as the outlet's own before 정부 is no longer its own.
_HOME_SHARE = 3


class Reference(msgspec.Struct, frozen=True):
    """The outcome for one phrase: who it is, who is named inside it, and a note for `explain`."""

    parties: tuple[Party, ...] = ()
    within: tuple[Party, ...] = ()
    note: str = ""


class Namer:
    """The common ground of `References` and `PartyFinder`: one article's text and discourse."""

    def __init__(self, text: str, discourse: Discourse) -> None:
        self.text = text
        self.discourse = discourse
        self.mentions: tuple[Mention, ...] = ()
        self.owner: Party | None = None
        self.topic: Party | None = None
        self.partner: Party | None = None
        self.stood_on = -len(text)
        self.sentence_start = 0

    def _run_of_states(self, items: list[Item]) -> list[Party]:
        """States and organisations that end a run of words, as one list (한미일; 미국; EU)."""
        out: list[Party] = []
        for item in reversed(items):
            m = item.mention
            if m is None or m.kind not in ("state", "organisation") or m.prefix is not None:
                break
            if out and not (m.rule in ("ko/run", "ko/joined", "ko/hanja") or (out[-1].start - item.end <= 1 and self.text[item.end : out[-1].start] in "·ㆍ‧-/")):
                break
            party = self._mentioned(m, None)
            if party is not None and isinstance(m.entry, Organisation) and party.code in who().one_by_one:
                out += [self._state(code, party.start, party.end, via="ko/each-of") for code in reversed(m.entry.members)]
            elif party is not None:
                out.append(party)
        return list(reversed(out))

    def _states_before(self, items: list[Item], upto: int) -> Reference:
        parties = self._run_of_states(items[:upto])
        return self._many(parties) if parties else Reference()

    def _code_before(self, items: list[Item], of_person: bool = False, foreign: bool = False) -> tuple[str | None, list[Item]]:
        """The state or organisation the words before an office belong to, nearest first, and the words that say so.

        `foreign` says that who holds it has a name that nobody in Korea has.
        """
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
                if _via == "ko/home-institution" and foreign:
                    # 후안 페레스 전 육군 사령관: no compatriot has such a name
                    code = self.discourse.last_state() or self.discourse.state_abroad(None)
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
        state = state_table().get(code)
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
            self.discourse.saw_group(tuple(parties))
        return Reference(tuple(parties), (), "= " + ", ".join(f"{p.label} ({p.code})" for p in parties))

    def _unresolved(self, what: str, start: int, end: int, why: str) -> None:
        self.discourse.unresolved.append(
            Unresolved(what="party" if what == "party" else "reference", text=self.text[start:end], start=start, end=end, why=why)
        )

    def _absent_state(self, mention: Mention, items: list[Item], in_quote: bool) -> tuple[str | None, str | None]:
        """The state of an institution that names none: the last one said to have it, else the outlet's own."""
        if len(items) > 1 and items[-2].form in ("우리", "저희") and items[-2].mention is None:
            if in_quote and self.discourse.quoted_by is not None:
                return self.discourse.quoted_by.code, "ko/our-speaker"
            return self.discourse.home, "ko/our-home"
        if mention.sector in ("EDU", "BUS", "MED", "CVL", "REL", "LAB"):
            return None, None
        known = self.discourse.institutions.get(mention.entity)
        words = self.text[mention.span.start : mention.span.end]
        if self.discourse.home == "KOR" and self.discourse.home_named and words in who().bodies_at_home:
            return self.discourse.home, "ko/home-institution"
        abroad = self.discourse.home == "KOR" and words in who().bodies_abroad
        ground = self.discourse.on_ground() if mention.sector in _DOMESTIC else None
        if ground is not None:
            return ground, "ko/place-state"
        said = self.discourse.has_body(words, mention.span.start) if abroad else None
        if said is not None:
            return said, "ko/same-institution"
        if known is not None and words in who().own_word and self.discourse.home == "KOR" and self.discourse.has_body(words, mention.span.start) is None:
            # 이스라엘 외무부는 …. 외교부 당국자는: the own one has a word to itself
            return self.discourse.home, "ko/home-institution"
        if known is not None and not (abroad and known == self.discourse.home):
            return known, "ko/same-institution"
        if abroad:
            return self._state_abroad(mention)
        return self._own_state(mention.sector)

    def _state_abroad(self, mention: Mention) -> tuple[str | None, str | None]:
        """The state of a body that the outlet's own state does not have under that name (군부, 상무부)."""
        may = who().bodies_of.get(self.text[mention.span.start : mention.span.end])
        if may is not None:
            found = self.topic.code if self.topic is not None and self.topic.code in may else self.discourse.nearest(may)
            return (found, "ko/body-abroad") if found is not None else (None, None)
        found = self.discourse.state_abroad(self.topic.code if self.topic is not None else None)
        return (found, "ko/body-abroad") if found is not None else (None, None)

    def _own_state(self, sector: str | None) -> tuple[str | None, str | None]:
        """The state of 정부, 경찰, 국방부 without a name: the outlet's own if the article speaks of it, else the one last named.

        Courts, parliaments and police are the last named state's even then.
        """
        home, last = self.discourse.home, self.discourse.last_state()
        domestic = sector in _DOMESTIC
        ground = self.discourse.on_ground()
        if domestic and ground is not None:
            return ground, "ko/place-state"
        if home is not None and self.discourse.home_named and not (domestic and last is not None):
            return home, "ko/home-institution"
        if last is not None and domestic:
            return last, "ko/last-state"
        abroad = self.discourse.state_abroad(None) if domestic and last is None and home is not None and not self.discourse.named[home] else None
        if abroad is not None:
            # 야권, 선관위 in an article that never speaks of the outlet's own state
            return abroad, "ko/body-abroad"
        if home is not None and (self.discourse.home_named or last is None):
            return home, "ko/home-institution"
        return (last, "ko/last-state") if last is not None else (None, None)


@cache
def _first_words() -> re.Pattern[str]:
    """A ministry that opens a report without its state, behind a byline or none."""
    return re.compile(r"(?:[^.\n]{0,60}= ?)?(?:" + "|".join(who().bodies_opening) + ")[은는이가도 ]")


@cache
def _opening() -> re.Pattern[str]:
    """Ministries that open a sentence without their state."""
    return re.compile(r"(?:^|[.!?”\"』」)\n]\s*)(?:" + "|".join(who().bodies_opening) + ")[은는이가도 ]")


def at_home(text: str, discourse: Discourse, body: int = 0) -> bool:
    """Whether an article speaks of the outlet's own state enough for 정부 and 외교부 to be its own.

    Its name and the bodies that papers leave without a name must weigh a third of what the foreign state named most does,
    or one of them must open the body, which begins at `body`.
    """
    if discourse.home is None:
        return False
    if _first_words().match(text, body):
        # 정부가 12일 …: only its own state needs no name in the first words of a report
        return True
    own = discourse.named[discourse.home] + sum(text.count(word) for word in who().bodies_at_home) + len(_opening().findall(text))
    others = max((n for code, n in discourse.named.items() if code != discourse.home and code in discourse.states), default=0)
    return own > 0 and _HOME_SHARE * own >= others


def bodies(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, str, str]]:
    """Where the article says whose a body is, by the body's last word: `미얀마 군부`, `군부` afterwards."""
    for before, mention in zip((None, *mentions), mentions, strict=False):
        if mention.kind != "institution":
            continue
        word = mention.span.of(text).rsplit(" ", 1)[-1]
        owner = before is not None and before.kind == "state" and before.prefix is None and text[before.span.end : mention.span.start].strip() in ("", "의")
        code = mention.code or (before.code if owner and before is not None else None)
        if code is not None and (owner or word != mention.span.of(text)):
            yield mention.span.start, word, code
