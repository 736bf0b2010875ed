"""Keeps the other processors busy: what is measured beside it has to stand a neighbour."""

import multiprocessing
import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def others_busy(*, is_busy: bool = True) -> Iterator[None]:
    """Keep all processors but the last one, which a sandbox takes first, busy, if wished."""
    cpus = sorted(os.sched_getaffinity(0))[:-1] if is_busy else []
    spinning = [multiprocessing.Process(target=_spin, args=(cpu,), daemon=True) for cpu in cpus]
    for process in spinning:
        process.start()
    try:
        yield
    finally:
        for process in spinning:
            process.kill()
            process.join()


def _spin(cpu: int) -> None:
    os.sched_setaffinity(0, {cpu})
    while True:
        pass
