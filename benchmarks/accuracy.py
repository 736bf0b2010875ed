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

from record import Figures, parser, publish, table

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
    while held:
        drop()
    note()
    print(json.dumps(notes), flush=True)
"""

MEMORY = {
    "level 50 MB": "hold(50); busy(0.3); drop(); tell()",
    "staircase up 8 x 10 MB": "for _ in range(8): hold(10); busy(0.05)\ntell()",
    "staircase up and down": ("for _ in range(5): hold(20); busy(0.04)\nfor _ in range(5): drop(); busy(0.04)\ntell()"),
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

BUSY_S = 0.2

_CPU_PRELUDE = """
import os, threading, time
X = {seconds}
def busy(seconds, work=lambda: None):
    start = time.process_time()
    while time.process_time() < start + seconds:
        work()
    os.write(1, b"%.9f\\n" % (time.process_time() - start))
"""
"""What a process used it writes down: it may be more than X, where the machine took the processor away for a moment."""

CPU = {
    "alone": "busy(X)",
    "system calls": "busy(X, work=lambda: os.stat('/'))",
    "in a thread": "thread = threading.Thread(target=busy, args=(X,)); thread.start(); thread.join()",
    "two threads": (
        "def spin():\n    while not done: pass\n"
        "done = []; thread = threading.Thread(target=spin)\n"
        "start = time.process_time(); thread.start()\n"
        "while time.process_time() < start + X: pass\n"
        "done.append(1); thread.join(); os.write(1, b'%.9f' % (time.process_time() - start))"
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
        memory = [row for name in MEMORY for rate in RATES for row in _memory_rows(sandbox, name, rate, repeats)]
        cpu = [_cpu_row(sandbox, name, rate, repeats) for name in CPU for rate in RATES]
        layers = sandbox.layers()
    columns = ["memory", "rate_hz", "clock", "samples_a_s", "area_error", "area_worst", "peak_error_mb", "holds"]
    print(table(memory, columns), end="\n\n")
    summary = {"memory claims that hold": _holding(memory), "CPU claims that hold": _holding(cpu)}
    settings = {"repeats": repeats, "layers": layers, "memory": memory}
    figures = Figures(benchmark="accuracy", settings=settings, rows=cpu, summary=summary)
    publish(figures, options.json, columns=["cpu", "rate_hz", "known_ms", "measured_ms", "error", "worst", "holds"])


def _holding(rows: list[dict[str, object]]) -> str:
    return f"{sum(row['holds'] is True for row in rows)} of {len(rows)}"


def _memory_rows(sandbox: Monolith, name: str, rate: float, repeats: int) -> list[dict[str, object]]:
    empty = _run(sandbox, _PRELUDE.format(scale=0) + MEMORY[name], rate)
    seen = [_run(sandbox, _PRELUDE.format(scale=1) + MEMORY[name], rate) for _ in range(repeats)]
    return [_memory_row(name, rate, clock, empty, seen) for clock in Clock]


def _memory_row(name: str, rate: float, clock: Clock, empty: Execution, seen: list[Execution]) -> dict[str, object]:
    """Return how far the runs ``seen`` are off; ``empty`` is the same program with nothing held."""
    level = _area(empty, clock) / _length_s(empty, clock)
    known = [level * _length_s(run, clock) + _known_area(_notes(run), clock) for run in seen]
    errors = [_area(run, clock) / area - 1 for run, area in zip(seen, known, strict=True)]
    known_peak = (empty.peak_bytes or 0) + max(note.held_bytes for run in seen for note in _notes(run))
    worst_peak = max(((run.peak_bytes or 0) - known_peak for run in seen), key=abs)
    good_peak = abs(worst_peak) <= max(SMALL_BYTES, MOST_PEAK_ERROR * known_peak)
    area_error = statistics.median(errors)
    return {
        "memory": name,
        "rate_hz": rate,
        "clock": clock.value,
        "samples_a_s": statistics.median(run.samples / (run.wall_s or 1.0) for run in seen),
        "area_error": _percent(area_error),
        "area_worst": _percent(max(errors, key=abs)),
        "area_errors": errors,
        "peak_error_mb": worst_peak / MB,
        "holds": abs(area_error) <= MOST_AREA_ERROR and good_peak,
    }


def _area(seen: Execution, clock: Clock) -> float:
    area = seen.timeline.integral_byte_s(clock)
    assert area is not None
    return area


def _run(sandbox: Monolith, source: str, rate: float) -> Execution:
    seen = sandbox.execute(Program(source=source.encode()), b"", limits=Limits(), sample_hz=rate)
    assert seen.status is Status.OK, (seen.status, seen.stderr)
    return seen


def _notes(seen: Execution) -> list[Note]:
    return [Note(cpu_s=cpu, wall_s=wall, held_bytes=held) for cpu, wall, held in json.loads(seen.stdout)]


def _known_area(notes: list[Note], clock: Clock) -> float:
    """Return the area under the notes; at the last one nothing is held."""
    times = [note.cpu_s if clock is Clock.CPU else note.wall_s for note in notes]
    heights = [note.held_bytes for note in notes]
    widths = (b - a for a, b in pairwise(times))
    return sum((a + b) / 2 * width for (a, b), width in zip(pairwise(heights), widths, strict=True))


def _length_s(seen: Execution, clock: Clock) -> float:
    length_s = seen.cpu_s if clock is Clock.CPU else seen.wall_s
    assert length_s is not None
    return length_s


def _cpu_row(sandbox: Monolith, name: str, rate: float, repeats: int) -> dict[str, object]:
    idle_s = statistics.median(
        measured_s - known_s for measured_s, known_s in (_used_s(sandbox, name, rate, 0.0) for _ in range(repeats))
    )
    runs = [_used_s(sandbox, name, rate, BUSY_S) for _ in range(repeats)]
    errors = [measured_s - idle_s - known_s for measured_s, known_s in runs]
    error_s = statistics.median(errors)
    return {
        "cpu": name,
        "rate_hz": rate,
        "known_ms": statistics.median(known_s for _, known_s in runs) * 1000,
        "measured_ms": statistics.median(measured_s - idle_s for measured_s, _ in runs) * 1000,
        "idle_ms": idle_s * 1000,
        "error": _percent(error_s / BUSY_S),
        "worst": _percent(max(errors, key=abs) / BUSY_S),
        "holds": abs(error_s) <= max(SMALL_S, MOST_CPU_ERROR * BUSY_S),
    }


def _used_s(sandbox: Monolith, name: str, rate: float, seconds: float) -> tuple[float, float]:
    """Return the CPU seconds that the sandbox saw, and those that the program's processes told."""
    seen = _run(sandbox, _CPU_PRELUDE.format(seconds=seconds) + CPU[name], rate)
    return _length_s(seen, Clock.CPU), sum(map(float, seen.stdout.split()))


def _percent(share: float) -> str:
    return f"{share:+.1%}"


if __name__ == "__main__":
    main()
