"""Citations as pages show them: in every form, with where this record shows what is cited."""

from datetime import UTC, datetime

import msgspec

from dragoman import __version__
from dragoman.exports import citations
from dragoman.exports.citations import FORMS, Cited, Form, Looked
from dragoman.web.asking import Asked

#: The names of files that citations are saved as.
FILES: dict[str, Form] = {"bib": "bibtex", "ris": "ris"}
KINDS: dict[Form, str] = {"bibtex": "application/x-bibtex; charset=utf-8", "ris": "application/x-research-info-systems; charset=utf-8"}


class Cite(msgspec.Struct, frozen=True, kw_only=True):
    """A citation in one form."""

    form: Form
    text: str


def looked(asking: Asked, path: str) -> Looked:
    """That somebody looked today, and where."""
    return Looked(on=datetime.now(UTC).date(), version=__version__, permalink=permalink(asking, path))


def permalink(asking: Asked, path: str) -> str:
    """The whole address of a page of this room, as the reader reached it."""
    return str(asking.request.base_url).rstrip("/") + path


def all_forms(asking: Asked, cited: Cited, path: str) -> tuple[Cite, ...]:
    """A citation in every form, that of the reader's language first."""
    order = sorted(FORMS, key=lambda f: (f != asking.language, FORMS.index(f) if f not in ("ko", "en") else -1))
    return tuple(Cite(form=form, text=citations.citation(cited, form, looked(asking, path)).strip()) for form in order)
