"""Brings the catalogues of the reading room up to date with its templates and modules: new messages are added, unused ones dropped.

Prints what is still to be translated; exit status 1 if anything is. `--check` changes nothing.
"""

import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

WEB = Path(__file__).parent.parent / "src" / "dragoman" / "web"
_METHODS = [("**.py", "python"), ("templates/**.html", "jinja2.ext:babel_extract")]
_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None, "say": None, "say_many": (2, 3)}
_OPTIONS = {"templates/**.html": {"extensions": "jinja2.ext.i18n,jinja2.ext.do", "trim_blocks": "true", "lstrip_blocks": "true"}}
#: Lines of the header that differ with each run and say nothing.
_CHANCE = re.compile(rb'^"(?:POT-Creation-Date|PO-Revision-Date|Report-Msgid-Bugs-To|Last-Translator|Language-Team|Generated-By):.*\\n"\n', re.MULTILINE)


def wanted() -> Catalog:
    """All messages of the source."""
    found = Catalog(project="dragoman")
    for file, line, message, comments, context in extract_from_dir(WEB, _METHODS, _OPTIONS, _KEYWORDS):
        found.add(message, None, [(file, line)], auto_comments=comments, context=context)
    return found


def renewed(po: Path) -> Catalog:
    """A catalogue with the messages of the source, and what it had for them."""
    old = read_po(io.BytesIO(po.read_bytes()), locale="ko")
    old.update(wanted(), no_fuzzy_matching=True)
    old.obsolete.clear()
    return old


def untranslated(catalogue: Catalog) -> list[str]:
    """Messages without a translation."""
    def empty(text: object) -> bool:
        return not all(text) if isinstance(text, tuple | list) else not text

    return [str(m.id) for m in catalogue if m.id and empty(m.string)]


def main() -> int:
    """Renews or checks all catalogues."""
    missing: list[str] = []
    for po in sorted(WEB.glob("translations/*/LC_MESSAGES/messages.po")):
        catalogue = renewed(po)
        missing += untranslated(catalogue)
        if "--check" not in sys.argv:
            out = io.BytesIO()
            write_po(out, catalogue, width=0, no_location=True, sort_output=True)
            po.write_bytes(_CHANCE.sub(b"", out.getvalue()))
    for message in missing:
        print(f"not translated: {message}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
