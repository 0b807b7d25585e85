"""How the time of joining reports grows: an act told by many, and a year of daily acts of one pair.

usage: python benchmarks/merging_speed.py [--reports N]

Prints the seconds for N reports (default 2,000) and the ratio to a quarter of them: 4 is linear, 16 quadratic. The reports are
invented, the same every time.
"""

import argparse
import random
import time
from datetime import date, timedelta

from dragoman.model.kept import Report
from dragoman.model.parties import Party
from dragoman.model.reading import Event, Trigger
from dragoman.model.text import Span
from dragoman.model.when import When
from dragoman.record import merging

_WORDS = ["밤새", "새벽", "전력", "시설", "항구", "창고", "주민", "당국", "발표", "드론", "미사일", "대규모", "피해", "복구", "방공", "요격", "잔해", "화재", "병원", "학교"]


def report(number: int, day: date, words: random.Random) -> Report:
    """A report of an attack on `day`, published the day after."""
    told = day.isoformat()
    quote = "러시아가 우크라이나를 공격했다 " + " ".join(words.choices(_WORDS, k=8))
    event = Event(
        id=f"e{number}", type="ASSAULT", mode="drone", contexts=(), quad=4, score=-9.5, cameo="195", actors=(_party("RUS"),), recipients=(_party("UKR"),),
        when=When(start=told, end=told, precision="day", basis="text"), where=None, status="happened", voices=(), trigger=Trigger(start=0, end=2, text="공격"),
        evidence=Span(0, len(quote)), mentions=(), quantities=(), rule="ko/attack", confidence=0.9,
    )  # fmt: skip
    return Report(
        article=f"a{number}", story=f"s{number}", source=f"o{number % 40}", outlet=None, agency=None, url=None, title=None,
        published=(day + timedelta(days=1)).isoformat(), event=event, quote=quote,
    )  # fmt: skip


def _party(code: str) -> Party:
    return Party(code=code, entity=f"state:{code}", name=code, label=code, start=0, end=1)


def reports(number: int, days: int) -> list[Report]:
    """`number` reports spread over `days` days."""
    words = random.Random(number)
    return [report(n, date(2024, 1, 1) + timedelta(days=n % days), words) for n in range(number)]


def seconds(number: int, days: int) -> tuple[float, int]:
    """The time that grouping takes, and the number of acts found."""
    made = reports(number, days)
    start = time.perf_counter()
    found = merging.group(made)
    return time.perf_counter() - start, len(found)


def main() -> None:
    """Prints both cases."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--reports", type=int, default=2000)
    number = parser.parse_args().reports
    merging.group(reports(10, 1))
    for label, days in (("one act", 1), ("a year, day by day", 365)):
        small, (large, acts) = seconds(max(1, number // 4), days)[0], seconds(number, days)
        print(f"{label:<20} {number:,} reports, {acts:,} acts: {large:.3f} s, {large / small:.1f} times a quarter of them")


if __name__ == "__main__":
    main()
