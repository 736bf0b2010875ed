"""Measured twice, is a program worth the same? Two full measurements of the built-in references, and of programs beside them.

Each calibrates all references into a journal of its own, and then measures two programs a problem that are no references: one
with its variables renamed, which costs what the reference costs, and what the rules make of the slowest reference. What is
compared is each problem's Beyond-T, -M and -I, in points of 100: Spearman's correlation over problems, and the mean absolute
change. ``once`` is the plain way in the same executions: each program's first run, on the wall, nothing corrected.

A reference within ``--tolerance`` of a program ties with it. The figures without that are shown beside it: a renamed program is
then faster or slower than its twin by chance, and one such pair is 100 / (number of references) points.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from busy import others_busy
from record import Figures, Row, parser, publish
from variants import renamed, rewritten

from afterburner.core.journal import Journal
from afterburner.core.objective import Quantity
from afterburner.core.problem import Problem, Solution
from afterburner.core.status import Verdict
from afterburner.dataset import builtin
from afterburner.dataset.calibration import Calibration, calibrate
from afterburner.dataset.distribution import Distribution, distribution_of
from afterburner.experiment.measuring import MEASUREMENTS, measure
from afterburner.experiment.results import Program
from afterburner.judge.judge import Effort, Judge
from afterburner.metrics.beyond import RESOLUTION, percentile_rank
from afterburner.sandbox import host
from afterburner.sandbox.monolith import Monolith
from afterburner.sandbox.port import Sandbox

REWRITING_S = 6.0
"""Seconds that the rules have for one program."""
NAMES = {"T": Quantity.CPU_S, "M": Quantity.PEAK_BYTES, "I": Quantity.INTEGRAL_BYTE_S}


@dataclass(frozen=True, slots=True)
class Case:
    """A problem and the programs that are ranked in it."""

    problem: Problem
    candidates: Sequence[Solution]


@dataclass(slots=True)
class Round:
    """One full measurement: by problem, the distribution and the programs in it."""

    distributions: dict[str, Distribution] = field(default_factory=dict)
    programs: dict[str, list[Program]] = field(default_factory=dict)
    calibrating_s: float = 0.0
    measuring_s: float = 0.0


Share = Callable[[Distribution, Program], float]
"""Which share of the references a program beats, 0 to 1."""


def main() -> None:
    arguments = parser(__doc__)
    arguments.add_argument(
        "--minutes", type=float, default=90.0, help="calibrate no further problem after a quarter of it"
    )
    arguments.add_argument("--repeats", type=int, default=5, help="passes of each reference")
    arguments.add_argument("--measurements", type=int, default=MEASUREMENTS, help="passes of each program")
    arguments.add_argument("--tolerance", type=float, default=RESOLUTION, help="a reference this near ties, as a share")
    arguments.add_argument("--seed", type=int, default=0, help="of the choice of references to rename")
    arguments.add_argument("--only", action="append", metavar="PROBLEM", help="this problem; may be repeated")
    options = arguments.parse_args()
    ids = options.only or builtin.problem_ids()[:: 11 if options.quick else 1]
    with others_busy():
        with Monolith() as sandbox:
            cases = [_case(builtin.load(problem_id, sandbox), sandbox, options.seed) for problem_id in ids]
        end_s = time.monotonic() + 15 * options.minutes
        first = _measured(cases, options.repeats, options.measurements, end_s=end_s)
        again = _measured(
            [case for case in cases if case.problem.id in first.programs], options.repeats, options.measurements
        )
    settings = {name: getattr(options, name) for name in ("minutes", "repeats", "measurements", "tolerance", "seed")}
    shares = _shares(options.tolerance)
    rows = [_row(problem_id, first, again, shares) for problem_id in first.programs]
    figures = Figures(benchmark="retest", settings=settings, rows=rows, summary=_summary(rows, first, again, shares))
    columns = ["problem", "references", "programs", *(f"{name}{times}" for name in shares for times in ("", " again"))]
    publish(figures, options.json, columns=columns)


def _case(problem: Problem, sandbox: Sandbox, seed: int) -> Case:
    judge = Judge(sandbox)
    draw = random.Random(f"{seed} {problem.id}")  # noqa: S311 - it only decides which references are renamed
    references = list(problem.references_in("python"))
    found = {reference.solution.digest for reference in references}
    candidates: list[Solution] = []

    def take(solution: Solution) -> None:
        verdict = judge.judge(problem, solution, effort=Effort(repeats=0)).verdict
        if verdict is Verdict.ACCEPTED and solution.digest not in found:
            found.add(solution.digest)
            candidates.append(solution)

    take(rewritten(problem, _slowest(problem, judge), judge, seconds=REWRITING_S))
    for reference in draw.sample(references, len(references)):
        if len(candidates) < 2:  # noqa: PLR2004 - the rewritten one and a renamed one
            take(Solution(code=renamed(reference.solution.code)))
    _say(f"{problem.id}: {len(candidates)} programs", time.monotonic())
    return Case(problem, candidates)


def _slowest(problem: Problem, judge: Judge) -> Solution:
    costs = {}
    for reference in problem.references_in("python"):
        measured = judge.judge(problem, reference.solution, effort=Effort(repeats=1)).measurement
        if measured is not None:
            costs[reference.solution] = measured.quantities[Quantity.CPU_S].estimate
    return max(costs, key=lambda solution: costs[solution])


def _measured(cases: Iterable[Case], repeats: int, measurements: int, *, end_s: float | None = None) -> Round:
    made, start_s = Round(), time.monotonic()
    with tempfile.TemporaryDirectory() as folder, Journal(Path(folder) / "j.jsonl") as journal, Monolith() as sandbox:
        known = Calibration(journal, host=host.facts())
        begun: list[Case] = []
        for case in cases:
            if end_s is not None and time.monotonic() > end_s:
                break
            wanted = lambda reference: reference.solution.language == "python"  # noqa: E731
            for _done in calibrate([case.problem], sandbox, known, repeats=repeats, wanted=wanted):
                pass
            begun.append(case)
            _say(f"{case.problem.id}: calibrated", start_s)
        made.calibrating_s = time.monotonic() - start_s
        for case in begun:
            distribution = distribution_of(case.problem, known)
            made.distributions[case.problem.id] = distribution
            made.programs[case.problem.id] = [
                measure(case.problem, candidate, distribution, sandbox, measurements=measurements)
                for candidate in case.candidates
            ]
            _say(f"{case.problem.id}: measured", start_s)
    made.measuring_s = time.monotonic() - start_s - made.calibrating_s
    return made


def _say(text: str, start_s: float) -> None:
    print(f"{time.monotonic() - start_s:6.0f} s  {text}", file=sys.stderr, flush=True)


def _shares(tolerance: float) -> dict[str, Share]:
    shares: dict[str, Share] = {}
    for name, quantity in NAMES.items():
        shares[name] = _beyond(quantity, tolerance)
    for name, quantity in NAMES.items():
        shares[f"{name} exact"] = _beyond(quantity, 0.0)
    return {**shares, "once": _once}


def _beyond(quantity: Quantity, tolerance: float) -> Share:
    def share(distribution: Distribution, program: Program) -> float:
        cost = statistics.median(program.costs[quantity])
        return percentile_rank(cost, distribution.medians(quantity), tie_within=tolerance)

    return share


def _once(distribution: Distribution, program: Program) -> float:
    once_s = program.costs[Quantity.WALL_S][0] * program.drift[Quantity.WALL_S]
    return percentile_rank(once_s, [member.passes[0].wall_s for member in distribution.members])


def _row(problem_id: str, first: Round, again: Round, shares: Mapping[str, Share]) -> Row:
    row: dict[str, object] = {"problem": problem_id, "references": len(first.distributions[problem_id].members)}
    row["programs"] = len(first.programs[problem_id])
    for name, share in shares.items():
        for label, round_ in ((name, first), (f"{name} again", again)):
            distribution = round_.distributions[problem_id]
            row[label] = 100 * statistics.mean(share(distribution, one) for one in round_.programs[problem_id])
    return row


def _summary(rows: Sequence[Row], first: Round, again: Round, shares: Mapping[str, Share]) -> dict[str, object]:
    summary: dict[str, object] = {"problems": len(rows)}
    for name in shares:
        pairs = [(float(str(row[name])), float(str(row[f"{name} again"]))) for row in rows]
        change = statistics.mean(abs(b - a) for a, b in pairs)
        summary[name] = {"spearman": _spearman(pairs), "mean absolute change": change}
    for name in ("calibrating_s", "measuring_s"):
        summary[name] = statistics.mean(getattr(one, name) for one in (first, again))
    return summary


def _spearman(pairs: Sequence[tuple[float, float]]) -> float | None:
    ranks = [_ranks([pair[side] for pair in pairs]) for side in (0, 1)]
    try:
        return statistics.correlation(*ranks)
    except statistics.StatisticsError:
        return None  # fewer than two problems, or all of them alike


def _ranks(values: Sequence[float]) -> list[float]:
    return [sum(one < value for one in values) + (1 + sum(one == value for one in values)) / 2 for value in values]


if __name__ == "__main__":
    main()
