"""One run of one program on one input under limits: what goes in, and what the sandbox saw."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from afterburner.core.errors import UsageError
from afterburner.core.objective import Clock, Quantity
from afterburner.core.status import Status

MIB = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one execution may use; enforced from outside the program.

    Raises:
        UsageError: a limit is not a positive, finite number.

    """

    cpu_s: float = 10.0
    """User and system time of the whole process tree, seconds."""
    wall_s: float = 30.0
    """Seconds on the wall."""
    memory_bytes: int = 1024 * MIB
    """Resident memory of the whole process tree."""
    output_bytes: int = 64 * MIB
    """Standard output, standard error and an encoded result, each."""
    processes: int = 64
    """Processes and threads at one time."""
    scratch_bytes: int = 256 * MIB
    """All files that the program may write, together."""

    def __post_init__(self) -> None:
        for name in self.__slots__:
            value = getattr(self, name)
            if not 0 < value <= 1e15:  # noqa: PLR2004 - a petabyte, or 30 million years
                raise UsageError(f"the limit {name} is {value}", hint="give a positive number")


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """What is run: source code, and for function problems the entry point to call."""

    source: bytes
    """Source code as bytes: it need not be valid UTF-8, the sandbox says so if it matters."""
    language: str = "python"
    entry_point: str | None = None
    """None: the whole program reads stdin. ``"name"`` or ``"Class.method"``: the call that is made with the input."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemorySample:
    """Resident memory of the whole process tree at one instant."""

    wall_s: float
    """Seconds since user code could run."""
    cpu_s: float
    """CPU seconds used since then."""
    rss_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Memory over time, from the first instant of user code to the last."""

    samples: Sequence[MemorySample]

    def integral_byte_s(self, clock: Clock) -> float | None:
        """Return the trapezoid integral of resident memory over ``clock``, in byte seconds; None without samples.

        The trapezoid of a piecewise linear course is exact and does not depend on where extra samples lie on it, so the
        answer does not depend on the sampling rate. (The published implementation sums running peaks per sample without
        a time step: it grows with the rate.)
        """
        if len(self.samples) < 2:  # noqa: PLR2004 - an area needs two points
            return None
        steps = ((b.rss_bytes + a.rss_bytes, _at(b, clock) - _at(a, clock)) for a, b in pairwise(self.samples))
        return math.fsum(height * width / 2 for height, width in steps)

    def error_byte_s(self, clock: Clock, *, peak_bytes: int) -> float | None:
        """Return how far the integral over ``clock`` can be off, in byte seconds; None without samples.

        Between two samples memory is taken to rise or fall but not both: the trapezoid is then off by at most half the
        rectangle that they span. One spike up to ``peak_bytes``, which the kernel knows exactly, may hide in the widest gap;
        and in the last stretch, whose end nobody sees, any of it may have been given back.
        """
        if len(self.samples) < 2:  # noqa: PLR2004 - as above
            return None
        widths = [_at(b, clock) - _at(a, clock) for a, b in pairwise(self.samples)]
        steps = [abs(b.rss_bytes - a.rss_bytes) for a, b in pairwise(self.samples)]
        hidden = max(0, peak_bytes - max(sample.rss_bytes for sample in self.samples)) * max(widths)
        unseen = self.samples[-1].rss_bytes * widths[-1]
        return math.fsum(step * width / 2 for step, width in zip(steps, widths, strict=True)) + hidden + unseen

    def largest_gap_s(self) -> float:
        """Return the longest time between two neighbouring samples on the wall clock, in seconds; 0 without samples."""
        return max((b.wall_s - a.wall_s for a, b in pairwise(self.samples)), default=0.0)

    def thinned(self, most: int) -> Iterator[MemorySample]:
        """Yield at most ``most`` samples, at least 2, evenly chosen, the first and last among them."""
        count = len(self.samples)
        if count <= most:
            yield from self.samples
            return
        for index in range(most):
            yield self.samples[index * (count - 1) // max(1, most - 1)]


def _at(sample: MemorySample, clock: Clock) -> float:
    return sample.cpu_s if clock is Clock.CPU else sample.wall_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Execution:
    """One run of one program on one input: what the sandbox saw. What is missing is None."""

    status: Status
    reason: str | None = None
    """Machine-readable detail of the status, for instance ``signal:SIGSEGV`` or ``exit_code:1``."""
    exit_code: int | None = None
    """None where the program was ended by a signal."""
    signal: int | None = None
    stdout: bytes = b""
    stderr: bytes = b""
    result: bytes | None = None
    """Function problems: what the call returned, encoded (``core.encoding``); None: it did not return."""
    wall_s: float | None = None
    """Seconds from the moment user code could run to the exit of the last process."""
    cpu_s: float | None = None
    """User and system seconds of the whole process tree."""
    load_cpu_s: float | None = None
    """CPU seconds of the interpreter's own start, before user code; no part of ``cpu_s``. 0 where it was started ahead."""
    load_wall_s: float | None = None
    """The same on the wall, no part of ``wall_s``."""
    peak_bytes: int | None = None
    """Largest resident memory of the whole process tree, files in memory included."""
    timeline: Timeline = field(default_factory=lambda: Timeline(samples=()))
    isolation: tuple[str, ...] = ()
    """The layers of isolation that were on."""
    flags: tuple[str, ...] = ()
    """What else was noticed: ``processes`` (it was refused more of them), ``oom`` (the kernel ended one for its memory)."""
    faults: int = 0
    """How often the machine failed before, and the run was made again."""

    @property
    def samples(self) -> int:
        """How many memory samples the integral rests on."""
        return len(self.timeline.samples)

    @property
    def largest_gap_s(self) -> float | None:
        """The longest time between two neighbouring memory samples on the wall, in seconds; None without samples."""
        return self.timeline.largest_gap_s() if self.samples > 1 else None

    def integral_error_byte_s(self, clock: Clock = Clock.CPU) -> float | None:
        """Return the bound on the error of the integral, see ``Timeline.error_byte_s``; None where it is not known."""
        return None if self.peak_bytes is None else self.timeline.error_byte_s(clock, peak_bytes=self.peak_bytes)

    def quantity(self, quantity: Quantity, *, clock: Clock = Clock.CPU) -> float | None:
        """Return the value of ``quantity`` (the integral over ``clock``), None where it was not measured."""
        if quantity is Quantity.INTEGRAL_BYTE_S:
            return self.timeline.integral_byte_s(clock)
        values = {Quantity.CPU_S: self.cpu_s, Quantity.WALL_S: self.wall_s, Quantity.PEAK_BYTES: self.peak_bytes}
        return values[quantity]
