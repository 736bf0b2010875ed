"""Leaving something for the next run (54)."""

from textwrap import indent

import pytest

from afterburner.core import encoding
from tests.sandbox.abuse.programs import LIBC, C, words

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
    "host-name": ("import socket; socket.sethostname('s')", "os.uname().nodename == 's'"),
    "limits": (
        "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (77, 77))",
        "__import__('resource').getrlimit(7)[0] == 77",
    ),
    "timer-slack": ("libc.prctl(29, 4711, 0, 0, 0)", "libc.prctl(30, 0, 0, 0, 0) == 4711"),
    "name": ("libc.prctl(15, b'stash', 0, 0, 0)", "open('/proc/thread-self/comm').read() == 'stash\\n'"),
    "umask": ("os.umask(0o027)", "os.umask(0) == 0o027"),
    "signal-mask": (
        "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, [10])",
        "__import__('signal').pthread_sigmask(0, [])",
    ),
}


@pytest.mark.parametrize(("stash", "is_there"), STASHES.values(), ids=STASHES)
def test_a54_the_next_run_finds_nothing(run, needs, stash, is_there):
    needs("private-root", "ipc-namespace", "network-namespace")
    run(LIBC + stash)
    assert words(run(LIBC + f"print(bool({is_there}))")) == ["False"]


LOCKS = {
    "whole": "fcntl.flock(os.open(sys.executable, 0), 2 | 4)",
    "shared": "fcntl.flock(os.open(sys.executable, 0), 1 | 4)",
    "range": "fcntl.lockf(os.open(sys.executable, 0), 1 | 4, 1, 77)",
    "lease": "fcntl.fcntl(os.open(sys.executable, 0), fcntl.F_SETLEASE, 0)",
    "open-file": "fcntl.fcntl(os.open(sys.executable, 0), 37, bytes(32))",
}


LOCKS["upper-half"] = """
region = (ctypes.c_short * 16)(0, 0)
if libc.syscall(72, os.open(sys.executable, 0), ctypes.c_long(1 << 32 | 6), region) != 0: raise OSError"""


@pytest.mark.parametrize("lock", LOCKS.values(), ids=LOCKS)
def test_a54_no_file_that_all_runs_share_can_be_locked(run, needs, lock):
    """Those who may only read it can lock it, and a run in another cell, or the next one, would see the lock.

    The kernel drops the upper half of a command; whoever looks at it has to, too.
    """
    needs("seccomp")
    attempt = indent(f"{lock.strip()}\nprint('locked')", "    ")
    assert words(run(LIBC + f"import fcntl\ntry:\n{attempt}\nexcept OSError: pass")) == []


def test_a54_the_next_run_finds_no_key(run):
    run(LIBC + "libc.syscall(248, b'user', b'stash', b'hello', 5, -4)")
    assert words(run(LIBC + "print(libc.syscall(250, 10, -4, b'user', b'stash', 0))")) == ["-1"]


def test_a54_a59_the_next_run_finds_no_trace_of_a_connection(run, needs):
    needs("network-namespace")
    source = """
        import socket
        s = socket.socket(); s.bind(("127.0.0.1", 4242)); s.listen()
        c = socket.create_connection(("127.0.0.1", 4242)); a, _ = s.accept(); a.close(); c.close()
    """
    run(source)
    assert words(run("print(len(open('/proc/net/tcp').readlines()))")) == ["1"]


def test_a54_the_times_of_device_files_can_not_be_set(run, needs):
    """They outlive the cell, so that they would carry a message."""
    needs("private-root", "unprivileged-user")
    source = """
        import os
        for name in ("null", "zero", "full", "random", "urandom"):
            try: os.utime(f"/dev/{name}"); print(name)
            except OSError: pass
    """
    assert words(run(source)) == []


def test_a54_the_standard_input_of_a_call_carries_no_message(run):
    """Where a call has none, it holds something that is opened once for all: its flags belong to every holder."""
    source = """
        import fcntl
        def f(leave):
            found = fcntl.fcntl(0, fcntl.F_GETFL), fcntl.fcntl(0, 11), fcntl.fcntl(0, fcntl.F_GETOWN)
            if leave:
                fcntl.fcntl(0, fcntl.F_SETFL, 0o6000)
                fcntl.fcntl(0, 10, 40)
            return list(found)
    """
    results = [encoding.decode(run(source, encoding.encode([leave]), entry_point="f").result) for leave in (1, 0)]
    assert results[0] == results[1]


def test_a54_a_binary_leaves_nothing_on_its_own_file(run_c):
    """The file that is executed is the same one in every run: its times, mode and attributes would carry a message."""
    source = C + (
        "#include <sys/xattr.h>\n"
        'int main(void) { struct stat s; char left[9]; stat("/proc/self/exe", &s);\n'
        'printf("%o %ld %d", s.st_mode, s.st_mtim.tv_sec == 4711, (int)getxattr("/proc/self/exe", "user.s", left, 9));\n'
        "struct timespec times[2] = {{4711, 0}, {4711, 0}};\n"
        'chmod("/proc/self/exe", 0711); utimensat(AT_FDCWD, "/proc/self/exe", times, 0);\n'
        'setxattr("/proc/self/exe", "user.s", "s", 1, 0); }'
    )
    first, second = (words(run_c(source)) for _ in range(2))
    assert first == second


SEND = """
import socket
print([line.split()[1] for line in open("/proc/net/dev") if "lo:" in line][0])
s = socket.socket(type=socket.SOCK_DGRAM); s.bind(("127.0.0.1", 0))
for _ in range(7): s.sendto(bytes(1000), s.getsockname())
"""


def test_a54_the_next_run_finds_no_trace_in_the_counters_of_the_network(run, needs):
    """What went over the loopback is counted for as long as the network lives: the sum carries a message."""
    needs("network-namespace")
    assert words(run(SEND)) == words(run(SEND))


def test_a54_the_next_run_can_not_tell_how_many_processes_there_were(run, needs):
    """Its own number tells: of all runs before it, and of what they started."""
    needs("pid-namespace")
    source = "import os\nprint(os.getpid())\nfor _ in range(100):\n    if os.fork() == 0: os._exit(0)\n    os.wait()"
    first, second = (int(words(run(source))[0]) for _ in range(2))
    assert second - first < 50
