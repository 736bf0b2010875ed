"""How much memory a run holds: its processes' resident memory, and its files in memory, each page counted once.

Theory of operation. A single process tells its own resident memory, exactly. That is not enough where pages are shared (a
sum over processes counts them several times) or mapped by nobody (files in memory: memfd, /dev/shm, /tmp). There the control
group helps: the kernel charges each page to it once. It misses what was charged to others before the run, such as the
interpreter's pages; so what it tells is added, as growth, to the last figure of when the first process was alone.

Without a control group it is a sum over the processes and what the scratch holds: an upper bound where pages are shared.
"""

import os
from dataclasses import dataclass

from afterburner.sandbox.cell.control_group import ControlGroup, Held
from afterburner.sandbox.cell.process_tree import Reading, mapped_files_in_memory, rss_of

KERNEL_SPARE_BYTES = 16 << 20
"""The kernel's own memory on a run's behalf that is not counted: page tables and the like. More is a hoard in pipes or sockets,
and counts, all of it."""

_COPIES_BYTES = 24 << 20
"""What the group's mark may be above the mark of a single process that was alone: copies of the interpreter's pages, the kernel's
own memory. More was held by somebody whom no sample saw."""

_NEGLIGIBLE_BYTES = 256 << 10
"""Files in memory below this are not looked into: less than the kernel's own books are off by."""


@dataclass(slots=True)
class _Anchor:
    """The last time that the first process was alone."""

    total_bytes: int
    held_bytes: int
    output_bytes: int


@dataclass(slots=True)
class _Highest:
    """The sample with the largest total, and what the group's books said then."""

    total_bytes: int = 0
    own_usage_bytes: int = 0


class MemoryMeter:
    """Follows the memory of one run whose first process is ``pid``; ``outputs`` are files in memory that don't count."""

    def __init__(self, pid: int, *, group: ControlGroup | None, scratch: tuple[str, ...], outputs: list[int]) -> None:
        self._pid = pid
        self._group = group
        self._scratch = scratch
        self._outputs = outputs
        before = group.held() if group else Held(0, self._scratch_bytes(), 0, 0, 0)
        self._before = before
        # The first process still waits for its input: a program that forks at once may never be seen alone.
        self._anchor = _Anchor(rss_of(pid), before.private + before.files, 0)
        self._highest = _Highest()
        self._has_several = False
        self._has_files = False

    def begin_anew(self) -> None:
        """Forget what was seen: the process has become another program, and holds nothing of what it held."""
        self._highest = _Highest()
        if self._group is not None:
            held = self._group.held()
            self._anchor = _Anchor(rss_of(self._pid), held.private + held.files, self._output_bytes())

    def total_bytes(self, reading: Reading) -> int:
        """Return what the run holds now."""
        if self._group is None:
            total = reading.rss_bytes + self._unmapped(self._scratch_bytes() - self._before.files)
            self._highest = max(self._highest, _Highest(total), key=lambda highest: highest.total_bytes)
            return total
        held, output = self._group.held(), self._output_bytes()
        if reading.processes == 1:
            total = reading.rss_bytes + self._unmapped(held.files - output)
            self._anchor = _Anchor(total, held.private + held.files, output)
        else:
            total = self._grown(reading, held.private + held.files, output)
            self._has_several = True
        kernel = held.kernel - self._before.kernel
        total += kernel if kernel > KERNEL_SPARE_BYTES else 0
        if total > self._highest.total_bytes:
            self._highest = _Highest(total, self._own(held, held.usage))
        return total

    def peak_bytes(self, high_water_bytes: int | None) -> int:
        """Return the most that the run ever held, between the samples too.

        ``high_water_bytes``: the kernel's mark for the largest single process, None where it tells nothing.
        """
        highest, marked = self._highest, high_water_bytes or 0
        group_peak = self._group.peak_bytes() if self._group else None
        if self._group is None or group_peak is None:
            return max(highest.total_bytes, marked)
        own_peak = self._own(self._group.held(), group_peak)
        if highest.total_bytes == 0:  # too short for a single sample
            return max(marked, own_peak - self._before.usage)
        most = max(marked, highest.total_bytes + max(0, own_peak - highest.own_usage_bytes))
        is_explained = marked and not self._has_several and not self._has_files and most < marked + _COPIES_BYTES
        return max(highest.total_bytes, marked) if is_explained else most

    def _own(self, held: Held, usage: int) -> int:
        """Return what of ``usage`` is the program's: neither its output, nor what was read from disk since it began."""
        return usage - self._output_bytes() - max(0, held.disk - self._before.disk)

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
