"""How much memory a run holds: its processes' resident memory, and its files in memory, each page counted once.

Theory of operation. A single process tells its own resident memory, exactly. That is not enough where pages are shared (a
sum over processes counts them several times) or mapped by nobody (files in memory: memfd, /dev/shm, /tmp). There the control
group helps: the kernel charges each page to it once. It misses what was charged to others before the run, such as the
interpreter's pages; so what it tells is added, as growth, to the last figure of when the first process was alone.

Without a control group it is a sum over the processes and what the scratch holds: an upper bound where pages are shared.
"""

import os
from dataclasses import dataclass

from afterburner.sandbox.cell.control_group import ControlGroup
from afterburner.sandbox.cell.process_tree import Reading, mapped_files_in_memory, rss_of

_NEGLIGIBLE_BYTES = 256 << 10
"""Files in memory below this are not looked into: less than the kernel's own books are off by."""


@dataclass(slots=True)
class _Anchor:
    """The last time that the first process was alone."""

    total_bytes: int
    held_bytes: int
    output_bytes: int


class MemoryMeter:
    """Follows the memory of one run whose first process is ``pid``; ``outputs`` are files in memory that don't count."""

    def __init__(self, pid: int, *, group: ControlGroup | None, scratch: tuple[str, ...], outputs: list[int]) -> None:
        self._pid = pid
        self._group = group
        self._scratch = scratch
        self._outputs = outputs
        self._held_before = sum(group.held_bytes()) if group else self._scratch_bytes()
        self._usage_before = group.usage_bytes() if group else 0
        # The first process still waits for its input: a program that forks at once may never be seen alone.
        self._anchor = _Anchor(rss_of(pid), self._held_before, 0)
        self._highest = (0, 0)
        """The largest total, and what was charged to the group then."""
        self._has_several = False
        self._has_files = False

    def begin_anew(self) -> None:
        """Forget what was seen: the process has become another program, and holds nothing of what it held."""
        self._highest = (0, 0)
        if self._group is not None:
            self._anchor = _Anchor(rss_of(self._pid), sum(self._group.held_bytes()), self._output_bytes())

    def total_bytes(self, reading: Reading) -> int:
        """Return what the run holds now."""
        if self._group is None:
            return reading.rss_bytes + self._unmapped(self._scratch_bytes() - self._held_before)
        private, files = self._group.held_bytes()
        output = self._output_bytes()
        if reading.processes == 1:
            total = reading.rss_bytes + self._unmapped(files - output)
            self._anchor = _Anchor(total, private + files, output)
        else:
            total = self._grown(reading, private + files, output)
            self._has_several = True
        usage = self._group.usage_bytes()
        self._highest = max(self._highest, (total, usage))
        return total

    def peak_bytes(self, high_water_bytes: int | None) -> int:
        """Return the most that the run ever held, between the samples too.

        ``high_water_bytes``: the kernel's mark for the largest single process, None where it tells nothing.
        """
        total, usage = self._highest
        marked = high_water_bytes or 0
        group_peak = self._group.peak_bytes() if self._group else None
        if group_peak is None or (marked and not self._has_several and not self._has_files):
            return max(total, marked)
        if total == 0:  # too short for a single sample
            return max(marked, group_peak - self._usage_before)
        return max(total, marked, total + group_peak - usage)

    def _grown(self, reading: Reading, held: int, output: int) -> int:
        anchor = self._anchor
        grown = held - anchor.held_bytes - (output - anchor.output_bytes)
        return max(anchor.total_bytes + grown, reading.largest_rss_bytes)

    def _unmapped(self, files: int) -> int:
        """Return how much of the ``files`` in memory is in no process's resident memory."""
        if files < _NEGLIGIBLE_BYTES:
            return 0
        self._has_files = True
        return max(0, files - mapped_files_in_memory(self._pid))

    def _output_bytes(self) -> int:
        return sum(os.fstat(fd).st_blocks for fd in self._outputs) * 512

    def _scratch_bytes(self) -> int:
        states = [os.statvfs(path) for path in self._scratch]
        return sum((state.f_blocks - state.f_bfree) * state.f_frsize for state in states)
