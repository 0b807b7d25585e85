"""One root error; each error names the input and says what to do in one line."""


class DragomanError(Exception):
    """Anything that Dragoman reports to its user. `str(error)` is one line."""


class UnreadableInput(DragomanError):
    """An input that cannot be read as a news page: `source` is its name as given, `why` one line."""

    def __init__(self, source: str, why: str) -> None:
        super().__init__(f"{one_line(source)}: {why}")
        self.source = source
        self.why = why


def one_line(name: str) -> str:
    """A file name or address as it may be printed: control characters and line breaks escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)
