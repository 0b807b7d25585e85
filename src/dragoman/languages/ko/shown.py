"""The phrases of a sentence as `explain` shows them."""

from bisect import bisect_left
from collections.abc import Sequence

from dragoman.languages.ko.drafts import Parse
from dragoman.languages.ko.morphemes import Morpheme
from dragoman.languages.ko.naming import Reference
from dragoman.languages.ko.units import NounPhrase, Predicate, Unit, Word
from dragoman.model.language import Phrase


def shown(units: Sequence[Unit], tokens: Sequence[Morpheme], notes: dict[int, Reference], parsed: Parse) -> tuple[Phrase, ...]:
    """The phrases among `units`, in order, with the morphemes in each (`tokens` are in the order of the text) and what was made of it."""
    out: list[Phrase] = []
    starts = [t.start for t in tokens]
    drafts = {id(d.predicate): d for d in reversed(parsed.drafts)}
    for unit in units:
        last = bisect_left(starts, max(unit.end, getattr(unit, "full_end", 0)))
        inside = " ".join(str(t) for t in tokens[bisect_left(starts, unit.start) : last])
        if isinstance(unit, NounPhrase):
            note = notes.get(unit.start, Reference()).note
            if unit.time is not None:
                when = unit.time.when
                note = f"time {when.start}..{when.end}, {unit.time.rule}" if when else f"time, {unit.time.rule}"
            out.append(Phrase(start=unit.start, end=max(unit.end, unit.full_end), role=unit.marker or "bare", marker=unit.particle, morphemes=inside, meaning=note))
        elif isinstance(unit, Predicate):
            draft = drafts.get(id(unit))
            note = draft.subject_rule or "" if draft is not None else ""
            out.append(Phrase(start=unit.start, end=unit.end, role=f"predicate {unit.ending}", marker=unit.ending_form, morphemes=inside, meaning=f"{unit.lemma} {note}".strip()))
        elif isinstance(unit, Word):
            continue
    return tuple(out)
