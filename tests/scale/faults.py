"""Work that goes wrong as the name of the input says."""

import ctypes
import os
import signal
import time
from pathlib import Path

from dragoman.model.page import Input


def work(found: Input) -> str:
    """The name in capitals; `crash`, `exit`, `kill`, `hang`, `raise` do that, `once-FILE` crashes until the file is there."""
    name = found.source
    match name.partition("-")[0]:
        case "crash":
            ctypes.string_at(0)
        case "exit":
            os._exit(7)
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "hang":
            time.sleep(3600)
        case "spin":
            sum(range(10**12))  # never leaves the interpreter's own code
        case "raise":
            raise ValueError("a defect\nover two lines")
        case "slow":
            time.sleep(0.02)
        case "once" if not Path(name.partition("-")[2]).exists():
            Path(name.partition("-")[2]).touch()
            os._exit(1)
    return name.upper()


def who(found: Input) -> int:
    """The process that works."""
    time.sleep(0.005)
    return os.getpid()
