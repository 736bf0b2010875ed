"""The judge: runs a solution on the tests of its problem and says what it is worth.

    judge = Judge(sandbox)
    judgement = judge.judge(problem, solution)
    comparison = judge.compare(problem, slow, fast, plan=Plan())

A verdict rests on nothing but the bytes that the program put out for the input it was given. Every test is a run of its
own in a fresh process; the expected answer stays on this side. Where a problem has a generator, what is timed are inputs
that were made for it in this process: a program that knows the problem's own tests by heart is not faster for it.
"""

import random
import secrets
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from afterburner.core.attempt import Failure, Judgement, TestResult
from afterburner.core.errors import UsageError
from afterburner.core.execution import Execution, Limits, Program
from afterburner.core.measurement import Comparison
from afterburner.core.objective import Clock
from afterburner.core.problem import Problem, Purpose, Solution, Test, Visibility
from afterburner.core.status import Verdict
from afterburner.judge.answers import Examiner
from afterburner.judge.generated import FreshTests, GeneratedTests
from afterburner.measure.compare import Failed, MeasurePair, Pair, Plan, compare
from afterburner.measure.costs import Costs, costs_of, measurement_of
from afterburner.sandbox.port import Call, Sandbox, execute_each

Progress = Callable[[int, int], None]
"""Called after each test with how many are done and how many there are."""

_MOST_REPEATS = 1_000_000
_MOST_BUDGET_S = 1e9


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How much measuring a judgement includes, and in which order its tests come.

    Raises:
        UsageError: a number is out of its range.

    """

    repeats: int = 5
    """Passes over the timed tests, 0 to 1,000,000; 0: verdict only."""
    budget_s: float = 20.0
    """Wall seconds after which no further pass is begun (one is always made), 0 to 1e9."""
    clock: Clock = Clock.CPU
    sample_hz: float = 1000.0
    """Memory samples a second, 1 to 10,000."""
    seed: int | None = None
    """Of the order of the tests; None: drawn anew for each judgement, which says which one it was."""
    fresh: bool = True
    """Whether every pass after the first is over fresh inputs, where the problem has a generator and an oracle. The first
    pass, over the tests that anybody may know, then decides about right and wrong alone, and is not measured."""

    def __post_init__(self) -> None:
        ranges = {"repeats": (0, _MOST_REPEATS), "budget_s": (0, _MOST_BUDGET_S), "sample_hz": (1, 10_000)}
        for name, (least, most) in ranges.items():
            value = getattr(self, name)
            if not least <= value <= most:
                raise UsageError(f"{name} is {value}", hint=f"give {least} to {most:g}")


@dataclass(slots=True)
class _Tried:
    """What one pass over all tests came to, so far; by the place of the test in the problem."""

    failures: dict[int, Failure] = field(default_factory=dict)
    results: dict[int, TestResult] = field(default_factory=dict)
    faults: int = 0
    timed: list[Execution] = field(default_factory=list)

    @property
    def failure(self) -> Failure | None:
        """The first failure in the problem's order."""
        return self.failures[min(self.failures)] if self.failures else None

    def take(self, index: int, test: Test, seen: Execution, failure: Failure | None) -> None:
        """Note what became of one test."""
        self.faults += seen.faults
        self.results[index] = _result(test.name, failure)
        if failure is not None:
            self.failures[index] = failure


@dataclass(frozen=True, slots=True)
class _Trial:
    """One solution before the judge: what all its runs have in common."""

    problem: Problem
    program: Program
    limits: Limits
    effort: Effort
    examiner: Examiner
    order: random.Random


class Judge:
    """Judges solutions in one sandbox."""

    def __init__(self, sandbox: Sandbox, *, fresh: FreshTests | None = None) -> None:
        """Judge in ``sandbox``, with fresh inputs from ``fresh``; None: this judge makes and keeps its own."""
        self._sandbox = sandbox
        self._fresh = fresh or GeneratedTests()

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
        """Return the judgement on ``solution``; stops at the first failure unless ``all_tests``, and where nothing compiles.

        Tests run in an order drawn from ``effort.seed``, those for correctness before those for performance, public ones
        before private ones; whatever is said of them is said in the problem's order.

        Raises:
            SandboxError: the machine failed; nothing was scored.
            CheckerError: the problem's checker program failed; nothing was scored.
            DataError: the problem's generator or oracle failed; nothing was scored.
            UsageError: there are no tests, or the problem is to call a function and has no driver for the language.

        """
        _check(problem, solution)
        seed = secrets.randbits(32) if effort.seed is None else effort.seed
        trial = _Trial(
            problem,
            problem.program(solution),
            limits or problem.limits,
            effort,
            Examiner(problem, solution, self._sandbox),
            random.Random(seed),  # noqa: S311 - it only decides which test comes first
        )
        tried = self._try_all(trial, all_tests=all_tests, progress=progress)
        judgement = Judgement(
            verdict=tried.failure.verdict if tried.failure else Verdict.ACCEPTED,
            passed=len(tried.results) - len(tried.failures),
            total=len(problem.tests),
            failure=tried.failure,
            faults=tried.faults,
            seed=seed,
            results=tuple(tried.results[index] for index in sorted(tried.results)),
        )
        if tried.failure is not None or effort.repeats == 0:
            return judgement
        return self._measured(judgement, trial, costs_of(tried.timed, clock=effort.clock))

    def _try_all(self, trial: _Trial, *, all_tests: bool, progress: Progress | None) -> _Tried:
        tests = trial.problem.tests
        timed = {id(test) for test in trial.problem.timed_tests()}
        tried = _Tried()
        places = _order(tests, trial.order)
        with closing(self._runs(trial, [tests[index] for index in places])) as runs:
            for done, (index, seen) in enumerate(zip(places, runs, strict=True), start=1):
                test = tests[index]
                failure = trial.examiner.failure(test, seen)
                tried.take(index, test, seen, failure)
                if id(test) in timed:
                    tried.timed.append(seen)
                if progress is not None:
                    progress(done, len(tests))
                if failure is not None and (not all_tests or failure.verdict is Verdict.COMPILE_ERROR):
                    break
        return tried

    def _runs(self, trial: _Trial, tests: Sequence[Test]) -> Generator[Execution, None, None]:
        """Yield the executions on ``tests``; the sandbox is told of all, and what nobody asks for counts for nothing."""
        hz = trial.effort.sample_hz
        calls = [Call(program=trial.program, stdin=t.input, limits=trial.limits, sample_hz=hz) for t in tests]
        return execute_each(self._sandbox, calls)

    def _measured(self, judgement: Judgement, trial: _Trial, first: Costs) -> Judgement:
        effort = trial.effort
        is_fresh = effort.fresh and effort.repeats > 1 and bool(self._fresh(trial.problem, 0, self._sandbox))
        wanted = effort.repeats - is_fresh
        deadline, passes = time.monotonic() + effort.budget_s, [] if is_fresh else [first]
        while len(passes) < wanted and (not passes or time.monotonic() < deadline):
            outcome = self._pass(
                trial, self._timed_tests(trial.problem, len(passes), fresh=is_fresh), is_fresh=is_fresh
            )
            if isinstance(outcome, Failure):
                return _failed_later(judgement, outcome)
            passes.append(outcome)
        return replace(judgement, measurement=measurement_of(passes, clock=effort.clock))

    def _timed_tests(self, problem: Problem, number: int, *, fresh: bool) -> Sequence[Test]:
        made = self._fresh(problem, number, self._sandbox) if fresh else ()
        return made or problem.timed_tests()

    def _pass(self, trial: _Trial, tests: Sequence[Test], *, is_fresh: bool) -> Costs | Failure:
        # Answers are checked in every pass: a program that is wrong now and then is not to be timed while it is.
        executions: list[Execution] = []
        ordered = [tests[index] for index in _order(tests, trial.order)]
        with closing(self._runs(trial, ordered)) as runs:
            for test, seen in zip(ordered, runs, strict=True):
                failure = trial.examiner.failure(test, seen, is_fresh=is_fresh)
                if failure is not None:
                    return failure
                executions.append(seen)
        return costs_of(executions, clock=trial.effort.clock)

    def compare(
        self,
        problem: Problem,
        a: Solution,
        b: Solution,
        *,
        plan: Plan = Plan(),  # noqa: B008
        fresh: bool = True,
    ) -> Comparison:
        """Compare two accepted solutions on the timed tests of ``problem``, run in turn.

        With ``fresh``, where the problem has a generator, each pair is over fresh inputs of the same sizes, the same for
        a and b.

        Raises:
            SandboxError, CheckerError, DataError, UsageError: as in ``judge``.

        """
        for solution in (a, b):
            _check(problem, solution)
        return compare(self._pair_maker(problem, a, b, plan.clock, fresh=fresh), plan)

    def _pair_maker(self, problem: Problem, a: Solution, b: Solution, clock: Clock, *, fresh: bool) -> MeasurePair:
        programs = {"a": problem.program(a), "b": problem.program(b)}
        examiners = {"a": Examiner(problem, a, self._sandbox), "b": Examiner(problem, b, self._sandbox)}
        made = 0

        def measure_pair(b_first: bool) -> Pair | Failed:  # noqa: FBT001 - the type is compare's
            nonlocal made
            seen: dict[str, list[Execution]] = {"a": [], "b": []}
            tests = self._timed_tests(problem, made, fresh=fresh)
            turns = [(who, test) for test in tests for who in (("b", "a") if b_first else ("a", "b"))]
            # Another layout for every pair: what the names in a program hash to can make it 10 % slower, and has
            # nothing to do with the program.
            calls = [
                Call(program=programs[who], stdin=test.input, limits=problem.limits, layout=made + 1)
                for who, test in turns
            ]
            with closing(execute_each(self._sandbox, calls)) as runs:
                for (who, test), run in zip(turns, runs, strict=True):
                    failure = examiners[who].failure(test, run)
                    if failure is not None:
                        return Failed(reason=f"{who}: {failure.verdict} on test {test.name}")
                    seen[who].append(run)
            made += 1
            return Pair(a=costs_of(seen["a"], clock=clock), b=costs_of(seen["b"], clock=clock))

        return measure_pair


def _check(problem: Problem, solution: Solution) -> None:
    if not problem.tests:
        raise UsageError(f"the problem {problem.id} has no tests")
    if problem.program(solution).entry_point is not None and solution.language != "python":
        raise UsageError(
            f"the problem {problem.id} calls the function {problem.entry_point}, and the solution is in {solution.language}",
            hint="functions of other languages need a driver: give a signature (--signature), or drivers",
        )


def _order(tests: Sequence[Test], order: random.Random) -> list[int]:
    """Return the places of ``tests``, shuffled, but for what comes first.

    The tests for correctness before those for performance, since most wrong programs fail them and they are small; and
    public ones before private ones, so that whoever repairs a program is told of a failure that he may see.
    """
    places = list(range(len(tests)))
    order.shuffle(places)
    return sorted(
        places, key=lambda at: (tests[at].purpose is Purpose.PERFORMANCE, tests[at].visibility is Visibility.PRIVATE)
    )


def _result(test: str, failure: Failure | None) -> TestResult:
    if failure is None:
        return TestResult(test=test, verdict=Verdict.ACCEPTED)
    return TestResult(test=test, verdict=failure.verdict, reason=failure.reason)


def _failed_later(judgement: Judgement, failure: Failure) -> Judgement:
    """Return the judgement on a program that passed all tests once, and then failed."""
    again = tuple(_result(failure.test, failure) if r.test == failure.test else r for r in judgement.results)
    passed = judgement.total - 1
    return replace(judgement, verdict=failure.verdict, passed=passed, failure=failure, results=again)
