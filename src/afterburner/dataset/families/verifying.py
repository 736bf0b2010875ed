"""A drawn problem is tried in the sandbox: its tests are made, and every solution is judged on them.

    outcome = verified(candidate, sandbox)

A solution that is not accepted is a fault of its family: it is left out, and told. A problem whose answers are all alike is no
problem, and is left out as a whole.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from afterburner.core.errors import DataError
from afterburner.core.objective import Quantity
from afterburner.core.problem import Problem, Purpose, Reference, Test, Visibility
from afterburner.core.status import Verdict
from afterburner.dataset.families.drawing import Candidate
from afterburner.judge.generated import made_test
from afterburner.judge.judge import Effort, Judge
from afterburner.sandbox.port import Sandbox

_PUBLIC = range(1, 4)
"""Which tests anybody may see: the first ones but the very first, which is for an empty input in most families."""
_LEAST_ANSWERS = 3
"""Different answers to the tests for correctness, below which a problem is vacuous: nearly any constant would pass."""
_LEAST_SOLUTIONS = 2
_SAMPLE_HZ = 10.0
"""Memory is not looked at here, and samples cost time."""


class Reason(StrEnum):
    """Why a problem or a solution was left out."""

    VACUOUS = "vacuous"
    """The problem's answers are alike on nearly all tests: by chance, and nobody's fault."""
    BROKEN = "broken"
    """The family's template, generator or oracle failed: a fault of the family."""
    NOT_ACCEPTED = "not accepted"
    """A solution was judged, and failed: a fault of the family."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Something that was not written, and why."""

    id: str
    """The problem's."""
    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one drawn problem."""

    candidate: Candidate
    problem: Problem | None
    """With its tests and its accepted solutions; None where it was left out."""
    left_out: tuple[LeftOut, ...] = ()
    spread: float | None = None
    """CPU time of the slowest over that of the fastest solution; None where it was not measured."""


def verified(candidate: Candidate, sandbox: Sandbox, *, measure: bool = False) -> Outcome:
    """Make the tests of ``candidate``, judge its solutions, and return what is left.

    Raises:
        SandboxError: the machine failed.

    """
    try:
        problem = candidate.problem()
        problem = replace(problem, tests=_tests(candidate, problem, sandbox))
    except (DataError, SyntaxError, KeyError) as error:
        return _without(candidate, Reason.BROKEN, f"{type(error).__name__}: {error}")
    answers = {test.expected for test in problem.tests if test.purpose is Purpose.CORRECTNESS}
    if len(answers) < _LEAST_ANSWERS:
        return _without(candidate, Reason.VACUOUS, f"{len(answers)} different answers")
    return _judged(candidate, problem, sandbox, measure=measure)


def _judged(candidate: Candidate, problem: Problem, sandbox: Sandbox, *, measure: bool) -> Outcome:
    judge, effort = Judge(sandbox), Effort(repeats=int(measure), fresh=False, sample_hz=_SAMPLE_HZ, seed=0)
    kept: list[Reference] = []
    left_out: list[LeftOut] = []
    costs: list[float] = []
    for reference in problem.references:
        judgement = judge.judge(problem, reference.solution, effort=effort)
        if judgement.verdict is Verdict.ACCEPTED:
            kept.append(reference)
        else:
            failure = judgement.failure
            detail = f"{reference.name}: {judgement.verdict.value} on test {failure.test if failure else ''}"
            left_out.append(LeftOut(id=candidate.id, reason=Reason.NOT_ACCEPTED, detail=detail))
        if judgement.measurement is not None:
            costs.append(judgement.measurement.quantities[Quantity.CPU_S].estimate)
    if len(kept) < _LEAST_SOLUTIONS:
        return Outcome(candidate=candidate, problem=None, left_out=tuple(left_out))
    return Outcome(
        candidate=candidate,
        problem=replace(problem, references=tuple(kept)),
        left_out=tuple(left_out),
        spread=max(costs) / min(costs) if costs else None,
    )


def _tests(candidate: Candidate, problem: Problem, sandbox: Sandbox) -> tuple[Test, ...]:
    made: dict[bytes, Test] = {}
    for number, (purpose, seed, size) in enumerate(candidate.tests(), start=1):
        test = made_test(problem, seed, size, sandbox, name=f"{purpose.value}-{number}", purpose=purpose)
        made.setdefault(test.input, test)
    shown = [
        replace(test, visibility=Visibility.PUBLIC) if place in _PUBLIC else test
        for place, test in enumerate(made.values())
    ]
    return tuple(shown)


def _without(candidate: Candidate, reason: Reason, detail: str) -> Outcome:
    left_out = LeftOut(id=candidate.id, reason=reason, detail=detail)
    return Outcome(candidate=candidate, problem=None, left_out=(left_out,))
