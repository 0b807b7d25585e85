"""Work on pages that takes its time and says in which process it was done."""

import os
import time

from dragoman.model.page import Input
from dragoman.scale.shares import Cells


def columns() -> object:
    """One column besides those of every share."""
    import pyarrow

    return pyarrow.schema([("process", pyarrow.int64()), ("words", pyarrow.string())])


def work(found: Input) -> Cells:
    """The page's bytes as text; some pages fail, some end their process."""
    with open(found.source, encoding="utf-8") as file:
        words = file.read()
    if "fail" in words:
        return {"why": "it was to fail"}
    if "crash" in words:
        os._exit(1)
    time.sleep(0.01)
    return {"process": os.getpid(), "words": words}
