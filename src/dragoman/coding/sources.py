"""Where a frame takes its parties from: roles of a clause, what stands inside them, who speaks, whom words are about."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise

from dragoman.coding.counterparts import Counterparts, is_capital, state_of
from dragoman.coding.matters import words
from dragoman.model.language import Analysis, Argument, Clause, Role
from dragoman.model.parties import Party
from dragoman.names import lexicon

_CONTENT_ROLES: tuple[Role, ...] = ("patient", "goal", "about", "as", "for")

#: The roles of those who do a thing told before, also where a noun tells it.
_DONE: tuple[Role, ...] = ("patient", "goal", "about")
#: The roles that tell whom a phrase has to do with, in the clause before it: who did it, to whom, and with whose matters (제재를 도운 3명).
_BEFORE: dict[str, tuple[Role, ...]] = {"by": ("agent",), "to": ("goal", "about", "partner", "as"), "of": ("goal", "about", "partner", "as", "patient")}
_OUTSIDE = frozenset({"lent-by-other", "lent-by-given", "lent-by-refused", "lent-by-denied", "lent-by-possible"})
_DOING: tuple[Role, ...] = ("agent", "partner", "modifier")
#: How the seats of power stand that a crowd goes to, and is at home in.
_STORMED: tuple[Role, ...] = ("goal", "as", "place")
#: For how many sentences the article stays where it was.
_SCENE = 2
#: Embassies and consulates stand in other states than their own.
_MISSION = "institution:embassy@"


class Sources:
    """Resolves the sources that frames name (`agent`, `patient.within`, `goal.place`, `content.agent` …) in one analysis."""

    def __init__(self, analysis: Analysis, language: str) -> None:
        self.analysis = analysis
        said = words(language)
        self.forces, self._makers, self.near, self.texts, self.others = said.forces, said.makers, said.near, said.texts, said.others
        self.harming, self._asking, self.joint_texts = said.harming, said.asking, said.joint_texts
        self.clauses = {c.id: c for c in analysis.clauses}
        self._outer = [s.id for s in analysis.sentences if not s.quoted]
        self._told: dict[int, list[Clause]] = {}
        for clause in analysis.clauses:
            self._told.setdefault(clause.sentence, []).append(clause)
        self.counterparts = Counterparts(analysis, language)
        #: Who asked for something last, in which sentence, and of whom.
        self.asked: tuple[int, tuple[Party, ...], tuple[Party, ...]] | None = None
        #: The clauses of what is said whose parties are asked for; None for all of them.
        self.spoken: frozenset[int] | None = None

    def _asker(self, clause: Clause) -> Iterator[Party]:
        """Who asked for something last, in this sentence or the one before: `…을 요구했으나 미국은 이를 거부했다`, `중국의 요청에도 복귀를 거부했다`."""
        nouns = [c for c in self._told.get(clause.sentence, ()) if c.form == "noun" and c.predicate in self._asking and c.trigger.end <= clause.trigger.start]
        for noun in nouns[-1:]:
            yield from (p for a in noun.arguments_in("agent") if a.lent_by is None for p in a.parties)
        if self.asked is None or clause.sentence - self.asked[0] not in (0, 1) or any(a.parties or a.within for a in clause.arguments_in("patient")):
            return
        refusing = {p.code for a in clause.arguments_in("agent") for p in a.parties}
        # 러시아는 유엔에 서한을 보냈다. 중국은 복원에 반대했다: nobody asked China
        if clause.sentence == self.asked[0] or not refusing or not self.asked[2] or refusing & {p.code for p in self.asked[2]}:
            yield from self.asked[1]

    def _performs(self, clause: Clause) -> bool:
        """`…한 것을 규탄한다`: in a quote the plain present without a subject of its own is the speaker's own act."""
        own = clause.arguments_in("agent")
        return clause.quoted and clause.told_as("scheduled-present") is not None and all(a.lent_by == "shared-subject" for a in own)

    def parties(self, source: str, clause: Clause, verbal: bool = False) -> Iterator[Party]:
        """The parties a source of a frame names in a clause."""
        role, _, part = source.partition(".")
        if source == "speaker.any":
            yield from self._sayers(clause)
            return
        if role == "speaker":
            own = [a for a in clause.arguments if a.role == "agent"]
            if clause.quoted and clause.speaker is not None and not any(a.parties or a.head for a in own):
                yield clause.speaker
            return
        if role in ("met", "before"):
            yield from self.counterparts.of_sentence(clause, role == "met")
            return
        if role == "asker":
            yield from self._asker(clause)
            return
        if role == "scene":
            yield from self._scene(clause)
            return
        if role == "deed":
            yield from self._doers(clause, clause.arguments, ("agent",) if part == "agent" else _DONE)
            return
        if role == "content" and part == "deed":
            for inner in self.said_in(clause):
                yield from self._doers(clause, inner.arguments)
            return
        if role == "addressee":
            yield from clause.addressees
            return
        if role == "quote":
            yield from self._quoted_parties(clause, part == "agent")
            return
        if role == "condition":
            yield from (
                p
                for c in self.analysis.clauses
                if c.sentence == clause.sentence and c.told_as("condition") and c.trigger.start < clause.trigger.start
                for a in c.arguments_in("agent")
                if a.shared is None
                for p in a.parties
            )
            return
        if role == "topic":
            yield from self._spoken_of(clause)
            return
        if role == "content":
            yield from self._content_parties(clause, part)
            return
        if source == "agent" and verbal and self._performs(clause) and clause.speaker is not None:
            yield clause.speaker
            return
        arguments = clause.arguments_in(role)  # type: ignore[arg-type]
        if part == "asking" and clause.form == "light":
            arguments = self._speaking(clause).arguments_in(role)  # type: ignore[arg-type]
        if role == "agent" and part in ("", "own") and any(a.parties and a.shared is None for a in arguments):
            arguments = tuple(a for a in arguments if a.shared is None)
        if part.startswith("own") or part == "force":
            arguments = tuple(a for a in arguments if a.lent_by != "lent-by-other" and not self._is_made_there(a))
            part = part.removeprefix("own").removeprefix(".")
        if part == "place" and role == "patient":
            # 러시아제 전투기를 투입했다
            arguments = tuple(a for a in arguments if not self._is_made_there(a))
        for argument in arguments:
            if part == "force":
                if any(w.endswith(self.forces) for w in _nouns(argument)):
                    yield from (p for p in argument.within if p.start >= argument.start or (p.sector == "MIL" and p.start == argument.whole and p.entity.startswith("state:")))
            elif part in _BEFORE:
                yield from self._done_before(argument, clause, _BEFORE[part])
            elif part == "within":
                yield from argument.within
            elif part == "inner":
                yield from (p for p in argument.within if p.start >= argument.start)
            elif part == "asking":
                if argument.head in self._asking:
                    yield from argument.within
            elif part == "near":
                if any(w.startswith(self.near) for w in (argument.head, *argument.words)):
                    yield from (state_of(p) for p in argument.places if p.where.country)
            elif part == "place":
                whose = {p.code for p in argument.parties}
                missions = {p.code for p in (*argument.parties, *argument.within) if p.entity.startswith(_MISSION)}
                there = [state_of(p) for p in argument.places if p.where.country and p.where.country not in missions]
                # 바그다드의 스웨덴대사관, 암만에서는 … 이스라엘 대사관 앞에서: where it stands, not whose it is
                elsewhere = any(p.where.country not in whose for a in arguments for p in a.places if p.where.country)
                yield from [p for p in there if p.code not in whose] or ([] if elsewhere else there)
            elif part == "seat":
                yield from (p for p in argument.parties if p.entity.startswith("institution:") and not p.entity.startswith(_MISSION))
            elif part == "members":
                yield from (m for p in (*argument.parties, *argument.within) for m in _members(p))
            else:
                yield from argument.parties

    def authors(self, clause: Clause) -> Iterator[Party]:
        """Whose joint words a clause tells: those named in the phrase, else those who have met just before (`회의 뒤 나온 공동성명은 … 규탄했다`)."""
        for text in clause.arguments_in("agent"):
            if text.head in self.joint_texts and not text.parties:
                yield from text.within or self.counterparts.who_met(clause)
                return

    def capitals(self, role: str, clause: Clause) -> Iterator[Party]:
        """The states whose capitals head a role of a clause: `워싱턴과 런던을`."""
        for argument in clause.arguments_in(role):  # type: ignore[arg-type]
            heads = [p for p in argument.places if is_capital(p) and p.start >= argument.start and p.end == argument.end]
            if heads and argument.shared is None:
                beside = [p for p in argument.places if p not in heads and is_capital(p) and len(argument.places) == len(argument.words)]
                yield from (state_of(p) for p in (*beside, *heads))

    def _scene(self, clause: Clause) -> Iterator[Party]:
        """The state where the article is, for crowds whose state nobody names: `의회로 몰려가`, `니아메의 축구장에는 … 지난달 30일에는 시위대가`."""
        before = self._outer[: bisect_left(self._outer, clause.sentence)][-_SCENE:]
        for sentence in (clause.sentence, *reversed(before)):
            named = [a for c in self._told.get(sentence, ()) for a in c.arguments if a.shared is None and (a.start < clause.trigger.start or sentence < clause.sentence)]
            missions = {p.code for a in named for p in (*a.parties, *a.within) if p.entity.startswith(_MISSION)}
            there = [state_of(p) for a in named for p in a.places if p.where.country and p.where.country not in missions and p.where.precision != "country"]
            if sentence == clause.sentence:
                there += [p for a in named if a.role in _STORMED for p in a.parties if p.entity.startswith("institution:") and p.code not in missions and p.referred_by in (None, "place-state")]
            if there:
                yield max(there, key=lambda p: p.start)
                return

    def _doers(self, clause: Clause, arguments: Iterable[Argument], roles: tuple[Role, ...] = _DONE) -> Iterator[Party]:
        """Who did what a phrase that names nobody speaks of, as the article told it before: `…이 휴전에 합의했다. 한국은 합의를 환영했다`."""
        bare = [a for a in arguments if a.role in roles and a.shared is None and not a.parties and not a.within]
        for argument in bare:
            for noun in (argument.head, *reversed(argument.words)):
                earlier = [c for c in self.analysis.clauses if c.predicate == noun and c.trigger.start < clause.trigger.start and c.sentence < clause.sentence]
                for told in reversed(earlier):
                    doers = [p for role in _DOING for a in told.arguments_in(role) if a.lent_by not in _OUTSIDE for p in a.parties]
                    if doers:
                        yield from doers
                        return
                dealt = self.counterparts.who_dealt_with(noun, clause)
                if dealt:
                    yield from dealt
                    return

    def _sayers(self, clause: Clause) -> Iterator[Party]:
        """Whoever says the words that a clause stands in, quoted or reported, whoever the clause is about."""
        if clause.quoted:
            if clause.speaker is not None:
                yield clause.speaker
            return
        for outer in self.analysis.clauses:
            if clause.id in outer.content:
                yield from (p for a in outer.arguments_in("agent") for p in a.parties)
                return
        told = next(iter(clause.voices), None)
        if told is not None:
            # …했다며 "…"라고 비난했다: the words in quotes are what is said there, and the clause is on the same word
            yield from next(([*a.parties] for c in self.analysis.clauses for a in c.arguments_in("agent") if a.start <= told.start < a.end and a.parties), [])

    def said_in(self, clause: Clause) -> list[Clause]:
        """The clauses that a clause reports, asks for or agrees on; for a light noun (으름장을 놓다) those of the verb it stands with."""
        return [self.clauses[i] for i in self._speaking(clause).content if i in self.clauses]

    def all_said_in(self, clause: Clause) -> list[Clause]:
        """The clauses of what a clause reports, asks for or agrees on, a quote's included."""
        return [*self.said_in(clause), *self.counterparts.quoted_in(clause.quotes)]

    def _speaking(self, clause: Clause) -> Clause:
        if clause.content or clause.quotes or clause.form != "light":
            return clause
        hosts = (c for c in self.analysis.clauses if c.sentence == clause.sentence and c.predicate == clause.host and c.trigger.start > clause.trigger.start)
        return min(hosts, key=lambda c: c.trigger.start, default=clause)

    def _is_made_there(self, argument: Argument) -> bool:
        """`이란제 자폭드론`: a thing named by where it was made."""
        return any(w in self._makers and not after[:1].isdigit() for w, after in pairwise(argument.words[1:]))

    def _done_before(self, argument: Argument, clause: Clause, roles: tuple[Role, ...]) -> Iterator[Party]:
        """Who stands in these roles of what was done to a phrase in a clause before it: `이란에 억류됐던 | 미국인이 석방됐다`."""
        begin = argument.whole if argument.whole >= 0 else argument.start
        for other in self.analysis.clauses:
            if other.sentence != clause.sentence or other.id == clause.id:
                continue
            gap = next((a for a in other.arguments if a.role in ("patient", "agent") and a.shared is not None and begin <= a.start < argument.end), None)
            if gap is not None and other.told_as("adnominal"):
                for named in (a for role in roles for a in other.arguments_in(role) if a is not gap):
                    yield from named.parties or named.within or [state_of(p) for p in named.places if p.where.country]

    def _content_parties(self, clause: Clause, part: str) -> Iterator[Party]:
        """Those in the words that a clause reports or asks for."""
        for inner in self.said_in(clause):
            if self.spoken is not None and inner.id not in self.spoken:
                continue
            agents = [a for a in inner.arguments_in("agent") if a.shared is None]
            for argument in inner.arguments:
                if self.counterparts.regarded(inner, argument) or (argument.role == "patient" and inner.predicate in self.harming and not inner.negated):
                    continue
                if part == "within" and agents and argument.role == "patient" and not any(a.parties or a.within for a in agents):
                    # 두 나라가 북한을 감싼다고: who is spoken of is the one who does it, even where it is not known who that is
                    continue
                if part == "pair":
                    if argument.role in ("agent", "partner") and argument.shared is None:
                        yield from argument.parties
                    yield from (p for p in argument.within if p.referred_by == "both-sides")
                    continue
                if part == "place":
                    yield from (state_of(p) for p in argument.places if p.where.country)
                    continue
                if part == "goal":
                    if argument.role == "goal":
                        yield from argument.parties
                    continue
                if part == "agent" and not (argument.role == "agent" or (argument.role == "patient" and inner.passive)):
                    continue
                if argument.lent_by in ("shared-topic", "shared-subject"):
                    continue
                yield from argument.parties
                if part != "agent" or not argument.parties:
                    yield from argument.within
        if part in ("pair", "within"):
            for role in _CONTENT_ROLES:
                for argument in clause.arguments_in(role):
                    if argument.lent_by in (None, "bare-object"):
                        yield from (p for p in argument.within if part == "within" or p.referred_by == "both-sides")

    def _spoken_of(self, clause: Clause) -> Iterator[Party]:
        """What the words a clause stands in are about: `북한의 미사일 발사와 관련해 "…"라고`."""
        for outer in self.analysis.clauses:
            if any(q.start <= clause.trigger.start < q.end for q in outer.quotes):
                for argument in outer.arguments_in("about"):
                    yield from argument.parties
                    yield from argument.within

    def _quoted_parties(self, clause: Clause, agents: bool) -> Iterator[Party]:
        """Those named in the words that a clause quotes; only who acts there, or anybody."""
        for quote in self._speaking(clause).quotes:
            spoken = self.counterparts.quoted_in([quote])
            if not agents and any(a.shared is None and not a.parties and a.head in self.others for c in spoken for a in c.arguments_in("agent")):
                # “저 사람들은 남북 평화 쇼밖에 모른다”고 비판했다: they are blamed, not who else is named
                continue
            for inner in spoken:
                if self.spoken is not None and inner.id not in self.spoken:
                    continue
                for argument in inner.arguments:
                    harmed = argument.role == "patient" and inner.predicate in self.harming and not inner.negated
                    if (argument.role == "agent" or not agents) and argument.head not in self.texts and not harmed:
                        yield from argument.parties
                        yield from argument.within


def _nouns(argument: Argument) -> set[str]:
    """The words of a phrase, also two in a row as one (해커 조직)."""
    return {argument.head, *argument.words, *(left + right for left, right in pairwise(argument.words))}


def _members(party: Party) -> Iterator[Party]:
    """The states bound by a treaty, standing where the treaty is named."""
    treaty = next((o for o in lexicon.load().organisations if o.code == party.code and o.kind == "treaty"), None)
    for code in treaty.members if treaty is not None else ():
        state = next((s for s in lexicon.load().states if s.code == code), None)
        if state is not None:
            yield Party(code=code, entity=f"state:{code}", name=state.name, label=state.label, start=party.start, end=party.end, via="member")
