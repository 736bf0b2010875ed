"""The Beyond scores of one judgement, against reference solutions measured beside it."""

from afterburner.core.attempt import Judgement
from afterburner.core.objective import Objective
from afterburner.core.problem import Problem
from afterburner.core.status import Verdict
from afterburner.judge.judge import Effort, Judge
from afterburner.metrics.beyond import percentile_rank

_KEYS = {"t": Objective.TIME, "m": Objective.MEMORY, "i": Objective.INTEGRAL}


def beyond_of(judge: Judge, problem: Problem, said: Judgement) -> dict[str, float]:
    """Return Beyond-T, -M and -I of ``said`` as shares; 0 for what is not accepted."""
    if said.verdict is not Verdict.ACCEPTED or said.measurement is None:
        return dict.fromkeys(_KEYS, 0.0)
    measured = [judge.judge(problem, r.solution, effort=Effort(repeats=1)).measurement for r in problem.references]
    scores = {}
    for key, objective in _KEYS.items():
        quantity = objective.quantity()
        others = [m.quantities[quantity].estimate for m in measured if m is not None and quantity in m.quantities]
        own = said.measurement.quantities.get(quantity)
        scores[key] = percentile_rank(own.estimate, others) if own is not None and others else 0.0
    return scores
