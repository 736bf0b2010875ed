"""Do rounds ever get worse? Over all built-in problems, each best program against the one before it, on held-out inputs.

The loop runs with the rules from the slowest reference solution; then every link of the chain of won duels is measured again, on
inputs that no round has seen. ``worse`` counts links where the later program is really worse, ``not seen again`` those where the
difference can't be told any more, ``wrong`` programs that a held-out input refutes.
"""

import sys
import time
from itertools import pairwise

from record import Figures, Row, parser, publish

from afterburner.core.objective import Objective, Quantity
from afterburner.core.problem import Problem, Solution
from afterburner.dataset import builtin
from afterburner.judge.held_out import checked, held_out
from afterburner.judge.judge import Effort, Judge
from afterburner.loop import select
from afterburner.loop.archive import Archive
from afterburner.loop.optimize import Course, optimize
from afterburner.loop.referee import Referee
from afterburner.loop.stop import Budget
from afterburner.measure.compare import Plan
from afterburner.policy.rules.engine import RulesPolicy
from afterburner.sandbox.monolith import Monolith
from afterburner.sandbox.port import Sandbox


def main() -> None:
    arguments = parser(__doc__)
    arguments.add_argument("--minutes", type=float, default=30.0, help="begin no further problem after that")
    options = arguments.parse_args()
    end_s = time.monotonic() + 60 * options.minutes
    ids = builtin.problem_ids()[:: 8 if options.quick else 1]
    rows: list[Row] = []
    with Monolith() as sandbox:
        for problem_id in ids:
            if time.monotonic() > end_s:
                break
            rows.append(_row(builtin.load(problem_id, sandbox), sandbox))
            print(rows[-1], file=sys.stderr, flush=True)
    names = ("links", "worse", "not seen again", "wrong")
    summary = {"problems": len(rows), **{name: sum(int(str(row[name])) for row in rows) for name in names}}
    figures = Figures(benchmark="monotone", settings={"minutes": options.minutes}, rows=rows, summary=summary)
    publish(figures, options.json, columns=["problem", *names, "gain"])


def _row(problem: Problem, sandbox: Sandbox) -> Row:
    judge = Judge(sandbox)
    referee = Referee(problem=problem, objective=Objective.TIME, judge=judge, archive=Archive(), duel_budget_s=10.0)
    stop = Budget(iterations=3, seconds=8.0)
    list(optimize(_slowest(problem, judge), RulesPolicy(), referee, stop, Course(samples=6)))
    chain = select.descent(referee.archive.attempts())
    said = {"a": 0, "b": 0, None: 0}
    wrong, gain = 0, 1.0
    fresh = held_out(problem, sandbox, seed=11) if len(chain) > 1 else problem
    for before, after in pairwise(chain):
        if checked(fresh, before.solution, after.solution, judge, sandbox).disagreement is not None:
            wrong += 1
            continue
        result = judge.compare(fresh, before.solution, after.solution, plan=Plan(budget_s=20.0), fresh=False)
        said[result.better(Quantity.CPU_S)] += 1
        if Quantity.CPU_S in result.ratios:
            gain *= result.ratios[Quantity.CPU_S].estimate
    links = len(chain) - 1
    return {
        "problem": problem.id,
        "links": links,
        "worse": said["a"],
        "not seen again": said[None],
        "wrong": wrong,
        "gain": gain,
    }


def _slowest(problem: Problem, judge: Judge) -> Solution:
    times: dict[str, float] = {}
    for reference in problem.references_in("python"):
        measured = judge.judge(problem, reference.solution, effort=Effort(repeats=1)).measurement
        if measured is not None:
            times[reference.name] = measured.quantities[Quantity.CPU_S].estimate
    name = max(times, key=lambda name: times[name])
    return next(reference.solution for reference in problem.references if reference.name == name)


if __name__ == "__main__":
    main()
