"""Does a published solution pass the tests that a record became? Whoever glued them together wants to know."""

from collections.abc import Sequence

from afterburner.core.errors import CheckerError, DataError
from afterburner.core.problem import Problem, Reference
from afterburner.core.status import Verdict
from afterburner.dataset.sources.fields import Unusable
from afterburner.dataset.sources.source import DropReason
from afterburner.judge.judge import Effort, Judge
from afterburner.sandbox.port import Sandbox

_MOST_TRIED = 3
"""Some published solutions are wrong, or slow; that so many are in a row is the glue's fault."""


def tried(problem: Problem, sandbox: Sandbox) -> tuple[str, ...]:
    """Return a note for each of the first solutions that fails, up to one that passes.

    Raises:
        Unusable: none of the first three passes, or the record's evaluator breaks.
        SandboxError: the machine failed.

    """
    failed: list[str] = []
    for reference in _first(problem):
        verdict = _verdict(problem, reference, sandbox)
        if verdict is Verdict.ACCEPTED:
            return ("references that fail here, of those tried first",) * len(failed)
        failed.append(f"{reference.name}: {verdict.value}")
    if failed:
        raise Unusable(DropReason.REFERENCE_FAILS, f"its own solutions fail its own tests: {', '.join(failed)}")
    return ()


def _first(problem: Problem) -> Sequence[Reference]:
    return problem.references_in("python")[:_MOST_TRIED]


def _verdict(problem: Problem, reference: Reference, sandbox: Sandbox) -> Verdict:
    try:
        return Judge(sandbox).judge(problem, reference.solution, effort=Effort(repeats=0, seed=0)).verdict
    except (CheckerError, DataError) as error:
        raise Unusable(DropReason.REFERENCE_FAILS, error.message[:300]) from error
