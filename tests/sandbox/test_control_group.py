"""The control group by itself: real groups of this kernel, with a real process in them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from afterburner.sandbox.cell.control_group import SPARE_BYTES, ControlGroup, Home, homes, name_for

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


def test_cpu_time_of_children_is_counted_whether_they_are_waited_for_or_not(group, start):
    process = start(
        "for _ in range(2):\n"
        "    if os.fork() == 0:\n"
        "        while time.process_time() < 0.1: pass\n"
        "        os._exit(0)\n"
        "os.wait()\ntime.sleep(0.2)"
    )
    group.station(process.pid)
    group.admit(process.pid)
    let_go(process)
    assert 0.2 <= group.cpu_s() < 0.35


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
    assert group.peak_bytes() < 32 * MIB


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


def test_all_members_are_ended_at_once(group, start):
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
