"""A dataset judged again: is every reference solution still right, and is every verdict the same twice?"""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

from afterburner.core.attempt import Failure
from afterburner.core.errors import UsageError
from afterburner.core.problem import Problem, Reference
from afterburner.core.status import Verdict
from afterburner.judge.judge import Effort, Judge
from afterburner.sandbox.port import Sandbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What became of one reference solution in all rounds."""

    problem: str
    reference: str
    language: str
    verdicts: tuple[Verdict, ...]
    """One a round."""
    failure: Failure | None
    """The first one that was seen."""

    @property
    def is_right(self) -> bool:
        """Whether it was accepted in every round."""
        return all(verdict is Verdict.ACCEPTED for verdict in self.verdicts)

    @property
    def is_flaky(self) -> bool:
        """Whether the rounds said different things."""
        return len(set(self.verdicts)) > 1


def verify(problems: Iterable[Problem], sandbox: Sandbox, *, rounds: int = 2, workers: int = 1) -> Iterator[Verified]:
    """Judge every reference solution on all tests, ``rounds`` times, in other orders; yields each when it is done.

    Raises:
        UsageError: ``rounds`` or ``workers`` is below 1, or a solution's toolchain is not here.
        SandboxError, CheckerError: nothing can be said.

    """
    if min(rounds, workers) < 1:
        raise UsageError(f"{rounds} rounds by {workers} workers are none", hint="give 1 or more of each")
    judge = Judge(sandbox)
    pairs = ((problem, reference) for problem in problems for reference in problem.references)
    with ThreadPoolExecutor(workers) as threads:
        while batch := list(islice(pairs, 4 * workers)):
            yield from threads.map(lambda pair: _verified(judge, *pair, rounds=rounds), batch)


def _verified(judge: Judge, problem: Problem, reference: Reference, *, rounds: int) -> Verified:
    judged = [
        judge.judge(problem, reference.solution, effort=Effort(repeats=0, seed=number)) for number in range(rounds)
    ]
    return Verified(
        problem=problem.id,
        reference=reference.name,
        language=reference.solution.language,
        verdicts=tuple(one.verdict for one in judged),
        failure=next((one.failure for one in judged if one.failure is not None), None),
    )
