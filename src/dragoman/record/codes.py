"""What party somebody means who writes KAZ, KZ, Kazakhstan or 카자흐스탄."""

import difflib
from collections.abc import Container
from functools import cache
from importlib import resources

import msgspec
import yaml

from dragoman.model.errors import one_line
from dragoman.names.lexicon import Entry, Forms, load
from dragoman.record.errors import BadQuestion


class Meant(msgspec.Struct, frozen=True):
    """A party that was asked for: its code, whether a state or an organisation, its names, and whether the code itself was written."""

    code: str
    kind: str
    name: str
    label: str
    exact: bool = False


class Codes:
    """The parties that can be asked for: those of the lexicon, and codes that a record holds besides (`also`)."""

    def __init__(self, also: Container[str] = ()) -> None:
        self._also = also

    def find(self, text: str) -> Meant:
        """The party that a code or a name means, in any language of the lexicon. Raises `BadQuestion` for one that means none.

        >>> Codes().find("KZ").code, Codes().find("카자흐스탄").code, Codes().find("kaz").exact
        ('KAZ', 'KAZ', True)
        """
        wanted = " ".join(text.split())
        exact = _by_code().get(wanted.upper())
        if exact is not None:
            return msgspec.structs.replace(exact, exact=True)
        if wanted in self._also:
            return Meant(wanted, "organisation", wanted, wanted, True)
        by_name = _by_code().get(_alpha2().get(wanted.upper(), "")) or _by_name().get(wanted.casefold())
        if by_name is not None:
            return by_name
        raise BadQuestion(f"{one_line(wanted) or 'nothing'}: no party of this code or name is known{self._near(wanted)}")

    def _near(self, wanted: str) -> str:
        names = list(_by_name()) + [code.casefold() for code in _by_code()]
        near = difflib.get_close_matches(wanted.casefold(), names, 1, 0.75)
        if not near:
            return "; write a code of ISO 3166-1 (KAZ) or a name (Kazakhstan, 카자흐스탄)"
        meant = _by_name().get(near[0]) or _by_code()[near[0].upper()]
        return f"; did you mean {meant.code} ({meant.label})?"


@cache
def _by_code() -> dict[str, Meant]:
    names = load()
    rows = [Meant(o.code, "organisation", o.name, o.label) for o in names.organisations]
    rows += [Meant(s.code, "state", s.name, s.label) for s in names.states]
    return {row.code.upper(): row for row in rows}


@cache
def _by_name() -> dict[str, Meant]:
    names = load()
    found: dict[str, Meant] = {}
    entries: list[tuple[str, Entry]] = [(e.code, e) for e in names.states] + [(e.code, e) for e in names.organisations]
    for code, entry in entries:
        for form in (entry.name, entry.label, *_written(entry.strong)):
            found.setdefault(form.casefold(), _by_code()[code.upper()])
    for code, entry in entries:
        for form in _written(entry.weak):
            found.setdefault(form.casefold(), _by_code()[code.upper()])
    return found


def _written(forms: Forms) -> list[str]:
    return [f if isinstance(f, str) else f.form for some in forms.values() for f in some]


@cache
def _alpha2() -> dict[str, str]:
    text = (resources.files("dragoman.record") / "alpha2.yaml").read_text("utf-8")
    return dict(yaml.load(text, Loader=yaml.CSafeLoader)["alpha2"])
