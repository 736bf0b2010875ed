"""What does one test cost in the sandbox, against starting an interpreter for it?

The same program on the same input, in turn: once by ``Monolith.execute`` (warm: the program is loaded), once by
``subprocess.run([python, "-I", "-S", file])``. Times are on the wall, as a caller sees them. A second look makes
executions one after the other, for the throughput and the tail.

It does not measure the program: what a program costs is the sandbox's own business, and ``accuracy.py`` checks that.
"""

import random
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from record import Figures, parser, publish

from afterburner.core.execution import Limits, Program
from afterburner.core.status import Status
from afterburner.metrics.intervals import geometric_interval
from afterburner.sandbox.cell_client import interpreter
from afterburner.sandbox.monolith import Monolith

SOURCE = b"a, b = map(int, input().split())\nprint(a + b)\n"
STDIN = b"19 23\n"
ANSWER = b"42\n"


def main() -> None:
    arguments = parser(__doc__)
    arguments.add_argument("--pairs", type=int, default=200, help="runs of each kind, in turn")
    arguments.add_argument("--executions", type=int, default=1000, help="runs one after the other")
    options = arguments.parse_args()
    pairs, executions = (40, 200) if options.quick else (options.pairs, options.executions)
    with tempfile.TemporaryDirectory() as folder, Monolith() as sandbox:
        file = Path(folder) / "solution.py"
        file.write_bytes(SOURCE)
        warm, cold = _in_turn(lambda: _warm(sandbox), lambda: _cold(file), pairs)
        alone = [_seconds(lambda: _warm(sandbox)) for _ in range(executions)]
        layers = sandbox.layers()
    rows = [_row("warm cell, in turn", warm), _row("subprocess, in turn", cold), _row("warm cell, alone", alone)]
    ratio = geometric_interval([slow / fast for slow, fast in zip(cold, warm, strict=True)])
    summary = {"subprocess over warm cell": ratio, "executions a second": executions / sum(alone)}
    settings = {"pairs": pairs, "executions": executions, "layers": layers, "program": SOURCE.decode()}
    figures = Figures(benchmark="overhead", settings=settings, rows=rows, summary=summary)
    publish(figures, options.json, columns=["what", "p50_ms", "p99_ms", "mean_ms", "runs"])


def _in_turn(a: Callable[[], None], b: Callable[[], None], pairs: int) -> tuple[list[float], list[float]]:
    order = random.Random(0)  # noqa: S311 - it only decides who goes first
    seen: tuple[list[float], list[float]] = ([], [])
    a()
    b()
    for _ in range(pairs):
        for who in order.sample((0, 1), 2):
            seen[who].append(_seconds((a, b)[who]))
    return seen


def _seconds(call: Callable[[], None]) -> float:
    start_s = time.perf_counter()
    call()
    return time.perf_counter() - start_s


def _warm(sandbox: Monolith) -> None:
    seen = sandbox.execute(Program(source=SOURCE), STDIN, limits=Limits())
    assert seen.status is Status.OK
    assert seen.stdout == ANSWER


def _cold(file: Path) -> None:
    command = [interpreter(), "-I", "-S", str(file)]
    assert subprocess.run(command, input=STDIN, capture_output=True, check=True).stdout == ANSWER


def _row(what: str, seconds: list[float]) -> dict[str, object]:
    cuts = statistics.quantiles(seconds, n=100, method="inclusive")
    return {
        "what": what,
        "p50_ms": cuts[49] * 1000,
        "p99_ms": cuts[98] * 1000,
        "mean_ms": statistics.fmean(seconds) * 1000,
        "runs": len(seconds),
    }


if __name__ == "__main__":
    main()
