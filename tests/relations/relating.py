"""Acts written as lines, and the flat tables that they make.

    2023-02-28 USA>KAZ CONSULT/visit s1 s2
    2023-03 KAZ=RUS COOPERATE s3 planned

Time (`-` where none is known, `2023-02-28..2023-03-02` for a stretch, `2022..` for an open one), parties (`>` one does it to
the other, `=` they do it together), type and mode, the stories that tell it, and the status where it has not happened. The
source behind story s1 is `from s1`, unless the story says otherwise: `s1@agency`.
"""

import pyarrow as pa

from dragoman.relations import Tables

#: Quad class and score of a type, as PLOVER has them.
TYPES = {
    "AGREE": (1, 2.5), "CONSULT": (1, 2.5), "SUPPORT": (1, 5.0), "CONCEDE": (1, 4.5), "COOPERATE": (2, 9.5), "AID": (2, 10.0),
    "RETREAT": (2, 6.5), "REQUEST": (3, 0.0), "ACCUSE": (3, -3.0), "REJECT": (3, -2.0), "THREATEN": (3, -3.5), "PROTEST": (4, -5.0),
    "SANCTION": (4, -6.0), "MOBILIZE": (4, -5.5), "COERCE": (4, -7.0), "ASSAULT": (4, -9.0),
}  # fmt: skip
STATUSES = ("happened", "planned", "possible", "denied")
_DYADS = pa.schema([
    ("event", pa.string()), ("actor", pa.string()), ("recipient", pa.string()), ("mutual", pa.bool_()), ("type", pa.string()),
    ("mode", pa.string()), ("quad", pa.int8()), ("status", pa.string()), ("score", pa.float64()), ("start", pa.string()),
    ("end", pa.string()), ("precision", pa.string()), ("reports", pa.int32()), ("sources", pa.int32()), ("confidence", pa.float64()),
    ("verdict", pa.string()),
])  # fmt: skip
_STORIES = pa.schema([("event", pa.string()), ("story", pa.string()), ("source", pa.string())])


def tables(acts: str, coverage: str = "", *, confidence: float = 0.9) -> Tables:
    """The tables of the acts in `acts`; `coverage` has a line for each day with pages: `2023-02-28 12 KAZ 3 RUS 5`."""
    dyads: list[dict[str, object]] = []
    stories: list[dict[str, object]] = []
    for number, line in enumerate(line for line in acts.splitlines() if line.strip()):
        rows, told = _act(f"e{number:04d}", line.split(), confidence)
        dyads += rows
        stories += told
    days: list[dict[str, object]] = []
    mentions: list[dict[str, object]] = []
    for line in coverage.splitlines():
        if line.strip():
            day, articles, *named = line.split()
            days.append({"day": day, "articles": int(articles)})
            mentions += [{"day": day, "code": c, "articles": int(n)} for c, n in zip(named[::2], named[1::2], strict=True)]
    return Tables(
        dyads=pa.Table.from_pylist(dyads, _DYADS),
        coverage=pa.Table.from_pylist(days, pa.schema([("day", pa.string()), ("articles", pa.int32())])),
        mentions=pa.Table.from_pylist(mentions, pa.schema([("day", pa.string()), ("code", pa.string()), ("articles", pa.int32())])),
        stories=pa.Table.from_pylist(stories, _STORIES),
    )


def _act(event: str, words: list[str], confidence: float) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    time, parties, kind, *rest = words
    mutual = "=" in parties
    actor, recipient = parties.split("=" if mutual else ">")
    kind, _, mode = kind.partition("/")
    quad, score = TYPES[kind]
    start, _, end = time.partition("..") if ".." in time else (time, "", time)
    told = [word for word in rest if word not in STATUSES]
    row = {
        "event": event, "mutual": mutual, "type": kind, "mode": mode or None, "quad": quad, "score": score,
        "status": next((word for word in rest if word in STATUSES), "happened"),
        "start": None if start in ("-", "") else start, "end": None if end in ("-", "") else end,
        "reports": len(told), "sources": len(told), "confidence": confidence,
    }  # fmt: skip
    rows = [{**row, "actor": actor, "recipient": recipient}]
    if mutual:
        rows.append({**row, "actor": recipient, "recipient": actor})
    pairs = [word.partition("@") for word in told]
    return rows, [{"event": event, "story": story, "source": source or f"from {story}"} for story, _, source in pairs]
