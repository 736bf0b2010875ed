"""What the kernel keeps counting, numbering and dating from run to run would tell the next run of the last one (54)."""

import os

import pytest

from afterburner.core.execution import Limits, Program
from afterburner.core.status import Status
from afterburner.sandbox import cell_client
from afterburner.sandbox.monolith import Monolith
from tests.sandbox.abuse.programs import LIBC, words

COUNTERS = """
import os
for name in ("dev", "snmp", "netstat", "snmp6", "ip6_flowlabel"):
    path = f"/proc/net/{name}"
    if os.path.exists(path): print(open(path).read())
"""

SENDING = {
    "datagram": "s = socket.socket(type=2); s.bind(('127.0.0.1', 0)); s.sendto(b'x', s.getsockname())",
    "datagram-6": "s = socket.socket(10, 2); s.bind(('::1', 0)); s.sendto(b'x', s.getsockname())",
    "no-route": "socket.socket(type=2).sendto(b'x', ('10.1.2.3', 4))",
    "refused": "socket.socket().connect(('127.0.0.1', 4))",
    "flow-label": (
        "label = struct.pack('!15xBIBB', 1, 4711, 0, 1) + struct.pack('HHHI', 1, 60, 60, 0)\n"
        "socket.socket(10, 2).setsockopt(41, 32, label)"
    ),
    "by-a-child": "if os.fork() == 0: socket.socket(type=2).sendto(b'x', ('10.1.2.3', 4))\nos.wait()",
    "by-a-daemon": "if os.fork() == 0:\n    while True: socket.socket(type=2).sendto(b'x', ('127.0.0.1', 4))\ntime.sleep(0.1)",
}
"""Ways to be counted; some need what this kernel may lack, and fail then."""


@pytest.mark.parametrize("send", SENDING.values(), ids=SENDING)
def test_a54_the_counters_of_the_network_tell_of_no_other_run(run, needs, send):
    needs("network-namespace")
    before = words(run(COUNTERS))
    run(f"import os, socket, struct, time\n{send}")
    assert words(run(COUNTERS)) == before


def test_a54_they_do_not_where_nobody_can_listen_to_system_calls(needs, monkeypatch):
    needs("network-namespace")
    monkeypatch.setattr(cell_client, "compiled_listening", lambda: b"")
    with Monolith() as deaf:

        def run(source):
            return deaf.execute(Program(source=source.encode()), b"", limits=Limits())

        before = words(run(COUNTERS))
        cell = deaf._cell
        run(COUNTERS)
        assert deaf._cell is cell
        run(f"import socket\n{SENDING['no-route']}")
        assert words(run(COUNTERS)) == before
        assert deaf.faults == 0


def test_a54_a_cell_is_kept_unless_something_was_sent(run, needs, sandbox):
    """Java's runtime, for one, makes a socket to see what there is, and most programs make none."""
    needs("network-namespace", "seccomp")
    run("import socket; socket.socket(); socket.socket(10); a, b = socket.socketpair(); a.send(b'x'); b.recv(1)")
    cell = sandbox._cell
    run("pass")
    assert sandbox._cell is cell
    run(f"import socket\n{SENDING['no-route']}")
    run("pass")
    assert sandbox._cell is not cell


def test_a54_asking_for_sockets_without_end_delays_no_limit(run, needs):
    """The warden answers each time, and measures at the same time."""
    needs("network-namespace", "seccomp")
    ask = "import os, socket\nif os.fork() == 0:\n    while True: socket.socket().close()\n"
    slow = run(f"{ask}while True: pass", wall_s=1.0)
    assert slow.status is Status.WALL_LIMIT_EXCEEDED
    assert slow.wall_s < 2
    large = run(f"{ask}x = []\nwhile True: x.append(bytearray(1 << 20))", memory_bytes=64 << 20)
    assert large.status is Status.MEMORY_LIMIT_EXCEEDED


NUMBERS = """
import os
print(os.getpid(), os.getppid(), os.getsid(0), open("/proc/loadavg").read().split()[-1])
child = os.fork()
if child == 0: os._exit(0)
os.wait()
print(child)
"""

STARTING = {
    "nothing": "pass",
    "processes": "for _ in range(300):\n    if os.fork() == 0: os._exit(0)\n    os.wait()",
    "threads": "import threading\nfor _ in range(50): t = threading.Thread(target=int); t.start(); t.join()",
    "daemons": "for _ in range(9):\n    if os.fork() == 0: time.sleep(60)",
    "daemon-in-another-session": "if os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0: time.sleep(60)",
    "crash": "os.abort()",
}


@pytest.mark.parametrize("start", STARTING.values(), ids=STARTING)
def test_a54_process_numbers_tell_of_no_other_run(run, needs, start, sandbox):
    """The run's own, its parent's, the last one given out, and those of what it starts."""
    needs("pid-namespace")
    if "process-numbers" in sandbox.refused():
        pytest.skip(f"process numbers can't be set back here: {sandbox.refused()['process-numbers']}")
    started = f"import os, time\n{start}"
    for source in (
        started,
        NUMBERS,
        started,
    ):  # which programs stand ready, each with its own number, is the caller's choice
        run(source)
    before = words(run(NUMBERS))
    run(started)
    assert words(run(NUMBERS)) == before


def test_a54_process_numbers_can_not_be_set_by_a_run(run, needs):
    """The switch is there for all to write to; it takes a right that only the cell's own processes have."""
    needs("pid-namespace")
    source = """
        import os
        try: os.write(os.open("/proc/sys/kernel/ns_last_pid", os.O_WRONLY), b"4711"); print("set")
        except OSError: pass
        for line in open("/proc/thread-self/status"):
            if line.startswith(("CapInh", "CapPrm", "CapEff", "CapAmb")): print(int(line.split()[1], 16))
    """
    assert words(run(source)) == ["0"] * 4


def test_a33_a_run_that_is_ended_takes_no_other_with_it(run, needs):
    """The fork for the next run may have the number of what is being killed."""
    needs("pid-namespace")
    burst = "import os, time\nif os.fork() == 0: os.setsid()\nfor _ in range(6): os.fork()\ntime.sleep({})"
    for step in range(20):
        run(burst.format(0.04 + step / 1000), wall_s=0.05)
        assert run("print('ok')").stdout == b"ok\n"


FOLDERS = """
import os
for path in ("/tmp", "/dev/shm"):
    state = os.stat(path)
    print(state.st_mtime_ns, state.st_atime_ns, state.st_ino, state.st_nlink, state.st_mode)
print([line.split()[4] for line in open("/proc/self/mountinfo")])
"""

WRITING = {
    "tmp": "open('/tmp/s', 'w')",
    "shm": "open('/dev/shm/s', 'w')",
    "both": "open('/tmp/s', 'w'); open('/dev/shm/s', 'w')",
    "removed-again": "open('/tmp/s', 'w'); os.unlink('/tmp/s')",
}


@pytest.mark.parametrize("write", WRITING.values(), ids=WRITING)
def test_a54_the_scratch_does_not_tell_whether_it_was_replaced(run, needs, write):
    """A run that wrote something has it replaced by a new one; its times, and its place among the mounts, would tell."""
    needs("private-root")
    before = words(run(FOLDERS))
    run(f"import os\n{write}")
    assert words(run(FOLDERS)) == before


def test_a54_the_time_of_the_last_change_of_the_scratch_is_always_fresh(run, needs):
    """It can't be set to another time, so that it is set to now after every run."""
    needs("private-root")
    look = "import os; print(os.stat('/tmp').st_ctime_ns, os.stat('/dev/shm').st_ctime_ns)"
    run("open('/tmp/s', 'w')")
    seen = [words(run(look)) for _ in range(4) if not run("import time; time.sleep(0.02)").stdout]
    assert len({time for times in seen for time in times[:1]}) == len(seen)
    assert all(abs(int(tmp) - int(shm)) < 20_000_000 for tmp, shm in seen)


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="the numbers of calls are those of x86-64")
def test_a54_no_call_tells_when_a_file_system_was_made(run, needs):
    """``statx``, ``statmount`` and ``listmount`` do: the time of its making, and numbers that are never given out again."""
    needs("seccomp")
    source = (
        LIBC
        + "for number in (332, 457, 458): print(libc.syscall(number, -100, b'/tmp', 0, 0xfff, bytes(256)), ctypes.get_errno())"
    )
    assert words(run(source)) == ["-1", "38"] * 3


def test_a54_no_socket_makes_the_kernel_load_a_module(run, needs):
    """Modules are there for the whole machine, and stay; a list of protocols shows them to everybody."""
    needs("seccomp")
    source = """
        import errno, socket
        refused = (errno.EAFNOSUPPORT, errno.EPROTONOSUPPORT)
        def ask(make, *what):
            try: make(*what)
            except OSError as error:
                if error.errno in refused: return
            print(*what)
        for family in set(range(2, 64)) - {2, 10, 16}: ask(socket.socket, family, 2); ask(socket.socketpair, family, 2)
        for family in (2, 10):
            for protocol in set(range(1, 300)) - {6, 17}:
                for kind in (1, 2, 5): ask(socket.socket, family, kind, protocol)
        for protocol in range(1, 32): ask(socket.socket, 16, 2, protocol)
        socket.socket(2, 1, 6); socket.socket(10, 2, 17); socket.socket(1, 5); socket.socketpair(1, 2); print("made")
    """
    assert words(run(source)) == ["made"]
