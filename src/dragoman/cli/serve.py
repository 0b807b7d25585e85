"""`dragoman serve`: the reading room on a port of this machine."""

import contextlib
import gc
import ipaddress
import logging
import re
import socket
import sys
from collections.abc import Callable, Sequence
from typing import Any

import click

from dragoman.cli import console
from dragoman.cli.options import METRICS, RECORD, examples, together
from dragoman.cli.status import OK, USAGE
from dragoman.cli.tally import listen, needed
from dragoman.model.errors import one_line
from dragoman.names import lexicon

#: What somebody lacks who installed Dragoman without its reading room.
_EXTRA = "the reading room needs more packages; `pip install 'dragoman[web]'` brings them"
#: Seconds that a thread works before another one may: pages are made by several, and one more has to hear who asks.
_SWITCH = 0.0002
#: A site: scheme, host (`*.` for those below it) and port.
_SITE = re.compile(r"https?://(\*\.)?[\w-]+(\.[\w-]+)*(:\d{1,5})?", re.ASCII)


@click.command("serve", short_help="Opens the reading room: the record as pages.", epilog=examples(
    "dragoman serve", "dragoman serve --port 9000 --record caspian.db", "dragoman serve --metrics 9464",
    "dragoman serve --embedders https://paper.example",
))  # fmt: skip
@click.option("--port", type=click.IntRange(0, 65535), default=8642, show_default=True, help="The port; 0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on; others than this machine can come in through any but the default.")
@click.option(
    "--embedders", metavar="SITE", multiple=True, callback=lambda _, __, given: embedders(given),
    help="A site that may show charts of pairs in its frames (https://paper.example), or none; may be given more than once. Default: any.",
)  # fmt: skip
@together(METRICS, RECORD)
def command(port: int, host: str, embedders: str, metrics: tuple[str, int] | None, record: str) -> int:
    """Serves the record as pages in Korean and English, with the same as data at the same addresses.

    Reading needs no password. Only who has a token can change anything (`dragoman reviewer`).
    """
    return serve(record, host, port, metrics, embedders)


def embedders(given: Sequence[str]) -> str:
    """Sites as `frame-ancestors` of a Content-Security-Policy has them: all where none is given, no one for `none`. Raises `BadParameter`."""
    if not given:
        return "*"
    if "none" in given:
        if len(given) > 1:
            raise click.BadParameter("none stands alone")
        return "'none'"
    for site in given:
        if not _SITE.fullmatch(site):
            raise click.BadParameter(f"{one_line(site)}: not a site; write https://paper.example, without a path")
    return " ".join(given)


def serve(record: str, host: str, port: int, metrics: tuple[str, int] | None = None, embedders: str = "*") -> int:
    """Serves until it is interrupted, figures for Prometheus at `metrics`; `embedders` as `Settings` has it. Raises `RecordError` where the record cannot be read."""
    try:
        import uvicorn

        from dragoman.web.app import create_app
        from dragoman.web.settings import Settings
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("dragoman"):
            raise
        console.complain(_EXTRA)
        return USAGE
    app: Callable[..., Any] = create_app(record, settings=Settings(embedders=embedders))
    if not is_loopback(host):
        console.complain(f"{host} can be reached from other machines: everybody there can read this record, and nothing is encrypted")
    logging.basicConfig(level=logging.WARNING, format="dragoman: %(message)s")
    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        console.complain(f"{host}:{port} cannot be listened on: {error.strerror or error}; choose another with --port or --host")
        return USAGE
    _settle()
    with listening, contextlib.ExitStack() as stack:
        if metrics:
            app = _measured(app, record, metrics, stack)
        at = f"[{host}]" if ":" in host else host
        console.complain(f"the reading room is open at http://{at}:{listening.getsockname()[1]}/ (Ctrl+C closes it)")
        # Ctrl+C is how a server is ended: uvicorn closes what is open, then raises it again
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False)).run(sockets=[listening])
    return OK


def _settle() -> None:
    """Makes answers come evenly: what is loaded for good, the lexicon above all, is left out of looking for garbage, and a request that waits
    for a word from another thread waits for milliseconds less."""
    lexicon.load()
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(_SWITCH)


def _measured(app: Callable[..., Any], record: str, where: tuple[str, int], stack: contextlib.ExitStack) -> Callable[..., Any]:
    """The room, its requests counted, and the figures served for as long as `stack` is open."""
    with needed():
        from dragoman.web.figures import Figures
    figures = Figures(app, record)
    console.complain(f"figures for Prometheus are at {stack.enter_context(listen(where, figures))}")
    return figures


def is_loopback(host: str) -> bool:
    """Whether only this machine can come in through an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

