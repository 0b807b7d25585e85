"""Readings measured against gold: precision, recall and F1 of events, and how often the rest is right.

The gold format is a JSON object a page (`GoldPage`). What counts as the same event:

- the type is the same, and the parties fit: a directed act needs a common actor and a common recipient; a mutual act
  (AGREE, CONSULT, COOPERATE), or one whose recipients are not told on both sides, needs parties of Jaccard >= 1/2;
- each gold event is paired with at most one event of the reading, the closest pairs first (parties, then time, then status);
- a gold event with `must: false` counts neither when left out nor when given.

Everything here is a pure function of its arguments; nothing reads a file.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from dragoman.coding.plover import types
from dragoman.model.article import PartKind
from dragoman.model.parties import Party
from dragoman.model.reading import Event, Measure, Position, Reading, Tie


class GoldEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event a careful reader would record. `start` and `end` are ISO prefixes, parties are codes (`KOR:CVL` with sector)."""

    type: str
    mode: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    place: str | None = None
    status: str = "happened"
    voices: tuple[str, ...] = ()
    must: bool = True
    trigger: str | None = None


class GoldStatement(msgspec.Struct, frozen=True, kw_only=True):
    """Words said: `head` is how they begin, `speaker` the party's code, None where no party speaks."""

    head: str
    speaker: str | None = None
    name: str | None = None
    kind: str | None = None


class GoldPosition(msgspec.Struct, frozen=True, kw_only=True):
    """A stance; `object` is a party's code or the words. `abstains_or_opposes` accepts either."""

    holder: str
    stance: str
    object: str
    start: str | None = None


class GoldMeasure(msgspec.Struct, frozen=True, kw_only=True):
    """An amount of money (ISO 4217 `unit`) or people."""

    value: float
    unit: str
    kind: str | None = None
    between: tuple[str, ...] = ()
    bound: str | None = None


class GoldTie(msgspec.Struct, frozen=True, kw_only=True):
    """A standing relation; `object` is a party's code or a name."""

    kind: str
    holder: str
    object: str


class GoldPage(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says. An article field that a gold file does not annotate is UNSET and not measured; null means none is there."""

    page: str
    title: str | msgspec.UnsetType | None = msgspec.UNSET
    published: str | msgspec.UnsetType | None = msgspec.UNSET
    outlet: str | msgspec.UnsetType | None = msgspec.UNSET
    agency: str | msgspec.UnsetType | None = msgspec.UNSET
    byline: str | msgspec.UnsetType | None = msgspec.UNSET
    dateline: str | msgspec.UnsetType | None = msgspec.UNSET
    body_starts: str | None = None
    body_ends: str | None = None
    captions: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    related: int | tuple[Any, ...] | msgspec.UnsetType = msgspec.UNSET
    events: tuple[GoldEvent, ...] = ()
    statements: tuple[GoldStatement, ...] = ()
    positions: tuple[GoldPosition, ...] = ()
    measures: tuple[GoldMeasure, ...] = ()
    ties: tuple[GoldTie, ...] = ()


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """Hits, false alarms and misses; `optional` are hits on what need not be given."""

    tp: int = 0
    fp: int = 0
    fn: int = 0
    optional: int = 0

    @property
    def precision(self) -> float:
        """Share of what was given that is right; 0 where nothing was given."""
        return self.tp / max(1, self.tp + self.fp)

    @property
    def recall(self) -> float:
        """Share of what should be given that was."""
        return self.tp / max(1, self.tp + self.fn)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


class Rate(msgspec.Struct, frozen=True):
    """`right` of `of`."""

    right: int
    of: int

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None where there is nothing to measure."""
        return self.right / self.of if self.of else None


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """All figures. `events` and `types` by type and parties, `quad` by quad class and parties; `missing` pages had no reading.

    `details` are of matched events with `must`: time (start), end, status, place, mode, voice (any gold voice named).
    `statements` has found, speaker (found and attributed), kind; `positions`, `measures` and `ties` have found and, for
    measures, between and bound of those found. `article` has a rate for each field of the article layer.
    """

    pages: int
    missing: int
    events: Counts
    types: dict[str, Counts]
    quad: Counts
    parties: Counts
    details: dict[str, Rate]
    statements: dict[str, Rate]
    positions: dict[str, Rate]
    measures: dict[str, Rate]
    ties: dict[str, Rate]
    article: dict[str, Rate]


Pairs = list[tuple[GoldEvent, Event]]


def evaluate(gold: Iterable[GoldPage], readings: Mapping[str, Reading]) -> Scores:
    """The scores of `readings` (by page name, as gold calls them) against `gold`. A page without a reading counts as empty."""
    tally = _Tally()
    pages = missing = 0
    for page in gold:
        pages += 1
        reading = readings.get(page.page)
        missing += reading is None
        _events(tally, page, reading.events if reading else ())
        _parties(tally, page, reading)
        _statements(tally, page, reading)
        _standing(tally, page, reading)
        _article(tally, page, reading)
    names = sorted(name for group, name in tally.counts if group == "type")
    return Scores(
        pages=pages, missing=missing, events=tally.count("events"), types={n: tally.count("type", n) for n in names},
        quad=tally.count("quad"), parties=tally.count("parties"), details=tally.rates("details"),
        statements=tally.rates("statements"), positions=tally.rates("positions"), measures=tally.rates("measures"),
        ties=tally.rates("ties"), article=tally.rates("article"),
    )  # fmt: skip


class _Tally:
    """Running sums of counts and rates."""

    def __init__(self) -> None:
        self.counts: dict[tuple[str, str], Counter[str]] = {}
        self._rates: dict[str, dict[str, list[int]]] = {}

    def add(self, what: str, group: str, name: str = "") -> None:
        self.counts.setdefault((group, name), Counter())[what] += 1

    def rate(self, group: str, name: str, right: bool) -> None:
        cell = self._rates.setdefault(group, {}).setdefault(name, [0, 0])
        cell[0] += right
        cell[1] += 1

    def count(self, group: str, name: str = "") -> Counts:
        return Counts(**self.counts.get((group, name), Counter()))

    def rates(self, group: str) -> dict[str, Rate]:
        return {name: Rate(right, of) for name, (right, of) in self._rates.get(group, {}).items()}


# -- events -----------------------------------------------------------------------------------------------------------


def match(gold: Sequence[GoldEvent], given: Sequence[Event], by_quad: bool = False) -> list[tuple[int, int]]:
    """Which gold event (by index) is which given one: one to one, the closest first, those with `must` first among equals."""
    scored = [
        (-closeness(g, e, by_quad), not g.must, i, k) for i, g in enumerate(gold) for k, e in enumerate(given)
    ]
    taken_gold: set[int] = set()
    taken: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for score, _, i, k in sorted(scored):
        if score < 0 and i not in taken_gold and k not in taken:
            taken_gold.add(i)
            taken.add(k)
            pairs.append((i, k))
    return pairs


def closeness(gold: GoldEvent, given: Event, by_quad: bool = False) -> float:
    """How well two events fit: 0 not at all; else 1 + Jaccard of the parties, with up to 1 more for time and 0.3 for status."""
    table = types()
    same = table[gold.type].quad == table[given.type].quad if by_quad else gold.type == given.type
    if not same:
        return 0
    actors, recipients = _bases(gold.actors), _bases(gold.recipients)
    their_actors, their_recipients = _party_bases(given.actors), _party_bases(given.recipients)
    ours, theirs = actors | recipients, their_actors | their_recipients
    if not ours or not theirs:
        return 0.5 if ours == theirs else 0
    jaccard = len(ours & theirs) / len(ours | theirs)
    if table[gold.type].mutual:
        fits = jaccard >= 0.5
    elif recipients and their_recipients:
        fits = bool(actors & their_actors) and bool(recipients & their_recipients)
    else:
        fits = jaccard >= 0.5 and (not actors or not their_actors or bool(actors & their_actors))
    if not fits:
        return 0
    start = given.when.start
    return 1 + jaccard + _time_bonus(gold.start, start) + (0.3 if gold.status == given.status else 0)


def _time_bonus(gold: str | None, given: str | None) -> float:
    if not gold or not given:
        return 0
    return 0.5 * (gold[:7] == given[:7]) + 0.5 * (gold == given)


def _events(tally: _Tally, page: GoldPage, given: Sequence[Event]) -> None:
    pairs = match(page.events, given)
    for i, k in pairs:
        gold, event = page.events[i], given[k]
        tally.add("tp" if gold.must else "optional", "events")
        tally.add("tp" if gold.must else "optional", "type", gold.type)
        if gold.must:
            _details(tally, gold, event)
    _rest(tally, page.events, given, pairs, ("events",), True)
    quads = match(page.events, given, by_quad=True)
    for i, _ in quads:
        tally.add("tp" if page.events[i].must else "optional", "quad")
    _rest(tally, page.events, given, quads, ("quad",), False)


def _rest(
    tally: _Tally, gold: Sequence[GoldEvent], given: Sequence[Event], pairs: Sequence[tuple[int, int]], groups: Sequence[str], typed: bool
) -> None:
    """Counts what found no partner: gold with `must` as missed, given events as wrong (a second telling of one act is wrong too)."""
    found, used = {i for i, _ in pairs}, {k for _, k in pairs}
    missed = [("fn", g.type) for i, g in enumerate(gold) if g.must and i not in found]
    wrong = [("fp", str(e.type)) for k, e in enumerate(given) if k not in used]
    for what, type_ in missed + wrong:
        for group in groups:
            tally.add(what, group)
        if typed:
            tally.add(what, "type", type_)


def _details(tally: _Tally, gold: GoldEvent, event: Event) -> None:
    pairs = {
        "time": (gold.start, event.when.start),
        "end": (gold.end, event.when.end),
        "status": (gold.status, event.status),
        "place": (gold.place, event.where.country if event.where else None),
        "mode": (gold.mode, event.mode),
    }
    for name, (wanted, got) in pairs.items():
        if wanted:
            tally.rate("details", name, wanted == got)
    if gold.voices:
        named = [v.name for v in event.voices]
        tally.rate("details", "voice", any(a and b and (a in b or b in a) for a in gold.voices for b in named))


def _parties(tally: _Tally, page: GoldPage, reading: Reading | None) -> None:
    """Who takes part in the events of a page: gold's must be there, others of gold may."""
    must = {c for e in page.events if e.must for c in _bases((*e.actors, *e.recipients))}
    may = {c for e in page.events for c in _bases((*e.actors, *e.recipients))}
    events = reading.events if reading else ()
    given = {c for e in events for c in _party_bases((*e.actors, *e.recipients))}
    for code in must | given:
        if code in given and code in may - must:
            tally.add("optional", "parties")
        else:
            tally.add("fn" if code not in given else "tp" if code in must else "fp", "parties")


# -- statements, positions, measures, ties ----------------------------------------------------------------------------


def _statements(tally: _Tally, page: GoldPage, reading: Reading | None) -> None:
    said = [(flat(s.text), base(s.speaker.code), str(s.kind)) for s in (reading.statements if reading else ())]
    for wanted in page.statements:
        head = flat(wanted.head)
        hits = [(speaker, kind) for text, speaker, kind in said if head[:10] in text or (text and text[:10] in head)]
        tally.rate("statements", "found", bool(hits))
        tally.rate("statements", "speaker", any(speaker == base(wanted.speaker) for speaker, _ in hits))
        if hits and wanted.kind:
            tally.rate("statements", "kind", any(kind == wanted.kind for _, kind in hits))


def _standing(tally: _Tally, page: GoldPage, reading: Reading | None) -> None:
    """Positions, measures and ties: gold is what must be there; more may be given (gold does not list every number)."""
    for position in page.positions:
        tally.rate("positions", "found", any(same_position(position, p) for p in (reading.positions if reading else ())))
    for measure in page.measures:
        hits = [m for m in (reading.measures if reading else ()) if same_measure(measure, m)]
        tally.rate("measures", "found", bool(hits))
        if hits:
            between = _bases(measure.between)
            tally.rate("measures", "between", any(_bases(m.between) == between for m in hits))
            if measure.bound:
                tally.rate("measures", "bound", any(m.bound == measure.bound for m in hits))
            if measure.kind:
                tally.rate("measures", "kind", any(m.kind == measure.kind for m in hits))
    for tie in page.ties:
        tally.rate("ties", "found", any(same_tie(tie, t) for t in (reading.ties if reading else ())))


def same_position(gold: GoldPosition, given: Position) -> bool:
    """The same holder and stance, and an object that is the same party or shares most of its words (by pairs of letters)."""
    if base(given.holder.code) != base(gold.holder) or given.stance not in gold.stance.split("_or_"):
        return False
    return given.object.code == gold.object or _alike(gold.object, given.object.text)


def same_measure(gold: GoldMeasure, given: Measure) -> bool:
    """The same number of the same unit."""
    return given.unit == gold.unit and abs(given.value - gold.value) <= 1e-9 * abs(gold.value)


#: Ties that hold both ways.
_MUTUAL_TIES = frozenset({"ally", "treaty", "trade_partner", "partner"})


def same_tie(gold: GoldTie, given: Tie) -> bool:
    """The same kind between the same two; which of them is the holder matters only for ties that run one way."""
    if given.kind != gold.kind:
        return False
    forward = _is(given.holder, gold.holder) and _is(given.object, gold.object)
    backward = _is(given.holder, gold.object) and _is(given.object, gold.holder)
    return forward or (backward and gold.kind in _MUTUAL_TIES)


def _is(party: Party, wanted: str) -> bool:
    return wanted in (party.name, party.label) or base(party.code) == base(wanted)


def _alike(one: str, other: str) -> bool:
    pairs, theirs = _letter_pairs(one), _letter_pairs(other)
    return bool(pairs and theirs) and len(pairs & theirs) / min(len(pairs), len(theirs)) >= 0.5


def _letter_pairs(text: str) -> set[str]:
    letters = "".join(c for c in text.casefold() if c.isalnum())
    return {letters[i : i + 2] for i in range(len(letters) - 1)}


# -- the article ------------------------------------------------------------------------------------------------------


def _article(tally: _Tally, page: GoldPage, reading: Reading | None) -> None:
    for name in ("title", "outlet", "agency", "byline", "dateline"):
        wanted = getattr(page, name)
        if wanted is not msgspec.UNSET:
            got = getattr(reading, name) if reading else None
            tally.rate("article", name, reading is not None and flat(wanted) == flat(got))
    if page.published is not msgspec.UNSET:
        got = reading.published if reading else None
        right = (got or "").startswith(page.published) if page.published else reading is not None and got is None
        tally.rate("article", "published", right)
    body = _parts(reading, "body")
    if page.body_starts:
        tally.rate("article", "body_starts", bool(body) and body[0].startswith(flat(page.body_starts)))
    if page.body_ends:
        tally.rate("article", "body_ends", bool(body) and body[-1].endswith(flat(page.body_ends)))
    if page.captions is not msgspec.UNSET:
        captions = _parts(reading, "caption")
        found = all(any(c.startswith(flat(wanted)) for c in captions) for wanted in page.captions)
        tally.rate("article", "captions", reading is not None and found)
        tally.rate("article", "captions_alone", reading is not None and len(captions) == len(page.captions))
    if page.related is not msgspec.UNSET:
        number = page.related if isinstance(page.related, int) else len(page.related)
        tally.rate("article", "related", reading is not None and len(reading.related) == number)


def _parts(reading: Reading | None, kind: PartKind) -> list[str]:
    return [flat(reading.text[p.start : p.end]) for p in reading.parts if p.kind == kind] if reading else []


# -- words and codes --------------------------------------------------------------------------------------------------


def flat(text: str | None) -> str:
    """`text` on one line with single ordinary blanks (no-break spaces count as blanks)."""
    return " ".join((text or "").split())


def base(code: str | None) -> str:
    """A party code without its sector: `KOR:CVL` is `KOR`."""
    return (code or "").partition(":")[0]


def _bases(codes: Collection[str]) -> set[str]:
    return {base(c) for c in codes if c}


def _party_bases(parties: Iterable[Party]) -> set[str]:
    return {base(p.code) for p in parties if p.code}
