"""One run of the loop in an evaluation, and where it stood after each iteration.

    given = given_for(condition, problem, references)
    run_loop(condition, problem, given, policy, sandbox, archive, stop)
    standings(condition, archive.attempts())             one per iteration: the best so far, or what came closest

No machine fault is scored: a run whose replies never came is no run (``is_whole``), and is made again by the next call.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from afterburner.core.attempt import Attempt
from afterburner.core.problem import Problem, Solution
from afterburner.core.status import Verdict
from afterburner.experiment.condition import Condition, Start
from afterburner.experiment.results import ReferenceCosts
from afterburner.judge.judge import Judge
from afterburner.loop import select
from afterburner.loop.archive import Archive
from afterburner.loop.optimize import Course, optimize
from afterburner.loop.referee import Referee
from afterburner.loop.stop import Budget, StopReason
from afterburner.policy.port import Policy
from afterburner.sandbox.port import Sandbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a run stood after one iteration."""

    iteration: int
    best: Attempt | None
    """The best correct program so far; None: there is none."""
    closest: Attempt | None
    """Without a best one: the program that passed most tests; None: nothing was proposed."""

    @property
    def verdict(self) -> Verdict:
        """The verdict on the run so far; where nothing was proposed, there was nothing that compiles."""
        if self.best is not None:
            return Verdict.ACCEPTED
        return Verdict.COMPILE_ERROR if self.closest is None else self.closest.judgement.verdict


def given_for(condition: Condition, problem: Problem, references: Sequence[ReferenceCosts]) -> Solution | None:
    """Return the reference solution that ``condition`` starts from: by its median cost under the objective."""
    if condition.start is Start.NOTHING:
        return None
    quantity = condition.objective.quantity()
    ranked = sorted(references, key=lambda one: (median(one.costs[quantity]), one.name))
    place = {Start.SLOW: -1, Start.MIDDLE: (len(ranked) - 1) // 2, Start.FAST: 0}[condition.start]
    name = ranked[place].name
    return next(one.solution for one in problem.references_in(condition.language) if one.name == name)


def run_loop(
    condition: Condition, problem: Problem, given: Solution | None, policy: Policy, sandbox: Sandbox, archive: Archive
) -> StopReason:
    """Run the loop of ``condition``, or go on with it, up to its last round; return why it ended.

    Raises:
        SandboxError, CheckerError, DataError: as in ``judge.Judge.judge``; what was archived is kept.

    """
    referee = Referee(problem=problem, objective=condition.objective, judge=Judge(sandbox), archive=archive)
    # Rounds without an improvement do not end it: a curve has a value at every iteration, and chance deserves its turn.
    stop = Budget(iterations=condition.rounds, patience=condition.rounds + 1, quantity=referee.quantity)
    course = Course(
        samples=condition.samples,
        strategy=condition.strategy,
        seed=condition.policy.sampling.seed,
        language=condition.language,
    )
    reason: StopReason | None = None
    for event in optimize(given, policy, referee, stop, course):
        reason = event if isinstance(event, StopReason) else None
    assert reason is not None
    return reason


def is_whole(reason: StopReason, archive: Archive) -> bool:
    """Tell whether a run that ended for ``reason`` says something of its policy: replies that it lived from did come."""
    has_proposals = any(attempt.round > 0 for attempt in archive.attempts())
    return reason is not StopReason.POLICY_FAILED and (has_proposals or not archive.losses)


def standings(condition: Condition, attempts: Sequence[Attempt]) -> Iterator[Standing]:
    """Yield where a run stood after each iteration, from 0 to the condition's last."""
    for iteration in range(condition.iterations + 1):
        so_far = [attempt for attempt in attempts if condition.iteration_of(attempt.round) <= iteration]
        best = select.best(so_far)
        closest = None if best is not None else _closest(so_far)
        yield Standing(iteration=iteration, best=best, closest=closest)


def _closest(attempts: Sequence[Attempt]) -> Attempt | None:
    """Return what came closest to a correct program; of answers without one, the last."""
    return select.to_repair(attempts) or (attempts[-1] if attempts else None)
