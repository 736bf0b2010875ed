"""What is right, by vote: the answer that most of a problem's solutions give, and who stays on its side.

A given expected answer has a vote of its own weight: it decides, and solutions that miss it are left out. An input without a
majority is left out; a problem most of whose inputs have none is put aside.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from afterburner.core.execution import Execution
from afterburner.core.problem import CheckerKind, Problem, Purpose, Reference, Test
from afterburner.core.status import Status
from afterburner.dataset.building.inputs import MadeInput
from afterburner.dataset.building.plan import Built, Quarantined, QuarantineReason
from afterburner.judge.answers import Examiner
from afterburner.judge.checkers import checker_for
from afterburner.sandbox.port import Sandbox


@dataclass(frozen=True, slots=True)
class _Vote:
    """What one input came to: the answer of the majority, and who gave another one."""

    test: Test | None
    """None: no majority."""
    dissenters: frozenset[str]


def agreed(problem: Problem, inputs: Sequence[MadeInput], sandbox: Sandbox) -> Built | Quarantined:
    """Return ``problem`` with the tests on which its solutions agree, and without the solutions that don't.

    Raises:
        SandboxError, CheckerError: nothing was decided.

    """
    if not problem.references:
        return _aside(problem, QuarantineReason.NO_SOLUTIONS, "there is no reference solution")
    staying, notes = _right_on_given(problem, sandbox)
    if not staying:
        return _aside(problem, QuarantineReason.NO_SOLUTIONS, "; ".join(notes))
    votes = [_vote(replace(problem, references=staying), made, sandbox) for made in inputs]
    undecided = sum(vote.test is None for vote in votes)
    if votes and undecided * 2 > len(votes):
        detail = f"{undecided} of {len(votes)} inputs have no answer that most of {len(staying)} solutions give"
        return _aside(problem, QuarantineReason.DISAGREEMENT, detail)
    if undecided:
        notes.append(f"{undecided} of {len(votes)} inputs left out: no majority")
    dissenters = frozenset().union(*(vote.dissenters for vote in votes if vote.test is not None))
    notes += [f"solution {name} left out: it is alone with an answer" for name in sorted(dissenters)]
    tests = (*problem.tests, *(vote.test for vote in votes if vote.test is not None))
    kept = tuple(reference for reference in staying if reference.name not in dissenters)
    return Built(problem=replace(problem, tests=tests, references=kept), notes=tuple(notes))


def _aside(problem: Problem, reason: QuarantineReason, detail: str) -> Quarantined:
    return Quarantined(id=problem.id, reason=reason, detail=detail)


def _right_on_given(problem: Problem, sandbox: Sandbox) -> tuple[tuple[Reference, ...], list[str]]:
    """Return the solutions that are right on the tests that came with the problem, and a note for each other one."""
    staying, notes = [], []
    for reference in problem.references:
        wrong = _first_failure(problem, reference, sandbox)
        if wrong is None:
            staying.append(reference)
        else:
            notes.append(f"solution {reference.name} left out: {wrong}")
    return tuple(staying), notes


def _first_failure(problem: Problem, reference: Reference, sandbox: Sandbox) -> str | None:
    examiner = Examiner(problem, reference.solution, sandbox)
    for test in problem.tests:
        seen = _run(problem, reference, test.input, sandbox)
        failure = examiner.failure(test, seen)
        if failure is not None:
            return f"{failure.verdict} on its test {test.name} ({failure.reason})"
    return None


def _vote(problem: Problem, made: MadeInput, sandbox: Sandbox) -> _Vote:
    answers = {}
    for reference in problem.references:
        seen = _run(problem, reference, made.data, sandbox)
        if seen.status is Status.OK:
            answers[reference.name] = problem.answer(reference.solution, seen)
    everybody = {reference.name for reference in problem.references}
    blocs = _blocs(answers, _equality(problem, made, sandbox))
    largest = max(blocs, key=len, default=[])
    if len(largest) * 2 <= len(everybody):
        return _Vote(None, frozenset())
    test = Test(name=made.name, input=made.data, expected=answers[largest[0]], purpose=made.purpose)
    return _Vote(test, frozenset(everybody - set(largest)))


def _equality(problem: Problem, made: MadeInput, sandbox: Sandbox) -> Callable[[bytes, bytes], bool]:
    """Return how two answers to one input are compared: by the problem's own checker."""
    if problem.checker.kind is not CheckerKind.PROGRAM:
        return checker_for(problem.checker, values=problem.entry_point is not None)

    def agree(answer: bytes, expected: bytes) -> bool:
        test = Test(name=made.name, input=made.data, expected=expected, purpose=Purpose.CORRECTNESS)
        said = Execution(status=Status.OK, stdout=answer, result=answer)
        return Examiner(problem, problem.references[0].solution, sandbox).failure(test, said) is None

    return agree


def _blocs(answers: dict[str, bytes], agree: Callable[[bytes, bytes], bool]) -> list[list[str]]:
    """Group the solutions by equal answers, in the order of the solutions."""
    blocs: list[list[str]] = []
    for name, answer in answers.items():
        bloc = next((bloc for bloc in blocs if agree(answer, answers[bloc[0]])), None)
        if bloc is None:
            blocs.append([name])
        else:
            bloc.append(name)
    return blocs


def _run(problem: Problem, reference: Reference, data: bytes, sandbox: Sandbox) -> Execution:
    return sandbox.execute(problem.program(reference.solution), data, limits=problem.limits)
