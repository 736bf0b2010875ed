"""Results made by hand: a condition's programs are given by their passes, None is a failed one."""

from afterburner.core.objective import Quantity
from afterburner.core.status import Verdict
from afterburner.experiment.condition import Condition, Start
from afterburner.experiment.results import ProblemFacts, Program, Provenance, ReferenceCosts, Results, Score
from afterburner.policy.catalogue import PolicyConfig

QUANTITIES = (Quantity.CPU_S, Quantity.PEAK_BYTES, Quantity.INTEGRAL_BYTE_S)


def provenance(**changes):
    facts = {
        "dataset": "made",
        "dataset_digest": "d",
        "host": {},
        "host_digest": "h",
        "measure_version": 1,
        "afterburner": "0",
    }
    return Provenance(**{**facts, **changes})


def condition(name, iterations=0):
    return Condition(name=name, policy=PolicyConfig(name="rules"), iterations=iterations, start=Start.SLOW)


def references(*costs, digests=()):
    """One reference solution for each cost, measured once, of every quantity."""
    names = [*digests, *(f"reference {n}" for n in range(len(digests), len(costs)))]
    return tuple(
        ReferenceCosts(name=f"r{n}", code_digest=digest, costs=dict.fromkeys(QUANTITIES, (cost,)))
        for n, (cost, digest) in enumerate(zip(costs, names, strict=True))
    )


def results(conditions, distributions, **changes):
    """``conditions``: by name, by iteration, by problem, by solution: the passes, or None."""
    scores, programs = [], {}
    for name, iterations in conditions.items():
        for iteration, problems in enumerate(iterations):
            for problem, solutions in problems.items():
                for solution, passes in enumerate(solutions):
                    digest = None if passes is None else f"{passes}"
                    scores.append(
                        Score(
                            condition=name,
                            problem=problem,
                            solution=solution,
                            iteration=iteration,
                            verdict=Verdict.WRONG_ANSWER if passes is None else Verdict.ACCEPTED,
                            program=digest,
                        )
                    )
                    if digest is not None:
                        costs = dict.fromkeys(QUANTITIES, tuple(passes))
                        programs[problem, digest] = Program(digest=digest, language="python", code="", costs=costs)
    first = next(iter(conditions.values()))[0]
    made = {
        "conditions": tuple(condition(name, len(iterations) - 1) for name, iterations in conditions.items()),
        "problems": tuple(ProblemFacts(id=problem, title=problem) for problem in distributions),
        "references": distributions,
        "programs": programs,
        "scores": tuple(scores),
        "provenance": provenance(),
        "solutions": len(next(iter(first.values()))),
    }
    return Results(**{**made, **changes})
