"""One act from many reports: a partition of reports that follows from the set of them, in whatever order they came.

Reports are compared in pairs (`likeness`). Those that say when the act was are grouped first: as long as two groups have a mean
score of at least `join`, and no pair in them that rules it out, the two with the highest mean become one; of equal means, those
whose smallest report comes first (average linkage; Sokal and Michener 1958). Scores are whole numbers, so that no rounding depends
on the order. A report that does not say when is then attached to the only group that comes into question, or to one that leads the
others by `margin`. What is left is grouped among itself. Every step looks at the finished result of the one before, never at what
came earlier in the input. Reports that agree in all but words and numbers, where that alone
makes any two of them one act, count as one in all means and are compared once: an act told by hundreds costs little.

A store need not group everything anew when an article comes or goes. Reports that share no block key cannot be one act, and
`group` gives for each of the `components` what it gives for all reports together: `touched` names the reports to group anew.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from dragoman.model.kept import Report
from dragoman.record.likeness import Likeness, alike_by, likeness
from dragoman.record.telling import Told, told
from dragoman.record.weights import table

#: Up to how many reports of one profile are compared by their words where an article has two of them.
_COMPARED = 40
#: Days a bucket of block keys holds.
_BUCKET = 8
Pairs = dict[tuple[int, int], Likeness]


class Group(msgspec.Struct, frozen=True):
    """Reports of one act, canonical order (first published first), and what joined them; no reason for one report."""

    reports: tuple[Report, ...]
    reason: str = ""


class _Unit(msgspec.Struct, frozen=True):
    """Reports of different articles of which any two are one act by themselves; `told`, the first one's, is compared for all."""

    told: Told
    reports: tuple[Report, ...]
    articles: frozenset[str]


def group(reports: Iterable[Report]) -> list[Group]:
    """Partitions reports into acts: a function of the set of reports. Groups come in the order of their first reports.

    A report given twice (article and event id) counts once.
    """
    units = _units(reports)
    pairs = _pairs(units)
    found = [c for part in _parts(len(units), pairs) for c in _grouped(part, units, _allowed(part, units, pairs))]
    groups = [Group(tuple(sorted((r for i in c for r in units[i].reports), key=canonical)), _reason(c, units, pairs)) for c in found]
    return sorted(groups, key=lambda g: canonical(g.reports[0]))


def canonical(report: Report) -> tuple[str, str, str]:
    """The order in which reports stand: first published, then by article and event id; reports without a date come last."""
    return (report.published or "9999", report.article, report.event.id)


def identity(report: Report) -> tuple[str, str]:
    """What tells a report from all others: its article and its event in that article."""
    return (report.article, report.event.id)


# -- for a store that groups anew only what has to be --------------------------------------------------------------------


def block_keys(report: Report) -> tuple[str, ...]:
    """Keys of which two reports share at least one if they can be one act: type and mode, an actor, and a stretch of days.

    None where nothing tells when the act was: such a report stays by itself.
    """
    return _keys(told(report))


def joinable(a: Report, b: Report) -> bool:
    """Whether so much speaks for two reports being one act that a third report may make them one. Symmetric."""
    score = likeness(told(a), told(b)).score
    return score is not None and score >= _least()


def components(reports: Iterable[Report]) -> list[tuple[Report, ...]]:
    """Reports connected by pairs that are joinable: `group` of all is `group` of each. Canonical order."""
    units = _units(reports)
    parts = (sorted((r for i in part for r in units[i].reports), key=canonical) for part in _parts(len(units), _pairs(units)))
    return sorted((tuple(p) for p in parts), key=lambda p: canonical(p[0]))


def touched(
    new: Iterable[Report],
    near: Callable[[Sequence[str]], Iterable[Report]],
    component: Callable[[Report], Iterable[Report]],
) -> list[Report]:
    """All reports that have to be grouped anew with `new` ones, canonical order, the new ones among them.

    `near(keys)` gives the kept reports that hold one of some block keys, `component(report)` all kept reports of the
    component a kept report is in, itself among them. Then for each of `components(touched(…))`: its groups are `group` of it.
    When a report goes, `components` of what is left of its component are grouped; one whose fields or story changed goes and
    comes. A store that does so holds what `group` gives for all its reports.
    """
    found: dict[tuple[str, str], Report] = {}
    for report in new:
        found[identity(report)] = report
    for one in [told(r) for r in found.values()]:
        for other in near(_keys(one)):
            if identity(other) not in found:
                score = likeness(one, told(other)).score
                if score is not None and score >= _least():
                    found |= {identity(r): r for r in component(other) if identity(r) not in found}
    return sorted(found.values(), key=canonical)


def _least() -> int:
    return min(table().attach, table().join)


# -- which pairs are looked at -------------------------------------------------------------------------------------------


def _units(reports: Iterable[Report]) -> list[_Unit]:
    """Reports that are one act by themselves, canonical order, so that not all pairs of a much told act are compared.

    The second event of an article that could be in a unit is in a second one.
    """
    ready = [told(r) for r in sorted({identity(r): r for r in reports}.values(), key=canonical)]
    members: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    for one in ready:
        members[_common(one)].append(one)
    units: list[_Unit] = []
    for common, those in members.items():
        parts: dict[tuple[object, ...], list[Told]] = defaultdict(list)
        twice = len({t.report.article for t in those}) < len(those)
        seen: Counter[tuple[object, ...]] = Counter()
        for one in those:
            # where an article tells two of them apart, the words have to say which is which: as long as that can be compared
            part = _alone(one) if twice and len(those) <= _COMPARED else common
            seen[one.report.article, part] += 1
            parts[part, seen[one.report.article, part]].append(one)
        units += [_Unit(m[0], tuple(t.report for t in m), frozenset(t.report.article for t in m)) for m in parts.values()]
    return sorted(units, key=lambda u: canonical(u.reports[0]))


def _common(one: Told) -> tuple[object, ...]:
    """What all reports of a unit have in common: as little as makes any two of them one act, whatever else they say."""
    rows = table().features
    score = alike_by(one)[0] + rows["words-apart"].weight - max(table().join, table().attach)
    if score + rows["other-number"].weight >= 0:
        return ("profile", one.profile)
    return ("numbers", one.profile, one.numbers) if score >= 0 else _alone(one)


def _alone(one: Told) -> tuple[object, ...]:
    """The telling of a report; its own name where it says so little that it is not even like itself."""
    score = likeness(one, one).score
    return ("telling", one.telling) if score is not None and score >= max(table().join, table().attach) else identity(one.report)


def _keys(report: Told) -> tuple[str, ...]:
    type_, mode, _ = report.kind
    if report.days is None:
        when = report.report.event.when
        spans = [f"={when.start}/{when.end}"] if when.start or when.end else []
    else:
        first, last = report.days[0] - report.spare, report.days[1] + report.spare
        spans = [str(n) for n in range(first // _BUCKET, last // _BUCKET + 1)]
    return tuple(f"{type_}|{mode}|{code}|{span}" for code in sorted(report.actors) for span in spans)


def _pairs(units: Sequence[_Unit]) -> Pairs:
    """The likeness of all pairs that share a key and can be one act, by their places in `units`."""
    holders: dict[str, list[int]] = defaultdict(list)
    pairs: Pairs = {}
    for j, unit in enumerate(units):
        keys = _keys(unit.told)
        for i in {i for key in keys for i in holders[key]}:
            found = likeness(units[i].told, unit.told)
            if found.score is not None:
                pairs[i, j] = found
        for key in keys:
            holders[key].append(j)
    return pairs


def _parts(size: int, pairs: Pairs) -> list[list[int]]:
    """Which units are connected by joinable pairs: the places of each part in order."""
    root = list(range(size))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for (i, j), found in pairs.items():
        if found.score is not None and found.score >= _least():
            low, high = sorted((find(i), find(j)))
            root[high] = low
    parts: dict[int, list[int]] = defaultdict(list)
    for i in range(size):
        parts[find(i)].append(i)
    return list(parts.values())


def _allowed(part: Sequence[int], units: Sequence[_Unit], pairs: Pairs) -> Pairs:
    """The pairs within a part, without those that one article tells apart."""
    inside = ((i, j) for n, i in enumerate(part) for j in part[n + 1 :])
    return {(i, j): pairs[i, j] for i, j in inside if (i, j) in pairs and units[i].articles.isdisjoint(units[j].articles)}


# -- grouping ------------------------------------------------------------------------------------------------------------


def _grouped(part: Sequence[int], units: Sequence[_Unit], pairs: Pairs) -> Iterator[list[int]]:
    """The acts of one component."""
    if len(part) == 1:
        yield list(part)
        return
    clusters = _agglomerated([i for i in part if units[i].told.firm], pairs)
    taken = _attached([i for i in part if not units[i].told.firm], clusters, pairs)
    for number, cluster in enumerate(clusters):
        yield sorted([*cluster, *(i for i, at in taken.items() if at == number)])
    yield from _agglomerated([i for i in part if not units[i].told.firm and i not in taken], pairs)


def _agglomerated(members: Sequence[int], pairs: Pairs) -> list[list[int]]:
    """Average linkage: the two groups of the highest mean score become one while the mean is at least `join`.

    Groups go by their smallest member. `sums` holds the sum of scores between two groups, and lacks those that cannot be one.
    """
    clusters = {i: [i] for i in members}
    sums: dict[tuple[int, int], int] = {}
    for i, j in ((i, j) for n, i in enumerate(members) for j in members[n + 1 :]):
        found = pairs.get((i, j))
        if found is not None and found.score is not None:
            sums[i, j] = found.score
    # equal means must compare equal: a fraction of whole numbers, scaled and cut, not a float
    heap = [(-_mean(s, 1), i, j, 1) for (i, j), s in sums.items()]
    heapq.heapify(heap)
    join = _mean(table().join, 1)
    while heap:
        mean, i, j, size = heapq.heappop(heap)
        if -mean < join:
            break
        if i not in clusters or j not in clusters or (i, j) not in sums or len(clusters[i]) * len(clusters[j]) != size:
            continue
        if -mean != _mean(sums[i, j], size):
            continue
        for other in clusters:
            if other in (i, j):
                continue
            one, two = sums.pop(_pair(i, other), None), sums.pop(_pair(j, other), None)
            if one is not None and two is not None:
                total, count = one + two, (len(clusters[i]) + len(clusters[j])) * len(clusters[other])
                sums[_pair(i, other)] = total
                heapq.heappush(heap, (-_mean(total, count), *_pair(i, other), count))
        clusters[i] += clusters.pop(j)
        del sums[i, j]
    return [sorted(c) for c in clusters.values()]


def _pair(i: int, j: int) -> tuple[int, int]:
    return (i, j) if i < j else (j, i)


def _mean(total: int, count: int) -> int:
    """A mean in millionths of a hundredth, rounded down."""
    return total * 1_000_000 // count


def _attached(soft: Sequence[int], clusters: Sequence[Sequence[int]], pairs: Pairs) -> dict[int, int]:
    """To which cluster each report without a day of its own belongs, if to one.

    Those that fit best come first; one that cannot be one act with another attached before stays out.
    """
    wishes: list[tuple[int, int, int]] = []
    for i in soft:
        means = sorted(((-m, n) for n, c in enumerate(clusters) if (m := _linkage(i, c, pairs)) is not None), key=lambda w: w)
        fitting = [(m, n) for m, n in means if -m >= _mean(table().attach, 1)]
        if len(fitting) == 1 or (len(fitting) > 1 and fitting[1][0] - fitting[0][0] >= _mean(table().margin, 1)):
            wishes.append((fitting[0][0], i, fitting[0][1]))
    taken: dict[int, int] = {}
    for _, i, n in sorted(wishes):
        if all(_pair(i, k) in pairs for k, at in taken.items() if at == n):
            taken[i] = n
    return taken


def _linkage(i: int, cluster: Sequence[int], pairs: Pairs) -> int | None:
    """The mean score of a report and a group, None where one of the pairs cannot be one act."""
    scores = [found.score for k in cluster if (found := pairs.get(_pair(i, k))) is not None and found.score is not None]
    return _mean(sum(scores), len(scores)) if len(scores) == len(cluster) else None


def _reason(cluster: Sequence[int], units: Sequence[_Unit], pairs: Pairs) -> str:
    """What speaks for the reports of a group being one act: the features of positive weight, with the number of pairs if not all."""
    if len(cluster) == 1:
        unit = units[cluster[0]]
        return _said(Counter(alike_by(unit.told)[1]), 1) if len(unit.reports) > 1 else ""
    among = [pairs[i, j] for n, i in enumerate(cluster) for j in cluster[n + 1 :] if (i, j) in pairs]
    return _said(Counter(name for found in among for name in found.features), len(among))


def _said(held: Counter[str], of: int) -> str:
    """Features of positive weight in words, in the order of the table."""
    rows = table().features
    said = [
        rows[name].says + ("" if held[name] == of else f" ({held[name]} of {of} pairs)")
        for name in rows
        if held[name] and rows[name].weight > 0
    ]
    return ", ".join(said)
