"""What the sandbox costs besides: compiling what was compiled before, ending what is over time, looking at memory."""

import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from afterburner.core.errors import SandboxError
from afterburner.core.execution import MIB, Execution, Limits, Program
from afterburner.core.measurement import Estimate
from afterburner.core.status import Status
from afterburner.metrics.intervals import median_interval
from afterburner.sandbox.bench import small_test
from afterburner.sandbox.compile_cache import CompileCache
from afterburner.sandbox.monolith import Monolith

RATES_HZ = (1.0, 1000.0, 10_000.0)
"""Memory samples a second: next to none, the default, the most."""

LIMIT_S = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheCost:
    """What the first run of a C program takes in a warm cell, beyond any later run of it; seconds, medians."""

    miss_s: float
    """It is compiled."""
    hit_s: float
    """It was compiled before, by another cell."""
    programs: int


def cache_cost(programs: int) -> CacheCost:
    """Compile ``programs`` programs, and look each of them up from a second cell.

    Raises:
        UsageError: there is no C compiler.
        SandboxError: a program does not run.

    """
    with tempfile.TemporaryDirectory() as folder:
        cache = CompileCache(Path(folder))
        with Monolith(cache=cache) as writer, Monolith(cache=cache) as reader:
            for cell in (writer, reader):
                _first_and_later_s(cell, 0)
            costs = [(_first_and_later_s(writer, n), _first_and_later_s(reader, n)) for n in range(1, programs + 1)]
    return CacheCost(
        miss_s=statistics.median(miss for miss, _ in costs),
        hit_s=statistics.median(hit for _, hit in costs),
        programs=programs,
    )


def _first_and_later_s(cell: Monolith, number: int) -> float:
    """Return how much longer the first run of program ``number`` takes than the second."""
    program = Program(source=small_test.C + b"/* %d */\n" % number, language="c")
    lengths = []
    for _ in range(2):
        start_s = time.perf_counter()
        seen = cell.execute(program, small_test.STDIN, limits=Limits())
        lengths.append(time.perf_counter() - start_s)
        small_test.check("C in the sandbox", seen.stdout or seen.stderr)
    return lengths[0] - lengths[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lateness:
    """How long after its time limit a program without end is ended; seconds."""

    what: str
    limit_s: float
    median_s: float
    """By the sandbox's clock: what the program had beyond its limit."""
    worst_s: float
    answered_worst_s: float
    """By the caller's clock, start and clean-up of the run included."""
    repeats: int


_ENDLESS = {
    "spinning": (b"while True: pass", Limits(cpu_s=LIMIT_S), Status.TIME_LIMIT_EXCEEDED),
    "asleep": (b"import time\ntime.sleep(60)", Limits(wall_s=LIMIT_S), Status.WALL_LIMIT_EXCEEDED),
}


def lateness(sandbox: Monolith, repeats: int) -> list[Lateness]:
    """Run programs without end, ``repeats`` times each.

    Raises:
        SandboxError: one of them ended otherwise than by its limit.

    """
    return [_lateness(sandbox, what, repeats) for what in _ENDLESS]


def _lateness(sandbox: Monolith, what: str, repeats: int) -> Lateness:
    source, limits, expected = _ENDLESS[what]
    late, answered = [], []
    for _ in range(repeats):
        start_s = time.perf_counter()
        seen = sandbox.execute(Program(source=source), b"", limits=limits)
        answered.append(time.perf_counter() - start_s - LIMIT_S)
        used_s = seen.cpu_s if expected is Status.TIME_LIMIT_EXCEEDED else seen.wall_s
        if seen.status is not expected or used_s is None:
            raise SandboxError(
                f"a program that is {what} ended with {seen.status.value}", hint="run `afterburner doctor`"
            )
        late.append(used_s - LIMIT_S)
    return Lateness(
        what=what,
        limit_s=LIMIT_S,
        median_s=statistics.median(late),
        worst_s=max(late),
        answered_worst_s=max(answered),
        repeats=repeats,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Slowdown:
    """The CPU and wall time of a program that is looked at often, over those of the same that is left alone.

    Medians over pairs: a machine's own disturbances are rare and large, and would drown an effect of a percent in a mean.
    """

    what: str
    sample_hz: float
    samples_hz: float
    """What there was of them, samples a second, median."""
    cpu: Estimate | None
    wall: Estimate | None
    pairs: int


_WATCHED = {
    "computing": b"total = 0\nfor i in range(300_000): total += i * i % 7\n",
    "allocating": b"for _ in range(20):\n    held = [bytes(4096) for _ in range(2000)]\n",
}
_ROOM = Limits(memory_bytes=512 * MIB)


def slowdowns(sandbox: Monolith, pairs: int) -> list[Slowdown]:
    """Run programs in turn at every sampling rate, ``pairs`` times each.

    Raises:
        SandboxError: a program failed.

    """
    return [row for what, source in _WATCHED.items() for row in _slowdowns_of(sandbox, what, source, pairs)]


def _slowdowns_of(sandbox: Monolith, what: str, source: bytes, pairs: int) -> list[Slowdown]:
    order = random.Random(0)  # noqa: S311 - it only draws who goes first
    seen: dict[float, list[Execution]] = {rate: [] for rate in RATES_HZ}
    for _ in range(pairs):
        for rate in order.sample(RATES_HZ, len(RATES_HZ)):
            seen[rate].append(_run(sandbox, what, source, rate))
    alone, *watched = RATES_HZ
    return [_slowdown(what, rate, seen[alone], seen[rate]) for rate in watched]


def _slowdown(what: str, rate: float, alone: Sequence[Execution], watched: Sequence[Execution]) -> Slowdown:
    cpu = [(b.cpu_s or 0) / (a.cpu_s or 1) for a, b in zip(alone, watched, strict=True)]
    wall = [(b.wall_s or 0) / (a.wall_s or 1) for a, b in zip(alone, watched, strict=True)]
    return Slowdown(
        what=what,
        sample_hz=rate,
        samples_hz=statistics.median(run.samples / (run.wall_s or 1) for run in watched),
        cpu=median_interval(cpu),
        wall=median_interval(wall),
        pairs=len(watched),
    )


def _run(sandbox: Monolith, what: str, source: bytes, rate: float) -> Execution:
    seen = sandbox.execute(Program(source=source), b"", limits=_ROOM, sample_hz=rate)
    if seen.status is not Status.OK:
        raise SandboxError(
            f"the program that is {what} ended with {seen.status.value}", hint="run `afterburner doctor`"
        )
    return seen
