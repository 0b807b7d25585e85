"""One process that works for another, seen from both sides: it answers a batch of inputs one by one."""

import contextlib
import faulthandler
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, cast

import msgspec

from dragoman.model.page import Input

#: Seconds that a process may take until it is ready: the language model takes five of a processor that may have much else to do.
_STARTUP = 600.0


class Answer(msgspec.Struct, frozen=True):
    """What became of one input: the result, or in a few words the error that the work raised. `peak` is the largest resident memory of the
    process so far, in bytes, 0 where the system does not tell."""

    result: Any
    raised: str | None
    peak: int


class Gone(Exception):
    """The process is there no more, or had to be ended; the text says how, as a clause."""


class Worker:
    """A process that calls `work` on inputs. `warm` names a module that is imported once, before processes are made of it, where the
    system has such (`forkserver`): they share its memory.

    `limit` is how many seconds one input may take. Raises `Gone` where the process does not come up.
    """

    def __init__(self, work: Callable[[Input], Any], warm: str | None, limit: float) -> None:
        self._limit = limit
        #: The largest resident memory that it told of, in bytes.
        self.peak = 0
        context = _context(warm)
        self._here, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there, work, limit), daemon=True, name="dragoman-reader")
        try:
            self._process.start()
        except (OSError, EOFError) as error:  # the process that others are made of is not there either
            raise Gone(f"could not be started: {error or type(error).__name__}") from error
        finally:
            there.close()
        self._receive(_STARTUP)

    def ask(self, batch: Sequence[Input]) -> None:
        """Hands over inputs; as many calls of `answer` must follow. Raises `Gone`."""
        try:
            self._here.send(batch)
        except OSError:
            raise Gone(self._how()) from None

    def answer(self) -> Answer:
        """What became of the next input. Raises `Gone` where the process ended, or did not answer within the limit and was ended."""
        return cast(Answer, self._receive(self._limit))

    def kill(self) -> None:
        """Ends the process at once; may be called from another thread."""
        with contextlib.suppress(OSError, ValueError):
            self._process.kill()

    def leave(self) -> None:
        """Lets the process end by itself, or ends it where it does not."""
        self._here.close()
        self._process.join(5)
        self.kill()

    def _receive(self, seconds: float) -> Any:
        try:
            if self._here.poll(seconds):
                return self._here.recv()
        except (EOFError, OSError):
            raise Gone(self._how()) from None
        self.kill()
        self._process.join()
        raise Gone(f"took longer than {seconds:g} s")

    def _how(self) -> str:
        self._process.join(5)
        self.kill()
        code = self._process.exitcode
        if code is None or code >= 0:
            return f"ended its process (exit status {code})"
        name = signal.Signals(-code).name if -code in list(signal.Signals) else f"signal {-code}"
        return f"ended its process ({name}{', which is how systems out of memory do it' if name == 'SIGKILL' else ''})"


def _context(warm: str | None) -> Any:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([warm or __name__])
    return context


def _serve(pipe: Connection, work: Callable[[Input], Any], limit: float) -> None:
    """The life of the process. It ends with its parent, at the latest when the time of its batch is over."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    nowhere = open(os.devnull, "w")  # noqa: SIM115
    try:
        pipe.send("ready")
        while True:
            batch: Sequence[Input] = pipe.recv()
            faulthandler.dump_traceback_later(limit * len(batch) + 60, exit=True, file=nowhere)
            for one in batch:
                _send(pipe, _answer(work, one))
            faulthandler.cancel_dump_traceback_later()
    except (EOFError, OSError):
        return


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _send(pipe: Connection, answer: Answer) -> None:
    try:
        pipe.send(answer)
    except OSError:
        raise
    except Exception as error:  # a result that does not travel; nothing of it was sent
        pipe.send(Answer(None, said(error), answer.peak))


def said(error: Exception) -> str:
    """An error in one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())


def _answer(work: Callable[[Input], Any], one: Input) -> Answer:
    try:
        return Answer(work(one), None, _peak())
    except Exception as error:
        return Answer(None, said(error), _peak())


def _peak() -> int:
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
