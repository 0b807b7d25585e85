"""The time of a clause: its own phrase of time, or the one its sentence lends it."""

from collections.abc import Sequence

from dragoman.dates import TimeExpression
from dragoman.languages.ko.drafts import Draft, Parse
from dragoman.languages.ko.told import Told
from dragoman.model.text import Span


def time_of(told: Told, times: Sequence[TimeExpression], span: Span, parsed: Parse, reported_at: int | None, elsewhere: frozenset[int]) -> tuple[TimeExpression | None, str | None]:
    """The time of a clause: one among its own phrases, else the nearest before it in the sentence.

    A time before `…에 따르면` (at `reported_at`) is when it was reported, not when it happened, if there is another.
    """
    usable = [t for t in times if t.kind in ("point", "since") and t.when is not None]
    usable = [t for t in usable if t.kind != "since" or not _between(parsed, t.span.end + span.start, told.clause.trigger.start)]
    if reported_at is not None and len(usable) > 1:
        usable = [t for t in usable if t.span.end + span.start > reported_at]
    if not usable:
        return None, None
    own: list[TimeExpression] = []
    nodes = [*(told.draft.nodes if told.draft is not None else [])]
    if told.node is not None:
        nodes = [told.node, *[m for m in told.node.modifiers if not isinstance(m, Draft)], *nodes]
        for modifier in told.node.modifiers:
            if isinstance(modifier, Draft):
                nodes = [*modifier.nodes, *nodes]
    for node in nodes:
        stretch = Span(node.start - span.start, node.end - span.start)
        own += [t for t in usable if stretch.covers(t.span)]
        for inner in node.modifiers:
            if not isinstance(inner, Draft) and inner.phrase is not None and inner.phrase.time is not None and inner.phrase.time in usable:
                own.append(inner.phrase.time)
    if own:
        return own[0], "ko/own-time"
    if told.draft is not None and told.draft.gap == "object" and told.node is None:
        # 러시아가 북한과 맺은 조약에 21일 항의했다: what is done to the noun is background
        return None, None
    before = [t for t in usable if t.span.end + span.start <= told.clause.trigger.start and t.span.start + span.start not in elsewhere]
    if before:
        return before[-1], "ko/time-of-sentence"
    return None, None


def _between(parsed: Parse, start: int, end: int) -> bool:
    """Whether a main or connective predicate stands between two places."""
    return any(start <= d.predicate.start and d.predicate.end <= end and d.predicate.ending in ("connective", "final", "quotative") for d in parsed.drafts)


def times_ahead(parsed: Parse, draft: Draft | None) -> frozenset[int]:
    """Where the times ahead stand that belong to an adnominal clause other than `draft`: they are not lent."""
    return frozenset(
        n.start
        for d in parsed.drafts
        if d is not draft and d.predicate.ending == "adnominal"
        for n in d.nodes
        if n.phrase is not None and n.phrase.ahead
    )
