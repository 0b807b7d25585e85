"""Dates as pages print them."""

from zoneinfo import ZoneInfo

import pytest

from dragoman.articles.stamp import is_stamp_line, on_wall_clock, parse_stamp, stamps

SEOUL = ZoneInfo("Asia/Seoul")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("기사승인 2023. 03. 01. 09:41", "2023-03-01T09:41+09:00"),
        ("입력 2024.05.03 오후 3:21", "2024-05-03T15:21+09:00"),
        ("입력 2024.05.03. 오전 12:05", "2024-05-03T00:05+09:00"),
        ("등록 2024-05-03 AM 11:05", "2024-05-03T11:05+09:00"),
        ("2022년8월21일 06시05분    조회:1078", "2022-08-21T06:05+09:00"),
        ("2022년 8월 21일 (일) 오후 3시 21분", "2022-08-21T15:21+09:00"),
        ("등록일 2018-08-02", "2018-08-02"),
        ("2023.07.25.", "2023-07-25"),
        ("2023-07-11 00:14:05+09:00", "2023-07-11T00:14+09:00"),
        ("2024-05-03T06:21:00Z", "2024-05-03T15:21+09:00"),
        ("2024-05-03T06:21:00.123+02:00", "2024-05-03T06:21+02:00"),
        ("입력 24.05.03 15:21", "2024-05-03T15:21+09:00"),
        ("March 1, 2023, 9:41 a.m.", "2023-03-01T09:41+09:00"),
        ("1 March 2023", "2023-03-01"),
        ("3 мая 2024, 14:20", "2024-05-03T14:20+09:00"),
        ("01.03.2023 09:41", "2023-03-01T09:41+09:00"),
        ("2024年5月3日", "2024-05-03"),
    ],
)
def test_forms(text: str, iso: str) -> None:
    stamp = parse_stamp(text)
    assert stamp is not None
    assert stamp.iso(SEOUL) == iso


@pytest.mark.parametrize("text", ["", "2023.2.30", "2023-13-01", "전화 02-2023-1234", "버전 1.2.3", "23.05.03 15:21", "2023", "100.2023.1.1"])
def test_what_is_no_date(text: str) -> None:
    assert parse_stamp(text) is None


def test_labels_tell_publication_from_change() -> None:
    found = stamps("입력 2024.05.03. 오후 3:21 | 수정 2024.05.03. 오후 5:02")
    assert [(s.label, s.iso()) for s in found] == [("published", "2024-05-03T15:21"), ("modified", "2024-05-03T17:02")]


def test_glued_labels() -> None:
    found = stamps("입력 : 2022-03-21 09:05:33수정 : 2022-03-21 11:40:02")
    assert [s.label for s in found] == ["published", "modified"]


def test_without_a_zone_no_offset_is_guessed() -> None:
    stamp = parse_stamp("2024.05.03 15:21")
    assert stamp is not None
    assert stamp.iso(None) == "2024-05-03T15:21"


def test_lines_that_are_dates() -> None:
    assert is_stamp_line("입력 2024.05.03 15:21 | 수정 2024.05.03 17:02")
    assert not is_stamp_line("정부는 2024년 5월 3일 몽골과 협정을 맺었다고 밝혔다")


@pytest.mark.parametrize(
    ("machine", "shown", "iso"),
    [
        ("2024-05-03T16:03:00Z", "입력 2024.05.04 01:03", "2024-05-04T01:03+09:00"),
        ("2024-05-03T01:03:00Z", "2024.05.03 01:03", "2024-05-03T01:03+00:00"),
        ("2024-05-03T01:03:00Z", "2024.05.03 11:17", "2024-05-03T01:03+00:00"),
        ("2024-05-03T01:03:00Z", "2024.05.08 10:03", "2024-05-03T01:03+00:00"),
        ("2024-05-03T01:03:00+06:00", "2024.05.03 10:03", "2024-05-03T01:03+06:00"),
        ("2024-05-03", "2024.05.03 10:03", "2024-05-03"),
    ],
)
def test_a_moment_in_utc_is_told_by_the_clock_on_the_page(machine: str, shown: str, iso: str) -> None:
    told = on_wall_clock(parse_stamp(machine), parse_stamp(shown))
    assert told is not None
    assert told.iso() == iso
