"""The pool: order, bounds, crashes, hangs, interruption."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from faults import who, work

from dragoman.model.page import Input
from dragoman.scale import Lost, Pool, ScaleError


def inputs(*names: str) -> list[Input]:
    return [Input(source=name) for name in names]


def results(names: list[str], jobs: int = 2, limit: float = 60.0) -> list[str | Lost | None]:
    with Pool(work, jobs, limit=limit, apart=True) as pool:
        return [result for _, result in pool.each(inputs(*names))]


def test_results_come_in_the_order_of_the_inputs() -> None:
    names = [f"{'slow' if n % 7 == 0 else 'page'}-{n}" for n in range(200)]
    assert results(names, jobs=3) == [name.upper() for name in names]


def test_the_work_is_shared_among_processes_other_than_this_one() -> None:
    with Pool(who, 2) as pool:
        workers = {pid for _, pid in pool.each(inputs(*map(str, range(100))))}
    assert len(workers) == 2
    assert os.getpid() not in workers
    assert len(pool.peaks) == 2
    assert min(pool.peaks) > 1_000_000


def test_one_job_works_in_this_process() -> None:
    with Pool(who, 1) as pool:
        assert {pid for _, pid in pool.each(inputs("a", "b"))} == {os.getpid()}


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_no_input_passes_by_in_its_place(jobs: int) -> None:
    with Pool(work, jobs) as pool:
        assert [item if result is None else result for item, result in pool.each(["first", *inputs("a"), "then", *inputs("b"), "last"])] == ["first", "A", "then", "B", "last"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_that_is_raised_is_told_in_one_line(jobs: int) -> None:
    with Pool(work, jobs) as pool:
        assert [result for _, result in pool.each(inputs("a", "raise", "b"))] == ["A", Lost("ValueError: a defect over two lines", False), "B"]


@pytest.mark.parametrize(
    ("name", "why"), [("crash", "SIGSEGV"), ("exit", "exit status 7"), ("kill", "SIGKILL")],
)  # fmt: skip
def test_a_page_that_ends_its_worker_is_given_up_after_two_tries_and_no_other_is_lost(name: str, why: str) -> None:
    names = [f"{name}-{n}" if n in (0, 20, 21, 39) else f"page-{n}" for n in range(40)]
    found = results(names)
    for given, result in zip(names, found, strict=True):
        if given.startswith(name):
            assert isinstance(result, Lost)
            assert result.crashed
            # 255 is what the fork server's client gives where a busy machine kept it from hearing how the process ended
            assert why in result.why or "exit status 255" in result.why
        else:
            assert result == given.upper()


@pytest.mark.parametrize("name", ["hang", "spin"])
def test_a_page_that_takes_too_long_is_given_up_after_two_tries(name: str) -> None:
    assert results(["a", name, "b"], limit=2.0) == ["A", Lost("took longer than 2 s, 2 times", True), "B"]


def test_a_page_that_ended_its_worker_once_is_read_the_second_time(tmp_path: Path) -> None:
    names = ["a", f"once-{tmp_path / 'mark'}", "b"]
    assert results(names) == [name.upper() for name in names]


def test_a_worker_that_is_killed_from_outside_costs_nothing() -> None:
    with Pool(who, 2) as pool:
        found = pool.each(inputs(*map(str, range(400))))
        _, victim = next(found)
        assert isinstance(victim, int)
        os.kill(victim, signal.SIGKILL)
        rest = [pid for _, pid in found]
    assert len(rest) == 399
    assert all(isinstance(pid, int) for pid in rest)
    assert pool.replaced == 1


def test_inputs_are_asked_for_no_faster_than_results_are_taken() -> None:
    asked = 0

    def endless() -> Iterator[Input]:
        nonlocal asked
        while True:
            asked += 1
            yield Input(source="page", data=bytes(1_000_000))

    with Pool(work, 2) as pool:
        found = pool.each(endless())
        for _ in range(10):
            next(found)
        time.sleep(0.5)
        assert asked <= 10 + 65


def test_workers_that_never_come_up_are_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.scale.worker._STARTUP", -1)
    with pytest.raises(ScaleError, match="--jobs 1"), Pool(work, 2) as pool:
        list(pool.each(inputs("a")))


_SCRIPT = """
import sys
sys.path.insert(0, {here!r})
from faults import work
from dragoman.model.page import Input
from dragoman.scale import Pool
if __name__ == "__main__":
    with Pool(work, 2) as pool:
        for item, result in pool.each(Input(source=s) for s in ["slow"] * 20 + ["hang"] * 50):
            print(*[w._process.pid for w in pool._workers], flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_process_leaves_no_orphans(number: signal.Signals, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(_SCRIPT.format(here=str(Path(__file__).parent)))
    process = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True)
    assert process.stdout is not None
    for _ in range(15):
        workers = process.stdout.readline().split()
    began = time.monotonic()
    os.killpg(process.pid, number) if number == signal.SIGINT else os.kill(process.pid, number)
    process.wait(60)
    assert len(workers) == 2
    while time.monotonic() - began < 60 and any(_alive(int(pid)) for pid in workers):
        time.sleep(0.05)
    assert not any(_alive(int(pid)) for pid in workers)
    process.stdout.close()


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.skipif("forkserver" not in multiprocessing.get_all_start_methods(), reason="there is no fork server here")
def test_a_fork_server_that_is_killed_costs_nothing() -> None:
    from multiprocessing.forkserver import _forkserver

    with Pool(who, 2) as pool:
        found = pool.each(inputs(*map(str, range(200))))
        _, victim = next(found)
        assert isinstance(victim, int)
        os.kill(_forkserver._forkserver_pid, signal.SIGKILL)
        os.kill(victim, signal.SIGKILL)
        rest = [pid for _, pid in found]
    assert len(rest) == 199
    assert all(isinstance(pid, int) for pid in rest)
