"""Watching one run: sample its memory and CPU time, and end it when it goes over a limit."""

import _socket
import array
import contextlib
import os
import select
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from afterburner.sandbox.cell import wire
from afterburner.sandbox.cell.memory import MemoryMeter
from afterburner.sandbox.cell.network import Network
from afterburner.sandbox.cell.process_tree import ProcessTree, handle_of, has_handles, kill_members
from afterburner.sandbox.cell.runner import ANNOUNCEMENT, REPORT

LOAD_S = 10.0
"""Seconds, of CPU and on the wall, that an interpreter may take to start, beside the limits of the program."""

_FLOOR_SLACK_BYTES = 2 << 20
"""What a process's high-water mark may be above what it read just before it became the command: the kernel's counts of resident
pages are exact to a few hundred KiB a processor only."""

_MOST_SAMPLES = 20_000
"""A run of 20 s at 1 kHz; beyond, the rate is halved as often as needed, so that memory stays bounded."""


@dataclass(slots=True)
class Ended:
    """How a run ended, as numbers: the caller's side gives it a name."""

    exceeded: str | None = None
    """The limit that ended the run, if one did."""
    status: int = 0
    """As from ``waitpid``."""
    start_cpu_s: float = 0.0
    cpu_s: float = 0.0
    """From the birth of the first process, ``start_cpu_s`` included."""
    wall_s: float = 0.0
    peak_bytes: int = 0
    samples: "array.array[float]" = field(default_factory=lambda: array.array("d"))
    """Triples: wall seconds, CPU seconds, resident bytes."""
    floor_bytes: int = 0
    """The kernel's high-water mark starts here: less than this it can't tell."""
    load_cpu_s: float | None = 0.0
    load_wall_s: float | None = 0.0
    """What the start of an interpreter took before user code began; None: it never said that it does."""
    has_begun: bool = False
    """Whether user code, or the interpreter that loads it, was reached; if not, the machine failed."""
    is_lost: bool = False
    flags: list[str] = field(default_factory=list)
    """What else was noticed."""

    @classmethod
    def lost(cls) -> "Ended":
        """Return the end of a run whose template was destroyed."""
        return cls(is_lost=True)

    def answer(self) -> tuple[dict[str, object], bytes]:
        """Return the message to the caller."""
        header: dict[str, object] = {
            "exceeded": self.exceeded,
            "status": self.status,
            "cpu_s": self.cpu_s - self.start_cpu_s,
            "wall_s": self.wall_s,
            "peak_bytes": self.peak_bytes,
            "load_cpu_s": self.load_cpu_s,
            "load_wall_s": self.load_wall_s,
            "begun": self.has_begun,
            "lost": self.is_lost,
            "flags": self.flags,
        }
        return header, self.samples.tobytes()


class Watch:
    """Watches the run whose first process is ``pid`` until it ends or is ended."""

    def __init__(
        self,
        pid: int,
        limits: dict[str, object],
        *,
        tree: ProcessTree,
        meter: MemoryMeter,
        everybody: Callable[[], list[int]] | None,
        network: Network | None,
        patience_s: float | None,
    ) -> None:
        """Watch the run.

        ``everybody``: finds all processes of the run and nobody else, the first one among them, where something does.
        ``network``: the cell's, to let the run have sockets. ``patience_s``: how long its template may take to notice its end,
        None where nobody can stop it.
        """
        self._pid = pid
        self._handle = handle_of(pid) if everybody is None else None
        """Its number may be the next run's already."""
        self._everybody = everybody
        self._network = network
        self._listeners = [] if network is None or network.listener is None else [network.listener]
        self._patience_s = patience_s
        self._tree = tree
        self._meter = meter
        self._period_s = 1.0 / float(str(limits["sample_hz"]))
        self._cpu_s = float(str(limits["cpu_s"]))
        self._wall_s = float(str(limits["wall_s"]))
        self._memory_bytes = int(str(limits["memory_bytes"]))
        self._output_bytes = int(str(limits["output_bytes"]))
        self._ended = Ended()
        self._start_s: float | None = None
        self._stopped_s: float | None = None
        self._announces = limits["start"] == "announced"
        """Whether there is an interpreter to wait for; a binary is loaded when the kernel closes its end of the report."""
        self._is_loading = limits["start"] != "warm"

    def until_the_end(
        self, template: _socket.socket, report: int, *, caller: _socket.socket, outputs: list[int]
    ) -> Ended:
        """Sample and enforce until the template says that the run has ended.

        Raises:
            Closed: the caller or the template is gone.

        """
        next_s = time.monotonic()
        try:
            while True:
                self._begin(report)
                self._sample(outputs)
                next_s = max(next_s + self._period_s, time.monotonic())
                lines: list[_socket.socket | int] = [template, caller, *self._listeners]
                if self._is_loading:
                    lines.append(report)
                ready = self._awaited(lines, next_s)
                if caller in ready:
                    wire.receive(caller)  # all that it says during a run is that it wants no more of it; or it is gone
                    # Ended by the next sample, which there is once the run has begun: a fork that was killed before it took
                    # its descriptors would leave them, and the run with them, to the next one.
                    self._ended.exceeded = "cancelled"
                if template in ready:
                    return self._end(wire.receive(template).header, report)
        finally:
            self._tree.close()
            if self._handle is not None:
                os.close(self._handle)

    def _awaited(self, lines: list[_socket.socket | int], until_s: float) -> list[_socket.socket | int]:
        """Wait for news on ``lines`` until ``until_s``, and return which have some; let the run have sockets meanwhile."""
        network = self._network
        while True:
            # select, since poll counts in whole milliseconds.
            ready = select.select(lines, [], [], max(0.0, until_s - time.monotonic()))[0]
            if network is None or network.listener not in ready:
                return ready
            network.let_go_on()
            # However many it asks for, it is sampled as often as any other.
            if len(ready) > 1 or time.monotonic() >= until_s:
                return ready

    def _begin(self, report: int) -> None:
        """Take the run's own report of its start; it is written, and its line closed, before user code runs."""
        if self._start_s is None and _has_news(report):
            data = os.read(report, REPORT.size)
            if len(data) == REPORT.size:
                self._ended.start_cpu_s, self._start_s, floor_kib = REPORT.unpack(data)
                self._ended.floor_bytes = floor_kib * 1024
                self._ended.has_begun = True
                if self._announces:
                    self._ended.load_cpu_s = self._ended.load_wall_s = None
        if self._start_s is not None and self._is_loading and _has_news(report):
            self._begin_user_code(os.read(report, len(ANNOUNCEMENT)) == ANNOUNCEMENT)
            if self._announces:
                with contextlib.suppress(OSError):
                    os.write(report, ANNOUNCEMENT)

    def _begin_user_code(self, is_announced: bool) -> None:  # noqa: FBT001 - the one thing it says
        """Forget what was seen so far: it was not yet the program.

        A binary's own clocks began before, with the command; an interpreter says when its work is done and the program's begins.
        """
        self._is_loading = False
        cpu_s, now_s = self._tree.own_cpu_s(), time.monotonic()
        self._ended.samples = array.array("d")
        self._meter.begin_anew()
        if self._announces and is_announced and cpu_s is not None and self._start_s is not None:
            self._ended.load_cpu_s, self._ended.load_wall_s = cpu_s - self._ended.start_cpu_s, now_s - self._start_s
            self._ended.start_cpu_s, self._start_s = cpu_s, now_s

    def _sample(self, outputs: list[int]) -> None:
        reading = self._tree.read()
        if self._start_s is None:
            return
        wall_s = time.monotonic() - self._start_s
        if reading is None:
            # It is ending, or its first thread has ended and others go on: the clock on the wall goes on for both.
            if wall_s > self._wall_s + self._allowance_s():
                self._ended.exceeded = self._ended.exceeded or "wall"
            if self._ended.exceeded is not None:
                self._stop()
            return
        cpu_s = reading.cpu_s - self._ended.start_cpu_s
        memory_bytes = 0
        if not self._is_loading or self._announces:
            memory_bytes = self._meter.total_bytes(reading)
            self._record(wall_s, cpu_s, memory_bytes)
        if self._ended.exceeded is None:
            self._ended.exceeded = self._excess(wall_s, cpu_s, memory_bytes, outputs)
        if self._ended.exceeded is not None:
            self._stop()

    def _record(self, wall_s: float, cpu_s: float, rss_bytes: int) -> None:
        samples = self._ended.samples
        if not samples:
            samples.extend((0.0, 0.0, rss_bytes))
        # Children that end move from clocks that count nanoseconds to one that counts ticks: time must not run back.
        samples.extend((wall_s, max(cpu_s, samples[-2]), rss_bytes))
        if len(samples) >= 3 * _MOST_SAMPLES:
            kept = array.array("d")
            for index in range(0, len(samples), 6):
                kept.extend(samples[index : index + 3])
            self._ended.samples = kept
            self._period_s *= 2

    def _excess(self, wall_s: float, cpu_s: float, memory_bytes: int, outputs: list[int]) -> str | None:
        if cpu_s > self._cpu_s + self._allowance_s():
            return "cpu"
        if wall_s > self._wall_s + self._allowance_s():
            return "wall"
        if memory_bytes > self._memory_bytes:
            return "memory"
        if any(os.fstat(fd).st_size > self._output_bytes for fd in outputs):
            return "output"
        return None

    def _allowance_s(self) -> float:
        return LOAD_S if self._is_loading else 0.0

    def _stop(self) -> None:
        # The end of the first process is the run's, and the sweep takes the rest; but while others compute on its processor,
        # it takes long to end. Without a group, looking for them could find the fork that already waits for the next run; and
        # that may have the number of one that has just ended.
        if self._everybody is not None:
            kill_members(self._everybody)
        else:
            with contextlib.suppress(ProcessLookupError):
                if self._handle is not None:
                    signal.pidfd_send_signal(self._handle, signal.SIGKILL)
                elif not has_handles():
                    os.kill(self._pid, signal.SIGKILL)
        self._stopped_s = self._stopped_s or time.monotonic()
        if self._patience_s is not None and time.monotonic() - self._stopped_s > self._patience_s:
            raise wire.Closed("the template does not say that the run has ended")

    def _end(self, header: dict[str, object], report: int) -> Ended:
        self._begin(report)
        ended = self._ended
        ended.status = int(str(header["status"]))
        # The kernel's own sum misses children whose parent had them reaped unseen (SIGCHLD ignored); the clocks don't.
        ended.cpu_s = max(float(str(header["cpu_s"])), self._tree.seen_cpu_s())
        high_water_bytes = int(str(header["peak_kib"])) * 1024
        tells = not ended.floor_bytes or high_water_bytes > ended.floor_bytes + _FLOOR_SLACK_BYTES
        ended.peak_bytes = self._meter.peak_bytes(high_water_bytes if tells else None)
        end_s = float(str(header["end_s"]))
        ended.wall_s = end_s - self._start_s if self._start_s is not None else 0.0
        rss_bytes = ended.samples[-1] if ended.samples else float(ended.peak_bytes)
        if not ended.samples:
            ended.samples.extend((0.0, 0.0, rss_bytes))
        # The course ends where the run ends; the last memory seen stands for the last stretch.
        ended.samples.extend((ended.wall_s, max(ended.cpu_s - ended.start_cpu_s, ended.samples[-2]), rss_bytes))
        return ended


def _has_news(fd: int) -> bool:
    return bool(select.select([fd], [], [], 0)[0])
