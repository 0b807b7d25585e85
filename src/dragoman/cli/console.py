"""Terminals: colour or none, how wide, and where messages go."""

import contextlib
import io
import json
import os
import re
import sys
from datetime import UTC, datetime
from typing import IO, cast

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from dragoman.model.errors import UnreadableInput, one_line

#: Lines longer than this are hard to read, whatever the terminal.
_WIDEST = 100


def output() -> Console:
    """Standard output as a page: coloured on a terminal unless NO_COLOR is set, plain when piped; 100 columns at most."""
    plain = bool(os.environ.get("NO_COLOR"))
    console = Console(highlight=False, markup=False, emoji=False, color_system=None if plain else "auto")
    if not console.is_terminal:
        console.file = cast(IO[str], _Trimmed(sys.stdout))
    asked = os.environ.get("COLUMNS", "").isdecimal()
    console.width = min(console.width, _WIDEST) if console.is_terminal or asked else _WIDEST
    return console


class _Trimmed(io.TextIOBase):
    """A stream that drops the blanks which tables leave at the ends of lines."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        self._stream.write(re.sub(r" +(?=\n)", "", text))
        return len(text)

    def flush(self) -> None:
        self._stream.flush()


#: How messages are written; `log_as` says it.
_as_json = False


def log_as(form: str) -> None:
    """Messages on standard error from now on: `text` for people, `json` for programs, one object a line."""
    global _as_json
    _as_json = form == "json"


def complain(message: str, event: str = "message", level: str = "error", **fields: object) -> None:
    """One line on standard error, under the program's name; or an object with `level`, `time` (UTC), `event`, `message` and `fields`."""
    if _as_json:
        at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        told = json.dumps({"level": level, "time": at, "event": event, "message": message, **fields}, ensure_ascii=False, default=str)
        print(told.encode("utf-8", "backslashreplace").decode(), file=sys.stderr, flush=True)
        return
    for line in message.splitlines():
        print(f"dragoman: {line}", file=sys.stderr, flush=True)


def inform(message: str, event: str = "message", **fields: object) -> None:
    """The same, of what is no complaint."""
    complain(message, event, "info", **fields)


def failed(error: UnreadableInput, event: str = "failed") -> None:
    """Says which input could not be read, and why."""
    complain(str(error), event, input=one_line(error.source), why=error.why)


class _Rate(ProgressColumn):
    """Inputs a second."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.1f}/s" if speed else "…", "progress.data.speed")


class Bar:
    """How far a batch is, on standard error; nothing at all where that is no terminal. Use as a context manager.

    `total` is None where it is not known beforehand; `timed` shows how many inputs a second are done, and the time left.
    """

    def __init__(self, total: int | None, what: str = "reading", timed: bool = False) -> None:
        timing = (_Rate(), TimeRemainingColumn()) if timed else ()
        self._progress = Progress(
            SpinnerColumn(), TextColumn(what), BarColumn(), MofNCompleteColumn(), *timing, TextColumn("{task.fields[name]}", markup=False),
            console=Console(stderr=True, color_system=None if os.environ.get("NO_COLOR") else "auto"),
            transient=True, disable=_as_json or not sys.stderr.isatty(), redirect_stdout=False, redirect_stderr=False,
        )  # fmt: skip
        self._task = self._progress.add_task(what, total=total, name="")

    def __enter__(self) -> "Bar":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def on(self, name: str) -> None:
        """Says which input is next."""
        self._progress.update(self._task, name=name)

    def step(self) -> None:
        """One input is done."""
        self._progress.advance(self._task)

    def hide(self) -> None:
        """Takes the bar away so that something else can be printed."""
        self._progress.stop()

    def show(self) -> None:
        """Brings the bar back."""
        self._progress.start()


def never_fail_on_characters() -> None:
    """Lets the standard streams escape what their character set cannot hold (a Windows console, a file name in bytes)."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def abandon_stdout() -> None:
    """The reader of our output is gone: points standard output at nothing so that closing it does not complain."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
