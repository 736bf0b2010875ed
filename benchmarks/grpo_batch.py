"""Where do the cores' hours go when a GRPO batch is judged: into programs, or into what surrounds them?

A batch is 1,024 completions of 8 problems, 20 tests each, in Python: per problem the same number, five of eight correct (each one
of the problem's own solutions), three wrong (mutations of these; a judgement ends at the first failure). Tests are generated in
such a size that the fastest solution takes the given time on each. Programs, and the batch, are new to the pool.

Processor time is the kernel's: of each program as the sandbox measures it, of the wardens, of this process, and of all that the
cells have started, when they have ended. What is neither the programs' nor the wardens' there is the forks that start programs
(zygotes and templates). What is left of cores x wall time nobody used.
"""

import itertools
import os
import resource
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from record import Figures, Row, parser, publish
from rewards import PROBLEMS, mutants, sized
from soaking.processes import all_processes, tree

from afterburner.core.errors import SandboxError
from afterburner.core.execution import Execution, Limits, Program
from afterburner.core.problem import Problem, Purpose, Solution
from afterburner.dataset import builtin
from afterburner.judge.generated import made_test
from afterburner.judge.judge import Effort, Judge
from afterburner.sandbox.pool import Pool
from afterburner.sandbox.port import Sandbox

COMPLETIONS, PROMPTS, TESTS = 1024, 8, 20
CORRECT_OF_8 = 5
NEAR = 4.0
"""Correct programs take up to so many times the fastest."""
SHARE_CLAIM, TIME_CLAIM = 0.90, 1.15
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Counting:
    """A sandbox that adds up what programs use."""

    inner: Sandbox
    cpu_s: float = 0.0
    runs: int = 0

    def execute(
        self, program: Program, stdin: bytes, *, limits: Limits, sample_hz: float = 1000.0, layout: int = 0
    ) -> Execution:
        """Run ``program``, and note its CPU time."""
        seen = self.inner.execute(program, stdin, limits=limits, sample_hz=sample_hz, layout=layout)
        if seen.cpu_s is None:
            raise SandboxError("a run has no CPU time")
        self.cpu_s += seen.cpu_s
        self.runs += 1
        return seen

    def layers(self) -> tuple[str, ...]:
        """Return the layers of the sandbox."""
        return self.inner.layers()

    def close(self) -> None:
        """Leave the sandbox to its owner."""


def main() -> None:
    arguments = parser(__doc__)
    arguments.add_argument("--workers", type=int, nargs="+", default=[len(os.sched_getaffinity(0))])
    arguments.add_argument("--completions", type=int, default=COMPLETIONS)
    arguments.add_argument(
        "--ms", type=float, nargs="+", default=[25.0, 10.0], help="CPU time of the fastest on a test"
    )
    options = arguments.parse_args()
    count = 64 if options.quick else options.completions
    rows: list[Row] = []
    for target_ms in options.ms:
        with Pool(workers=1) as pool:
            batch = list(_batch(count, target_ms / 1000, pool))
        rows += [{"fastest_ms": target_ms, **_measured(batch, workers)} for workers in options.workers]
    settings = {"completions": count, "problems": PROMPTS, "tests": TESTS, "claims": [SHARE_CLAIM, TIME_CLAIM]}
    columns = [
        "fastest_ms",
        "workers",
        "wall_s",
        "run_ms",
        "runs",
        "programs",
        "forks",
        "wardens",
        "judge",
        "idle",
        "over",
    ]
    publish(Figures(benchmark="grpo_batch", settings=settings, rows=rows), options.json, columns=columns)


def _batch(count: int, target_s: float, sandbox: Sandbox) -> Iterator[tuple[Problem, str]]:
    """Yield problems and completions, a prompt's one after the other."""
    numbers = itertools.count()
    for name in PROBLEMS[:PROMPTS]:
        problem, right = _problem(name, target_s, sandbox)
        wrong = tuple(mutants(problem, right, sandbox)) or right
        for place in range(count // PROMPTS):
            codes = right if place % 8 < CORRECT_OF_8 else wrong
            yield problem, f"# {next(numbers)}\n{codes[place % len(codes)]}"


def _problem(name: str, target_s: float, sandbox: Sandbox) -> tuple[Problem, Sequence[str]]:
    problem, costs = sized(builtin.load(name, sandbox), target_s, sandbox)
    fastest = min(costs.values())
    size = problem.performance_sizes[0]
    tests = tuple(
        made_test(problem, place, size, sandbox, name=f"made-{place}", purpose=Purpose.CORRECTNESS)
        for place in range(TESTS)
    )
    right = tuple(code for code, cost in costs.items() if cost <= NEAR * fastest)
    return replace(problem, tests=tests), right


def _measured(batch: Sequence[tuple[Problem, str]], workers: int) -> Row:
    """Judge the batch; return where the time went, as shares of workers x wall time."""
    before_s, own_s = _children_s(), time.process_time()
    kept = threading.local()
    counters: list[Counting] = []
    with Pool(workers=workers) as pool, ThreadPoolExecutor(workers) as threads:
        for _ in range(workers):
            pool.layers()  # cells are there before the clock starts
        warm_s = _wardens_s()
        begun_s = time.monotonic()
        list(threads.map(partial(_judge, pool, kept, counters), batch))
        wall_s = time.monotonic() - begun_s
        wardens_s = _wardens_s() - warm_s
        own_s = time.process_time() - own_s
    cells_s = _children_s() - before_s
    programs_s = sum(one.cpu_s for one in counters)
    available_s, runs = workers * wall_s, sum(one.runs for one in counters)
    forks_s = max(0.0, cells_s - programs_s - wardens_s)
    used = {"programs": programs_s, "forks": forks_s, "wardens": wardens_s, "judge": own_s}
    shares = {name: seconds / available_s for name, seconds in used.items()}
    return {
        "workers": workers,
        "wall_s": wall_s,
        "run_ms": 1000 * programs_s / runs,
        "runs": runs,
        **shares,
        "idle": 1 - sum(shares.values()),
        "programs and forks": shares["programs"] + shares["forks"],
        "over": available_s / programs_s,
    }


def _judge(pool: Pool, kept: threading.local, counters: list[Counting], one: tuple[Problem, str]) -> None:
    problem, code = one
    solution = Solution(code=code)
    with pool.worker(problem.program(solution)) as sandbox:
        if not hasattr(kept, "counting"):
            kept.counting = Counting(sandbox)
            counters.append(kept.counting)
        kept.counting.inner = sandbox
        Judge(kept.counting).judge(problem, solution, effort=Effort(repeats=0))


def _children_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _wardens_s() -> float:
    """Return the CPU time of the wardens so far: the processes of cells that are no zygotes, templates or programs."""
    among = all_processes()
    wardens = [one for one in tree({os.getpid()}, among) if "cell.entrance" in one.command]
    return sum(_own_s(one.pid) for one in wardens)


def _own_s(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICK


if __name__ == "__main__":
    main()
