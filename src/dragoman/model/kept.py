"""What the record keeps: acts as all its articles together tell them, and what people said of that telling."""

from typing import Literal

import msgspec

from dragoman.model.reading import Act, Event

LinkKind = Literal["happened_as", "planned_as", "cancelled_by", "cancels"]
Verdict = Literal["accept", "reject", "set", "undo"]
ChangeKind = Literal["added", "changed", "merged", "withdrawn", "corrected"]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One article's telling of an act.

    `event` is the telling as it was read, its offsets in the text of `article`; `quote` is that text at its evidence.
    `story` is the id of the article's story; `source` names who stands behind it independently of others (the outlet or agency
    on whose word the article has the act, else the origin of the story: an agency, else an outlet, else the story itself). `published` is the article's, ISO 8601.
    """

    article: str
    story: str
    source: str
    outlet: str | None
    agency: str | None
    url: str | None
    title: str | None
    published: str | None
    event: Event
    quote: str


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One of several things that reports say of the same field of an act: the value, and the articles that say so."""

    value: str
    articles: tuple[str, ...]


class Contradiction(msgspec.Struct, frozen=True, kw_only=True):
    """A field of an act in which its reports disagree. The claims come with the best attested first."""

    field: Literal["when", "where", "status", "quantity"]
    claims: tuple[Claim, ...]


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A tie between two acts of the record: what was planned and what became of it. `reason` names what they share."""

    kind: LinkKind
    event: str
    reason: str


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody said of an act: appended, never overwritten. `at` is UTC, ISO 8601; `undoes` is the id of another one.

    `evidence` are the words it was made on; `stale` is true where the act does not rest on them any more.
    """

    id: str
    event: str
    verdict: Verdict
    field: str | None = None
    value: str | None = None
    by: str
    at: str
    why: str | None = None
    undoes: str | None = None
    evidence: str | None = None
    stale: bool = False


class KeptEvent(Act, frozen=True, kw_only=True):
    """One act, as all reports of it tell it together, and where it comes from.

    `id` is that of its canonical report, the first published: the same whatever the order of adding. Parties, `when` and
    `where` are those of the report that tells them best, `reports[0]`; offsets are in the text of its article. `sources`
    counts independent sources. `first_seen` and `last_seen` are the first and the last day of publication (`None` where no
    report is dated). `reason` names the features that joined the reports, empty for one report. `verdict` is what
    corrections that stand say of it: accepted, rejected, changed, or None.
    """

    confidence: float
    reports: tuple[Report, ...]
    sources: int
    first_seen: str | None
    last_seen: str | None
    reason: str = ""
    contradictions: tuple[Contradiction, ...] = ()
    links: tuple[Link, ...] = ()
    corrections: tuple[Correction, ...] = ()
    verdict: Literal["accepted", "rejected", "changed"] | None = None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One step of the record's history, in order of `number`. `into` is the id that a merged event is found under now."""

    number: int
    at: str
    kind: ChangeKind
    event: str
    into: str | None = None
