"""The judge: runs a solution on the tests of its problem and says what it is worth.

    judge = Judge(sandbox)
    judgement = judge.judge(problem, solution)
    comparison = judge.compare(problem, slow, fast, plan=Plan())

A verdict rests on nothing but the bytes that the program put out for the input it was given. Every test is a run of its
own in a fresh process; the expected answer stays on this side.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from afterburner.core.attempt import Failure, Judgement
from afterburner.core.errors import UsageError
from afterburner.core.execution import Execution, Limits, Program
from afterburner.core.measurement import Comparison
from afterburner.core.objective import Clock
from afterburner.core.problem import Problem, Solution, Test
from afterburner.core.status import Status, Verdict, verdict_of
from afterburner.judge.checkers import Checker, checker_for
from afterburner.measure.compare import Failed, MeasurePair, Pair, Plan, compare
from afterburner.measure.costs import Costs, costs_of, measurement_of
from afterburner.sandbox.port import Sandbox

Progress = Callable[[int, int], None]
"""Called after each test with how many are done and how many there are."""

_DETAIL_CHARACTERS = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How much measuring a judgement includes."""

    repeats: int = 5
    """Passes over the timed tests; 0: verdict only."""
    budget_s: float = 20.0
    """Wall seconds after which no further pass is begun (one is always made)."""
    clock: Clock = Clock.CPU
    sample_hz: float = 1000.0


@dataclass(slots=True)
class _Tried:
    """What one pass over all tests came to, so far."""

    passed: int = 0
    failure: Failure | None = None
    faults: int = 0
    timed: list[Execution] = field(default_factory=list)


class Judge:
    """Judges solutions in one sandbox."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def judge(
        self,
        problem: Problem,
        solution: Solution,
        *,
        effort: Effort = Effort(),
        limits: Limits | None = None,
        all_tests: bool = False,
        progress: Progress | None = None,
    ) -> Judgement:
        """Return the judgement on ``solution``; stops at the first failure unless ``all_tests``.

        Raises:
            SandboxError: the machine failed; nothing was scored.
            UsageError: there are no tests: nothing can be said.

        """
        if not problem.tests:
            raise UsageError(f"the problem {problem.id} has no tests")
        program = solution.program(problem.entry_point)
        limits = limits or problem.limits
        tried = self._try_all(problem, program, limits, effort, all_tests=all_tests, progress=progress)
        judgement = Judgement(
            verdict=tried.failure.verdict if tried.failure else Verdict.ACCEPTED,
            passed=tried.passed,
            total=len(problem.tests),
            failure=tried.failure,
            faults=tried.faults,
        )
        if tried.failure is not None or effort.repeats == 0:
            return judgement
        return self._measured(judgement, problem, program, limits, effort, costs_of(tried.timed, clock=effort.clock))

    def _try_all(
        self,
        problem: Problem,
        program: Program,
        limits: Limits,
        effort: Effort,
        *,
        all_tests: bool,
        progress: Progress | None,
    ) -> "_Tried":
        checker = checker_for(problem.checker, values=problem.entry_point is not None)
        timed_tests = set(problem.timed_tests())
        tried = _Tried()
        for index, test in enumerate(problem.tests):
            seen = self._sandbox.execute(program, test.input, limits=limits, sample_hz=effort.sample_hz)
            found = _failure(test, seen, program, checker)
            tried.passed += found is None
            tried.failure = tried.failure or found
            tried.faults += seen.faults
            if test in timed_tests:
                tried.timed.append(seen)
            if progress is not None:
                progress(index + 1, len(problem.tests))
            if tried.failure is not None and not all_tests:
                break
        return tried

    def _measured(
        self, judgement: Judgement, problem: Problem, program: Program, limits: Limits, effort: Effort, first: Costs
    ) -> Judgement:
        deadline, passes = time.monotonic() + effort.budget_s, [first]
        while len(passes) < effort.repeats and time.monotonic() < deadline:
            outcome = self._pass(problem, program, limits, effort)
            if isinstance(outcome, Failure):
                return replace(judgement, verdict=outcome.verdict, passed=judgement.total - 1, failure=outcome)
            passes.append(outcome)
        return replace(judgement, measurement=measurement_of(passes, clock=effort.clock))

    def _pass(self, problem: Problem, program: Program, limits: Limits, effort: Effort) -> Costs | Failure:
        # Answers are checked in every pass: a program that is wrong now and then is not to be timed while it is.
        checker = checker_for(problem.checker, values=problem.entry_point is not None)
        executions: list[Execution] = []
        for test in problem.timed_tests():
            seen = self._sandbox.execute(program, test.input, limits=limits, sample_hz=effort.sample_hz)
            failure = _failure(test, seen, program, checker)
            if failure is not None:
                return failure
            executions.append(seen)
        return costs_of(executions, clock=effort.clock)

    def compare(self, problem: Problem, a: Solution, b: Solution, *, plan: Plan = Plan()) -> Comparison:  # noqa: B008
        """Compare two accepted solutions on the timed tests of ``problem``, run in turn."""
        return compare(self._pair_maker(problem, a, b, plan.clock), plan)

    def _pair_maker(self, problem: Problem, a: Solution, b: Solution, clock: Clock) -> MeasurePair:
        programs = {"a": a.program(problem.entry_point), "b": b.program(problem.entry_point)}
        checker = checker_for(problem.checker, values=problem.entry_point is not None)

        def measure_pair(b_first: bool) -> Pair | Failed:  # noqa: FBT001 - the type is compare's
            seen: dict[str, list[Execution]] = {"a": [], "b": []}
            for test in problem.timed_tests():
                for who in ("b", "a") if b_first else ("a", "b"):
                    run = self._sandbox.execute(programs[who], test.input, limits=problem.limits)
                    failure = _failure(test, run, programs[who], checker)
                    if failure is not None:
                        return Failed(reason=f"{who}: {failure.verdict} on test {test.name}")
                    seen[who].append(run)
            return Pair(a=costs_of(seen["a"], clock=clock), b=costs_of(seen["b"], clock=clock))

        return measure_pair


def _failure(test: Test, seen: Execution, program: Program, checker: Checker) -> Failure | None:
    """Return what is wrong with one run, or None: the only place where an answer becomes a verdict."""
    answer = (seen.result or b"") if program.entry_point else seen.stdout
    is_right = seen.status is Status.OK and checker(answer, test.expected)
    verdict = verdict_of(seen.status, answer_is_right=is_right)
    if verdict is Verdict.ACCEPTED:
        return None
    detail = _difference(answer, test.expected) if seen.status is Status.OK else _tail(seen.stderr)
    return Failure(test=test.name, verdict=verdict, reason=seen.reason, detail=detail)


def _tail(stderr: bytes) -> str:
    return stderr.decode(errors="replace")[-_DETAIL_CHARACTERS:].strip()


def _difference(answer: bytes, expected: bytes) -> str:
    if not answer:
        return "no output"
    ours, theirs = answer.splitlines() or [b""], expected.splitlines() or [b""]
    for number, (got, wanted) in enumerate(zip(ours, theirs, strict=False), start=1):
        if got.split() != wanted.split():
            return f"line {number}: expected {_short(wanted)}, got {_short(got)}"
    if len(ours) != len(theirs):
        return f"expected {len(theirs)} lines, got {len(ours)}"
    return "the white space differs"


def _short(line: bytes) -> str:
    text = line.decode(errors="backslashreplace")
    return repr(text if len(text) <= 80 else text[:77] + "...")  # noqa: PLR2004 - a terminal line
