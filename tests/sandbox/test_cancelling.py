"""Cancelling a run from another thread: at any moment, whatever has become of the cell."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from afterburner.core.errors import CancelledRunError
from afterburner.core.execution import Limits, Program
from afterburner.sandbox.compile_cache import CompileCache
from afterburner.sandbox.monolith import Monolith

FOREVER = Program(source=b"import time\ntime.sleep(60)")
SLOW_TO_COMPILE = b"""
template<int n> constexpr long f() {
    long sum = 0;
    for (int i = 0; i < 100000; i++)
        for (int j = 0; j < 40; j++) sum += i ^ j ^ n;
    return sum;
}
static_assert(f<1>() && f<2>() && f<3>() && f<4>() && f<5>() && f<6>() && f<7>() && f<8>() && f<9>() && f<10>());
int main() {}
"""
ECHO = Program(source=b"print(input())")


@pytest.fixture
def monolith() -> Iterator[Monolith]:
    with Monolith() as opened:
        yield opened


def echoes(monolith: Monolith) -> bool:
    return monolith.execute(ECHO, b"x", limits=Limits()).stdout == b"x\n"


def test_what_is_under_way_ends_and_the_next_run_is_as_ever(monolith: Monolith) -> None:
    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(monolith.execute, FOREVER, b"", limits=Limits(wall_s=60))
        while not running.done():
            monolith.cancel()
            time.sleep(0.01)
        with pytest.raises(CancelledRunError):
            running.result()
    assert echoes(monolith)


def test_a_program_whose_first_thread_has_ended_is_cancelled_too(monolith: Monolith) -> None:
    source = b"import ctypes, threading, time\nthreading.Thread(target=time.sleep, args=(60,)).start()\n"
    source += b"ctypes.CDLL(None).pthread_exit(None)"
    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(monolith.execute, Program(source=source), b"", limits=Limits(wall_s=60))
        time.sleep(0.5)  # the first thread ends
        while not running.done():
            monolith.cancel()
            time.sleep(0.01)
        with pytest.raises(CancelledRunError):
            running.result(timeout=5)


@pytest.mark.slow  # a cache of its own has to be filled first
def test_a_compilation_is_cancelled_too_and_nothing_is_kept_of_it(tmp_path: Path) -> None:
    slow = Program(source=SLOW_TO_COMPILE, language="cpp")
    with Monolith(cache=CompileCache(tmp_path)) as monolith, ThreadPoolExecutor(1) as threads:
        quick = Program(source=b"int main() { return 0; }", language="cpp")
        monolith.execute(quick, b"", limits=Limits())
        kept = set(tmp_path.rglob("*"))
        running = threads.submit(monolith.execute, slow, b"", limits=Limits())
        begun_s = time.monotonic()
        time.sleep(0.5)
        while not running.done():
            monolith.cancel()
            time.sleep(0.01)
        assert isinstance(running.exception(), CancelledRunError), running.result()
        assert time.monotonic() - begun_s < 5
        assert set(tmp_path.rglob("*")) == kept
        assert monolith.execute(quick, b"", limits=Limits()).exit_code == 0


def test_cancelling_where_nothing_runs_does_nothing(monolith: Monolith) -> None:
    monolith.cancel()
    assert echoes(monolith)
    monolith.cancel()
    assert echoes(monolith)
    monolith.close()
    monolith.cancel()


def test_cancelling_in_a_cell_that_is_gone_leaves_the_fault_to_the_run(monolith: Monolith) -> None:
    others = children()
    monolith.layers()
    for pid in children() - others:
        os.kill(pid, signal.SIGKILL)
        wait_until_dead(pid)
    for _ in range(3):
        monolith.cancel()
    assert echoes(monolith)
    assert monolith.faults == 1


def test_cancelling_again_and_again_beside_short_runs_ends_or_finishes_each(monolith: Monolith) -> None:
    stop = threading.Event()

    def cancel() -> None:
        while not stop.wait(0.002):
            monolith.cancel()

    canceller = threading.Thread(target=cancel)
    canceller.start()
    try:
        for _ in range(50):
            try:
                assert echoes(monolith)
            except CancelledRunError:
                continue
    finally:
        stop.set()
        canceller.join()
    assert monolith.faults == 0
    assert echoes(monolith)


def children() -> set[int]:
    tasks = Path("/proc/self/task").glob("*/children")
    return {int(child) for task in tasks for child in task.read_text().split()}


def wait_until_dead(pid: int) -> None:
    deadline = time.monotonic() + 20
    while Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
        assert time.monotonic() < deadline
        time.sleep(0.005)
