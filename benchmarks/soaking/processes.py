"""Processes as the kernel tells of them: trees, and what they hold."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROGRAM_UID = 60_000_000
"""From here on users are those of programs under test (``sandbox.cell.compartment``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """One process at one moment."""

    pid: int
    parent: int
    started: int
    """Clock ticks since boot: with the pid, who it is."""
    state: str
    uid: int
    command: str

    @property
    def is_program(self) -> bool:
        """Whether it is, or is about to be, a program under test: its death is its own affair."""
        return self.uid >= PROGRAM_UID

    @property
    def identity(self) -> tuple[int, int]:
        """A pid may be given out again; this is not."""
        return self.pid, self.started


def all_processes() -> dict[int, Process]:
    """Return what runs on this machine, by pid."""
    found = (_process(int(entry.name)) for entry in Path("/proc").iterdir() if entry.name.isdecimal())
    return {one.pid: one for one in found if one is not None}


def _process(pid: int) -> Process | None:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
        uid = Path(f"/proc/{pid}").stat().st_uid
        command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace").strip()
    except OSError:
        return None
    name, _, rest = stat.partition("(")[2].rpartition(")")
    fields = rest.split()
    return Process(
        pid=pid,
        parent=int(fields[1]),
        started=int(fields[19]),
        state=fields[0],
        uid=_effective(pid, uid),
        command=command or f"[{name}]",
    )


def _effective(pid: int, otherwise: int) -> int:
    # The folder belongs to root where a process may not be dumped.
    with contextlib.suppress(OSError, StopIteration, IndexError):
        lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
        return int(next(line for line in lines if line.startswith("Uid:")).split()[2])
    return otherwise


def tree(roots: set[int], among: dict[int, Process]) -> Iterator[Process]:
    """Yield the processes ``roots`` and everything that they started and that still hangs on them."""
    children: dict[int, list[Process]] = {}
    for one in among.values():
        children.setdefault(one.parent, []).append(one)
    waiting = [among[pid] for pid in roots if pid in among]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += children.get(one.pid, [])


def held(pid: int) -> dict[str, int] | None:
    """Return what a process holds: ``rss_bytes``, ``fds`` and ``threads``; None if it is gone."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text("utf-8").split()[1])
        fds, threads = _count(f"/proc/{pid}/fd"), _count(f"/proc/{pid}/task")
    except (OSError, IndexError):
        return None
    return {"rss_bytes": pages * os.sysconf("SC_PAGE_SIZE"), "fds": fds, "threads": threads}


def _count(folder: str) -> int:
    return sum(1 for _entry in Path(folder).iterdir())


def cell_groups() -> set[str]:
    """Return the control groups of cells on this machine: others than ours may be among them."""
    found = set()
    for folder, names, _files in os.walk("/sys/fs/cgroup"):
        found |= {f"{folder}/{name}" for name in names if name.startswith("afterburner-")}
    return found


def mounts() -> int:
    """Return how many mounts there are."""
    return len(Path("/proc/self/mountinfo").read_text("utf-8").splitlines())
