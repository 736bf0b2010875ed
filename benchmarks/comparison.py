"""Does ``compare`` call the same program different, and does it see a true difference?

``same``: byte-identical programs; ``renamed``: the same one with every variable renamed; then programs of 50 ms and more
that do 5 %, 10 % and 100 % more iterations. Each with the other processors idle, and each with all of them kept busy by
spinning processes. The wished outcomes: at most 1 of 100 for the first two, at least 9 of 10 for 10 % and more.

Whoever else works on the machine is part of the measurement: the load average stands in the JSON.
"""

import statistics
import time
from dataclasses import dataclass

from busy import others_busy
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

RENAMED = """
count = int(input()) * {percent} // 100
accumulated = 0
for number in range(count):
    accumulated += number * number % 7
print("done")
"""

SHORT, LONG = b"200000", b"600000"
"""About 20 ms, short enough for many comparisons, and over 50 ms, from where on 10 % are to be found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """A pair of programs, and what ``compare`` should say of it."""

    name: str
    a: Solution
    b: Solution
    expected: str | None
    stdin: bytes = SHORT


def contests() -> list[Contest]:
    base = Solution(code=SOURCE.format(percent=100))
    renamed = Solution(code=RENAMED.format(percent=100))
    slower = {percent: Solution(code=SOURCE.format(percent=percent)) for percent in (105, 110, 200)}
    return [
        Contest(name="same", a=base, b=base, expected=None),
        Contest(name="renamed", a=base, b=renamed, expected=None),
        *(
            Contest(name=f"{percent - 100} % more", a=base, b=b, expected="a", stdin=LONG)
            for percent, b in slower.items()
        ),
    ]


def main() -> None:
    arguments = parser(__doc__)
    arguments.add_argument(
        "--runs", type=int, default=150, help="comparisons of each pair of programs that are the same"
    )
    arguments.add_argument(
        "--only-busy", action="store_true", help="leave out the rounds with the other processors idle"
    )
    options = arguments.parse_args()
    runs = 8 if options.quick else options.runs
    rows = []
    for is_busy in (True,) if options.only_busy else (False, True):
        with others_busy(is_busy=is_busy):
            for contest in contests():
                # Power needs fewer runs than a rate of 1 in 100.
                count = runs if contest.expected is None else max(5, runs // 3)
                rows.append(_row(contest, count, is_busy=is_busy))
    false_alarms = sum(int(str(row["wrong"])) for row in rows if row["should say"] == "same")
    compared = sum(int(str(row["runs"])) for row in rows if row["should say"] == "same")
    summary = {"same programs called different": f"{false_alarms} of {compared}"}
    figures = Figures(benchmark="comparison", settings={"runs": runs, "source": SOURCE}, rows=rows, summary=summary)
    columns = ["programs", "others busy", "should say", "right", "wrong", "runs", "pairs", "seconds", "ratio"]
    publish(figures, options.json, columns=columns)


def _row(contest: Contest, runs: int, *, is_busy: bool) -> Row:
    start_s = time.monotonic()
    seen = [_comparison(contest, seed) for seed in range(runs)]
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


def _comparison(contest: Contest, seed: int) -> Comparison:
    # A sandbox of its own for each: the layouts that a sandbox draws are part of what chance may do.
    with Monolith() as sandbox:
        return Judge(sandbox).compare(_problem(contest.stdin), contest.a, contest.b, plan=Plan(seed=seed))


def _ratio(comparison: Comparison) -> float:
    return comparison.ratios[Quantity.CPU_S].estimate


def _problem(stdin: bytes) -> Problem:
    test = Test(name="timed", input=stdin, expected=b"done\n", purpose=Purpose.PERFORMANCE)
    checker = CheckerSpec(kind=CheckerKind.EXACT)
    return Problem(id="comparison", title="Comparison", statement="", tests=(test,), checker=checker)


if __name__ == "__main__":
    main()
