"""Several workers behind one port: nothing is lost, nobody is overtaken, what fails is made again."""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from afterburner.core.errors import CancelledRunError, SandboxError, UsageError
from afterburner.core.execution import Execution, Limits, Program
from afterburner.core.status import Status
from afterburner.sandbox.pool import Pool
from tests.sandbox.pool_conformance import *  # noqa: F403 - its tests, with the fixtures of this module
from tests.sandbox.scripted import Scripted, ok, scripted, wait_for

LIMITS = Limits(cpu_s=5.0, wall_s=10.0)
ECHO = Program(source=b"print(input())")


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(workers=2) as started:
        yield started


@pytest.fixture
def opened() -> Callable[[int], Pool]:
    return lambda workers: Pool(workers=workers)


@pytest.fixture
def kill() -> Callable[[Pool], None]:
    """End the first process of every cell that was started by this test."""
    others = set(children(os.getpid()))

    def kill_cells(_pool: Pool) -> None:
        for cell in set(children(os.getpid())) - others:
            os.kill(cell, signal.SIGKILL)

    return kill_cells


def test_a_program_goes_to_the_worker_that_ran_it() -> None:
    pool, made = scripted(ok, workers=3)
    for name in (b"a", b"b", b"c", b"a", b"c", b"b", b"a"):
        pool.execute(Program(source=name), b"", limits=LIMITS)
    assert sorted(made_one.ran for made_one in made) == [[b"a"] * 3, [b"b"] * 2, [b"c"] * 2]


def test_a_program_whose_worker_is_taken_goes_to_another() -> None:
    pool, made = scripted(ok, workers=2)
    pool.execute(ECHO, b"", limits=LIMITS)
    with pool.worker(ECHO) as first:
        pool.execute(ECHO, b"", limits=LIMITS)
    assert first is made[0]
    assert [len(monolith.ran) for monolith in made] == [1, 1]


def test_a_worker_whose_machine_failed_for_good_is_made_again() -> None:
    failing = [True]

    def behave(monolith: Scripted) -> Execution:
        if failing.pop() if failing else False:
            monolith.faults = 3
            raise SandboxError("no processes left")
        return ok(monolith)

    pool, made = scripted(behave, workers=1)
    with pytest.raises(SandboxError):
        pool.execute(ECHO, b"", limits=LIMITS)
    assert pool.execute(ECHO, b"", limits=LIMITS).status is Status.OK
    assert [monolith.closed for monolith in made] == [True, False]
    assert pool.faults == 3


def test_closing_cancels_what_runs_and_refuses_the_rest() -> None:
    def behave(monolith: Scripted) -> Execution:
        monolith.cancelled.wait()
        raise CancelledRunError("cancelled")

    pool, made = scripted(behave, workers=1)
    with ThreadPoolExecutor(2) as threads:
        running = threads.submit(pool.execute, ECHO, b"", limits=LIMITS)
        wait_for(lambda: made[0].ran != [])
        waiting = threads.submit(pool.execute, ECHO, b"", limits=LIMITS)
        wait_for(lambda: pool.waiting == 1)
        pool.close()
        assert isinstance(running.exception(), CancelledRunError)
        assert isinstance(waiting.exception(), SandboxError)
    assert made[0].closed
    with pytest.raises(SandboxError):
        pool.execute(ECHO, b"", limits=LIMITS)


@pytest.mark.parametrize("workers", [0, -1])
def test_a_pool_of_nobody_is_refused(workers: int) -> None:
    with pytest.raises(UsageError):
        Pool(workers=workers)


def test_closing_leaves_no_process() -> None:
    before = set(children(os.getpid()))
    with Pool(workers=2) as pool:
        pool.layers()
        assert set(children(os.getpid())) - before
    assert set(children(os.getpid())) <= before


def children(pid: int) -> list[int]:
    return [
        int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()
    ]
