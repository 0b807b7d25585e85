"""Questions about events: what was asked for, checked, and as SQL."""

from collections.abc import Iterable, Sequence

import msgspec

from dragoman.coding import plover
from dragoman.model.errors import one_line
from dragoman.model.language import Status
from dragoman.record import days
from dragoman.record.errors import BadQuestion

STATUSES: tuple[Status, ...] = ("happened", "planned", "possible", "denied")
DIRECTIONS = ("to", "from", "mutual")


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which events are asked for; what is None is not asked. Codes are those of the record (`codes`).

    `actor` acts, `party` takes part on any side, `other` takes part besides; `between` leaves out events in which both only stand
    side by side against somebody else. `since` and `until` are days, months or years, inclusive: an event of 2023-02 is of the time
    since 2023-02-15. Events without any time have no place in a stretch of time. `source` is (a part of) the name of an outlet or
    agency, or of an address or file, `voice` of somebody on whose word it is told. `direction` (with `party` and `other`) is `to`, `from`
    or `mutual`: what the party does to the other. Rejected events are left out unless asked for. `newest` turns the order round: the
    newest first, those without a time last.
    """

    actor: str | None = None
    party: str | None = None
    other: str | None = None
    between: bool = False
    types: tuple[str, ...] = ()
    quads: tuple[int, ...] = ()
    statuses: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    min_confidence: float = 0.0
    source: str | None = None
    voice: str | None = None
    direction: str | None = None
    rejected: bool = False
    newest: bool = False


def check(wanted: Wanted) -> Wanted:
    """The same with types in capitals. Raises `BadQuestion` for what no event can be."""
    types = tuple(t.upper() for t in wanted.types)
    _among(types, plover.types(), "event type")
    _among(wanted.statuses, STATUSES, "status")
    _among(wanted.quads, (1, 2, 3, 4), "quad class")
    if wanted.direction is not None:
        _among((wanted.direction,), DIRECTIONS, "direction")
    check_days(wanted.since, wanted.until)
    return msgspec.structs.replace(wanted, types=types)


def check_days(since: str | None, until: str | None) -> None:
    """Raises `BadQuestion` for days that no calendar has, and for a time that ends before it begins."""
    first = days.asked(since) if since is not None else None
    last = days.asked(until) if until is not None else None
    if first is not None and last is not None and days.first_day(first) > days.last_day(last):
        raise BadQuestion(f"{one_line(first)} to {one_line(last)}: ends before it begins")


def place(after: str | None) -> tuple[str, str] | None:
    """Day and id of a place in a list of events. Raises `BadQuestion` for what is none."""
    if after is None:
        return None
    day, bar, identity = after.partition("|")
    if not bar:
        raise BadQuestion(f"{one_line(after)}: not a place in a list; give the one that was printed")
    return day, identity


def behind(since: str | int) -> tuple[int, str | None]:
    """A number of the log, or a day: what is written with a hyphen is a day or a month. Raises `BadQuestion` for what is neither."""
    text = str(since).strip()
    if "-" in text:
        return 0, days.first_day(days.asked(text))
    if not text.isdecimal():
        raise BadQuestion(f"{one_line(text)}: neither a number of a change nor a day; write it as 120 or 2023-02-28")
    return int(text), None


def sql(wanted: Wanted, after: tuple[str, str] | None, order: str | None = None) -> tuple[str, list[object]]:
    """`FROM … WHERE … ORDER BY …` over events `e` and its parameters; `after` is (sort_day, id) of the last event seen.

    `order` takes the place of the order by days.
    """
    source, conditions, values = _from(wanted)

    def ask(condition: str, *given: object) -> None:
        conditions.append(condition)
        values.extend(given)

    for column, some in (("e.type", wanted.types), ("e.quad", wanted.quads), ("e.status", wanted.statuses)):
        if some:
            ask(f"{column} IN ({','.join('?' * len(some))})", *some)
    if wanted.since is not None:
        ask("e.last_day >= ?", days.first_day(wanted.since))
    if wanted.until is not None:
        ask("e.first_day <= ?", days.last_day(wanted.until))
    if wanted.min_confidence > 0:
        ask("e.confidence >= ?", wanted.min_confidence)
    if wanted.source is not None:
        name = wanted.source.casefold()
        columns = " OR ".join(f"instr(lower({c}), ?)" for c in ("a.outlet", "a.agency", "a.origin", "a.url", "a.source"))
        ask(f"EXISTS (SELECT 1 FROM reports r JOIN articles a ON a.number = r.article WHERE r.event = e.id AND r.live AND ({columns}))", *[name] * 5)
    if wanted.voice is not None:
        name = wanted.voice.casefold()
        told = "instr(lower(json_extract(v.value, '$.name')), ?) OR instr(lower(json_extract(v.value, '$.label')), ?)"
        ask(f"EXISTS (SELECT 1 FROM json_each(e.data, '$.voices') v WHERE {told})", name, name)
    if not wanted.rejected:
        ask("e.verdict IS NOT 'rejected'")
    day = "e.sort_day" if source == "events e" else "p.sort_day"
    way = "DESC" if wanted.newest else "ASC"
    if after is not None and wanted.newest:
        ask(f"{day} <= ? AND ({day}, e.id) < (?, ?)", after[0], *after)
    elif after is not None:
        ask("e.sort_day >= ? AND (e.sort_day, e.id) > (?, ?)", after[0], *after)
    if wanted.newest:
        undated = after is not None and after[0] == days.UNDATED
        ask(f"{day} {'=' if undated else '<'} ?", days.UNDATED)
    return f"FROM {source} WHERE {' AND '.join(conditions) or '1'} ORDER BY {order or f'{day} {way}, e.id {way}'}", values


def _from(wanted: Wanted) -> tuple[str, list[str], list[object]]:
    """The tables that lead to the fewest events, with their conditions and parameters."""
    first = wanted.actor or wanted.party
    if first is None:
        first, second = wanted.other, None
    else:
        second = wanted.party if wanted.actor is not None and wanted.party is not None else wanted.other
    conditions: list[str] = []
    values: list[object] = []
    if first is None:
        return "events e", conditions, values
    if second is not None:
        source = "pairs p JOIN events e ON e.number = p.event"
        conditions.append("p.code = ? AND p.other = ?")
        values += [first, second]
        if wanted.direction is not None:
            conditions.append("p.relation = ?")
            values.append(wanted.direction)
        elif wanted.between:
            conditions.append("p.relation <> 'beside'")
    else:
        source = "event_parties p JOIN events e ON e.number = p.event"
        conditions.append("p.code = ?")
        values.append(first)
        if wanted.actor is None:
            conditions.append("(p.role = 'actor' OR NOT EXISTS (SELECT 1 FROM event_parties q WHERE q.code = p.code AND q.sort_day = p.sort_day"
                              " AND q.event = p.event AND q.role = 'actor'))")  # fmt: skip
        else:
            conditions.append("p.role = 'actor'")
    for code in [c for c in (wanted.actor, wanted.party, wanted.other) if c is not None and c not in (first, second)]:
        conditions.append("EXISTS (SELECT 1 FROM event_parties q WHERE q.code = ? AND q.sort_day = p.sort_day AND q.event = p.event)")
        values.append(code)
    if second is not None and wanted.actor is not None:
        conditions.append("EXISTS (SELECT 1 FROM event_parties q WHERE q.code = ? AND q.sort_day = p.sort_day AND q.event = p.event AND q.role = 'actor')")
        values.append(wanted.actor)
    return source, conditions, values


def _among(given: Sequence[object], known: Iterable[object], what: str) -> None:
    known = list(known)
    for one in given:
        if one not in known:
            raise BadQuestion(f"{one_line(str(one))}: no {what}; these are: {', '.join(str(k) for k in known)}")
