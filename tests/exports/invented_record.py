"""An invented record: acts as short lines say them, and a source that streams them."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

from dragoman.coding.plover import score, types
from dragoman.model.kept import Claim, Contradiction, Correction, KeptEvent, Link, Report
from dragoman.model.language import Voice
from dragoman.model.parties import Entity, Party
from dragoman.model.reading import Event, Measure, Position, PositionObject, Quantity, Statement, Tie, Trigger
from dragoman.model.text import Span
from dragoman.model.told import KeptArticle, KeptMeasure, KeptPosition, KeptStatement, KeptStory, KeptTie
from dragoman.model.when import When, Where

ASTANA = Where(name="아스타나", label="Astana", country="KAZ", latitude=51.18, longitude=71.45, precision="city")
HOUSTON = Where(name="휴스턴", label="Houston", country="USA", latitude=29.76, longitude=-95.37, precision="city")
NAMIBIA = Where(name="나미비아", label="Namibia", country="NAM")
RAFAH = Where(name="라파", label="Rafah", country="PSE", latitude=31.29, longitude=34.25, precision="city")
ABAI = Where(name="아바이주", label="Abai Region", country="KAZ", latitude=49.6, longitude=79.2, precision="region")


def digest(*of: object) -> str:
    return hashlib.sha256(repr(of).encode()).hexdigest()[:16]


def party(code: str, label: str | None = None, *, title: str | None = None, sector: str | None = None) -> Party:
    """`KAZ`, or with a label the person who acts for it."""
    if label is None:
        return Party(code=code, entity=f"state:{code}", name=code, label=code.title(), sector=sector, start=0, end=3)
    key = label.lower().replace(" ", "-")
    return Party(code=code, entity=f"person:{key}", name=label, label=label, title=title, sector=sector or "GOV", start=0, end=3)


def event(
    type_: str, actors: Iterable[Party | str], recipients: Iterable[Party | str] = (), *, mode: str | None = None, start: str | None = "2023-02-28",
    end: str | None = "", status: str = "happened", where: Where | None = None, articles: Iterable[str] = ("a1",), published: str | None = "2023-03-01T09:41+09:00",
    **other: Any,
) -> KeptEvent:  # fmt: skip
    """An act told by `articles`; the CAMEO code and the score are those of its type and mode unless given."""
    row = types()[type_]
    who = tuple(party(p) if isinstance(p, str) else p for p in actors)
    whom = tuple(party(p) if isinstance(p, str) else p for p in recipients)
    precision = {4: "year", 7: "month", 10: "day"}.get(len(start or ""))
    when = When(start=start, end=start if end == "" else end, precision=precision, text="28일" if start else None, basis="text" if start else "none")  # type: ignore[arg-type]
    shared: dict[str, Any] = {
        "type": type_, "mode": mode, "contexts": other.pop("contexts", ("diplomatic",)), "quad": row.quad, "score": score(type_, mode),
        "cameo": other.pop("cameo", row.mode_cameo.get(mode or "", row.cameo)), "actors": who, "recipients": whom, "when": when,
        "where": where, "status": status, "voices": other.pop("voices", ()), "confidence": 0.9,
    }  # fmt: skip
    id_ = digest(type_, mode, start, status, [p.entity for p in who], [p.entity for p in whom])
    reports = tuple(
        Report(
            article=article, story=f"s-{article}", source="연합뉴스", outlet="아시아투데이", agency=None, url=f"https://example.org/{article}",
            title="미 국무, 카자흐 방문", published=published, quote=f"{article}: 방문했다.",
            event=Event(
                id=digest(id_, article), **shared, trigger=Trigger(start=4, end=6, text="방문"), evidence=Span(0, 12), mentions=(Span(30, 40),),
                quantities=other.get("quantities", ()), rule="ko/visit",
            ),
        )
        for article in articles
    )  # fmt: skip
    other.pop("quantities", None)
    seen = published and published[:10]
    return KeptEvent(id=id_, **shared, reports=reports, sources=1, first_seen=seen, last_seen=seen, **other)


@dataclass
class Invented:
    """A source that counts how often each of its iterators was asked for."""

    kept: list[KeptEvent] = field(default_factory=list)
    language: str = "ko"
    asked: list[str] = field(default_factory=list)

    def _articles(self) -> dict[str, KeptArticle]:
        entities = (
            Entity(id="person:antony-blinken", kind="person", name="토니 블링컨", label="Antony Blinken", code="USA"),
            Entity(id="organisation:NATO", kind="organisation", name="나토", label="NATO", code="NATO"),
            Entity(id="state:KAZ", kind="state", name="카자흐스탄", label="Kazakhstan", code="KAZ"),
        )
        return {
            r.article: KeptArticle(
                id=r.article, story=r.story, origin=r.source, source=f"pages/{r.article}.txt", url=r.url, language=self.language,
                outlet=r.outlet, agency=r.agency, title=r.title, published=r.published, modified=None, entities=entities,
            )
            for e in self.kept for r in e.reports
        }  # fmt: skip

    def events(self) -> Iterator[KeptEvent]:
        self.asked.append("events")
        yield from self.kept

    def articles(self) -> Iterator[KeptArticle]:
        self.asked.append("articles")
        yield from self._articles().values()

    def article(self, id_: str) -> KeptArticle | None:
        return self._articles().get(id_)

    def stories(self) -> Iterator[KeptStory]:
        for article in self._articles().values():
            assert article.story is not None
            yield KeptStory(id=article.story, origin=article.origin, articles=1, first=article.published, last=article.published, title=article.title)

    def statements(self) -> Iterator[KeptStatement]:
        if self.kept:
            said = Statement(
                speaker=party("KAZ", "Kassym-Jomart Tokayev"), addressees=(party("RUS"),), kind="direct", verb="말하다",
                text='우리는, "평화"를\n원한다', start=20, end=35, when=When(start="2023-02-28", end="2023-02-28", precision="day", basis="text"), voices=(VOICE,),
            )  # fmt: skip
            yield KeptStatement(article="a1", number=0, published="2023-03-01", statement=said)

    def positions(self) -> Iterator[KeptPosition]:
        if self.kept:
            held = Position(
                holder=party("KAZ"), stance="does_not_recognise", object=PositionObject(code="DNR", text="도네츠크", start=5, end=9), when=When(start="2022-06"),
                evidence=Span(0, 12), statement=0, rule="ko/recognise",
            )  # fmt: skip
            yield KeptPosition(article="a1", number=0, published="2023-03-01", quote="인정하지 않는다", position=held)

    def measures(self) -> Iterator[KeptMeasure]:
        if self.kept:
            amount = Measure(kind="trade", value=24.5e9, unit="USD", between=("KAZ", "RUS"), when=When(start="2022"), bound="about", evidence=Span(0, 12), start=2, end=9)
            yield KeptMeasure(article="a1", number=0, published="2023-03-01", quote="교역액은 약 245억 달러", measure=amount)

    def ties(self) -> Iterator[KeptTie]:
        if self.kept:
            tie = Tie(kind="member", holder=party("KAZ"), object=party("CSTO"), when=When(start="1992", end=None), evidence=Span(0, 12), rule="ko/tie")
            yield KeptTie(article="a1", number=0, published="2023-03-01", quote="회원국인 카자흐스탄", tie=tie)


VOICE = Voice(name="자꼰지", label="Zakon.kz", kind="outlet", verb="보도하다", start=5, end=8)

BLINKEN = party("USA", "Antony Blinken", title="국무장관")
TOKAYEV = party("KAZ", "Kassym-Jomart Tokayev", title="대통령")
NATO = Party(code="NATO", entity="organisation:NATO", name="나토", label="NATO", start=0, end=2)
DNR = Party(code="DNR", entity="organisation:DNR", name="도네츠크", label="Donetsk People's Republic", start=0, end=2)

VISIT = event("CONSULT", [BLINKEN], [TOKAYEV], mode="visit", where=ASTANA, articles=("a1", "a2"), voices=(VOICE,), contradictions=(
    Contradiction(field="when", claims=(Claim(value="2023-02-28", articles=("a1",)), Claim(value="2023-03-01", articles=("a2",)))),
))  # fmt: skip
TALKS = event("CONSULT", ["KAZ", "RUS", "NAM"], mode="multilateral", where=NAMIBIA, articles=("a3",), start="2023-03")
AID = event("AID", ["USA"], ["UKR"], articles=("a4",), where=HOUSTON, start="1991", quantities=(Quantity(value=2e8, unit="USD", bound="about", start=1, end=8),))
PLANNED = event("CONSULT", ["CHN"], ["KAZ"], mode="visit", status="planned", articles=("a5",), links=(Link(kind="happened_as", event=VISIT.id, reason="parties, type"),))
POSSIBLE = event("SANCTION", ["USA"], ["RUS"], status="possible", articles=("a6",))
DENIED = event("ASSAULT", ["RUS"], ["UKR"], mode="drone", status="denied", articles=("a7",))
UNDATED = event("SUPPORT", ["KAZ"], ["UKR"], start=None, end=None, articles=("a8",), published=None)
REJECTED = event("ACCUSE", ["RUS"], ["UKR"], articles=("a9",), verdict="rejected", corrections=(
    Correction(id="c1", event="e", verdict="reject", by="Kim", at="2023-03-02T00:00:00Z"),
))  # fmt: skip
ALONE = event("MOBILIZE", [party("RUS", sector="MIL")], mode="troops", articles=("b1",), where=ABAI, corrections=(
    Correction(id="c2", event="e", verdict="accept", by="Lee, 기자", at="2023-03-02T00:00:00Z", why="read it"),
), verdict="accepted")  # fmt: skip
ENTITY = event("ASSAULT", [DNR], ["UKR"], articles=("b2",), where=RAFAH)
ALLIANCE = event("SUPPORT", [NATO], ["UKR"], articles=("b3",), end=None)
EVERYTHING = [VISIT, TALKS, AID, PLANNED, POSSIBLE, DENIED, UNDATED, REJECTED, ALONE, ENTITY, ALLIANCE]


def without(event_: KeptEvent, **fields: Any) -> KeptEvent:
    return msgspec.structs.replace(event_, **fields)
