"""Processes and threads without end, daemons, zombies, and what is left of them (1 to 8)."""

import signal
import subprocess
import sys
import threading
import time
from textwrap import dedent

import pytest

from afterburner.core.execution import Limits, Program
from afterburner.core.status import Status
from afterburner.sandbox.cell import landlock
from tests.sandbox.abuse.programs import DAEMON, LIBC, C, words

FORK_BOMB = "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass"


@pytest.mark.slow
def test_a01_a_fork_bomb_is_bounded_and_gone(run, sandbox):
    began = time.monotonic()
    seen = run(FORK_BOMB, cpu_s=0.5, wall_s=1.5)
    assert seen.status in {Status.TIME_LIMIT_EXCEEDED, Status.WALL_LIMIT_EXCEEDED}
    assert seen.wall_s < 5
    assert time.monotonic() - began < 5
    if "control-group" in sandbox.layers():
        assert "processes" in seen.flags


def test_a01_a_fork_bomb_is_ended_by_the_wall_limit_too(run):
    seen = run(FORK_BOMB.replace("pass", "import time; time.sleep(0.01)"), cpu_s=60, wall_s=0.5, processes=30)
    assert seen.status is Status.WALL_LIMIT_EXCEEDED
    assert seen.wall_s < 0.6


def test_a01_the_machine_answers_while_a_fork_bomb_rages(run):
    thread = threading.Thread(target=run, args=(FORK_BOMB,), kwargs={"cpu_s": 60, "wall_s": 1.5})
    thread.start()
    time.sleep(0.3)
    began = time.monotonic()
    subprocess.run([sys.executable, "-I", "-S", "-c", "pass"], check=True)
    took_s = time.monotonic() - began
    thread.join()
    assert took_s < 1.0


def test_a01_a_fork_bomb_that_gives_up_hits_the_bound_on_processes(run, processes_allowed):
    source = """
        import os, time
        count = 0
        try:
            while True:
                if os.fork() == 0:
                    time.sleep(60)
                count += 1
        except BlockingIOError:
            print(count)
        os._exit(0) if not os.write(1, b"%d" % count) else os._exit(0)
    """
    assert int(words(run(source, processes=20))[0]) <= processes_allowed(20)


def test_a01_being_refused_a_process_is_flagged(run, needs):
    needs("control-group")
    source = """
        import os, time
        try:
            while True:
                if os.fork() == 0: time.sleep(60)
        except BlockingIOError: pass
    """
    assert run(source, processes=20).flags == ("processes",)


CROWD = """
int main(void) {
    for (int i = 0; i < 30000; i++)
        mmap(0, 4096, i & 1 ? PROT_READ : PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    for (int i = 0; i < 6; i++) fork();
    for (;;) {}
}
"""


@pytest.mark.slow
def test_a01_a_crowd_that_is_slow_to_end_is_ended_nearly_in_time(run_c, needs):
    """The kernel takes its time to end each; while all others go on meanwhile, it takes as many times longer."""
    needs("control-group")
    seen = run_c(C + CROWD, cpu_s=1.0, wall_s=20)
    assert seen.status is Status.TIME_LIMIT_EXCEEDED
    assert seen.cpu_s < 3


@pytest.mark.slow
def test_a01_a11_a_bomb_of_siblings_made_with_clone_parent_is_killed(run):
    source = LIBC + "for _ in range(8):\n    libc.syscall(56, 0x8000 | 17, 0, 0, 0, 0)\n"
    began = time.monotonic()
    run(source + "while True: pass", cpu_s=0.3, wall_s=1, processes=50)
    assert time.monotonic() - began < 10


def test_a02_a_thread_bomb_is_bounded(run, sandbox, processes_allowed):
    source = """
        import threading, os
        count, gate = 0, threading.Event()
        try:
            while count < 10_000:
                threading.Thread(target=gate.wait, daemon=True).start()
                count += 1
        except RuntimeError:
            pass
        os.write(1, b"%d" % count)
        os._exit(0)
    """
    seen = run(source, processes=20)
    assert int(words(seen)[0]) <= processes_allowed(20)
    if "control-group" in sandbox.layers():
        assert seen.flags == ("processes",)


def test_a03_a04_a_daemon_is_killed_and_not_waited_for(run):
    """It keeps stdout open, and the run returns nevertheless."""
    began = time.monotonic()
    seen = run(DAEMON.replace("CODE", "time.sleep(60); os.write(1, b'late')"))
    assert (seen.status, seen.stdout) == (Status.OK, b"answer\n")
    assert time.monotonic() - began < 5


def test_a03_a_daemon_that_computes_is_charged_until_it_is_killed(run):
    code = "end = time.thread_time() + 0.3\n        while time.thread_time() < end: pass\n        os.kill(first, 9)"
    source = DAEMON.replace("import os, time", "import os, time\nfirst = os.getpid()").replace("CODE", code)
    assert run(source.replace('print("answer")', "time.sleep(9)")).cpu_s >= 0.29


def test_a05_a_zombie_farm_is_bounded_and_gone(run, processes_allowed):
    source = """
        import os
        count = 0
        try:
            while count < 10_000:
                if os.fork() == 0: os._exit(0)
                count += 1
        except BlockingIOError: pass
        print(count)
    """
    assert int(words(run(source, processes=30))[0]) <= processes_allowed(30)


def test_a06_killing_everybody_reaches_only_the_run_itself(run, needs):
    needs("pid-namespace", "unprivileged-user")
    source = "import os, time\nif os.fork() == 0: time.sleep(60)\nos.kill(-1, 9)\nprint('alive')"
    assert run(source).status in {Status.OK, Status.RUNTIME_ERROR}


@pytest.mark.slow
def test_a06_a54_two_sandboxes_do_not_reach_each_other(sandbox, run):
    """Two cells at once, one of them killing all it can."""
    seen = []
    thread = threading.Thread(target=lambda: seen.append(run("import time; time.sleep(0.3); print('alive')")))
    thread.start()
    with type(sandbox)() as other:
        source = b"import os, time\nend = time.monotonic() + 0.3\nwhile time.monotonic() < end:\n"
        source += b"    for pid in range(1, 300):\n        if pid != os.getpid():\n"
        source += b"            try: os.kill(pid, 9)\n            except OSError: pass\n"
        other.execute(Program(source=source), b"", limits=Limits(cpu_s=5, wall_s=10))
    thread.join()
    assert seen[0].stdout == b"alive\n"


@pytest.mark.parametrize("number", [2, 9, 15, 19])
def test_a07_the_cells_own_processes_can_not_be_signalled(run, sandbox, number):
    if "unprivileged-user" not in sandbox.layers() and not _knows_scopes():
        pytest.skip("this machine does not grant: unprivileged-user, nor landlock with scopes")
    source = f"""
        import os
        refused = 0
        for pid in (1, 2, os.getppid()):
            try: os.kill(pid, {number})
            except PermissionError: refused += 1
        print(refused)
    """
    assert words(run(source)) == ["3"]


def _knows_scopes() -> bool:
    try:
        return landlock.version() >= 6
    except OSError:
        return False


def test_a07_other_programs_that_stand_ready_are_not_reached(run, sandbox):
    """They wait in the same cell, and may belong to the same user."""
    if "unprivileged-user" not in sandbox.layers() and not _knows_scopes():
        pytest.skip("this machine does not grant: unprivileged-user, nor landlock with scopes")
    source = "import os\nfor pid in range(2, 4000):\n    if pid != os.getpid():\n"
    source += "        try: os.kill(pid, 9)\n        except OSError: pass"
    if "pid-namespace" in sandbox.layers():
        assert [run(text).status for text in ("pass", source, "pass")] == [Status.OK] * 3


@pytest.mark.slow
def test_a07_signals_to_the_warden_while_it_kills_are_no_fault(sandbox, needs):
    """For an instant the warden may have the runs' user number; nothing may come through then."""
    needs("pid-namespace", "unprivileged-user")
    source = """
        import os, time
        for _ in range(20):
            if os.fork() == 0:
                try: os.sched_setaffinity(0, range(os.cpu_count()))
                except OSError: pass
                while True:
                    try: os.kill(1, 2)
                    except OSError: pass
        time.sleep(0.05)
        os._exit(0)
    """
    program = Program(source=dedent(source).encode())
    with type(sandbox)() as own:
        for _ in range(5):
            own.execute(program, b"", limits=Limits(cpu_s=5, wall_s=10))
        assert own.faults == 0


def test_a08_killing_oneself_is_a_signal_and_no_memory_limit(run):
    seen = run("import os; os.kill(os.getpid(), 9)")
    assert (seen.status, seen.reason) == (Status.RUNTIME_ERROR, "signal:SIGKILL")


def test_a08_a_binary_that_kills_itself_is_told_the_same_way(run_c):
    seen = run_c("#include <signal.h>\nint main(void) { raise(SIGKILL); }")
    assert (seen.status, seen.reason) == (Status.RUNTIME_ERROR, "signal:SIGKILL")


def test_a08_the_kernels_signal_numbers_all_have_names(run):
    """Also the real-time ones, which Python's enumeration leaves out."""
    for number in (signal.SIGRTMIN + 3, signal.SIGXFSZ):
        seen = run(
            f"import os, signal; signal.signal({int(number)}, signal.SIG_DFL); os.kill(os.getpid(), {int(number)})"
        )
        assert seen.status is Status.RUNTIME_ERROR
        assert seen.signal == number
