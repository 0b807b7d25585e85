"""What keeps the work from being spread."""

from dragoman.model.errors import DragomanError


class ScaleError(DragomanError):
    """Readers cannot be started, a cluster cannot be reached, parts cannot be written: one line that says what to do."""
