"""Korean time expressions as marked-up text: `[words = value]` must be found, and nothing else.

A value is a day, month or year (`2023-02-28`), a period (`2023-07-10/2023-07-15`), an open one (`1991/`, `/2025`), `?` for a
point that cannot be resolved, or the kind of what names no days (`duration`, `frequency`, `anniversary`). After `|` comes the
other reading (`-`: there is none); where no `|` stands it is not compared.
"""

import re
from datetime import date
from pathlib import Path

import pytest

from dragoman.dates import TimeExpression, find
from dragoman.model.when import When

MARK = re.compile(r"\[([^\]=]+) = ([^\]]+)\]")


def read_table() -> list[tuple[str, str | None, str | None, str]]:
    """(why, day of publication, day spoken of before, marked-up text) of every line of the table."""
    rows, why = [], ""
    for line in Path(__file__).with_name("korean.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            why = line[2:]
        elif line.strip():
            anchor, previous, text = line.split(None, 2)
            rows.append(
                (
                    why,
                    None if anchor == "-" else anchor,
                    None if previous == "-" else previous,
                    text.replace("⏎", "\n"),
                )
            )
    return rows


TABLE = read_table()


def told(when: When | None, kind: str) -> str:
    if when is None:
        return "?" if kind in ("point", "since", "until") else kind
    return when.start if when.start == when.end and when.start else f"{when.start or ''}/{when.end or ''}"


def compare(text: str, found: TimeExpression, value: str) -> tuple[str, str, str]:
    main = told(found.when, found.kind)
    if "|" in value:
        main += " | " + ("-" if found.alternative is None else told(found.alternative, found.kind))
    return (found.span.of(text), main, found.kind)


@pytest.mark.parametrize(("why", "anchor", "previous", "marked"), TABLE, ids=[row[3][:40] for row in TABLE])
def test_finds_what_is_marked_and_nothing_else(
    why: str, anchor: str | None, previous: str | None, marked: str
) -> None:
    text = MARK.sub(r"\1", marked)
    expected = [(match[1], match[2]) for match in MARK.finditer(marked)]
    found = find(
        text,
        "ko",
        date.fromisoformat(anchor) if anchor else None,
        date.fromisoformat(previous) if previous else None,
    )
    values = [value for _, value in expected] + [""] * len(found)
    got = [compare(text, one, value)[:2] for one, value in zip(found, values, strict=False)]
    assert got == expected, why
    for one in found:
        assert one.when is None or (one.when.text == one.span.of(text) and one.when.basis == "text")


def test_the_table_is_a_table() -> None:
    assert len(TABLE) >= 150
    assert all(why for why, *_ in TABLE)


@pytest.mark.parametrize(
    ("text", "kind", "rule", "precision"),
    [
        ("28일 말했다", "point", "ko/day-of-month", "day"),
        ("전날 말했다", "point", "ko/previous-day", "day"),
        ("지난달 회담", "point", "ko/last-month", "month"),
        ("지난달 28일 회담", "point", "ko/last-month-day", "day"),
        ("작년 기준", "point", "ko/last-year", "year"),
        ("10∼15일 방문", "point", "ko/days-of-month", "period"),
        ("19일부터 21일까지", "point", "ko/range", "period"),
        ("1991년 이후 미국은", "since", "ko/year", "year"),
        ("2025년까지 끝낸다", "until", "ko/year", "year"),
        ("90일 만에", "duration", "ko/duration", None),
        ("매년 7월 27일", "frequency", "ko/frequency", None),
        ("수교 30주년", "anniversary", "ko/anniversary", None),
        ("최근 회담", "duration", "ko/recently", None),
    ],
)
def test_kind_rule_and_precision(text: str, kind: str, rule: str, precision: str | None) -> None:
    (found,) = find(text, "ko", date(2023, 3, 1), date(2023, 2, 28))
    assert (found.kind, found.rule, found.when.precision if found.when else None) == (kind, rule, precision)


def test_reading_chooses_by_tense() -> None:
    """A day just ahead: the past tense keeps the past day, the present takes the closer one, the future the one ahead."""
    (found,) = find("13일엔 폴란드를 공식 방문한다", "ko", date(2023, 7, 10))
    days = [found.reading(tense) for tense in ("past", "present", "future")]
    assert [day.start for day in days if day] == ["2023-06-13", "2023-07-13", "2023-07-13"]
    (far,) = find("28일 방문한다", "ko", date(2023, 3, 1))
    days = [far.reading(tense) for tense in ("past", "present", "future")]
    assert [day.start for day in days if day] == ["2023-02-28", "2023-02-28", "2023-03-28"]


def test_reading_of_a_definite_day_is_the_same_in_every_tense() -> None:
    (found,) = find("오는 18일 만난다", "ko", date(2023, 8, 1))
    assert {
        day.start for day in (found.reading("past"), found.reading("present"), found.reading("future")) if day
    } == {"2023-08-18"}


def test_the_day_spoken_of_is_handed_on() -> None:
    """A text read in pieces gives what the whole gives when `day` is handed on as `previous`."""
    first = find("28일 회담이 열렸다.", "ko", date(2023, 3, 1))
    (second,) = find("이날 두 장관은", "ko", date(2023, 3, 1), first[-1].day)
    assert second.when is not None
    assert second.when.start == "2023-02-28"


def test_unread_language_gives_nothing() -> None:
    assert find("28일 만났다", "en", date(2023, 3, 1)) == ()
    assert find("", "ko", None) == ()
