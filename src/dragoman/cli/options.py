"""The options and arguments that several commands share, and the examples at the end of their help."""

import os
import re
from collections.abc import Callable
from typing import Any, TypeVar

import click

from dragoman import pages, scale
from dragoman.cli import console
from dragoman.cli.output import ROWS, Shown
from dragoman.wording import LANGUAGES, preferred_language

F = TypeVar("F", bound=Callable[..., Any])

_TIME = re.compile(r"(\d+(?:\.\d+)?)(s|m|h|d)")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


class Duration(click.ParamType[float]):
    """A stretch of time, 90s, 15m, 2h or 1d, as seconds; not below `least` seconds."""

    name = "time"

    def __init__(self, least: float = 0.0) -> None:
        self._least = least

    def convert(self, value: str | float, param: click.Parameter | None, ctx: click.Context | None) -> float:
        if isinstance(value, float):
            return value
        found = _TIME.fullmatch(str(value).strip().lower())
        if found is None:
            self.fail(f"{value!r} is no stretch of time; write 90s, 15m, 2h or 1d", param, ctx)
        seconds = float(found[1]) * _SECONDS[found[2]]
        if not self._least <= seconds <= 366 * 86_400:
            self.fail(f"{value!r} is less than {self._least:g} seconds, or more than a year", param, ctx)
        return seconds


class Listening(click.ParamType[tuple[str, int]]):
    """A port, or a host and a port, to listen at."""

    name = "port"

    def convert(self, value: str | tuple[str, int], param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, int]:
        if isinstance(value, tuple):
            return value
        host, _, port = value.rpartition(":")
        if not port.isdecimal() or int(port) > 65_535:
            self.fail(f"{value!r} is no port; write 9464 or 0.0.0.0:9464", param, ctx)
        return host.strip("[]") or "127.0.0.1", int(port)


def _printable(value: str | None) -> str | None:
    """A contact as it may stand in a header."""
    if value is not None and not (value.isascii() and value.isprintable() and not set(value) & set("()")):
        raise click.BadParameter("write an address of the web or of mail, in ASCII")
    return value


RECORD = click.option(
    "--record", metavar="FILE", envvar="DRAGOMAN_RECORD", default="dragoman.db", show_default="$DRAGOMAN_RECORD, then dragoman.db", help="The record."
)

# -- what is read ---------------------------------------------------------------------------------------------------------


def _columns(_context: click.Context, _option: click.Parameter, given: str | None) -> dict[str, str] | None:
    try:
        return None if given is None else pages.parse_columns(given)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


COLUMNS = click.option(
    "--columns", metavar="WHAT=COLUMN,…", callback=_columns, help="Which columns of tables (CSV, JSON Lines) hold text, html, title, published, url, outlet, byline."
)

# -- many pages ------------------------------------------------------------------------------------------------------------

JOBS = click.option(
    "--jobs", "-j", type=click.IntRange(1), metavar="N",
    help="Processes that read; 1 reads in this one. Default: one a core, where there are more than a few pages.",
)  # fmt: skip
TIME_LIMIT = click.option(
    "--time-limit", type=click.FloatRange(0, min_open=True), default=scale.LIMIT, show_default=True, metavar="SECONDS",
    help="A page that takes longer is skipped after two tries (not with one job).",
)  # fmt: skip
LOG_FORMAT = click.option(
    "--log-format", type=click.Choice(["text", "json"]), default="text", expose_value=False, is_eager=True,
    callback=lambda _context, _option, form: console.log_as(form), help="Messages on standard error: for people, or one JSON object a line.",
)  # fmt: skip

# -- how answers are shown ------------------------------------------------------------------------------------------------

LANG = click.option("--lang", type=click.Choice(LANGUAGES), default=None, help="Language of what is shown (default: your locale's, else English).")
LIMIT = click.option("--limit", type=click.IntRange(1), metavar="N", help=f"At most so many; without it all, in a table {ROWS}.")
AFTER = click.option("--after", metavar="PLACE", help="Goes on behind a place that an earlier list printed.")
_FORMAT = click.option("--format", "format_", type=click.Choice(["table", "jsonl", "csv"]), help="Default: table on a terminal, jsonl when piped.")
_EXCEL = click.option("--excel", is_flag=True, help="CSV that Excel opens as UTF-8 (with a byte order mark).")

# -- how the web is asked -------------------------------------------------------------------------------------------------

FETCHING = (
    click.option(
        "--contact", metavar="URL|MAIL", envvar="DRAGOMAN_CONTACT", show_envvar=True, callback=lambda context, option, value: _printable(value),
        help="Where sites can reach you; they see it in the name we give them.",
    ),
    click.option(
        "--delay", type=Duration(), default="2s", metavar="TIME", show_default=True, help="Rest between two pages of a site; its robots.txt may ask for more."
    ),
    click.option("--allow-private", is_flag=True, help="Fetches from private networks and this machine as well."),
)
METRICS = click.option(
    "--metrics", type=Listening(), metavar="[HOST:]PORT", help="Serves figures for Prometheus at this port, on this machine unless HOST says otherwise."
)

TELLING = click.option("--telling", is_flag=True, help="Leaves out pages that tell nothing: no event, words, position, amount or tie.")

# -- what is asked for ----------------------------------------------------------------------------------------------------

ACTOR = click.option("--actor", metavar="CODE", help="Who acts: a code (KAZ) or a name (Kazakhstan, 카자흐스탄).")
WITH = click.option("--with", "with_", metavar="CODE", help="Who takes part besides, on any side.")
PARTY = click.option("--party", metavar="CODE", help="Who takes part, on any side.")
TYPE = click.option("--type", multiple=True, metavar="T", help="Event type (CONSULT); may be given more than once.")
QUAD = click.option("--quad", multiple=True, type=click.IntRange(1, 4), metavar="Q", help="Quad class, 1 to 4; may be given more than once.")
STATUS = click.option("--status", multiple=True, metavar="S", help="happened, planned, possible or denied; may be given more than once.")
SINCE = click.option("--since", metavar="DAY", help="From a day, month or year on (2023-02-28, 2023-02, 2023), inclusive.")
UNTIL = click.option("--until", metavar="DAY", help="Up to a day, month or year, inclusive.")
SOURCE = click.option("--source", metavar="NAME", help="Outlet, agency, address or file that has NAME in it.")
SURE = click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="C", help="Leaves out events below this confidence, 0 to 1.")


def together(*options: Callable[[F], F]) -> Callable[[F], F]:
    """Several options as one, in the order in which help lists them."""

    def apply(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return apply


#: A record to ask, and how its answers are shown: see `shown`.
ANSWERS = together(RECORD, _FORMAT, _EXCEL, LANG)


def shown(given: dict[str, Any]) -> Shown:
    """How to show, taken out of the options of `ANSWERS` and `LIMIT`; what stays in `given` is the question."""
    return Shown(language(given.pop("lang")), given.pop("format_"), given.pop("excel"), given.pop("limit", None))


def language(lang: str | None) -> str:
    """The language that was asked for, else that of the locale."""
    return lang or preferred_language(os.environ)


def examples(*lines: str) -> str:
    """The examples of a command, for the end of its help."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
