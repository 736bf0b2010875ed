"""The referee: turns proposals into attempts, and decides duels between a challenger and its parent."""

from dataclasses import dataclass, replace

from afterburner.core.attempt import Attempt
from afterburner.core.execution import Limits
from afterburner.core.measurement import Measurement
from afterburner.core.objective import Clock, Objective, Quantity
from afterburner.core.problem import Problem, Solution
from afterburner.judge.judge import Effort, Judge
from afterburner.loop.archive import Archive
from afterburner.measure.compare import Plan
from afterburner.policy.port import Proposal

DUEL_LOOKS = (3, 5, 8, 12, 17, 23, 31)
"""As in ``measure.compare``, with a first look after three pairs: most improvements worth having show at once."""

_SLACK = 3.0
"""A proposal that takes this many times the CPU time of its parent need not finish: it is no improvement."""


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
        return self.archive.append(
            Attempt(
                id=self.archive.next_id(),
                problem_id=self.problem.id,
                objective=self.objective,
                solution=solution,
                judgement=judgement,
                round=0,
            )
        )

    def assess(self, proposal: Proposal, *, parent: Attempt, origin: str) -> Attempt:
        """Judge and archive one proposal."""
        limits = self._limits(parent.judgement.measurement)
        effort = Effort(repeats=1, clock=self.clock)
        judgement = self.judge.judge(self.problem, proposal.solution, effort=effort, limits=limits)
        return self.archive.append(
            Attempt(
                id=self.archive.next_id(),
                problem_id=self.problem.id,
                objective=self.objective,
                solution=proposal.solution,
                judgement=judgement,
                round=self.archive.rounds + 1,
                parent=parent.id,
                origin=origin,
                note=proposal.note,
                extra=proposal.extra,
            )
        )

    def duel(self, challenger: Attempt, *, parent: Attempt) -> Attempt:
        """Compare a challenger with its parent, archive the outcome, and return the challenger with it."""
        plan = Plan(
            quantity=self.quantity, clock=self.clock, looks=DUEL_LOOKS, budget_s=self.duel_budget_s, is_challenge=True
        )
        comparison = self.judge.compare(self.problem, parent.solution, challenger.solution, plan=plan)
        improved = comparison.failure is None and comparison.better(self.quantity) == "b"
        return self.archive.settle(challenger.id, comparison, improved=improved)

    def _limits(self, measured: Measurement | None) -> Limits:
        limits = self.problem.limits
        if measured is None or self.objective is Objective.MEMORY or Quantity.CPU_S not in measured.quantities:
            return limits
        # The measurement is the sum over tests: no single test of an improvement takes a multiple of it.
        cpu_s = max(1.0, _SLACK * measured.quantities[Quantity.CPU_S].estimate)
        return replace(limits, cpu_s=min(limits.cpu_s, cpu_s))
