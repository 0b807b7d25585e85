"""Charts as Vega-Lite specifications, made with altair, and the library that draws them, as vl-convert ships it.

A specification is data: pages fetch it and `static/charts.js` draws it. Colours are named `token:NAME` and become those of tokens.css
in the reader's scheme. Every chart stands beside a table with the same figures.
"""

import threading
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from dragoman.relations import Balance, Passed
from dragoman.web import phrasing
from dragoman.web.errors import N_
from dragoman.web.language import Language, say

_ONE = threading.Lock()
#: Puts what pages need where their scripts find it.
_SNIPPET = "window.vegaEmbed = vegaEmbed;"
#: The counts of a period that are drawn, from the line outward: field, name, colour; conflict goes down.
_UP = (("material_cooperation", "material cooperation", "cooperation-material"), ("verbal_cooperation", "verbal cooperation", "cooperation-verbal"))
_DOWN = (("material_conflict", "material conflict", "conflict-material"), ("verbal_conflict", "verbal conflict", "conflict-verbal"))
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
    """What passed between two parties: a bar for each period, cooperation up and conflict down, gaps of coverage hatched out."""
    import altair as alt

    dated = [r for r in rows if r.period is not None]
    bars = [bar for r in dated for bar in _bars(r, language)]
    gaps = _gaps(dated)
    time = _time([r.period for r in dated])
    layers = [
        alt.Chart(alt.InlineData(gaps)).mark_rect(color="token:gap-ground").encode(x=time, x2="to:T"),
        alt.Chart(alt.InlineData(bars)).mark_bar(binSpacing=1).encode(
            x=time, x2="to:T", y=alt.Y("low:Q", title=say(language, N_("acts")), axis=alt.Axis(tickMinStep=1, format="~s")), y2="high:Q", color=_colours(language),
            tooltip=[alt.Tooltip("period:N", title=say(language, N_("period"))), alt.Tooltip("kind:N", title=say(language, N_("kind"))),
                     alt.Tooltip("acts:Q", title=say(language, N_("acts")))],
        ),
        alt.Chart(alt.InlineData([{}])).mark_rule(color="token:ink-soft").encode(y=alt.datum(0)),
    ]  # fmt: skip
    return _finished(alt.layer(*layers).properties(width="container", height=260), language)


def state(found: Balance, partners: Sequence[str], language: Language) -> dict[str, Any]:
    """A state's dealings with its partners: a row of bars for each of them, cooperation up and conflict down."""
    import altair as alt

    names = [phrasing.name(code, language) for code in partners]
    bars = []
    for one in found.slices:
        for partner in one.partners:
            if partner.code in partners and partner.acts:
                bars += [bar | {"partner": phrasing.name(partner.code, language)} for bar in _bars(partner, language, one.period)]
    time = _time([s.period for s in found.slices])
    chart = alt.Chart(alt.InlineData(bars)).mark_bar(binSpacing=1).encode(
        x=time, x2="to:T", y=alt.Y("low:Q", title=None, axis=alt.Axis(tickMinStep=1, tickCount=3, format="~s")), y2="high:Q", color=_colours(language),
        row=alt.Row("partner:N", sort=names, title=None, header=alt.Header(labelAngle=0, labelAlign="left", labelFontWeight="bold")),
        tooltip=[alt.Tooltip("partner:N", title=say(language, N_("partner"))), alt.Tooltip("period:N", title=say(language, N_("period"))),
                 alt.Tooltip("kind:N", title=say(language, N_("kind"))), alt.Tooltip("acts:Q", title=say(language, N_("acts")))],
    )  # fmt: skip
    return _finished(chart.properties(width=520, height=46, spacing=8), language)


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


def _gaps(rows: Sequence[Passed]) -> list[dict[str, Any]]:
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


def _time(periods: Sequence[str | None]) -> Any:
    """The axis of time, with years alone where there are many."""
    import altair as alt

    days = [_first_day(p) for p in periods if p]
    years = days[-1].year - days[0].year if days else 0
    # a whole number of years between two marks, ten of them at most
    axis = {"tickCount": {"interval": "year", "step": years // 10 + 1}, "format": "%Y"} if years > 2 else {"tickCount": 8, "format": "%Y-%m"}
    return alt.X("from:T", title=None, axis=alt.Axis(labelOverlap=True, grid=False, **axis))


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
