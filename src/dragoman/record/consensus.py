"""One act as all its reports together tell it: the best of them first, how many sources, and where they disagree.

Nothing is averaged. Where reports disagree, the act is told as most independent sources tell it, and the contradiction stands beside
it with the articles on each side. A report that is only vaguer than another (a month beside a day, a state beside a city, `at least
ten` beside twelve) does not contradict it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from dragoman.model.kept import Claim, Contradiction, KeptEvent, Report
from dragoman.model.reading import Quantity
from dragoman.model.when import When, Where
from dragoman.record.likeness import one_place
from dragoman.record.merging import canonical
from dragoman.record.windows import covered

Field = Literal["when", "where", "status", "quantity"]
#: How far apart two numbers are that agree if one of them is `about`: a tenth of the larger one.
_ABOUT = 0.1
_PRECISE = {"day": 0, "period": 1, "month": 2, "year": 3, None: 4}
_BASIS = {"text": 0, "publication": 1, "none": 2}
_EXTENT = {"city": 0, "region": 1, "country": 2}


def keep(reports: Iterable[Report], reason: str = "") -> KeptEvent:
    """The act that reports of one group tell, without links and corrections. A function of the set of reports.

    Its id is the event id of the canonical report, so it stays as long as no report turns up that was published before all others.
    Confidence is that of the surest report: what one reader misreads he misreads in ten papers, so more reports make it no surer.
    Raises ValueError for no reports.
    """
    ordered = sorted(reports, key=canonical)
    if not ordered:
        raise ValueError("an act needs a report")
    best = _best(ordered)
    told = best.event
    days = sorted(r.published[:10] for r in ordered if r.published is not None)
    return KeptEvent(
        id=ordered[0].event.id, type=told.type, mode=told.mode, contexts=told.contexts, quad=told.quad, score=told.score, cameo=told.cameo,
        actors=told.actors, recipients=told.recipients, when=told.when, where=told.where, status=told.status, voices=told.voices,
        confidence=max(r.event.confidence for r in ordered), reports=(best, *(r for r in ordered if r is not best)),
        sources=len({r.source for r in ordered}), first_seen=days[0] if days else None, last_seen=days[-1] if days else None,
        reason=reason, contradictions=tuple(contradictions(ordered)),
    )  # fmt: skip


def contradictions(reports: Sequence[Report]) -> list[Contradiction]:
    """The fields in which reports of one act disagree, in the order of `_FIELDS`; the best attested claim of each first."""
    if len(reports) < 2:
        return []
    found: list[Contradiction] = []
    for field, claim, agree in _FIELDS:
        claims: dict[str, list[Report]] = defaultdict(list)
        for report in reports:
            if (said := claim(report)) is not None:
                claims[said].append(report)
        against = {one for one in claims for other in claims if not agree(claims[one][0], claims[other][0])}
        if against:
            ranked = sorted(against, key=lambda said: _attested(claims[said], said))
            found.append(Contradiction(field=field, claims=tuple(Claim(value=s, articles=_articles(claims[s])) for s in ranked)))
    return found


# -- the report that stands for the act ----------------------------------------------------------------------------------


def _best(reports: Sequence[Report]) -> Report:
    """The report that says what most sources say, and of those the one that says most: status first, then time, parties, place."""
    if len(reports) == 1:
        return reports[0]
    views: list[Callable[[Report], str | None]] = [_status, _when, _parties, _where]
    favoured = [_favoured(reports, view) for view in views]

    def rank(report: Report) -> tuple[object, ...]:
        event = report.event
        agrees = tuple(wanted is not None and view(report) != wanted for view, wanted in zip(views, favoured, strict=True))
        place = _EXTENT[event.where.precision] if event.where is not None else len(_EXTENT)
        precise = (_BASIS[event.when.basis], _PRECISE[event.when.precision], not event.recipients, event.mode is None, place)
        return (*agrees, *precise, bool(event.voices), -event.confidence, canonical(report))

    return min(reports, key=rank)


def _favoured(reports: Sequence[Report], view: Callable[[Report], str | None]) -> str | None:
    """What most independent sources say, of equals what more reports say; None where nobody says anything."""
    said: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        if (one := view(report)) is not None:
            said[one].append(report)
    return min(said, key=lambda one: _attested(said[one], one), default=None)


def _attested(reports: Sequence[Report], said: str) -> tuple[int, int, bool, str]:
    """Orders claims, the best attested first: by sources, by reports; an act rather than its denial; then by the words."""
    return (-len({r.source for r in reports}), -len(reports), said == "denied", said)


def _articles(reports: Iterable[Report]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(r.article for r in sorted(reports, key=canonical)))


def _parties(report: Report) -> str:
    sides = (report.event.actors, report.event.recipients)
    return "→".join("+".join(sorted({p.code for p in side})) for side in sides)


# -- what a report claims, and which claims agree ------------------------------------------------------------------------


def _when(report: Report) -> str | None:
    """The time a report gives in words: a denial gives that of the words, not of the act."""
    when = report.event.when
    if when.basis != "text" or report.event.status == "denied" or when.start is None or when.end is None:
        return None
    return when.start if when.start == when.end else f"{when.start}/{when.end}"


def _times_agree(a: Report, b: Report) -> bool:
    (first, last), (other_first, other_last) = _days(a.event.when), _days(b.event.when)
    return first <= other_last and other_first <= last


def _days(when: When) -> tuple[int, int]:
    return covered(str(when.start), str(when.end))


def _where(report: Report) -> str | None:
    where = report.event.where
    return None if where is None else ", ".join(part for part in (where.label, where.country) if part)


def _places_agree(a: Report, b: Report) -> bool:
    one, other = a.event.where, b.event.where
    return one is None or other is None or one_place(one, other) or _within(one, other)


def _within(a: Where, b: Where) -> bool:
    """Whether the one of two places that is given more widely can hold the other."""
    return a.country == b.country and (a.precision != "city" or b.precision != "city")


def _status(report: Report) -> str:
    """What a report says of whether it happened: a plan may still be possible only."""
    return "planned" if report.event.status == "possible" else report.event.status


def _statuses_agree(a: Report, b: Report) -> bool:
    return _status(a) == _status(b)


def _numbers(report: Report) -> str | None:
    said = sorted({_in_words(q) for q in report.event.quantities})
    return "; ".join(said) or None


def _in_words(quantity: Quantity) -> str:
    bound = "" if quantity.bound == "exact" else quantity.bound.replace("_", " ") + " "
    return f"{bound}{quantity.value:,.10g} {quantity.unit}".replace(",", "")


def _numbers_agree(a: Report, b: Report) -> bool:
    """Whether for each unit that both give one number fits one of the other's: they may count different things."""
    for unit in {q.unit for q in a.event.quantities} & {q.unit for q in b.event.quantities}:
        left = [q for q in a.event.quantities if q.unit == unit]
        right = [q for q in b.event.quantities if q.unit == unit]
        if not any(_fits(x, y) for x in left for y in right):
            return False
    return True


def _fits(x: Quantity, y: Quantity) -> bool:
    if "about" in (x.bound, y.bound) and abs(x.value - y.value) <= _ABOUT * max(abs(x.value), abs(y.value)):
        return True
    return _reaches(x, y) and _reaches(y, x)


def _reaches(x: Quantity, y: Quantity) -> bool:
    """Whether the bounds of two numbers leave room for one number, looked at from the first one."""
    if x.bound == "at_least":
        return y.bound == "at_least" or y.value >= x.value
    if x.bound == "at_most":
        return y.bound == "at_most" or y.value <= x.value
    return y.bound in ("at_least", "at_most") or x.value == y.value


_FIELDS: tuple[tuple[Field, Callable[[Report], str | None], Callable[[Report, Report], bool]], ...] = (
    ("when", _when, _times_agree),
    ("where", _where, _places_agree),
    ("status", _status, _statuses_agree),
    ("quantity", _numbers, _numbers_agree),
)
