"""The command line: people and shells on one side, readings on the other. Works out nothing, shows what others did.

Exit status: 0 all good, 1 some inputs failed, 2 wrong usage, 3 nothing could be read, 130 interrupted.
"""

import sys
from collections.abc import Sequence

from dragoman.cli.commands import run

__all__ = ["main", "run"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command that `arguments` (default: the process's own) name and ends the process with its exit status."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))
