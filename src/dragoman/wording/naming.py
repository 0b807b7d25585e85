"""What a party is called on a page: `USA (Antony Blinken, Secretary of State)`, 미국(토니 블링컨 국무장관)."""

from functools import cache

from dragoman.model.parties import Party
from dragoman.names import lexicon
from dragoman.names.lexicon import Office, Tenure
from dragoman.wording.quoting import quoted


def code(party_code: str, language: str, full: bool = False) -> str:
    """A party code as it is shown: the usual name in Korean; in English itself, or with `full` the name as well."""
    if language == "ko":
        return _korean_names().get(party_code, party_code)
    return _english_names().get(party_code, party_code) if full else party_code


def who(party: Party, language: str, on: str | None) -> str | None:
    """Through whom the party acts, with the office; None where the party acts by itself. `on` is an ISO date prefix."""
    kind = party.entity.partition(":")[0]
    name = quoted(party.name if language == "ko" else party.label)
    if kind in ("state", "organisation") and name in _names_by_code().get(party.code, ()):
        return None
    if name == code(party.code, language):
        return None
    office = title(party, language, on)
    if office is None or office in name:
        return name
    return f"{name} {office}" if language == "ko" else f"{name}, {office}"


def title(party: Party, language: str, on: str | None) -> str | None:
    """The office: in Korean the text's own word, in English the one held on the day by the lexicon, else the word's translation."""
    if language == "ko":
        return quoted(party.title) if party.title else None
    if party.title is None:
        return None
    held = _held(party.entity, on)
    if held is not None:
        return held
    office = _offices_by_name().get(party.title)
    return office.label if office is not None else None


def _held(entity: str, on: str | None) -> str | None:
    if on is None:
        return None
    tenures = [t for t in _tenures().get(entity.removeprefix("person:"), ()) if _covers(t, on)]
    offices = [_offices()[t.office] for t in tenures if t.office in _offices()]
    return min(offices, key=lambda o: o.rank).label if offices else None


def _covers(tenure: Tenure, on: str) -> bool:
    after = tenure.since is None or tenure.since[: len(on)] <= on[: len(tenure.since)]
    before = tenure.until is None or on[: len(tenure.until)] <= tenure.until[: len(on)]
    return after and before


@cache
def _korean_names() -> dict[str, str]:
    names = lexicon.load()
    return {row.code: row.name for row in names.states} | {row.code: row.name for row in names.organisations}


@cache
def _english_names() -> dict[str, str]:
    names = lexicon.load()
    return {row.code: row.label for row in names.states} | {row.code: row.label for row in names.organisations}


@cache
def _names_by_code() -> dict[str, frozenset[str]]:
    names = lexicon.load()
    rows = [(row.code, row.name, row.label) for row in names.states]
    rows += [(row.code, row.name, row.label) for row in names.organisations]
    return {code: frozenset((name, label)) for code, name, label in rows}


@cache
def _tenures() -> dict[str, tuple[Tenure, ...]]:
    return {person.id: person.offices for person in lexicon.load().people}


@cache
def _offices() -> dict[str, Office]:
    return {office.id: office for office in lexicon.load().offices}


@cache
def _offices_by_name() -> dict[str, Office]:
    found: dict[str, Office] = {}
    for office in lexicon.load().offices:
        for form in lexicon.forms(office.strong, "ko"):
            found.setdefault(form.form, office)
    for office in lexicon.load().offices:
        # 총리 is the name of a chancellor as well, but without 독일 or 오스트리아 a prime minister's
        if any(form.form == office.name for form in lexicon.forms(office.strong, "ko")):
            found[office.name] = office
        else:
            found.setdefault(office.name, office)
    return found
