"""Which pages a list of paths names."""

import fnmatch
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator

from dragoman.model.errors import UnreadableInput
from dragoman.model.page import Input
from dragoman.pages.columns import Columns, NoPages
from dragoman.pages.inside import KINDS, is_stray, is_wanted, look, pages

_GLOB = re.compile(r"[*?]|\[[^\]]+\]")


#: Asked for the path of each file (and `-`) before it is opened: whether it may be passed over.
Passes = Callable[[str], bool]


def files(paths: Iterable[str]) -> Iterator[str | UnreadableInput]:
    """The files that `paths` name, as `inputs` takes them, none of them opened; what cannot be walked through as an `UnreadableInput`."""
    for path in paths:
        if path != "-" and os.path.isdir(path):
            yield from _walked(path)
        elif path != "-" and _GLOB.search(path) and not os.path.lexists(path):
            for found in _globbed("", _split(path)):
                yield from _walked(found) if os.path.isdir(found) else (found,)
        else:
            yield path


def inputs(paths: Iterable[str], columns: Columns | None = None, passes: Passes | None = None) -> Iterator[Input | UnreadableInput]:
    """The pages that `paths` name, in the order given: files, folders, patterns (`crawl/*.warc.gz`, `**/*.html`), `-` for standard input.

    Pages that are files of their own are only looked at; those in a container come with their bytes, one at a time, however large
    it is. What a file holds is told from its first bytes. A folder is walked through, sorted by path; of its files those count that
    are called as pages or containers are. Linked folders below a folder are not followed: a loop of links ends. `columns` says which
    columns of tables hold what, `passes` which files need not be opened.

    Paths that do not exist pass through, for `load` to name. What cannot be read gives an `UnreadableInput` (not raised, so that the
    rest is still read): an empty folder, a damaged record, a table without text.
    """
    for path in paths:
        if path == "-":
            if passes is None or not passes(path):
                yield from _standard_input(columns)
        elif path.lower().startswith(("http://", "https://")):
            yield UnreadableInput(path, "an address of the web: `dragoman fetch` reads pages there, `dragoman watch` follows feeds")
        elif os.path.isdir(path):
            yield from _several(_walked(path), path, columns, passes)
        elif _GLOB.search(path) and not os.path.lexists(path):
            yield from _matching(path, columns, passes)
        elif passes is None or not passes(path):
            yield from _file(path, columns)


def _standard_input(columns: Columns | None) -> Iterator[Input | UnreadableInput]:
    try:
        yield from pages(look(sys.stdin.buffer, "-", columns), "-", columns)
    except UnreadableInput as error:
        yield error
    except (OSError, ValueError) as error:
        yield UnreadableInput("-", f"cannot be read: {getattr(error, 'strerror', None) or error}")


def _file(path: str, columns: Columns | None, found: bool = False) -> Iterator[Input | UnreadableInput]:
    """The pages of one file; of a file that was `found` in a folder, not named, only if it is what its name says."""
    try:
        stream = open(path, "rb")  # noqa: SIM115 (closed below)
    except (OSError, ValueError):
        yield Input(source=path)
        return
    with stream:
        try:
            held = look(stream, path, columns)
            if held.kind == "page" and held.packed is None and stream.seekable():
                if not (found and is_stray(held, path)):
                    yield Input(source=path)
                return
        except UnreadableInput as error:
            yield error
        except OSError:
            yield Input(source=path)
        else:
            yield from (page for page in pages(held, path, columns) if not (found and isinstance(page, NoPages)))


def _several(
    paths: Iterable[str | UnreadableInput], named: str, columns: Columns | None, passes: Passes | None
) -> Iterator[Input | UnreadableInput]:
    any_page = False
    for path in paths:
        if passes is not None and not isinstance(path, UnreadableInput) and passes(path):
            any_page = True
            continue
        for page in (path,) if isinstance(path, UnreadableInput) else _file(path, columns, found=True):
            any_page = True
            yield page
    if not any_page:
        yield UnreadableInput(named, f"no pages in this folder (looked for {' '.join(KINDS)}, crawls, tables, feeds and archives)")


def _walked(top: str) -> Iterator[str | UnreadableInput]:
    """The files of a folder and the folders below that are called as pages or containers are, sorted by path."""
    closed: list[OSError] = []
    for folder, below, names in os.walk(top, onerror=closed.append):
        below.sort()
        yield from (_cannot_open(error, top) for error in closed)
        closed.clear()
        yield from (path for name in sorted(names) if is_wanted(name) and _is_file(path := os.path.join(folder, name)))
    yield from (_cannot_open(error, top) for error in closed)


def _matching(pattern: str, columns: Columns | None, passes: Passes | None) -> Iterator[Input | UnreadableInput]:
    """The pages of what matches a pattern, sorted by path; `**` stands for any folders, without following links."""
    any_path = False
    for path in _globbed("", _split(pattern)):
        any_path = True
        if os.path.isdir(path):
            yield from _several(_walked(path), path, columns, passes)
        elif passes is None or not passes(path):
            yield from _file(path, columns)
    if not any_path:
        yield UnreadableInput(pattern, "nothing matches this pattern")


def _split(pattern: str) -> list[str]:
    return re.split(r"[/\\]" if os.sep == "\\" else "/", pattern)


def _globbed(base: str, parts: list[str]) -> Iterator[str]:
    """The paths below `base` that match the parts of a pattern; a name that begins with a point must be asked for."""
    if not parts:
        yield base
        return
    part, rest = parts[0], parts[1:]
    if not _GLOB.search(part):
        path = os.path.join(base, part) if base else part or os.sep
        if os.path.lexists(path) or not part:
            yield from _globbed(path, rest)
        return
    try:
        below = sorted(name for name in os.listdir(base or os.curdir) if not name.startswith(".") or part.startswith("."))
    except OSError:
        return
    if part == "**":
        if not rest:
            yield base or os.curdir
            return
        yield from _globbed(base, rest)
        for name in below:
            path = os.path.join(base, name)
            if os.path.isdir(path) and not os.path.islink(path):
                yield from _globbed(path, parts)
        return
    for name in below:
        path = os.path.join(base, name)
        if fnmatch.fnmatchcase(name, part) and (os.path.isdir(path) if rest else _is_file(path) or os.path.isdir(path)):
            yield from _globbed(path, rest)


def _is_file(path: str) -> bool:
    """A regular file, or a link to one, or a broken link (which `load` will name); not a pipe or device, which could block."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        return True


def _cannot_open(error: OSError, top: str) -> UnreadableInput:
    return UnreadableInput(str(error.filename or top), f"cannot open this folder: {error.strerror or error}")
