"""Which states, organisations and people of the lexicon some words may mean, the best match first."""

from functools import cache

import msgspec

from dragoman.names.lexicon import Entry, Forms, Person, load


class Match(msgspec.Struct, frozen=True):
    """An entry with its kind and the code of the party it is or acts for."""

    kind: str
    code: str
    entry: Entry


def matches(words: str) -> list[Match]:
    """Entries with a name or code that is the words, begins with them, or has them in it, in this order; then by length and code.

    Case and blanks at the ends do not matter. Names of one letter count only where they are the words.
    """
    sought = " ".join(words.split()).casefold()
    if not sought:
        return []
    found: dict[tuple[str, str, str], tuple[int, int]] = {}
    which: dict[tuple[str, str, str], Match] = {}
    for form, match in _forms():
        rank = 0 if form == sought else 1 if form.startswith(sought) else 2 if len(sought) > 1 and sought in form else None
        if rank is not None:
            key = (match.code, match.kind, match.entry.label)
            found[key] = min(found.get(key, (9, 0)), (rank, len(form)))
            which[key] = match
    return [which[key] for key in sorted(found, key=lambda k: (*found[k], k))]


@cache
def _forms() -> tuple[tuple[str, Match], ...]:
    """Every name and code, casefolded."""
    names = load()
    rows = [Match("state", s.code, s) for s in names.states] + [Match("organisation", o.code, o) for o in names.organisations]
    rows += [Match("person", p.state, p) for p in names.people]
    return tuple((form.casefold(), row) for row in rows for form in _names(row))


def _names(row: Match) -> set[str]:
    entry = row.entry
    written = {entry.name, entry.label, *_of(entry.strong)}
    return written | _of(entry.family) if isinstance(entry, Person) else written | {row.code} | _of(entry.weak)


def _of(forms: Forms) -> set[str]:
    return {f if isinstance(f, str) else f.form for some in forms.values() for f in some}
