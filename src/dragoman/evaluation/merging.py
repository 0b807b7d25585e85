"""Acts joined across articles, measured against invented pages whose acts are marked.

A case is a handful of pages. Of each page the events are looked at that stand where the marks are, so that what is measured is the joining
and not the reading; how many of the marks were read is a figure of its own. Figures:

- pairs: precision and recall over pairs of marked tellings of different pages that are joined, or ought to be;
- b3: B-cubed precision and recall (Bagga and Baldwin 1998): the mean, over tellings, of the share of a telling's group that is its
  act, and of the share of its act that is in its group;
- the same two for pages and stories; contradictions by act and field; links by plan, kind and act.

Everything here is a pure function; nothing reads a file.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import msgspec

from dragoman.evaluation.scores import Counts, Rate
from dragoman.model.kept import KeptEvent, LinkKind, Report
from dragoman.model.page import Page
from dragoman.model.reading import Event, Reading
from dragoman.model.text import Span
from dragoman.record import consensus, links, merging, stories


class CasePage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An invented page. `published` is ISO 8601 in local time; `[words|act]` in `title` and `body` marks the word that tells an act."""

    outlet: str
    title: str
    body: str
    published: str | None = None
    opening: str = ""


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Invented pages by name, and what ought to come of them.

    `acts` gives each label its type; the same label in two pages is one act. `stories` are the pages that are one story, `links`
    say what became of a plan (`[plan, happened_as, act]`), `contradictions` the fields in which the reports of an act disagree.
    """

    case: str
    why: str
    acts: dict[str, str]
    pages: dict[str, CasePage]
    blind: bool = False
    stories: tuple[tuple[str, ...], ...] = ()
    links: tuple[tuple[str, LinkKind, str], ...] = ()
    contradictions: dict[str, tuple[str, ...]] = {}


class B3(msgspec.Struct, frozen=True):
    """B-cubed precision and recall, and over how many items."""

    precision: float
    recall: float
    of: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


class MergingScores(msgspec.Struct, frozen=True, kw_only=True):
    """All figures of a set of cases, and what went wrong in words (`wrong`: not to be shown for blind ones)."""

    cases: int
    pages: int
    read: Rate
    pairs: Counts
    b3: B3
    story_pairs: Counts
    story_b3: B3
    contradictions: Counts
    links: Counts
    wrong: tuple[str, ...]


Read = Callable[[Page], Reading]
Telling = tuple[str, str]


def evaluate_merging(cases: Sequence[Case], read: Read) -> MergingScores:
    """The figures of cases, each by itself; `read` reads a page."""
    tally = _Tally()
    for case in cases:
        tally.add(case, read)
    return tally.scores(len(cases), sum(len(c.pages) for c in cases))


def page_of(case: Case, name: str) -> Page:
    """An invented page as a plain HTML page, without its marks."""
    page = case.pages[name]
    title, body = plain(page.title), plain(page.opening + page.body)
    meta = [f'<meta property="og:site_name" content="{_escaped(page.outlet)}">']
    if page.published is not None:
        meta.append(f'<meta property="article:published_time" content="{page.published}">')
    meta.append(f'<meta property="og:title" content="{_escaped(title)}">')
    paragraphs = "\n".join(f"<p>{_escaped(line)}</p>" for line in body.splitlines() if line.strip())
    html = f'<html lang="ko"><head>{"".join(meta)}<title>{_escaped(title)}</title></head><body><article><h1>{_escaped(title)}</h1>\n{paragraphs}\n</article></body></html>'
    return Page(source=f"{case.case}/{name}", text=html, kind="html", encoding="utf-8")


def plain(marked: str) -> str:
    """Marked-up text without its marks."""
    return "".join(words for words, _ in _pieces(marked))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _pieces(marked: str) -> Iterator[tuple[str, str | None]]:
    """The stretches of marked-up text with their labels."""
    while marked:
        before, opened, rest = marked.partition("[")
        inside, closed, after = rest.partition("]")
        words, bar, label = inside.rpartition("|")
        if not opened or not closed or not bar:
            yield marked, None
            return
        yield before, None
        yield words, label
        marked = after


# -- from pages to acts --------------------------------------------------------------------------------------------------


def marks(reading: Reading, page: CasePage) -> Iterator[tuple[str, int, int]]:
    """The marks of a page as (label, start, end) in the reading's text. Raises ValueError where the text lacks a marked line."""
    at = 0
    for line in (page.title, *page.body.splitlines()):
        if not line.strip():
            continue
        begin = reading.text.find(plain(line).strip(), at)
        if begin < 0:
            raise ValueError(f"{reading.source}: the text lacks the line: {plain(line).strip()[:40]}")
        here = begin
        for words, label in _pieces(line.strip()):
            if label is not None:
                yield label, here, here + len(words)
            here += len(words)
        at = here


def _marked(reading: Reading, case: Case, name: str) -> dict[str, str | None]:
    """The label of each marked event by its id; labels that were not read come under their own name with None."""
    found: dict[str, str | None] = {}
    wanted: dict[str, list[tuple[int, int]]] = {}
    for label, start, end in marks(reading, case.pages[name]):
        wanted.setdefault(label, []).append((start, end))
    for label, places in wanted.items():
        told = [e for e in reading.events if e.type == case.acts[label] and e.id not in found and _nearness(e, places) < len(_NEAR)]
        if told:
            found[min(told, key=lambda e: (_nearness(e, places), e.trigger.start)).id] = label
        else:
            found[f"unread {label}"] = None
    return found


def _nearness(event: Event, places: Sequence[tuple[int, int]]) -> int:
    """How an event stands at marked words: its trigger is there, it is told there, its sentence is there; 3 not at all."""
    return next((n for n, spans in enumerate(_NEAR) for start, end in places for span in spans(event) if span.overlaps(Span(start, end))), len(_NEAR))


_NEAR: tuple[Callable[[Event], Sequence[Span]], ...] = (
    lambda e: (Span(e.trigger.start, e.trigger.end),),
    lambda e: e.mentions,
    lambda e: (e.evidence,),
)


def reports_of(readings: Iterable[Reading]) -> list[Report]:
    """The reports of all events of readings, with their stories and sources."""
    by_id = {r.id: r for r in readings}
    found: list[Report] = []
    for members in stories.stories({i: r.text for i, r in by_id.items()}):
        texts = [by_id[i] for i in members]
        story, origin = stories.canonical(texts).id, stories.story_origin(texts)
        for r in texts:
            found += [
                Report(
                    article=r.id, story=story, source=stories.source(story, origin, e), outlet=r.outlet, agency=r.agency, url=r.url,
                    title=r.title, published=r.published, event=e, quote=r.text[e.evidence.start : e.evidence.end],
                )
                for e in r.events
            ]  # fmt: skip
    return found


# -- figures -------------------------------------------------------------------------------------------------------------


class _Tally:
    """Running sums over cases."""

    def __init__(self) -> None:
        self.read = Counter[bool]()
        self.counts = {name: Counter[str]() for name in ("pairs", "stories", "contradictions", "links")}
        self.shares: dict[str, list[tuple[float, float]]] = {"acts": [], "stories": []}
        self.wrong: list[str] = []

    def add(self, case: Case, read: Read) -> None:
        readings = {name: read(page_of(case, name)) for name in case.pages}
        names = {r.id: name for name, r in readings.items()}
        labels: dict[Telling, str] = {}
        for name, reading in readings.items():
            for event, label in _marked(reading, case, name).items():
                self.read[label is not None] += 1
                if label is None:
                    self.wrong.append(f"{case.case}: {name}: {event}")
                else:
                    labels[reading.id, event] = label
        reports = reports_of(readings.values())
        kept = [consensus.keep(g.reports, g.reason) for g in merging.group(reports)]
        self._acts(case, kept, labels, names)
        self._stories(case, reports, readings)
        self._contradictions(case, kept, labels)
        self._links(case, kept, labels)

    def _acts(self, case: Case, kept: Sequence[KeptEvent], labels: Mapping[Telling, str], names: Mapping[str, str]) -> None:
        named = {telling: f"{label} of {names[telling[0]]}" for telling, label in labels.items()}
        given = {named[merging.identity(r)]: e.id for e in kept for r in e.reports if merging.identity(r) in named}
        self._partition(case, "pairs", "acts", given, {named[telling]: label for telling, label in labels.items()})

    def _stories(self, case: Case, reports: Sequence[Report], readings: Mapping[str, Reading]) -> None:
        found = stories.stories({name: r.text for name, r in readings.items()})
        given = {name: members[0] for members in found for name in members}
        wanted = {name: name for name in readings} | {name: members[0] for members in case.stories for name in members}
        self._partition(case, "stories", "stories", given, wanted)

    def _partition(self, case: Case, counts: str, shares: str, given: Mapping[str, str], wanted: Mapping[str, str]) -> None:
        """Counts pairs and shares of a partition against the one wanted; both cover the same items."""
        for one, other in combinations(sorted(wanted), 2):
            same, ought = given[one] == given[other], wanted[one] == wanted[other]
            if same or ought:
                self.counts[counts]["tp" if same and ought else "fp" if same else "fn"] += 1
            if same != ought:
                self.wrong.append(f"{case.case}: {one} and {other} {'joined' if same else 'not joined'}")
        for item in wanted:
            group = {x for x in wanted if given[x] == given[item]}
            act = {x for x in wanted if wanted[x] == wanted[item]}
            self.shares[shares].append((len(group & act) / len(group), len(group & act) / len(act)))

    def _contradictions(self, case: Case, kept: Sequence[KeptEvent], labels: Mapping[Telling, str]) -> None:
        ought = {f"{label} {field}" for label, fields in case.contradictions.items() for field in fields}
        said = {f"{label} {c.field}" for e in kept for label in _labels(e, labels) for c in e.contradictions}
        self._sets(case, "contradictions", said, ought)

    def _links(self, case: Case, kept: Sequence[KeptEvent], labels: Mapping[Telling, str]) -> None:
        by_id = {e.id: e for e in kept}
        said = {
            f"{one} {link.kind} {other}"
            for event, found in links.links(kept).items()
            for link in found
            if link.kind in ("happened_as", "cancelled_by")
            for one in _labels(by_id[event], labels)
            for other in _labels(by_id[link.event], labels)
        }
        self._sets(case, "links", said, {" ".join(link) for link in case.links})

    def _sets(self, case: Case, name: str, said: set[str], ought: set[str]) -> None:
        self.counts[name].update({"tp": len(said & ought), "fp": len(said - ought), "fn": len(ought - said)})
        self.wrong += [f"{case.case}: {name}: {one} {'too much' if one in said else 'missing'}" for one in sorted(said ^ ought)]

    def scores(self, cases: int, pages: int) -> MergingScores:
        return MergingScores(
            cases=cases, pages=pages, read=Rate(self.read[True], self.read.total()), pairs=Counts(**self.counts["pairs"]),
            b3=_b3(self.shares["acts"]), story_pairs=Counts(**self.counts["stories"]), story_b3=_b3(self.shares["stories"]),
            contradictions=Counts(**self.counts["contradictions"]), links=Counts(**self.counts["links"]), wrong=tuple(self.wrong),
        )  # fmt: skip


def _labels(event: KeptEvent, labels: Mapping[Telling, str]) -> set[str]:
    return {labels[merging.identity(r)] for r in event.reports if merging.identity(r) in labels}


def _b3(shares: Sequence[tuple[float, float]]) -> B3:
    number = max(1, len(shares))
    return B3(sum(p for p, _ in shares) / number, sum(r for _, r in shares) / number, len(shares))
