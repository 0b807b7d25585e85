"""Dates and times that pages print beside an article: `입력 2024.05.03 오후 3:21 수정 …`, `March 1, 2023, 9:41 a.m.`"""

import re
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Literal

import msgspec

from dragoman.articles import furnishings, newsrooms

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan января янв январь", "february feb февраля фев февр февраль", "march mar марта мар март", "april apr апреля апр апрель",
            "may мая май", "june jun июня июн июнь", "july jul июля июл июль", "august aug августа авг август",
            "september sep sept сентября сен сент сентябрь", "october oct октября окт октябрь", "november nov ноября ноя нояб ноябрь",
            "december dec декабря дек декабрь",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WORDS = newsrooms.either
_WEEKDAY = rf"(?:\s*[(\[]?\s*(?:(?:{_WORDS('weekday')})(?:{_WORDS('day_end')})?|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}}|星期.)\s*[)\]]?(?![가-힣\w]))?"
_TIME = (
    rf"(?:(?P<am1>{_WORDS('am')}|{_WORDS('pm')})\s*)?"
    rf"(?P<hour>[01]?\d|2[0-4])\s*(?:[:：](?P<minute>[0-5]\d)(?:[:：][0-5]\d(?:\.\d{{1,9}})?)?|(?:{_WORDS('hour_sign')})(?:\s*(?P<minute2>[0-5]?\d)\s*(?:{_WORDS('minute_sign')}))?(?:\s*[0-5]?\d\s*(?:{_WORDS('second_sign')}))?)"
    r"(?:\s*(?P<am2>AM|PM|a\.m\.?|p\.m\.?)(?!\w))?"
    r"(?:\s*(?P<zone>Z|UTC|GMT|KST|JST|MSK|МСК|[+-]\d{2}:?\d{2})(?![\w]))?"
)
_BETWEEN = r"(?:\s*[,|/·(-]?\s*|T|\s*(?:at|в)\s+|\s*,\s*)"
_DATES = (
    rf"(?P<y1>(?:19|20)\d\d)\s*(?:\.\s*|-|/|(?:{_WORDS('year_sign')})\s*)(?P<m1>1[0-2]|0?[1-9])\s*(?:\.\s*|-|/|(?:{_WORDS('month_sign')})\s*)(?P<d1>3[01]|[12]\d|0?[1-9])(?!\d)(?:\s*(?:{_WORDS('day_sign')})|\.)?",
    r"(?P<d2>3[01]|[12]\d|0?[1-9])\.(?P<m2>1[0-2]|0?[1-9])\.(?P<y2>(?:19|20)\d\d)",
    rf"(?P<mn3>{_MONTH})\.?\s+(?P<d3>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?,?\s+(?P<y3>(?:19|20)\d\d)",
    rf"(?P<d4>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<mn4>{_MONTH})\.?,?\s+(?P<y4>(?:19|20)\d\d)(?:\s*(?:г\.|года))?",
)
_STAMP = re.compile(rf"(?<![\d.])(?:{'|'.join(_DATES)})(?!\d){_WEEKDAY}(?:{_BETWEEN}{_TIME})?", re.IGNORECASE)
_SHORT_YEAR = re.compile(rf"(?<![\d.])(?P<y1>\d\d)[.-](?P<m1>1[0-2]|0?[1-9])[.-](?P<d1>3[01]|[12]\d|0?[1-9])(?!\d)\.?{_WEEKDAY}(?:{_BETWEEN}{_TIME})?", re.IGNORECASE)
_ZONES = {"z": 0, "utc": 0, "gmt": 0, "kst": 9, "jst": 9, "msk": 3, "мск": 3}

_YEAR = re.compile(r"(?:19|20)\d\d")
_MAYBE_SHORT = re.compile(r"\d\d[.-]\d")

Label = Literal["published", "modified"]


class Stamp(msgspec.Struct, frozen=True, kw_only=True):
    """A date as printed. `day` is ISO, `minute` `HH:MM` or None, `offset` `+09:00` or None where none is printed.

    `start` and `end` place it in the text it was found in, `label` is what the words before it call it.
    """

    day: str
    minute: str | None = None
    offset: str | None = None
    label: Label | None = None
    start: int
    end: int

    def iso(self, zone: tzinfo | None = None) -> str:
        """ISO 8601 to the minute; `zone` gives the offset where the page prints none, and is the one a UTC time is told in."""
        if self.minute is None:
            return self.day
        local = datetime.fromisoformat(f"{self.day}T{self.minute}{self.offset or ''}")
        if self.offset is None:
            local = local.replace(tzinfo=zone) if zone else local
        elif self.offset == "+00:00" and zone:
            local = local.astimezone(zone)
        return local.isoformat(timespec="minutes")


def parse_stamp(text: str) -> Stamp | None:
    """The first date printed in `text`; None where there is none (a day that no calendar has is none)."""
    return next(iter(stamps(text)), None)


def machine_stamp(value: object) -> Stamp | None:
    """A date as machines write it, `2023-03-01T09:41:00+09:00` or `20230301094100`, or as people do; None where there is none."""
    if not isinstance(value, str) or len(value) > 60:
        return None
    digits = re.fullmatch(r"\s*(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(?:\d\d)?)?\s*", value)
    if digits:
        day = "-".join(digits.groups()[:3])
        value = f"{day} {digits.group(4)}:{digits.group(5)}" if digits.group(4) else day
    return parse_stamp(value)


@lru_cache(maxsize=8192)
def stamps(text: str) -> tuple[Stamp, ...]:
    """All dates printed in `text`, in order, each with its label (`입력`, `Updated`) where one stands before it."""
    found: list[Stamp] = []
    past = 0
    for match in _STAMP.finditer(text) if _YEAR.search(text) else ():
        stamp = _read(match, _label(text[past : match.start()]))
        if stamp:
            found.append(stamp)
            past = match.end()
    if not found and _MAYBE_SHORT.search(text):
        for match in _SHORT_YEAR.finditer(text):
            label = _label(text[past : match.start()])
            stamp = _read(match, label) if label else None
            if stamp:
                found.append(stamp)
                past = match.end()
    return tuple(found)


def is_stamp_line(text: str) -> bool:
    """Whether a line is a date and little else: labels, a time, a count of readers."""
    found = stamps(text) if len(text) <= 120 else ()
    if not found:
        return False
    rest = text
    for stamp in reversed(found):
        rest = rest[: stamp.start] + " " + rest[stamp.end :]
    if re.search(rf"(?:{_WORDS('plain')})[.\s]*$", rest):
        return False
    return len(re.sub(r"[\W\d_]", "", rest)) <= (16 if any(s.minute or s.label for s in found) else 10)


def _label(before: str) -> Label | None:
    before = before[-24:].rstrip(" \xa0\t:：.|,-[(·")
    for name in ("modified", "stamp"):
        for match in furnishings.pattern(name).finditer(before):
            if match.end() == len(before):
                return "modified" if name == "modified" else "published"
    return None


def _read(match: re.Match[str], label: Label | None) -> Stamp | None:
    parts = {k: v for k, v in match.groupdict().items() if v is not None}
    year = next(int(parts[k]) for k in ("y1", "y2", "y3", "y4") if k in parts)
    month = next((int(parts[k]) for k in ("m1", "m2") if k in parts), 0) or _MONTHS[next(parts[k] for k in ("mn3", "mn4") if k in parts).lower()]
    day = next(int(parts[k]) for k in ("d1", "d2", "d3", "d4") if k in parts)
    try:
        when = date(year + 2000 if year < 100 else year, month, day)
        clock = _clock(parts)
        offset = _offset(parts.get("zone"))
    except ValueError:
        return None
    end = match.end() - (len(match.group()) - len(match.group().rstrip()))
    return Stamp(day=when.isoformat(), minute=clock.strftime("%H:%M") if clock else None, offset=offset if clock else None, label=label, start=match.start(), end=end)


def on_wall_clock(machine: Stamp | None, shown: Stamp | None) -> Stamp | None:
    """A stamp given in UTC, told by the clock of the page: `shown` is the same moment where a zone's hours lie between them."""
    if machine is None or shown is None or machine.offset != "+00:00" or shown.offset or not machine.minute or not shown.minute:
        return machine
    ahead = datetime.fromisoformat(f"{shown.day}T{shown.minute}") - datetime.fromisoformat(f"{machine.day}T{machine.minute}")
    minutes = round(ahead.total_seconds() / 60)
    if minutes == 0 or minutes % 30 or not -12 * 60 <= minutes <= 14 * 60:
        return machine
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    return msgspec.structs.replace(shown, offset=f"{sign}{hours:02d}:{rest:02d}", label=machine.label)


def _clock(parts: dict[str, str]) -> time | None:
    if "hour" not in parts:
        return None
    hour = int(parts["hour"])
    half = (parts.get("am1") or parts.get("am2") or "").lower()
    if half.startswith("p") or half in newsrooms.words("pm"):
        hour = hour % 12 + 12 if hour <= 12 else hour
    elif half and hour == 12:
        hour = 0
    return time(0 if hour == 24 else hour, int(parts.get("minute") or parts.get("minute2") or 0))


def _offset(zone: str | None) -> str | None:
    if zone is None:
        return None
    if zone.lower() in _ZONES:
        return f"+{_ZONES[zone.lower()]:02d}:00"
    sign, digits = zone[0], zone[1:].replace(":", "")
    shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    timezone(shift)  # raises ValueError where the shift is a day or more
    return f"{sign}{digits[:2]}:{digits[2:]}"
