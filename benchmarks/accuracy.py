"""Does the sandbox measure what is there? Programs of known memory course and known CPU time.

Memory: a program maps amounts that are known, page by page, and notes on its own clock when each was there; between the
notes memory changes linearly. The area under these notes is what the sandbox's integral must show beyond the integral of
the same program with nothing mapped (its level times its CPU time). CPU: programs that are busy until their own CPU clock
says X: alone, in threads, in children that are waited for and in children that are not.

Claims: the integral within 2 %, the peak within 1 MB or 1 %, CPU time within 1 % or 2 ms.

The program's notes and the sandbox's samples come from the same kernel clocks, read on different sides; that these clocks
are right is taken on trust.
"""

import json
import statistics
from dataclasses import dataclass
from itertools import pairwise

from record import Figures, parser, publish

from afterburner.core.execution import Execution, Limits, Program
from afterburner.core.objective import Clock
from afterburner.core.status import Status
from afterburner.sandbox.monolith import Monolith

MB = 1_000_000
RATES = (100.0, 1000.0, 5000.0)
MOST_AREA_ERROR = 0.02
MOST_PEAK_ERROR = 0.01
MOST_CPU_ERROR = 0.01
SMALL_BYTES = MB
SMALL_S = 0.002
"""What starting and ending a Python program takes, about."""

_PRELUDE = """
import json, mmap, os, sys, time
SCALE = {scale}
notes = []
held = []
def note():
    notes.append((time.process_time(), time.monotonic(), sum(map(len, held))))
def hold(megabytes):
    size = int(megabytes * SCALE * 1_000_000) // 4096 * 4096
    note()
    if size:
        held.append(mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | mmap.MAP_POPULATE))
    note()
def drop():
    note()
    if held:
        held.pop().close()
    note()
def busy(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
def tell():
    note()
    print(json.dumps(notes), flush=True)
"""

MEMORY = {
    "level 50 MB": "hold(50); busy(0.3); drop(); tell()",
    "staircase up 8 x 10 MB": "for _ in range(8): hold(10); busy(0.05)\ntell()",
    "staircase up and down": (
        "for _ in range(5): hold(20); busy(0.04)\nfor _ in range(5): drop(); busy(0.04)\ntell()"
    ),
    "ramp to 100 MB": "for _ in range(200): hold(0.5); busy(0.0015)\ntell()",
    "sawtooth 10 x 40 MB": "for _ in range(10): hold(40); busy(0.02); drop(); busy(0.02)\ntell()",
    "spikes, 20 of 5 ms and 30 MB": "for _ in range(20): hold(30); busy(0.005); drop(); busy(0.025)\ntell()",
    "one spike of 5 ms and 200 MB": "busy(0.1); hold(200); busy(0.005); drop(); busy(0.1); tell()",
    "child holds 60 MB": """
pid = os.fork()
if pid == 0:
    hold(60); busy(0.3); drop(); tell(); os._exit(0)
os.waitpid(pid, 0)""",
}
"""Each is run at scale 1, and at scale 0 for its baseline."""

_CPU_PRELUDE = """
import os, threading, time
X = {seconds}
def busy(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
"""

CPU = {
    "alone": "busy(X)",
    "system calls": "end = time.process_time() + X\nwhile time.process_time() < end: os.getppid(); os.stat('/')",
    "two threads": (
        "ts = [threading.Thread(target=busy, args=(X,)) for _ in range(2)]\n[t.start() for t in ts]\n[t.join() for t in ts]"
    ),
    "child, waited for": "if os.fork() == 0: busy(X); os._exit(0)\nos.wait()",
    "two children at once": "for _ in range(2):\n    if os.fork() == 0: busy(X / 2); os._exit(0)\nos.wait(); os.wait()",
    "grandchild": (
        "if os.fork() == 0:\n    if os.fork() == 0: busy(X); os._exit(0)\n    os.wait(); os._exit(0)\nos.wait()"
    ),
    "child, ended and not waited for": (
        "r, w = os.pipe()\nif os.fork() == 0: busy(X); os._exit(0)\nos.close(w); os.read(r, 1); time.sleep(0.01)"
    ),
    "child, still there at the end": (
        "r, w = os.pipe()\nif os.fork() == 0:\n    busy(X); os.write(w, b'.'); time.sleep(60)\nos.read(r, 1)"
    ),
    "child, in a session of its own": (
        "r, w = os.pipe()\nif os.fork() == 0:\n    os.setsid()\n"
        "    if os.fork() == 0: busy(X); os.write(w, b'.'); time.sleep(60)\n    os._exit(0)\nos.wait(); os.read(r, 1)"
    ),
}
"""All end when X seconds of CPU time have been used, by whomever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What the program says of itself: held bytes at an instant of both clocks."""

    cpu_s: float
    wall_s: float
    held_bytes: int


def main() -> None:
    arguments = parser(__doc__)
    arguments.add_argument("--repeats", type=int, default=10, help="runs of each program at each rate")
    options = arguments.parse_args()
    repeats = 3 if options.quick else options.repeats
    with Monolith() as sandbox:
        memory = [_memory_row(sandbox, name, rate, clock, repeats) for name in MEMORY for rate in RATES for clock in Clock]
        cpu = [_cpu_row(sandbox, name, rate, repeats) for name in CPU for rate in RATES]
        layers = sandbox.layers()
    print("Memory: error of the area and of the peak")
    columns = ["program", "rate_hz", "clock", "samples_a_s", "area_error", "area_worst", "peak_error_mb", "holds"]
    publish(Figures(benchmark="accuracy", settings={}, rows=memory), None, columns=columns)
    print("\nCPU time: error")
    publish(
        Figures(
            benchmark="accuracy",
            settings={"repeats": repeats, "layers": layers},
            rows=[*memory, *cpu],
            summary={"memory claims that hold": _holding(memory), "CPU claims that hold": _holding(cpu)},
        ),
        options.json,
        columns=["program", "rate_hz", "known_ms", "measured_ms", "error", "holds"],
    )


def _holding(rows: list[dict[str, object]]) -> str:
    return f"{sum(row['holds'] is True for row in rows)} of {len(rows)}"


def _memory_row(sandbox: Monolith, name: str, rate: float, clock: Clock, repeats: int) -> dict[str, object]:
    errors, peak_errors, rates = [], [], []
    for _ in range(repeats):
        level, lowest_peak = _baseline(sandbox, name, rate, clock)
        seen = _run(sandbox, _PRELUDE.format(scale=1) + MEMORY[name], rate)
        notes = _notes(seen)
        known = level * _length_s(seen, clock) + _known_area(notes, clock)
        errors.append((seen.timeline.integral_byte_s(clock) or 0.0) / known - 1)
        known_peak = lowest_peak + max(note.held_bytes for note in notes)
        peak_errors.append((seen.peak_bytes or 0) - known_peak)
        rates.append(seen.samples / (seen.wall_s or 1.0))
    worst_peak = max(peak_errors, key=abs)
    area = statistics.median(errors)
    good_peak = abs(worst_peak) <= max(SMALL_BYTES, MOST_PEAK_ERROR * known_peak)
    return {
        "program": name,
        "rate_hz": rate,
        "clock": clock.value,
        "samples_a_s": statistics.median(rates),
        "area_error": _percent(area),
        "area_worst": _percent(max(errors, key=abs)),
        "area_errors": errors,
        "peak_error_mb": worst_peak / MB,
        "holds": abs(area) <= MOST_AREA_ERROR and good_peak,
    }


def _baseline(sandbox: Monolith, name: str, rate: float, clock: Clock) -> tuple[float, int]:
    """Return the mean memory and the peak of the program with nothing held."""
    seen = _run(sandbox, _PRELUDE.format(scale=0) + MEMORY[name], rate)
    return (seen.timeline.integral_byte_s(clock) or 0.0) / _length_s(seen, clock), seen.peak_bytes or 0


def _run(sandbox: Monolith, source: str, rate: float) -> Execution:
    seen = sandbox.execute(Program(source=source.encode()), b"", limits=Limits(), sample_hz=rate)
    assert seen.status is Status.OK, (seen.status, seen.stderr)
    return seen


def _notes(seen: Execution) -> list[Note]:
    return [Note(cpu_s=cpu, wall_s=wall, held_bytes=held) for cpu, wall, held in json.loads(seen.stdout)]


def _known_area(notes: list[Note], clock: Clock) -> float:
    """Return the area under the notes; what is held at the last note is held to the end, a moment later."""
    times = [note.cpu_s if clock is Clock.CPU else note.wall_s for note in notes]
    heights = [note.held_bytes for note in notes]
    widths = (b - a for a, b in pairwise(times))
    return sum((a + b) / 2 * width for (a, b), width in zip(pairwise(heights), widths, strict=True))


def _length_s(seen: Execution, clock: Clock) -> float:
    length_s = seen.cpu_s if clock is Clock.CPU else seen.wall_s
    assert length_s is not None
    return length_s


def _cpu_row(sandbox: Monolith, name: str, rate: float, repeats: int) -> dict[str, object]:
    used_s = 0.2
    source = _CPU_PRELUDE + CPU[name]
    idle = [_run(sandbox, source.format(seconds=0.0), rate).cpu_s or 0.0 for _ in range(repeats)]
    seen = [_run(sandbox, source.format(seconds=used_s), rate).cpu_s or 0.0 for _ in range(repeats)]
    error_s = statistics.median(seen) - statistics.median(idle) - used_s
    return {
        "program": name,
        "rate_hz": rate,
        "known_ms": used_s * 1000,
        "measured_ms": (used_s + error_s) * 1000,
        "idle_ms": statistics.median(idle) * 1000,
        "error": _percent(error_s / used_s),
        "holds": abs(error_s) <= max(SMALL_S, MOST_CPU_ERROR * used_s),
    }


def _percent(share: float) -> str:
    return f"{share:+.1%}"


if __name__ == "__main__":
    main()
