"""The control group by itself: real groups of this kernel, with a real process in them."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from afterburner.sandbox.cell import control_group
from afterburner.sandbox.cell.control_group import SPARE_BYTES, ControlGroup, name_for
from afterburner.sandbox.cell.group_home import OWNERS, Home, hand_on_controllers, homes

MIB = 1 << 20


def made(name, places=None):
    try:
        return ControlGroup(name, cpu=min(os.sched_getaffinity(0)), places=places)
    except OSError as error:
        pytest.skip(f"control-group: {error}")


@pytest.fixture(params=["as they come", "version 2 where it has something"])
def group(request):
    """A group as the sandbox makes it; and one whose CPU time and end are version 2's, where both versions are mounted."""
    places = None
    if request.param != "as they come":
        both = homes()
        places = [home for home in both if {"memory", "pids"} & set(home.controllers) and home.version == 1]
        places += [home for home in both if home.version == 2]
        if {home.version for home in places} != {1, 2}:
            pytest.skip("control-group: this kernel has not both versions mounted")
    group = made(f"afterburner-{os.getpid()}-test", places)
    yield group
    group.kill()
    group.remove()
    assert not any(Path(home.path, group._name).exists() for home in homes())


@pytest.fixture
def start():
    started = []

    def start(code):
        """Start a program that waits for a line before it runs ``code``."""
        process = subprocess.Popen(
            [sys.executable, "-c", f"import os, time\ninput()\n{code}\nprint('done', flush=True)\ntime.sleep(60)"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.stdin.close()
        process.stdout.close()
        process.wait()


def let_go(process):
    process.stdin.write(b"\n")
    process.stdin.flush()
    assert process.stdout.readline() == b"done\n"


def test_whatever_file_there_is_of_use_can_be_used(group):
    """An ordinary user may not read the one that kills."""
    tables = [(home, control_group._FILES_1 if home.version == 1 else control_group._FILES_2) for home in homes()]
    there = {
        what
        for home, files in tables
        for what, (_controller, name) in files.items()
        if Path(home.path, group._name, name).exists()
    }
    assert there == set(group._files)


def test_cpu_time_of_children_is_counted_whether_they_are_waited_for_or_not(group, start):
    process = start(
        "for _ in range(2):\n"
        "    if os.fork() == 0:\n"
        "        while time.process_time() < 0.4: pass\n"
        "        os._exit(0)\n"
        "os.wait()\ntime.sleep(0.8)"
    )
    group.station(process.pid)
    group.admit(process.pid)
    let_go(process)
    assert 0.8 <= group.cpu_s() < 1.5


def test_memory_that_processes_share_is_counted_once(group, start):
    process = start("block = os.urandom(1 << 20) * 64\nfor _ in range(3):\n    if os.fork() == 0: time.sleep(60)")
    group.station(process.pid)
    group.admit(process.pid)
    before = group.held().private
    let_go(process)
    assert 64 * MIB <= group.held().private - before < 80 * MIB


def test_files_in_memory_are_counted(group, start):
    process = start("os.write(os.memfd_create('x'), bytes(32 << 20))")
    group.station(process.pid)
    group.admit(process.pid)
    let_go(process)
    assert 32 * MIB <= group.held().files < 34 * MIB


def test_the_peak_starts_anew_when_it_is_forgotten(group, start):
    process = start("block = b'x' * (64 << 20)\nblock = None")
    group.station(process.pid)
    group.admit(process.pid)
    let_go(process)
    assert group.peak_bytes() > 64 * MIB
    group.forget_peak()
    if can_forget():
        assert group.peak_bytes() < 32 * MIB
    else:
        assert group.peak_bytes() is None


def test_the_peak_of_one_run_is_not_that_of_the_next(group, start):
    """Where the kernel can't set it back, the group is another one then, with the same limits."""
    for size, least, most in ((64, 64, 80), (1, 0, 32)):
        group.bound(memory_bytes=1 << 30, processes=8)
        process = start(f"block = b'x' * ({size} << 20)\nblock = None")
        group.station(process.pid)
        group.admit(process.pid)
        let_go(process)
        assert least * MIB < group.peak_bytes() < most * MIB
        assert group._read("most_processes").strip() == b"8"
        process.kill()
        process.wait()
        group.forget_peak()


def test_without_a_mark_of_the_kernel_no_peak_is_told(group):
    """Version 2 has one since Linux 5.19."""
    os.close(group._files.pop("peak"))
    assert group.peak_bytes() is None
    group.forget_peak()
    assert group.peak_bytes() is None


def can_forget():
    """Version 1 always could set back its mark; version 2 can since Linux 6.12."""
    release = tuple(int(word) for word in os.uname().release.split(".")[:2])
    return any(home.version == 1 and "memory" in home.controllers for home in homes()) or release >= (6, 12)


def test_more_processes_than_allowed_are_refused_and_the_refusal_is_counted(group, start):
    group.bound(memory_bytes=1 << 30, processes=2)
    process = start(
        "os.fork() or time.sleep(60)\ntry:\n    os.fork()\nexcept OSError:\n    print('refused', flush=True)"
    )
    group.station(process.pid)
    group.admit(process.pid)
    process.stdin.write(b"\n")
    process.stdin.flush()
    assert process.stdout.readline() == b"refused\n"
    assert group.refusals() == 1


def test_the_kernel_itself_ends_what_goes_far_beyond_the_memory_limit(group, start):
    group.bound(memory_bytes=16 * MIB, processes=8)
    process = start(f"block = bytearray({SPARE_BYTES} + (64 << 20))")
    group.station(process.pid)
    group.admit(process.pid)
    process.stdin.write(b"\n")
    process.stdin.flush()
    assert process.wait(timeout=20) == -signal.SIGKILL
    assert group.oom_kills() == 1


def test_the_kernel_can_not_put_its_memory_elsewhere(group, start):
    """Where there is something to swap to, what is swapped out would be below no limit, and not resident."""
    code = "import mmap\nblock = mmap.mmap(-1, 64 << 20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)\n"
    code += "block.write(os.urandom(1 << 20) * 64)\nblock.madvise(21)"  # 21: page it out
    process = start(code)
    group.station(process.pid)
    group.admit(process.pid)
    let_go(process)
    assert group.held().private >= 64 * MIB


@pytest.mark.parametrize("way", ["as it comes", "without a file that kills"])
def test_all_members_are_ended_at_once(group, start, way):
    """Version 2 has such a file since Linux 5.14."""
    if way != "as it comes" and "kill" in group._files:
        os.close(group._files.pop("kill"))
    process = start("for _ in range(5):\n    if os.fork() == 0: time.sleep(60)")
    group.station(process.pid)
    group.admit(process.pid)
    let_go(process)
    assert len(group.members()) == 6
    group.kill()
    process.wait(timeout=5)
    give_up_s = time.monotonic() + 5
    while group.members() and time.monotonic() < give_up_s:
        time.sleep(0.01)
    assert group.members() == []


def test_groups_of_owners_that_are_gone_are_removed():
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    stale = made(f"afterburner-{ended.pid}-0")
    made(name_for(99)).remove()
    assert not any(Path(home.path, stale._name).exists() for home in homes())
    stale.remove()


def test_without_a_controller_for_memory_there_is_no_group(tmp_path):
    with pytest.raises(OSError, match="no controller"):
        ControlGroup("afterburner-0-0", cpu=0, places=[Home(str(tmp_path), 1, ("pids",))])
    assert not list(tmp_path.iterdir())


@pytest.fixture
def inner():
    """A group of version 2, with a process in it that makes a control group when it is told to, and says what came of it."""
    home = next((home for home in homes() if home.version == 2), None)
    if home is None or not {"memory", "pids"} <= set(Path(home.path, "cgroup.controllers").read_text("ascii").split()):
        pytest.skip("control-group: version 2 has not the controllers here")
    hand_on_controllers(home.path)
    path = Path(home.path, f"inner-{os.getpid()}")
    path.mkdir()
    code = (
        "import os\ninput()\n"
        "from afterburner.sandbox.cell.control_group import ControlGroup\n"
        "from afterburner.sandbox.cell.group_home import homes\n"
        "try:\n    for _ in range(2): ControlGroup('afterburner-0-test', cpu=0).remove()\n"
        "except OSError as error: print(error)\n"
        "print(homes()[-1].path, open('/proc/self/cgroup').read().split('/')[-1].strip(), flush=True)\n"
    )
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        Path(path, "cgroup.procs").write_text(str(process.pid), "ascii")
        yield path, process
    for folder in (path / OWNERS, path):
        give_up_s = time.monotonic() + 5
        while folder.exists() and time.monotonic() < give_up_s:
            with contextlib.suppress(OSError):
                folder.rmdir()


def test_who_is_in_a_delegated_group_of_version_2_moves_out_of_it(inner):
    path, process = inner
    if os.geteuid() == 0:
        os.setxattr(path, "trusted.delegate", b"1")
    out, _ = process.communicate("\n")
    assert out.split() == [str(path), OWNERS]


def test_nobody_is_moved_out_of_a_group_of_version_2_that_is_not_delegated(inner):
    path, process = inner
    if os.geteuid() != 0:
        pytest.skip("an ordinary user can only write to what was delegated")
    out, _ = process.communicate("\n")
    refusal, where = out.splitlines()
    assert "is not delegated" in refusal
    assert where.split() == [str(path), path.name]
