"""The workers of a cluster behave as every set of workers does, and lose nothing with a process or a node."""

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from afterburner.core.errors import CancelledRunError, SandboxError
from afterburner.core.execution import Limits, Program
from afterburner.sandbox.cluster_pool import ClusterPool
from afterburner.sandbox.port import Call
from tests.ray.conftest import actor_pids, add_node, kill_one
from tests.sandbox.pool_conformance import *  # noqa: F403 - its tests, with the fixtures of this module

LIMITS = Limits(cpu_s=5.0, wall_s=10.0)
ECHO = Program(source=b"print(input())")


@pytest.fixture
def opened(open_pool: Callable[..., ClusterPool]) -> Callable[..., ClusterPool]:
    return open_pool


@pytest.fixture
def kill() -> Callable[[ClusterPool], None]:
    return kill_one


def answers(pool, name, count):
    program = Program(source=f"import time\ntime.sleep(0.01)\nprint({name!r}, input())".encode())
    asked = [Call(program=program, stdin=b"%d" % number, limits=LIMITS) for number in range(count)]
    return [one.stdout for one in pool.execute_each(asked)]


def expected(name, count):
    return [f"{name} {number}\n".encode() for number in range(count)]


def test_programs_go_where_they_were_and_inputs_too(pool):
    programs = [Program(source=b"print(len(input()), %d)" % number) for number in range(2)]
    large = [b"a" * 5000, b"b" * 5000]
    with pool.worker(programs[0]) as one, pool.worker(programs[1]) as other:
        first, second = one.ended(), other.ended()
        one.execute(programs[0], large[0], limits=LIMITS)
        other.execute(programs[1], large[1], limits=LIMITS)
    for _ in range(3):
        with pool.worker(programs[1]) as lent:
            assert lent.ended() is second
        with pool.worker(Program(source=b"new"), large[0]) as lent:
            assert lent.ended() is first


def test_killing_workers_at_random_loses_nothing_and_answers_nothing_twice(opened):
    with opened(2) as pool:
        done = threading.Event()

        def kill_again_and_again():
            while not done.wait(2.0):
                for pid in actor_pids(pool)[:1]:
                    os.kill(pid, signal.SIGKILL)

        killer = threading.Thread(target=kill_again_and_again)
        killer.start()
        with ThreadPoolExecutor(3) as threads:
            seen = list(threads.map(lambda n: answers(pool, f"p{n}", 60), range(12)))
        done.set()
        killer.join()
        assert seen == [expected(f"p{n}", 60) for n in range(12)]
        assert pool.faults >= 1


def test_a_node_that_dies_takes_nothing_with_it(nodes, opened):
    lost = add_node(nodes, 1)
    with opened() as pool:
        assert sum(cell.place.node.cpus == 1 for cell in pool._lender.things) == 1
        with ThreadPoolExecutor(3) as threads:
            running = [threads.submit(answers, pool, f"p{n}", 80) for n in range(6)]
            time.sleep(0.5)
            nodes.remove_node(lost, allow_graceful=False)
            assert [one.result() for one in running] == [expected(f"p{n}", 80) for n in range(6)]
        assert pool.faults >= 1
        assert answers(pool, "after", 5) == expected("after", 5)


def test_a_pool_that_is_closed_leaves_no_process_behind(opened):
    pool = opened(2)
    pids = actor_pids(pool)
    pool.close()
    deadline = time.monotonic() + 20
    while any(is_there(pid) for pid in pids):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_there(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_workers_that_are_all_lost_are_an_error_of_the_machine(nodes, opened):
    lost = add_node(nodes, 1)
    with opened() as pool:
        for cell in pool._lender.free:
            if cell.place.node.cpus != 1:
                assert pool._lender.take(lambda one, cell=cell: one is cell) is cell
                pool._lender.withdraw(cell)
                cell.end()
        nodes.remove_node(lost, allow_graceful=False)
        with pytest.raises(SandboxError, match="lost"):
            answers(pool, "nobody", 5000)


def test_a_second_pool_finds_no_free_processor_and_says_so(opened, monkeypatch):
    with opened():
        monkeypatch.setattr("afterburner.sandbox.cluster_pool.START_S", 3.0)
        with pytest.raises(UsageError, match="no free processor"):  # noqa: F405 - of the suite
            opened(1)


def test_processors_are_each_workers_own(pool):
    own = Counter(cell.seated.cpu for cell in pool._lender.things if not cell.seated.is_shared)
    assert set(own.values()) <= {1}


def test_a_batch_that_nobody_reads_any_more_ends(pool):
    forever = Program(source=b"while True: pass")
    with pool.worker(forever) as lent:
        calls = [Call(program=forever, stdin=b"", limits=Limits(cpu_s=60, wall_s=60)) for _ in range(8)]
        with ThreadPoolExecutor(1) as threads, closing(lent.execute_each(calls)) as runs:
            asked = threads.submit(next, runs)
            time.sleep(0.5)
            lent.cancel()
            with pytest.raises(CancelledRunError):
                asked.result(timeout=20)
        assert lent.execute(ECHO, b"on", limits=LIMITS).stdout == b"on\n"
