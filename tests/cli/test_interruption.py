"""Stopping a run in the middle loses nothing and leaves nothing behind."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterburner.core.attempt import Attempt
from afterburner.core.errors import DataError
from afterburner.loop.archive import Archive
from tests.cli.conftest import Command

ENOUGH_S = 60


@pytest.fixture
def running(slow: Path, cases: Path, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """An `optimize` that has judged at least one attempt and is busy with the next."""
    command = [sys.executable, "-m", "afterburner", "optimize", slow, "--tests", cases, "--out", "run"]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    deadline = time.monotonic() + ENOUGH_S
    while not attempts(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.02)
    yield process
    process.kill()
    process.wait()
    assert process.stderr is not None
    process.stderr.close()


def attempts(folder: Path) -> list[Attempt]:
    path = folder / "run" / "archive.sqlite"
    with contextlib.suppress(DataError), contextlib.closing(Archive(path, read_only=True)) as archive:
        return list(archive.attempts())
    return []


def descendants(pid: int) -> set[int]:
    found = {pid}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            child, parent = int(path.parent.name), int(path.read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue
        if parent in found:
            found.add(child)
    return found


def gone(pids: set[int]) -> bool:
    deadline = time.monotonic() + ENOUGH_S
    while any(Path(f"/proc/{pid}").exists() for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not any(Path(f"/proc/{pid}").exists() for pid in pids)


def test_ctrl_c_says_how_to_go_on_and_exits_130(running: subprocess.Popen[bytes]) -> None:
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=ENOUGH_S)
    assert running.returncode == 130
    assert b"--resume run" in said
    assert b"Traceback" not in said


def test_an_interrupted_run_can_be_finished(
    running: subprocess.Popen[bytes], tmp_path: Path, afterburner: Command
) -> None:
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=ENOUGH_S)
    before = len(attempts(tmp_path))
    document = afterburner("optimize", "--resume", "run", "--json", "--iterations", "1").json()
    assert before >= 1
    assert document["improved"]
    assert (tmp_path / "run" / "best.py").exists()


def test_kill_9_leaves_a_readable_archive(running: subprocess.Popen[bytes], afterburner: Command) -> None:
    running.kill()
    running.wait()
    assert afterburner("optimize", "--resume", "run", "--json", "--iterations", "1").code == 0


def test_kill_9_leaves_no_process(running: subprocess.Popen[bytes]) -> None:
    family = descendants(running.pid) - {running.pid}
    assert family, "the sandbox runs in processes of its own"
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    assert gone(family)
