"""Pages that nobody wrote, as many as one likes, and a record of them: the same for the same seed.

Parties are drawn so that a few states are in most events, as in the news; days are spread over ten years. No two events are alike, so
that nothing is joined: rows are written as the keeper writes them, in bulk and without looking for what may be one act.
"""

import hashlib
import random
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate

from dragoman.coding import plover
from dragoman.model.article import Part
from dragoman.model.kept import Report
from dragoman.model.parties import Entity, Party
from dragoman.model.reading import Event, Reading, Trigger
from dragoman.model.text import Span
from dragoman.model.when import When
from dragoman.names.lexicon import load
from dragoman.record import articles, consensus, event_rows, file, links, merging, versions
from dragoman.record.event_rows import Written

#: Events of a page, and pages that are written in one transaction.
EVENTS, BATCH = 10, 500
_BEGIN, _DAYS = date(2014, 1, 1), 3650
_VERBS = {"CONSULT": "회담했다", "ACCUSE": "비난했다", "COOPERATE": "협력하기로 했다", "ASSAULT": "공격했다", "AID": "지원했다", "REQUEST": "요구했다", "SANCTION": "제재했다", "AGREE": "합의했다"}
_NOUNS = ["정상회담", "공동성명", "외교부", "대변인", "기자회견", "국경", "무역", "에너지", "가스관", "철도", "군사훈련", "안보", "협정", "조약", "제재", "난민", "선거", "의회", "총리", "대통령", "특사", "대사", "유엔", "나토", "회의", "결의", "투자", "원전", "미사일", "휴전"]


def pages(count: int, seed: int) -> Iterator[Reading]:
    """Readings of invented pages, ten events each."""
    chance = random.Random(seed)
    states = [(s.code, s.name, s.label) for s in load().states]
    weights = list(accumulate(1 / (rank + 1) for rank in range(len(states))))
    for number in range(count):
        yield _page(number, seed, chance, states, weights)


def _page(number: int, seed: int, chance: random.Random, states: list[tuple[str, str, str]], weights: list[float]) -> Reading:
    day = _BEGIN + timedelta(days=chance.randrange(_DAYS))
    told: list[tuple[str, tuple[str, str, str], tuple[str, str, str]]] = []
    lines = [f"{' '.join(chance.sample(_NOUNS, 4))} {number}"]
    for nth in range(EVENTS):
        actor, recipient = chance.choices(states, cum_weights=weights, k=2)
        type_ = chance.choice(list(_VERBS))
        told.append((type_, actor, recipient))
        lines.append(f"{actor[1]}은 {day.day}일 {recipient[1]} {' '.join(chance.sample(_NOUNS, 6))} {number}-{nth} {_VERBS[type_]}.")
    text = "\n\n".join(lines)
    identity = hashlib.sha256(f"{seed} {number}".encode()).hexdigest()[:20]
    codes = {state for _, actor, recipient in told for state in (actor, recipient)}
    starts = list(accumulate((len(line) + 2 for line in lines), initial=0))
    return Reading(
        id=identity, source=f"/invented/{seed}/{number}.txt", url=f"https://invented.example/{seed}/{number}", language="ko", encoding="utf-8",
        outlet=f"견본{number % 40}", agency=None, byline=None, dateline=None, title=lines[0], published=f"{day.isoformat()}T09:00+09:00", modified=None,
        text=text, parts=(Part(kind="body", start=0, end=len(text)),), related=(),
        entities=tuple(Entity(id=f"state:{c}", kind="state", name=n, label=e, code=c) for c, n, e in sorted(codes)),
        events=tuple(_event(identity, nth, one, day, Span(starts[nth + 1], starts[nth + 1] + len(lines[nth + 1])), text) for nth, one in enumerate(told)),
    )  # fmt: skip


def _event(page: str, nth: int, told: tuple[str, tuple[str, str, str], tuple[str, str, str]], day: date, evidence: Span, text: str) -> Event:
    type_, actor, recipient = told
    row = plover.types()[type_]
    sides = [Party(code=c, entity=f"state:{c}", name=n, label=e, start=evidence.start, end=evidence.start + len(n)) for c, n, e in (actor, recipient)]
    if row.mutual and actor == recipient:
        sides = sides[:1]
    trigger = Trigger(start=evidence.end - 3, end=evidence.end - 1, text=text[evidence.end - 3 : evidence.end - 1])
    return Event(
        id=hashlib.sha256(f"{page}|{nth}".encode()).hexdigest()[:16], type=type_, mode=None, contexts=("diplomatic",), quad=row.quad, score=row.score,  # type: ignore[arg-type]
        cameo=row.cameo, actors=tuple(sides) if row.mutual else (sides[0],), recipients=() if row.mutual else (sides[1],),
        when=When(start=day.isoformat(), end=day.isoformat(), precision="day", text=f"{day.day}일", basis="text"), where=None, status="happened", voices=(),
        trigger=trigger, evidence=evidence, mentions=(), quantities=(), rule="ko/invented", confidence=0.8,
    )  # fmt: skip


def fill(path: str, events: int, seed: int = 1) -> None:
    """Makes a record of so many invented events at `path`."""
    connection = file.connect(path, write=True)
    batch: list[Reading] = []
    for reading in pages(events // EVENTS, seed):
        batch.append(reading)
        if len(batch) == BATCH:
            _write(connection, path, batch)
            batch = []
    if batch:
        _write(connection, path, batch)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _write(connection: sqlite3.Connection, path: str, batch: list[Reading]) -> None:
    with file.transaction(connection, path):
        written: list[Written] = []
        for reading in batch:
            number = articles.put(connection, reading, reading.text.split(), "synthetic").number
            versions.register(connection, reading, "2026-01-01T00:00:00Z")
            connection.execute("UPDATE articles SET live = 1, story = id, origin = outlet WHERE number = ?", (number,))
            connection.execute("INSERT INTO stories (id, origin, articles, first, last, title) VALUES (?, ?, 1, ?, ?, ?)",
                               (reading.id, reading.outlet, reading.published, reading.published, reading.title))  # fmt: skip
            connection.execute("UPDATE reports SET live = 1, event = id, place = 0, component = number WHERE article = ?", (number,))
            numbers = dict(connection.execute("SELECT id, number FROM reports WHERE article = ?", (number,)).fetchall())
            for event in reading.events:
                report = Report(
                    article=reading.id, story=reading.id, source=reading.outlet or "", outlet=reading.outlet, agency=None, url=reading.url,
                    title=reading.title, published=reading.published, event=event, quote=event.evidence.of(reading.text),
                )  # fmt: skip
                kept = consensus.keep([report])
                written.append(Written(kept, kept, True))
                connection.executemany("INSERT INTO blocks (block, report) VALUES (?, ?)", [(k, numbers[event.id]) for k in merging.block_keys(report)])
                connection.executemany("INSERT INTO link_keys (key, event) VALUES (?, ?)", [(k, kept.id) for k in links.link_keys(kept)])
        event_rows.store(connection, written)
