"""The original as a witness: what it answers in the sandbox, twice, and on which inputs it fails.

Every run is a fresh process, so what a function does to its arguments reaches no other run; and nobody sees it. Only the
value that is returned (or the text that is printed) is compared.
"""

from collections import Counter
from dataclasses import replace

from afterburner.core.errors import UsageError
from afterburner.core.execution import Execution, Limits
from afterburner.core.problem import Problem, Purpose, Test
from afterburner.core.status import Status
from afterburner.judge.generated import oracle_of
from afterburner.sandbox.port import Sandbox

_MOST_SHOWN = 200
"""Characters of an input, an answer or an error in a message."""
_MOST_OVER_LIMITS = 5
"""Small inputs over a limit before it is given up on more of them: each costs a second."""
_SMALL_CPU_S, _SMALL_WALL_S = 1.0, 3.0
"""An original that takes longer for a small input has one that is not small: a loop up to a huge number, mostly."""


class Original:
    """The oracle of ``problem`` in ``sandbox``; counts the inputs that it was asked, and those it fails on."""

    def __init__(self, problem: Problem, sandbox: Sandbox) -> None:
        self._problem = problem
        self._solution = oracle_of(problem)
        self._program = problem.program(self._solution)
        self._sandbox = sandbox
        limits = problem.limits
        cpu_s, wall_s = min(limits.cpu_s, _SMALL_CPU_S), min(limits.wall_s, _SMALL_WALL_S)
        self._small = replace(limits, cpu_s=cpu_s, wall_s=wall_s)
        self._over_limits = 0
        self.asked = 0
        """Inputs so far, for tests of correctness."""
        self.failures: Counter[str] = Counter()
        """How often it failed on them, by what it said."""
        self.last_failure: str | None = None

    @property
    def is_exhausting(self) -> bool:
        """Whether so many small inputs went over a limit that more are not worth their time."""
        return self._over_limits >= _MOST_OVER_LIMITS

    def small_test(self, data: bytes, *, name: str) -> Test | None:
        """Return the test of correctness of a small input; None where the original fails on it, which is counted.

        Raises:
            UsageError: it does not compile, or is not deterministic.
            SandboxError: the machine failed.

        """
        self.asked += 1
        seen = self.run(data, limits=self._small)
        if seen.status is not Status.OK:
            self._count(seen)
            return None
        return self.test(data, seen, name=name, purpose=Purpose.CORRECTNESS)

    def run(self, data: bytes, *, limits: Limits | None = None) -> Execution:
        """Return what the sandbox saw; ``limits`` are the problem's own by default.

        Raises:
            UsageError: the original does not compile.
            SandboxError: the machine failed.

        """
        seen = self._sandbox.execute(self._program, data, limits=limits or self._problem.limits)
        if seen.status is Status.COMPILE_ERROR:
            raise UsageError(f"the original does not compile: {_said(seen)}", hint="mend it, and begin again")
        return seen

    def answer(self, seen: Execution) -> bytes:
        """Return what it answered in a run that went well."""
        return self._problem.answer(self._solution, seen)

    def test(self, data: bytes, seen: Execution, *, name: str, purpose: Purpose) -> Test:
        """Return the test of ``data``, to which ``seen`` was the first answer, after a second run that gives the same.

        Raises:
            UsageError: the second answer is another.
            SandboxError: the machine failed.

        """
        answer, again = self.answer(seen), self.run(data)
        if again.status is not Status.OK or self.answer(again) != answer:
            second = _shown(self.answer(again)) if again.status is Status.OK else failure_of(again)
            raise UsageError(
                f"the original is not deterministic: on the input {_shown(data)} it answers {_shown(answer)}, then {second}",
                hint="seed its random numbers, and keep clocks and addresses out of the answer",
            )
        return Test(name=name, input=data, expected=answer, purpose=purpose)

    def _count(self, seen: Execution) -> None:
        self.last_failure = failure_of(seen)
        self.failures[self.last_failure] += 1
        self._over_limits += seen.status is not Status.RUNTIME_ERROR


def failure_of(seen: Execution) -> str:
    """Return how a run failed: the last line that it wrote on standard error, or its status."""
    said = _said(seen)
    return said if said and seen.status is Status.RUNTIME_ERROR else seen.status.value.replace("_", " ")


def _said(seen: Execution) -> str:
    lines = seen.stderr.decode(errors="replace").split("\n")
    return next((line.strip()[:_MOST_SHOWN] for line in reversed(lines) if line.strip()), "")


def _shown(data: bytes) -> str:
    text = data.decode(errors="replace")
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}..."
