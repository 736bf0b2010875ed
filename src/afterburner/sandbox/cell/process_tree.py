"""Looking at a run from outside: which processes it consists of, their memory and CPU time.

Figures come from the kernel's own books (``/proc`` and process clocks), never from the program.
"""

import contextlib
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

_PAGE = os.sysconf("SC_PAGESIZE")
_TICK = os.sysconf("SC_CLK_TCK")
_CPUCLOCK_SCHED = 2
"""The kernel's number for "scheduled time" in a process clock id: nanoseconds, user and system."""


def cpu_clock(pid: int) -> int:
    """Return the id of the CPU clock of process ``pid``: all its threads, living and ended, but not its children."""
    return (~pid << 3) | _CPUCLOCK_SCHED


@dataclass(frozen=True, slots=True)
class Reading:
    """The whole tree at one instant."""

    cpu_s: float
    rss_bytes: int
    """Summed over the processes: pages that several of them share count several times."""
    largest_rss_bytes: int
    processes: int


class ProcessTree:
    """The processes of one run: its first process, and whatever that started."""

    def __init__(self, pid: int, *, members: Callable[[], list[int]]) -> None:
        """Watch the run whose first process is ``pid``; ``members`` finds all of its processes."""
        self._pid = pid
        self._members = members
        self._statm = _opened(f"/proc/{pid}/statm")
        self._loadavg = os.open("/proc/loadavg", os.O_RDONLY)
        # The first process still waits: whatever it starts will be newer.
        self._newest = self._newest_pid()
        self._others: list[int] = []
        self._clocks: dict[int, float] = {}
        """The last reading of the CPU clock of every process that was seen, ended ones too."""

    def close(self) -> None:
        """Release the descriptors."""
        os.close(self._loadavg)
        if self._statm is not None:
            os.close(self._statm)

    def read(self) -> Reading | None:
        """Return the tree's memory and CPU time now, or None when its first process is gone."""
        if self._statm is None:
            return None
        try:
            rss = int(os.pread(self._statm, 128, 0).split(None, 2)[1]) * _PAGE or self._rss_behind_first_thread()
            own_cpu_s = time.clock_gettime(cpu_clock(self._pid))
        except (OSError, IndexError):
            return None
        if rss == 0:
            return None  # its memory is given back already: it is ending, and this is no reading of what it used
        cpu_s, others = own_cpu_s, self._descendants()
        # First what was reaped, then the living: a child that is reaped in between is missing once, and never counted twice.
        if others or len(self._clocks) > 1:
            cpu_s += _reaped_cpu_of(self._pid)
        largest = rss
        for pid in others:
            cpu_s += self._cpu_of(pid)
            rss_there = rss_of(pid)
            rss, largest = rss + rss_there, max(largest, rss_there)
        self._clocks[self._pid] = own_cpu_s
        return Reading(max(cpu_s, self.seen_cpu_s()), rss, largest, len(others) + 1)

    def own_cpu_s(self) -> float | None:
        """Return the CPU time of the first process now, or None when it is gone."""
        try:
            return time.clock_gettime(cpu_clock(self._pid))
        except OSError:
            return None

    def seen_cpu_s(self) -> float:
        """Return the sum of the last readings of every clock: a lower bound that no way of reaping children can hide."""
        return sum(self._clocks.values())

    def _cpu_of(self, pid: int) -> float:
        try:
            reaped_cpu_s, own_cpu_s = _reaped_cpu_of(pid), time.clock_gettime(cpu_clock(pid))
        except OSError:
            return 0.0
        self._clocks[pid] = own_cpu_s
        return reaped_cpu_s + own_cpu_s

    def _rss_behind_first_thread(self) -> int:
        """Return the memory where the first thread has ended and others go on; 0 where there is none."""
        threads = os.listdir(f"/proc/{self._pid}/task")
        return max((rss_of(self._pid, thread=thread) for thread in threads), default=0)

    def _newest_pid(self) -> bytes:
        return os.pread(self._loadavg, 128, 0).rsplit(None, 1)[-1]

    def _descendants(self) -> list[int]:
        # The last word of loadavg is the newest process number of this PID namespace: while it stands still, nothing
        # was started, and the costly look through /proc can be spared.
        newest = self._newest_pid()
        if newest != self._newest or self._others:
            self._newest = newest
            self._others = [pid for pid in self._members() if pid != self._pid]
        return self._others


_MOST_HANDLES = 256
"""Far fewer than a process may have; what is left is for the next call."""


def handle_of(pid: int) -> int | None:
    """Return a handle of process ``pid``; None where it is gone, or the kernel older than handles."""
    try:
        return os.pidfd_open(pid)
    except OSError:
        return None


@cache
def has_handles() -> bool:
    """Tell whether this kernel has handles of processes; where not, numbers are given out in turn."""
    handle = handle_of(os.getpid())
    if handle is None:
        return False
    os.close(handle)
    return True


def kill_members(members: Callable[[], list[int]]) -> None:
    """Kill what ``members`` finds, and nobody who got the number of one that ended meanwhile."""
    if not has_handles():
        for pid in members():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return
    handles = {pid: handle for pid in members()[:_MOST_HANDLES] if (handle := handle_of(pid)) is not None}
    try:
        # Whoever has one of these numbers by now, and is no member, is found here no more.
        for pid in handles.keys() & set(members()):
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(handles[pid], signal.SIGKILL)
    finally:
        for handle in handles.values():
            os.close(handle)


def _opened(path: str) -> int | None:
    """Open ``path``; None where a very short run is over before the first look at it."""
    try:
        return os.open(path, os.O_RDONLY)
    except OSError:
        return None


def strangers(known: frozenset[int]) -> list[int]:
    """Return all processes of this PID namespace but ``known``."""
    return [pid for name in os.listdir("/proc") if name.isdigit() and (pid := int(name)) not in known]


def descendants(pid: int) -> list[int]:
    """Return ``pid`` and all processes below it."""
    found = [pid]
    for parent in found:
        found.extend(children(parent))
    return found


def children(pid: int) -> list[int]:
    """Return the direct children of ``pid``, of whichever of its threads."""
    found: list[int] = []
    try:
        for thread in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{thread}/children", "rb") as file:
                found.extend(int(word) for word in file.read().split())
    except OSError:
        return found
    return found


def _reaped_cpu_of(pid: int) -> float:
    """Return the CPU seconds of the children that ``pid`` has waited for; in clock ticks, good enough for a limit."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            fields = file.read().rpartition(b")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[13]) + int(fields[14])) / _TICK


def rss_of(pid: int, *, thread: str | None = None) -> int:
    """Return the resident memory of process ``pid`` in bytes, as one of its threads sees it; 0 where it is gone."""
    try:
        with open(f"/proc/{pid}/task/{thread}/statm" if thread else f"/proc/{pid}/statm", "rb") as file:
            return int(file.read().split(None, 2)[1]) * _PAGE
    except (OSError, IndexError):
        return 0


def mapped_files_in_memory(pid: int) -> int:
    """Return how many bytes of files in memory process ``pid`` has resident."""
    try:
        with open(f"/proc/{pid}/status", "rb") as file:
            # From the start of a line: the process chose its own name, which stands above.
            _before, _, after = file.read().partition(b"\nRssShmem:")
        return int(after.split(None, 1)[0]) * 1024
    except (OSError, IndexError):
        return 0
