"""Reading that goes wrong as the page says, in the place of `work.read_with_terms`."""

import os
import time

from dragoman.cli import work
from dragoman.model.page import Input

read_with_terms = work.read_with_terms


def reading(found: Input) -> work.Read | work.Failed:
    """Reads the page, unless its name says that its process ends or hangs."""
    if "crash" in found.source:
        os._exit(1)
    if "hang" in found.source:
        time.sleep(3600)
    return read_with_terms(found)
