"""`dragoman mcp`: the record for language-model agents, over standard input and output."""

import os
import signal
import sys
from types import FrameType

import click

from dragoman.cli import console, status
from dragoman.cli.options import RECORD, examples
from dragoman.model.errors import DragomanError


@click.command("mcp", short_help="Serves the record to a language-model agent.", epilog=examples("dragoman mcp --record caspian.db"))
@RECORD
def command(record: str) -> int:
    """Serves the record to a client of the Model Context Protocol, on standard input and output, until the client goes.

    The client starts this command itself; docs/mcp.md shows what to write into its settings. The record can only be read.
    """
    try:
        from dragoman.mcp.server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("mcp", "anyio"):
            raise
        raise DragomanError("dragoman mcp needs the SDK of the Model Context Protocol; pip install 'dragoman[mcp]' brings it") from None
    if sys.stdin.isatty():
        console.complain("waiting for a client of the Model Context Protocol on standard input; one starts this command itself, see docs/mcp.md. Ctrl-C ends it")
    before = signal.signal(signal.SIGINT, _interrupted)
    try:
        serve(record)
    finally:
        signal.signal(signal.SIGINT, before)
    return status.OK


def _interrupted(number: int, frame: FrameType | None) -> None:
    """Ends at once: the thread that waits for standard input cannot be woken, and nothing is open but a file to be read."""
    console.complain("interrupted")
    os._exit(status.INTERRUPTED)
