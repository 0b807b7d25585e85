"""Where the one search field leads: to a state, a pair, a person, or to the articles that have the words."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.responses import Response

from dragoman import wording
from dragoman.names import lexicon
from dragoman.record import BadQuestion, Record
from dragoman.record.codes import Meant
from dragoman.web.asking import Asking
from dragoman.web.phrasing import party_address, person_address

router = APIRouter()
#: Words of a question that are tried as a pair, at most.
_MOST = 12
#: What may stand between the two names of a pair.
_BETWEEN = {"-", "&", *wording.words("en").kept.between, *wording.words("ko").kept.between}
_SIGNS = "/,–—·~↔→"


@router.get("/find", include_in_schema=False)
def find(asking: Asking, q: Annotated[str, Query(max_length=400)] = "") -> Response:
    """Leads on to what was meant."""
    words = " ".join(q.split())
    if not words:
        return asking.elsewhere("/")
    return asking.elsewhere(_address(asking.record, words) or f"/search?{urlencode({'q': words})}")


def _address(record: Record, words: str) -> str | None:
    one = _party(record, words)
    if one is not None:
        return party_address(one.code)
    person = person_of(words)
    if person is not None:
        return person_address(f"person:{person}")
    both = _pair(record, words)
    return party_address(*both) if both is not None else None


def _pair(record: Record, words: str) -> tuple[str, str] | None:
    """Two parties, however the words are divided between them (`South Korea Japan`); hyphens divide names only if nothing else does."""
    for signs in (_SIGNS, _SIGNS + "-"):
        some = [w for w in _cut(words, signs) if w.casefold() not in _BETWEEN][:_MOST]
        for place in range(1, len(some)):
            a, b = _party(record, " ".join(some[:place])), _party(record, " ".join(some[place:]))
            if a is not None and b is not None and a.code != b.code:
                return a.code, b.code
    return None


def _cut(words: str, signs: str) -> list[str]:
    """Words at their blanks, slashes and commas: `KAZ/RUS`, `카자흐스탄,러시아`."""
    return words.translate(dict.fromkeys(map(ord, signs), " ")).split()


def _party(record: Record, word: str) -> Meant | None:
    try:
        return record.meant(word)
    except BadQuestion:
        return None


def person_of(words: str) -> str | None:
    """The key of the person of the lexicon who is called so, in any language; None where none or several are."""
    wanted = words.casefold()
    found = {p.id for p in lexicon.load().people if wanted in _names(p)}
    if not found:
        found = {p.id for p in lexicon.load().people if wanted in _names(p, family=True)}
    return found.pop() if len(found) == 1 else None


def _names(person: lexicon.Person, family: bool = False) -> set[str]:
    forms = [person.strong, person.weak, *([person.family] if family else [])]
    written = [f if isinstance(f, str) else f.form for some in forms for one in some.values() for f in one]
    names = {person.label, person.name, *written} | ({person.label.split()[-1]} if family else set())
    return {name.casefold() for name in names}
