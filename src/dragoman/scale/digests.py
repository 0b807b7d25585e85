"""By what an input is known again."""

import hashlib

from dragoman.model.page import Input


def digest(found: Input) -> str | None:
    """The SHA-256 of the bytes of an input, in hexadecimal; None where they cannot be had, which reading them will explain."""
    if found.data is not None:
        return hashlib.sha256(found.data).hexdigest()
    try:
        with open(found.source, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None
