"""One piece of work: what a worker does for a request, with the sandbox that it holds."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from afterburner.core.attempt import Judgement
from afterburner.core.execution import Execution, Limits, Program
from afterburner.core.problem import Problem, Solution
from afterburner.dataset import builtin
from afterburner.judge.generated import GeneratedTests
from afterburner.judge.judge import Effort, Judge
from afterburner.sandbox.port import Sandbox

FindProblem = Callable[[Sandbox], Problem]
"""Returns the problem; a built-in one has its tests made in the sandbox when it is asked for first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecuteWork:
    """Run a program once."""

    program: Program
    stdin: bytes
    limits: Limits
    sample_hz: float = 1000.0

    def perform(self, sandbox: Sandbox) -> Execution:
        """Return what the sandbox saw."""
        return sandbox.execute(self.program, self.stdin, limits=self.limits, sample_hz=self.sample_hz)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeWork:
    """Judge a program."""

    solution: Solution
    find: FindProblem
    effort: Effort
    limits: Limits | None
    """None: those of the problem."""
    all_tests: bool
    fresh: GeneratedTests
    entry_point: str | None = None

    @property
    def program(self) -> Program:
        """What is run, as far as it is known beforehand: tells which worker has it ready."""
        return self.solution.program(self.entry_point)

    def perform(self, sandbox: Sandbox) -> Judgement:
        """Return what the judge says."""
        problem = self.find(sandbox)
        return Judge(sandbox, fresh=self.fresh).judge(
            problem, self.solution, effort=self.effort, limits=self.limits, all_tests=self.all_tests
        )


Work = ExecuteWork | JudgeWork


class Problems:
    """The built-in problems that were asked for, each loaded once."""

    def __init__(self) -> None:
        self._loaded: dict[str, Problem] = {}
        self._loading = threading.Lock()
        self.fresh = GeneratedTests()
        """Makes the inputs that passes after the first are timed on, where a problem can."""

    def find(self, problem_id: str, sandbox: Sandbox) -> Problem:
        """Return the built-in problem ``problem_id``.

        Raises:
            UsageError: there is none.
            SandboxError: its tests could not be made.

        """
        with self._loading:
            if problem_id not in self._loaded:
                self._loaded[problem_id] = builtin.load(problem_id, sandbox)
            return self._loaded[problem_id]
