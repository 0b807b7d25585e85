"""Words of articles as they are shown on one line."""


def quoted(text: str) -> str:
    """Words of an article on one line: line breaks, no-break spaces and control characters become blanks, the length stays."""
    return "".join(c if c.isprintable() else " " for c in text)
