"""What hostile programs do, one property a test. The numbers are those of the catalogue of abuse (part A).

After each test the next run must find a clean cell: no files, no processes, and a sandbox that works without having been
started again. What this version does not withstand yet is marked xfail with the layer that is missing.
"""

import contextlib
import json
import os
import signal
import socket
import threading
import time
from pathlib import Path
from textwrap import dedent

import pytest

from afterburner.core import encoding
from afterburner.core.execution import Limits, Program
from afterburner.core.objective import Clock
from afterburner.core.status import Status

MIB = 1 << 20

LIBC = "import ctypes, os, sys, time\nlibc = ctypes.CDLL(None, use_errno=True)\n"

NEEDS = {
    "pid": "pid-namespace",
    "root": "private-root",
    "network": "network-namespace",
    "ipc": "ipc-namespace",
    "user": "unprivileged-user",
}

INSPECTION = """
import json, os
def files(path):
    return [os.path.join(at, name) for at, folders, names in os.walk(path) for name in folders + names]
def owner(pid):
    try:
        with open(f"/proc/{pid}/status") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("Uid:"))
    except OSError:
        return None
mine = [int(name) for name in os.listdir("/proc") if name.isdigit() and owner(name) == os.getuid()]
found = {"files": files("/tmp") + files("/dev/shm") + files("."), "others": [p for p in mine if p != os.getpid()]}
print(json.dumps(found))
"""


@pytest.fixture(autouse=True)
def _leaves_nothing_behind(run, sandbox):
    faults = sandbox.faults
    yield
    seen = run(INSPECTION)
    assert seen.status is Status.OK, seen.stderr
    found = json.loads(seen.stdout)
    if NEEDS["root"] in sandbox.layers():
        assert found["files"] == []
    if NEEDS["pid"] in sandbox.layers() and NEEDS["user"] in sandbox.layers():
        assert found["others"] == []
    assert sandbox.faults == faults, "a program was taken for a fault of the machine"


@pytest.fixture(autouse=True)
def _needs_layers(request, sandbox):
    marker = request.node.get_closest_marker("namespaces")
    missing = [NEEDS[name] for name in (marker.args if marker else ()) if NEEDS[name] not in sandbox.layers()]
    if missing:
        pytest.skip(f"this machine does not grant: {', '.join(missing)}")


def words(seen):
    assert seen.status is Status.OK, (seen.reason, seen.stderr)
    return seen.stdout.decode().split()


# Processes and signals


@pytest.mark.slow
def test_a_fork_bomb_is_bounded_and_gone(run):
    """1."""
    seen = run("import os\nwhile True:\n    try: os.fork()\n    except OSError: pass", cpu_s=0.5, wall_s=1.5)
    assert seen.status in {Status.TIME_LIMIT_EXCEEDED, Status.WALL_LIMIT_EXCEEDED}
    assert seen.wall_s < 5


def test_a_fork_bomb_that_gives_up_hits_the_bound_on_processes(run):
    """1: the bound is that of the limits."""
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
    assert int(words(run(source, processes=20))[0]) <= 20


def test_a_thread_bomb_is_bounded(run):
    """2."""
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
    assert int(words(run(source, processes=20))[0]) <= 20


DAEMON = """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        CODE
    os._exit(0)
os.wait()
print("answer")
"""


def test_a_daemon_is_killed_and_not_waited_for(run):
    """3, 4: it keeps stdout open, and the run returns nevertheless."""
    began = time.monotonic()
    seen = run(DAEMON.replace("CODE", "time.sleep(60); os.write(1, b'late')"))
    assert (seen.status, seen.stdout) == (Status.OK, b"answer\n")
    assert time.monotonic() - began < 5


def test_a_daemon_that_ignores_signals_is_killed(run):
    """10, 12."""
    code = "import signal; [signal.signal(n, signal.SIG_IGN) for n in (1, 2, 3, 13, 15, 24)]; time.sleep(60)"
    assert run(DAEMON.replace("CODE", code)).stdout == b"answer\n"


def test_a_zombie_farm_is_bounded_and_gone(run):
    """5."""
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
    assert int(words(run(source, processes=30))[0]) <= 30


@pytest.mark.namespaces("pid", "user")
def test_killing_everybody_reaches_only_the_run_itself(run):
    """6."""
    source = "import os, time\nif os.fork() == 0: time.sleep(60)\nos.kill(-1, 9)\nprint('alive')"
    seen = run(source)
    assert seen.status in {Status.OK, Status.RUNTIME_ERROR}


@pytest.mark.namespaces("user")
@pytest.mark.parametrize("number", [2, 9, 15, 19])
def test_the_cells_own_processes_can_not_be_signalled(run, number):
    """7."""
    source = f"""
        import os
        refused = 0
        for pid in (1, 2, os.getppid()):
            try: os.kill(pid, {number})
            except PermissionError: refused += 1
        print(refused)
    """
    assert words(run(source)) == ["3"]


def test_killing_oneself_is_a_signal_and_no_memory_limit(run):
    """8."""
    seen = run("import os; os.kill(os.getpid(), 9)")
    assert (seen.status, seen.reason) == (Status.RUNTIME_ERROR, "signal:SIGKILL")


@pytest.mark.parametrize("name", ["SIGSTOP", "SIGTSTP"])
def test_stopping_oneself_runs_into_the_wall_limit(run, name):
    """9."""
    source = f"import os, signal; signal.signal(signal.SIGTSTP, signal.SIG_DFL); os.kill(os.getpid(), signal.{name})"
    # An orphaned process group is not stopped by SIGTSTP: the program then simply goes on.
    wanted = {Status.WALL_LIMIT_EXCEEDED} if name == "SIGSTOP" else {Status.WALL_LIMIT_EXCEEDED, Status.OK}
    assert run(source, wall_s=0.4).status in wanted


def test_ignoring_all_signals_does_not_stop_the_clock(run):
    """10, 27."""
    source = """
        import signal
        for number in signal.valid_signals():
            try: signal.signal(number, signal.SIG_IGN)
            except (OSError, ValueError): pass
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        while True: pass
    """
    assert run(source, cpu_s=0.3).status is Status.TIME_LIMIT_EXCEEDED


def test_time_and_memory_go_on_through_a_chain_of_executions(run):
    """11."""
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


def test_a_sibling_made_with_clone_parent_is_killed(run):
    """11: it is a child of the template, not of the run."""
    source = LIBC + "pid = libc.syscall(56, 0x8000 | 17, 0, 0, 0, 0)\nif pid == 0: time.sleep(60)\nprint(pid > 0)"
    assert words(run(source))[0] in {"True", "False"}


@pytest.mark.slow
def test_a_sibling_bomb_made_with_clone_parent_is_killed(run):
    """1, 11."""
    source = LIBC + "for _ in range(8):\n    libc.syscall(56, 0x8000 | 17, 0, 0, 0, 0)\n"
    began = time.monotonic()
    run(source + "while True: pass", cpu_s=0.3, wall_s=1, processes=50)
    assert time.monotonic() - began < 10


def test_cpu_time_of_a_sibling_made_with_clone_parent_is_counted(run):
    """11, 20."""
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


def test_asking_to_be_traced_ends_the_run_and_is_no_fault(run):
    """13: PTRACE_TRACEME makes the template the tracer; a stop must not be taken for the end."""
    source = LIBC + "libc.ptrace(0, 0, 0, 0)\nos.kill(os.getpid(), 19)\ntime.sleep(60)"
    began = time.monotonic()
    assert run(source, wall_s=2).status in {Status.RUNTIME_ERROR, Status.WALL_LIMIT_EXCEEDED}
    assert time.monotonic() - began < 5


@pytest.mark.namespaces("user")
def test_the_template_can_not_be_traced(run):
    """13: PTRACE_ATTACH and PTRACE_SEIZE."""
    source = "print(*[libc.ptrace(request, pid, 0, 0) for request in (16, 0x4206) for pid in (1, 2, os.getppid())])"
    assert words(run(LIBC + source)) == ["-1"] * 6


@pytest.mark.namespaces("user")
def test_memory_descriptors_and_environment_of_the_cell_are_closed(run):
    """14."""
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


@pytest.mark.namespaces("user")
def test_priority_and_affinity_of_the_cell_can_not_be_changed(run):
    """15."""
    source = """
        import os
        refused = 0
        for attempt in (
            lambda: os.sched_setaffinity(os.getppid(), {0}),
            lambda: os.sched_setscheduler(os.getppid(), os.SCHED_IDLE, os.sched_param(0)),
            lambda: os.setpriority(os.PRIO_PROCESS, os.getppid(), 19),
            lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)),
            lambda: os.nice(-5),
        ):
            try: attempt()
            except OSError: refused += 1
        print(refused)
    """
    assert words(run(source)) == ["5"]


def test_death_signal_dumpability_and_oom_score_change_nothing(run):
    """16."""
    source = """
libc.prctl(1, 0, 0, 0, 0); libc.prctl(4, 1, 0, 0, 0)
try: open("/proc/self/oom_score_adj", "w").write("-1000"); print("lowered")
except OSError: pass
while True: pass
"""
    seen = run(LIBC + source, cpu_s=0.3)
    assert (seen.status, seen.stdout) == (Status.TIME_LIMIT_EXCEEDED, b"")


def test_ending_the_first_thread_does_not_stop_the_wall_clock(run):
    """18: the first thread is a zombie then, and its memory can't be read."""
    source = LIBC + "import threading\nthreading.Thread(target=time.sleep, args=(60,)).start()\nlibc.syscall(60, 0)"
    began = time.monotonic()
    assert run(source, wall_s=0.5).status is Status.WALL_LIMIT_EXCEEDED
    assert time.monotonic() - began < 5


# CPU and wall time


def test_a_busy_loop_uses_about_its_limit(run):
    """17."""
    seen = run("while True: pass", cpu_s=0.3)
    assert seen.status is Status.TIME_LIMIT_EXCEEDED
    assert 0.3 <= seen.cpu_s < 0.6


def test_waiting_for_input_that_never_comes_runs_into_the_wall_limit(run):
    """18."""
    seen = run("import os; r, w = os.pipe(); os.read(r, 1)", wall_s=0.3)
    assert seen.status is Status.WALL_LIMIT_EXCEEDED
    assert seen.cpu_s < 0.2


def test_spinning_on_the_clock_is_cpu_time(run):
    """19."""
    assert run("import time\nwhile True: time.monotonic()", cpu_s=0.3).status is Status.TIME_LIMIT_EXCEEDED


@pytest.mark.slow
def test_cpu_time_of_children_and_threads_counts_for_the_limit(run):
    """20, 21, 22."""
    child = "import os\nif os.fork() == 0:\n    while True: pass\nimport time; time.sleep(60)"
    thread = "import threading\ndef f():\n    while True: pass\n[threading.Thread(target=f).start() for _ in range(3)]"
    for source in (child, thread):
        assert run(source, cpu_s=0.3, wall_s=5).status is Status.TIME_LIMIT_EXCEEDED


def test_bursts_between_ticks_are_counted(run):
    """23: a third of a second in bursts of half a millisecond."""
    source = """
        import time
        while time.thread_time() < 0.3:
            end = time.perf_counter() + 0.0005
            while time.perf_counter() < end: pass
            time.sleep(0.0005)
    """
    assert run(source).cpu_s >= 0.25


def test_children_that_are_reaped_by_the_kernel_itself_are_counted(run):
    """20, 21: with SIGCHLD ignored nobody's books receive their time."""
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


def test_replaced_clocks_change_nothing(run):
    """26."""
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


def test_catching_every_exception_does_not_stop_the_clock(run):
    """27."""
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
def test_loops_in_c_are_ended(run, source):
    """28."""
    assert run(source, cpu_s=0.3).status is Status.TIME_LIMIT_EXCEEDED


# Memory


def test_touching_memory_without_end_is_a_memory_limit(run):
    """30."""
    seen = run("x = []\nwhile True: x.append(b'x' * (1 << 20))", memory_bytes=100 * MIB)
    assert seen.status is Status.MEMORY_LIMIT_EXCEEDED
    assert seen.peak_bytes < 1000 * MIB


def test_a_terabyte_that_is_not_touched_is_refused_or_free(run):
    """31."""
    seen = run("import mmap\nx = mmap.mmap(-1, 1 << 40)")
    assert seen.status in {Status.OK, Status.RUNTIME_ERROR}
    assert seen.peak_bytes < 100 * MIB


def test_memory_of_children_adds_up(run):
    """32, 33."""
    source = """
        import os, time
        for _ in range(3):
            if os.fork() == 0:
                x = bytearray(50 << 20); time.sleep(60)
        time.sleep(60)
    """
    assert run(source, memory_bytes=120 * MIB).status is Status.MEMORY_LIMIT_EXCEEDED


@pytest.mark.parametrize(
    "open_file",
    ["os.memfd_create('x')", "os.open('/dev/shm/x', os.O_CREAT | os.O_RDWR)", "os.open('x', os.O_CREAT | os.O_RDWR)"],
    ids=["memfd", "shm", "scratch"],
)
@pytest.mark.xfail(reason="files in memory are not counted: needs a control group", strict=True)
def test_files_in_memory_are_counted(run, open_file):
    """35."""
    seen = run(f"import os, time\nfd = {open_file}\nfor _ in range(80): os.write(fd, bytes(1 << 20))\ntime.sleep(0.05)")
    assert seen.status is Status.OK
    assert seen.peak_bytes >= 80 * MIB


def test_memory_behind_an_ended_first_thread_is_counted(run):
    """33: the reading of a zombie is zero."""
    source = LIBC + (
        "import threading\n"
        "def work():\n    time.sleep(0.05); x = bytearray(100 << 20); time.sleep(0.2); os._exit(0)\n"
        "threading.Thread(target=work).start()\nlibc.syscall(60, 0)"
    )
    assert run(source).timeline.integral_byte_s(Clock.WALL) >= 0.1 * 100 * MIB


def test_endless_recursion_is_a_runtime_error(run):
    """37."""
    seen = run("def f(): return f()\nf()")
    assert seen.status is Status.RUNTIME_ERROR
    assert seen.stderr.splitlines()[-1].startswith(b"RecursionError")


def test_a_memory_error_that_is_handled_is_no_failure(run):
    """39."""
    seen = run("try: x = bytearray(1 << 45)\nexcept MemoryError: print('handled')")
    assert (seen.status, seen.stdout) == (Status.OK, b"handled\n")


def test_the_peak_does_not_depend_on_the_parent(run):
    """42."""
    ballast = bytearray(200 * MIB)
    assert run("pass").peak_bytes < 60 * MIB
    del ballast


def test_what_the_compiler_doubles_is_bounded(run, sandbox):
    """67: nested ``finally`` blocks; ended here by the caller's patience, at 12 levels."""
    del sandbox
    lines = ["def f():"]
    for level in range(9):
        lines += [" " * (2 * level + 1) + "try: pass", " " * (2 * level + 1) + "finally:"]
    lines.append(" " * 20 + "x = [1, 2, 3]")
    assert run("\n".join(lines)).status in {Status.OK, Status.COMPILE_ERROR}


# Output, input, files


@pytest.mark.parametrize("targets", [(1,), (2,), (1, 2)])
def test_a_flood_of_output_is_ended(run, targets):
    """43, 44."""
    source = f"import os\nwhile True:\n    for fd in {targets}: os.write(fd, b'y' * 65536)"
    seen = run(source, output_bytes=4 * MIB)
    assert seen.status is Status.OUTPUT_LIMIT_EXCEEDED
    assert max(len(seen.stdout), len(seen.stderr)) <= 4 * MIB


def test_a_sparse_output_is_bounded_too(run):
    """43, 50: a file's length is made without writing."""
    seen = run("import os\nos.ftruncate(1, 100 << 20)", output_bytes=4 * MIB)
    assert seen.status is Status.OUTPUT_LIMIT_EXCEEDED
    assert len(seen.stdout) <= 4 * MIB


def test_one_megabyte_of_output_is_legal(run):
    """45."""
    assert len(run("import os; os.write(1, b'x' * (1 << 20))").stdout) == MIB


def test_any_bytes_are_output(run):
    """46."""
    data = b"\x00\xff\xfe\xed\xa0\x80\x1b[2J"
    assert run(f"import os; os.write(1, {data!r})").stdout == data


@pytest.mark.parametrize("action", ["os.close(1)", "os.dup2(os.open('/dev/null', 1), 1)", "sys.stdout.close()"])
def test_closing_stdout_leaves_what_was_written(run, action):
    """47."""
    seen = run(f"import os, sys\nos.write(1, b'kept'); {action}")
    assert seen.stdout == b"kept"


def test_unread_input_and_an_early_end_are_fine(run):
    """48, 49."""
    assert run("pass", b"x" * (3 * MIB)).status is Status.OK


@pytest.mark.namespaces("root")
def test_a_full_disk_is_the_programs_own_failure(run):
    """50."""
    seen = run("f = open('big', 'wb')\nwhile True: f.write(bytes(1 << 20))", scratch_bytes=20 * MIB)
    assert seen.status is Status.RUNTIME_ERROR
    assert b"OSError" in seen.stderr


@pytest.mark.namespaces("root")
@pytest.mark.slow
def test_no_files_without_end(run):
    """50: inodes, and folders nested as deep as it goes."""
    source = """
        import os
        try:
            for index in range(200_000): os.close(os.open(str(index), os.O_CREAT | os.O_WRONLY))
        except OSError as error: print(error.errno)
    """
    assert words(run(source, cpu_s=20, wall_s=40)) == ["28"]


def test_deep_folders_are_cleaned_up(run):
    """50."""
    seen = run("import os\nfor _ in range(3000): os.mkdir('d'); os.chdir('d')")
    assert seen.status in {Status.OK, Status.RUNTIME_ERROR}


@pytest.mark.namespaces("root", "user")
def test_the_hosts_files_are_out_of_sight(run):
    """52."""
    home = str(Path.home())
    source = f"""
        import os
        for path in ("/etc/shadow", "/etc/hostname", "/home", "/var", "/srv", "/mnt", {__file__!r}, {home + "/.ssh"!r}):
            try: open(path).read() if not os.path.isdir(path) else os.listdir(path)
            except OSError: continue
            print(path)
    """
    assert words(run(source)) == []


@pytest.mark.namespaces("root", "user")
def test_nothing_outside_the_scratch_can_be_written(run):
    """53."""
    source = """
        import os, sys, sysconfig
        paths = ["/", "/usr", "/usr/bin", "/etc", "/dev", "/proc", sys.prefix, os.path.dirname(os.__file__)]
        paths += [sysconfig.get_paths()["purelib"], os.path.dirname(sys.executable)]
        for path in paths:
            for name in ("sitecustomize.py", "x.pth"):
                try: open(os.path.join(path, name), "w").close()
                except OSError: continue
                print(path)
        for path in (sys.executable, os.__file__, "/etc/passwd"):
            try: open(path, "r+").close()
            except OSError: continue
            print(path)
    """
    assert words(run(source)) == []


STASHES = {
    "tmp": ("open('/tmp/s', 'w').write('s')", "os.path.exists('/tmp/s')"),
    "hidden": ("os.makedirs('/tmp/.a/b'); open('/tmp/.a/b/c', 'w')", "os.path.exists('/tmp/.a')"),
    "removed-again": ("open('/tmp/s', 'w'); os.unlink('/tmp/s')", "os.listdir('/tmp')"),
    "shm": ("open('/dev/shm/s', 'w').write('s')", "os.listdir('/dev/shm')"),
    "cwd": ("open('s', 'w').write('s')", "os.path.exists('s')"),
    "unreadable": ("os.mkdir('/tmp/s'); os.chmod('/tmp/s', 0)", "os.listdir('/tmp')"),
    "link": ("os.symlink('/', '/tmp/s')", "os.path.lexists('/tmp/s')"),
    "fifo": ("os.mkfifo('/tmp/s')", "os.path.lexists('/tmp/s')"),
    "attribute": ("os.setxattr('/tmp', 'user.s', b's')", "os.listxattr('/tmp')"),
    "mode": ("os.chmod('/tmp', 0o700)", "os.stat('/tmp').st_mode & 0o777 != 0o777"),
    "environment": ("os.environ['S'] = 's'", "'S' in os.environ"),
    "module": ("import math; math.s = 1", "hasattr(__import__('math'), 's')"),
    "builtins": ("import builtins; builtins.s = 1", "hasattr(__import__('builtins'), 's')"),
    "sysv-memory": ("print(libc.shmget(4711, 4096, 0o1666))", "libc.shmget(4711, 4096, 0) >= 0"),
    "sysv-messages": ("print(libc.msgget(4711, 0o1666))", "libc.msgget(4711, 0) >= 0"),
    "sysv-semaphores": ("print(libc.semget(4711, 1, 0o1666))", "libc.semget(4711, 1, 0) >= 0"),
    "posix-messages": ("libc.mq_open(b'/s', 0o102, 0o666, None)", "libc.mq_open(b'/s', 0) >= 0"),
    "abstract-socket": (
        "import socket; s = socket.socket(socket.AF_UNIX); s.bind('\\0s'); s.listen()\nif os.fork() == 0: time.sleep(60)",
        "__import__('socket').socket(1).connect_ex('\\0s') == 0",
    ),
    "port": (
        "import socket; s = socket.socket(); s.bind(('127.0.0.1', 4711)); s.listen()\nif os.fork() == 0: time.sleep(60)",
        "__import__('socket').socket().connect_ex(('127.0.0.1', 4711)) == 0",
    ),
    "file-lock": (
        "import fcntl; fcntl.flock(os.open(sys.executable, 0), 2)\nif os.fork() == 0: time.sleep(60)",
        "__import__('fcntl').flock(os.open(sys.executable, 0), 6)",
    ),
    "host-name": ("import socket; socket.sethostname('s')", "os.uname().nodename == 's'"),
}


@pytest.mark.namespaces("root", "ipc", "network")
@pytest.mark.parametrize(("stash", "is_there"), STASHES.values(), ids=STASHES)
def test_the_next_run_finds_nothing(run, stash, is_there):
    """54, 74."""
    run(LIBC + stash)
    assert words(run(LIBC + f"print(bool({is_there}))")) == ["False"]


def test_the_next_run_finds_no_key(run):
    """54."""
    run(LIBC + "libc.syscall(248, b'user', b'stash', b'hello', 5, -4)")
    assert words(run(LIBC + "print(libc.syscall(250, 10, -4, b'user', b'stash', 0))")) == ["-1"]


@pytest.mark.namespaces("network")
@pytest.mark.xfail(
    reason="closed connections linger in the cell's network: needs seccomp or a network per run", strict=True
)
def test_the_next_run_finds_no_trace_of_a_connection(run):
    """54, 59."""
    source = """
        import socket
        s = socket.socket(); s.bind(("127.0.0.1", 4242)); s.listen()
        c = socket.create_connection(("127.0.0.1", 4242)); a, _ = s.accept(); a.close(); c.close()
    """
    run(source)
    assert words(run("print(len(open('/proc/net/tcp').readlines()))")) == ["1"]


@pytest.mark.namespaces("root", "user")
def test_the_times_of_device_files_can_not_be_set(run):
    """54: they outlive the cell, so that they would carry a message."""
    source = """
        import os
        for name in ("null", "zero", "full", "random", "urandom"):
            try: os.utime(f"/dev/{name}"); print(name)
            except OSError: pass
    """
    assert words(run(source)) == []


@pytest.mark.parametrize("entry_point", [None, "f"])
def test_no_descriptor_is_open_but_those_of_the_run(run, entry_point):
    """55."""
    source = """
        import os
        def f():
            found = []
            for fd in range(2048):
                try: os.fstat(fd); found.append(fd)
                except OSError: pass
            return found
        if __name__ == "__main__": print(*f())
    """
    seen = run(source, encoding.encode([]) if entry_point else b"", entry_point=entry_point)
    assert seen.stdout.split()[:3] == [b"0", b"1", b"2"]
    assert len(seen.stdout.split()) == (4 if entry_point else 3)


@pytest.mark.namespaces("root", "user")
def test_dangerous_devices_are_absent(run):
    """56."""
    source = """
        import os
        allowed = {"null", "zero", "full", "random", "urandom", "fd", "stdin", "stdout", "stderr", "shm"}
        print(*set(os.listdir("/dev")) - allowed)
        for path in ("/dev/mem", "/dev/kmsg", "/dev/kvm", "/dev/fuse", "/dev/sda", "/proc/kmsg", "/proc/kcore"):
            try: open(path, "rb").read(1); print(path)
            except OSError: pass
        try: os.mknod("/tmp/d", 0o60666, os.makedev(8, 0)); print("mknod")
        except OSError: pass
    """
    assert words(run(source)) == []


def test_strange_paths_give_plain_errors(run):
    """57."""
    source = """
        for path in ("a" * 100_000, "%s%n", b"\\xff\\xfe", "/" + "b/" * 3000, ""):
            try: open(path)
            except OSError as error: print(error.errno)
    """
    assert words(run(source)) == ["36", "2", "2", "36", "2"]


# Kernel surface and network


@pytest.mark.namespaces("network")
def test_nothing_outside_can_be_reached(run):
    """58."""
    source = """
        import socket
        for address in (("1.1.1.1", 53), ("169.254.169.254", 80), ("10.0.0.1", 22), ("127.0.0.1", 22), ("8.8.8.8", 443)):
            s = socket.socket(); s.settimeout(0.2)
            if s.connect_ex(address) == 0: print(address)
        try: socket.getaddrinfo("example.org", 80); print("resolved")
        except OSError: pass
        for family, kind in ((socket.AF_PACKET, socket.SOCK_RAW), (socket.AF_INET, socket.SOCK_RAW)):
            try: socket.socket(family, kind); print("raw")
            except OSError: pass
    """
    assert words(run(source)) == []


@pytest.mark.namespaces("network")
def test_a_service_of_this_machine_can_not_be_reached(run):
    """58: neither by port nor by abstract name."""
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as by_port:
        port = by_port.getsockname()[1]
        with contextlib.closing(socket.socket(socket.AF_UNIX)) as by_name:
            by_name.bind(f"\0afterburner-test-{os.getpid()}")
            by_name.listen()
            name = by_name.getsockname()
            source = f"""
                import socket
                print(socket.socket().connect_ex(("127.0.0.1", {port})) != 0)
                print(socket.socket(socket.AF_UNIX).connect_ex({name!r}) != 0)
            """
            assert words(run(source)) == ["True", "True"]


@pytest.mark.namespaces("network")
def test_the_own_loopback_works_and_its_ports_are_free_again(run):
    """59."""
    source = """
        import socket
        s = socket.socket(); s.bind(("127.0.0.1", 4713)); s.listen()
        print(socket.create_connection(("127.0.0.1", 4713)) is not None)
    """
    udp = "import socket\ns = socket.socket(type=socket.SOCK_DGRAM); s.bind(('127.0.0.1', 4714)); print(True)"
    assert words(run(source)) == ["True"]
    assert [words(run(udp)) for _ in range(2)] == [["True"], ["True"]]


@pytest.mark.namespaces("user")
def test_no_privileged_call_is_granted(run):
    """60, 61, 64, 65: mounting, leaving the root, entering namespaces, clocks, names, modules, reboot."""
    source = """
calls = {
    "mount": lambda: libc.mount(b"none", b"/tmp", b"tmpfs", 0, None),
    "umount": lambda: libc.umount2(b"/tmp", 2),
    "chroot": lambda: libc.chroot(b"/tmp"),
    "setns": lambda: libc.setns(os.open("/proc/self/ns/net", 0), 0),
    "unshare": lambda: libc.unshare(0x00020000),
    "sethostname": lambda: libc.sethostname(b"x", 1),
    "settimeofday": lambda: libc.settimeofday(ctypes.byref((ctypes.c_long * 2)(0, 0)), None),
    "setuid": lambda: libc.setuid(0),
    "setgid": lambda: libc.setgid(0),
    "reboot": lambda: libc.reboot(0),
    "swapon": lambda: libc.swapon(b"/tmp/x", 0),
    "syslog": lambda: libc.klogctl(3, ctypes.create_string_buffer(10), 10),
    "init_module": lambda: libc.syscall(175, 0, 0, 0),
    "iopl": lambda: libc.syscall(172, 3),
    "open_by_handle": lambda: libc.syscall(304, -100, 0, 0),
    "kexec": lambda: libc.syscall(246, 0, 0, 0, 0),
    "acct": lambda: libc.acct(b"/tmp/x"),
    "quotactl": lambda: libc.syscall(179, 0x800003, 0, 0, 0),
}
print(*[name for name, call in calls.items() if call() != -1])
"""
    assert words(run(LIBC + source)) == []


@pytest.mark.namespaces("user")
def test_no_user_namespace_can_be_made(run):
    """60."""
    if _refused_user_namespaces():
        pytest.xfail("this kernel refuses them to everybody")
    assert words(run(LIBC + "print(libc.unshare(0x10000000))")) == ["-1"]


def _refused_user_namespaces() -> bool:
    with contextlib.suppress(OSError, ValueError):
        return int(Path("/proc/sys/user/max_user_namespaces").read_text("ascii")) == 0
    return True


@pytest.mark.namespaces("user")
def test_a_set_user_id_program_gains_nothing(run):
    """63."""
    source = """
        import os, subprocess
        print("NoNewPrivs:\\t1" in open("/proc/thread-self/status").read())
        for path in ("/usr/bin/su", "/usr/bin/passwd", "/usr/bin/mount", "/bin/su"):
            if os.path.exists(path):
                done = subprocess.run([path, "-c", "id -u"], stdin=subprocess.DEVNULL, capture_output=True)
                if done.stdout.strip() == b"0": print("root")
    """
    assert words(run(source)) == ["True"]


@pytest.mark.namespaces("user")
def test_kernel_settings_can_not_be_written(run):
    """64."""
    source = """
        paths = ["/proc/sys/kernel/core_pattern", "/proc/sys/kernel/hostname", "/proc/sys/vm/overcommit_memory"]
        paths += ["/proc/sysrq-trigger", "/proc/sys/kernel/shmmni", "/sys/fs/cgroup/cgroup.procs", "/proc/1/oom_score_adj"]
        for path in paths:
            try: open(path, "r+").write("0")
            except OSError: continue
            print(path)
    """
    assert words(run(source)) == []


def test_a_crash_leaves_no_core(run):
    """66."""
    source = "import ctypes, resource\nprint(resource.getrlimit(resource.RLIMIT_CORE), flush=True)\nctypes.string_at(0)"
    seen = run(source)
    assert (seen.reason, seen.stdout) == ("signal:SIGSEGV", b"(0, 0)\n")


# The protocol and the verdict's way


def test_hooks_and_patched_modules_hurt_only_the_program(run):
    """72."""
    source = """
        import builtins, json, os, sys, io
        def boom(*_, **__): raise RuntimeError("boom")
        json.dumps = json.loads = os._exit = os.write = io.TextIOBase = boom
        builtins.open = builtins.isinstance = builtins.getattr = builtins.type = boom
        sys.setprofile(boom)
    """
    assert run(source).status in {Status.RUNTIME_ERROR, Status.OK}
    assert run("print(2)").stdout == b"2\n"


def test_an_exception_that_can_not_be_shown_is_a_runtime_error(run):
    """72."""
    sources = [
        "class E(Exception):\n    def __str__(self): raise E()\nraise E()",
        "class E(BaseException):\n    __traceback__ = property(lambda self: 1 / 0)\nraise E()",
        "import sys\nsys.stderr = None\nsys.exit('text')",
        "class E(SystemExit):\n    code = property(lambda self: 1 / 0)\nraise E()",
        "import traceback\ntraceback.format_exception = None\n1 / 0",
    ]
    for source in sources:
        assert run(source, wall_s=3).status is Status.RUNTIME_ERROR, source


def test_leaving_through_the_frames_below_gains_nothing(run):
    """72, 73: the frames of the runner are in reach; no secret is, and no way back into the template."""
    source = """
        import sys
        frame, found = sys._getframe(), []
        while frame:
            found += [str(value) for value in frame.f_locals.values()]
            frame = frame.f_back
        print(any("answer-" + "42" in text for text in found))
    """
    assert words(run(source)) == ["False"]


PAYLOADS = {
    "deep": b"[" * 1_000_000,
    "digits": b"9" * 5_000_000,
    "duplicates": b'{"a":1,"a":2}',
    "unknown-tag": b'{"$":"exec","v":[]}',
    "half": b'{"$":"tuple","v":[1',
    "pickle": b"\x80\x04\x95",
    "zeros": b"\x00" * 1_000_000,
}


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_malicious_result_is_only_bytes(run, payload):
    """75: decoding is bounded, whatever the bytes are."""
    source = "import os, sys\ndef f():\n    data = PAYLOAD\n    os.write(4, data); os._exit(0)"
    text = repr(payload) if len(payload) < 100 else f"{payload[:1]!r} * {len(payload)}"
    code = source.replace("PAYLOAD", text)
    seen = run(code, encoding.encode([]), entry_point="f")
    assert seen.result == payload
    began = time.monotonic()
    with contextlib.suppress(encoding.EncodingError):
        encoding.decode(seen.result)
    assert time.monotonic() - began < 5


def test_a_huge_result_is_bounded(run):
    """75."""
    source = "import os\ndef f():\n    os.ftruncate(4, 100 << 20); os._exit(0)"
    seen = run(source, encoding.encode([]), entry_point="f", output_bytes=4 * MIB)
    assert len(seen.result or b"") <= 4 * MIB


def test_changing_the_input_while_it_is_read_stays_inside_the_run(run):
    """77."""
    source = "import os\nos.ftruncate(0, 0); os.write(0, b'forged'); print(len(open(0, closefd=False).read()))"
    stdin = b"original"
    run(source, stdin)
    assert run("print(input())", stdin).stdout == b"original\n"


# The machinery


@pytest.mark.namespaces("pid", "user")
@pytest.mark.slow
def test_signals_to_the_warden_while_it_kills_are_no_fault(sandbox):
    """7: for an instant the warden has the runs' user number; nothing may come through then."""
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


def test_warnings_of_the_compiler_never_fill_a_pipe(run):
    """78: the cell's own standard error is read by nobody while the cell lives."""
    source = "\n".join(f"x = {number} is {number}" for number in range(2000)) + "\nprint('end')"
    assert run(source).stdout == b"end\n"


@pytest.mark.slow
def test_two_sandboxes_do_not_reach_each_other(sandbox, run):
    """6, 54: two cells at once, one of them killing all it can."""
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


def test_the_kernels_signal_numbers_all_have_names(run):
    """8: also the real-time ones, which Python's enumeration leaves out."""
    for number in (signal.SIGRTMIN + 3, signal.SIGSYS, signal.SIGXFSZ):
        seen = run(
            f"import os, signal; signal.signal({int(number)}, signal.SIG_DFL); os.kill(os.getpid(), {int(number)})"
        )
        assert seen.status is Status.RUNTIME_ERROR
        assert seen.signal == number
