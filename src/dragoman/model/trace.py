"""What `explain` tells of the coding: which frames fired on a clause, which nearly did and why not."""

import msgspec

from dragoman.model.article import Article
from dragoman.model.language import Analysis
from dragoman.model.reading import Reading


class FrameNote(msgspec.Struct, frozen=True, kw_only=True):
    """One frame tried on one clause (`Clause.id`): `frame` is the rule's name, `why` what was missing if it did not fire."""

    clause: int
    frame: str
    fired: bool
    why: str


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """A reading with everything that led to it. `grounds` are what the confidence of each event rests on, in their order."""

    article: Article
    analysis: Analysis
    reading: Reading
    notes: tuple[FrameNote, ...]
    grounds: tuple[tuple[str, ...], ...] = ()
