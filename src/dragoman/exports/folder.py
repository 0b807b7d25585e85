"""A folder in which an export appears all at once: whole, or not at all."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from dragoman.exports.errors import AlreadyThere, NotWritten

#: Written last and taken away first: a folder that has it holds a whole export.
PACKAGE = "datapackage.json"


@contextlib.contextmanager
def appearing(out: Path, names: tuple[str, ...], *, force: bool) -> Iterator[Path]:
    """A hidden folder to write the files `names` into; at the end they move to `out`. An error, or an interrupt, leaves nothing behind.

    Raises `AlreadyThere` where one of the names is taken and `force` is false, or `out` is no folder; `NotWritten` where the files cannot be
    written. Other files in `out` are left alone. Killed outright, it may leave the hidden folder (`.dragoman-…`), never half an export.
    """
    _look(out, names, force)
    made: list[Path] = []
    try:
        made = _make(out)
        working = Path(tempfile.mkdtemp(prefix=".dragoman-", dir=out))
        try:
            yield working
            _publish(working, out, names)
        finally:
            shutil.rmtree(working, ignore_errors=True)
    except OSError as error:
        raise NotWritten(out, f"cannot be written ({error.strerror or error}); no export was made") from error
    finally:
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()


def _look(out: Path, names: tuple[str, ...], force: bool) -> None:
    if out.exists() and not out.is_dir():
        raise AlreadyThere(out, "is a file; name a folder for the export")
    if force:
        return
    for name in (*names, PACKAGE):
        if (out / name).exists():
            raise AlreadyThere(out / name, "is there already; give --force to replace it, or name another folder")


def _make(out: Path) -> list[Path]:
    """Makes the folder and those above it; gives the new ones, outermost first. They go again if nothing comes to lie in them."""
    missing = [p for p in (out, *out.parents) if not p.exists()][::-1]
    out.mkdir(parents=True, exist_ok=True)
    return missing


def _publish(working: Path, out: Path, names: tuple[str, ...]) -> None:
    for name in (*names, PACKAGE):
        with (working / name).open("r+b") as file:
            os.fsync(file.fileno())
    with contextlib.suppress(FileNotFoundError):
        (out / PACKAGE).unlink()
    for name in (*names, PACKAGE):
        os.replace(working / name, out / name)
