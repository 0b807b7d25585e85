"""What the labels of clause tables mean, and the comparison of an analysis with them.

| label | says of the marked words |
|---|---|
| `방문 planned light ko/host-planned` | they are the predicate 방문 of a clause that is so: a status, `negated`, `affirmed`, `passive`, `active`, a form, `on:2023-02-28`, `on:2023-03-10/2023-03-15`, `on:None`, or a rule that was applied |
| `no 방문` | no clause has this predicate here |
| `agent`, `agent 방문`, `agent=USA`, `agent=USA+RUS 방문` | they are an argument in that role (of the clause of that predicate, if several are marked), and who it is |
| `goal.within=USA` | the phrase names the party without being it |
| `not agent` | no argument in that role is there |
| `ko/shared-topic agent 방문` | the argument is lent by that rule |
| `is KAZ+RUS`, `is nobody`, `is KAZ ko/both-sides` | whom the words mean, and by which rule |
| `person KAZ`, `same 루슬란 젤디바이` | they name a person acting for KAZ; the one the article calls so in full |
| `said KAZ`, `reported KAZ`, `said nobody` | they are words spoken directly, or reported, and who speaks |
| `voice`, `voice 방문`, `no voice 방문` | the clause is told on their word; nobody's word |
"""

from functools import cache
from typing import get_args

from markup import Case, Mark, article

from dragoman import coding
from dragoman.languages.ko.reader import analyse
from dragoman.model.language import Analysis, Argument, Clause, Form, Role, Status
from dragoman.model.parties import Party

ROLES = frozenset(get_args(Role))
STATUSES = frozenset(get_args(Status))
FORMS = frozenset(get_args(Form))
KEYWORDS = ROLES | {"not", "is", "person", "same", "said", "reported", "voice", "no"}


@cache
def analysis_of(case: Case) -> Analysis:
    """A case as the Korean reader understands it, in a Korean paper of 1 March 2023."""
    return analyse(article(case), coding.vocabulary("ko"), "KOR")


def failures(case: Case) -> list[str]:
    """What the analysis of a case lacks, one line each; empty if every label holds."""
    return Checker(case, analysis_of(case)).failures()


class Checker:
    """Compares one case with its analysis."""

    def __init__(self, case: Case, analysis: Analysis) -> None:
        self.case = case
        self.analysis = analysis
        self.predicates = [m for m in case.marks if self._keyword(m) not in KEYWORDS]

    def failures(self) -> list[str]:
        out = []
        for mark in self.case.marks:
            why = self._check(mark)
            if why:
                out.append(f"[{mark.words}|{mark.label}]: {why}")
        return out

    def _keyword(self, mark: Mark) -> str:
        words = [w for w in mark.label.split() if not w.startswith("ko/")]
        return words[0].split("=")[0].split(".")[0] if words else ""

    def _check(self, mark: Mark) -> str:
        keyword = self._keyword(mark)
        if keyword in ROLES:
            return self._role(mark, mark.label.split())
        checks = {
            "not": self._not_role, "is": self._is, "person": self._person, "same": self._same, "said": self._said,
            "reported": self._said, "voice": self._voice, "no": self._no,
        }  # fmt: skip
        return checks.get(keyword, self._predicate)(mark)

    # -- predicates ----------------------------------------------------------------------------------------------------

    def _clauses(self, mark: Mark, lemma: str) -> list[Clause]:
        """The clauses of a predicate at a mark; 회담 stands for 정상회담 as well."""
        here = [c for c in self.analysis.clauses if mark.overlaps(c.trigger.start, c.trigger.end)]
        return [c for c in here if c.predicate == lemma] or [
            c for c in here if c.predicate.endswith(lemma) and len(lemma) > 1
        ]

    def _clause(self, lemma: str) -> tuple[Clause | None, str]:
        """The clause of the marked predicate `lemma`, or of the only one marked."""
        marks = [m for m in self.predicates if not lemma or self._lemma(m) == lemma]
        if not marks:
            return None, f"the case marks no predicate {lemma}"
        found = self._clauses(marks[0], self._lemma(marks[0]))
        return (found[0], "") if found else (None, f"no clause {self._lemma(marks[0])}")

    def _lemma(self, mark: Mark) -> str:
        first = mark.label.split()[0]
        return "기로 하다" if first == "기로하다" else first

    def _predicate(self, mark: Mark) -> str:
        lemma = self._lemma(mark)
        found = self._clauses(mark, lemma)
        if not found:
            here = [
                c.predicate for c in self.analysis.clauses if mark.overlaps(c.trigger.start, c.trigger.end)
            ]
            return f"no clause {lemma}; here stand {here}"
        wrong = [self._unlike(clause, mark.label.split()[1:]) for clause in found]
        return "" if "" in wrong else wrong[0]

    def _unlike(self, clause: Clause, wanted: list[str]) -> str:
        rules = {*clause.rules, *(a.shared for a in clause.arguments)}
        for word in wanted:
            if word in STATUSES and clause.status != word:
                return f"is {clause.status} by {clause.rules}"
            if word in FORMS and clause.form != word:
                return f"stands as {clause.form}"
            if word in ("negated", "affirmed") and clause.negated != (word == "negated"):
                return f"negated is {clause.negated}"
            if word in ("passive", "active") and clause.passive != (word == "passive"):
                return f"passive is {clause.passive}"
            if word.startswith("on:") and word[3:] not in (str(clause.when.start), f"{clause.when.start}/{clause.when.end}"):
                return f"is on {clause.when.start}/{clause.when.end} by {clause.rules}"
            if word.startswith("ko/") and word not in rules:
                return f"rules are {sorted(r for r in rules if r)}"
        return ""

    def _no(self, mark: Mark) -> str:
        _, what, *rest = mark.label.split()
        if what == "voice":
            clause, why = self._clause(rest[0] if rest else "")
            return (
                why
                if clause is None
                else (f"told by {[v.name for v in clause.voices]}" if clause.voices else "")
            )
        found = self._clauses(mark, what)
        return f"there is a clause {what} ({found[0].form}, {found[0].status})" if found else ""

    # -- arguments -----------------------------------------------------------------------------------------------------

    def _role(self, mark: Mark, words: list[str]) -> str:
        rule = next((w for w in words if w.startswith("ko/")), None)
        what, *rest = [w for w in words if not w.startswith("ko/")]
        name, _, codes = what.partition("=")
        role, _, part = name.partition(".")
        clause, why = self._clause(" ".join(rest))
        if clause is None:
            return why
        found = [
            a for a in clause.arguments if a.role == role and mark.overlaps(a.start, max(a.end, a.start + 1))
        ]
        if not found:
            return f"is no {role}: {_show(clause)}"
        if rule is not None and all(a.shared != rule for a in found):
            return f"lent by {[a.shared for a in found]}"
        if codes:
            sets = [{p.code for p in (a.within if part else a.parties)} for a in found]
            if set(codes.split("+")) not in sets:
                return f"is {sets}"
        return ""

    def _not_role(self, mark: Mark) -> str:
        _, role, *rest = mark.label.split()
        clause, why = self._clause(" ".join(rest))
        if clause is None:
            return why
        found = [a for a in clause.arguments if a.role == role and mark.overlaps(a.start, a.end)]
        return f"is the {role}: {_show(clause)}" if found else ""

    def _is(self, mark: Mark) -> str:
        _, codes, *rules = mark.label.split()
        found = [p for p in self._parties() if mark.start <= p.start and p.end <= mark.end]
        got = {p.code for p in found}
        wanted = set() if codes == "nobody" else set(codes.split("+"))
        if got != wanted:
            return f"is {sorted(got)}"
        return (
            ""
            if not rules or rules[0] in {p.via for p in found}
            else f"understood by {sorted({str(p.via) for p in found})}"
        )

    def _parties(self) -> list[Party]:
        arguments: list[Argument] = [a for c in self.analysis.clauses for a in c.arguments]
        return [p for a in arguments for p in (*a.parties, *a.within)] + [
            s.speaker for s in self.analysis.speeches if s.speaker
        ]

    # -- people, words, voices -----------------------------------------------------------------------------------------

    def _person(self, mark: Mark) -> str:
        _, code, *_ = mark.label.split()
        people = [e for e in self.analysis.entities if e.kind == "person"]
        here = [e for e in people if any(mark.fits(s, t) for s, t in e.mentions)]
        if code == "nobody":
            return f"is {here[0].name}" if here else ""
        return "" if any(e.code == code for e in here) else f"people are {[(e.name, e.code) for e in people]}"

    def _same(self, mark: Mark) -> str:
        name = mark.label.removeprefix("same ").strip()
        here = [
            e
            for e in self.analysis.entities
            if e.kind == "person" and any(mark.fits(s, t) for s, t in e.mentions)
        ]
        if any(e.name == name for e in here):
            return ""
        return f"is {[e.name for e in here]}; {[(e.name, e.mentions) for e in self.analysis.entities if e.kind == 'person']}"

    def _said(self, mark: Mark) -> str:
        how, code, *_ = mark.label.split()
        kind = "direct" if how == "said" else "reported"
        here = [s for s in self.analysis.speeches if s.kind == kind and mark.fits(s.start, s.end)]
        if not here:
            return f"no words there: {[(s.kind, self.case.text[s.start : s.end]) for s in self.analysis.speeches]}"
        here = [s for s in here if (s.start, s.end) == (mark.start, mark.end)] or here
        got = {s.speaker.code if s.speaker is not None else "nobody" for s in here}
        return "" if got == {code} else f"spoken by {got}"

    def _voice(self, mark: Mark) -> str:
        clause, why = self._clause(" ".join(mark.label.split()[1:]))
        if clause is None:
            return why
        ok = any(mark.overlaps(v.start, v.end) for v in clause.voices)
        return "" if ok else f"told by {[v.name for v in clause.voices]}"


def _show(clause: Clause) -> str:
    return ", ".join(f"{a.role}={a.head}{'+'.join(p.code for p in a.parties)}" for a in clause.arguments)
