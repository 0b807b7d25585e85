"""What can be wrong with what a reader asks for."""

from dragoman.model.errors import DragomanError

#: Marks a message (an English sentence) that is translated where it is shown.
N_ = str


class Refused(DragomanError):
    """A request that is not answered: `status` is that of HTTP, `title` says what it is, `str(error)` what to do. English source strings.

    `headers` go with the answer (`Retry-After`).
    """

    def __init__(self, status: int, title: str, detail: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.title, self.headers = status, title, headers or {}
