"""Our own defects, met while a user works: one line, never a traceback, unless one is asked for."""

import os
import traceback

from dragoman.model.errors import UnreadableInput, one_line

_LONGEST = 200


def defect(source: str, error: Exception) -> UnreadableInput:
    """A defect met while reading `source`, as the error that names the input; the batch goes on.

    With DRAGOMAN_TRACEBACK set in the environment, the traceback is printed on standard error as well.
    """
    return UnreadableInput(source, f"could not be read because of {describe(error)}")


def describe(error: Exception) -> str:
    """A defect in a few words on one line."""
    if os.environ.get("DRAGOMAN_TRACEBACK"):
        traceback.print_exception(error)
    text = one_line(" ".join(f"{type(error).__name__}: {error}".split()))[:_LONGEST]
    return f"a defect in Dragoman, please report it ({text})"
