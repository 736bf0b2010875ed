"""What is left after very many runs, and after the end of whoever owns the sandbox, in mid-run."""

import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from afterburner.core.execution import Limits, Program
from afterburner.core.status import Status
from tests.sandbox.abuse.programs import MIB

RUNS = 10_000

GOOD = "print(sum(range(100)))"
CRASHING = "import os; os.abort()"
RAISING = "raise ValueError"
FORKING = "import os, time\nfor _ in range(3):\n    if os.fork() == 0: os.setsid(); time.sleep(60)"
WRITING = (
    "import os\nfor n in range(20): open(f'/tmp/{n}', 'w').write('x' * 5000)\nopen('/dev/shm/x', 'w').write('x' * 9000)"
)
FLOODING = "import os\nwhile True: os.write(1, b'x' * 65536)"
HOARDING = "x = []\nwhile True: x.append(bytearray(1 << 20))"
BROKEN = "def f(:"
MIX = (GOOD, GOOD, GOOD, CRASHING, RAISING, FORKING, WRITING, FLOODING, HOARDING, BROKEN)


def groups(pid: int) -> set[str]:
    """Return the control groups of the cell whose outermost process is ``pid``."""
    return {str(path) for path in Path("/sys/fs/cgroup").glob(f"**/afterburner-{pid}-*")}


def folders() -> set[str]:
    return {path.name for path in Path(tempfile.gettempdir()).glob("afterburner*")}


def tree(pid: int) -> list[int]:
    """Return ``pid`` and all processes below it."""
    found = [pid]
    for parent in found:
        for listed in Path(f"/proc/{parent}/task").glob("*/children"):
            found += [int(word) for word in listed.read_text("ascii").split()]
    return found


def zombies(pids: list[int]) -> int:
    return sum(Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] == "Z" for pid in pids)


def measured(pid: int) -> dict[str, int]:
    """Return what the sandbox of this process, whose outermost process is ``pid``, holds of the machine."""
    pids = tree(pid)
    readable = [number for number in pids if os.access(f"/proc/{number}/fd", os.R_OK)]
    return {
        "descriptors here": len(os.listdir("/proc/self/fd")),  # noqa: PTH208 - links, not files
        "descriptors there": sum(len(os.listdir(f"/proc/{number}/fd")) for number in readable),  # noqa: PTH208
        "processes": len(pids),
        "zombies": zombies(pids),
        "mounts": len(Path(f"/proc/{pids[1] if len(pids) > 1 else pid}/mountinfo").read_text("utf-8").splitlines()),
        "mounts here": len(Path("/proc/self/mountinfo").read_text("utf-8").splitlines()),
        "groups": len(groups(pid)),
    }


def resident_mib(pid: int) -> int:
    pages = [int(Path(f"/proc/{number}/statm").read_text("ascii").split()[1]) for number in tree(pid)]
    return sum(pages) * resource.getpagesize() // MIB


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_a78_ten_thousand_runs_leave_nothing(sandbox):
    """The first ones are apart: they fill what is kept on purpose, such as the programs that stand ready."""
    drawn = random.Random(3)
    limits = Limits(cpu_s=1, wall_s=2, memory_bytes=64 * MIB, output_bytes=MIB)

    def runs(own, count):
        for _ in range(count):
            source = drawn.choice(MIX) + f"\n# {drawn.randrange(40)}"
            own.execute(Program(source=source.encode()), b"", limits=limits)

    with type(sandbox)() as own:
        runs(own, 300)
        pid = own._cell._process.pid
        before, before_mib, before_folders = measured(pid), resident_mib(pid), folders()
        runs(own, RUNS)
        assert own._cell._process.pid == pid
        assert own.faults == 0
        assert own.execute(Program(source=b"pass"), b"", limits=limits).status is Status.OK
        assert measured(pid) == before
        assert "private-root" in own.layers() or folders() == before_folders
        assert resident_mib(pid) - before_mib < 8


OWNER = f"""
import sys
sys.path[:0] = {sys.path!r}
from afterburner.core.execution import Limits, Program
from afterburner.sandbox.monolith import Monolith
source = b"import os, time\\nopen('x', 'w').write('x' * 100000)\\nos.fork(); os.fork()\\nwhile True: time.sleep(0.01)"
with Monolith() as sandbox:
    sandbox.layers()
    print(sandbox._ensure_cell()._process.pid, flush=True)
    sandbox.execute(Program(source=source), b"", limits=Limits(cpu_s=60, wall_s=60))
"""


@pytest.mark.slow
def test_a78_an_owner_that_is_killed_in_mid_run_leaves_nothing():
    before_folders = folders()
    for delay_s in [0.02 * number for number in range(20)]:
        with subprocess.Popen(
            [sys.executable, "-c", OWNER], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as owner:
            pid = int(owner.stdout.readline())
            time.sleep(delay_s)
            living = tree(pid)
            owner.send_signal(signal.SIGKILL)
        assert living
        give_up_s = time.monotonic() + 2
        while time.monotonic() < give_up_s and (any(map(is_alive, living)) or groups(pid)):
            time.sleep(0.01)
        assert [number for number in living if is_alive(number)] == []
        assert groups(pid) == set()
        assert folders() - before_folders == set()


def is_alive(pid: int) -> bool:
    """Tell whether there is such a process; the outermost one is for the machine's process 1 to reap, whose parent is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
