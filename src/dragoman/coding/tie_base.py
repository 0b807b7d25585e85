"""What the rules for ties share: a tie as it is found, and the organisation that an article speaks of."""

import msgspec

from dragoman.model.language import Analysis, Clause
from dragoman.model.parties import Party
from dragoman.model.reading import TieKind
from dragoman.names import lexicon

#: How many sentences back an organisation is named whose chair is spoken of.
_BACK = 8

#: Organisations of all states, which every text names: what is only called a chair is not theirs.
WORLD = frozenset({"UN", "IAEA", "WHO", "WTO", "IMF", "WORLD_BANK", "ICC", "ICJ", "WFP", "UNHCR", "UNICEF"})


class Found(msgspec.Struct, frozen=True):
    """A tie as a rule found it."""

    kind: TieKind
    holder: Party
    other: Party
    rule: str


class Spoken:
    """The organisations that an article has spoken of before a clause: whose chair `올해 의장국인 브루나이` is."""

    def __init__(self, analysis: Analysis, clause: Clause, text: str, council: tuple[str, ...]) -> None:
        self.analysis = analysis
        self.clause = clause
        self.text = text
        self.council = council

    def body_of(self, holder: Party) -> list[Party]:
        """The organisation spoken of last that the holder may belong to: one whose roster has it, or that has no roster; at most one."""
        begin = self.clause.start
        for earlier in reversed([c for c in self.analysis.clauses if c.start <= begin and self.clause.sentence - c.sentence <= _BACK]):
            named = [p for a in earlier.arguments for p in (*a.parties, *a.within) if p.entity.startswith("organisation:") and p.end <= self.clause.trigger.end]
            for party in sorted(named, key=lambda p: -p.start):
                body = next((o for o in lexicon.load().organisations if o.code == party.code), None)
                if body is not None and body.code == "UN" and self.text[party.start : party.end].endswith(self.council):
                    return [party]
                if body is not None and body.kind == "format" and holder.code in body.members:
                    return [party]
                if body is not None and body.kind == "organisation" and body.code not in WORLD and (not body.members or holder.code in body.members):
                    return [party]
        return []
