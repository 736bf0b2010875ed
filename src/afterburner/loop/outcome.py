"""How a run ended: the winner checked and measured again, on inputs that did not choose it where there are any.

The number that made a program win is too good on average, since it was the best of several noisy ones. So the winner is
judged and compared with the given program once more, in fresh runs in turn, and that is the number that is reported. If it
fails on held-out inputs, some of them larger than any that the rounds have seen, the run falls back on the improvement before
it, and the input that tells the two apart is reported, made small.
"""

import secrets
from dataclasses import dataclass, replace

from afterburner.core.attempt import Attempt
from afterburner.core.execution import MemorySample
from afterburner.core.measurement import Comparison
from afterburner.core.objective import Clock, Objective
from afterburner.core.problem import Problem, Solution, Test
from afterburner.core.status import Verdict
from afterburner.judge.complexity import Complexity, Ladder, measure_complexity
from afterburner.judge.generated import can_be_made
from afterburner.judge.held_out import Disagreement, checked, held_out, smallest
from afterburner.judge.judge import Effort
from afterburner.loop import select
from afterburner.loop.referee import Referee
from afterburner.measure.compare import Plan
from afterburner.sandbox.port import Sandbox

MOST_SAMPLES = 400
"""Points of a memory course that are kept: as many as a plot can show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Memory over time of one run on the largest timed test."""

    test: str
    samples: tuple[MemorySample, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refuted:
    """A winner that a held-out input showed to be wrong."""

    attempt: str
    """Its id."""
    disagreement: Disagreement


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run of the loop came to."""

    problem_id: str
    objective: Objective
    clock: Clock
    improved: bool
    """Whether the final program is really better than the baseline."""
    given: Solution
    """The baseline: the given program, or where that was not correct, or there was none, the first correct one."""
    final: Solution
    final_id: str
    """The attempt that won; that of the baseline where nothing did."""
    comparison: Comparison | None
    """The baseline as a, the winner as b; None where nothing won."""
    fresh_tests: int
    """How many of the tests behind the comparison were made for it, unseen by the loop; 0: the loop's own tests."""
    repaired: bool = False
    """Whether a program was given that was not correct, and the final one is."""
    rejected: tuple[str, ...] = ()
    """Winners that failed on the fresh tests, or were not better on them, by attempt id."""
    refuted: tuple[Refuted, ...] = ()
    """Those of the rejected that a held-out input showed to be wrong."""
    courses: tuple[Course, Course] | None = None
    """Of the baseline and of the winner."""
    complexities: tuple[Complexity, Complexity] | None = None
    """The same, where it was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Final:
    """How the final check is made."""

    budget_s: float = 60.0
    """Wall seconds for the last comparison."""
    ladder: Ladder | None = None
    """With one, the growth of the baseline and of the winner is measured on it."""
    seed: int | None = None
    """Of the held-out inputs; None: drawn now, nobody can have known it."""
    scale: float = 1.0
    """How large the held-out inputs are beside the problem's own."""
    any_value: bool = False
    """Whether a function takes every value of its types, so that a disagreement's arguments may be made smaller freely."""


def conclude(
    referee: Referee, sandbox: Sandbox, final: Final = Final(), *, fresh: Problem | None = None
) -> Outcome | None:
    """Return the outcome of the run in ``referee``'s archive; None: no correct program was found.

    ``fresh`` is the problem with held-out tests; None: they are made, where the problem has a generator.

    Raises:
        UsageError: there is a ladder, and the problem has no generator.
        DataError: the problem's generator or oracle fails.
        SandboxError: the machine failed.

    """
    chain = select.descent(referee.archive.attempts())
    if not chain:
        return None
    baseline, improvements = chain[0], chain[1:]
    rejected: list[str] = []
    refuted: list[Refuted] = []
    if fresh is None and improvements and can_be_made(referee.problem):
        seed = secrets.randbits(31) if final.seed is None else final.seed
        fresh = held_out(referee.problem, sandbox, seed=seed, scale=final.scale)
    for winner in reversed(improvements):
        found = _confirmed(referee, sandbox, fresh, (baseline, winner), final)
        if isinstance(found, Comparison):
            outcome = _outcome(referee, baseline, winner, found, fresh)
            both = (baseline.solution, winner.solution)
            before, after = (_course(fresh or referee.problem, one, sandbox) for one in both)
            outcome = replace(outcome, courses=(before, after), rejected=tuple(rejected), refuted=tuple(refuted))
            if final.ladder is None:
                return outcome
            slow, fast = (measure_complexity(referee.problem, one, sandbox, ladder=final.ladder) for one in both)
            return replace(outcome, complexities=(slow, fast))
        rejected.append(winner.id)
        if found is not None:
            refuted.append(Refuted(attempt=winner.id, disagreement=found))
    outcome = _outcome(referee, baseline, baseline, None, fresh)
    return replace(outcome, rejected=tuple(rejected), refuted=tuple(refuted))


def _confirmed(
    referee: Referee, sandbox: Sandbox, fresh: Problem | None, both: tuple[Attempt, Attempt], final: Final
) -> Comparison | Disagreement | None:
    """Return the last comparison if it shows the winner ahead, what refutes the winner, or None: it is no better."""
    old, new = (one.solution for one in both)
    problem = fresh or referee.problem
    if fresh is not None:
        checking = checked(fresh, old, new, referee.judge, sandbox)
        if checking.disagreement is not None:
            return smallest(checking.problem, old, new, checking.disagreement, sandbox, values=final.any_value)
        problem = checking.problem
    elif referee.judge.judge(problem, new, effort=Effort(repeats=0)).verdict is not Verdict.ACCEPTED:
        return None
    plan = Plan(quantity=referee.quantity, clock=referee.clock, budget_s=final.budget_s, seed=1)
    # Held-out tests are fresher than what the judge makes: the loop's duels were on the judge's.
    comparison = referee.judge.compare(problem, old, new, plan=plan, fresh=fresh is None)
    is_better = comparison.failure is None and comparison.better(referee.quantity) == "b"
    return comparison if is_better else None


def _outcome(
    referee: Referee, baseline: Attempt, winner: Attempt, comparison: Comparison | None, fresh: Problem | None
) -> Outcome:
    given = referee.archive.attempts()[0]
    return Outcome(
        problem_id=referee.problem.id,
        objective=referee.objective,
        clock=referee.clock,
        improved=comparison is not None,
        given=baseline.solution,
        final=winner.solution,
        final_id=winner.id,
        comparison=comparison,
        fresh_tests=len(fresh.tests) if fresh else 0,
        repaired=given.round == 0 and given.judgement.verdict is not Verdict.ACCEPTED,
    )


def _course(problem: Problem, solution: Solution, sandbox: Sandbox) -> Course:
    test: Test = max(problem.timed_tests(), key=lambda test: len(test.input))
    seen = sandbox.execute(problem.program(solution), test.input, limits=problem.limits)
    return Course(test=test.name, samples=tuple(seen.timeline.thinned(MOST_SAMPLES)))
