"""The tools: each a question, what it is for, and how the record answers it."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, Generic, TypeVar

import msgspec

from dragoman.mcp import asked, lookup, showing, told
from dragoman.mcp.marking import CLOSE, OPEN, fitted, plain
from dragoman.mcp.paging import BUDGET, cursor, fit, number, place
from dragoman.mcp.showing import Shown
from dragoman.model.kept import KeptEvent
from dragoman.names.lexicon import Person, load
from dragoman.record import BadQuestion, Record, days
from dragoman.record.answers import Results, Stand
from dragoman.relations import Balance, Slice, Tables, balance

Q = TypeVar("Q", bound=asked.Question)
#: Partners shown of a period, acts shown as instances of a balance.
_PARTNERS, _INSTANCES = 12, 4
#: Acts among which an instance of a state's own acts is looked for.
_LOOKED_AT = 50


class Tool(msgspec.Struct, Generic[Q], frozen=True):
    """A tool. `about` tells an agent when to use it; `answer` raises `DragomanError` for what cannot be answered."""

    name: str
    about: str
    question: type[Q]
    gives: type[told.Answer]
    answer: Callable[[Record, Q], told.Answer]


def find_parties(record: Record, question: asked.FindParties) -> told.Parties:
    """States, organisations and people by their names."""
    shown, start = Shown(record), number(place(question))
    found = lookup.matches(question.words)
    hint = None
    if not found:
        try:
            meant = record.meant(question.words)
        except BadQuestion as error:
            hint = f"{error}. People whom only articles introduce have no entry: try quotes with speaker"
            return told.Parties(parties=[], hint=hint)
        party = told.FoundParty(kind="organisation", code=meant.code, label=plain(meant.label, 80), name=plain(meant.name, 80), offices=[], **_latest(record, meant.code))
        return told.Parties(parties=[party])
    items = ((_party(record, shown, one), str(place)) for place, one in enumerate(found[start:], start + 1))
    parties, following = fit(question, items, question.limit)
    return told.Parties(parties=parties, next=following)


def timeline(record: Record, question: asked.Timeline) -> told.EventList:
    """What passed between two parties."""
    found = record.timeline(
        question.one, question.other, type=_several(question.type), quad=_several(question.quad), status=_several(question.status),
        since=question.since, until=question.until, min_confidence=question.min_confidence, source=question.source, newest=question.newest,
        limit=question.limit, after=place(question),
    )  # fmt: skip
    return _events(record, question, found)


def events(record: Record, question: asked.Events) -> told.EventList:
    """Events by conditions, or one by its id."""
    if question.id is not None:
        return _one_event(record, question)
    found = record.events(
        actor=question.actor, with_=question.with_, party=question.party, type=_several(question.type), quad=_several(question.quad),
        status=_several(question.status), since=question.since, until=question.until, min_confidence=question.min_confidence,
        source=question.source, newest=question.newest, limit=question.limit, after=place(question),
    )  # fmt: skip
    return _events(record, question, found)


def quotes(record: Record, question: asked.Quotes) -> told.QuoteList:
    """Who said what."""
    start = number(place(question))
    found = record.quotes(
        speaker=question.speaker, about=question.about, since=question.since, until=question.until, source=question.source,
        limit=start + question.limit + 1,
    )  # fmt: skip
    shown = Shown(record)
    items = ((shown.quote(one), str(behind)) for behind, one in enumerate(found[start:], start + 1))
    some, following = fit(question, items, question.limit)
    hint = None if some or question.speaker is None else "nobody of this name speaks here; find_parties gives codes, and a part of a name as pages write it is enough"
    return told.QuoteList(quotes=some, next=following, hint=hint)


def positions(record: Record, question: asked.Positions) -> told.PositionList:
    """Where a party stands, with what it held before."""
    start, shown = number(place(question)), Shown(record)
    conditions: dict[str, Any] = {"stance": question.stance, "since": question.since, "until": question.until, "source": question.source}
    found = record.positions(question.holder, about=question.about, **conditions)
    before = _before(record.positions(question.holder, about=question.about))
    items = ((shown.position(one, before.get(_key(one)) if one.before else None), str(behind)) for behind, one in enumerate(found[start:], start + 1))
    some, following = fit(question, items, question.limit)
    hint = None if some else "no position of this kind in the record; quotes and events may tell more"
    return told.PositionList(positions=some, next=following, hint=hint)


def article_excerpt(record: Record, question: asked.ArticleExcerpt) -> told.Excerpts:
    """A piece of an article, or of all that have some words."""
    if (question.article is None) == (question.words is None):
        raise BadQuestion("article_excerpt: give either `article`, an id from `source` of another answer, or `words` to look for")
    if question.words is not None:
        hits = record.search(question.words, limit=question.limit, after=place(question))
        hint = None if hits else "no page has all of these words; try fewer, or only the beginning of one"
        return told.Excerpts(excerpts=[showing.hit(one) for one in hits], next=cursor(question, hits.after) if hits.after is not None else None, hint=hint)
    article = record.article(question.article or "")
    start = number(place(question)) or question.start
    if start >= len(article.text) > 0:
        raise BadQuestion(f"start {start}: behind the end of the article, whose text has {len(article.text)} code points")
    piece = article.text[start : start + question.length]
    shown, taken = fitted(piece, BUDGET // 2)
    end = start + taken
    more = cursor(question, str(end)) if end < len(article.text) else None
    return told.Excerpts(excerpts=[showing.excerpt(article, f"{OPEN}{shown}{CLOSE}", start, taken)], next=more)


def balance_sheet(record: Record, question: asked.Balance) -> told.BalanceSheet:
    """How a state divides its dealings."""
    start = number(place(question))
    state, toward = record.meant(question.state).code, [record.meant(pole).code for pole in question.toward]
    tables = Tables(dyads=record.dyads(state), coverage=record.coverage(), mentions=record.mentions(state), stories=record.event_stories(state))
    found = balance(
        tables, state, toward, by=question.by, since=question.since, until=question.until, weight=question.weight,
        side="own" if question.own else "both", statuses=_several(question.status) or ("happened",), min_confidence=question.min_confidence,
    )  # fmt: skip
    first = start == 0 and question.cursor is None
    instances = list(_instances(record, question, found)) if first else []
    items = ((_period(one, found.toward), str(behind)) for behind, one in enumerate(found.slices[start:], start + 1))
    # the first page carries the whole and the instances as well
    periods, following = fit(question, items, question.limit, BUDGET // 2 if first else BUDGET)
    return told.BalanceSheet(
        state=state, toward=list(found.toward), by=found.by, weight=found.weight, whole=_period(found.whole, found.toward) if first else None,
        undated=found.undated, instances=instances, periods=periods, next=following,
    )  # fmt: skip


# -- parts ----------------------------------------------------------------------------------------------------------------


def _events(record: Record, question: asked.Question, found: Results[KeptEvent]) -> told.EventList:
    """A page of events; a list that the record cut goes on behind its last event."""
    shown = Shown(record)
    items = ((shown.event(one), f"{days.sort_day(one.when)}|{one.id}") for one in found)
    some, following = fit(question, items, question.limit)
    if following is None and found.after is not None:
        following = cursor(question, found.after)
    hint = None if some else "nothing in the record; try a longer time, fewer conditions, or find_parties for the codes"
    return told.EventList(events=some, next=following, hint=hint)


def _one_event(record: Record, question: asked.Events) -> told.EventList:
    """One event with all its reports, page by page."""
    if question != asked.Events(id=question.id, limit=question.limit, cursor=question.cursor):
        raise BadQuestion("events: `id` asks for one event; leave the other conditions out")
    start, found = number(place(question)), record.event(question.id or "")
    shown = Shown(record)
    others = ((showing.report(one), str(behind)) for behind, one in enumerate(found.reports[start + 1 :], start + 1))
    some, following = fit(question, others, question.limit, BUDGET - len(msgspec.json.encode(shown.event(found)).decode()))
    event = msgspec.structs.replace(shown.event(found), other_reports=some)
    hint = f"found under {found.id} now" if found.id != question.id else None
    return told.EventList(events=[event], next=following, hint=hint)


def _party(record: Record, shown: Shown, match: lookup.Match) -> told.FoundParty:
    entry = match.entry
    if not isinstance(entry, Person):
        kind: Any = match.kind
        return told.FoundParty(kind=kind, code=match.code, label=entry.label, name=entry.name, offices=[], **_latest(record, match.code))
    said = record.quotes(speaker=entry.label, limit=1)
    labels = {office.id: office.label for office in load().offices}
    offices = [told.Office(office=labels.get(t.office, t.office), of=t.of, since=t.since, until=t.until) for t in entry.offices]
    return told.FoundParty(
        kind="person", code=match.code, label=entry.label, name=entry.name, offices=offices, event=None,
        evidence=showing.statement(said[0].statement, said[0].page) if said else None,
    )  # fmt: skip


def _latest(record: Record, code: str) -> dict[str, Any]:
    """The latest event that the record has of a party."""
    found = record.events(party=code, newest=True, limit=1)
    return {"event": found[0].id, "evidence": showing.report(found[0].reports[0])} if found else {"event": None, "evidence": None}


def _before(stands: Sequence[Stand]) -> dict[tuple[object, ...], Stand]:
    """For each position of a list in order, the one held on the same thing before it."""
    held: dict[tuple[str, str], Stand] = {}
    before: dict[tuple[object, ...], Stand] = {}
    for stand in stands:
        position = stand.position
        about = (position.holder.code, position.object.code or position.object.text)
        if about in held:
            before[_key(stand)] = held[about]
        if position.status == "happened":
            held[about] = stand
    return before


def _key(stand: Stand) -> tuple[object, ...]:
    position = stand.position
    return stand.page.article, position.stance, position.status, position.evidence, position.object.start


def _instances(record: Record, question: asked.Balance, found: Balance) -> Iterator[told.ForInstance]:
    """The first act with each of the poles, or else with the partners who have most acts."""
    partners = list(found.toward) or [p.code for p in found.whole.partners]
    for partner in partners[:_INSTANCES]:
        acts = record.timeline(
            found.state, partner, since=question.since, until=question.until, status=found.statuses, min_confidence=question.min_confidence,
            limit=_LOOKED_AT if question.own else 1,
        )  # fmt: skip
        counted = (act for act in acts if not question.own or any(p.code == found.state for p in act.actors))
        for act in islice(counted, 1):
            yield told.ForInstance(partner=partner, event=act.id, evidence=showing.report(act.reports[0]))


def _period(one: Slice, poles: Sequence[str]) -> told.Period:
    """A period with the partners who have most acts; poles are always among them."""
    shown = {p.code for p in one.partners[:_PARTNERS]} | set(poles)
    partners = [told.Dealings(partner=p.code, **{f: getattr(p, f) for f in p.__struct_fields__ if f != "code"}) for p in one.partners if p.code in shown]
    return told.Period(
        period=one.period, covered=one.covered, articles=one.articles, articles_of_state=one.articles_of_state, acts=one.acts, partners=partners,
        partners_left_out=len(one.partners) - len(partners), evenness=one.evenness,
    )  # fmt: skip


def _several(given: Any) -> Any:
    """One or many, as many."""
    return tuple(given) if isinstance(given, list | tuple) else (given,)


# -- all of them ----------------------------------------------------------------------------------------------------------

_PARTIES = "Parties are codes (KAZ, NATO) or names in any language."
TOOLS: tuple[Tool[Any], ...] = (
    Tool("find_parties", "Finds the codes of states and organisations, and people with their offices, by a name or a part of one in Korean, English or"
         " another language, each with words that the record has of it. Start here where a code is not known.", asked.FindParties, told.Parties, find_parties),
    Tool("timeline", f"What passed between two parties, in order: one toward the other, or both together. {_PARTIES}", asked.Timeline, told.EventList, timeline),
    Tool("events", f"Diplomatic events (PLOVER types) by who acts, with whom, type, status and time, in order of days; with `id` one event with all its reports."
         f" An event that is planned, possible or denied did not happen. {_PARTIES}", asked.Events, told.EventList, events),
    Tool("quotes", "Who said what, quoted or reported, in order of days, by speaker (a party or a part of a person's name) and by the party it is about.",
         asked.Quotes, told.QuoteList, quotes),
    Tool("positions", f"Where a party stands (recognises, supports, opposes …), by what it is about, and what it held before where that changed. {_PARTIES}",
         asked.Positions, told.PositionList, positions),
    Tool("balance", "How a state's cooperation and conflict divide among its partners, in the whole and period by period, and how evenly toward given poles."
         f" Counts what pages tell, not what happened: look at `covered` and `articles` first. {_PARTIES}", asked.Balance, told.BalanceSheet, balance_sheet),
    Tool("article_excerpt", "Reads a piece of an article by its id, to see a quote in its context; or finds pieces of articles by words, the newest first.",
         asked.ArticleExcerpt, told.Excerpts, article_excerpt),
)  # fmt: skip
