"""Which pages a list of paths names."""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping

from dragoman.model.errors import UnreadableInput
from dragoman.model.page import Input

#: What a file of a folder must end in to be taken for a page. A file named by itself may be called anything.
KINDS = (".txt", ".text", ".html", ".htm", ".xhtml")


def inputs(paths: Iterable[str], columns: Mapping[str, str] | None = None) -> Iterator[Input | UnreadableInput]:
    """The pages that `paths` name, in the order given, none of them opened yet; a folder is walked through, its pages sorted by path.

    `-` is standard input. Paths that do not exist pass through, for `load` to name. A folder without a page, or a folder that may not be opened, gives an `UnreadableInput` (not
    raised, so that the other inputs are still read). Linked folders below a folder are not followed: a loop of links ends.
    """
    for path in paths:
        if path != "-" and os.path.isdir(path):
            yield from _folder(path)
        else:
            yield Input(source=path)


def _folder(top: str) -> Iterator[Input | UnreadableInput]:
    closed: list[OSError] = []
    any_page = False
    for folder, below, names in os.walk(top, onerror=closed.append):
        below.sort()
        while closed:
            yield _cannot_open(closed.pop(0), top)
        for name in sorted(names):
            path = os.path.join(folder, name)
            if name.lower().endswith(KINDS) and _is_file(path):
                any_page = True
                yield Input(source=path)
    if closed:
        any_page = True
        yield from (_cannot_open(error, top) for error in closed)
    if not any_page:
        yield UnreadableInput(top, f"no pages in this folder (looked for {' '.join(KINDS)})")


def _is_file(path: str) -> bool:
    """A regular file, or a link to one, or a broken link (which `load` will name); not a pipe or device, which could block."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        return True


def _cannot_open(error: OSError, top: str) -> UnreadableInput:
    return UnreadableInput(str(error.filename or top), f"cannot open this folder: {error.strerror or error}")
