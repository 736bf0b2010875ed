"""Computing without end, computing where nobody looks, and waiting for ever (17 to 29)."""

import time

import pytest

from afterburner.core.status import Status
from tests.sandbox.abuse.programs import BURN, LIBC, C


def test_a17_a_busy_loop_uses_about_its_limit(run):
    seen = run("while True: pass", cpu_s=0.3)
    assert seen.status is Status.TIME_LIMIT_EXCEEDED
    assert 0.3 <= seen.cpu_s < 0.6


def test_a18_waiting_for_input_that_never_comes_runs_into_the_wall_limit(run):
    seen = run("import os; r, w = os.pipe(); os.read(r, 1)", wall_s=0.3)
    assert seen.status is Status.WALL_LIMIT_EXCEEDED
    assert seen.cpu_s < 0.2


def test_a18_ending_the_first_thread_does_not_stop_the_wall_clock(run):
    """The first thread is a zombie then, and its memory can't be read."""
    source = LIBC + "import threading\nthreading.Thread(target=time.sleep, args=(60,)).start()\nlibc.syscall(60, 0)"
    began = time.monotonic()
    assert run(source, wall_s=0.5).status is Status.WALL_LIMIT_EXCEEDED
    assert time.monotonic() - began < 5


def test_a18_ending_the_first_thread_does_not_stop_the_cpu_clock(run):
    source = BURN + LIBC + "import threading\nthreading.Thread(target=burn, args=(60,)).start()\nlibc.syscall(60, 0)"
    seen = run(source, cpu_s=0.3, wall_s=5)
    assert seen.status is Status.TIME_LIMIT_EXCEEDED
    assert seen.cpu_s < 0.6


def test_a19_spinning_on_the_clock_is_cpu_time(run):
    assert run("import time\nwhile True: time.monotonic()", cpu_s=0.3).status is Status.TIME_LIMIT_EXCEEDED


@pytest.mark.slow
def test_a20_a21_a22_cpu_time_of_children_and_threads_counts_for_the_limit(run):
    child = "import os\nif os.fork() == 0:\n    while True: pass\nimport time; time.sleep(60)"
    thread = "import threading\ndef f():\n    while True: pass\n[threading.Thread(target=f).start() for _ in range(3)]"
    for source in (child, thread):
        assert run(source, cpu_s=0.3, wall_s=5).status is Status.TIME_LIMIT_EXCEEDED


def test_a20_a21_children_that_are_reaped_by_the_kernel_itself_are_counted(run):
    """With SIGCHLD ignored nobody's books receive their time."""
    source = """
        import os, signal, time
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        if os.fork() == 0:
            end = time.thread_time() + 0.3
            while time.thread_time() < end: pass
            os._exit(0)
        try: os.wait()
        except ChildProcessError: pass
    """
    assert run(source).cpu_s >= 0.25


def test_a21_children_too_short_to_be_seen_are_counted(run, needs):
    """Each lives for less than a sample, and is reaped by nobody whose books are kept."""
    needs("control-group")
    source = BURN + "import os, signal\nsignal.signal(signal.SIGCHLD, signal.SIG_IGN)\n"
    source += "for _ in range(200):\n    if os.fork() == 0:\n        burn(0.0005); os._exit(0)\n"
    source += "try: os.wait()\nexcept ChildProcessError: pass"
    assert run(source, processes=300).cpu_s >= 200 * 0.0005


def test_a23_bursts_between_ticks_are_counted(run):
    """A third of a second in bursts of half a millisecond."""
    source = """
        import time
        while time.thread_time() < 0.3:
            end = time.perf_counter() + 0.0005
            while time.perf_counter() < end: pass
            time.sleep(0.0005)
    """
    assert run(source).cpu_s >= 0.25


@pytest.mark.parametrize(
    "late",
    ["import atexit; atexit.register(burn, 0.2)", "class D:\n    def __del__(self, burn=burn): burn(0.2)\nd = D()"],
    ids=["atexit", "del"],
)
def test_a24_work_after_the_answer_is_counted(run, late):
    assert run(BURN + late + "\nprint('answer', flush=True)").cpu_s >= 0.2


def test_a24_a_destructor_that_never_ends_is_ended(run):
    assert run("import atexit\n@atexit.register\ndef f():\n    while True: pass", cpu_s=0.3).status is (
        Status.TIME_LIMIT_EXCEEDED
    )


@pytest.mark.parametrize("when", ["constructor", "destructor"])
def test_a24_a25_work_outside_of_main_is_counted(run_c, when):
    source = C + f"__attribute__(({when})) static void early(void) {{ burn(0.2); }}\nint main(void) {{ return 0; }}"
    assert run_c(source).cpu_s >= 0.2


STATIC = """
class Main {{
    static {{ burn(); }}
    static void burn() {{
        var threads = java.lang.management.ManagementFactory.getThreadMXBean();
        long end = threads.getCurrentThreadCpuTime() + 300_000_000L;
        while (threads.getCurrentThreadCpuTime() < end) {{}}
    }}
    public static void main(String[] arguments) {{ System.out.println("done"); }}
}}
"""


def test_a25_work_in_a_static_initialiser_is_counted(run, toolchain):
    toolchain("java")
    seen = run(STATIC.format(), language="java")
    assert (seen.status, seen.stdout) == (Status.OK, b"done\n")
    assert seen.cpu_s >= 0.28


def test_a26_replaced_clocks_change_nothing(run):
    source = """
        import time
        burn = time.thread_time
        end = burn() + 0.3
        while burn() < end: pass
        for name in ("time", "monotonic", "perf_counter", "process_time", "thread_time", "clock_gettime"):
            setattr(time, name, lambda *_: 0.0)
    """
    seen = run(source)
    assert 0.3 <= seen.cpu_s < 1.5
    assert 0.3 <= seen.wall_s < 5


def test_a27_catching_every_exception_does_not_stop_the_clock(run):
    source = """
        import signal
        signal.alarm(0); signal.setitimer(signal.ITIMER_PROF, 0)
        while True:
            try:
                while True: pass
            except BaseException: pass
    """
    assert run(source, cpu_s=0.3).status is Status.TIME_LIMIT_EXCEEDED


@pytest.mark.parametrize(
    "source",
    [
        "import re; re.match('(a+)+$', 'a' * 60 + 'b')",
        "10 ** 10 ** 8",
        "sum(range(10 ** 12))",
        "[0] * 0 == max(iter(int, 1))",
    ],
    ids=["regex", "power", "sum", "iterator"],
)
def test_a28_loops_in_c_are_ended(run, source):
    assert run(source, cpu_s=0.3).status is Status.TIME_LIMIT_EXCEEDED


def test_a29_waiting_where_no_signal_is_delivered_is_ended(run_c):
    """The parent of a vfork waits in the kernel, deaf to everything but SIGKILL, until its child is done."""
    source = C + "int main(void) { if (vfork() == 0) { for (;;) pause(); } return 0; }"
    began = time.monotonic()
    assert run_c(source, wall_s=0.4).status is Status.WALL_LIMIT_EXCEEDED
    assert time.monotonic() - began < 3


def test_a29_slow_input_and_output_is_ended(run):
    source = """
        import os, time
        while True:
            fd = os.open("x", os.O_CREAT | os.O_RDWR | os.O_TRUNC)
            os.write(fd, bytes(1 << 16)); os.fsync(fd); os.close(fd); time.sleep(0.005)
    """
    seen = run(source, wall_s=0.4)
    assert seen.status is Status.WALL_LIMIT_EXCEEDED
    assert seen.wall_s < 0.6
