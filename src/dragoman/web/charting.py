"""Charts as Vega-Lite specifications, made with altair, and the library that draws them, as vl-convert ships it.

A specification is data: pages fetch it and `static/charts.js` draws it. Colours are named `token:NAME` and become those of tokens.css
in the reader's scheme. Every chart stands beside a table with the same figures.
"""

import threading
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any

from dragoman.relations import Balance, Passed
from dragoman.web import phrasing
from dragoman.web.errors import N_
from dragoman.web.language import Language, say
from dragoman.web.periods import Period

_ONE = threading.Lock()
#: Puts what pages need where their scripts find it.
_SNIPPET = "window.vegaEmbed = vegaEmbed;"
#: The counts of a period that are drawn, from the line outward: field, name, colour; conflict goes down.
_UP = (("material_cooperation", "material cooperation", "cooperation-material"), ("verbal_cooperation", "verbal cooperation", "cooperation-verbal"))
_DOWN = (("material_conflict", "material conflict", "conflict-material"), ("verbal_conflict", "verbal conflict", "conflict-verbal"))
#: What is told of a bar: field, its kind, its name.
_TOLD = (("period", "N", N_("period")), ("kind", "N", N_("kind")), ("acts", "Q", N_("acts")))
#: Partners that a state's chart has rows for.
PARTNERS = 6


def bundle() -> bytes:
    """The library as one script; made once a process, which takes some seconds."""
    with _ONE:
        return _made()


@cache
def _made() -> bytes:
    import vl_convert

    return str(vl_convert.javascript_bundle(snippet=_SNIPPET)).encode()


def pair(rows: Sequence[Passed], language: Language) -> dict[str, Any]:
    """What passed between two parties: a bar for each period, cooperation up and conflict down, gaps of coverage as grey ground."""
    dated = [r for r in rows if r.period is not None]
    data = {"gaps": _gaps(dated), "whole": _whole(dated), "bars0": [bar for r in dated for bar in _bars(r, language)]}
    return _drawn(language, _years(dated)) | {"datasets": data}


def state(found: Balance, partners: Sequence[str], language: Language) -> dict[str, Any]:
    """A state's dealings with its partners: one below the other, cooperation up and conflict down, gaps as grey ground."""
    data = {"gaps": _gaps(found.slices), "whole": _whole(found.slices)}
    for number, code in enumerate(partners):
        data[f"bars{number}"] = [bar for s in found.slices for p in s.partners if p.code == code and p.acts for bar in _bars(p, language, s.period)]
    names = tuple(phrasing.name(code, language) for code in partners)
    return _drawn(language, _years(found.slices), names) | {"datasets": data}


@lru_cache(256)
def _drawn(language: Language, years: int, names: tuple[str, ...] = ()) -> dict[str, Any]:
    """The specification without its data: one chart, or one for each of some names."""
    import altair as alt

    if not names:
        one = _layers("bars0", years, language, title=say(language, N_("acts")))
        return _finished(one.properties(width="container", height=260), language)
    charts = []
    for number, name in enumerate(names):
        last = number == len(names) - 1
        head = alt.TitleParams(name, anchor="start", fontSize=12, offset=4)
        charts.append(_layers(f"bars{number}", years, language, labels=last, ticks=3).properties(width=520, height=44, title=head))
    return _finished(alt.vconcat(*charts, spacing=6).resolve_scale(x="shared", y="shared"), language)


def _layers(bars: str, years: int, language: Language, *, title: str | None = None, labels: bool = True, ticks: int = 5) -> Any:
    """Gaps, bars, and the line between cooperation and conflict, over the data of these names."""
    import altair as alt

    time = _time(years, labels)
    tooltip = [alt.Tooltip(f"{field}:{kind}", title=say(language, name)) for field, kind, name in _TOLD]
    axis = alt.Axis(tickMinStep=1, tickCount=ticks, labelExpr="format(abs(datum.value), '~s')")
    return alt.layer(
        alt.Chart(alt.NamedData("gaps")).mark_rect(color="token:gap-ground").encode(x=time, x2="to:T"),
        alt.Chart(alt.NamedData(bars)).mark_bar(binSpacing=1).encode(
            x=time, x2="to:T", y=alt.Y("low:Q", title=title, axis=axis), y2="high:Q", color=_colours(language), tooltip=tooltip
        ),
        alt.Chart(alt.NamedData("whole")).mark_rule(color="token:ink-soft").encode(x=time, x2="to:T", y=alt.Y("zero:Q", title=title, axis=axis)),
    )  # fmt: skip


def _bars(row: Any, language: Language, period: str | None = None) -> Iterable[dict[str, Any]]:
    """The parts of a period's bar, one on the other from the line outward."""
    period = period or row.period
    for sign, parts in ((1, _UP), (-1, _DOWN)):
        at = 0
        for field, name, _colour in parts:
            acts = getattr(row, field) or 0
            if acts:
                yield _span(period) | {"period": period, "kind": say(language, name), "acts": acts, "low": at, "high": at + sign * acts}
            at += sign * acts


def _gaps(rows: Sequence[Period]) -> list[dict[str, Any]]:
    """Stretches without any page."""
    gaps: list[dict[str, Any]] = []
    for row in rows:
        if row.covered is False:
            span = _span(row.period)
            if gaps and gaps[-1]["to"] == span["from"]:
                gaps[-1]["to"] = span["to"]
            else:
                gaps.append(span)
    return gaps


def _whole(rows: Sequence[Period]) -> list[dict[str, Any]]:
    """The time from the first period to the last."""
    told = [r.period for r in rows if r.period]
    return [{"from": _span(min(told))["from"], "to": _span(max(told))["to"], "zero": 0}] if told else []


def _years(rows: Sequence[Period]) -> int:
    """How many years the periods reach over."""
    told = [r.period for r in rows if r.period]
    return int(max(told)[:4]) - int(min(told)[:4]) if told else 0


def _time(years: int, labels: bool) -> Any:
    """The axis of time, with years alone where there are many."""
    import altair as alt

    # a whole number of years between two marks, ten of them at most
    axis = {"tickCount": {"interval": "year", "step": years // 10 + 1}, "format": "%Y"} if years > 2 else {"tickCount": 8, "format": "%Y-%m"}
    return alt.X("from:T", title=None, axis=alt.Axis(labelOverlap=True, grid=False, labels=labels, ticks=labels, **axis))


def _colours(language: Language) -> Any:
    import altair as alt

    parts = (*_UP[::-1], *_DOWN)
    scale = alt.Scale(domain=[say(language, name) for _, name, _ in parts], range=[f"token:{colour}" for *_, colour in parts])
    return alt.Color("kind:N", scale=scale, legend=alt.Legend(title=None, orient="top", symbolType="square"))


def _span(period: str | None) -> dict[str, Any]:
    """The first day of a period, and that behind its last."""
    first = _first_day(period or "")
    return {"from": first.isoformat(), "to": _next_day(first, len(period or ""), "Q" in (period or "")).isoformat()}


def _first_day(period: str) -> date:
    if "Q" in period:
        return date(int(period[:4]), int(period[-1]) * 3 - 2, 1)
    return date.fromisoformat(period + "0001-01-01"[len(period) :])


def _next_day(first: date, letters: int, quarter: bool) -> date:
    if letters == 10:
        return date.fromordinal(first.toordinal() + 1)
    months = 12 if letters == 4 else 3 if quarter else 1
    month = first.month - 1 + months
    return date(first.year + month // 12, month % 12 + 1, 1)


def _finished(chart: Any, language: Language) -> dict[str, Any]:
    """The specification, with how dates and numbers are written in the language."""
    spec: dict[str, Any] = chart.to_dict()
    spec["config"] = {"view": {"stroke": None}}
    spec["usermeta"] = {"embedOptions": dict(_locale(language))}
    return spec


@cache
def _locale(language: Language) -> Mapping[str, Any]:
    import vl_convert

    if language == "ko":
        return {"formatLocale": vl_convert.get_format_locale("ko-KR"), "timeFormatLocale": vl_convert.get_time_format_locale("ko-KR")}
    return {"formatLocale": vl_convert.get_format_locale("en-US"), "timeFormatLocale": vl_convert.get_time_format_locale("en-US")}


__all__ = ["PARTNERS", "bundle", "pair", "state"]
