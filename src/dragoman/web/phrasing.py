"""Events as sentences with links, names of parties, and the words for codes, for pages in Korean and English."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from urllib.parse import quote

from dragoman.model.kept import KeptEvent
from dragoman.model.parties import Party
from dragoman.model.reading import Event, Measure
from dragoman.web.errors import N_
from dragoman.web.language import Language, say, say_many
from dragoman.wording import naming, number, sentences, words
from dragoman.wording import when as told_when
from dragoman.wording.sentences import Piece, as_read, whole_day

_NUMBER = re.compile(r"\d+")
#: In how many of the pairs of reports something holds, as reasons say it.
_AMONG = re.compile(r"(\d+) of (\d+) pairs\)")
#: The sixteen types of acts, and the four classes.
TYPES = {
    "AGREE": N_("Agree"), "CONSULT": N_("Consult"), "SUPPORT": N_("Support"), "CONCEDE": N_("Concede"), "COOPERATE": N_("Cooperate"), "AID": N_("Aid"),
    "RETREAT": N_("Retreat"), "REQUEST": N_("Request"), "ACCUSE": N_("Accuse"), "REJECT": N_("Reject"), "THREATEN": N_("Threaten"),
    "PROTEST": N_("Protest"), "SANCTION": N_("Sanction"), "MOBILIZE": N_("Mobilize"), "COERCE": N_("Coerce"), "ASSAULT": N_("Assault"),
}  # fmt: skip
#: What acts are about, in PLOVER's words.
CONTEXTS = {
    "asylum": N_("asylum"), "cbrn": N_("weapons of mass destruction"), "crime": N_("crime"), "cyber": N_("cyber"), "diplomatic": N_("diplomatic"), "economic": N_("economic"),
    "executive": N_("executive"), "gender": N_("gender"), "human_rights": N_("human rights"), "human_security": N_("human security"),
    "intelligence": N_("intelligence"), "legal": N_("legal"), "migration": N_("migration"), "military": N_("military"), "misinformation": N_("misinformation"),
    "natural_resource": N_("natural resources"), "pro_autocracy": N_("for autocracy"), "repression": N_("repression"), "rights_freedoms": N_("rights and freedoms"),
    "territory": N_("territory"), "terrorism": N_("terrorism"),
}  # fmt: skip
QUADS = {1: N_("verbal cooperation"), 2: N_("material cooperation"), 3: N_("verbal conflict"), 4: N_("material conflict")}


def sentence(event: KeptEvent | Event, language: Language) -> list[Piece]:
    """An event as a sentence, in pieces that a page can link."""
    if isinstance(event, KeptEvent):
        return sentences.sentence(as_read(event), language, whole_day(event.when.start, event.first_seen), full=True)
    return sentences.sentence(event, language, whole_day(event.when.start), full=True)


def headline(event: KeptEvent | Event, language: Language) -> str:
    """The same as plain text, for titles and feeds."""
    return sentences.plain(sentence(event, language))


def parties(named: Sequence[Party], language: Language, on: str | None = None) -> list[Piece]:
    """Parties in a row, in pieces."""
    return sentences.parties(named, language, on, full=True)


def name(code: str, language: Language) -> str:
    """What a party is called."""
    return naming.code(code, language, full=True)


@lru_cache(256)
def type_name(type: str, language: Language) -> str:
    """What a type of acts is called."""
    return say(language, TYPES[type]) if type in TYPES else type


def context_name(context: str, language: Language) -> str:
    """What an act is about, in words."""
    return say(language, CONTEXTS[context]) if context in CONTEXTS else context


@lru_cache(32)
def quad_name(quad: int, language: Language) -> str:
    """What a class of acts is called."""
    return say(language, QUADS[quad])


def reason(text: str, language: Language) -> str:
    """Why reports were taken for one act, or an act for what became of a plan, in the words of a language.

    `text` is made of the phrases of `record/merging.yaml` and `record/links.py`, with commas between.
    """
    known = words(language).kept.reasons
    return ", ".join(_reason(phrase, known) for phrase in text.split(", "))


def _reason(phrase: str, known: Mapping[str, str]) -> str:
    plain, _, among = phrase.partition(" (")
    of = _AMONG.fullmatch(among)
    # within 30 days of the plan: the words are known without the number
    said = known.get(plain) or known.get(_NUMBER.sub("{}", plain), plain).format(*_NUMBER.findall(plain))
    return f"{said} ({known['pairs'].format(*of.groups())})" if of and "pairs" in known else phrase.replace(plain, said)


def attested(event: KeptEvent, language: Language) -> str:
    """How well an event is attested: `3 reports · 2 sources`."""
    return _attested(len(event.reports), event.sources, language)


@lru_cache(4096)
def _attested(reports: int, sources: int, language: Language) -> str:
    told, standing = say_many(language, "%(num)s report", "%(num)s reports", reports), say_many(language, "%(num)s source", "%(num)s sources", sources)
    return f"{told} · {standing}"


def days(event: KeptEvent | Event, language: Language) -> str:
    """When an event was, as people write it; says so where nothing is told."""
    wording = words(language)
    return told_when(event.when, wording) or wording.undated


def address_of(piece: Piece) -> str | None:
    """The page of what a piece names, None where it has none."""
    if piece.of is None:
        return None
    if piece.kind == "party":
        return party_address(piece.of)
    return person_address(piece.of) if piece.kind == "person" and piece.of.startswith("person:") else None


@lru_cache(8192)
def person_address(entity: str) -> str:
    """The page of a person by the id of the entity (`person:kassym-jomart-tokayev`)."""
    return f"/people/{quote(entity.removeprefix('person:'), safe='')}"


def party_address(*codes: str) -> str:
    """The page of a party, or of a pair."""
    return "".join(map(_segment, codes))


@lru_cache(4096)
def _segment(code: str) -> str:
    return f"/{quote(code, safe='')}"


def amount(measure: Measure, language: Language) -> str:
    """An amount as people write it: about 24.5 billion USD."""
    wording = words(language)
    unit = wording.measures.get(measure.unit, measure.unit)
    return f"{wording.bounds[measure.bound]}{number(measure.value, wording.scales)} {unit}"
