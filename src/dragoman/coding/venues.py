"""Words that tell where an act took place (`venues.yaml` says what they mean), and places by their names."""

from functools import cache
from importlib import resources

import msgspec
import yaml

from dragoman.model.when import Where
from dragoman.names import lexicon


class Venues(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The tables of one language; the comments of the file explain them."""

    at_actor: frozenset[str] = frozenset()
    at_recipient: frozenset[str] = frozenset()
    frames_at_actor: frozenset[str] = frozenset()
    frames_at_recipient: frozenset[str] = frozenset()
    away: frozenset[str] = frozenset()
    into: frozenset[str] = frozenset()
    home: frozenset[str] = frozenset()
    un: frozenset[str] = frozenset()
    meetings: tuple[str, ...] = ()
    here: frozenset[str] = frozenset()
    arrive: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()
    there: frozenset[str] = frozenset()
    at_the_un: frozenset[str] = frozenset()
    posted_to_the_un: frozenset[str] = frozenset()
    spokesmen: tuple[str, ...] = ()
    on_the_way: tuple[str, ...] = ()

    def is_meeting(self, word: str) -> bool:
        """Whether a noun is an occasion, or points to one: 정상회담, 자리."""
        return word in self.here or word.endswith(self.meetings)


@cache
def venues(language: str) -> Venues:
    """The tables of a language; empty for one that has none."""
    text = resources.files("dragoman.coding").joinpath("venues.yaml").read_text("utf-8")
    return msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader).get(language, {}), Venues)


@cache
def country(code: str) -> Where | None:
    """A state as a place, or the state whose people a non-state party consists of (후티: Yemen); None for what is neither."""
    entity = next((o for o in lexicon.load().organisations if o.code == code and o.state), None)
    code = entity.state or code if entity is not None else code
    state = next((s for s in lexicon.load().states if s.code == code), None)
    return Where(name=state.name, label=state.label, country=code, precision="country") if state is not None else None


@cache
def city(identifier: str) -> Where | None:
    """A city of the lexicon as a place."""
    found = next((p for p in lexicon.load().places if p.id == identifier), None)
    if found is None:
        return None
    return Where(name=found.name, label=found.label, country=found.country, latitude=found.latitude, longitude=found.longitude, precision="city")


@cache
def members(code: str) -> frozenset[str]:
    """The states of an organisation or group, and itself."""
    found = next((o for o in lexicon.load().organisations if o.code == code), None)
    return frozenset({code, *(found.members if found is not None else ())})
