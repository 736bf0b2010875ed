"""What every set of workers does alike, seen through the port ``Workers`` only: on this machine, and on a cluster.

A module that takes these tests in has three fixtures: ``pool``, two workers that are left as they are; ``opened``, which makes
a set of so many workers, open while its context is; and ``kill``, which ends the process behind one of a set's workers.
"""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from afterburner.core.errors import CancelledRunError, SandboxError, UsageError
from afterburner.core.execution import Limits, Program
from afterburner.core.status import Status
from afterburner.sandbox import host
from afterburner.sandbox.port import Call, execute_each

LIMITS = Limits(cpu_s=5.0, wall_s=10.0)
ECHO = Program(source=b"print(input())")
FOREVER = Program(source=b"import time\ntime.sleep(60)")
LONG = Limits(cpu_s=60.0, wall_s=60.0)


def calls(program, count, *, limits=LIMITS):
    return [Call(program=program, stdin=b"%d" % number, limits=limits) for number in range(count)]


def until(condition):
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.002)


def test_many_threads_each_get_the_answer_to_their_own_input(pool):
    with ThreadPoolExecutor(8) as threads:
        seen = list(threads.map(lambda n: pool.execute(ECHO, b"%d" % n, limits=LIMITS).stdout, range(60)))
    assert seen == [b"%d\n" % n for n in range(60)]


def test_workers_run_at_the_same_time(pool):
    both = threading.Barrier(2, timeout=60)

    def hold():
        with pool.worker():
            both.wait()

    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(hold) for _ in range(2)]:
            done.result()


def test_it_says_how_many_run_at_one_time_and_on_what(pool):
    assert pool.workers == 2
    assert host.digest(pool.host) == host.digest(host.facts())
    assert pool.toolchain("python") == ""
    with pytest.raises(UsageError):
        pool.toolchain("cobol")


def test_several_runs_come_in_their_order(pool):
    seen = [one.stdout for one in execute_each(pool, calls(ECHO, 40))]
    assert seen == [b"%d\n" % number for number in range(40)]


def test_no_runs_are_none(pool):
    assert list(execute_each(pool, [])) == []


def test_large_inputs_come_again_and_again_as_they_are(pool):
    length = Program(source=b"import sys, hashlib; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())")
    inputs = [bytes([number]) * 300_000 for number in range(6)]
    once = [pool.execute(length, data, limits=LIMITS).stdout for data in inputs]
    asked = [Call(program=length, stdin=data, limits=LIMITS) for data in inputs * 2]
    assert [one.stdout for one in execute_each(pool, asked)] == once * 2
    assert len(set(once)) == 6


def test_several_runs_stop_where_nobody_asks_for_more(pool):
    asked = [*calls(ECHO, 2), *(Call(program=FOREVER, stdin=b"", limits=LONG) for _ in range(4))]
    begun_s = time.monotonic()
    with closing(execute_each(pool, asked)) as runs:
        assert next(runs).stdout == b"0\n"
    with pool.worker() as one, pool.worker() as other:
        assert [lent.execute(ECHO, b"on", limits=LIMITS).stdout for lent in (one, other)] == [b"on\n"] * 2
    assert time.monotonic() - begun_s < 30


def test_what_can_not_be_run_is_said_when_it_is_asked_for(pool):
    asked = [*calls(ECHO, 3), Call(program=Program(source=b"", language="cobol"), stdin=b"", limits=LIMITS)]
    runs = execute_each(pool, asked)
    assert [next(runs).stdout for _ in range(3)] == [b"0\n", b"1\n", b"2\n"]
    with pytest.raises(UsageError):
        next(runs)


def test_a_program_that_fails_is_no_reason_to_stop(pool):
    asked = calls(Program(source=b"if input() == '1': 1 / 0"), 3)
    seen = [one.status for one in execute_each(pool, asked)]
    assert seen == [Status.OK, Status.RUNTIME_ERROR, Status.OK]


def test_a_layout_is_the_programs_own_on_one_worker(pool):
    program = Program(source=b"print(hash('one'), hash('two'))")
    with pool.worker(program) as lent:
        first, again, other = (lent.execute(program, b"", limits=LIMITS, layout=layout) for layout in (1, 1, 2))
    assert first.stdout == again.stdout != other.stdout


def test_a_lent_worker_can_be_cancelled_and_goes_on_working(pool):
    with ThreadPoolExecutor(1) as threads, pool.worker(FOREVER) as lent:
        running = threads.submit(lent.execute, FOREVER, b"", limits=LONG)
        while not running.done():
            lent.cancel()
            time.sleep(0.01)
        with pytest.raises(CancelledRunError):
            running.result()
        assert lent.execute(ECHO, b"again", limits=LIMITS).stdout == b"again\n"


def test_what_goes_wrong_in_a_borrower_costs_no_worker(pool):
    for _ in range(5):
        with pytest.raises(ZeroDivisionError), pool.worker():
            raise ZeroDivisionError
    assert pool.execute(ECHO, b"on", limits=LIMITS).stdout == b"on\n"


def test_who_waits_is_served_in_the_order_of_asking(opened):
    served = []

    def ask(number):
        with pool.worker():
            served.append(number)

    with opened(1) as pool:
        threads = [threading.Thread(target=ask, args=(number,)) for number in range(5)]
        with pool.worker():
            for number, thread in enumerate(threads, start=1):
                thread.start()
                until(lambda number=number: pool.waiting == number)
        for thread in threads:
            thread.join()
    assert served == [0, 1, 2, 3, 4]


def test_closing_cancels_what_runs_and_refuses_the_rest(opened):
    with opened(1) as pool, ThreadPoolExecutor(2) as threads:
        running = threads.submit(pool.execute, FOREVER, b"", limits=LONG)
        time.sleep(1.0)
        waiting = threads.submit(pool.execute, ECHO, b"", limits=LIMITS)
        until(lambda: pool.waiting == 1)
        begun_s = time.monotonic()
        pool.close()
        assert isinstance(running.exception(), CancelledRunError)
        assert isinstance(waiting.exception(), SandboxError)
        assert time.monotonic() - begun_s < 30
        with pytest.raises(SandboxError):
            pool.execute(ECHO, b"", limits=LIMITS)
        pool.close()


def test_a_worker_that_is_killed_between_runs_costs_a_retry_and_no_answer(opened, kill):
    with opened(1) as pool:
        pool.execute(ECHO, b"1", limits=LIMITS)
        kill(pool)
        seen = pool.execute(ECHO, b"2", limits=LIMITS)
        assert (seen.stdout, seen.faults, pool.faults) == (b"2\n", 1, 1)


def test_a_worker_that_is_killed_in_a_run_costs_a_retry_and_no_answer(opened, kill):
    slow = Program(source=b"import time\ntime.sleep(0.3)\nprint(input())")
    with opened(1) as pool, ThreadPoolExecutor(1) as threads:
        pool.execute(ECHO, b"1", limits=LIMITS)
        running = threads.submit(lambda: [one.stdout for one in execute_each(pool, calls(slow, 12))])
        time.sleep(0.8)
        kill(pool)
        assert running.result() == [b"%d\n" % number for number in range(12)]
        assert pool.faults >= 1
