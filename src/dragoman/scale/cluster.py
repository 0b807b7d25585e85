"""Shares worked through on every machine of a Ray cluster: one task a share.

Ray tries a task again whose process or machine is lost; a share that was finished before its machine was lost is made again and takes its
own place. What a task cannot do (a full disk) is told, and the other shares go on.
"""

import logging
import os
from collections.abc import Generator, Iterable, Iterator
from typing import Any

from dragoman.model.errors import UnreadableInput
from dragoman.scale.errors import ScaleError
from dragoman.scale.shares import Job, Manifest, Share, prepare, work_through

#: How often a task is tried again after its process or machine was lost.
_RETRIES = 10
#: Tasks that are handed over at a time, for each processor of the cluster: enough that none waits for this process.
_AHEAD = 3
_EXTRA = "Ray is not installed; install it with: pip install 'dragoman[ray]'"


def spread(
    found: Iterable[Share | UnreadableInput], folder: str, job: Job, address: str | None = None
) -> Generator[Manifest | UnreadableInput | ScaleError]:
    """Works shares through on the cluster at `address` (a Ray address; None is this machine alone), and gives each when it is done.

    `folder` and the files must be found under the same names on every machine. Files that cannot be opened pass by; a share that failed
    gives a `ScaleError`. Raises `ScaleError` where the cluster cannot be had.
    """
    folder = os.path.abspath(folder)
    prepare(folder)
    ray: Any = None
    running: dict[Any, Share] = {}
    try:
        for one in found:
            if isinstance(one, UnreadableInput):
                yield one
                continue
            if ray is None:
                ray = _ray(address)
                task = ray.remote(num_cpus=1, max_retries=_RETRIES)(work_through)
            running[task.remote(one, folder, job)] = one
            while len(running) >= _AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1))):
                yield from _finished(ray, running)
        while running:
            yield from _finished(ray, running)
    finally:
        if ray is not None:
            ray.shutdown()


def _finished(ray: Any, running: dict[Any, Share]) -> Iterator[Manifest | ScaleError]:
    """At least one of the tasks that run, which it takes out."""
    done, _ = ray.wait(list(running), num_returns=1)
    for one in done:
        share = running.pop(one)
        try:
            yield ray.get(one)
        except ray.exceptions.RayError as error:
            lines = [line for line in str(error).splitlines() if line.strip()]
            yield ScaleError(f"{share.name} ({share.pieces[0].path} …): {lines[-1].strip() if lines else type(error).__name__}; run the same again")


def _ray(address: str | None) -> Any:
    """Ray, connected to a cluster."""
    try:
        import ray
        import ray.exceptions
    except ImportError:
        raise ScaleError(_EXTRA) from None
    try:
        ray.init(address=address or "local", include_dashboard=False if address is None else None, log_to_driver=False, configure_logging=True, logging_level=logging.ERROR)
    except Exception as error:  # Ray raises many kinds, some of them of its libraries
        lines = str(error).strip().splitlines() or [type(error).__name__]
        raise ScaleError(f"the Ray cluster {address or 'of this machine'} cannot be had: {lines[0][:300]}") from None
    return ray
