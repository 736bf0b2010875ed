"""The referee: turns proposals into attempts, and decides duels between a challenger and the best one."""

from dataclasses import dataclass, replace

from afterburner.core.attempt import Attempt, Failure, Judgement
from afterburner.core.execution import Limits
from afterburner.core.measurement import Measurement
from afterburner.core.objective import Clock, Objective, Quantity
from afterburner.core.problem import Problem, Solution, Visibility
from afterburner.core.status import Verdict
from afterburner.judge.judge import Effort, Judge
from afterburner.loop import select
from afterburner.loop.archive import Archive
from afterburner.measure.compare import Plan
from afterburner.policy.port import Proposal

DUEL_LOOKS = (3, 5, 8, 12, 17, 23, 31)
"""As in ``measure.compare``, with a first look after three pairs: most improvements worth having show at once."""

_SLACK = 3.0
"""A proposal that takes this many times the CPU time of the best one need not finish: it is no improvement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Referee:
    """Judges for one problem under one objective, and writes everything into one archive."""

    problem: Problem
    objective: Objective
    judge: Judge
    archive: Archive
    clock: Clock = Clock.CPU
    duel_budget_s: float = 20.0

    @property
    def quantity(self) -> Quantity:
        """The quantity that decides."""
        return self.objective.quantity(self.clock)

    def assess_given(self, solution: Solution) -> Attempt:
        """Judge and archive the program that was given."""
        judgement = self.judge.judge(self.problem, solution, effort=Effort(repeats=1, clock=self.clock))
        return self.archive.append(self._attempt(solution, judgement, round=0))

    def assess(self, proposal: Proposal, *, parent: Attempt | None, origin: str) -> Attempt:
        """Judge and archive one proposal; a program that was judged before is not run again."""
        twin = self._twin(proposal)
        judgement = self._judgement(proposal) if twin is None else twin.judgement
        attempt = self._attempt(proposal.solution, judgement, round=self.archive.rounds + 1)
        return self.archive.append(
            replace(
                attempt,
                parent=None if parent is None else parent.id,
                origin=proposal.origin or origin,
                note=proposal.note,
                twin=None if twin is None else twin.id,
                usage=proposal.usage,
                extra=proposal.extra,
            )
        )

    def duel(self, challenger: Attempt) -> Attempt:
        """Compare a challenger with the best one, archive the outcome, and return the challenger with it.

        Where another process has found a better one meanwhile, it has to win against that one too.
        """
        plan = Plan(
            quantity=self.quantity, clock=self.clock, looks=DUEL_LOOKS, budget_s=self.duel_budget_s, is_challenge=True
        )
        settled: Attempt | None = None
        while settled is None:
            self.archive.refresh()
            rival = select.best(self.archive.attempts())
            assert rival is not None
            comparison = self.judge.compare(self.problem, rival.solution, challenger.solution, plan=plan)
            improved = comparison.failure is None and comparison.better(self.quantity) == "b"
            settled = self.archive.settle(challenger.id, comparison, rival=rival.id, improved=improved)
        return settled

    def _attempt(self, solution: Solution, judgement: Judgement, *, round: int) -> Attempt:  # noqa: A002
        return Attempt(
            id="",  # the archive gives it
            problem_id=self.problem.id,
            objective=self.objective,
            solution=solution,
            judgement=judgement,
            round=round,
        )

    def _twin(self, proposal: Proposal) -> Attempt | None:
        if proposal.fault is not None:
            return None
        before = self.archive.attempts()
        return next((one for one in before if one.twin is None and one.solution == proposal.solution), None)

    def _judgement(self, proposal: Proposal) -> Judgement:
        if proposal.fault is not None:
            return _nothing_to_judge(proposal.fault, total=len(self.problem.tests))
        best = select.best(self.archive.attempts())
        limits = self._limits(None if best is None else best.judgement.measurement)
        effort = Effort(repeats=1, clock=self.clock)
        return self.judge.judge(self.problem, proposal.solution, effort=effort, limits=limits)

    def _limits(self, measured: Measurement | None) -> Limits:
        limits = self.problem.limits
        if measured is None or self.objective is Objective.MEMORY or Quantity.CPU_S not in measured.quantities:
            return limits
        # The measurement is the sum over tests: no single test of an improvement takes a multiple of it.
        cpu_s = max(1.0, _SLACK * measured.quantities[Quantity.CPU_S].estimate)
        return replace(limits, cpu_s=min(limits.cpu_s, cpu_s))


def _nothing_to_judge(fault: str, *, total: int) -> Judgement:
    """Return the judgement on an answer without a program: there is nothing that compiles."""
    failure = Failure(test="", verdict=Verdict.COMPILE_ERROR, reason=fault, visibility=Visibility.PUBLIC)
    return Judgement(verdict=Verdict.COMPILE_ERROR, passed=0, total=total, failure=failure)
