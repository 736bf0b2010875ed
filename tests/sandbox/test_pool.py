"""Several workers behind one port: nothing is lost, nobody is overtaken, what fails is made again."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from afterburner.core.errors import CancelledRunError, SandboxError, UsageError
from afterburner.core.execution import Execution, Limits, Program
from afterburner.core.status import Status
from afterburner.sandbox.pool import Pool
from tests.sandbox.scripted import Scripted, ok, scripted, wait_for

LIMITS = Limits(cpu_s=5.0, wall_s=10.0)
ECHO = Program(source=b"print(input())")


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(workers=2) as opened:
        yield opened


def test_many_threads_each_get_the_answer_to_their_own_input(pool: Pool) -> None:
    with ThreadPoolExecutor(8) as threads:
        seen = list(threads.map(lambda n: pool.execute(ECHO, b"%d" % n, limits=LIMITS).stdout, range(60)))
    assert seen == [b"%d\n" % n for n in range(60)]


def test_workers_run_at_the_same_time(pool: Pool) -> None:
    both = threading.Barrier(2, timeout=20)

    def hold() -> None:
        with pool.worker():
            both.wait()

    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(hold) for _ in range(2)]:
            done.result()


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


def test_who_waits_is_served_in_the_order_of_asking() -> None:
    pool, _made = scripted(ok, workers=1)
    served: list[int] = []

    def ask(number: int) -> None:
        with pool.worker():
            served.append(number)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(5)]
    with pool.worker():
        for number, thread in enumerate(threads, start=1):
            thread.start()
            wait_for(lambda number=number: len(pool._waiting) == number)
    for thread in threads:
        thread.join()
    assert served == [0, 1, 2, 3, 4]


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


def test_a_cell_that_is_killed_between_runs_costs_a_retry_and_no_answer() -> None:
    others = set(children(os.getpid()))
    with Pool(workers=1) as pool:
        pool.execute(ECHO, b"1", limits=LIMITS)
        for cell in set(children(os.getpid())) - others:
            os.kill(cell, signal.SIGKILL)
        seen = pool.execute(ECHO, b"2", limits=LIMITS)
    assert seen.stdout == b"2\n"
    assert (seen.faults, pool.faults) == (1, 1)


def test_a_lent_worker_can_be_cancelled_and_goes_on_working(pool: Pool) -> None:
    forever = Program(source=b"import time\ntime.sleep(60)")
    begun = threading.Event()
    lent = []

    def run() -> None:
        with pool.worker(forever) as monolith:
            lent.append(monolith)
            begun.set()
            monolith.execute(forever, b"", limits=Limits(wall_s=60))

    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(run)
        begun.wait()
        while not running.done():
            lent[0].cancel()
            time.sleep(0.01)
        with pytest.raises(CancelledRunError):
            running.result()
    assert lent[0].execute(ECHO, b"again", limits=LIMITS).stdout == b"again\n"


def test_closing_cancels_what_runs_and_refuses_the_rest() -> None:
    def behave(monolith: Scripted) -> Execution:
        monolith.cancelled.wait()
        raise CancelledRunError("cancelled")

    pool, made = scripted(behave, workers=1)
    with ThreadPoolExecutor(2) as threads:
        running = threads.submit(pool.execute, ECHO, b"", limits=LIMITS)
        wait_for(lambda: made[0].ran != [])
        waiting = threads.submit(pool.execute, ECHO, b"", limits=LIMITS)
        wait_for(lambda: len(pool._waiting) == 1)
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
