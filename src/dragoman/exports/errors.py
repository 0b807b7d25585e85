"""What can go wrong with an export: one line each, naming the file and what to do."""

from pathlib import Path

from dragoman.model.errors import DragomanError, one_line


class ExportError(DragomanError):
    """Something about where an export goes: `path` is the file or folder."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{one_line(str(path))}: {why}")
        self.path = path


class AlreadyThere(ExportError):
    """A file of an earlier export, or of somebody else, has the name; nothing was changed."""


class NotWritten(ExportError):
    """The files could not be written: no permission, a full disk. What was there before is as it was."""


class NoSuchFile(DragomanError):
    """A format that has no files of the kind asked for."""
