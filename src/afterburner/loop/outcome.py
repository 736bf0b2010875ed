"""How a run ended: the winner checked and measured again, on inputs that did not choose it where there are any.

The number that made a program win is too good on average, since it was the best of several noisy ones. So the winner is
judged and compared with the given program once more, in fresh runs in turn, and that is the number that is reported. If
it fails on the fresh inputs, the run falls back on the improvement before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from afterburner.core.attempt import Attempt
from afterburner.core.execution import MemorySample
from afterburner.core.measurement import Comparison
from afterburner.core.objective import Clock, Objective
from afterburner.core.problem import Problem, Solution, Test
from afterburner.core.status import Verdict
from afterburner.judge.complexity import Complexity, Ladder, measure_complexity
from afterburner.judge.judge import Effort
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
class Outcome:
    """What a run of the loop came to."""

    problem_id: str
    objective: Objective
    clock: Clock
    improved: bool
    given: Solution
    final: Solution
    final_id: str
    """The attempt that won; ``"0"`` is the given program."""
    comparison: Comparison | None
    """The given program as a, the winner as b; None where nothing won."""
    fresh_tests: int
    """How many of the tests behind the comparison were made for it, unseen by the loop; 0: the loop's own tests."""
    rejected: tuple[str, ...] = ()
    """Winners that failed on the fresh tests, or were not better on them, by attempt id."""
    courses: tuple[Course, Course] | None = None
    """Of the given program and of the winner."""
    complexities: tuple[Complexity, Complexity] | None = None
    """The same, where it was asked for."""


def conclude(
    referee: Referee,
    sandbox: Sandbox,
    *,
    fresh: Problem | None,
    ladder: Ladder | None = None,
    budget_s: float = 60.0,
) -> Outcome:
    """Return the outcome of the run in ``referee``'s archive; ``fresh`` is its problem with held-out tests.

    With a ``ladder``, the growth of the given program and of the winner is measured on it.

    Raises:
        UsageError: there is a ladder, and the problem has no generator.
        SandboxError: the machine failed.

    """
    attempts = referee.archive.attempts()
    given = attempts[0]
    rejected: list[str] = []
    problem = fresh or referee.problem
    for winner in _line_of_descent(attempts):
        comparison = _confirmed(referee, problem, given, winner, budget_s)
        if comparison is not None:
            both = (given.solution, winner.solution)
            before, after = (_course(problem, one, sandbox) for one in both)
            outcome = _outcome(referee, given, winner, comparison, fresh, rejected, (before, after))
            if ladder is None:
                return outcome
            slow, fast = (measure_complexity(referee.problem, one, sandbox, ladder=ladder) for one in both)
            return replace(outcome, complexities=(slow, fast))
        rejected.append(winner.id)
    return _outcome(referee, given, given, None, fresh, rejected, None)


def _line_of_descent(attempts: Sequence[Attempt]) -> list[Attempt]:
    """Return the improvements, the latest first."""
    return [attempt for attempt in reversed(attempts) if attempt.improved]


def _confirmed(
    referee: Referee, problem: Problem, given: Attempt, winner: Attempt, budget_s: float
) -> Comparison | None:
    judgement = referee.judge.judge(problem, winner.solution, effort=Effort(repeats=0))
    if judgement.verdict is not Verdict.ACCEPTED:
        return None
    plan = Plan(quantity=referee.quantity, clock=referee.clock, budget_s=budget_s, seed=1)
    # Held-out tests are fresher than what the judge makes: the loop's duels were on the judge's.
    comparison = referee.judge.compare(
        problem, given.solution, winner.solution, plan=plan, fresh=problem is referee.problem
    )
    is_better = comparison.failure is None and comparison.better(referee.quantity) == "b"
    return comparison if is_better else None


def _outcome(
    referee: Referee,
    given: Attempt,
    winner: Attempt,
    comparison: Comparison | None,
    fresh: Problem | None,
    rejected: list[str],
    courses: tuple[Course, Course] | None,
) -> Outcome:
    return Outcome(
        problem_id=referee.problem.id,
        objective=referee.objective,
        clock=referee.clock,
        improved=comparison is not None,
        given=given.solution,
        final=winner.solution,
        final_id=winner.id,
        comparison=comparison,
        fresh_tests=len(fresh.tests) if fresh else 0,
        rejected=tuple(rejected),
        courses=courses,
    )


def _course(problem: Problem, solution: Solution, sandbox: Sandbox) -> Course:
    test: Test = max(problem.timed_tests(), key=lambda test: len(test.input))
    seen = sandbox.execute(problem.program(solution), test.input, limits=problem.limits)
    return Course(test=test.name, samples=tuple(seen.timeline.thinned(MOST_SAMPLES)))
