"""What the record holds as an agent is shown it: bounded, and words of pages marked."""

from collections.abc import Sequence

from dragoman.exports.plain import address
from dragoman.mcp import told
from dragoman.mcp.marking import marked, plain
from dragoman.model.kept import Contradiction, KeptEvent, Report
from dragoman.model.language import Voice
from dragoman.model.parties import Party
from dragoman.model.reading import Reading, Statement
from dragoman.model.when import When, Where
from dragoman.record import BadQuestion, Record
from dragoman.record.answers import Hit, Page, Quote, Stand

#: Characters of words of a page at most: of what rests on them, of titles, of names; of an address.
_QUOTE, _TITLE, _NAME, _URL = 600, 200, 80, 500
#: Parties on a side, voices, contradictions with their claims, links, events of an excerpt.
_PARTIES, _VOICES, _FIELDS, _LINKS, _EVENTS = 6, 4, 4, 6, 5


class Shown:
    """Makes parts of answers; `record` knows what codes stand for."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def event(self, event: KeptEvent, others: Sequence[Report] = ()) -> told.Event:
        """An event with the words of its best report; `others` are shown behind it."""
        best = event.reports[0]
        return told.Event(
            id=event.id, type=event.type, mode=event.mode, quad=event.quad, score=event.score, status=event.status,
            actors=self._parties(event.actors), recipients=self._parties(event.recipients),
            parties_left_out=sum(max(0, len(side) - _PARTIES) for side in (event.actors, event.recipients)),
            date=_date(event.when, best.published), where=_where(event.where), on_word_of=_voices(event.voices),
            quote=marked(best.quote, _QUOTE), start=best.event.evidence.start, end=best.event.evidence.end, source=_source(best),
            confidence=event.confidence, reports=len(event.reports), sources=event.sources,
            contradictions=[_contradiction(c) for c in event.contradictions[:_FIELDS]],
            links=[told.Link(kind=link.kind, event=link.event) for link in event.links[:_LINKS]], verdict=event.verdict,
            other_reports=[report(r) for r in others],
        )  # fmt: skip

    def quote(self, found: Quote) -> told.Quote:
        """Words said."""
        said = found.statement
        return told.Quote(
            speaker=self.party(said.speaker), addressees=self._parties(said.addressees), kind=said.kind, quote=marked(said.text, _QUOTE),
            start=said.start, end=said.end, source=_source(found.page), date=_date(said.when, found.page.published), confidence=None, copies=found.copies,
        )  # fmt: skip

    def position(self, found: Stand, before: Stand | None) -> told.Position:
        """Where a party stands, and what it held until then (`before`, where it was something else)."""
        held = found.position
        return told.Position(
            holder=self.party(held.holder), stance=held.stance, about=marked(held.object.text, _TITLE), about_code=held.object.code, status=held.status,
            quote=marked(found.quote, _QUOTE), start=held.evidence.start, end=held.evidence.end, source=_source(found.page),
            date=_date(held.when, found.page.published), confidence=None, copies=found.copies,
            before=None if before is None else told.Before(stance=before.position.stance, evidence=_stand(before)),
        )  # fmt: skip

    def party(self, party: Party) -> told.Party:
        """A party; names only where somebody acts for the state or organisation."""
        itself = party.entity.partition(":")[0] in ("state", "organisation")
        return told.Party(
            code=party.code, called=self.called(party.code), name=None if itself else marked(party.name, _NAME),
            label=None if itself else marked(party.label, _NAME), office=marked(party.title, _NAME) if party.title else None,
        )  # fmt: skip

    def called(self, code: str) -> str | None:
        """The English name of a code; None for one that the lexicon does not have."""
        try:
            label = self._record.meant(code).label
        except BadQuestion:
            return None
        return plain(label, _NAME) if label != code else None

    def _parties(self, some: Sequence[Party]) -> list[told.Party]:
        return [self.party(p) for p in some[:_PARTIES]]


def report(found: Report) -> told.Evidence:
    """One article's telling of an event."""
    event = found.event
    return told.Evidence(
        quote=marked(found.quote, _QUOTE), start=event.evidence.start, end=event.evidence.end, source=_source(found),
        date=_date(event.when, found.published), confidence=event.confidence,
    )  # fmt: skip


def statement(said: Statement, page: Page) -> told.Evidence:
    """Words said, as the evidence of something."""
    return told.Evidence(quote=marked(said.text, _QUOTE), start=said.start, end=said.end, source=_source(page), date=_date(said.when, page.published), confidence=None)


def excerpt(article: Reading, shown: str, start: int, taken: int) -> told.Excerpt:
    """A piece of an article, marked already: `taken` code points from `start` on."""
    return told.Excerpt(
        quote=shown, start=start, end=start + taken, length=len(article.text), byline=marked(article.byline, _TITLE) if article.byline else None,
        source=told.Source(
            article=article.id, outlet=_name(article.outlet), agency=_name(article.agency), title=marked(article.title, _TITLE) if article.title else None,
            published=_moment(article.published), url=_url(article.url),
        ),
        date=_date(When(), article.published), confidence=None, events=[],
    )  # fmt: skip


def hit(found: Hit) -> told.Excerpt:
    """A piece of an article around words that were looked for."""
    return told.Excerpt(
        quote=marked(found.snippet, _QUOTE), start=None, end=None, length=None, byline=None, source=_source(found.page), date=_date(When(), found.page.published),
        confidence=None, events=list(found.events[:_EVENTS]),
    )  # fmt: skip


def _stand(found: Stand) -> told.Evidence:
    held = found.position
    return told.Evidence(
        quote=marked(found.quote, _QUOTE), start=held.evidence.start, end=held.evidence.end, source=_source(found.page),
        date=_date(held.when, found.page.published), confidence=None,
    )  # fmt: skip


def _source(page: Report | Page) -> told.Source:
    return told.Source(
        article=page.article, outlet=_name(page.outlet), agency=_name(page.agency), title=marked(page.title, _TITLE) if page.title else None,
        published=_moment(page.published), url=_url(page.url),
    )  # fmt: skip


def _date(when: When, published: str | None) -> told.Date:
    """When it was, by the words; else the day on which the page was published."""
    if when.start is not None or when.end is not None:
        return told.Date(start=_moment(when.start), end=_moment(when.end), basis=when.basis)
    if published is None:
        return told.Date(start=None, end=None, basis="none")
    return told.Date(start=published[:10], end=published[:10], basis="publication")


def _moment(iso: str | None) -> str | None:
    return plain(iso, _NAME) if iso is not None else None


def _where(where: Where | None) -> str | None:
    if where is None:
        return None
    return plain(where.label if where.country is None or where.precision == "country" else f"{where.label}, {where.country}", _NAME)


def _voices(voices: Sequence[Voice]) -> list[str]:
    return [marked(v.name if v.name == v.label else f"{v.name} ({v.label})", _NAME) for v in voices[:_VOICES]]


def _contradiction(found: Contradiction) -> told.Contradiction:
    return told.Contradiction(field=found.field, claims=[told.Claim(value=marked(c.value, _NAME), articles=len(c.articles)) for c in found.claims[:_FIELDS]])


def _name(words: str | None) -> str | None:
    return marked(words, _NAME) if words else None


def _url(url: str | None) -> str | None:
    """A web address, percent-encoded; None for one that is none or too long to be told whole."""
    safe = address(url)
    return safe if safe is not None and len(safe) <= _URL else None
