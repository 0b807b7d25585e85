"""For whom somebody speaks whom no lexicon knows: the state or body that the words around a speaker tell, or the story."""

from collections.abc import Sequence
from functools import cache

import msgspec

from dragoman.languages.ko.discourse import Discourse
from dragoman.languages.ko.drafts import Draft, Node
from dragoman.languages.ko.grammar import load_yaml
from dragoman.languages.ko.mentions import Mention
from dragoman.languages.ko.naming import state_table
from dragoman.languages.ko.units import Item
from dragoman.model.parties import Party
from dragoman.names.lexicon import Place, State
from dragoman.names.linker import linker

#: How many sentences back the organisation is looked for that an office belongs to.
_NEAR_ORGANISATION = 2
#: How many sentences back the states are looked for among which somebody unknown may be at home.
_NEAR_STATES = 3
#: … and how many code points back the places.
_NEAR_PLACES = 600
#: How many times as often as the outlet's own a state is named where the story is set.
_MUCH_OFTENER = 4


class _Words(msgspec.Struct, frozen=True):
    speakers: dict[str, frozenset[str]]
    of_the_place: frozenset[str]
    of_government: tuple[str, ...]
    organisations: frozenset[str]
    backward: frozenset[str]
    referring: frozenset[str]
    here: frozenset[str]
    subjects: frozenset[str]
    closed: frozenset[str]
    not_in_names: frozenset[str]
    bodies: tuple[str, ...]
    passers_by: frozenset[str]
    of_organisations: frozenset[str]
    people_counted: frozenset[str]
    beside_numbers: frozenset[str]
    several: tuple[str, ...]
    several_states: tuple[str, ...]
    lives: frozenset[str]
    kin: frozenset[str]
    by_title: frozenset[str]
    not_names_behind: tuple[str, ...]
    outlets: frozenset[str]


@cache
def speaker_words() -> _Words:
    """The word lists of `speakers.yaml`."""
    return load_yaml("speakers.yaml", _Words)


@cache
def speaker_sectors() -> dict[str, str]:
    """The PLOVER sector of each noun of a speaker."""
    return {word: sector for sector, words in speaker_words().speakers.items() for word in words}


class Allegiance:
    """Tells for whom those speak whom one article only describes."""

    def __init__(self, text: str, discourse: Discourse) -> None:
        self.text = text
        self.discourse = discourse
        self.scene: str | None = None
        self.officials: dict[str, str] = {}
        self.outlets: dict[str, Party] = {}
        self.mentions: Sequence[Mention] = ()

    def _ground(self) -> str | None:
        """The state in a city of which the paragraph stands: people met there are of the place, whoever is spoken of."""
        ground = self.discourse.ground
        return ground[2] if ground is not None and ground[1] == self.discourse.paragraph else None

    def _state(self, node: Node, items: list[Item], noun: str | None, name: str | None, foreign: bool) -> tuple[str | None, str | None]:
        home = self.discourse.home
        back = self._same_as_before(node, items, noun)
        if back is not None:
            return back, "ko/same-speaker"
        named = self._named_state(node, items, noun)
        if named is not None:
            return named, "ko/described"
        group = next((i.mention.code for i in items if i.mention is not None and i.mention.kind == "organisation" and i.mention.code), None)
        if group is not None and noun in speaker_words().speakers["MED"]:
            return group, "ko/described"
        chaired = self._of_organisation(noun, items[0].start)
        if chaired is not None:
            return chaired, "ko/described"
        if name is not None and home is not None:
            last = self.discourse.speaker
            passed_on = last is not None and last.sector == "MED" and last.code in speaker_words().closed
            return (last.code if passed_on and last is not None else home), "ko/home-speaker"
        if noun in speaker_words().kin or (foreign and noun is None):
            far = self._of_a_bystander(items[0].start)
            return (far, "ko/described") if far is not None else (None, None)
        if foreign:
            far = self._ground() or (self.scene if self.scene != home else None) or self._far() or self._of_a_bystander(items[0].start)
            return (far, "ko/described") if far is not None else (None, None)
        here = any(i.form in speaker_words().here for i in items)
        local = noun in speaker_words().of_the_place
        near = (self._ground() if here or noun in speaker_words().passers_by else None) or self.discourse.last_state()
        if local and not here:
            far = self._far()
            if far is not None:
                return far, "ko/described"
        if here or (local and home is not None and not self.discourse.weight[home]):
            return (near, "ko/described") if near is not None else (home, "ko/home-speaker")
        if home is not None and not self.discourse.named[home] and self.text.startswith(speaker_words().of_government, items[0].start):
            # 베네수엘라 대선 …. 정부 관계자들은: the government of the state that an article is about which never names the outlet's own
            far = self._far()
            if far is not None:
                return far, "ko/described"
        return (home, "ko/home-speaker") if home is not None else (None, None)

    def _of_a_bystander(self, start: int) -> str | None:
        """The state of somebody met where things happened: of the place that the paragraph named last, else the only one spoken of."""
        d = self.discourse
        lines = self.text[max(0, start - _NEAR_PLACES) : start].split("\n")
        for line in [x for x in reversed(lines) if x.strip()][:2]:
            places = [n.entry.country for n in linker("ko").find(line)[0] if isinstance(n.entry, Place) and n.entry.country]
            if places and places[-1] != d.home:
                return places[-1]
        near = {c for c, at in d.recent.items() if c in d.states and 0 < d.sentence - at <= _NEAR_STATES}
        return self._ground() or (near.pop() if len(near) == 1 else None)

    def _of_organisation(self, noun: str | None, start: int) -> str | None:
        """`미주기구는 …. 알마그로 사무총장은`: an office that only organisations have, of the one named last, a sentence or two before."""
        if noun not in speaker_words().of_organisations:
            return None
        near = (e for e, ago in self.discourse.bodies_named() if ago <= _NEAR_ORGANISATION)
        return next((e.code for e in near if any(at < start for at, _ in self.discourse.places[e.id])), None)

    def _far(self) -> str | None:
        """The state abroad that an article is set in: the one it names several times as often as that of its outlet."""
        named, home = self.discourse.named, self.discourse.home
        far = max((c for c in named if c in self.discourse.states and c != home), key=lambda c: (named[c], c), default=None)
        if far is None or home is None or named[far] < _MUCH_OFTENER * max(1, named[home]):
            return None
        return self._ground() or far

    def _same_as_before(self, node: Node, items: list[Item], noun: str | None) -> str | None:
        """`이 관계자는`, `같은 당국자는`: the official who spoke last."""
        last = self.discourse.speaker
        if last is None or noun not in speaker_words().backward or len(items) > 2:
            return None
        before = self.text[max(0, items[0].start - 4) : items[0].start].split()
        first = items[0].form if len(items) > 1 else (before[-1] if before else "")
        if first not in speaker_words().referring:
            return None
        return self.officials.get(noun or "", last.code)

    def _named_state(self, node: Node, items: list[Item], noun: str | None) -> str | None:
        """The state named in the description, nearest to the noun first; a state that is only what they study does not count."""
        codes = [c for c in (self._code(i) for i in reversed(items)) if c is not None]
        if len(set(codes)) > 1 and self.discourse.home in codes:
            return self.discourse.home
        for k in range(len(items) - 1, -1, -1):
            code = self._code(items[k])
            if code is None:
                continue
            nxt = items[k + 1] if k + 1 < len(items) else None
            studied = code in speaker_words().closed and noun in speaker_words().speakers["EDU"]
            if studied or (nxt is not None and (nxt.form in speaker_words().subjects or self.text[items[k].end : items[k].end + 2] in speaker_words().subjects)):
                continue
            return code
        for modifier in reversed([m for n in (*node.coordinated, node) for m in n.modifiers]):
            lives = isinstance(modifier, Draft) and modifier.predicate.lemma in speaker_words().lives
            for where in modifier.nodes if isinstance(modifier, Draft) and lives else ():
                # 필리핀에서 활동하는 한 학자
                if where.marker in ("in", "at"):
                    inside = [c for i in (where.phrase.items if where.phrase is not None else ()) if (c := self._code(i)) is not None]
                    if inside:
                        return inside[-1]
            if isinstance(modifier, Node) and modifier.marker == "including" and modifier.phrase is not None:
                # 중국 반도체산업협회를 비롯한 4개 단체
                among = [c for i in modifier.phrase.items if (c := self._code(i) or (i.mention.code if i.mention is not None and i.mention.kind == "outlet" else None)) is not None]
                if among:
                    return among[-1]
            if isinstance(modifier, Node) and modifier.marker == "genitive":
                for party in (*modifier.reference.parties, *modifier.reference.within):
                    state = party.code in self.discourse.states and party.code not in speaker_words().closed
                    if state or (party.sector != "MED" and party.code not in state_table() and noun in speaker_words().backward):
                        # 하마스의 한 관계자
                        return party.code
                place = self._of_place(modifier)
                if place is not None:
                    return place
        return None

    def _of_place(self, node: Node) -> str | None:
        """`다카르의 한 교수`, `빌뉴스대의 한 교수`: the state of a city, or of the city that a university or institute is called after."""
        items = node.phrase.items if node.phrase is not None else []
        codes = [c for i in items if i.mention is not None and i.mention.kind == "place" and (c := self._code(i)) is not None]
        if codes:
            return codes[-1]
        if not items:
            return None
        word = self.text[items[0].start : items[-1].end].split()[0]
        for body in speaker_words().bodies:
            if word.endswith(body) and len(word) > len(body):
                names, _ = linker("ko").find(word[: -len(body)])
                entry = names[0].entry if names and names[0].span.start == 0 else None
                code = entry.country if isinstance(entry, Place) else entry.code if isinstance(entry, State) else None
                if code is not None:
                    return code
        return None

    def _code(self, item: Item) -> str | None:
        mention = item.mention
        if mention is None or mention.prefix is not None:
            return None
        if mention.kind in ("state", "institution") and mention.code:
            return mention.code
        if mention.kind == "organisation" and mention.code in speaker_words().organisations:
            return mention.code
        if mention.kind == "place" and isinstance(mention.entry, Place):
            return mention.entry.country
        return None
