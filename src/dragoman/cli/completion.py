"""`dragoman completion`: what shells need to complete commands and options."""

import os
import sys

import click
from click.shell_completion import get_completion_class, shell_complete

from dragoman.cli.options import examples

#: The variable in which a shell asks for completions.
_ASKED = "_DRAGOMAN_COMPLETE"


@click.command("completion", short_help="Prints a script by which a shell completes commands.", epilog=examples(
    "dragoman completion bash > ~/.local/share/bash-completion/completions/dragoman",
    'dragoman completion zsh > "${fpath[1]}/_dragoman"',
    "dragoman completion fish > ~/.config/fish/completions/dragoman.fish",
))  # fmt: skip
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Prints the script that makes a shell complete commands and options of `dragoman` with the tab key."""
    found = get_completion_class(shell)
    assert found is not None
    root = context.find_root()
    sys.stdout.write(found(root.command, {}, "dragoman", _ASKED).source() + "\n")


def answered(cli: click.Command) -> int | None:
    """The exit status after answering a shell that asks for completions; None where none does."""
    asked = os.environ.get(_ASKED)
    return shell_complete(cli, {}, "dragoman", _ASKED, asked) if asked else None
