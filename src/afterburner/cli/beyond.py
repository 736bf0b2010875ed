"""The Beyond scores of one judgement, against reference solutions measured beside it."""

from afterburner.core.attempt import Judgement
from afterburner.core.objective import Objective
from afterburner.core.problem import Problem, Solution
from afterburner.core.status import Verdict
from afterburner.judge.judge import Effort, Judge
from afterburner.metrics.beyond import RESOLUTION, percentile_rank

_KEYS = {"t": Objective.TIME, "m": Objective.MEMORY, "i": Objective.INTEGRAL}


_EFFORT = Effort(repeats=2)
"""Right or wrong, and one pass over fresh inputs: the same ones for all, for costs on different inputs are not compared."""


def beyond_of(judge: Judge, problem: Problem, solution: Solution, said: Judgement) -> dict[str, float]:
    """Return Beyond-T, -M and -I of ``solution`` as shares; 0 for what is not accepted, as ``said`` has it.

    It is compared with the reference solutions in its own language: between languages a rank says nothing of the program.
    """
    own_measurement = judge.judge(problem, solution, effort=_EFFORT).measurement if said.measurement else None
    if said.verdict is not Verdict.ACCEPTED or own_measurement is None:
        return dict.fromkeys(_KEYS, 0.0)
    measured = [
        judge.judge(problem, r.solution, effort=_EFFORT).measurement for r in problem.references_in(solution.language)
    ]
    scores = {}
    for key, objective in _KEYS.items():
        quantity = objective.quantity()
        others = [m.quantities[quantity].estimate for m in measured if m is not None and quantity in m.quantities]
        own = own_measurement.quantities.get(quantity)
        scores[key] = (
            percentile_rank(own.estimate, others, tie_within=RESOLUTION) if own is not None and others else 0.0
        )
    return scores
