"""Does ``compare`` call the same program different, and does it see a true difference?

``same``: byte-identical programs; ``comment``: one has a comment more (so that it is compiled and loaded on its own);
then programs that do 5 %, 10 % and 100 % more iterations. Each with the other processors idle, and each with all of them
kept busy by spinning processes. The wished outcomes: at most 1 of 100 for the first two, nearly all for the others.

Whoever else works on the machine is part of the measurement: the load average stands in the JSON.
"""

import multiprocessing
import os
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from record import Figures, Row, parser, publish

from afterburner.core.measurement import Comparison
from afterburner.core.objective import Quantity
from afterburner.core.problem import CheckerKind, CheckerSpec, Problem, Purpose, Solution, Test
from afterburner.judge.judge import Judge
from afterburner.measure.compare import Plan
from afterburner.sandbox.monolith import Monolith

SOURCE = """
n = int(input()) * {percent} // 100
total = 0
for i in range(n):
    total += i * i % 7
print("done")
"""

ITERATIONS = b"200000"
"""About 20 ms: long against starting a run, short enough for many comparisons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """A pair of programs, and what ``compare`` should say of it."""

    name: str
    a: Solution
    b: Solution
    expected: str | None


def contests() -> list[Contest]:
    base = Solution(code=SOURCE.format(percent=100))
    comment = Solution(code=base.code + "# nothing\n")
    slower = {percent: Solution(code=SOURCE.format(percent=percent)) for percent in (105, 110, 200)}
    return [
        Contest(name="same", a=base, b=base, expected=None),
        Contest(name="comment", a=base, b=comment, expected=None),
        *(Contest(name=f"{percent - 100} % more", a=base, b=b, expected="a") for percent, b in slower.items()),
    ]


def main() -> None:
    arguments = parser(__doc__)
    arguments.add_argument("--runs", type=int, default=100, help="comparisons of programs that are the same")
    options = arguments.parse_args()
    runs = 8 if options.quick else options.runs
    rows = []
    for is_busy in (False, True):
        with Monolith() as sandbox, _others_busy(is_busy=is_busy):
            for contest in contests():
                # Power needs fewer runs than a rate of 1 in 100.
                count = runs if contest.expected is None else max(5, runs // 3)
                rows.append(_row(contest, Judge(sandbox), count, is_busy=is_busy))
    false_alarms = sum(int(str(row["wrong"])) for row in rows if row["should say"] == "same")
    compared = sum(int(str(row["runs"])) for row in rows if row["should say"] == "same")
    summary = {"same programs called different": f"{false_alarms} of {compared}"}
    figures = Figures(benchmark="same_program", settings={"runs": runs, "source": SOURCE}, rows=rows, summary=summary)
    columns = ["programs", "others busy", "should say", "right", "wrong", "runs", "pairs", "seconds", "ratio"]
    publish(figures, options.json, columns=columns)


def _row(contest: Contest, judge: Judge, runs: int, *, is_busy: bool) -> Row:
    start_s = time.monotonic()
    seen = [judge.compare(_problem(), contest.a, contest.b, plan=Plan(seed=seed)) for seed in range(runs)]
    said = [comparison.better(Quantity.CPU_S) for comparison in seen]
    right = said.count(contest.expected)
    return {
        "programs": contest.name,
        "others busy": is_busy,
        "should say": contest.expected or "same",
        "right": right,
        # Undecided where there is a difference is a lack of power, the other program is a lie.
        "wrong": sum(word not in (None, contest.expected) for word in said),
        "runs": runs,
        "pairs": statistics.median(comparison.pairs for comparison in seen),
        "seconds": (time.monotonic() - start_s) / runs,
        "ratio": statistics.median(map(_ratio, seen)),
        "ratios": [_ratio(comparison) for comparison in seen],
    }


def _ratio(comparison: Comparison) -> float:
    return comparison.ratios[Quantity.CPU_S].estimate


def _problem() -> Problem:
    test = Test(name="timed", input=ITERATIONS, expected=b"done\n", purpose=Purpose.PERFORMANCE)
    checker = CheckerSpec(kind=CheckerKind.EXACT)
    return Problem(id="same-program", title="Same program", statement="", tests=(test,), checker=checker)


@contextmanager
def _others_busy(*, is_busy: bool) -> Iterator[None]:
    """Keep all processors but the sandbox's busy, if wished."""
    cpus = sorted(os.sched_getaffinity(0))[:-1] if is_busy else []
    spinning = [multiprocessing.Process(target=_spin, args=(cpu,), daemon=True) for cpu in cpus]
    for process in spinning:
        process.start()
    try:
        yield
    finally:
        for process in spinning:
            process.kill()
            process.join()


def _spin(cpu: int) -> None:
    os.sched_setaffinity(0, {cpu})
    while True:
        pass


if __name__ == "__main__":
    main()
