"""How far apart are the solutions of each problem family, and how long do they take?

For each family one problem of each difficulty. Every algorithm has its plain forms run on the problem's performance tests, in
turn, several times; its cost is the median over the rounds of the CPU seconds over all tests. The spread is that of the slowest
algorithm over the fastest, and the one that counts is the least over the problems. Wrong answers end the script.
"""

import statistics
import sys
import time
from dataclasses import dataclass

from record import Figures, Row, parser, publish

from afterburner.core.problem import Difficulty, Problem, Purpose, Solution, Test
from afterburner.core.status import Status
from afterburner.dataset.families.catalogue import families_named
from afterburner.dataset.families.drawing import LIMITS, Candidate, Knobs, candidates
from afterburner.dataset.families.family import Family
from afterburner.dataset.families.styles import PLAIN
from afterburner.dataset.families.variants import variants
from afterburner.dataset.families.vocabulary import Vocabulary
from afterburner.judge.generated import made_test
from afterburner.sandbox.monolith import Monolith
from afterburner.sandbox.port import Sandbox

LEAST_SPREAD = 3.0
COLUMNS = ["family", "algorithms", "forms", "spread", "slowest_ms", "fastest_ms", "slowest", "fastest", "spreads"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What the forms of one problem cost, CPU seconds over all performance tests, by algorithm and form."""

    seconds: dict[str, float]

    @property
    def slowest(self) -> str:
        """The algorithm that takes longest."""
        return max(self.seconds, key=self.seconds.__getitem__)

    @property
    def fastest(self) -> str:
        """The algorithm that takes least."""
        return min(self.seconds, key=self.seconds.__getitem__)

    @property
    def spread(self) -> float:
        """How many times as long the slowest takes."""
        return self.seconds[self.slowest] / self.seconds[self.fastest]


def main() -> int:
    arguments = parser(__doc__)
    arguments.add_argument("--only", nargs="*", default=[], help="these families")
    arguments.add_argument("--seed", type=int, default=0, help="of the problems")
    arguments.add_argument("--rounds", type=int, default=5)
    options = arguments.parse_args()
    rounds = 1 if options.quick else options.rounds
    started_s = time.time()
    rows = []
    with Monolith() as sandbox:
        for family in families_named(options.only):
            rows.append(_row(family, options.seed, rounds, sandbox))
            print(f"{family.name}: {rows[-1]['spread']:.3g}", file=sys.stderr, flush=True)
    spreads = [float(str(row["spread"])) for row in rows]
    figures = Figures(
        benchmark="families",
        settings={"seed": options.seed, "rounds": rounds, "problems per family": len(Difficulty)},
        rows=rows,
        summary={
            "families": len(rows),
            "algorithms": sum(int(str(row["algorithms"])) for row in rows),
            "least spread": min(spreads),
            "median spread": statistics.median(spreads),
            "below 3": sum(spread < LEAST_SPREAD for spread in spreads),
        },
        started_s=started_s,
    )
    publish(figures, options.json, columns=COLUMNS)
    return int(min(spreads) < LEAST_SPREAD)


def _row(family: Family, seed: int, rounds: int, sandbox: Sandbox) -> Row:
    measured = [_measured(_candidate(family, seed, level), rounds, sandbox) for level in Difficulty]
    least = min(measured, key=lambda costs: costs.spread)
    return {
        "family": family.name,
        "algorithms": len(family.algorithms),
        "forms": sum(len(algorithm.forms) for algorithm in family.algorithms),
        "spread": least.spread,
        "slowest_ms": 1000 * max(costs.seconds[costs.slowest] for costs in measured) / len(family.sizes),
        "fastest_ms": 1000 * min(costs.seconds[costs.fastest] for costs in measured) / len(family.sizes),
        "slowest": least.slowest,
        "fastest": least.fastest,
        "spreads": [round(costs.spread, 1) for costs in measured],
        "seconds": [costs.seconds for costs in measured],
    }


def _candidate(family: Family, seed: int, level: Difficulty) -> Candidate:
    knobs = Knobs(seed=seed, families=(family.name,), difficulty=level, vocabulary=Vocabulary.SMALL)
    return next(candidates(knobs))


def _measured(candidate: Candidate, rounds: int, sandbox: Sandbox) -> Costs:
    problem = candidate.problem()
    tests = [
        made_test(problem, seed, size, sandbox, name=f"{size}", purpose=purpose)
        for purpose, seed, size in candidate.tests()
        if purpose is Purpose.PERFORMANCE
    ]
    forms = _plain_forms(candidate)
    seen: dict[str, list[float]] = {name: [] for name in forms}
    for _ in range(rounds):
        for name, code in forms.items():
            seen[name].append(sum(_cpu_s(name, code, problem, test, sandbox) for test in tests))
    return Costs(seconds={name: statistics.median(values) for name, values in seen.items()})


def _plain_forms(candidate: Candidate) -> dict[str, str]:
    return {
        reference.name.removesuffix(f"--{PLAIN}"): reference.solution.code
        for algorithm in candidate.task.family.algorithms
        for reference in variants(candidate.task, algorithm, candidate.rng("forms"))
        if reference.name.endswith(f"--{PLAIN}")
    }


def _cpu_s(name: str, code: str, problem: Problem, test: Test, sandbox: Sandbox) -> float:
    run = sandbox.execute(Solution(code=code).program(problem.entry_point), test.input, limits=LIMITS, sample_hz=10)
    if run.status is not Status.OK or run.result != test.expected or run.cpu_s is None:
        sys.exit(
            f"error: {problem.id}: {name} is wrong on {test.name}: {run.status.value} {run.stderr.decode()[-300:]}"
        )
    return run.cpu_s


if __name__ == "__main__":
    sys.exit(main())
