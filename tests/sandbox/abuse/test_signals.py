"""Stopping, ignoring, executing, tracing, and reaching for the other processes of the cell (9 to 16)."""

import resource
import time

import pytest

from afterburner.core.execution import Limits, Program
from afterburner.core.status import Status
from tests.sandbox.abuse.programs import BURN, DAEMON, LIBC, MIB, C, words


@pytest.mark.parametrize("name", ["SIGSTOP", "SIGTSTP"])
def test_a09_stopping_oneself_runs_into_the_wall_limit(run, name):
    source = f"import os, signal; signal.signal(signal.SIGTSTP, signal.SIG_DFL); os.kill(os.getpid(), signal.{name})"
    # An orphaned process group is not stopped by SIGTSTP: the program then simply goes on.
    wanted = {Status.WALL_LIMIT_EXCEEDED} if name == "SIGSTOP" else {Status.WALL_LIMIT_EXCEEDED, Status.OK}
    assert run(source, wall_s=0.4).status in wanted


def test_a09_stopped_children_are_killed(run):
    """They take no notice of any signal but one, and can't be frozen."""
    source = """
        import os, signal, time
        for _ in range(8):
            if os.fork() == 0: os.kill(os.getpid(), signal.SIGSTOP)
        time.sleep(0.05)
    """
    began = time.monotonic()
    assert run(source).status is Status.OK
    assert time.monotonic() - began < 1.5


def test_a10_a27_ignoring_all_signals_does_not_stop_the_clock(run):
    source = """
        import signal
        for number in signal.valid_signals():
            try: signal.signal(number, signal.SIG_IGN)
            except (OSError, ValueError): pass
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        while True: pass
    """
    assert run(source, cpu_s=0.3).status is Status.TIME_LIMIT_EXCEEDED


def test_a10_a12_a_daemon_that_ignores_signals_is_killed(run):
    code = "import signal; [signal.signal(n, signal.SIG_IGN) for n in (1, 2, 3, 13, 15, 24)]; time.sleep(60)"
    assert run(DAEMON.replace("CODE", code)).stdout == b"answer\n"


def test_a11_time_and_memory_go_on_through_a_chain_of_executions(run):
    burn = "import time\nend = time.process_time() + 0.1\nwhile time.process_time() < end: pass\n"
    source = (
        "import os, sys\nx = bytearray(60 << 20)\nn = int(os.environ.get('N', '0'))\n"
        "end = time.thread_time() + 0.1\nwhile time.thread_time() < end: pass\n"
        "if n < 2:\n    os.environ['N'] = str(n + 1)\n"
        "    os.execv(sys.executable, [sys.executable, '-S', '-c', CODE])\n"
    )
    code = f"CODE = {burn!r}\nimport time\n{source}"
    seen = run(code)
    assert seen.status is Status.OK
    assert seen.cpu_s >= 0.2
    assert seen.peak_bytes >= 60 * MIB


def test_a11_the_limit_holds_over_a_chain_of_executions_of_a_binary(run_c):
    source = C + 'int main(void) { burn(0.05); execl("/proc/self/exe", "again", NULL); return 1; }'
    seen = run_c(source, cpu_s=0.3)
    assert seen.status is Status.TIME_LIMIT_EXCEEDED
    assert 0.3 <= seen.cpu_s < 0.6


@pytest.mark.parametrize(
    "flags", ["CLONE_PARENT | SIGCHLD", "CLONE_PARENT | CLONE_VM | SIGCHLD", "CLONE_VM", "SIGCHLD"]
)
def test_a11_cpu_time_is_counted_however_a_child_is_cloned(run_c, flags):
    """A sibling, a process in the same memory, one that ends without a signal: all are the run's."""
    source = C + (
        "static char stack[1 << 20];\nstatic int ends[2];\n"
        'static int work(void *unused) { (void)unused; burn(0.3); write(ends[1], "x", 1); _exit(0); }\n'
        f"int main(void) {{ pipe(ends); if (clone(work, stack + sizeof stack, {flags}, NULL) < 0) return 1;\n"
        "return read(ends[0], stack, 1) != 1; }"
    )
    seen = run_c(source)
    assert seen.status is Status.OK, seen.reason
    assert seen.cpu_s >= 0.28


def test_a11_a_sibling_made_with_clone_parent_is_killed(run):
    """It is a child of the template, not of the run."""
    source = LIBC + "pid = libc.syscall(56, 0x8000 | 17, 0, 0, 0, 0)\nif pid == 0: time.sleep(60)\nprint(pid > 0)"
    assert words(run(source))[0] in {"True", "False"}


def test_a11_a20_cpu_time_of_a_sibling_made_with_clone_parent_is_counted(run):
    source = """
waiting, ready = os.pipe()
if libc.syscall(56, 0x8000 | 17, 0, 0, 0, 0) == 0:
    end = time.thread_time() + 0.3
    while time.thread_time() < end: pass
    os.write(ready, b"x")
    os._exit(0)
os.read(waiting, 1); time.sleep(0.05)
"""
    assert run(LIBC + source).cpu_s >= 0.3


@pytest.mark.parametrize("leave", ["os.setsid()", "os.setpgid(0, 0)", "os.setpgid(0, 0); os.fork() and os._exit(0)"])
def test_a12_leaving_the_session_or_the_group_saves_no_process(run, leave):
    """What the next run finds is checked after every test; here, that the run returns at once."""
    began = time.monotonic()
    assert run(f"import os, time\nif os.fork() == 0:\n    {leave}; time.sleep(60)").status is Status.OK
    assert time.monotonic() - began < 2


def test_a13_asking_to_be_traced_ends_the_run_and_is_no_fault(run):
    """PTRACE_TRACEME makes the template the tracer; a stop must not be taken for the end."""
    source = LIBC + "libc.ptrace(0, 0, 0, 0)\nos.kill(os.getpid(), 19)\ntime.sleep(60)"
    began = time.monotonic()
    assert run(source, wall_s=2).status in {Status.RUNTIME_ERROR, Status.WALL_LIMIT_EXCEEDED}
    assert time.monotonic() - began < 5


def test_a13_the_cells_own_processes_can_not_be_traced(run, needs):
    """PTRACE_ATTACH and PTRACE_SEIZE."""
    needs("unprivileged-user")
    source = "print(*[libc.ptrace(request, pid, 0, 0) for request in (16, 0x4206) for pid in (1, 2, os.getppid())])"
    assert words(run(LIBC + source)) == ["-1"] * 6


def test_a13_not_even_a_child_can_be_traced(run, needs):
    needs("seccomp")
    source = "pid = os.fork()\nif pid == 0: time.sleep(60)\nprint(libc.ptrace(16, pid, 0, 0), libc.ptrace(0, 0, 0, 0))"
    assert words(run(LIBC + source)) == ["-1", "-1"]


def test_a14_memory_descriptors_and_environment_of_the_cell_are_closed(run, needs):
    needs("unprivileged-user", "pid-namespace")
    source = """
        import os
        for pid in (1, 2, os.getppid()):
            for name in ("mem", "environ", "maps", "root", "cwd", "exe", "fd"):
                path = f"/proc/{pid}/{name}"
                try:
                    if name in ("root", "cwd", "exe"): os.readlink(path)
                    elif name == "fd": os.listdir(path)
                    else: open(path, "rb").read(10)
                    print(path)
                except OSError: pass
    """
    assert words(run(source)) == []


def test_a14_other_processes_memory_can_not_be_read_or_written(run):
    """process_vm_readv and process_vm_writev, of a page that a fork has at the same address; and pidfd_getfd."""
    source = """
buffer = ctypes.create_string_buffer(8)
class Part(ctypes.Structure): _fields_ = (("base", ctypes.c_void_p), ("size", ctypes.c_size_t))
part = Part(ctypes.addressof(buffer), 8)
through = []
for pid in (1, 2, os.getppid()):
    for number in (310, 311):
        if libc.syscall(number, pid, ctypes.byref(part), 1, ctypes.byref(part), 1, 0) >= 0: through.append(number)
    fd = libc.syscall(434, pid, 0)
    if fd >= 0 and libc.syscall(438, fd, 0, 0) >= 0: through.append(438)
print(*through)
"""
    assert words(run(LIBC + source)) == []


def test_a15_priority_affinity_and_limits_of_the_cell_can_not_be_changed(run, needs):
    """Where there is no other user to run as, they belong to the program's own."""
    needs("seccomp")
    source = """
        import os, resource
        refused = 0
        for attempt in (
            lambda: os.sched_setaffinity(os.getppid(), {0}),
            lambda: os.sched_setscheduler(os.getppid(), os.SCHED_IDLE, os.sched_param(0)),
            lambda: os.setpriority(os.PRIO_PROCESS, os.getppid(), 19),
            lambda: os.setpriority(os.PRIO_USER, 0, 19),
            lambda: resource.prlimit(os.getppid(), resource.RLIMIT_NPROC, (0, 0)),
            lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)),
            lambda: os.nice(-5),
        ):
            try: attempt()
            except OSError: refused += 1
        print(refused)
    """
    assert words(run(source)) == ["7"]


def test_a15_the_processor_can_not_be_left(run, needs):
    needs("control-group")
    source = """
        import os
        try: os.sched_setaffinity(0, range(os.cpu_count()))
        except OSError: pass
        print(len(os.sched_getaffinity(0)))
    """
    assert words(run(source)) == ["1"]


def test_a15_real_time_is_not_inherited_from_whoever_starts_the_sandbox(sandbox):
    """Where he may use it (musicians do), a program would starve everything on its processor, the sampler included."""
    kept = resource.getrlimit(resource.RLIMIT_RTPRIO)
    try:
        resource.setrlimit(resource.RLIMIT_RTPRIO, (10, 10))
    except (OSError, ValueError):
        pytest.skip("this user may not raise the limit on real-time priorities")
    source = b"import os\ntry: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)); print('granted')\nexcept OSError: pass"
    try:
        with type(sandbox)() as own:
            seen = own.execute(Program(source=source), b"", limits=Limits(cpu_s=1, wall_s=2))
    finally:
        resource.setrlimit(resource.RLIMIT_RTPRIO, kept)
    assert (seen.status, seen.stdout) == (Status.OK, b"")


def test_a15_what_a_program_does_to_its_own_priority_does_not_reach_the_next_run(run):
    run("import os; os.nice(19); os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))")
    source = """
        import os
        print(os.getpriority(os.PRIO_PROCESS, 0), os.sched_getscheduler(0), os.getpriority(os.PRIO_PROCESS, os.getppid()))
    """
    assert words(run(source)) == ["0", "0", "0"]


def test_a16_death_signal_dumpability_and_oom_score_change_nothing(run):
    source = """
libc.prctl(1, 0, 0, 0, 0); libc.prctl(4, 1, 0, 0, 0)
try: open("/proc/self/oom_score_adj", "w").write("-1000"); print("lowered")
except OSError: pass
while True: pass
"""
    seen = run(LIBC + source, cpu_s=0.3)
    assert (seen.status, seen.stdout) == (Status.TIME_LIMIT_EXCEEDED, b"")


def test_a16_a_subreaper_keeps_nothing_for_itself(run):
    """PR_SET_CHILD_SUBREAPER: orphans go to the run's own process, and their time is counted all the same."""
    source = BURN + LIBC + "libc.prctl(36, 1, 0, 0, 0)\n"
    source += "waiting, ready = os.pipe()\nif os.fork() == 0:\n    if os.fork() == 0:\n        burn(0.3); os.write(ready, b'x')\n"
    source += "    os._exit(0)\nos.read(waiting, 1)"
    assert run(source).cpu_s >= 0.29
